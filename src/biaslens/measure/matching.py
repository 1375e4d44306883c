"""Pairing what was found with what was marked, one to one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

import attrs

from ..model import Span

__all__ = ["Words", "pair_contents", "pair_terms"]

#: How much two contents must share to be the same (Jaccard 1912).
_HALF = 0.5
_WORD = re.compile(r"\w+")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@attrs.frozen(slots=True)
class Words:
    """The words of a text, by number.

    Attributes:
        starts: Offset of the first character of each.
        ends: Offset behind the last character of each.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Find the words of a text; punctuation is none."""
        spans = [match.span() for match in _WORD.finditer(text)]
        return cls(tuple(start for start, _ in spans), tuple(end for _, end in spans))

    def touched(self, spans: Iterable[Span]) -> frozenset[int]:
        """The numbers of the words that some spans touch."""
        found: set[int] = set()
        for span in spans:
            first = bisect_right(self.ends, span.start)
            found.update(range(first, bisect_left(self.starts, span.end)))
        return frozenset(found)


def pair_contents(
    gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]
) -> list[tuple[int, int]]:
    """Pair contents that share half of their words or more, the best pairs first.

    Args:
        gold: The words of each content that was marked.
        found: The words of each content that was found.

    Returns:
        Pairs of indices into the two, none twice, in the order of ``gold``.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    for index, words in enumerate(gold):
        for word in words:
            holders[word].append(index)
    ranked = []
    for index, words in enumerate(found):
        shared = Counter(other for word in words for other in holders.get(word, ()))
        for other, count in shared.items():
            likeness = count / (len(words) + len(gold[other]) - count)
            if likeness >= _HALF:
                ranked.append((-likeness, other, index))
    return _one_to_one(ranked)


def pair_terms(gold: Sequence[_Placed], found: Sequence[_Placed]) -> list[tuple[int, int]]:
    """Pair terms that overlap, those that share most of their characters first.

    Args:
        gold: The terms that were marked, in text order.
        found: The terms that were found, in text order.

    Returns:
        Pairs of indices into the two, none twice, in the order of ``gold``.
    """
    ranked = []
    first = 0
    for index, term in enumerate(found):
        # Gold terms before ``first`` all end before any later found term begins.
        while first < len(gold) and gold[first].end <= term.start:
            first += 1
        reach = first
        while reach < len(gold) and gold[reach].start < term.end:
            one = gold[reach]
            shared = min(one.end, term.end) - max(one.start, term.start)
            if shared > 0:
                union = max(one.end, term.end) - min(one.start, term.start)
                ranked.append((-shared / union, reach, index))
            reach += 1
    return _one_to_one(ranked)


def _one_to_one(ranked: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Take the best pairs of which neither half is taken."""
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for _, one, other in sorted(ranked):
        if one not in taken_gold and other not in taken_found:
            taken_gold.add(one)
            taken_found.add(other)
            pairs.append((one, other))
    return sorted(pairs)
