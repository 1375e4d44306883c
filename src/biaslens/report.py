"""The report: everything that was found in one article."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import attrs

from . import records
from .errors import InputError
from .explain import explain_annotation
from .grammar.clauses import Syntax
from .layers.sentiment import SentimentScorer
from .layers.toward import mentions_of, toward, toward_name
from .lexicon import Lexicon
from .model import (
    Article,
    ArticleSentiment,
    Attribution,
    Hedge,
    LoadedTerm,
    Readability,
    Sentence,
    TargetSentiment,
    Zone,
    ZoneKind,
)
from .packing import pack, unpack
from .totals import Totals, totals_of

__all__ = ["Basis", "Report", "Totals"]

SCHEMA = 1


def scorer_of(lexicon: Lexicon) -> SentimentScorer:
    """The sentiment scorer of a lexicon."""
    return SentimentScorer(lexicon.section("sentiment"), lexicon.matcher_of("toward"))


@attrs.frozen(slots=True)
class Basis:
    """What a report was made from, kept for questions that are asked of it later.

    Attributes:
        syntax: The document as read.
        scorer: The sentiment scorer of the annotator's lexicon.
        lexicon: That lexicon.
    """

    syntax: Syntax
    scorer: SentimentScorer
    lexicon: Lexicon


@attrs.frozen(slots=True)
class Report:
    """Everything that was found in one article.

    Every annotation's ``start`` and ``end`` are half-open code point offsets into :attr:`text`.

    Attributes:
        article: The article as given.
        attributions: Who is said to have said what, in text order.
        hedges: Words that hold back, in text order.
        loaded_terms: Words that take a side, in text order.
        sentences: The sentences with their sentiment; they cover every word.
        zones: The zones; they cover every word.
        sentiment: Sentiment of title and body, overall and by voice.
        readability: Readability of title and body.
        lexicon: Name and fingerprint of the lexicon it was made with.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    hedges: tuple[Hedge, ...]
    loaded_terms: tuple[LoadedTerm, ...]
    sentences: tuple[Sentence, ...]
    zones: tuple[Zone, ...]
    sentiment: ArticleSentiment
    readability: Readability
    lexicon: tuple[str, str]
    _basis: Basis | None = attrs.field(default=None, eq=False, repr=False, hash=False)

    @property
    def text(self) -> str:
        """The text of the article, exactly as given."""
        return self.article.text

    def __reduce__(self) -> tuple[Any, ...]:
        # The basis can be read again from the text, and is larger than all the rest.
        return unpacked, (self.article, *packed(self))

    # --- questions ----------------------------------------------------------------------------

    def sentiment_toward(self, target: int | str, end: int | None = None) -> TargetSentiment:
        """Tell how a person or group is spoken of.

        Args:
            target: Offset of the first character of a mention, or a name, whose mentions throughout
                the article then count.
            end: Offset behind the mention's last character; needed with an offset.

        Returns:
            Label and score (−1 to 1).

        Raises:
            InputError: If the offsets are not a stretch of the text, or the name does not occur, or
                the report was read from a record of another lexicon.
        """
        basis = self._basis or self._rebuilt()
        if isinstance(target, str):
            if end is not None:
                raise InputError("end: expected none beside a name, came " + repr(end))
            return toward_name(basis.syntax, basis.scorer, target, self._mentions(basis, target))
        if not isinstance(target, int) or not isinstance(end, int):
            raise InputError(
                "target: expected a name, or start and end offsets, came "
                f"{type(target).__name__} and {type(end).__name__}"
            )
        if not 0 <= target < end <= len(self.text):
            raise InputError(
                f"target: expected 0 <= start < end <= {len(self.text)}, came {target} and {end}"
            )
        return toward(basis.syntax, basis.scorer, target, end)

    def explain(self, annotation: Attribution | Hedge | LoadedTerm) -> str:
        """Say in words why an annotation is there, and whose words it stands in.

        Args:
            annotation: One of this report's attributions, hedges or loaded terms.

        Returns:
            What it is, the lexicon entry with its file and line, the voice or the stance and by
            what it is known, and what could have been written instead; a sentence on each line.

        Raises:
            InputError: If it is no annotation of this report, or the report was read from a record
                of another lexicon.
        """
        if annotation not in (*self.attributions, *self.hedges, *self.loaded_terms):
            raise InputError(
                "annotation: expected an attribution, hedge or loaded term of this report, came "
                f"{_shown(annotation)}"
            )
        basis = self._basis or self._rebuilt()
        return explain_annotation(
            annotation, basis.lexicon.entries.get(annotation.entry), self.text
        )

    def _mentions(self, basis: Basis, name: str) -> list[tuple[int, int]]:
        """Pronouns and other words by which the article names someone who speaks in it."""
        if not mentions_of(basis.syntax, name):
            raise InputError(f"target: expected a name that occurs in the text, came {name!r}")
        return [
            (attribution.source.start, attribution.source.end)
            for attribution in self.attributions
            if attribution.source is not None and attribution.speaker == name
        ]

    def _rebuilt(self) -> Basis:
        """The basis of a report that was read from a record or another process."""
        lexicon = Lexicon.builtin()
        if lexicon.fingerprint != self.lexicon[1]:
            raise InputError(
                f"report: made with the lexicon {self.lexicon[0]!r}, not with the built-in one; "
                "expected it as Report.from_dict(record, lexicon=…)"
            )
        basis = Basis(Syntax.read(self.text), scorer_of(lexicon), lexicon)
        object.__setattr__(self, "_basis", basis)
        return basis

    def totals(self, zones: Collection[ZoneKind] | None = ("title", "body")) -> Totals:
        """Count what was found.

        Args:
            zones: Kinds of zones that count; ``None`` for all.
        """
        return totals_of(
            self.text, self.zones, self.attributions, self.hedges, self.loaded_terms, zones
        )

    # --- records ------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Turn the report into plain dictionaries, lists, strings and numbers, without loss."""
        attributions, index = records.attribution_records(self.attributions)
        article = self.article
        return {
            "schema": SCHEMA,
            "lexicon": {"name": self.lexicon[0], "fingerprint": self.lexicon[1]},
            "article": {
                "id": article.id,
                "outlet": article.outlet,
                "url": article.url,
                "date": article.date,
            },
            "text": article.text,
            "attributions": attributions,
            "hedges": records.term_records(self.hedges, index),
            "loaded_terms": records.term_records(self.loaded_terms, index),
            "sentences": records.sentence_records(self.sentences),
            "zones": records.zone_records(self.zones),
            "sentiment": records.article_sentiment_record(self.sentiment),
            "readability": attrs.asdict(self.readability),
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Turn the report into JSON.

        Args:
            indent: Spaces of indentation; ``None`` for one line.
        """
        return records.json_of(self.to_dict(), indent=indent)

    # --- pages --------------------------------------------------------------------------------

    def to_html(self, *, layers: Collection[str] | None = None) -> str:
        """Turn the report into a page for a browser: one HTML document that loads nothing.

        Args:
            layers: Names of the layers that were annotated, so that no other is said to be empty;
                ``None`` for all.

        Returns:
            The document; it can be encoded as UTF-8 whatever the article holds.
        """
        # Pages stand above the report that they show, so it can only ask for them late.
        from .export.html.report import LAYERS, render

        return render(self, layers=LAYERS if layers is None else layers)

    def _repr_html_(self) -> str:
        """Show the report in a notebook: the page of :meth:`to_html`, in a frame."""
        from .export.html.report import render_frame

        return render_frame(self)

    def to_rows(self) -> list[dict[str, Any]]:
        """Write the report as rows, one flat dictionary for each annotation, ready for pandas.

        Returns:
            Attributions, hedges, loaded terms and sentences, all with the keys
            ``biaslens.export.rows.COLUMNS``, which docs/exports.md explains.
        """
        from .export.rows import to_rows

        return to_rows(self)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], lexicon: Lexicon | None = None) -> Report:
        """Build a report from what :meth:`to_dict` gave.

        Args:
            record: The dictionary.
            lexicon: The lexicon the report was made with, for :meth:`sentiment_toward`; the
                built-in one needs not be given.

        Raises:
            InputError: If the record is not one that this version of biaslens can read, or was made
                with another lexicon.
        """
        if not isinstance(record, Mapping):
            raise InputError(f"record: expected a mapping, came {type(record).__name__}")
        if lexicon is not None and not isinstance(lexicon, Lexicon):
            raise InputError(f"lexicon: expected a biaslens.Lexicon, came {type(lexicon).__name__}")
        if type(record.get("schema")) is not int or record["schema"] != SCHEMA:
            raise InputError(
                f"record: expected a report of schema {SCHEMA}, came {record.get('schema')!r}"
            )
        try:
            made_with = (record["lexicon"]["name"], record["lexicon"]["fingerprint"])
            text = record["text"]
            reader = records.Reader(text)
            attributions = reader.attributions(record["attributions"])
            report = cls(
                article=Article(text, **record["article"]),
                attributions=attributions,
                hedges=reader.hedges(record["hedges"], attributions),
                loaded_terms=reader.loaded_terms(record["loaded_terms"], attributions),
                sentences=reader.sentences(record["sentences"]),
                zones=reader.zones(record["zones"]),
                sentiment=reader.sentiment(record["sentiment"]),
                readability=reader.readability(record["readability"]),
                lexicon=made_with,
            )
        except (KeyError, TypeError, IndexError, ValueError) as problem:
            if isinstance(problem, InputError):
                raise
            raise InputError(
                f"record: expected what Report.to_dict gives, came a wrong part: {problem!r}"
            ) from problem
        if lexicon is not None:
            if lexicon.fingerprint != made_with[1]:
                raise InputError(
                    f"lexicon: expected the one the report was made with, {made_with[0]!r}, "
                    f"came {lexicon.name!r}"
                )
            basis = Basis(Syntax.read(text), scorer_of(lexicon), lexicon)
            object.__setattr__(report, "_basis", basis)
        return report


def _shown(value: object) -> str:
    """Name a value that should have been an annotation."""
    if isinstance(value, (Attribution, Hedge, LoadedTerm)):
        return f"the {type(value).__name__} {value.text[:40]!r} of another"
    return type(value).__name__


def packed(report: Report) -> tuple[Any, ...]:
    """Everything in a report but the article, in a form that pickles small and fast."""
    found = pack(
        report.attributions,
        report.hedges,
        report.loaded_terms,
        report.sentences,
        report.zones,
        report.sentiment,
        report.readability,
    )
    return found, report.lexicon


def unpacked(article: Article, found: tuple[Any, ...], lexicon: tuple[str, str]) -> Report:
    """Build a report from its article and what :func:`packed` gave."""
    return Report(article=article, lexicon=lexicon, **unpack(article, found))
