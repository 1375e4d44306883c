"""Quotations: what stands between quotation marks, however they are written or left open."""

from __future__ import annotations

import attrs

from .english import ELISIONS
from .tokens import WIDTHLESS, Tokens, fold

__all__ = ["Quoted", "find_quotations"]

_PAIRS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "‘": "’", "‚": "‘’",
    "``": "''", "‘‘": "’’", "‘’": "’’", "”": "”", "»": "«»", "›": "‹›",
}  # fmt: skip
_STRAIGHT = frozenset(['"', "＂", "''", "’’", "'"])
# Marks that open only where a mark closes them again: as a rule they close themselves.
_SELDOM_OPEN = frozenset("”»›")
_SINGLE = frozenset("‘’‚‛'`")
_DOUBLE = frozenset(["“", '"', "``"])
_DOUBLE_CLOSERS = frozenset(["”", '"', "''", "„"])
_APOSTROPHES = frozenset("'’‘")
_OPEN_BEFORE = frozenset("([{—–-/:;,.…") | {"--"}



@attrs.frozen(slots=True)
class Quoted:
    """A stretch of quoted text.

    Attributes:
        first: Index of the opening mark.
        last: Index behind the closing mark, or behind the last token where none closes.
        closed: Whether a mark closes it.
        single: Whether it is set in single marks.
        depth: 0, or how many quotations it stands in.
        carries_on: Whether it goes on with the quotation that the paragraph before left open.
    """

    first: int
    last: int
    closed: bool
    single: bool
    depth: int
    carries_on: bool

    @property
    def inner(self) -> tuple[int, int]:
        """The tokens between the marks, as a half-open range; it may be empty."""
        return self.first + 1, self.last - self.closed


def find_quotations(text: str, tokens: Tokens, paragraphs: list[tuple[int, int]]) -> list[Quoted]:
    """Find the quotations of a text.

    A quotation ends with its mark or, where that is missing, with its paragraph; the next paragraph
    carries it on if it opens with the same mark, as running quotations do in print.

    Args:
        text: The text.
        tokens: Its tokens.
        paragraphs: Its paragraphs, as ranges of token indices.

    Returns:
        The quotations by their opening marks; nested ones follow the one they stand in.
    """
    found: list[Quoted] = []
    marks = tokens.quotes
    at = 0
    left_open = ""
    for first, last in paragraphs:
        begin = at
        while at < len(marks) and marks[at] < last:
            at += 1
        if begin == at:
            left_open = ""
            continue
        carries_on = bool(left_open) and marks[begin] == first and _kind(
            tokens.words[first]
        ) == left_open
        sides = [_sides(text, tokens, index, first, last) for index in marks[begin:at]]
        inside, left_open = _in_paragraph(tokens, marks[begin:at], sides, last, carries_on)
        found.extend(inside)
    return found


def _kind(mark: str) -> str:
    return "single" if mark in _SINGLE else "double"


def _in_paragraph(
    tokens: Tokens, marks: list[int], sides: list[tuple[bool, bool]], last: int, carries_on: bool
) -> tuple[list[Quoted], str]:
    """The quotations of one paragraph, and the kind of mark that it leaves open."""
    words = tokens.words
    # Each open mark: (index, mark, slot in `found` that keeps the order of the opening marks).
    open_marks: list[tuple[int, str, int]] = []
    found: list[tuple[int, int, bool] | None] = []

    def close(level: int, behind: int, closed: bool) -> None:
        """Close the quotation at a level; what opened within it and did not close was not one."""
        index, _, slot = open_marks[level]
        del open_marks[level:]
        found[slot] = (index, behind, closed)

    for number, index in enumerate(marks):
        mark = words[index]
        level = _matching(open_marks, mark)
        can_open, can_close = sides[number]
        if level is not None and can_close and _is_within(tokens, marks, sides, number):
            continue
        if mark in _STRAIGHT:
            if level is not None and can_close and not (can_open and mark == "'"):
                close(level, index + 1, True)
            elif level is None and len(open_marks) < 8 and (
                can_open or _opens_spaced(tokens, marks, number)
            ):
                open_marks.append((index, mark, len(found)))
                found.append(None)
        elif level is not None and (mark not in _SINGLE or can_close):
            close(level, index + 1, True)
        elif can_close and not can_open and open_marks and open_marks[-1][1] == mark:
            # “…“: an opening mark where only a closing one can stand.
            close(len(open_marks) - 1, index + 1, True)
        elif mark in _PAIRS and can_open:
            if any(m == mark for _, m, _ in open_marks) and mark not in _SINGLE:
                # A second “ before any ”: the first was never closed.
                stale = next(i for i, (_, m, _) in enumerate(open_marks) if m == mark)
                close(stale, index, False)
            if len(open_marks) < 8:
                open_marks.append((index, mark, len(found)))
                found.append(None)
    left_open = ""
    for level, (_, mark, _) in enumerate(open_marks):
        if mark in _SELDOM_OPEN:
            continue
        # A single mark may be an apostrophe, unless the next paragraph opens with the same.
        if mark not in _SINGLE or (mark == "‘" and words[last : last + 1] == ["‘"]):
            left_open = _kind(mark)
            close(level, last, False)
            break
    carried = marks[0] if carries_on else -1
    return _nested(words, [quoted for quoted in found if quoted], carried), left_open


def _nested(words: list[str], spans: list[tuple[int, int, bool]], carried: int) -> list[Quoted]:
    """Count in how many quotations each of them stands."""
    quotations: list[Quoted] = []
    around: list[int] = []
    for first, last, closed in spans:
        while around and around[-1] <= first:
            around.pop()
        single = words[first] in _SINGLE
        quotations.append(Quoted(first, last, closed, single, len(around), first == carried))
        around.append(last)
    return quotations


def _is_within(
    tokens: Tokens, marks: list[int], sides: list[tuple[bool, bool]], number: int
) -> bool:
    """Whether a mark that could close is an apostrophe or a measure, as the next mark tells.

    "‘It was the dogs’ bowl,’ …", "“He is 6’2” tall,” …": the real closing mark follows.
    """
    index, words, starts, ends = marks[number], tokens.words, tokens.starts, tokens.ends
    mark = words[index]
    before = words[index - 1] if index and ends[index - 1] == starts[index] else ""
    single = mark in _SINGLE
    if single:
        if before == "n" and words[index - 2][-1:] in _APOSTROPHES:
            return True  # rock ’n’ roll
        if before[-1:] not in ("s", "S") or not words[index + 1 : index + 2]:
            return False
        if not words[index + 1][0].islower():
            return False
    elif before[-1:].isdigit():
        feet = words[index - 2][-1:] in _APOSTROPHES and ends[index - 2] == starts[index - 1]
        if not feet and mark != '"':
            return False
    else:
        return False
    # Chains ("the dogs’ and the cats’ bowls,’") are followed over a few marks only.
    for later in range(number + 1, min(number + 4, len(marks))):
        other, (can_open, can_close) = marks[later], sides[later]
        if (words[other] in _SINGLE) != single:
            continue
        if can_open or not can_close:
            return False
        if words[other - 1][-1] in ".,?!;:…—–-":
            return True
    return False


def _opens_spaced(tokens: Tokens, marks: list[int], number: int) -> bool:
    """Whether a straight mark with space on both sides opens: the next is of the same make."""
    starts, ends = tokens.starts, tokens.ends
    return number + 1 < len(marks) and all(
        tokens.words[at] == '"'
        and (at == 0 or ends[at - 1] < starts[at])
        and (at + 1 == len(starts) or ends[at] < starts[at + 1])
        for at in marks[number : number + 2]
    )


def _matching(open_marks: list[tuple[int, str, int]], mark: str) -> int | None:
    """The level of the innermost open mark that this one would close."""
    for level in range(len(open_marks) - 1, -1, -1):
        opened = open_marks[level][1]
        if mark == opened and mark in _STRAIGHT:
            return level
        if mark in _PAIRS.get(opened, ""):
            return level
        # Mixed print: “ closed by a straight mark, and the other way round.
        if (opened == "‘" and mark == "'") or (opened in _DOUBLE and mark in _DOUBLE_CLOSERS):
            return level
    return None


def _gap(text: str, start: int, end: int) -> bool:
    """Whether white space, not only characters without width, lies between two tokens."""
    return start < end and (text[start] == " " or bool(text[start:end].strip(WIDTHLESS)))


def _sides(text: str, tokens: Tokens, index: int, first: int, last: int) -> tuple[bool, bool]:
    """Whether a mark, by its neighbours, can open and can close a quotation."""
    starts, ends = tokens.starts, tokens.ends
    before_space = index == first or _gap(text, ends[index - 1], starts[index])
    after_space = index + 1 >= last or _gap(text, ends[index], starts[index + 1])
    before = tokens.words[index - 1] if index > first else ""
    mark = tokens.words[index]
    if before_space:
        if mark == "«" or mark == "‹":
            # « Oui », with spaces.
            return True, False
        if after_space:
            return False, True
        if mark in _APOSTROPHES and _elided(tokens.words[index + 1]):
            return False, False
        return True, False
    if mark in ('"', "'", "''") and before[-1:].isdigit():
        # 6' 2" and 5.5": feet and inches, unless a quotation is open for it to close.
        return False, mark != "'" or after_space or not tokens.words[index + 1][0].isdigit()
    can_open = not after_space and (
        before in _OPEN_BEFORE or before in _PAIRS or before in _STRAIGHT
    )
    return can_open, True


def _elided(word: str) -> bool:
    """Whether letters or digits are left out before a word: ’em, ’tis, ’90s."""
    return fold(word) in ELISIONS or (len(word) == 3 and word[:2].isdigit() and word[2] == "s")
