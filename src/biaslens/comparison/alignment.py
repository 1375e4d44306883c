"""Aligning what articles say: who tells the same, by the content words that both share.

Words weigh by their inverse document frequency over the compared statements (Spärck Jones 1972, "A
statistical interpretation of term specificity"), names and numbers more than others. Candidates
come from an inverted index over the rarer words, so that the work grows with the text and not with
its square.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import attrs

from .model import Statement
from .terms import Term

__all__ = ["LEAST_TERMS", "Pair", "Unit", "align"]

# Pairs that score less are not shown: better few that hold than many to be doubted.
_THRESHOLD = 0.42
_WEIGHTS = {"number": 1.6, "name": 1.2, "word": 1.0, "concept": 0.9}
#: Words in more statements than this lead to no candidates; they count all the same.
_MOST_POSTINGS = 200
#: Fewer shared words than this are no ground, unless they are all that the shorter one has.
_LEAST_SHARED = 3
#: How much of both must be shared, whatever the shorter one covers.
_LEAST_DICE = 0.25
#: That two statements name the same parties is less than that they tell the same of them.
_NAMES_ONLY = 0.5
#: A statement with fewer content words says too little to be found again.
LEAST_TERMS = 3
#: How much it counts against a pair that both give numbers and none is the same.
_OTHER_NUMBERS = 0.7


@attrs.frozen(slots=True, eq=False)
class Unit:
    """A statement with its content words.

    Attributes:
        statement: The statement.
        terms: Its content words, each key once.
        negated: Whether it is said not to be so.
    """

    statement: Statement
    terms: Sequence[Term]
    negated: bool = False


@attrs.frozen(slots=True)
class Pair:
    """Two statements that say the same.

    Attributes:
        left: Index of the one.
        right: Index of the other.
        score: How sure that is, 0 to 1.
        shared: The words of the left one that both share, the most telling first.
    """

    left: int
    right: int
    score: float
    shared: tuple[str, ...]


def align(
    units: Sequence[Unit], others: Sequence[Unit], wanted: Callable[[Unit, Unit], bool]
) -> list[Pair]:
    """Find the statements of two lists that say the same.

    Args:
        units: The one list.
        others: The other.
        wanted: Whether a pair is of interest.

    Returns:
        The pairs, by score, the best first, then by their places.
    """
    frequency = Counter(
        key for key, _ in {(t.key, id(u)) for u in (*units, *others) for t in u.terms}
    )
    total = len({id(unit) for unit in (*units, *others)})
    weights = {
        (term.key, term.kind): _WEIGHTS[term.kind] * math.log(1 + total / frequency[term.key])
        for unit in (*units, *others)
        for term in unit.terms
    }
    left = [_Bag.of(unit, weights) for unit in units]
    right = [_Bag.of(unit, weights) for unit in others]
    pairs = []
    for a, b in _candidates(units, others):
        if not wanted(units[a], others[b]):
            continue
        score, shared = _score(left[a], right[b])
        if score >= _THRESHOLD:
            shown = left[a].shown
            pairs.append(Pair(a, b, round(score, 3), tuple(shown[key] for key in shared)))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right))


def _candidates(units: Sequence[Unit], others: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Pairs that share a key that is rare enough to be looked up by."""
    index: dict[str, list[int]] = {}
    for b, unit in enumerate(others):
        for term in unit.terms:
            index.setdefault(term.key, []).append(b)
    for a, unit in enumerate(units):
        met: Counter[int] = Counter()
        for term in unit.terms:
            postings = index.get(term.key, ())
            if len(postings) <= _MOST_POSTINGS:
                met.update(postings)
        for b in sorted(met):
            yield a, b


@attrs.frozen(slots=True, eq=False)
class _Bag:
    """Weights of the words of a unit.

    Attributes:
        weights: By key.
        total: Their sum.
        numbers: Which keys are numbers.
        names: Which keys are names.
        shown: The words as written, by key.
    """

    weights: dict[str, float]
    total: float
    numbers: frozenset[str]
    names: frozenset[str]
    shown: dict[str, str]

    @classmethod
    def of(cls, unit: Unit, weights: dict[tuple[str, str], float]) -> _Bag:
        own = {term.key: weights[term.key, term.kind] for term in unit.terms}
        numbers, names = (
            frozenset(term.key for term in unit.terms if term.kind == kind)
            for kind in ("number", "name")
        )
        shown = {term.key: term.shown for term in unit.terms}
        return cls(own, sum(own.values()), numbers, names, shown)


def _score(left: _Bag, right: _Bag) -> tuple[float, list[str]]:
    """Mean of Dice's coefficient and of the share of the shorter that the longer covers."""
    fewer, more = sorted((left.weights, right.weights), key=len)
    shared = [key for key in fewer if key in more]
    fewest = min(len(left.weights), len(right.weights))
    if len(shared) < min(_LEAST_SHARED, fewest) or len(shared) < 2:
        return 0.0, shared
    weight = sum(min(left.weights[key], right.weights[key]) for key in shared)
    dice = 2 * weight / (left.total + right.total)
    covered = weight / min(left.total, right.total)
    if dice < _LEAST_DICE:
        return 0.0, shared  # A few words are found in any long sentence.
    score = (dice + covered) / 2
    if left.names.issuperset(shared) and score < _NAMES_ONLY:
        return 0.0, shared
    if left.numbers and right.numbers and left.numbers.isdisjoint(right.numbers):
        score *= _OTHER_NUMBERS
    return score, sorted(shared, key=lambda key: (-left.weights[key], key))
