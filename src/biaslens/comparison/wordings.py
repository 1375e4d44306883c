"""Words for the same thing: the contrast sets of the lexicon, and who uses which in whose voice."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from ..lexicon import Lexicon, LoadedEntry, Matcher
from ..model import Attribution, LoadedTerm
from ..text import tokenize
from .model import ContrastSet, Use, Wording
from .terms import stem
from .views import COUNTED, ArticleView

__all__ = ["Wordings", "find_wordings"]

#: Verbs that say too many other things, unless a place or somebody with a name is their object:
#: "took Marsalin", but not "took part".
_LIGHT = frozenset(["take", "hold", "clear", "end", "move", "leave"])
_LONGEST = 4
_JUDGING = frozenset(["evaluation", "presupposition"])
_SECTION = "loaded"

# Set, id of the entry or neutral term, whether it is loaded.
_Key = tuple[str, str, bool]


@attrs.frozen(slots=True)
class Wordings:
    """The contrast sets, and where their words stand.

    Attributes:
        sets: The sets of which some article uses a word that takes a side.
        concepts: For each article, the name of the set by each token that belongs to one; empty
            for words that only judge.
    """

    sets: tuple[ContrastSet, ...]
    concepts: tuple[Mapping[int, str], ...]


def find_wordings(
    views: Sequence[ArticleView], lexicon: Lexicon, names: Mapping[str, str]
) -> Wordings:
    """Line up the words that the articles use for the same thing.

    A set counts where two articles or more have words of it, and one of these takes a side. Words
    that take none are those that the lexicon gives under ``neutral`` for a word that is used; a
    single word only where two entries of the set give it, as else it mostly means something else
    ("control", "official").

    Args:
        views: The articles.
        lexicon: The lexicon of their reports.
        names: The fullest name in any article by the name in one.
    """
    used = {
        (term.contrast, term.entry)
        for view in views
        for term in view.report.loaded_terms
        if term.contrast is not None and term.zone in COUNTED
    }
    entries: dict[str, list[LoadedEntry]] = {name: [] for name, _ in used}
    if used:
        for entry in lexicon.section(_SECTION):
            if isinstance(entry, LoadedEntry) and entry.contrast in entries:
                entries[entry.contrast].append(entry)
    sets_of = _sets_of_neutrals(entries, {identity for _, identity in used})
    matcher = Matcher(
        [
            LoadedEntry(term=term, id=f"neutral/{number}", pos=pos)
            for number, (term, pos) in enumerate(sets_of)
        ]
    )
    uses: dict[_Key, list[Use]] = {}
    concepts: list[dict[int, str]] = []
    for view in views:
        concepts.append(_judging(view))
        for found, use, last in [*_neutral(view, matcher, sets_of), *_loaded(view)]:
            if use.source is not None and use.source in names:
                use = attrs.evolve(use, source=names[use.source])
            first = bisect_left(view.syntax.document.tokens.starts, use.passage.start)
            for name, identity, loaded in found:
                uses.setdefault((name, identity, loaded), []).append(use)
                concepts[-1].update(dict.fromkeys(range(first, last), name))
    by_id = {entry.id: entry for members in entries.values() for entry in members}
    return Wordings(_sets(uses, by_id), tuple(concepts))


def _sets(
    uses: Mapping[_Key, Sequence[Use]], by_id: Mapping[str, LoadedEntry]
) -> tuple[ContrastSet, ...]:
    """The sets that two articles or more have words of, those used in most articles first."""
    merged: dict[str, dict[str, _Word]] = {}
    for (name, identity, loaded), places in sorted(uses.items()):
        entry = by_id[identity] if loaded else None
        words = merged.setdefault(name, {})
        for use in places:
            # "massacre" is an entry as a noun and another as a verb.
            term = identity if entry is None else _shown(entry, use.passage.text)
            word = words.setdefault(term.lower(), _Word(term))
            word.uses.append(use)
            if entry is not None:
                word.entries[identity] = entry.favours
    sets = [
        ContrastSet(
            name,
            tuple(
                sorted(
                    (word.frozen() for word in words.values()),
                    key=lambda word: (not word.loaded, -len(word.uses), word.term),
                )
            ),
        )
        for name, words in merged.items()
    ]
    sets = [one for one in sets if _articles(one) > 1]
    return tuple(sorted(sets, key=lambda s: (-_articles(s), -_total(s), s.name)))


@attrs.define(slots=True)
class _Word:
    """A wording while its uses are gathered; its entries have whom they favour."""

    term: str
    entries: dict[str, str | None] = attrs.field(factory=dict)
    uses: list[Use] = attrs.field(factory=list)

    def frozen(self) -> Wording:
        uses = sorted(self.uses, key=lambda use: (use.passage.article, use.passage.start))
        favours = next(filter(None, self.entries.values()), None)
        return Wording(self.term, tuple(self.entries), favours, tuple(uses))


def _shown(entry: LoadedEntry, text: str) -> str:
    """The term of an entry, or the words of the text where these are another variant of it."""
    if " " not in entry.term and text.isalpha():
        return entry.term
    written, term = ([stem(key) for key in tokenize(words).keys] for words in (text, entry.term))
    return entry.term if written == term else " ".join(text.split())


def _articles(one: ContrastSet) -> int:
    return len({use.passage.article for wording in one.wordings for use in wording.uses})


def _total(one: ContrastSet) -> int:
    return sum(len(wording.uses) for wording in one.wordings)


def _sets_of_neutrals(
    entries: Mapping[str, Sequence[LoadedEntry]], used: Collection[str]
) -> dict[tuple[str, str], list[str]]:
    """The sets of each neutral word with its part of speech, given the entries that are used."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, members in entries.items():
        given = Counter((term, entry.pos) for entry in members for term in entry.neutral)
        times = Counter(term for term, _ in given.elements())
        rivals = {term for entry in members if entry.id in used for term in entry.neutral}
        for term, pos in given:
            if term in rivals and (" " in term or times[term] > 1):
                plain = pos if pos in ("noun", "verb", "adjective") else "phrase"
                found.setdefault((term, plain), []).append(name)
    return found


def _judging(view: ArticleView) -> dict[int, str]:
    """The tokens of words that judge and tell nothing: "shameless", "heroic"."""
    starts = view.syntax.document.tokens.starts
    return {
        token: ""
        for term in view.report.loaded_terms
        if term.contrast is None and (not term.neutral or term.category in _JUDGING)
        for token in range(bisect_left(starts, term.start), bisect_left(starts, term.end))
    }


def _loaded(view: ArticleView) -> Iterator[tuple[list[_Key], Use, int]]:
    """Yield the uses of words that take a side, with the token behind each."""
    starts = view.syntax.document.tokens.starts
    for term in view.report.loaded_terms:
        if term.contrast is None or term.zone not in COUNTED:
            continue
        first, last = bisect_left(starts, term.start), bisect_left(starts, term.end)
        if first == last:
            continue
        source = _speaker(term) if term.voice == "source" else None
        use = Use(view.passage(first, last), term.voice, source, view.sentence_of(first))
        yield [(term.contrast, term.entry, True)], use, last


def _neutral(
    view: ArticleView, matcher: Matcher, sets_of: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[tuple[list[_Key], Use, int]]:
    """Yield the uses of words that take no side, where no loaded one stands around them."""
    document = view.syntax.document
    taken: set[int] = set()
    for term in view.report.loaded_terms:
        first = bisect_left(document.tokens.starts, term.start)
        taken.update(range(first, bisect_left(document.tokens.starts, term.end)))
    tags = view.syntax.reading.tags
    for match in matcher.find(document.tokens, tags, document.sentences)[_SECTION]:
        entry, first, last = match.entry, match.first, match.last
        if not view.counted[first] or not taken.isdisjoint(range(first, last)):
            continue
        if entry.term in _LIGHT and not _has_named_object(view, last):
            continue
        if entry.term.islower() and "P" in view.syntax.letters[first:last]:
            continue  # "the Fighter Museum" names no fighter.
        voice = view.voices[first]
        owner = view.owner[first]
        source = None
        if voice == "source" and owner >= 0:
            source = _name(view.speech[owner])
        use = Use(view.passage(first, last), voice, source, view.sentence_of(first))
        yield [(name, entry.term, False) for name in sets_of[entry.term, entry.pos]], use, last


def _has_named_object(view: ArticleView, behind: int) -> bool:
    """Whether a name is the object of the verb that ends before a token."""
    group = view.syntax.reading.noun_group(behind) if behind < len(view.owner) else None
    if group is None:
        return False
    return "P" in view.syntax.letters[behind : min(group[1], behind + _LONGEST)]


def _speaker(term: LoadedTerm) -> str | None:
    return None if term.attribution is None else _name(term.attribution)


def _name(attribution: Attribution) -> str | None:
    if attribution.speaker is not None or attribution.source is None:
        return attribution.speaker
    return " ".join(attribution.source.text.split())


