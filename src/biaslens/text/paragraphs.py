"""Paragraphs: lines of the text, with hard-wrapped lines joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

__all__ = ["split_paragraphs"]

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARGIN = (45, 110)
_ENDING = ".!?:”\"’'…"
_CLOSING = _ENDING + ";,)]"
# What leaves a line empty to the eye: white space and characters without width.
_BLANK = " \t\xa0\xad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff"
_EMPTY = re.compile(rf"[{_BLANK}]*\Z")


def split_paragraphs(text: str, starts: list[int]) -> list[tuple[int, int]]:
    """Group the tokens of a text into paragraphs.

    A line is a paragraph, as in text scraped from a page; in a block of lines that were wrapped at
    a margin (long, without closing punctuation, going on in lower case) the whole block is one.

    Args:
        text: The text.
        starts: Offsets of its tokens, ascending.

    Returns:
        Half-open ranges of token indices that cover all tokens, none empty.
    """
    edges: list[int] = []
    block: list[tuple[int, int]] = []
    last_end = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        if _EMPTY.match(match[0]):
            continue
        gap = text[last_end:start]
        if block and gap != "\n" and (len(gap.splitlines()) > 1 or gap == "\u2029"):
            edges.extend(_paragraph_starts(text, block))
            block = []
        block.append((start, end))
        last_end = end
    edges.extend(_paragraph_starts(text, block))
    cuts = sorted({bisect_left(starts, edge) for edge in edges} | {0, len(starts)})
    return [(i, j) for i, j in pairwise(cuts) if i < j]


def _paragraph_starts(text: str, block: list[tuple[int, int]]) -> list[int]:
    """Offsets at which the paragraphs of a block of neighbouring lines begin."""
    starts = [start for start, _ in block]
    if len(block) < 2:
        return starts
    if len(block) == 2 and text[block[1][0] : block[1][1]].rstrip()[-1:] not in _CLOSING:
        # A headline and what stands below it: "by Ann Lee", "12 comments".
        return starts
    soft = sum(
        _runs_on(text, before, after)
        for before, after in pairwise(block)
    )
    return starts[:1] if soft * 2 >= len(block) - 1 else starts


def _runs_on(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a line looks as if it had been wrapped and went on in the next."""
    start, end = before
    if not _MARGIN[0] <= end - start <= _MARGIN[1]:
        return False
    tail = text[max(start, end - 8) : end].rstrip()
    head = text[after[0] : after[0] + 8].lstrip()
    return tail[-1:] not in _ENDING and (head[:1].islower() or head[:1].isdigit())
