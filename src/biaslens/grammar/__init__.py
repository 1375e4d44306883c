"""A shallow reading of sentences: word classes, noun and verb groups."""

from .reading import Reading, read_grammar
from .tagger import Tagger, default_tagger

__all__ = ["Reading", "Tagger", "default_tagger", "read_grammar"]
