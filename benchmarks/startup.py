"""How long biaslens takes to start, beside the libraries it stands on.

    python benchmarks/startup.py

Every step runs in fresh interpreters, all steps by turns, and is shown by its median, less the
interpreter's own start. What counts is the last column, the ratio to importing PyYAML and
vaderSentiment in the same run: milliseconds are those of the machine.

A checkout has no compiled copy of the lexicon until tools/compile_lexicon.py has made one, and it
is void after every change to a lexicon; every installed wheel has one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 7
_YARDSTICK = "import yaml, vaderSentiment.vaderSentiment"
STEPS = (
    "pass",
    _YARDSTICK,
    "import attrs",
    "import biaslens",
    "from biaslens import *",
    "import biaslens; biaslens.Lexicon.builtin()",
    "import biaslens; biaslens.Lexicon.builtin().matcher",
    "import biaslens; biaslens.Annotator()",
    "import biaslens; biaslens.annotate('Ankara said on Monday that the regime may fall.')",
)
_COPY = """
from importlib import resources
from biaslens.lexicon.snapshot import read_snapshot, snapshot_name
there = resources.files("biaslens").joinpath("data", snapshot_name("en")).is_file()
print("used" if read_snapshot("en") else "void" if there else "none")
"""


def measure() -> dict[str, float]:
    """Return the median time of each step in seconds."""
    times: dict[str, list[float]] = {step: [] for step in STEPS}
    for turn in range(ROUNDS + 1):
        for step in STEPS:
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", step], check=True)
            if turn:  # the first only warms up the disk
                times[step].append(time.perf_counter() - start)
    return {step: statistics.median(values) for step, values in times.items()}


def main() -> None:
    """Print a table."""
    copy = subprocess.run(
        [sys.executable, "-c", _COPY], check=True, capture_output=True, encoding="utf-8"
    )
    print(f"Python {sys.version.split()[0]}, compiled lexicon: {copy.stdout.strip()}")
    medians = measure()
    start = medians["pass"]
    yardstick = medians[_YARDSTICK] - start
    print(f"{'ms':>8} {'ratio':>7}")
    for step, median in medians.items():
        own = median if step == "pass" else median - start
        print(f"{own * 1000:8.1f} {own / yardstick:7.2f}  {step}")


if __name__ == "__main__":
    main()
