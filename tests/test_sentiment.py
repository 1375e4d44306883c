"""Sentiment: equal to VADER without a news lexicon, by voice, and toward a target."""

from __future__ import annotations

import pickle
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

from biaslens.errors import InputError
from biaslens.grammar import default_tagger, read_grammar
from biaslens.grammar.clauses import Syntax
from biaslens.layers.sentiment import SentimentScorer
from biaslens.layers.targets import mentions_of, pronouns_of
from biaslens.layers.toward import toward, toward_name
from biaslens.lexicon import Lexicon
from biaslens.model import Sentiment
from biaslens.text import read

VADER = SentimentIntensityAnalyzer()
PLAIN = SentimentScorer()
BUILTIN = Lexicon.builtin()
NEWS = SentimentScorer(BUILTIN.section("sentiment"), BUILTIN.section("toward"))

MADE_UP = [
    "The mayor opened the bridge.",
    "The mayor was VERY good, but the speech was terrible!!!",
    "She is not a bad judge, and he never was so happy.",
    "At least it isn't a horrible plan.",
    "It was the least helpful answer; no good came of it.",
    "Kind of good, sort of bad :) and a 😀 at the end",
    "The good, the good but the good and the bad",
    "This is the kiss of death, yeah right, without doubt a great success??",
    "no no NO good",
    "“brutal” and isn’t are strange words to VADER",
]


def four(sentiment: Sentiment) -> tuple[float, float, float, float]:
    return (sentiment.negative, sentiment.neutral, sentiment.positive, sentiment.compound)


def vader(text: str) -> tuple[float, ...]:
    scores = VADER.polarity_scores(text)
    return tuple(scores[key] for key in ("neg", "neu", "pos", "compound"))


def scorer_of(*entries: dict[str, object], section: str = "sentiment") -> SentimentScorer:
    lexicon = Lexicon.empty().extend({"schema": 1, "name": "own", section: list(entries)})
    return SentimentScorer(lexicon.section(section))


def syntax_of(text: str) -> Syntax:
    document = read(text)
    return Syntax.of(document, read_grammar(document, default_tagger().tag))


# --- VADER ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*MADE_UP, "", "   ", "!", ":)", "\x00", "good\x00good"])
def test_is_vader_without_entries(text: str) -> None:
    assert four(PLAIN.score(text)) == vader(text)


_WORDS = sorted(VADER.lexicon)
_CHANGERS = [*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES, "but", "least", "so", "this", "or", "kind of"]
_word = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_CHANGERS),
    st.sampled_from(["the", "house", "of", "Mayor", "don't", "no"]),
    st.text(max_size=6),
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(_word, st.booleans(), st.sampled_from(["", "", ",", ".", "!", "??", "’s", "😀"])),
        max_size=14,
    )
)
def test_is_vader_on_any_words(parts: list[tuple[str, bool, str]]) -> None:
    text = " ".join((word.upper() if loud else word) + end for word, loud, end in parts)
    assert four(PLAIN.score(text)) == vader(text)


def test_is_vader_on_many_sentences() -> None:
    choose = random.Random(5)
    for _ in range(5000):
        words = [
            choose.choice(choose.choice([_WORDS, _CHANGERS])) for _ in range(choose.randint(1, 9))
        ]
        text = " ".join(words)
        assert four(PLAIN.score(text)) == vader(text), text


@pytest.mark.parametrize(
    "text",
    ["but " * 200_000, "good but " * 100_000, "not good " * 100_000, "😀" * 200_000, "a" * 10**6],
)
def test_hostile_text_is_scored(text: str) -> None:
    score = PLAIN.score(text)
    assert -1 <= score.compound <= 1
    assert score.negative + score.neutral + score.positive == pytest.approx(1, abs=0.01)


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=60))
def test_any_string_is_scored(text: str) -> None:
    assert -1 <= NEWS.score(text).compound <= 1


def test_nothing_global_is_changed() -> None:
    scorer_of({"term": "terrible", "pos": "adjective", "valence": "4"})
    assert SentimentIntensityAnalyzer().lexicon == VADER.lexicon
    assert four(SentimentScorer().score("a terrible day")) == vader("a terrible day")


# --- the news lexicon -----------------------------------------------------------------------------


def test_topic_words_are_neutral_with_the_news_lexicon() -> None:
    text = "The police said the attack killed two."
    assert PLAIN.score(text).label == "negative"
    assert NEWS.score(text).label == "neutral"
    assert NEWS.score("The attack was a disgrace.").label == "negative"


def test_inflected_forms_and_variants_take_the_valence() -> None:
    scorer = scorer_of({"term": "honour", "pos": "verb", "variants": ["garland"], "valence": "0"})
    for word in ("honour", "honours", "honoured", "honouring", "honored", "garlanded"):
        assert scorer.score(f"They {word} her.") == Sentiment(0.0, 0.0, 1.0, 0.0)


def test_terms_of_several_words() -> None:
    scorer = scorer_of(
        {"term": "kangaroo court", "pos": "noun", "valence": "-3"},
        {"term": "cold war", "pos": "noun", "valence": "0"},
        {"term": "cold", "pos": "adjective", "valence": "-2"},
        {"term": "cold war peace prize", "pos": "noun", "valence": "3"},
    )
    assert scorer.score("It was a kangaroo court.").label == "negative"
    assert scorer.score("Two Kangaroo Courts, he said.").label == "negative"
    assert scorer.score("It was a kangaroo-court.").label == "negative"
    assert scorer.score("The kangaroo, court papers say, was fine.").compound > 0
    assert scorer.score("The cold war began.").label == "neutral"
    assert scorer.score("The war was cold.").label == "negative"
    assert scorer.score("She won a cold war peace prize.").label == "positive"


def test_typographic_marks_are_read() -> None:
    assert NEWS.score("It isn’t “good”.") == NEWS.score('It isn\'t "good".')
    assert NEWS.score("It isn’t “good”.").label == "negative"


def test_a_scorer_survives_pickling() -> None:
    copy = pickle.loads(pickle.dumps(NEWS))
    for text in MADE_UP:
        assert copy.score(text) == NEWS.score(text)


# --- voices ---------------------------------------------------------------------------------------


def voiced(text: str, source: str) -> tuple[object, ...]:
    document = read(text)
    tokens = document.tokens
    at = text.index(source)
    voices = ["source" if at <= start < at + len(source) else "author" for start in tokens.starts]
    return (text, document.sentences, tokens.starts, tokens.ends, voices)


def test_a_mixed_sentence_is_scored_in_its_parts() -> None:
    text = "The excellent mayor said: “It was a horrible and stupid plan.” A good day followed."
    result = PLAIN.article(*voiced(text, "“It was a horrible and stupid plan.”"))
    assert result.author.label == "positive"
    assert result.source.label == "negative"
    assert four(result.scare_quote) == (0, 0, 0, 0)


def test_the_whole_is_weighted_by_words() -> None:
    text = "Good. The council met in the old hall on Monday and rose at ten."
    result = PLAIN.article(*voiced(text, "Good."))
    good = PLAIN.score("Good.").compound
    assert result.overall.compound == pytest.approx(good / 14, abs=1e-3)
    assert result.source.compound == good
    assert result.author.compound == 0


def test_only_the_sentences_given_count() -> None:
    text, sentences, *rest = voiced("A fine day. A horrible crime.", "A fine day.")
    result = PLAIN.article(text, sentences[:1], *rest)
    assert result.label == "positive"
    assert four(result.author) == (0, 0, 0, 0)
    assert four(PLAIN.article(text, [], *rest).overall) == (0, 0, 0, 0)


def test_known_scores_are_used() -> None:
    text, sentences, *rest = voiced("A fine day. A horrible crime.", "A fine day.")
    scored = [PLAIN.score("A fine day."), PLAIN.score("A horrible crime.")]
    again = PLAIN.article(text, sentences, *rest, scored)
    assert again == PLAIN.article(text, sentences, *rest)


# --- toward a target ------------------------------------------------------------------------------

# The target stands in square brackets.
TARGETS = [
    # done to it
    ("The council condemned [Smith] on Friday.", "negative"),
    ("[The council] condemned Smith on Friday.", "neutral"),
    ("The paper lashed out at [Smith] on Friday.", "negative"),
    ("[Jones] was praised by Smith.", "positive"),
    ("Jones was praised by [Smith].", "neutral"),
    ("[Jones] was not praised by the union.", "negative"),
    ("Voters love [Jones].", "positive"),
    ("Police arrested [Jones].", "negative"),
    ("The court acquitted [Jones] of murder.", "positive"),
    ("The union accused [Smith] of fraud.", "negative"),
    ("The mayor called [Smith] a liar.", "negative"),
    ("[The mayor] called Smith a liar.", "neutral"),
    ("[Smith] slammed over tax plan", "negative"),
    ("The minister slammed [Smith], but praised Jones.", "negative"),
    ("The minister slammed Smith, but praised [Jones].", "positive"),
    # done by it
    ("[Smith] won the vote.", "positive"),
    ("[Smith] lost the vote.", "negative"),
    ("[Smith] failed to answer.", "negative"),
    ("[Smith] lied to the court.", "negative"),
    ("[Smith] did not lie.", "positive"),
    ("[Smith] refused to resign.", "negative"),
    ("[Smith] helped the families.", "positive"),
    ("[Smith] fought corruption.", "positive"),
    ("[Smith], who was convicted of fraud, left.", "negative"),
    ("[Smith] faces charges of fraud.", "negative"),
    ("[The guard] killed Smith.", "negative"),
    ("The guard killed [Smith].", "neutral"),
    # had by it, and directed at it
    ("[Smith]'s lies were plain.", "negative"),
    ("[Smith]'s brutal regime fell.", "negative"),
    ("The report praised the courage of [Smith].", "positive"),
    ("Critics of [Smith] met in the town hall.", "negative"),
    ("Support for [Smith] grew in the north.", "positive"),
    ("The attack on [Smith] was planned.", "negative"),
    # called
    ("[Smith] is incompetent.", "negative"),
    ("[Smith] is not incompetent.", "positive"),
    ("The embattled [Smith] spoke.", "negative"),
    # nothing said
    ("[Smith] met the mayor on Monday.", "neutral"),
    ("[Smith] said the talks would go on.", "neutral"),
    ("The letter reached [Smith] at noon.", "neutral"),
]


def marked(text: str) -> tuple[str, int, int]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(("text", "label"), TARGETS)
def test_toward(text: str, label: str) -> None:
    plain, start, end = marked(text)
    found = toward(syntax_of(plain), NEWS, start, end)
    assert found.label == label
    if label != "neutral":
        assert (found.score > 0) == (label == "positive")


def test_roles_come_from_the_lexicon() -> None:
    text = "The council frumped Smith."
    entry = {"term": "frump", "pos": "verb", "object": "-3", "note": "Made up."}
    lexicon = Lexicon.empty().extend({"schema": 1, "name": "own", "toward": [entry]})
    own = SentimentScorer((), lexicon.section("toward"))
    syntax = syntax_of(text)
    assert toward(syntax, PLAIN, 20, 25).label == "neutral"
    assert toward(syntax, own, 20, 25).label == "negative"
    assert toward(syntax, own, 0, 11).label == "neutral"


def test_toward_a_name_takes_all_its_mentions() -> None:
    text = (
        "Anna Smith met the mayor. The council praised Smith. The candidate lied, Bob Smith said."
    )
    syntax = syntax_of(text)
    assert toward_name(syntax, NEWS, "Anna Smith").label == "positive"
    assert toward_name(syntax, NEWS, "anna smith") == toward_name(syntax, NEWS, "Anna Smith")
    assert toward_name(syntax, NEWS, "Nobody Here").label == "neutral"
    at = text.index("The candidate")
    told = toward_name(syntax, NEWS, "Anna Smith", [(at, at + len("The candidate"))])
    assert told != toward_name(syntax, NEWS, "Anna Smith")


def test_pronouns_count_as_mentions_of_the_one_a_sentence_is_about() -> None:
    syntax = syntax_of("Ms. Smith left. She lied, he said. Bob Orr came. He and she met the mayor.")
    mentions = mentions_of(syntax, "Smith")
    keys = syntax.keys
    assert [(first, keys[first]) for first, _ in pronouns_of(syntax, mentions)] == [
        (keys.index("she"), "she")
    ]
    assert pronouns_of(syntax, []) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 99), (4, 5)])
def test_a_target_outside_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(InputError, match="target"):
        toward(syntax_of("Anna lied."), NEWS, start, end)


@pytest.mark.parametrize("name", ["", "  "])
def test_a_name_without_a_word_is_an_error(name: str) -> None:
    with pytest.raises(InputError, match="name"):
        toward_name(syntax_of("Anna lied."), NEWS, name)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=[]), min_size=1, max_size=80), st.data())
def test_toward_any_range_of_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        found = toward(syntax_of(text), NEWS, start, end)
    except InputError as error:
        assert "no word" in str(error)
    else:
        assert -1 <= found.score <= 1


def test_toward_in_one_endless_sentence() -> None:
    text = "the council condemned Smith and " * 20_000
    syntax = syntax_of(text)
    at = text.index("Smith", len(text) // 2)
    assert toward(syntax, NEWS, at, at + 5).label == "negative"
    assert toward_name(syntax, NEWS, "Smith").label == "negative"
