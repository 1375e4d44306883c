"""Cost grows with the text and no faster, whatever the text is.

Work is counted in calls and lines of Python, which are the same on every machine: a text four times
as long may take at most five times as many. What is done in C is not seen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from biaslens import Annotator

ANNOTATOR = Annotator()

SHAPES: dict[str, str] = {
    "one word": "road ",
    "said": "said ",
    "he said": "he said ",
    "he said that": "he said that ",
    "he said and commas": "he said, ",
    "names": "Anna Petrova ",
    "name said": "Anna Petrova said. ",
    "names and commas": "Anna Petrova, ",
    "of": "head of the ",
    "possessives": "Russia’s ",
    "and": "road and ",
    "who said": "the man who said ",
    "as saying": "was quoted as saying ",
    "according to": "according to ",
    "claim that": "the claim that ",
    "adverbs": "reportedly ",
    "to": "to want ",
    "opening quotes": "“",
    "opening quotes and words": "“road ",
    "closing quotes": "road” ",
    "straight quotes": '"road" ',
    "single quotes": "‘road’ ",
    "apostrophes": "road' ",
    "quotations": "“We won,” he said. ",
    "quotations alone": "“We won.” ",
    "signed": "“We won and they lost.” – Ann\n",
    "round brackets": "(",
    "brackets and words": "(road ",
    "square brackets": "[road] ",
    "hyphens": "road-",
    "dashes": "road – ",
    "colons": "Anna: ",
    "colon lines": "Anna: road\n\n",
    "colon ends": "Anna said:\n\n",
    "no spaces": "road",
    "no spaces, dots": "road.",
    "dots": ".",
    "initials": "U.S. ",
    "numbers": "10.5 ",
    "newlines": "\n",
    "short lines": "road\n",
    "short paragraphs": "He said no.\n\n",
    "comments": "Anna\nReply\nHe said no.\n\n",
    "spaces": " ",
    "marks over letters": "\u0301",
    "zero width": "\u200b",
    "capitals": "ROAD ",
    "loaded": "regime terrorists ",
    "so-called": "so-called ",
    "hedges": "may possibly ",
    "links": "http://x.org/a ",
    "pronouns": "He said. She said. ",
    "good and bad": "very good but not horrible ",
}


class Counter:
    """Counts calls and lines run."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Counter | None:
        # Returned for each frame, so that it is called for each line in it.
        self.count += 1
        return self


@contextmanager
def counting() -> Iterator[Counter]:
    counter = Counter()
    before = sys.gettrace()
    sys.settrace(counter)
    try:
        yield counter
    finally:
        sys.settrace(before)


def work(use: Callable[[str], object], text: str) -> int:
    """Calls and lines that one annotation takes, once everything is loaded."""
    use(text)
    with counting() as counter:
        use(text)
    return counter.count


def repeated(unit: str, length: int) -> str:
    return unit * (length // len(unit) + 1)


@pytest.mark.parametrize("unit", SHAPES.values(), ids=SHAPES)
def test_four_times_the_text_is_at_most_five_times_the_work(unit: str) -> None:
    # Sentences longer than any of news are read in pieces: the smaller text is longer than one.
    size = 2000
    small = work(ANNOTATOR.annotate, repeated(unit, size))
    large = work(ANNOTATOR.annotate, repeated(unit, 4 * size))
    assert large <= 5 * small


def test_the_count_sees_a_square() -> None:
    def square(text: str) -> int:
        return sum(1 for _ in text for _ in text)

    assert work(square, "x" * 80) > 5 * work(square, "x" * 20)


def test_the_count_sees_a_loop_without_calls() -> None:
    def square(text: str) -> int:
        found = 0
        for _ in text:
            for _ in text:
                found += 1
        return found

    assert work(square, "x" * 80) > 5 * work(square, "x" * 20)
