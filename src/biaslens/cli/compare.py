"""``biaslens compare``."""

from __future__ import annotations

import os
import shutil
import sys
from itertools import islice
from pathlib import Path

import attrs
import click

from ..annotator import Annotator
from ..comparison import FEWEST, MOST, Comparison, compare
from ..errors import BiaslensError
from ..lexicon import Lexicon
from ..model import Article
from .inputs import STDIN, Failures, InputForm, articles, find
from .output import (
    FAILED,
    MAX_WIDTH,
    USUAL_WIDTH,
    WRONG_CALL,
    complain,
    encoding_of,
    replacing,
    wants_color,
)
from .settings import Configured

__all__ = ["compare_command"]

_FORMS: dict[str, InputForm] = {"text": "text", "html": "html", "jsonl": "jsonl"}


# The parameter of --format has a name of its own: a project's format is that of its reports.
@click.command("compare", cls=Configured)
@click.argument("names", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--lexicon",
    "lexicons",
    metavar="FILE",
    multiple=True,
    type=click.Path(),
    help="Add a YAML file to the built-in lexicon. May be given again.",
)
@click.option(
    "--outlet",
    "outlets",
    metavar="NAME",
    multiple=True,
    help="What an article is called; given again for each, in their order.",
)
@click.option(
    "--format",
    "written",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="For reading here; for programs; one page for a browser.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text; auto: where the output is a terminal and NO_COLOR is not set.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write to a file, which is written whole or not at all.",
)
@click.option(
    "--input-format",
    type=click.Choice(["auto", "text", "html", "jsonl"]),
    default="auto",
    show_default=True,
    help="What the files hold; auto goes by their extensions.",
)
@click.option(
    "--text-field",
    metavar="NAME",
    default="text",
    show_default=True,
    help="The field of JSON Lines that holds the text.",
)
def compare_command(
    names: tuple[str, ...],
    lexicons: tuple[str, ...],
    outlets: tuple[str, ...],
    written: str,
    color: str,
    output: str | None,
    input_format: str,
    text_field: str,
) -> int:
    """Show how 2 to 50 articles tell the same story.

    Who is quoted by whom, the words for the same thing and in whose voice, what one states as fact
    and another attributes, what is confirmed and denied, and the figures side by side. A FILE is
    what "biaslens annotate" takes: a text, a page, JSON Lines, a folder or a pattern.

    \b
    Examples:
      biaslens compare wire.txt government.txt opposition.txt
      biaslens compare --outlet Reuters --outlet RT a.txt b.txt
      biaslens compare --format html -o comparison.html news/*.txt
      biaslens compare --format json articles.jsonl > comparison.json

    The exit status is 0 if all went well, 1 if something could not be read or written (the others
    are compared all the same, if two are left), and 2 if the call or a lexicon is wrong.
    """
    try:
        lexicon = Lexicon.builtin()
        # Extended by nothing it would have to be made ready for matching once more.
        if lexicons:
            lexicon = lexicon.extend(*lexicons)
    except BiaslensError as problem:
        complain(f"the lexicon was not loaded\n{problem}")
        return WRONG_CALL
    failures = Failures()
    places = find(names, _FORMS.get(input_format), failures)
    real = {os.path.realpath(place.name) for place in places if place.name != STDIN}
    if output is not None and os.path.realpath(output) in real:
        raise click.UsageError(f"--output {output}: an article is read from this file")
    found = [entry.article for entry in islice(articles(places, text_field, failures), MOST + 1)]
    failures.tell()
    if len(found) > MOST:
        raise click.UsageError(f"expected at most {MOST} articles, came more")
    if outlets and len(outlets) != len(found):
        raise click.UsageError(
            f"--outlet: expected one for each article, {len(found)}, came {len(outlets)}"
        )
    if len(found) < FEWEST:
        complain(f"expected at least {FEWEST} articles, came {len(found)}")
        return FAILED if failures.count else WRONG_CALL
    if outlets:
        found = [attrs.evolve(one, outlet=name) for one, name in zip(found, outlets, strict=True)]
    comparison = compare(map(Annotator(lexicon).annotate, _named(found)), lexicon=lexicon)
    colored = wants_color(color, output)
    content = _written(comparison, written, colored, output is None)
    encoded = content.encode(encoding_of(written, output), errors="replace")
    if output is None:
        sys.stdout.buffer.write(encoded)
        sys.stdout.buffer.flush()
        return FAILED if failures.count else 0
    try:
        with replacing(Path(output)) as stream:
            stream.write(encoded)
    except OSError as problem:
        complain(f"{output}: {problem.strerror or problem}")
        return FAILED
    return FAILED if failures.count else 0


def _named(found: list[Article]) -> list[Article]:
    """Shorten the paths that articles are called by, where that leaves them different."""
    short = [Path(article.id).stem if article.id else None for article in found]
    if None in short or len(set(short)) < len(short):
        return found
    return [attrs.evolve(one, id=name) for one, name in zip(found, short, strict=True)]


def _written(comparison: Comparison, written: str, color: bool, to_terminal: bool) -> str:
    if written == "json":
        return comparison.to_json() + "\n"
    if written == "html":
        return comparison.to_html()
    width = USUAL_WIDTH
    if to_terminal:
        width = min(MAX_WIDTH, shutil.get_terminal_size(fallback=(USUAL_WIDTH, 24)).columns)
    return comparison.to_text(width=width, color=color)
