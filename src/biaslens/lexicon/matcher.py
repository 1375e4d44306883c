"""Finding all terms of a lexicon in one pass over the tokens.

The forms of all entries share one trie of dicts (Fredkin 1960), so that a token where no term
starts costs one look-up, whatever the number of terms.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..text.tokens import Tokens, fold
from .conditions import Conditions, Scan
from .entries import Entries
from .forms import HYPHENS, LOOSE_HYPHEN, surface_forms
from .schema import SECTIONS, Entry
from .snapshot import GROUPS, Shelf

__all__ = ["Match", "Matcher"]

_END = ""  # no token is empty
_NOTHING = " "  # nor has it a space

_NUMBER = {name: number for number, name in enumerate(SECTIONS)}

# One form of one entry as the trie holds it: number of the section, conditions, index of the head,
# words as written.
_Leaf = tuple[int, Conditions, int, tuple[str, ...]]


class Match(NamedTuple):
    """A place where an entry matches.

    Attributes:
        entry: The entry.
        first: Index of its first token.
        last: Index of the token behind it.
    """

    entry: Entry
    first: int
    last: int


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
                _plant(self._root.setdefault(key, {}), keys, leaf)

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
        added: dict[str, list[tuple[Sequence[str], _Leaf]]] = {}
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
                _plant(self._root[key], rest, leaf)
        return self

    def _stored(self, key: str, text: str) -> Iterator[tuple[Sequence[str], _Leaf]]:
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
            _plant(node, keys, leaf)
        self._root[key] = node
        return node

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

        Within a section, matches do not overlap: the longer wins, among equals the earlier. Of
        entries that match the same words, one whose word class the tag confirms goes first, then
        shields, then the order of the entries.

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
            if after not in node and after not in HYPHENS:
                if _END not in node:
                    continue
                hits = [(i + 1, node[_END])]
            else:
                hits = _ends(tokens, i, node)
                hits.reverse()
            settled = 0
            for j, leaves in hits:
                tried = settled
                for leaf in leaves:
                    section = leaf[0]
                    if tried >> section & 1:
                        continue
                    tried |= 1 << section
                    entry = _choose(scan, i, j, leaves, section)
                    if entry is None:
                        continue
                    settled |= 1 << section
                    found[section].append(Match(entry, i, j))
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
            by_length.setdefault(match.last - match.first, []).append(match)
        # No match is longer than those taken before it, so that one that overlaps them has an end
        # in one of them.
        taken: set[int] = set()
        result: list[Match] = []
        for length in range(max(by_length), 0, -1):
            for match in sorted(by_length.get(length, ()), key=_first):
                _, first, last = match
                if first in taken:
                    continue
                if last - 1 not in taken:
                    taken.update(range(first, last))
                    result.append(match)
                    continue
                node = self._root[scan.tokens.keys[first]]
                for shorter, leaves in reversed(_ends(scan.tokens, first, node)):
                    if shorter < last:
                        entry = _choose(scan, first, shorter, leaves, section)
                        if entry is not None:
                            other = Match(entry, first, shorter)
                            by_length.setdefault(shorter - first, []).append(other)
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
                    if key != _END:
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
            for _, conditions, _, _ in node.get(_END, ()):
                found += _tags(key, conditions.entry)
            if found:
                classes[key] = tuple(dict.fromkeys(found))
        return classes


def _leaves(entry: Entry) -> Iterator[tuple[str, tuple[str, ...], _Leaf]]:
    """The forms of an entry: the first key, the others, and what the trie holds of it."""
    conditions = Conditions(entry)
    section = _NUMBER[entry.section]
    for keys, written, head in surface_forms(entry):
        yield keys[0], keys[1:], (section, conditions, head, written)


def _plant(node: dict[str, Any], keys: Sequence[str], leaf: _Leaf) -> None:
    """Put a form into the trie below a node."""
    for key in keys:
        child = node.get(key)
        if child is None:
            child = node[key] = {}
        node = child
    leaves = node.get(_END)
    if leaves is None:
        node[_END] = [leaf]
    else:
        leaves.append(leaf)


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


def _ends(tokens: Tokens, first: int, node: dict[str, Any]) -> list[tuple[int, list[_Leaf]]]:
    """The forms that start at a token, shortest first: the token behind each, and its leaves."""
    keys = tokens.keys
    count = len(keys)
    found = []
    at = first + 1
    while True:
        leaves = node.get(_END)
        if leaves is not None:
            found.append((at, leaves))
        if at == count:
            return found
        key = keys[at]
        below = node.get(key)
        if below is None:
            if key not in HYPHENS:
                return found
            starts, ends = tokens.starts, tokens.ends
            if at + 1 < count and starts[at] == ends[at - 1] and ends[at] == starts[at + 1]:
                # "re-occupation" is read as the two words that it is in the trie.
                at += 1
                below = node.get(keys[at])
            else:
                below = node.get(LOOSE_HYPHEN)
            if below is None:
                return found
        node = below
        at += 1


def _first(match: Match) -> int:
    return match.first


def _choose(
    scan: Scan, first: int, last: int, leaves: list[_Leaf], section: int
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
        fit = conditions.check(scan, first, last, written, head)
        if fit == 2:
            return conditions.entry
        if fit and second is None:
            second = conditions.entry
    return second
