"""Checking that the examples of entries do what they say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from ..errors import LexiconProblem
from .problems import Problems
from .schema import Entry

__all__ = ["check_examples"]


def check_examples(
    entries: Iterable[Entry], find: Callable[[str], Collection[str]]
) -> list[LexiconProblem]:
    """Check the examples of entries.

    Args:
        entries: The entries to check.
        find: Returns the ids of all entries that match in a text, shields included.

    Returns:
        One problem for each sentence that an entry should match and does not, or matches and
        should not, at the place of the sentence.
    """
    problems = Problems()
    for entry in entries:
        for example in entry.examples.hit:
            found = find(example.text)
            if entry.id not in found:
                others = sorted(id for id in found if id.startswith(entry.section + "/"))
                instead = f", only {', '.join(others)}" if others else ""
                message = f"{entry.id} does not match in {example.text!r}{instead}"
                problems.add((entry.origin.file, example.line, example.column), "example", message)
        for example in entry.examples.miss:
            if entry.id in find(example.text):
                message = f"{entry.id} matches in {example.text!r}"
                problems.add((entry.origin.file, example.line, example.column), "example", message)
    return problems.found
