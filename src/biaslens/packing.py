"""Annotations as tuples of offsets and plain values, which pickle small and fast.

Every text of an annotation is a stretch of the article, so that only offsets travel between
processes. What :mod:`biaslens.records` writes is for people and other programs; this is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import attrs

from .model import (
    Article,
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

__all__ = ["pack", "unpack"]

Packed = tuple[Any, ...]

_of_attribution = attrgetter(
    "start", "end", "stance", "source_kind", "quotation", "speaker", "voice", "entry", "zone"
)
_of_hedge = attrgetter("start", "end", "category", "entry", "voice", "zone")
_of_loaded = attrgetter(
    *("start", "end", "category", "entry", "voice", "zone"),
    *("neutral", "favours", "note", "contrast", "strength"),
)
_of_sentiment = attrgetter("compound", "negative", "neutral", "positive")
_of_sentence = attrgetter(
    *("start", "end", "zone"),
    *("sentiment.compound", "sentiment.negative", "sentiment.neutral", "sentiment.positive"),
)
_of_zone = attrgetter("start", "end", "kind")
_of_readability = attrgetter(*(field.name for field in attrs.fields(Readability)))


def pack(
    attributions: Sequence[Attribution],
    hedges: Sequence[Hedge],
    loaded_terms: Sequence[LoadedTerm],
    sentences: Sequence[Sentence],
    zones: Sequence[Zone],
    sentiment: ArticleSentiment,
    readability: Readability,
) -> Packed:
    """Pack what was found in an article.

    Returns:
        Nested tuples of offsets, numbers and short strings.
    """
    index: dict[int | None, int] = {id(a): number for number, a in enumerate(attributions)}
    index[id(None)] = -1
    return (
        [
            (
                *(_spans(a.source), _spans(a.cue), _spans(a.content), index[id(a.inside)]),
                *_of_attribution(a),
            )
            for a in attributions
        ],
        [(index[id(hedge.attribution)], *_of_hedge(hedge)) for hedge in hedges],
        [(index[id(term.attribution)], *_of_loaded(term)) for term in loaded_terms],
        list(map(_of_sentence, sentences)),
        list(map(_of_zone, zones)),
        [
            _of_sentiment(part)
            for part in (
                sentiment.overall,
                sentiment.author,
                sentiment.source,
                sentiment.scare_quote,
            )
        ],
        _of_readability(readability),
    )


def _spans(mention: Mention | None) -> tuple[int, ...] | None:
    """The offsets of a mention, start and end by turns."""
    if mention is None:
        return None
    if len(mention.spans) == 1:
        span = mention.spans[0]
        return span.start, span.end
    return tuple(place for span in mention.spans for place in (span.start, span.end))


def unpack(article: Article, packed: Packed) -> dict[str, Any]:
    """Build what :func:`pack` packed.

    Args:
        article: The article that it was found in.
        packed: What ``pack`` gave.

    Returns:
        The arguments of ``pack`` by their names, as tuples.
    """
    text = article.text
    attributions, hedges, loaded_terms, sentences, zones, sentiment, readability = packed
    held: list[Attribution | None] = [*_attributions(text, attributions), None]
    return {
        "attributions": tuple(held[:-1]),
        # The last of those held is None, and −1 stands for none.
        "hedges": tuple(
            [
                Hedge(start, end, text[start:end], category, entry, voice, held[number], zone)
                for number, start, end, category, entry, voice, zone in hedges
            ]
        ),
        "loaded_terms": tuple(
            [
                LoadedTerm(
                    start, end, text[start:end], category, entry, voice, held[number], zone, *more
                )
                for number, start, end, category, entry, voice, zone, *more in loaded_terms
            ]
        ),
        "sentences": tuple(
            [
                Sentence(start, end, text[start:end], Sentiment(*values), zone)
                for start, end, zone, *values in sentences
            ]
        ),
        "zones": tuple([Zone(start, end, text[start:end], kind) for start, end, kind in zones]),
        "sentiment": ArticleSentiment(*[Sentiment(*values) for values in sentiment]),
        "readability": Readability(*readability),
    }


def _attributions(text: str, rows: Sequence[Packed]) -> list[Attribution]:
    """Build attributions, each after the one that it stands inside."""
    built: dict[int, Attribution] = {}
    for number in range(len(rows)):
        chain = [number]
        while (inside := rows[chain[-1]][3]) >= 0 and inside not in built:
            chain.append(inside)
        for one in reversed(chain):
            if one in built:
                continue
            source, cue, content, inside, start, end, *rest = rows[one]
            stance, kind, quotation, speaker, voice, entry, zone = rest
            built[one] = Attribution(
                start,
                end,
                text[start:end],
                _mention(text, source),
                _mention(text, cue),
                _mention(text, content),
                stance,
                kind,
                quotation,
                speaker,
                voice,
                built.get(inside),
                entry,
                zone,
            )
    return [built[number] for number in range(len(rows))]


def _mention(text: str, places: tuple[int, ...] | None) -> Mention | None:
    if places is None:
        return None
    spans = tuple(map(Span, places[::2], places[1::2]))
    return Mention(spans, text[places[0] : places[-1]])
