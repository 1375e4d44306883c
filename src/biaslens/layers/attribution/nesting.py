"""Which attribution stands in which, and whose words each token is."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from .draft import Draft

__all__ = ["Nest", "nest"]

#: Attributions nest no deeper than this; what lies deeper counts as the innermost.
_DEEPEST = 6


@attrs.frozen(slots=True)
class Nest:
    """How attributions lie within each other.

    Attributes:
        parents: For each draft the number of the draft in whose content it stands, or −1.
        order: Numbers of the drafts, parents before what they hold.
        owner: For each token the number of the innermost draft in whose content it stands, or −1.
        wording: The same, counting only drafts that report their source's own words.
    """

    parents: list[int]
    order: list[int]
    owner: list[int]
    wording: list[int]


def nest(drafts: Sequence[Draft], tokens: int) -> Nest:
    """Find the nesting of attributions by their contents, the longest first.

    Args:
        drafts: The drafts.
        tokens: Number of tokens of the document.
    """
    sizes = [sum(b - a for a, b in draft.content) for draft in drafts]
    index = {id(draft): number for number, draft in enumerate(drafts)}
    within = [-1 if draft.within is None else index.get(id(draft.within), -1) for draft in drafts]
    # What passes another on goes before it, although their contents are of one size.
    roots = [_root(within, number) for number in range(len(drafts))]
    order = sorted(
        range(len(drafts)), key=lambda i: (-sizes[roots[i][0]], roots[i][1], roots[i][0], i)
    )
    owner = [-1] * tokens
    parents = [-1] * len(drafts)
    depths = [0] * len(drafts)
    done = [False] * len(drafts)
    for number in order:
        draft = drafts[number]
        parent = owner[draft.head]
        if parent >= 0 and depths[parent] + 1 >= _DEEPEST:
            parent = parents[parent]
        if within[number] >= 0 and done[within[number]]:
            parent = within[number]
        done[number] = True
        parents[number] = parent
        depths[number] = depths[parent] + 1 if parent >= 0 else 0
        for first, last in draft.content:
            owner[first:last] = [number] * (last - first)
    worded = list(range(len(drafts)))
    for number in order:
        if not drafts[number].reported:
            worded[number] = worded[parents[number]] if parents[number] >= 0 else -1
    wording = [worded[number] if number >= 0 else -1 for number in owner]
    return Nest(parents, order, owner, wording)


def _root(within: Sequence[int], number: int) -> tuple[int, int]:
    """The draft at the head of a chain that passes a draft on, and how far it is from there."""
    for distance in range(_DEEPEST):
        if within[number] < 0:
            return number, distance
        number = within[number]
    return number, _DEEPEST
