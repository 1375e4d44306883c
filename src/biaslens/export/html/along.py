"""What happens along an article: who speaks, how it sounds, where words are loaded or hold back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from biaslens.export.html.charts import Bar, columns, strip, ticks
from biaslens.export.html.notes import KIND_OF_SOURCE
from biaslens.export.html.page import number
from biaslens.export.html.sources import COUNTED, speakers_of, stretches
from biaslens.model import Hedge, LoadedTerm, Sentence
from biaslens.report import Report

__all__ = ["along"]

#: More columns than this would be too narrow to see: neighbouring sentences share one.
_MOST_COLUMNS = 120


class _Axis:
    """Title and body laid end to end, from 0 to 1."""

    def __init__(self, report: Report) -> None:
        zones = [zone for zone in report.zones if zone.kind in COUNTED]
        self._starts = [zone.start for zone in zones]
        self._before = [0]
        for zone in zones:
            self._before.append(self._before[-1] + zone.end - zone.start)
        self._ends = [zone.end for zone in zones]

    def at(self, offset: int) -> float:
        """Return where an offset stands; within what is left out, where that is left out."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or not self._before[-1]:
            return 0.0
        place = min(offset, self._ends[index]) - self._starts[index]
        return (self._before[index] + place) / self._before[-1]


def along(report: Report, layers: Collection[str]) -> str:
    """Draw what happens along title and body, as rows of charts.

    Args:
        report: The report.
        layers: Names of the layers that were annotated.

    Returns:
        HTML; empty where there is nothing to draw.
    """
    axis = _Axis(report)
    sentences = [sentence for sentence in report.sentences if sentence.zone in COUNTED]
    if not sentences:
        return ""
    rows = []
    if "sentiment" in layers:
        rows.append(("Sentiment", _sentiment(report, axis)))
    if "attribution" in layers:
        rows.append(("Who speaks", _speakers(report, axis)))
    if "loaded" in layers:
        rows.append(("Loaded terms", _places("loaded", report.loaded_terms, axis)))
    if "hedging" in layers:
        rows.append(("Hedges", _places("hedge", report.hedges, axis)))
    cells = "".join(
        f'<div class="row"><span class="row-name">{name}</span>{chart}</div>'
        for name, chart in rows
    )
    return (
        '<section class="panel p-along" aria-labelledby="p-along">'
        '<h2 id="p-along">Along the article <span class="muted small">from its first word to its '
        f"last</span></h2>{cells}"
        '<p class="small muted">Sentiment: a column for each sentence, up for positive. '
        "Ticks: tall in the author’s own voice, short in anyone else’s.</p></section>"
        if rows
        else ""
    )


def _sentiment(report: Report, axis: _Axis) -> str:
    pairs = [(n, s) for n, s in enumerate(report.sentences) if s.zone in COUNTED]
    size = -(-len(pairs) // _MOST_COLUMNS)
    bars = list(_bars([pairs[at : at + size] for at in range(0, len(pairs), size)], axis))
    labels = [sentence.sentiment.label for _, sentence in pairs]
    described = (
        f"Of {len(pairs):,} sentences {labels.count('negative'):,} are negative, "
        f"{labels.count('neutral'):,} neutral and {labels.count('positive'):,} positive."
    )
    return columns("along-sentiment", "Sentiment along the article", described, bars)


def _bars(groups: Iterable[Sequence[tuple[int, Sentence]]], axis: _Axis) -> Iterator[Bar]:
    for group in groups:
        first, last = group[0], group[-1]
        value = sum(sentence.sentiment.compound for _, sentence in group) / len(group)
        label = "positive" if value >= 0.05 else "negative" if value <= -0.05 else "neutral"
        words = " ".join(first[1].text[:160].split())
        said = words if len(words) <= 80 else words[:80].rstrip() + "…"
        yield (
            axis.at(first[1].start),
            axis.at(last[1].end),
            value,
            f"k-{label}",
            f"{number(value, 2)} “{said}”",
            f"s{first[0]}",
        )


def _speakers(report: Report, axis: _Axis) -> str:
    parts = []
    speakers = speakers_of(report)
    for start, end, index in stretches(report.attributions, COUNTED):
        name, kind = speakers[index]
        label = f"{name[:80]} ({KIND_OF_SOURCE[kind]})" if name else KIND_OF_SOURCE[kind]
        parts.append((axis.at(start), axis.at(end), f"k-{kind}", label))
    many = "stretch is" if len(parts) == 1 else "stretches are"
    described = f"{len(parts):,} {many} attributed; elsewhere the author speaks."
    return strip("along-speakers", "Who speaks along the article", described, parts)


def _places(name: str, items: Iterable[LoadedTerm | Hedge], axis: _Axis) -> str:
    found = [item for item in items if item.zone in COUNTED]
    thirds = [0, 0, 0]
    for item in found:
        thirds[min(2, int(axis.at(item.start) * 3))] += 1
    described = (
        f"{thirds[0]:,} in the first third, {thirds[1]:,} in the second, {thirds[2]:,} in the last."
    )
    title = "Loaded terms along the article" if name == "loaded" else "Hedges along the article"
    return ticks(
        f"along-{name}",
        title,
        described,
        ((axis.at(item.start), f"tick f-{name} by-{item.voice}") for item in found),
    )
