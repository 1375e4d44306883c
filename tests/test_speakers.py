"""Who is meant by each source of an article, and of what kind it is.

The articles are data. Each source is marked in its place, as ``{its words|kind|speaker}``, without
the speaker where none is to be given. Every attribution whose source begins in a mark must have
its kind and its speaker, every mark must have an attribution, and no other source may have a
speaker.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import biaslens

FOLDER = Path(__file__).parent / "data" / "speakers"
MARK = re.compile(r"\{([^|{}]+)\|([a-z_]+)(?:\|([^|{}]+))?\}")

Marks = dict[tuple[int, int], tuple[str, str | None]]


def read(marked: str) -> tuple[str, Marks]:
    """The text without its marks, and what each mark tells, by its place in that text."""
    pieces: list[str] = []
    marks: Marks = {}
    size = at = 0
    for match in MARK.finditer(marked):
        pieces += [marked[at : match.start()], match[1]]
        begin = size + len(pieces[-2])
        size = begin + len(match[1])
        marks[begin, size] = match[2], match[3]
        at = match.end()
    return "".join([*pieces, marked[at:]]), marks


def problems_of(marked: str) -> list[str]:
    """What is wrong in the sources of a marked article; nothing when all is right."""
    text, marks = read(marked)
    missing = dict(marks)
    problems = []
    for attribution in biaslens.annotate(text).attributions:
        if attribution.source is None:
            continue
        place = attribution.source.start
        found = attribution.source_kind, attribution.speaker
        mark = next(((a, b) for a, b in marks if a <= place < b), None)
        if mark is None:
            if attribution.speaker is not None:
                problems.append(f"not expected: {attribution.source.text!r} {found}")
            continue
        missing.pop(mark, None)
        if found != marks[mark]:
            problems.append(f"{attribution.source.text!r}: {found}, not {marks[mark]}")
    problems += [f"no attribution: {text[a:b]!r}" for a, b in missing]
    return problems


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_article(path: Path) -> None:
    assert problems_of(path.read_text(encoding="utf-8")) == []


def test_the_articles_are_in_order() -> None:
    paths = sorted(FOLDER.glob("*.txt"))
    kinds = set()
    for path in paths:
        marked = path.read_text(encoding="utf-8")
        text, marks = read(marked)
        assert "{" not in text and "|" not in text, path.name
        assert len(marks) >= 3, path.name
        kinds |= {kind for kind, _ in marks.values()}
    assert len(paths) >= 25
    assert kinds == {
        "named_person", "official_body", "organisation", "media", "unnamed", "unspecified"
    }  # fmt: skip
