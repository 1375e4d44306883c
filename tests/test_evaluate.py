"""Measuring annotations against gold data: reading it, pairing, figures, and the command."""

from __future__ import annotations

import io
import json
import pickle
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import biaslens
from biaslens import measure
from biaslens.cli import main
from biaslens.errors import InputError
from biaslens.export import brat
from biaslens.measure.matching import Words, pair_contents, pair_terms

TEXT = "The terrorists have fled, President Anselm Kord said. The regime may not last.\n"
#        0   4          15         26              41   47  52  54  58     65
GOLD = {
    "text": TEXT,
    "attributions": [
        {"source": [[26, 47]], "cue": [[48, 52]], "content": [[0, 24]], "stance": "asserts"}
    ],
    "hedges": [[65, 68]],
    "loaded": [[4, 14, "source"], [58, 64, "author"]],
}


@pytest.fixture
def run(capsysbinary, monkeypatch):
    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, captured.out.decode(), captured.err.decode()

    return run


@pytest.fixture
def write(tmp_path):
    def write(*records: object, name: str = "gold.jsonl"):
        path = tmp_path / name
        lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return write


def measured(*records):
    return measure.evaluate(measure.gold_article(record) for record in records)


def figures(score):
    return score.gold, score.found, score.right


# --- figures -----------------------------------------------------------------------------------


def test_all_right():
    found = measured(GOLD)
    assert {name: figures(score) for name, score in found.scores.items()} == {
        "attribution": (1, 1, 1),
        "attribution+source": (1, 1, 1),
        "attribution+cue": (1, 1, 1),
        "hedging": (1, 1, 1),
        "hedging.exact": (1, 1, 1),
        "loaded": (2, 2, 2),
        "loaded.exact": (2, 2, 2),
    }
    assert {name: (a.asked, a.right) for name, a in found.accuracies.items()} == {
        "attribution.stance": (1, 1),
        "loaded.voice": (2, 2),
    }
    assert found.errors == ()
    assert (found.articles, found.words) == (1, 13)
    assert all(score.f1 == score.precision == score.recall == 1 for score in found.scores.values())


@pytest.mark.parametrize(
    ("part", "name", "expected", "errors"),
    [
        # The content shares fewer than half of the words.
        ({"attributions": [{"content": [[0, 3]]}]}, "attribution", (1, 1, 0), "missed extra"),
        # Exactly half: two words of four.
        ({"attributions": [{"content": [[0, 14]]}]}, "attribution", (1, 1, 1), "source cue"),
        ({"attributions": [{"content": [[0, 14]]}]}, "attribution+source", (1, 1, 0), "source cue"),
        ({"attributions": []}, "attribution", (0, 1, 0), "extra"),
        # Where only the act is told there is nothing to compare.
        ({"attributions": [{"source": [[26, 47]]}]}, "attribution", (0, 1, 0), "extra"),
        ({"hedges": [[54, 57]]}, "hedging", (1, 1, 0), "missed extra"),
        ({"hedges": [[58, 68]]}, "hedging", (1, 1, 1), ""),
        ({"hedges": [[58, 68]]}, "hedging.exact", (1, 1, 0), ""),
        ({"loaded": [[4, 14, "author"]]}, "loaded", (1, 2, 1), "voice extra"),
        ({"loaded": [[4, 14], [4, 10], [58, 64]]}, "loaded", (3, 2, 2), "missed"),
        ({"loaded": [{"start": 4, "end": 64}]}, "loaded", (1, 2, 1), "extra"),
    ],
)
def test_figures(part, name, expected, errors):
    found = measured({"text": TEXT, **part})
    assert figures(found.scores[name]) == expected
    assert " ".join(error.kind for error in found.errors) == errors


def test_layers_that_were_not_marked_are_not_measured():
    found = measured({"text": TEXT, "hedges": []}, GOLD)
    assert figures(found.scores["hedging"]) == (1, 2, 1)
    assert figures(found.scores["loaded"]) == (2, 2, 2)
    assert set(measured({"text": TEXT, "hedges": []}).scores) == {"hedging", "hedging.exact"}


def test_precision_recall_and_f1():
    score = measure.Score(gold=4, found=2, right=1)
    assert (score.precision, score.recall) == (0.5, 0.25)
    assert score.f1 == pytest.approx(1 / 3)
    assert measure.Score(0, 0, 0).f1 == measure.Score(0, 3, 0).recall == 0
    assert measure.Accuracy(0, 0).share == 0


def test_errors_say_where_and_why():
    found = measured({**GOLD, "id": "a1", "loaded": [[4, 14, "author"]]})
    voice, extra = found.errors
    assert (voice.layer, voice.kind, voice.article) == ("loaded", "voice", "a1")
    assert (voice.start, voice.end, voice.text) == (4, 14, "terrorists")
    assert voice.detail == "marked author, found source"
    assert (extra.kind, extra.detail) == ("extra", "loaded/regime")
    assert extra.before + extra.text + extra.after == TEXT[:-1] + "\n"


def test_a_report_is_gold_for_itself():
    report = biaslens.annotate(TEXT)
    found = measured(json.loads(report.to_json()))
    assert found.errors == ()
    assert figures(found.scores["loaded.exact"]) == (2, 2, 2)
    assert found.accuracies["attribution.source_kind"].share == 1


def test_figures_as_a_record():
    record = measured({**GOLD, "loaded": []}).to_dict(errors=1)
    assert json.loads(json.dumps(record)) == record
    assert record["scores"]["loaded"]["precision"] == 0
    assert len(record["errors"]) == 1


# --- pairing -----------------------------------------------------------------------------------

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(
    lambda pair: biaslens.Span(pair[0], pair[0] + pair[1])
)
MANY = st.lists(SPANS, max_size=12).map(lambda s: sorted(s, key=lambda one: (one.start, one.end)))


@given(MANY, MANY)
def test_terms_are_paired_one_to_one(gold, found):
    pairs = pair_terms(gold, found)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    for one, other in pairs:
        assert gold[one].start < found[other].end and found[other].start < gold[one].end
    # Nothing that overlaps is left on both sides.
    for one in set(range(len(gold))) - {one for one, _ in pairs}:
        for other in set(range(len(found))) - {other for _, other in pairs}:
            left, right = gold[one], found[other]
            assert left.end <= right.start or right.end <= left.start


@given(MANY)
def test_the_same_terms_are_all_paired(terms):
    assert len(pair_terms(terms, terms)) == len(terms)
    words = [frozenset(range(span.start, span.end)) for span in terms]
    assert len(pair_contents(words, words)) == len(words)


def test_the_best_content_wins():
    gold = [frozenset(range(0, 10)), frozenset(range(0, 8))]
    assert pair_contents(gold, [frozenset(range(0, 8))]) == [(1, 0)]


def test_words_that_spans_touch():
    words = Words.of("Army enters, Marsalin")
    assert words.touched([biaslens.Span(2, 3)]) == {0}
    assert words.touched([biaslens.Span(11, 13)]) == frozenset()
    assert words.touched([biaslens.Span(4, 6), biaslens.Span(12, 21)]) == {1, 2}


# --- gold data ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("[1]", "expected an object, came list"),
        ('{"text": "a"', ":13: expected JSON: Expecting ',' delimiter"),
        ({"hedges": []}, "text: expected a string, came nothing"),
        ({"text": "a"}, "at least one of attributions, hedges and loaded, came text"),
        ({"text": "a", "hedge": []}, "hedge: no such layer; did you mean 'hedges'?"),
        ({"text": "a", "hedges": {}}, "hedges: expected a list, came dict"),
        ({"text": "a", "hedges": [[0, 2]]}, "hedges[0]: expected 0 <= start < end <= 1, came list"),
        ({"text": "a", "hedges": [[0, 1.0]]}, "hedges[0]: expected spans [start, end] in whole"),
        ({"text": "a", "hedges": [[True, 1]]}, "hedges[0]: expected spans [start, end] in whole"),
        ({"text": "a", "hedges": [3]}, "hedges[0]: expected [start, end] or [start, end, voice]"),
        (
            {"text": "a", "loaded": [[0, 1], [0, 1, "nobody"]]},
            "loaded[1]: expected a voice of author, source, scare_quote, came str 'nobody'",
        ),
        ({"text": "a", "attributions": [{}]}, "attributions[0]: expected some of source, cue and"),
        (
            {"text": "a", "attributions": [{"cue": [[0, 1]], "stance": "says"}]},
            "attributions[0].stance: expected a stance of asserts, denies, withholds, doubts",
        ),
        (
            {"text": "a", "attributions": [{"cue": [0, 1]}]},
            "attributions[0].cue: expected spans [start, end] in whole numbers, came int '0'",
        ),
    ],
)
def test_wrong_gold_data(write, record, said):
    path = write(GOLD, "", record)
    with pytest.raises(measure.GoldError) as raised:
        measure.read_gold(path)
    (problem,) = raised.value.problems
    assert problem.startswith(f"{path}:3:")
    assert said in problem


def test_everything_that_is_wrong_is_told(write, tmp_path):
    path = write("{", GOLD, "[]")
    with pytest.raises(measure.GoldError) as raised:
        measure.read_gold(path, tmp_path / "none.jsonl")
    lines = str(raised.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{path}:1:2",
        f"{path}:3",
        str(tmp_path / "none.jsonl"),
    ]
    assert pickle.loads(pickle.dumps(raised.value)).problems == raised.value.problems


def test_gold_data_in_code_is_checked_too():
    with pytest.raises(InputError, match="<record>: text"):
        measure.gold_article({})


@pytest.fixture
def marked(tmp_path):
    """A folder that was annotated in brat."""
    folder = tmp_path / "marked" / "deep"
    folder.mkdir(parents=True)
    text, ann = brat.to_brat(biaslens.annotate(TEXT))
    (folder / "one.txt").write_bytes(text.encode())
    (folder / "one.ann").write_bytes(ann.encode())
    (folder / "two.txt").write_text("The regime.", encoding="utf-8")
    (folder / "two.ann").write_text("", encoding="utf-8")
    return folder.parent


def test_brat_folder(marked):
    gold = measure.read_gold(marked)
    assert [one.article.id for one in gold] == [
        str(marked / "deep" / "one"),
        str(marked / "deep" / "two"),
    ]
    found = measure.evaluate(gold)
    assert figures(found.scores["loaded"]) == (2, 3, 2)
    assert figures(found.scores["attribution+cue"]) == (1, 1, 1)
    assert found.accuracies["hedging.voice"].share == 1


def test_a_layer_that_nobody_marked_in_brat_is_not_measured(marked):
    (marked / "deep" / "one.ann").write_text("T1\tHedge 65 68\tmay\n", encoding="utf-8")
    assert set(measure.evaluate(measure.read_gold(marked)).scores) == {"hedging", "hedging.exact"}


def test_wrong_brat_folder(marked):
    (marked / "deep" / "two.ann").write_text("T1\tHedge 0 99\tThe\n", encoding="utf-8")
    (marked / "deep" / "one.txt").unlink()
    with pytest.raises(measure.GoldError) as raised:
        measure.read_gold(marked)
    missing, wrong = raised.value.problems
    one = marked / "deep" / "one"
    assert missing == f"{one}.txt: No such file or directory, expected beside {one}.ann"
    assert wrong.startswith(f"{marked / 'deep' / 'two.ann'}:1: expected offsets")


def test_folder_without_gold_data(tmp_path):
    with pytest.raises(measure.GoldError, match=r"expected \.ann files in this folder, found none"):
        measure.read_gold(tmp_path)


# --- the command -------------------------------------------------------------------------------


def test_command(run, write):
    status, output, errors = run("evaluate", write(GOLD))
    assert (status, errors) == (0, "")
    lines = output.splitlines()
    assert lines[0] == "1 article, 13 words"
    assert lines[2].split() == ["marked", "found", "precision", "recall", "F1"]
    assert "Loaded terms 2 2 1.00 1.00 1.00".split() in [
        line.split() for line in lines
    ]
    assert "Errors" not in output


def test_command_shows_errors(run, write):
    path = write({**GOLD, "id": "a1", "loaded": [[0, 3]]})
    _, output, _ = run("evaluate", path)
    assert "Errors (3)" in output
    assert "missed loaded · a1:0-3\n    [The] terrorists have fled" in output
    assert "extra loaded · a1:4-14 · loaded/terrorist\n" in output
    _, output, _ = run("evaluate", path, "--errors", "1")
    assert "Errors (the first 1 of 3)" in output
    assert "a1:4-14" not in output
    assert "Errors" not in run("evaluate", path, "--errors", "0")[1]


def test_command_compares_lexicons(run, write, tmp_path):
    lexicon = tmp_path / "mine.yaml"
    lexicon.write_text(
        "schema: 1\nname: mine\nextends: [builtin]\nremove: [loaded/regime]\n", encoding="utf-8"
    )
    path = write(GOLD)
    status, output, errors = run("evaluate", path, "--lexicon", lexicon)
    assert (status, errors) == (0, "")
    row = next(line.split() for line in output.splitlines() if line.startswith("Loaded terms"))
    assert row == "Loaded terms 2 2 1.00 1.00 1.00 1 1.00 0.50 0.67 −0.33".split()
    _, output, _ = run("evaluate", path, "--lexicon", lexicon, "--format", "json")
    record = json.loads(output)
    assert record["lexicons"] == [str(lexicon)]
    assert record["scores"]["loaded"]["f1"] == 0.6667
    assert record["builtin"]["scores"]["loaded"]["f1"] == 1
    assert [error["kind"] for error in record["errors"]] == ["missed"]


def test_command_json(run, write):
    _, output, _ = run("evaluate", "--format", "json", write(GOLD))
    record = json.loads(output)
    assert record["scores"]["attribution"] == {
        "gold": 1,
        "found": 1,
        "right": 1,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
    }
    assert "builtin" not in record


def test_command_with_wrong_gold_data(run, write):
    path = write(GOLD, {"text": "a", "hedges": [[0, 9]]})
    status, output, errors = run("evaluate", path)
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: the gold data was not read\n")
    assert f"{path}:2: hedges[0]: expected 0 <= start < end <= 1, came" in errors


def test_command_with_wrong_lexicon(run, write, tmp_path):
    status, output, errors = run("evaluate", write(GOLD), "--lexicon", tmp_path / "none.yaml")
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: the lexicon was not loaded\n")


def test_command_without_gold_data(run, tmp_path):
    assert run("evaluate")[0] == 2
    status, _, errors = run("evaluate", tmp_path / "none.jsonl")
    assert status == 2
    assert "none.jsonl" in errors
