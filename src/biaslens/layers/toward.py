"""Sentiment toward one person or group that a text names: who does what to whom.

Words that judge are weighed by how they stand to the target: what it does, what is done to it, what
it is called, what it has, what is directed at it; then by the tone of the sentence around it. One
who only speaks, or only stands by, is hardly judged by that tone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import attrs

from ..grammar.clauses import Range, Syntax
from ..model import SentimentLabel, TargetSentiment
from .events import Event, heads, read_events
from .polarity import (
    NEGATED,
    Polarity,
    Role,
    negation_before,
    read_polarity,
    takes_back,
    undoes,
)
from .sentiment import SentimentScorer
from .targets import mentions_of, pronouns_of, sentence_around, tokens_at

__all__ = ["mentions_of", "toward", "toward_name"]

# Weights of the kinds of evidence, found on NewsMTSC (Hamborg & Donnay 2021) and rounded. Each kind
# but the last two is summed over its words and levels off: tanh(sum / 3).
_WEIGHTS = {
    "done": 5.0,  # what the target does
    "suffered": 4.0,  # what is done to it
    "directed": 2.4,  # "criticism of X", "support for X", what is done to what is X's
    "owned": 2.2,  # "X's lies"
    "called": 1.8,  # "the corrupt X", "X is a liar"
    "object": 1.9,  # what else is said where it is the object: "called X a liar"
    "predicate": 1.0,  # what else is said where it is the subject: "X faces charges"
    "tone": 1.4,  # the words of the sentence, with roles
    "vader": 1.0,  # VADER's compound for the sentence
}
_LEVEL = 3.0
# VADER's own normalisation.
_ALPHA = 15.0
#: How much evidence it takes to call a target anything but neutral, by its part in the sentence.
_BARS = {"acts": 0.5, "stands by": 1.0, "speaks": 2.0}
_POLAR, _AMOUNT = 0.55, 0.65
#: More mentions of one name than any article has; the rest would not change the verdict.
_MOST_MENTIONS = 1000


@attrs.frozen(slots=True)
class _Evidence:
    """What speaks for or against a target.

    Attributes:
        polarity: Weighted sum, signs kept.
        amount: Weighted sum of the amounts: words for and against do not make a target neutral.
        bar: How much it takes to call it anything but neutral.
    """

    polarity: float
    amount: float
    bar: float


def toward(syntax: Syntax, scorer: SentimentScorer, start: int, end: int) -> TargetSentiment:
    """Say how one mention of a person or group is spoken of in its sentence.

    Args:
        syntax: The text as read.
        scorer: Has the valences and the roles of words.
        start: Offset of the mention's first character.
        end: Offset behind its last character.

    Raises:
        InputError: The offsets are not in the text, or there is no word between them.
    """
    return _verdict([_evidence(syntax, scorer, tokens_at(syntax, start, end))])


def toward_name(
    syntax: Syntax,
    scorer: SentimentScorer,
    name: str,
    mentions: Iterable[tuple[int, int]] = (),
) -> TargetSentiment:
    """Say how a person or group is spoken of in the whole text.

    Args:
        syntax: The text as read.
        scorer: Has the valences and the roles of words.
        name: Its name as the text has it in full; its last word alone counts too.
        mentions: Further mentions known to mean the same, such as pronouns, as offsets.

    Returns:
        The verdict over all mentions; neutral with score 0 where there are none.

    Raises:
        InputError: The name has no word in it, or a mention is not in the text.
    """
    found = {*mentions_of(syntax, name)}
    found.update(pronouns_of(syntax, found))
    found.update(tokens_at(syntax, start, end) for start, end in mentions)
    return _verdict(
        [_evidence(syntax, scorer, target) for target in sorted(found)[:_MOST_MENTIONS]]
    )


def _verdict(evidence: Sequence[_Evidence]) -> TargetSentiment:
    """Bring the evidence of one or more mentions together."""
    if not evidence:
        return TargetSentiment("neutral", 0.0)
    count = len(evidence)
    polarity = sum(e.polarity for e in evidence) / count
    strength = sum(_POLAR * abs(e.polarity) + _AMOUNT * e.amount - e.bar for e in evidence)
    score = round(polarity / (1 + abs(polarity)), 4)
    label: SentimentLabel = "neutral"
    if strength > 0 and score:
        label = "positive" if score > 0 else "negative"
    return TargetSentiment(label, score)


# --- evidence ----------------------------------------------------------------------------------


def _evidence(syntax: Syntax, scorer: SentimentScorer, target: Range) -> _Evidence:
    first, last = sentence_around(syntax, target)
    target = target[0], min(target[1], last)
    events = read_events(syntax, first, last)
    words = read_polarity(syntax, scorer, first, last, target)
    search = _Search(syntax, words, events, first, last, target)
    search.group()
    search.hosts()
    for number in range(len(events)):
        search.event(number)
    polarity = amount = 0.0
    sums = {kind: math.tanh(value / _LEVEL) for kind, value in search.sums.items()}
    tone = words.total(range(first, last), search.aimed.union(range(*target)))
    sums["tone"] = tone / math.sqrt(tone * tone + _ALPHA)
    sums["vader"] = scorer.score(_text_without(syntax, first, last, search.aimed)).compound
    for kind, value in sums.items():
        polarity += _WEIGHTS[kind] * value
        amount += _WEIGHTS[kind] * abs(value)
    return _Evidence(polarity, amount, _BARS[search.part])


def _text_without(syntax: Syntax, first: int, last: int, without: set[int]) -> str:
    """The text of some tokens, but for those whose feeling is aimed at somebody known."""
    text, tokens = syntax.document.text, syntax.document.tokens
    parts: list[str] = []
    at = tokens.starts[first]
    for i in sorted(without):
        parts.append(text[at : tokens.starts[i]])
        at = tokens.ends[i]
    parts.append(text[at : tokens.ends[last - 1]])
    return "".join(parts)


class _Search:
    """Collects the evidence for one target in one sentence.

    Attributes:
        sums: What was found, by kind.
        aimed: Tokens whose feeling is aimed at the target or at another, so that they are no tone.
        part: Whether the target ``acts`` (or is acted upon), ``speaks`` or ``stands by``.
    """

    def __init__(
        self,
        syntax: Syntax,
        words: Polarity,
        events: list[Event],
        first: int,
        last: int,
        target: Range,
    ) -> None:
        self.syntax, self.words, self.events = syntax, words, events
        self.first, self.last = first, last
        self.target = target
        letters = syntax.letters
        behind = letters[target[1]] if target[1] < last else ""
        #: Whether the target only owns the noun that its group is about: "X's lies", "his lies".
        self.owner = letters[target[1] - 1] in "HS" or behind == "S"
        around = syntax.reading.noun_group(target[1] - 1) or target
        self.around = (
            max(first, min(around[0], target[0])), min(last, max(around[1], target[1]))
        )  # fmt: skip
        self.host_groups: list[Range] = []
        self.used: set[int] = set()
        self.aimed: set[int] = set()
        self.sums: dict[str, float] = {}
        self.part = "stands by"

    def _add(self, kind: str, value: float) -> None:
        if value:
            self.sums[kind] = self.sums.get(kind, 0.0) + value

    def group(self) -> None:
        """What stands in the target's own noun group: "the corrupt X", "X's lies"."""
        words, target = self.words, self.target
        if target[1] - target[0] > 1:
            self._add("called", words.total(range(*target)))
        before = range(self.around[0], target[0])
        behind = range(target[1], self.around[1])
        self.used.update(before, behind)
        if not self.owner:
            self._add("called", words.total(before) + words.total(behind))
            return
        for i in behind:
            role = words.roles.get(i)
            if role is None or role.verbal:
                self._add("owned", words.values[i - words.first])
            elif role.subject:
                self._add("owned", role.subject * self._sign(i))
            else:
                self._add("directed", role.object)

    def hosts(self) -> None:
        """What is directed at the target by a noun before it: "criticism of X", "support for X"."""
        letters, keys = self.syntax.letters, self.syntax.keys
        at = self.around[0]
        for step in range(3):
            joint = at - 1
            if joint <= self.first or letters[joint] not in "it":
                return
            host = self.syntax.reading.noun_group(joint - 1)
            if host is None or host[0] < self.first:
                return
            if step == 0:
                self._host(host, keys[joint])
            if keys[joint] == "of":
                self.host_groups.append(host)
            at = host[0]

    def _host(self, host: Range, joint: str) -> None:
        words = self.words
        role: Role | None = None
        for i in range(*host):
            found = words.roles.get(i)
            if found is not None and not found.verbal:
                role = found
        if role is None:
            if joint == "of":
                self._add("directed", words.total(range(*host)))
                self.used.update(range(*host))
            return
        self.used.update(range(*host))
        if joint == "by":
            value = role.subject
        elif joint in ("from", "with"):
            value = 0.3 * role.object
        elif role.object:
            value = role.object
        else:
            value = role.subject if joint == "of" else 0.0
        sign = self._sign(role.first)
        if sign > 0 and any(self._takes_back(event, host) for event in self.events):
            sign = NEGATED
        self._add("directed", value * sign)

    def _takes_back(self, event: Event, host: Range) -> bool:
        """Whether a verb's object is a feeling that it ends: "lacks confidence in X"."""
        held = event.object is not None and event.object[0] <= host[0] < event.object[1]
        return held and takes_back(self.syntax, event)

    def event(self, number: int) -> None:
        """What one verb tells of the target."""
        syntax, words, event = self.syntax, self.words, self.events[number]
        if self._is_denied(number):
            self.used.update(range(event.first, event.last))
            return
        at = self.target[0]
        role = words.of_verb(event)
        sign = NEGATED if event.negated else 1.0
        within = event.subject is not None and event.subject[0] <= at < event.subject[1]
        acts = within and not self.owner and event.subject is not None
        acts = acts and any(a <= at < b for a, b in heads(syntax, event.subject))
        obj = event.object
        if role is not None and role.last > event.last:
            # The preposition is part of the verb: "lashed out at X".
            obj = syntax.reading.noun_group(role.last) if role.last < self.last else None
        passive = event.passive or self._headline_passive(event, role, obj)
        suffers = obj is not None and obj[0] <= at < obj[1]
        through = (
            not suffers
            and obj is not None
            and any(obj[0] <= host[0] < obj[1] for host in self.host_groups)
        )
        agent = passive and self._is_agent(event)
        if self.part == "stands by" and (within or suffers):
            self.part = "speaks" if event.saying and within else "acts"
        if role is not None:
            spent = range(role.first, role.last)
            self.used.update(spent)
            if within or suffers or through or agent:
                self.aimed.update(spent)
            felt = role.object if passive else role.subject
            if acts:
                self._add("suffered" if passive else "done", felt * sign)
            elif within:
                self._add("directed", felt * sign)
            elif suffers:
                self._add("suffered", role.object * sign)
            elif through:
                self._add("directed", role.object * sign)
            elif agent:
                self._add("done", role.subject * sign)
        self._rest_of(number, role, acts, suffers or through, within, passive)

    def _rest_of(
        self, number: int, role: Role | None, acts: bool, suffers: bool, within: bool, passive: bool
    ) -> None:
        """What else is said in the predicate of a verb."""
        words, event = self.words, self.events[number]
        end = self.events[number + 1].begin if number + 1 < len(self.events) else self.last
        tokens = range(event.last, max(event.last, min(end, self.last)))
        against = role is not None and role.object < 0 and acts and not passive
        if against or undoes(self.syntax, event):
            # One who did not lie, and one who fights corruption, is the better for it.
            words.negate(tokens)
        spent = self.used.union(range(*self.target))
        rest = words.total(tokens, spent)
        verb = 0.0
        if role is None:
            sign = NEGATED if event.negated else 1.0
            verb = words.values[event.verb - words.first] * sign
        if acts:
            if event.linking:
                self._add("called", rest)
            elif not event.saying and (role is None or not role.object or passive):
                self._add("predicate", rest + verb)
        elif suffers:
            behind = range(max(tokens.start, self.target[1]), tokens.stop)
            self._add("object", words.total(behind, spent) + verb)
        if acts or suffers or within:
            self.used.update(tokens)
            self.used.add(event.verb)

    def _is_denied(self, number: int) -> bool:
        """Whether somebody is told to have denied doing it: "denied lying"."""
        if not number or not self.events[number - 1].denying:
            return False
        return self.events[number - 1].last == self.events[number].first

    def _is_agent(self, event: Event) -> bool:
        """Whether the target did what was done: "praised by X"."""
        joint = self.around[0] - 1
        return event.last <= joint < event.last + 4 and self.syntax.keys[joint] == "by"

    def _headline_passive(self, event: Event, role: Role | None, obj: Range | None) -> bool:
        """Whether a verb that needs an object has none: "Minister slammed over tax plan"."""
        return (
            role is not None
            and bool(role.object)
            and not role.subject
            and obj is None
            and self.syntax.letters[event.verb] in "dn"
            and event.last < self.last
            and self.syntax.keys[event.last] in ("over", "for", "by", "amid", "after")
        )

    def _sign(self, token: int) -> float:
        return NEGATED if negation_before(self.syntax, token, self.first) else 1.0
