"""Measuring an annotator against gold data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..annotator import Annotator
from ..model import Attribution, Hedge, LoadedTerm, Mention, Span
from ..report import Report
from .gold import GoldArticle, GoldAttribution, GoldTerm
from .matching import Words, pair_contents, pair_terms
from .scores import AROUND, Accuracy, ErrorKind, Evaluation, FoundError, Score

__all__ = ["evaluate", "evaluate_reports"]

_MARKED = ("stance", "source_kind", "quotation", "voice")


def evaluate(gold: Iterable[GoldArticle], annotator: Annotator | None = None) -> Evaluation:
    """Annotate the articles of gold data and measure what is found.

    Args:
        gold: The gold data, such as :func:`~biaslens.measure.read_gold` gives.
        annotator: The annotator; one with the built-in lexicon unless given.

    Returns:
        The figures and the errors.
    """
    annotator = annotator or Annotator()
    return evaluate_reports((one, annotator.annotate(one.article)) for one in gold)


def evaluate_reports(pairs: Iterable[tuple[GoldArticle, Report]]) -> Evaluation:
    """Measure reports that are there already.

    Args:
        pairs: Gold data, each with the report of the same text.
    """
    tally = _Tally()
    for gold, report in pairs:
        tally.add(gold, report)
    return tally.result()


class _Tally:
    """Adds up the figures of some articles."""

    def __init__(self) -> None:
        self._articles = 0
        self._words = 0
        self._scores: dict[str, Counter[str]] = {}
        self._accuracies: dict[str, Counter[str]] = {}
        self._errors: list[FoundError] = []

    def result(self) -> Evaluation:
        return Evaluation(
            self._articles,
            self._words,
            {n: Score(c["gold"], c["found"], c["right"]) for n, c in self._scores.items()},
            {n: Accuracy(c["asked"], c["right"]) for n, c in self._accuracies.items()},
            tuple(self._errors),
        )

    def add(self, gold: GoldArticle, report: Report) -> None:
        words = Words.of(report.text)
        self._articles += 1
        self._words += len(words.starts)
        place = _Place(gold.article.id or gold.place, report.text)
        before = len(self._errors)
        if gold.attributions is not None:
            self._attributions(gold.attributions, report.attributions, words, place)
        if gold.hedges is not None:
            self._terms("hedging", gold.hedges, report.hedges, place)
        if gold.loaded is not None:
            self._terms("loaded", gold.loaded, report.loaded_terms, place)
        self._errors[before:] = sorted(self._errors[before:], key=lambda e: (e.start, e.end))

    def _score(self, name: str, gold: int, found: int, right: int) -> None:
        self._scores.setdefault(name, Counter()).update(gold=gold, found=found, right=right)

    def _ask(self, name: str, right: bool) -> None:
        self._accuracies.setdefault(name, Counter()).update(asked=1, right=int(right))

    def _attributions(
        self,
        gold: Sequence[GoldAttribution],
        found: Sequence[Attribution],
        words: Words,
        place: _Place,
    ) -> None:
        # Where only the act is told, there is nothing to be compared.
        gold = [item for item in gold if words.touched(item.content)]
        found = [item for item in found if words.touched(_spans(item.content))]
        pairs = pair_contents(
            [words.touched(item.content) for item in gold],
            [words.touched(_spans(item.content)) for item in found],
        )
        right: Counter[str] = Counter()
        for one, other in pairs:
            for role in ("source", "cue"):
                marked = words.touched(getattr(gold[one], role))
                came = words.touched(_spans(getattr(found[other], role)))
                agree = bool(marked & came) or not (marked or came)
                right[role] += agree
                if not agree:
                    kind: ErrorKind = "source" if role == "source" else "cue"
                    detail = f"found {_quoted(getattr(found[other], role))}"
                    spans = getattr(gold[one], role) or gold[one].content
                    self._errors.append(place.error("attribution", kind, spans, detail))
            for name in _MARKED:
                if name in gold[one].marked:
                    self._property(
                        f"attribution.{name}",
                        gold[one].marked[name],
                        getattr(found[other], name),
                        place,
                        gold[one].content,
                    )
        self._score("attribution", len(gold), len(found), len(pairs))
        self._score("attribution+source", len(gold), len(found), right["source"])
        self._score("attribution+cue", len(gold), len(found), right["cue"])
        for index in _rest(gold, [one for one, _ in pairs]):
            self._errors.append(place.error("attribution", "missed", gold[index].content, ""))
        for index in _rest(found, [other for _, other in pairs]):
            item = found[index]
            self._errors.append(
                place.error("attribution", "extra", _spans(item.content), item.entry)
            )

    def _terms(
        self,
        layer: str,
        gold: Sequence[GoldTerm],
        found: Sequence[Hedge] | Sequence[LoadedTerm],
        place: _Place,
    ) -> None:
        pairs = pair_terms(gold, found)
        exact = 0
        for one, other in pairs:
            marked, came = gold[one], found[other]
            exact += (marked.start, marked.end) == (came.start, came.end)
            if marked.voice is not None:
                spans = (Span(came.start, came.end),)
                self._property(f"{layer}.voice", marked.voice, came.voice, place, spans)
        self._score(layer, len(gold), len(found), len(pairs))
        self._score(f"{layer}.exact", len(gold), len(found), exact)
        for index in _rest(gold, [one for one, _ in pairs]):
            spans = (Span(gold[index].start, gold[index].end),)
            self._errors.append(place.error(layer, "missed", spans, ""))
        for index in _rest(found, [other for _, other in pairs]):
            item = found[index]
            spans = (Span(item.start, item.end),)
            self._errors.append(place.error(layer, "extra", spans, item.entry))

    def _property(
        self, name: str, marked: str, came: str, place: _Place, spans: Sequence[Span]
    ) -> None:
        self._ask(name, marked == came)
        layer, _, kind = name.partition(".")
        if marked != came and kind in ("voice", "stance"):
            known: ErrorKind = "voice" if kind == "voice" else "stance"
            detail = f"marked {marked}, found {came}"
            self._errors.append(place.error(layer, known, spans, detail))


class _Place:
    """Shows places of one article."""

    def __init__(self, article: str, text: str) -> None:
        self._article = article
        self._text = text

    def error(
        self, layer: str, kind: ErrorKind, spans: Sequence[Span], detail: str
    ) -> FoundError:
        start, end = spans[0].start, spans[-1].end
        return FoundError(
            layer,
            kind,
            self._article,
            start,
            end,
            self._text[start:end],
            self._text[max(0, start - AROUND) : start],
            self._text[end : end + AROUND],
            detail,
        )


def _spans(mention: Mention | None) -> tuple[Span, ...]:
    return mention.spans if mention is not None else ()


def _quoted(mention: Mention | None) -> str:
    return f"“{' '.join(mention.text.split())}”" if mention is not None else "none"


def _rest(items: Sequence[object], taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [index for index in range(len(items)) if index not in known]
