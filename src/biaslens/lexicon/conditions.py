"""What must hold where a form stands: word class, letter case, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from .context import Contexts, Scan
from .forms import GAP, HYPHENS
from .schema import Entry

__all__ = ["Conditions"]

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
_PLURAL = frozenset(["these", "those", "several", "many", "few", "both", "such", "other", "more"])
_OBJECTS = frozenset(["DT", "PRP", "PRP$", "WRB", "WP", "WDT"])



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
        self._after = Contexts(entry.after) if entry.after else None
        self._before = Contexts(entry.before) if entry.before else None
        unless = entry.unless
        self._not_after = Contexts(unless.after) if unless.after else None
        self._not_before = Contexts(unless.before) if unless.before else None
        unbound = (
            not self._name
            and self._case == "any"
            and not (self._after or self._before or self._not_after or self._not_before)
        )
        self.free = unbound and not self.tags
        self.only_tag = unbound and bool(self.tags)

    def check(
        self,
        scan: Scan,
        first: int,
        last: int,
        written: tuple[str, ...],
        head: int,
        gap: tuple[int, int] | None = None,
    ) -> int:
        """Say whether a form counts where it stands.

        Args:
            scan: The text.
            first: First token of the form.
            last: Token behind the form.
            written: The tokens of the form as the entry writes it.
            head: Which of them, hyphens left out, carries the word class.
            gap: The tokens between its two parts, where it has two.

        Returns:
            0 if not; 1 if so, but only because its word class is let through; else 2.
        """
        result = 2
        if self.tags and scan.tags is not None:
            if gap is None:
                result = self._word_class(scan, scan.tags, first, last, head)
            elif head < (size := _without_hyphens(scan, first, gap[0])):
                result = self._word_class(scan, scan.tags, first, gap[0], head)
            else:
                result = self._word_class(scan, scan.tags, gap[1], last, head - size)
            if not result:
                return 0
        if self._name and not _capitalised(scan, first, last, written):
            return 0
        if self._case != "any" and not self._written(scan, first, last, written, gap):
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
            # "two power grabs": behind a number or a plural determiner it can be no verb.
            if size > 1 and tag == "VBZ" and first:
                determiner = scan.tokens.keys[first - 1]
                if determiner in _PLURAL or (before == "CD" and determiner not in ("one", "1")):
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

    def _written(
        self,
        scan: Scan,
        first: int,
        last: int,
        written: tuple[str, ...],
        gap: tuple[int, int] | None,
    ) -> bool:
        words = scan.tokens.words
        word = words[first]
        if self._case == "capital":
            return word[0].isupper() or word[0].istitle()
        if self._case == "lower":
            if not word[0].isupper():
                return True
            return scan.at_start(first) or (word.isupper() and scan.in_capitals(first, last))
        found = words[first:last]
        if gap is not None:
            found = words[first : gap[0]] + words[gap[1] : last]
            written = tuple(part for part in written if part != GAP)
        if len(found) != len(written):
            return False
        if all(map(_same_case, found, written)):
            return True
        return all(word.upper() == word for word in found) and scan.in_capitals(first, last)


def _without_hyphens(scan: Scan, first: int, last: int) -> int:
    """How many tokens of a range are no hyphens."""
    return sum(word not in HYPHENS for word in scan.tokens.words[first:last])


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
