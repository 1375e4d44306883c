"""Reading one lexicon file: from nodes to entries, changes and removals, every problem recorded."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from typing import Any

import attrs

from ..errors import did_you_mean
from .conditions import CLASSES, parse_context
from .forms import HYPHENS, MAX_WORDS, words_of
from .problems import Problems
from .schema import (
    SECTIONS,
    BoilerplateEntry,
    Context,
    Entry,
    Example,
    Examples,
    FieldSpec,
    Origin,
    field_specs,
)
from .yaml_nodes import Node, describe

__all__ = ["Change", "LexiconFile", "Reader", "Reference"]

_TOP = ("schema", "name", "extends", "defaults", *SECTIONS, "change", "remove")
_NOT_IN_DEFAULTS = ("term", "id", "forms", "variants", "examples")
_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")
_BAD_ID = re.compile(r"[\s/*]")
_TERM_LISTS = ("forms", "variants")
_CONTEXT_LISTS = ("after", "before")


@attrs.frozen(slots=True)
class Reference:
    """A name in a file, and where it stands: another lexicon, or the entries to remove."""

    name: str
    place: tuple[str, int, int]


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
    """

    entry: str
    place: tuple[str, int, int]
    fields: dict[str, Any]
    add: tuple[str, ...]
    remove: tuple[Reference, ...]
    origin: Origin


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
    """

    name: str
    file: str
    extends: tuple[Reference, ...]
    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]
    removes: tuple[Reference, ...]


class Reader:
    """Reads one lexicon file, or several that must not repeat each other's entries.

    Args:
        problems: Takes what is wrong.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._ids: dict[str, Origin] = {}
        self._terms: dict[tuple[Any, ...], Entry] = {}
        self._converters: dict[str, Callable[[str, Node, FieldSpec], Any]] = {
            "string": self._string,
            "strings": self._strings,
            "integer": self._integer,
            "number": self._number,
            "flag": self._flag,
            "context": self._context,
            "examples": self._examples,
        }

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
        )

    # Small pieces -------------------------------------------------------------------------

    def _add(self, node: Node, code: str, message: str, **more: Any) -> None:
        self._problems.add(node.place, code, node.path + message, **more)

    def _mapping(self, node: Node, expected: str) -> dict[str, Node]:
        if isinstance(node.value, dict):
            return node.value
        code = "empty" if node.value == "" else "wrong-type"
        self._add(node, code, f"{describe(node)}, expected a mapping with {expected}")
        return {}

    def _list(self, node: Node, expected: str) -> list[Node]:
        if isinstance(node.value, list):
            return node.value
        code = "empty" if node.value == "" else "wrong-type"
        self._add(node, code, f"{describe(node)}, expected a list of {expected}")
        return []

    def _text(self, node: Node) -> str | None:
        if not isinstance(node.value, str):
            self._add(node, "wrong-type", f"{describe(node)}, expected text")
            return None
        text = node.value
        if "\n" in text or "  " in text or "\t" in text or text != text.strip():
            text = " ".join(text.split())
        if not text:
            self._add(node, "empty", "nothing, expected text")
            return None
        return text

    def _known_keys(self, mapping: dict[str, Node], known: Collection[str], what: str) -> None:
        for key, node in mapping.items():
            if key not in known:
                message = f"{node.path}unknown {what} {key!r}"
                if len(known) <= 5:
                    message += f", expected {_either(known)}"
                self._problems.add(
                    node.key_place, "unknown-key", message, word=key, known=known
                )

    def _references(self, node: Node | None, what: str) -> tuple[Reference, ...]:
        if node is None:
            return ()
        found = []
        for item in self._list(node, what):
            text = self._text(item)
            if text is not None:
                found.append(Reference(text, item.place))
        return tuple(found)

    # Values by the kind of their field ----------------------------------------------------

    def _value(self, name: str, node: Node, spec: FieldSpec) -> Any:
        """Convert the value of a field; ``None`` when it is wrong."""
        return self._converters[spec.kind](name, node, spec)

    def _string(self, name: str, node: Node, spec: FieldSpec) -> str | None:
        text = self._text(node)
        if text is None or not spec.allowed or text in spec.allowed:
            return text
        message = f"{name} {text!r}, expected {_either(spec.allowed)}"
        self._add(node, "bad-value", message, word=text, known=spec.allowed)
        return None

    def _strings(self, name: str, node: Node, spec: FieldSpec) -> tuple[str, ...] | None:
        if not isinstance(node.value, list):
            what = f"{name} {describe(node)}, expected a list of texts"
            if isinstance(node.value, str) and node.value:
                what += f" such as [{node.value}]"
            self._add(node, "wrong-type" if node.value != "" else "empty", what)
            return None
        found = [(item, self._string(name, item, spec)) for item in node.value]
        if name in _TERM_LISTS:
            for item, text in found:
                if text is not None:
                    self._term(item, text)
        elif name in _CONTEXT_LISTS:
            for item, text in found:
                if text is not None:
                    self._sequence(item, text, name)
        return tuple(text for _, text in found if text is not None)

    def _integer(self, name: str, node: Node, spec: FieldSpec) -> int | None:
        value = node.value
        if not isinstance(value, str) or not _INTEGER.fullmatch(value):
            self._add(node, "wrong-type", f"{name} {describe(node)}, expected a whole number")
            return None
        return int(value) if self._in_range(name, node, int(value), spec) else None

    def _number(self, name: str, node: Node, spec: FieldSpec) -> float | None:
        try:
            number = float(node.value) if isinstance(node.value, str) else math.nan
        except ValueError:
            number = math.nan
        if math.isnan(number):
            self._add(node, "wrong-type", f"{name} {describe(node)}, expected a number")
            return None
        return number if self._in_range(name, node, number, spec) else None

    def _in_range(self, name: str, node: Node, number: float, spec: FieldSpec) -> bool:
        low = -math.inf if spec.low is None else spec.low
        high = math.inf if spec.high is None else spec.high
        if low <= number <= high:
            return True
        expected = f"at least {low:g}" if high == math.inf else f"{low:g} to {high:g}"
        self._add(node, "out-of-range", f"{name} {node.value}, expected {expected}")
        return False

    def _flag(self, name: str, node: Node, spec: FieldSpec) -> bool | None:
        value = node.value.lower() if isinstance(node.value, str) else ""
        if value in ("true", "false"):
            return value == "true"
        self._add(node, "wrong-type", f"{name} {describe(node)}, expected true or false")
        return None

    def _context(self, name: str, node: Node, spec: FieldSpec) -> Context | None:
        mapping = self._mapping(node, "`after` or `before`")
        self._known_keys(mapping, _CONTEXT_LISTS, f"key of {name}")
        found = {
            key: self._strings(key, mapping[key], spec) or ()
            for key in _CONTEXT_LISTS
            if key in mapping
        }
        return Context(**found)

    def _examples(self, name: str, node: Node, spec: FieldSpec) -> Examples:
        mapping = self._mapping(node, "`hit` or `miss`")
        self._known_keys(mapping, ("hit", "miss"), f"key of {name}")
        found: dict[str, tuple[Example, ...]] = {}
        for key in ("hit", "miss"):
            if key in mapping:
                items = self._list(mapping[key], "sentences")
                texts = [(self._text(item), item) for item in items]
                found[key] = tuple(
                    Example(text, *item.place[1:]) for text, item in texts if text
                )
        return Examples(**found)

    # Terms and conditions ------------------------------------------------------------------

    def _term(self, node: Node, text: str) -> bool:
        """Check that a term can match; the spaces are single."""
        keys = words_of(text)
        if not keys:
            self._add(node, "never-matches", f"term {text!r} has no word in it")
        elif len(keys) > 1 and any(
            hyphen in HYPHENS and not beside.isspace()
            for hyphen, beside in ((text[0], text[1]), (text[-1], text[-2]))
        ):
            message = f"term {text!r} begins or ends with a hyphen, expected whole words"
            self._add(node, "never-matches", message)
        elif len(keys) > MAX_WORDS:
            message = f"term of {len(keys)} words and marks, expected at most {MAX_WORDS}"
            self._add(node, "too-long", message)
        else:
            return True
        return False

    def _sequence(self, node: Node, text: str, side: str) -> None:
        """Check a condition: its classes, and that the edges of a sentence stand at the edge."""
        parts = text.split()
        for part in parts:
            if part.startswith("<") and part.endswith(">") and part not in CLASSES:
                message = f"{part} is no class of words, expected {_either(CLASSES)}"
                self._add(node, "bad-value", message, word=part, known=CLASSES)
                return
        edge, place = ("<start>", 0) if side == "after" else ("<end>", len(parts) - 1)
        for i, part in enumerate(parts):
            if part in ("<start>", "<end>") and (part != edge or i != place):
                position = "first" if side == "after" else "last"
                message = f"{part} in {side}: {text!r}, expected {edge} only, as the {position}"
                self._add(node, "never-matches", message)
                return
        if len(parse_context(text)) > MAX_WORDS:
            self._add(node, "too-long", f"more than {MAX_WORDS} words in {side}")
        elif not parse_context(text):
            self._add(node, "never-matches", f"{text!r} in {side} has no word in it")

    def _contradictions(self, node: dict[str, Node], entry: Entry) -> None:
        """Check fields that only together make no sense."""
        words = entry.term.split(" ")
        if entry.head is not None and "head" in node and entry.head > len(words):
            message = f"head {entry.head}, but {entry.term!r} has {_count(len(words), 'word')}"
            self._add(node["head"], "out-of-range", message)
        if entry.case == "lower" and entry.pos == "name" and "case" in node:
            self._add(node["case"], "never-matches", "case lower, but a name has a capital")
        first = entry.term[0]
        if entry.case == "capital" and first.upper() == first.lower() and "case" in node:
            message = f"case capital, but {entry.term!r} does not begin with a letter"
            self._add(node["case"], "never-matches", message)
        for side in _CONTEXT_LISTS:
            wanted, unwanted = getattr(entry, side), getattr(entry.unless, side)
            if wanted and set(wanted) <= set(unwanted) and (side in node or "unless" in node):
                message = f"all of {side} stand in unless, too"
                self._add(node.get(side) or node["unless"], "never-matches", message)

    # Entries -----------------------------------------------------------------------------

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
                    expected = f", expected {_either(spec.allowed)}" if spec.allowed else ""
                    self._add(node, "missing-field", f"{what} without `{name}`{expected}")
            either = SECTIONS[section].one_of
            if either and given.isdisjoint(either):
                names = _either([f"`{name}`" for name in either])
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
            short = values["term"].lower().replace(" ", "-")
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

    # Defaults, changes and removals ---------------------------------------------------------

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
        return Change(identity, target.place, values, add, remove, origin)

    def _known_section(self, node: Node, identity: str) -> bool:
        section, slash, _ = identity.partition("/")
        if slash and section in SECTIONS:
            return True
        message = f"{identity!r} is no id, expected one such as loaded/terrorist"
        self._add(node, "unknown-id", message, word=section, known=SECTIONS if slash else ())
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


def _either(values: Collection[str]) -> str:
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _where(there: Origin, here: Origin) -> str:
    return f"line {there.line}" if there.file == here.file else f"{there.file}:{there.line}"
