"""The text that is being searched, and the words that may stand beside a term in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..text.tokens import QUOTE_MARKS, Tokens, fold
from .forms import HYPHENS, words_of

__all__ = ["CLASSES", "Contexts", "Scan", "parse_context"]

# What a word in `before` and `after` may be instead of a literal word.
CLASSES = ("<number>", "<name>", "<noun>", "<verb>", "<adjective>", "<start>", "<end>")

_NUMBERS = frozenset(
    str.split(
        """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        hundred hundreds thousand thousands million millions billion billions trillion dozen
        dozens
        """
    )
)
_CLASS_TAGS = {
    "<noun>": ("NN",),
    "<verb>": ("VB",),
    "<adjective>": ("JJ",),
}
_FINAL = frozenset(".!?…;:")
_OPENERS = frozenset(QUOTE_MARKS) | frozenset("([{—–•*:") | {"``", "-", "--"}
_CASE_WINDOW = 6


class Scan:
    """The text that is being searched.

    Attributes:
        tokens: Its tokens.
        tags: Their Penn tags, or ``None`` when word classes are not to be checked.
    """

    __slots__ = ("_begins", "_ends", "tags", "tokens")

    def __init__(
        self,
        tokens: Tokens,
        tags: Sequence[str] | None,
        sentences: Sequence[tuple[int, int]] | None,
    ) -> None:
        self.tokens = tokens
        self.tags = tags
        self._begins = [first for first, _ in sentences] if sentences else [0]
        self._ends = [last for _, last in sentences] if sentences else [len(tokens)]

    def sentence(self, index: int) -> tuple[int, int]:
        """First token and end of the sentence that a token stands in."""
        at = max(0, bisect_right(self._begins, index) - 1)
        return self._begins[at], self._ends[at]

    def crosses(self, first: int, last: int) -> bool:
        """Whether a match runs over the end of a sentence that it does not itself contain."""
        end = self.sentence(first)[1]
        return last > end and self.tokens.words[end - 1][-1:] not in _FINAL

    def at_start(self, index: int) -> bool:
        """Whether a sentence, or a quotation in it, starts with the token."""
        if index == self.sentence(index)[0]:
            return True
        before = self.tokens.words[index - 1]
        # A hyphen within a word opens nothing: "al-Sham" is no sham.
        joined = before in HYPHENS and self.tokens.ends[index - 1] == self.tokens.starts[index]
        return before in _OPENERS and not joined

    def at_end(self, index: int) -> bool:
        """Whether a sentence, or a part of it behind ";" or ":", ends before the token."""
        if index >= len(self.tokens) or index == self.sentence(index)[0]:
            return True
        return self.tokens.words[index][0] in _FINAL

    def in_capitals(self, first: int, last: int) -> bool:
        """Whether the words around are in CAPITALS throughout."""
        around = self._around(first, last)
        letters = [word for word in around if word.upper() != word.lower()]
        return bool(letters) and all(word.isupper() for word in letters)

    def _around(self, first: int, last: int) -> list[str]:
        """Some words on both sides, in the same sentence."""
        begin, end = self.sentence(first)
        words = self.tokens.words
        before = words[max(begin, first - _CASE_WINDOW) : first]
        return before + words[last : min(end, last + _CASE_WINDOW)]

    def in_title(self, first: int, last: int) -> bool:
        """Whether the Words Around Are Written with Capitals."""
        long = [word for word in self._around(first, last) if len(word) > 3 and word.isalpha()]
        return bool(long) and all(word[0].isupper() for word in long)

    def is_class(self, name: str, index: int) -> bool:
        """Whether a token is one of :data:`CLASSES` (other than the edges of a sentence)."""
        word = self.tokens.words[index]
        tag = self.tags[index] if self.tags is not None else None
        if name == "<number>":
            return word[0].isdigit() or tag == "CD" or self.tokens.keys[index] in _NUMBERS
        if name == "<name>":
            return word[0].isupper()
        return tag is None or tag.startswith(_CLASS_TAGS[name])


def parse_context(text: str) -> tuple[str, ...]:
    """Cut a condition into folded words and classes.

    Args:
        text: Such as "the <adjective> lives" or "<name> 's".
    """
    parts: list[str] = []
    for part in text.split():
        if part in CLASSES:
            parts.append(part)
        elif part[0] in "'’" or part in ("n't", "n’t"):
            parts.append(fold(part))
        else:
            parts.extend(words_of(part))
    return tuple(parts)


class Contexts:
    """Sequences to look for on one side of a match."""

    __slots__ = ("_classed", "_literal", "_sizes")

    def __init__(self, texts: Sequence[str]) -> None:
        parsed = [parts for parts in map(parse_context, texts) if parts]
        self._classed = [parts for parts in parsed if any(part in CLASSES for part in parts)]
        self._literal = frozenset(parts for parts in parsed if parts not in self._classed)
        self._sizes = sorted({len(parts) for parts in self._literal})

    def before(self, scan: Scan, index: int) -> bool:
        """Whether one of the sequences starts at the token."""
        keys = scan.tokens.keys
        for size in self._sizes:
            if tuple(keys[index : index + size]) in self._literal:
                return True
        for parts in self._classed:
            at = index
            for part in parts:
                if part == "<end>":
                    if not scan.at_end(at):
                        break
                elif part == "<start>" or at >= len(keys) or not _fits(scan, part, at):
                    break
                else:
                    at += 1
            else:
                return True
        return False

    def after(self, scan: Scan, index: int) -> bool:
        """Whether one of the sequences ends before the token."""
        keys = scan.tokens.keys
        for size in self._sizes:
            if size <= index and tuple(keys[index - size : index]) in self._literal:
                return True
        for parts in self._classed:
            at = index
            for part in reversed(parts):
                if part == "<start>":
                    if not scan.at_start(at):
                        break
                elif part == "<end>" or at == 0 or not _fits(scan, part, at - 1):
                    break
                else:
                    at -= 1
            else:
                return True
        return False


def _fits(scan: Scan, part: str, index: int) -> bool:
    if part in CLASSES:
        return scan.is_class(part, index)
    return scan.tokens.keys[index] == part
