"""Sentences of news prose, found by what stands around each full stop."""

from __future__ import annotations

from collections.abc import Collection

from .english import ABBREVIATIONS, BEFORE_NAME, BEFORE_NUMBER, OPENERS
from .tokens import QUOTE_MARKS, Tokens

__all__ = ["split_sentences"]

_BRACKETS = frozenset(")]}")
_BEFORE_WORDS = frozenset(QUOTE_MARKS) | frozenset("([{•*") | {"``", "''"}
_DASHES = frozenset(["-", "–", "—", "―", "--"])


def split_sentences(
    tokens: Tokens, paragraphs: list[tuple[int, int]], closing: Collection[int] = frozenset()
) -> list[tuple[int, int]]:
    """Group tokens into sentences; the end of a paragraph always ends one.

    Args:
        tokens: The tokens of a text.
        paragraphs: Its paragraphs, as ranges of token indices.
        closing: Indices of the marks that close a quotation: they stay with the sentence they end.

    Returns:
        Half-open ranges of token indices that cover all tokens, none empty.
    """
    sentences: list[tuple[int, int]] = []
    stops = tokens.stops
    at = 0
    for first, last in paragraphs:
        begin = first
        while at < len(stops) and stops[at] < last:
            stop = stops[at]
            at += 1
            if stop < begin:
                continue
            end = _behind_closers(tokens, stop + 1, last, closing)
            if end < last and _ends_sentence(tokens, stop, end, last):
                sentences.append((begin, end))
                begin = end
        if begin < last:
            sentences.append((begin, last))
    return sentences


def _behind_closers(tokens: Tokens, index: int, last: int, closing: Collection[int]) -> int:
    """Step over the quotation marks and brackets that close behind a full stop."""
    while index < last and (index in closing or tokens.words[index] in _BRACKETS):
        index += 1
    return index


def _ends_sentence(tokens: Tokens, stop: int, end: int, last: int) -> bool:
    """Whether the sentence ends with the stop; ``end`` is the token behind it and its closers."""
    words = tokens.words
    word = words[stop]
    glued = tokens.starts[end] == tokens.ends[end - 1]
    following = words[end]
    if following in _DASHES:
        return False
    ahead = end
    while ahead + 1 < last and words[ahead] in _BEFORE_WORDS:
        ahead += 1
    opener = words[ahead]
    first = opener[0]
    capital = first.isupper() or first.istitle()
    if len(word) > 1 and word[-1] == "." and word[0] != ".":
        return _abbreviation_ends(word, opener, capital)
    if not (capital or first.isdigit() or first in "#@$£€" or not first.isascii()):
        return False
    if first.islower():
        return False
    if glued and ahead == end and end == stop + 1:
        # "example.com", "3.Next": no space behind the stop. Scraped text loses spaces before capitals.
        return capital and len(opener) > 1 and stop > 0 and words[stop - 1][-1:].islower()
    if word[0] in ".…" and len(word) > 1 or word[0] == "…":
        return capital
    return True


def _abbreviation_ends(word: str, opener: str, capital: bool) -> bool:
    """Whether a sentence ends with an abbreviation such as "U.S." or "Inc."."""
    key = word[:-1].lower()
    if key in BEFORE_NAME:
        return False
    if key in BEFORE_NUMBER and opener[0].isdigit():
        return False
    if len(key) == 1 and key not in ABBREVIATIONS:
        return False
    return capital and opener.lower() in OPENERS
