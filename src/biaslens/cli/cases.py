"""A file of cases: sentences with what must be found in them, and what must not.

::

    cases:
      - text: Critics spoke of “a power grab”.
        hit: [loaded/power-grab, {words: a power grab, voice: source}]
        miss: ["hedges/*", critics]

An item is the id of an entry, with an asterisk for any ending; words of the text, which must be
found as they stand; or a mapping with any of ``entry``, ``words`` and ``voice``. What a case must
find does not count against it where a miss with an asterisk meets it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

import attrs

from ..annotator import Annotator
from ..lexicon import SECTIONS, Lexicon
from ..lexicon.problems import Problems
from ..lexicon.schema import FieldSpec
from ..lexicon.values import ValueReader
from ..lexicon.yaml_nodes import Node, read_file
from ..model import Hedge, LoadedTerm, Voice

__all__ = ["Case", "Expectation", "read_cases", "run_cases"]

_PARTS = ("entry", "words", "voice")
_TEXT = FieldSpec("string", "")
_VOICES: tuple[str, ...] = get_args(Voice)
_VOICE = FieldSpec("string", "", allowed=_VOICES)


@attrs.frozen(slots=True)
class Finding:
    """Something that was found in a text."""

    entry: str
    words: str
    voice: str

    def __str__(self) -> str:
        return f"{self.entry} (“{self.words}”, {self.voice})"


@attrs.frozen(slots=True)
class Expectation:
    """What is to be found, or not to be found.

    Attributes:
        place: File, line and column.
        entry: Id of an entry, or a prefix with an asterisk; ``None`` for any.
        words: The words found; ``None`` for any.
        voice: Their voice; ``None`` for any.
    """

    place: tuple[str, int, int]
    entry: str | None = None
    words: str | None = None
    voice: str | None = None

    def meets(self, finding: Finding) -> bool:
        """Whether something found is what is meant."""
        if self.entry is not None:
            if self.entry.endswith("*"):
                if not finding.entry.startswith(self.entry[:-1]):
                    return False
            elif finding.entry != self.entry:
                return False
        if self.words is not None and _plain(self.words) != _plain(finding.words):
            return False
        return self.voice in (None, finding.voice)

    def __str__(self) -> str:
        parts = [self.entry, self.words and f"“{self.words}”", self.voice]
        return ", ".join(part for part in parts if part)


@attrs.frozen(slots=True)
class Case:
    """A text and what must be found in it and must not."""

    text: str
    hit: tuple[Expectation, ...]
    miss: tuple[Expectation, ...]


def read_cases(path: str, lexicon: Lexicon, problems: Problems) -> list[Case]:
    """Read a file of cases.

    Args:
        path: The file.
        lexicon: The lexicon that it is for; ids must be known in it or in the built-in one.
        problems: Takes what is wrong.
    """
    root = read_file(path, problems)
    return [] if root is None else _CasesReader(problems, lexicon).read(root)


class _CasesReader(ValueReader):
    """Reads cases as the values of entries are read."""

    def __init__(self, problems: Problems, lexicon: Lexicon) -> None:
        super().__init__(problems)
        self._known = {**lexicon.entries, **Lexicon.builtin().entries}

    def read(self, root: Node) -> list[Case]:
        top = self._mapping(root, "`cases`")
        self._known_keys(top, ("cases",), "key")
        nodes = self._list(top["cases"], "cases") if "cases" in top else []
        cases = [self._case(node) for node in nodes]
        if not cases and not self._problems.found:
            self._add(root, "empty", "no cases, expected some")
        return [case for case in cases if case is not None]

    def _case(self, node: Node) -> Case | None:
        mapping = self._mapping(node, "`text`, and `hit` or `miss`")
        if not mapping:
            return None
        self._known_keys(mapping, ("text", "hit", "miss"), "key of a case")
        text_node = mapping.get("text")
        if text_node is None:
            self._add(node, "missing-field", "a case without `text`")
            return None
        text = text_node.value
        if not isinstance(text, str) or not text.strip():
            self._text(text_node)
            return None
        if "hit" not in mapping and "miss" not in mapping:
            self._add(node, "missing-field", "a case without `hit` or `miss`")
        return Case(
            text,
            self._expectations(mapping.get("hit"), text),
            self._expectations(mapping.get("miss"), None),
        )

    def _expectations(self, node: Node | None, text: str | None) -> tuple[Expectation, ...]:
        if node is None:
            return ()
        items = (self._expectation(item, text) for item in self._list(node, "ids or words"))
        return tuple(item for item in items if item is not None)

    def _expectation(self, node: Node, text: str | None) -> Expectation | None:
        if isinstance(node.value, dict):
            self._known_keys(node.value, _PARTS, "key")
            given = {
                part: self._string(part, node.value[part], _VOICE if part == "voice" else _TEXT)
                for part in _PARTS
                if part in node.value
            }
            if not any(given.values()):
                self._add(node, "empty", "nothing to look for, expected `entry` or `words`")
                return None
        else:
            value = self._text(node)
            if value is None:
                return None
            section, slash, _ = value.partition("/")
            given = {"entry" if slash and section in SECTIONS else "words": value}
        expected = Expectation(node.place, **given)
        self._check(node, expected, text)
        return expected

    def _check(self, node: Node, expected: Expectation, text: str | None) -> None:
        """Check that what is expected can be there at all."""
        entry, words = expected.entry, expected.words
        if entry is not None:
            start = entry[:-1] if entry.endswith("*") else None
            if start is None:
                known = entry in self._known
            else:
                known = any(identity.startswith(start) for identity in self._known)
            if not known:
                section = entry.partition("/")[0] + "/"
                alike = [identity for identity in self._known if identity.startswith(section)]
                self._add(node, "unknown-id", f"no entry {entry!r}", word=entry, known=alike)
        if words is not None and text is not None and _plain(words) not in _plain(text):
            self._add(node, "bad-value", f"{words!r} does not stand in the text of the case")


def run_cases(cases: Iterable[Case], lexicon: Lexicon, problems: Problems) -> int:
    """Annotate the texts of cases.

    Args:
        cases: The cases.
        lexicon: The lexicon to annotate with.
        problems: Takes what is found and should not be, and what is not and should.

    Returns:
        How many there were.
    """
    annotator = Annotator(lexicon)
    count = 0
    for case in cases:
        count += 1
        found = _findings(annotator, case.text)
        for expected in case.hit:
            if not any(map(expected.meets, found)):
                _miss(problems, case, expected, found)
        for unwanted in case.miss:
            wide = unwanted.entry is not None and unwanted.entry.endswith("*")
            for finding in found:
                excused = wide and any(expected.meets(finding) for expected in case.hit)
                if unwanted.meets(finding) and not excused:
                    message = f"{finding} is found in {_short(case.text)!r}"
                    problems.add(unwanted.place, "example", message)
    return count


def _miss(
    problems: Problems, case: Case, expected: Expectation, found: Sequence[Finding]
) -> None:
    sections = {expected.entry.partition("/")[0]} if expected.entry else set(SECTIONS)
    others = [str(finding) for finding in found if finding.entry.partition("/")[0] in sections]
    instead = f", only {', '.join(others)}" if others else ""
    message = f"{expected} is not found in {_short(case.text)!r}{instead}"
    problems.add(expected.place, "example", message)


def _findings(annotator: Annotator, text: str) -> list[Finding]:
    """What is found in a text: loaded terms, hedges, and attributions by their cues."""
    report = annotator.annotate(text)
    terms: tuple[LoadedTerm | Hedge, ...] = (*report.loaded_terms, *report.hedges)
    found = [Finding(term.entry, term.text, term.voice) for term in terms]
    for said in report.attributions:
        found.append(Finding(said.entry, said.cue.text if said.cue else "", said.voice))
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"
