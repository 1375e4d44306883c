"""Collecting everything that is wrong in lexicon files, each with its place and a stable code."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import LexiconError, LexiconProblem, did_you_mean

__all__ = ["CODES", "Problems"]

CODES: dict[str, str] = {
    "aliases": "YAML aliases stand within themselves or grow beyond measure.",
    "bad-value": "A value is not one of those allowed.",
    "cycle": "A file extends itself, directly or through others.",
    "duplicate-id": "Two entries of one file, or of two that one extends, have the same id.",
    "duplicate-key": "A YAML mapping has a key twice.",
    "duplicate-term": "Two entries would match the same words in the same place.",
    "empty": "A value is missing or without a word in it.",
    "encoding": "The file is not UTF-8.",
    "example": "An example does not do what it says.",
    "gap": "A gap where none can be.",
    "inflected": "A term looks inflected, where its base form is wanted.",
    "missing-field": "An entry lacks a field that it must have.",
    "nesting": "The YAML, or files that extend each other, are nested too deep.",
    "never-matches": "A term or a condition can never match.",
    "no-effect": "A field that does nothing in its section.",
    "out-of-range": "A number is too small or too large.",
    "pack": "A lexicon pack that is installed cannot be used.",
    "schema-version": "The file is written for another version of the format.",
    "syntax": "The file is not YAML.",
    "tag": "A YAML tag; values are plain text here.",
    "too-large": "The file is larger than a lexicon may be.",
    "too-long": "A term has too many words.",
    "unknown-id": "`change` or `remove` names an entry that does not exist.",
    "unknown-lexicon": "`extends` names a lexicon that is not known.",
    "unknown-key": "A key that the format does not have.",
    "unknown-term": "`change` removes a wording that the entry does not have.",
    "unreadable": "The file cannot be read.",
    "wrong-type": "A value is of the wrong type.",
}

# Looking for what was meant is slow against thousands of names; the first problems teach enough.
_MOST_SUGGESTIONS = 50


class Problems:
    """A growing list of problems."""

    def __init__(self) -> None:
        self.found: list[LexiconProblem] = []
        self._suggested = 0

    def add(
        self,
        place: tuple[str, int, int],
        code: str,
        message: str,
        *,
        word: str | None = None,
        known: Iterable[str] = (),
    ) -> None:
        """Add a problem.

        Args:
            place: File, line and column.
            code: One of :data:`CODES`.
            message: What came and what was expected.
            word: A word that may be mistyped.
            known: What it may have been meant to be.
        """
        suggestion = None
        if word is not None and self._suggested < _MOST_SUGGESTIONS:
            self._suggested += 1
            suggestion = did_you_mean(word, known)
        self.found.append(LexiconProblem(*place, code, message, suggestion))

    def check(self) -> None:
        """Raise :class:`~biaslens.errors.LexiconError` if there is any problem.

        The problems are put in the order of the lines of each file.
        """
        if self.found:
            raise LexiconError(self.in_order())

    def in_order(self) -> list[LexiconProblem]:
        """Return the problems in the order of the lines of each file."""
        files = list(dict.fromkeys(problem.file for problem in self.found))
        place = {file: i for i, file in enumerate(files)}
        return sorted(self.found, key=lambda p: (place[p.file], p.line, p.column))
