"""Finding all terms of a lexicon in one pass over the tokens.

The forms of all entries share one trie of dicts (Fredkin 1960), so that a token where no term
starts costs one look-up, whatever the number of terms.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..text.tokens import Tokens, fold
from .conditions import Conditions
from .context import Scan
from .entries import Entries
from .forms import GAP, HYPHENS, surface_forms
from .schema import SECTIONS, Entry
from .snapshot import GROUPS, Shelf
from .trie import END, Gapped, Hit, Leaf, ends, plant

__all__ = ["Match", "Matcher"]

_NOTHING = " "  # no token has a space

_NUMBER = {name: number for number, name in enumerate(SECTIONS)}


class Match(NamedTuple):
    """A place where an entry matches.

    Attributes:
        entry: The entry.
        first: Index of its first token.
        last: Index of the token behind it.
        gap: The tokens in the gap of a term such as "accuse … of", as a half-open range; ``None``
            where there is no gap. They are free for other matches.
    """

    entry: Entry
    first: int
    last: int
    gap: tuple[int, int] | None = None


class Matcher:
    """Entries of any sections, compiled.

    Args:
        entries: The entries; where two match the same words, the earlier wins, shields first.
    """

    __slots__ = ("_compiled", "_forms", "_live", "_origin", "_root", "_sections", "_shelf")

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = tuple(entries)
        self._origin: tuple[Any, ...] = Matcher, (entries,)
        self._sections = tuple(SECTIONS)
        # A first word whose forms still lie on the shelf has these, as text, in place of a node.
        self._root: dict[str, Any] = {}
        self._shelf: Shelf | None = None
        self._live: Collection[int] = ()
        self._compiled: dict[int, Conditions] = {}
        self._forms: dict[str, dict[tuple[str, ...], tuple[Entry, ...]]] | None = None
        for entry in sorted(entries, key=lambda entry: not entry.shield):
            for key, keys, leaf in _leaves(entry):
                self._sow(key, keys, leaf)

    @classmethod
    def of(cls, entries: Mapping[str, Entry], sections: tuple[str, ...]) -> Matcher:
        """Compile the entries of some sections, except for what a snapshot holds compiled.

        Args:
            entries: Entries of any sections.
            sections: Those to compile.
        """
        entries = Entries.of(entries)
        shelf = entries.shelf
        live = [found for found in entries.held.values() if isinstance(found, int)]
        if shelf is None or sections not in GROUPS or live != sorted(live):
            return cls([entry for name in sections for entry in entries.section(name)])
        self = cls(())
        self._origin = cls.of, (entries, sections)
        self._shelf = shelf
        self._live = frozenset(live)
        self._root = dict(shelf.forms[GROUPS.index(sections)])
        added: dict[str, list[tuple[Sequence[str], Leaf]]] = {}
        for found in entries.held.values():
            if not isinstance(found, int) and found.section in sections:
                for first, keys, leaf in _leaves(found):
                    added.setdefault(first, []).append((keys, leaf))
        place = {identity: at for at, identity in enumerate(entries.held)} if added else {}
        for key, forms in added.items():
            forms += self._stored(key, self._root.get(key, "[]"))
            forms.sort(key=lambda form: _rank(form[1][1].entry, place))
            self._root[key] = {}
            for rest, leaf in forms:
                self._sow(key, rest, leaf)
        return self

    def _stored(self, key: str, text: str) -> Iterator[tuple[Sequence[str], Leaf]]:
        """The forms that begin with a word, from what the shelf has of them."""
        shelf, compiled = self._shelf, self._compiled
        for number, head, keys, written in json.loads(text):
            if shelf is not None and number in self._live:
                conditions = compiled.get(number)
                if conditions is None:
                    conditions = compiled[number] = Conditions(shelf.entry(number))
                section = _NUMBER[conditions.entry.section]
                yield keys, (section, conditions, head, tuple(written or (key, *keys)))

    def _grow(self, key: str, text: str) -> dict[str, Any]:
        """Put the forms on the shelf that begin with a word into the trie."""
        node: dict[str, Any] = {}
        for keys, leaf in self._stored(key, text):
            if GAP in keys and node.__class__ is dict:
                node = Gapped(node)
            plant(node, keys, leaf)
        self._root[key] = node
        return node

    def _sow(self, key: str, keys: Sequence[str], leaf: Leaf) -> None:
        """Put a form into the trie."""
        node = self._root.setdefault(key, {})
        if GAP in keys and node.__class__ is dict:
            node = self._root[key] = Gapped(node)
        plant(node, keys, leaf)

    def _grown(self) -> dict[str, Any]:
        """The whole trie."""
        for key, node in list(self._root.items()):
            if isinstance(node, str):
                self._grow(key, node)
        return self._root

    def __reduce__(self) -> tuple[Any, ...]:
        return self._origin

    def find(
        self,
        tokens: Tokens,
        tags: Sequence[str] | None = None,
        sentences: Sequence[tuple[int, int]] | None = None,
        *,
        shields: bool = False,
    ) -> dict[str, list[Match]]:
        """Find every term.

        Within a section, no word belongs to two matches: the longer wins, among equals the earlier.
        A term with a gap is as long as its own words and takes the nearest that come behind the
        gap; what stands in the gap is free for other matches. Of entries that match the same words,
        one whose word class the tag confirms goes first, then shields, then the order of the
        entries.

        Args:
            tokens: The tokens of a text.
            tags: Penn tags of all tokens; without them, word classes are not checked.
            sentences: Sentences as half-open ranges of token indices.
            shields: Also return the matches of shields.

        Returns:
            The matches of each section in the order of the text.
        """
        scan = Scan(tokens, tags, sentences)
        found: list[list[Match]] = [[] for _ in self._sections]
        reach = [0] * len(found)
        overlap = [False] * len(found)
        following = [*tokens.keys[1:], _NOTHING]
        i = -1
        for node, after in zip(map(self._root.get, tokens.keys), following, strict=False):
            i += 1
            if node is None:
                continue
            if node.__class__ is str:
                node = self._grow(tokens.keys[i], node)
            if after not in node and after not in HYPHENS and node.__class__ is dict:
                if END not in node:
                    continue
                hits: list[Hit] = [(i + 1, node[END], None)]
            else:
                hits = ends(scan, i, node)
                hits.reverse()
            settled = 0
            for j, leaves, gap in hits:
                tried = settled
                for leaf in leaves:
                    section = leaf[0]
                    if tried >> section & 1:
                        continue
                    tried |= 1 << section
                    entry = _choose(scan, i, j, leaves, section, gap)
                    if entry is None:
                        continue
                    settled |= 1 << section
                    found[section].append(Match(entry, i, j, gap))
                    if i < reach[section]:
                        overlap[section] = True
                    if j > reach[section]:
                        reach[section] = j
        for section, crowded in enumerate(overlap):
            if crowded:
                found[section] = self._disjoint(scan, found[section], section)
        return {
            name: matches if shields else [match for match in matches if not match.entry.shield]
            for name, matches in zip(self._sections, found, strict=True)
        }

    def _disjoint(self, scan: Scan, found: list[Match], section: int) -> list[Match]:
        """Keep what overlaps nothing and settle each run of matches that overlap."""
        result: list[Match] = []
        run = [found[0]]
        reach = found[0].last
        for match in found[1:]:
            if match.first >= reach:
                result += self._settle(scan, run, section) if len(run) > 1 else run
                run = []
            run.append(match)
            if match.last > reach:
                reach = match.last
        result += self._settle(scan, run, section)
        return result

    def _settle(self, scan: Scan, run: list[Match], section: int) -> list[Match]:
        """The longest first; one that has to yield falls back on a shorter form."""
        by_length: dict[int, list[Match]] = {}
        for match in run:
            by_length.setdefault(_length(match), []).append(match)
        taken: set[int] = set()
        result: list[Match] = []
        for length in range(max(by_length), 0, -1):
            for match in sorted(by_length.get(length, ()), key=_first):
                words = _words(match)
                if taken.isdisjoint(words):
                    taken.update(words)
                    result.append(match)
                    continue
                first = match.first
                if first in taken:
                    continue
                node = self._root[scan.tokens.keys[first]]
                for last, leaves, gap in reversed(ends(scan, first, node)):
                    entry = _choose(scan, first, last, leaves, section, gap)
                    if entry is not None:
                        other = Match(entry, first, last, gap)
                        if _length(other) < length:
                            by_length.setdefault(_length(other), []).append(other)
                            break
        return sorted(result, key=_first)

    def forms(self, section: str) -> Mapping[tuple[str, ...], tuple[Entry, ...]]:
        """Return every form of a section, as folded tokens without hyphens, and its entries.

        Args:
            section: Name of a section.
        """
        if self._forms is None:
            forms: dict[str, dict[tuple[str, ...], tuple[Entry, ...]]] = {
                name: {} for name in self._sections
            }
            stack: list[tuple[tuple[str, ...], dict[str, Any]]] = [((), self._grown())]
            while stack:
                keys, node = stack.pop()
                for key, child in node.items():
                    if key != END:
                        stack.append(((*keys, key), child))
                        continue
                    for number, conditions, _, _ in child:
                        found = forms[self._sections[number]]
                        found[keys] = (*found.get(keys, ()), conditions.entry)
            self._forms = forms
        return self._forms[section]

    def word_classes(self) -> dict[str, tuple[str, ...]]:
        """Return the Penn tags that the single words among the forms can have.

        A tagger can be told of them where its own dictionary lacks a word.

        Returns:
            Folded form to tags, without names and phrases.
        """
        classes: dict[str, tuple[str, ...]] = {}
        for key, node in self._grown().items():
            found: list[str] = []
            for _, conditions, _, _ in node.get(END, ()):
                found += _tags(key, conditions.entry)
            if found:
                classes[key] = tuple(dict.fromkeys(found))
        return classes


def _leaves(entry: Entry) -> Iterator[tuple[str, tuple[str, ...], Leaf]]:
    """The forms of an entry: the first key, the others, and what the trie holds of it."""
    conditions = Conditions(entry)
    section = _NUMBER[entry.section]
    for keys, written, head in surface_forms(entry):
        yield keys[0], keys[1:], (section, conditions, head, written)


def _rank(entry: Entry, place: Mapping[str, int]) -> tuple[bool, int]:
    """What comes first in the order of entries, shields before all."""
    return not entry.shield, place[entry.id]


_CLASS_TAGS = {"adjective": ("JJ",), "adverb": ("RB",), "modal": ("MD",), "preposition": ("IN",)}


def _tags(key: str, entry: Entry) -> tuple[str, ...]:
    """The tags of a form of an entry."""
    pos = entry.pos
    base = key in {fold(text.replace("-", "")) for text in (entry.term, *entry.variants)}
    if pos == "noun":
        return ("NN",) if base else ("NNS",)
    if pos == "verb":
        if base:
            return ("VB", "VBP")
        if key.endswith("ing"):
            return ("VBG",)
        return ("VBZ",) if key.endswith("s") else ("VBD", "VBN")
    return _CLASS_TAGS.get(pos, ())


def _first(match: Match) -> int:
    return match.first


def _length(match: Match) -> int:
    """How many tokens belong to a match."""
    gap = match.gap
    return match.last - match.first - (gap[1] - gap[0] if gap is not None else 0)


def _words(match: Match) -> Sequence[int]:
    """The tokens that belong to a match."""
    if match.gap is None:
        return range(match.first, match.last)
    return [*range(match.first, match.gap[0]), *range(match.gap[1], match.last)]


def _choose(
    scan: Scan,
    first: int,
    last: int,
    leaves: list[Leaf],
    section: int,
    gap: tuple[int, int] | None,
) -> Entry | None:
    """The entry of a section that matches these words best, or ``None``."""
    if last - first > 1 and scan.crosses(first, last):
        return None
    tags = scan.tags
    second: Entry | None = None
    for number, conditions, head, written in leaves:
        if number != section:
            continue
        if conditions.free:
            return second or conditions.entry
        if conditions.only_tag and not head and (tags is None or tags[first] in conditions.tags):
            return conditions.entry
        fit = conditions.check(scan, first, last, written, head, gap)
        if fit == 2:
            return conditions.entry
        if fit and second is None:
            second = conditions.entry
    return second
