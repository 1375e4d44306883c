"""Reports as rows: a flat dictionary for each annotation, ready for pandas; and CSV of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from biaslens.model import Attribution, Hedge, LoadedTerm, Mention, Sentence
from biaslens.report import Report

__all__ = ["COLUMNS", "csv_header", "csv_rows", "to_csv", "to_rows"]

#: The columns, in their order; every row has all of them. A column that says nothing of an
#: annotation holds ``None``, which CSV writes as an empty field.
COLUMNS = (
    "article",
    "outlet",
    "url",
    "date",
    "layer",
    "index",
    "start",
    "end",
    "text",
    "zone",
    "voice",
    "entry",
    "category",
    "attribution",
    "stance",
    "source_kind",
    "quotation",
    "speaker",
    "source_text",
    "source_spans",
    "cue_text",
    "cue_spans",
    "content_text",
    "content_spans",
    "neutral",
    "favours",
    "contrast",
    "strength",
    "note",
    "compound",
)
_LAYERS = ("attribution", "hedging", "loaded", "sentiment")

_Row = dict[str, Any]


def to_rows(report: Report, layers: Collection[str] = _LAYERS) -> list[_Row]:
    """Write a report as rows, one for each annotation.

    Args:
        report: The report.
        layers: The layers to write: some of ``attribution``, ``hedging``, ``loaded`` and
            ``sentiment``, whose rows are the sentences.

    Returns:
        Dictionaries with the keys :data:`COLUMNS`, layer by layer, each in text order. ``index``
        counts the annotations of a layer from 0. ``attribution`` is the index of the attribution in
        whose content the annotation stands. Spans are written ``"12-40;52-60"``.
    """
    article = report.article
    number = {id(item): index for index, item in enumerate(report.attributions)}
    head = {
        **dict.fromkeys(COLUMNS),
        "article": article.id,
        "outlet": article.outlet,
        "url": article.url,
        "date": article.date,
    }
    parts: tuple[tuple[str, Iterable[Attribution | Hedge | LoadedTerm | Sentence]], ...] = (
        ("attribution", report.attributions),
        ("hedging", report.hedges),
        ("loaded", report.loaded_terms),
        ("sentiment", report.sentences),
    )
    return [
        {**head, "layer": layer, "index": index, **_place(item), **_details(item, number)}
        for layer, items in parts
        if layer in layers
        for index, item in enumerate(items)
    ]


def _place(item: Attribution | Hedge | LoadedTerm | Sentence) -> _Row:
    return {"start": item.start, "end": item.end, "text": item.text, "zone": item.zone}


def _details(item: Attribution | Hedge | LoadedTerm | Sentence, number: dict[int, int]) -> _Row:
    if isinstance(item, Sentence):
        return {"category": item.sentiment.label, "compound": item.sentiment.compound}
    row: _Row = {"voice": item.voice, "entry": item.entry}
    if isinstance(item, Attribution):
        row.update(
            stance=item.stance,
            source_kind=item.source_kind,
            quotation=item.quotation,
            speaker=item.speaker,
            attribution=None if item.inside is None else number[id(item.inside)],
            **_role("source", item.source),
            **_role("cue", item.cue),
            **_role("content", item.content),
        )
        return row
    row["category"] = item.category
    row["attribution"] = None if item.attribution is None else number[id(item.attribution)]
    if isinstance(item, LoadedTerm):
        row.update(
            neutral="; ".join(item.neutral),
            favours=item.favours,
            contrast=item.contrast,
            strength=item.strength,
            note=item.note,
        )
    return row


def _role(name: str, mention: Mention | None) -> _Row:
    if mention is None:
        return {}
    spans = ";".join(f"{span.start}-{span.end}" for span in mention.spans)
    return {f"{name}_text": mention.text, f"{name}_spans": spans}


def to_csv(reports: Report | Iterable[Report], layers: Collection[str] = _LAYERS) -> str:
    """Write reports as one table of comma-separated values (RFC 4180), with a header.

    Args:
        reports: A report, or some.
        layers: As for :func:`to_rows`.

    Returns:
        The table; its lines end in CR LF. Fields hold the words of the article as they are, but
        for NUL, which no reader takes and which becomes U+FFFD. A spreadsheet may take one that
        begins with ``=``, ``+``, ``-`` or ``@`` for a formula, so import such a table with its
        columns set to text.
    """
    found = (reports,) if isinstance(reports, Report) else reports
    return csv_header() + "".join(csv_rows(report, layers) for report in found)


def csv_header() -> str:
    """The header of the table, with its line end."""
    return _written([COLUMNS])


def csv_rows(report: Report, layers: Collection[str] = _LAYERS) -> str:
    """The lines of the table that stand for one report.

    Args:
        report: The report.
        layers: As for :func:`to_rows`.
    """
    return _written(_values(to_rows(report, layers)))


def _values(rows: Iterable[_Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        # No reader of CSV takes NUL, nor does Python's own writer before 3.11.
        yield tuple(
            value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value
            for value in map(row.__getitem__, COLUMNS)
        )


def _written(rows: Iterable[Collection[Any]]) -> str:
    table = io.StringIO(newline="")
    csv.writer(table).writerows(rows)
    return table.getvalue()
