"""How much memory biaslens takes until one ordinary article is annotated.

    python benchmarks/memory.py                  an article of examples/
    python benchmarks/memory.py --article FILE

The steps are taken in one fresh process, which tells the most resident memory that it has held so
far after each. If the last is 100 MB or more, the script ends with status 1.

A checkout has no compiled copy of the lexicon until tools/compile_lexicon.py has made one, and it
is void after every change to a lexicon; reading the lexicon's own files takes more memory than an
installed wheel ever does.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from growth import EXAMPLES

BOUND = 100e6
_STEPS = """
import sys
sys.path.insert(0, sys.argv[1])
from growth import peak

def tell(name):
    print(f"{name}\\t{peak()}")

text = open(sys.argv[2], encoding="utf-8").read()
tell("the interpreter")
import biaslens
biaslens.Annotator
tell("import biaslens")
annotator = biaslens.Annotator()
tell("Annotator()")
report = annotator.annotate(text)
tell("the first article")
report.to_json()
for _ in range(20):
    annotator.annotate(text)
tell("to_json and 20 times more")
"""


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--article", type=Path, default=sorted(EXAMPLES.glob("*.txt"))[0], metavar="FILE"
    )
    options = parser.parse_args()
    command = [sys.executable, "-c", _STEPS, str(Path(__file__).parent), str(options.article)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    length = len(options.article.read_text(encoding="utf-8"))
    print(f"Python {sys.version.split()[0]}, an article of {length:,} characters")
    peak = 0
    for line in done.stdout.splitlines():
        name, value = line.split("\t")
        peak = int(value)
        print(f"{peak / 1e6:8.1f} MB  {name}")
    if peak >= BOUND:
        sys.exit(1)


if __name__ == "__main__":
    main()
