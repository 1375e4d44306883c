from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from biaslens.text import Document, fold, read
from biaslens.text.tokens import WIDTHLESS

# Pieces that meet in news and in broken pages, so that chance puts them side by side.
PIECES = [
    *"\"'“”‘’„«»`.,?!…()[]-—•*@#aAI1 \n\r\t\0\u200b\u202b\ufeff\u0301\u2029\ud800é",
    "''", "``", "’’", "...", "\r\n", "\n\n", "Mr.", "U.S.", "No. 5", "don't", "cannot", "said",
    "dogs’", "5'10\"", "www.", "http://", "אמר", "Straße", "The", "[3]", "’90s", "n’t", "’s", "😀",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters()),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)


def partitions(ranges: list[tuple[int, int]], count: int) -> bool:
    """Whether ranges, none empty, cover ``count`` tokens without gap or overlap."""
    edges = [0, *(last for _, last in ranges)]
    return (
        [first for first, _ in ranges] == edges[:-1]
        and edges[-1] == count
        and all(first < last for first, last in ranges)
    )


@given(TEXTS)
def test_each_visible_character_lies_in_exactly_one_token(text: str) -> None:
    tokens = read(text).tokens
    covered = [0] * len(text)
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        for at in range(start, end):
            covered[at] += 1
    for at, character in enumerate(text):
        if character.isspace():
            assert covered[at] == 0
        elif character in WIDTHLESS:
            assert covered[at] <= 1
        else:
            assert covered[at] == 1, (at, unicodedata.name(character, repr(character)))


@given(TEXTS)
def test_tokens_are_slices_of_the_text(text: str) -> None:
    tokens = read(text).tokens
    assert tokens.words == [
        text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)
    ]
    assert tokens.keys == [fold(word) for word in tokens.words]
    assert all(tokens.words)
    assert all(0 <= index < len(tokens) for index in tokens.stops + tokens.quotes)
    assert tokens.stops == sorted(set(tokens.stops))
    assert tokens.quotes == sorted(set(tokens.quotes))


@given(TEXTS)
def test_paragraphs_and_sentences_partition_the_tokens(text: str) -> None:
    document = read(text)
    assert partitions(document.paragraphs, len(document.tokens))
    assert partitions(document.sentences, len(document.tokens))
    starts = {first for first, _ in document.sentences}
    assert starts >= {first for first, _ in document.paragraphs}


def paragraph_of(document: Document, token: int) -> tuple[int, int]:
    return next(p for p in document.paragraphs if p[0] <= token < p[1])


@given(TEXTS)
def test_quotations_nest_within_their_paragraph(text: str) -> None:
    document = read(text)
    around: list[int] = []
    before = -1
    for quoted in document.quotations:
        assert before < quoted.first < quoted.last
        before = quoted.first
        first, last = paragraph_of(document, quoted.first)
        assert quoted.last <= last
        assert quoted.first == first or not quoted.carries_on
        inner_first, inner_last = quoted.inner
        assert inner_first <= inner_last
        while around and around[-1] <= quoted.first:
            around.pop()
        assert not around or quoted.last <= around[-1]
        assert quoted.depth == len(around)
        around.append(quoted.last)


@given(TEXTS)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
