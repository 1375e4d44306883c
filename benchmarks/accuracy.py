"""Measure biaslens against human annotation.

    python benchmarks/accuracy.py --data DIR                           every task
    python benchmarks/accuracy.py --data DIR attribution --errors 50   with 50 errors, at random
    python benchmarks/accuracy.py --data DIR --markdown                as tables
    python benchmarks/accuracy.py --data DIR --update docs/accuracy.md

The corpora are not part of biaslens; whoever has them converts them to files of JSON Lines, one
object a line, and puts them into one folder. All offsets are half-open code point offsets into
``text``. Keys beyond these are ignored.

``polnear_*.jsonl`` (attribution; PolNeAR, Newell, Margolin & Ruths 2018), an article a line::

    {"id": "…", "text": "…", "attributions":
        [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 31], [40, 52]]}]}

    A role is a list of spans, empty where it is absent. An attribution without content is not
    scored. Of a file named ``…_train``, 150 articles drawn at random with a fixed seed are read.

``hedges_*.jsonl`` (hedging; the Szeged uncertainty corpus, Szarvas et al. 2012), a sentence a
line::

    {"text": "…", "cues": [{"start": 3, "end": 8, "type": "epistemic"}]}

    Cues of the type ``condition`` are neither asked for nor counted against.

``babe_*.jsonl`` (loaded; BABE, Spinde et al. 2021), a sentence a line::

    {"text": "…", "label": "Biased", "biased_spans": [{"word": "…", "start": 3, "end": 8}]}

    The label is ``Biased`` or ``Non-biased``. A word that occurs twice in the sentence has a span
    for each place; finding it in one place counts.

``newsmtsc_*.jsonl`` (sentiment; NewsMTSC, Hamborg & Donnay 2021), a target a line, those of one
sentence together::

    {"sentence_id": "…", "text": "…", "start": 0, "end": 6, "label": "negative"}

``seeds/NAME.txt`` beside ``seeds/NAME.gold.json`` (seeds), whole articles with page furniture::

    {"id": "…", "zones": [{"start": 0, "end": 75, "kind": "title"}],
     "attributions": [{"source": […], "cue": […], "content": […], "stance": "asserts",
                       "speaker": "…", "agreed": true}],
     "hedges": [{"start": 3, "end": 8, "agreed": true}],
     "loaded": [{"start": 3, "end": 8, "voice": "author", "agreed": true}]}

    Items that are not ``agreed`` are neither asked for nor counted against.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from measures import TASKS, Result

import biaslens

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
TITLES = {
    "attribution": "Attribution",
    "hedging": "Hedges",
    "loaded": "Loaded terms",
    "sentiment": "Sentiment toward persons and groups",
    "seeds": "Whole articles",
}


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.3f}"


def plain(results: dict[str, list[Result]]) -> str:
    """A line for each figure."""
    return "\n".join(
        f"{result.corpus:18}{name:38}{_shown(value):>12}"
        for group in results.values()
        for result in group
        for name, value in result.figures.items()
    )


def markdown(results: dict[str, list[Result]], lexicon: biaslens.Lexicon) -> str:
    """A table for each task: figures downward, corpora across."""
    lines = [f"biaslens {biaslens.__version__}, built-in lexicon `{lexicon.fingerprint[:12]}`."]
    for task, group in results.items():
        lines += ["", f"### {TITLES[task]}", ""]
        lines.append("| | " + " | ".join(f"`{result.corpus}`" for result in group) + " |")
        lines.append("|---|" + "---:|" * len(group))
        lines.append("| measured on | " + " | ".join(result.size for result in group) + " |")
        for name in dict.fromkeys(name for result in group for name in result.figures):
            cells = (_shown(result.figures.get(name, "–")) for result in group)
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def updated(page: str, figures: str) -> str:
    """Put figures between the markers of a page.

    Raises:
        ValueError: If the page does not have each marker once, in order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in before or END in after:
        raise ValueError(f"expected {BEGIN} and {END}, once each and in this order")
    return f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(TASKS) + "; all if none")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the corpora")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors a corpus")
    parser.add_argument("--markdown", action="store_true", help="print tables in Markdown")
    parser.add_argument("--update", type=Path, metavar="PAGE", help="rewrite a page's figures")
    options = parser.parse_args()
    for task in options.tasks:
        if task not in TASKS:
            parser.error(f"expected some of {', '.join(TASKS)}, came {task!r}")
    if options.update and options.tasks:
        parser.error("--update needs every task, so none can be chosen")

    annotator = biaslens.Annotator()
    results = {}
    for task in options.tasks or TASKS:
        results[task] = TASKS[task](annotator, options.data)
        if not results[task]:
            print(f"{task}: nothing to measure in {options.data}", file=sys.stderr)
            if options.tasks or options.update:
                sys.exit(1)
            del results[task]
    for group in results.values() if options.errors else ():
        for result in group:
            some = random.Random(0).sample(result.errors, min(options.errors, len(result.errors)))
            print(f"{result.corpus}: {len(some)} of {len(result.errors)} errors")
            for number, error in enumerate(some, 1):
                print(f"{number:4} {error}")
            print()
    if options.update:
        page = options.update.read_text(encoding="utf-8")
        figures = markdown(results, annotator.lexicon)
        options.update.write_text(updated(page, figures), encoding="utf-8")
    elif options.markdown:
        print(markdown(results, annotator.lexicon))
    else:
        print(plain(results))


if __name__ == "__main__":
    main()
