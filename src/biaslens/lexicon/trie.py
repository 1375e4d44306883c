"""The trie that the matcher walks: forms as paths of folded tokens, from dict to dict.

A key leads to the node of the forms that go on so; :data:`END` to what is known of the forms that
end there; :data:`~.forms.GAP` to what may come behind a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .conditions import Conditions
from .context import Scan
from .forms import GAP, HYPHENS, LOOSE_HYPHEN, MAX_GAP

__all__ = ["END", "Gapped", "Hit", "Leaf", "ends", "plant"]

END = ""  # no token is empty

# One form of one entry as the trie holds it: number of the section, conditions, index of the head,
# words as written.
Leaf = tuple[int, Conditions, int, tuple[str, ...]]

# The token behind a form, its leaves, and the tokens in its gap if it has one.
Hit = tuple[int, list[Leaf], "tuple[int, int] | None"]


class Gapped(dict[str, Any]):
    """The node of a first word below which some form has a gap.

    A class of its own costs the search nothing where there is none.
    """

    __slots__ = ()


def plant(node: dict[str, Any], keys: Sequence[str], leaf: Leaf) -> None:
    """Put a form into the trie below a node.

    Args:
        node: The node of its first key.
        keys: Its further keys.
        leaf: What is known of it.
    """
    for key in keys:
        child = node.get(key)
        if child is None:
            child = node[key] = {}
        node = child
    leaves = node.get(END)
    if leaves is None:
        node[END] = [leaf]
    else:
        leaves.append(leaf)


def ends(scan: Scan, first: int, node: dict[str, Any]) -> list[Hit]:
    """Find the forms that start at a token.

    Args:
        scan: The text.
        first: The token.
        node: The node of its key.

    Returns:
        Those of fewest words first, of equals those with the widest gap.
    """
    tokens = scan.tokens
    keys = tokens.keys
    count = len(keys)
    found: list[Hit] = []
    gapped = False
    at = first + 1
    while True:
        leaves = node.get(END)
        if leaves is not None:
            found.append((at, leaves, None))
        behind = node.get(GAP)
        if behind is not None:
            found += _beyond(scan, at, behind)
            gapped = True
        if at == count:
            break
        key = keys[at]
        below = node.get(key)
        if below is None:
            if key not in HYPHENS:
                break
            starts, ends = tokens.starts, tokens.ends
            if at + 1 < count and starts[at] == ends[at - 1] and ends[at] == starts[at + 1]:
                # "re-occupation" is read as the two words that it is in the trie.
                at += 1
                below = node.get(keys[at])
            else:
                below = node.get(LOOSE_HYPHEN)
            if below is None:
                break
        node = below
        at += 1
    if gapped:
        found.sort(key=lambda hit: _rank_of_hit(first, hit))
    return found


def _beyond(scan: Scan, at: int, node: dict[str, Any]) -> list[Hit]:
    """The forms that go on behind a gap in the same sentence."""
    end = scan.sentence(at - 1)[1]
    found: list[Hit] = []
    for start in range(at + 1, min(at + MAX_GAP + 1, end)):
        below = node.get(scan.tokens.keys[start])
        if below is not None:
            hits = ends(scan, start, below)
            found += [(last, leaves, (at, start)) for last, leaves, _ in hits if last <= end]
    return found


def _rank_of_hit(first: int, hit: Hit) -> tuple[int, int]:
    """Fewest words first, then the widest gap."""
    last, _, gap = hit
    width = gap[1] - gap[0] if gap is not None else 0
    return last - first - width, -width
