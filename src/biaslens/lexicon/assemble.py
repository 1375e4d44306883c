"""Putting lexicons together: what a file extends, changes, removes and adds.

In each file, what it extends comes first, in the order of its list; then its removals, its changes
and its own entries, so that whatever is written later wins. A lexicon that several files extend
takes part once, where it is first named. Two files that one extends side by side must not say
different things of one id, unless the one that extends them says which holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import InputError, LexiconProblem, did_you_mean
from .consistency import contradictions
from .entries import Entries, Held
from .packs import Pack, PackError, find_pack, pack_names
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
_MAX_DEPTH = 50


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
    reader = Reader(problems)
    folder = resources.files("biaslens").joinpath(f"{_DATA}/{language}")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yaml"):
            label = f"biaslens/{_DATA}/{language}/{item.name}"
            root = read_bytes(item.read_bytes(), label, problems)
            if root is not None:
                file = reader.read(root, item.name.removesuffix(".yaml"))
                entries.update((entry.id, entry) for entry in file.entries)
    problems.check()
    return entries


class Assembly:
    """Builds up the entries of a lexicon from one source after the other.

    Args:
        entries: The entries to begin with, those that win first.
        included: What has taken part in them.
        layers: Layers of annotation that are switched on or off so far.
    """

    def __init__(
        self, entries: Entries, included: frozenset[str], layers: Mapping[str, bool]
    ) -> None:
        self._held: Held = dict(entries.held)
        self._shelf = entries.shelf
        self.included = set(included)
        self.layers = dict(layers)
        self.problems = Problems()
        # Whether something could not be read, so that what is missing may stand there.
        self._incomplete = False
        self._open: list[str] = []
        self._labels: list[str] = []
        # What the files say themselves: their labels, and the ids of entries to which they may give
        # examples.
        self.files: set[str] = set()
        self.written: dict[str, None] = {}
        # For each file, those it extends, directly or not.
        self._reach: dict[str, set[str]] = {}
        # Within one source: which file an entry comes from, and entries of which two files that
        # know nothing of each other say different things.
        self._definer: dict[str, str] = {}
        self._rivals: dict[str, tuple[Entry, Entry]] = {}
        self._packs: list[tuple[Pack, Reference]] = []

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
        reach = self._reach.setdefault(identity, set())
        self._open.append(identity)
        self._labels.append(label)
        for reference in file.extends:
            other = self._extend(reference, folder)
            if other is not None:
                reach |= {other} | self._reach.get(other, set())
        self._open.pop()
        self._labels.pop()
        self._apply(file, identity)
        if not self._open:
            self._settle_rivals()
        if len(self.problems.found) > before:
            self._incomplete = True
        return file.name

    def _extend(self, reference: Reference, folder: str) -> str | None:
        """Add a lexicon that a file extends, unless it is there already; return its identity."""
        name = reference.name
        builtin, _, language = name.partition(":")
        if builtin == "builtin":
            return self._extend_builtin(reference, language or "en")
        if name.endswith((".yaml", ".yml")):
            path = os.path.join(folder, os.path.expanduser(name))
            return self._extend_file(reference, path)
        try:
            pack = find_pack(name)
        except PackError as error:
            self._incomplete = True
            self.problems.add(reference.place, "pack", str(error))
            return None
        if pack is None:
            message = (
                f"{name!r} is no lexicon, expected builtin, the path of a .yaml file or the name "
                "of an installed pack"
            )
            self._incomplete = True
            self.problems.add(
                reference.place, "unknown-lexicon", message,
                word=name, known=["builtin", *pack_names()],
            )  # fmt: skip
            return None
        self._packs.append((pack, reference))
        return self._extend_file(reference, pack.path)

    def _extend_builtin(self, reference: Reference, language: str) -> str | None:
        identity = f"builtin:{language}"
        if identity not in self.included:
            if language not in builtin_languages():
                message = f"no built-in lexicon for language {language!r}"
                self.problems.add(
                    reference.place, "unknown-lexicon", message,
                    word=language, known=builtin_languages(),
                )  # fmt: skip
                return None
            self.included.add(identity)
            self.add_entries(builtin_entries(language))
        return identity

    def _extend_file(self, reference: Reference, path: str) -> str | None:
        identity = os.path.realpath(path) if "\0" not in path else path
        if identity in self._open:
            start = self._open.index(identity)
            chain = " -> ".join(map(os.path.basename, [*self._labels[start:], path]))
            message = f"{reference.name!r} extends itself: {chain}"
            self.problems.add(reference.place, "cycle", message)
            return None
        if identity not in self.included:
            if len(self._open) >= _MAX_DEPTH:
                message = f"more than {_MAX_DEPTH} files that extend each other, expected fewer"
                self.problems.add(reference.place, "nesting", message)
                self._incomplete = True
                return None
            if not os.path.isfile(path):
                what = "a directory" if os.path.isdir(path) else "no such file"
                if os.path.islink(path) and not os.path.exists(path):
                    what = "a link that leads nowhere"
                self._incomplete = True
                message = f"{path}: {what}, expected a file"
                self.problems.add(reference.place, "unreadable", message)
                return None
            self.add_file(path)
        return identity

    def check(self, more: Iterable[LexiconProblem] = ()) -> None:
        """Raise an error if there is any problem; it names the packs that have some.

        Args:
            more: Problems found elsewhere.
        """
        self.problems.found += more
        for pack, reference in self._packs:
            folder = os.path.dirname(pack.path) + os.sep
            count = sum(problem.file.startswith(folder) for problem in self.problems.found)
            if count:
                number = "1 problem" if count == 1 else f"{count} problems"
                message = f"pack {pack.name!r} of {pack.distribution} is broken: {number} in it"
                self.problems.add(reference.place, "pack", message)
        self.problems.check()

    def _apply(self, file: LexiconFile, identity: str) -> None:
        self.files.add(file.file)
        self.written |= dict.fromkeys(c.entry for c in file.changes if "examples" in c.fields)
        for reference in file.removes:
            self._remove(reference)
        for change in file.changes:
            self._change(change, file)
        added: dict[str, Entry] = {}
        for entry in file.entries:
            self._claim(entry, identity)
            old = self.entries.get(entry.id)
            if old is not None:
                entry = attrs.evolve(entry, replaced=(*old.replaced, old.origin))
            added[entry.id] = entry
        self.written |= dict.fromkeys(added)
        self.add_entries(added)
        self.layers |= file.layers

    def _claim(self, entry: Entry, identity: str) -> None:
        """Take note which file an entry comes from, and of its rival in one beside it."""
        definer = self._definer.get(entry.id)
        if definer is not None and definer not in self._reach[identity]:
            self._rivals[entry.id] = self.entries[entry.id], entry
        else:
            self._rivals.pop(entry.id, None)
        self._definer[entry.id] = identity

    def _settle_rivals(self) -> None:
        for first, second in self._rivals.values():
            place = second.origin.file, second.origin.line, second.origin.column
            message = (
                f"{first.id} stands in {first.origin.file}:{first.origin.line}, too, expected one "
                "file to extend the other, or the file that extends both to say which holds"
            )
            self.problems.add(place, "duplicate-id", message)
        self._rivals.clear()
        self._definer.clear()

    def _remove(self, reference: Reference) -> None:
        name = reference.name
        if name.endswith("*"):
            found = [identity for identity in self._held if identity.startswith(name[:-1])]
        else:
            found = [name] if name in self._held else []
        for identity in found:
            del self._held[identity]
            self._definer.pop(identity, None)
            self._rivals.pop(identity, None)
        if not found and not self._incomplete:
            prefix = name.endswith("*")
            what = "no entry begins so" if prefix else "no such entry to remove"
            self.problems.add(
                reference.place, "unknown-id", f"{name}: {what}",
                word=name, known=[] if prefix else self._alike(name),
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
        new = attrs.evolve(entry, changed=changed, **values)
        for fields, code, message in contradictions(new):
            # What was so before, or comes of a change that is wrong anyway, is not held against it.
            node = next((change.nodes[name] for name in fields if name in change.nodes), None)
            if node is not None:
                self.problems.add(node.place, code, node.path + message)
        self._held[change.entry] = new
