"""Terms with a gap, such as "accuse … of": where they match, and what they leave free."""

from __future__ import annotations

import importlib
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import biaslens
from biaslens.lexicon import Lexicon, Matcher
from biaslens.lexicon import trie as trie_module
from biaslens.lexicon.forms import MAX_GAP
from biaslens.lexicon.snapshot import parse_snapshot, write_snapshot
from biaslens.text import read

LOADED: list[dict[str, Any]] = [
    {"term": "accuse … of", "pos": "verb"},
    {"term": "accuse ... of war crimes", "pos": "verb"},
    {"term": "regime", "pos": "noun"},
    {"term": "wave … of terror", "pos": "noun"},
    {"term": "Wave … Goodbye", "case": "exact"},
    {"term": "so-called … vote", "variants": ["sham … ballot"]},
    {"term": "ballot of no confidence"},
    {"term": "Sham of Marsalin Museum", "shield": True},
    {"term": "paint … as", "pos": "verb", "before": ["heroes"], "unless": {"after": ["will"]}},
    {"term": "take … head on", "pos": "verb", "head": 2, "id": "head-behind"},
    {"term": "labour … favour", "id": "spelt"},
    {"term": "both … and", "forms": ["neither … nor"]},
]
for _entry in LOADED:
    if not _entry.get("shield"):
        _entry["category"] = "test"
LEXICON = Lexicon.empty().extend({"loaded": LOADED})

FOUND: list[tuple[str, list[str]]] = [
    ("They accused Assad of lying.", ["accused Assad of = accuse-of"]),
    ("Accusing the old army of lies.", ["Accusing the old army of = accuse-of"]),
    ("He accused of it.", []),
    ("Of this he accused them.", []),
    (f"He accused {'x ' * MAX_GAP}of it.", [f"accused {'x ' * MAX_GAP}of = accuse-of"]),
    (f"He accused {'x ' * (MAX_GAP + 1)}of it.", []),
    # Within one sentence, one paragraph.
    ("He accused Assad. Of course he did.", []),
    ("Army accused\n\nLack of rain", []),
    ("He accused Assad", []),
    # What stands in the gap is free.
    ("He accused the regime of lies.", ["accused the regime of = accuse-of", "regime = regime"]),
    # The nearest end, but more words before fewer.
    ("He accused Assad of lies of old.", ["accused Assad of = accuse-of"]),
    (
        "He accused Assad of fraud and of war crimes.",
        ["accused Assad of fraud and of war crimes = accuse-of-war-crimes"],
    ),
    ("He accused A of accusing B of", ["accused A of = accuse-of", "accusing B of = accuse-of"]),
    ("The waves of rage and of terror", ["waves of rage and of terror = wave-of-terror"]),
    # A longer term takes the words that a gapped one would need.
    ("A sham new ballot of no confidence", ["ballot of no confidence = ballot-of-no-confidence"]),
    ("The so-called new vote", ["so-called new vote = so-called-vote"]),
    ("The so called new vote", ["so called new vote = so-called-vote"]),
    ("A sham of a ballot", ["sham of a ballot = so-called-vote"]),
    # A shield keeps its words from a gapped term, too.
    ("The Sham of Marsalin Museum ballot", []),
    ("A sham at the Sham of Marsalin Museum ballot", ["sham at the Sham of Marsalin Museum ballot"
                                                      " = so-called-vote"]),
    ("Wave Them Goodbye, wave them goodbye", ["Wave Them Goodbye = wave-goodbye"]),
    ("They WAVE THEM GOODBYE NOW", []),
    ("THEY WAVE THEM GOODBYE NOW", ["WAVE THEM GOODBYE = wave-goodbye"]),
    ("It paints them as heroes.", ["paints them as = paint-as"]),
    ("It paints them as villains.", []),
    ("It will paint them as heroes.", []),
    ("He takes it head on.", []),
    ("He take it heads on", ["take it heads on = head-behind"]),
    ("labor did them a favor", ["labor did them a favor = spelt"]),
    ("labour in their favour", ["labour in their favour = spelt"]),
    ("neither here nor there", ["neither here nor = both-and"]),
]  # fmt: skip


def find(text: str, matcher: Matcher = LEXICON.matcher) -> list[str]:
    document = read(text)
    found = matcher.find(document.tokens, None, document.sentences)["loaded"]
    return [
        f"{text[slice(*document.slice(match.first, match.last))]} = {match.entry.id[7:]}"
        for match in found
    ]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[str]) -> None:
    assert find(text) == expected


def test_the_gap_is_told() -> None:
    document = read("He accused the regime of lies.")
    (match, _) = LEXICON.matcher.find(document.tokens, None, document.sentences)["loaded"]
    assert (match.first, match.gap, match.last) == (1, (2, 4), 5)


def test_word_class_is_that_of_the_head() -> None:
    document = read("He take it heads on , and wave was one of terror")
    tags = "PRP NN PRP VBZ RP , CC NN VBD CD IN NN".split()
    found = LEXICON.matcher.find(document.tokens, tags, document.sentences)["loaded"]
    assert [match.entry.id for match in found] == [
        "loaded/head-behind", "loaded/wave-of-terror",
    ]  # fmt: skip
    tags[3] = tags[7] = "MD"
    assert not LEXICON.matcher.find(document.tokens, tags, document.sentences)["loaded"]


def test_the_same_from_a_snapshot() -> None:
    body = write_snapshot("en", LEXICON.entries.values()).partition(b"\n")[2]
    from biaslens.lexicon.entries import Entries

    stored = Entries.of_shelf(parse_snapshot(body))
    lexicon = Lexicon._make("x", stored, frozenset())
    more = lexicon.extend({"loaded": [{"term": "accuse … for", "category": "x"}]})
    for text, expected in FOUND:
        assert find(text, lexicon.matcher) == expected
        assert find(text, more.matcher) == expected
        assert find(text, pickle.loads(pickle.dumps(lexicon.matcher))) == expected
    assert find("They accuse him for it", more.matcher) == ["accuse him for = accuse-for"]


def test_in_a_report() -> None:
    lexicon = Lexicon.builtin().extend(
        {
            "loaded": [{"term": "paint … as", "pos": "verb", "category": "x"}],
            "hedges": [{"term": "as far as … know", "category": "epistemic"}],
            "attribution": [{"term": "tar … with", "pos": "verb", "frames": ["np"]}],
        }
    )
    text = "The paper painted the terrorists as friends, as far as we know. "
    text += "It tarred Ankara with lies."
    report = biaslens.Annotator(lexicon).annotate(text)
    assert [term.text for term in report.loaded_terms][:2] == [
        "painted the terrorists as", "terrorists",
    ]  # fmt: skip
    assert "as far as we know" in [hedge.text for hedge in report.hedges]
    cues = [a.cue.text for a in report.attributions if a.entry == "attribution/tar-with"]
    assert cues == ["tarred Ankara with"]
    assert biaslens.Report.from_dict(report.to_dict()).to_dict() == report.to_dict()


_words = st.lists(st.sampled_from(["accuse", "accused", "of", "x", "war", "crimes", "."]))


@given(_words)
def test_nearest_of_all(words: list[str]) -> None:
    """Against a search that tries everything, for one term and without sentences."""
    matcher = Matcher(LEXICON.section("loaded")[:1])
    tokens = read(" ".join(words)).tokens
    expected = []
    taken: set[int] = set()
    for i, key in enumerate(tokens.keys):
        if key.startswith("accuse"):
            ends = [
                j for j in range(i + 2, min(i + 2 + MAX_GAP, len(tokens))) if tokens.keys[j] == "of"
            ]
            if ends and ends[0] not in taken:
                expected.append((i, ends[0] + 1))
                taken.add(ends[0])
    found = matcher.find(tokens)["loaded"]
    assert [(match.first, match.last) for match in found] == expected


@pytest.mark.parametrize("piece", ["accuse ", "accuse of ", "accuse x of war ", "so-called sham "])
def test_work_grows_with_the_text_only(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the steps through the trie, however many terms begin and end alike."""
    many = Lexicon.empty().extend(
        {
            "loaded": LOADED
            + [
                {"term": f"accuse … of thing{i}", "pos": "verb", "category": "x"}
                for i in range(2000)
            ]
        }
    )
    steps = 0
    original = trie_module.ends

    def counted(*args: Any) -> Any:
        nonlocal steps
        found = original(*args)
        steps += 1 + len(found)
        return found

    monkeypatch.setattr(trie_module, "ends", counted)
    document = read(piece * 1000)
    many.matcher.find(document.tokens, None, document.sentences)
    assert steps <= 4 * MAX_GAP * len(document.tokens)


def test_the_benchmark_counts_the_same_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
    terms = importlib.import_module("terms")
    for first in ("", "zabu"):
        rows = terms.measure((250, 500), first, 1)
        assert [(size, found) for size, found, _, _ in rows] == [
            (250, rows[0][1]), (500, rows[0][1]),
        ]  # fmt: skip
        assert rows[0][1] > 50
        assert rows[0][3] == 1.0
