"""Attributions by verbs: "says", "has not confirmed", "is expected to", "was quoted by X as saying"."""

from __future__ import annotations

from collections.abc import Collection

from ...grammar.clauses import Range
from ...grammar.reading import FINITE
from ...lexicon.schema import AttributionEntry
from . import contents
from .draft import NEGATIONS, Draft, Scene

__all__ = ["read_verb"]

_BE = frozenset("be am is are was were been being 's 're get gets got".split())
#: What people say things in: "a statement calling …" is calling by whoever made the statement.
_UTTERANCES = frozenset(
    """
    statement statements tweet tweets letter remarks speech post posts video interview conference memo
    email emails ad ads petition resolution note message address briefing op-ed editorial column
    """.split()
)
#: Prepositions behind which a passive names what its subject is taken for or blamed for.
_COMPLEMENTS = ("as", "for")
#: Nouns behind "by" that tell how something was said, not who said it.
_MEANS = frozenset("telephone phone email e-mail mail text letter video radio satellite fax".split())
_PAUSES = frozenset([",", "—", "–", "―", "--", "-"])
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
    draft.says = not _SAYING.isdisjoint(entry.frames)
    draft.speaks = "quote" in entry.frames
    if letters[head] in "nd" and any(k in _BE for k in keys[first:head]):
        # "he's said", "he's sought to": an 's alone is "has" unless somebody did it to him.
        if any(k in _BE and k != "'s" for k in keys[first:head]) or keys[at : at + 1] == ["by"]:
            return _passive(scene, draft, entry, group, at)
    if letters[head] == "n" and first == head and at < scene.last:
        reduced = _reduced_passive(scene, draft, entry, at)
        if reduced:
            return reduced
    before = first - 1
    if draft.says and "quote" in entry.frames and letters[first] in "zdpnZ":
        # Inverted order goes before a subject shared with the verb before: "…, reports SANA".
        if before >= 0 and (before in scene.closed or keys[before] in _PAUSES):
            inverted = _inverted(scene, draft, first, at, entry.frames)
            if inverted is not None:
                return [inverted]
    source = _source(scene, group)
    finite = letters[first] in FINITE or letters[first] == "n" and source is not None
    taken = contents.behind(scene, at, entry.frames)
    if draft.says and finite and source is not None:
        quoting_only = "clause" not in entry.frames and "that" not in entry.frames
        spoken = _spoken_before(scene, draft, source, at, taken, quoting_only)
        if spoken is not None:
            return [spoken]
    if source is not None and keys[scene.last - 1] == ":":
        quoted = keys[first - 1] == "as"
        draft.opens_block = (finite or quoted) and scene.last == scene.paragraph_end
        if taken is None and draft.opens_block and draft.says:
            draft.source = [source]
            draft.frame = "as-saying" if quoted else draft.frame
            return [draft]
    if taken is None and entry.stance == "withholds" and source is not None and finite:
        # "declined to comment": the act is told, and nothing of what it was about.
        draft.source = [source]
        return [draft]
    if taken is None:
        taken = _relative(scene, source, at) if finite and "np" in entry.frames else None
    if taken is None or source is None and letters[first] in "bn":
        return []
    draft.frame, draft.content = taken.frame, taken.content
    if "naming" in entry.frames and taken.frame in ("np", "as"):
        draft.frame = "naming"
    draft.cue = [(first, max(at, taken.cue_end))]
    if source is not None:
        draft.source = [source]
    if negated and entry.stance == "asserts" and taken.frame == "to":
        draft.stance = "denies"
    return [draft]


def _spoken_before(
    scene: Scene,
    draft: Draft,
    source: Range,
    at: int,
    taken: contents.Taken | None,
    quoting_only: bool,
) -> Draft | None:
    """"…, he said", "The plan, he said, had failed": the content stands before source and cue."""
    syntax = scene.syntax
    edge = source[0] - 1
    quoted = edge in scene.closed
    if quoted and edge >= scene.first:
        # "“…,” she said months after the trial": nothing but a further quotation can follow.
        if taken is not None and taken.frame != "quote":
            taken = None
    elif taken is not None:
        return None
    behind = contents.closes(scene, at)
    if behind is None and not (quoted and edge >= scene.first):
        return None
    left = contents.before(scene, source[0])
    if left is None:
        return _as_said(scene, draft, source, behind)
    if quoting_only and left[-1][1] - 1 not in scene.closed:
        return None
    draft.source, draft.frame, draft.content = [source], "before", left
    if taken is not None and taken.frame == "quote":
        draft.content = left + taken.content
    elif behind is not None and left[-1][1] - 1 not in scene.closed:
        rest = contents.interrupted(scene, behind)
        if rest is not None:
            draft.content = [*left, rest]
    return draft


def _as_said(scene: Scene, draft: Draft, source: Range, behind: int | None) -> Draft | None:
    """"As the ministry said on Monday, …": the content follows the comma."""
    keys = scene.syntax.keys
    if source[0] - 1 < scene.first or keys[source[0] - 1] not in ("as", "like") or behind is None:
        return None
    if keys[behind : behind + 1] != [","] or behind + 3 >= scene.last:
        return None
    draft.source, draft.content = [source], [(behind + 1, scene.clause_end(behind + 1))]
    return draft


def _relative(scene: Scene, source: Range | None, at: int) -> contents.Taken | None:
    """"which Moscow denied", "what the minister called a mistake": the pronoun is the content."""
    syntax = scene.syntax
    if source is None or source[0] - 1 < scene.first:
        return None
    before = source[0] - 1
    if syntax.letters[before] == "w":
        return contents.Taken("np", at, [(before, before + 1)])
    group = syntax.reading.noun_group(before)
    if group is not None and syntax.letters[source[0]] == "R" and syntax.letters[before] in "NP":
        # "the ceasefire they agreed"
        return contents.Taken("np", at, [(syntax.phrase_start(group, scene.first), before + 1)])
    return None


def _is_modifier(scene: Scene, head: int, group: Range) -> bool:
    """Whether a later verb of the group is the main one, or the form modifies a noun."""
    letters = scene.syntax.letters
    return any(letter in "bpzdng" for letter in letters[head + 1 : group[1]])


def _source(scene: Scene, group: Range) -> Range | None:
    """The subject of a verb group, own or shared with the verb before it."""
    syntax = scene.syntax
    letters, keys = syntax.letters, syntax.keys
    first = group[0]
    before = first - 1
    while before >= scene.first and letters[before] == "a":
        before -= 1
    if letters[first] in FINITE or letters[first] == "n":
        subject = syntax.subject(first, scene.first)
        if subject is not None and letters[subject[0]] != "E":
            return subject
        if before >= scene.first and (letters[before] == "c" or keys[before] == ","):
            return _shared(scene, before, letters[first])
        return None
    if before < scene.first:
        return _following(scene, first)
    noun = syntax.reading.noun_group(before)
    if letters[first] in "gB":
        if keys[before] == "as":
            return _object_of_quote(scene, before)
        if noun is not None and letters[before] in "NPRw":
            start = syntax.phrase_start(noun, scene.first)
            head = syntax.reading.noun_group(start) or noun
            if keys[head[1] - 1] not in _UTTERANCES:
                return start, noun[1]
        return _shared(scene, first, "") or _following(scene, first)
    if letters[first] == "t":
        if noun is not None and letters[before] in "PR" and noun[0] > scene.first:
            # "forced him to admit": the object of the one verb is the subject of the other.
            if letters[noun[0] - 1] not in "it":
                return noun
        return _shared(scene, first, "")
    return None


def _shared(scene: Scene, at: int, tense: str) -> Range | None:
    """The subject that a coordinated verb, participle or infinitive shares with a verb before it.

    Args:
        scene: The sentence.
        at: A token behind that verb.
        tense: Letter of the verb that shares; only one of the same tense shares with a finite verb.
    """
    syntax = scene.syntax
    letters = syntax.letters
    for draft in reversed(scene.drafts):
        if not draft.source or draft.head >= at:
            continue
        if any(a <= at < b for a, b in draft.content) and tense:
            continue
        if not tense or letters[draft.cue[0][0]] == tense or letters[draft.head] == tense:
            return draft.source[0]
    fallback = None
    for back in range(at - 1, max(scene.first, at - 60) - 1, -1):
        if letters[back] in "mzpdZ":
            group = syntax.reading.verb_group(back)
            if group is None:
                continue
            subject = syntax.subject(group[0], scene.first)
            if subject is None or letters[subject[0]] == "w":
                continue
            if not tense or letters[back] == tense:
                return subject
            fallback = fallback or subject
    return fallback


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
    scene: Scene, draft: Draft, first: int, at: int, frames: Collection[str]
) -> Draft | None:
    """"“…,” said Sotnikov": the source behind the verb, the content before it."""
    syntax = scene.syntax
    left = contents.before(scene, first)
    group = syntax.reading.noun_group(at) if at < scene.last else None
    if left is None or group is None or syntax.letters[at] in "wE" or syntax.is_time(group):
        return None
    quoted = left[-1][1] - 1 in scene.closed
    if not quoted and (
        "addressee" in frames
        or "clause" not in frames and "that" not in frames
        or syntax.opens_clause(at, scene.last)
    ):
        return None
    end = syntax.phrase_end(at, scene.last)
    while end in scene.opened and scene.opened[end].last - end < 10:
        # A title in quotation marks within the source: "the head of “Russia — East” Vladimir Sotnikov".
        behind = scene.opened[end].last
        if behind >= scene.last or syntax.letters[behind] != "P":
            break
        end = syntax.phrase_end(behind, scene.last)
    end = syntax.apposition_end(end, scene.last)
    if not quoted:
        # Without marks only a source that ends the clause tells inversion from an object.
        pause = contents.closes(scene, end)
        if pause is None or syntax.letters[pause : pause + 1] == "c":
            return None
        if not any(letter in "mzpdZ" for letter in syntax.letters[left[0][0] : left[-1][1]]):
            return None
    draft.source, draft.content, draft.frame = [(at, end)], left, "before"
    further = contents.behind(scene, end, ["quote"])
    if further is not None:
        draft.content = left + further.content
    return draft


def _passive(scene: Scene, draft: Draft, entry: AttributionEntry, group: Range, at: int) -> list[Draft]:
    """"is expected to", "was condemned by X", "was told that", "was quoted by X as saying"."""
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
        told = "addressee" in entry.frames
        if subject is not None and not agent and not told and keys[subject[0]] != "it":
            return []
        return [draft]
    if subject is None:
        return []
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
    """"is said to have told", "is reported by X to have said": the subject's, and the agent's."""
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
        mutual: Whether the verb tells of an agreement: "agreed on with Turkey", "agreed between both".
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
            taken = contents.behind(scene, as_ + 2, ["that", "clause", "quote"])
            if taken is None and as_ + 2 == scene.last - 1 and syntax.keys[as_ + 2] == ":":
                return []  # the block behind the colon
            return taken.content if taken is not None else None
    return None


def _reduced_passive(
    scene: Scene, draft: Draft, entry: AttributionEntry, at: int
) -> list[Draft]:
    """"claims denied by Moscow": the noun before the participle is the content."""
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
