"""``biaslens annotate``."""

from __future__ import annotations

import os
import stat
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

import click
from tqdm import tqdm

from ..annotator import LAYERS, Annotator
from ..errors import Failure, WorkerError
from ..model import Article
from ..report import Report
from .failon import CONDITION, Condition, Watch
from .folder import Folder
from .formats import FORMATS, Style, chunks, companions, files
from .inputs import STDIN, Failures, Place, UnreadableError, articles, find, real_paths
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
    FOUND,
    encoding_of,
    replacing,
    report_width,
    unwritable,
    wants_color,
)
from .settings import Configured

__all__ = ["annotate"]

# Seconds after which work is long enough for a bar.
_LONG = 1.0


@click.command("annotate", cls=Configured)
@click.argument("names", metavar="[FILE]...", nargs=-1, type=click.Path())
@lexicon_option()
@format_option(
    "form",
    FORMATS,
    "How reports are written; see docs/exports.md. html holds one article; brat needs "
    "--output-dir.",
)
@click.option(
    "--layer",
    "layers",
    multiple=True,
    type=click.Choice(LAYERS),
    help="Annotate this layer only. May be given again.  [default: all]",
)
@click.option("--all-zones", is_flag=True, help="Count and show comments and page furniture too.")
@color_option()
@output_option()
@click.option(
    "--output-dir",
    metavar="FOLDER",
    type=click.Path(file_okay=False),
    help="Write a file for each article into a folder.",
)
@input_format_option()
@text_field_option()
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that work side by side.",
)
@click.option(
    "--fail-on",
    "fail_on",
    metavar="LAYER[:VOICE]",
    multiple=True,
    type=CONDITION,
    help="End with status 3 if this is found, such as loaded:author. May be given again.",
)
def annotate(
    names: tuple[str, ...],
    lexicons: tuple[str, ...],
    form: str,
    layers: tuple[str, ...],
    all_zones: bool,
    color: str,
    output: str | None,
    output_dir: str | None,
    input_format: str,
    text_field: str,
    jobs: int,
    fail_on: tuple[Condition, ...],
) -> int:
    """Annotate news articles.

    A FILE is a text in UTF-8, a page (.html, with the extra biaslens[html]), JSON Lines (.jsonl:
    objects with text and, if known, id, outlet, url and date), a folder, whose .txt and .html files
    are taken, or a pattern such as "news/**/*.txt". With no FILE, or when FILE is -, the article is
    read from standard input.

    \b
    Examples:
      biaslens annotate article.txt
      biaslens annotate --format json -o report.json article.txt
      biaslens annotate --format csv news/ > annotations.csv
      biaslens annotate --format jsonl --jobs 4 articles.jsonl > reports.jsonl
      biaslens annotate --format html --output-dir reports news/*.html
      biaslens annotate --fail-on loaded:author --layer loaded drafts/
      curl -s https://example.org/story | biaslens annotate --input-format html

    The exit status is 0 if all went well, 1 if something could not be read or written (the others
    are annotated all the same), 2 if the call or a lexicon is wrong, and 3 if all went well but
    what --fail-on names was found.
    """
    if output is not None and output_dir is not None:
        raise click.UsageError("--output and --output-dir exclude each other")
    if form == "brat" and output_dir is None:
        raise click.UsageError("--format brat writes two files for each article: give --output-dir")
    lexicon = load(lexicons)
    annotator = Annotator(lexicon, layers=layers) if layers else Annotator(lexicon)
    for condition in fail_on:
        if condition.layer not in annotator.layers:
            raise click.UsageError(f"--fail-on {condition}: the layer is not among those annotated")
    failures = Failures()
    names = names or (STDIN,)
    places = find(names, INPUT_FORMS.get(input_format), failures)
    if output is not None and os.path.realpath(output) in real_paths(places):
        raise click.UsageError(f"--output {output}: an article is read from this file")
    stems: deque[str] = deque()

    def drawn() -> Iterator[Article]:
        for entry in articles(places, text_field, failures):
            stems.append(entry.stem)
            yield entry.article

    to_stdout = output is None and output_dir is None
    watch = Watch(fail_on, all_zones)

    def named() -> Iterator[tuple[str, Report]]:
        # Reports come in the order of the articles, but some articles later.
        for found in _with_bar(annotator.annotate_many(drawn(), jobs), places, to_stdout):
            stem = stems.popleft()
            if isinstance(found, Failure):
                failures.add(found.id or stem, f"not annotated: {found.error!r}")
            else:
                yield stem, watch.seen(found)

    style = Style(
        form,
        annotator.layers,
        all_zones=all_zones,
        color=wants_color(color, output or output_dir),
        width=report_width(output or output_dir),
        several=[place.name for place in places] != [names[0]] or places[0].form == "jsonl",
    )
    try:
        if output_dir is not None:
            folder = Folder(output_dir, real_paths(places), failures)
            for stem, report in named():
                folder.write(stem, files(report, style))
            for name, content in companions(form) if watch.articles else ():
                folder.put(name, content)
        elif places:
            encoding = encoding_of(form, output)
            parts = chunks((report for _, report in named()), style)
            pieces = (part.encode(encoding, errors="replace") for part in parts)
            _write(pieces, output, watch, failures)
    except WorkerError as problem:
        failures.add("--jobs", problem)
    finally:
        failures.tell()
        found = watch.tell()
    if failures.count:
        return FAILED
    return FOUND if found else 0


def _with_bar(
    reports: Iterable[Report | Failure], places: Sequence[Place], to_stdout: bool
) -> Iterator[Report | Failure]:
    """Hand reports on while a bar shows how far the work is."""
    # A bar would run into a report on the same terminal, or into the program behind a pipe.
    quiet = not sys.stderr.isatty() or (to_stdout and not _is_file(sys.stdout))
    total = None if any(place.form == "jsonl" for place in places) else len(places)
    return iter(
        tqdm(
            reports,
            total=total,
            unit="article",
            leave=False,
            delay=_LONG,
            disable=quiet or total == 1,
        )
    )


def _is_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _write(pieces: Iterable[bytes], output: str | None, watch: Watch, failures: Failures) -> None:
    """Write a stream to standard output or to a file."""
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    try:
        with replacing(Path(output)) as stream:
            stream.writelines(pieces)
            if not watch.articles:
                # There is nothing to say, and what the file held may still be good.
                raise UnreadableError
    except UnreadableError:
        return
    except OSError as problem:
        failures.add(output, unwritable(output, problem))
