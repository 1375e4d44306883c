from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from biaslens.text import read

CASES = yaml.safe_load((Path(__file__).parent / "data/text/paragraphs.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_paragraphs(case: dict) -> None:
    text, document = case["text"], read(case["text"])
    expected = []
    at = 0
    for paragraph in case["paragraphs"]:
        at = text.index(paragraph, at)
        expected.append((at, at + len(paragraph)))
        at += len(paragraph)
    found = [document.slice(first, last) for first, last in document.paragraphs]
    assert [text[start:end] for start, end in found] == case["paragraphs"]
    assert found == expected
