"""Whether many terms cost more per word than few.

    python benchmarks/terms.py

Lexicons of 1,000, 10,000 and 100,000 terms of our own making, of one to three words, some with a
gap, are searched for in the articles of examples/, into which some of the terms are put: the same
text and the same finds for all. They take turns, so that a machine that slows down does so for all.
The last column is the ratio to the smallest lexicon in the same run; it stays below 1.5.

In a second table all terms begin with the same word, which is put into the text.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from biaslens.lexicon import Lexicon
from biaslens.text import Document, read

EXAMPLES = Path(__file__).parent.parent / "examples"
SIZES = (1_000, 10_000, 100_000)
LIMIT = 1.5
_PLANTED = 200  # terms that stand in the text
_EVERY = 40  # words from one of them to the next
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def made_up_terms(count: int, first: str = "") -> list[str]:
    """Return different terms; those of a short list begin those of a longer one."""
    chance = random.Random(7)
    terms: dict[str, None] = {}
    while len(terms) < count:
        words = ["".join(chance.choices(_SYLLABLES, k=4)) for _ in range(chance.randint(1, 3))]
        if first:
            words.insert(0, first)
        elif len(words) > 1 and chance.random() < 0.3:
            words.insert(1, "…")
        if first and len(words) > 2 and chance.random() < 0.3:
            words.insert(1, "…")
        terms[" ".join(words)] = None
    return list(terms)


def lexicon_of(terms: Sequence[str]) -> Lexicon:
    """Return a lexicon of nouns."""
    entries = [{"term": term, "id": str(i), "pos": "noun"} for i, term in enumerate(terms)]
    return Lexicon.empty().extend({"defaults": {"loaded": {"category": "x"}}, "loaded": entries})


def text_with(terms: Sequence[str]) -> Document:
    """Return the example articles, with terms among their words."""
    articles = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    words = "\n\n".join(articles * 5).split(" ")
    for number, at in enumerate(range(_EVERY, len(words), _EVERY)):
        words[at] += " " + terms[number % _PLANTED].replace("…", "very much")
    return read(" ".join(words))


def microseconds(lexicons: Sequence[Lexicon], document: Document, rounds: int) -> list[float]:
    """Return the median time of a search per word, by turns, for each lexicon."""
    words = len(document.text.split())
    times: list[list[float]] = [[] for _ in lexicons]
    for turn in range(rounds + 1):
        for lexicon, taken in zip(lexicons, times, strict=True):
            began = time.perf_counter()
            lexicon.matcher.find(document.tokens, None, document.sentences)
            if turn:
                taken.append(time.perf_counter() - began)
    return [statistics.median(taken) / words * 1e6 for taken in times]


def measure(sizes: Sequence[int], first: str, rounds: int) -> list[tuple[int, int, float, float]]:
    """Return for each number of terms the matches found, the time per word, and the ratio."""
    terms = made_up_terms(max(sizes), first)
    document = text_with(terms)
    lexicons = [lexicon_of(terms[:size]) for size in sizes]
    found = [
        len(lexicon.matcher.find(document.tokens, None, document.sentences)["loaded"])
        for lexicon in lexicons
    ]
    times = microseconds(lexicons, document, rounds)
    return [
        (size, count, taken, taken / times[0])
        for size, count, taken in zip(sizes, found, times, strict=True)
    ]


def main() -> int:
    """Print the tables; the exit status tells whether the limit is kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=9, help="rounds to take the median of")
    rounds = parser.parse_args().rounds
    worst = 0.0
    for title, first in (("different terms", ""), ("all with the same first word", "zabu")):
        print(f"{title}\n{'terms':>8} {'matches':>8} {'µs/word':>8} {'ratio':>6}")
        for size, found, taken, ratio in measure(SIZES, first, rounds):
            print(f"{size:8,} {found:8,} {taken:8.3f} {ratio:6.2f}")
            worst = max(worst, ratio)
        print()
    print(f"largest ratio {worst:.2f}, limit {LIMIT}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
