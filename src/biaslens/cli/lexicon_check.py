"""``biaslens lexicon check`` and ``biaslens lexicon test``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

import click

from ..errors import LexiconError, LexiconProblem
from ..layers.zones import ZoneRules
from ..lexicon import Entry, Lexicon, check_examples
from ..lexicon.problems import Problems
from .cases import read_cases, run_cases
from .lexicons import PROBLEM_FORMATS, show_problems, written_in
from .options import format_option
from .output import FAILED

__all__ = ["check", "run_tests"]

# Of two names that are so much alike, one is a slip of the other.
_ALIKE = 0.88

_problem_format_option = format_option(
    "style", PROBLEM_FORMATS, "For reading, as JSON, or as commands of a GitHub workflow."
)


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@_problem_format_option
def check(files: tuple[str, ...], style: str) -> int:
    """Check lexicon files: how they are written, and whether their examples do what they say.

    Each file is checked on top of the built-in lexicon, with the files that it extends.

    \b
    Examples:
      biaslens lexicon check newsroom.yaml
      biaslens lexicon check --format github lexicons/*.yaml

    The exit status is 0 if nothing is wrong, and 1 if something is. A category or contrast set that
    is new, but looks like one that is known mistyped, is noted on standard error.
    """
    problems: dict[LexiconProblem, None] = {}
    for file in files:
        found, entries = _checked(file)
        problems.update(dict.fromkeys(found))
        if style == "text" and not found:
            click.echo(f"{file}: {_counts(entries)}, all right")
            for line in _near_misses(entries):
                click.echo(line, err=True)
    if problems or style == "json":
        show_problems(problems, style)
    if style == "text" and problems:
        _sum_up(len(problems))
    return FAILED if problems else 0


@click.command("test")
@click.argument("file", type=click.Path())
@click.argument("cases", required=False, type=click.Path())
@_problem_format_option
def run_tests(file: str, cases: str | None, style: str) -> int:
    """Run the examples of a lexicon file, and cases of your own.

    CASES is a YAML file of texts, each with what must be found in it, and what must not:

    \b
        cases:
          - text: Critics spoke of “a power grab”.
            hit: [loaded/power-grab, {words: a power grab, voice: source}]
            miss: ["hedges/*"]

    \b
    Examples:
      biaslens lexicon test newsroom.yaml
      biaslens lexicon test newsroom.yaml cases.yaml

    The exit status is 0 if all do what they say, and 1 if some do not.
    """
    found, entries = _checked(file)
    said = f"{file}: {_examples(entries)}"
    if not found and cases is not None:
        lexicon = Lexicon.builtin().extend(file)
        problems = Problems()
        to_run = read_cases(cases, lexicon, problems)
        if not problems.found:
            count = run_cases(to_run, lexicon, problems)
            said += f"; {cases}: {_count(count, 'case')}"
        found = sorted(problems.found, key=lambda problem: (problem.line, problem.column))
    if found or style == "json":
        show_problems(found, style)
    if style == "text":
        if found:
            _sum_up(len(found))
        else:
            click.echo(f"{said}, all as they say")
    return FAILED if found else 0


def _checked(file: str) -> tuple[list[LexiconProblem], Sequence[Entry]]:
    """What is wrong in a file, and what it wrote or changed."""
    try:
        lexicon = Lexicon.builtin().extend(file)
    except LexiconError as error:
        return list(error.problems), ()
    entries = written_in(lexicon, file)
    # All other examples have been checked when the file was loaded.
    lines = [entry for entry in entries if entry.section == "boilerplate"]
    rules = ZoneRules(lexicon.section("boilerplate"))
    return check_examples(lines, lambda line: {rules.entry_of(line) or ""}), entries


def _near_misses(entries: Sequence[Entry]) -> Iterator[str]:
    """Names that anybody may make up, but that look like known ones mistyped."""
    builtin = Lexicon.builtin().section("loaded")
    for field in ("category", "contrast"):
        known = {getattr(entry, field) for entry in builtin} - {None}
        for entry in entries:
            name = getattr(entry, field, None) if entry.section == "loaded" else None
            if name and name not in known:
                for near in get_close_matches(name, known, n=1, cutoff=_ALIKE):
                    place = f"{entry.origin.file}:{entry.origin.line}:{entry.origin.column}"
                    yield f"{place}: note {field} {name!r} is new; did you mean {near!r}?"


def _sum_up(count: int) -> None:
    click.echo(f"{_count(count, 'problem')} found", err=True)


def _counts(entries: Sequence[Entry]) -> str:
    return f"{_count(len(entries), 'entry')}, {_examples(entries)}"


def _examples(entries: Iterable[Entry]) -> str:
    found = [(len(entry.examples.hit), len(entry.examples.miss)) for entry in entries]
    return _count(sum(hit + miss for hit, miss in found), "example")


def _count(number: int, noun: str) -> str:
    if number != 1:
        noun = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun}"
