"""Noun phrases and times, read off the groups of a sentence without a parse tree."""

from __future__ import annotations

import attrs

from ..text import Document
from .reading import FINITE, Reading

__all__ = ["SUBORDINATORS", "TIMES", "Phrases", "Range"]

Range = tuple[int, int]

#: Open a subordinate clause, whose end is not the end of a noun phrase before it.
SUBORDINATORS = frozenset(
    """
    because if while although though when whenever after before since as until unless whereas once
    whether so lest despite amid except
    """.split()
)
#: Words of which noun groups that only tell a time are made.
TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december yesterday today tomorrow tonight now week month
    year years months weeks days day hours night morning evening afternoon weekend early late last
    earlier later then ago
    """.split()
)
_NO_PHRASE = SUBORDINATORS | {"that"}
_BOTH = frozenset(["neither", "either", "both"])
_RELATIVES = frozenset(["who", "which", "whom", "whose"])


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("19", "20") and word.isdigit()


@attrs.frozen(slots=True)
class Phrases:
    """A document with its reading, and what can be asked of its noun phrases.

    Every range is a half-open range of token indices.

    Attributes:
        document: The text as read.
        reading: Its groups.
        keys: Folded tokens.
        letters: Word class letters, see :class:`Reading`.
    """

    document: Document
    reading: Reading
    keys: list[str]
    letters: str

    def is_time(self, group: Range) -> bool:
        """Whether a noun group only tells a time ("last Wednesday", "18 January")."""
        words = self.keys[group[0] : group[1]]
        if TIMES.isdisjoint(words):
            return len(words) == 1 and _is_year(words[0])
        return all(
            w in TIMES or not w.isalpha() or w in ("the", "this", "that", "next", "a", "same", "of")
            for w in words
        )

    def without_time(self, group: Range) -> Range:
        """Drop a time that a noun group has swallowed in front: "Wednesday Weiss"."""
        first, last = group
        while first + 1 < last and self.keys[first] in TIMES and self.letters[first] != "D":
            first += 1
        return first, last

    def phrase_end(self, start: int, limit: int) -> int:
        """The end of the noun phrase that begins at ``start``, with its "of" and "in" phrases."""
        letters, keys = self.letters, self.keys
        at = start
        while True:
            group = self.reading.noun_group(at) if at < limit else None
            if group is None:
                return at
            at = min(group[1], limit)
            if at + 1 >= limit:
                return at
            if letters[at] in "it" and keys[at] not in SUBORDINATORS and keys[at] != "that":
                after = self.reading.noun_group(at + 1)
                if after is not None and letters[at + 1] != "w" and not self.is_time(after):
                    at += 1
                    continue
            elif (
                letters[at] == "c"
                and keys[at] in ("and", "or", "&")
                and not self._opens_clause(at + 1, limit)
            ):
                after = self.reading.noun_group(at + 1)
                if after is not None:
                    at += 1
                    continue
            return at

    def _opens_clause(self, at: int, limit: int) -> bool:
        """Whether a noun group and a finite verb stand here: the beginning of a clause."""
        group = self.reading.noun_group(at) if at < limit else None
        if group is None:
            return False
        end = group[1]
        for _ in range(4):
            # "the talks in Astana and the truce were …"
            if end + 1 >= limit or not (
                (
                    self.letters[end] == "i"
                    and self.keys[end] not in SUBORDINATORS
                    and self.keys[end] != "that"
                )
                or self.keys[end] in ("and", "or", "nor")
            ):
                break
            after = self.reading.noun_group(end + 1)
            if after is None or self.letters[end + 1] == "w":
                break
            end = after[1]
        while end < limit and self.letters[end] in 'a"':
            end += 1
        return end < limit and self.letters[end] in FINITE

    def opens_clause(self, at: int, limit: int) -> bool:
        """Whether a clause with subject and finite verb begins at a token."""
        while at < limit and (self.letters[at] == "a" or self.keys[at] in _BOTH):
            at += 1
        return self._opens_clause(at, limit)

    def apposition_end(self, at: int, limit: int) -> int:
        """Step over ", the head of …" and "(…)" behind a name, whose end ``at`` is."""
        for _ in range(3):
            behind = self._one_apposition(at, limit)
            if behind == at:
                break
            at = behind
        return at

    def _one_apposition(self, at: int, limit: int) -> int:
        letters, keys = self.letters, self.keys
        if at < limit and keys[at] == "(":
            for end in range(at + 1, min(limit, at + 20)):
                if keys[end] == ")":
                    return end + 1
            return at
        if at + 1 >= limit or keys[at] != ",":
            return at
        behind = at + 1
        if letters[behind] == "w" and keys[behind] in _RELATIVES:
            return self._to_comma(behind, limit, at)
        group = self.reading.noun_group(behind)
        if group is None or self.is_time(group) or self.opens_clause(behind, limit):
            return at
        return self._to_comma(behind, limit, at)

    def _to_comma(self, at: int, limit: int, otherwise: int) -> int:
        """The next comma, or the limit; a cue that closes the parenthesis is not looked at."""
        for end in range(at, min(limit, at + 40)):
            if self.keys[end] in (",", ";", "—", "–", "―") or self.letters[end] == ".":
                return end
        return limit if limit - at < 40 else otherwise

    def phrase_start(self, group: Range, limit: int) -> int:
        """Where the noun phrase begins that ends with a group: "the head of the office"."""
        first = group[0]
        letters, keys = self.letters, self.keys
        steps = 0
        while first - 2 >= limit and steps < 8:
            steps += 1
            before = first - 1
            if (
                letters[before] == "i"
                and keys[before] != "that"
                and keys[before] not in SUBORDINATORS
            ):
                # "in Virginia and around the country", "discussions about widening the truce"
                joined = before - 2 if keys[before - 1] in ("and", "or") else before - 1
                group_before = self.reading.noun_group(joined) if joined >= limit else None
                if group_before is None or letters[joined] in "wR":
                    break
                first = group_before[0]
            elif letters[before] == "g" and letters[before - 1] == "i":
                group_before = self.reading.noun_group(before - 2) if before - 2 >= limit else None
                if group_before is None:
                    break
                first = group_before[0]
            elif keys[before] == "and" and self._free_standing(before, limit):
                group_before = self.reading.noun_group(before - 1)
                if group_before is None:
                    break
                first = group_before[0]
            else:
                break
        return max(first, limit)

    def _free_standing(self, conjunction: int, limit: int) -> bool:
        """Whether the noun phrase before "and" is no object: nothing governs it."""
        group = self.reading.noun_group(conjunction - 1)
        if group is None:
            return False
        before = group[0] - 1
        if before < limit:
            return True
        return self.letters[before] in ',."c:' or self.keys[before] == "that"
