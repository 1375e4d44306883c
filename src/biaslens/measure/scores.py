"""Precision, recall and F1, and the errors behind them."""

from __future__ import annotations

from typing import Any, Literal

import attrs

__all__ = ["AROUND", "Accuracy", "ErrorKind", "Evaluation", "FoundError", "Score"]

#: Characters that are shown on either side of an error.
AROUND = 60

ErrorKind = Literal["missed", "extra", "source", "cue", "voice", "stance"]


@attrs.frozen(slots=True)
class Score:
    """How what was found agrees with what was marked.

    Attributes:
        gold: How many were marked.
        found: How many were found.
        right: How many of those agree.
    """

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was marked that was found; 0 where nothing was marked."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 0.0


@attrs.frozen(slots=True)
class Accuracy:
    """How often a property of what was rightly found is right.

    Attributes:
        asked: How many were found and have it marked.
        right: How many of those agree.
    """

    asked: int
    right: int

    @property
    def share(self) -> float:
        """Share that is right; 0 where none was asked for."""
        return self.right / self.asked if self.asked else 0.0


@attrs.frozen(slots=True)
class FoundError:
    """A place where what was found and what was marked differ.

    Attributes:
        layer: ``attribution``, ``hedging`` or ``loaded``.
        kind: ``missed`` (marked, not found), ``extra`` (found, not marked), or the property that is
            wrong: ``source``, ``cue``, ``stance`` or ``voice``.
        article: Id of the article, or its file and line.
        start: Offset of the first character.
        end: Offset behind the last character.
        text: The words.
        before: Words before them.
        after: Words behind them.
        detail: The lexicon entry behind an extra one; what was found and what was marked for a
            wrong property.
    """

    layer: str
    kind: ErrorKind
    article: str
    start: int
    end: int
    text: str
    before: str
    after: str
    detail: str


@attrs.frozen(slots=True)
class Evaluation:
    """What was found, measured against what was marked.

    Attributes:
        articles: How many articles were compared.
        words: How many words they have.
        scores: By name: ``attribution`` (contents overlap by half or more of their words),
            ``attribution+source`` and ``attribution+cue`` (these share a word, too),
            ``hedging`` and ``loaded`` (they overlap), ``hedging.exact`` and ``loaded.exact``
            (the same characters). A layer that was not marked has none.
        accuracies: By name: ``attribution.stance``, ``attribution.source_kind``,
            ``attribution.quotation``, ``attribution.voice``, ``hedging.voice``, ``loaded.voice``;
            those that were marked.
        errors: The differences, in the order of the articles and their text.
    """

    articles: int
    words: int
    scores: dict[str, Score]
    accuracies: dict[str, Accuracy]
    errors: tuple[FoundError, ...]

    def to_dict(self, errors: int | None = None) -> dict[str, Any]:
        """Turn the figures into plain dictionaries, lists, strings and numbers.

        Args:
            errors: How many of the errors to keep; ``None`` for all.
        """
        return {
            "articles": self.articles,
            "words": self.words,
            "scores": {
                name: {
                    "gold": score.gold,
                    "found": score.found,
                    "right": score.right,
                    "precision": round(score.precision, 4),
                    "recall": round(score.recall, 4),
                    "f1": round(score.f1, 4),
                }
                for name, score in self.scores.items()
            },
            "accuracies": {
                name: {"asked": one.asked, "right": one.right, "share": round(one.share, 4)}
                for name, one in self.accuracies.items()
            },
            "errors": [attrs.asdict(error) for error in self.errors[:errors]],
        }
