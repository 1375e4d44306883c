"""Whether memory stays flat over many articles in one process.

    python benchmarks/soak.py                        100,000 short articles
    python benchmarks/soak.py --articles 10000
    python benchmarks/soak.py --processes 2          through annotate_many with two processes

Every article is other than all before: names, numbers and some made-up words that no cache has met,
some of them long, some with accents. Each report is turned into a dictionary and dropped. Memory is
resident memory of this process. If it rises by more than 5 MB from the first fifth to the end, the
script ends with status 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import biaslens

BOUND = 5e6
SYLLABLES = "ba ce di fo gu ha jé ki lo mü na or pa qui ra so ta uv we xo ya zi".split()
LINES = (
    "{0} {1} said on Monday that the {2} was shut, {3} reported.",
    "The {4} regime has not confirmed that {5:,} people may have left {2}.",
    "“We will {4} the {2}”, {1} told reporters, “and nobody will stop us.”",
    "According to {3}, so-called {4} activists reportedly seized {5} of the {2}s.",
    "It is unclear whether the {2} was {4}; officials denied the brutal claim.",
    "Critics of {0} {1} called the {6} decision a disgrace.",
)


def articles(number: int) -> Iterator[biaslens.Article]:
    """Make articles, the same ones each time."""
    chance = random.Random(7)

    def word(most: int = 4) -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, most)))

    for index in range(number):
        first, last, agency = word().title(), word().title(), word().title()
        lines = [
            line.format(first, last, word(), agency, word(), chance.randint(2, 10**6), word(12))
            for line in chance.sample(LINES, 4)
        ]
        yield biaslens.Article("\n\n".join(lines), id=str(index))


def resident() -> float:
    """Resident memory of this process now, in bytes; 0 where it cannot be told."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return 1024.0 * int(status.partition("VmRSS:")[2].split()[0])


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000, metavar="N")
    parser.add_argument("--processes", type=int, default=1, metavar="N")
    options = parser.parse_args()
    if options.articles < 10:
        parser.error("--articles: expected at least 10")
    if not resident():
        parser.error("this machine does not tell a process's memory in /proc")

    step = options.articles // 10
    readings = []
    words = 0
    began = time.perf_counter()
    annotator = biaslens.Annotator()
    reports = annotator.annotate_many(
        articles(options.articles), processes=options.processes, errors="raise"
    )
    for number, report in enumerate(reports, 1):
        report.to_dict()
        words += report.readability.words
        if number % step == 0:
            readings.append(resident())
            print(f"{number:>10,} articles {readings[-1] / 1e6:8.1f} MB", flush=True)
    seconds = time.perf_counter() - began
    rise = readings[-1] - readings[1]
    print(f"{words:,} words in {seconds:.0f} s; since the first fifth {rise / 1e6:+.1f} MB")
    if rise > BOUND:
        sys.exit(1)


if __name__ == "__main__":
    main()
