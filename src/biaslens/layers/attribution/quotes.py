"""Quotations that no cue in their own sentence accounts for: carried on, signed, headed by a name."""

from __future__ import annotations

from ...grammar.clauses import Range, Syntax
from ...text import Quoted
from .draft import Draft, Scene

__all__ = ["carry_on", "read_colon", "read_signature"]

_DASHES = frozenset(["–", "—", "―", "--", "-"])


def carry_on(syntax: Syntax, paragraph: Range, sentences: list[Range], drafts: list[Draft]) -> None:
    """Let quotations that follow an attributed one in the same paragraph belong to the same speaker.

    "“A,” he said. “B. C.”": B and C are his as well. They join the content of the attribution, as
    annotators of PolNeAR do (Newell et al. 2018). A sentence with a cue of its own ends it.

    Args:
        syntax: The document.
        paragraph: The paragraph, as a range.
        sentences: Its sentences.
        drafts: The drafts of the paragraph, by head; they are added to.
    """
    quotations = [q for q in syntax.document.quotations if paragraph[0] <= q.first < paragraph[1]]
    outer = [q for q in quotations if q.depth == 0 and not q.single]
    speaker: Draft | None = None
    at = 0
    for first, last in sentences:
        own = [d for d in drafts if first <= d.head < last]
        free = [d for d in own if not _within(d.head, outer)]
        speaking = [d for d in free if d.says]
        if speaking:
            speaker = speaking[-1]
        elif free:
            speaker = None
        while at < len(outer) and outer[at].first < last:
            quoted = outer[at]
            at += 1
            if quoted.first < first or speaker is None or quoted.first < speaker.head:
                continue
            if quoted.first == first and not _covered(quoted, drafts):
                speaker.content.append((quoted.first, quoted.last))


def _within(token: int, outer: list[Quoted]) -> bool:
    return any(q.first < token < q.last for q in outer)


def _covered(quoted: Quoted, drafts: list[Draft]) -> bool:
    return any(a <= quoted.first and quoted.first + 1 < b for d in drafts for a, b in d.content)


def read_colon(scene: Scene) -> Draft | None:
    """"Erdogan: …", "WALLACE: …", "Reports: …": a name at the head of a paragraph or headline."""
    syntax, first = scene.syntax, scene.first
    keys, words = syntax.keys, syntax.document.tokens.words
    start = first + 1 if first in scene.opened else first
    for colon in range(start + 1, min(scene.last - 1, start + 7)):
        if keys[colon] != ":":
            continue
        head = words[start:colon]
        if not all(w[0].isupper() or w in ("of", "the", "’s", "'s", "-") for w in head):
            return None
        group = syntax.reading.noun_group(colon - 1)
        if group is None or group[0] > start + 1 or words[start][0].isdigit():
            return None
        if syntax.is_time(group) or colon + 2 >= scene.last:
            return None
        end = syntax.trimmed(colon + 1, scene.last)
        draft = Draft(colon, "rule/colon", cue=[(colon, colon + 1)], content=[(colon + 1, end)])
        draft.source = [(start, colon)]
        draft.says = True
        return draft
    return None


def read_signature(scene: Scene, quoted: Quoted) -> Draft | None:
    """"“…” – Handle": a quotation signed behind a dash."""
    syntax = scene.syntax
    keys, words = syntax.keys, syntax.document.tokens.words
    at = quoted.last
    if not quoted.closed or at + 1 >= len(keys) or keys[at] not in _DASHES:
        return None
    if quoted.last - quoted.first < 6 or not (words[at + 1][0].isupper() or words[at + 1][0] == "@"):
        return None
    end = at + 1
    while end < scene.paragraph_end and end < at + 8 and (
        words[end][0].isupper() or words[end][0] in "@#-." or words[end] in ("of", "de", "al", "the")
    ):
        end += 1
    # Only where the name ends the line or the sentence: else the dash is a parenthesis.
    if end < scene.paragraph_end and end != scene.last and keys[end] not in (",", "("):
        return None
    end = syntax.trimmed(at + 1, end)
    draft = Draft(at + 1, "rule/signature", source=[(at + 1, end)], frame="quote")
    draft.cue = [(at, at + 1)]
    draft.content = [(quoted.first, quoted.last)]
    return draft
