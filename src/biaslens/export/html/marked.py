"""The text of an article with everything that was found in it marked, in well-nested HTML.

Annotations overlap as they like, and elements must not: a mark is cut wherever another one ends
within it, so that each piece lies wholly in the elements around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import attrs

from biaslens.export.html.page import escape
from biaslens.export.html.sources import depths
from biaslens.model import Hedge, LoadedTerm, Zone, ZoneKind
from biaslens.report import Report
from biaslens.text.paragraphs import split_paragraphs

__all__ = ["marked_text"]

# Of marks that begin and end together, the first of these is the outermost.
_SENTENCE, _CONTENT, _SOURCE, _CUE, _HEDGE, _LOADED = range(6)
#: Elements that may lie within each other: more than a reader can follow, and few enough for every
#: browser. What lies deeper is found in the list of annotations only.
_DEEPEST, _DEEPEST_CONTENT = 16, 6
_WORD = re.compile(r"\S+")
#: White space of HTML: between blocks it is not shown.
_SPACE = " \t\n\r\f"
_ASIDE: dict[ZoneKind, str] = {"comment": "Readers’ comments", "boilerplate": "Page furniture"}


@attrs.frozen(slots=True, eq=False)
class _Mark:
    """What is to be marked.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        rank: Place among marks of the same stretch.
        classes: Classes of the element.
        data: Its other attributes.
        anchor: Its id, if it is the one that takes the focus and that links lead to.
        ends: Whether it begins and finishes its mention, which may be interrupted.
        depth: Within how many attributions the annotation lies.
    """

    start: int
    end: int
    rank: int
    classes: str
    data: str = ""
    anchor: str = ""
    ends: tuple[bool, bool] = (True, True)
    depth: int = 0


def marked_text(report: Report, source_numbers: Mapping[int, int]) -> str:
    """Mark everything that was found in the text of an article.

    Args:
        report: The report.
        source_numbers: For numbers of attributions, the number of the source in the list.

    Returns:
        HTML whose text is, character for character, that of the article. Annotations have the ids
        ``a0``, ``t0``, ``h0`` … (attributions, loaded terms, hedges) and are described by the
        elements ``n-a0`` …; sentences have the ids ``s0`` …
    """
    marks = [*_sentences(report), *_attributions(report, source_numbers), *_terms(report)]
    marks.sort(key=lambda mark: (mark.start, -mark.end, mark.rank, mark.depth))
    writer = _Writer(report.text, marks)
    blocks = _blocks(report.text)
    at = 0
    out = writer.out
    for aside, group in groupby(_chunks(report), key=lambda chunk: chunk[2] in _ASIDE):
        chunks = list(group)
        if aside:
            label = escape(_label(report.text, chunks))
            # The label is no text of the article: it is shown by the style sheet.
            out.append(
                f'<details class="aside"><summary data-label="{label}" aria-label="{label}">'
                "</summary>"
            )
        for start, end, kind in chunks:
            out.append(f'<div class="zone z-{kind}">')
            starts = [start]
            while at < len(blocks) and blocks[at] < end:
                if blocks[at] > start:
                    starts.append(blocks[at])
                at += 1
            for begin, stop in pairwise([*starts, end]):
                _block(writer, begin, stop, "h3" if kind == "title" else "p")
            out.append("</div>")
        if aside:
            out.append("</details>")
    return "".join(out)


def _chunks(report: Report) -> Iterator[tuple[int, int, ZoneKind]]:
    """Yield the zones, each with the white space behind it, so that they cover the whole text."""
    zones: Sequence[Zone] = report.zones
    starts = [0, *(zone.start for zone in zones[1:]), len(report.text)]
    kinds: list[ZoneKind] = [zone.kind for zone in zones] or ["body"]
    for (start, end), kind in zip(pairwise(starts), kinds, strict=False):
        yield start, end, kind


def _label(text: str, chunks: Sequence[tuple[int, int, ZoneKind]]) -> str:
    words = sum(len(text[start:end].split()) for start, end, _ in chunks)
    kinds = dict.fromkeys(kind for _, _, kind in chunks)
    names = " and ".join(_ASIDE[kind] for kind in sorted(kinds, reverse=True))
    counted = f"{words:,} {'word' if words == 1 else 'words'}"
    return f"{names[0]}{names[1:].lower()}: {counted}, not counted"


def _blocks(text: str) -> list[int]:
    """Return where paragraphs begin."""
    starts = [match.start() for match in _WORD.finditer(text)]
    return [starts[first] for first, _ in split_paragraphs(text, starts)] if starts else []


def _block(writer: _Writer, start: int, end: int, tag: str) -> None:
    text = writer.text
    shown = text[start:end]
    first = start + len(shown) - len(shown.lstrip(_SPACE))
    if first == end:
        writer.out.append(escape(shown))
        return
    last = start + len(shown.rstrip(_SPACE))
    writer.out.append(escape(text[start:first]))
    # Text of either direction, and a paragraph's last word cannot turn the next one round.
    writer.out.append(f'<{tag} dir="auto">')
    writer.write(first, last)
    writer.out.append(f"</{tag}>{escape(text[last:end])}")


class _Writer:
    """Writes stretches of the text, in order, with the marks that lie on them."""

    def __init__(self, text: str, marks: Sequence[_Mark]) -> None:
        self.text = text
        self.out: list[str] = []
        self._marks = marks
        self._next = 0
        # Where each mark that is open was opened: its tag may yet turn out to be the last.
        self._open: list[tuple[_Mark, int]] = []
        self._active: list[_Mark] = []
        self._begun: set[_Mark] = set()

    def write(self, start: int, end: int) -> None:
        position = start
        while position < end:
            self._advance(position)
            stop = min([end, *(mark.end for mark in self._active)])
            if self._next < len(self._marks):
                stop = min(stop, self._marks[self._next].start)
            self._fit(position)
            self.out.append(escape(self.text[position:stop]))
            position = stop
        self._close(0, end)

    def _advance(self, position: int) -> None:
        """Bring the marks that lie on a position up to date."""
        self._active = [mark for mark in self._active if mark.end > position]
        contents = sum(mark.rank == _CONTENT for mark in self._active)
        while self._next < len(self._marks) and self._marks[self._next].start <= position:
            mark = self._marks[self._next]
            self._next += 1
            deep = mark.rank == _CONTENT and contents >= _DEEPEST_CONTENT
            if mark.end > position and len(self._active) < _DEEPEST and not deep:
                self._active.append(mark)
                contents += mark.rank == _CONTENT

    def _fit(self, position: int) -> None:
        """Close and open elements until just the active marks are open, in their order."""
        same = 0
        for (mark, _), wanted in zip(self._open, self._active, strict=False):
            if mark is not wanted:
                break
            same += 1
        self._close(same, position)
        for mark in self._active[same:]:
            self._open.append((mark, len(self.out)))
            self.out.append(self._tag(mark, first=mark not in self._begun, last=False))

    def _close(self, depth: int, position: int) -> None:
        while len(self._open) > depth:
            mark, place = self._open.pop()
            if mark.end <= position:
                self.out[place] = self._tag(mark, first=mark not in self._begun, last=True)
            self._begun.add(mark)
            self.out.append("</mark>" if mark.anchor and mark.data else "</span>")

    def _tag(self, mark: _Mark, first: bool, last: bool) -> str:
        classes = mark.classes
        if first and mark.ends[0]:
            classes += " b"
        if last and mark.ends[1]:
            classes += " e"
        start = f'<{"mark" if mark.anchor and mark.data else "span"} class="{classes}"{mark.data}'
        if not first or not mark.anchor:
            return start + ">"
        if not mark.data:
            return f'{start} id="{mark.anchor}">'
        return f'{start} id="{mark.anchor}" tabindex="0" aria-describedby="n-{mark.anchor}">'


def _sentences(report: Report) -> Iterator[_Mark]:
    for number, sentence in enumerate(report.sentences):
        classes = f"s s-{sentence.sentiment.label}"
        yield _Mark(sentence.start, sentence.end, _SENTENCE, classes, anchor=f"s{number}")


def _attributions(report: Report, source_numbers: Mapping[int, int]) -> Iterator[_Mark]:
    nesting = depths(report.attributions)
    for number, item in enumerate(report.attributions):
        data = f' data-n="a{number}"'
        if number in source_numbers:
            data += f' data-s="{source_numbers[number]}"'
        anchored = False
        # The cue stands for the whole; without one, the source or what it says.
        for rank, role in ((_CUE, "cue"), (_SOURCE, "source"), (_CONTENT, "content")):
            mention = getattr(item, role)
            if mention is None:
                continue
            classes = f"m m-{role}" + (f" {item.stance}" if role == "cue" else "")
            count = len(mention.spans)
            for index, span in enumerate(mention.spans):
                anchor = "" if anchored else f"a{number}"
                anchored = True
                ends = (index == 0, index == count - 1)
                yield _Mark(
                    span.start, span.end, rank, classes, data, anchor, ends, nesting[number]
                )


def _terms(report: Report) -> Iterator[_Mark]:
    layers: tuple[tuple[str, int, str, Iterable[LoadedTerm | Hedge]], ...] = (
        ("t", _LOADED, "loaded", report.loaded_terms),
        ("h", _HEDGE, "hedge", report.hedges),
    )
    for letter, rank, name, items in layers:
        for number, item in enumerate(items):
            anchor = f"{letter}{number}"
            classes = f"m m-{name} by-{item.voice}"
            yield _Mark(item.start, item.end, rank, classes, f' data-n="{anchor}"', anchor)
