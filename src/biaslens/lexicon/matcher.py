"""Finding all terms of a lexicon in one pass over the tokens.

The forms of all entries share one trie of dicts (Fredkin 1960), so that a token where no term
starts costs one look-up, whatever the number of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..text.tokens import Tokens, fold
from .conditions import Conditions, Scan
from .forms import HYPHENS, LOOSE_HYPHEN, surface_forms
from .schema import SECTIONS, Entry

__all__ = ["Match", "Matcher"]

_END = ""  # no token is empty
_NOTHING = " "  # nor has it a space

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

    __slots__ = ("_entries", "_forms", "_root", "_sections")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._sections = tuple(SECTIONS)
        self._root: dict[str, Any] = {}
        self._forms: dict[str, dict[tuple[str, ...], tuple[Entry, ...]]] | None = None
        number = {name: i for i, name in enumerate(self._sections)}
        for entry in sorted(self._entries, key=lambda entry: not entry.shield):
            conditions = Conditions(entry)
            section = number[entry.section]
            for keys, written, head in surface_forms(entry):
                node = self._root
                for key in keys:
                    child = node.get(key)
                    if child is None:
                        child = node[key] = {}
                    node = child
                leaf = (section, conditions, head, written)
                leaves = node.get(_END)
                if leaves is None:
                    node[_END] = [leaf]
                else:
                    leaves.append(leaf)

    def __reduce__(self) -> tuple[type[Matcher], tuple[tuple[Entry, ...]]]:
        return Matcher, (self._entries,)

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
            stack: list[tuple[tuple[str, ...], dict[str, Any]]] = [((), self._root)]
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
        for key, node in self._root.items():
            found: list[str] = []
            for _, conditions, _, _ in node.get(_END, ()):
                found += _tags(key, conditions.entry)
            if found:
                classes[key] = tuple(dict.fromkeys(found))
        return classes


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
