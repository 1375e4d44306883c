from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from biaslens.text import read

CASES = yaml.safe_load((Path(__file__).parent / "data/text/quotations.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_quotations(case: dict) -> None:
    text, document = case["text"], read(case["text"])
    expected = []
    at = 0
    for quotation, *traits in case["quotations"]:
        at = text.index(quotation, at)
        depth = sum(trait for trait in traits if isinstance(trait, int))
        names = {trait for trait in traits if isinstance(trait, str)}
        expected.append((quotation, at, depth, names))
        at += 1
    found = []
    for quoted in document.quotations:
        start, end = document.slice(quoted.first, quoted.last)
        names = {name for name in ("single", "carries_on") if getattr(quoted, name)}
        names |= set() if quoted.closed else {"open"}
        found.append((text[start:end], start, quoted.depth, names))
    assert found == expected


def test_inner_leaves_the_marks_out() -> None:
    document = read("“One,” he said. “Two")
    words = document.tokens.words
    inner = [words[slice(*quoted.inner)] for quoted in document.quotations]
    assert inner == [["One", ","], ["Two"]]
