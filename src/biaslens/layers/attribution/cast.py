"""The cast of an article: who is introduced in it, where, and as what."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

import attrs

from ...grammar.clauses import Range, Syntax
from ...lexicon.matcher import Match
from ...model import SourceKind, ZoneKind
from ...text.english import BEFORE_NAME
from .given import FEMALE, MALE, MEN, TITLES, WOMEN
from .names import BODIES, GIVEN, PARTICLES, REGNAL, NameReader

__all__ = ["Cast", "Named", "last_before"]

Named = tuple[SourceKind, str]
_T = TypeVar("_T")

_WHERE = frozenset("in near across inside outside throughout within at around".split())
#: What only a state, a region or a town has.
_STATELY = frozenset(
    """
    minister ministry president parliament capital border borders coast embassy ambassador army
    navy military airspace constitution premier prime territory mayor currency port
    """.split()
)
#: Begin the names of places, not of people.
_PLACE_OPENERS = frozenset(
    """
    new north south east west northern southern eastern western san santa los las el port lake
    mount fort cape saudi great sri hong saint st upper lower central
    """.split()
)
#: "The president" is no vice president, and no former one.
_LESSER = frozenset(["vice", "deputy", "assistant", "former", "ex", "acting"])
_CALLED = BEFORE_NAME | {"sir", "dame", "lord", "lady"}
_ISSUING = frozenset("published released issued posted wrote commissioned".split())
_BEFORE_ACRONYM = frozenset("of for and the & on in to without -".split())
_REACH = 5
#: How many mentions of a surname or given name are looked at.
_MOST = 20


def last_before(places: Sequence[tuple[int, _T]] | None, token: int) -> _T | None:
    """What was introduced last before a token, of what is ordered by its place."""
    if not places:
        return None
    at = bisect_left(places, token, key=_place) - 1
    return places[at][1] if at >= 0 else None


def _place(item: tuple[int, object]) -> int:
    return item[0]


@attrs.define(slots=True)
class Cast:
    """Who is introduced in an article, where, and as what.

    Attributes:
        reader: Reads the names.
        people: Names of people of two or more words with their places, by surname.
        given: The same by the first word.
        roles: Who was introduced by a role ("general").
        bodies: Bodies that were introduced by a common noun ("ministry").
        kinds: Kinds that appositions tell ("Open Hand, an aid agency"), by folded name.
        acronyms: What "(NCPR)" stands for, by the acronym.
        documents: Who issued a document, by its noun.
        titled: Lone surnames with a title or an age.
        gender: Of a full name, ``"m"`` or ``"f"``, where a title or a given name tells it.
        spellings: The surnames by what their spellings have in common, once one was asked for.
        opening: People that open a sentence as its subject, each with its place once more.
    """

    reader: NameReader
    people: dict[str, list[tuple[int, str]]] = attrs.field(factory=dict)
    given: dict[str, list[tuple[int, str]]] = attrs.field(factory=dict)
    roles: dict[str, list[tuple[int, str]]] = attrs.field(factory=dict)
    bodies: dict[str, list[tuple[int, Named]]] = attrs.field(factory=dict)
    kinds: dict[str, SourceKind] = attrs.field(factory=dict)
    acronyms: dict[str, Named] = attrs.field(factory=dict)
    documents: dict[str, list[tuple[int, Range]]] = attrs.field(factory=dict)
    titled: set[str] = attrs.field(factory=set)
    gender: dict[str, str] = attrs.field(factory=dict)
    spellings: dict[str, str] = attrs.field(factory=dict)
    opening: list[tuple[int, tuple[int, str]]] = attrs.field(factory=list)

    @classmethod
    def of(
        cls, syntax: Syntax, known: Mapping[int, Match], zones: Sequence[ZoneKind], comments: bool
    ) -> Cast:
        """Collect the cast of an article.

        Args:
            syntax: The document and its reading.
            known: Matches of the lexicon's source entries, by the last token they cover.
            zones: Kind of zone of each token.
            comments: Whether whom only readers' comments name counts.
        """
        starts = frozenset(first for first, _ in syntax.document.sentences)
        reader = NameReader(syntax, known, starts)
        cast = cls(reader)
        reading, letters, keys = syntax.reading, syntax.letters, syntax.keys
        groups: list[Range] = []
        headline: list[Range] = []
        for first, last, verbal in zip(reading.firsts, reading.lasts, reading.verbal, strict=True):
            if verbal:
                continue
            tail = letters[last - 1]
            stately = letters[first] == "P" and letters[first + 1 : first + 2] == "S"
            # "Sergey rudskoy" and "Kim Ji-won" end with what is no name by itself.
            small = last - first > 1 and tail in "NJ" and letters[last - 2] in "P-"
            if not (tail == "P" or stately or small or last - 1 in known):
                continue
            zone = zones[first]
            if zone == "comment" and not comments:
                continue
            if tail == "P":
                reader.capitals.add(keys[last - 1])
                if last - first == 1 and first and keys[first - 1] in _WHERE:
                    reader.places.add(keys[first])
            if stately and not _STATELY.isdisjoint(keys[first:last]):
                reader.places.add(keys[first])
            (headline if zone == "title" else groups).append((first, last))
        cast._note_full_names(groups)
        for first, last in groups:
            cast._note_group(first, last)
        for first, last in headline:
            # A headline adds whom the text under it does not name.
            found = reader.name_range(first, last)
            if found is not None and reader.surname(found) not in cast.people:
                cast._note_person(first, last, found)
        for first, last in groups:
            if first in starts and letters[last - 1] == "P" and cast._is_subject(last):
                found = reader.name_range(first, last)
                who = cast.person(found) if found is not None else None
                if who is not None:
                    cast.opening.append((first, (first, who)))
        return cast

    def _is_subject(self, end: int) -> bool:
        """Whether a finite verb follows a noun group."""
        syntax = self.reader.syntax
        limit = min(len(syntax.letters), end + 30)
        at = syntax.apposition_end(end, limit)
        while at < limit and syntax.letters[at] in "a,":
            at += 1
        return at < limit and syntax.letters[at] in "mzpdZ"

    # --- collecting ---------------------------------------------------------------------------

    def _note_full_names(self, groups: Sequence[Range]) -> None:
        """Remember which first words go with a surname, places aside."""
        reader, keys = self.reader, self.reader.syntax.keys
        for first, last in groups:
            if last - first < 2:
                continue
            found = reader.name_range(first, last)
            if found is not None and found[1] - found[0] > 1:
                opener = keys[found[0]]
                if opener not in reader.places:
                    reader.surnames.setdefault(reader.surname(found), set()).add(opener)

    def _note_group(self, first: int, last: int) -> None:
        reader, keys = self.reader, self.reader.syntax.keys
        entry = reader.entry(last - 1)
        if entry is not None and entry.pos == "noun":
            if entry.kind in BODIES:
                name = reader.body(first, last)
                if name is not None:
                    _add(self.bodies, keys[last - 1], first, (entry.kind, name))
                self._note_acronym(last)
            elif entry.kind == "unspecified":
                self._note_document(first, last)
            elif entry.kind == "unnamed":
                self._note_role_before(first, last)
            return
        self._note_acronym(last)
        if entry is not None and entry.kind in BODIES:
            _add(self.bodies, entry.term.split()[-1].lower(), first, (entry.kind, entry.term))
        found = reader.name_range(first, last)
        if found is None:
            return
        apposed = self.apposed_kind(last)
        if apposed is not None:
            name = reader.text(found)
            self.kinds[name.lower()] = apposed[0]
            _add(self.bodies, apposed[1], first, (apposed[0], name))
        elif entry is None:
            self._note_person(first, last, found)

    def _note_role_before(self, first: int, last: int) -> None:
        """Remember who has a role that stands before a name: "a spokesman for the army, X,"."""
        syntax = self.reader.syntax
        end = syntax.phrase_end(first, min(len(syntax.keys), first + 20))
        if syntax.keys[end : end + 1] != [","]:
            return
        group = syntax.reading.noun_group(end + 1)
        if group is None or syntax.letters[group[1] - 1] != "P":
            return
        found = self.reader.name_range(*group)
        if found is None or self.reader.entry(group[1] - 1) is not None:
            return
        text = self.reader.person_text(found)
        if " " in text and self._is_person(group[0], found, True):
            for at in range(max(first, last - _REACH), last):
                if syntax.letters[at] in "NPJ" and syntax.keys[at - 1] not in _LESSER:
                    _add(self.roles, syntax.keys[at], first, text)

    def _note_person(self, first: int, last: int, found: Range) -> None:
        """Remember a person, with the titles before the name and the roles behind it."""
        reader, keys, letters = self.reader, self.reader.syntax.keys, self.reader.syntax.letters
        surname = reader.surname(found)
        called = reader.entry(found[0] - 1) if found[0] > first else None
        text = reader.person_text(found)
        if called is not None and called.kind in ("media", "organisation") and (
            called.pos == "noun" and keys[found[0]] not in GIVEN
        ):
            self.kinds[text.lower()] = called.kind  # "the newspaper Al-Akhbar"
        if text.lower() in self.kinds:
            return
        before = range(max(first, found[0] - _REACH), found[0])
        roles = [
            TITLES.get(keys[at].rstrip("."), keys[at].rstrip("."))
            for at in before
            if letters[at] in "NPJ" and keys[at - 1] not in _LESSER
        ]
        if called is None and roles and keys[found[0] - 1].rstrip(".") not in _CALLED:
            roles = []
        if keys[found[0]] in REGNAL:
            roles.append(keys[found[0]])
        behind = self._roles_behind(found[1])
        if " " not in text or keys[found[0]] in PARTICLES:
            if (roles and letters[found[0] - 1] != "J") or self._has_age(found[1]):
                self.titled.add(surname)
            if not roles and not behind:
                return  # one more mention of somebody adds nothing
            full = self.full(surname, first) if surname in self.people else None
            if full is None:
                return
            text = full
        elif self._is_person(first, found, bool(roles)):
            _add(self.people, surname, first, text)
            _add(self.given, keys[found[0]], first, text)
        else:
            return
        roles += behind
        for role in roles:
            _add(self.roles, role, first, text)
        if not WOMEN.isdisjoint(roles):
            self.gender[text] = "f"
        elif not MEN.isdisjoint(roles):
            self.gender[text] = "m"
        elif keys[found[0]] in MALE:
            self.gender.setdefault(text, "m")
        elif keys[found[0]] in FEMALE:
            self.gender.setdefault(text, "f")

    def _has_age(self, end: int) -> bool:
        return self.reader.syntax.letters.startswith(",C", end)

    def _is_person(self, first: int, found: Range, has_role: bool) -> bool:
        """Whether a name of several words can be a person's."""
        keys = self.reader.syntax.keys
        opener = keys[found[0]]
        if opener in GIVEN:
            return True
        if opener in _PLACE_OPENERS or (opener in self.reader.places and not has_role):
            return False
        # Names of people take no article.
        return not (found[0] == first + 1 and keys[first] == "the")

    def _roles_behind(self, end: int) -> list[str]:
        """Heads of what stands in apposition: "X, 43, a spokeswoman for Y"."""
        syntax = self.reader.syntax
        keys, letters = syntax.keys, syntax.letters
        at = end + 2 if self._has_age(end) else end
        if at + 1 >= len(keys) or keys[at] not in (",", "is", "was"):
            return []
        roles = []
        if letters[at + 1] in "DNJHP":
            for _ in range(3):
                group = syntax.reading.noun_group(at + 1)
                entry = self.reader.entry(group[1] - 1) if group is not None else None
                if group is None or entry is None or entry.kind != "unnamed":
                    break
                if keys[group[1] - 2] not in _LESSER:
                    roles.append(keys[group[1] - 1])
                at = group[1]
                if keys[at : at + 1] != ["and"]:
                    break
        return roles

    def apposed_kind(self, at: int) -> tuple[SourceKind, str] | None:
        """The kind that an apposition tells ("Open Hand, an aid agency"), and by which noun.

        Args:
            at: Token behind the name.
        """
        syntax = self.reader.syntax
        if syntax.keys[at : at + 1] != [","] or syntax.letters[at + 1 : at + 2] != "D":
            return None
        group = syntax.reading.noun_group(at + 1)
        entry = self.reader.entry(group[1] - 1) if group is not None else None
        if group is None or entry is None or entry.kind not in BODIES or entry.pos != "noun":
            return None
        return entry.kind, syntax.keys[group[1] - 1]

    def _note_acronym(self, at: int) -> None:
        """Remember "Full Name (ABC)"; ``at`` is the token behind the name."""
        reader = self.reader
        words, keys = reader.syntax.document.tokens.words, reader.syntax.keys
        if keys[at : at + 1] != ["("] or keys[at + 2 : at + 3] != [")"]:
            return
        short = words[at + 1]
        start = at
        while start > max(0, at - 12) and (
            words[start - 1][0].isupper() or keys[start - 1] in _BEFORE_ACRONYM
        ):
            start -= 1
        while start < at and (not words[start][0].isupper() or keys[start] == "the"):
            start += 1
        initials = "".join(word[0] for word in words[start:at] if word[0].isupper())
        if not short.isupper() or at - start < 2 or (len(short) < 3 and initials != short):
            return
        entries = [reader.entry(token) for token in range(start, at)]
        kinds = [entry.kind for entry in entries if entry is not None and entry.kind in BODIES]
        self.acronyms[short] = (kinds[0] if kinds else "organisation", reader.text((start, at)))

    def _note_document(self, first: int, last: int) -> None:
        """Remember whose a document is: "a report by X", "X's report", "X released a report"."""
        syntax, issuer = self.reader.syntax, None
        keys, letters = syntax.keys, syntax.letters
        if keys[last : last + 1] in (["by"], ["from"]):
            issuer = syntax.reading.noun_group(last + 1)
            if issuer is not None:
                issuer = issuer[0], syntax.phrase_end(issuer[0], min(len(keys), issuer[0] + 30))
        elif "S" in letters[first:last]:
            issuer = first, letters.index("S", first)
        elif first > 1 and keys[first - 1] in _ISSUING:
            issuer = syntax.subject(first - 1, max(0, first - 30))
        if issuer is not None and issuer[0] < issuer[1]:
            _add(self.documents, keys[last - 1], first, issuer)

    # --- asking -------------------------------------------------------------------------------

    def full(self, surname: str, token: int) -> str | None:
        """The fullest name that goes with a surname, at a token."""
        names = self.people.get(surname) or self.people.get(self._spelled_otherwise(surname))
        if not names:
            return None
        # Of two who share a surname the one who is named in full most often goes by it alone.
        openers = Counter(name.split()[0] for _, name in names[:_MOST])
        most = max(openers.values())
        nearest = last_before(names, token + 1) or names[0][1]
        opener = nearest.split()[0]
        if openers[opener] < most:
            opener = openers.most_common(1)[0][0]
        return max((name for _, name in names[:_MOST] if name.split()[0] == opener), key=len)

    def _spelled_otherwise(self, surname: str) -> str:
        """A surname of the article that is the same in another spelling: "Isayev", "Isaev"."""
        if len(surname) < 5:
            return ""
        if not self.spellings:
            self.spellings = {_spelling(known): known for known in self.people if len(known) > 4}
        return self.spellings.get(_spelling(surname), "")

    def person(self, name: Range) -> str | None:
        """The fullest name of a person, by a name as it is written; ``None`` if none is known."""
        reader, keys = self.reader, self.reader.syntax.keys
        surname = reader.surname(name)
        names = self.people.get(surname)
        opener = keys[name[0]]
        if not names:
            if name[1] - name[0] == 1 and opener in self.given:
                called = {full for _, full in self.given[opener][:_MOST]}
                return called.pop() if len(called) == 1 else None
            return self.full(surname, name[0]) if name[1] - name[0] == 1 else None
        written = reader.person_text(name)
        if " " not in written or opener in PARTICLES or opener.rstrip(".") == surname:
            return self.full(surname, name[0])
        initial = written[0]
        same = [
            full
            for _, full in names[:_MOST]
            if full.split()[0] == written.split()[0]
            or (written[1:2] == "." and full[0] == initial)
            or (full[1:2] == "." and full[0] == initial)
        ]
        return max([*same, written], key=len)


def _spelling(surname: str) -> str:
    """What the spellings of a name from another script have in common."""
    return surname.replace("y", "i").replace("ii", "i").replace("ie", "e")


def _add(where: dict[str, list[tuple[int, _T]]], key: str, at: int, what: _T) -> None:
    where.setdefault(key, []).append((at, what))
