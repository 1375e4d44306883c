"""The words that every part of biaslens speaks in: frozen classes for what is found in an article.

Offsets are half-open code point offsets into exactly the text that was given, so that for every
annotation ``text[a.start:a.end] == a.text``.
"""

from __future__ import annotations

from typing import Literal

import attrs

__all__ = [
    "Article",
    "ArticleSentiment",
    "Attribution",
    "Hedge",
    "LoadedTerm",
    "Mention",
    "Quotation",
    "Readability",
    "Sentence",
    "Sentiment",
    "SentimentLabel",
    "SourceKind",
    "Span",
    "Stance",
    "TargetSentiment",
    "Voice",
    "Zone",
    "ZoneKind",
]

Stance = Literal["asserts", "denies", "withholds", "doubts"]
SourceKind = Literal[
    "named_person", "official_body", "organisation", "media", "unnamed", "unspecified"
]
Quotation = Literal["direct", "indirect", "mixed"]
Voice = Literal["author", "source", "scare_quote"]
ZoneKind = Literal["title", "byline", "body", "caption", "comment", "boilerplate"]
SentimentLabel = Literal["negative", "neutral", "positive"]


@attrs.frozen(slots=True)
class Article:
    """An article to annotate, with what is known about it.

    Attributes:
        text: The whole text, as it is; every offset counts code points of it.
        id: A key of your own, carried into the report.
        outlet: Who published it.
        url: Where it was published.
        date: When it was published, in any notation.
    """

    text: str
    id: str | None = None
    outlet: str | None = None
    url: str | None = None
    date: str | None = None


@attrs.frozen(slots=True)
class Span:
    """A half-open stretch of the text, in code points.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
    """

    start: int
    end: int


@attrs.frozen(slots=True)
class Mention:
    """The words that play one role in an attribution; they may be interrupted.

    Attributes:
        spans: One or more spans in text order that do not touch each other.
        text: The text from the start of the first span to the end of the last.
    """

    spans: tuple[Span, ...]
    text: str

    @property
    def start(self) -> int:
        """Offset of the first character of the first span."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character of the last span."""
        return self.spans[-1].end


@attrs.frozen(slots=True)
class Attribution:
    """Who is said to have said, written, believed, wanted or planned what.

    Attributes:
        start: Offset of the first character of its first role.
        end: Offset behind the last character of its last role.
        text: The text between the two.
        source: Who speaks: the whole noun phrase; ``None`` where the text names nobody.
        cue: The words that attribute ("has not confirmed", "according to"); ``None`` for a
            quotation that is carried on without one.
        content: What is attributed; ``None`` where only the act is told.
        stance: What the source does with the content: ``asserts``, ``denies``, ``withholds`` (does
            not confirm, gives no comment), or ``doubts`` (the cue casts doubt on it: "claimed").
        source_kind: ``named_person``, ``official_body``, ``organisation``, ``media``, ``unnamed``
            or ``unspecified``.
        quotation: ``direct``, ``indirect`` or ``mixed``.
        speaker: The fullest name that the article gives the source, or ``None`` when not sure.
        voice: ``author``, or ``source`` when it stands within what another source is quoted with.
        inside: The attribution whose content it stands in, if any.
        entry: Id of the lexicon entry of the cue, or of the rule that found it.
        zone: Kind of the zone it stands in.
    """

    start: int
    end: int
    text: str
    source: Mention | None
    cue: Mention | None
    content: Mention | None
    stance: Stance
    source_kind: SourceKind
    quotation: Quotation
    speaker: str | None
    voice: Voice
    inside: Attribution | None
    entry: str
    zone: ZoneKind


@attrs.frozen(slots=True)
class Hedge:
    """A word that holds back from full commitment.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        text: The words.
        category: ``epistemic``, ``evidential``, ``doxastic``, ``investigation`` or ``vagueness``.
        entry: Id of the lexicon entry.
        voice: Whose hedge it is.
        attribution: The attribution whose content it stands in, if any.
        zone: Kind of the zone it stands in.
    """

    start: int
    end: int
    text: str
    category: str
    entry: str
    voice: Voice
    attribution: Attribution | None
    zone: ZoneKind


@attrs.frozen(slots=True)
class LoadedTerm:
    """A word that takes a side.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        text: The words.
        category: The domain or device, such as ``terrorism`` or ``territory``.
        entry: Id of the lexicon entry.
        voice: Whose word it is.
        attribution: The attribution whose content it stands in, if any.
        zone: Kind of the zone it stands in.
        neutral: Words that would say the same without taking a side.
        favours: Whom the word helps, or ``None``.
        note: Why it is here, in one sentence.
        contrast: Name of the set of rival words it belongs to, or ``None``.
        strength: 1 (a tinge) to 3 (a slur or a slogan).
    """

    start: int
    end: int
    text: str
    category: str
    entry: str
    voice: Voice
    attribution: Attribution | None
    zone: ZoneKind
    neutral: tuple[str, ...]
    favours: str | None
    note: str
    contrast: str | None
    strength: int


@attrs.frozen(slots=True)
class Sentiment:
    """What VADER says of some sentences (Hutto & Gilbert 2014), with the lexicon's news valences.

    Attributes:
        compound: −1 (most negative) to 1 (most positive).
        negative: Share of the words that is negative, 0 to 1.
        neutral: Share that is neutral, 0 to 1.
        positive: Share that is positive, 0 to 1.
    """

    compound: float
    negative: float
    neutral: float
    positive: float

    @property
    def label(self) -> SentimentLabel:
        """``negative``, ``neutral`` or ``positive``, by VADER's own thresholds of ∓0.05."""
        if self.compound >= 0.05:
            return "positive"
        return "negative" if self.compound <= -0.05 else "neutral"


@attrs.frozen(slots=True)
class ArticleSentiment:
    """Sentiment of a whole article.

    Attributes:
        overall: Of all its sentences, each weighted by its words.
        author: Of the words that are the author's own.
        source: Of the words that stand in what sources are said to have said.
        scare_quote: Of the words held at arm's length.
    """

    overall: Sentiment
    author: Sentiment
    source: Sentiment
    scare_quote: Sentiment

    @property
    def compound(self) -> float:
        """Compound of the whole, −1 to 1."""
        return self.overall.compound

    @property
    def label(self) -> SentimentLabel:
        """Label of the whole."""
        return self.overall.label


@attrs.frozen(slots=True)
class TargetSentiment:
    """Sentiment toward one person or group.

    The score says which way the evidence leans, the label whether there is enough of it: more is
    asked of one who only speaks than of one who acts, and words for and against count together. So
    a label other than ``neutral`` has the sign of the score, a score of 0 is always ``neutral``,
    and a ``neutral`` target may have any score.

    Attributes:
        label: ``negative``, ``neutral`` or ``positive``.
        score: −1 to 1; p / (1 + abs(p)), where p is the mean of the evidence over all mentions.
    """

    label: SentimentLabel
    score: float


@attrs.frozen(slots=True)
class Sentence:
    """A sentence.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        text: The sentence.
        sentiment: Its sentiment.
        zone: Kind of the zone it stands in.
    """

    start: int
    end: int
    text: str
    sentiment: Sentiment
    zone: ZoneKind


@attrs.frozen(slots=True)
class Zone:
    """A stretch of the page: the article itself, or what stands around it.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        text: The stretch.
        kind: ``title``, ``byline``, ``body``, ``caption``, ``comment`` or ``boilerplate``.
    """

    start: int
    end: int
    text: str
    kind: ZoneKind


@attrs.frozen(slots=True)
class Readability:
    """Readability of title and body; each measure is ``None`` where there are no words.

    Attributes:
        words: Number of words.
        sentences: Number of sentences, as textstat counts them.
        syllables: Number of syllables.
        flesch_reading_ease: Flesch (1948); higher is easier.
        flesch_kincaid_grade: Kincaid et al. (1975), a US school grade.
        gunning_fog: Gunning (1952), years of schooling.
        smog_index: McLaughlin (1969), years of schooling.
        dale_chall: Dale & Chall (1948, revised 1995); higher is harder.
    """

    words: int
    sentences: int
    syllables: int
    flesch_reading_ease: float | None
    flesch_kincaid_grade: float | None
    gunning_fog: float | None
    smog_index: float | None
    dale_chall: float | None
