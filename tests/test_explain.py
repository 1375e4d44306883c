"""``Report.explain``: why an annotation is there, in words."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import attrs
import pytest

import biaslens
from biaslens.explain import wording_of

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
TEXT = (
    "Ankara has not confirmed the claim. The regime may fall, said Jane Doe, a spokeswoman. "
    "The so-called moderate rebels fled. Critics spoke of “a puppet government”. "
    "He claimed that the regime had won. “It was a regime of fear and of many other things.”\n"
)
REPORT = biaslens.annotate(TEXT)
LEXICON = biaslens.Lexicon.builtin()


def loaded(text: str, number: int = 0) -> biaslens.LoadedTerm:
    return [term for term in REPORT.loaded_terms if term.text == text][number]


def said(cue: str) -> biaslens.Attribution:
    return next(a for a in REPORT.attributions if a.cue is not None and a.cue.text == cue)


def written(identity: str) -> str:
    origin = LEXICON.entry(identity).origin
    return f"Written in {origin.file}:{origin.line} (lexicon {origin.lexicon})."


def test_a_loaded_term():
    entry = LEXICON.entry("loaded/regime")
    term = loaded("regime")
    assert REPORT.explain(term).splitlines() == [
        f"“regime” (characters {term.start} to {term.end}) is a loaded term: state, "
        f"strength {entry.strength} of 3.",
        "Entry loaded/regime: the term “regime” (noun).",
        written("loaded/regime"),
        "Voice source: it stands in what is attributed to “Jane Doe, a spokeswoman” "
        "(cue “said”, attribution/say).",
        f"It helps {entry.favours}.",
        f"It could have been: {', '.join(entry.neutral)}.",
        f"It is one of the rival words “{entry.contrast}”.",
        f"Note: {entry.note}",
    ]


def test_an_attribution_under_negation():
    attribution = said("has not confirmed")
    assert REPORT.explain(attribution).splitlines() == [
        f"An attribution (characters {attribution.start} to {attribution.end}): “Ankara” · "
        "cue “has not confirmed” · “the claim”.",
        "Entry attribution/confirm: the cue “confirm” (verb).",
        written("attribution/confirm"),
        "Stance withholds: the source does not say whether it is so; “confirm” asserts, and "
        "negated it withholds.",
        f"Source official body: “Ankara” is {attribution.speaker}.",
        "Quotation indirect: the content is told without quotation marks.",
        "Voice author: the author tells it.",
    ]


def test_a_cue_that_doubts():
    lines = REPORT.explain(said("claimed")).splitlines()
    assert "Stance doubts: the cue casts doubt on it; “claim” doubts." in lines
    assert "With this cue the author casts doubt on it." in lines


def test_a_hedge():
    hedge = next(hedge for hedge in REPORT.hedges if hedge.text == "may")
    entry = LEXICON.entry(hedge.entry)
    lines = REPORT.explain(hedge).splitlines()
    assert lines[0] == (
        f"“may” (characters {hedge.start} to {hedge.end}) is a hedge: {entry.category}."
    )
    assert lines[1].startswith(f"Entry {hedge.entry}: the term “may”")
    assert lines[2] == written(hedge.entry)
    assert lines[-1] == f"Note: {entry.note}"


@pytest.mark.parametrize(
    ("text", "voice", "why"),
    [
        ("The regime fell.", "author", "the author’s own"),
        ("The so-called moderate rebels fled.", "scare_quote", "behind “so-called”"),
        ("The “moderate rebels” fled.", "scare_quote", "a few words in quotation marks"),
        ("“The regime is the worst that we have seen.”", "source", "names no speaker"),
        ("He said the regime fell.", "source", "attributed to “He” (cue “said”, attribution/say)"),
    ],
)
def test_whose_words(text, voice, why):
    report = biaslens.annotate(text)
    term = next(term for term in report.loaded_terms if term.text != "so-called")
    line = next(line for line in report.explain(term).splitlines() if line.startswith("Voice"))
    assert line.startswith(f"Voice {voice}: ")
    assert why in line


def test_what_stands_within_what():
    report = biaslens.annotate(
        "The agency said the ministry had said that the regime would fall."
    )
    (term,) = report.loaded_terms
    text = report.explain(term)
    assert "attributed to “the ministry” (cue “had said”, attribution/say), within what is " in text
    assert "attributed to “The agency” (cue “said”, attribution/say)." in text


def test_a_rule_without_an_entry():
    report = biaslens.annotate(
        "“We will not leave this town before the winter comes,” – Yara Semlin\n"
    )
    (attribution,) = report.attributions
    assert attribution.entry == "rule/signature"
    lines = report.explain(attribution).splitlines()
    assert lines[1] == "Found by rule/signature: a quotation is signed behind a dash."


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_annotation_can_say_why(path):
    report = biaslens.annotate(path.read_text(encoding="utf-8"))
    annotations = (*report.attributions, *report.hedges, *report.loaded_terms)
    assert len(annotations) > 20
    for annotation in annotations:
        text = report.explain(annotation)
        assert annotation.entry in text
        assert f"(characters {annotation.start} to {annotation.end})" in text
        assert "biaslens/lexicons/en/" in text or annotation.entry.startswith("rule/")
        assert "None" not in text


# --- where the lexicon is from ----------------------------------------------------------------


MINE = {
    "name": "mine",
    "loaded": [{"term": "town-hall baron", "pos": "noun", "category": "politics", "hurts": "them"}],
    "change": [{"entry": "loaded/regime", "terms": {"add": ["ruling clique"]}}],
}


def test_an_entry_of_ones_own():
    report = biaslens.Annotator(LEXICON.extend(MINE)).annotate(
        "The town hall barons met the ruling clique."
    )
    first, second = map(report.explain, report.loaded_terms)
    assert "Entry loaded/town-hall-baron: a form of the term “town-hall baron” (noun)." in first
    assert "Written in <mapping>:1 (lexicon mine)." in first
    assert "It harms them." in first
    assert "Entry loaded/regime: the variant “ruling clique” (noun)." in second
    assert second.splitlines()[2].endswith("; changed in <mapping>:1 (lexicon mine).")


def test_a_record_of_the_builtin_lexicon():
    report = biaslens.Report.from_dict(json.loads(REPORT.to_json()))
    for old, new in zip(REPORT.attributions, report.attributions, strict=True):
        assert report.explain(new) == REPORT.explain(old)


def test_a_record_of_another_lexicon():
    lexicon = LEXICON.extend(MINE)
    report = biaslens.Annotator(lexicon).annotate("The town-hall baron met them.")
    record = report.to_dict()
    (term,) = report.loaded_terms
    known = biaslens.Report.from_dict(record, lexicon=lexicon)
    assert known.explain(known.loaded_terms[0]) == report.explain(term)
    unknown = biaslens.Report.from_dict(record)
    with pytest.raises(biaslens.InputError, match="made with the lexicon 'mine'"):
        unknown.explain(unknown.loaded_terms[0])


def test_a_report_from_another_process():
    report = pickle.loads(pickle.dumps(REPORT))
    assert report.explain(report.hedges[0]) == REPORT.explain(REPORT.hedges[0])


# --- what is wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, 3, "regime", REPORT.sentences[0], REPORT.zones[0], []])
def test_what_is_no_annotation(value):
    with pytest.raises(biaslens.InputError, match=f"annotation: .* came {type(value).__name__}"):
        REPORT.explain(value)


def test_an_annotation_of_another_report():
    other = biaslens.annotate("A regime fell.").loaded_terms[0]
    with pytest.raises(biaslens.InputError, match="came the LoadedTerm 'regime' of another"):
        REPORT.explain(other)
    moved = attrs.evolve(REPORT.hedges[0], start=0)
    with pytest.raises(biaslens.InputError, match="came the Hedge"):
        REPORT.explain(moved)


# --- wordings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("re-occupation", "the term “re-occupation” (noun)"),
        ("Reoccupations", "a form of the term “re-occupation” (noun)"),
        ("re occupation", "the term “re-occupation” (noun)"),
        ("second seizure", "the variant “second seizure” (noun)"),
        ("second seizures", "a form of the variant “second seizure” (noun)"),
        ("reoccupata", "the form “reoccupata” of the term “re-occupation” (noun)"),
    ],
)
def test_which_wording_it_is(text, expected):
    entry = LEXICON.extend(
        {
            "loaded": [
                {
                    "term": "re-occupation",
                    "id": "x",
                    "pos": "noun",
                    "category": "x",
                    "variants": ["second seizure"],
                    "forms": ["reoccupata"],
                }
            ]
        }
    ).entry("loaded/x")
    assert wording_of(entry, text) == expected
