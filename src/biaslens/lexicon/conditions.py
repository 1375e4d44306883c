"""What must hold where a form stands: word class, letter case, and the words around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..text.tokens import QUOTE_MARKS, Tokens, fold
from .forms import HYPHENS, words_of
from .schema import Entry

__all__ = ["CLASSES", "Conditions", "Scan", "parse_context"]

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

# Penn tags: those that settle the word class, and those that are let through where the tagger often
# confuses the two.
_TAGS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "noun": (frozenset(["NN", "NNS"]), frozenset()),
    "verb": (frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"]), frozenset()),
    "adjective": (frozenset(["JJ", "JJR", "JJS"]), frozenset()),
    "adverb": (frozenset(["RB", "RBR", "RBS", "WRB"]), frozenset(["RP"])),
    "modal": (frozenset(["MD"]), frozenset()),
    "preposition": (
        frozenset(["IN", "TO", "RP"]),
        frozenset(["RB", "VBG", "VBN", "JJ", "CC"]),
    ),
}
# Tags that tell nothing of the word class.
_VAGUE = frozenset(["FW", "UH", "AFX", "XX", "LS", "ADD", "GW"])
# In a term of several words the others speak for the head too.
_PHRASE_NOUN = frozenset(["FW", "JJ", "VBG", "VBN", "VB", "CD"])
_NOT_NAMES = frozenset(["PRP", "PRP$", "WP", "WDT", "MD", "IN", "DT", "CC", "TO"])
_SUBJECTS = frozenset(["NN", "NNS", "NNP", "NNPS", "PRP", "WP", "WDT", "RB", "MD", "TO"])
_PRONOUNS = frozenset(["many", "some", "few", "most", "all", "several", "both"])
_OBJECTS = frozenset(["DT", "PRP", "PRP$", "WRB", "WP", "WDT"])
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


class _Contexts:
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


class Conditions:
    """The conditions of one entry, compiled.

    Attributes:
        entry: The entry.
        free: Whether there are none, so that every form found is a match.
        tags: Penn tags that confirm the word class; empty when it does not matter.
        only_tag: Whether there is no other condition than the word class.
    """

    __slots__ = (
        "_after", "_before", "_case", "_lenient", "_name", "_not_after", "_not_before", "_pos",
        "_proper",
        "entry", "free", "only_tag", "tags",
    )  # fmt: skip

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._pos = entry.pos
        tags = _TAGS.get(entry.pos)
        self.tags: frozenset[str] = tags[0] if tags else frozenset()
        self._lenient: frozenset[str] = tags[1] if tags else frozenset()
        self._name = entry.pos == "name"
        self._proper = entry.term != entry.term.lower()  # Kafkaesque
        self._case = entry.case
        self._after = _Contexts(entry.after) if entry.after else None
        self._before = _Contexts(entry.before) if entry.before else None
        unless = entry.unless
        self._not_after = _Contexts(unless.after) if unless.after else None
        self._not_before = _Contexts(unless.before) if unless.before else None
        unbound = (
            not self._name
            and self._case == "any"
            and not (self._after or self._before or self._not_after or self._not_before)
        )
        self.free = unbound and not self.tags
        self.only_tag = unbound and bool(self.tags)

    def check(
        self, scan: Scan, first: int, last: int, written: tuple[str, ...], head: int
    ) -> int:
        """Say whether a form counts where it stands.

        Args:
            scan: The text.
            first: First token of the form.
            last: Token behind the form.
            written: The tokens of the form as the entry writes it.
            head: Which of them, hyphens left out, carries the word class.

        Returns:
            0 if not; 1 if so, but only because its word class is let through; else 2.
        """
        result = 2
        if self.tags and scan.tags is not None:
            result = self._word_class(scan, scan.tags, first, last, head)
            if not result:
                return 0
        if self._name and not _capitalised(scan, first, last, written):
            return 0
        if self._case != "any" and not self._written(scan, first, last, written):
            return 0
        if self._after is not None and not self._after.after(scan, first):
            return 0
        if self._before is not None and not self._before.before(scan, last):
            return 0
        if self._not_after is not None and self._not_after.after(scan, first):
            return 0
        if self._not_before is not None and self._not_before.before(scan, last):
            return 0
        return result

    def _word_class(
        self, scan: Scan, tags: Sequence[str], first: int, last: int, head: int
    ) -> int:
        words = scan.tokens.words
        at = first + head
        size = last - first
        if head and size > 1:
            at = first
            for _ in range(head):
                at += 1
                while at < last - 1 and words[at] in HYPHENS:
                    at += 1
        tag = tags[at]
        if tag in self.tags:
            return 2
        pos = self._pos
        if size > 1 and pos in ("adjective", "adverb", "preposition"):
            return 1
        if tag in self._lenient or tag in _VAGUE:
            return 1
        if tag in ("NNP", "NNPS"):
            # A name in lower case is a guess; in a title every word may be taken for a name.
            if pos == "noun" or self._proper or not words[at][0].isupper():
                return 1
            return int(pos != "modal" and (scan.at_start(first) or scan.in_title(first, last)))
        key = scan.tokens.keys[at]
        before = tags[first - 1] if first else ""
        after = tags[last] if last < len(tags) else ""
        if pos == "noun":
            if size > 1 and tag in _PHRASE_NOUN:
                return 1
            # "their terrorist allies": such words are noun and adjective in one.
            if tag == "JJ" and key.endswith("ist"):
                return 1
            return int(not after.startswith(("NN", "JJ")) and _after_determiner(scan, tags, first))
        if pos == "verb":
            if tag in ("JJ", "NN") and key.endswith(("ed", "ing")):
                return 1
            # "The book chronicles how": a noun between a subject and an object is a verb.
            if tag in ("NN", "NNS") and first:
                keys = scan.tokens.keys
                if before in _SUBJECTS or keys[first - 1] in _PRONOUNS:
                    return int(after in _OBJECTS or keys[last : last + 1] == ["that"])
        if pos == "adjective":
            if tag == "NN" and key.endswith("ist"):
                return 1
            if tag == "VBN" or after.startswith(("NN", "JJ")):
                return int(tag in ("VBN", "VBG", "VBD", "NN"))
            return int(tag == "VBG" and after not in _OBJECTS)
        return 0

    def _written(self, scan: Scan, first: int, last: int, written: tuple[str, ...]) -> bool:
        words = scan.tokens.words
        word = words[first]
        if self._case == "capital":
            return word[0].isupper() or word[0].istitle()
        if self._case == "lower":
            if not word[0].isupper():
                return True
            return scan.at_start(first) or (word.isupper() and scan.in_capitals(first, last))
        found = words[first:last]
        if len(found) != len(written):
            return False
        if all(map(_same_case, found, written)):
            return True
        return all(word.upper() == word for word in found) and scan.in_capitals(first, last)


def _after_determiner(scan: Scan, tags: Sequence[str], index: int) -> bool:
    """Whether a token stands where only a noun can: "the old refrain", "the report's mention"."""
    for at in (index - 1, index - 2):
        if at < 0:
            return False
        if tags[at] in ("POS", "PRP$") or scan.tokens.keys[at] in ("the", "a", "an"):
            return True
        if tags[at] != "JJ":
            return False
    return False


def _same_case(word: str, other: str) -> bool:
    """Whether two words that fold to one are written with the same capitals."""
    return word == other or (
        word[0].isupper() == other[0].isupper()
        and word.isupper() == other.isupper()
        and word.islower() == other.islower()
    )


def _capitalised(scan: Scan, first: int, last: int, written: tuple[str, ...]) -> bool:
    """Whether every word that has a capital in the term has one in the text."""
    words = [word for word in scan.tokens.words[first:last] if word not in HYPHENS]
    names = [word for word in written if word not in HYPHENS]
    if last - first == 1:
        if len(names[0]) > 1 and names[0].isupper() and not words[0].isupper():
            return False
        if scan.tags is not None and scan.tags[first] in _NOT_NAMES:
            return False
    if not any(name[0].isupper() for name in names):
        return words[0][0].isupper() or words[0].lower() == words[0].upper()
    return all(
        word[0].isupper() for word, name in zip(words, names, strict=False) if name[0].isupper()
    )
