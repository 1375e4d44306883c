"""From token ranges to annotations."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar.clauses import Range, Syntax
from ...model import Attribution, Mention, Quotation, Span, ZoneKind
from .draft import Draft
from .nesting import Nest
from .speakers import Speakers

__all__ = ["build"]

_EDGES = frozenset(",.:;–—―-") | {"--"}
_EDGES_OF_CUE = frozenset(",")  # a cue may be nothing but a colon or a dash


def build(
    syntax: Syntax,
    drafts: Sequence[Draft],
    nesting: Nest,
    speakers: Speakers,
    zones: Sequence[ZoneKind],
) -> list[Attribution]:
    """Turn drafts into attributions, in the order of the drafts.

    Args:
        syntax: The document and its reading.
        drafts: The drafts, in the order of their cues.
        nesting: How they lie within each other.
        speakers: Resolves the sources.
        zones: Kind of zone of each token.
    """
    resolved = [
        speakers.resolve(draft, parent >= 0, zones[draft.head])
        for draft, parent in zip(drafts, nesting.parents, strict=True)
    ]
    built: dict[int, Attribution] = {}
    quoted = _quoted_tokens(syntax)
    for number in nesting.order:
        draft = drafts[number]
        parent = nesting.parents[number]
        inside = built[parent] if parent >= 0 else None
        roles = [
            _mention(syntax, draft.source, _EDGES),
            _mention(syntax, draft.cue, _EDGES_OF_CUE),
            _mention(syntax, draft.content, _EDGES),
        ]
        present = [mention.spans for mention in roles if mention is not None]
        start = min([spans[0].start for spans in present])
        end = max([spans[-1].end for spans in present])
        source_kind, speaker = resolved[number]
        built[number] = Attribution(
            start=start,
            end=end,
            text=syntax.document.text[start:end],
            source=roles[0],
            cue=roles[1],
            content=roles[2],
            stance=draft.stance,
            source_kind=source_kind,
            quotation=_quotation(quoted, draft.content),
            speaker=speaker,
            voice="author" if inside is None else "source",
            inside=inside,
            entry=draft.entry,
            zone=zones[draft.head],
        )
    return [built[number] for number in range(len(drafts))]


def _quoted_tokens(syntax: Syntax) -> list[bool]:
    """Whether each token stands in a quotation or is one of its marks."""
    quoted = [False] * len(syntax.keys)
    for quotation in syntax.document.quotations:
        quoted[quotation.first : quotation.last] = [True] * (quotation.last - quotation.first)
    return quoted


def _quotation(quoted: Sequence[bool], content: Sequence[Range]) -> Quotation:
    """Direct, indirect or mixed, by how much of the content stands in quotation marks."""
    inside = sum(sum(quoted[a:b]) for a, b in content)
    if inside == 0:
        return "indirect"
    return "direct" if inside >= sum(b - a for a, b in content) - 1 else "mixed"


def _mention(syntax: Syntax, ranges: Sequence[Range], edges: frozenset[str]) -> Mention | None:
    """The spans of a role: in order, apart from each other, without punctuation at their edges."""
    keys = syntax.keys
    document = syntax.document
    starts, ends = document.tokens.starts, document.tokens.ends
    spans: list[Span] = []
    reached = -1
    for first, last in sorted(ranges) if len(ranges) > 1 else ranges:
        if first < reached:
            first = reached
        while first < last and keys[first] in edges:
            first += 1
        while last > first and keys[last - 1] in edges:
            last -= 1
        if first >= last:
            continue
        end = ends[last - 1]
        if spans and reached == first:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(starts[first], end))
        reached = last
    if not spans:
        return None
    return Mention(tuple(spans), document.text[spans[0].start : spans[-1].end])
