"""``biaslens completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

__all__ = ["completion"]

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that completes the command's words in a shell.

    \b
    Examples:
      eval "$(biaslens completion bash)"          # in ~/.bashrc
      eval "$(biaslens completion zsh)"           # in ~/.zshrc
      biaslens completion fish > ~/.config/fish/completions/biaslens.fish
    """
    made = get_completion_class(shell)
    if made is None:
        raise click.ClickException(f"click does not know the shell {shell}")
    root = context.find_root()
    click.echo(made(root.command, {}, "biaslens", "_BIASLENS_COMPLETE").source())
