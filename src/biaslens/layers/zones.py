"""Zones: which stretch of a scraped page is the article, and what stands around it.

The lexicon's section ``boilerplate`` names the lines that sites put around articles ("Share",
"Leave a Comment", "Getty Images"); what no list can name is told by the shape of the lines, in
:mod:`biaslens.layers.page`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from ..lexicon.forms import words_of
from ..lexicon.schema import BoilerplateEntry, Entry
from ..model import Zone, ZoneKind
from ..text import Document, Tokens, read
from ..text.tokens import QUOTE_MARKS
from .page import TIME_WORDS, Line, PageReader, Rule

__all__ = ["ZoneRules"]

_FINAL = frozenset(".!?…")
_CLOSERS = frozenset("\"”’')]»›")
#: Small words that may stand between the names of a byline.
_BYLINE_WORDS = TIME_WORDS | frozenset(
    "and in for with by to from via staff de la van von der el al bin ibn da di du le".split()
)
_MOST_WORDS = 60  # longer lines are looked at from their ends only


class ZoneRules:
    """The boilerplate section of a lexicon, made ready for finding zones; immutable.

    Args:
        entries: Entries of the section ``boilerplate``. Of an entry with ``where: line`` that opens
            boilerplate, ``max_words`` bounds the paragraphs it opens: the first longer one is body
            again.
    """

    __slots__ = ("_anywhere", "_ends", "_lines", "_longest", "_starts")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._lines: dict[tuple[str, ...], Rule] = {}
        self._starts: dict[str, list[Rule]] = {}
        self._ends: dict[str, list[Rule]] = {}
        self._anywhere: dict[str, list[Rule]] = {}
        for entry in entries:
            if not isinstance(entry, BoilerplateEntry) or entry.shield:
                continue
            for wording in (entry.term, *entry.variants):
                self._add(entry, wording)
        for table in (self._starts, self._ends, self._anywhere):
            for rules in table.values():
                rules.sort(key=lambda rule: -len(rule.keys))
        self._longest = max(map(len, self._lines), default=0)

    def _add(self, entry: BoilerplateEntry, wording: str) -> None:
        keys = words_of(wording)
        if entry.where == "line":
            keys = _letters(keys)
        # The loader has checked that both are kinds of zones.
        zone, opens = cast(ZoneKind, entry.zone), cast("ZoneKind | None", entry.opens)
        rule = Rule(entry.id, keys, zone, opens, entry.max_words)
        if keys and entry.where == "line":
            self._lines.setdefault(keys, rule)
        elif keys:
            if entry.where == "start":
                self._starts.setdefault(keys[0], []).append(rule)
            elif entry.where == "end":
                self._ends.setdefault(keys[-1], []).append(rule)
            else:
                self._anywhere.setdefault(keys[0], []).append(rule)

    def entry_of(self, line: str) -> str | None:
        """Return the id of the entry that a line matches.

        Args:
            line: One line of a page.

        Returns:
            The entry's id, or ``None`` where no entry matches.
        """
        document = read(line)
        for first, last in document.paragraphs:
            found = self._look(document, first, last).rule
            if found is not None:
                return found.entry
        return None

    def find(self, document: Document) -> list[Zone]:
        """Divide a page into zones.

        Args:
            document: The page as read.

        Returns:
            Zones in text order that cover every token and do not overlap. Neighbouring paragraphs
            of one kind are one zone, except that each comment has a zone of its own.
        """
        lines = [self._look(document, first, last) for first, last in document.paragraphs]
        kinds, begins = PageReader(document, lines).read()
        zones: list[Zone] = []
        at = 0
        while at < len(lines):
            to = at + 1
            while to < len(lines) and kinds[to] == kinds[at] and not begins[to]:
                to += 1
            start, end = document.slice(lines[at].first, lines[to - 1].last)
            zones.append(Zone(start, end, document.text[start:end], kinds[at]))
            at = to
        return zones

    # What one line tells.

    def _look(self, document: Document, first: int, last: int) -> Line:
        tokens = document.tokens
        keys = tokens.keys
        size = last - first
        end = last - 1
        while end > first and keys[end] in _CLOSERS:
            end -= 1
        stop = keys[end][-1] in _FINAL
        if size > 2 * _MOST_WORDS:
            line = Line(first, last, size, stop, None)
            line.rule = self._at_ends(tokens, first, last, size)
            return line
        line_keys = keys[first:last]
        words = sum(key[0].isalnum() or key[0] in "@#" for key in line_keys)
        line = Line(first, last, words, stop, None)
        rule = None
        if words <= 14:
            letters = _letters(line_keys)
            rule = self._lines.get(letters)
            if rule is None and 1 < len(letters) <= 12:
                rule = self._row(letters)
                line.bar = rule is not None
        if rule is None:
            rule = self._at_ends(tokens, first, last, words) or self._within(line_keys, words)
        if rule is not None and rule.zone == "byline" and not _is_byline(tokens, first, last, rule):
            rule = None
        line.rule = rule
        return line

    def _row(self, letters: tuple[str, ...]) -> Rule | None:
        """The last rule of a line that is furniture terms from end to end, or None."""
        reached: list[Rule | None] = [None] * (len(letters) + 1)
        for at in range(len(letters)):
            if at and reached[at] is None:
                continue
            for to in range(at + 1, min(len(letters), at + self._longest) + 1):
                rule = self._lines.get(letters[at:to])
                if rule is not None and rule.zone == "boilerplate" and reached[to] is None:
                    reached[to] = rule
        return reached[-1]

    def _at_ends(self, tokens: Tokens, first: int, last: int, words: int) -> Rule | None:
        """The rule of a term that a line starts or ends with."""
        keys = tokens.keys
        for at in (first, _behind_marker(keys, first, last)):
            for rule in self._starts.get(keys[at], ()) if at < last else ():
                size = len(rule.keys)
                if (
                    words <= rule.most
                    and at + size <= last
                    and tuple(keys[at : at + size]) == rule.keys
                    and not self._goes_on(tokens, at + size, last, rule)
                ):
                    return rule
        end = last
        while end > first:
            for rule in self._ends.get(keys[end - 1], ()):
                begin = end - len(rule.keys)
                if (
                    begin >= first
                    and words <= rule.most
                    and tuple(keys[begin:end]) == rule.keys
                ):
                    return rule
            if keys[end - 1][0].isalnum():
                break
            end -= 1
        return None

    def _goes_on(self, tokens: Tokens, at: int, last: int, rule: Rule) -> bool:
        """Whether a term that names someone ("Photo by …") is followed by no name."""
        return rule.keys[-1] == "by" and at < last and tokens.words[at][0].islower()

    def _within(self, keys: list[str], words: int) -> Rule | None:
        """The rule of a term that a line contains."""
        for at, key in enumerate(keys):
            for rule in self._anywhere.get(key, ()):
                if words <= rule.most and tuple(keys[at : at + len(rule.keys)]) == rule.keys:
                    return rule
        return None


def _letters(keys: Sequence[str]) -> tuple[str, ...]:
    """The words of a line, without punctuation and numbers."""
    return tuple(
        key
        for key in keys
        if key[0].isalpha() or (len(key) > 1 and key[1].isalpha() and not key[0].isdigit())
    )


def _behind_marker(keys: list[str], first: int, last: int) -> int:
    """Index behind the bullet, number or bracket that a line opens with."""
    at = first
    stop = min(last, first + 4)
    while at < stop and not keys[at][0].isalpha() and keys[at] not in QUOTE_MARKS:
        at += 1
    return at


def _is_byline(tokens: Tokens, first: int, last: int, rule: Rule) -> bool:
    """Whether names and times alone follow a byline's opening words."""
    for word in tokens.words[first:last]:
        key = word.lower()
        if word[0].islower() and key.rstrip(".") not in _BYLINE_WORDS and key not in rule.keys:
            return False
    return True
