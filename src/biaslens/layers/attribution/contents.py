"""What a cue takes as its content: the frames, tried on the words behind it and before it."""

from __future__ import annotations

from collections.abc import Collection

import attrs

from ...grammar.phrases import Range
from .draft import Scene

__all__ = ["Taken", "before", "behind", "closes", "interrupted"]

_ASKING = frozenset(["whether", "if", "how", "why", "what", "who", "when", "where", "which"])
_PLAIN = frozenset(
    "that clause quote whether to np gerund addressee as-saying adjunct naming".split()
)
_ADJUNCTS = frozenset(
    "in on at during after before through via to from with by for under upon as of near".split()
)
_CLOSING = frozenset([")", "]", "—", "–", "―", "--", "-", "when", "as", "after", "before", "while"])
_SKIPS = 5
_QUALITIES = frozenset("Ja-n")
#: Open a subordinate clause that may stand before the main clause.
_OPENERS = frozenset(
    "while although though when whenever after before since as until unless if once because lest "
    "whereas".split()
)
#: How many tokens behind the beginning of such a clause its cue may end.
_LEAD = 15
#: How far from the beginning of its sentence a cue stands whose content opens with a conjunction.
_NEAR = 8


@attrs.frozen(slots=True)
class Taken:
    """A content found.

    Attributes:
        frame: The frame that took it.
        cue_end: Token behind the cue, which may have swallowed a preposition.
        content: Ranges of the content.
    """

    frame: str
    cue_end: int
    content: list[Range]


def behind(scene: Scene, at: int, frames: Collection[str]) -> Taken | None:
    """Find the content of a cue behind it.

    Args:
        scene: The sentence.
        at: The token behind the cue.
        frames: The frames that the cue takes.
    """
    cue_end = at
    direct = True
    for _ in range(_SKIPS):
        if at >= scene.last:
            return None
        taken = _opens(scene, at, cue_end, frames, direct)
        if taken is not None:
            return taken
        skipped = _skip(scene, at)
        if skipped == at:
            break
        direct = direct and _only_time(scene, at, skipped)
        at = skipped
    if "addressee" in frames:
        return _behind_addressee(scene, cue_end, frames)
    return None


def _only_time(scene: Scene, first: int, last: int) -> bool:
    """Whether only adverbs and times were stepped over: "called on Friday for"."""
    syntax = scene.syntax
    group = syntax.reading.noun_group(last - 1)
    return syntax.letters[first] in "ar" or (group is not None and syntax.is_time(group))


def _behind_addressee(scene: Scene, at: int, frames: Collection[str]) -> Taken | None:
    """Read "told reporters on Friday that …": the content behind the person told."""
    syntax = scene.syntax
    cue_end = at
    group = syntax.reading.noun_group(at) if at < scene.last else None
    if group is None:
        return None
    at = syntax.phrase_end(at, scene.last)
    rest = [frame for frame in frames if frame not in ("np", "addressee")]
    for _ in range(_SKIPS):
        if at >= scene.last:
            return None
        taken = _opens(scene, at, cue_end, rest, True)
        if taken is not None:
            return taken
        skipped = _skip(scene, at)
        if skipped == at:
            return None
        at = skipped
    return None


def _opens(
    scene: Scene, at: int, cue_end: int, frames: Collection[str], direct: bool
) -> Taken | None:
    """The content that begins at a token, if one of the frames lets it."""
    syntax, last = scene.syntax, scene.last
    key, letter = syntax.keys[at], syntax.letters[at]
    quoting = "quote" in frames
    if (at in scene.opened and not scene.opened[at].single) or (at in scene.opened and quoting):
        if quoting or "np" in frames or "clause" in frames:
            return Taken("quote", cue_end, [quotation(scene, at)])
        return None
    if key in (",", ":", "—", "–", "―", "-", "--") and at + 1 < scene.paragraph_end:
        if quoting and at + 1 in scene.opened:
            return Taken("quote", cue_end, [quotation(scene, at + 1)])
        if key == ":" and (quoting or "clause" in frames) and at + 1 < last:
            return Taken("clause", cue_end, [(at + 1, syntax.trimmed(at + 1, last))])
        return None
    if key == "that" and ("that" in frames or "clause" in frames) and _conjoins(scene, at):
        return Taken("that", cue_end, [(at, scene.clause_end(at, _leads(scene, cue_end)))])
    if "whether" in frames and key in _ASKING and letter in "wi" and at + 1 < last:
        return Taken("whether", cue_end, [(at, scene.clause_end(at, _leads(scene, cue_end)))])
    if "to" in frames and letter == "t" and at + 1 < last and _verb_follows(syntax.letters, at + 1):
        return Taken("to", cue_end, [(at, syntax.object_end(at + 1, last, times=True))])
    if "gerund" in frames and letter == "g" and direct:
        return Taken("gerund", cue_end, [(at, syntax.object_end(at, last))])
    if key in frames and key not in _PLAIN and direct and _names_topic(scene, at + 1):
        return Taken(key, at + 1, [(at + 1, syntax.object_end(at + 1, last))])
    if "clause" in frames and _clause_follows(scene, at, frames):
        return Taken("clause", cue_end, [(at, scene.clause_end(at, _leads(scene, cue_end)))])
    if "np" in frames and direct:
        group = syntax.reading.noun_group(at)
        if group is None and letter == "n" and at + 1 < last:
            group = syntax.reading.noun_group(at + 1)  # "undocumented immigrants"
        if "addressee" in frames:
            taken = _behind_addressee(scene, at, frames)
            if taken is not None:
                return Taken(taken.frame, cue_end, taken.content)
        if group is not None and letter != "w" and not syntax.is_time(group):
            return Taken("np", cue_end, [(at, syntax.object_end(at, last))])
    return None


def _names_topic(scene: Scene, at: int) -> bool:
    """Whether what follows a preposition is a topic and not a time: "spoke on taxes"."""
    if at >= scene.last:
        return False
    group = scene.syntax.reading.noun_group(at)
    return group is None or not scene.syntax.is_time(group)


def _conjoins(scene: Scene, at: int) -> bool:
    """Whether a "that" is the conjunction and not "that man"."""
    syntax = scene.syntax
    if syntax.letters[at] == "w" and syntax.letters[at - 1] in "NP":
        # "told a meeting that was held in June"
        return syntax.letters[at + 1 : at + 2] not in ("z", "d", "m", "Z", "p", "b")
    return syntax.letters[at] in "iw" or syntax.opens_clause(at + 1, scene.last)


def _clause_follows(scene: Scene, at: int, frames: Collection[str]) -> bool:
    """Whether a bare clause begins here; a cue that takes no object takes any subject for one."""
    syntax = scene.syntax
    if syntax.is_time(syntax.reading.noun_group(at) or (at, at + 1)):
        return False
    if syntax.opens_clause(at, scene.last):
        return True
    if syntax.letters[at] == "g":
        return _is_subject(scene, at)
    if syntax.keys[at] in _OPENERS and at - scene.first <= _NEAR:
        return _main_clause_follows(scene, at)
    group = syntax.reading.noun_group(at)
    if "np" in frames or "addressee" in frames or group is None:
        return False
    if set(syntax.letters[group[0] : group[1]]) <= _QUALITIES:
        return False  # "felt comfortable", "proves short-lived"
    if any(letter in "mzpdZbn" for letter in syntax.letters[at + 1 : min(scene.last, at + 40)]):
        return True
    # "the strike hit militants": a group this long hides a verb that the tagger took for a noun.
    return group[1] - group[0] > 3


def _is_subject(scene: Scene, at: int) -> bool:
    """Whether a gerund opens the subject of a clause: "said closing the mine would cost jobs"."""
    letters = scene.syntax.letters
    for behind in range(at + 1, min(scene.last, at + _LEAD)):
        if letters[behind] in "mzZ":
            return True
        if letters[behind] in '.,:;"wd':
            return False
    return False


def _main_clause_follows(scene: Scene, at: int) -> bool:
    """Whether a subordinate clause opens what is said: "said because it was late, he left"."""
    syntax = scene.syntax
    if not syntax.opens_clause(at + 1, scene.last):
        return False
    for comma in range(at + 2, min(scene.last - 1, at + 2 * _LEAD)):
        if syntax.keys[comma] == ",":
            behind = comma + 1
            while behind in scene.opened:
                behind += 1
            return syntax.opens_clause(behind, scene.last)
    return False


def _leads(scene: Scene, cue_end: int) -> bool:
    """Whether a cue stands in what opens its sentence before the main clause.

    That is a participle ("Citing …", "After saying …"), a subordinate clause ("While aides insist
    that …, he left") or a noun that a preposition governs ("Despite claims that …, he left").
    """
    letters, keys = scene.syntax.letters, scene.syntax.keys
    first = scene.first
    if cue_end - first <= 4 and ("g" in letters[first:cue_end] or letters[first] in "nd"):
        return True
    while first + 1 < cue_end and (letters[first] in 'ac"' or keys[first] == ","):
        first += 1
    if cue_end - first > _LEAD or "," in letters[first:cue_end]:
        return False
    if keys[first] in _OPENERS:
        return True
    governed = letters[first] == "i" and not any(c in "mzpdZ" for c in letters[first:cue_end])
    return governed


def _verb_follows(letters: str, at: int) -> bool:
    while at + 1 < len(letters) and letters[at] == "a":
        at += 1
    return letters[at] in "bpnBZ"


def _skip(scene: Scene, at: int) -> int:
    """Step over one adverb, time, adjunct or parenthesis that may stand between cue and content."""
    syntax = scene.syntax
    letter, key = syntax.letters[at], syntax.keys[at]
    if letter == "a" or letter == "r":
        return at + 1
    group = syntax.reading.noun_group(at)
    if group is not None:
        return group[1] if syntax.is_time(group) else at
    if letter in "it" and key in _ADJUNCTS and at + 1 < scene.last:
        end = syntax.phrase_end(at + 1, scene.last)
        if end > at + 1:
            return end
        if letter == "i" and syntax.letters[at + 1] == "g":
            return at
    if key == "," and at + 1 < scene.last:
        # ", however," and ", in a statement,": only what a second comma closes soon.
        for end in range(at + 1, min(scene.last, at + 14)):
            if syntax.keys[end] == ",":
                return end + 1 if not syntax.opens_clause(at + 1, end) else at
    return at


def quotation(scene: Scene, at: int) -> Range:
    """The content that begins with an opening mark: the quotation, and the clause it is part of."""
    quoted = scene.opened[at]
    end = quoted.last
    if end < scene.last and not _complete(scene, quoted.last):
        end = max(end, scene.clause_end(end - 1))
    return at, end


def _complete(scene: Scene, end: int) -> bool:
    """Whether a quotation that ends before a token is a whole utterance and not a fragment."""
    letters, keys = scene.syntax.letters, scene.syntax.keys
    inner = keys[end - 2] if end >= 2 else ""
    if inner[:1] in ".!?…," and inner:
        return True
    return end < len(keys) and (keys[end][0] in ".;:!?)—–" or letters[end] == ",")


def before(scene: Scene, at: int) -> list[Range] | None:
    """Find the content that stands before a cue and its subject: "…, he said", "“…,” he said".

    Args:
        scene: The sentence.
        at: First token of the subject, or of the cue in inverted order.

    Returns:
        Its ranges, or ``None`` where nothing that could be content ends there.
    """
    syntax, first = scene.syntax, scene.first
    edge = at - 1
    if edge < scene.paragraph[0]:
        return None
    key = syntax.keys[edge]
    if edge in scene.closed:
        quoted = scene.closed[edge]
        start = quoted.first
        if first < start and not quoted.carries_on:
            start = _mixed_start(scene, quoted.first)
        return [(start, quoted.last)]
    if edge < first:
        return None
    if key == "as" and edge - 1 > first and syntax.keys[edge - 1] == ",":
        # "…, as police have said"
        return [(first, edge - 1)]
    if key in (",", "—", "–", "―", "-", "--"):
        if edge - 1 in scene.closed:
            quoted = scene.closed[edge - 1]
            return [(min(quoted.first, _mixed_start(scene, quoted.first)), quoted.last)]
        start = _behind_dateline(scene)
        while start < edge and syntax.letters[start] in "c,":
            start += 1
        if edge - start >= 2:
            return [(start, edge)]
    return None


def _behind_dateline(scene: Scene) -> int:
    """The first token behind "KABUL, 4 October (Agency) —"."""
    words = scene.syntax.document.tokens.words
    first = scene.first
    if words[first].isupper() and len(words[first]) > 2:
        for at in range(first + 1, min(scene.last, first + 14)):
            if words[at] in ("—", "–", "―", "--"):
                return at + 1
    return first


def closes(scene: Scene, at: int) -> int | None:
    """The punctuation at which a cue's clause closes, so that its content must stand before it.

    Adverbs, times, adjuncts and a person told may stand between: "…, he told reporters on Friday."
    """
    syntax = scene.syntax
    for step in range(_SKIPS):
        if at >= scene.last:
            return at
        if syntax.letters[at] in ".,:;c" or syntax.keys[at] in _CLOSING or at in scene.opened:
            return at
        skipped = _skip(scene, at)
        if skipped == at and step == 0:
            group = syntax.reading.noun_group(at)
            if group is not None and not syntax.opens_clause(at, scene.last):
                skipped = syntax.phrase_end(at, scene.last)
        if skipped == at:
            return None
        at = skipped
    return None


def interrupted(scene: Scene, comma: int) -> Range | None:
    """What goes on behind a cue in parenthesis: "The plan, he said, had failed"."""
    syntax = scene.syntax
    at = comma + 1
    if at + 1 >= scene.last or syntax.keys[comma] != ",":
        return None
    if syntax.letters[at] in "gi" and at in scene.cues:
        return None
    if syntax.keys[at] == "and" and at + 1 in scene.opened:
        return at, quotation(scene, at + 1)[1]
    if syntax.letters[at] == '"' or syntax.keys[at] in (
        "but",
        "and",
        "while",
        "although",
        "though",
    ):
        return None
    return at, scene.clause_end(at)


def _mixed_start(scene: Scene, opening: int) -> int:
    """Where a quotation that ends a longer statement begins: "He would win “by a lot,” he said"."""
    syntax = scene.syntax
    start = scene.first
    if opening <= start:
        return opening
    if any(start <= draft.head < opening and draft.reported for draft in scene.drafts[-6:]):
        return opening
    has_verb = any(letter in "mzpdZ" for letter in syntax.letters[start:opening])
    ends_before = syntax.letters[opening - 1] in ",.:"
    return opening if ends_before or not has_verb else start
