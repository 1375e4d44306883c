"""Reading a name: what in a noun phrase is the name of a person or of a body, and what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from ...grammar.clauses import Range, Syntax
from ...lexicon.matcher import Match
from ...lexicon.schema import SourceEntry
from ...model import SourceKind
from ...text.english import BEFORE_NAME
from .given import FEMALE, MALE

__all__ = ["BODIES", "GIVEN", "PARTICLES", "REGNAL", "NameReader", "is_plural"]

PARTICLES = frozenset(
    "- al el de von van der den ter bin ibn abu ben da di du dos del la le".split()
)
#: Given names.
GIVEN = MALE | FEMALE
#: Kinds of those who are no single person.
BODIES: frozenset[SourceKind] = frozenset(["official_body", "organisation", "media"])
_HONORIFICS = BEFORE_NAME | frozenset(
    "sir dame lord lady saint ex acting justice chief judge president ceo detective".split()
)
#: Titles that end whatever stands before a name: "Wells & Hale CEO Tom Lind".
_INITIALISMS = BEFORE_NAME | frozenset(["ceo", "cfo", "coo", "cto", "mp", "mep", "msp"])
#: Titles that stay with a single name: nobody calls Pope Leo "Leo".
REGNAL = frozenset("pope king queen prince princess emperor sultan patriarch sister mother".split())
_SUFFIXES = frozenset("jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())
_NAME_JOINERS = frozenset("of for and the & on without".split())
#: Endings of the adjectives of peoples and states.
_PEOPLES = ("an", "ish", "ese", "i", "ch", "ek", "ss")
_ARTICLES = frozenset(["the", "a", "an"])
#: Bodies that are as good as names where they stand alone.
_WITHOUT_ARTICLE = frozenset(["police", "parliament", "congress"])


@attrs.frozen(slots=True)
class NameReader:
    """A document and its source entries, and what can be asked of the names in it.

    Attributes:
        syntax: The document.
        known: Matches of the lexicon's source entries, by the last token they cover.
        capitals: Folded last words of the groups that end with a name.
        places: Lone capitalised words that are used as places.
        starts: First tokens of the sentences.
        surnames: For each surname the first words of the full names that have it.
    """

    syntax: Syntax
    known: Mapping[int, Match]
    starts: frozenset[int]
    capitals: set[str] = attrs.field(factory=set)
    places: set[str] = attrs.field(factory=set)
    surnames: dict[str, set[str]] = attrs.field(factory=dict)

    def entry(self, token: int) -> SourceEntry | None:
        """The source entry that ends with a token."""
        match = self.known.get(token)
        entry = match.entry if match is not None else None
        return entry if isinstance(entry, SourceEntry) else None

    def text(self, span: Range) -> str:
        """The words of a range, in one line."""
        start, end = self.syntax.document.slice(*span)
        return " ".join(self.syntax.document.text[start:end].split()).strip(",;: ")

    def person_text(self, span: Range) -> str:
        """The name of a person as it is written elsewhere: "Sergey rudskoy" has a capital."""
        text = self.text(span)
        head, _, tail = text.rpartition(" ")
        small = head and tail.islower() and self.syntax.keys[span[1] - 2] not in PARTICLES
        return f"{head} {tail.capitalize()}" if small else text

    def surname(self, name: Range) -> str:
        """The folded last word of a name, generational suffixes aside."""
        keys = self.syntax.keys
        at = name[1] - 1
        while at > name[0] and keys[at].rstrip(".") in _SUFFIXES:
            at -= 1
        return keys[at]

    def name_range(self, first: int, last: int) -> Range | None:
        """The proper name at the end of a noun group, without titles and what else precedes."""
        letters, keys = self.syntax.letters, self.syntax.keys
        words = self.syntax.document.tokens.words
        start = last - 1
        if letters[start] in "NJ" and start > first:
            if start - 2 >= first and letters[start - 2 : start] == "P-":
                start -= 2  # Kim Ji-won
            elif letters[start - 1] == "P" and self._small_surname(start):
                start -= 1  # "Sergey rudskoy"
        if letters[start] != "P":
            return None
        while start > first and (
            letters[start - 1] == "P"
            or keys[start - 1] in PARTICLES
            or self._is_given(start - 1, words)
        ):
            start -= 1
        if start > first and keys[start] in PARTICLES and words[start - 1][0].isupper():
            start -= 1  # "Ludwig van der Meer", whose first name the tagger does not know
        return self._without_titles(start, last)

    def _is_given(self, token: int, words: Sequence[str]) -> bool:
        """Whether a capitalised word is a name that the tagger took for a noun: "Nils Dahl"."""
        return (
            words[token][0].isupper()
            and self.syntax.letters[token] == "N"
            and self.entry(token) is None
            and (token not in self.starts or self.syntax.keys[token] in GIVEN)
        )

    def _small_surname(self, token: int) -> bool:
        """Whether a small word is a surname that has its capital elsewhere."""
        keys = self.syntax.keys
        return (
            keys[token] in self.capitals
            and self.entry(token) is None
            and self.syntax.document.tokens.words[token][0].islower()
        )

    def _without_titles(self, start: int, end: int) -> Range:
        keys, letters = self.syntax.keys, self.syntax.letters
        for at in range(end - 2, start - 1, -1):
            entry = self.entry(at)
            if keys[at].rstrip(".") in _INITIALISMS and letters[at + 1] == "P":
                start = at + 1  # "New Jersey Gov. Chris Christie"
                break
            if entry is None or keys[at + 1] == "-":
                continue
            if entry.pos == "noun" or self._precedes(entry, at, start, end):
                if entry.pos == "noun" and entry.kind in BODIES and letters[at] == "P":
                    return start, end  # "Bank Leumi"
                if keys[at] in REGNAL and self._is_mononym(at + 1, end):
                    return at, end
                start = at + 1
                break
        while start < end - 1:
            if (
                keys[start].rstrip(".") in _HONORIFICS
                or (keys[start] in PARTICLES and letters[start] != "P")
                or keys[start] == "-"
                or self._is_body_before_name(start, end)
                or (keys[start] in self.places and self._is_surplus(start, end))
            ):
                start += 1
            else:
                break
        return start, end

    def _precedes(self, entry: SourceEntry, at: int, start: int, end: int) -> bool:
        """Whether a known name is the body or place before a person's: "HSE Leonid Isaev"."""
        if entry.kind == "named_person" or self.entry(end - 1) is not None:
            return False
        return end - at > 2 or self.syntax.document.tokens.words[at].isupper()

    def _is_mononym(self, start: int, end: int) -> bool:
        return end - start == 1 or (
            end - start == 2 and self.syntax.keys[end - 1].rstrip(".") in _SUFFIXES
        )

    def _is_body_before_name(self, start: int, end: int) -> bool:
        """Whether an unknown acronym stands before a name."""
        words = self.syntax.document.tokens.words
        word = words[start]
        return len(word) > 2 and word.isalpha() and word.isupper() and words[end - 1][1:].islower()

    def _is_surplus(self, start: int, end: int) -> bool:
        """Whether a place before a name does not belong to it: "Palmyra Isaev"."""
        firsts = self.surnames.get(self.surname((start, end)), set())
        keys = self.syntax.keys
        if keys[start + 1] in firsts:
            return True
        return end - start == 2 and bool(firsts - {keys[start]})

    def extended(self, end: int, last: int) -> int:
        """The end of a body's name with its "of": "Ministry of Health", "Bank of England"."""
        letters, keys = self.syntax.letters, self.syntax.keys
        words = self.syntax.document.tokens.words
        if not words[end - 1][0].isupper():
            return end
        at = end
        while at < last:
            behind = at
            while behind < last and keys[behind] in _NAME_JOINERS:
                behind += 1
            if behind >= last or (behind == at and keys[at] != "-" and letters[at] != "P"):
                break
            if behind > at and keys[at] in ("and", "&") and at == end:
                break
            if not words[behind][0].isupper() and keys[behind] != "-":
                break
            at = behind + 1
        return at

    def body(self, first: int, last: int, limit: int | None = None) -> str | None:
        """The name of a well-defined body, or ``None``: not of "her party", "a firm", "ministry".

        What tells a body apart is a name in its phrase, a state whose it is ("Russia's military"
        is the Russian military), or capitals of its own ("Foreign Ministry").

        Args:
            first: First token of its group.
            last: Token behind its noun.
            limit: How far the name may run on behind the noun.
        """
        letters, keys = self.syntax.letters, self.syntax.keys
        words = self.syntax.document.tokens.words
        determiner = keys[first] if letters[first] in "DHC" else ""
        if determiner and determiner != "the":
            return None
        start = first + bool(determiner)
        for at in range(start, last - 1):
            if letters[at] == "S":
                owner = self.entry(at - 1)
                if owner is not None and owner.adjective:
                    return f"{owner.adjective} {self.text((at + 1, last))}"
        if start == last - 1 and not determiner and keys[start] in _WITHOUT_ARTICLE:
            return words[start].capitalize()
        while start < last and (
            not words[start][0].isupper() or keys[start] in _ARTICLES or self._is_start(start, last)
        ):
            start += 1
        if start >= last or is_plural(self, last - 1):
            return None
        end = self.extended(last, limit) if limit is not None else last
        if end - start == 1 and not words[start].isupper():
            return None  # "Ministry" at the start of a sentence
        return self.text((start, end))

    def _is_start(self, token: int, last: int) -> bool:
        """Whether a word has its capital only from the start of a sentence: "State television"."""
        if token not in self.starts or token + 1 >= last or self.syntax.letters[token] not in "NJ":
            return False
        if self.syntax.document.tokens.words[token + 1][0].isupper():
            return False
        return not self.syntax.keys[token].endswith(_PEOPLES)


def is_plural(reader: NameReader, token: int) -> bool:
    """Whether a noun tells of several, and not of one body that is a plural ("armed forces")."""
    if reader.syntax.reading.tags[token] != "NNS":
        return False
    if token not in reader.starts and reader.syntax.document.tokens.words[token][0].isupper():
        return False
    entry = reader.entry(token)
    return entry is None or entry.kind not in BODIES or not entry.term.endswith("s")
