"""Who does what to whom: the verbs of a sentence with their subjects and objects, no parse tree."""

from __future__ import annotations

import attrs

from ..grammar.clauses import Range, Syntax

__all__ = ["NEGATORS", "VERB_LETTERS", "Event", "heads", "read_events"]

#: Word class letters of verbs, see :class:`~biaslens.grammar.Reading`.
VERB_LETTERS = "bpzdngZB"
NEGATORS = frozenset(
    """
    not n't never no neither nor hardly barely scarcely without cannot nothing none nobody
    """.split()
)
_BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"])
_PASSIVE = _BE | {"get", "gets", "got", "gotten", "getting"}
_LINKING = _BE | frozenset(
    """
    become becomes became becoming remain remains remained remaining seem seems seemed seeming
    appear appears appeared look looks looked looking sound sounds sounded feel feels felt prove
    proves proved stay stays stayed
    """.split()
)
#: Verbs behind which somebody's words stand: what is said there is not about the one who says it.
_SAYING = frozenset(
    """
    say says said saying tell tells told telling add adds added adding ask asks asked asking write
    writes wrote written writing tweet tweets tweeted tweeting explain explains explained explaining
    announce announces announced announcing note notes noted noting state states stated stating
    argue argues argued arguing believe believes believed believing think thinks thought thinking
    claim claims claimed claiming declare declares declared declaring suggest suggests suggested
    suggesting insist insists insisted insisting report reports reported reporting predict predicts
    predicted warn warns warned warning reply replies replied respond responds responded continue
    continued describe describes described describing call calls called calling know knows knew mean
    remark remarked recall recalled recalls acknowledge acknowledged acknowledges conclude concluded
    """.split()
)
#: Verbs behind which stands what somebody says is not so.
_DENYING = frozenset(
    "deny denies denied denying dispute disputes disputed disputing rebut rebuts rebutted".split()
)
#: Subjects of whom it is said that they do not: "few trust X", "no one trusts X".
_NOBODY = frozenset(["no", "nobody", "none", "few", "neither", "nothing"])
_WHO = frozenset(["who", "which", "that"])
#: Stand between an object and what it is said to do: "accused X of lying", "kept X from leaving".
_OBJECT_DOES = frozenset(["of", "as", "for", "from", "into", "over"])
_QUOTES = frozenset(["“", '"', "(", ","])
#: Behind "by" they tell how far, not by whom: "lost by a wide margin".
_MEASURES = frozenset(
    """
    margin margins percent point points vote votes seat seats majority landslide half third quarter
    whisker year years month months week weeks day days
    """.split()
)
#: Joined nouns are followed no further than this.
_MOST_JOINED = 5


@attrs.frozen(slots=True)
class Event:
    """A verb and those who take part in it, as half-open ranges of token indices.

    Attributes:
        first: First token of the verb group.
        last: Token behind it.
        verb: The main verb.
        passive: Whether the subject is the one it is done to.
        negated: Whether it is said not to be so.
        linking: Whether it tells what the subject is: "is", "became", "remains".
        saying: Whether somebody's words stand behind it.
        denying: Whether what stands behind it is said not to be so.
        subject: The subject, ``None`` where nobody is named.
        object: The noun groups that it is done to, ``None`` where there are none.
        begin: First token that belongs to it: its subject's or its own.
    """

    first: int
    last: int
    verb: int
    passive: bool
    negated: bool
    linking: bool
    saying: bool
    denying: bool
    subject: Range | None
    object: Range | None
    begin: int


def read_events(syntax: Syntax, first: int, last: int) -> list[Event]:
    """Read the verbs of a sentence, or of a part of it, in their order.

    Args:
        syntax: The text as read.
        first: First token.
        last: Token behind the last.
    """
    reading = syntax.reading
    events: list[Event] = []
    at = first
    while at < last:
        number = reading.group[at]
        if number < 0:
            at += 1
            continue
        end = min(reading.lasts[number], last)
        if reading.verbal[number]:
            events.append(_read_event(syntax, at, end, first, last, events[-1] if events else None))
        at = max(end, at + 1)
    return events


def heads(syntax: Syntax, subject: Range | None) -> list[Range]:
    """The noun groups that a subject is about: not those in its "of" phrases and relative clauses.

    Args:
        syntax: The text as read.
        subject: The subject of an event.
    """
    found: list[Range] = []
    if subject is None:
        return found
    letters = syntax.letters
    at, end = subject
    while len(found) < _MOST_JOINED and at < end:
        group = syntax.reading.noun_group(at)
        if group is None or letters[at] == "w":
            break
        found.append(group)
        at = group[1]
        if at >= end or letters[at] not in ",c":
            break
        at += 1
        if at < end and letters[at] == "c":
            at += 1
    return found


def _read_event(
    syntax: Syntax, at: int, end: int, first: int, last: int, before: Event | None
) -> Event:
    letters, keys = syntax.letters, syntax.keys
    verb = end - 1
    while verb > at and letters[verb] not in VERB_LETTERS:
        verb -= 1
    own = syntax.subject(at, first)
    if own is not None:
        own = _antecedent(syntax, own, first)
    found = _object(syntax, end, last)
    passive = _is_passive(syntax, at, end, verb, own is not None, found is not None)
    denying = keys[verb] in _DENYING and not passive
    negated = any(key in NEGATORS for key in keys[max(first, at - 1) : end])
    return Event(
        first=at,
        last=end,
        verb=verb,
        passive=passive,
        negated=negated or (own is not None and keys[own[0]] in _NOBODY),
        linking=keys[verb] in _LINKING,
        saying=denying or (keys[verb] in _SAYING and not passive),
        denying=denying,
        subject=own if own is not None else _shared_subject(syntax, at, before),
        object=None if passive else found,
        begin=at if own is None else min(own[0], at),
    )


def _is_passive(
    syntax: Syntax, at: int, end: int, verb: int, has_subject: bool, has_object: bool
) -> bool:
    """Whether a verb group is passive: "was praised", or "praised by" behind a noun."""
    letters, keys = syntax.letters, syntax.keys
    if letters[verb] not in "nd":
        return False
    auxiliaries = [keys[i] for i in range(at, verb) if letters[i] in VERB_LETTERS]
    if auxiliaries:
        return auxiliaries[-1] in _PASSIVE
    if has_object or end >= len(keys):
        return False
    if keys[end] == "by" and _is_measure(syntax, end + 1):
        return False
    if letters[verb] == "n":
        return has_subject or at > 0
    return keys[end] == "by" and end + 1 < len(keys) and letters[end + 1] in "DHNPRJ"


def _is_measure(syntax: Syntax, at: int) -> bool:
    """Whether the noun group at a token tells how much: "by nine points"."""
    group = syntax.reading.noun_group(at) if at < len(syntax.keys) else None
    return group is not None and syntax.keys[group[1] - 1] in _MEASURES


def _antecedent(syntax: Syntax, subject: Range, first: int) -> Range:
    """Who is meant by "who": the noun group before it."""
    if syntax.keys[subject[0]] not in _WHO or subject[1] - subject[0] > 1:
        return subject
    at = subject[0] - 1
    while at >= first and syntax.keys[at] in _QUOTES:
        at -= 1
    group = syntax.reading.noun_group(at) if at >= first else None
    return subject if group is None else (max(group[0], first), subject[1])


def _shared_subject(syntax: Syntax, at: int, before: Event | None) -> Range | None:
    """The subject of a verb that has none of its own: that of the verb before, or its object."""
    if before is None:
        return None
    if before.object is not None and syntax.letters[at] in "tbgnB":
        # "urged X to resign", "saw X leaving", "accused X of lying"
        between = at - before.object[1]
        if between == 0 or (between == 1 and syntax.keys[at - 1] in _OBJECT_DOES):
            return before.object
    return before.subject


def _object(syntax: Syntax, end: int, last: int) -> Range | None:
    """The noun groups, joined by commas and "and", that follow a verb group directly."""
    letters = syntax.letters
    at = end
    while at < last and at - end < 4 and letters[at] in 'ar"':
        at += 1
    group = syntax.reading.noun_group(at) if at < last else None
    if group is None or letters[at] in "wE" or syntax.is_time(group):
        return None
    to = min(group[1], last)
    for _ in range(_MOST_JOINED):
        if to + 1 >= last or letters[to] not in ",c":
            break
        behind = to + 1 + (letters[to] == "," and letters[to + 1] == "c")
        following = syntax.reading.noun_group(behind) if behind < last else None
        if following is None or letters[behind] in "wR" or syntax.opens_clause(behind, last):
            break
        to = min(following[1], last)
    return group[0], to
