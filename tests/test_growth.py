"""Cost grows with the text and no faster, whatever the text is.

Work is counted in calls and lines of Python, which are the same on every machine: a text four times
as long may take at most five times as many. What is done in C is not seen.
"""

from __future__ import annotations

import gc
import importlib
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any
from xml.etree import ElementTree

import pytest

import biaslens
from biaslens import Annotator
from biaslens.lexicon.snapshot import read_snapshot

ANNOTATOR = Annotator()
BENCHMARKS = Path(__file__).parent.parent / "benchmarks"

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
    "lone straight quotes": '"',
    "curly quotes": "“”",
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
    "colons and newlines": ":\n",
    "NULs": "\0",
    "NULs and words": "road\0",
    "commas": ",",
    "brackets that open and close": "()",
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


# --- memory ---------------------------------------------------------------------------------------


def peak_of(text: str) -> int:
    """Most memory that Python's objects take during one annotation, once everything is loaded."""
    ANNOTATOR.annotate(text)
    gc.collect()
    tracemalloc.start()
    try:
        ANNOTATOR.annotate(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("shape", ["said", "opening quotes", "no spaces", "comments", "NULs"])
def test_four_times_the_text_takes_at_most_five_times_the_memory(shape: str) -> None:
    small = peak_of(repeated(SHAPES[shape], 4000))
    large = peak_of(repeated(SHAPES[shape], 16000))
    assert large <= 5 * small


def test_nothing_is_kept_of_articles_that_are_done_with() -> None:
    def articles(first: int) -> Iterator[str]:
        for number in range(first, first + 150):
            # Words that no cache has met: made of digits, of letters, long and short.
            word = "".join(chr(97 + int(digit)) for digit in str(number * 7919))
            yield f"Officer {word} said the é{word} regime fell.\n\n{word * 9} may x{number}."

    def held(first: int) -> int:
        for article in articles(first):
            ANNOTATOR.annotate(article).to_dict()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    # Caches fill, but only so far: what they hold of a word is small.
    tracemalloc.start()
    try:
        sizes = [held(first) for first in (10_000, 20_000, 30_000, 40_000)]
    finally:
        tracemalloc.stop()
    # A round in which the table of a cache happens to be made larger says nothing.
    growth = min(after - before for before, after in pairwise(sizes))
    assert growth < 150 * 3000


def test_one_ordinary_article_takes_less_than_a_hundred_megabytes() -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("looks into /proc")
    if read_snapshot("en") is None:
        pytest.skip("the lexicon has no compiled copy, as every installed package does")
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "memory.py")],
        env={**os.environ, "PYTHONPATH": str(Path(biaslens.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "to_json" in done.stdout


# --- the script that shows it ---------------------------------------------------------------------


def test_the_benchmark_fits_exponents_and_draws(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    growth = importlib.import_module("growth")
    sizes = [1000, 2000, 4000]
    assert growth.exponent(sizes, [3 * size for size in sizes]) == pytest.approx(1)
    assert growth.exponent(sizes, [size**2 for size in sizes]) == pytest.approx(2)
    for shape in growth.SHAPES:
        assert len(growth.text_of(shape, 3001)) == 3001
    picture = growth.drawing(sizes, {"said": [0.1, 0.2, 0.4], "a quote": [0.2, 0.4, 0.9]})
    names = [text.text for text in ElementTree.fromstring(picture).iter() if text.text]
    assert {"said", "a quote", "1,000", "4,000"} <= set(names)
    found = growth.measure("said", 2000)
    assert found["seconds"] >= found["own"] > 0
    assert found["traced"] > 1000
