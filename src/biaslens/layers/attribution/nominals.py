"""Attributions by other words: nouns, adjectives, prepositions, adverbs and colons."""

from __future__ import annotations

import attrs

from ...grammar.phrases import Range
from ...lexicon.schema import AttributionEntry
from . import contents
from .draft import NEGATIONS, Draft, Scene

__all__ = ["read_adjective", "read_adverb", "read_noun", "read_preposition"]

#: How many drafts back a clause may have been opened; nobody reads further back than that.
_RECENT = 6
_DASH = (["—"], ["–"], ["―"], ["--"])
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
_ADJUNCT_HEADS = frozenset(["in", "from", "by", "to"])
#: Frames that may stand apart from their noun: "Reports are circulating of …".
_REMOTE = frozenset(["of", "that", "about"])
_COMING = frozenset(["come", "came", "comes", "coming"])
_REACHING = frozenset(["to", "into"])
_GIVERS = frozenset(["by", "from", "of", "among"])


def read_noun(scene: Scene, first: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """Read "the claim that …", "the mayor's insistence on …", "a report by X that …"."""
    syntax = scene.syntax
    keys = syntax.keys
    group = syntax.reading.noun_group(first)
    if group is None or group[1] > end:
        return []
    negated = keys[group[0]] in ("no", "neither", "without")
    draft = Draft(first, entry.id, cue=[(first, end)], stance=scene.stance(entry, negated))
    at = end
    owner = _owner(scene, group, first)
    adjunct = "adjunct" in entry.frames and keys[group[0] - 1] in _ADJUNCT_HEADS
    if adjunct and owner is None and syntax.letters[first - 1] == "J" and group[0] < first:
        owner = (group[0], first)  # "from the Russian point of view"
    if adjunct and owner is not None and group[0] > scene.first:
        # "in the minister's view, …", "from its point of view, …"
        draft.content = _around(scene, group[0] - 1, end)
        draft.source, draft.cue = [owner], [(group[0] - 1, group[0]), (owner[1], end)]
        if draft.content:
            return [draft]
    given = None
    if at + 1 < scene.last and keys[at] in _GIVERS and _gives(scene, at, entry, owner is not None):
        noun = syntax.reading.noun_group(at + 1)
        if noun is not None:
            given = (at + 1, syntax.phrase_end(at + 1, scene.last))
            at = given[1]
    frames = [f for f in entry.frames if f not in ("np", "addressee")]
    taken = contents.behind(scene, at, frames)
    if taken is None and given and keys[end] == "of" in frames and (
        _light_verb(scene, group) or _comes(scene, at)
    ):
        # "made a strong condemnation of the test": nothing but the test can be the content.
        given, at = None, end
        taken = contents.behind(scene, at, ["of"])
    if taken is None and given is None and owner is None:
        # "Reports are circulating of …": what becomes of the report stands in between.
        verb = syntax.reading.verb_group(at) if at < scene.last else None
        if verb is not None and verb[0] not in scene.cues and syntax.letters[verb[0]] in "Zzdpm":
            behind = verb[1]
            if keys[behind : behind + 1] in (["from"], ["by"]):
                noun = syntax.reading.noun_group(behind + 1)
                if noun is not None:
                    given = (behind + 1, syntax.phrase_end(behind + 1, scene.last))
            taken = contents.behind(
                scene, given[1] if given else behind, [f for f in frames if f in _REMOTE]
            )
            if taken is not None:
                draft.cue = [(first, given[0] if given else behind)]
                at = max(behind, given[1] if given else 0)
    if taken is None and owner is not None:
        taken = _copula(scene, at, frames)
    if taken is None and given is not None and draft.stance == "withholds":
        draft.source = [given]  # "no immediate comment from the ministry"
        draft.cue = [(group[0], end)]
        return [draft]
    if taken is None:
        return []
    if taken.frame in ("quote", "clause") and given is None and "quote" not in entry.frames:
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
    if taken.frame != "quote":
        begin, stop = taken.content[0]
        finite = taken.frame in ("that", "clause", "whether")
        stop = syntax.before_main_verb(begin, stop, finite)
        draft.content = [(begin, stop)]
        if source is None:
            _come_from(scene, draft, stop)
    return [draft]


def _copula(scene: Scene, at: int, frames: list[str]) -> contents.Taken | None:
    """Read "The mayor's view is that …", "his plan was to …"; the cue takes in the verb."""
    syntax = scene.syntax
    verb = syntax.reading.verb_group(at) if at < scene.last else None
    if verb is None or verb[0] != at or syntax.keys[verb[1] - 1] not in _LINKS:
        return None
    taken = contents.behind(scene, verb[1], [f for f in frames if f in ("that", "to", "whether")])
    if taken is None or taken.content[0][0] != verb[1]:
        return None
    return attrs.evolve(taken, cue_end=verb[1])


def _come_from(scene: Scene, draft: Draft, at: int) -> None:
    """Read "Confirmation of the strike has come from Moscow": the source behind the noun's verb."""
    syntax = scene.syntax
    verb = _comes(scene, at)
    if verb is None or verb[1] + 1 >= scene.last:
        return
    if syntax.reading.noun_group(verb[1] + 1) is not None:
        end = syntax.apposition_end(syntax.phrase_end(verb[1] + 1, scene.last), scene.last)
        draft.source = [(verb[1] + 1, end)]
        draft.cue.append((verb[0], verb[1] + 1))


def _comes(scene: Scene, at: int) -> Range | None:
    """The verb group at a token, if it is "has come from" and the like."""
    syntax = scene.syntax
    verb = syntax.reading.verb_group(at) if at < scene.last else None
    if verb is None or syntax.keys[verb[1] - 1] not in _COMING:
        return None
    return verb if syntax.keys[verb[1] : verb[1] + 1] == ["from"] else None


def _gives(scene: Scene, at: int, entry: AttributionEntry, owned: bool) -> bool:
    """Whether "by", "from", "of" or "among" names the source and not the content of a noun.

    "The claims of Reuters" are its own, "allegations of fraud" are about fraud.
    """
    key = scene.syntax.keys[at]
    if key not in entry.frames:
        return True
    if key != "of" or owned:
        return False
    # "rumours of a coup" are about it; of a single "view of" it is hard to tell.
    return scene.syntax.letters[at + 1] == "P" or scene.syntax.keys[at - 1][-1] != "s"


def _light_verb(scene: Scene, group: Range) -> tuple[Range, int] | None:
    """The subject and first token of a verb that only helps its noun: "expressed outrage over".

    A verb that is a cue of its own tells of the noun instead: "condemned the decision to …".
    """
    syntax = scene.syntax
    at = group[0] - 1
    if at - 1 >= scene.first and syntax.keys[at] in _REACHING:
        at -= 1  # "came to an agreement on"
    verb = syntax.reading.verb_group(at) if at >= scene.first else None
    if verb is None or any(verb[0] <= draft.head < verb[1] for draft in scene.drafts[-_RECENT:]):
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
    if noun > group[0] and letters[noun - 1] == "P":
        # "the US refusal", "a Kremlin denial"
        return group[0], noun
    return None


def read_adjective(scene: Scene, first: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """Read "is confident that …", "was critical of …", "ready to …"."""
    syntax = scene.syntax
    letters, keys = syntax.letters, syntax.keys
    if entry.source == "none" and end < scene.last and letters[end] in "NPJ-":
        return read_attributive(scene, first, end, entry)
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
    expletive = subject is not None and keys[subject[0]] in ("it", "there")
    if expletive and taken.frame == "whether":
        return []  # "It is not clear whether …" leaves a question open and attributes nothing.
    negated = any(k in NEGATIONS for k in keys[group[0] : first])
    draft = Draft(
        first, entry.id, cue=[(group[0], max(end, taken.cue_end))],
        stance=scene.stance(entry, negated), frame=taken.frame, content=taken.content,
    )  # fmt: skip
    if subject is not None and not expletive:
        draft.source = [subject]
    return [draft]


def read_attributive(
    scene: Scene, first: int, end: int, entry: AttributionEntry
) -> list[Draft]:
    """Read "the alleged thief", "a purported copy of the letter": what it is taken for."""
    draft = Draft(first, entry.id, cue=[(first, end)], stance=entry.stance, frame="np")
    draft.content = [(end, scene.syntax.phrase_end(end, scene.last))]
    return [draft]


def read_preposition(scene: Scene, first: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """Read "According to X, …", "…, according to X", "… in the words of X, …"."""
    syntax = scene.syntax
    if end >= scene.last:
        return []
    draft = Draft(first, entry.id, cue=[(first, end)], stance=entry.stance, frame="clause")
    draft.says = draft.speaks = True
    source_end = end
    if entry.source == "object":
        if syntax.reading.noun_group(end) is None and end not in scene.opened:
            return []
        phrase_end = max(syntax.phrase_end(end, scene.last), end + 1)
        source_end = syntax.apposition_end(phrase_end, scene.last)
        source_end = syntax.trimmed(end, source_end)
        if syntax.keys[first - 1] == "," and syntax.letters[first - 2] in "zdpZ" and first > 1:
            source_end = phrase_end  # "The law is, in the words of its author, a first step"
        draft.source = [(end, source_end)]
    content = _around(scene, first, source_end)
    if not content:
        return []
    draft.content = content
    return [draft]


def _around(scene: Scene, first: int, end: int) -> list[Range]:
    """The clause around an adjunct such as "according to X", without the adjunct."""
    syntax = scene.syntax
    keys = syntax.keys
    start = first
    while start > scene.first and (syntax.letters[start - 1] == "a" or keys[start - 1] == ","):
        start -= 1
    content: list[Range] = []
    if first - 1 >= scene.first and first - 1 in scene.closed:
        content.append((min(scene.closed[first - 1].first, scene.first), first))
    elif start - scene.first >= 2:
        content.append((_own_clause(scene, start), start))
    relative = bool(content) and start > scene.first and syntax.letters[start - 1] == "w"
    if content and keys[start - 1] == "that":
        content, relative = [], True  # "said that, according to the police, nobody …"
    after = end
    if after < scene.last and keys[after] == ",":
        after += 1
    if after < scene.last and (
        not content or relative or (keys[end] == "," and _goes_on(scene, after))
    ):
        stop = scene.clause_end(after)
        if stop - after >= 2:
            content.append((after, stop))
    return content


def _own_clause(scene: Scene, end: int) -> int:
    """Where the clause begins that ends before a token: behind the last contrast or semicolon."""
    keys = scene.syntax.keys
    if end > scene.first and scene.syntax.letters[end - 1] == "w":
        return end - 1  # "a siege that, according to the agency, cut off the town"
    for at in range(end - 1, max(scene.first, end - 120) - 1, -1):
        if keys[at] == ";":
            return at + 1
        if keys[at] in ("but", "although", "though", "while") and (
            at == scene.first or keys[at - 1] == ","
        ):
            return at + 1
    for draft in scene.drafts[-_RECENT:]:
        for first, last in draft.content:
            if first < end <= last and draft.frame in ("that", "clause", "quote"):
                return first
    return scene.first


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether the clause that a parenthesis interrupted goes on: its verb comes only now."""
    letters = scene.syntax.letters
    return (
        at < scene.last
        and letters[at] in "mzpdZaitn"
        and scene.syntax.keys[at] not in ("and", "but")
    )


def read_adverb(scene: Scene, first: int, end: int, entry: AttributionEntry) -> list[Draft]:
    """Read "reportedly": the clause around it is the content, and nobody is named."""
    syntax = scene.syntax
    keys = syntax.keys
    adjunct = first > scene.first and keys[first - 1] == "," and keys[end : end + 1] == [","]
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
    if keys[first - 1 : first] in _DASH and first - 1 >= scene.first:
        # "five people — reportedly including officers — died": only the insertion is hearsay.
        start = first
        stop = next((at for at in range(end, stop) if [keys[at]] in _DASH), stop)
    content: list[Range] = []
    if start < first:
        content.append((start, first))
    if stop > end:
        content.append((end, stop))
    if not content:
        return []
    if adjunct:
        content = _around(scene, first, end) or content
    draft = Draft(first, entry.id, cue=[(first, end)], content=content, stance=entry.stance)
    draft.frame = "adverb"
    for at in range(first, end):
        if syntax.letters[at] == "H":
            # "in his view"
            draft.source, draft.cue = [(at, at + 1)], [(first, at), (at + 1, end)]
    return [draft]
