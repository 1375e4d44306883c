"""Clauses: where what somebody says, wants or denies ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

from ..text import Document, Quoted
from ..text import read as read_text
from .phrases import SUBORDINATORS, TIMES, Range
from .reading import FINITE, Reading, read_grammar
from .subjects import Subjects
from .tagger import default_tagger

__all__ = ["CONTRASTERS", "Bounds", "Range", "Syntax"]

#: Open a main clause that contrasts with what was said before it.
CONTRASTERS = frozenset(["but", "while", "though", "although", "whereas", "yet", "however"])
#: Open a phrase that tells on which occasion something was said, not what was said.
_EPISODES = frozenset(["during", "amid", "ahead", "since", "until"])
_OCCASIONS = frozenset(
    """
    interview statement speech tweet briefing conference remarks memo letter rally debate email
    announcement broadcast appearance address twitter facebook podcast
    """.split()
)
#: Open what still belongs to an object, behind a comma: ", including the minister".
_ADDING = frozenset("of including especially particularly such like not even".split())
_VERBS = frozenset(FINITE)
_OBJECTS = ("D", "H", "R", "N", "P")
_NEAR = 10
_BACKSHIFTED = frozenset(["had", "'d", "would", "could", "might"])
_BE = frozenset("is are was were be been being 's 're".split())
#: How far an object may run; hostile texts have longer sentences than news.
_REACH = 120


@attrs.frozen(slots=True)
class Bounds:
    """What ends reported content, besides the end of its sentence.

    Attributes:
        cues: Tokens at which the sentence's cues begin.
        says: Those of them that are verbs of saying.
        opened: Quotations by the token of their opening mark.
        leading: Whether the cue opens the sentence as a participle ("Citing …, he left"), so that
            the next clause is the main one.
    """

    cues: Collection[int]
    says: Collection[int]
    opened: Mapping[int, Quoted]
    leading: bool = False


@attrs.frozen(slots=True)
class Syntax(Subjects):
    """A document with its reading, and the questions that layers ask of them."""

    @classmethod
    def of(cls, document: Document, reading: Reading) -> Syntax:
        """Bring a document and its reading together."""
        return cls(document, reading, document.tokens.keys, reading.letters)

    @classmethod
    def read(cls, text: str) -> Syntax:
        """Read a text from its characters up to its groups."""
        document = read_text(text)
        return cls.of(document, read_grammar(document, default_tagger().tag))

    def clause_end(self, start: int, limit: int, bounds: Bounds) -> int:
        """Where reported content that begins at ``start`` ends within its sentence.

        It runs to the end of the sentence unless a semicolon, a contrasting main clause (", but …")
        or a cue that shares the source ("said … and added …", "said …, citing …") ends it before.
        It never ends within a quotation, but may end with one, behind the sentence.

        Args:
            start: First token of the content.
            limit: Token behind the last of the sentence.
            bounds: What else may end it.
        """
        keys, letters = self.keys, self.letters
        depth = 0
        at = start
        if start in bounds.opened:
            at = bounds.opened[start].last - 1
            if at + 1 >= limit:
                return at + 1
        while at + 1 < limit:
            at += 1
            letter = letters[at]
            if letter in "NJPDb":
                continue
            if at in bounds.opened:
                end = bounds.opened[at].last
                if end >= limit:
                    return end
                if keys[end - 2] == "," and end < limit:
                    return end
                at = end - 1
                continue
            key = keys[at]
            if key == "(":
                depth += 1
            elif key == ")":
                depth -= 1
                if depth < 0:
                    return at
            elif depth:
                continue
            elif key == ";":
                return at
            elif key == "," and at + 2 < limit and at - start > 1:
                if self._parts(at, limit, bounds):
                    return at
            elif letter == "c" and key != "or" and not _VERBS.isdisjoint(letters[start:at]):
                behind = at + 1
                while behind < limit and letters[behind] == "a":
                    behind += 1
                if (
                    (behind in bounds.says and letters[behind] in "zdp")
                    or self._shares_main_verb(start, at, behind, bounds)
                    or self._speaks(behind, limit, bounds.says)
                ):
                    return at - 1 if keys[at - 1] == "," else at
        return self.trimmed(start, limit)

    def _says_later(self, start: int, limit: int, bounds: Bounds) -> bool:
        """Whether a verb of saying follows before any other verb or subject."""
        for at in range(start, min(limit, start + _NEAR)):
            if self.letters[at] in _VERBS:
                return at in bounds.says
            if self.letters[at] in "RE,":
                break
        return False

    def _shares_main_verb(self, start: int, end: int, verb: int, bounds: Bounds) -> bool:
        """Whether a cue behind "and" is the main clause's and not the reported one's.

        "said that no site had been hit and accused the rebels": reported speech goes back to
        "had", and so a plain past behind it tells what was done.
        """
        past = self.letters[verb : verb + 1] == "d" or (
            self.letters[verb : verb + 1] == "n" and self.letters[verb + 1 : verb + 2] in _OBJECTS
        )
        if verb not in bounds.cues or not past:
            return False
        for at in range(end - 1, start, -1):
            if self.letters[at] in _VERBS:
                return self.keys[at] in _BACKSHIFTED
        return False

    def _parts(self, comma: int, limit: int, bounds: Bounds) -> bool:
        """Whether a comma parts reported content from what the author goes on to tell."""
        keys, letters = self.keys, self.letters
        at = comma + 1
        if at in bounds.says and letters[at] in "zdp":
            return True  # "said …, added … and noted …"
        if keys[at] in CONTRASTERS:
            if letters[at + 1] == "i" and self._says_later(at + 2, limit, bounds):
                return True  # "said he was well, but in a later call said he was ill"
            goes_on = letters[at + 1] == "R" and keys[at] in ("but", "yet")
            return self.opens_clause(at + 1, limit) and (
                not goes_on or self._speaks(at + 1, limit, bounds.cues)
            )
        if at in bounds.cues and letters[at] in "gi":
            return True
        if letters[at] == "a" and at + 1 in bounds.cues and letters[at + 1] == "g":
            return True
        return bounds.leading and self.opens_clause(at, limit)

    def _speaks(self, at: int, limit: int, says: Collection[int]) -> bool:
        """Whether a clause begins here in which somebody says something of their own."""
        group = self.reading.noun_group(at) if at < limit else None
        if group is None or not says:
            return False
        end = group[1]
        while end < limit and self.letters[end] == "a":
            end += 1
        verb = self.reading.verb_group(end) if end < limit else None
        if verb is None or not any(token in says for token in range(*verb)):
            return False
        # "one was found nearby" tells what happened
        return self.letters[verb[1] - 1] not in "nd" or self.keys[verb[0]] not in _BE

    def object_end(self, start: int, limit: int, times: bool = False) -> int:
        """Where the noun phrase or infinitive that a cue takes ends: before the next clause.

        Args:
            start: Its first token.
            limit: Token behind the last of the sentence.
            times: Whether a time or occasion at its end is part of it, as in "plans to go in May".
        """
        letters, keys = self.letters, self.keys
        depth, closing = 0, -1
        for at in range(start + 1, min(limit, start + _REACH)):
            key, letter = keys[at], letters[at]
            if letter in "NPJD" and key not in TIMES:
                continue
            if key == "(":
                depth += 1
            elif key == ")":
                depth -= 1
                if depth < 0:
                    return at
            elif depth:
                continue
            if key in (";", ":"):
                return at
            if key in ("—", "–", "--", "―"):
                if key not in keys[at + 1 : limit]:
                    return at
                continue
            if key == "," and at + 1 < limit:
                following = letters[at + 1]
                if keys[at + 1] in _ADDING:
                    continue
                if times and keys[at + 1] == "by" and letters[at + 2 : at + 3] == "g":
                    continue  # "plans to win, by helping her allies"
                if at == closing:
                    if following == "i" and keys[at + 1] not in SUBORDINATORS:
                        continue  # "hold Lind, a former aide, in contempt"
                elif following == "D" and letters[at - 1] == "P":
                    closing = self.phrase_end(at + 1, limit)  # where an apposition may close
                if (
                    following in 'gwi"aRzdmZn'
                    or keys[at + 1] in CONTRASTERS
                    or keys[at + 1] in SUBORDINATORS
                ):
                    return at
                if following == "c" and at + 2 < limit and letters[at + 2] in "azpdZmDHPRiw":
                    return at
                if self.opens_clause(at + 1, limit):
                    return at
            elif letter == "c" and at + 1 < limit and at - 1 > start:
                if letters[at + 1] in "zpdmZ" or self.opens_clause(at + 1, limit):
                    return at
                if letters[at + 1] == "n" and letters[at + 2 : at + 3] in ("i", "D", "H", "R", "t"):
                    return at
            elif key in _EPISODES and letter in "i":
                return at
            elif letter == "i" and at + 1 < limit:
                if key == "by" and letters[at + 1] == "g" and keys[at - 1] != ",":
                    return at
                if key in SUBORDINATORS:
                    if self.opens_clause(at + 1, limit):
                        return at
                    if key != "as" and letters[at + 1] in "gni":
                        return at
                elif key in ("on", "in", "at", "for", "since", "until"):
                    group = self.reading.noun_group(at + 1)
                    if (
                        group is not None
                        and not times
                        and (self.is_time(group) or keys[group[1] - 1] in _OCCASIONS)
                    ):
                        return at
            elif key in TIMES and not times and letters[at - 1] not in "iDJSHC":
                group = self.reading.noun_group(at)
                if group is not None and group[0] == at and self.is_time(group):
                    return at
        return self.trimmed(start, limit)

    def before_main_verb(self, start: int, end: int, finite: bool) -> int:
        """Where the complement of a noun ends before the verb that the noun is the subject of.

        "The claim that crime had doubled was false": of two finite verbs with no conjunction,
        comma or relative between them, the second is the main one.

        Args:
            start: First token of the complement.
            end: Token behind the last that it can hold.
            finite: Whether the complement has a finite verb of its own.
        """
        letters, keys = self.letters, self.keys
        allowed = finite
        for at in range(start + (1 if finite else 0), end):
            letter = letters[at]
            if letter in "wc," or keys[at] in SUBORDINATORS or keys[at] == "that":
                allowed = True
            elif letter in "mzpdZn":
                group = self.reading.verb_group(at)
                if group is None or group[0] != at:
                    continue
                alone = group[1] == at + 1
                if letter == "n" and not (alone and letters[at + 1 : at + 2] in "DHRNP"):
                    continue  # a participle; before an object it is a mis-tagged past tense
                if not allowed:
                    return at
                allowed = False
        return end

    def trimmed(self, start: int, end: int) -> int:
        """Step back over the full stop and commas at the end of a range."""
        while (
            end - 1 > start
            and self.letters[end - 1] in ".,:"
            and self.keys[end - 1][0] in ".,:;!?…—–-"
        ):
            end -= 1
        return end
