"""What holds for any text: no exception, true offsets, no loss in records, the same every time."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import biaslens
from biaslens import Annotator, Report

ANNOTATOR = Annotator()
ATTRIBUTION = Annotator(layers=["attribution"])
THE_OTHERS = Annotator(layers=["hedging", "loaded", "sentiment", "readability"])

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

#: Whatever a str can hold, lone surrogates and NUL included.
anything = st.text(st.characters(codec=None), max_size=60) | st.text(
    st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF) | st.sampled_from("said “” \n"),
    max_size=20,
)

_WORDS = """
    said says told added denied according to reportedly claim claims report reports quoted as saying
    that whether not has confirmed declined comment is expected believed so-called who which he she
    it they I we the a of by in for and but if may might regime terrorists Ankara Moscow Reuters
    Anna Petrova Mr. Gen. U.S. No. 10 3.5 general ministry military spokesman Russia’s don’t isn't
    road bridge Monday 2016 went killed @handle #tag http://x.org/a?b=1 ROE NATO: Comments Reply
    e\u0301te\u0301 \u202eabc\u202c 东京 Ελλάδα ﷺ 😀 👩‍👩‍👧 z\u200bero
""".split()
_MARKS = [*"“”\"‘’'«».,:;!?…-–—()[]/%$@#*_`", "''", "``", "...", ". ", ", ", "\u00a0", "\x00", "\t"]
_BREAKS = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\u2028", "\x0b", "\n\n\n  "]

news = st.lists(
    st.one_of(
        st.sampled_from(_WORDS).map(" {}".format),
        st.sampled_from(_WORDS).map(" {}".format),
        st.sampled_from(_WORDS),
        st.sampled_from(_MARKS),
        st.sampled_from(_MARKS).map(" {}".format),
        st.sampled_from(_BREAKS),
    ),
    max_size=60,
).map("".join)

_said = st.sampled_from(
    [
        "he said", "said Anna Petrova, the mayor,", "according to the ministry", "Reuters reported",
        "the general told reporters on Monday", "it is believed", "reportedly", "a claim that",
        "has not confirmed", "was quoted as saying", "Erdogan:", "denied", "who said",
    ]
)  # fmt: skip
_told = st.sampled_from(
    [
        "“The road is open.", "the regime may fall”", "‘no’", "that the bridge was mined",
        "the terrorists left", "\"We won\"", "it", "two men, a boy and a dog", "“", "”", "nothing",
    ]
)  # fmt: skip
_between = st.sampled_from([" ", ", ", ". ", ": ", " – ", "\n\n", " and ", "\n"])
#: Whole clauses in any order, so that attributions are found and lie within each other.
sentences = st.lists(
    st.tuples(_said | _told, _between),
    min_size=1,
    max_size=14,
).map(lambda parts: "".join(a + b for a, b in parts))

relaxed = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def check(text: str) -> Report:
    """Annotate a text and assert everything that must hold of any report."""
    report = ANNOTATOR.annotate(text)
    assert report.text == text
    last_of: dict[type, Any] = {}
    ordered = (*report.sentences, *report.zones, *report.hedges, *report.loaded_terms)
    for one in (*ordered, *report.attributions):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
    for one in ordered:
        before = last_of.get(type(one))
        assert before is None or before.end <= one.start
        last_of[type(one)] = one
    numbers = {id(attribution) for attribution in report.attributions}
    for attribution in report.attributions:
        present = [
            mention
            for mention in (attribution.source, attribution.cue, attribution.content)
            if mention is not None
        ]
        assert attribution.start == min(mention.start for mention in present)
        assert attribution.end == max(mention.end for mention in present)
        for mention in present:
            assert text[mention.start : mention.end] == mention.text
            reached = -1
            for span in mention.spans:
                assert reached < span.start < span.end <= len(text)
                assert not text[span.start].isspace() and not text[span.end - 1].isspace()
                reached = span.end
        assert attribution.inside is None or id(attribution.inside) in numbers
    record = report.to_dict()
    assert Report.from_dict(record) == report
    # JSON joins a high and a low surrogate that stand side by side to one character.
    if not _PAIR.search(text):
        assert json.loads(report.to_json()) == record
    assert ANNOTATOR.annotate(text) == report
    return report


@settings(relaxed, max_examples=200)
@given(anything)
def test_anything(text: str) -> None:
    check(text)


@settings(relaxed, max_examples=250)
@given(news)
def test_news_in_pieces(text: str) -> None:
    check(text)


@settings(relaxed, max_examples=250)
@given(sentences)
def test_clauses_in_any_order(text: str) -> None:
    report = check(text)
    for target in (report.sentences[0], *report.attributions[:1]):
        if any(c.isalnum() for c in target.text):
            report.sentiment_toward(target.start, target.end)
    totals = report.totals(None)
    assert 0 <= totals.attributed_words <= totals.words


@settings(relaxed, max_examples=40)
@given(sentences | news)
def test_every_layer_by_itself_finds_the_same(text: str) -> None:
    whole = ANNOTATOR.annotate(text)
    alone = ATTRIBUTION.annotate(text)
    assert alone.attributions == whole.attributions
    assert alone.zones == whole.zones
    without = THE_OTHERS.annotate(text)
    assert [(h.start, h.end, h.entry) for h in without.hedges] == [
        (h.start, h.end, h.entry) for h in whole.hedges
    ]
    assert without.readability == whole.readability


@pytest.mark.parametrize(
    "text",
    [
        "\ud800", "\udfff said \ud800", "\x00", "\ufeff", "\u200b", "\u202e", "\r", "\r\n", ".",
        "“", "”", "'", "said", "said:", ":", "“”", "””““", "He said", "said he", "He said “",
        "He said ”.", "He said:\n\n", "“He said,", "that", "that that that", "it is said that",
        "(((", "]", "\U0010ffff", "a" * 5000, "“" * 300, "he said, " * 100, "\n" * 300,
        "e" + "\u0301" * 500, "—" * 100, "who said who said who said", "A: B: C: D:", "“a” – B",
        "so-called", "so-called ", "’s claim that",
        "was quoted as saying “The road is open. “The road is open. ",
        "“The road is open. he said was quoted as saying he said ",
    ],
)  # fmt: skip
def test_odd_texts(text: str) -> None:
    check(text)


def test_offsets_do_not_depend_on_what_stands_before() -> None:
    text = "Russia’s military says the convoy left. Ankara has not confirmed the claim."
    for before in ("", "\U0001f600\n\n", "e\u0301\n\n", "\ud800\n\n", "\r\n\r\n"):
        report = biaslens.annotate(before + text)
        found = [(a.start - len(before), a.end - len(before)) for a in report.attributions]
        assert found == [(0, 38), (40, 74)]
