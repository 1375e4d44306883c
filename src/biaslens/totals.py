"""Totals: counts over some zones of an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import get_args

import attrs

from .errors import InputError
from .model import Attribution, Hedge, LoadedTerm, SourceKind, Stance, Voice, Zone, ZoneKind

__all__ = ["Totals", "totals_of"]

_ZONE_KINDS: tuple[str, ...] = get_args(ZoneKind)
_WORD = re.compile(r"\S+")
#: Sources that name nobody where it is not known whom they mean.
_PRONOUNS = frozenset("i we you he she it they one who which that this these those".split())


@attrs.frozen(slots=True)
class Totals:
    """Counts over some zones of an article.

    Attributes:
        words: Number of words.
        attributed_words: Number of words that stand in attributed content.
        attributions: Number of attributions.
        by_stance: Number of attributions of each stance.
        by_source: Each source with its kind and its number of attributions, the most frequent
            first; sources that the article does not name are told apart by their own words.
        loaded: Number of loaded terms by voice.
        hedges: Number of hedges by voice.
    """

    words: int
    attributed_words: int
    attributions: int
    by_stance: Mapping[Stance, int]
    by_source: tuple[tuple[str, SourceKind, int], ...]
    loaded: Mapping[Voice, int]
    hedges: Mapping[Voice, int]

    @property
    def attributed_share(self) -> float:
        """Share of the words that stands in attributed content, 0 to 1."""
        return self.attributed_words / self.words if self.words else 0.0

    @property
    def loaded_per_1000(self) -> float:
        """Loaded terms per 1,000 words."""
        return 1000 * sum(self.loaded.values()) / self.words if self.words else 0.0

    @property
    def hedges_per_1000(self) -> float:
        """Hedges per 1,000 words."""
        return 1000 * sum(self.hedges.values()) / self.words if self.words else 0.0


def totals_of(
    text: str,
    all_zones: Sequence[Zone],
    all_attributions: Sequence[Attribution],
    hedges: Sequence[Hedge],
    loaded_terms: Sequence[LoadedTerm],
    zones: Collection[ZoneKind] | None,
) -> Totals:
    """Count what was found in an article.

    Args:
        text: The text.
        all_zones: Its zones.
        all_attributions: Its attributions.
        hedges: Its hedges.
        loaded_terms: Its loaded terms.
        zones: Kinds of zones that count; ``None`` for all.

    Raises:
        InputError: If there is no such kind of zone.
    """
    for kind in zones or ():
        if kind not in _ZONE_KINDS:
            known = ", ".join(_ZONE_KINDS)
            raise InputError(f"zones: expected some of {known}, or None, came {kind!r}")
    counted = [z for z in all_zones if zones is None or z.kind in zones]
    words = sum(len(zone.text.split()) for zone in counted)
    attributions = [a for a in all_attributions if zones is None or a.zone in zones]
    sources: Counter[tuple[str, SourceKind]] = Counter()
    for attribution in attributions:
        if attribution.source is None:
            continue
        name = attribution.speaker or " ".join(attribution.source.text.split())
        if name.lower() not in _PRONOUNS:
            sources[name, attribution.source_kind] += 1
    ranked = sorted(sources.items(), key=lambda item: (-item[1], item[0]))
    return Totals(
        words=words,
        attributed_words=_attributed_words(text, attributions),
        attributions=len(attributions),
        by_stance=Counter(a.stance for a in attributions),
        by_source=tuple((name, kind, count) for (name, kind), count in ranked),
        loaded=Counter(t.voice for t in loaded_terms if zones is None or t.zone in zones),
        hedges=Counter(h.voice for h in hedges if zones is None or h.zone in zones),
    )


def _attributed_words(text: str, attributions: Collection[Attribution]) -> int:
    """Words within the contents; where those overlap, each word counts once."""
    spans = sorted(
        (span.start, span.end)
        for attribution in attributions
        if attribution.content is not None
        for span in attribution.content.spans
    )
    starts = [match.start() for match in _WORD.finditer(text)]
    words = reached = 0
    for start, end in spans:
        start = max(start, reached)
        if start < end:
            words += bisect_left(starts, end) - bisect_left(starts, start)
            reached = end
    return words
