"""Quotations: what stands between quotation marks, however they are written or left open."""

from __future__ import annotations

import attrs

from .tokens import Tokens

__all__ = ["Quoted", "find_quotations"]

_PAIRS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘’", "``": "''",
}  # fmt: skip
_STRAIGHT = frozenset(['"', "＂", "''", "'"])
_SINGLE = frozenset("‘’‚‛'`")
_DOUBLE = frozenset(["“", '"', "``"])
_DOUBLE_CLOSERS = frozenset(["”", '"', "''", "„"])
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
        carries_on: Whether it goes on with the quotation before, which the paragraph's end left open.
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


def find_quotations(tokens: Tokens, paragraphs: list[tuple[int, int]]) -> list[Quoted]:
    """Find the quotations of a text.

    A quotation ends with its mark or, where that is missing, with its paragraph; the next paragraph
    carries it on if it opens with the same mark, as running quotations do in print.

    Args:
        tokens: The tokens of a text.
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
        inside, left_open = _in_paragraph(tokens, marks[begin:at], first, last, carries_on)
        found.extend(inside)
    return found


def _kind(mark: str) -> str:
    return "single" if mark in _SINGLE else "double"


def _in_paragraph(
    tokens: Tokens, marks: list[int], first: int, last: int, carries_on: bool
) -> tuple[list[Quoted], str]:
    """The quotations of one paragraph, and the kind of mark that it leaves open."""
    words = tokens.words
    # Each open mark: (index, mark, slot in `found` that keeps the order of the opening marks).
    open_marks: list[tuple[int, str, int]] = []
    found: list[Quoted | None] = []

    def close(level: int, behind: int, closed: bool) -> None:
        """Close the quotation at a level; what opened within it and did not close was not one."""
        index, mark, slot = open_marks[level]
        del open_marks[level:]
        found[slot] = Quoted(
            index, behind, closed, mark in _SINGLE, level, carries_on and index == first
        )

    for index in marks:
        mark = words[index]
        level = _matching(open_marks, mark)
        can_open, can_close = _sides(tokens, index, first, last)
        if mark in _STRAIGHT:
            if level is not None and can_close and not (can_open and mark == "'"):
                close(level, index + 1, True)
            elif can_open and level is None and len(open_marks) < 8:
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
    doubles = [i for i, (_, mark, _) in enumerate(open_marks) if mark not in _SINGLE]
    if doubles:
        left_open = "double"
        close(doubles[0], last, False)
    return [quoted for quoted in found if quoted is not None], left_open


def _matching(open_marks: list[tuple[int, str, int]], mark: str) -> int | None:
    """The level of the innermost open mark that this one would close."""
    for level in range(len(open_marks) - 1, -1, -1):
        opened = open_marks[level][1]
        if mark == opened and mark in _STRAIGHT:
            return level
        if mark in _PAIRS.get(opened, ""):
            return level
        # Mixed print: “ closed by a straight mark, and the other way round.
        if opened in _DOUBLE and mark in _DOUBLE_CLOSERS or opened == "‘" and mark == "'":
            return level
    return None


def _sides(tokens: Tokens, index: int, first: int, last: int) -> tuple[bool, bool]:
    """Whether a mark, by its neighbours, can open and can close a quotation."""
    start, end = tokens.starts[index], tokens.ends[index]
    before_space = index == first or tokens.ends[index - 1] < start
    after_space = index + 1 >= last or tokens.starts[index + 1] > end
    before = tokens.words[index - 1] if index > first else ""
    if tokens.words[index] in ('"', "'", "''") and not before_space and before[-1:].isdigit():
        # 6' 2" and 5.5": feet and inches, unless a quotation is open for it to close.
        return False, True
    can_open = not after_space and (
        before_space or before in _OPEN_BEFORE or before in _PAIRS or before in _STRAIGHT
    )
    can_close = not before_space or index + 1 >= last or after_space
    if can_open and before_space:
        can_close = False
    return can_open, can_close
