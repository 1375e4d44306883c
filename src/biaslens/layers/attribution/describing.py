"""Who a source is that is a noun phrase: its kind, and the fullest name the article gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from ...grammar.clauses import Range, Syntax
from ...lexicon.matcher import Match
from ...lexicon.schema import SourceEntry
from ...model import SourceKind
from .cast import Cast, last_before
from .draft import Draft
from .names import BODIES, GIVEN, is_plural

__all__ = ["Describer", "Resolved"]

Resolved = tuple[SourceKind, str | None]

_ARTICLES = frozenset(["the", "a", "an"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_APPROXIMATE = frozenset("at least most about nearly almost more than over only".split())
#: Documents that do not speak for the body that was the last to speak.
_NOBODYS = frozenset("law constitution charter contract treaty footage video sign book".split())
#: Nouns by which any firm or society may be called.
_ANY_FIRM = frozenset(["company", "firm", "group", "organisation", "organization", "business"])
#: Begin surnames with a second capital: "McAuliffe", "O'Brien".
_PREFIXES = ("Mc", "Mac", "O'", "O’", "D'", "D’", "De", "Di", "Du", "La", "Le", "Van", "Fitz")
#: How many tokens of a known name may stand behind its first noun: "Bank of England".
_LONGEST_NAME = 7
_PARTING = frozenset([",", "—", "–", "("])


@attrs.define(slots=True)
class Describer:
    """Tells the kind and the name of noun phrases.

    Attributes:
        syntax: The document.
        cast: Whom the article introduces.
        adjectives: Entries of the states named in the article by their adjective ("russian").
        known: Matches of the lexicon's source entries, by the last token they cover.
        thing: The body or document that was the last to speak, for "the report".
    """

    syntax: Syntax
    cast: Cast
    adjectives: Mapping[str, SourceEntry]
    known: Mapping[int, Match]
    thing: Resolved | None = None

    def conjuncts(self, first: int, last: int) -> list[Range]:
        """The parts of "Lind and Weiss" or "Russia, Turkey and Iran"; none if it is no list."""
        keys, letters = self.syntax.keys, self.syntax.letters
        parts: list[Range] = []
        joined = False
        at = first
        while at < last:
            group = self.syntax.reading.noun_group(at)
            if group is None:
                return []
            end = min(group[1], last)
            if parts and not joined and letters[at] == "D":
                return []  # "Lind, a nurse and mother": an apposition
            parts.append((max(group[0], at), end))
            if end >= last or (joined and keys[end] == ","):
                break
            if keys[end] == "," and not joined:
                at = end + 1
            elif keys[end] == "and" and not joined:
                at = end
            else:
                return parts if joined and letters[end] == "i" else []
            if at < last and keys[at] == "and":
                joined = True
                at += 1
        return parts if joined and len(parts) > 1 else []

    def several(self, parts: Sequence[Range]) -> Resolved:
        """Kind and names of a list of sources."""
        found = [self.described(*part) for part in parts]
        first, second = parts[0], parts[1]
        if first[1] - first[0] == 1 and self.syntax.letters[second[0]] in "JN":
            key = self.syntax.keys[first[0]]
            if key not in self.cast.people and self.entry(first[0]) is None:
                return found[-1][0], None  # "State and local leaders"
        names = [name for _, name in found if name is not None]
        if len(names) < len(found):
            return found[0][0], None
        return found[0][0], ", ".join(names[:-1]) + " and " + names[-1]

    def described(self, first: int, last: int, draft: Draft | None = None) -> Resolved:
        """Kind and name of a noun phrase.

        Args:
            first: Its first token.
            last: Token behind its last.
            draft: The attribution whose source it is, if it is one.
        """
        keys, letters, reader = self.syntax.keys, self.syntax.letters, self.cast.reader
        while first < last - 1 and keys[first] in _APPROXIMATE:
            first += 1
        start, end = self.head_group(first, last)
        definite = keys[start] in _DEFINITE if start < end else False
        counted = start < end and (letters[start] in "CH" or keys[start] in ("a", "an", "some"))
        if start < end and (definite or keys[start] in _ARTICLES or letters[start] in "DC"):
            start += 1
        if start >= end:
            return "unnamed", None
        head = end - 1
        if definite and start == head:
            people = self._people(head)
            if people is not None:
                return people.kind or "official_body", people.refers_to or people.term
        entry = self.entry(head)
        for at in range(end + 1, min(last, end + _LONGEST_NAME)):
            longer = self.known.get(at)
            if longer is not None and start <= longer.first < end:
                named = self.entry(at)
                if named is not None and named.pos == "name" and named.kind in BODIES:
                    return named.kind, named.refers_to or named.term  # "Bank of England"
        with_acronym = self._with_acronym(start, end, last, entry)
        if with_acronym is not None:
            return with_acronym
        if entry is not None and entry.pos == "name" and entry.kind != "named_person":
            found = self._from_lexicon(entry, start, end, counted)
            if found is not None:
                return found
        known = self.cast.acronyms.get(self.syntax.document.tokens.words[head])
        if known is not None and start == head:
            return known
        name = reader.name_range(start, end) if entry is None or entry.pos == "name" else None
        if name is not None and not (counted and name[0] == start and end - start == 1):
            return self._named(start, name, last, definite, draft)
        if entry is None or entry.kind == "unnamed":
            return self._in_role(start, end, last, definite)
        if entry.kind == "unspecified":
            return self._document(start, end, last, definite)
        return self._body(entry, start - definite, end, last)

    def _with_acronym(
        self, start: int, end: int, last: int, entry: SourceEntry | None
    ) -> Resolved | None:
        """The body of "the Centre for Prison Reform (NCPR)": capitals in brackets tell one."""
        words = self.syntax.document.tokens.words
        for at in range(end, min(last, end + 12) - 2):
            if words[at] == "(" and words[at + 2] == ")":
                short = words[at + 1]
                if short in self.cast.acronyms:
                    return self.cast.acronyms[short]
                if len(short) < 3 or not short.isupper():
                    return None
                kind = entry.kind if entry is not None and entry.kind in BODIES else "organisation"
                return kind, self.cast.reader.text((start, at + 3))
        return None

    def _people(self, token: int) -> SourceEntry | None:
        """The state that "the Russians", "the French" or "the Russian (view)" stands for."""
        key = self.syntax.keys[token]
        if key in self.adjectives:
            plural = key.endswith(("h", "ese", "iss"))
            return self.adjectives[key] if plural or self.syntax.letters[token] == "J" else None
        return self.adjectives.get(key[:-1]) if key.endswith("s") else None

    def entry(self, token: int) -> SourceEntry | None:
        """The source entry that ends with a token."""
        return self.cast.reader.entry(token)

    def head_group(self, first: int, last: int) -> Range:
        """The noun group of a phrase that holds its head."""
        group = self.syntax.reading.noun_group(first)
        if group is None:
            return first, last
        return max(first, group[0]), min(last, group[1])

    def _from_lexicon(
        self, entry: SourceEntry, start: int, end: int, counted: bool
    ) -> Resolved | None:
        """A name that the lexicon knows, unless it is but the end of another."""
        first = self.known[end - 1].first
        keys = self.syntax.keys
        if (counted or first > start) and self.syntax.reading.tags[end - 1] in ("NNS", "NNPS"):
            a_people = entry.kind == "official_body" and entry.refers_to is not None
            if a_people or (entry.kind == "organisation" and keys[first] != entry.term.lower()):
                return "unnamed", None  # "Three Russians", "Senate Democrats"
        before = first - 1
        if first > start and self.syntax.letters[before] == "P" and self.entry(before) is None:
            if keys[before] in GIVEN and entry.kind == "official_body":
                return None  # "Michael Jordan"
            if keys[end - 1] in self.cast.people and entry.kind == "official_body":
                return None
            if keys[before] not in self.adjectives:
                while before > start and self.syntax.letters[before - 1] == "P":
                    before -= 1
                return entry.kind, self.cast.reader.text((before, end))
        elif (
            end - first == 1
            and keys[first] in self.cast.people
            and keys[first] not in self.cast.reader.places
        ):
            return None  # "Jordan" in an article on Michael Jordan
        return entry.kind, (entry.kind != "media" and entry.refers_to) or entry.term

    def _named(
        self, start: int, name: Range, last: int, definite: bool, draft: Draft | None
    ) -> Resolved:
        """Kind and name of a head that ends with a proper name: "the newspaper Al-Akhbar"."""
        cast, reader = self.cast, self.cast.reader
        keys, words = self.syntax.keys, self.syntax.document.tokens.words
        text = reader.text(name)
        bare = name[0] == start
        apposed = cast.apposed_kind(name[1])
        if apposed is not None and name[1] < last:
            return apposed[0], text
        role = self.entry(name[0] - 1) if not bare else None
        if role is not None and role.pos == "noun" and keys[name[0]] not in GIVEN and (
            role.kind in ("media", "organisation") or (role.kind in BODIES and " " not in text)
        ):
            return role.kind, text
        if keys[name[1] : name[1] + 1] == ["&"] and name[1] + 1 < last:
            return "organisation", reader.text((name[0], last))
        full = cast.person(name)
        if full is not None and not (definite and bare):
            return "named_person", full
        if text.lower() in cast.kinds:
            return cast.kinds[text.lower()], text
        if text in cast.acronyms:
            return cast.acronyms[text]
        opener = keys[name[0]]
        if role is not None or opener in GIVEN:
            return "named_person", reader.person_text(name)
        if definite and bare:
            # Names of people take no article.
            return "organisation", text
        if name[1] - name[0] == 1:
            return self._weak(name[0], bare, draft)
        if words[name[0]].isupper() and len(text) > 3 and not text.isupper():
            return "organisation", text
        return "named_person", reader.person_text(name)

    def _weak(self, at: int, bare: bool, draft: Draft | None) -> Resolved:
        """Kind and name of a lone capitalised word that nothing else in the article explains."""
        cast, keys = self.cast, self.syntax.keys
        word = self.syntax.document.tokens.words[at]
        key = keys[at]
        if self.syntax.reading.tags[at] == "NNPS":
            return "unnamed", None  # "Texans"
        if word[-1] == "." and len(word) > 2:
            return "unnamed", None  # "Md."
        if key in cast.titled or not bare:
            return "named_person", word
        if key in cast.reader.places:
            return "official_body", word
        if len(word) > 1 and word.isupper() and not self._shouted(at):
            return "organisation", word
        if any(map(str.isupper, word[1:])) and not word.startswith(_PREFIXES):
            return "organisation", word  # "YouGov"
        if draft is not None:
            if draft.stance == "withholds" and self._has_perfect(draft):
                return "official_body", word  # "Ruen has not confirmed the claim"
            begin = draft.content[0][0] if draft.content else 0
            if keys[begin : begin + 1] == ["that"]:
                begin += 1
            if begin > at and keys[begin : begin + 1] == ["its"]:
                return "organisation", word
        return "named_person", word

    def _shouted(self, at: int) -> bool:
        """Whether a word stands among others in capitals."""
        words = self.syntax.document.tokens.words
        near = [word for word in words[at + 1 : at + 4] if len(word) > 2 and word.isalpha()]
        return bool(near) and all(word.isupper() for word in near)

    def _has_perfect(self, draft: Draft) -> bool:
        return any(
            self.syntax.keys[at] in ("has", "have") for a, b in draft.cue for at in range(a, b)
        )

    def _in_role(self, start: int, end: int, last: int, definite: bool) -> Resolved:
        """Who is meant by "the general", or by "a spokesman for the coast guard, Luca Ferri"."""
        keys, letters = self.syntax.keys, self.syntax.letters
        head = keys[end - 1]
        apposed = self._apposed_name(end, last)
        if apposed is not None:
            return "named_person", apposed
        if letters[end - 1] in "NP" and head in self.cast.people and self.entry(end - 1) is None:
            return "named_person", self.cast.full(head, end)
        owner = self.entry(end - 2) if end - start > 1 and self.entry(end - 1) is None else None
        if owner is not None and owner.kind == "media" and owner.pos == "name":
            return "media", owner.term  # "the Daily Sabah site"
        if definite and end == last and not is_plural(self.cast.reader, end - 1):
            places = self.cast.roles.get(head)
            person = last_before(places, start)
            if person is not None and (end - start == 1 or self._agrees(start, end, person)):
                return "named_person", person
        return "unnamed", None

    def _agrees(self, start: int, end: int, person: str) -> bool:
        """Whether the words before a role were used of a person too: "the foreign minister"."""
        return all(
            any(name == person for _, name in self.cast.roles.get(self.syntax.keys[at], ()))
            for at in range(start, end - 1)
        )

    def _document(self, start: int, end: int, last: int, definite: bool) -> Resolved:
        """Who speaks in "a report by the society", "the statement"."""
        keys, letters = self.syntax.keys, self.syntax.letters
        if end + 1 < last and keys[end] in ("by", "from", "of"):
            kind, speaker = self.described(end + 1, last)
            if speaker is not None:
                return kind, speaker
        owner = letters.find("S", start, end)
        if owner > start:
            kind, speaker = self.described(start, owner)
            if speaker is not None:
                return kind, speaker
        name = self.cast.reader.name_range(start, end - 1) if end - start > 1 else None
        if name is not None and name[1] == end - 1:
            kind, speaker = self.described(name[0], name[1])
            if kind in BODIES:
                return kind, speaker  # "a Reuters report"
        if not definite or end < last or keys[end - 1] in _NOBODYS or end - start > 1:
            return "unspecified", None
        issuer = last_before(self.cast.documents.get(keys[end - 1]), start)
        if issuer is not None and issuer[1] < start:
            found = self.described(*issuer)
            if found[1] is not None:
                return found
        if self.thing is not None and self.thing[1] is not None:
            return self.thing
        return "unspecified", None

    def _body(self, entry: SourceEntry, start: int, end: int, last: int) -> Resolved:
        """Kind and name of a body that is called by a common noun: "Russia's military"."""
        keys = self.syntax.keys
        reader = self.cast.reader
        name = reader.body(start, end, last)
        if name is not None:
            return entry.kind, name
        if keys[end : end + 1] == ["of"] and is_plural(reader, end - 1):
            return "unnamed", None  # "groups of protesters"
        if keys[start] in _DEFINITE and end == last:
            known = last_before(self.cast.bodies.get(keys[end - 1]), start)
            if known is not None and all(
                keys[at] in known[1].lower() for at in range(start + 1, end - 1)
            ):
                return known
            thing = self.thing
            if keys[end - 1] in _ANY_FIRM and thing is not None and end - start == 2:
                return thing if thing[0] == "organisation" else (entry.kind, None)
        elif entry.kind == "official_body" and self._apposed_name(end, last) is not None:
            return "named_person", self._apposed_name(end, last)
        return entry.kind, None

    def _apposed_name(self, first: int, last: int) -> str | None:
        """A personal name that follows in apposition: "the Director of the centre, X"."""
        keys, reader = self.syntax.keys, self.cast.reader
        at = first
        found = None
        while at < last:
            group = self.syntax.reading.noun_group(at)
            if group is None:
                at += 1
                continue
            begin, end = max(group[0], first), min(group[1], last)
            name = reader.name_range(begin, end)
            if name is not None and self.entry(name[1] - 1) is None:
                person = self.cast.person(name)
                parted = keys[begin - 1] in _PARTING or (
                    end == last and self.syntax.letters[begin - 1] == '"'
                )
                if parted and name[1] - name[0] > 1 and keys[end : end + 1] != ["of"]:
                    found = person or found
                elif name[0] > begin and end == last and self._is_body_or_place(name):
                    found = person or found  # "a reader at the HSE Leonid Isaev"
            at = max(end, at + 1)
        return found

    def _is_body_or_place(self, name: Range) -> bool:
        """Whether what stands before a name is where its bearer works or what he speaks of."""
        token = name[0] - 1
        key, letter = self.syntax.keys[token], self.syntax.letters[token]
        entry = self.entry(token)
        if entry is not None:
            given = name[1] - name[0] > 1 and self.syntax.keys[name[0]] in GIVEN
            return entry.kind in BODIES and (letter == "P" or given)
        if letter != "P":
            return False
        return key in self.cast.reader.places or self.syntax.document.tokens.words[token].isupper()
