"""Subjects: the noun phrase before a verb, across what stands between the two."""

from __future__ import annotations

import attrs

from .phrases import TIMES, Phrases, Range

__all__ = ["Subjects"]

#: How far back a parenthesis may have begun; hostile texts have longer sentences than news.
_REACH = 120
#: Adverbs that belong to the number behind them: "Nearly half of the voters said".
#: Letters that a subject with nothing but participles and prepositions behind its noun lacks.
_PLAIN = frozenset('mzpdZbwV,".:;(R')
_CLOSERS = frozenset([",", ")", "—", "–", "--", "―"])
_RELATIVES = frozenset(["who", "which", "that", "whom"])
_REFLEXIVES = frozenset(["himself", "herself", "itself", "themselves"])
_LONGEST_SUBJECT = 30
_ABOUT = frozenset("nearly almost about roughly some approximately over only around".split())


@attrs.frozen(slots=True)
class Subjects(Phrases):
    """What can be asked of the subjects of a document's verbs."""

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
        parenthetic = keys[at] in _CLOSERS
        if parenthetic:
            opener = self._parenthesis(at, limit)
            if opener is None:
                return None
            if keys[at] == "," and self._in_date(opener):
                return self._first_subject(verb, limit)
            at, end = self._before_parenthesis(opener, at, limit)
        if letters[at] in "nrd":
            # "A survey printed Friday shows": the participle's noun is the subject. A tagger may
            # take the participle for a past tense, but two finite verbs do not follow each other.
            before = self.reading.verb_group(at)
            if before is not None and letters[before[0]] in "nd" and before[0] > limit:
                at = before[0] - 1
                end = verb
        if keys[at] in _REFLEXIVES and at > limit:
            at -= 1  # "the mayor himself said"
        group = self.reading.noun_group(at)
        if group is None or letters[at] == "E":
            return None
        if group[0] == limit + 1 and letters[limit] == "i" and letters[at] == "P":
            group = self._behind_adjunct(group)
        if letters[group[0]] == "w" and keys[group[0]] not in _RELATIVES:
            return None
        start = self.phrase_start(self.without_time(group), limit)
        if self.is_time(group) and start == group[0]:
            return None
        if start > limit and self._opens_sentence(limit, verb):
            return limit, end
        start = self._with_modifiers(start, limit)
        while start > limit and keys[start - 1] in _ABOUT:
            start -= 1
        if start > limit and keys[start - 1] == "at" and keys[start] in ("least", "most"):
            start -= 1
        if parenthetic and start - 3 >= limit and letters[start - 1] == "i":
            # "Weiss, at a meeting in Columbus, Ohio, said"
            named = self.reading.noun_group(start - 3)
            if keys[start - 2] == "," and named is not None and letters[start - 3] == "P":
                return self.phrase_start(named, limit), start - 2
        return self._listed_before(self._named_before(start, limit), end, limit), end

    def _parenthesis(self, closer: int, limit: int) -> int | None:
        """Where the parenthesis opens that a token closes, if what it holds can be one."""
        opening = "(" if self.keys[closer] == ")" else self.keys[closer]
        for at in range(closer - 1, max(limit, closer - _REACH) - 1, -1):
            if self.keys[at] == opening:
                if at <= limit or at + 1 == closer:
                    return None
                if opening == "," and not self._is_parenthesis(at + 1, closer):
                    return None
                return at
        return None

    def _before_parenthesis(self, opener: int, closer: int, limit: int) -> Range:
        """The last token of the subject before a parenthesis, and where the subject ends."""
        letters, keys = self.letters, self.keys
        at, end = opener - 1, closer + 1
        if keys[closer] == ",":
            if letters[opener + 1] in "ai":
                end = opener  # "Some Democrats, however, said", "The mayor, in a letter, said"
            if letters[at] == "C" and at - 2 >= limit and keys[at - 1] == ",":
                at -= 2  # "Rosa Lind, 43, a nurse, said"
            if letters[opener + 1] == "g" and letters[at] == "P":
                end = opener  # "Lind, appearing after Weiss, said"
        if keys[at] == ")":
            # "Weiss (D-Ohio), chair of the panel, said"
            opened = next((b for b in range(at, max(limit, at - 12), -1) if keys[b] == "("), at)
            at = opened - 1
        return at, end

    def _in_date(self, comma: int) -> bool:
        """Whether a comma stands within a date: "Jan. 1, 2015"."""
        return self.letters[comma - 1] == "C" and self.letters[comma + 1] == "C"

    def _first_subject(self, verb: int, limit: int) -> Range | None:
        """The noun phrase that opens a sentence, where relative clauses alone stand between."""
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
        """Take in a name before an apposition: "Ana Weiss, a builder and …, said"."""
        if start - 2 >= limit and self.keys[start - 1] == "," and self.letters[start] in "DNJ":
            name = self.reading.noun_group(start - 2)
            if (
                name is not None
                and self.letters[start - 2] == "P"
                and not self.is_time(name)
            ):
                before = name[0] - 1
                if before < limit or self.letters[before] in ',."c:' or self.keys[before] == "that":
                    return max(name[0], limit)
        return start

    def _opens_sentence(self, limit: int, verb: int) -> bool:
        """Whether a noun phrase with all that modifies it fills a sentence up to its first verb.

        "Judges handling suits about her tenure as minister have ordered …": one phrase, however
        many participles and prepositions tell it apart.
        """
        group = self.reading.noun_group(limit)
        if group is None or self.is_time(group) or self.letters[limit] in "wRE":
            return False
        if verb - limit > _LONGEST_SUBJECT or not _PLAIN.isdisjoint(self.letters[limit:verb]):
            return False
        return self.keys[limit] not in TIMES

    def _behind_adjunct(self, group: Range) -> Range:
        """Part a name from the noun of an adjunct before it: "In a radio interview Lind said"."""
        first, last = group
        at = last - 1
        while at > first and self.letters[at - 1] == "P":
            at -= 1
        return (at, last) if at > first and self.letters[at - 1] == "N" else group

    def _listed_before(self, start: int, end: int, limit: int) -> int:
        """Take in what a list names before its last two: "The family, pupils and teachers said"."""
        if "and" not in self.keys[start:end] or "c" not in self.letters[start:end]:
            return start
        first = start
        while first - 2 >= limit and self.keys[first - 1] == ",":
            group = self.reading.noun_group(first - 2)
            if group is None or group[0] < limit or self.is_time(group):
                return start
            first = group[0]
        before = first - 1
        if first < start and (before < limit or self.letters[before] in '."c:i'):
            if before >= limit and self.letters[before] == "i" and self.keys[before] != "that":
                return start
            return first
        return start

    def _before_times(self, at: int, limit: int) -> int:
        """Step back over adverbs and times before a verb: "the mayor this week also said"."""
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

        "A survey printed on Friday found", "One of the pilots who flew that night told": what
        stands before the verb is then no subject but the end of what tells the subject apart.
        """
        for _ in range(3):
            behind = start - 1
            if behind - 1 > limit and self.letters[behind] == "i":
                behind -= 1  # "Guards waiting at the gates shouted"
            verb = self.reading.verb_group(behind) if behind > limit else None
            if verb is None or (behind < start - 1 and self.letters[verb[0]] not in "ng"):
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
