"""Reports as W3C Web Annotations (Web Annotation Data Model, Recommendation of 23 February 2017).

A report becomes an annotation collection with one page. Every hedge and loaded term is an
annotation; so is every role of an attribution, since a selector names one place and a source, a cue
and a content are three. The annotation of the content, or of the cue where there is no content,
stands for the attribution; the others, and the terms inside, refer to it by a body with the purpose
``linking``.

Positions are counted in code points, as the model asks for (section 4.2.5) and biaslens does.
"""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from biaslens.model import Attribution, Hedge, LoadedTerm, Mention, Span
from biaslens.report import Report

__all__ = ["CONTEXT", "to_web_annotations"]

#: The JSON-LD context of every document.
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Characters quoted before and after, by which a place is found again in a text that has changed.
_AROUND = 32
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-biaslens:web-annotation")
_ROLES = (("content", "classifying"), ("cue", "tagging"), ("source", "identifying"))

_Record = dict[str, Any]


def to_web_annotations(report: Report) -> dict[str, Any]:
    """Write a report as an annotation collection.

    Args:
        report: The report.

    Returns:
        JSON-LD: an ``AnnotationCollection`` whose only page is embedded. The source of the targets
        is the article's URL; without one its id, as an IRI; without either the text's SHA-256 as
        an RFC 6920 name. What stands in several spans has several targets. The ids are made from
        what is annotated and do not change from run to run.
    """
    source = _source(report)
    name = f"{source} {report.lexicon[1]}"
    items = list(_Writer(report, source, name).annotations())
    collection: _Record = {
        "@context": CONTEXT,
        "id": _id(name),
        "type": "AnnotationCollection",
        "label": f"biaslens: {report.article.id or source}",
        "creator": {"type": "Software", "name": "biaslens"},
        "total": len(items),
    }
    if items:
        # A page has at least one annotation, and an empty collection no page.
        collection["first"] = {
            "id": _id(name + " page"),
            "type": "AnnotationPage",
            "partOf": collection["id"],
            "startIndex": 0,
            "items": items,
        }
    return collection


def _id(name: str) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"urn:uuid:{uuid.uuid5(_SPACE, digest)}"


def _source(report: Report) -> str:
    article = report.article
    for name in (article.url, article.id):
        if name and _IRI.fullmatch(name):
            return name
    if article.id:
        return quote(article.id.encode("utf-8", "replace"), safe="/")
    digest = hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


class _Writer:
    """Writes the annotations of one report."""

    def __init__(self, report: Report, source: str, name: str) -> None:
        self._report = report
        self._text = report.text
        self._source = source
        self._name = name

    def annotations(self) -> Iterator[_Record]:
        """Yield the attributions, hedges and loaded terms."""
        heads = {
            id(item): _id(f"{self._name} attribution {index}")
            for index, item in enumerate(self._report.attributions)
        }
        for item in self._report.attributions:
            yield from self._attribution(item, heads)
        for index, hedge in enumerate(self._report.hedges):
            yield self._term(f"hedging {index}", hedge, heads)
        for index, term in enumerate(self._report.loaded_terms):
            yield self._term(f"loaded {index}", term, heads)

    def _attribution(self, item: Attribution, heads: dict[int, str]) -> Iterator[_Record]:
        head = heads[id(item)]
        is_head = True
        for role, motivation in _ROLES:
            mention: Mention | None = getattr(item, role)
            if mention is None:
                continue
            bodies = [_body("tagging", f"attribution/{role}")]
            if is_head:
                bodies += [
                    _body("classifying", f"stance:{item.stance}"),
                    _body("tagging", f"quotation:{item.quotation}"),
                    *self._common(item, item.inside, heads),
                ]
            else:
                bodies.append(_link(head))
            if role == "source":
                bodies.append(_body("tagging", f"source_kind:{item.source_kind}"))
                bodies.append(_body("identifying", item.speaker or item.source_kind))
            identity = head if is_head else _id(f"{head} {role}")
            yield self._annotation(identity, motivation, bodies, mention.spans)
            is_head = False

    def _term(self, name: str, item: Hedge | LoadedTerm, heads: dict[int, str]) -> _Record:
        layer = "loaded" if isinstance(item, LoadedTerm) else "hedge"
        bodies = [
            _body("tagging", layer),
            _body("classifying", item.category),
            *self._common(item, item.attribution, heads),
        ]
        if isinstance(item, LoadedTerm):
            if item.note:
                bodies.append(_body("commenting", item.note))
            bodies += [_body("editing", words) for words in item.neutral]
        identity = _id(f"{self._name} {name}")
        return self._annotation(identity, "classifying", bodies, (Span(item.start, item.end),))

    @staticmethod
    def _common(
        item: Attribution | Hedge | LoadedTerm, holder: Attribution | None, heads: dict[int, str]
    ) -> Iterator[_Record]:
        yield _body("tagging", f"voice:{item.voice}")
        yield _body("tagging", f"zone:{item.zone}")
        yield _body("tagging", f"entry:{item.entry}")
        if holder is not None:
            yield _link(heads[id(holder)])

    def _annotation(
        self, identity: str, motivation: str, bodies: list[_Record], spans: Sequence[Span]
    ) -> _Record:
        targets = [self._target(span) for span in spans]
        return {
            "id": identity,
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": targets[0] if len(targets) == 1 else targets,
        }

    def _target(self, span: Span) -> _Record:
        text, start, end = self._text, span.start, span.end
        return {
            "type": "SpecificResource",
            "source": self._source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - _AROUND) : start],
                    "suffix": text[end : end + _AROUND],
                },
            ],
        }


def _body(purpose: str, value: str) -> _Record:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _link(identity: str) -> _Record:
    return {"type": "SpecificResource", "purpose": "linking", "source": identity}
