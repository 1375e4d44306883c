"""Where a person or group stands in a text that is asked about: by its offsets, or by its name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable

from ..errors import InputError
from ..grammar.clauses import Range, Syntax
from ..text import fold, tokenize

__all__ = ["mentions_of", "pronouns_of", "sentence_around", "tokens_at"]

#: How far around the target words are looked at, in tokens.
_REACH = 60
#: A pronoun may stand so many sentences behind the last one that is about its bearer.
_MEMORY = 2
_GENDERS = {
    **dict.fromkeys(["he", "him", "his", "himself"], "m"),
    **dict.fromkeys(["she", "her", "hers", "herself"], "f"),
}
_TITLES = {
    **dict.fromkeys(["mr", "sir", "lord", "king", "prince", "father", "brother"], "m"),
    **dict.fromkeys(["ms", "mrs", "miss", "dame", "lady", "queen", "princess", "sister"], "f"),
}


def tokens_at(syntax: Syntax, start: int, end: int) -> Range:
    """The tokens that a range of characters touches."""
    text, tokens = syntax.document.text, syntax.document.tokens
    if not 0 <= start < end <= len(text):
        raise InputError(
            f"target: expected offsets with 0 <= start < end <= {len(text)}, got {start} and {end}"
        )
    first, last = bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)
    if first >= last:
        raise InputError(f"target: no word between {start} and {end}")
    return first, last


def mentions_of(syntax: Syntax, name: str) -> list[Range]:
    """Places where a name stands, in full or by its last word."""
    keys = [fold(word) for word in tokenize(name).words]
    if not keys:
        raise InputError(f"name: expected a name, got {name!r}")
    text_keys, words = syntax.keys, syntax.document.tokens.words
    capital = any(word[:1].isupper() for word in tokenize(name).words)
    found: list[Range] = []
    size, surname = len(keys), keys[-1]
    for i, key in enumerate(text_keys):
        if key != surname or (capital and not words[i][0].isupper()):
            continue
        begin = i + 1 - size
        if begin >= 0 and text_keys[begin : i + 1] == keys:
            found.append((begin, i + 1))
        elif size > 1 and not _other_bearer(syntax, i):
            found.append((i, i + 1))
    return found


def _other_bearer(syntax: Syntax, token: int) -> bool:
    """Whether a surname stands behind another first name: "Michelle Obama" is not Barack."""
    return token > 0 and syntax.letters[token - 1] == "P" and len(syntax.keys[token - 1]) > 3


def pronouns_of(syntax: Syntax, mentions: Iterable[Range]) -> list[Range]:
    """Pronouns that stand for somebody whose name stands before them.

    He or she is whom the sentence is about: the one whose name, or a pronoun for it, stands before
    its first verb, or did in one of the two sentences before (the preference for subjects of
    Grosz, Joshi & Weinstein 1995, "Centering"). Another name takes the place.

    Args:
        syntax: The text as read.
        mentions: The places where the name stands.
    """
    named = {token for mention in mentions for token in range(*mention)}
    if not named:
        return []
    gender = _titled(syntax, named)
    found: list[Range] = []
    memory = 0
    for first, last in syntax.document.sentences:
        if not memory and named.isdisjoint(range(first, last)):
            continue
        verb = _first_verb(syntax, first, last)
        meant = memory > 0
        memory -= meant
        for at in range(first, last):
            if at in named:
                if at < verb or meant:
                    meant, memory = True, _MEMORY
            elif _names_another(syntax, at, named):
                meant = False
                if at < verb:
                    memory = 0
            elif meant and syntax.keys[at] in _GENDERS:
                own = _GENDERS[syntax.keys[at]]
                gender = gender or own
                if own == gender:
                    found.append((at, at + 1))
                    if at < verb:
                        memory = _MEMORY
    return found


def _titled(syntax: Syntax, named: Iterable[int]) -> str | None:
    """The gender that a title before a name tells: "Ms. Hale"."""
    for at in sorted(named):
        for before in (at - 1, at - 2):
            title = _TITLES.get(syntax.keys[before].rstrip(".")) if before >= 0 else None
            if title is not None:
                return title
    return None


def _first_verb(syntax: Syntax, first: int, last: int) -> int:
    """Where the first verb of a sentence stands, or its end."""
    reading = syntax.reading
    for at in range(first, last):
        if reading.group[at] >= 0 and reading.verbal[reading.group[at]]:
            return at
    return last


def _names_another(syntax: Syntax, token: int, named: Container[int]) -> bool:
    """Whether a token is the end of a name, and of another one than those given."""
    if syntax.letters[token] != "P" or syntax.letters[token + 1 : token + 2] == "P":
        return False
    group = syntax.reading.noun_group(token)
    if group is None:
        return True
    return not syntax.is_time(group) and not any(at in named for at in range(*group))


def sentence_around(syntax: Syntax, target: Range) -> Range:
    """The target's sentence, or of a very long one what is near the target."""
    sentences = syntax.document.sentences
    at = bisect_right(sentences, target[0], key=lambda sentence: sentence[0]) - 1
    first, last = sentences[at]
    return max(first, target[0] - _REACH), min(max(last, target[1]), target[1] + _REACH)
