"""Reading the values of fields: from nodes to Python values, every problem recorded."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from typing import Any

import attrs

from .context import CLASSES, parse_context
from .forms import GAP, HYPHENS, MAX_WORDS, words_of
from .problems import Problems
from .schema import Context, Example, Examples, FieldSpec
from .yaml_nodes import Node, describe

__all__ = ["CONTEXT_LISTS", "Reference", "ValueReader", "either"]

CONTEXT_LISTS = ("after", "before")
_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")
_TERM_LISTS = ("forms", "variants")
_WORDINGS = ("term", *_TERM_LISTS)
# What is written where terms are taken for patterns. "f***" and "s**t" are words.
_PATTERN = re.compile(r"[\\|]|(?<=\w)\*(?=\s|$)|(?:(?<=\s)|^)\*(?=\w)")
_QUOTED = re.compile(r'[“”"«»„].*[“”"«»„]')
_SWITCHES = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_ELLIPSIS = re.compile(r"(?<=\S) (?:\.\.\.|…)(?= \S)")


@attrs.frozen(slots=True)
class Reference:
    """A name in a file, and where it stands: another lexicon, or the entries to remove."""

    name: str
    place: tuple[str, int, int]


def either(values: Collection[str]) -> str:
    """Join what is allowed: "a, b or c"."""
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last


def _limits(spec: FieldSpec) -> str:
    if spec.low is None:
        return ""
    if spec.high is None:
        return f" of at least {spec.low:g}"
    return f" from {spec.low:g} to {spec.high:g}"


class ValueReader:
    """Reads values by the kind of their field.

    Args:
        problems: Takes what is wrong.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._converters: dict[str, Callable[[str, Node, FieldSpec], Any]] = {
            "string": self._string,
            "strings": self._strings,
            "integer": self._integer,
            "number": self._number,
            "flag": self._flag,
            "context": self._context,
            "examples": self._examples,
        }

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
        hint = ""
        if isinstance(node.value, str) and node.value:
            hint = f" such as [{node.value}]"
        elif isinstance(node.value, dict):
            hint = ", each behind a dash"
        self._add(node, code, f"{describe(node)}, expected a list of {expected}{hint}")
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

    def _switch(self, node: Node) -> bool | None:
        value = node.value.lower() if isinstance(node.value, str) else ""
        if value in ("on", "off", "true", "false"):
            return value in ("on", "true")
        message = f"{describe(node)}, expected on or off"
        self._add(node, "wrong-type", message, word=value, known=("on", "off"))
        return None

    def _known_keys(self, mapping: dict[str, Node], known: Collection[str], what: str) -> None:
        for key, node in mapping.items():
            if key not in known:
                message = f"{node.path}unknown {what} {key!r}"
                if len(known) <= 5:
                    message += f", expected {either(known)}"
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
        if name == "term" and isinstance(node.value, list):
            self._add(node, "wrong-type", "a list, expected one text; `variants` takes the others")
            return None
        text = self._text(node)
        if text is not None and name in _WORDINGS:
            text = _ELLIPSIS.sub(GAP, text)
        if text is None or not spec.allowed or text in spec.allowed:
            return text
        message = f"{name} {text!r}, expected {either(spec.allowed)}"
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
        elif name in CONTEXT_LISTS:
            for item, text in found:
                if text is not None:
                    self._sequence(item, text, name)
        return tuple(text for _, text in found if text is not None)

    def _integer(self, name: str, node: Node, spec: FieldSpec) -> int | None:
        value = node.value
        if not isinstance(value, str) or not _INTEGER.fullmatch(value):
            expected = f"a whole number{_limits(spec)}"
            self._add(node, "wrong-type", f"{name} {describe(node)}, expected {expected}")
            return None
        return int(value) if self._in_range(name, node, int(value), spec) else None

    def _number(self, name: str, node: Node, spec: FieldSpec) -> float | None:
        try:
            number = float(node.value) if isinstance(node.value, str) else math.nan
        except ValueError:
            number = math.nan
        if math.isnan(number):
            expected = f"a number{_limits(spec)}"
            self._add(node, "wrong-type", f"{name} {describe(node)}, expected {expected}")
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
        meant = _SWITCHES.get(value, "")
        message = f"{name} {describe(node)}, expected true or false"
        self._add(node, "wrong-type", message, word=meant, known=[meant] if meant else [])
        return None

    def _context(self, name: str, node: Node, spec: FieldSpec) -> Context | None:
        mapping = self._mapping(node, "`after` or `before`")
        self._known_keys(mapping, CONTEXT_LISTS, f"key of {name}")
        found = {
            key: self._strings(key, mapping[key], spec) or ()
            for key in CONTEXT_LISTS
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
                    Example(text, *item.place[1:], item.file) for text, item in texts if text
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
        elif _QUOTED.fullmatch(text):
            message = (
                f"term {text!r} in quotation marks, expected it without: it matches either way"
            )
            self._add(node, "bad-value", message)
        elif pattern := _PATTERN.search(text):
            message = (
                f"term {text!r} with {pattern[0]!r}, expected plain words: terms are no patterns"
            )
            self._add(node, "bad-value", message)
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
                message = f"{part} is no class of words, expected {either(CLASSES)}"
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
