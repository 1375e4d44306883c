"""Checking that the examples of entries do what they say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import attrs

from ..errors import LexiconProblem
from ..text import read
from .matcher import Matcher
from .problems import Problems
from .schema import Context, Entry, Examples

__all__ = ["CHECKED", "ExampleFinder", "check_examples", "with_examples_of"]

#: Sections whose examples are checked when a file is loaded; those of ``boilerplate`` are lines,
#: which only the search for zones can read.
CHECKED = ("loaded", "hedges", "attribution", "sources", "sentiment", "toward")


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
                problems.add((example.file, example.line, example.column), "example", message)
        for example in entry.examples.miss:
            if entry.id in find(example.text):
                message = f"{entry.id} matches in {example.text!r}"
                problems.add((example.file, example.line, example.column), "example", message)
    return problems.found


def with_examples_of(entry: Entry | None, files: Collection[str]) -> Entry | None:
    """Return an entry with those of its examples that some files are to answer for.

    An entry that one file changed is no longer held to the examples of another.

    Args:
        entry: An entry, or ``None``.
        files: Files as the caller named them.

    Returns:
        The entry with these examples alone; ``None`` when there are none.
    """
    if entry is None or entry.section not in CHECKED:
        return None
    last = entry.changed[-1].file if entry.changed else entry.origin.file

    def own(examples: Examples) -> Examples:
        hit, miss = (
            tuple(e for e in group if e.file == last) for group in (examples.hit, examples.miss)
        )
        return Examples(hit, miss)

    examples = own(entry.examples) if last in files else Examples()
    if not examples.hit and not examples.miss:
        return None
    return attrs.evolve(entry, examples=examples)


class ExampleFinder:
    """Finds entries in sentences as the layers find them in articles.

    Args:
        running: Matcher of the sections looked for in running text.
        toward: Matcher of the section ``toward``.
        entries: The entries whose examples are checked.
    """

    def __init__(self, running: Matcher, toward: Matcher, entries: Iterable[Entry]) -> None:
        # Grammar knows nothing of lexicons, and lexicons of grammar only here: which reading of
        # "claims" a sentence has, only its tags tell.
        from ..grammar import default_tagger

        self._tag = default_tagger().tag
        # VADER looks at words alone.
        plain = [
            attrs.evolve(
                entry, case="any", after=(), before=(), unless=Context(),
                pos="phrase" if entry.pos == "name" else entry.pos,
            )
            for entry in entries
            if entry.section == "sentiment"
        ]  # fmt: skip
        self._tagged = running, toward
        self._plain = Matcher(plain)
        self._known: tuple[str, frozenset[str]] = "", frozenset()

    def ids(self, text: str) -> frozenset[str]:
        """Return the ids of all entries that match in a sentence, shields included.

        Args:
            text: One sentence, or a few.
        """
        if text == self._known[0]:
            return self._known[1]
        document = read(text)
        words, sentences = document.tokens.words, document.sentences
        tags: list[str] = []
        for first, last in sentences:
            tags += self._tag(words[first:last])
        found = [
            *(matcher.find(document.tokens, tags, sentences, shields=True)
              for matcher in self._tagged),
            self._plain.find(document.tokens, None, sentences, shields=True),
        ]  # fmt: skip
        ids = frozenset(
            match.entry.id for sections in found for each in sections.values() for match in each
        )
        self._known = text, ids
        return ids
