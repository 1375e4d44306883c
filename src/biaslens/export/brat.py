"""Reports in brat's stand-off format, and that format read back (Stenetorp et al. 2012).

An attribution is an event whose trigger is its cue (``Attribution``); a quotation that is carried
on without a cue has its content as trigger (``Continuation``). Hedges and loaded terms are
text-bound annotations of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from biaslens.errors import InputError
from biaslens.model import Attribution, Hedge, LoadedTerm, Mention, Span
from biaslens.report import Report

__all__ = ["ANNOTATION_CONF", "from_brat", "to_brat"]

#: What brat's ``annotation.conf`` must hold for it to show these annotations.
ANNOTATION_CONF = """\
[entities]
Source
Content
Hedge
Loaded

[relations]

[events]
Attribution\tSource?:Source, Content?:Content, Inside?:<EVENT>
Continuation\tSource?:Source, Inside?:<EVENT>

[attributes]
Stance\tArg:<EVENT>, Value:asserts|denies|withholds|doubts
SourceKind\tArg:<EVENT>, Value:named_person|official_body|organisation|media|unnamed|unspecified
Quotation\tArg:<EVENT>, Value:direct|indirect|mixed
Voice\tArg:<ANY>, Value:author|source|scare_quote
"""

# All that str.splitlines breaks at: readers in Python take an .ann file apart there.
_BREAKS = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_CARRIAGE = re.compile(r"\r\n?")
_TYPES = {"Attribution", "Content", "Continuation", "Hedge", "Loaded", "Source"}
_ATTRIBUTES = {
    "Stance": "stance",
    "SourceKind": "source_kind",
    "Quotation": "quotation",
    "Voice": "voice",
}
_NOTES = {"Entry": "entry", "Speaker": "speaker", "Category": "category"}

_Offsets = list[tuple[int, int]]
_Record = dict[str, Any]


# --- writing ----------------------------------------------------------------------------------


def to_brat(report: Report) -> tuple[str, str]:
    """Write a report for brat.

    Args:
        report: The report.

    Returns:
        What the ``.txt`` and the ``.ann`` file must hold, to be written in UTF-8 without changing
        line ends. The text is the article's, but for carriage returns: brat reads CR LF as one
        character, so a CR before a LF is a space here and any other a LF, and offsets are the same
        for every reader. No annotation runs over a line end: it has a fragment on each line.
    """
    text = _CARRIAGE.sub(lambda match: " \n" if len(match.group()) == 2 else "\n", report.text)
    writer = _Writer(text)
    for number, item in enumerate(report.attributions, 1):
        writer.numbers[id(item)] = number
    for item in report.attributions:
        writer.attribution(item)
    terms: tuple[Hedge | LoadedTerm, ...] = (*report.hedges, *report.loaded_terms)
    for term in terms:
        writer.term(term)
    return text, "".join(f"{line}\n" for line in writer.lines)


class _Writer:
    """Writes the lines of one ``.ann`` file."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self.numbers: dict[int, int] = {}
        self._text = text
        self._texts: dict[tuple[str, str], str] = {}
        self._count = {"T": 0, "A": 0, "#": 0}

    def attribution(self, item: Attribution) -> None:
        """Write an attribution and its roles."""
        kind = "Continuation" if item.cue is None else "Attribution"
        trigger = item.cue or item.content or item.source
        if trigger is None:
            return
        event = f"E{self.numbers[id(item)]}"
        parts = [f"{kind}:{self._mention(kind, trigger)}"]
        if item.source is not None and item.source is not trigger:
            parts.append(f"Source:{self._mention('Source', item.source)}")
        if item.content is not None and item.content is not trigger:
            parts.append(f"Content:{self._mention('Content', item.content)}")
        if item.inside is not None:
            parts.append(f"Inside:E{self.numbers[id(item.inside)]}")
        self.lines.append(f"{event}\t{' '.join(parts)}")
        for name, field in _ATTRIBUTES.items():
            self._numbered("A", f"{name} {event} {getattr(item, field)}")
        self._note("Entry", event, item.entry)
        if item.speaker:
            self._note("Speaker", event, item.speaker)

    def term(self, item: Hedge | LoadedTerm) -> None:
        """Write a hedge or a loaded term."""
        kind = "Loaded" if isinstance(item, LoadedTerm) else "Hedge"
        identity = self._bound(kind, (Span(item.start, item.end),))
        self._numbered("A", f"Voice {identity} {item.voice}")
        self._note("Entry", identity, item.entry)
        self._note("Category", identity, item.category)

    def _mention(self, kind: str, mention: Mention) -> str:
        # Two attributions may share a source; brat wants no annotation twice.
        spans = ";".join(f"{span.start} {span.end}" for span in mention.spans)
        if (kind, spans) not in self._texts:
            self._texts[kind, spans] = self._bound(kind, mention.spans)
        return self._texts[kind, spans]

    def _bound(self, kind: str, spans: Iterable[Span]) -> str:
        fragments = [part for span in spans for part in _fragments(self._text, span)]
        offsets = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(self._text[start:end] for start, end in fragments)
        return self._numbered("T", f"{kind} {offsets}\t{words}")

    def _note(self, kind: str, target: str, value: str) -> None:
        self._numbered("#", f"{kind} {target}\t{' '.join(value.split())}")

    def _numbered(self, letter: str, rest: str) -> str:
        self._count[letter] += 1
        identity = f"{letter}{self._count[letter]}"
        self.lines.append(f"{identity}\t{rest}")
        return identity


def _fragments(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a span between line ends, without white space around them."""
    start = span.start
    ends = [(match.start(), match.end()) for match in _BREAKS.finditer(text, start, span.end)]
    for end, after in [*ends, (span.end, span.end)]:
        words = text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(words.strip())
        start = after


# --- reading ----------------------------------------------------------------------------------


def from_brat(text: str, ann: str, name: str = "<ann>") -> dict[str, Any]:
    """Read brat's stand-off annotations.

    Args:
        text: What the ``.txt`` file holds.
        ann: What the ``.ann`` file holds: the types that :data:`ANNOTATION_CONF` names. Others are
            passed over.
        name: Name of the ``.ann`` file, for errors.

    Returns:
        A record as ``biaslens evaluate`` takes it as gold data: ``text``; ``attributions``, each
        with the spans of ``source``, ``cue`` and ``content`` and, where they are annotated,
        ``stance``, ``source_kind``, ``quotation``, ``voice``, ``entry``, ``speaker`` and ``inside``
        (an index); ``hedges`` and ``loaded``, each with ``start`` and ``end`` and, where they are
        annotated, ``voice``, ``entry`` and ``category``. Fragments with nothing but a line end
        between them are one span.

    Raises:
        InputError: If a line cannot be read, or refers to what is not there, or its words are not
            those of the text, or no annotation is of a known type.
    """
    return _Reader(text, name).read(ann)


class _Reader:
    """Reads one ``.ann`` file."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._line = 0
        self._bound: dict[str, tuple[str, _Offsets]] = {}
        self._events: dict[str, tuple[int, str, str, list[tuple[str, str]]]] = {}
        self._facts: dict[str, _Record] = {}

    def read(self, ann: str) -> _Record:
        for self._line, line in enumerate(ann.split("\n"), 1):
            line = line.rstrip("\r")
            if line.strip():
                self._read(line)
        kinds = {kind for kind, _ in self._bound.values()}
        if kinds and not kinds & _TYPES:
            raise InputError(
                f"{self._name}: expected annotations of the types {', '.join(sorted(_TYPES))}, "
                f"found none but {', '.join(sorted(kinds))}"
            )
        return {
            "text": self._text,
            "attributions": self._attributions(),
            "hedges": self._terms("Hedge"),
            "loaded": self._terms("Loaded"),
        }

    def _wrong(self, message: str) -> InputError:
        return InputError(f"{self._name}:{self._line}: {message}")

    def _read(self, line: str) -> None:
        identity, _, rest = line.partition("\t")
        letter = identity[:1]
        if letter == "T":
            self._read_bound(identity, rest)
        elif letter == "E":
            self._read_event(identity, rest)
        elif letter in ("A", "M"):
            name, target, *value = rest.split()[:3] if len(rest.split()) > 1 else ("", "")
            if not target:
                raise self._wrong(f"expected a name and a target for {identity}, came {rest!r}")
            if name in _ATTRIBUTES and value:
                self._facts.setdefault(target, {})[_ATTRIBUTES[name]] = value[0]
        elif letter == "#":
            head, _, words = rest.partition("\t")
            name, _, target = head.partition(" ")
            if name in _NOTES and words:
                self._facts.setdefault(target, {})[_NOTES[name]] = words
        elif letter not in ("R", "N", "*"):
            raise self._wrong(f"expected a line of brat’s stand-off format, came {line[:60]!r}")

    def _read_bound(self, identity: str, rest: str) -> None:
        head, _, words = rest.partition("\t")
        kind, _, places = head.partition(" ")
        if identity in self._bound:
            raise self._wrong(f"{identity} is there twice")
        spans: _Offsets = []
        for place in places.split(";"):
            try:
                start, end = map(int, place.split())
            except ValueError:
                raise self._wrong(
                    f"expected “{identity}, tab, type, start, end, tab, words”, came {rest[:60]!r}"
                ) from None
            if not 0 <= start < end <= len(self._text):
                raise self._wrong(
                    f"expected offsets with 0 <= start < end <= {len(self._text)}, "
                    f"came {start} and {end}"
                )
            spans.append((start, end))
        spans.sort()
        found = " ".join(self._text[start:end] for start, end in spans)
        if words.strip() and words.split() != found.split():
            raise self._wrong(
                f"{identity} is said to be {words[:60]!r}, but the text has {found[:60]!r} there"
            )
        self._bound[identity] = (kind, self._joined(spans))

    def _joined(self, spans: _Offsets) -> _Offsets:
        """Join the fragments that a line end parts."""
        joined = spans[:1]
        for start, end in spans[1:]:
            gap = self._text[joined[-1][1] : start]
            if not gap or (gap.isspace() and _BREAKS.search(gap)):
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def _read_event(self, identity: str, rest: str) -> None:
        pairs = [part.partition(":") for part in rest.split()]
        if not pairs or not all(colon and value for _, colon, value in pairs):
            raise self._wrong(
                f"expected “{identity}, tab, type:trigger, role:argument …”, came {rest[:60]!r}"
            )
        (kind, _, trigger), *others = pairs
        arguments = [(role.rstrip("0123456789"), value) for role, _, value in others]
        self._events[identity] = (self._line, kind, trigger, arguments)

    def _attributions(self) -> list[_Record]:
        events = {
            identity: event
            for identity, event in self._events.items()
            if event[1] in ("Attribution", "Continuation")
        }
        number = {identity: index for index, identity in enumerate(events)}
        records = []
        for identity, (self._line, kind, trigger, arguments) in events.items():
            own = "cue" if kind == "Attribution" else "content"
            record: _Record = {"source": [], "cue": [], "content": []}
            for role, value in [(own, trigger), *arguments]:
                name = role.lower()
                if name == "inside" and value in number:
                    record["inside"] = number[value]
                elif value not in self._bound and value not in self._events:
                    raise self._wrong(f"{identity} refers to {value}, which is not there")
                elif name in ("source", "cue", "content") and value in self._bound:
                    record[name] = _united(record[name], self._bound[value][1])
            record.update(self._facts.get(identity, {}))
            records.append(record)
        return records

    def _terms(self, kind: str) -> list[_Record]:
        found = [
            {"start": spans[0][0], "end": spans[-1][1], **self._facts.get(identity, {})}
            for identity, (type_, spans) in self._bound.items()
            if type_ == kind
        ]
        return sorted(found, key=lambda record: (record["start"], record["end"]))


def _united(known: Sequence[Sequence[int]], more: _Offsets) -> list[list[int]]:
    """The spans of a role that has several arguments."""
    return [list(span) for span in sorted({*map(tuple, known), *more})]
