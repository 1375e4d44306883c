"""A vocabulary: entries of all sections, put together from files, ready to be found in texts."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Any, Union

import attrs

from ..errors import InputError, LexiconProblem, did_you_mean
from .assemble import Assembly, builtin_entries
from .entries import Entries
from .examples import ExampleFinder, check_examples, with_examples_of
from .matcher import Matcher
from .schema import LAYERS, SECTIONS, Entry
from .snapshot import GROUPS, fingerprint_of

__all__ = ["Lexicon", "LexiconSource"]

LexiconSource = Union[str, "os.PathLike[str]", Mapping[str, Any], "Lexicon"]


@attrs.frozen(slots=True, eq=False, repr=False, init=False)
class Lexicon:
    """An immutable vocabulary; made by :meth:`builtin`, :meth:`from_file`, :meth:`extend`.

    Two lexicons are equal when their content is, wherever it was read from.

    Attributes:
        name: Name of the lexicon that was added last.
        entries: Every entry by its id; where two match the same words, the earlier wins.
    """

    name: str
    entries: Mapping[str, Entry]
    _included: frozenset[str]
    _layers: Mapping[str, bool]  # switched on or off by one of the files
    _known: dict[str, Any]  # what is worked out at first use

    def __init__(self) -> None:
        raise TypeError("use Lexicon.builtin(), Lexicon.from_file(path) or Lexicon.empty()")

    @classmethod
    def _make(
        cls,
        name: str,
        entries: Entries,
        included: frozenset[str],
        layers: Mapping[str, bool] = MappingProxyType({}),
    ) -> Lexicon:
        self = object.__new__(cls)
        self.__attrs_init__(name, entries, included, layers, {})
        return self

    @classmethod
    def builtin(cls, language: str = "en") -> Lexicon:
        """Return the lexicon that ships with the package.

        Args:
            language: Language of the texts.

        Raises:
            InputError: There is no lexicon for the language.
        """
        return _builtin(language)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Lexicon:
        """Read a lexicon file, with what it extends and nothing else.

        Args:
            path: A YAML file.

        Raises:
            LexiconError: Something is wrong in the file or in one that it extends.
        """
        if not isinstance(path, (str, os.PathLike)):
            raise InputError(f"path: expected a path, got {type(path).__name__}")
        return cls.empty().extend(path)

    @classmethod
    def empty(cls) -> Lexicon:
        """Return a lexicon with nothing in it, to be extended."""
        return cls._make("empty", Entries({}), frozenset())

    def extend(self, *sources: LexiconSource) -> Lexicon:
        """Return a lexicon with more in it, or less, or other.

        Args:
            sources: Paths of YAML files, mappings of the same form, or lexicons; a later one wins.

        Raises:
            LexiconError: Something is wrong in one of the sources; every problem is named.
            InputError: A source is none of these.
        """
        assembly = Assembly(Entries.of(self.entries), self._included, self._layers)
        name = self.name
        for source in sources:
            if isinstance(source, Lexicon):
                assembly.add_entries(source.entries)
                assembly.included |= source._included
                assembly.layers |= source._layers
                name = source.name
            elif isinstance(source, Mapping):
                name = assembly.add_mapping(source)
            elif isinstance(source, (str, os.PathLike)):
                path = os.fspath(source)
                if not isinstance(path, str):
                    raise InputError("source: expected a path of type str, got bytes")
                name = assembly.add_file(path)
            else:
                raise InputError(
                    "source: expected a path, a mapping or a Lexicon, got "
                    f"{type(source).__name__}"
                )
        assembly.check()
        included = frozenset(assembly.included)
        new = self._make(name, assembly.entries, included, assembly.layers)
        assembly.check(new._misbehaving(assembly.files, assembly.written))
        return new

    def _misbehaving(self, files: Collection[str], ids: Iterable[str]) -> list[LexiconProblem]:
        """Check the examples that some files give for entries."""
        entries = [own for id in ids if (own := with_examples_of(self.entries.get(id), files))]
        if not entries:
            return []
        finder = ExampleFinder(self.matcher, self.matcher_of("toward"), entries)
        return check_examples(entries, finder.ids)

    def section(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a section.

        Args:
            name: Such as ``"loaded"``.

        Raises:
            InputError: There is no such section.
        """
        if name not in SECTIONS:
            raise InputError(_unknown("section", name, SECTIONS))
        return Entries.of(self.entries).section(name)

    def entry(self, identity: str) -> Entry:
        """Return an entry.

        Args:
            identity: Its id, such as ``"loaded/reoccupation"``.

        Raises:
            InputError: There is no such entry.
        """
        try:
            return self.entries[identity]
        except (KeyError, TypeError):
            raise InputError(_unknown("entry", identity, self.entries)) from None

    @property
    def layers_off(self) -> tuple[str, ...]:
        """The layers of annotation that the lexicon switches off."""
        return tuple(layer for layer in LAYERS if not self._layers.get(layer, True))

    @property
    def fingerprint(self) -> str:
        """A hash of the content (16 hexadecimal digits), the same on every machine."""
        known: str | None = self._known.get("fingerprint")
        if known is None:
            contents = Entries.of(self.entries).contents()
            switched_off = [json.dumps(["layers off", *self.layers_off])] if self.layers_off else []
            known = fingerprint_of(chain(contents, switched_off))
            self._known["fingerprint"] = known
        return known

    @property
    def matcher(self) -> Matcher:
        """The matcher of the sections that are looked for in running text: ``loaded``, ``hedges``,
        ``attribution`` and ``sources``. It is made at first use.
        """
        known: Matcher | None = self._known.get("matcher")
        if known is None:
            known = self._known["matcher"] = Matcher.of(self.entries, GROUPS[0])
        return known

    def matcher_of(self, name: str) -> Matcher:
        """Return a matcher of one section that is looked for apart from the others.

        Args:
            name: Such as ``"toward"``.

        Raises:
            InputError: There is no such section.
        """
        if name not in SECTIONS:
            raise InputError(_unknown("section", name, SECTIONS))
        known: Matcher | None = self._known.get(name)
        if known is None:
            known = self._known[name] = Matcher.of(self.entries, (name,))
        return known

    def __len__(self) -> int:
        return len(self.entries)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lexicon):
            return NotImplemented
        return self is other or self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __repr__(self) -> str:
        return f"<Lexicon {self.name!r}: {len(self.entries)} entries>"

    def __reduce__(self) -> tuple[Any, ...]:
        # What is worked out at first use is worked out anew where it is needed.
        return Lexicon._make, (self.name, self.entries, self._included, dict(self._layers))


@cache
def _builtin(language: str) -> Lexicon:
    entries = builtin_entries(language)
    lexicon = Lexicon._make("builtin", entries, frozenset([f"builtin:{language}"]))
    if entries.shelf is not None:
        lexicon._known["fingerprint"] = entries.shelf.fingerprint
    return lexicon


def _unknown(what: str, name: object, known: Mapping[str, Any]) -> str:
    near = did_you_mean(name, known) if isinstance(name, str) else None
    return f"no {what} {name!r}" + (f"; did you mean {near!r}?" if near else "")
