"""A report for reading in a terminal: the facts of the article, then its sentences, marked.

Bold stands for the author’s own voice. Without colour the marks are brackets: ``[source]``,
``<cue>``, ``{what is attributed}``, ``*loaded term*`` and ``~hedge~``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator

from biaslens.annotator import LAYERS
from biaslens.export.facts import facts
from biaslens.export.marks import Item, MarkedText, legend, note
from biaslens.export.styled import Run, paint, wrap
from biaslens.model import Attribution, ZoneKind
from biaslens.report import Report

__all__ = ["render"]

_MIN_WIDTH = 60
# Columns before a sentence, and of the label of a note.
_MARGIN = 5
_LABEL = 8


def render(
    report: Report,
    *,
    width: int = 88,
    color: bool = False,
    zones: Collection[ZoneKind] | None = ("title", "body"),
    layers: Collection[str] = LAYERS,
) -> str:
    """Write a report for reading.

    Args:
        report: The report.
        width: Columns of a line; never fewer than 60 are used.
        color: Whether to colour with ANSI sequences; if not, words are marked with brackets.
        zones: Kinds of the zones that are counted and shown; ``None`` stands for all.
        layers: Names of the layers that were annotated, so that no other is said to be empty.

    Returns:
        Lines, each ended by a line feed. Control characters of the article are replaced.
    """
    width = max(width, _MIN_WIDTH)
    lines = facts(report, width, zones, layers)
    items = [
        item
        for found in (report.attributions, report.loaded_terms, report.hedges)
        for item in found
        if zones is None or item.zone in zones
    ]
    if items:
        lines += [[], *wrap(legend(color), width), [("─" * width, "2")]]
        lines += _sentences(report, items, width, color)
    return "".join(paint(line, color).rstrip() + "\n" for line in lines)


def _sentences(
    report: Report, items: Iterable[Item], width: int, color: bool
) -> Iterator[list[Run]]:
    """Yield the lines of every sentence with something to show, in the order of the text."""
    items = sorted(items, key=_anchor)
    marked = MarkedText.of(report.text, items)
    explained: set[str] = set()
    for number, start, end, inside in _grouped(report, items):
        yield []
        yield from _hanging(f"{number:>{_MARGIN - 2}}  ", marked.runs(start, end, color), width)
        for item in inside:
            lines = note(item, again=item.entry in explained)
            explained.add(item.entry)
            for label, runs in lines:
                yield from _hanging(f"{'':{_MARGIN}}{label:{_LABEL}}", runs, width)


def _anchor(item: Item) -> int:
    """Return where an annotation is shown: an attribution may run over many sentences."""
    if isinstance(item, Attribution) and item.cue is not None:
        return item.cue.start
    return item.start


def _grouped(
    report: Report, items: Iterable[Item]
) -> Iterator[tuple[str, int, int, list[Item]]]:
    """Yield the number, start and end of each sentence that has annotations, and these."""
    starts = [sentence.start for sentence in report.sentences]
    groups: dict[int, list[Item]] = {}
    for item in items:
        groups.setdefault(bisect_right(starts, _anchor(item)) - 1, []).append(item)
    for index, inside in groups.items():
        if index >= 0 and _anchor(inside[-1]) < report.sentences[index].end:
            sentence = report.sentences[index]
            yield str(index + 1), sentence.start, sentence.end, inside
        else:
            # Without sentences to stand in, annotations show their own words.
            for item in inside:
                yield "", item.start, item.end, [item]


def _hanging(first: str, runs: Iterable[Run], width: int) -> Iterator[list[Run]]:
    """Yield wrapped lines behind a first margin, and behind as much space on the next lines."""
    margin = first
    for line in wrap(runs, width - len(first)):
        yield [(margin, "2"), *line]
        margin = " " * len(first)
