"""YAML as plain text values that know their line and column.

The file is read event by event: no value is ever converted or constructed, so that ``no``, ``on``
and ``12:30`` are words, a tag can do nothing, and an alias costs no more than what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from .problems import Problems
from .syntax import plain_words

__all__ = ["MAX_BYTES", "Node", "describe", "from_data", "read_file", "read_text"]

MAX_BYTES = 4 * 1024 * 1024
_MAX_DEPTH = 50
_FREE_NODES = 10_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Mark(NamedTuple):
    """A place, counted from 0 as YAML's own marks are."""

    line: int
    column: int


_START = _Mark(0, 0)


class Node:
    """A value with its place.

    Attributes:
        value: A string, a list of nodes, or a dict from string to node.
        file: The file as it was named by the caller.
        mark: Its line and column, from 0.
        path: Where it stands in data given in code ("loaded[0].term: "); empty for a file.
    """

    __slots__ = ("_key", "file", "mark", "path", "value")

    def __init__(
        self, value: str | list[Node] | dict[str, Node], file: str, mark: Any, path: str = ""
    ) -> None:
        self.value = value
        self.file = file
        self.mark = mark
        self._key = mark
        self.path = path

    def keyed(self, key: Node) -> None:
        """Take note of the key that the value stands behind."""
        self._key = key.mark

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column of the value; line and column from 1."""
        return self.file, self.mark.line + 1, self.mark.column + 1

    @property
    def key_place(self) -> tuple[str, int, int]:
        """File, line and column of its key in a mapping."""
        return self.file, self._key.line + 1, self._key.column + 1


def describe(node: Node) -> str:
    """Say in a word or two what a node is, for messages."""
    value = node.value
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "...") if value else "nothing"
    return "a list" if isinstance(value, list) else "a mapping"


def read_file(path: str, problems: Problems) -> Node | None:
    """Read a YAML file.

    Args:
        path: The file.
        problems: Takes what is wrong.

    Returns:
        The root of the file, or ``None`` when it cannot be read.
    """
    place = (path, 1, 1)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        problems.add(place, "unreadable", "a directory, expected a file")
        return None
    except FileNotFoundError:
        problems.add(place, "unreadable", "no such file")
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problems.add(place, "unreadable", f"cannot be read: {reason}")
        return None
    return read_bytes(data, path, problems)


def read_bytes(data: bytes, file: str, problems: Problems) -> Node | None:
    """Read the bytes of a YAML file; see :func:`read_file`."""
    if len(data) > MAX_BYTES:
        problems.add((file, 1, 1), "too-large", f"larger than {MAX_BYTES // 1024 // 1024} MiB")
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add((file, 1, 1), "encoding", "UTF-16, expected UTF-8")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The exception's positions do not count a byte order mark that was skipped.
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        before = data[:start].decode("utf-8-sig", "replace")
        line, column = _position(before, len(before))
        message = f"byte 0x{data[start]:02x} is not UTF-8, expected a file saved as UTF-8"
        problems.add((file, line, column), "encoding", message)
        return None
    return read_text(text, file, problems)


def _position(text: str, offset: int) -> tuple[int, int]:
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def read_text(text: str, file: str, problems: Problems) -> Node | None:
    """Read YAML text.

    Args:
        text: The text of one YAML document.
        file: How to name it in problems.
        problems: Takes what is wrong; a problem with the syntax ends the reading.

    Returns:
        The root, or ``None`` when the syntax is broken.
    """
    try:
        loader = _Loader(text)
        return _Builder(loader, file, max(_FREE_NODES, len(text)), problems).build()
    except _Stop:
        return None
    except yaml.reader.ReaderError:
        bad = _FORBIDDEN.search(text)
        line, column = _position(text, bad.start()) if bad else (1, 1)
        what = f"character U+{ord(bad[0]):04X}" if bad else "a character"
        problems.add((file, line, column), "syntax", f"{what} may not stand in YAML")
    except yaml.MarkedYAMLError as error:
        line, column, what = plain_words(text, error)
        problems.add((file, line + 1, column + 1), "syntax", what)
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        problems.add((file, 1, 1), "syntax", str(error) or "not YAML")
    return None


class _Stop(Exception):
    """Reading cannot go on; the problem is recorded."""


class _Builder:
    """Builds nodes from the events of one document."""

    def __init__(self, loader: Any, file: str, limit: int, problems: Problems) -> None:
        self._next = loader.get_event
        self._file = file
        self._limit = limit
        self._problems = problems
        # Name of an anchor to its node and the number of nodes it stands for.
        self._anchors: dict[str, tuple[Node, int] | None] = {}

    def _stop(self, mark: Any, code: str, message: str) -> _Stop:
        self._problems.add((self._file, mark.line + 1, mark.column + 1), code, message)
        return _Stop()

    def build(self) -> Node:
        file, anchors, read = self._file, self._anchors, self._next
        scalar, alias = yaml.ScalarEvent, yaml.AliasEvent
        start_map, start_list = yaml.MappingStartEvent, yaml.SequenceStartEvent
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        root: Node | None = None
        # Open collections: node, key that waits for its value, anchor, number of nodes before it.
        stack: list[tuple[Node, str | None, int]] = []
        top: Any = None
        waiting: Node | None = None
        keys: list[Node | None] = []
        size = 0
        while True:
            event = read()
            kind = event.__class__
            if kind is scalar:
                node = Node(event.value, file, event.start_mark)
                size += 1
                if event.tag is not None and event.tag != "!":
                    self._tag(event)
                if event.anchor is not None:
                    anchors[event.anchor] = (node, 1)
            elif kind is start_map or kind is start_list:
                value: Any = {} if kind is start_map else []
                node = Node(value, file, event.start_mark)
                if event.tag is not None and event.tag != "!":
                    self._tag(event)
                if event.anchor is not None:
                    anchors[event.anchor] = None
                stack.append((node, event.anchor, size))
                keys.append(waiting)
                size += 1
                if len(stack) > _MAX_DEPTH:
                    message = f"nested deeper than {_MAX_DEPTH} levels"
                    raise self._stop(event.start_mark, "nesting", message)
                top, waiting = value, None
                continue
            elif kind in ends:
                node, anchor, before = stack.pop()
                waiting = keys.pop()
                if anchor is not None:
                    anchors[anchor] = (node, size - before)
                top = stack[-1][0].value if stack else None
            elif kind is alias:
                node, more = self._alias(event)
                size += more
            elif kind is yaml.DocumentStartEvent:
                if root is not None:
                    raise self._stop(event.start_mark, "syntax", "a second document, expected one")
                continue
            elif kind is yaml.StreamEndEvent:
                break
            else:
                continue
            if size > self._limit:
                message = "aliases stand for more than the file holds"
                raise self._stop(event.start_mark, "aliases", message)
            if top is None:
                root = node
            elif top.__class__ is list:
                top.append(node)
            elif waiting is None:
                if not isinstance(node.value, str):
                    raise self._stop(node.mark, "wrong-type", "expected a word as key of a mapping")
                waiting = node
            else:
                self._put(top, waiting, node)
                waiting = None
        return root if root is not None else Node("", file, _START)

    def _put(self, mapping: dict[str, Node], key: Node, node: Node) -> None:
        name = str(key.value)
        first = mapping.get(name)
        if first is not None:
            message = f"{name!r} stands here twice, first in line {first.key_place[1]}"
            self._problems.add(key.place, "duplicate-key", message)
            return
        node.keyed(key)
        mapping[name] = node

    def _alias(self, event: Any) -> tuple[Node, int]:
        name = event.anchor
        known = self._anchors.get(name)
        if known is None:
            what = "stands within itself" if name in self._anchors else "has no anchor before it"
            raise self._stop(event.start_mark, "aliases", f"alias *{name} {what}")
        return Node(known[0].value, self._file, event.start_mark), known[1]

    def _tag(self, event: Any) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        if tag in ("!!str", "!!map", "!!seq"):
            return
        mark = event.start_mark
        message = f"tag {tag!r} has no meaning here, expected a plain value"
        self._problems.add((self._file, mark.line + 1, mark.column + 1), "tag", message)


def from_data(data: Mapping[str, Any], file: str, problems: Problems) -> Node:
    """Turn data given in code into nodes; their problems name the path ("loaded[0].term").

    Args:
        data: A mapping such as a YAML file would hold; numbers and booleans are read as text.
        file: How to name it in problems.
        problems: Takes what is wrong.
    """
    return _from_value(data, "", file, 0, problems)


def _from_value(data: Any, path: str, file: str, depth: int, problems: Problems) -> Node:
    shown = f"{path}: " if path else ""
    if isinstance(data, str):
        return Node(str(data), file, _START, shown)
    if data is None:
        return Node("", file, _START, shown)
    if isinstance(data, bool):
        return Node("true" if data else "false", file, _START, shown)
    if isinstance(data, (int, float)):
        return Node(repr(data), file, _START, shown)
    if depth > _MAX_DEPTH:
        problems.add((file, 1, 1), "nesting", f"{shown}nested deeper than {_MAX_DEPTH} levels")
        return Node("", file, _START, shown)
    if isinstance(data, Mapping):
        mapping: dict[str, Node] = {}
        for key, value in data.items():
            if not isinstance(key, str):
                message = f"{shown}expected a string as key, got {type(key).__name__}"
                problems.add((file, 1, 1), "wrong-type", message)
                continue
            inner = f"{path}.{key}" if path else key
            mapping[key] = _from_value(value, inner, file, depth + 1, problems)
        return Node(mapping, file, _START, shown)
    if isinstance(data, Sequence) and not isinstance(data, (bytes, bytearray)):
        items = [
            _from_value(item, f"{path}[{i}]", file, depth + 1, problems)
            for i, item in enumerate(data)
        ]
        return Node(list(items), file, _START, shown)
    message = f"{shown}expected text, a list or a mapping, got {type(data).__name__}"
    problems.add((file, 1, 1), "wrong-type", message)
    return Node("", file, _START, shown)
