"""Putting lexicons together: what a file extends, changes, removes and adds.

In each file, what it extends comes first, in the order of its list; then its removals, its changes
and its own entries, so that whatever is written later wins. A lexicon that several files extend
takes part once, where it is first named.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import InputError, did_you_mean
from .entries import Entries, Held
from .problems import Problems
from .schema import Entry
from .snapshot import read_snapshot

# What reads files is imported where a file is read: the built-in lexicon seldom needs it.
if TYPE_CHECKING:
    from .loader import Change, LexiconFile
    from .values import Reference
    from .yaml_nodes import Node

__all__ = ["Assembly", "builtin_entries", "builtin_languages", "read_builtin"]

_DATA = "lexicons"


def builtin_languages() -> tuple[str, ...]:
    """Return the languages that have built-in lexicons."""
    folder = resources.files("biaslens").joinpath(_DATA)
    return tuple(sorted(item.name for item in folder.iterdir() if item.is_dir()))


@cache
def builtin_entries(language: str) -> Entries:
    """Return the built-in lexicons of a language.

    Args:
        language: Such as ``"en"``.

    Raises:
        InputError: There are none for the language.
        LexiconError: Something is wrong in them.
    """
    known = builtin_languages()
    if language not in known:
        near = did_you_mean(language, known) if isinstance(language, str) else None
        end = f"; did you mean {near!r}?" if near else ""
        raise InputError(f"language {language!r}, expected one of {', '.join(known)}{end}")
    shelf = read_snapshot(language)
    return Entries.of(read_builtin(language)) if shelf is None else Entries.of_shelf(shelf)


def read_builtin(language: str) -> dict[str, Entry]:
    """Read the files of the built-in lexicons of a language.

    Args:
        language: One that has some.

    Raises:
        LexiconError: Something is wrong in them.
    """
    from .loader import Reader
    from .yaml_nodes import read_bytes

    problems = Problems()
    entries: dict[str, Entry] = {}
    folder = resources.files("biaslens").joinpath(f"{_DATA}/{language}")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yaml"):
            label = f"biaslens/{_DATA}/{language}/{item.name}"
            root = read_bytes(item.read_bytes(), label, problems)
            if root is not None:
                file = Reader(problems).read(root, item.name.removesuffix(".yaml"))
                entries.update((entry.id, entry) for entry in file.entries)
    problems.check()
    return entries


class Assembly:
    """Builds up the entries of a lexicon from one source after the other.

    Args:
        entries: The entries to begin with, those that win first.
        included: What has taken part in them.
    """

    def __init__(self, entries: Entries, included: frozenset[str]) -> None:
        self._held: Held = dict(entries.held)
        self._shelf = entries.shelf
        self.included = set(included)
        self.problems = Problems()
        # Whether something could not be read, so that what is missing may stand there.
        self._incomplete = False
        self._open: list[str] = []
        self._labels: list[str] = []

    @property
    def entries(self) -> Entries:
        """The entries so far; not to be kept while more is added."""
        return Entries(self._held, self._shelf)

    def add_entries(self, entries: Mapping[str, Entry]) -> None:
        """Add entries that win over those that are there."""
        added: Held
        if not isinstance(entries, Entries):
            added = dict(entries)
        elif self._shelf is None or entries.shelf in (None, self._shelf):
            self._shelf = self._shelf or entries.shelf
            added = entries.held
        else:
            added = dict(entries.items())
        for identity in added.keys() & self._held.keys():
            del self._held[identity]
        self._held = {**added, **self._held}

    def add_file(self, path: str) -> str:
        """Add a file and what it extends; return its name."""
        from .yaml_nodes import read_file

        identity = os.path.realpath(path) if "\0" not in path else path
        self.included.add(identity)
        root = read_file(path, self.problems)
        name = os.path.splitext(os.path.basename(path))[0]
        return self._add(root, name, identity, path, os.path.dirname(path))

    def add_mapping(self, data: Mapping[str, Any]) -> str:
        """Add data given in code and what it extends; return its name."""
        from .yaml_nodes import from_data

        label = "<mapping>"
        root = from_data(data, label, self.problems)
        return self._add(root, label, f"{label} {id(data)}", label, "")

    def _add(self, root: Node | None, name: str, identity: str, label: str, folder: str) -> str:
        if root is None:
            self._incomplete = True
            return name
        from .loader import Reader

        before = len(self.problems.found)
        file = Reader(self.problems).read(root, name)
        self._open.append(identity)
        self._labels.append(label)
        for reference in file.extends:
            self._extend(reference, folder)
        self._open.pop()
        self._labels.pop()
        self._apply(file)
        if len(self.problems.found) > before:
            self._incomplete = True
        return file.name

    def _extend(self, reference: Reference, folder: str) -> None:
        """Add a lexicon that a file extends, unless it is there already."""
        name = reference.name
        builtin, _, language = name.partition(":")
        if builtin == "builtin":
            language = language or "en"
            identity = f"builtin:{language}"
            if identity in self.included:
                return
            if language not in builtin_languages():
                message = f"no built-in lexicon for language {language!r}"
                self.problems.add(
                    reference.place, "unknown-lexicon", message,
                    word=language, known=builtin_languages(),
                )  # fmt: skip
                return
            self.included.add(identity)
            self.add_entries(builtin_entries(language))
            return
        if not name.endswith((".yaml", ".yml")):
            message = f"{name!r} is no lexicon, expected builtin or the path of a .yaml file"
            self.problems.add(
                reference.place, "unknown-lexicon", message, word=name, known=["builtin"]
            )
            return
        path = os.path.join(folder, os.path.expanduser(name))
        identity = os.path.realpath(path) if "\0" not in path else path
        if identity in self._open:
            start = self._open.index(identity)
            chain = " -> ".join(map(os.path.basename, [*self._labels[start:], path]))
            self.problems.add(reference.place, "cycle", f"{name!r} extends itself: {chain}")
        elif identity in self.included:
            return
        elif not os.path.isfile(path):
            what = "a directory" if os.path.isdir(path) else "no such file"
            self.problems.add(reference.place, "unreadable", f"{path}: {what}, expected a file")
        else:
            self.add_file(path)

    def _apply(self, file: LexiconFile) -> None:
        for reference in file.removes:
            self._remove(reference)
        for change in file.changes:
            self._change(change, file)
        self.add_entries({entry.id: entry for entry in file.entries})

    def _remove(self, reference: Reference) -> None:
        name = reference.name
        if name.endswith("*"):
            found = [identity for identity in self._held if identity.startswith(name[:-1])]
        else:
            found = [name] if name in self._held else []
        for identity in found:
            del self._held[identity]
        if not found and not self._incomplete:
            what = "no entry begins so" if name.endswith("*") else "no such entry to remove"
            self.problems.add(
                reference.place, "unknown-id", f"{name}: {what}",
                word=name, known=self._alike(name),
            )  # fmt: skip

    def _alike(self, identity: str) -> list[str]:
        section = identity.partition("/")[0] + "/"
        return [known for known in self._held if known.startswith(section)]

    def _change(self, change: Change, file: LexiconFile) -> None:
        entry = self.entries.get(change.entry)
        if entry is None and self._incomplete:
            return
        if entry is None:
            what = "no such entry to change"
            if any(own.id == change.entry for own in file.entries):
                what = "an entry of this file, expected an inherited one to change"
            self.problems.add(
                change.place, "unknown-id", f"{change.entry}: {what}",
                word=change.entry, known=self._alike(change.entry),
            )  # fmt: skip
            return
        values = dict(change.fields)
        forms = list(values.get("forms", entry.forms))
        wordings = [values.pop("term", entry.term), *values.get("variants", entry.variants)]
        for reference in change.remove:
            for terms in (wordings, forms):
                if reference.name in terms:
                    terms.remove(reference.name)
                    break
            else:
                message = f"{change.entry} has no wording {reference.name!r}"
                self.problems.add(
                    reference.place, "unknown-term", message,
                    word=reference.name, known=[*wordings, *forms],
                )  # fmt: skip
        wordings += [term for term in change.add if term not in wordings]
        if not wordings:
            message = f"{change.entry} keeps no wording, expected `remove: [{change.entry}]`"
            self.problems.add(change.place, "empty", message)
            return
        values |= {"term": wordings[0], "variants": tuple(wordings[1:]), "forms": tuple(forms)}
        changed = (*entry.changed, change.origin)
        self._held[change.entry] = attrs.evolve(entry, changed=changed, **values)
