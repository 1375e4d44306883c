"""``biaslens evaluate``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from ..annotator import Annotator
from ..export.styled import visible
from ..measure import Evaluation, FoundError, GoldError, evaluate, read_gold
from ..measure.scores import AROUND
from .lexicons import load
from .options import format_option, lexicon_option
from .output import WRONG_CALL, complain, encoding_of

__all__ = ["evaluate_command"]

_ROWS = (
    ("attribution", "Attributions"),
    ("attribution+source", "  and their source"),
    ("attribution+cue", "  and their cue"),
    ("hedging", "Hedges"),
    ("hedging.exact", "  to the character"),
    ("loaded", "Loaded terms"),
    ("loaded.exact", "  to the character"),
)
_SHARES = (
    ("attribution.stance", "Stance of attributions"),
    ("attribution.source_kind", "Kind of their source"),
    ("attribution.quotation", "Kind of quotation"),
    ("attribution.voice", "Voice of attributions"),
    ("hedging.voice", "Voice of hedges"),
    ("loaded.voice", "Voice of loaded terms"),
)
_LABEL = 22
_WHOSE = 18


@click.command("evaluate")
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True, type=click.Path(exists=True))
@lexicon_option(
    "Measure this lexicon on top of the built-in one, and that alone beside it. May be given again."
)
@click.option(
    "--errors",
    metavar="N",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many of the errors to show.",
)
@format_option("form", ["text", "json"], "For reading, or as JSON.")
def evaluate_command(
    gold: tuple[str, ...], lexicons: tuple[str, ...], errors: int, form: str
) -> int:
    """Measure what is found against what people marked.

    GOLD is a file of JSON Lines, each line an object with text and attributions, hedges or loaded
    (docs/cli.md has an example), or a folder of brat's .txt and .ann files. A layer that is left
    out is not measured.

    An attribution is found if half of the words of its content are, counted over both; a term is
    found if one that overlaps it is.

    \b
    Examples:
      biaslens evaluate gold.jsonl
      biaslens evaluate --lexicon newsroom.yaml --errors 30 gold.jsonl
      biaslens evaluate --format json marked-in-brat/

    The exit status is 0 whatever the figures are, and 2 if the gold data or a lexicon is wrong.
    """
    try:
        articles = read_gold(*gold)
    except GoldError as problem:
        complain(f"the gold data was not read\n{problem}")
        return WRONG_CALL
    made = {"built-in": load(())}
    if lexicons:
        name = f"with {lexicons[0]}" if len(lexicons) == 1 else "with the lexicons"
        made[name] = load(lexicons)
    results = {name: evaluate(articles, Annotator(one)) for name, one in made.items()}
    if form == "json":
        said = json.dumps(_record(results, lexicons, errors), indent=2)
    else:
        said = "\n".join(_text(results, errors))
    sys.stdout.buffer.write(f"{said}\n".encode(encoding_of(form, None), errors="replace"))
    sys.stdout.buffer.flush()
    return 0


def _record(
    results: dict[str, Evaluation], lexicons: tuple[str, ...], errors: int
) -> dict[str, object]:
    first, *others = results.values()
    last = others[0] if others else first
    record: dict[str, object] = {"lexicons": list(lexicons), **last.to_dict(errors)}
    if others:
        record["builtin"] = {
            key: value for key, value in first.to_dict(0).items() if key in ("scores", "accuracies")
        }
    return record


def _text(results: dict[str, Evaluation], errors: int) -> Iterator[str]:
    evaluations = list(results.values())
    last = evaluations[-1]
    noun = "article" if last.articles == 1 else "articles"
    yield f"{last.articles:,} {noun}, {last.words:,} words"
    yield ""
    if len(results) > 1:
        yield f"{'':{_LABEL}}{'':6}" + "".join(f"  {_cut(name):^27}" for name in results)
    head = f"{'found':>9}{'precision':>11}{'recall':>8}{'F1':>7}"
    columns = head if len(results) == 1 else ""
    if len(results) > 1:
        columns = "".join(f"{'found':>8}{'prec':>7}{'recall':>8}{'F1':>6}" for _ in results)
        columns += f"{'change':>9}"
    yield f"{'':{_LABEL}}{'marked':>6}{columns}"
    for name, label in _ROWS:
        if name not in last.scores:
            continue
        line = f"{label:{_LABEL}}{last.scores[name].gold:>6,}"
        for evaluation in evaluations:
            score = evaluation.scores[name]
            figures = (score.precision, score.recall, score.f1)
            widths = (11, 8, 7) if len(results) == 1 else (7, 8, 6)
            line += f"{score.found:>{9 if len(results) == 1 else 8},}"
            line += "".join(f"{x:>{w}.2f}" for x, w in zip(figures, widths, strict=True))
        if len(results) > 1:
            line += _change(evaluations[0].scores[name].f1, last.scores[name].f1)
        yield line
    yield from _shares(evaluations)
    yield from _errors(last.errors, errors)


def _cut(name: str) -> str:
    return name if len(name) <= 27 else f"…{name[-26:]}"


def _change(before: float, after: float) -> str:
    change = round(after, 2) - round(before, 2)
    sign = "+" if change > 0.004 else "−" if change < -0.004 else " "
    return f"{sign + format(abs(change), '.2f'):>9}"


def _shares(evaluations: list[Evaluation]) -> Iterator[str]:
    names = [(name, label) for name, label in _SHARES if name in evaluations[-1].accuracies]
    if names:
        yield ""
    for name, label in names:
        parts = []
        for evaluation in evaluations:
            one = evaluation.accuracies.get(name)
            parts.append(f"{one.share:.2f} of {one.asked:,}" if one else "none found")
        yield f"{label:{_LABEL}}  right: {', then '.join(parts)}"


def _errors(errors: tuple[FoundError, ...], most: int) -> Iterator[str]:
    if not errors or not most:
        return
    yield ""
    shown = f"the first {most} of " if len(errors) > most else ""
    yield f"Errors ({shown}{len(errors):,})"
    for error in errors[:most]:
        yield ""
        what = f"{error.kind} {error.layer}" if error.kind in ("missed", "extra") else (
            f"{error.layer}, wrong {error.kind}"
        )
        detail = f" · {error.detail}" if error.detail else ""
        yield f"  {what} · {error.article}:{error.start}-{error.end}{detail}"
        yield f"    {_line(error)}"


def _line(error: FoundError) -> str:
    text = error.text if len(error.text) <= 200 else f"{error.text[:120]} … {error.text[-60:]}"
    # A word that was cut off is left out.
    before = error.before if error.start < AROUND else error.before.partition(" ")[2]
    after = error.after if len(error.after) < AROUND else error.after.rpartition(" ")[0]
    return visible(" ".join(f"{before}[{text}]{after}".split()))
