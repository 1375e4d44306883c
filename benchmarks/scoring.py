"""Scores of what was found against what people marked.

Nothing here knows biaslens: spans are half-open ``(start, end)`` pairs of code point offsets, and
every score is a :class:`Tally`, which can be added up over texts before it is turned into a ratio.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Span = tuple[int, int]
ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+")
_ENOUGH = 0.5


@dataclass(frozen=True)
class Tally:
    """Counts behind precision and recall.

    Attributes:
        right: Number of predicted items that are right.
        predicted: Number of predicted items.
        found: Number of marked items that were found; not always ``right``, since one prediction
            may cover two marks.
        marked: Number of items that people marked.
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    marked: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.marked + other.marked,
        )

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the marked items that were found; 0 where nothing was marked."""
        return self.found / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    return sum(tallies, Tally())


def interval(tallies: Sequence[Tally], rounds: int = 1000) -> tuple[float, float]:
    """Estimate how far an F1 could lie off by the choice of texts alone.

    The percentile bootstrap (Efron 1979) over texts, with a fixed seed.

    Args:
        tallies: One tally for each text.
        rounds: Number of times that as many texts are drawn with replacement.

    Returns:
        The bounds between which 95% of the F1 of these draws lie.
    """
    draw = random.Random(0)
    scores = sorted(total(draw.choices(tallies, k=len(tallies))).f1 for _ in range(rounds))
    return scores[int(0.025 * rounds)], scores[int(0.975 * rounds)]


# --- spans and labels -----------------------------------------------------------------------------


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span shares a character with any of the others."""
    return any(overlap(span, other) for other in others)


def span_tally(
    marked: Sequence[Sequence[Span]], found: Iterable[Span], spare: Sequence[Span] = ()
) -> Tally:
    """Score spans by overlap.

    Args:
        marked: What should be found, each with the places where finding it counts.
        found: The spans that were found.
        spare: Spans that are neither asked for nor counted against; what touches one of them and
            nothing that is marked is left out.
    """
    places = [place for mark in marked for place in mark]
    right = [span for span in found if touches(span, places)]
    wrong = [span for span in found if not touches(span, places) and not touches(span, spare)]
    hits = sum(any(touches(place, right) for place in mark) for mark in marked)
    return Tally(len(right), len(right) + len(wrong), hits, len(marked))


def label_tallies(
    marked: Sequence[Hashable], predicted: Sequence[Hashable], labels: Collection[Hashable]
) -> dict[Hashable, Tally]:
    """Count, for each label, the texts that were rightly given it."""
    tallies = {}
    for label in labels:
        hits = sum(m == p == label for m, p in zip(marked, predicted, strict=True))
        tallies[label] = Tally(
            hits, sum(p == label for p in predicted), hits, sum(m == label for m in marked)
        )
    return tallies


def macro_f1(tallies: Mapping[Hashable, Tally]) -> float:
    """Mean of the F1 of all labels, each counting the same however rare it is."""
    return sum(tally.f1 for tally in tallies.values()) / len(tallies)


# --- attributions ---------------------------------------------------------------------------------


class Relation(NamedTuple):
    """An attribution as sets of token numbers, one set for each role."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def tokens_of(text: str) -> list[Span]:
    """Spans of the runs of word characters of a text; punctuation is not counted."""
    return [match.span() for match in _WORD.finditer(text)]


def relation(roles: Mapping[str, Sequence[Sequence[int]]], tokens: Sequence[Span]) -> Relation:
    """Turn the spans of each role into the numbers of the tokens that they touch.

    Args:
        roles: For each of ``source``, ``cue`` and ``content`` its spans; a role may be missing.
        tokens: All tokens of the text, in order.
    """
    sets = []
    for role in ROLES:
        numbers: set[int] = set()
        for start, end in roles.get(role) or ():
            first = bisect_right(tokens, start, key=_end)
            numbers.update(range(first, bisect_left(tokens, end, key=_start)))
        sets.append(frozenset(numbers))
    return Relation(*sets)


def _start(token: Span) -> int:
    return token[0]


def _end(token: Span) -> int:
    return token[1]


def same_source(one: Relation, other: Relation) -> bool:
    """Tell whether two sources share a token, or both are absent."""
    return bool(one.source & other.source) or not (one.source or other.source)


def pair(marked: Sequence[Relation], predicted: Sequence[Relation]) -> list[tuple[int, int]]:
    """Match predicted with marked attributions, one to one, by their contents.

    A pair needs a Jaccard index of the contents' tokens of at least 0.5. The pair that agrees most
    is made first; of equals, one whose sources agree too.

    Returns:
        Positions in ``marked`` and ``predicted``.
    """
    candidates = []
    for i, mark in enumerate(marked):
        for j, guess in enumerate(predicted):
            shared = len(mark.content & guess.content)
            joined = len(mark.content) + len(guess.content) - shared
            if shared and shared >= _ENOUGH * joined:
                candidates.append((shared / joined, same_source(mark, guess), i, j))
    taken: set[int] = set()
    used: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            pairs.append((i, j))
    return pairs


def attribution_tallies(
    marked: Sequence[Relation], predicted: Sequence[Relation]
) -> dict[str, Tally]:
    """Score the attributions of one text; all of them must have a content.

    Returns:
        ``found`` (the contents match), ``sourced`` and ``cued`` (source or cue match as well), and
        for each role the tokens that carry it in any attribution of the text.
    """
    pairs = pair(marked, predicted)
    hits = {
        "found": len(pairs),
        "sourced": sum(same_source(marked[i], predicted[j]) for i, j in pairs),
        "cued": sum(bool(marked[i].cue & predicted[j].cue) for i, j in pairs),
    }
    tallies = {name: Tally(n, len(predicted), n, len(marked)) for name, n in hits.items()}
    for place, role in enumerate(ROLES):
        mine: frozenset[int] = frozenset().union(*(each[place] for each in predicted))
        theirs: frozenset[int] = frozenset().union(*(each[place] for each in marked))
        both = len(mine & theirs)
        tallies[role] = Tally(both, len(mine), both, len(theirs))
    return tallies
