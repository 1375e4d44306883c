"""The marks of annotations within a sentence, and the note that explains each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import attrs

from biaslens.export.styled import Run, visible
from biaslens.export.wording import speaker_of, whose
from biaslens.model import Attribution, Hedge, LoadedTerm, Mention, Voice

__all__ = ["Item", "MarkedText", "legend", "note"]

Item = Attribution | LoadedTerm | Hedge
_Interval = tuple[int, int]

# Roles from the outermost to the innermost: the style of the innermost shows.
_BRACKETS = {
    "content": ("{", "}"),
    "source": ("[", "]"),
    "cue": ("<", ">"),
    "hedge": ("~", "~"),
    "loaded": ("*", "*"),
}
_ORDER = {role: rank for rank, role in enumerate(_BRACKETS)}
_SOURCE, _CUE, _CONTENT, _DIM, _STRONG = "1;36", "36", "3", "2", "1"
_VOICES: dict[str, dict[Voice, str]] = {
    "loaded": {"author": "1;31", "source": "31", "scare_quote": "35"},
    "hedge": {"author": "1;33", "source": "33", "scare_quote": "33"},
}


def legend(color: bool) -> list[Run]:
    """Return the line that tells what the marks mean."""
    if not color:
        return [("[source] <cue> {what is attributed} *loaded term* ~hedge~", "")]
    return [
        ("source", _SOURCE),
        (" ", ""),
        ("cue", _CUE),
        (" ", ""),
        ("what is attributed", _CONTENT),
        ("   loaded: ", _DIM),
        ("author’s own", _VOICES["loaded"]["author"]),
        (" ", ""),
        ("a source’s", _VOICES["loaded"]["source"]),
        (" ", ""),
        ("at arm’s length", _VOICES["loaded"]["scare_quote"]),
        ("   hedge: ", _DIM),
        ("author’s own", _VOICES["hedge"]["author"]),
        (" ", ""),
        ("a source’s", _VOICES["hedge"]["source"]),
    ]


@attrs.frozen(slots=True)
class MarkedText:
    """A text and the intervals that are marked in it.

    Attributes:
        text: The text.
        intervals: By role and style, intervals in text order that do not overlap.
    """

    text: str
    intervals: dict[tuple[str, str], list[_Interval]]

    @classmethod
    def of(cls, text: str, items: Iterable[Item]) -> MarkedText:
        """Mark annotations in a text."""
        found: dict[tuple[str, str], list[_Interval]] = {}
        for item in items:
            for key, intervals in _intervals(item):
                found.setdefault(key, []).extend(intervals)
        return cls(text, {key: _merged(intervals) for key, intervals in found.items()})

    def runs(self, start: int, end: int, color: bool) -> list[Run]:
        """Return a stretch of the text with its marks.

        Args:
            start: Offset of its first character.
            end: Offset behind its last character.
            color: Whether the styles will be shown; if not, brackets are put in.
        """
        events: list[tuple[int, int, int, str, str]] = []
        for (role, style), intervals in self.intervals.items():
            rank = _ORDER[role]
            first = bisect_right(intervals, start, key=lambda interval: interval[1])
            for index in range(first, len(intervals)):
                begin, stop = intervals[index]
                if begin >= end:
                    break
                # At one place, marks close before others open, and the inner ones close first.
                events.append((min(stop, end), 0, -rank, role, style))
                events.append((max(begin, start), 1, rank, role, style))
        active: dict[str, str] = {}
        runs: list[Run] = []
        position = start
        for place, opens, _, role, style in sorted(events):
            if place > position:
                runs.append((visible(self.text[position:place]), _innermost(active)))
                position = place
            if opens:
                active[role] = style
            else:
                active.pop(role, None)
            if not color:
                runs.append((_BRACKETS[role][0 if opens else 1], ""))
        runs.append((visible(self.text[position:end]), _innermost(active)))
        return [run for run in runs if run[0]]


def _innermost(active: dict[str, str]) -> str:
    return active[max(active, key=_ORDER.__getitem__)] if active else ""


def _intervals(item: Item) -> Iterator[tuple[tuple[str, str], list[_Interval]]]:
    """Yield what an annotation marks: a role, a style and the intervals."""
    if isinstance(item, Attribution):
        mentions: Sequence[tuple[str, str, Mention | None]] = (
            ("source", _SOURCE, item.source),
            ("cue", _CUE, item.cue),
            ("content", _CONTENT, item.content),
        )
        for role, style, mention in mentions:
            if mention is not None:
                yield (role, style), [(span.start, span.end) for span in mention.spans]
    else:
        role = "loaded" if isinstance(item, LoadedTerm) else "hedge"
        yield (role, _VOICES[role][item.voice]), [(item.start, item.end)]


def _merged(intervals: list[_Interval]) -> list[_Interval]:
    """Join the intervals that overlap."""
    merged: list[_Interval] = []
    for start, end in sorted(intervals):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def note(item: Item, again: bool = False) -> list[tuple[str, list[Run]]]:
    """Explain an annotation.

    Args:
        item: The annotation.
        again: Whether its lexicon entry was explained before, so that its reason may be left out.

    Returns:
        Its lines, each with the label that stands before it.
    """
    if isinstance(item, Attribution):
        return [("source", _attribution_note(item))]
    if isinstance(item, Hedge):
        return [("hedge", _described(item, item.category))]
    instead = f"instead: {', '.join(item.neutral)}" if item.neutral else ""
    favours = f"favours {item.favours}" if item.favours else ""
    lines = [("loaded", _described(item, item.category, instead, favours))]
    if item.note and not again:
        lines.append(("", [(visible(item.note), _DIM)]))
    return lines


def _described(item: LoadedTerm | Hedge, *details: str) -> list[Run]:
    role = "loaded" if isinstance(item, LoadedTerm) else "hedge"
    parts = (whose(item), *details)
    return [
        (visible(item.text), _VOICES[role][item.voice]),
        (" · " + visible(" · ".join(part for part in parts if part)), ""),
        (f" · {visible(item.entry)}", _DIM),
    ]


def _attribution_note(item: Attribution) -> list[Run]:
    parts: list[tuple[int, list[Run]]] = []
    if item.source is not None:
        source = [(visible(item.source.text), _SOURCE)]
        if item.speaker and visible(item.speaker) not in source[0][0]:
            source.append((visible(f" (= {item.speaker})"), ""))
        parts.append((item.source.start, source))
    if item.cue is not None:
        parts.append((item.cue.start, [(visible(item.cue.text), _CUE)]))
    if not parts:
        parts.append((item.start, [("a quotation goes on", _CUE)]))
    runs: list[Run] = []
    for _, part in sorted(parts, key=lambda part: part[0]):
        runs += [(" ", ""), *part] if runs else part
    kind = item.source_kind.replace("_", " ")
    runs += [(" · ", ""), (item.stance, "" if item.stance == "asserts" else _STRONG)]
    runs.append((f" · {kind} · {item.quotation}", ""))
    within = speaker_of(item.inside)
    if within:
        runs.append((visible(f" · within what {within} says"), ""))
    runs.append((f" · {visible(item.entry)}", _DIM))
    return runs
