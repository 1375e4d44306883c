"""``biaslens compare``."""

from __future__ import annotations

import os
import sys
from itertools import islice
from pathlib import Path

import attrs
import click

from ..annotator import LAYERS, Annotator
from ..comparison import FEWEST, MOST, Comparison, compare
from ..model import Article
from .inputs import Failures, articles, find, real_paths
from .lexicons import load
from .options import (
    INPUT_FORMS,
    color_option,
    format_option,
    input_format_option,
    lexicon_option,
    output_option,
    text_field_option,
)
from .output import (
    FAILED,
    WRONG_CALL,
    complain,
    encoding_of,
    replacing,
    report_width,
    unwritable,
    wants_color,
)
from .settings import Configured

__all__ = ["compare_command"]


# The parameter of --format has a name of its own: a project's format is that of its reports.
@click.command("compare", cls=Configured)
@click.argument("names", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@lexicon_option()
@click.option(
    "--outlet",
    "outlets",
    metavar="NAME",
    multiple=True,
    help="What an article is called; given again for each, in their order.",
)
@format_option(
    "written", ["text", "json", "html"], "For reading here; for programs; one page for a browser."
)
@color_option()
@output_option()
@input_format_option()
@text_field_option()
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
    lexicon = load(lexicons)
    failures = Failures()
    places = find(names, INPUT_FORMS.get(input_format), failures)
    if output is not None and os.path.realpath(output) in real_paths(places):
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
    # A comparison is made of all layers, also of those that a lexicon switches off for reports.
    annotate = Annotator(lexicon, layers=LAYERS).annotate
    comparison = compare(map(annotate, _named(found)), lexicon=lexicon)
    colored = wants_color(color, output)
    content = _written(comparison, written, colored, output)
    encoded = content.encode(encoding_of(written, output), errors="replace")
    if output is None:
        sys.stdout.buffer.write(encoded)
        sys.stdout.buffer.flush()
        return FAILED if failures.count else 0
    try:
        with replacing(Path(output)) as stream:
            stream.write(encoded)
    except OSError as problem:
        complain(f"{output}: {unwritable(output, problem)}")
        return FAILED
    return FAILED if failures.count else 0


def _named(found: list[Article]) -> list[Article]:
    """Shorten the paths that articles are called by, where that leaves them different."""
    short = [Path(article.id).stem if article.id else None for article in found]
    if None in short or len(set(short)) < len(short):
        return found
    return [attrs.evolve(one, id=name) for one, name in zip(found, short, strict=True)]


def _written(comparison: Comparison, written: str, color: bool, output: str | None) -> str:
    if written == "json":
        return comparison.to_json() + "\n"
    if written == "html":
        return comparison.to_html()
    return comparison.to_text(width=report_width(output), color=color)
