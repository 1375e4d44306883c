"""Saying in words why an annotation is where it is, and what a lexicon entry says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from .lexicon import AttributionEntry, Entry, LoadedEntry, Origin
from .lexicon.forms import HYPHENS, surface_forms
from .model import Attribution, Hedge, LoadedTerm
from .text.tokens import tokenize

__all__ = ["explain_annotation", "place_of", "wording_of"]

#: What the rules go by that need no entry.
_RULES = {
    "rule/block": "a paragraph ends in a colon, and the next is a quotation",
    "rule/colon": "a name and a colon stand at the head of the paragraph",
    "rule/signature": "a quotation is signed behind a dash",
    "rule/carried-on": "a quotation fills its paragraph, and the paragraph before has its speaker",
}
_STANCES = {
    "asserts": "the source says that it is so",
    "denies": "the source says that it is not so",
    "withholds": "the source does not say whether it is so",
    "doubts": "the cue casts doubt on it",
}
_IMPLIES = {
    "truth": "With this cue the author vouches for it.",
    "doubt": "With this cue the author casts doubt on it.",
}
_SO_CALLED = re.compile(r"\bso[-\u2010\u2011]called\W+(?:\w+\W+){0,2}$", re.I)
_OPENERS = frozenset("“\"„«")
_LONGEST = 90
_NEAR = 60


def explain_annotation(
    annotation: Attribution | Hedge | LoadedTerm, entry: Entry | None, text: str
) -> str:
    """Say why an annotation is there, what it says, and whose words it stands in.

    Args:
        annotation: The annotation.
        entry: The lexicon entry it comes from; ``None`` where it comes from a rule.
        text: The text of its article.

    Returns:
        Some sentences, one a line.
    """
    if isinstance(annotation, Attribution):
        return "\n".join(_attribution(annotation, entry))
    return "\n".join(_term(annotation, entry, text))


def place_of(origin: Origin) -> str:
    """Return where an entry was written: file, line and lexicon."""
    return f"{origin.file}:{origin.line} (lexicon {origin.lexicon})"


def wording_of(entry: Entry, text: str) -> str:
    """Say which wording of an entry some words are.

    Args:
        entry: The entry.
        text: The words that it matches.

    Returns:
        Such as ``the term “regime” (noun)`` or ``a form of the variant “re-occupation” (noun)``.
    """
    keys = _keys(text)
    kind = "" if entry.pos == "phrase" else f" ({entry.pos})"
    for number, wording in enumerate((entry.term, *entry.variants)):
        what = f"the {'variant' if number else 'term'} “{wording}”{kind}"
        if keys == _keys(wording):
            return what
        alone = attrs.evolve(entry, term=wording, variants=(), forms=())
        if any(form.keys == keys for form in surface_forms(alone)):
            return f"a form of {what}"
    for wording in entry.forms:
        if keys == _keys(wording):
            return f"the form “{wording}” of the term “{entry.term}”{kind}"
    return f"a form of the term “{entry.term}”{kind}"


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for key in tokenize(text).keys if key not in HYPHENS)


# Terms --------------------------------------------------------------------------------------


def _term(term: Hedge | LoadedTerm, entry: Entry | None, text: str) -> Iterator[str]:
    kind = "loaded term" if isinstance(term, LoadedTerm) else "hedge"
    detail = f", strength {term.strength} of 3" if isinstance(term, LoadedTerm) else ""
    yield (
        f"{_quoted(term.text)} (characters {term.start} to {term.end}) is a {kind}: "
        f"{term.category}{detail}."
    )
    yield from _entry(term.entry, entry, term.text)
    yield f"Voice {term.voice}: {_voice(term, text)}"
    if isinstance(term, LoadedTerm):
        hurts = entry.hurts if isinstance(entry, LoadedEntry) else None
        if term.favours:
            yield f"It helps {term.favours}."
        if hurts:
            yield f"It harms {hurts}."
        if term.neutral:
            yield f"It could have been: {', '.join(term.neutral)}."
        if term.contrast:
            yield f"It is one of the rival words “{term.contrast}”."
    note = term.note if isinstance(term, LoadedTerm) else entry.note if entry else None
    if note:
        yield f"Note: {note}"


def _voice(term: Hedge | LoadedTerm, text: str) -> str:
    """Whose words a term stands in, and by what that is known."""
    if term.voice == "author":
        return "the author’s own; it stands in nothing that is attributed to a source."
    if term.attribution is not None:
        return f"it stands in what {_who_says(term.attribution)}."
    if term.voice == "source":
        return "it stands in a quotation that names no speaker."
    if _SO_CALLED.search(text, max(0, term.start - _NEAR), term.start):
        return "held at arm’s length behind “so-called”."
    return "held at arm’s length: a few words in quotation marks that nobody is named for."


# Attributions ---------------------------------------------------------------------------------


def _attribution(said: Attribution, entry: Entry | None) -> Iterator[str]:
    what = _quoted(said.content.text) if said.content else "the act alone, without content"
    yield f"An attribution (characters {said.start} to {said.end}): {_source(said)} · {what}."
    if said.entry in _RULES:
        yield f"Found by {said.entry}: {_RULES[said.entry]}."
    else:
        yield from _entry(said.entry, entry, said.cue.text if said.cue else "")
    yield f"Stance {said.stance}: {_stance(said, entry)}"
    if isinstance(entry, AttributionEntry) and entry.implies in _IMPLIES:
        yield _IMPLIES[entry.implies]
    kind = said.source_kind.replace("_", " ")
    if said.source is None:
        yield f"Source {kind}: the text names none."
    else:
        yield f"Source {kind}: {_speaker(said, ' is {}')}."
    if said.content is not None:
        yield f"Quotation {said.quotation}: {_QUOTATIONS[said.quotation]}."
    if said.inside is None:
        yield "Voice author: the author tells it."
    else:
        yield f"Voice {said.voice}: it stands in what {_who_says(said.inside)}."
    if entry is not None and entry.note:
        yield f"Note: {entry.note}"


_QUOTATIONS = {
    "direct": "the content stands in quotation marks",
    "indirect": "the content is told without quotation marks",
    "mixed": "a part of the content stands in quotation marks",
}


def _stance(said: Attribution, entry: Entry | None) -> str:
    """What the source does with the content, and by what that is known."""
    does = _STANCES[said.stance]
    if not isinstance(entry, AttributionEntry):
        return f"{does}."
    # Only a negation gives an attribution another stance than its cue has.
    if said.stance != entry.stance:
        return f"{does}; “{entry.term}” {entry.stance}, and negated it {said.stance}."
    return f"{does}; “{entry.term}” {entry.stance}."


def _source(said: Attribution) -> str:
    source = _quoted(said.source.text) if said.source else "nobody named"
    return f"{source} · cue {_quoted(said.cue.text)}" if said.cue else source


def _speaker(said: Attribution, form: str) -> str:
    """The words for a source, and who is meant where they do not say so."""
    if said.source is None:
        return "nobody named"
    words = said.source.text
    told = said.speaker is None or said.speaker.casefold() in " ".join(words.split()).casefold()
    return _quoted(words) + ("" if told else form.format(said.speaker))


def _who_says(said: Attribution) -> str:
    """The source and cue of an attribution, as the end of "it stands in what …"."""
    chain: list[str] = []
    outer: Attribution | None = said
    while outer is not None and len(chain) < 4:
        source = _speaker(outer, " ({})")
        cue = f"cue {_quoted(outer.cue.text)}, " if outer.cue else ""
        chain.append(f"is attributed to {source} ({cue}{outer.entry})")
        outer = outer.inside
    return ", within what ".join(chain)


# Pieces ---------------------------------------------------------------------------------------


def _entry(identity: str, entry: Entry | None, text: str) -> Iterator[str]:
    if entry is None:
        yield f"Entry {identity}."
        return
    matched = f": {wording_of(entry, text)}" if text and entry.section != "attribution" else ""
    if entry.section == "attribution":
        matched = f": the cue “{entry.term}” ({entry.pos})"
    yield f"Entry {identity}{matched}."
    yield f"Written in {place_of(entry.origin)}{_changes(entry.changed)}."


def _changes(changed: Sequence[Origin]) -> str:
    return "".join(f"; changed in {place_of(origin)}" for origin in changed)


def _quoted(text: str) -> str:
    """Words in quotation marks, unless they have their own, cut short where they are long."""
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    return words if words[:1] in _OPENERS else f"“{words}”"
