"""Attributions by verbs: "says", "has not confirmed", "is expected to", "was quoted by X as saying"."""

from __future__ import annotations

from ...grammar.clauses import Range
from ...grammar.reading import FINITE
from ...lexicon.schema import AttributionEntry
from . import contents
from .draft import NEGATIONS, Draft, Scene

__all__ = ["read_verb"]

_BE = frozenset("be am is are was were been being 's 're get gets got".split())
_SAYING = frozenset(["quote", "clause", "that"])


def read_verb(scene: Scene, head: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """Read the attributions that a verb makes.

    Args:
        scene: The sentence.
        head: Token of the verb.
        end: Token behind the cue term ("point out": behind "out").
        entry: The cue's lexicon entry.
    """
    syntax = scene.syntax
    letters, keys = syntax.letters, syntax.keys
    group = syntax.reading.verb_group(head)
    if group is None or _is_modifier(scene, head, group):
        return []
    first = group[0]
    at = max(end, head + 1)
    negated = any(k in NEGATIONS for k in keys[first:head]) or (
        first > scene.first and keys[first - 1] in NEGATIONS
    )
    draft = Draft(head, entry.id, cue=[(first, at)], stance=scene.stance(entry, negated))
    if letters[head] in "nd" and any(k in _BE for k in keys[first:head]):
        return _passive(scene, draft, entry, group, at)
    if letters[head] == "n" and first == head and at < scene.last and keys[at] == "by":
        return _reduced_passive(scene, draft, at)
    draft.says = not _SAYING.isdisjoint(entry.frames)
    source = _source(scene, group)
    finite = letters[first] in FINITE or letters[first] == "n" and source is not None
    taken = contents.behind(scene, at, entry.frames)
    if draft.says and finite:
        spoken = _spoken_before(scene, draft, source, first, at, taken)
        if spoken is not None:
            return [spoken]
    if taken is None:
        taken = _relative(scene, source, at) if finite and "np" in entry.frames else None
    if taken is None or source is None and letters[first] in "bn":
        return []
    draft.frame, draft.content = taken.frame, taken.content
    draft.cue = [(first, max(at, taken.cue_end))]
    if source is not None:
        draft.source = [source]
    if negated and entry.stance == "asserts" and taken.frame == "to":
        draft.stance = "denies"
    return [draft]


def _spoken_before(
    scene: Scene,
    draft: Draft,
    source: Range | None,
    first: int,
    at: int,
    taken: contents.Taken | None,
) -> Draft | None:
    """"…, he said", "“…,” said Sotnikov", "The plan, he said, had failed": the content stands before."""
    syntax = scene.syntax
    if source is None:
        return _inverted(scene, draft, first, at, taken)
    if taken is not None and taken.frame not in ("quote", "np"):
        return None
    behind = contents.closes(scene, at)
    if behind is None and taken is None:
        return None
    if behind is None and syntax.keys[source[0] - 1 : source[0]] not in ([","], ["”"]):
        return None
    left = contents.before(scene, source[0])
    if left is None:
        return None
    draft.source, draft.frame, draft.content = [source], "before", left
    if taken is not None and taken.frame == "quote":
        draft.content = left + taken.content
    elif behind is not None and left[-1][1] - 1 not in scene.closed:
        rest = contents.interrupted(scene, behind)
        if rest is not None:
            draft.content = [*left, rest]
    return draft


def _relative(scene: Scene, source: Range | None, at: int) -> contents.Taken | None:
    """"which Moscow denied", "what the minister called a mistake": the pronoun is the content."""
    syntax = scene.syntax
    if source is None or source[0] - 1 < scene.first or syntax.letters[source[0] - 1] != "w":
        return None
    pronoun = source[0] - 1
    return contents.Taken("np", at, [(pronoun, pronoun + 1)])


def _is_modifier(scene: Scene, head: int, group: Range) -> bool:
    """Whether a later verb of the group is the main one, or the form modifies a noun."""
    letters = scene.syntax.letters
    return any(letter in "bpzdng" for letter in letters[head + 1 : group[1]])


def _source(scene: Scene, group: Range) -> Range | None:
    """The subject of a verb group, own or shared with the verb before it."""
    syntax = scene.syntax
    letters, keys = syntax.letters, syntax.keys
    first = group[0]
    if letters[first] in FINITE or letters[first] == "n":
        subject = syntax.subject(first, scene.first)
        if subject is not None and letters[subject[0]] != "E":
            return subject
        before = first - 1
        while before >= scene.first and letters[before] == "a":
            before -= 1
        if before >= scene.first and (letters[before] == "c" or keys[before] == ","):
            return _shared(scene, before)
        return None
    if letters[first] in "gB":
        before = first - 1
        while before >= scene.first and letters[before] == "a":
            before -= 1
        if before >= scene.first and letters[before] in "NPRw":
            noun = syntax.reading.noun_group(before)
            if noun is not None:
                return syntax.phrase_start(noun, scene.first), noun[1]
        if keys[before] == "as" and before > scene.first:
            return _object_of_quote(scene, before)
        return _shared(scene, first) or _following(scene, first)
    return _shared(scene, first) if letters[first] == "t" else None


def _shared(scene: Scene, at: int) -> Range | None:
    """The subject of the nearest finite verb before a token."""
    syntax = scene.syntax
    for back in range(at - 1, max(scene.first, at - 60) - 1, -1):
        if syntax.letters[back] in "mzpdZ":
            group = syntax.reading.verb_group(back)
            if group is None:
                continue
            for draft in scene.drafts:
                if draft.source and any(a <= back < b for a, b in draft.cue):
                    return draft.source[0]
            subject = syntax.subject(group[0], scene.first)
            if subject is not None:
                return subject
    return None


def _following(scene: Scene, first: int) -> Range | None:
    """The subject of the main clause that follows a participle clause: "Citing …, he said"."""
    syntax = scene.syntax
    if first - scene.first > 3:
        return None
    for at in range(first + 1, min(scene.last, first + 60)):
        if syntax.keys[at] == "," and syntax.opens_clause(at + 1, scene.last):
            return at + 1, syntax.phrase_end(at + 1, scene.last)
    return None


def _object_of_quote(scene: Scene, at: int) -> Range | None:
    """The person quoted in "quoted X as saying" and "X was quoted by Y as saying"."""
    syntax = scene.syntax
    for back in range(at - 1, max(scene.first, at - 30) - 1, -1):
        group = syntax.reading.verb_group(back)
        if group is None:
            continue
        if any(k in _BE for k in syntax.keys[group[0] : group[1]]):
            return syntax.subject(group[0], scene.first)
        noun = syntax.reading.noun_group(back + 1)
        return (back + 1, at) if noun is not None else None
    return None


def _inverted(
    scene: Scene, draft: Draft, first: int, at: int, taken: contents.Taken | None
) -> Draft | None:
    """"“…,” said Sotnikov": the source behind the verb, the content before it."""
    syntax = scene.syntax
    left = contents.before(scene, first)
    if left is None:
        return None
    group = syntax.reading.noun_group(at) if at < scene.last else None
    if group is None or syntax.letters[at] == "w":
        return None
    end = syntax.phrase_end(at, scene.last)
    end = syntax.apposition_end(end, scene.last)
    draft.source, draft.content, draft.frame = [(at, end)], left, "before"
    further = contents.behind(scene, end, ["quote"])
    if further is not None:
        draft.content = left + further.content
    elif taken is not None and taken.frame == "quote" and taken.content[0][0] >= end:
        draft.content = left + taken.content
    return draft


def _passive(scene: Scene, draft: Draft, entry: AttributionEntry, group: Range, at: int) -> list[Draft]:
    """"is expected to", "was condemned by X", "was told that", "was quoted by X as saying"."""
    syntax = scene.syntax
    keys = syntax.keys
    subject = syntax.subject(group[0], scene.first)
    agent = _agent(scene, at)
    if "as-saying" in entry.frames:
        reported = _as_saying(scene, at)
        if reported is not None:
            draft.frame, draft.content = "as-saying", reported
            draft.source = [agent] if agent else []
            return [draft]
    behind_agent = agent[1] if agent else at
    taken = contents.behind(scene, behind_agent, [f for f in entry.frames if f not in ("np", "addressee")])
    if taken is None and behind_agent < scene.last and syntax.letters[behind_agent] == "t":
        taken = contents.behind(scene, behind_agent, ["to"])
    if agent:
        draft.source = [agent]
        draft.cue = [(draft.cue[0][0], agent[0])]
    if taken is not None and taken.frame == "to":
        draft.frame = "to"
        draft.content = ([subject] if subject else []) + taken.content
        return [draft] if subject else []
    if taken is not None and taken.frame in ("that", "whether", "quote", "clause"):
        draft.frame, draft.content = taken.frame, taken.content
        told = "addressee" in entry.frames
        if subject is not None and not agent and not told and keys[subject[0]] != "it":
            return []
        return [draft]
    if subject is None or keys[subject[0]] == "it":
        return []
    if agent or "np" in entry.frames:
        draft.frame, draft.content = "np", [subject]
        return [draft]
    return []


def _agent(scene: Scene, at: int) -> Range | None:
    """The noun phrase behind "by", where it is not a time."""
    syntax = scene.syntax
    while at < scene.last and syntax.letters[at] == "a":
        at += 1
    if at + 1 >= scene.last or syntax.keys[at] != "by":
        return None
    group = syntax.reading.noun_group(at + 1)
    if group is None or syntax.is_time(group):
        return None
    return at + 1, syntax.phrase_end(at + 1, scene.last)


def _as_saying(scene: Scene, at: int) -> list[Range] | None:
    """The content behind "as saying" within reach of a verb of quoting."""
    syntax = scene.syntax
    for as_ in range(at, min(scene.last - 1, at + 25)):
        if syntax.keys[as_] == "as" and syntax.letters[as_ + 1] == "g":
            taken = contents.behind(scene, as_ + 2, ["that", "clause", "quote"])
            return taken.content if taken is not None else None
    return None


def _reduced_passive(scene: Scene, draft: Draft, at: int) -> list[Draft]:
    """"claims denied by Moscow": the noun before the participle is the content."""
    syntax = scene.syntax
    agent = _agent(scene, at)
    noun = syntax.reading.noun_group(draft.head - 1) if draft.head > scene.first else None
    if agent is None or noun is None:
        return []
    draft.source, draft.frame = [agent], "np"
    draft.content = [(syntax.phrase_start(noun, scene.first), noun[1])]
    draft.cue = [(draft.cue[0][0], agent[0])]
    return [draft]
