"""The shipped lexicons do what their own examples say, on the tagger and matcher that annotate."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import biaslens
from biaslens.grammar.clauses import Syntax
from biaslens.lexicon import Entry, Lexicon, check_examples
from biaslens.lexicon.loader import Reader
from biaslens.lexicon.problems import Problems
from biaslens.lexicon.yaml_nodes import read_file

FILES = sorted((Path(biaslens.__file__).parent / "lexicons" / "en").glob("*.yaml"))
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
LEXICON = Lexicon.builtin()
MATCHED = ("loaded", "hedges", "attribution", "sources")


def found(text: str) -> set[str]:
    """Ids of the entries that match in a text read as an article is."""
    syntax = Syntax.read(text)
    document = syntax.document
    tags = syntax.reading.tags
    matches = LEXICON.matcher.find(document.tokens, tags, document.sentences, shields=True)
    return {match.entry.id for section in matches.values() for match in section}


def file_of(entry: Entry) -> str:
    return Path(entry.origin.file).stem


@pytest.mark.parametrize("section", MATCHED)
def test_the_examples_do_what_they_say(section: str) -> None:
    problems = check_examples(LEXICON.section(section), found)
    assert [str(problem) for problem in problems] == []


def test_an_example_that_does_not_is_found_out() -> None:
    regime = LEXICON.entry("loaded/regime")
    assert len(check_examples([regime], lambda text: set())) == len(regime.examples.hit) > 0


@pytest.mark.parametrize("section", MATCHED)
def test_every_entry_has_an_example_of_a_hit(section: str) -> None:
    entries = LEXICON.section(section)
    assert len(entries) > 20
    bare = [
        entry.id
        for entry in entries
        if not entry.examples.hit and not getattr(entry, "shield", False)
    ]
    assert bare == []


@pytest.mark.parametrize("section", ["loaded", "hedges", "sentiment"])
def test_every_entry_says_why_it_is_there(section: str) -> None:
    entries = LEXICON.section(section)
    assert len(entries) > 20
    silent = [
        e.id for e in entries if not getattr(e, "shield", False) and not getattr(e, "note", "")
    ]
    assert silent == []


@pytest.mark.parametrize("section", ["loaded", "hedges"])
def test_every_entry_has_a_category(section: str) -> None:
    bare = [
        e.id
        for e in LEXICON.section(section)
        if not getattr(e, "shield", False) and not getattr(e, "category", "")
    ]
    assert bare == []


def test_hedges_are_of_five_kinds() -> None:
    kinds = {entry.category for entry in LEXICON.section("hedges")}  # type: ignore[union-attr]
    expected = {"epistemic", "evidential", "doxastic", "investigation", "vagueness"}
    assert kinds - {None, ""} == expected


def test_no_id_is_in_two_files() -> None:
    # Read one by one, so that a later file does not hide an entry of an earlier one.
    ids: Counter[str] = Counter()
    for path in FILES:
        problems = Problems()
        root = read_file(str(path), problems)
        assert root is not None
        ids.update(entry.id for entry in Reader(problems).read(root, path.stem).entries)
        problems.check()
    assert [identity for identity, count in ids.items() if count > 1] == []
    assert set(ids) == set(LEXICON.entries)


def test_every_entry_is_in_a_file_of_its_own_section() -> None:
    # loaded-conflict.yaml holds loaded terms, so that a reader finds an entry where its id says.
    wrong = [
        entry.id
        for section in MATCHED
        for entry in LEXICON.section(section)
        if not file_of(entry).removeprefix("en-").startswith(section)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_sample_articles(path: Path) -> None:
    report = biaslens.annotate(path.read_text(encoding="utf-8"))
    assert {zone.kind for zone in report.zones} >= {"title", "body"}
    totals = report.totals()
    assert totals.attributions >= 5
    assert sum(totals.loaded.values()) + sum(totals.hedges.values()) >= 3
    assert len({kind for _, kind, _ in totals.by_source}) >= 2


def test_the_sample_articles_are_there() -> None:
    assert len(EXAMPLES) >= 3
    zones = {
        zone.kind
        for path in EXAMPLES
        for zone in biaslens.annotate(path.read_text(encoding="utf-8")).zones
    }
    assert zones >= {"title", "byline", "body", "boilerplate"}


def test_the_sample_lexicon() -> None:
    path = EXAMPLES[0].parent / "newsroom.yaml"
    lexicon = LEXICON.extend(path)
    assert lexicon != LEXICON
    annotator = biaslens.Annotator(lexicon=lexicon)
    for article in EXAMPLES:
        report = annotator.annotate(article.read_text(encoding="utf-8"))
        assert report.lexicon[1] == lexicon.fingerprint
