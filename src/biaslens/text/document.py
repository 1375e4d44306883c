"""A text as read: tokens, paragraphs, sentences and quotations over one and the same offsets."""

from __future__ import annotations

import attrs

from .paragraphs import split_paragraphs
from .quotations import Quoted, find_quotations
from .sentences import split_sentences
from .tokens import Tokens, tokenize

__all__ = ["Document", "read"]


@attrs.frozen(slots=True)
class Document:
    """A text and the reading of its surface.

    Attributes:
        text: The text exactly as given.
        tokens: Its tokens.
        paragraphs: Half-open ranges of token indices, covering all tokens.
        sentences: Half-open ranges of token indices, covering all tokens, each in one paragraph.
        quotations: Its quotations, by their opening marks.
    """

    text: str
    tokens: Tokens
    paragraphs: list[tuple[int, int]]
    sentences: list[tuple[int, int]]
    quotations: list[Quoted]

    def slice(self, first: int, last: int) -> tuple[int, int]:
        """Character offsets of the tokens ``first`` to ``last`` (half-open, not empty)."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]


def read(text: str) -> Document:
    """Read the surface of a text.

    Args:
        text: Any string.

    Returns:
        Its tokens, paragraphs, sentences and quotations.
    """
    tokens = tokenize(text)
    paragraphs = split_paragraphs(text, tokens.starts)
    quotations = find_quotations(text, tokens, paragraphs)
    closing = {quoted.last - 1 for quoted in quotations if quoted.closed}
    sentences = split_sentences(tokens, paragraphs, closing)
    return Document(text, tokens, paragraphs, sentences, quotations)
