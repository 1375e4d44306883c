"""Annotations as plain dictionaries and back, without loss.

Attributions refer to each other, and hedges and loaded terms to them, by their index in the
report's list, so that a record is a tree that JSON can hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from .errors import InputError
from .model import (
    ArticleSentiment,
    Attribution,
    Hedge,
    LoadedTerm,
    Mention,
    Readability,
    Sentence,
    Sentiment,
    Span,
    Zone,
)

__all__ = [
    "Reader",
    "attribution_records",
    "json_of",
    "sentence_records",
    "term_records",
    "zone_records",
]

Record = dict[str, Any]


def json_of(record: Any, *, indent: int | None = None) -> str:
    """Turn a record into JSON that any file can hold.

    Args:
        record: Dictionaries, lists, strings and numbers.
        indent: Spaces of indentation; ``None`` for one line.
    """
    # A lone surrogate has no UTF-8; escaped as ASCII it survives any file.
    plain = json.dumps(record, ensure_ascii=False, indent=indent)
    try:
        plain.encode()
    except UnicodeEncodeError:
        return json.dumps(record, indent=indent)
    return plain


def _mention(mention: Mention | None) -> Record | None:
    if mention is None:
        return None
    return {"spans": [[span.start, span.end] for span in mention.spans], "text": mention.text}


def attribution_records(attributions: Sequence[Attribution]) -> tuple[list[Record], dict[int, int]]:
    """Turn attributions into records.

    Returns:
        The records, and for the ``id()`` of each attribution its index.
    """
    index = {id(attribution): number for number, attribution in enumerate(attributions)}
    records = [
        {
            "start": a.start,
            "end": a.end,
            "text": a.text,
            "source": _mention(a.source),
            "cue": _mention(a.cue),
            "content": _mention(a.content),
            "stance": a.stance,
            "source_kind": a.source_kind,
            "quotation": a.quotation,
            "speaker": a.speaker,
            "voice": a.voice,
            "inside": None if a.inside is None else index[id(a.inside)],
            "entry": a.entry,
            "zone": a.zone,
        }
        for a in attributions
    ]
    return records, index


def term_records(
    terms: Sequence[Hedge] | Sequence[LoadedTerm], index: Mapping[int, int]
) -> list[Record]:
    """Turn hedges or loaded terms into records, given the index of the attributions."""
    records = []
    for term in terms:
        record: Record = {
            "start": term.start,
            "end": term.end,
            "text": term.text,
            "category": term.category,
            "entry": term.entry,
            "voice": term.voice,
            "attribution": None if term.attribution is None else index[id(term.attribution)],
            "zone": term.zone,
        }
        if isinstance(term, LoadedTerm):
            record["neutral"] = list(term.neutral)
            record["favours"] = term.favours
            record["note"] = term.note
            record["contrast"] = term.contrast
            record["strength"] = term.strength
        records.append(record)
    return records


def sentiment_record(sentiment: Sentiment) -> Record:
    """Turn a sentiment into a record."""
    return {
        "compound": sentiment.compound,
        "negative": sentiment.negative,
        "neutral": sentiment.neutral,
        "positive": sentiment.positive,
    }


def sentence_records(sentences: Sequence[Sentence]) -> list[Record]:
    """Turn sentences into records."""
    return [
        {
            "start": s.start,
            "end": s.end,
            "text": s.text,
            "sentiment": sentiment_record(s.sentiment),
            "zone": s.zone,
        }
        for s in sentences
    ]


def zone_records(zones: Sequence[Zone]) -> list[Record]:
    """Turn zones into records."""
    return [{"start": z.start, "end": z.end, "text": z.text, "kind": z.kind} for z in zones]


def article_sentiment_record(sentiment: ArticleSentiment) -> Record:
    """Turn the sentiment of an article into a record."""
    return {
        field.name: sentiment_record(getattr(sentiment, field.name))
        for field in attrs.fields(ArticleSentiment)
    }


@attrs.frozen(slots=True)
class Reader:
    """Builds annotations from the records of one report.

    Attributes:
        text: The text of the report; every annotation is cut from it.
    """

    text: str

    def _cut(self, start: Any, end: Any) -> str:
        """The text between two offsets, which must be a stretch of it."""
        whole = type(start) is int and type(end) is int
        if not whole or not 0 <= start < end <= len(self.text):
            raise InputError(
                f"report: expected offsets with 0 <= start < end <= {len(self.text)}, "
                f"came {start!r} and {end!r}"
            )
        return self.text[start:end]

    def attributions(self, records: Sequence[Mapping[str, Any]]) -> tuple[Attribution, ...]:
        """Build attributions, those that hold others first.

        Raises:
            InputError: If an attribution stands inside itself or one that is not there.
        """
        built: dict[int, Attribution] = {}
        for number in range(len(records)):
            chain = [number]
            while (parent := records[chain[-1]]["inside"]) is not None and parent not in built:
                if parent in chain or not 0 <= parent < len(records):
                    raise InputError(
                        f"report: attribution {chain[-1]} is inside {parent!r}, "
                        "expected the index of another attribution that holds it"
                    )
                chain.append(parent)
            for one in reversed(chain):
                if one not in built:
                    built[one] = self._attribution(records[one], built)
        return tuple(built[number] for number in range(len(records)))

    def _attribution(
        self, record: Mapping[str, Any], built: Mapping[int, Attribution]
    ) -> Attribution:
        inside = record["inside"]
        return Attribution(
            start=record["start"],
            end=record["end"],
            text=self._cut(record["start"], record["end"]),
            source=self._mention(record["source"]),
            cue=self._mention(record["cue"]),
            content=self._mention(record["content"]),
            stance=record["stance"],
            source_kind=record["source_kind"],
            quotation=record["quotation"],
            speaker=record["speaker"],
            voice=record["voice"],
            inside=None if inside is None else built[inside],
            entry=record["entry"],
            zone=record["zone"],
        )

    def _mention(self, record: Mapping[str, Any] | None) -> Mention | None:
        if record is None:
            return None
        for start, end in record["spans"]:
            self._cut(start, end)
        spans = tuple(Span(start, end) for start, end in record["spans"])
        return Mention(spans, self._cut(spans[0].start, spans[-1].end))

    def _term(
        self, record: Mapping[str, Any], attributions: Sequence[Attribution]
    ) -> dict[str, Any]:
        held = record["attribution"]
        fields = dict(record)
        fields["text"] = self._cut(record["start"], record["end"])
        if held is not None and held not in range(len(attributions)):
            raise InputError(f"report: expected the index of an attribution, came {held!r}")
        fields["attribution"] = None if held is None else attributions[held]
        return fields

    def hedges(
        self, records: Sequence[Mapping[str, Any]], attributions: Sequence[Attribution]
    ) -> tuple[Hedge, ...]:
        """Build hedges."""
        return tuple(Hedge(**self._term(record, attributions)) for record in records)

    def loaded_terms(
        self, records: Sequence[Mapping[str, Any]], attributions: Sequence[Attribution]
    ) -> tuple[LoadedTerm, ...]:
        """Build loaded terms."""
        return tuple(
            LoadedTerm(**{**self._term(record, attributions), "neutral": tuple(record["neutral"])})
            for record in records
        )

    def sentences(self, records: Sequence[Mapping[str, Any]]) -> tuple[Sentence, ...]:
        """Build sentences."""
        return tuple(
            Sentence(
                record["start"],
                record["end"],
                self._cut(record["start"], record["end"]),
                Sentiment(**record["sentiment"]),
                record["zone"],
            )
            for record in records
        )

    def zones(self, records: Sequence[Mapping[str, Any]]) -> tuple[Zone, ...]:
        """Build zones."""
        return tuple(
            Zone(r["start"], r["end"], self._cut(r["start"], r["end"]), r["kind"]) for r in records
        )

    def sentiment(self, record: Mapping[str, Any]) -> ArticleSentiment:
        """Build the sentiment of the article."""
        return ArticleSentiment(**{name: Sentiment(**part) for name, part in record.items()})

    def readability(self, record: Mapping[str, Any]) -> Readability:
        """Build readability."""
        return Readability(**record)
