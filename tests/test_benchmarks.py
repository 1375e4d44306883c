"""The scores of benchmarks/ on made-up data, with results worked out by hand."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import pytest

import biaslens

FOLDER = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def modules():
    """The scripts' modules; they import each other as they do when one of them is run."""
    names = ("scoring", "measures", "accuracy", "speed")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        yield {name: importlib.import_module(name) for name in names}
        for name in names:
            del sys.modules[name]


@pytest.fixture(scope="module")
def scoring(modules):
    return modules["scoring"]


@pytest.fixture(scope="module")
def annotator():
    return biaslens.Annotator()


def write_rows(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


# --- scores ---------------------------------------------------------------------------------------


def test_tally_gives_precision_recall_and_f1(scoring):
    tally = scoring.Tally(right=3, predicted=4, found=2, marked=5)
    assert (tally.precision, tally.recall) == (0.75, 0.4)
    assert tally.f1 == pytest.approx(0.6 / 1.15)
    assert scoring.Tally().f1 == 0.0
    assert scoring.total([tally, tally]) == scoring.Tally(6, 8, 4, 10)


def test_interval_holds_the_f1_and_has_no_width_for_equal_texts(scoring):
    good, bad = scoring.Tally(4, 4, 4, 4), scoring.Tally(0, 4, 0, 4)
    assert scoring.interval([good] * 5) == (1.0, 1.0)
    low, high = scoring.interval([good, bad] * 20)
    assert 0.2 < low < 0.5 < high < 0.8


@pytest.mark.parametrize(
    ("other", "expected"), [((5, 9), False), ((4, 9), True), ((0, 2), False), ((0, 3), True)]
)
def test_overlap_of_half_open_spans(scoring, other, expected):
    assert scoring.overlap((2, 5), other) is expected


def test_span_tally(scoring):
    # Two marks, the first in two places. One span covers its second place and part of the other
    # mark, one covers nothing, and one only what is neither asked for nor counted against.
    marked = [[(0, 3), (20, 23)], [(24, 28)]]
    found = [(20, 26), (40, 44), (50, 54)]
    assert scoring.span_tally(marked, found, [(52, 60)]) == scoring.Tally(1, 2, 2, 2)
    assert scoring.span_tally(marked, found) == scoring.Tally(1, 3, 2, 2)
    assert scoring.span_tally([], []) == scoring.Tally()


def test_labels_and_macro_f1(scoring):
    tallies = scoring.label_tallies("aabbc", "abbbb", "abc")
    assert tallies["a"] == scoring.Tally(1, 1, 1, 2)
    assert tallies["b"] == scoring.Tally(2, 4, 2, 2)
    assert tallies["c"] == scoring.Tally(0, 0, 0, 1)
    assert scoring.macro_f1(tallies) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)


def test_relation_takes_every_token_that_a_span_touches(scoring):
    text = "Ana said: “We left.”"
    tokens = scoring.tokens_of(text)
    assert [text[start:end] for start, end in tokens] == ["Ana", "said", "We", "left"]
    roles = {"source": [[0, 3]], "cue": [[6, 9]], "content": [[10, 13], [14, 20]]}
    assert scoring.relation(roles, tokens) == ({0}, {1}, {2, 3})
    assert scoring.relation({"content": [[8, 11]]}, tokens) == (set(), set(), set())


def relations(scoring, *rows):
    return [scoring.Relation(*map(frozenset, row)) for row in rows]


def test_pairs_need_half_of_the_content_and_are_one_to_one(scoring):
    marked = relations(scoring, [{0}, {1}, {2, 3, 4, 5}])
    half = relations(scoring, [{0}, {1}, {2, 3}])
    less = relations(scoring, [{0}, {1}, {2, 3, 6}])
    assert scoring.pair(marked, half) == [(0, 0)]
    assert scoring.pair(marked, less) == []
    assert scoring.pair(marked, half + marked) == [(0, 1)]
    # Of two that agree as well, the one with the right source.
    wrong = relations(scoring, [{9}, {1}, {2, 3, 4, 5}])
    assert scoring.pair(marked, marked + wrong) == [(0, 0)]


def test_attribution_tallies(scoring):
    marked = relations(
        scoring, [{0}, {1}, {2, 3}], [set(), {4}, {5, 6}], [{7}, {8}, {9}], [{20}, {21}, {22}]
    )
    predicted = relations(
        scoring,
        [{0}, {1}, {2, 3}],  # all right
        [set(), {5}, {5, 6}],  # no source, rightly; a wrong cue
        [{10}, {8}, {9}],  # a wrong source
    )
    tallies = scoring.attribution_tallies(marked, predicted)
    assert tallies["found"] == scoring.Tally(3, 3, 3, 4)
    assert tallies["sourced"] == scoring.Tally(2, 3, 2, 4)
    assert tallies["cued"] == scoring.Tally(2, 3, 2, 4)
    assert tallies["source"] == scoring.Tally(1, 2, 1, 3)
    assert tallies["cue"] == scoring.Tally(2, 3, 2, 4)
    assert tallies["content"] == scoring.Tally(5, 5, 5, 6)


# --- tasks on small corpora -----------------------------------------------------------------------


def test_attribution_task(modules, annotator, tmp_path):
    text = "Ostavia said that the bridge was closed on Monday. The river was high."
    rows = [
        {"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 49]]},
        {"source": [[51, 60]], "cue": [[61, 64]], "content": [[65, 69]]},
    ]
    write_rows(tmp_path / "polnear_own.jsonl", [{"id": "1", "text": text, "attributions": rows}])
    (result,) = modules["measures"].attribution(annotator, tmp_path)
    assert result.corpus == "polnear_own"
    assert result.size == "1 articles; 13 words, 2 attributions"
    assert result.figures["found, precision"] == 1.0
    assert result.figures["found, recall"] == 0.5
    assert len(result.errors) == 1
    assert result.errors[0].startswith("MISSED source: The river | cue: was | content: high")


def test_hedging_task_leaves_conditionals_out(modules, annotator, tmp_path):
    rows = [
        {"text": "It may rain.", "cues": [{"start": 3, "end": 6, "type": "epistemic"}]},
        {"text": "It rains if it may.", "cues": [{"start": 9, "end": 11, "type": "condition"}]},
        {"text": "The river is high.", "cues": [{"start": 13, "end": 17, "type": "epistemic"}]},
        {"text": "It rained.", "cues": []},
    ]
    write_rows(tmp_path / "hedges_own.jsonl", rows)
    (result,) = modules["measures"].hedging(annotator, tmp_path)
    assert result.figures["uncertain sentences, precision"] == 1.0
    assert result.figures["uncertain sentences, recall"] == 0.5
    assert result.size == "4 sentences, 2 of them uncertain, 2 cues"


def test_loaded_task(modules, annotator, tmp_path):
    words = [{"word": "regime", "start": 4, "end": 10}, {"word": "stone", "start": 17, "end": 22}]
    rows = [
        {"text": "The regime sent stones.", "label": "Biased", "biased_spans": words},
        {"text": "The river is high.", "label": "Non-biased", "biased_spans": []},
        {"text": "The road is long.", "label": "Biased", "biased_spans": []},
    ]
    write_rows(tmp_path / "babe_own.jsonl", rows)
    (result,) = modules["measures"].loaded(annotator, tmp_path)
    assert result.figures["biased sentences, recall"] == 0.5
    # F1 of the biased: 2·1/(1+2); of the others: 2·1/(2+1).
    assert result.figures["sentences, macro-F1"] == pytest.approx(2 / 3)
    assert result.figures["biased words, precision"] == 1.0
    assert result.figures["biased words, recall"] == 0.5


def test_sentiment_task(modules, annotator, tmp_path):
    rows = [
        {"sentence_id": "1", "text": "Ana is a hero.", "start": 0, "end": 3, "label": "positive"},
        {"sentence_id": "2", "text": "Ana left.", "start": 0, "end": 3, "label": "neutral"},
        {"sentence_id": "3", "text": "Ana sat down.", "start": 0, "end": 3, "label": "negative"},
    ]
    write_rows(tmp_path / "newsmtsc_own.jsonl", rows)
    (result,) = modules["measures"].sentiment(annotator, tmp_path)
    assert result.figures["positive, F1"] == 1.0
    assert result.figures["neutral, F1"] == pytest.approx(2 / 3)
    assert result.figures["negative, F1"] == 0.0
    assert result.figures["macro-F1"] == pytest.approx(5 / 9)
    assert [error[:21] for error in result.errors] == ["negative, not neutral"]


def test_seeds_task_leaves_out_what_is_not_agreed(modules, annotator, tmp_path):
    text = "Ostavia said that the bridge was closed on Monday. It may rain, and the regime knows.\n"
    may, regime = text.index("may"), text.index("regime")
    gold = {
        "id": "own",
        "zones": [{"start": 0, "end": len(text), "kind": "body"}],
        "attributions": [
            {
                "source": [[0, 7]],
                "cue": [[8, 12]],
                "content": [[13, 49]],
                "stance": "denies",
                "speaker": "Ostavia",
                "agreed": True,
            }
        ],
        "hedges": [{"start": may, "end": may + 3, "agreed": True}],
        "loaded": [{"start": regime, "end": regime + 6, "voice": "author", "agreed": False}],
    }
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "own.txt").write_text(text, encoding="utf-8")
    (tmp_path / "seeds" / "own.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    own, together = modules["measures"].seeds(annotator, tmp_path)
    assert own.figures == together.figures
    assert own.figures["source right, of those found"] == 1.0
    assert own.figures["stance right, of those found"] == 0.0
    assert own.figures["speaker right, of those found"] == 1.0
    assert own.figures["hedges, F1"] == 1.0
    assert not {name for name in own.figures if name.startswith(("loaded", "article"))}


# --- output ---------------------------------------------------------------------------------------


def test_markdown_has_a_row_for_each_figure(modules):
    one = modules["measures"].Result("one", "1 text", {"a": 0.5, "b": "0.1–0.2"})
    two = modules["measures"].Result("two", "2 texts", {"a": 1.0})
    lexicon = biaslens.Lexicon.builtin()
    lines = modules["accuracy"].markdown({"hedging": [one, two]}, lexicon).split("\n")
    assert lines[2:] == [
        "### Hedges",
        "",
        "| | `one` | `two` |",
        "|---|---:|---:|",
        "| measured on | 1 text | 2 texts |",
        "| a | 0.500 | 1.000 |",
        "| b | 0.1–0.2 | – |",
    ]


def test_update_rewrites_what_stands_between_the_markers(modules):
    accuracy = modules["accuracy"]
    page = f"before\n{accuracy.BEGIN}\nold\n{accuracy.END}\nafter\n"
    new = f"before\n{accuracy.BEGIN}\n\nnew\n\n{accuracy.END}\nafter\n"
    assert accuracy.updated(page, "new") == new
    assert accuracy.updated(new, "new") == new
    for broken in ("none", accuracy.BEGIN, page + page, f"{accuracy.END}{accuracy.BEGIN}"):
        with pytest.raises(ValueError, match="figures: begin"):
            accuracy.updated(broken, "new")


def test_speed_runs_each_job_each_round(modules):
    ran = []
    jobs = [lambda: ran.append("a"), lambda: ran.append("b")]
    assert len(modules["speed"].seconds(jobs, 2)) == 2
    assert ran == ["a", "b", "a", "b"]
    assert len(modules["speed"].texts_of(None)) % modules["speed"].REPEATS == 0
