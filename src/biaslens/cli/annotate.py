"""``biaslens annotate``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from tqdm import tqdm

from ..annotator import LAYERS, Annotator
from ..errors import BiaslensError
from ..export.terminal import render
from ..lexicon import Lexicon
from ..model import Article
from ..report import Report
from .inputs import STDIN, UnreadableError, decoded, read_bytes
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

__all__ = ["annotate"]


@click.command("annotate")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path())
@click.option(
    "--lexicon",
    "lexicons",
    metavar="FILE",
    multiple=True,
    type=click.Path(),
    help="Add a YAML file to the built-in lexicon. May be given again.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="A report for reading; JSON (an array, for several files); or one line of JSON each.",
)
@click.option(
    "--layer",
    "layers",
    multiple=True,
    type=click.Choice(LAYERS),
    help="Annotate this layer only. May be given again.  [default: all]",
)
@click.option("--all-zones", is_flag=True, help="Count and show comments and page furniture too.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the report; auto: where the output is a terminal and NO_COLOR is not set.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write to a file, which is written whole or not at all.",
)
def annotate(
    files: tuple[str, ...],
    lexicons: tuple[str, ...],
    form: str,
    layers: tuple[str, ...],
    all_zones: bool,
    color: str,
    output: str | None,
) -> int:
    """Annotate news articles, each a text file in UTF-8.

    With no FILE, or when FILE is -, the article is read from standard input.

    The exit status is 0 if all went well, 1 if some file could not be read (the others are
    annotated all the same), and 2 if the call or a lexicon is wrong.
    """
    try:
        lexicon = Lexicon.builtin()
        # Extended by nothing it would have to be made ready for matching once more.
        if lexicons:
            lexicon = lexicon.extend(*lexicons)
    except BiaslensError as problem:
        complain(f"the lexicon was not loaded\n{problem}")
        return WRONG_CALL

    annotator = Annotator(lexicon, layers=layers or LAYERS)
    files = files or (STDIN,)
    failures: list[str] = []
    reports = _reports(annotator, files, failures)
    if form == "text":
        colored = wants_color(color, output)
        chunks = _as_text(reports, annotator.layers, all_zones, colored, output is None)
    elif form == "json" and len(files) > 1:
        chunks = _as_array(reports)
    else:
        chunks = (report.to_json() + "\n" for report in reports)

    encoding = encoding_of(form, output)
    lines = (chunk.encode(encoding, errors="replace") for chunk in chunks)
    if output is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return FAILED if failures else 0
    try:
        with replacing(Path(output)) as stream:
            stream.writelines(lines)
            if len(failures) == len(files):
                # There is nothing to say, and what the file held may still be good.
                raise UnreadableError
    except UnreadableError:
        return FAILED
    except OSError as problem:
        complain(f"{output}: {problem.strerror or problem}")
        return FAILED
    return FAILED if failures else 0


def _reports(
    annotator: Annotator, files: Sequence[str], failures: list[str]
) -> Iterator[Report]:
    """Yield a report for each file; say what is wrong with those that cannot be read."""
    # A bar would run into a report that is written to the same terminal.
    quiet = len(files) < 2 or not sys.stderr.isatty() or sys.stdout.isatty()
    for name in tqdm(files, unit="article", leave=False, disable=quiet):
        try:
            text = decoded(read_bytes(name))
        except UnreadableError as problem:
            failures.append(name)
            with tqdm.external_write_mode(file=sys.stderr):
                complain(f"{'standard input' if name == STDIN else name}: {problem}")
        else:
            yield annotator.annotate(Article(text, id=None if name == STDIN else name))


def _as_text(
    reports: Iterable[Report],
    layers: tuple[str, ...],
    all_zones: bool,
    color: bool,
    to_terminal: bool,
) -> Iterator[str]:
    width = USUAL_WIDTH
    if to_terminal:
        columns = shutil.get_terminal_size(fallback=(USUAL_WIDTH, 24)).columns
        width = min(MAX_WIDTH, columns)
    for number, report in enumerate(reports):
        text = (
            render(report, width=width, color=color, layers=layers, zones=None)
            if all_zones
            else render(report, width=width, color=color, layers=layers)
        )
        yield f"\n{'═' * width}\n\n{text}" if number else text


def _as_array(reports: Iterable[Report]) -> Iterator[str]:
    lead = "["
    for report in reports:
        yield lead + report.to_json()
        lead = ",\n"
    yield "]\n" if lead != "[" else "[]\n"
