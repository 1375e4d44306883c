from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from biaslens.text import fold, tokenize

CASES = yaml.safe_load((Path(__file__).parent / "data/text/tokens.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_tokens(case: dict) -> None:
    text, tokens = case["text"], tokenize(case["text"])
    assert tokens.words == case["tokens"]
    expected = []
    at = 0
    for word in case["tokens"]:
        at = text.index(word, at)
        expected.append((at, at + len(word)))
        at += len(word)
    assert list(zip(tokens.starts, tokens.ends, strict=True)) == expected


def test_stops_and_quotes_are_indices_of_tokens() -> None:
    tokens = tokenize("Lt. Lee said “no.” Why?")
    assert [tokens.words[i] for i in tokens.stops] == ["Lt.", ".", "?"]
    assert [tokens.words[i] for i in tokens.quotes] == ["“", "”"]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Erdoğan", "erdogan"),
        ("Erdog\u0306an", "erdogan"),
        ("DIYARBAKIR", "diyarbakir"),
        ("Diyarbakır", "diyarbakir"),
        ("İzmir", "izmir"),
        ("Rus\u200bsia\u202c", "russia"),
        ("O’Brien", "o'brien"),
        ("“", '"'),
        ("Straße", "strasse"),
        ("\u0301", "\u0301"),
        ("\u200b", "\u200b"),
        ("\ud800", "\ud800"),
        ("", ""),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_fold_of_each_character_is_stable() -> None:
    unstable = [hex(i) for i in range(0x30000) if fold(fold(chr(i))) != fold(chr(i))]
    assert unstable == []
