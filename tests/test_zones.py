"""Zones of scraped pages: whole pages line by line, single lines, and properties of any text."""

from __future__ import annotations

import pickle
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import biaslens
from biaslens.layers.zones import ZoneRules
from biaslens.lexicon import Lexicon
from biaslens.text import read

PAGES = sorted((Path(__file__).parent / "data" / "zones").glob("*.txt"))
LEXICON = Lexicon.from_file(Path(biaslens.__file__).parent / "lexicons" / "en" / "boilerplate.yaml")
RULES = ZoneRules(LEXICON.section("boilerplate"))


def page(path: Path) -> tuple[str, list[tuple[str, int, int]]]:
    """Read a page of test data: its text, and the kind and place of each line."""
    text = ""
    lines: list[tuple[str, int, int]] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("# "):
            continue
        kind, _, line = row.partition("\t")
        if line:
            lines.append((kind, len(text), len(text) + len(line)))
        text += line + "\n"
    return text, lines


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_line_of_a_page_has_its_kind(path: Path) -> None:
    text, lines = page(path)
    zones = RULES.find(read(text))
    begins = {zone.start for zone in zones if zone.kind == "comment"}
    found = []
    for _, start, end in lines:
        zone = next(z for z in zones if z.start <= start and end <= z.end)
        mark = "*" if zone.kind == "comment" and start in begins else ""
        found.append(f"{zone.kind}{mark}\t{text[start:end]}")
    assert found == [f"{kind}\t{text[start:end]}" for kind, start, end in lines]


def test_there_are_pages() -> None:
    assert len(PAGES) >= 6


def kinds(text: str) -> list[tuple[str, str]]:
    return [(zone.kind, zone.text) for zone in RULES.find(read(text))]


ARTICLE = (
    "The city council voted on Monday to close the old ferry dock, which has been in use since "
    "1911, and to build a new one north of the bridge for twice the price of a repair.\n"
    "Mayor Tom Marsh said that it had been the hardest decision of the year for all of them."
)


@pytest.mark.parametrize(
    "text",
    [
        "One sentence is an article.",
        "One sentence, and a second. Neither is a title.",
        ARTICLE,
        "NORTHPORT (AFP) — " + ARTICLE,
        "\ufeff" + ARTICLE + "\r\n",
        ARTICLE.replace("\n", "\u2029"),
    ],
)
def test_an_article_without_a_title_is_body(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"body"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n ", []),
        ("Share", [("boilerplate", "Share")]),
        ("Ferry dock to close", [("body", "Ferry dock to close")]),
        ("12 Comments\n\nShare", [("boilerplate", "12 Comments\n\nShare")]),
        (
            "Ferry dock to close.\n\n" + ARTICLE,
            [("title", "Ferry dock to close."), ("body", ARTICLE)],
        ),
        (
            "Ferry Dock to Close\n" + ARTICLE + "\n@marsh I told you so, and my mother did too",
            [
                ("title", "Ferry Dock to Close"),
                ("body", ARTICLE),
                ("comment", "@marsh I told you so, and my mother did too"),
            ],
        ),
        (
            "Ferry Dock to Close\n" + ARTICLE + "\nEast Harbour Hotel Is Sold Again\nNew Tram Line",
            [
                ("title", "Ferry Dock to Close"),
                ("body", ARTICLE),
                ("boilerplate", "East Harbour Hotel Is Sold Again\nNew Tram Line"),
            ],
        ),
    ],
)
def test_small_pages(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_a_post_quoted_in_the_article_opens_no_comments() -> None:
    text = f"Dock to close\n{ARTICLE}\n@marsh I voted against it, said one post.\n{ARTICLE}"
    assert [kind for kind, _ in kinds(text)] == ["title", "body"]


def test_a_live_blog_stays_whole() -> None:
    text = "Storm: live\n" + "\n".join(f"{hour}:15 p.m.\n{ARTICLE}" for hour in range(1, 9))
    assert [kind for kind, _ in kinds(text)] == ["title", "body"]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("1,204 Shares", "boilerplate/share"),
        ("SHARE ON FACEBOOK", "boilerplate/share-on-facebook"),
        ("Leave a comment…", "boilerplate/leave-a-comment"),
        ("Share prices fell", None),
        ("Photo: Nora Field", "boilerplate/photo-start"),
        ("Photo finish in the north", None),
        ("By Nora Field", "boilerplate/by-start"),
        ("By the time they came it was over", None),
        ("The poll, by Reuters/Northern, put her ahead.", None),
    ],
)
def test_single_lines(line: str, entry: str | None) -> None:
    assert RULES.entry_of(line) == entry


def test_every_shipped_entry_does_what_its_examples_say() -> None:
    wrong = []
    for entry in LEXICON.section("boilerplate"):
        assert entry.examples.hit, entry.id
        hits = [example.text for example in entry.examples.hit]
        misses = [example.text for example in entry.examples.miss]
        wrong += [(text, entry.id) for text in hits if RULES.entry_of(text) != entry.id]
        wrong += [(text, entry.id) for text in misses if RULES.entry_of(text) is not None]
    assert not wrong


def test_a_project_can_add_lines() -> None:
    lexicon = LEXICON.extend(
        {
            "schema": 1,
            "name": "ours",
            "boilerplate": [{"term": "Harbour Herald Extra", "zone": "boilerplate"}],
        }
    )
    rules = ZoneRules(lexicon.section("boilerplate"))
    assert rules.entry_of("HARBOUR HERALD EXTRA") == "boilerplate/harbour-herald-extra"
    assert RULES.entry_of("HARBOUR HERALD EXTRA") is None


def test_rules_survive_pickling() -> None:
    again = pickle.loads(pickle.dumps(RULES))
    for path in PAGES:
        document = read(page(path)[0])
        assert again.find(document) == RULES.find(document)


LINES = st.one_of(
    st.sampled_from(
        [
            "Share", "12 Comments", "Related", "By Nora Field", "1. I think so", "• lol", ARTICLE,
            "@a b c d", "3h ago", "Photo: me", "Title Of Another Page", "—", "READ MORE", "Reply",
        ]
    ),
    st.text(max_size=30),
)


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_zones_cover_every_token_in_order(text: str) -> None:
    document = read(text)
    zones = RULES.find(document)
    assert all(text[zone.start : zone.end] == zone.text for zone in zones)
    assert all(a.end <= b.start for a, b in pairwise(zones))
    tokens = document.tokens
    inside = [
        any(zone.start <= start and end <= zone.end for zone in zones)
        for start, end in zip(tokens.starts, tokens.ends, strict=True)
    ]
    assert all(inside)
    for a, b in pairwise(zones):
        assert a.kind != b.kind or a.kind == "comment"
