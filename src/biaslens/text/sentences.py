"""Sentences of news prose, found by what stands around each full stop."""

from __future__ import annotations

from collections.abc import Collection

from .english import (
    ABBREVIATIONS,
    BEFORE_NAME,
    BEFORE_NUMBER,
    FIRM_OPENERS,
    NEVER_LAST,
    OPENERS,
    REPORTING,
)
from .tokens import QUOTE_MARKS, Tokens

__all__ = ["split_sentences"]

_BRACKETS = frozenset(")]}")
# Marks that close with the sentence if they cling to it, whether or not anything opened before.
_CLINGING = frozenset("\"”'’»›*_＂") | {"''", "’’"}
_BEFORE_WORDS = frozenset(QUOTE_MARKS) | frozenset("([{•*") | {"``", "''"}
_CLAUSE_OPENERS = frozenset(
    "a an he her his i it its my our she that the their there they we".split()
)
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
            if (
                end < last
                and not (stop == begin + 1 == end - 1 and _numbers(tokens.words[begin]))
                and _ends_sentence(tokens, stop, end, last)
            ):
                sentences.append((begin, end))
                begin = end
        if begin < last:
            sentences.append((begin, last))
    return sentences


def _behind_closers(tokens: Tokens, index: int, last: int, closing: Collection[int]) -> int:
    """Step over the quotation marks, brackets and note numbers that close behind a full stop."""
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    while index < last:
        word = words[index]
        if index in closing or word in _BRACKETS:
            index += 1
        elif word in _CLINGING and starts[index] == ends[index - 1]:
            after = index + 1
            if after < last and starts[after] == ends[index] and words[after] not in _CLINGING:
                break
            index = after
        elif word == "[" and index + 2 < last and words[index + 2] == "]":
            # A note: "… in 1971.[3] He …".
            if not words[index + 1].isdecimal():
                break
            index += 3
        else:
            break
    return index


def _numbers(word: str) -> bool:
    """Whether a word that opens a sentence only numbers it: "1. Russia …", "IV. Results"."""
    return len(word) < 5 and (word.replace(".", "").isdecimal() or not word.strip("IVX"))


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
    # "iPhone" and "eBay" open a sentence as capitals do.
    capital = first.isupper() or first.istitle() or (first.islower() and opener != opener.lower())
    if len(word) > 1 and word[-1] == "." and word[0] != ".":
        return _abbreviation_ends(word, opener, capital)
    if not (capital or first.isdigit() or first in "#@$£€" or not first.isascii()):
        return False
    if first.islower() and not capital:
        return False
    if glued and ahead == end and end == stop + 1:
        # "example.com", "3.Next": no space behind. Scraped text loses spaces before capitals.
        # In an address ("ann.Lee@example.com") a part with "@" follows.
        return (
            capital
            and len(opener) > 1
            and stop > 0
            and words[stop - 1][-1:].islower()
            and not (end + 1 < last and words[end + 1][0] == "@")
        )
    if word[0] == "…" or (word[0] == "." and len(word) > 1):
        return capital
    if word == "." and stop > 0 and words[stop - 1] == ".":
        return capital
    if word[0] in "?!" and end > stop + 1 and ahead == end and capital:
        return not _reported(words, end, last)
    return True


def _reported(words: list[str], index: int, last: int) -> bool:
    """Whether a speaker and a verb of saying follow a quoted question: "“Why?” Smith asked."

    The speaker is one to four capitalized words; what follows the verb must not begin a clause of
    its own ("“Why?” Smith said he …" is a new sentence).
    """
    if words[index].lower() in OPENERS:
        return False
    for at in range(index + 1, min(index + 5, last)):
        word = words[at]
        if word in REPORTING:
            return at + 1 >= last or words[at + 1].lower() not in _CLAUSE_OPENERS
        if not word[0].isupper():
            return False
    return False


def _abbreviation_ends(word: str, opener: str, capital: bool) -> bool:
    """Whether a sentence ends with an abbreviation such as "U.S." or "Inc."."""
    key = word[:-1].lower()
    if key in ("st", "ft"):
        # "St. Paul", "Ft. Worth", but "on Main St. The …".
        return capital and opener.lower() in FIRM_OPENERS
    if key in BEFORE_NAME or key in NEVER_LAST:
        return False
    if key == "etc":
        return capital
    if key in BEFORE_NUMBER and opener[0].isdigit():
        return False
    if len(key) == 1 and key not in ABBREVIATIONS:
        return capital and opener.lower() in FIRM_OPENERS and len(opener) > 1
    return capital and opener.lower() in OPENERS
