"""The group of commands, and how each of them ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from .. import __version__
from .annotate import annotate
from .compare import compare_command
from .completion import completion
from .config import config
from .evaluate import evaluate_command
from .lexicon import lexicon
from .output import FAILED, WRONG_CALL, complain
from .settings import project_options

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit.

    Args:
        arguments: What stands behind ``biaslens`` on the command line; ``sys.argv`` unless given.
    """
    try:
        status = _cli.main(arguments, prog_name="biaslens", standalone_mode=False)
    except click.UsageError as problem:
        complain(problem.format_message())
        command = problem.ctx.command_path if problem.ctx else "biaslens"
        click.echo(f"Try '{command} --help'.", err=True)
        status = WRONG_CALL
    except click.ClickException as problem:
        complain(problem.format_message())
        status = problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        # Whoever read the output has seen enough ("| head"); nothing more may be written to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as problem:
        complain(f"standard output: {problem.strerror or problem}")
        status = FAILED
    sys.exit(status if isinstance(status, int) else 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="biaslens %(version)s")
@project_options
def _cli(**_: object) -> None:
    """See who is speaking in a news article.

    \b
    Examples:
      biaslens annotate article.txt
      biaslens annotate --format html -o report.html article.txt
      biaslens compare wire.txt government.txt opposition.txt
      biaslens lexicon explain "The regime fell"
    """


_cli.add_command(annotate)
_cli.add_command(compare_command)
_cli.add_command(completion)
_cli.add_command(config)
_cli.add_command(evaluate_command)
_cli.add_command(lexicon)
