"""Gold data: what people marked in articles, read from JSON Lines or from brat.

A line of JSON Lines is an object in one of two forms: what ``Report.to_dict`` gives, or::

    {"id": "a1", "text": "…",
     "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 40], [52, 60]],
                       "stance": "asserts"}],
     "hedges": [[71, 76]],
     "loaded": [[80, 86, "author"]]}

All but ``text`` may be left out. A layer that is left out was not annotated, and is not measured; a
role that is left out or empty is not there. A hedge or loaded term may have a voice, and may be an
object with ``start``, ``end`` and ``voice``. Offsets are half-open and count code points.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import attrs

from ..errors import BiaslensError, InputError, did_you_mean
from ..export.brat import from_brat
from ..model import Article, Quotation, SourceKind, Span, Stance, Voice

__all__ = ["GoldArticle", "GoldAttribution", "GoldError", "GoldTerm", "gold_article", "read_gold"]

_LAYERS = ("attributions", "hedges", "loaded", "loaded_terms")
_KEYS = ("text", "id", "outlet", "url", "date", "article", *_LAYERS)
_ROLES = ("source", "cue", "content")
_VALUES: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "source_kind": get_args(SourceKind),
    "quotation": get_args(Quotation),
    "voice": get_args(Voice),
}
_MOST_PROBLEMS = 50


class GoldError(BiaslensError):
    """Gold data could not be read.

    Attributes:
        problems: What is wrong, each with file and line.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))

    def __reduce__(self) -> tuple[type[GoldError], tuple[tuple[str, ...]]]:
        return type(self), (self.problems,)


@attrs.frozen(slots=True)
class GoldTerm:
    """A hedge or loaded term that somebody marked.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        voice: Whose word it is; ``None`` where that was not marked.
    """

    start: int
    end: int
    voice: str | None = None


@attrs.frozen(slots=True)
class GoldAttribution:
    """An attribution that somebody marked.

    Attributes:
        source: Spans of who speaks; may be empty.
        cue: Spans of the words that attribute; may be empty.
        content: Spans of what is attributed; may be empty.
        marked: What else was marked, of ``stance``, ``source_kind``, ``quotation`` and ``voice``.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    marked: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(slots=True)
class GoldArticle:
    """An article with what somebody marked in it; a layer is ``None`` where nobody looked for it.

    Attributes:
        article: The article.
        place: File and line, for messages.
        attributions: The attributions.
        hedges: The hedges.
        loaded: The loaded terms.
    """

    article: Article
    place: str
    attributions: tuple[GoldAttribution, ...] | None
    hedges: tuple[GoldTerm, ...] | None
    loaded: tuple[GoldTerm, ...] | None


def read_gold(*paths: str | os.PathLike[str]) -> list[GoldArticle]:
    """Read gold data.

    Args:
        paths: Files of JSON Lines, ``.ann`` files of brat with their ``.txt`` files beside them, or
            folders with such ``.ann`` files at any depth. In brat's files a layer of which nothing
            is marked in any of them counts as one that nobody looked for.

    Returns:
        The articles in the order of the files.

    Raises:
        GoldError: If anything is wrong, with everything that is.
    """
    problems: list[str] = []
    found: list[GoldArticle] = []
    from_brat_files: list[GoldArticle] = []
    for path in map(Path, paths):
        try:
            if path.is_dir() or path.suffix == ".ann":
                files = sorted(path.rglob("*.ann")) if path.is_dir() else [path]
                if not files:
                    problems.append(f"{path}: expected .ann files in this folder, found none")
                for file in files:
                    from_brat_files += _read_pair(file, problems)
            else:
                found += _read_lines(path, problems)
        except OSError as problem:
            problems.append(f"{problem.filename or path}: {problem.strerror or problem}")
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        rest = [f"… and {more:,} others"] if more > 0 else []
        raise GoldError([*problems[:_MOST_PROBLEMS], *rest])
    return found + _without_empty_layers(from_brat_files)


def _read_pair(file: Path, problems: list[str]) -> Iterator[GoldArticle]:
    name = str(file)
    try:
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        record = from_brat(text, file.read_bytes().decode("utf-8-sig"), name)
    except UnicodeDecodeError as problem:
        problems.append(f"{name}: expected UTF-8 in it and its .txt, {problem.reason}")
    except OSError as problem:
        problems.append(f"{problem.filename}: {problem.strerror}, expected beside {name}")
    except InputError as problem:
        problems.append(str(problem))
    else:
        record["id"] = str(file.with_suffix(""))
        yield from _checked(record, name, problems)


def _read_lines(file: Path, problems: list[str]) -> Iterator[GoldArticle]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            place = f"{file}:{number}"
            if not line.strip():
                continue
            try:
                record = json.loads(line.decode("utf-8-sig").rstrip())
            except json.JSONDecodeError as problem:
                problems.append(f"{place}:{problem.colno}: expected JSON: {problem.msg}")
            except (ValueError, RecursionError) as problem:
                problems.append(f"{place}: expected JSON in UTF-8: {problem}")
            else:
                yield from _checked(record, place, problems)


def _checked(record: object, place: str, problems: list[str]) -> Iterator[GoldArticle]:
    try:
        yield gold_article(record, place)
    except InputError as problem:
        problems.append(str(problem))


def _without_empty_layers(articles: list[GoldArticle]) -> list[GoldArticle]:
    """Take out the layers of which nothing is marked in any file."""
    attributions = any(article.attributions for article in articles)
    hedges = any(article.hedges for article in articles)
    loaded = any(article.loaded for article in articles)
    return [
        attrs.evolve(
            article,
            attributions=article.attributions if attributions else None,
            hedges=article.hedges if hedges else None,
            loaded=article.loaded if loaded else None,
        )
        for article in articles
    ]


# --- one record -------------------------------------------------------------------------------


def gold_article(record: object, place: str = "<record>") -> GoldArticle:
    """Read the gold data of one article.

    Args:
        record: An object as in JSON Lines.
        place: File and line, for messages.

    Raises:
        InputError: If something is wrong with it.
    """
    if not isinstance(record, Mapping):
        raise InputError(f"{place}: expected an object, came {_shown(record)}")
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError(f"{place}: text: expected a string, came {_shown(text)}")
    for key in record:
        near = did_you_mean(str(key), _KEYS)
        if key not in _KEYS and near in _LAYERS:
            # What is misspelt would be measured as not annotated.
            raise InputError(f"{place}: {key}: no such layer; did you mean {near!r}?")
    if not any(layer in record for layer in _LAYERS):
        raise InputError(
            f"{place}: expected at least one of attributions, hedges and loaded, "
            f"came {', '.join(map(str, record))[:80]}"
        )
    held = record.get("article")
    about = held if isinstance(held, Mapping) else record
    loaded = "loaded_terms" if "loaded_terms" in record else "loaded"
    reader = _Reader(place, len(text))
    return GoldArticle(
        Article(
            text,
            id=str(about.get("id") or place),
            **{key: _optional(about.get(key)) for key in ("outlet", "url", "date")},
        ),
        place,
        reader.attributions(record["attributions"]) if "attributions" in record else None,
        reader.terms(record["hedges"], "hedges") if "hedges" in record else None,
        reader.terms(record[loaded], loaded) if loaded in record else None,
    )


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def _shown(value: object) -> str:
    return "nothing" if value is None else f"{type(value).__name__} {str(value)[:40]!r}"


@attrs.frozen(slots=True)
class _Reader:
    """Reads the layers of one record."""

    place: str
    length: int

    def _wrong(self, where: str, expected: str, came: object) -> InputError:
        return InputError(f"{self.place}: {where}: expected {expected}, came {_shown(came)}")

    def attributions(self, items: object) -> tuple[GoldAttribution, ...]:
        found = []
        for index, item in enumerate(self._list(items, "attributions")):
            where = f"attributions[{index}]"
            if not isinstance(item, Mapping):
                raise self._wrong(where, "an object with source, cue and content", item)
            roles = {role: self._spans(item.get(role), f"{where}.{role}") for role in _ROLES}
            if not any(roles.values()):
                raise self._wrong(where, "some of source, cue and content", item)
            marked = {
                name: self._value(item[name], name, f"{where}.{name}")
                for name in _VALUES
                if item.get(name) is not None
            }
            found.append(GoldAttribution(**roles, marked=marked))
        return tuple(found)

    def terms(self, items: object, layer: str) -> tuple[GoldTerm, ...]:
        found = []
        for index, item in enumerate(self._list(items, layer)):
            where = f"{layer}[{index}]"
            if isinstance(item, Mapping):
                parts: list[Any] = [item.get("start"), item.get("end"), item.get("voice")]
            elif isinstance(item, list) and len(item) in (2, 3):
                parts = [*item, None][:3]
            else:
                raise self._wrong(where, "[start, end] or [start, end, voice]", item)
            span = self._span(parts[:2], where)
            voice = None if parts[2] is None else self._value(parts[2], "voice", where)
            found.append(GoldTerm(span.start, span.end, voice))
        return tuple(sorted(found, key=lambda term: (term.start, term.end)))

    def _list(self, items: object, where: str) -> list[Any]:
        if not isinstance(items, list):
            raise self._wrong(where, "a list", items)
        return items

    def _value(self, value: object, name: str, where: str) -> str:
        if value not in _VALUES[name]:
            raise self._wrong(where, f"a {name} of {', '.join(_VALUES[name])}", value)
        return str(value)

    def _spans(self, value: object, where: str) -> tuple[Span, ...]:
        if value is None:
            return ()
        if isinstance(value, Mapping):
            value = value.get("spans")
        spans = [self._span(pair, where) for pair in self._list(value, where)]
        return tuple(sorted(spans, key=lambda span: (span.start, span.end)))

    def _span(self, pair: object, where: str) -> Span:
        if not isinstance(pair, list) or len(pair) != 2 or {*map(type, pair)} != {int}:
            raise self._wrong(where, "spans [start, end] in whole numbers", pair)
        start, end = pair
        if not 0 <= start < end <= self.length:
            raise self._wrong(where, f"0 <= start < end <= {self.length}", pair)
        return Span(start, end)
