"""Reading one lexicon file: from nodes to entries, changes and removals, every problem recorded."""

from __future__ import annotations

import re
from typing import Any

import attrs

from ..errors import did_you_mean
from .consistency import contradictions
from .forms import GAP, HYPHENS, words_of
from .problems import Problems
from .schema import LAYERS, SECTIONS, BoilerplateEntry, Entry, FieldSpec, Origin, field_specs
from .values import Reference, ValueReader, either
from .yaml_nodes import Node, describe

__all__ = ["Change", "LexiconFile", "Reader"]

_TOP = ("schema", "name", "extends", "layers", "defaults", *SECTIONS, "change", "remove")
_NOT_IN_DEFAULTS = ("term", "id", "forms", "variants", "examples")
_BAD_ID = re.compile(r"[\s/*]")


@attrs.frozen(slots=True)
class Change:
    """What a file changes in an entry that it inherits.

    Attributes:
        entry: Full id of the entry.
        place: File, line and column of the id.
        fields: New values by field.
        add: Wordings to add.
        remove: Wordings to take away.
        origin: Where the change was written.
        nodes: What was written for each field, and for ``terms``.
    """

    entry: str
    place: tuple[str, int, int]
    fields: dict[str, Any]
    add: tuple[str, ...]
    remove: tuple[Reference, ...]
    origin: Origin
    nodes: dict[str, Node]


@attrs.frozen(slots=True)
class LexiconFile:
    """One lexicon file, checked in itself but not yet against what it extends.

    Attributes:
        name: Its name.
        file: The file as it was named by the caller.
        extends: The lexicons it builds on, in order.
        entries: Its own entries, in order.
        changes: What it changes in inherited entries.
        removes: Ids and prefixes ("loaded/sport-*") of inherited entries that it removes.
        layers: Layers of annotation that it switches on or off.
    """

    name: str
    file: str
    extends: tuple[Reference, ...]
    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]
    removes: tuple[Reference, ...]
    layers: dict[str, bool]


class Reader(ValueReader):
    """Reads one lexicon file, or several that must not repeat each other's entries.

    Args:
        problems: Takes what is wrong.
    """

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems)
        self._ids: dict[str, Origin] = {}
        self._terms: dict[tuple[Any, ...], Entry] = {}

    def read(self, root: Node, default_name: str) -> LexiconFile:
        """Read a file.

        Args:
            root: Its root node.
            default_name: The name of a lexicon that does not say its own.

        Returns:
            What could be read; it is worth something only when no problem was added.
        """
        top = self._mapping(root, "`schema`, `name` and sections such as `loaded`")
        self._known_keys(top, _TOP, "key")
        version = top.get("schema")
        if version is not None and version.value != "1":
            self._add(version, "schema-version", f"schema {describe(version)}, expected 1")
        name = self._text(top["name"]) if "name" in top else None
        name = name or default_name
        entries: list[Entry] = []
        defaults = self._defaults(top.get("defaults"))
        for section in SECTIONS:
            if section in top:
                for node in self._list(top[section], "entries"):
                    entry = self._entry(node, section, name, defaults.get(section, {}))
                    if entry is not None:
                        entries.append(entry)
        return LexiconFile(
            name,
            root.file,
            self._references(top.get("extends"), "lexicons"),
            tuple(entries),
            self._changes(top.get("change"), name),
            self._removes(top.get("remove")),
            self._layers(top.get("layers")),
        )

    # Entries -----------------------------------------------------------------------------

    def _contradictions(self, node: dict[str, Node], entry: Entry) -> None:
        """Check what is wrong with fields only together."""
        for fields, code, message in contradictions(entry):
            written = [node[name] for name in fields if name in node]
            self._add(written[0] if written else node["term"], code, message)

    def _entry(
        self, node: Node, section: str, lexicon: str, defaults: dict[str, Any]
    ) -> Entry | None:
        """Read an entry; ``None`` when it cannot be made."""
        if not isinstance(node.value, dict):
            hint = ""
            if isinstance(node.value, str) and node.value:
                hint = f" such as {{term: {node.value}}}"
            message = f"{describe(node)}, expected an entry{hint}"
            self._add(node, "wrong-type" if node.value != "" else "empty", message)
            return None
        specs = field_specs(section)
        values = dict(defaults)
        before = len(self._problems.found)
        self._read_fields(node.value, specs, values)
        term_node = node.value.get("term")
        if term_node is None:
            self._problems.add(
                node.place, "missing-field", f"{node.path}an entry without `term`"
            )
        elif "term" in values:
            self._term(term_node, values["term"])
        if not values.get("shield", "shield" in node.value):
            what = repr(values["term"]) if "term" in values else "an entry"
            misspelt = {did_you_mean(key, specs) for key in node.value if key not in specs}
            given = {"term", *values, *node.value, *misspelt}
            for name, spec in specs.items():
                if spec.required and name not in given:
                    expected = f", expected {_expected(name, spec)}"
                    self._add(node, "missing-field", f"{what} without `{name}`{expected}")
            one_of = SECTIONS[section].one_of
            if one_of and given.isdisjoint(one_of):
                names = either([f"`{name}`" for name in one_of])
                self._add(node, "missing-field", f"{what} without {names}")
        origin = Origin(lexicon, *node.place)
        identity = self._identity(node.value, section, values, origin)
        if len(self._problems.found) > before or "term" not in values:
            return None
        values["id"] = identity
        entry = SECTIONS[section](origin=origin, **values)
        self._contradictions(node.value, entry)
        self._no_twin(term_node or node, entry)
        return entry

    def _read_fields(
        self, mapping: dict[str, Node], specs: dict[str, FieldSpec], values: dict[str, Any]
    ) -> None:
        for key, node in mapping.items():
            spec = specs.get(key)
            if spec is None:
                message = f"{node.path}unknown field {key!r}"
                self._problems.add(
                    node.key_place, "unknown-key", message, word=key, known=specs
                )
                continue
            value = self._value(key, node, spec)
            if value is not None:
                values[key] = value

    def _identity(
        self, mapping: dict[str, Node], section: str, values: dict[str, Any], origin: Origin
    ) -> str | None:
        short = values.get("id")
        place = mapping.get("id") or mapping.get("term")
        if place is None or (short is None and "term" not in values):
            return None
        if short is None:
            short = values["term"].replace(GAP, "").lower().replace(" ", "-")
        elif _BAD_ID.search(short):
            right = re.sub(_BAD_ID, "-", short.removeprefix(section + "/"))
            message = f"id {short!r}, expected no space, slash or asterisk"
            self._add(place, "bad-value", message, word=right, known=[right])
            return None
        identity = f"{section}/{short}"
        first = self._ids.setdefault(identity, origin)
        if first is not origin:
            message = f"{identity} stands here twice, first in {_where(first, origin)}"
            if "id" not in mapping:
                message += "; give one an `id`"
            self._add(place, "duplicate-id", message)
        return identity

    def _no_twin(self, node: Node, entry: Entry) -> None:
        """Check that no other entry matches the same words under the same conditions."""
        term = tuple(key for key in words_of(entry.term) if key not in HYPHENS)
        key: tuple[Any, ...] = (
            entry.section, term, entry.pos, entry.case, entry.after, entry.before, entry.unless,
        )  # fmt: skip
        if entry.case == "exact":
            key += (entry.term,)
        if isinstance(entry, BoilerplateEntry):
            key += (entry.where,)
        first = self._terms.setdefault(key, entry)
        if first is not entry and entry.id != first.id:
            message = (
                f"{entry.term!r} never matches: {first.id} in "
                f"{_where(first.origin, entry.origin)} has the same words and conditions"
            )
            self._add(node, "duplicate-term", message)

    # Layers, defaults, changes and removals -------------------------------------------------

    def _layers(self, node: Node | None) -> dict[str, bool]:
        if node is None:
            return {}
        mapping = self._mapping(node, "layers such as `sentiment: off`")
        self._known_keys(mapping, LAYERS, "layer")
        found = {name: self._switch(mapping[name]) for name in LAYERS if name in mapping}
        return {name: switch for name, switch in found.items() if switch is not None}

    def _defaults(self, node: Node | None) -> dict[str, dict[str, Any]]:
        if node is None:
            return {}
        found: dict[str, dict[str, Any]] = {}
        mapping = self._mapping(node, "sections such as `loaded`")
        self._known_keys(mapping, tuple(SECTIONS), "section")
        for section in SECTIONS:
            if section in mapping:
                fields = self._mapping(mapping[section], "fields")
                specs = {
                    name: spec
                    for name, spec in field_specs(section).items()
                    if name not in _NOT_IN_DEFAULTS
                }
                values: dict[str, Any] = {}
                self._read_fields(fields, specs, values)
                found[section] = values
        return found

    def _changes(self, node: Node | None, lexicon: str) -> tuple[Change, ...]:
        if node is None:
            return ()
        changes = (self._change(item, lexicon) for item in self._list(node, "changes"))
        return tuple(change for change in changes if change is not None)

    def _change(self, node: Node, lexicon: str) -> Change | None:
        mapping = self._mapping(node, "`entry` and the fields to change")
        if not mapping:
            return None
        target = mapping.get("entry")
        if target is None:
            self._add(node, "missing-field", "a change without `entry`")
            return None
        identity = self._text(target)
        if identity is None or not self._known_section(target, identity):
            return None
        section = identity.partition("/")[0]
        specs = {name: spec for name, spec in field_specs(section).items() if name != "id"}
        fields = {k: v for k, v in mapping.items() if k not in ("entry", "terms")}
        values: dict[str, Any] = {}
        if "id" in fields:
            self._problems.add(
                fields.pop("id").key_place, "bad-value", f"{node.path}an id cannot be changed"
            )
        self._read_fields(fields, specs, values)
        if "term" in fields and "term" in values:
            self._term(fields["term"], values["term"])
        add: tuple[str, ...] = ()
        remove: tuple[Reference, ...] = ()
        if "terms" in mapping:
            terms = self._mapping(mapping["terms"], "`add` or `remove`")
            self._known_keys(terms, ("add", "remove"), "key of terms")
            if "add" in terms:
                add = self._strings("variants", terms["add"], specs["variants"]) or ()
            remove = self._references(terms.get("remove"), "texts")
        if len(mapping) == 1:
            self._add(node, "empty", f"{identity} stays as it is, expected a field to change")
        origin = Origin(lexicon, *node.place)
        return Change(identity, target.place, values, add, remove, origin, mapping)

    def _known_section(self, node: Node, identity: str) -> bool:
        section, slash, rest = identity.partition("/")
        if slash and section in SECTIONS:
            return True
        such = "loaded/terrorist" if slash else f"loaded/{identity.lower().replace(' ', '-')}"
        message = f"{identity!r} is no id, expected one with its section, such as {such}"
        known = [f"{name}/{rest}" for name in SECTIONS] if slash else []
        self._add(node, "unknown-id", message, word=identity, known=known)
        return False

    def _removes(self, node: Node | None) -> tuple[Reference, ...]:
        if node is None:
            return ()
        found = []
        for item in self._list(node, "ids"):
            text = self._text(item)
            if text is None:
                continue
            if "*" in text[:-1]:
                message = f"{text!r}, expected an asterisk at the end only"
                self._add(item, "bad-value", message)
            elif self._known_section(item, text):
                found.append(Reference(text, item.place))
        return tuple(found)


def _expected(name: str, spec: FieldSpec) -> str:
    """What a field that is missing would hold, in a few words."""
    if spec.allowed:
        return either(spec.allowed)
    if spec.low is not None and spec.high is not None:
        return f"a number from {spec.low:g} to {spec.high:g}"
    return f"a line such as `{name}: politics`" if name == "category" else f"a line `{name}: …`"


def _where(there: Origin, here: Origin) -> str:
    return f"line {there.line}" if there.file == here.file else f"{there.file}:{there.line}"
