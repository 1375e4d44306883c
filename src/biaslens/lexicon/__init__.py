"""The lexicon system: its format, reading it with positions, and finding its terms in texts."""

from .examples import check_examples
from .lexicon import Lexicon, LexiconSource
from .matcher import Match, Matcher
from .schema import (
    SECTIONS,
    AttributionEntry,
    BoilerplateEntry,
    Entry,
    HedgeEntry,
    LoadedEntry,
    Origin,
    SentimentEntry,
    SourceEntry,
    TowardEntry,
)

__all__ = [
    "SECTIONS",
    "AttributionEntry",
    "BoilerplateEntry",
    "Entry",
    "HedgeEntry",
    "Lexicon",
    "LexiconSource",
    "LoadedEntry",
    "Match",
    "Matcher",
    "Origin",
    "SentimentEntry",
    "SourceEntry",
    "TowardEntry",
    "check_examples",
]
