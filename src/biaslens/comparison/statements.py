"""What each article says: in its author's voice, and in that of its sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import attrs

from ..model import Attribution, Span
from .alignment import LEAST_TERMS, Unit
from .model import Passage, Statement, Status
from .terms import Term, Terms
from .views import AUTHOR, COUNTED, ArticleView

__all__ = ["Said", "Statements", "read_statements"]

_NEGATIONS = frozenset(["not", "n't", "never", "neither", "nor", "no", "nobody", "none", "without"])
_NO_NEGATION = frozenset(["only", "just", "merely", "fewer", "less", "doubt", "longer", "later"])
#: Open no statement of their own, so that they are left out at its ends.
_EDGES = frozenset([",", ";", ":", ".", "—", "–", "-", "and", "but", "that"])
#: Contents that only point to what was said before.
_POINTING = frozenset(
    """
    it this that these those claim claims report reports account accounts statement
    statements allegation allegations accusation accusations charge charges news comment version
    story so
    """.split()
)
_SELF = frozenset(["it", "he", "she", "they", "its", "his", "her", "their"])
_CONFIRMING = ("confirm", "acknowledg", "verif", "corroborat", "admit")
_STATUS: dict[str, Status] = {
    "denies": "denied", "withholds": "not confirmed", "doubts": "doubted",
}  # fmt: skip
#: How many attributions back "the claim" is looked for.
_BACK = 3


@attrs.frozen(slots=True, eq=False)
class Said:
    """What a source is said to have said.

    Attributes:
        unit: The statement with its words; where the content only points to something said before,
            with the words of that.
        status: Its status, or ``None`` where the source simply says so.
        about: What the content points to.
    """

    unit: Unit
    status: Status | None
    about: Passage | None


@attrs.frozen(slots=True, eq=False)
class Statements:
    """What one article says.

    Attributes:
        stated: In its author's voice, and without a hedge.
        said: By its sources; contents of several sentences are one for each.
    """

    stated: Sequence[Unit]
    said: Sequence[Said]


def read_statements(
    view: ArticleView, terms: Terms, concepts: Mapping[int, str], names: Mapping[str, str]
) -> Statements:
    """Read what an article says.

    Args:
        view: The article.
        terms: Turns tokens into terms.
        concepts: Name of the contrast set by token.
        names: The fullest name in any article by the name in this one.
    """
    return Statements(
        list(_stated(view, terms, concepts)), list(_said(view, terms, concepts, names))
    )


# --- the author's voice ------------------------------------------------------------------------


def _stated(
    view: ArticleView, terms: Terms, concepts: Mapping[int, str]
) -> Iterator[Unit]:
    """Yield the stretches of each sentence that are the author's own and are stated as fact."""
    keys = view.syntax.keys
    named = _tokens_of_roles(view)
    hedged = _hedged_tokens(view)
    titles = [
        view.tokens_of(Span(zone.start, zone.end))
        for zone in view.report.zones
        if zone.kind == "title"
    ]
    for first, last in view.syntax.document.sentences:
        if keys[last - 1] == "?" or not view.counted[first]:
            continue
        run: list[int] = []
        for at in range(first, last + 1):
            if at < last and view.owner[at] < 0 and at not in named and keys[at] not in ";:":
                run.append(at)
                continue
            # In a title few words say much.
            titled = any(start <= first < end for start, end in titles[:1])
            unit = _unit_of_run(view, run, terms, concepts, 2 if titled else LEAST_TERMS)
            if unit is not None and hedged.isdisjoint(run):
                yield unit
            run = []


def _unit_of_run(
    view: ArticleView,
    run: Sequence[int],
    terms: Terms,
    concepts: Mapping[int, str],
    least: int,
) -> Unit | None:
    """The statement that some tokens of a sentence make, if it has so many content words."""
    keys = view.syntax.keys
    start, end = 0, len(run)
    while start < end and keys[run[start]] in _EDGES:
        start += 1
    while end > start and keys[run[end - 1]] in _EDGES:
        end -= 1
    run = run[start:end]
    found = terms.of_tokens(view.syntax, run, concepts)
    if len(found) < least:
        return None
    statement = Statement(view.passage(run[0], run[-1] + 1), None, None, None, None)
    return Unit(statement, found, _negated(view, run))


def _tokens_of_roles(view: ArticleView) -> set[int]:
    """Tokens of sources and cues: they tell who speaks, not what is so."""
    found: set[int] = set()
    for attribution in view.speech:
        for mention in (attribution.source, attribution.cue):
            for span in mention.spans if mention is not None else ():
                found.update(range(*view.tokens_of(span)))
    return found


def _hedged_tokens(view: ArticleView) -> set[int]:
    """Tokens by which the author holds back: what stands beside them is not stated as fact."""
    starts = view.syntax.document.tokens.starts
    return {
        bisect_left(starts, hedge.start)
        for hedge in view.report.hedges
        if hedge.voice == "author" and hedge.category != "vagueness"
    }


def _negated(view: ArticleView, tokens: Sequence[int]) -> bool:
    """Whether it is said not to be so; "not only" and "no fewer than" say that it is."""
    keys = [view.syntax.keys[at] for at in tokens]
    return any(
        key in _NEGATIONS and following not in _NO_NEGATION
        for key, following in zip(keys, [*keys[1:], ""], strict=True)
    )


# --- the sources' voices -----------------------------------------------------------------------


def _said(
    view: ArticleView, terms: Terms, concepts: Mapping[int, str], names: Mapping[str, str]
) -> Iterator[Said]:
    """Yield what sources say, sentence by sentence."""
    earlier: list[Unit] = []
    innermost = _innermost(view)
    for attribution in view.report.attributions:
        content = attribution.content
        if content is None or attribution.zone not in COUNTED or attribution.speaker == AUTHOR:
            continue
        status = _status(attribution)
        if status is None and id(attribution) not in innermost:
            continue
        for run in _runs(view, content.spans):
            if status == "denied" and view.syntax.keys[run[0]] == "to":
                continue  # Who refuses to help denies nothing that is said.
            found = terms.of_tokens(view.syntax, run, concepts)
            if any(view.syntax.keys[at] in _SELF for at in run[:2]):
                found = _with_source(view, attribution, terms, found)
            about = None
            unit = Unit(_statement(view, attribution, run, names), found, _negated(view, run))
            if status is not None and earlier and _points_back(view, run):
                about = earlier[-1].statement.passage
                unit = Unit(unit.statement, earlier[-1].terms, earlier[-1].negated)
            if len(found) >= 2 or (status is not None and _says_something(view, run)):
                yield Said(unit, status, about)
            if about is None and len(found) >= LEAST_TERMS:
                earlier = [*earlier[1 - _BACK :], unit]


def _with_source(
    view: ArticleView, attribution: Attribution, terms: Terms, found: Sequence[Term]
) -> list[Term]:
    """Add the names in a source to what it says of itself: "Russia says it has struck …"."""
    spans = attribution.source.spans if attribution.source is not None else ()
    tokens = [at for span in spans[:1] for at in range(*view.tokens_of(span))]
    known = {term.key for term in found}
    added = [
        term
        for term in terms.of_tokens(view.syntax, tokens, {})
        if term.kind == "name" and term.key not in known
    ]
    return [*found, *added]


def _innermost(view: ArticleView) -> set[int]:
    """Ids of the attributions of speech; of those that share a content, the inner one alone."""
    best: dict[tuple[Span, ...], Attribution] = {}
    for attribution in view.speech:
        spans = attribution.content.spans if attribution.content is not None else ()
        if spans not in best or attribution.inside is best[spans]:
            best[spans] = attribution
    return {id(attribution) for attribution in best.values()}


def _status(attribution: Attribution) -> Status | None:
    if attribution.source is None and attribution.entry.endswith("-noun"):
        return None  # "There is no doubt that …" is nobody's stance.
    if attribution.stance != "asserts":
        return _STATUS[attribution.stance]
    cue = attribution.cue.text.lower() if attribution.cue is not None else ""
    return "confirmed" if any(word in cue for word in _CONFIRMING) else None


def _runs(view: ArticleView, spans: Sequence[Span]) -> Iterator[list[int]]:
    """Yield the tokens of a content, one list for each sentence it covers."""
    tokens = [at for span in spans for at in range(*view.tokens_of(span))]
    sentences = view.syntax.document.sentences
    begin = 0
    while begin < len(tokens):
        last = sentences[bisect_left(sentences, (tokens[begin] + 1,)) - 1][1]
        end = bisect_left(tokens, last, begin)
        # A quotation may go round its cue: «“Towns change hands,” he said. “Grievances do not.”»
        if any(view.syntax.keys[at][0].isalnum() for at in tokens[begin:end]):
            yield tokens[begin:end]
        begin = max(end, begin + 1)


def _points_back(view: ArticleView, run: Sequence[int]) -> bool:
    """Whether a content is no more than "it", "her account", "the Russian report"."""
    letters = {view.syntax.letters[at] for at in run[:-1]}
    return (
        len(run) <= 4 and view.syntax.keys[run[-1]] in _POINTING and letters.isdisjoint("bpzdmZ")
    )


def _says_something(view: ArticleView, run: Sequence[int]) -> bool:
    """Whether there is more than a pronoun: "No observer can doubt him" disputes no claim."""
    return any(view.syntax.letters[at] not in "RDHiw.,\"" for at in run)


def _statement(
    view: ArticleView, attribution: Attribution, run: Sequence[int], names: Mapping[str, str]
) -> Statement:
    source = attribution.speaker
    if source is not None:
        source = names.get(source, source)
    elif attribution.source is not None:
        source = " ".join(attribution.source.text.split())
    return Statement(
        passage=view.passage(run[0], run[-1] + 1),
        source=source,
        source_kind=attribution.source_kind,
        stance=attribution.stance,
        cue=None if attribution.cue is None else " ".join(attribution.cue.text.split()),
    )
