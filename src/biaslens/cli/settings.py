"""What the command works with: defaults, the project's settings, the environment, the options.

Of these a later one wins. A command whose options a project may set is made of :class:`Configured`;
nothing else of it has to know of settings.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import attrs
import click
from click.core import ParameterSource

from ..lexicon.problems import Problems
from .configfile import KEYS, Setting, find_file, read_settings
from .output import WRONG_CALL

__all__ = ["OPTIONS", "Configured", "Settings", "project_options", "settings"]

#: The parameter of a command that each setting is the default of.
OPTIONS = {key: "form" if key == "format" else key for key in KEYS}
_KNOWN = "biaslens.settings"


class SettingsError(click.ClickException):
    """The project's settings are wrong."""

    exit_code = WRONG_CALL


@attrs.frozen(slots=True)
class Settings:
    """Every setting that a command has, each with where it came from.

    Attributes:
        file: The file with the project's settings, or ``None``.
        values: The settings by their keys.
    """

    file: str | None
    values: dict[str, Setting]


class Configured(click.Command):
    """A command whose options take their defaults from the project's settings."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the settings before the options, which win over them."""
        # Help, and the completion of words, are to be had whatever is wrong with the settings.
        if not ctx.resilient_parsing and not set(ctx.help_option_names) & set(args):
            _, made = _made(ctx)
            ctx.default_map = {OPTIONS[key]: setting.value for key, setting in made.items()}
        return super().parse_args(ctx, args)


def project_options(command: Any) -> Any:
    """Give a group the options that say where the project's settings are."""
    isolated = click.option(
        "--no-config", is_flag=True, help="Use no settings of a project or the environment."
    )
    config = click.option(
        "--config",
        metavar="FILE",
        type=click.Path(),
        help="Use these settings.  [default: biaslens.yaml or [tool.biaslens] in pyproject.toml]",
    )
    return config(isolated(command))


def settings(context: click.Context) -> Settings:
    """Return what a command is set to.

    Args:
        context: That of a :class:`Configured` command, its options read.

    Raises:
        SettingsError: Something is wrong in the project's settings.
    """
    file, made = _made(context)
    names = {param.name: max(param.opts, key=len) for param in context.command.params}
    values: dict[str, Setting] = {}
    for key, name in OPTIONS.items():
        if name not in context.params:
            continue
        source = context.get_parameter_source(name)
        value = context.params[name]
        if source is ParameterSource.COMMANDLINE:
            values[key] = Setting(value, f"option {names[name]}")
        elif key in made:
            values[key] = Setting(value, made[key].origin)
        else:
            values[key] = Setting(value, "default")
    return Settings(file, values)


def _made(context: click.Context) -> tuple[str | None, dict[str, Setting]]:
    """The project's settings, read once for each call of the command."""
    root = context.find_root()
    if _KNOWN not in root.meta:
        given = root.params.get("config")
        if root.params.get("no_config"):
            if given is not None:
                raise click.UsageError("--config and --no-config exclude each other", root)
            root.meta[_KNOWN] = None, {}
        else:
            problems = Problems()
            home = Path(os.path.expanduser("~"))
            file = given if given is not None else find_file(Path.cwd(), home)
            made = read_settings(file, os.environ, problems)
            if problems.found:
                said = "\n".join(map(str, problems.in_order()))
                raise SettingsError(f"the settings were not read\n{said}")
            root.meta[_KNOWN] = file, made
    found: tuple[str | None, dict[str, Setting]] = root.meta[_KNOWN]
    return found
