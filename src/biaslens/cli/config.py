"""``biaslens config``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from ..annotator import LAYERS
from .annotate import annotate
from .configfile import KEYS, Setting, passed_over
from .settings import OPTIONS, Configured, settings

__all__ = ["config"]


@click.command(
    "config",
    cls=Configured,
    # The same options, so that what they would do can be seen.
    params=[param for param in annotate.params if param.name in OPTIONS.values()],
)
@click.pass_context
def config(context: click.Context, /, **_: Any) -> int:
    """Show what the command is set to, and where each value comes from.

    A later one of these wins: the defaults; biaslens.yaml, or [tool.biaslens] in pyproject.toml,
    found in this folder or one above it; the environment (BIASLENS_FORMAT and the like); the
    options, which are those of "biaslens annotate".

    \b
    Examples:
      biaslens config
      biaslens config --jobs 4
      biaslens --no-config config
    """
    found = settings(context)
    rows = [(key, *_row(key, found.values[key])) for key in KEYS if key in found.values]
    widths = [max(len(row[i]) for row in rows) for i in (0, 1)]
    click.echo(f"settings of the project: {found.file or 'none'}")
    for other in passed_over(found.file) if found.file else ():
        click.echo(f"left aside: {other}, as {os.path.basename(found.file or '')} goes before it")
    click.echo()
    for key, value, origin in rows:
        click.echo(f"{key:{widths[0]}}  {value:{widths[1]}}  {origin}")
    return 0


def _row(key: str, setting: Setting) -> tuple[str, str]:
    """The value of a setting as it reads, and where it comes from."""
    value = setting.value
    if key == "color" and value == "auto" and os.environ.get("NO_COLOR"):
        return "never", "environment NO_COLOR"
    if key == "layers" and not value:
        value = LAYERS
    if isinstance(value, bool):
        return str(value).lower(), setting.origin
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value)) or "none", setting.origin
    return str(value), setting.origin
