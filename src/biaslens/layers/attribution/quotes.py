"""Quotations without a cue in their own sentence: carried on, signed, headed by a name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise

from ...grammar.clauses import Range, Syntax
from ...text import Quoted
from .draft import Draft, Scene

__all__ = [
    "carry_on",
    "open_block",
    "read_colon",
    "read_headline_tail",
    "read_perspective",
    "read_signature",
    "stand_alone",
]

#: How many tokens behind a headline may name its speaker again.
_NEAR = 400
#: Heads that name a kind of notice and nobody who speaks.
_RUBRICS = frozenset(
    """
    correction corrections clarification note update updated watch photo photos video read listen
    related source sources credit editor editors location date time venue tags topics category
    """.split()
)
#: A quotation of fewer tokens may be a name or a slogan.
_UTTERANCE = 6
_PERSONS = frozenset(["he", "she"])
#: Headlines have at most as many tokens.
_HEADLINE = 25
#: Verbs of a judgement: "For Moscow, this is …".
_EQUATING = frozenset("is are was were means meant remains remained becomes became".split())
_VERBS = frozenset("mzpdZn")
#: Open a paragraph in which the author takes up again what was quoted.
_RESUMING = frozenset("this these that those such but however yet so as it according".split())
_AUTHOR = frozenset(["i", "me", "my"])
_SAYS = frozenset(["said", "says", "told", "added"])
#: A date and time of day have at most as many tokens.
_STAMP = 9
_DASHES = frozenset(["–", "—", "―", "--", "-"])


def carry_on(
    paragraph: Range, sentences: list[Range], quotations: list[Quoted], drafts: list[Draft]
) -> None:
    """Let quotations that follow an attributed one in its paragraph belong to the same speaker.

    "“A,” he said. “B. C.”": B and C are his as well. They join the content of the attribution, as
    annotators of PolNeAR do (Newell et al. 2018). A sentence with a cue of its own ends it.

    Args:
        paragraph: The paragraph, as a range.
        sentences: Its sentences.
        quotations: Its outer quotations in double marks.
        drafts: The drafts of the paragraph, by head; they are added to.
    """
    if not quotations:
        return
    begin, size = paragraph[0], paragraph[1] - paragraph[0]
    quoted_tokens, covered = bytearray(size), bytearray(size)
    for quoted in quotations:
        _paint(quoted_tokens, quoted.first + 1 - begin, quoted.last - 1 - begin)
    starts = [first for first, _ in sentences]
    free: list[list[Draft]] = [[] for _ in sentences]
    for draft in drafts:
        for first, last in draft.content:
            _paint(covered, first - begin, last - 1 - begin)
        if not quoted_tokens[draft.head - begin]:
            free[bisect_right(starts, draft.head) - 1].append(draft)
    speaker: Draft | None = None
    at = 0
    for (first, last), own in zip(sentences, free, strict=True):
        speaking = [draft for draft in own if draft.says]
        if own:
            speaker = speaking[-1] if speaking else None
        while at < len(quotations) and quotations[at].first < last:
            quoted = quotations[at]
            at += 1
            if speaker is None or quoted.first != first or quoted.first < speaker.head:
                continue
            if not covered[first - begin]:
                speaker.content.append((first, quoted.last))


def _paint(marks: bytearray, first: int, last: int) -> None:
    first, last = max(first, 0), min(last, len(marks))
    if first < last:
        marks[first:last] = b"\1" * (last - first)


def open_block(
    syntax: Syntax,
    paragraph: Range,
    following: list[Range],
    marks: Mapping[int, Quoted],
    drafts: list[Draft],
) -> int:
    """Give the block that follows a colon to the last cue before it.

    Args:
        syntax: The document.
        paragraph: The paragraph that ends with the colon.
        following: The paragraphs behind it.
        marks: Quotations by the token of their opening mark.
        drafts: The drafts of the paragraph; one may be changed or added.

    Returns:
        The token behind the block, or 0 where nothing follows that is one.
    """
    # "said the following": more than one paragraph may follow, with no marks to show it.
    announced = "following" in syntax.keys[paragraph[1] - 2 : paragraph[1]]
    block: list[Range] = []
    for first, last in following:
        if not block and _is_stamp(syntax, first, last):
            continue  # "oda_fisher says:", "15 March at 09:12", and then the comment
        quoted = marks.get(first)
        if quoted is None:
            if block and not (announced and _goes_on(syntax, first, last)):
                break
            block.append((first, last))
            if not announced:
                break
            continue
        if block and not quoted.carries_on:
            break
        block.append((quoted.first, quoted.last))
    if not block or block[0][1] - block[0][0] < 4:
        return 0
    words = syntax.document.tokens.words
    head = block[0][0] + (block[0][0] in marks)
    if words[head].isupper() and words[head + 1] == ":":
        return 0  # a transcript, whose speakers are named line by line
    openers = [draft for draft in drafts if draft.opens_block]
    for draft in openers:
        # "X is reported by Y to have said": the block is both X's and Y's.
        if draft is openers[-1] or draft.frame == openers[-1].frame == "as-saying":
            draft.content.extend(block)
    if openers:
        return block[-1][1]
    if block[0][0] in marks:
        colon = paragraph[1] - 1
        drafts.append(Draft(colon, "rule/block", cue=[(colon, colon + 1)], content=block))
        return block[-1][1]
    return 0


def _goes_on(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a paragraph can be more of what was announced, and is not the author's own again."""
    keys = syntax.keys[first:last]
    return keys[0] not in _RESUMING and _AUTHOR.isdisjoint(keys) and _SAYS.isdisjoint(keys)


def _is_stamp(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a paragraph is nothing but a date or a time of day."""
    letters = syntax.letters[first:last]
    return last - first <= _STAMP and "C" in letters and set(letters) <= set("CNPiD,:.x()-")


def read_colon(scene: Scene) -> Draft | None:
    """Read "WEISS: …" and "Reports: …": a name at the head of a paragraph or headline."""
    syntax, first = scene.syntax, scene.first
    keys, words = syntax.keys, syntax.document.tokens.words
    start = first + 1 if first in scene.opened else first
    colon = next(
        (at for at in range(start + 1, min(scene.last - 1, start + 7)) if keys[at] == ":"), 0
    )
    if not colon or colon + 2 >= scene.last:
        return None
    head = words[start:colon]
    if not all(w[0].isupper() or w in ("of", "the", "’s", "'s", "-") for w in head):
        return None
    if keys[colon - 1] in _RUBRICS:
        return None
    end = syntax.trimmed(colon + 1, scene.paragraph_end)
    draft = Draft(colon, "rule/colon", cue=[(colon, colon + 1)], content=[(colon + 1, end)])
    draft.says = draft.speaks = True
    if start in scene.cues and colon == start + 1:
        # "Reports: …", "CONFIRMED: …": hearsay without a source.
        draft.cue = [(start, colon)]
        return draft
    group = syntax.reading.noun_group(colon - 1)
    if group is None or group[0] > start + 1 or words[start][0].isdigit() or syntax.is_time(group):
        return None
    if not ((head[-1].isupper() and len(head[-1]) > 1) or colon + 1 in scene.opened):
        # A rubric ("Syria Daily: …") is no speaker: a speaker's name comes again.
        letters = syntax.letters
        if not any(
            keys[at] == keys[colon - 1] and letters[at + 1 : at + 2] not in ("P", "-")
            for at in range(scene.last, min(len(keys), scene.last + _NEAR))
        ):
            return None
    draft.source = [(start, colon)]
    return draft


def read_headline_tail(scene: Scene) -> Draft | None:
    """Read "Army lost nine tanks: report": a headline that names its source behind a colon."""
    syntax, first, last = scene.syntax, scene.first, scene.last
    letters = syntax.letters
    if last != scene.paragraph_end or last - first > _HEADLINE or letters[last - 1] in '."':
        return None
    tail = range(last - 2, max(first, last - 6), -1)
    colon = next((at for at in tail if syntax.keys[at] == ":"), 0)
    if colon - first < 3 or letters[first] == "w":
        return None
    if any(letter not in "DNPJ-" for letter in letters[colon + 1 : last]):
        return None
    if "t" in letters[first:colon] or _VERBS.isdisjoint(letters[first:colon]):
        return None
    draft = Draft(colon, "rule/colon", source=[(colon + 1, last)], cue=[(colon, colon + 1)])
    draft.content = [(first, colon)]
    draft.says = draft.speaks = True
    return draft


def read_perspective(scene: Scene) -> Draft | None:
    """Read "For Moscow, the pipeline is a question of prestige": in whose eyes it is that."""
    syntax, first = scene.syntax, scene.first
    keys, letters = syntax.keys, syntax.letters
    group = syntax.reading.noun_group(first + 1) if first + 3 < scene.last else None
    if keys[first] != "for" or group is None or letters[group[1] - 1] != "P":
        return None
    comma = group[1]
    if syntax.is_time(group) or comma + 3 >= scene.last or keys[comma] != ",":
        return None
    subject = syntax.phrase_end(comma + 1, scene.last)
    if subject + 1 >= scene.last or keys[subject] not in _EQUATING or letters[subject + 1] in "ngb":
        return None
    if not syntax.opens_clause(comma + 1, scene.last):
        return None
    draft = Draft(first, "rule/perspective", source=[group], cue=[(first, first + 1)])
    draft.content = [(comma + 1, scene.clause_end(comma + 1))]
    return draft


def stand_alone(
    syntax: Syntax, sentences: list[Range], quotations: list[Quoted], drafts: list[Draft]
) -> None:
    """Give a quotation that is a sentence of its own to whom the sentence before tells of.

    "Minister Olga Brandt was blunt. “There is no money left.”": nobody else is there to say it.

    Args:
        syntax: The document.
        sentences: The sentences of a paragraph.
        quotations: Its outer quotations in double marks.
        drafts: The drafts of the paragraph; they are added to.
    """
    whole = {quoted.first: quoted for quoted in quotations if quoted.closed}
    for before, (first, last) in pairwise(sentences):
        quoted = whole.get(first)
        if quoted is None or quoted.last < last or quoted.last - first < _UTTERANCE:
            continue
        if before[0] in whole or any(
            before[0] <= draft.head < last or any(a <= first < b for a, b in draft.content)
            for draft in drafts
        ):
            continue
        subject = syntax.phrase_end(before[0], before[1])
        if syntax.letters[subject - 1] not in "PR" or not syntax.opens_clause(*before):
            continue
        if syntax.letters[subject - 1] == "R" and syntax.keys[subject - 1] not in _PERSONS:
            continue
        draft = Draft(first, "rule/standing-alone", frame="quote", speaks=True)
        draft.source, draft.content = [(before[0], subject)], [(first, quoted.last)]
        drafts.append(draft)


def read_signature(syntax: Syntax, quoted: Quoted, limit: int) -> Draft | None:
    """Read "“…” – Handle": a quotation signed behind a dash."""
    keys, words = syntax.keys, syntax.document.tokens.words
    at = quoted.last
    if not quoted.closed or at + 1 >= limit or keys[at] not in _DASHES:
        return None
    if quoted.last - quoted.first < 6 or not (
        words[at + 1][0].isupper() or words[at + 1][0] == "@"
    ):
        return None
    end = at + 1
    while (
        end < limit
        and end < at + 8
        and (
            words[end][0].isupper()
            or words[end][0] in "@#-."
            or words[end] in ("of", "de", "al", "the")
        )
    ):
        end += 1
    # Only where the name ends the paragraph: else the dash is a parenthesis.
    if end < limit and keys[end] not in (",", "("):
        return None
    end = syntax.trimmed(at + 1, end)
    draft = Draft(at + 1, "rule/signature", source=[(at + 1, end)], frame="quote", speaks=True)
    draft.cue = [(at, at + 1)]
    draft.content = [(quoted.first, quoted.last)]
    return draft
