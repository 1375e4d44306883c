"""The annotator: puts the layers in order, once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any, Literal, overload

import attrs

from .errors import Failure, InputError, did_you_mean
from .grammar.clauses import Syntax
from .layers.attribution import Speakers, build, find_drafts, nest
from .layers.readability import measure
from .layers.sentiment import SentimentScorer
from .layers.terms import Setting, hedges, loaded_terms
from .layers.voice import speakers_of_words, voices
from .layers.zones import ZoneRules
from .lexicon import Lexicon
from .lexicon.schema import LAYERS
from .model import Article, Sentence, Sentiment, Zone, ZoneKind
from .parallel import Found, annotate_here, annotate_in
from .report import Basis, Report, scorer_of

__all__ = ["LAYERS", "Annotator", "annotate"]

_TONELESS = Sentiment(0.0, 0.0, 1.0, 0.0)
_COUNTED: tuple[ZoneKind, ...] = ("title", "body")


def _checked_layers(layers: Collection[str]) -> tuple[str, ...]:
    if isinstance(layers, str):
        layers = (layers,)
    if not isinstance(layers, Iterable):
        raise InputError(
            f"layers: expected some of {', '.join(LAYERS)}, came {type(layers).__name__}"
        )
    layers = tuple(layers)
    for layer in layers:
        if layer not in LAYERS:
            near = did_you_mean(str(layer), LAYERS)
            hint = f"; did you mean {near!r}?" if near else ""
            raise InputError(f"layers: expected some of {', '.join(LAYERS)}, came {layer!r}{hint}")
    return tuple(layer for layer in LAYERS if layer in layers)


def _checked_lexicon(lexicon: Lexicon) -> Lexicon:
    if not isinstance(lexicon, Lexicon):
        raise InputError(
            f"lexicon: expected a biaslens.Lexicon, came {type(lexicon).__name__}; "
            "a file is read with Lexicon.builtin().extend(path)"
        )
    return lexicon


@attrs.frozen(slots=True, eq=False)
class Annotator:
    """Annotates articles with one lexicon.

    It does not change once made, may be shared between threads, and can be pickled.

    Attributes:
        lexicon: The lexicon; the built-in one unless given.
        layers: The layers to annotate, some of ``attribution``, ``hedging``, ``loaded``,
            ``sentiment`` and ``readability``. What a layer that is off would have found is empty or
            neutral in the report; without ``attribution`` every voice but scare quotes is the
            author's. Unless given, all but those that the lexicon switches off.

    Raises:
        InputError: If a layer is unknown or the lexicon is not a :class:`~biaslens.Lexicon`.
    """

    lexicon: Lexicon = attrs.field(factory=Lexicon.builtin, converter=_checked_lexicon)
    layers: tuple[str, ...] = attrs.field(converter=_checked_layers)
    _scorer: SentimentScorer = attrs.field(init=False, repr=False)
    _zone_rules: ZoneRules = attrs.field(init=False, repr=False)

    @layers.default
    def _layers_of_lexicon(self) -> tuple[str, ...]:
        off = self.lexicon.layers_off
        return tuple(layer for layer in LAYERS if layer not in off)

    @_scorer.default
    def _make_scorer(self) -> SentimentScorer:
        return scorer_of(self.lexicon)

    @_zone_rules.default
    def _make_zone_rules(self) -> ZoneRules:
        return ZoneRules(self.lexicon.section("boilerplate"))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.lexicon, self.layers)

    def annotate(self, article: str | Article) -> Report:
        """Annotate one article.

        Args:
            article: The text, or an :class:`~biaslens.Article`.

        Returns:
            Everything that was found; for a text without words, an empty report.

        Raises:
            InputError: If the article is neither a string nor an :class:`~biaslens.Article`.
        """
        article = _checked_article(article)
        text = article.text
        syntax = Syntax.read(text)
        document = syntax.document
        tokens = document.tokens
        zones = self._zone_rules.find(document)
        zone_of = _kinds_of_tokens(zones, tokens.starts)
        matches = self.lexicon.matcher.find(tokens, syntax.reading.tags, document.sentences)

        on = self.layers
        drafts = find_drafts(syntax, matches.get("attribution", ())) if "attribution" in on else []
        nesting = nest(drafts, len(tokens))
        speakers = Speakers.of(
            syntax, matches.get("sources", ()) if drafts else (), zone_of if drafts else ()
        )
        attributions = build(syntax, drafts, nesting, speakers, zone_of)

        words_of = speakers_of_words(document, nesting)
        voice_of = voices(document, words_of)
        owners = [attributions[number] if number >= 0 else None for number in words_of]
        setting = Setting(document, voice_of, owners, zone_of)
        sentences = self._sentences(syntax, zone_of)
        counted = [
            (span, sentence.sentiment)
            for span, sentence in zip(document.sentences, sentences, strict=True)
            if sentence.zone in _COUNTED and "sentiment" in on
        ]
        sentiment = self._scorer.article(
            text,
            [span for span, _ in counted],
            tokens.starts,
            tokens.ends,
            voice_of,
            [found for _, found in counted],
        )
        prose = "\n\n".join(zone.text for zone in zones if zone.kind in _COUNTED)
        return Report(
            article=article,
            attributions=tuple(sorted(attributions, key=lambda a: (a.start, -a.end))),
            hedges=hedges(setting, matches.get("hedges", ())) if "hedging" in on else (),
            loaded_terms=(
                loaded_terms(setting, matches.get("loaded", ())) if "loaded" in on else ()
            ),
            sentences=tuple(sentences),
            zones=tuple(zones),
            sentiment=sentiment,
            readability=measure(prose if "readability" in on else ""),
            lexicon=(self.lexicon.name, self.lexicon.fingerprint),
            basis=Basis(syntax, self._scorer, self.lexicon),
        )

    def _sentences(self, syntax: Syntax, zone_of: Sequence[ZoneKind]) -> list[Sentence]:
        """The sentences of a document with their sentiment."""
        text = syntax.document.text
        found = []
        for first, last in syntax.document.sentences:
            start, end = syntax.document.slice(first, last)
            words = text[start:end]
            sentiment = self._scorer.score(words) if "sentiment" in self.layers else _TONELESS
            found.append(Sentence(start, end, words, sentiment, zone_of[first]))
        return found

    @overload
    def annotate_many(
        self,
        articles: Iterable[str | Article],
        processes: int = 1,
        *,
        errors: Literal["yield"] = "yield",
    ) -> Iterator[Report | Failure]: ...

    @overload
    def annotate_many(
        self,
        articles: Iterable[str | Article],
        processes: int = 1,
        *,
        errors: Literal["raise"],
    ) -> Iterator[Report]: ...

    def annotate_many(
        self,
        articles: Iterable[str | Article],
        processes: int = 1,
        *,
        errors: Literal["yield", "raise"] = "yield",
    ) -> Iterator[Report | Failure] | Iterator[Report]:
        """Annotate many articles, lazily and in their order.

        Args:
            articles: Texts or articles; they are drawn only a little ahead of the reports (in this
                process not at all), so that a stream of any length takes no more memory than a
                short one.
            processes: Number of processes that work side by side; 1 works in this one.
            errors: What becomes of an article that cannot be annotated: ``"yield"`` gives a
                :class:`~biaslens.Failure` in the place of its report and goes on, ``"raise"``
                raises its error when its place is reached.

        Yields:
            For each article its report or, unless errors are raised, its failure. Leaving the
            iterator early, or Ctrl-C, ends the other processes at once.

        Raises:
            InputError: At once, if an argument is wrong.
            WorkerError: If one of the other processes ends before its work is done.
        """
        if not isinstance(processes, int) or isinstance(processes, bool) or processes < 1:
            raise InputError(f"processes: expected a whole number from 1, came {processes!r}")
        if errors not in ("yield", "raise"):
            raise InputError(f"errors: expected 'yield' or 'raise', came {errors!r}")
        if isinstance(articles, (str, Article)):
            raise InputError("articles: expected an iterable of articles, came a single one")
        if isinstance(articles, (bytes, bytearray)) or not isinstance(articles, Iterable):
            raise InputError(
                f"articles: expected an iterable of articles, came {type(articles).__name__}"
            )
        if processes == 1:
            found = annotate_here(self.annotate, articles)
        else:
            found = annotate_in(processes, self.annotate, _checked_article, articles)
        return found if errors == "yield" else _raising(found)


def _raising(found: Found) -> Iterator[Report]:
    with closing(found):  # the error's traceback would keep its processes alive
        for each in found:
            if isinstance(each, Failure):
                raise each.error
            yield each


def _checked_article(article: str | Article) -> Article:
    if isinstance(article, str):
        return Article(article)
    if not isinstance(article, Article):
        hint = "; decode bytes first" if isinstance(article, (bytes, bytearray)) else ""
        raise InputError(
            f"article: expected str or biaslens.Article, came {type(article).__name__}{hint}"
        )
    if not isinstance(article.text, str):
        raise InputError(f"article.text: expected str, came {type(article.text).__name__}")
    return article


def _kinds_of_tokens(zones: Sequence[Zone], starts: Sequence[int]) -> list[ZoneKind]:
    """Kind of zone of each token; zones cover every word."""
    kinds: list[ZoneKind] = []
    for zone in zones:
        kinds.extend([zone.kind] * (bisect_left(starts, zone.end) - len(kinds)))
    kinds.extend(["body"] * (len(starts) - len(kinds)))
    return kinds


@lru_cache(maxsize=1)
def _builtin() -> Annotator:
    return Annotator()


def annotate(article: str | Article) -> Report:
    """Annotate an article with the built-in lexicon.

    Args:
        article: The text, or an :class:`~biaslens.Article`.

    Returns:
        Everything that was found.

    Raises:
        InputError: If the article is neither a string nor an :class:`~biaslens.Article`.
    """
    return _builtin().annotate(article)
