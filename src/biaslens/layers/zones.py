"""Zones: which stretch of a scraped page is the article, and what stands around it.

Two kinds of evidence decide. The lexicon's section ``boilerplate`` names the lines that sites put
around articles ("Share", "Leave a Comment", "Getty Images"). What no list can name is told by shape:
prose is long and ends with a full stop, headlines do neither, comments are numbered or bulleted, are
headed by a name and a time, or talk to each other (shallow text features separate article from
furniture nearly as well as the page's markup does: Kohlschütter, Fankhauser & Nejdl 2010).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import attrs

from ..model import Zone, ZoneKind
from ..text import Document, Tokens, read, tokenize
from ..text.tokens import QUOTE_MARKS

__all__ = ["ZoneEntry", "ZoneRules"]

_FINAL = frozenset(".!?…")
_CLOSERS = frozenset("\"”’')]»›")
_BULLETS = frozenset(["•", "*", "-", "–", "·", "◦", "▪", "‣", "→", "↳", ">"])
_RAILS = frozenset([">", "»", "›", "|", "•", "·", "/"])
#: Words of lines that tell nothing but a time.
_TIME_WORDS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
    saturday sunday mon tue tues wed thu thur thurs fri sat sun am pm a.m p.m at on et est edt gmt
    utc bst pst pdt cet ist ago hours hour minutes minute mins min days day weeks week months month
    year years yesterday today just now a an updated published posted edited th st nd rd the of
    """.split()
)
_CLOCK_WORDS = frozenset(
    "am pm a.m p.m ago yesterday gmt utc est edt et bst pst pdt cet ist".split()
)
#: Small words that may stand between the names of a byline.
_BYLINE_WORDS = _TIME_WORDS | frozenset(
    "and in for with by to from via staff de la van von der el al bin ibn da di du le".split()
)
#: Words that people use when they talk to each other below an article, and reporters do not.
_CHAT = frozenset(
    """
    i i'm im i've my me lol lmao rofl haha hahaha imo imho btw tbh wtf omg smh methinks yep yup nope
    thx gonna wanna dude folks ur pls
    """.split()
)
_MOST_WORDS = 60  # longer lines are looked at from their ends only
_ENOUGH_BODY = 40  # words of article before comments can begin


class ZoneEntry(Protocol):
    """What a lexicon entry of the section ``boilerplate`` tells about lines of a page."""

    @property
    def id(self) -> str: ...
    @property
    def term(self) -> str: ...
    @property
    def variants(self) -> Sequence[str]: ...
    @property
    def zone(self) -> ZoneKind: ...
    @property
    def where(self) -> str: ...
    @property
    def opens(self) -> ZoneKind | None: ...
    @property
    def max_words(self) -> int | None: ...


@attrs.frozen(slots=True)
class _Rule:
    """One wording of an entry, as tokens."""

    entry: str
    keys: tuple[str, ...]
    zone: ZoneKind
    opens: ZoneKind | None
    most: int  # words that the line (or, for `line`, each opened paragraph) may have; 0: any number


@attrs.define(slots=True)
class _Line:
    """A paragraph of the page and what its shape tells."""

    first: int
    last: int
    words: int
    stop: bool  # ends as a sentence does
    rule: _Rule | None
    bar: bool = False  # several furniture terms in one line: a row of buttons

    @property
    def prose(self) -> bool:
        return self.words >= 30 or (self.stop and self.words >= 13)

    @property
    def headline(self) -> bool:
        return not self.stop and 3 <= self.words <= 25


class ZoneRules:
    """The boilerplate section of a lexicon, made ready for finding zones; immutable.

    Args:
        entries: Entries of the section ``boilerplate``. Of an entry with ``where: line`` that opens a
            zone, ``max_words`` bounds the paragraphs it opens: the first longer one is body again.
    """

    __slots__ = ("_anywhere", "_ends", "_lines", "_longest", "_starts")

    def __init__(self, entries: Iterable[ZoneEntry]) -> None:
        self._lines: dict[tuple[str, ...], _Rule] = {}
        self._starts: dict[str, list[_Rule]] = {}
        self._ends: dict[str, list[_Rule]] = {}
        self._anywhere: dict[str, list[_Rule]] = {}
        for entry in entries:
            for wording in (entry.term, *entry.variants):
                self._add(entry, wording)
        for table in (self._starts, self._ends, self._anywhere):
            for rules in table.values():
                rules.sort(key=lambda rule: -len(rule.keys))
        self._longest = max(map(len, self._lines), default=0)

    def _add(self, entry: ZoneEntry, wording: str) -> None:
        keys = tuple(tokenize(wording).keys)
        most = entry.max_words or 0
        if entry.where == "line":
            keys = _letters(keys)
            if keys:
                rule = _Rule(entry.id, keys, entry.zone, entry.opens, most)
                self._lines.setdefault(keys, rule)
        elif keys:
            if entry.where == "anywhere":
                most = most or 12
            rule = _Rule(entry.id, keys, entry.zone, entry.opens, most)
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
            Zones in text order that cover every token and do not overlap. Neighbouring paragraphs of
            one kind are one zone, except that each comment has a zone of its own.
        """
        lines = [self._look(document, first, last) for first, last in document.paragraphs]
        kinds, begins = _Reader(document, lines).read()
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

    def _look(self, document: Document, first: int, last: int) -> _Line:
        tokens = document.tokens
        keys = tokens.keys
        size = last - first
        end = last - 1
        while end > first and keys[end] in _CLOSERS:
            end -= 1
        stop = keys[end][-1] in _FINAL
        if size > 2 * _MOST_WORDS:
            line = _Line(first, last, size, stop, None)
            line.rule = self._at_ends(tokens, first, last, size)
            return line
        line_keys = keys[first:last]
        words = sum(key[0].isalnum() or key[0] in "@#" for key in line_keys)
        line = _Line(first, last, words, stop, None)
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

    def _row(self, letters: tuple[str, ...]) -> _Rule | None:
        """The last rule of a line that is furniture terms from end to end, or None."""
        reached: list[_Rule | None] = [None] * (len(letters) + 1)
        for at in range(len(letters)):
            if at and reached[at] is None:
                continue
            for to in range(at + 1, min(len(letters), at + self._longest) + 1):
                rule = self._lines.get(letters[at:to])
                if rule is not None and rule.zone == "boilerplate" and reached[to] is None:
                    reached[to] = rule
        return reached[-1]

    def _at_ends(self, tokens: Tokens, first: int, last: int, words: int) -> _Rule | None:
        """The rule of a term that a line starts or ends with."""
        keys = tokens.keys
        for at in (first, _behind_marker(keys, first, last)):
            for rule in self._starts.get(keys[at], ()) if at < last else ():
                size = len(rule.keys)
                if words <= (rule.most or words) and tuple(keys[at : at + size]) == rule.keys:
                    if at + size <= last and not self._goes_on(tokens, at + size, last, rule):
                        return rule
        end = last
        while end > first:
            for rule in self._ends.get(keys[end - 1], ()):
                begin = end - len(rule.keys)
                if begin >= first and words <= (rule.most or words):
                    if tuple(keys[begin:end]) == rule.keys:
                        return rule
            if keys[end - 1][0].isalnum():
                break
            end -= 1
        return None

    def _goes_on(self, tokens: Tokens, at: int, last: int, rule: _Rule) -> bool:
        """Whether a term that names someone ("Photo by …") is followed by no name."""
        return rule.keys[-1] == "by" and at < last and tokens.words[at][0].islower()

    def _within(self, keys: list[str], words: int) -> _Rule | None:
        """The rule of a term that a line contains."""
        for at, key in enumerate(keys):
            for rule in self._anywhere.get(key, ()):
                if words <= rule.most and tuple(keys[at : at + len(rule.keys)]) == rule.keys:
                    return rule
        return None


class _Reader:
    """Reads the lines of one page from top to bottom."""

    def __init__(self, document: Document, lines: list[_Line]) -> None:
        self.document = document
        self.tokens = document.tokens
        self.lines = lines
        self.kinds: list[ZoneKind] = ["body"] * len(lines)
        self.begins = [False] * len(lines)
        self._talk: list[int] | None = None
        self.marker = ""  # what stands behind the numbers of the comments: "." or ")"

    def read(self) -> tuple[list[ZoneKind], list[bool]]:
        """The kind of each line, and whether it begins a comment of its own."""
        lines = self.lines
        body = next((i for i, line in enumerate(lines) if self._starts_body(line)), None)
        if body is None:
            # No prose at all: a headline, a list, a poem. What the lexicon does not name is the text.
            body = 0
            while body < len(lines) and lines[body].rule is not None:
                body += 1
            if body + 1 < len(lines) and body < len(lines) and lines[body].headline:
                self.kinds[body] = "title"
                body += 1
            for i in range(min(body, len(lines))):
                rule = lines[i].rule
                if rule is not None:
                    self.kinds[i] = rule.zone
        else:
            body = self._head(body)
        self._rest(body)
        self._trailing_headlines(body)
        return self.kinds, self.begins

    def _starts_body(self, line: _Line) -> bool:
        if line.rule is not None:
            return False
        return line.prose or (line.stop and line.words >= 5 and not self._title_case(line))

    # Before the first paragraph.

    def _head(self, body: int) -> int:
        """Settle the lines above the first paragraph; returns where the body begins."""
        lines, kinds = self.lines, self.kinds
        free = [i for i in range(body) if lines[i].rule is None]
        title = next((i for i in free if lines[i].words >= 4), free[0] if free else None)
        if title is None and self._stopped_title(body):
            title = body
            free = []
            body += 1
        for i in range(min(body, len(lines))):
            rule = lines[i].rule
            if rule is not None:
                kinds[i] = rule.zone
            elif i == title:
                kinds[i] = "title"
            elif title is not None and i < title:
                kinds[i] = "boilerplate"
        if title is None:
            return body
        under = [i for i in free if i > title]
        for i in under:
            if self._is_time(lines[i]):
                kinds[i] = "byline"
            elif lines[i].words == 0 or self._rails(lines[i]):
                kinds[i] = "boilerplate"
        under = [i for i in under if kinds[i] == "body"]
        opened = any(lines[i].rule is not None and lines[i].rule.opens for i in range(title, body))
        titled = [i for i in under if self._title_case(lines[i])]
        if len(titled) >= 2 or (titled and opened):
            # Links to other articles and the captions of a gallery; one alone is the deck.
            for i in titled:
                kinds[i] = "boilerplate"
        return body

    def _stopped_title(self, body: int) -> bool:
        """Whether the first sentence is a headline that was given a full stop."""
        lines = self.lines
        line = lines[body]
        if body + 1 >= len(lines) or line.words > 22 or lines[body + 1].rule is not None:
            return False
        if self._title_case(line):
            return True
        return line.words <= 14 and lines[body + 1].words >= 20

    # From the first paragraph on.

    def _rest(self, begin: int) -> None:
        lines, kinds = self.lines, self.kinds
        state: ZoneKind = "body"
        most = 0
        read_words = 0
        fresh = False  # the next paragraph begins a comment
        for i in range(begin, len(lines)):
            line = lines[i]
            rule = line.rule
            if rule is not None and (rule.zone != "byline" or len(rule.keys) > 1 or i < begin + 3):
                kinds[i] = rule.zone
                fresh = True
                if rule.zone == "comment":
                    self.begins[i] = True
                    fresh = False
                if rule.opens is not None and not line.bar:
                    if rule.opens != "comment" or read_words >= _ENOUGH_BODY:
                        state, most = rule.opens, rule.most if rule.opens == "boilerplate" else 0
                continue
            if state == "boilerplate":
                if self._item_of_comments(line) and (line.words >= 20 or self._chatty(line)):
                    state, fresh = "comment", True
                elif most and line.words > most and (line.stop or line.words >= 30):
                    state = "body"
            elif state == "body" and read_words >= _ENOUGH_BODY and self._opens_comments(i):
                state, fresh = "comment", True
            if state == "comment" and not fresh:
                fresh = self._item_of_comments(line) or self._heads_comment(i)
            kinds[i] = state
            if state == "comment":
                if fresh and not self.marker and self._item_of_comments(line):
                    self.marker = self.tokens.keys[min(line.first + 1, line.last - 1)]
                self.begins[i] = fresh
                fresh = False
            elif state == "body":
                fresh = False
                read_words += line.words
                if line.words == 0 and i and kinds[i - 1] == "boilerplate":
                    kinds[i] = "boilerplate"
                elif i < begin + 3 and self._is_time(line) and self._has_year(line):
                    kinds[i] = "byline"

    def _opens_comments(self, at: int) -> bool:
        """Whether comments begin here though no line says so."""
        line = self.lines[at]
        words = self.tokens.words
        if self._heads_comment(at):
            return True
        if words[line.first][0] == "@" and len(words[line.first]) > 1:
            return line.words >= 3 and self._talk_from(at)
        if not self._item_of_comments(line) or not self._chatty(line):
            return False
        before = self.tokens.keys[self.lines[at - 1].last - 1]
        first = self.tokens.keys[line.first]
        return before != ":" and first in ("1", "•", "*") and self._talk_from(at)

    def _talk_from(self, at: int) -> bool:
        """Whether most of what follows is talk, as it is below an article and not within it."""
        if self._talk is None:
            # How many of the lines from each one on are talk, counted once from the end.
            talk = [0]
            for line in reversed(self.lines):
                talk.append(talk[-1] + (line.rule is None and self._chatty(line)))
            self._talk = talk[::-1]
        rest = sum(line.rule is None for line in self.lines[at : at + 40])
        return 2 * (self._talk[at] - self._talk[min(at + 40, len(self.lines))]) >= rest

    def _heads_comment(self, at: int) -> bool:
        """Whether a line is a reader's name, with the time of the comment in the next line."""
        line = self.lines[at]
        if at + 1 >= len(self.lines) or not 1 <= line.words <= 5 or line.stop:
            return False
        following = self.lines[at + 1]
        return following.rule is None and self._is_time(following, clock=True)

    def _trailing_headlines(self, body: int) -> None:
        """Turn a run of headlines at the end of the page into furniture."""
        at = len(self.lines)
        run = 0
        while at > body + 1:
            line = self.lines[at - 1]
            if line.rule is None and self.kinds[at - 1] == "body":
                if not line.headline or self._marked(line):
                    break
                run += 1
            elif self.kinds[at - 1] == "comment":
                return
            at -= 1
        if run >= 2 or (run and self.kinds[at - 1] == "boilerplate"):
            for i in range(at, len(self.lines)):
                if self.kinds[i] == "body":
                    self.kinds[i] = "boilerplate"

    # Shapes.

    def _title_case(self, line: _Line) -> bool:
        """Whether the longer words of a line are capitalised."""
        if line.words > 30:
            return False
        long = [w for w in self.tokens.words[line.first : line.last] if len(w) > 3 and w[0].isalpha()]
        return sum(not w[0].islower() for w in long) >= 0.75 * len(long) and bool(long)

    def _marked(self, line: _Line) -> bool:
        """Whether a line is an item of a list or opens with a quotation mark."""
        first = self.tokens.words[line.first]
        return not first[0].isalnum()

    def _item_of_comments(self, line: _Line) -> bool:
        keys = self.tokens.keys
        first = keys[line.first]
        if first in _BULLETS:
            return line.words > 0
        if not first.isdigit() or line.first + 1 >= line.last:
            return False
        behind = keys[line.first + 1]
        if behind not in (".", ")") or (self.marker and behind != self.marker):
            return False
        return True

    def _chatty(self, line: _Line) -> bool:
        for key in self.tokens.keys[line.first : min(line.last, line.first + 400)]:
            if key in _CHAT or (key[0] in "@#" and len(key) > 1) or key[0] >= "\U0001f300":
                return True
        return False

    def _rails(self, line: _Line) -> bool:
        """Whether a line is a path or a menu: "Home > World > Syria"."""
        if line.stop or line.words > 12:
            return False
        return sum(key in _RAILS for key in self.tokens.keys[line.first : line.last]) >= 2

    def _is_time(self, line: _Line, clock: bool = False) -> bool:
        """Whether a line tells a date or time and nothing else; ``clock``: the time of day too."""
        if line.words > 12 or line.last - line.first > 24:
            return False
        digits = told = False
        for key in self.tokens.keys[line.first : line.last]:
            bare = key.rstrip(".")
            if key[0].isdigit():
                digits = True
                told = told or ":" in key or key[-2:] in ("am", "pm") or key[-1] in "hdm"
            elif bare in _TIME_WORDS:
                told = told or bare in _CLOCK_WORDS
            elif key[0].isalnum():
                return False
        return digits and (told or not clock)


    def _has_year(self, line: _Line) -> bool:
        keys = self.tokens.keys[line.first : line.last]
        return any(len(key) == 4 and key.isdigit() for key in keys)


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
    while at < last and at < first + 4 and not keys[at][0].isalpha() and keys[at] not in QUOTE_MARKS:
        at += 1
    return at


def _is_byline(tokens: Tokens, first: int, last: int, rule: _Rule) -> bool:
    """Whether names and times alone follow a byline's opening words."""
    for word in tokens.words[first:last]:
        if word[0].islower() and word.lower().rstrip(".") not in _BYLINE_WORDS:
            if word.lower() not in rule.keys:
                return False
    return True
