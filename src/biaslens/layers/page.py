"""Reading a page line by line: what its lines are by their shape and their order.

Prose is long and ends with a full stop, headlines do neither, comments are numbered or bulleted,
are headed by a name and a time, or talk to each other. Such shallow features separate an article
from its surroundings nearly as well as the page's markup does (Kohlschütter, Fankhauser & Nejdl
2010, "Boilerplate detection using shallow text features").
"""

from __future__ import annotations

import attrs

from ..model import ZoneKind
from ..text import Document

__all__ = ["TIME_WORDS", "Line", "PageReader", "Rule"]

_BULLETS = frozenset(["•", "*", "-", "–", "·", "◦", "▪", "‣", "→", "↳", ">"])
_RAILS = frozenset([">", "»", "›", "|", "•", "·", "/"])
_MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
#: Words of lines that tell nothing but a time.
TIME_WORDS = _MONTHS | frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun am pm a.m p.m at on et est edt gmt utc bst pst pdt cet ist ago hours hour minutes minute
    mins min days day weeks week months month
    year years yesterday today just now a an updated published posted edited th st nd rd the of
    """.split()
)
_CLOCK_WORDS = frozenset(
    "am pm a.m p.m ago yesterday gmt utc est edt et bst pst pdt cet ist".split()
)
#: Words that people use when they talk to each other below an article, and reporters do not.
_CHAT = frozenset(
    """
    i i'm im i've my me lol lmao rofl haha hahaha imo imho btw tbh wtf omg smh methinks yep yup nope
    thx gonna wanna dude folks ur pls
    """.split()
)
_ENOUGH_BODY = 40  # words of article before comments can begin


@attrs.frozen(slots=True)
class Rule:
    """One wording of an entry, as tokens."""

    entry: str
    keys: tuple[str, ...]
    zone: ZoneKind
    opens: ZoneKind | None
    most: int  # words that the line may have or, of one that opens a zone, each line it opens


@attrs.define(slots=True)
class Line:
    """A paragraph of the page and what its shape tells."""

    first: int
    last: int
    words: int
    stop: bool  # ends as a sentence does
    rule: Rule | None
    bar: bool = False  # several furniture terms in one line: a row of buttons

    @property
    def prose(self) -> bool:
        return self.words >= 30 or (self.stop and self.words >= 13)

    @property
    def headline(self) -> bool:
        return not self.stop and 3 <= self.words <= 25


class PageReader:
    """Reads the lines of one page from top to bottom.

    Args:
        document: The page as read.
        lines: Its paragraphs, looked at one by one.
    """

    def __init__(self, document: Document, lines: list[Line]) -> None:
        self._tokens = document.tokens
        self._lines = lines
        self._kinds: list[ZoneKind] = ["body"] * len(lines)
        self._begins = [False] * len(lines)
        self._talk: list[int] | None = None
        self._marker = ""  # what stands behind the numbers of the comments: "." or ")"

    def read(self) -> tuple[list[ZoneKind], list[bool]]:
        """Return the kind of each line, and whether it begins a comment of its own."""
        lines = self._lines
        body = next((i for i, line in enumerate(lines) if self._starts_body(line)), None)
        begin = self._without_prose() if body is None else self._head(body)
        self._rest(begin)
        self._trailing_headlines(begin)
        return self._kinds, self._begins

    def _starts_body(self, line: Line) -> bool:
        if line.rule is not None:
            return False
        return line.prose or (line.stop and line.words >= 5 and not self._title_case(line))

    # Above the first paragraph. Both return where the body begins.

    def _without_prose(self) -> int:
        """Settle a page of a headline alone, a list or a poem: what has no rule is the text."""
        lines, kinds = self._lines, self._kinds
        at = 0
        for line in lines:
            if line.rule is None:
                break
            kinds[at] = line.rule.zone
            at += 1
        if at + 1 < len(lines) and lines[at].headline:
            kinds[at] = "title"
            at += 1
        return at

    def _head(self, body: int) -> int:
        lines, kinds = self._lines, self._kinds
        free = [i for i in range(body) if lines[i].rule is None and not self._rails(lines[i])]
        # The name of the site may stand over a headline that ends with a full stop.
        stopped = self._stopped_title(body)
        otherwise = body if stopped or not free else free[0]
        title = next((i for i in free if lines[i].words >= 4), otherwise)
        if title == body:
            if not stopped:
                title = -1
            else:
                body += 1
        opened = False  # a line under the title announces links to other articles
        titled: list[int] = []
        for i in range(body):
            line, rule = lines[i], lines[i].rule
            if rule is not None:
                kinds[i] = rule.zone
                opened = opened or (i > title and rule.opens is not None)
            elif i <= title:
                kinds[i] = "title" if i == title else "boilerplate"
            elif self._is_date(line):
                kinds[i] = "byline"
            elif line.words == 0 or self._rails(line):
                kinds[i] = "boilerplate"
            elif self._title_case(line):
                titled.append(i)
        if len(titled) >= 2 or (titled and opened):
            # Links and the captions of a gallery; a single line under the title is the deck.
            for i in titled:
                kinds[i] = "boilerplate"
        return body

    def _stopped_title(self, body: int) -> bool:
        """Whether the first sentence is a headline that was given a full stop."""
        line = self._lines[body]
        if body + 1 >= len(self._lines) or line.words > 22:
            return False
        following = self._lines[body + 1]
        if following.rule is not None:
            return following.rule.zone == "byline"
        return self._title_case(line) or (line.words <= 14 and following.words >= 20)

    # From the first paragraph on.

    def _rest(self, begin: int) -> None:
        lines, kinds, begins = self._lines, self._kinds, self._begins
        state: ZoneKind = "body"
        most = 0
        read_words = 0
        fresh = False  # the next paragraph begins a comment
        run_end, menu = begin, False
        for i in range(begin, len(lines)):
            line = lines[i]
            rule = line.rule
            if rule is not None and rule.zone == "byline":
                # A time heads a comment; "By …" further down heads nothing.
                low = i >= begin + 3 and len(rule.keys) == 1
                rule = None if low or state == "comment" else rule
            if rule is not None:
                kinds[i] = rule.zone
                begins[i] = rule.zone == "comment"
                fresh = not begins[i]
                # A row of buttons ("Share 12 Comments") opens nothing, nor does one at the top.
                enough = rule.opens != "comment" or read_words >= _ENOUGH_BODY
                if rule.opens is not None and enough and not line.bar:
                    state, most = rule.opens, rule.most
                continue
            if state == "boilerplate":
                if self._item(line) and (line.words >= 20 or self._chatty(line)):
                    state, fresh = "comment", True
                elif line.words > most and (line.stop or line.words >= 30):
                    state = "body"
            elif state == "body" and read_words >= _ENOUGH_BODY and self._opens_comments(i):
                state, fresh = "comment", True
            kinds[i] = state
            if state == "comment":
                begins[i] = fresh or self._item(line) or self._heads_comment(i)
                if begins[i] and not self._marker and self._item(line):
                    self._marker = self._tokens.keys[min(line.first + 1, line.last - 1)]
                fresh = False
            elif state == "body":
                read_words += line.words
                if i >= run_end:
                    run_end, menu = self._menu(i)
                if menu or (line.words == 0 and i and kinds[i - 1] == "boilerplate"):
                    kinds[i] = "boilerplate"
                elif i < begin + 3 and self._is_date(line):
                    kinds[i] = "byline"

    def _menu(self, at: int) -> tuple[int, bool]:
        """Where a run of words without sentences ends, and whether it is a menu ("World", …)."""
        lines = self._lines
        to = at
        while to < len(lines) and 1 <= lines[to].words <= 2 and not lines[to].stop:
            to += 1
        menu = to - at >= 4 and (to == len(lines) or lines[to].rule is not None)
        return max(to, at + 1), menu

    def _opens_comments(self, at: int) -> bool:
        """Whether comments begin here though no line says so."""
        line = self._lines[at]
        words = self._tokens.words
        if self._heads_comment(at):
            return True
        if words[line.first][0] == "@" and len(words[line.first]) > 1:
            return line.words >= 3 and self._talk_from(at)
        if not self._item(line) or not self._chatty(line):
            return False
        before = self._tokens.keys[self._lines[at - 1].last - 1]
        first = self._tokens.keys[line.first]
        return before != ":" and first in ("1", "•", "*") and self._talk_from(at)

    def _talk_from(self, at: int) -> bool:
        """Whether most of what follows is talk, as it is below an article and not within it."""
        if self._talk is None:
            # How many of the lines from each one on are talk, counted once from the end.
            talk = [0]
            for line in reversed(self._lines):
                talk.append(talk[-1] + (line.rule is None and self._chatty(line)))
            self._talk = talk[::-1]
        rest = sum(line.rule is None for line in self._lines[at : at + 40])
        return 2 * (self._talk[at] - self._talk[min(at + 40, len(self._lines))]) >= rest

    def _heads_comment(self, at: int) -> bool:
        """Whether a line is a reader's name, with the time of the comment in the next line."""
        if not 0 <= at < len(self._lines) - 1:
            return False
        line = self._lines[at]
        if line.rule is not None or not 1 <= line.words <= 5 or line.stop:
            return False
        return self._is_time(self._lines[at + 1], clock=True)

    def _trailing_headlines(self, body: int) -> None:
        """Turn a run of headlines at the end of the page into furniture."""
        at = len(self._lines)
        run = 0
        while at > body + 1:
            line = self._lines[at - 1]
            if line.rule is None and self._kinds[at - 1] == "body":
                if not line.headline or self._marked(line):
                    break
                run += 1
            elif self._kinds[at - 1] == "comment":
                return
            at -= 1
        if run >= 2 or (run and self._kinds[at - 1] == "boilerplate"):
            for i in range(at, len(self._lines)):
                if self._kinds[i] == "body":
                    self._kinds[i] = "boilerplate"

    # Shapes.

    def _title_case(self, line: Line) -> bool:
        """Whether the longer words of a line are capitalised."""
        if line.words > 30:
            return False
        words = self._tokens.words[line.first : line.last]
        long = [word for word in words if len(word) > 3 and word[0].isalpha()]
        return sum(not w[0].islower() for w in long) >= 0.75 * len(long) and bool(long)

    def _marked(self, line: Line) -> bool:
        """Whether a line is an item of a list or opens with a quotation mark."""
        first = self._tokens.words[line.first]
        return not first[0].isalnum()

    def _item(self, line: Line) -> bool:
        """Whether a line opens with a bullet, or with a number as those of the comments."""
        keys = self._tokens.keys
        first = keys[line.first]
        if first in _BULLETS:
            return line.words > 0
        if not first.isdigit() or line.first + 1 >= line.last:
            return False
        behind = keys[line.first + 1]
        return behind == self._marker if self._marker else behind in (".", ")")

    def _chatty(self, line: Line) -> bool:
        """Whether a line has words, marks or emoji of talk in its first part."""
        for key in self._tokens.keys[line.first : min(line.last, line.first + 400)]:
            if key in _CHAT or (key[0] in "@#" and len(key) > 1) or key[0] >= "\U0001f300":
                return True
        return False

    def _rails(self, line: Line) -> bool:
        """Whether a line is a path or a menu: "Home > World > Syria"."""
        if line.stop or line.words > 12:
            return False
        return sum(key in _RAILS for key in self._tokens.keys[line.first : line.last]) >= 2

    def _is_time(self, line: Line, clock: bool = False) -> bool:
        """Whether a line tells a date or time and nothing else; ``clock``: the time of day too."""
        if line.words > 12 or line.last - line.first > 24:
            return False
        digits = told = False
        for key in self._tokens.keys[line.first : line.last]:
            bare = key.rstrip(".")
            if key[0].isdigit():
                digits = True
                told = told or ":" in key or key[-2:] in ("am", "pm") or key[-1] in "hdm"
            elif bare in TIME_WORDS:
                told = told or bare in _CLOCK_WORDS
            elif key[0].isalnum():
                return False
        return digits and (told or not clock)

    def _is_date(self, line: Line) -> bool:
        """Whether a line tells a date, perhaps with a time, and nothing else."""
        if not self._is_time(line):
            return False
        keys = self._tokens.keys[line.first : line.last]
        return any((len(key) == 4 and key.isdigit()) or key.rstrip(".") in _MONTHS for key in keys)
