"""The attribution layer: each sentence's cues in turn, then the quotations that they leave over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ...grammar.clauses import Range, Syntax
from ...lexicon.matcher import Match
from ...lexicon.schema import AttributionEntry, Entry
from ...text import Quoted
from .draft import Draft, Scene
from .nesting import nest
from .nominals import read_adjective, read_adverb, read_noun, read_preposition
from .quotes import (
    carry_on,
    open_block,
    read_colon,
    read_headline_tail,
    read_perspective,
    read_signature,
    stand_alone,
)
from .verbs import read_verb

__all__ = ["find_drafts"]

#: Sentences longer than this are read piece by piece, so that hostile texts cost no more than news.
_LONGEST = 150
#: How many attributions of a sentence are looked at for what they pass on.
_MOST_PASSED_ON = 3
#: A quotation of fewer tokens is a word or two of a sentence, and no utterance of its own.
_FRAGMENT = 8
#: A quotation set as a block behind a colon runs over at most this many paragraphs.
_LONGEST_BLOCK = 8
_OWN = frozenset(["i", "we"])


def find_drafts(syntax: Syntax, cues: Sequence[Match]) -> list[Draft]:
    """Find the attributions of a document.

    Args:
        syntax: The document and its reading.
        cues: The matches of the lexicon's attribution entries, in text order.

    Returns:
        Drafts in the order of their cues.
    """
    document = syntax.document
    opened = {q.first: q for q in document.quotations}
    closed = {q.last - 1: q for q in document.quotations if q.closed}
    starts = [match.first for match in cues]
    sentence = quotation = quoted_until = 0
    quotations = document.quotations
    found: list[Draft] = []
    running: Draft | None = None
    speaking: Draft | None = None
    for number, paragraph in enumerate(document.paragraphs):
        drafts: list[Draft] = []
        sentences: list[Range] = []
        outer: list[Quoted] = []
        while quotation < len(quotations) and quotations[quotation].first < paragraph[1]:
            if quotations[quotation].depth == 0 and not quotations[quotation].single:
                outer.append(quotations[quotation])
            quotation += 1
        while sentence < len(document.sentences) and (
            document.sentences[sentence][0] < paragraph[1]
        ):
            first, last = document.sentences[sentence]
            sentence += 1
            for begin in range(first, last, _LONGEST):
                piece = (begin, min(last, begin + _LONGEST))
                sentences.append(piece)
                inside = cues[
                    bisect_right(starts, piece[0] - 1) : bisect_right(starts, piece[1] - 1)
                ]
                drafts.extend(_read_sentence(syntax, piece, paragraph, inside, opened, closed))
        drafts = [draft for draft in drafts if not _speaks_for_itself(syntax, draft)]
        for quoted in outer:
            signed = read_signature(syntax, quoted, paragraph[1])
            if signed is not None:
                drafts.append(signed)
        carry_on(paragraph, sentences, outer, drafts)
        if len(sentences) > 1 and outer:
            stand_alone(syntax, sentences, outer, drafts)
        if quoted_until <= paragraph[0]:
            speaking = _standing_alone(paragraph, opened, drafts, speaking)
        if syntax.keys[paragraph[1] - 1] in (":", "following"):
            following = document.paragraphs[number + 1 : number + 1 + _LONGEST_BLOCK]
            quoted_until = open_block(syntax, paragraph, following, opened, drafts)
        running = _run_on(paragraph, opened, drafts, running)
        found.extend(drafts)
    nesting = nest(found, len(syntax.keys))
    return [
        draft
        for draft, parent in zip(found, nesting.parents, strict=True)
        if parent < 0 or _tells_of_speech(syntax, draft)
    ]


def _tells_of_speech(syntax: Syntax, draft: Draft) -> bool:
    """Whether an attribution within another's content tells what somebody else has said.

    What is merely wanted, planned, known or judged within reported content belongs to that content:
    annotators do not mark it (PolNeAR has no such attribution at all).
    """
    if draft.frame in ("as-saying", "adverb", "quote") or draft.within is not None:
        return True
    if draft.source and draft.source[0][0] > draft.head and draft.frame == "np":
        return True  # "the operation, agreed on with Syria, involves …": who did it is named
    if draft.stance != "asserts" and draft.source:
        first, last = draft.source[0]
        return any(letter in "NP" for letter in syntax.letters[first:last])
    if not draft.says or draft.frame not in ("that", "clause", "before") or not draft.source:
        return False
    first, last = draft.source[0]
    return any(letter in "NP" for letter in syntax.letters[first:last])


def _run_on(
    paragraph: Range,
    opened: dict[int, Quoted],
    drafts: Sequence[Draft],
    running: Draft | None,
) -> Draft | None:
    """Let a quotation that a paragraph leaves open go on in the next, with a new opening mark.

    Returns:
        The draft whose quotation is still open at the end of the paragraph.
    """
    first = opened.get(paragraph[0])
    if running is not None and first is not None and first.carries_on:
        running.content.append((first.first, first.last))
        if not first.closed:
            return running
    for draft in reversed(drafts):
        for begin, _ in draft.content:
            quoted = opened.get(begin)
            if quoted is not None and not quoted.closed and quoted.last == paragraph[1]:
                return draft
    return None


def _standing_alone(
    paragraph: Range, opened: dict[int, Quoted], drafts: list[Draft], last: Draft | None
) -> Draft | None:
    """Let a paragraph that is nothing but a quotation be the speaker's of the paragraph before.

    Returns:
        The draft whose speaker the next paragraph may carry on.
    """
    quoted = opened.get(paragraph[0])
    if quoted is not None and quoted.last == paragraph[1] and not quoted.carries_on:
        if last is None or any(a <= quoted.first < b for d in drafts for a, b in d.content):
            return last
        draft = Draft(quoted.first, "rule/carried-on", frame="quote", speaks=True)
        draft.source, draft.content = list(last.source), [(quoted.first, quoted.last)]
        drafts.append(draft)
        return last
    speaking = [draft for draft in drafts if draft.speaks and draft.source]
    return speaking[-1] if speaking else None


def _read_sentence(
    syntax: Syntax,
    sentence: Range,
    paragraph: Range,
    matches: Sequence[Match],
    opened: dict[int, Quoted],
    closed: dict[int, Quoted],
) -> list[Draft]:
    """The attributions whose cues stand in one sentence."""
    drafts: list[Draft] = []
    if not matches and sentence[0] != paragraph[0] and syntax.keys[sentence[0]] != "for":
        return drafts
    starts = frozenset([match.first for match in matches])
    says = frozenset([match.first for match in matches if _says(match.entry)])
    scene = Scene(syntax, *sentence, opened, closed, paragraph, starts, says, drafts)
    if sentence[0] == paragraph[0]:
        headed = read_colon(scene)
        if headed is not None:
            drafts.append(headed)
            matches = [match for match in matches if match.first >= headed.cue[0][1]]
        else:
            tailed = read_headline_tail(scene)
            if tailed is not None:
                drafts.append(tailed)
                matches = [match for match in matches if match.last <= tailed.head]
    perspective = read_perspective(scene)
    if perspective is not None:
        drafts.append(perspective)
    taken: set[int] = set()
    for match in matches:
        entry = match.entry
        assert isinstance(entry, AttributionEntry)
        if match.first in taken:
            continue
        around = _within_quotation(scene, match.first)
        for draft in _READERS[entry.pos](around, match.first, match.last, entry):
            drafts.append(draft)
            for first, last in draft.cue:
                taken.update(range(first, last))
            if entry.pos == "preposition" and draft.source:
                # "according to its own accounts": the accounts are the source, and no cue.
                taken.update(range(*draft.source[0]))
    passing_on = [draft for draft in drafts if draft.frame == "as-saying"]
    for outer in passing_on[:_MOST_PASSED_ON]:
        for inner in drafts:
            if inner is not outer and outer.within is not inner and inner.content == outer.content:
                inner.within = outer
    return drafts


def _within_quotation(scene: Scene, token: int) -> Scene:
    """The part of a sentence that a cue can see: one within a quotation sees nothing outside."""
    quoted = _quotation_around(scene.syntax, token)
    if quoted is None or not quoted.closed or quoted.last - quoted.first < _FRAGMENT:
        return scene
    first, last = quoted.inner
    return scene.within(max(scene.first, first), max(token + 1, min(scene.last, last)))


def _speaks_for_itself(syntax: Syntax, draft: Draft) -> bool:
    """Whether a cue within a quotation only tells what its speaker feels, wants or thinks.

    "“I think …,” he said" is one attribution and not two, and so is "“… they want …,” he said".
    What someone named is said to have said stays an attribution within the attribution.
    """
    quoted = _quotation_around(syntax, draft.head)
    if quoted is None:
        return False
    if draft.frame == "quote" and draft.source and syntax.keys[draft.source[0][0]] not in _OWN:
        return False  # "“He told us ‘leave at once’ …”"
    if not draft.source or draft.frame not in ("that", "clause", "quote", "before"):
        return True
    first, last = draft.source[0]
    return first < quoted.first or all(syntax.letters[at] in "RDwE" for at in range(first, last))


def _quotation_around(syntax: Syntax, token: int) -> Quoted | None:
    """The outermost quotation that a token stands in."""
    quotations = syntax.document.quotations
    if not quotations:
        return None
    at = bisect_right(quotations, token, key=_opening) - 1
    while at >= 0 and quotations[at].depth:
        at -= 1
    if at >= 0 and quotations[at].first < token < quotations[at].last:
        return quotations[at]
    return None


def _opening(quoted: Quoted) -> int:
    return quoted.first


_READERS = {
    "verb": read_verb,
    "noun": read_noun,
    "adjective": read_adjective,
    "preposition": read_preposition,
    "adverb": read_adverb,
    "phrase": read_adverb,
}


def _says(entry: Entry) -> bool:
    return (
        isinstance(entry, AttributionEntry)
        and entry.pos == "verb"
        and ("that" in entry.frames or "quote" in entry.frames)
    )
