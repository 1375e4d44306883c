"""A compiled copy of the built-in lexicon, so that it need not be read and compiled at every start.

The copy is a text file in the package, made when a wheel is built. It is never trusted for its age:
it says what it was made from, by a hash of every lexicon file and of the code that reads them, and
where that is not what lies in the package now, it is as if there were no copy. Nothing is ever
written at run time.

The first line is the seal, that hash. Each line below is JSON in ASCII: a head; then for each entry
its content and, behind a tab, the places where it was written; then for each group of sections that
are searched together, and each first word of their forms, the forms that begin with it. Only the
head is parsed at once; an entry is made when it is first asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from operator import attrgetter
from typing import Any

import attrs

from .forms import surface_forms
from .schema import SECTIONS, Context, Entry, Example, Examples, Origin, field_specs

__all__ = [
    "GROUPS",
    "Shelf",
    "content_of",
    "fingerprint_of",
    "parse_snapshot",
    "read_snapshot",
    "snapshot_name",
    "write_snapshot",
]

#: Sections that are searched together.
GROUPS = (("loaded", "hedges", "attribution", "sources"), ("toward",))

_FORMAT = 1
# Whose code the content of a snapshot depends on.
_CODE = ("lexicon", "text")


def snapshot_name(language: str) -> str:
    """Return the file name of a language's snapshot in the package's folder ``data``."""
    return f"lexicon-{language}.txt"


class Shelf:
    """The entries of a snapshot, each made when it is first asked for.

    Args:
        head: What the first line of the file says.
        rows: One line for each entry.
        forms: For each of :data:`GROUPS`, one line for each first word.

    Attributes:
        ids: The ids of the entries, in order.
        fingerprint: That of a lexicon of just these entries.
        forms: For each of :data:`GROUPS`, the forms that begin with a word: entry, index of the
            head, further keys, and the words as written (null: as the keys).
    """

    __slots__ = ("_files", "_head", "_made", "_rows", "fingerprint", "forms", "ids")

    def __init__(
        self, head: Mapping[str, Any], rows: Sequence[str], forms: Sequence[dict[str, str]]
    ) -> None:
        self._head = head
        self._rows = rows
        self._files: list[tuple[str, str]] = [(name, file) for name, file in head["files"]]
        self._made: dict[int, Entry] = {}
        self.ids: list[str] = head["ids"]
        self.fingerprint: str = head["fingerprint"]
        self.forms = forms

    def __reduce__(self) -> tuple[Any, ...]:
        return Shelf, (self._head, self._rows, self.forms)

    def entry(self, number: int) -> Entry:
        """Return an entry by its number."""
        made = self._made.get(number)
        if made is None:
            content, _, places = self._rows[number].partition("\t")
            # Of two threads that get here at once, both go on with the same object.
            made = self._made.setdefault(number, self._make(json.loads(content), places))
        return made

    def content(self, number: int) -> str:
        """Return the content of an entry as :func:`content_of` gives it."""
        return self._rows[number].partition("\t")[0]

    def _make(self, content: list[Any], places: str) -> Entry:
        file, line, column, *sentences = json.loads(places)
        section = content[0].partition("/")[0]
        values = dict(zip(_names(section), content[1:], strict=True))
        for name in _lists(section):
            if values[name]:
                values[name] = tuple(values[name])
            else:
                del values[name]
        after, before = values.pop("unless")
        if after or before:
            values["unless"] = Context(tuple(after), tuple(before))
        lexicon, label = self._files[file]
        hit, miss = values.pop("examples")
        if sentences:
            examples = [
                Example(text, example_line, example_column, label)
                for text, (example_line, example_column) in zip(
                    (*hit, *miss), sentences, strict=True
                )
            ]
            values["examples"] = Examples(tuple(examples[: len(hit)]), tuple(examples[len(hit) :]))
        return SECTIONS[section](**values, origin=Origin(lexicon, label, line, column))


@cache
def _names(section: str) -> tuple[str, ...]:
    """The fields that are content, not place."""
    return tuple(field.name for field in attrs.fields(SECTIONS[section]) if field.eq)


@cache
def _lists(section: str) -> tuple[str, ...]:
    return tuple(name for name, spec in field_specs(section).items() if spec.kind == "strings")


# Content ------------------------------------------------------------------------------------


def content_of(entry: Entry) -> str:
    """Return what an entry says as JSON in ASCII, without the places where it was written."""
    values = attrgetter(*_names(entry.section))(entry)
    return json.dumps([entry.id, *values], default=_plain)


def _plain(value: object) -> Any:
    if isinstance(value, Example):
        return value.text
    if isinstance(value, Context):
        return [value.after, value.before]
    if isinstance(value, Examples):
        return [value.hit, value.miss]
    raise TypeError(type(value).__name__)


def fingerprint_of(contents: Iterable[str]) -> str:
    """Return a hash of the contents of entries, 16 hexadecimal digits."""
    return hashlib.sha256(f"[{', '.join(contents)}]".encode("ascii")).hexdigest()[:16]


# The file -----------------------------------------------------------------------------------


def read_snapshot(language: str) -> Shelf | None:
    """Read the snapshot of a language.

    Args:
        language: Such as ``"en"``.

    Returns:
        Its entries, or ``None`` where there is no snapshot, where it is damaged, or where it was
        made from other files than those of this package.
    """
    try:
        file = resources.files("biaslens").joinpath(f"data/{snapshot_name(language)}")
        data = file.read_bytes()
    except OSError:
        return None
    seal, _, body = data.partition(b"\n")
    if seal != _seal(language, body):
        return None
    return parse_snapshot(body)


def parse_snapshot(body: bytes) -> Shelf:
    """Take apart a snapshot whose seal has been checked, so that it is as this code wrote it.

    Args:
        body: All lines but the first, which is the seal.
    """
    lines = body.decode("ascii").split("\n")
    head = json.loads(lines[0])
    at = 1 + len(head["ids"])
    rows = lines[1:at]
    forms = []
    for keys in head["keys"]:
        forms.append(dict(zip(keys, lines[at : at + len(keys)], strict=True)))
        at += len(keys)
    return Shelf(head, rows, forms)


def write_snapshot(language: str, entries: Iterable[Entry]) -> bytes:
    """Return the snapshot of a language's built-in entries.

    Args:
        language: Such as ``"en"``.
        entries: What has just been read from the lexicon files as they lie in the package.
    """
    entries = tuple(entries)
    contents = [content_of(entry) for entry in entries]
    files: dict[tuple[str, str], int] = {}
    rows = []
    for entry, content in zip(entries, contents, strict=True):
        origin = entry.origin
        places: list[Any] = [
            files.setdefault((origin.lexicon, origin.file), len(files)), origin.line, origin.column,
            *[[e.line, e.column] for e in (*entry.examples.hit, *entry.examples.miss)],
        ]  # fmt: skip
        rows.append(f"{content}\t{json.dumps(places, separators=(',', ':'))}")
    groups = [_forms_of(entries, sections) for sections in GROUPS]
    head = {
        "fingerprint": fingerprint_of(contents),
        "files": list(files),
        "ids": [entry.id for entry in entries],
        "keys": [list(forms) for forms in groups],
    }
    lines = [json.dumps(head), *rows]
    for forms in groups:
        lines += [json.dumps(found, separators=(",", ":")) for found in forms.values()]
    body = "\n".join(lines).encode("ascii")
    return _seal(language, body) + b"\n" + body


def _forms_of(entries: Sequence[Entry], sections: Sequence[str]) -> dict[str, list[Any]]:
    """The forms of some sections by their first word, shields first."""
    found: dict[str, list[Any]] = {}
    for number in sorted(range(len(entries)), key=lambda number: not entries[number].shield):
        entry = entries[number]
        if entry.section in sections:
            for keys, written, head in surface_forms(entry):
                row = [number, head, keys[1:], None if written == keys else written]
                found.setdefault(keys[0], []).append(row)
    return found


def _seal(language: str, body: bytes) -> bytes:
    """A hash of a snapshot and of everything that it depends on."""
    package = resources.files("biaslens")
    folders = [*((name, ".py") for name in _CODE), (f"lexicons/{language}", ".yaml")]
    digest = hashlib.sha256(b"%d %d\n" % (_FORMAT, len(body)))
    digest.update(body)
    for folder, suffix in folders:
        for item in sorted(package.joinpath(folder).iterdir(), key=attrgetter("name")):
            if item.name.endswith(suffix):
                data = item.read_bytes()
                digest.update(f"\n{folder}/{item.name} {len(data)}\n".encode())
                digest.update(data)
    return digest.hexdigest().encode("ascii")
