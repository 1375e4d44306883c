"""What a comparison consists of: frozen classes, one for each thing that is told side by side.

Articles are numbered from 0 in the order they were given. Offsets are half-open code point offsets
into the text of the article that a passage names, so that ``text[p.start:p.end] == p.text``.
"""

from __future__ import annotations

from typing import Literal

import attrs

from ..model import ArticleSentiment, Readability, SentimentLabel, SourceKind, Stance, Voice

__all__ = [
    "Aligned",
    "Claim",
    "ComparedArticle",
    "ComparedSource",
    "ContrastSet",
    "Passage",
    "Position",
    "StanceCounts",
    "Statement",
    "Status",
    "Target",
    "TargetView",
    "Use",
    "VoiceCounts",
    "WordCount",
    "Wording",
]

Status = Literal["confirmed", "denied", "not confirmed", "doubted"]


@attrs.frozen(slots=True)
class Passage:
    """A stretch of one of the articles.

    Attributes:
        article: Number of the article, from 0.
        start: Offset of the first character in that article's text.
        end: Offset behind the last character.
        text: The stretch.
    """

    article: int
    start: int
    end: int
    text: str


@attrs.frozen(slots=True)
class VoiceCounts:
    """Numbers by voice.

    Attributes:
        author: In the author's own words.
        source: In what sources are said to have said.
        scare_quote: Held at arm's length.
    """

    author: int
    source: int
    scare_quote: int

    @property
    def total(self) -> int:
        """The sum of the three."""
        return self.author + self.source + self.scare_quote


@attrs.frozen(slots=True)
class StanceCounts:
    """Numbers of attributions by stance.

    Attributes:
        asserts: The source says so.
        denies: The source says it is not so.
        withholds: The source does not confirm or gives no comment.
        doubts: The cue casts doubt ("claimed").
    """

    asserts: int
    denies: int
    withholds: int
    doubts: int


@attrs.frozen(slots=True)
class WordCount:
    """A loaded word and how often an article has it in one voice.

    Attributes:
        text: The word, in lower case unless it is always written with a capital.
        voice: Whose word it is.
        count: How often.
    """

    text: str
    voice: Voice
    count: int


@attrs.frozen(slots=True)
class ComparedArticle:
    """One of the articles: what was counted in its title and body.

    Attributes:
        label: Its outlet, else its id, else "Article 1"; no two articles have the same.
        id: The id it was given.
        outlet: Who published it.
        url: Where it was published.
        date: When it was published.
        title: Its title, if it has one.
        words: Number of words.
        attributed_words: Number of words that stand in attributed content.
        attributions: Number of attributions.
        stances: Number of attributions by stance.
        loaded: Number of loaded terms by voice.
        hedges: Number of hedges by voice.
        loaded_words: Its loaded words, the most frequent first.
        sentiment: Its sentiment, overall and by voice.
        readability: Its readability.
    """

    label: str
    id: str | None
    outlet: str | None
    url: str | None
    date: str | None
    title: str | None
    words: int
    attributed_words: int
    attributions: int
    stances: StanceCounts
    loaded: VoiceCounts
    hedges: VoiceCounts
    loaded_words: tuple[WordCount, ...]
    sentiment: ArticleSentiment
    readability: Readability

    @property
    def attributed_share(self) -> float:
        """Share of the words that stands in attributed content, 0 to 1."""
        return self.attributed_words / self.words if self.words else 0.0

    def per_1000(self, count: int) -> float:
        """Turn a count into a rate per 1,000 words of the article."""
        return 1000 * count / self.words if self.words else 0.0


@attrs.frozen(slots=True)
class ComparedSource:
    """A source, and how often each article lets it speak.

    Attributes:
        name: The fullest name that any of the articles gives it; for sources without a name, the
            noun they are told by ("witnesses").
        kind: Its kind.
        counts: Number of attributions in each article.
        spellings: All names it goes by, sorted.
    """

    name: str
    kind: SourceKind
    counts: tuple[int, ...]
    spellings: tuple[str, ...]

    @property
    def total(self) -> int:
        """Number of attributions in all articles."""
        return sum(self.counts)

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of the articles that do not have it."""
        return tuple(number for number, count in enumerate(self.counts) if not count)


@attrs.frozen(slots=True)
class Use:
    """A place where an article uses a word.

    Attributes:
        passage: The word.
        voice: Whose word it is.
        source: Who is said to have used it, where the voice is a source's and it has a name.
        sentence: The sentence it stands in; of a very long one what is near the word.
    """

    passage: Passage
    voice: Voice
    source: str | None
    sentence: Passage


@attrs.frozen(slots=True)
class Wording:
    """One of the words that stand for the same thing.

    Attributes:
        term: The word, in its base form.
        entries: Ids of its lexicon entries; empty for a word that takes no side.
        favours: Whom the word helps, or ``None``.
        uses: Where it is used, in the order of the articles and their texts.
    """

    term: str
    entries: tuple[str, ...]
    favours: str | None
    uses: tuple[Use, ...]

    @property
    def loaded(self) -> bool:
        """Whether the word takes a side."""
        return bool(self.entries)

    def counts(self, article: int) -> VoiceCounts:
        """Count the uses in one article by voice."""
        voices = [use.voice for use in self.uses if use.passage.article == article]
        return VoiceCounts(
            voices.count("author"), voices.count("source"), voices.count("scare_quote")
        )


@attrs.frozen(slots=True)
class ContrastSet:
    """Words for the same actor or act, and who uses which.

    Attributes:
        name: Name of the set in the lexicon, such as ``taking-of-place``.
        wordings: The words that occur: those that take a side, then those that do not.
    """

    name: str
    wordings: tuple[Wording, ...]


@attrs.frozen(slots=True)
class Statement:
    """Something that an article says in its own voice, or lets a source say.

    Attributes:
        passage: What is said.
        source: Who says it, by the fullest name known, else in the article's words; ``None`` for
            the author's own voice and for hearsay.
        source_kind: Kind of the source; ``None`` for the author's own voice.
        stance: What the source does with it; ``None`` for the author's own voice.
        cue: The words that attribute it ("has not confirmed"), or ``None``.
    """

    passage: Passage
    source: str | None
    source_kind: SourceKind | None
    stance: Stance | None
    cue: str | None

    @property
    def article(self) -> int:
        """Number of the article."""
        return self.passage.article


@attrs.frozen(slots=True)
class Aligned:
    """A statement that says the same as another.

    Attributes:
        statement: The statement.
        score: How sure that is, 0 to 1.
        shared: The words on which it rests, the most telling first.
    """

    statement: Statement
    score: float
    shared: tuple[str, ...]


@attrs.frozen(slots=True)
class Claim:
    """What one article states as fact and others attribute.

    Attributes:
        stated: The statement in the author's own voice.
        attributed: The same in other articles, with its source; the best match first, one for
            each article.
    """

    stated: Statement
    attributed: tuple[Aligned, ...]

    @property
    def score(self) -> float:
        """The best score, 0 to 1."""
        return max(aligned.score for aligned in self.attributed)


@attrs.frozen(slots=True)
class Position:
    """What a source confirms, denies, does not confirm, or is doubted about.

    An author who states that something is not so, where others say it is, denies it too.

    Attributes:
        status: ``confirmed``, ``denied``, ``not confirmed`` or ``doubted``.
        statement: Source, cue and content.
        about: What a content such as "the claim" refers to, where that is known.
        elsewhere: Who else says the same, in any of the articles; the best match first.
    """

    status: Status
    statement: Statement
    about: Passage | None
    elsewhere: tuple[Aligned, ...]


@attrs.frozen(slots=True)
class TargetView:
    """How one article speaks of somebody.

    Attributes:
        label: ``negative``, ``neutral`` or ``positive``.
        score: −1 to 1.
        mentions: Number of mentions it rests on.
    """

    label: SentimentLabel
    score: float
    mentions: int


@attrs.frozen(slots=True)
class Target:
    """A person or group that several articles name.

    Attributes:
        name: The fullest name.
        views: How each article speaks of it; ``None`` where it does not.
    """

    name: str
    views: tuple[TargetView | None, ...]
