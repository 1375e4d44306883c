"""The entries of a lexicon as an ordered mapping that makes an entry when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .schema import Entry
from .snapshot import Shelf, content_of

__all__ = ["Entries", "Held"]

#: By id: an entry, or the number of one on a shelf.
Held = dict[str, "Entry | int"]


class Entries(Mapping[str, Entry]):
    """Entries by their ids; immutable.

    Args:
        held: Entries, or numbers of entries on the shelf, by id.
        shelf: What the numbers refer to.
    """

    __slots__ = ("held", "shelf")

    def __init__(self, held: Held, shelf: Shelf | None = None) -> None:
        self.held = held
        self.shelf = shelf

    @classmethod
    def of_shelf(cls, shelf: Shelf) -> Entries:
        """Return all entries of a shelf."""
        return cls(dict(zip(shelf.ids, range(len(shelf.ids)), strict=True)), shelf)

    @classmethod
    def of(cls, entries: Mapping[str, Entry]) -> Entries:
        """Return the entries of any mapping."""
        return entries if isinstance(entries, Entries) else cls(dict(entries))

    def __getitem__(self, identity: str) -> Entry:
        found = self.held[identity]
        if found.__class__ is int and self.shelf is not None:
            return self.shelf.entry(found)
        return found  # type: ignore[return-value]

    def __contains__(self, identity: object) -> bool:
        return identity in self.held

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def __reduce__(self) -> tuple[Any, ...]:
        return Entries, (self.held, self.shelf)

    def section(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a section, in order."""
        start = name + "/"
        return tuple([self[identity] for identity in self.held if identity.startswith(start)])

    def contents(self) -> Iterator[str]:
        """Yield the content of each entry, as :func:`~.snapshot.content_of` gives it."""
        shelf = self.shelf
        for found in self.held.values():
            if isinstance(found, int):
                assert shelf is not None
                yield shelf.content(found)
            else:
                yield content_of(found)
