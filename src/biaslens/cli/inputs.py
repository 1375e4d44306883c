"""What the command reads: files, folders, patterns, and standard input."""

from __future__ import annotations

import glob
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, Literal

import attrs

from ..errors import MissingPackageError
from ..model import Article
from .output import complain
from .pages import article_of_page

__all__ = [
    "STDIN",
    "Failures",
    "Input",
    "InputForm",
    "Place",
    "UnreadableError",
    "articles",
    "decoded",
    "find",
    "read_bytes",
    "real_paths",
]

#: The name of a file that stands for standard input.
STDIN = "-"
InputForm = Literal["text", "html", "jsonl"]

_BOM = b"\xef\xbb\xbf"
_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_IN_FOLDERS = (".txt", *_PAGES)
_PATTERN = re.compile(r"[*?[]")
_FIELDS = ("id", "outlet", "url", "date")
# A million bad lines must not fill the memory, nor the screen.
_MOST_NAMED = 1000


class UnreadableError(Exception):
    """A file could not be read as text; the message says why."""


@attrs.frozen(slots=True)
class Place:
    """A file to read.

    Attributes:
        name: The path, or ``-``.
        stem: What files that are written for it are called, relative and without extension.
        form: What it holds.
    """

    name: str
    stem: str
    form: InputForm

    @property
    def shown(self) -> str:
        """What it is called in messages."""
        return "standard input" if self.name == STDIN else self.name


@attrs.frozen(slots=True)
class Input:
    """An article that was read.

    Attributes:
        article: The article.
        stem: As for :class:`Place`.
    """

    article: Article
    stem: str


@attrs.define(slots=True)
class Failures:
    """What could not be read or written, kept until the end so that nobody overlooks it.

    Attributes:
        count: How many there were.
    """

    count: int = 0
    _named: list[str] = attrs.field(factory=list)

    def add(self, name: str, problem: object) -> None:
        """Remember one."""
        self.count += 1
        if len(self._named) < _MOST_NAMED:
            self._named.append(f"{name}: {problem}")

    def tell(self) -> None:
        """Name them on standard error."""
        for line in self._named:
            complain(line)
        if self.count > len(self._named):
            complain(f"… and {self.count - len(self._named):,} others")
        if self.count > 1:
            complain(f"{self.count:,} articles or files were left out")


# --- finding ----------------------------------------------------------------------------------


def find(names: Sequence[str], form: InputForm | None, failures: Failures) -> list[Place]:
    """Find the files that are meant.

    Args:
        names: Paths of files and folders, patterns, and ``-``.
        form: What they hold; ``None`` to go by their extensions.
        failures: Gets what was not found.

    Returns:
        The files in the order of the names, those of a folder or a pattern sorted.
    """
    places: list[Place] = []
    for name in names:
        if name == STDIN:
            places.append(Place(name, "stdin", form or "text"))
        elif os.path.isdir(name):
            found = sorted(_in_folder(name, failures), key=lambda path: Path(path).parts)
            if not found:
                failures.add(name, "expected .txt or .html files in this folder, found none")
            places += [_place(path, form, name) for path in found]
        elif _PATTERN.search(name) and not os.path.lexists(name):
            # Shells that do not expand patterns hand them on.
            found = sorted(filter(os.path.isfile, glob.iglob(name, recursive=True)))
            if not found:
                failures.add(name, "no file matches this pattern")
            places += [_place(path, form) for path in found]
        else:
            places.append(_place(name, form))
    return places


def _in_folder(folder: str, failures: Failures) -> Iterator[str]:
    def unreadable(problem: OSError) -> None:
        failures.add(str(problem.filename), problem.strerror or problem)

    for where, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(_IN_FOLDERS) and not name.startswith("."):
                yield os.path.join(where, name)


def _place(path: str, form: InputForm | None, folder: str | None = None) -> Place:
    extension = os.path.splitext(path)[1].lower()
    if form is None:
        form = "html" if extension in _PAGES else "jsonl" if extension in _LINES else "text"
    relative = os.path.relpath(path, folder) if folder else os.path.basename(path)
    return Place(path, os.path.splitext(relative)[0] or "article", form)


# --- reading ----------------------------------------------------------------------------------


def articles(places: Iterable[Place], text_field: str, failures: Failures) -> Iterator[Input]:
    """Read articles, one at a time.

    Args:
        places: The files.
        text_field: The field of a JSON object that holds the text.
        failures: Gets what could not be read; the others are read all the same.
    """
    for place in places:
        try:
            if place.form == "jsonl":
                yield from _lines(place, text_field, failures)
                continue
            content = read_bytes(place.name)
            identity = None if place.name == STDIN else place.name
            if place.form == "html":
                article = article_of_page(content, identity)
                if article is None:
                    raise UnreadableError("expected a page with an article, found none")
            else:
                article = Article(decoded(content), id=identity)
        except (UnreadableError, MissingPackageError) as problem:
            failures.add(place.shown, problem)
        else:
            yield Input(article, place.stem)


def _lines(place: Place, text_field: str, failures: Failures) -> Iterator[Input]:
    """Yield the articles of a file of JSON Lines without holding more than a line."""
    try:
        with _opened(place.name) as stream:
            for number, line in enumerate(stream, 1):
                if not line.strip(b" \t\r\n" + _BOM):
                    continue
                name = "stdin" if place.name == STDIN else place.name
                try:
                    article = _article_of_line(line, text_field, f"{name}:{number}")
                except UnreadableError as problem:
                    failures.add(f"{place.shown}:{number}", problem)
                else:
                    yield Input(article, f"{place.stem}-{number:06}")
    except (OSError, ValueError) as problem:
        raise UnreadableError(_reason(problem)) from None


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    # Standard input is not ours to close.
    return nullcontext(sys.stdin.buffer) if name == STDIN else open(name, "rb")


def _article_of_line(line: bytes, text_field: str, identity: str) -> Article:
    try:
        record = json.loads(decoded(line).rstrip())
    except json.JSONDecodeError as problem:
        raise UnreadableError(
            f"not JSON ({problem.msg[:1].lower()}{problem.msg[1:]} at column {problem.colno}), "
            f'expected an object such as {{"{text_field}": "…"}}'
        ) from None
    except (RecursionError, ValueError) as problem:
        raise UnreadableError(f"expected a JSON object, but {problem}") from None
    if not isinstance(record, dict):
        raise UnreadableError(f"expected a JSON object, came {type(record).__name__}")
    text = record.get(text_field)
    if not isinstance(text, str):
        if text_field not in record:
            there = f"it has {', '.join(record)[:80]}" if record else "it has none"
            raise UnreadableError(f"no field {text_field!r}; {there}")
        came = type(text).__name__
        raise UnreadableError(f"expected a string in the field {text_field!r}, came {came}")
    known: dict[str, str | None] = {}
    for field in _FIELDS:
        value = record.get(field)
        if value is not None and not isinstance(value, (str, int, float)):
            raise UnreadableError(
                f"expected a string in the field {field!r}, came {type(value).__name__}"
            )
        known[field] = None if value is None or field == text_field else str(value)
    known["id"] = known["id"] or identity
    return Article(text, **known)


def real_paths(places: Iterable[Place]) -> set[str]:
    """Return the files behind places, so that none is written over."""
    return {os.path.realpath(place.name) for place in places if place.name != STDIN}


def read_bytes(name: str) -> bytes:
    if name == STDIN:
        stdin: BinaryIO = sys.stdin.buffer
        return stdin.read()
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as problem:
        raise UnreadableError(_reason(problem)) from None


def _reason(problem: OSError | ValueError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "there is no such file"
    if isinstance(problem, IsADirectoryError):
        return "expected a text file, found a directory"
    return getattr(problem, "strerror", None) or str(problem)


def decoded(content: bytes) -> str:
    """Decode an article; its line ends stay as they are, and a byte order mark goes."""
    skipped = len(_BOM) if content.startswith(_BOM) else 0
    try:
        return content[skipped:].decode("utf-8")
    except UnicodeDecodeError as problem:
        place = skipped + problem.start
        line = content.count(b"\n", 0, place) + 1
        raise UnreadableError(
            f"expected UTF-8, found the byte 0x{content[place]:02X} at offset {place} (line {line})"
        ) from None
