"""The facts of an article, one row each: how much is attributed, to whom, in what words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from biaslens.export.styled import Run, display_width, truncate, visible, wrap
from biaslens.export.wording import counted
from biaslens.model import Hedge, LoadedTerm, Readability, Sentiment, Voice, ZoneKind
from biaslens.report import Report, Totals

__all__ = ["facts"]

_Line = list[Run]
_DIM, _BOLD = "2", "1"
_NBSP = "\N{NO-BREAK SPACE}"
_LABEL = 15
_MOST_SOURCES = 8
_MOST_TERMS = 12
_LEFT_OUT: dict[ZoneKind, str] = {
    "title": "the title",
    "byline": "the byline",
    "body": "the body",
    "caption": "captions",
    "comment": "readers’ comments",
    "boilerplate": "page furniture",
}
_VOICES: tuple[tuple[Voice, str], ...] = (
    ("author", "author’s own"),
    ("source", "sources’"),
    ("scare_quote", "at arm’s length"),
)
_SIGNS = {"negative": "31", "neutral": "", "positive": "32"}
_EASE = ((80, "easy"), (60, "plain English"), (50, "fairly difficult"), (30, "difficult"))


def facts(
    report: Report, width: int, zones: Collection[ZoneKind] | None, layers: Collection[str]
) -> list[_Line]:
    """Tell the facts of an article.

    Args:
        report: The report.
        width: Columns of a line.
        zones: Kinds of the zones that count; ``None`` for all.
        layers: Names of the layers to tell of.

    Returns:
        The lines: the heading, then one row for each fact.
    """
    totals = report.totals(zones)
    lines = _heading(report, width)
    lines += _row("Words", _words(report, totals, zones), width)
    if "attribution" in layers:
        lines += _row("Attributed", _attributed(totals), width)
        lines += _sources(totals, width)
    if "loaded" in layers:
        terms = [term for term in report.loaded_terms if zones is None or term.zone in zones]
        lines += _terms("Loaded terms", terms, totals.loaded_per_1000, width, "1;31")
    if "hedging" in layers:
        hedges = [hedge for hedge in report.hedges if zones is None or hedge.zone in zones]
        lines += _terms("Hedges", hedges, totals.hedges_per_1000, width, "1;33")
    if "sentiment" in layers:
        lines += _row("Sentiment", _sentiment(report), width)
    if "readability" in layers:
        lines += _row("Readability", _readability(report.readability), width)
    return lines


def _heading(report: Report, width: int) -> list[_Line]:
    article = report.article
    title = next((zone.text for zone in report.zones if zone.kind == "title"), None)
    known = [part for part in (article.outlet, article.date, article.url, article.id) if part]
    lines = wrap([(visible(title or "(no title)"), _BOLD)], width)
    if known:
        lines += wrap([(visible(" · ".join(known)), _DIM)], width)
    return [*lines, []]


def _row(label: str, runs: Iterable[Run], width: int) -> list[_Line]:
    """Return a fact behind its label, with as much space before its further lines."""
    return _hanging(f"{label:{_LABEL}}", _DIM, runs, width)


def _hanging(lead: str, style: str, runs: Iterable[Run], width: int) -> list[_Line]:
    """Wrap a text beside its lead; non-breaking spaces have done their work then."""
    return [
        [(" " * len(lead) if number else lead, style)]
        + [(text.replace(_NBSP, " "), text_style) for text, text_style in line]
        for number, line in enumerate(wrap(runs, width - len(lead)))
    ]


def _words(report: Report, totals: Totals, zones: Collection[ZoneKind] | None) -> list[Run]:
    runs: list[Run] = [(f"{totals.words:,}", _BOLD)]
    if zones is None:
        return [*runs, (" on the whole page", "")]
    runs.append((f" in {' and '.join(zones)}", ""))
    kinds = dict.fromkeys(zone.kind for zone in report.zones if zone.kind not in zones)
    left_out = [f"{report.totals((kind,)).words:,} in {_LEFT_OUT[kind]}" for kind in kinds]
    if left_out:
        runs.append((f"; left out: {', '.join(left_out)}", _DIM))
    return runs


def _attributed(totals: Totals) -> list[Run]:
    if not totals.attributions:
        return [("nothing", _BOLD)]
    runs: list[Run] = [(f"{totals.attributed_share:.0%}", _BOLD)]
    runs.append((f" of the words, in {counted(totals.attributions, 'place', 'places')}: ", ""))
    stances = Counter(totals.by_stance).most_common()
    return [*runs, (", ".join(f"{stance}{_NBSP}{count}" for stance, count in stances), "")]


def _sources(totals: Totals, width: int) -> list[_Line]:
    shown = totals.by_source[:_MOST_SOURCES]
    if not shown:
        return []
    columns = width - _LABEL - 4
    kinds = [kind.replace("_", " ") for _, kind, _ in shown]
    # The kinds stand in a column behind the longest name, as far as there is room for both.
    room = columns - max(map(len, kinds)) - 2
    names = [truncate(" ".join(visible(name).split()), room) for name, _, _ in shown]
    longest = max(map(display_width, names))
    lines: list[_Line] = []
    for (_, _, count), name, kind in zip(shown, names, kinds, strict=True):
        label = "" if lines else "Sources"
        gap = " " * (longest - display_width(name) + 2)
        lines.append(
            [(f"{label:{_LABEL}}", _DIM), (f"{count:>2}  ", ""), (name, "36"), (gap + kind, _DIM)]
        )
    more = len(totals.by_source) - len(shown)
    if more:
        lines += _row("", [(f"and {counted(more, 'other', 'others')}", _DIM)], width)
    return lines


def _terms(
    label: str, terms: Sequence[LoadedTerm | Hedge], rate: float, width: int, own: str
) -> list[_Line]:
    """Return the rows of loaded terms or hedges: how many, and which in whose voice."""
    if not terms:
        return _row(label, [("none", _BOLD)], width)
    total: list[Run] = [(str(len(terms)), _BOLD), (f", or {rate:.1f} in 1,000 words", "")]
    lines = _row(label, total, width)
    for voice, whose in _VOICES:
        written = [" ".join(visible(term.text).split()) for term in terms if term.voice == voice]
        words = Counter(word.lower() for word in written)
        # "Daesh" keeps its capital; "Reportedly" loses it where the article has "reportedly" too.
        shown = {word.lower(): word for word in sorted(written)}
        if words:
            listed = [
                f"{shown[word]}{_NBSP}×{count}" if count > 1 else shown[word]
                for word, count in words.most_common(_MOST_TERMS)
            ]
            more = len(words) - len(listed)
            if more:
                listed.append(f"and {counted(more, 'other', 'others')}")
            style = own if voice == "author" else ""
            lead = f"{'':{_LABEL}}{sum(words.values()):>2}  {whose:15}  "
            lines += _hanging(lead, style, [(", ".join(listed), "")], width)
    return lines


def _sentiment(report: Report) -> list[Run]:
    sentiment = report.sentiment
    runs: list[Run] = [
        (f"{sentiment.label} ", _BOLD),
        _signed(sentiment.overall),
        ("; author’s own words ", ""),
        _signed(sentiment.author),
        (", sources’ ", ""),
        _signed(sentiment.source),
    ]
    return [*runs, (" (−1 to 1)", _DIM)]


def _signed(sentiment: Sentiment) -> Run:
    # Adding zero turns −0.0 into 0.0.
    compound = round(sentiment.compound, 2) + 0.0
    return f"{compound:+.2f}".replace("-", "−"), _SIGNS[sentiment.label]


def _readability(readability: Readability) -> list[Run]:
    measures = (
        ("Flesch–Kincaid grade", readability.flesch_kincaid_grade),
        ("Fog", readability.gunning_fog),
        ("SMOG", readability.smog_index),
        ("Dale–Chall", readability.dale_chall),
    )
    ease = readability.flesch_reading_ease
    if ease is None:
        return [("no words", "")]
    verdict = next((word for least, word in _EASE if ease >= least), "very difficult")
    rest = ", ".join(f"{name}{_NBSP}{value:.1f}" for name, value in measures if value is not None)
    return [(verdict, _BOLD), (f": Flesch{_NBSP}{ease:.1f}, {rest}", "")]
