"""Whose words each token is: the author's, a source's, or held at arm's length."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Voice
from ..text import Document
from .attribution import Nest

__all__ = ["speakers_of_words", "voices"]

#: A quotation of at most this many tokens, attributed to nobody, holds a word at arm's length.
_SCARE = 5


def speakers_of_words(document: Document, nesting: Nest) -> list[int]:
    """Say in which attribution's own words each token stands.

    Args:
        document: The text as read.
        nesting: How its attributions lie within each other.

    Returns:
        For each token the number of the attribution, or −1 for the author's own words. Quoted words
        are always the source's, others only where the attribution reports speech.
    """
    found = list(nesting.wording)
    for quoted in document.quotations:
        first, last = quoted.inner
        for token in range(first, last):
            if found[token] < 0:
                found[token] = nesting.owner[token]
    return found


def voices(document: Document, owner: Sequence[int]) -> list[Voice]:
    """Say whose words each token of a document is.

    Args:
        document: The text as read.
        owner: For each token the number of the attribution in whose words it stands, or −1.

    Returns:
        ``source`` within attributed content and within longer quotations that nobody is named for,
        ``scare_quote`` within a few quoted words and behind "so-called", else ``author``.
    """
    found: list[Voice] = ["author" if number < 0 else "source" for number in owner]
    for quoted in document.quotations:
        first, last = quoted.inner
        if first >= last or found[first] != "author":
            continue
        voice: Voice = "scare_quote" if last - first <= _SCARE else "source"
        for token in range(first, last):
            if found[token] == "author":
                found[token] = voice
    keys = document.tokens.keys
    for at, key in enumerate(keys):
        if key == "so" and keys[at + 1 : at + 3] == ["-", "called"]:
            for token in range(at + 3, min(at + 6, len(keys))):
                if not keys[token][0].isalpha():
                    break
                if found[token] == "author":
                    found[token] = "scare_quote"
    return found
