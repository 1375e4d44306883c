"""Attributions in the passive: "is expected to", "was quoted by X as saying", "denied by X"."""

from __future__ import annotations

from ...grammar.phrases import Range
from ...lexicon.schema import AttributionEntry
from . import contents
from .draft import Draft, Scene

__all__ = ["read_passive", "read_reduced"]

#: Prepositions behind which a passive names what its subject is taken for or blamed for.
_COMPLEMENTS = ("as", "for", "of")
#: Prepositions behind which somebody is asked or told something: "was asked about the loan".
_TOPICS = ("about", "of", "on")
#: Nouns behind "by" that tell how something was said, not who said it.
_MEANS = frozenset(
    "telephone phone email e-mail mail text letter video radio satellite fax".split()
)


def read_passive(
    scene: Scene, draft: Draft, entry: AttributionEntry, group: Range, at: int
) -> list[Draft]:
    """Read "is expected to", "was condemned by X", "was quoted by X as saying"."""
    syntax = scene.syntax
    keys = syntax.keys
    subject = syntax.subject(group[0], scene.first)
    agent = _agent(scene, at, {"on", "with"} <= set(entry.frames))
    if "as-saying" in entry.frames:
        reported = _as_saying(scene, at)
        if reported is not None:
            draft.frame, draft.content = "as-saying", reported
            draft.source = [agent] if agent else []
            draft.opens_block = not reported
            return [draft]
        if agent is None:
            return []  # "were quoted at nine euros"
    behind_agent = agent[1] if agent else at
    frames = [frame for frame in entry.frames if frame != "addressee"]
    if "np" in frames:
        frames.extend(_COMPLEMENTS)
    taken = contents.behind(scene, behind_agent, frames)
    if taken is None and behind_agent < scene.last and syntax.letters[behind_agent] == "t":
        taken = contents.behind(scene, behind_agent, ["to"])
    if agent:
        draft.source = [agent]
        draft.cue = [(draft.cue[0][0], agent[0])]
    if taken is not None and taken.frame == "to" and subject is not None:
        told = _said_to_have_said(scene, draft, taken.content[0], subject, agent)
        if told:
            return told
    if taken is not None and taken.frame == "to":
        draft.frame = "to"
        draft.content = ([subject] if subject else []) + taken.content
        return [draft] if subject else []
    if taken is not None and taken.frame in ("that", "whether", "quote", "clause"):
        draft.frame, draft.content = taken.frame, taken.content
        informed = "addressee" in entry.frames
        if subject is not None and not agent and not informed and keys[subject[0]] != "it":
            return []
        return [draft]
    if subject is None:
        return []
    if taken is not None and taken.frame in _TOPICS and "addressee" in entry.frames:
        draft.frame, draft.content = taken.frame, taken.content  # "was asked about the loan"
        draft.cue = [(draft.cue[0][0], taken.cue_end)]
        return [draft]
    if taken is not None and taken.frame in ("np", "quote", *_COMPLEMENTS):
        # "was labelled “false”", "is considered a threat", "were criticised for being slow"
        complement = taken.content[0]
        for by in range(complement[0] + 1, complement[1]):
            if keys[by] == "by" and not agent and _agent(scene, by, False) is not None:
                # "has been called a charlatan by fellow physicians"
                draft.source = [(by + 1, complement[1])]
                complement = (complement[0], by)
                break
        draft.frame, draft.content = "np", [subject, complement]
        return [draft]
    if keys[subject[0]] == "it":
        return []
    if agent or "np" in entry.frames:
        draft.frame, draft.content = "np", [subject]
        return [draft]
    return []


def _said_to_have_said(
    scene: Scene, draft: Draft, infinitive: Range, subject: Range, agent: Range | None
) -> list[Draft]:
    """Read "is said to have told", "is reported by X to have said": of subject and agent."""
    syntax = scene.syntax
    verb = syntax.reading.verb_group(infinitive[0])
    if verb is None or not any(token in scene.says for token in range(*verb)):
        return []
    frames = ["quote", "clause", "that", "whether", "addressee"]
    taken = contents.behind(scene, verb[1], frames)
    ends = scene.last == scene.paragraph_end
    block = ends and syntax.keys[scene.last - 1] in (":", "following")
    if taken is None and not block:
        return []
    content = taken.content if taken is not None else []
    first = draft.cue[0][0]
    cue = [(first, agent[0]), infinitive[:1] + verb[1:]] if agent else [(first, verb[1])]
    draft.source, draft.cue, draft.content = [subject], cue, content
    draft.frame, draft.opens_block = "as-saying", block
    draft.says = draft.speaks = True
    if agent is None:
        return [draft]
    teller = Draft(first, draft.entry, [agent], [(first, agent[0])], list(content))
    teller.frame, teller.opens_block = "as-saying", block
    teller.says = teller.speaks = True
    return [teller, draft]


def _agent(scene: Scene, at: int, mutual: bool) -> Range | None:
    """The noun phrase behind "by", where it is not a time; of agreements also behind "with".

    Args:
        scene: The sentence.
        at: The token behind the verb.
        mutual: Whether the verb tells of an agreement: "agreed on with Turkey".
    """
    syntax = scene.syntax
    while at < scene.last and syntax.letters[at] in "ar":
        at += 1
    if mutual and syntax.keys[at] == "on":
        at += 1
    if at + 1 >= scene.last:
        return None
    if syntax.keys[at] != "by" and not (mutual and syntax.keys[at] in ("with", "between")):
        return None
    while at + 2 < scene.last and syntax.letters[at + 1] == "a":
        at += 1
    group = syntax.reading.noun_group(at + 1)
    if group is None or syntax.is_time(group) or syntax.keys[group[1] - 1] in _MEANS:
        return None
    return at + 1, syntax.phrase_end(at + 1, scene.last)


def _as_saying(scene: Scene, at: int) -> list[Range] | None:
    """The content behind "as saying" within reach of a verb of quoting."""
    syntax = scene.syntax
    for as_ in range(at, min(scene.last - 1, at + 25)):
        if syntax.keys[as_] == "as" and syntax.letters[as_ + 1] == "g":
            taken = contents.behind(scene, as_ + 2, ["that", "clause", "quote", "addressee"])
            if taken is None and as_ + 2 == scene.last - 1 and syntax.keys[as_ + 2] == ":":
                return []  # the block behind the colon
            return taken.content if taken is not None else None
    return None


def read_reduced(scene: Scene, draft: Draft, entry: AttributionEntry, at: int) -> list[Draft]:
    """Read "claims denied by Moscow": the noun before the participle is the content."""
    syntax = scene.syntax
    before = draft.head - 1
    if before > scene.first and syntax.keys[before] == ",":
        before -= 1
    pausing = before < draft.head - 1
    agent = _agent(scene, at, pausing and {"on", "with"} <= set(entry.frames))
    noun = syntax.reading.noun_group(before) if before >= scene.first else None
    if agent is None or noun is None:
        return []
    draft.source, draft.frame = [agent], "np"
    draft.content = [(syntax.phrase_start(noun, scene.first), noun[1])]
    draft.cue = [(draft.cue[0][0], agent[0])]
    return [draft]
