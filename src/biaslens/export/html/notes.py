"""The note on each annotation: what it is, whose voice, what else one could say, and why."""

from __future__ import annotations

from collections.abc import Iterator

from biaslens.export.html.page import escape, quoted
from biaslens.export.wording import speaker_of, whose
from biaslens.model import Attribution, Hedge, LoadedTerm, Mention, SourceKind, Stance
from biaslens.report import Report

__all__ = ["KIND_OF_SOURCE", "STANCES", "notes", "words_of"]

KIND_OF_SOURCE: dict[SourceKind, str] = {
    "named_person": "named person",
    "official_body": "official body",
    "organisation": "organisation",
    "media": "media",
    "unnamed": "unnamed source",
    "unspecified": "nobody named",
}
STANCES: dict[Stance, str] = {
    "asserts": "asserts it",
    "denies": "denies it",
    "withholds": "does not confirm it",
    "doubts": "is doubted",
}
_STANCE_NOTES: dict[Stance, str] = {
    "asserts": "asserts: the source stands behind it",
    "denies": "denies: the source rejects it",
    "withholds": "withholds: the source does not confirm it or does not comment",
    "doubts": "doubts: the article’s own verb casts doubt on it",
}
#: Rows that are left out where an annotation is shown as what stands around another.
_DETAILS = frozenset(["Source", "Says", "Entry", "Why", "Favours"])
_MORE = ' class="more"'
_LONGEST = 1000


def notes(report: Report) -> list[str]:
    """Write the notes on all annotations of a report, each as a list item with its own id.

    Args:
        report: The report.

    Returns:
        The items, in the order of the text.
    """
    found: list[tuple[int, int, str]] = []
    for number, attribution in enumerate(report.attributions):
        found.append((attribution.start, 0, _attribution(number, attribution)))
    for number, term in enumerate(report.loaded_terms):
        found.append((term.start, 1, _loaded(number, term)))
    for number, hedge in enumerate(report.hedges):
        found.append((hedge.start, 2, _hedge(number, hedge)))
    return [item for _, _, item in sorted(found, key=lambda part: part[:2])]


def words_of(mention: Mention) -> str:
    """Return the words of a mention, with an ellipsis where it is interrupted; a long one cut."""
    parts: list[str] = []
    room = _LONGEST
    for span in mention.spans:
        start = span.start - mention.start
        parts.append(mention.text[start : min(span.end - mention.start, start + room)])
        room -= len(parts[-1])
        if room <= 0:
            break
    return " … ".join(parts)


def _quoted(name: str) -> str:
    return quoted(name, 80)


def _item(anchor: str, layer: str, what: str, words: str, rows: Iterator[tuple[str, str]]) -> str:
    cells = "".join(
        f"<div{_MORE if name in _DETAILS else ''}><dt>{name}</dt><dd>{value}</dd></div>"
        for name, value in rows
    )
    return (
        f'<li class="note n-{layer}" id="n-{anchor}"><p class="note-head">'
        f'<span class="tag">{what}</span> <a href="#{anchor}">{words}</a></p><dl>{cells}</dl></li>'
    )


def _loaded(number: int, term: LoadedTerm) -> str:
    def rows() -> Iterator[tuple[str, str]]:
        yield "Voice", whose(term, _quoted)
        if term.neutral:
            yield "Neutral", escape(", ".join(term.neutral))
        if term.favours:
            yield "Favours", escape(term.favours)
        if term.note:
            yield "Why", escape(term.note)
        yield "Entry", _entry(term.entry, term.category)

    return _item(f"t{number}", "loaded", "Loaded term", quoted(term.text, 80), rows())


def _hedge(number: int, hedge: Hedge) -> str:
    def rows() -> Iterator[tuple[str, str]]:
        yield "Voice", whose(hedge, _quoted)
        yield "Entry", _entry(hedge.entry, hedge.category)

    return _item(f"h{number}", "hedge", "Hedge", quoted(hedge.text, 80), rows())


def _entry(entry: str, category: str) -> str:
    return f"<code>{escape(entry)}</code> ({escape(category.replace('_', ' '))})"


def _attribution(number: int, item: Attribution) -> str:
    def rows() -> Iterator[tuple[str, str]]:
        yield "Source", _source(item)
        if item.cue is not None:
            yield "Cue", quoted(item.cue.text, 80)
        yield "Stance", _STANCE_NOTES[item.stance]
        if item.content is not None:
            yield "Says", f"{quoted(words_of(item.content), 160)} ({item.quotation})"
        else:
            yield "Says", f"only that it spoke ({item.quotation})"
        within = speaker_of(item.inside)
        if within:
            yield "Within", f"what {quoted(within, 80)} is said to have said"
        yield "Entry", f"<code>{escape(item.entry)}</code>"

    name = speaker_of(item)
    words = quoted(name, 80) if name else "Nobody named"
    return _item(f"a{number}", "attribution", "Attribution", words, rows())


def _source(item: Attribution) -> str:
    kind = KIND_OF_SOURCE[item.source_kind]
    if item.source is None:
        return f"{quoted(item.speaker, 80)}, {kind}" if item.speaker else kind
    written = quoted(item.source.text, 120)
    if item.speaker and item.speaker not in item.source.text:
        written += f" = {quoted(item.speaker, 80)}"
    return f"{written}, {kind}"
