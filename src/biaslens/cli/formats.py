"""The forms in which the command writes reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

import attrs
import click

from ..export.terminal import render
from ..records import json_of
from ..report import Report
from .output import USUAL_WIDTH

__all__ = ["FORMATS", "SUFFIXES", "Style", "chunks", "companions", "files"]

#: What each form’s files end in, in an output folder.
SUFFIXES = {
    "text": ".txt",
    "json": ".json",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "html": ".html",
    "webannotation": ".jsonld",
    "brat": ".ann",
    "sarif": ".sarif",
}
FORMATS = tuple(SUFFIXES)


@attrs.frozen(slots=True)
class Style:
    """How reports are written.

    Attributes:
        form: One of :data:`FORMATS`.
        layers: The layers that were annotated.
        all_zones: Whether comments and page furniture are shown, too.
        color: Whether to colour.
        width: Columns of a line.
        several: Whether there may be more than one article.
    """

    form: str
    layers: Collection[str]
    all_zones: bool = False
    color: bool = False
    width: int = USUAL_WIDTH
    several: bool = False


def chunks(reports: Iterable[Report], style: Style) -> Iterator[str]:
    """Write reports into one stream, each as soon as it is there where the form allows.

    Args:
        reports: The reports.
        style: How; ``brat`` has no single stream.

    Raises:
        click.UsageError: If the form holds one article, and there are more.
    """
    if style.form == "text":
        for number, report in enumerate(reports):
            lead = f"\n{'═' * style.width}\n\n" if number else ""
            yield lead + _text(report, style)
    elif style.form == "jsonl":
        for report in reports:
            yield report.to_json() + "\n"
    elif style.form in ("json", "webannotation"):
        one = Report.to_json if style.form == "json" else _web_annotations
        yield from _array(reports, one) if style.several else _each(reports, one)
    elif style.form == "csv":
        from ..export.rows import csv_header, csv_rows

        yield csv_header()
        for report in reports:
            yield csv_rows(report, style.layers)
    elif style.form == "sarif":
        from ..export.sarif import to_sarif

        yield json_of(to_sarif(reports)) + "\n"
    else:
        yield from _single(reports, style)


def files(report: Report, style: Style) -> list[tuple[str, str]]:
    """Write a report into files of its own.

    Args:
        report: The report.
        style: How.

    Returns:
        For each file its extension and what it holds.
    """
    if style.form == "brat":
        from ..export.brat import to_brat

        text, annotations = to_brat(report)
        return [(".txt", text), (SUFFIXES["brat"], annotations)]
    alone = attrs.evolve(style, several=False)
    return [(SUFFIXES[style.form], "".join(chunks([report], alone)))]


def companions(form: str) -> list[tuple[str, str]]:
    """Name and content of each file that a folder of this form needs once."""
    if form != "brat":
        return []
    from ..export.brat import ANNOTATION_CONF

    return [("annotation.conf", ANNOTATION_CONF)]


def _text(report: Report, style: Style) -> str:
    if style.all_zones:
        return render(
            report, width=style.width, color=style.color, layers=style.layers, zones=None
        )
    return render(report, width=style.width, color=style.color, layers=style.layers)


def _each(reports: Iterable[Report], written: Callable[[Report], str]) -> Iterator[str]:
    for report in reports:
        yield written(report) + "\n"


def _array(reports: Iterable[Report], written: Callable[[Report], str]) -> Iterator[str]:
    lead = "["
    for report in reports:
        yield lead + written(report)
        lead = ",\n"
    yield "]\n" if lead != "[" else "[]\n"


def _single(reports: Iterable[Report], style: Style) -> Iterator[str]:
    page = None
    for report in reports:
        if page is not None:
            raise click.UsageError(
                "--format html holds one article; --output-dir writes a page for each"
            )
        page = report.to_html(layers=style.layers)
    if page is not None:
        yield page


def _web_annotations(report: Report) -> str:
    from ..export.webannotation import to_web_annotations

    return json_of(to_web_annotations(report))
