"""Attributions by verbs: "says", "has not confirmed", "vowed to", "denied involvement"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...grammar.phrases import Range
from ...grammar.reading import FINITE
from ...lexicon.schema import AttributionEntry
from . import contents
from .draft import NEGATIONS, Draft, Scene
from .nominals import read_attributive
from .passives import read_passive, read_reduced

__all__ = ["read_verb"]

_BE = frozenset("be am is are was were been being 's 're get gets got".split())
#: What people say things in: "a statement calling …" is calling by whoever made the statement.
_UTTERANCES = frozenset(
    """
    statement statements tweet tweets letter remarks speech post posts video interview conference
    memo email emails ad ads petition resolution note message address briefing op-ed editorial
    column
    """.split()
)
#: How many drafts back a subject may be shared from.
_RECENT = 6
#: Subjects that turn what is said of them round: "No observer can doubt".
_NOBODY = frozenset(["no", "nobody", "none", "neither"])
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
    if group is None and letters[head] == "n" and entry.stance == "doubts" and end < scene.last:
        return read_attributive(scene, head, end, entry)
    if group is None or _is_modifier(scene, head, group):
        return []
    first = group[0]
    at = max(end, head + 1)
    before = first > scene.first and keys[first - 1] in NEGATIONS
    negated = before or any(k in NEGATIONS for k in keys[first:head])
    # "never said"
    opening = first - 1 if before and letters[first - 1] == "a" else first
    draft = Draft(head, entry.id, cue=[(opening, at)], stance=scene.stance(entry, negated))
    draft.says = not _SAYING.isdisjoint(entry.frames)
    draft.speaks = "quote" in entry.frames
    if letters[head] in "nd" and _is_passive(keys[first:head], keys[at : at + 1] == ["by"]):
        return read_passive(scene, draft, entry, group, at)
    if letters[head] == "n" and first == head and at < scene.last:
        reduced = read_reduced(scene, draft, entry, at)
        if reduced:
            return reduced
    edge = first - 1
    pauses = edge >= 0 and (edge in scene.closed or keys[edge] in _PAUSES)
    if pauses and draft.speaks and letters[first] in "zdpnZ":
        # Inverted order goes before a subject shared with the verb before: "…, reports SANA".
        inverted = _inverted(scene, draft, first, at, entry.frames)
        if inverted is not None:
            return [inverted]
    source = _source(scene, group)
    finite = letters[first] in FINITE or (letters[first] == "n" and source is not None)
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
    if source is None and letters[first] in "nd" and keys[first - 1] in ("when", "if", "once"):
        # "when asked whether he would run": by whom is not told.
        if taken is None or taken.frame not in ("whether", "about", "that"):
            return []
        draft.frame, draft.content = taken.frame, taken.content
        draft.cue = [(first, max(at, taken.cue_end))]
        return [draft]
    if taken is None or (source is None and letters[first] in "bnt"):
        return []
    draft.frame, draft.content = taken.frame, taken.content
    if taken.frame == "clause" and source is not None and syntax.letters[source[0]] == "w":
        draft.content = [_within_relative(scene, source[0], taken.content[0])]
    if "naming" in entry.frames and taken.frame in ("np", "as"):
        draft.frame = "naming"
    draft.cue = [(opening, max(at, taken.cue_end))]
    if source is not None:
        draft.source = [source]
        if keys[source[0]] in _NOBODY:
            draft.stance = scene.stance(entry, not negated)
    if negated and entry.stance == "asserts" and taken.frame == "to":
        draft.stance = "denies"
    return [draft]


def _is_passive(auxiliaries: list[str], agent: bool) -> bool:
    """Whether auxiliaries make a passive; an 's alone is "has" unless an agent follows."""
    return any(word in _BE and (agent or word != "'s") for word in auxiliaries)


def _spoken_before(
    scene: Scene,
    draft: Draft,
    source: Range,
    at: int,
    taken: contents.Taken | None,
    quoting_only: bool,
) -> Draft | None:
    """Read "…, he said", "The plan, he said, had failed": the content stands before the cue."""
    edge = source[0] - 1
    quoted = edge in scene.closed
    if quoted and edge >= scene.first:
        # "“…,” she said months after the trial": nothing but a further quotation can follow.
        if taken is not None and taken.frame == "that":
            return None  # "In her book “The Long Field,” she writes that …"
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
    """Read "As the ministry said on Monday, …": the content follows the comma."""
    keys = scene.syntax.keys
    if source[0] - 1 < scene.first or keys[source[0] - 1] not in ("as", "like") or behind is None:
        return None
    if keys[behind : behind + 1] != [","] or behind + 3 >= scene.last:
        return None
    draft.source, draft.content = [source], [(behind + 1, scene.clause_end(behind + 1))]
    return draft


def _relative(scene: Scene, source: Range | None, at: int) -> contents.Taken | None:
    """Read "which Moscow denied", "what the minister called a mistake" with its pronoun."""
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


def _within_relative(scene: Scene, relative: int, content: Range) -> Range:
    """End a relative clause that belongs to the subject before that subject's own verb.

    "The clerk who found the letter left the building": the clerk left.
    """
    syntax = scene.syntax
    first, last = content
    group = syntax.reading.noun_group(relative - 1) if relative > scene.first else None
    if group is None or syntax.phrase_start(group, scene.first) != scene.first:
        return content
    end = syntax.before_main_verb(first, last, True)
    return first, end if end < last else syntax.before_main_verb(first, last, False)


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
            # A participle with an object is a past tense that the tagger took for one.
            return _shared(scene, before, "d" if letters[first] == "n" else letters[first])
        return None
    if before < scene.first:
        return _following(scene, first)
    noun = syntax.reading.noun_group(before)
    if noun is not None and syntax.is_time(noun) and letters[noun[0] - 1] in "NPR":
        # "released a film this week showing", "gathered Friday to discuss"
        before = noun[0] - 1
        noun = syntax.reading.noun_group(before)
    if letters[first] in "gB":
        if keys[before] == "as":
            return _object_of_quote(scene, before)
        if noun is not None and letters[before] in "NPRw":
            start = syntax.phrase_start(noun, scene.first)
            if _UTTERANCES.isdisjoint(keys[start : noun[1]]):
                return start, noun[1]
        return _shared(scene, first, "") or _following(scene, first)
    if letters[first] == "t":
        named = noun is not None and letters[before] in "PR" and noun[0] > scene.first
        if noun is not None and named and letters[noun[0] - 1] not in "it":
            # "forced him to admit": the object of the one verb is the subject of the other.
            return noun
        shared = _shared(scene, first, "")
        if shared is not None and set(letters[shared[0] : shared[1]]) == {"D"}:
            return None  # "These are reasons to believe that …"
        return shared
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
    recent = scene.drafts[-_RECENT:]
    for draft in reversed(recent):
        if not draft.source or draft.head >= at:
            continue
        if not tense and (letters[draft.head] in "NP" or _is_inner(draft, recent)):
            continue  # "attacked her for her support of the war, saying …"
        if any(a <= at < b for a, b in draft.content) and tense:
            continue
        if not tense or letters[draft.cue[0][0]] == tense or letters[draft.head] == tense:
            return draft.source[0]
    fallback = None
    for back in range(at - 1, max(scene.first, at - 60) - 1, -1):
        if letters[back] in "mzpdZn":
            group = syntax.reading.verb_group(back)
            # A lone participle with a subject is a past tense that the tagger took for one.
            if group is None or (letters[back] == "n" and group != (back, back + 1)):
                continue
            subject = syntax.subject(group[0], scene.first)
            if subject is None or letters[subject[0]] == "w":
                continue
            if not tense or letters[back] == tense:
                return subject
            fallback = fallback or subject
    return fallback


def _is_inner(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a cue stands in the content of another that ends with or behind its own."""
    return any(
        first <= draft.head < last
        for other in others
        if other is not draft
        for first, last in other.content
    )


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


def _behind_time(scene: Scene, at: int) -> int:
    """Step over when it was said: "declared on Thursday, January 19, the president"."""
    syntax = scene.syntax
    while at + 1 < scene.last:
        on = at + 1 if syntax.keys[at] == "on" else at
        group = syntax.reading.noun_group(on)
        if group is None or not syntax.is_time(group) or group[1] + 1 >= scene.last:
            break
        at = group[1] + 1 if syntax.keys[group[1]] == "," else group[1]
    return at


def _inverted(
    scene: Scene, draft: Draft, first: int, at: int, frames: Collection[str]
) -> Draft | None:
    """Read "“…,” said Lind": the source behind the verb, the content before it."""
    syntax = scene.syntax
    left = contents.before(scene, first)
    at = _behind_time(scene, at)
    group = syntax.reading.noun_group(at) if at < scene.last else None
    if left is None or group is None or syntax.letters[at] in "wE" or syntax.is_time(group):
        return None
    quoted = left[-1][1] - 1 in scene.closed
    if not quoted and (
        "addressee" in frames
        or ("clause" not in frames and "that" not in frames)
        or syntax.opens_clause(at, scene.last)
    ):
        return None
    end = syntax.phrase_end(at, scene.last)
    while end in scene.opened and scene.opened[end].last - end < 10:
        # A title in quotation marks within the source: "the head of “Open Sky” Vera Lind".
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
