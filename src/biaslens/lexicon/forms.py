"""All surface forms of an entry's term, as sequences of folded tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..text.tokens import fold, tokenize
from .inflect import head_of, noun_forms, verb_forms
from .schema import Entry
from .spelling import other_spellings

__all__ = [
    "GAP",
    "HYPHENS",
    "LOOSE_HYPHEN",
    "MAX_GAP",
    "MAX_WORDS",
    "Form",
    "surface_forms",
    "words_of",
]

MAX_WORDS = 32  # bounds what one token of a hostile text can cost
HYPHENS = frozenset(["-", "\u2010", "\u2011", "\u2012", "\u2013"])
LOOSE_HYPHEN = " -"
MAX_GAP = 8  # most tokens that the gap in "accuse … of" stands for
GAP = " …"
_WRITTEN_GAP = " … "

_Inflect = Callable[[str], list[str]]
_INFLECT: dict[str, _Inflect] = {"noun": noun_forms, "verb": verb_forms}


class Form(NamedTuple):
    """One form of a term.

    Attributes:
        keys: Its tokens, folded. Hyphens between words are left out, as the matcher steps over them
            in the text; those with a space beside them are :data:`LOOSE_HYPHEN`, and a gap is
            :data:`GAP`.
        written: The same tokens as they are written, hyphens included.
        head: Index in ``keys`` of the word that carries the word class, a gap not counted.
    """

    keys: tuple[str, ...]
    written: tuple[str, ...]
    head: int


# Words that need no tokenizing, which would cut "cannot" in two.
_PLAIN = re.compile(r"(?!(?i:.*\bcannot\b))[A-Za-z]+(?: [A-Za-z]+)*")


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded tokens of a term or a condition."""
    if _PLAIN.fullmatch(text):
        return tuple(text.lower().split(" "))
    return tuple(tokenize(text).keys)


def surface_forms(entry: Entry) -> Iterator[Form]:
    """List every form that an entry matches, each once.

    Args:
        entry: An entry that the loader has checked.
    """
    seen: set[tuple[str, ...]] = set()
    pos, head = entry.pos, entry.head
    exact = entry.case == "exact"
    inflected = _INFLECT.get(pos)
    for text in (entry.term, *entry.variants):
        for spelling in (text, *other_spellings(text)):
            for form in _forms(spelling, pos, head, inflected, exact):
                if form.keys not in seen:
                    seen.add(form.keys)
                    yield form
    for text in entry.forms:
        for form in _forms(text, pos, head, None, exact):
            if form.keys not in seen:
                seen.add(form.keys)
                yield form


def _forms(
    text: str, pos: str, head: int | None, inflect: _Inflect | None, exact: bool
) -> Iterator[Form]:
    if _PLAIN.fullmatch(text):
        parts = text.split(" ")
        at = head_of(parts, pos) if head is None else min(head, len(parts)) - 1
        for word in inflect(parts[at]) if inflect else [parts[at]]:
            parts[at] = word
            yield Form(tuple([part.lower() for part in parts]), tuple(parts), at)
        return
    if _WRITTEN_GAP in text:
        yield from _forms_with_gap(text, pos, head, inflect, exact)
        return
    tokens = tokenize(text)
    written = list(tokens.words)
    joints = [
        i
        for i in range(1, len(written) - 1)
        if written[i] in HYPHENS
        and tokens.ends[i - 1] == tokens.starts[i]
        and tokens.ends[i] == tokens.starts[i + 1]
    ]
    folded = [
        LOOSE_HYPHEN if i and word in HYPHENS and i not in joints else key
        for i, (word, key) in enumerate(zip(written, tokens.keys, strict=True))
    ]
    at = _head_token(tokens.starts, tokens.ends, written, pos, head)
    part = written[at]
    words = inflect(part) if inflect and part.isalpha() else [part]
    for word in words:
        now = [*written[:at], word, *written[at + 1 :]]
        keys = [*folded[:at], fold(word) if word != part else folded[at], *folded[at + 1 :]]
        if not joints:
            yield Form(tuple(keys), tuple(now), at)
            continue
        dropped = sum(1 for i in joints if i < at)
        open_keys = tuple(key for i, key in enumerate(keys) if i not in joints)
        yield Form(open_keys, tuple(now), at - dropped)
        if len(joints) == 1 and not exact:
            i = joints[0]
            closed = (*keys[: i - 1], keys[i - 1] + keys[i + 1], *keys[i + 2 :])
            shut = (*now[: i - 1], now[i - 1] + now[i + 1], *now[i + 2 :])
            yield Form(closed, shut, at if at < i else at - 2)


def _forms_with_gap(
    text: str, pos: str, head: int | None, inflect: _Inflect | None, exact: bool
) -> Iterator[Form]:
    """The forms of "accuse … of": the head stands before the gap unless ``head`` says otherwise."""
    front, _, back = text.partition(_WRITTEN_GAP)
    size = len(front.split(" "))
    behind = head is not None and head > size
    fronts = _forms(front, pos, None if behind else head, None if behind else inflect, exact)
    for one in fronts:
        for two in _forms(
            back, pos, head - size if behind and head else None, inflect if behind else None, exact
        ):
            yield Form(
                (*one.keys, GAP, *two.keys),
                (*one.written, GAP, *two.written),
                len(one.keys) + two.head if behind else one.head,
            )


def _head_token(
    starts: list[int], ends: list[int], written: list[str], pos: str, head: int | None
) -> int:
    """Index of the last token of the head word; words are parted by spaces, tokens by more."""
    if not written:
        return 0
    words = [written[0]]
    lasts = [0]
    for i in range(1, len(written)):
        if starts[i] == ends[i - 1]:
            words[-1] += written[i]
            lasts[-1] = i
        else:
            words.append(written[i])
            lasts.append(i)
    at = head_of(words, pos) if head is None else min(head, len(words)) - 1
    last = lasts[at]
    if written[last] in ("'s", "’s") and last:
        last -= 1
    if pos == "noun" and "-" in words[at]:
        return _hyphenated_head(written, last - words[at].count("-") * 2, last)
    return last


def _hyphenated_head(written: list[str], first: int, last: int) -> int:
    """The token that takes the plural: commander-in-chief, passer-by, build-up."""
    if first < 0:
        return last
    parts = written[first : last + 1]
    plural = noun_forms("-".join(part for part in parts if part not in HYPHENS))
    stem = "-".join(part for part in parts if part not in HYPHENS).split("-")
    changed = plural[-1].split("-")
    for i, (before, after) in enumerate(zip(stem, changed, strict=False)):
        if before != after:
            return first + 2 * i
    return last
