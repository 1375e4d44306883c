"""Subjects, noun phrases and clause ends, read off the groups of a sentence without a parse tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

from ..text import Document, Quoted
from ..text import read as read_text
from .reading import FINITE, Reading, read_grammar
from .tagger import default_tagger

__all__ = ["CONTRASTERS", "Bounds", "Range", "Syntax"]

Range = tuple[int, int]

#: Open a subordinate clause, whose end is not the end of a noun phrase before it.
SUBORDINATORS = frozenset(
    """
    because if while although though when whenever after before since as until unless whereas once
    whether so lest despite amid except
    """.split()
)
#: Open a main clause that contrasts with what was said before it.
CONTRASTERS = frozenset(["but", "while", "though", "although", "whereas", "yet", "however"])
_TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december yesterday today tomorrow tonight now week month
    year years months weeks days day hours night morning evening afternoon weekend early late last
    earlier later then ago
    """.split()
)
_TIME_LEADS = frozenset(["last", "this", "next", "earlier", "late", "early", "that"])
#: Open a phrase that tells on which occasion something was said, not what was said.
_EPISODES = frozenset(["during", "amid", "ahead", "since", "until"])
_OCCASIONS = frozenset(
    """
    interview statement speech tweet briefing conference remarks memo letter rally debate email
    announcement broadcast appearance address twitter facebook podcast
    """.split()
)
_BOTH = frozenset(["neither", "either", "both"])
_RELATIVES = frozenset(["who", "which", "whom", "whose"])
#: How far a search within a sentence may look: sentences of news are shorter, hostile texts are not.
REACH = 120


@attrs.frozen(slots=True)
class Bounds:
    """What ends reported content, besides the end of its sentence.

    Attributes:
        cues: Tokens at which the sentence's cues begin.
        says: Those of them that are verbs of saying.
        opened: Quotations by the token of their opening mark.
        leading: Whether the cue opens the sentence as a participle ("Citing …, he left"), so that the
            next clause is the main one.
    """

    cues: Collection[int]
    says: Collection[int]
    opened: Mapping[int, Quoted]
    leading: bool = False


@attrs.frozen(slots=True)
class Syntax:
    """A document with its reading, and the questions that layers ask of them.

    Every range is a half-open range of token indices.

    Attributes:
        document: The text as read.
        reading: Its groups.
        keys: Folded tokens.
        letters: Word class letters, see :class:`Reading`.
    """

    document: Document
    reading: Reading
    keys: list[str]
    letters: str

    @classmethod
    def of(cls, document: Document, reading: Reading) -> Syntax:
        """Bring a document and its reading together."""
        return cls(document, reading, document.tokens.keys, reading.letters)

    @classmethod
    def read(cls, text: str) -> Syntax:
        """Read a text from its characters up to its groups."""
        document = read_text(text)
        return cls.of(document, read_grammar(document, default_tagger().tag))

    # --- noun phrases -------------------------------------------------------------------------

    def is_time(self, group: Range) -> bool:
        """Whether a noun group only tells a time ("last Wednesday", "18 January")."""
        words = self.keys[group[0] : group[1]]
        if len(words) == 1 and len(words[0]) == 4 and words[0][:2] in ("19", "20"):
            return words[0].isdigit()
        return any(w in _TIMES for w in words) and all(
            w in _TIMES or not w.isalpha() or w in ("the", "this", "that", "next", "a", "same", "of")
            for w in words
        )

    def without_time(self, group: Range) -> Range:
        """Drop a time that a noun group has swallowed in front: "Wednesday Trump"."""
        first, last = group
        while first + 1 < last and self.keys[first] in _TIMES and self.letters[first] != "D":
            first += 1
        return first, last

    def phrase_end(self, start: int, limit: int) -> int:
        """The end of the noun phrase that begins at ``start``: the group and its "of", "in", "for" phrases."""
        letters, keys = self.letters, self.keys
        at = start
        while True:
            group = self.reading.noun_group(at) if at < limit else None
            if group is None:
                return at
            at = min(group[1], limit)
            if at + 1 >= limit:
                return at
            if letters[at] in "it" and keys[at] not in SUBORDINATORS and keys[at] != "that":
                after = self.reading.noun_group(at + 1)
                if after is not None and letters[at + 1] != "w" and not self.is_time(after):
                    at += 1
                    continue
            elif letters[at] == "c" and keys[at] in ("and", "or", "&") and not self._opens_clause(
                at + 1, limit
            ):
                after = self.reading.noun_group(at + 1)
                if after is not None:
                    at += 1
                    continue
            return at

    def _opens_clause(self, at: int, limit: int) -> bool:
        """Whether a noun group and a finite verb stand here: the beginning of a clause."""
        group = self.reading.noun_group(at) if at < limit else None
        if group is None:
            return False
        end = group[1]
        for _ in range(4):
            # "the talks in Astana and the truce were …"
            if end + 1 >= limit or not (
                self.letters[end] == "i" and self.keys[end] not in SUBORDINATORS
                or self.keys[end] in ("and", "or")
            ):
                break
            after = self.reading.noun_group(end + 1)
            if after is None or self.letters[end + 1] == "w":
                break
            end = after[1]
        while end < limit and self.letters[end] in 'a"':
            end += 1
        return end < limit and self.letters[end] in FINITE

    def opens_clause(self, at: int, limit: int) -> bool:
        """Whether a clause with subject and finite verb begins at a token."""
        while at < limit and (self.letters[at] == "a" or self.keys[at] in _BOTH):
            at += 1
        return self._opens_clause(at, limit)

    def apposition_end(self, at: int, limit: int) -> int:
        """Step over ", the head of …" and "(…)" behind a name; ``at`` is the token behind the name."""
        letters, keys = self.letters, self.keys
        if at < limit and keys[at] == "(":
            for end in range(at + 1, min(limit, at + 20)):
                if keys[end] == ")":
                    return end + 1
            return at
        if at + 1 >= limit or keys[at] != ",":
            return at
        behind = at + 1
        if letters[behind] == "w" and keys[behind] in _RELATIVES:
            return self._to_comma(behind, limit, at)
        group = self.reading.noun_group(behind)
        if group is None or self.is_time(group) or self.opens_clause(behind, limit):
            return at
        return self._to_comma(behind, limit, at)

    def _to_comma(self, at: int, limit: int, otherwise: int) -> int:
        """The next comma, or the limit; a cue that closes the parenthesis is not looked at."""
        for end in range(at, min(limit, at + 40)):
            if self.keys[end] in (",", ";", "—", "–", "―") or self.letters[end] == ".":
                return end
        return limit if limit - at < 40 else otherwise

    def phrase_start(self, group: Range, limit: int) -> int:
        """Where the noun phrase begins that ends with this group: "the head of the office in Ankara"."""
        first = group[0]
        letters, keys = self.letters, self.keys
        steps = 0
        while first - 2 >= limit and steps < 8:
            steps += 1
            before = first - 1
            if letters[before] == "i" and keys[before] != "that" and keys[before] not in SUBORDINATORS:
                # "in Virginia and around the country", "discussions about widening the truce"
                joined = before - 2 if keys[before - 1] in ("and", "or") else before - 1
                group_before = self.reading.noun_group(joined) if joined >= limit else None
                if group_before is None or letters[joined] in "wR":
                    break
                first = group_before[0]
            elif letters[before] == "g" and letters[before - 1] == "i":
                group_before = self.reading.noun_group(before - 2) if before - 2 >= limit else None
                if group_before is None:
                    break
                first = group_before[0]
            elif keys[before] == "and" and self._free_standing(before, limit):
                group_before = self.reading.noun_group(before - 1)
                if group_before is None:
                    break
                first = group_before[0]
            else:
                break
        return max(first, limit)

    def _free_standing(self, conjunction: int, limit: int) -> bool:
        """Whether the noun phrase before "and" is no object: nothing governs it."""
        group = self.reading.noun_group(conjunction - 1)
        if group is None:
            return False
        before = group[0] - 1
        if before < limit:
            return True
        return self.letters[before] in ',."c:' or self.keys[before] == "that"

    # --- subjects -----------------------------------------------------------------------------

    def subject(self, verb: int, limit: int) -> Range | None:
        """The noun phrase before a verb group, with what stands between commas behind it.

        Args:
            verb: First token of the verb group.
            limit: First token of the sentence.
        """
        letters, keys = self.letters, self.keys
        at = self._before_times(verb - 1, limit)
        end = at + 1
        if at < limit:
            return None
        closer = keys[at]
        if closer in (",", ")", "—", "–", "--", "―"):
            opener = "(" if closer == ")" else closer
            found = None
            for back in range(at - 1, max(limit, at - REACH) - 1, -1):
                if keys[back] == opener:
                    found = back
                    break
            if found is None or found <= limit or found + 1 == at:
                return None
            if closer == "," and not self._is_parenthesis(found + 1, at):
                return None
            if closer == "," and self._in_date(found):
                return self._first_subject(verb, limit)
            at = found - 1
            if closer == ")":
                end = found
        if letters[at] in "nrd":
            # "A poll released Friday shows": the participle's noun is the subject. A tagger may take
            # the participle for a past tense, but two finite verbs do not follow each other.
            verb_before = self.reading.verb_group(at)
            if verb_before is not None and letters[verb_before[0]] in "nd" and verb_before[0] > limit:
                at = verb_before[0] - 1
                end = verb
        group = self.reading.noun_group(at)
        if group is None or letters[at] == "E":
            return None
        if letters[group[0]] == "w" and keys[group[0]] not in ("who", "which", "that"):
            return None
        start = self.phrase_start(self.without_time(group), limit)
        if self.is_time(group) and start == group[0]:
            return None
        start = self._with_modifiers(start, limit)
        return self._named_before(start, limit), end

    def _in_date(self, comma: int) -> bool:
        """Whether a comma stands within a date: "Jan. 1, 2015"."""
        return self.letters[comma - 1] == "C" and self.letters[comma + 1] == "C"

    def _first_subject(self, verb: int, limit: int) -> Range | None:
        """The noun phrase that opens the sentence, where all verbs up to this one are relative clauses'."""
        group = self.reading.noun_group(limit)
        if group is None:
            return None
        between = self.letters[group[1] : verb]
        finite = sum(letter in "mzpdZ" for letter in between)
        relative = between.count("w") + sum(
            key in ("that", "who", "which") and letter != "w"
            for key, letter in zip(self.keys[group[1] : verb], between, strict=True)
        )
        return (limit, verb) if finite <= relative else None

    def _named_before(self, start: int, limit: int) -> int:
        """Take in a name before an apposition: "Angela Brunner, a developer and …, said"."""
        if start - 2 >= limit and self.keys[start - 1] == "," and self.letters[start] == "D":
            name = self.reading.noun_group(start - 2)
            if name is not None and self.letters[start - 2] == "P":
                before = name[0] - 1
                if before < limit or self.letters[before] in ',."c:' or self.keys[before] == "that":
                    return max(name[0], limit)
        return start

    def _before_times(self, at: int, limit: int) -> int:
        """Step back over adverbs and times between subject and verb: "Trump this week also said"."""
        while at >= limit:
            if self.letters[at] == "a":
                at -= 1
                continue
            group = self.reading.noun_group(at)
            if group is None or group[0] <= limit or not self.is_time(group):
                return at
            before = group[0] - 1
            if self.letters[before] == "i" and before > limit:
                before -= 1
            if self.letters[before] not in "NPRawnrd":
                return at
            at = before
        return at

    def _with_modifiers(self, start: int, limit: int) -> int:
        """Take in a noun that a participle or relative clause before ``start`` belongs to.

        "A poll released on Friday found", "One of the doctors who sent the letter called": what stands
        before the verb is then no subject but the end of what tells the subject apart.
        """
        for _ in range(3):
            behind = start - 1
            if behind - 1 > limit and self.letters[behind] == "i":
                behind -= 1  # "Protesters marching through the streets chanted"
            verb = self.reading.verb_group(behind) if behind > limit else None
            if verb is None or behind < start - 1 and self.letters[verb[0]] not in "ng":
                return start
            before = verb[0] - 1
            while before > limit and self.letters[before] == "a":
                before -= 1
            if self.letters[verb[0]] not in "ng":
                if self.letters[before] != "w" or before - 1 < limit:
                    return start
                before -= 1
            group = self.reading.noun_group(before) if before >= limit else None
            if group is None or self.letters[before] in "wR":
                return start
            start = self.phrase_start(self.without_time(group), limit)
        return start

    def _is_parenthesis(self, first: int, last: int) -> bool:
        """Whether what stands between two commas belongs to the noun before it."""
        letter = self.letters[first]
        if letter in "wV":
            return True
        if letter in "DHJNPC$":
            return not self.opens_clause(first, last)
        return letter in "ngai" and not self.opens_clause(first, last) and last - first < 25

    # --- clauses ------------------------------------------------------------------------------

    def clause_end(self, start: int, limit: int, bounds: Bounds) -> int:
        """Where reported content that begins at ``start`` ends within its sentence.

        It runs to the end of the sentence unless a semicolon, a contrasting main clause (", but …") or
        a cue that shares the source ("said … and added …", "said …, citing …") ends it before. It
        never ends within a quotation, but may end with one, behind the sentence.

        Args:
            start: First token of the content.
            limit: Token behind the last of the sentence.
            bounds: What else may end it.
        """
        keys, letters = self.keys, self.letters
        depth = 0
        at = start
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
            elif key == "," and at + 2 < limit:
                if self._parts(at, limit, bounds):
                    return at
            elif letter == "c":
                behind = at + 1
                while behind < limit and letters[behind] == "a":
                    behind += 1
                if behind in bounds.says and letters[behind] in "zdp" or self._speaks(
                    behind, limit, bounds.says
                ):
                    return at - 1 if keys[at - 1] == "," else at
        return self.trimmed(start, limit)

    def _parts(self, comma: int, limit: int, bounds: Bounds) -> bool:
        """Whether a comma parts reported content from what the author goes on to tell."""
        keys, letters = self.keys, self.letters
        at = comma + 1
        if keys[at] in CONTRASTERS:
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
        return verb is not None and any(token in says for token in range(*verb))

    def object_end(self, start: int, limit: int) -> int:
        """Where the noun phrase or infinitive that a cue takes ends: before the next clause."""
        letters, keys = self.letters, self.keys
        depth = 0
        for at in range(start + 1, min(limit, start + REACH)):
            key, letter = keys[at], letters[at]
            if letter in "NPJD" and key not in _TIMES:
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
                if following == "i" and keys[at + 1] == "of":
                    continue
                if following in 'gwi"aRzdmZ' or keys[at + 1] in CONTRASTERS or keys[at + 1] in SUBORDINATORS:
                    return at
                if following == "c" and at + 2 < limit and letters[at + 2] in "azpdZmDHPRi":
                    return at
                if self.opens_clause(at + 1, limit):
                    return at
            elif letter == "c" and at + 1 < limit and at - 1 > start:
                if letters[at + 1] in "zpdmZ" or self.opens_clause(at + 1, limit):
                    return at
            elif key in _EPISODES and letter in "i":
                return at
            elif letter == "i" and at + 1 < limit:
                if key in SUBORDINATORS:
                    if self.opens_clause(at + 1, limit):
                        return at
                    if key != "as" and letters[at + 1] in "gni":
                        return at
                elif key in ("on", "in", "at", "for", "since", "until"):
                    group = self.reading.noun_group(at + 1)
                    if group is not None and (
                        self.is_time(group) or keys[group[1] - 1] in _OCCASIONS
                    ):
                        return at
            elif key in _TIMES and letters[at - 1] not in "iDJSHC":
                group = self.reading.noun_group(at)
                if group is not None and group[0] == at and self.is_time(group):
                    return at
        return self.trimmed(start, limit)

    def trimmed(self, start: int, end: int) -> int:
        """Step back over the full stop and commas at the end of a range."""
        while end - 1 > start and self.letters[end - 1] in ".,:" and self.keys[end - 1][0] in ".,:;!?…—–-":
            end -= 1
        return end
