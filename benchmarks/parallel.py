"""How much faster two or more processes annotate than one.

    python benchmarks/parallel.py                    two processes
    python benchmarks/parallel.py --processes 2 4 8
    python benchmarks/parallel.py --data FILE        JSON Lines, one object a line with a "text"

The articles of examples/, repeated, are annotated by ``Annotator.annotate_many`` by turns in this
process and in others, and every report is drawn. Processes are started anew in each round, and
their start is part of the time. The ratio carries over to other machines, as long as nothing else
keeps their cores busy. The last column does so even then: by how much the CPU time of all processes
together lets the work be shared out, were every process to have a core of its own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path

from speed import texts_of

import biaslens


def cpu_seconds() -> float:
    """CPU time of this process and of those that it has started and that have ended."""
    return sum(os.times()[:4])


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--processes", type=int, nargs="+", default=[2], metavar="N")
    parser.add_argument("--articles", type=int, default=4000, metavar="N")
    parser.add_argument("--data", type=Path, metavar="FILE", help="texts, as JSON Lines")
    parser.add_argument("--rounds", type=int, default=3, help="rounds to take the median of")
    options = parser.parse_args()
    if min(*options.processes, options.articles, options.rounds) < 1:
        parser.error("expected numbers from 1")

    found = texts_of(options.data)
    texts = (found * (options.articles // len(found) + 1))[: options.articles]
    words = sum(len(text.split()) for text in texts)
    annotator = biaslens.Annotator()
    for _ in annotator.annotate_many(found[:10]):
        pass

    numbers = [1, *(number for number in options.processes if number != 1)]
    times: dict[int, list[float]] = {number: [] for number in numbers}
    cpu: dict[int, list[float]] = {number: [] for number in numbers}
    for _ in range(options.rounds):
        for number in numbers:
            began, cpu_began = time.perf_counter(), cpu_seconds()
            for report in annotator.annotate_many(texts, processes=number, errors="raise"):
                assert report.sentences
            times[number].append(time.perf_counter() - began)
            cpu[number].append(cpu_seconds() - cpu_began)

    print(f"{len(texts):,} articles, {words:,} words, {os.cpu_count()} cores, ", end="")
    print(f"median of {options.rounds} rounds")
    alone = times[1]
    for number, taken in times.items():
        ratios = [one / many for one, many in zip(alone, taken, strict=True)]
        share = statistics.median(cpu[1]) / statistics.median(cpu[number])
        print(
            f"processes={number:<4}{words / statistics.median(taken):12,.0f} words/s"
            f"{statistics.median(ratios):8.2f} times one process"
            f"  (rounds: {', '.join(f'{ratio:.2f}' for ratio in ratios)})"
            f"  by CPU time {number * share:.2f}"
        )


if __name__ == "__main__":
    main()
