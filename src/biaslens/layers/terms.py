"""Hedges and loaded terms: lexicon matches, each with the voice it stands in."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..lexicon.matcher import Match
from ..lexicon.schema import HedgeEntry, LoadedEntry
from ..model import Attribution, Hedge, LoadedTerm, Voice, ZoneKind
from ..text import Document
from .shields import is_shielded, titles

__all__ = ["Setting", "hedges", "loaded_terms"]


@attrs.frozen(slots=True)
class Setting:
    """What stands around each token of a document.

    Attributes:
        document: The text as read.
        voices: Voice of each token.
        attributions: Innermost attribution in whose content each token stands, or ``None``.
        zones: Kind of zone of each token.
    """

    document: Document
    voices: Sequence[Voice]
    attributions: Sequence[Attribution | None]
    zones: Sequence[ZoneKind]


def hedges(setting: Setting, matches: Sequence[Match]) -> tuple[Hedge, ...]:
    """Turn matches of the ``hedges`` section into annotations.

    Args:
        setting: The document and what stands around its tokens.
        matches: Matches of hedge entries, in text order.
    """
    text = setting.document.text
    found = []
    for match in matches:
        entry = match.entry
        assert isinstance(entry, HedgeEntry)
        start, end = setting.document.slice(match.first, match.last)
        at = match.first
        found.append(
            Hedge(
                start, end, text[start:end], entry.category, entry.id,
                setting.voices[at], setting.attributions[at], setting.zones[at],
            )
        )  # fmt: skip
    return tuple(found)


def loaded_terms(setting: Setting, matches: Sequence[Match]) -> tuple[LoadedTerm, ...]:
    """Turn matches of the ``loaded`` section into annotations.

    Titles of works, proper names and names of offences are left out.

    Args:
        setting: The document and what stands around its tokens.
        matches: Matches of loaded entries, in text order.
    """
    text = setting.document.text
    entitled = titles(setting.document) if matches else frozenset()
    found = []
    for match in matches:
        if is_shielded(setting.document, match, entitled):
            continue
        entry = match.entry
        assert isinstance(entry, LoadedEntry)
        start, end = setting.document.slice(match.first, match.last)
        at = match.first
        found.append(
            LoadedTerm(
                start, end, text[start:end], entry.category, entry.id,
                setting.voices[at], setting.attributions[at], setting.zones[at],
                entry.neutral, entry.favours, entry.note or "", entry.contrast, entry.strength,
            )
        )  # fmt: skip
    return tuple(found)
