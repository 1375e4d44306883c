"""Who a source is: its kind, and the fullest name that the article gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from ...grammar.clauses import Range, Syntax
from ...lexicon.matcher import Match
from ...lexicon.schema import SourceEntry
from ...model import SourceKind
from ...text.english import BEFORE_NAME
from .draft import Draft

__all__ = ["Speakers"]

_PERSONAL = frozenset(["he", "she", "him", "her", "his"])
_THINGS = frozenset(["it", "its"])
_FIRST = frozenset(["i", "we", "me", "my", "our", "us"])
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_PARTICLES = frozenset(["-", "al", "el", "de", "von", "van", "bin", "ibn", "da", "del", "la", "le"])
_PAPERS = frozenset(["statement", "report", "document", "letter", "memo", "communique", "release"])


@attrs.define(slots=True)
class Speakers:
    """Resolves the sources of one article, in text order.

    Attributes:
        syntax: The document.
        known: Matches of the lexicon's source entries, by the last token they cover.
        names: Person names of two or more words, by surname; the longest is kept.
        titles: The person last called by each title ("general").
        last_person: The person who last was a source.
        last_body: The body, organisation or outlet that last was a source, with its kind.
    """

    syntax: Syntax
    known: Mapping[int, Match]
    names: dict[str, str]
    titles: dict[str, str]
    last_person: str | None = None
    last_body: tuple[str, SourceKind] | None = None

    @classmethod
    def of(cls, syntax: Syntax, matches: Sequence[Match]) -> Speakers:
        """Collect the names of an article.

        Args:
            syntax: The document and its reading.
            matches: Matches of the lexicon's source entries.
        """
        known = {match.last - 1: match for match in matches}
        speakers = cls(syntax, known, {}, {})
        reading = syntax.reading
        for first, last, verbal in zip(
            reading.firsts, reading.lasts, reading.verbal, strict=True
        ):
            if not verbal and last - first > 1:
                speakers._note_name(first, last)
        return speakers

    def _note_name(self, first: int, last: int) -> None:
        """Remember a full name in a noun group, and the titles before it."""
        name = self._name_range(first, last)
        if name is None or name[1] - name[0] < 2 or self._organisation(name) is not None:
            return
        keys = self.syntax.keys
        text = self._text(name)
        surname = keys[name[1] - 1]
        if len(text) > len(self.names.get(surname, "")):
            self.names[surname] = text
        for at in range(max(first, name[0] - 4), name[0]):
            self.titles.setdefault(keys[at].rstrip("."), text)

    def _name_range(self, first: int, last: int) -> Range | None:
        """The proper name at the end of a noun group, without titles."""
        letters, keys = self.syntax.letters, self.syntax.keys
        end = last
        if letters[end - 1] != "P":
            return None
        start = end - 1
        while start > first and (letters[start - 1] == "P" or keys[start - 1] in _PARTICLES):
            start -= 1
        while start < end - 1 and (
            keys[start].rstrip(".") in BEFORE_NAME
            or keys[start] in _PARTICLES and letters[start] != "P"
            or self._is_role(start)
        ):
            start += 1
        return start, end

    def _is_role(self, token: int) -> bool:
        match = self.known.get(token)
        if match is None:
            return False
        entry = match.entry
        return isinstance(entry, SourceEntry) and entry.pos == "noun" and entry.kind == "unnamed"

    def _organisation(self, name: Range) -> SourceEntry | None:
        """The lexicon's entry for a name that is no person's."""
        match = self.known.get(name[1] - 1)
        if match is None:
            return None
        entry = match.entry
        if isinstance(entry, SourceEntry) and (entry.kind != "named_person"):
            return entry
        return None

    def _text(self, span: Range) -> str:
        start, end = self.syntax.document.slice(*span)
        return " ".join(self.syntax.document.text[start:end].split())

    # --- resolving ----------------------------------------------------------------------------

    def resolve(self, draft: Draft) -> tuple[SourceKind, str | None]:
        """Kind and fullest name of a draft's source; call in text order.

        Returns:
            The kind, and the name or ``None`` when not sure.
        """
        if not draft.source:
            return "unspecified", None
        first, last = draft.source[0]
        keys = self.syntax.keys
        key = keys[first]
        if last - first == 1:
            if key in _PERSONAL:
                return ("named_person" if self.last_person else "unnamed"), self.last_person
            if key in _THINGS and self.last_body is not None:
                return self.last_body[1], self.last_body[0]
            if key in _RELATIVE:
                return self._antecedent(first)
            if key in _FIRST or self.syntax.letters[first] == "R":
                return "unnamed", None
        kind, speaker = self._described(first, last)
        self._remember(kind, speaker)
        return kind, speaker

    def _remember(self, kind: SourceKind, speaker: str | None) -> None:
        if speaker is None:
            return
        if kind == "named_person":
            self.last_person = speaker
        elif kind in ("official_body", "organisation", "media"):
            self.last_body = (speaker, kind)

    def _antecedent(self, relative: int) -> tuple[SourceKind, str | None]:
        """The noun that "who" stands for."""
        at = relative - 1
        if at >= 0 and self.syntax.keys[at] == ",":
            at -= 1
        group = self.syntax.reading.noun_group(at) if at >= 0 else None
        if group is None:
            return "unnamed", None
        kind, speaker = self._described(*group)
        self._remember(kind, speaker)
        return kind, speaker

    def _described(self, first: int, last: int) -> tuple[SourceKind, str | None]:
        """Kind and name of a source that is a noun phrase."""
        head = self._head_group(first, last)
        start, end = head
        if start < end and self.syntax.keys[start] in ("the", "a", "an"):
            start += 1
        keys, letters = self.syntax.keys, self.syntax.letters
        match = self.known.get(end - 1)
        entry = match.entry if match is not None else None
        if isinstance(entry, SourceEntry):
            if entry.kind != "unnamed" and entry.kind != "unspecified":
                named = entry.refers_to or self._text((start, end))
                return entry.kind, named
            if keys[end - 1] in _PAPERS and self.last_body is not None and first + 2 >= last:
                return self.last_body[1], self.last_body[0]
            person = self.titles.get(keys[end - 1])
            if person is not None and keys[first] == "the" and end - start == 1:
                return "named_person", person
            apposed = self._apposed_name(end, last)
            if apposed is not None:
                return "named_person", apposed
            return entry.kind, None
        name = self._name_range(start, end)
        if name is not None:
            text = self._text(name)
            full = self.names.get(keys[name[1] - 1])
            if full is not None:
                return "named_person", full
            if name[1] - name[0] >= 2:
                return "named_person", text
            if letters[start] == "P" and keys[first] not in ("the", "a"):
                return "named_person", text
            return "organisation", self._text((start, end))
        person = self.titles.get(keys[end - 1])
        if person is not None and keys[first] == "the":
            return "named_person", person
        apposed = self._apposed_name(end, last)
        if apposed is not None:
            return "named_person", apposed
        return "unnamed", None

    def _head_group(self, first: int, last: int) -> Range:
        group = self.syntax.reading.noun_group(first)
        if group is None:
            return first, last
        return max(first, group[0]), min(last, group[1])

    def _apposed_name(self, first: int, last: int) -> str | None:
        """A personal name that follows in apposition: "the Director of the centre, X"."""
        at = first
        found = None
        while at < last:
            group = self.syntax.reading.noun_group(at)
            if group is None:
                at += 1
                continue
            name = self._name_range(max(group[0], first), min(group[1], last))
            if name is not None and name[1] - name[0] >= 2 and self._organisation(name) is None:
                found = self._text(name)
            at = max(group[1], at + 1)
        return found
