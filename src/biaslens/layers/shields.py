"""Where a loaded word is none: in titles of works, in proper names, in names of offences."""

from __future__ import annotations

from ..lexicon.matcher import Match
from ..lexicon.schema import LoadedEntry
from ..text import Document
from ..text.english import BEFORE_NAME

__all__ = ["is_shielded", "titles"]

#: Near a quotation in Capitals they tell that it is a title.
_WORKS = frozenset(
    """
    album albums book books comedy directed documentary drama entitled episode essay exhibition film
    films game memoir movie movies musical novel novels opera painting play plays podcast poem
    sculpture series single song songs starring starred thriller titled trilogy
    """.split()
)
_WORKS_REACH = 6
#: No title of a work has more words.
_LONGEST_TITLE = 8
#: Heads of names of bodies, laws, places and days: "the Counter Extremism Project".
_BODIES = frozenset(
    """
    academy act association award bay board bridge bureau center centre commission committee
    convention council court day department division festival force foundation fund institute
    island law league ministry mountain museum network office officer party prize programme
    program project river society square street summit taskforce theatre theater treaty tribunal
    union unit university
    """.split()
)
#: Before "of", "for", "with" or "to" they make what follows the name of an offence.
_OFFENCES = frozenset(
    """
    acquitted charge charged charges convicted count counts crime guilty incitement indicted
    """.split()
)
_JOINTS = frozenset(["of", "for", "with", "to"])
_BETWEEN = frozenset(["a", "an", "inciting", "aggravated", "attempted", "committing"])
#: Domains whose words are names of offences too; greed is no offence, genocide is.
_LEGAL = frozenset(["conflict", "crime", "protest", "race", "terrorism", "state", "politics"])


def titles(document: Document) -> frozenset[int]:
    """Tokens of quotations that are titles of works: the film “The Dictator”.

    Args:
        document: The text as read.
    """
    found: set[int] = set()
    words, keys = document.tokens.words, document.tokens.keys
    for quoted in document.quotations:
        first, last = quoted.inner
        if not first < last <= first + _LONGEST_TITLE or not words[first][0].isupper():
            continue
        if any(len(w) > 3 and w[0].islower() for w in words[first:last]):
            continue
        around = (
            *keys[max(0, first - _WORKS_REACH) : first],
            *keys[last : last + _WORKS_REACH],
        )
        if not _WORKS.isdisjoint(around):
            found.update(range(first, last))
    return frozenset(found)


def is_shielded(document: Document, match: Match, entitled: frozenset[int]) -> bool:
    """Whether a match of a loaded entry stands in a title, a name or the name of an offence.

    Args:
        document: The text as read.
        match: The match.
        entitled: Tokens of titles of works, see :func:`titles`.
    """
    if match.first in entitled:
        return True
    if document.tokens.words[match.first][0].isupper() and _in_a_name(document, match):
        return True
    return _is_offence(document, match)


def _in_a_name(document: Document, match: Match) -> bool:
    """Whether capitals around a capitalised word make it part of a name: "Ms. Crook"."""
    words, keys = document.tokens.words, document.tokens.keys
    first, last = match.first, match.last
    if last - first == 1 and first and keys[first - 1].rstrip(".") in BEFORE_NAME:
        return words[first - 1][0].isupper()
    if last < len(keys) and keys[last] in _BODIES and words[last][0].isupper():
        return True
    return (
        first > 1
        and keys[first - 1] in ("of", "for")
        and keys[first - 2] in _BODIES
        and words[first - 2][0].isupper()
    )


def _is_offence(document: Document, match: Match) -> bool:
    """Whether a match is what somebody is charged with: "a charge of genocide"."""
    entry, keys = match.entry, document.tokens.keys
    if not isinstance(entry, LoadedEntry) or entry.category not in _LEGAL:
        return False
    at = match.first - 1
    if at >= 0 and keys[at] in _BETWEEN:
        at -= 1
        if at >= 0 and keys[at] in _BETWEEN:
            at -= 1
    named = at > 0 and keys[at] in _JOINTS and keys[at - 1] in _OFFENCES
    return named and keys[at - 2 : at - 1] != ["in"]
