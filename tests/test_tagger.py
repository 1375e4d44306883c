"""The part-of-speech tagger."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaslens.grammar import tagger as module
from biaslens.grammar.tagger import Tagger, default_tagger
from biaslens.grammar.vocabulary import CAPITALS, HEADLINE, LETTERS, MIDDLE, sentence_mode

# Each token with its tag; every token is checked.
SENTENCES = [
    "The/DT minister/NN said/VBD that/IN the/DT claims/NNS were/VBD false/JJ ./.",
    "The/DT report/NN said/VBD he/PRP was/VBD killed/VBN by/IN rebels/NNS ./.",
    "He/PRP reports/VBZ to/IN the/DT president/NN ./.",
    "She/PRP plans/VBZ to/TO leave/VB ,/, officials/NNS said/VBD ./.",
    "“/`` It/PRP is/VBZ a/DT lie/NN ,/, ”/'' the/DT ministry/NN added/VBD ./.",
    "Russia/NNP has/VBZ n’t/RB confirmed/VBN his/PRP$ report/NN ./.",
    "He/PRP asked/VBD her/PRP to/TO tell/VB his/PRP$ aides/NNS ./.",
    "The/DT plan/NN ,/, announced/VBN by/IN the/DT army/NN ,/, was/VBD rejected/VBN ./.",
    "Turkish/JJ -/HYPH backed/VBN rebels/NNS vowed/VBD to/TO retake/VB the/DT town/NN ./.",
    "Lt./NNP Gen./NNP John/NNP Smith/NNP slammed/VBD the/DT plan/NN ./.",
    "They/PRP paid/VBD $/$ 1,200.5/CD ,/, or/CC 36/CD %/NN of/IN it/PRP —/: he/PRP said/VBD ./.",
    "They/PRP may/MD not/RB carry/VB out/RP the/DT attack/NN ./.",
    "The/DT strike/NN that/WDT killed/VBD him/PRP was/VBD denied/VBN ./.",
    "I/PRP do/VBP n't/RB know/VB who/WP she/PRP is/VBZ ./.",
]
HEADLINES = [
    "Russia/NNP Denies/VBZ Bombing/VBG Hospital/NN in/IN Aleppo/NNP",
    "RUSSIA/NNP DENIES/VBZ BOMBING/VBG HOSPITAL/NN IN/IN ALEPPO/NNP",
    "Officials/NNS Say/VBP Rebels/NNS Attacked/VBD Convoy/NN",
    "Trump/NNP Slams/VBZ Clinton/NNP",
]
# What the tagger gets wrong; a test that starts to pass belongs above.
MISTAKES = ["It/PRP cost/VBD $/$ 1,200/CD ./."]
COMMON = ["The", "said", "“", '"', "'", "-", "that", "'s", "U.S.", "36"]


def _pairs(line: str) -> list[tuple[str, str]]:
    return [(item.rpartition("/")[0], item.rpartition("/")[2]) for item in line.split()]


@pytest.mark.parametrize(
    "line",
    [
        *SENTENCES,
        *HEADLINES,
        *(pytest.param(line, marks=pytest.mark.xfail(strict=True)) for line in MISTAKES),
    ],
)
def test_tags(line: str) -> None:
    pairs = _pairs(line)
    words = [word for word, _ in pairs]
    assert list(zip(words, default_tagger().tag(words), strict=True)) == pairs


@pytest.mark.parametrize(
    ("line", "mode"),
    [
        ("Russia Denies Bombing Hospital in Aleppo", HEADLINE),
        ("Rebels Attack Convoy Near Town .", HEADLINE),
        ("RUSSIA DENIES BOMBING HOSPITAL IN ALEPPO .", CAPITALS),
        ("Mr. Smith met Mr. Jones and told him of the plan .", MIDDLE),
        ("Smith told Jones of the plan", MIDDLE),
        ("the plan failed", MIDDLE),
        ("Trump", MIDDLE),
    ],
)
def test_sentence_mode(line: str, mode: int) -> None:
    assert sentence_mode(line.split()) == mode


def test_curly_apostrophe_reads_as_straight() -> None:
    tagger = default_tagger()
    curly = tagger.tag(["Russia", "’s", "army", "did", "n’t", "move", "."])
    assert curly == tagger.tag(["Russia", "'s", "army", "did", "n't", "move", "."])
    assert curly[1] == "POS"


def test_straight_quotes_open_and_close() -> None:
    line = 'He said : " We left , " and " They stayed . "'
    words = line.split()
    tags = default_tagger().tag(words)
    assert [tag for word, tag in zip(words, tags, strict=True) if word == '"'] == [
        "``", "''", "``", "''",
    ]


def test_unknown_words_by_ending_and_capital() -> None:
    line = "He grommeled the frindle and Mr. Zorbachek was brindling quastily ."
    words = line.split()
    tags = dict(zip(words, default_tagger().tag(words), strict=True))
    assert (tags["grommeled"], tags["frindle"], tags["Zorbachek"]) == ("VBD", "NN", "NNP")
    assert (tags["brindling"], tags["quastily"]) == ("VBG", "RB")


def test_empty_sentence() -> None:
    assert default_tagger().tag([]) == []


@given(st.lists(st.text(max_size=12) | st.sampled_from(COMMON)))
def test_any_strings(words: list[str]) -> None:
    tags = default_tagger().tag(words)
    assert len(tags) == len(words)
    assert set(tags) <= set(LETTERS) - {"<>"}


@pytest.mark.parametrize(
    "words", [["\ud800", "\x00", ""], ["a" * 100_000, "1." * 50_000], ['"'] * 10_000, ("said",)]
)
def test_hostile_words(words: list[str]) -> None:
    assert len(default_tagger().tag(words)) == len(words)


def test_caches_do_not_change_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [[word for word, _ in _pairs(line)] for line in SENTENCES + HEADLINES]
    warm = default_tagger()
    expected = [warm.tag(words) for words in sentences]
    monkeypatch.setattr(module, "_FORMS_LIMIT", 3)
    small: Tagger = pickle.loads(pickle.dumps(warm))
    assert small is not warm
    assert [small.tag(words) for words in reversed(sentences)][::-1] == expected
    assert max(map(len, small._forms)) <= 3


def test_threads_agree() -> None:
    tagger: Tagger = pickle.loads(pickle.dumps(default_tagger()))
    sentences = [[word for word, _ in _pairs(line)] for line in SENTENCES] * 40
    expected = [default_tagger().tag(words) for words in sentences]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tagger.tag, sentences)) == expected


def test_model_is_small_and_has_its_notice() -> None:
    data = resources.files("biaslens").joinpath("data")
    assert len(data.joinpath("tagger.txt").read_bytes()) < 1_000_000
    notice = data.joinpath("TAGGER-NOTICE.txt").read_text(encoding="utf-8")
    for name in ("Amir Zeldes", "Georgetown University", "English Web Treebank", "CC BY-SA 4.0"):
        assert name in notice
