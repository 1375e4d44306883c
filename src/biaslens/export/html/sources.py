"""Who speaks in an article, and which stretches of it are whose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

import attrs

from biaslens.model import Attribution, SourceKind, ZoneKind
from biaslens.report import Report

__all__ = [
    "COUNTED",
    "KINDS",
    "Source",
    "Stretch",
    "depths",
    "sources_of",
    "speakers_of",
    "stretches",
]

#: Kinds of the zones that figures are about.
COUNTED: tuple[ZoneKind, ...] = ("title", "body")
#: What the kinds of sources are called.
KINDS: dict[SourceKind, str] = {
    "named_person": "named people",
    "official_body": "official bodies",
    "organisation": "organisations",
    "media": "media",
    "unnamed": "unnamed sources",
    "unspecified": "nobody named",
}
_NOBODY: SourceKind = "unspecified"
_WORD = re.compile(r"\S+")
#: A half-open stretch of the text, and the number of the attribution in which it stands.
Stretch = tuple[int, int, int]


@attrs.frozen(slots=True)
class Source:
    """Someone who is said to have said something.

    Attributes:
        name: The fullest name the article has, or the words it has instead; ``None`` where it
            names nobody.
        kind: Kind of the source.
        numbers: Numbers of its attributions in ``Report.attributions``, ascending.
        words: Number of words that are attributed to it.
    """

    name: str | None
    kind: SourceKind
    numbers: tuple[int, ...]
    words: int


def sources_of(report: Report) -> list[Source]:
    """Group the attributions of title and body by their sources.

    Args:
        report: The report.

    Returns:
        The sources, those with the most words first.
    """
    groups: dict[tuple[str | None, SourceKind], list[int]] = {}
    for number, who in enumerate(speakers_of(report)):
        if report.attributions[number].zone in COUNTED:
            groups.setdefault(who, []).append(number)
    owned = dict.fromkeys(range(len(report.attributions)), 0)
    starts = _word_starts(report.text)
    for start, end, number in stretches(report.attributions, COUNTED):
        owned[number] += bisect_left(starts, end) - bisect_left(starts, start)
    found = [
        Source(name, kind, tuple(numbers), sum(owned[number] for number in numbers))
        for (name, kind), numbers in groups.items()
    ]
    return sorted(found, key=lambda s: (s.name is None, -s.words, -len(s.numbers), s.name or ""))


def speakers_of(report: Report) -> list[tuple[str | None, SourceKind]]:
    """Tell who speaks in each attribution of a report, and of which kind they are.

    Args:
        report: The report.

    Returns:
        A name, or ``None`` for nobody, and a kind for each of ``Report.attributions``.
    """
    named = {name for name, _, _ in report.totals(COUNTED).by_source}
    found: list[tuple[str | None, SourceKind]] = []
    for attribution in report.attributions:
        name = _name(attribution)
        # A pronoun that nobody is known for is nobody's name.
        known = attribution.speaker is not None or name in named
        found.append((name, attribution.source_kind) if known else (None, _NOBODY))
    return found


def _name(attribution: Attribution) -> str | None:
    if attribution.speaker or attribution.source is None:
        return attribution.speaker
    return " ".join(attribution.source.text.split())


def _word_starts(text: str) -> list[int]:
    return [match.start() for match in _WORD.finditer(text)]


def stretches(
    attributions: Collection[Attribution], zones: Collection[ZoneKind]
) -> Iterator[Stretch]:
    """Tell which attribution's content each stretch stands in; where they nest, the innermost.

    Args:
        attributions: The attributions.
        zones: Kinds of the zones to look at.

    Yields:
        Stretches in text order that do not overlap.
    """
    # Of two with the same content, one is inside the other: "TASS quoted him as saying …".
    spans = sorted(
        (span.start, -span.end, depth, number)
        for number, (attribution, depth) in enumerate(
            zip(attributions, depths(attributions), strict=True)
        )
        if attribution.zone in zones and attribution.content is not None
        for span in attribution.content.spans
    )
    around: list[tuple[int, int]] = []
    position = 0
    # The last round only closes what is still open.
    for start, minus_end, _, number in [*spans, (-1, 0, -1, -1)]:
        while around and (number < 0 or around[-1][0] <= start):
            end, inner = around.pop()
            if end > position:
                yield position, end, inner
                position = end
        if around and start > position:
            yield position, start, around[-1][1]
        position = max(position, start)
        around.append((-minus_end, number))


def depths(attributions: Iterable[Attribution]) -> list[int]:
    """Tell for each attribution within how many others it lies."""
    found: dict[int, int] = {}
    attributions = list(attributions)
    for attribution in attributions:
        chain: list[Attribution] = []
        around: Attribution | None = attribution
        while around is not None and id(around) not in found:
            chain.append(around)
            around = around.inside
        depth = -1 if around is None else found[id(around)]
        for item in reversed(chain):
            depth += 1
            found[id(item)] = depth
    return [found[id(attribution)] for attribution in attributions]
