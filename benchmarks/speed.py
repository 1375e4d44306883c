"""Measure how many words a second biaslens annotates, and where the time goes.

    python benchmarks/speed.py                   the articles of examples/, repeated
    python benchmarks/speed.py --data FILE       JSON Lines, one object a line with a "text"

A figure in words a second holds for one machine at one time. VADER, scoring the same sentences in
the same run, is the yardstick beside it: the ratio of the two carries over to other machines. A
word is what stands between white space.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import biaslens

EXAMPLES = Path(__file__).parent.parent / "examples"
REPEATS = 40


def seconds(jobs: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Time jobs by turns, so that a machine that slows down does so for all of them.

    Args:
        jobs: What to time.
        rounds: Number of times that each is run.

    Returns:
        The median of each, in seconds.
    """
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(rounds):
        for job, taken in zip(jobs, times, strict=True):
            began = time.perf_counter()
            job()
            taken.append(time.perf_counter() - began)
    return [statistics.median(taken) for taken in times]


def texts_of(path: Path | None) -> list[str]:
    """The texts of a file of JSON Lines, or the example articles, repeated."""
    if path is None:
        articles = [each.read_text(encoding="utf-8") for each in sorted(EXAMPLES.glob("*.txt"))]
        return articles * REPEATS
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, metavar="FILE", help="texts, as JSON Lines")
    parser.add_argument("--rounds", type=int, default=5, help="rounds to take the median of")
    options = parser.parse_args()
    texts = texts_of(options.data)
    words = sum(len(text.split()) for text in texts)
    if not words or options.rounds < 1:
        parser.error("expected a text with words and at least one round")

    full = biaslens.Annotator()
    vader = SentimentIntensityAnalyzer()
    sentences = [each.text for text in texts for each in full.annotate(text).sentences]

    def work(annotator: biaslens.Annotator) -> Callable[[], object]:
        def annotate_all() -> None:
            for text in texts:
                annotator.annotate(text).to_dict()

        return annotate_all

    def score_all() -> None:
        for sentence in sentences:
            vader.polarity_scores(sentence)

    without = {
        layer: biaslens.Annotator(layers=[other for other in biaslens.LAYERS if other != layer])
        for layer in biaslens.LAYERS
    }
    bare = biaslens.Annotator(layers=[])
    jobs = [work(full), score_all, work(bare), *map(work, without.values())]
    ours, theirs, base, *lesser = seconds(jobs, options.rounds)

    print(f"{len(texts):,} texts, {words:,} words, median of {options.rounds} rounds")
    print(f"{'biaslens, annotate + to_dict':32}{words / ours:12,.0f} words/s")
    print(f"{'VADER alone, same sentences':32}{words / theirs:12,.0f} words/s")
    print(f"{'VADER’s time / biaslens’s':32}{theirs / ours:12.3f}")
    print("\nshare of the time saved when a layer is switched off")
    for layer, less in zip(without, lesser, strict=True):
        print(f"{layer:32}{1 - less / ours:12.0%}")
    print(f"{'what is left without any':32}{base / ours:12.0%}")


if __name__ == "__main__":
    main()
