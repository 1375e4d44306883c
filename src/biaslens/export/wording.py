"""What reports for reading call the same thing by, wherever they say it."""

from __future__ import annotations

from collections.abc import Callable

from biaslens.model import Attribution, Hedge, LoadedTerm

__all__ = ["counted", "speaker_of", "whose"]


def counted(number: int, one: str, many: str) -> str:
    """Count things: "1 place", "1,200 places"."""
    return f"{number:,} {one if number == 1 else many}"


def speaker_of(attribution: Attribution | None) -> str | None:
    """Return the fullest name of a source, or the words the text has for it."""
    if attribution is None:
        return None
    if attribution.speaker:
        return attribution.speaker
    return attribution.source.text if attribution.source else None


def whose(item: LoadedTerm | Hedge, named: Callable[[str], str] = str) -> str:
    """Say whose words an annotation's are.

    Args:
        item: The annotation.
        named: Makes a source's name fit to be shown.
    """
    if item.voice == "author":
        return "the author’s own"
    if item.voice == "scare_quote":
        return "held at arm’s length"
    name = speaker_of(item.attribution)
    return f"in the words of {named(name)}" if name else "a source’s"
