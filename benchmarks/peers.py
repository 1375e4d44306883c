"""biaslens beside other libraries, in one run: speed, cold start, memory, and attribution.

    python benchmarks/peers.py                        the articles of examples/
    python benchmarks/peers.py --model en_core_web_md
    python benchmarks/peers.py --data DIR             and attribution, scored against DIR
    python benchmarks/peers.py --markdown

Each library does what it is for, and none does what biaslens does in one call: VADER scores
sentences; textstat measures readability; spaCy parses, and a baseline of a few lines takes
attributions from its parse (a verb of saying, its subject and its clause; "according to");
textacy takes direct quotations from it. One that is not installed, or whose model is not, is left
out, and a line says so.

Speed is in words a second, the libraries taking turns; no text comes twice, as some of them
remember texts. Cold start and memory are those of a fresh process from its start to the end of its
first article. DIR is the one of accuracy.py: its files polnear_*.jsonl, but not those that end in
``_train``, are read.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from growth import peak
from measures import _files, _relations, _roles
from scoring import Tally, attribution_tallies, tokens_of, total
from speed import EXAMPLES, seconds

Roles = dict[str, list[tuple[int, int]]]
#: Does a library's work on a text; returns attributions, or ``None`` if it has none.
Use = Callable[[str], "list[Roles] | None"]

#: Verbs of saying and thinking that every list of them has, in their base form.
CUES = frozenset(
    """
    accuse acknowledge add admit agree allege announce argue ask assert believe claim comment
    complain concede conclude confirm contend declare deny estimate expect explain fear feel hope
    indicate insist know note predict promise propose recall recommend remark reply report respond
    reveal say show state stress suggest suspect tell testify think threaten urge vow warn write
    """.split()
)


def use_biaslens(model: str) -> Use:
    """Every layer of biaslens, and the report as a dictionary."""
    import biaslens

    annotator = biaslens.Annotator()

    def use(text: str) -> list[Roles]:
        report = annotator.annotate(text)
        report.to_dict()
        return [_roles(each) for each in report.attributions]

    return use


def use_vader(model: str) -> Use:
    """VADER's score of each line of a text."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()

    def use(text: str) -> None:
        for line in text.replace(". ", ".\n").splitlines():
            analyzer.polarity_scores(line)

    return use


def use_textstat(model: str) -> Use:
    """The five measures of readability that biaslens has too, by hyphenation alone (offline)."""
    import textstat

    # It says that it takes the list of easy words of English for those of US English.
    warnings.filterwarnings("ignore", module="textstat")
    textstat.set_lang("en-US")

    def use(text: str) -> None:
        textstat.flesch_reading_ease(text)
        textstat.flesch_kincaid_grade(text)
        textstat.gunning_fog(text)
        textstat.smog_index(text)
        textstat.dale_chall_readability_score(text)

    return use


def _parser(model: str) -> Any:
    import spacy

    return spacy.load(model, exclude=["ner"])


def _subtree(token: Any) -> list[tuple[int, int]]:
    start, end = token.left_edge, token.right_edge
    return [(start.idx, end.idx + len(end))]


def use_spacy(model: str) -> Use:
    """Attributions from spaCy's parse."""
    nlp = _parser(model)

    def find(doc: Any) -> Iterator[Roles]:
        for token in doc:
            children = {child.dep_: child for child in token.children}
            source = children.get("nsubj")
            content = children.get("ccomp") or children.get("xcomp")
            if token.lemma_ in CUES and token.pos_ == "VERB" and source is not None and content:
                cue = [(token.idx, token.idx + len(token))]
                yield {"source": _subtree(source), "cue": cue, "content": _subtree(content)}
            elif token.lower_ == "according" and token.head is not token:
                to = children.get("prep")
                names = [child for child in to.children if child.dep_ == "pobj"] if to else []
                (start, end) = _subtree(token.head)[0]
                (left, right) = _subtree(token)[0]
                pieces = [(start, left), (right, end)]
                content = [(first, last) for first, last in pieces if last - first > 1]
                if names and content:
                    cue = [(token.idx, to.idx + len(to))]
                    yield {"source": _subtree(names[0]), "cue": cue, "content": content}

    return lambda text: list(find(nlp(text)))


def use_textacy(model: str) -> Use:
    """Direct quotations, by textacy's rules on spaCy's parse."""
    from textacy.extract import direct_quotations

    nlp = _parser(model)

    def places(tokens: Any) -> list[tuple[int, int]]:
        return [(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))] if len(tokens) else []

    def use(text: str) -> list[Roles]:
        try:
            found = list(direct_quotations(nlp(text)))
        except ValueError:  # quotation marks without a partner: it refuses the whole text
            return []
        return [
            {
                "source": places(each.speaker),
                "cue": places(each.cue),
                "content": places(each.content),
            }
            for each in found
        ]

    return use


PEERS: dict[str, tuple[str, Callable[[str], Use]]] = {
    "biaslens, everything": ("biaslens", use_biaslens),
    "VADER, sentences": ("vaderSentiment", use_vader),
    "textstat, five measures": ("textstat", use_textstat),
    "spaCy parse and baseline": ("spacy", use_spacy),
    "textacy, direct quotations": ("textacy", use_textacy),
}


def version_of(package: str) -> str:
    """The version of a package; of biaslens, also where it is not installed."""
    if package == "biaslens":
        import biaslens

        return biaslens.__version__
    return importlib.metadata.version(package)


def cold(name: str, model: str, article: Path) -> tuple[float, float]:
    """Seconds and peak bytes of a fresh process that uses a library on one article."""
    command = [sys.executable, __file__, "--here", name, "--model", model, str(article)]
    began = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return time.perf_counter() - began, float(done.stdout.split()[-1])


def scored(uses: dict[str, Use], folder: Path) -> list[list[str]]:
    """Attributions of each library that finds any, scored as in accuracy.py."""
    rows = [["attributions", "corpus", "precision", "recall", "F1"]]
    for corpus, articles in _files(folder, "polnear"):
        if corpus.endswith("_train"):
            continue
        for name, use in uses.items():
            tallies: list[Tally] = []
            for article in articles:
                found = use(article["text"])
                if found is None:
                    break
                tokens = tokens_of(article["text"])
                marked = _relations(article["attributions"], tokens)
                predicted = _relations(found, tokens)
                tallies.append(attribution_tallies(marked, predicted)["found"])
            else:
                whole = total(tallies)
                figures = (whole.precision, whole.recall, whole.f1)
                rows.append([name, corpus, *(f"{figure:.3f}" for figure in figures)])
    return rows


def printed(rows: list[list[str]], markdown: bool) -> str:
    """A table whose first row is its head."""
    if markdown:
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|---" + "|---:" * (len(rows[0]) - 1) + "|", *lines[1:]])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="the corpora of accuracy.py")
    parser.add_argument("--model", default="en_core_web_sm", help="the model of spaCy")
    parser.add_argument("--articles", type=int, default=60, metavar="N", help="for the speed")
    parser.add_argument("--rounds", type=int, default=3, help="rounds to take the median of")
    parser.add_argument("--markdown", action="store_true", help="print tables in Markdown")
    parser.add_argument("--here", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("article", type=Path, nargs="?", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        PEERS[options.here][1](options.model)(options.article.read_text(encoding="utf-8"))
        print(peak())
        return

    articles = sorted(EXAMPLES.glob("*.txt"))
    uses = {}
    for name, (package, make) in PEERS.items():
        try:
            uses[name] = make(options.model)
        except (ImportError, OSError) as error:
            print(f"left out: {name} ({package}: {str(error).splitlines()[0]})", file=sys.stderr)

    texts = [path.read_text(encoding="utf-8") for path in articles]
    rounds = iter(range(options.rounds * len(uses) + 1))

    def job(use: Use) -> Callable[[], None]:
        def work() -> None:
            turn = next(rounds)
            for number in range(options.articles):
                use(f"{texts[number % len(texts)]}\n\nThis is text {turn}-{number}.\n")

        return work

    words = sum(len(texts[n % len(texts)].split()) + 4 for n in range(options.articles))
    times = seconds([job(use) for use in uses.values()], options.rounds)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores; {options.articles} articles, "
        f"{words:,} words; median of {options.rounds} rounds\n"
    )
    rows = [["", "version", "words/s", "biaslens is", "first article after", "peak memory"]]
    ours = times[0]
    for (name, _), taken in zip(uses.items(), times, strict=True):
        starts = [cold(name, options.model, articles[0]) for _ in range(3)]
        rows.append(
            [
                name,
                version_of(PEERS[name][0]),
                f"{words / taken:,.0f}",
                "–" if taken is ours else f"{taken / ours:.2f} × as fast",
                f"{sorted(start for start, _ in starts)[1]:.2f} s",
                f"{max(memory for _, memory in starts) / 1e6:,.0f} MB",
            ]
        )
    print(printed(rows, options.markdown))
    if options.data:
        print("\n" + printed(scored(uses, options.data), options.markdown))


if __name__ == "__main__":
    main()
