"""The surface of a text: tokens, paragraphs, sentences and quotations, by offsets."""

from .document import Document, read
from .quotations import Quoted
from .tokens import Tokens, fold, tokenize

__all__ = ["Document", "Quoted", "Tokens", "fold", "read", "tokenize"]
