"""Who a source is: its kind, and the fullest name that the article gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from ...grammar.clauses import Range, Syntax
from ...lexicon.matcher import Match
from ...lexicon.schema import SourceEntry
from ...model import SourceKind, ZoneKind
from ...text.english import BEFORE_NAME
from .draft import Draft

__all__ = ["Speakers"]

_PERSONAL = frozenset(["he", "she", "him", "her", "his"])
_THINGS = frozenset(["it", "its"])
_PLURAL = frozenset(["they", "them", "their"])
_FIRST = frozenset(["i", "we", "me", "my", "our", "us"])
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_PARTICLES = frozenset(
    "- al el de von van der den ter bin ibn abu ben da di du dos del la le".split()
)
_REACH = 30
_ARTICLES = frozenset(["the", "a", "an"])


@attrs.define(slots=True)
class Speakers:
    """Resolves the sources of one article, in text order.

    Attributes:
        syntax: The document.
        known: Matches of the lexicon's source entries, by the last token they cover.
        names: Person names of two or more words, by surname; the longest is kept.
        titles: The person last called by each title ("general").
        adjectives: Entries of the states named in the article by their adjective ("russian").
        last_person: The person who last was a source.
        last_body: The body, organisation or outlet that last was a source, with its kind.
        last_group: The same of a source in the plural: "the Russians", "the Taliban leaders".
    """

    syntax: Syntax
    known: Mapping[int, Match]
    names: dict[str, str]
    titles: dict[str, str]
    adjectives: Mapping[str, SourceEntry]
    last_person: str | None = None
    last_body: tuple[str, SourceKind] | None = None
    last_group: tuple[str, SourceKind] | None = None

    @classmethod
    def of(cls, syntax: Syntax, matches: Sequence[Match]) -> Speakers:
        """Collect the names of an article.

        Args:
            syntax: The document and its reading.
            matches: Matches of the lexicon's source entries.
        """
        known = {match.last - 1: match for match in matches}
        adjectives = {
            match.entry.adjective.lower(): match.entry
            for match in matches
            if isinstance(match.entry, SourceEntry) and match.entry.adjective
        }
        speakers = cls(syntax, known, {}, {}, adjectives)
        reading = syntax.reading
        for first, last, verbal in zip(reading.firsts, reading.lasts, reading.verbal, strict=True):
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
            if self.syntax.letters[at] in "NP":
                self.titles.setdefault(keys[at].rstrip("."), text)

    def _name_range(self, first: int, last: int) -> Range | None:
        """The proper name at the end of a noun group, without titles."""
        letters, keys = self.syntax.letters, self.syntax.keys
        end = last
        start = end - 1
        if letters[start] == "N" and start - 2 >= first and letters[start - 2 : start] == "P-":
            start -= 2  # Kim Ji-won
        if letters[start] != "P":
            return None
        while start > first and (letters[start - 1] == "P" or keys[start - 1] in _PARTICLES):
            start -= 1
        words = self.syntax.document.tokens.words
        if start > first and keys[start] in _PARTICLES and words[start - 1][0].isupper():
            start -= 1  # "Ludwig van der Meer", whose first name the tagger does not know
        while start < end - 1 and (
            keys[start].rstrip(".") in BEFORE_NAME
            or (keys[start] in _PARTICLES and letters[start] != "P")
            or self._is_role(start)
        ):
            start += 1
        return start, end

    def _is_role(self, token: int) -> bool:
        entry = self._entry(token)
        return entry is not None and entry.pos == "noun"

    def _organisation(self, name: Range) -> SourceEntry | None:
        """The lexicon's entry for a name that is no person's."""
        entry = self._entry(name[1] - 1)
        return entry if entry is not None and entry.kind != "named_person" else None

    def _text(self, span: Range) -> str:
        start, end = self.syntax.document.slice(*span)
        return " ".join(self.syntax.document.text[start:end].split()).strip(",;: ")

    # --- resolving ----------------------------------------------------------------------------

    def resolve(self, draft: Draft, nested: bool, zone: ZoneKind) -> tuple[SourceKind, str | None]:
        """Kind and fullest name of a draft's source; call in text order.

        Args:
            draft: The draft.
            nested: Whether it stands in another's content.
            zone: Kind of the zone it stands in.

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
                person = self.last_person or self._person_before(first)
                return ("named_person" if person else "unnamed"), person
            if key in _THINGS and self.last_body is not None:
                return self.last_body[1], self.last_body[0]
            if key in _PLURAL and self.last_group is not None:
                return self.last_group[1], self.last_group[0]
            if key in _RELATIVE:
                return self._antecedent(first)
            if key in _FIRST and (nested or zone not in ("title", "body")):
                return "unnamed", None
            if key in _FIRST:
                return "media", "the author"
            if self.syntax.letters[first] == "R":
                return "unnamed", None
        kind, speaker = self._described(first, last)
        if draft.entry == "rule/signature" and speaker is None:
            # A quotation is signed with a name, or with a handle that stands for one.
            kind, speaker = "named_person", self._text((first, last))
        self._remember(kind, speaker)
        head = self._head_group(first, last)[1] - 1
        if speaker is not None and kind != "named_person":
            if self.syntax.reading.tags[head] in ("NNS", "NNPS"):
                self.last_group = speaker, kind
        elif speaker is None and self.syntax.reading.tags[head] in ("NNS", "NNPS"):
            self.last_group = None
        return kind, speaker

    def _remember(self, kind: SourceKind, speaker: str | None) -> None:
        if speaker is None:
            return
        if kind == "named_person":
            self.last_person = speaker
        elif kind in ("official_body", "organisation", "media"):
            self.last_body = (speaker, kind)

    def _person_before(self, token: int) -> str | None:
        """The person named last before a pronoun, where nobody has spoken yet."""
        keys, letters = self.syntax.keys, self.syntax.letters
        for at in range(token - 1, max(0, token - 2 * _REACH) - 1, -1):
            if letters[at] == "P" and keys[at] in self.names:
                return self.names[keys[at]]
        return None

    def _antecedent(self, relative: int) -> tuple[SourceKind, str | None]:
        """The noun that "who" stands for."""
        at = relative - 1
        if at >= 0 and self.syntax.keys[at] == ",":
            at -= 1
        group = self.syntax.reading.noun_group(at) if at >= 0 else None
        if group is None:
            return "unnamed", None
        # "an official in Kabul, who …": the official is meant, not the city.
        start = self.syntax.phrase_start(group, max(0, group[0] - _REACH))
        kind, speaker = self._described(start, group[1])
        self._remember(kind, speaker)
        return kind, speaker

    def _described(self, first: int, last: int) -> tuple[SourceKind, str | None]:
        """Kind and name of a source that is a noun phrase."""
        keys = self.syntax.keys
        start, end = self._head_group(first, last)
        if start < end and keys[start] in _ARTICLES:
            start += 1
        if start >= end:
            return "unnamed", None
        head = keys[end - 1]
        people = self.adjectives.get(head)
        if people is not None and end == last:
            return people.kind or "official_body", people.refers_to or people.term
        acronym = self._acronym(end, last)
        if acronym is not None:
            return "organisation", self._text((start, acronym))
        entry = self._entry(end - 1)
        if entry is not None and entry.pos == "name" and entry.kind != "named_person":
            if entry.kind == "media":
                return entry.kind, self._text((start, end))
            return entry.kind, entry.refers_to or entry.term
        name = self._name_range(start, end) if entry is None or entry.pos == "name" else None
        if name is not None:
            return self._named(start, name, self._apposed_kind(end, last))
        if head in self.names and self.syntax.letters[end - 1] in "NP":
            return "named_person", self.names[head]
        if entry is not None and entry.kind == "unspecified":
            return self._document(end, last)
        person = self.titles.get(head)
        if person is not None and keys[first] == "the" and end - start == 1:
            return "named_person", person
        apposed = self._apposed_name(end, last)
        if apposed is not None and (entry is None or entry.kind == "unnamed"):
            return "named_person", apposed
        if entry is not None and entry.kind != "unnamed":
            return entry.kind, self._body(start, end)
        comma = next((at for at in range(end, last) if keys[at] == ","), last)
        if self._has_name(start, comma):
            return "unnamed", self._text((start, comma))
        return "unnamed", None

    def _entry(self, token: int) -> SourceEntry | None:
        """The source entry that ends with a token."""
        match = self.known.get(token)
        entry = match.entry if match is not None else None
        return entry if isinstance(entry, SourceEntry) else None

    def _apposed_kind(self, at: int, last: int) -> SourceKind | None:
        """The kind that an apposition tells: "Open Hand, an aid agency"."""
        if at + 1 >= last or self.syntax.keys[at] != "," or self.syntax.letters[at + 1] != "D":
            return None
        group = self.syntax.reading.noun_group(at + 1)
        entry = self._entry(group[1] - 1) if group is not None else None
        if entry is None or entry.kind not in ("official_body", "organisation", "media"):
            return None
        return entry.kind

    def _named(self, start: int, name: Range, apposed: SourceKind | None) -> tuple[SourceKind, str]:
        """Kind and name of a head that ends with a proper name: "the newspaper Al-Akhbar"."""
        keys = self.syntax.keys
        if apposed is not None:
            return apposed, self._text((start, name[1]))
        role = self._entry(name[0] - 1) if name[0] > start else None
        if role is not None and role.kind in ("media", "organisation", "official_body"):
            return role.kind, self._text(name)
        the = name[0] == start and keys[start - 1 : start] == ["the"]
        full = self.names.get(keys[name[1] - 1])
        if full is not None and not the:
            return "named_person", full
        if the:
            # Names of people take no article.
            return "organisation", self._text((start, name[1]))
        return "named_person", self._text(name)

    def _document(self, end: int, last: int) -> tuple[SourceKind, str | None]:
        """Who speaks in "a report by the society", "the statement"."""
        if end + 1 < last and self.syntax.keys[end] in ("by", "from", "of"):
            kind, speaker = self._described(end + 1, last)
            if speaker is not None:
                return kind, speaker
        if end >= last and self.last_body is not None:
            return self.last_body[1], self.last_body[0]
        return "unspecified", None

    def _body(self, start: int, end: int) -> str:
        """Name of a body that its country, town or owner tells apart: "Russia's military"."""
        for at in range(start, end - 1):
            if self.syntax.letters[at] == "S":
                owner = self._entry(at - 1)
                if owner is not None and owner.adjective:
                    return f"{owner.adjective} {self._text((at + 1, end))}"
        return self._text((start, end))

    def _acronym(self, first: int, last: int) -> int | None:
        """The end of "the Centre for … (NCPR)": capitals in brackets tell an organisation."""
        words = self.syntax.document.tokens.words
        for at in range(first, min(last, first + 12) - 2):
            if words[at] == "(" and words[at + 2] == ")" and words[at + 1].isupper():
                return at + 3 if len(words[at + 1]) > 2 else None
        return None

    def _has_name(self, first: int, last: int) -> bool:
        return "P" in self.syntax.letters[first:last]

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
