"""Attributions by other words: nouns, adjectives, prepositions, adverbs and colons."""

from __future__ import annotations

from ...grammar.clauses import Range
from ...lexicon.schema import AttributionEntry
from . import contents
from .draft import NEGATIONS, Draft, Scene

__all__ = ["read_adjective", "read_adverb", "read_noun", "read_preposition"]

_LINKS = frozenset(
    "be am is are was were been being 's 're 'm seem seems seemed remain remains remained become "
    "becomes became appear appears appeared feel feels felt sound sounds sounded".split()
)
#: Verbs by whose subject the noun is received and not given: "has faced questions about".
_RECEIVING = frozenset(
    """
    face faces faced facing draw draws drew drawn receive receives received get gets got gotten meet
    met spark sparked sparks trigger triggered prompt prompted prompts attract attracted provoke
    provoked hear hears heard win won lose lost face await reflect reflects reflected
    """.split()
)
_GIVERS = frozenset(["by", "from", "of", "among"])


def read_noun(scene: Scene, first: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """"the claim that …", "Trump's insistence on …", "a report by X that …"."""
    syntax = scene.syntax
    keys = syntax.keys
    group = syntax.reading.noun_group(first)
    if group is None or group[1] > end:
        return []
    negated = keys[group[0]] in ("no", "neither", "without")
    draft = Draft(first, entry.id, cue=[(first, end)], stance=scene.stance(entry, negated))
    at = end
    owner = _owner(scene, group, first)
    given = None
    if at + 1 < scene.last and keys[at] in _GIVERS and not (
        keys[at] in entry.frames and (keys[at] != "of" or owner is not None)
    ):
        noun = syntax.reading.noun_group(at + 1)
        if noun is not None:
            given = (at + 1, syntax.phrase_end(at + 1, scene.last))
            at = given[1]
    frames = [f for f in entry.frames if f not in ("np", "addressee")]
    taken = contents.behind(scene, at, frames)
    if taken is None and given is None and owner is None:
        # "Reports are circulating of …": what becomes of the report stands in between.
        verb = syntax.reading.verb_group(at) if at < scene.last else None
        if verb is not None and verb[0] not in scene.cues and syntax.letters[verb[0]] in "Zzdpm":
            taken = contents.behind(scene, verb[1], [f for f in frames if f in ("of", "that", "about")])
            if taken is not None:
                draft.cue, at = [(first, verb[1])], verb[1]
    if taken is None or taken.frame in ("quote", "clause") and given is None:
        if taken is None or "quote" not in entry.frames:
            return []
    source = given or owner
    if source is None:
        light = _light_verb(scene, group)
        if light is not None:
            source, draft.cue = light[0], [(light[1], end)]
    if source is not None:
        draft.source = [source]
        if owner is not None and given is None:
            draft.cue = [(owner[1], end)]
    if taken.cue_end > at and given is None:
        draft.cue = [(draft.cue[0][0], taken.cue_end)]
    draft.frame, draft.content = taken.frame, taken.content
    return [draft]


def _light_verb(scene: Scene, group: Range) -> tuple[Range, int] | None:
    """The subject and first token of a verb that only lends its noun a verb: "expressed outrage over".

    A verb that is a cue of its own tells of the noun instead: "condemned the decision to …".
    """
    syntax = scene.syntax
    at = group[0] - 1
    verb = syntax.reading.verb_group(at) if at >= scene.first else None
    if verb is None or any(token in scene.cues for token in range(*verb)):
        return None
    if syntax.letters[verb[0]] not in "mzpdZ" or syntax.keys[at] in _LINKS | _RECEIVING:
        return None
    subject = syntax.subject(verb[0], scene.first)
    return (subject, verb[0]) if subject is not None else None


def _owner(scene: Scene, group: Range, noun: int) -> Range | None:
    """Whose claim it is: "his claim", "the minister's claim"."""
    letters = scene.syntax.letters
    for at in range(noun - 1, group[0] - 1, -1):
        if letters[at] == "S" and at > group[0]:
            return group[0], at
    if letters[group[0]] == "H":
        return group[0], group[0] + 1
    return None


def read_adjective(scene: Scene, first: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """"is confident that …", "was critical of …", "ready to …"."""
    syntax = scene.syntax
    letters, keys = syntax.letters, syntax.keys
    at = first - 1
    while at >= scene.first and (letters[at] in "aJ" or keys[at] in NEGATIONS):
        at -= 1
    if at < scene.first or keys[at] not in _LINKS:
        return []
    group = syntax.reading.verb_group(at)
    if group is None:
        return []
    subject = syntax.subject(group[0], scene.first)
    if subject is None and letters[group[0]] in "tb":
        return []
    taken = contents.behind(scene, end, entry.frames)
    if taken is None:
        return []
    negated = any(k in NEGATIONS for k in keys[group[0] : first])
    draft = Draft(
        first, entry.id, cue=[(group[0], max(end, taken.cue_end))],
        stance=scene.stance(entry, negated), frame=taken.frame, content=taken.content,
    )  # fmt: skip
    if subject is not None and keys[subject[0]] not in ("it", "there"):
        draft.source = [subject]
    return [draft]


def read_preposition(scene: Scene, first: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """"According to X, …", "…, according to X", "… in the words of X, …"."""
    syntax = scene.syntax
    keys = syntax.keys
    if end >= scene.last:
        return []
    draft = Draft(first, entry.id, cue=[(first, end)], stance=entry.stance, frame="clause")
    source_end = end
    if entry.source == "object":
        if syntax.reading.noun_group(end) is None and end not in scene.opened:
            return []
        source_end = max(syntax.phrase_end(end, scene.last), end + 1)
        source_end = syntax.apposition_end(source_end, scene.last)
        source_end = syntax.trimmed(end, source_end)
        draft.source = [(end, source_end)]
    start = first
    while start > scene.first and (syntax.letters[start - 1] == "a" or keys[start - 1] == ","):
        start -= 1
    content: list[Range] = []
    if first - 1 >= scene.first and first - 1 in scene.closed:
        content.append((min(scene.closed[first - 1].first, scene.first), first))
    elif start - scene.first >= 2:
        begin = _own_clause(scene, start)
        content.append((begin, start))
    after = source_end
    if after < scene.last and keys[after] == ",":
        after += 1
    stop = scene.clause_end(after) if after < scene.last else after
    if after < scene.last and (not content or keys[source_end] == "," and _goes_on(scene, after)):
        if stop - after >= 2:
            content.append((after, stop))
    if not content:
        return []
    draft.content = content
    return [draft]


def _own_clause(scene: Scene, end: int) -> int:
    """Where the clause begins that ends before a token: behind the last contrast or semicolon."""
    keys = scene.syntax.keys
    for at in range(end - 1, max(scene.first, end - 120) - 1, -1):
        if keys[at] == ";":
            return at + 1
        if keys[at] in ("but", "although", "though", "while") and (
            at == scene.first or keys[at - 1] == ","
        ):
            return at + 1
    for draft in scene.drafts:
        for first, last in draft.content:
            if first < end <= last and draft.frame in ("that", "clause", "quote"):
                return first
    return scene.first


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether the clause that a parenthesis interrupted goes on: its verb comes only now."""
    letters = scene.syntax.letters
    return at < scene.last and letters[at] in "mzpdZait" and scene.syntax.keys[at] not in ("and", "but")


def read_adverb(scene: Scene, first: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """"reportedly": the clause around it is the content, and nobody is named."""
    syntax = scene.syntax
    start = _own_clause(scene, first)
    subject = None
    at = first
    while at < scene.last and syntax.letters[at] == "a":
        at += 1
    group = syntax.reading.verb_group(at) if at < scene.last else None
    if group is None and first > scene.first:
        group = syntax.reading.verb_group(first - 1)
    if group is not None:
        subject = syntax.subject(group[0], scene.first)
        if subject is not None:
            start = max(start, subject[0])
        if group[0] > first and subject is None:
            start = first
    else:
        # "five people — reportedly including officers": only what follows is hearsay.
        start = first
    stop = scene.clause_end(end) if end < scene.last else end
    content: list[Range] = []
    if start < first:
        content.append((start, first))
    if stop > end:
        content.append((end, stop))
    if not content:
        return []
    return [
        Draft(
            first, entry.id, cue=[(first, end)], content=content, stance=entry.stance,
            frame="adverb",
        )
    ]  # fmt: skip
