"""Who a source is: its kind, and the fullest name that the article gives it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ...grammar.clauses import Syntax
from ...lexicon.matcher import Match
from ...lexicon.schema import SourceEntry
from ...model import SourceKind, ZoneKind
from .cast import Cast, last_before
from .describing import Describer, Resolved
from .draft import Draft
from .given import MEN, WOMEN
from .names import BODIES

__all__ = ["Speakers"]

_GENDERS = dict.fromkeys(["he", "him", "his"], "m") | dict.fromkeys(["she", "her"], "f")
_THINGS = frozenset(["it", "its"])
_PLURAL = frozenset(["they", "them", "their"])
_FIRST = frozenset(["i", "we", "me", "my", "our", "us"])
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_REACH = 30
#: How many tokens a pronoun may stand behind the one who was named.
_MEMORY = 400


@attrs.define(slots=True)
class _Memory:
    """Who spoke last, of each sort; emptied where an article's comments begin.

    Attributes:
        person: The person who last was a source, with the place; no name where it was a person
            without one, or one of several.
        man: Of a person without a name, ``"m"`` or ``"f"`` where the noun tells it.
        group: A source in the plural: "the Russians", "Lind and Weiss".
        last: Whoever spoke last.
    """

    person: tuple[int, str | None] | None = None
    man: str | None = None
    group: Resolved | None = None
    last: Resolved | None = None


@attrs.define(slots=True)
class Speakers:
    """Resolves the sources of one article, in text order.

    The speaker of "Lind and Weiss said" is both by their full names ("Anna Lind and Karl Weiss"),
    and of "Russia, Turkey and Iran agreed" all three; where one of them has no name
    ("Lind and her lawyer"), it is ``None``. Whom only a reader's comment names is nobody that the
    article speaks of.

    Attributes:
        syntax: The document.
        describer: Tells the kind and the name of noun phrases.
        zones: Kind of zone of each token.
        quoted: For each token whether it stands in a quotation.
    """

    syntax: Syntax
    describer: Describer
    zones: Sequence[ZoneKind]
    quoted: bytearray
    _memory: _Memory = attrs.field(factory=_Memory)
    _in_comment: bool = False
    _other_cast: Cast | None = None

    @classmethod
    def of(
        cls, syntax: Syntax, matches: Sequence[Match], zones: Sequence[ZoneKind] = ()
    ) -> Speakers:
        """Collect the names of an article.

        Args:
            syntax: The document and its reading.
            matches: Matches of the lexicon's source entries.
            zones: Kind of zone of each token; all is body if it is not told.
        """
        zones = zones or ["body"] * len(syntax.keys)
        known = {match.last - 1: match for match in matches}
        adjectives = {
            match.entry.adjective.lower(): match.entry
            for match in matches
            if isinstance(match.entry, SourceEntry) and match.entry.adjective
        }
        quoted = bytearray(len(syntax.keys))
        for quotation in syntax.document.quotations:
            if not quotation.depth:
                size = quotation.last - quotation.first
                quoted[quotation.first : quotation.last] = b"\1" * size
        cast = Cast.of(syntax, known, zones, comments=False)
        return cls(syntax, Describer(syntax, cast, adjectives, known), zones, quoted)

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
        self._enter(zone)
        if not draft.source:
            return "unspecified", None
        first, last = draft.source[0]
        if last - first == 1:
            found = self._pronoun(first, nested, zone)
            if found is not None:
                return found
        if self.syntax.keys[first] in ("both", "either", "neither") and last - first > 1:
            first += 1
        parts = self.describer.conjuncts(first, last)
        if parts:
            kind, speaker = self.describer.several(parts)
        else:
            kind, speaker = self.describer.described(first, last, draft)
        if draft.entry == "rule/signature" and speaker is None:
            # A quotation is signed with a name, or with a handle that stands for one.
            kind, speaker = "named_person", self.describer.cast.reader.text((first, last))
        self._remember(first, last, (kind, speaker), bool(parts), nested)
        if draft.cue and speaker is not None:
            self._issue(draft.cue[-1][1], first)
        return kind, speaker

    def _enter(self, zone: ZoneKind) -> None:
        """Forget who spoke, and whom to know, where comments begin or end."""
        if (zone == "comment") != self._in_comment:
            self._in_comment = not self._in_comment
            self._memory = _Memory()
            self.describer.thing = None
            other = self._other_cast
            if other is None:
                other = Cast.of(self.syntax, self.describer.known, self.zones, comments=True)
            self._other_cast, self.describer.cast = self.describer.cast, other

    def _pronoun(self, at: int, nested: bool, zone: ZoneKind) -> Resolved | None:
        """Whom a pronoun means; ``None`` if the token is none."""
        key = self.syntax.keys[at]
        memory = self._memory
        if key in _GENDERS:
            person = self._person_meant(at, _GENDERS[key], nested)
            return ("named_person" if person else "unnamed"), person
        if key in _THINGS:
            return self.describer.thing or ("unnamed", None)
        if key in _PLURAL:
            return memory.group if memory.group is not None else ("unnamed", None)
        if key in _RELATIVE:
            return self._antecedent(at)
        if key in _FIRST:
            if nested or self.quoted[at] or zone not in ("title", "body"):
                return "unnamed", None
            return "media", "the author"
        return ("unnamed", None) if self.syntax.letters[at] == "R" else None

    def _person_meant(self, at: int, gender: str, nested: bool) -> str | None:
        """Whom "he" or "she" means: who spoke last, or whom a sentence since then is about."""
        if nested and self.quoted[at]:
            return None  # in what somebody says, it is never the one who says it
        memory, cast = self._memory, self.describer.cast
        spoke = memory.person
        place = spoke[0] if spoke is not None else -1
        about = last_before(cast.opening, at)
        if about is not None and not nested:
            begins, name = about
            recent = begins > place and at - begins < _MEMORY and not self.quoted[begins]
            if recent and cast.gender.get(name) in (None, gender):
                return self._known_as(name, gender)
        if spoke is not None and at - place < _MEMORY:
            speaker = spoke[1]
            if speaker is None:
                return None if memory.man in (None, gender) else self._named_before(at, gender)
            if cast.gender.get(speaker) in (None, gender):
                return self._known_as(speaker, gender)
        return self._named_before(at, gender)

    def _known_as(self, name: str, gender: str) -> str:
        self.describer.cast.gender.setdefault(name, gender)
        return name

    def _named_before(self, token: int, gender: str) -> str | None:
        """The person named last before a pronoun, who can be meant by it."""
        keys, letters = self.syntax.keys, self.syntax.letters
        for at in range(token - 1, max(0, token - 2 * _REACH) - 1, -1):
            if letters[at] == "P" and keys[at] in self.describer.cast.people:
                name = self.describer.cast.full(keys[at], at)
                if name is not None and self.describer.cast.gender.get(name) in (None, gender):
                    return name
        return None

    def _antecedent(self, relative: int) -> Resolved:
        """The noun that "who" stands for."""
        at = relative - 1
        if at >= 0 and self.syntax.keys[at] == ",":
            at -= 1
        if at > 1 and self.syntax.letters[at] == "C" and self.syntax.keys[at - 1] == ",":
            at -= 2  # "Rosa Lind, 67, who"
        group = self.syntax.reading.noun_group(at) if at >= 0 else None
        if group is None:
            return "unnamed", None
        # "an official in Kabul, who …": the official is meant, not the city.
        start = self.syntax.phrase_start(group, max(0, group[0] - _REACH))
        found = self.describer.described(start, group[1])
        if found[1] is None and start < group[0] and self.syntax.keys[relative] == "who":
            named = self.describer.described(*group)
            if named[0] == "named_person":
                found = named  # "the house of Anna Lind, who …"
        self._remember(start, group[1], found, False, False)
        return found

    def _remember(
        self, first: int, last: int, found: Resolved, several: bool, nested: bool
    ) -> None:
        """Keep in mind who spoke, for the pronouns that follow."""
        kind, speaker = found
        memory = self._memory
        head = self.describer.head_group(first, last)[1] - 1
        plural = several or self.syntax.reading.tags[head] in ("NNS", "NNPS")
        if plural:
            memory.group = found if speaker is not None else None
            if several:
                memory.person, memory.man = (first, None), None
        elif kind == "named_person":
            if not nested or memory.person is None:
                memory.person = first, speaker
        elif kind in BODIES or kind == "unspecified":
            self.describer.thing = found
        elif not nested and self.describer.entry(head) is not None:
            key = self.syntax.keys[head]
            memory.person = first, None
            memory.man = "m" if key in MEN else "f" if key in WOMEN else None
        if not nested:
            memory.last = found

    def _issue(self, at: int, first: int) -> None:
        """Note "said in a statement": the statement is then the speaker's."""
        keys, letters = self.syntax.keys, self.syntax.letters
        for begin in range(at, min(at + 8, len(keys) - 2)):
            if keys[begin] in ("in", "by", "via") and letters[begin + 1] in "DH":
                group = self.syntax.reading.noun_group(begin + 1)
                entry = self.describer.entry(group[1] - 1) if group is not None else None
                if group is not None and entry is not None and entry.kind == "unspecified":
                    source = self.describer.cast.documents.setdefault(keys[group[1] - 1], [])
                    source.append((max(begin, source[-1][0] if source else 0), (first, at)))
                return
