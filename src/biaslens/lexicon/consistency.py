"""What is wrong with an entry although each of its fields is right by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .forms import GAP
from .inflect import head_of, looks_inflected
from .schema import Entry

__all__ = ["Contradiction", "contradictions"]

_GAPPED = ("loaded", "hedges", "attribution")
# What neither VADER nor the search for page furniture can look at.
_NO_EFFECT = {
    "sentiment": ("case", "after", "before", "unless", "shield"),
    "boilerplate": ("pos", "head", "forms", "case", "after", "before", "unless", "shield"),
}


class Contradiction(NamedTuple):
    """One thing that is wrong with an entry.

    Attributes:
        fields: The fields concerned; the problem stands at the first that was written.
        code: One of the codes of problems.
        message: What came and what was expected.
    """

    fields: tuple[str, ...]
    code: str
    message: str


def contradictions(entry: Entry) -> Iterator[Contradiction]:
    """Say what in an entry makes no sense together.

    Args:
        entry: An entry whose fields are right each by itself.
    """
    yield from _without_effect(entry)
    yield from _gaps(entry)
    words = [word for word in entry.term.split(" ") if word != GAP.strip()]
    if entry.head is not None and entry.head > len(words):
        count = f"{len(words)} word" + ("" if len(words) == 1 else "s")
        message = f"head {entry.head}, but {entry.term!r} has {count}"
        yield Contradiction(("head", "term"), "out-of-range", message)
    else:
        yield from _inflected(entry, words)
    if entry.case == "lower" and entry.pos == "name":
        message = "case lower, but a name has a capital"
        yield Contradiction(("case", "pos"), "never-matches", message)
    first = entry.term[0]
    if entry.case == "capital" and first.upper() == first.lower():
        message = f"case capital, but {entry.term!r} does not begin with a letter"
        yield Contradiction(("case", "term"), "never-matches", message)
    for side, wanted, unwanted in (
        ("after", entry.after, entry.unless.after),
        ("before", entry.before, entry.unless.before),
    ):
        if wanted and set(wanted) <= set(unwanted):
            message = f"all of {side} stand in unless, too"
            yield Contradiction((side, "unless"), "never-matches", message)


def _without_effect(entry: Entry) -> Iterator[Contradiction]:
    plain = type(entry)(term=entry.term, id=entry.id)
    for name in _NO_EFFECT.get(entry.section, ()):
        if getattr(entry, name) != getattr(plain, name):
            message = f"{name} has no effect in {entry.section}, expected it to be left out"
            yield Contradiction((name,), "no-effect", message)


def _gaps(entry: Entry) -> Iterator[Contradiction]:
    if entry.section == "boilerplate":
        return  # there an ellipsis is one: "Read more …"
    fields = {"term": (entry.term,), "variants": entry.variants, "forms": entry.forms}
    for name, texts in fields.items():
        for text in texts:
            if text.startswith(("… ", "... ")) or text.endswith((" …", " ...")):
                message = f"{text!r} begins or ends with a gap, expected words on both sides"
                yield Contradiction((name, "terms"), "gap", message)
            elif GAP not in text:
                continue
            elif text.count(GAP) > 1:
                message = f"two gaps in {text!r}, expected one at most"
                yield Contradiction((name, "terms"), "gap", message)
            elif entry.section not in _GAPPED:
                message = f"a gap in {text!r}, but terms in {entry.section} have none"
                yield Contradiction((name, "terms"), "gap", message)
            elif entry.pos == "name":
                message = f"a gap in {text!r}, but a name has none"
                yield Contradiction((name, "terms", "pos"), "gap", message)


def _inflected(entry: Entry, words: list[str]) -> Iterator[Contradiction]:
    """A term that is no base form yields forms that nobody writes and misses those they do."""
    if entry.pos not in ("noun", "verb") or entry.forms:
        return
    front = entry.term.partition(GAP)[0].split(" ")
    at = head_of(front, entry.pos) if entry.head is None else entry.head - 1
    if looks_inflected(words[at], entry.pos):
        what = "a plural" if entry.pos == "noun" else "an inflected form"
        message = (
            f"term {entry.term!r} looks like {what}, expected the base form; "
            "`pos: phrase` takes it as it is"
        )
        yield Contradiction(("term", "terms", "pos", "head"), "inflected", message)
