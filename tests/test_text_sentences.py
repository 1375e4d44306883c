from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from biaslens.text import read

CASES = yaml.safe_load((Path(__file__).parent / "data/text/sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_sentences(case: dict) -> None:
    text, document = case["text"], read(case["text"])
    expected = []
    at = 0
    for sentence in case["sentences"]:
        at = text.index(sentence, at)
        expected.append((at, at + len(sentence)))
        at += len(sentence)
    found = [document.slice(first, last) for first, last in document.sentences]
    assert [text[start:end] for start, end in found] == case["sentences"]
    assert found == expected
