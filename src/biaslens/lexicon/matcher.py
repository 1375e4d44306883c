"""Finding all terms of a lexicon in one pass over the tokens.

The forms of all entries share one trie of dicts (Fredkin 1960), so that a token where no term
starts costs one look-up, whatever the number of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..text.tokens import Tokens
from .conditions import Conditions, Scan
from .forms import HYPHENS, LOOSE_HYPHEN, Form, surface_forms
from .schema import SECTIONS, Entry

__all__ = ["Match", "Matcher"]

_END = ""  # no token is empty

# One form of one entry as the trie holds it.
_Leaf = tuple[Conditions, Form]
# Ends of the forms that start at one token: the token behind each, and its leaves by section.
_Ends = list[tuple[int, dict[int, list[_Leaf]]]]
# First token, token behind, entry, and what else starts there: ends and index of the one chosen.
_Found = tuple[int, int, Entry, _Ends, int]


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
    """A compiled lexicon.

    Args:
        entries: The entries; where two match the same words, the earlier wins, shields first.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._sections = tuple(SECTIONS)
        self._root: dict[str, Any] = {}
        self._forms: dict[str, dict[tuple[str, ...], tuple[Entry, ...]]] | None = None
        number = {name: i for i, name in enumerate(self._sections)}
        for entry in sorted(entries, key=lambda entry: not entry.shield):
            conditions = Conditions(entry)
            section = number[entry.section]
            for form in surface_forms(entry):
                node = self._root
                for key in form.keys:
                    child = node.get(key)
                    if child is None:
                        child = node[key] = {}
                    node = child
                leaves = node.setdefault(_END, {})
                leaves.setdefault(section, []).append((conditions, form))

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
        keys, starts, ends = tokens.keys, tokens.starts, tokens.ends
        count = len(keys)
        scan = Scan(tokens, tags, sentences)
        found: list[list[_Found]] = [[] for _ in self._sections]
        reach = [0] * len(found)
        overlap = [False] * len(found)
        i = -1
        for node in map(self._root.get, keys):
            i += 1
            if node is None:
                continue
            hits: _Ends = []
            j = i + 1
            while True:
                leaves = node.get(_END)
                if leaves is not None:
                    hits.append((j, leaves))
                if j == count:
                    break
                key = keys[j]
                below = node.get(key)
                if below is None:
                    if key not in HYPHENS:
                        break
                    if (
                        j + 1 < count
                        and starts[j] == ends[j - 1]
                        and ends[j] == starts[j + 1]
                    ):
                        # "re-occupation" is read as the two words that it is in the trie.
                        j += 1
                        below = node.get(keys[j])
                    else:
                        below = node.get(LOOSE_HYPHEN)
                    if below is None:
                        break
                node = below
                j += 1
            settled = 0
            for at in range(len(hits) - 1, -1, -1):
                j, leaves = hits[at]
                for section, forms in leaves.items():
                    if settled >> section & 1:
                        continue
                    entry = _choose(scan, i, j, forms)
                    if entry is None:
                        continue
                    settled |= 1 << section
                    found[section].append((i, j, entry, hits, at))
                    if i < reach[section]:
                        overlap[section] = True
                    if j > reach[section]:
                        reach[section] = j
        result: dict[str, list[Match]] = {}
        for section, name in enumerate(self._sections):
            matches = found[section]
            if overlap[section]:
                matches = _disjoint(scan, matches, section)
            result[name] = [
                Match(entry, first, last)
                for first, last, entry, _, _ in matches
                if shields or not entry.shield
            ]
        return result

    def forms(self, section: str) -> Mapping[tuple[str, ...], tuple[Entry, ...]]:
        """Return every form of a section, as folded tokens without hyphens, and its entries.

        Args:
            section: Name of a section.
        """
        if self._forms is None:
            forms: dict[str, dict[tuple[str, ...], tuple[Entry, ...]]] = {
                name: {} for name in self._sections
            }
            stack: list[dict[str, Any]] = [self._root]
            while stack:
                node = stack.pop()
                for key, child in node.items():
                    if key != _END:
                        stack.append(child)
                        continue
                    for number, leaves in child.items():
                        keys = leaves[0][1].keys
                        forms[self._sections[number]][keys] = tuple(
                            conditions.entry for conditions, _ in leaves
                        )
            self._forms = forms
        return self._forms[section]


def _choose(scan: Scan, first: int, last: int, leaves: list[_Leaf]) -> Entry | None:
    """The entry that matches these words best, or ``None``."""
    if last - first > 1 and scan.crosses(first, last):
        return None
    second: Entry | None = None
    for conditions, form in leaves:
        if conditions.free:
            return second or conditions.entry
        fit = conditions.check(scan, first, last, form.written, form.head)
        if fit == 2:
            return conditions.entry
        if fit and second is None:
            second = conditions.entry
    return second


def _disjoint(scan: Scan, found: list[_Found], section: int) -> list[_Found]:
    """Settle overlaps: the longest first; one that has to yield falls back on a shorter form."""
    by_length: dict[int, list[_Found]] = {}
    for match in found:
        by_length.setdefault(match[1] - match[0], []).append(match)
    # No match is longer than those taken before it, so that one that overlaps them has an end in
    # one of them.
    taken: set[int] = set()
    result: list[_Found] = []
    for length in range(max(by_length), 0, -1):
        for match in sorted(by_length.get(length, ()), key=lambda match: match[0]):
            first, last, _, hits, at = match
            if first not in taken and last - 1 not in taken:
                taken.update(range(first, last))
                result.append(match)
                continue
            while at and first not in taken:
                at -= 1
                shorter, leaves = hits[at]
                forms = leaves.get(section, [])
                entry = _choose(scan, first, shorter, forms)
                if entry is not None:
                    other = (first, shorter, entry, hits, at)
                    by_length.setdefault(shorter - first, []).append(other)
                    break
    return sorted(result, key=lambda match: match[0])
