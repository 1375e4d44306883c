"""Reports as spaCy documents, with the extra ``biaslens[spacy]``.

Annotations are span groups of a ``Doc``, which ``DocBin`` keeps. spaCy’s spans are made of whole
tokens: where an annotation begins or ends within a token, its span is widened to that token
(``alignment_mode="expand"``). The exact offsets stay in the attributes of the group.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from biaslens.errors import MissingPackageError
from biaslens.model import Attribution, Hedge, LoadedTerm
from biaslens.report import Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span

__all__ = ["GROUPS", "doc_spans", "set_spans", "to_doc", "to_docbin"]

#: The span groups, by what they hold.
GROUPS = {
    "source": "biaslens_sources",
    "cue": "biaslens_cues",
    "content": "biaslens_contents",
    "hedge": "biaslens_hedges",
    "loaded": "biaslens_loaded",
}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def doc_spans(doc: Doc, report: Report) -> dict[str, list[tuple[Span, dict[str, Any]]]]:
    """Find the spans of a spaCy document that stand for a report’s annotations.

    Args:
        doc: A document whose text is the report’s, code point for code point.
        report: The report.

    Returns:
        For each name of :data:`GROUPS` spans, each with a record of what is known about it. A role
        that stands in several places has a span for each, with the same ``index``. The label of a
        span is its stance (cues, contents), kind of source (sources) or category (hedges, loaded
        terms), and its id the lexicon entry.
    """
    found: dict[str, list[tuple[Span, dict[str, Any]]]] = {name: [] for name in GROUPS}

    def add(name: str, place: tuple[int, int], label: str, record: dict[str, Any]) -> None:
        start, end = place
        span = doc.char_span(
            start, end, label=label, span_id=record["entry"], alignment_mode="expand"
        )
        # Nothing but white space, at the very end, may be no token of its own.
        if span is not None:
            found[name].append((span, {"start": start, "end": end, **record}))

    for index, item in enumerate(report.attributions):
        labels = {"source": item.source_kind, "cue": item.stance, "content": item.stance}
        record = {"index": index, **_known(item), "speaker": item.speaker}
        for name, label in labels.items():
            mention = getattr(item, name)
            for piece in mention.spans if mention is not None else ():
                add(name, (piece.start, piece.end), label, record)
    groups: tuple[tuple[str, tuple[Hedge | LoadedTerm, ...]], ...] = (
        ("hedge", report.hedges),
        ("loaded", report.loaded_terms),
    )
    for name, terms in groups:
        for index, term in enumerate(terms):
            record = {"index": index, **_known(term)}
            add(name, (term.start, term.end), term.category, record)
    return found


def _known(item: Attribution | Hedge | LoadedTerm) -> dict[str, Any]:
    return {"entry": item.entry, "voice": item.voice, "zone": item.zone}


def set_spans(doc: Doc, report: Report) -> Doc:
    """Put a report’s annotations into the span groups of a spaCy document.

    Args:
        doc: As for :func:`doc_spans`.
        report: The report.

    Returns:
        The same document. Each group of :data:`GROUPS` holds its spans, and in its ``attrs`` under
        ``records`` as many records.
    """
    from spacy.tokens import SpanGroup

    for name, pairs in doc_spans(doc, report).items():
        key = GROUPS[name]
        records = [record for _, record in pairs]
        spans = [span for span, _ in pairs]
        doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs={"records": records})
    return doc


def to_doc(report: Report, nlp: Language | None = None) -> Doc:
    """Write a report as a spaCy document.

    Args:
        report: The report. A lone surrogate, which spaCy cannot hold, becomes U+FFFD.
        nlp: The pipeline whose tokenizer is used; a blank English one unless given.

    Raises:
        MissingPackageError: If spaCy is not installed.
    """
    doc = (nlp or _blank()).make_doc(report.text.translate(_SURROGATES))
    return set_spans(doc, report)


def to_docbin(reports: Report | Iterable[Report], nlp: Language | None = None) -> DocBin:
    """Write reports as a ``DocBin``, whose ``to_disk`` writes the file that spaCy trains from.

    Args:
        reports: A report, or some.
        nlp: As for :func:`to_doc`.

    Raises:
        MissingPackageError: If spaCy is not installed.
    """
    nlp = nlp or _blank()
    from spacy.tokens import DocBin

    found = (reports,) if isinstance(reports, Report) else reports
    return DocBin(attrs=["ORTH", "SPACY"], docs=[to_doc(report, nlp) for report in found])


def _blank() -> Language:
    try:
        import spacy
    except ImportError as problem:
        raise MissingPackageError(
            "spaCy is not installed; it comes with: pip install 'biaslens[spacy]'"
        ) from problem
    return spacy.blank("en")
