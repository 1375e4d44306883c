"""Options that several commands have, each written once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from .configfile import COLORS, INPUT_FORMATS
from .inputs import InputForm

__all__ = [
    "INPUT_FORMS",
    "color_option",
    "format_option",
    "input_format_option",
    "lexicon_option",
    "output_option",
    "text_field_option",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Option = Callable[[_Command], _Command]

#: What ``--input-format`` says files hold; ``auto``, which is not among them, goes by their names.
INPUT_FORMS: dict[str, InputForm] = {"text": "text", "html": "html", "jsonl": "jsonl"}


def lexicon_option(
    help: str = "Add a YAML file to the built-in lexicon. May be given again.",
) -> _Option[Any]:
    """``--lexicon FILE``, as the parameter ``lexicons``."""
    return click.option(
        "--lexicon", "lexicons", metavar="FILE", multiple=True, type=click.Path(), help=help
    )


def format_option(name: str, formats: Sequence[str], help: str) -> _Option[Any]:
    """``--format``, as a parameter of the given name; the default is ``text``."""
    return click.option(
        "--format", name, type=click.Choice(formats), default="text", show_default=True, help=help
    )


def color_option() -> _Option[Any]:
    """``--color``."""
    return click.option(
        "--color",
        type=click.Choice(COLORS),
        default="auto",
        show_default=True,
        help="Colour the text; auto: where the output is a terminal and NO_COLOR is not set.",
    )


def output_option() -> _Option[Any]:
    """``--output FILE``."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False),
        help="Write to a file, which is written whole or not at all.",
    )


def input_format_option() -> _Option[Any]:
    """``--input-format``; :data:`INPUT_FORMS` has what it means."""
    return click.option(
        "--input-format",
        type=click.Choice(INPUT_FORMATS),
        default="auto",
        show_default=True,
        help="What the files hold; auto goes by their extensions, and takes standard input for "
        "text.",
    )


def text_field_option() -> _Option[Any]:
    """``--text-field NAME``."""
    return click.option(
        "--text-field",
        metavar="NAME",
        default="text",
        show_default=True,
        help="The field of JSON Lines that holds the text.",
    )
