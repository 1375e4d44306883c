"""``biaslens lexicon explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import click

from ..errors import did_you_mean
from ..explain import place_of, wording_of
from ..grammar.clauses import Syntax
from ..lexicon import Entry, Lexicon, Match, Matcher
from ..lexicon.forms import GAP, HYPHENS, LOOSE_HYPHEN, MAX_WORDS, words_of
from ..lexicon.loader import LexiconFile
from ..lexicon.schema import SECTIONS, Context, Origin, field_specs
from .lexicons import files_of, load
from .options import lexicon_option
from .output import FAILED
from .settings import Configured

__all__ = ["explain"]

_Keys = tuple[str, ...]
#: What tells most of an entry, whatever its section.
_DETAILS = (
    "category", "strength", "contrast", "favours", "hurts", "stance", "negated", "implies",
    "frames", "kind", "refers_to", "valence", "subject", "object", "zone", "neutral", "note",
)  # fmt: skip
#: Each condition of an entry, what it is without it, and how it reads.
_CONDITIONS = (
    ("case", "any", "the letters are not written as `case: {}` wants"),
    ("after", (), "it counts only after one of {}"),
    ("before", (), "it counts only before one of {}"),
    ("unless", Context(), "`unless` takes it out here"),
)
_MOST = 8
_LABEL = 8
#: Sections of words that only tone knows; they get one line each.
_TONE = ("sentiment", "toward")


@click.command("explain", cls=Configured)
@click.argument("phrase")
@lexicon_option()
def explain(phrase: str, lexicons: tuple[str, ...]) -> int:
    """Say which entries match in a phrase, and why others do not.

    A whole sentence is better than a word: word classes and conditions depend on what stands
    around. PHRASE may also be the id of an entry, such as loaded/regime.

    \b
    Examples:
      biaslens lexicon explain "The regime fell"
      biaslens lexicon explain --lexicon newsroom.yaml "a town-hall baron"
      biaslens lexicon explain loaded/regime

    The exit status is 0 if some entry matches, and 1 if none does.
    """
    lexicon = load(lexicons)
    reading = _Reading(phrase, lexicon, files_of(lexicons))
    if phrase in lexicon.entries:
        entry = lexicon.entries[phrase]
        _print(f"{entry.id} looks for {_wordings(entry)}", reading.facts(entry))
        return 0
    section, slash, _ = phrase.partition("/")
    if slash and section in SECTIONS:
        _print(f"there is no {phrase}", reading.missing(phrase, section))
        return FAILED
    blocks = [*reading.found(), *reading.not_found()]
    for number, (head, facts) in enumerate(blocks):
        if number:
            click.echo()
        _print(head, facts)
    if not blocks:
        click.echo(f"no entry knows “{phrase}”")
    return 0 if reading.matches else FAILED


def _print(head: str, facts: Iterable[tuple[str, str]]) -> None:
    click.echo(head)
    facts = list(facts)
    width = max([_LABEL, *(len(label) for label, _ in facts)])
    for label, text in facts:
        click.echo(f"    {label:{width}}  {text}")


@attrs.frozen(slots=True)
class _Place:
    """Tokens that some form of an entry is made of."""

    first: int
    last: int
    entry: Entry


class _Reading:
    """A phrase as read, with the entries that match in it or could.

    Args:
        phrase: The phrase.
        lexicon: The lexicon.
        files: The files that were added to the built-in one.
    """

    def __init__(self, phrase: str, lexicon: Lexicon, files: Sequence[LexiconFile]) -> None:
        self._lexicon = lexicon
        self._files = files
        self._syntax = Syntax.read(phrase)
        self._document = self._syntax.document
        found = lexicon.matcher.find(
            self._document.tokens,
            self._syntax.reading.tags,
            self._document.sentences,
            shields=True,
        )
        for section in _TONE:
            matcher = lexicon.matcher_of(section)
            found[section] = self._find(matcher, tagged=section != "sentiment")[section]
        self.matches = [match for name in SECTIONS for match in found[name]]

    def _find(self, matcher: Matcher, tagged: bool = True) -> Mapping[str, list[Match]]:
        document = self._document
        tags = self._syntax.reading.tags if tagged else None
        return matcher.find(document.tokens, tags, document.sentences, shields=True)

    def _words(self, first: int, last: int) -> str:
        start, end = self._document.slice(first, last)
        return self._document.text[start:end]

    # What matches ---------------------------------------------------------------------------

    def found(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """A heading and facts for each match, and for all those that only tone knows."""
        tone = []
        for match in self.matches:
            entry = match.entry
            if entry.section in _TONE:
                tone.append((entry.id, self._tone(match)))
                continue
            words = self._words(match.first, match.last)
            verb = "is shielded by" if entry.shield else "matches"
            yield (
                f"“{words}” {verb} {entry.id}",
                [("as", wording_of(entry, words)), *self.facts(entry)],
            )
        if tone:
            yield "for the tone alone", tone

    def facts(self, entry: Entry) -> list[tuple[str, str]]:
        """What an entry says, where, and in place of what."""
        replaced = self._replaced(entry)
        more = [] if replaced is None else [("replaces", place_of(replaced.origin))]
        return [*_facts(entry), *more]

    def missing(self, identity: str, section: str) -> Iterator[tuple[str, str]]:
        """Why there is no entry of an id."""
        for entry in self._others():
            if entry.id == identity:
                yield "because", self._why_gone(entry, None) or ""
                yield "written", place_of(entry.origin)
                return
        near = did_you_mean(identity, [entry.id for entry in self._lexicon.section(section)])
        if near:
            yield "perhaps", near

    def _tone(self, match: Match) -> str:
        """A word that only tone knows, in one line."""
        entry = match.entry
        told = [
            f"{name} {getattr(entry, name):g}"
            for name in ("valence", "subject", "object")
            if name in field_specs(entry.section)
        ]
        origin = entry.changed[-1] if entry.changed else entry.origin
        what = "shield" if entry.shield else ", ".join(told)
        words = self._words(match.first, match.last)
        return f"“{words}” · {what} · {origin.file}:{origin.line}"

    def _replaced(self, entry: Entry) -> Entry | None:
        """The entry of the same id whose place an entry took."""
        for other in self._others():
            if other.id == entry.id and other.origin != entry.origin:
                return other
        return None

    def _others(self) -> list[Entry]:
        """Entries as they were before the files changed, replaced or removed them."""
        held = self._lexicon.entries
        builtin = Lexicon.builtin().entries
        if not self._files:
            return []
        own = [entry for file in self._files for entry in file.entries]
        both = [*builtin.values(), *own]
        return [entry for entry in both if held.get(entry.id) != entry]

    # What does not ----------------------------------------------------------------------------

    def not_found(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """A heading and facts for each entry that has the words and does not match."""
        seen = {(match.entry.id, match.first) for match in self.matches}
        for place in self._candidates():
            entry = place.entry
            if (entry.id, place.first) in seen:
                continue
            seen.add((entry.id, place.first))
            current = self._lexicon.entries.get(entry.id)
            because = self._why_gone(entry, current) or self._why_not(place)
            words = self._words(place.first, place.last)
            facts = [("because", because), ("written", place_of(entry.origin))]
            yield f"“{words}” does not match {entry.id}", facts

    def _candidates(self) -> Iterator[_Place]:
        """Where the words of an entry stand, whether or not it matches."""
        keys, places = self._keys()
        tables = [
            *(self._lexicon.matcher.forms(name) for name in ("loaded", "hedges", "attribution")),
            self._lexicon.matcher.forms("sources"),
        ]
        others = [entry for entry in self._others() if set(words_of(entry.term)) & set(keys)]
        if others:
            matcher = Matcher(others)
            tables += [matcher.forms(name) for name in SECTIONS]
        gapped = [
            (form, entries) for table in tables for form, entries in table.items() if GAP in form
        ]
        for i in range(len(keys)):
            for j in range(min(len(keys), i + MAX_WORDS), i, -1):
                for table in tables:
                    for entry in table.get(keys[i:j], ()):
                        yield _Place(places[i], places[j - 1] + 1, entry)
            for form, entries in gapped:
                end = _gapped_end(keys, i, form)
                if end:
                    for entry in entries:
                        yield _Place(places[i], places[end - 1] + 1, entry)

    def _keys(self) -> tuple[_Keys, list[int]]:
        """The folded tokens as forms have them, and the index of each."""
        tokens = self._document.tokens
        keys: list[str] = []
        places: list[int] = []
        for i, key in enumerate(tokens.keys):
            if key in HYPHENS:
                inner = 0 < i < len(tokens) - 1
                if inner and tokens.ends[i - 1] == tokens.starts[i] < tokens.starts[i + 1]:
                    continue
                key = LOOSE_HYPHEN
            keys.append(key)
            places.append(i)
        return tuple(keys), places

    def _why_gone(self, entry: Entry, current: Entry | None) -> str | None:
        """What took an entry, or a wording of it, out of the lexicon."""
        if current == entry:
            return None
        if current is None:
            for file in self._files:
                for reference in file.removes:
                    name = reference.name
                    if name == entry.id or (
                        name.endswith("*") and entry.id.startswith(name[:-1])
                    ):
                        return f"{name} is removed in {reference.place[0]}:{reference.place[1]}"
            return "it is removed"
        if current.changed:
            return f"it is changed in {_places(current.changed)}"
        return f"it is replaced in {place_of(current.origin)}"

    def _why_not(self, place: _Place) -> str:
        """What keeps an entry from matching where its words stand."""
        entry = place.entry
        if self._alone(entry, place):
            # The words in a gap are free: what stands closest is in the way.
            for match in sorted(self.matches, key=lambda match: match.last - match.first):
                same = match.entry.section == entry.section
                if same and match.first < place.last and place.first < match.last:
                    other = self._words(match.first, match.last)
                    reason = "goes first with the same words"
                    if match.last - match.first != place.last - place.first:
                        reason = "is longer"
                    elif (match.first, match.last) != (place.first, place.last):
                        reason = "comes first"
                    shield = "the shield " if match.entry.shield else ""
                    at = match.entry.origin
                    return f"{shield}{match.entry.id} “{other}” {reason} ({at.file}:{at.line})"
            return "another form of it matches"
        if self._alone(entry, place, tagged=False):
            tag = self._syntax.reading.tags[place.first]
            article = "an" if entry.pos.startswith("a") else "a"
            return f"it wants {article} {entry.pos}, and here the word is read as {_class(tag)}"
        if entry.pos == "name" and self._alone(attrs.evolve(entry, pos="phrase"), place):
            return "a name has a capital"
        for name, default, said in _CONDITIONS:
            without: dict[str, Any] = {name: default}
            if self._alone(attrs.evolve(entry, **without), place):
                return said.format(_listed(getattr(entry, name)))
        names = ["pos", *(name for name, default, _ in _CONDITIONS)]
        usual = {"pos": "phrase", **{name: default for name, default, _ in _CONDITIONS}}
        given = [name for name in names if getattr(entry, name) != usual[name]]
        if given:
            return f"several of its conditions do not hold: {', '.join(given)}"
        return "its words stand in two sentences"

    def _alone(self, entry: Entry, place: _Place, tagged: bool = True) -> bool:
        """Whether an entry would match here if there were no other."""
        found = self._find(Matcher([entry]), tagged)[entry.section]
        return any(match.first == place.first for match in found)


def _gapped_end(keys: _Keys, first: int, form: _Keys) -> int:
    """Where a form with a gap that begins at a token ends; 0 where it does not."""
    gap = form.index(GAP)
    head, tail = form[:gap], form[gap + 1 :]
    if keys[first : first + gap] != head:
        return 0
    for at in range(first + gap + 1, len(keys) - len(tail) + 1):
        if keys[at : at + len(tail)] == tail:
            return at + len(tail)
    return 0


# Entries in words -------------------------------------------------------------------------------


def _facts(entry: Entry) -> list[tuple[str, str]]:
    """What an entry says, and where."""
    specs = field_specs(entry.section)
    usual = {field.name: field.default for field in attrs.fields(type(entry))}
    facts = []
    for name in _DETAILS:
        if name in specs and not entry.shield:
            value = getattr(entry, name)
            if specs[name].required or (value and value != usual[name]):
                facts.append((name, _listed(value) if isinstance(value, tuple) else str(value)))
    facts.append(("written", place_of(entry.origin)))
    if entry.changed:
        facts.append(("changed", _places(entry.changed)))
    return facts


def _wordings(entry: Entry) -> str:
    found = [f"“{text}”" for text in (entry.term, *entry.variants, *entry.forms)]
    more = f" and {len(found) - _MOST} others" if len(found) > _MOST else ""
    kind = "" if entry.pos == "phrase" else f" ({entry.pos})"
    return ", ".join(found[:_MOST]) + more + kind


def _listed(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    more = f" and {len(value) - _MOST} others" if len(value) > _MOST else ""
    return ", ".join(value[:_MOST]) + more


def _places(origins: Iterable[Origin]) -> str:
    return ", ".join(map(place_of, origins))


_CLASSES = {
    "NNP": "a name", "NN": "a noun", "VB": "a verb", "MD": "a modal", "JJ": "an adjective",
    "RB": "an adverb", "IN": "a preposition", "CD": "a number",
}  # fmt: skip


def _class(tag: str) -> str:
    """A Penn tag in words."""
    for start, words in _CLASSES.items():
        if tag.startswith(start):
            return f"{words} ({tag})"
    return tag
