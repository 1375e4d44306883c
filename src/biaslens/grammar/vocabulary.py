"""The tagger's dictionary: the tags that a form can have, and how its capital is to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

# How a capital is to be read: in running text it makes a name likely, at the start of a sentence
# and in a headline it says little.
MIDDLE, START, HEADLINE, CAPITALS = 0, 1, 2, 3

EDGE_TAG = "<>"  # before the first word and after the last
_GUESSES_LIMIT = 30_000
NUMBER = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*")

# One letter for each tag keeps the weights file small; tags in the order of their fields.
LETTERS = {
    "NN": "N", "JJ": "J", "VB": "V", "NNS": "S", "VBD": "d", "VBN": "n", "VBG": "G", "VBP": "B",
    "VBZ": "Z", "NNP": "P", "RB": "R", "IN": "I", "NNPS": "Q", "RP": "A", "DT": "D", "WDT": "W",
    "CC": "C", "CD": "M", "EX": "E", "FW": "F", "JJR": "K", "JJS": "L", "LS": "l", "MD": "m",
    "PDT": "q", "POS": "'", "PRP": "p", "PRP$": "h", "RBR": "r", "RBS": "t", "SYM": "y",
    "TO": "T", "UH": "u", "WP": "w", "WP$": "z", "WRB": "x", ".": ".", ",": ",", ":": ":",
    "``": "`", "''": '"', "-LRB-": "(", "-RRB-": ")", "HYPH": "~", "NFP": "*", "ADD": "@",
    "AFX": "a", "GW": "g", "XX": "X", "$": "$", EDGE_TAG: "_",
}
TAGS = {letter: tag for tag, letter in LETTERS.items()}

# What a title leaves in small letters; one and two letters go without saying.
_UNCAPITALISED = frozenset({
    "the", "and", "for", "but", "nor", "yet", "via", "per", "off", "out", "with", "from", "over",
    "into", "than", "that", "upon", "after", "amid", "about", "against", "under", "near", "like",
})

# One sum of weights twice: for the tags that most words choose from, and for all tags.
Sums = tuple[int, int]
_NO_SUMS: Sums = (0, 0)
Feature = tuple[str, str]  # its row in the weights file and its place in the row


class Kind:
    """What the words that may have the same tags have in common.

    Attributes:
        after: Sums of weights by the tags that the word behind may have.
        mask: The part of a sum that tells of these tags.
        scope: Which of the two sums of :data:`Sums` reaches as far.
        left: Sums of weights by the two tags before.
    """

    __slots__ = ("after", "left", "mask", "scope")

    def __init__(self, after: Mapping[str, int], mask: int, scope: int) -> None:
        self.left: dict[tuple[str, str], int] = {}
        self.after = after
        self.mask = mask
        self.scope = scope


class Word:
    """What the tagger knows about one form.

    Attributes:
        key: Its entry in the dictionary, empty for an unknown form.
        tag: The only tag the form can have, empty when context must decide.
        tags: Candidate tags, most frequent first.
        ambiguity: The same as LETTERS, after a mark for how its capital is read.
        symbol: What neighbours see of the form: the word itself when frequent, else its ambiguity.
        features: What is known without context.
        capital: Whether the form is capitalised and might not be at the start of a sentence.
        before, after, after2: What the form says of the word behind it, of the one before it and
            of the one before that.
        ready: Whether the tagger has put the weights in.
    """

    __slots__ = (
        "after", "after2", "ambiguity", "base", "before", "capital", "features", "fields", "key",
        "kind", "own", "ready", "symbol", "tag", "tags",
    )

    def __init__(
        self, key: str, tags: tuple[str, ...], ambiguity: str, symbol: str,
        features: tuple[Feature, ...] = (), capital: bool = False,
    ) -> None:
        self.key = key
        self.tags = tags
        self.tag = tags[0] if len(tags) == 1 else ""
        self.ambiguity = ambiguity
        self.symbol = symbol
        self.features = features
        self.capital = capital
        self.base = 0
        self.before = self.after = self.after2 = _NO_SUMS
        self.ready = False
        self.fields: tuple[tuple[int, str], ...] = ((0, tags[0]),)
        self.kind = NO_KIND
        self.own: tuple[Mapping[str, int], ...] | None = None


NO_KIND = Kind({}, 0, 0)
EDGE = Word("", (EDGE_TAG,), EDGE_TAG, EDGE_TAG)


class Vocabulary:
    """The dictionary: which tags a form can have.

    Args:
        words: Form (lower case unless it is usually capitalised) to its tags, as LETTERS.
        endings: Shape and ending ("a ing") to the tags of unknown forms, as LETTERS.
        contexts: Forms frequent enough that neighbours look at the form itself.
    """

    def __init__(
        self, words: Mapping[str, str], endings: Mapping[str, str], contexts: Iterable[str]
    ) -> None:
        self._words = words
        self._endings = endings
        self._contexts = frozenset(contexts)
        self._guesses: dict[str, Word] = {}

    def word(self, form: str, mode: int) -> Word:
        """Look a form up.

        Args:
            form: The token as it stands in the text.
            mode: MIDDLE, START, HEADLINE or CAPITALS.
        """
        words = self._words
        text = form.replace("’", "'") if "’" in form else form
        joined = words.get(text)
        if joined is not None and (mode == MIDDLE or text == text.lower()):
            return self._known(text, joined, "", text)
        if not text.isalpha():
            text = NUMBER.sub("0", text)
        lower = text.lower()
        if text == lower:
            joined = words.get(text)
            return self.guess(text, mode) if joined is None else self._known(text, joined, "", text)
        name = text
        if name not in words and text.isupper() and text.capitalize() in words:
            name = text.capitalize()
        as_name, as_word = words.get(name), words.get(lower)
        if as_word is None:
            if as_name is None:
                return self.guess(text, mode)
            return self._known(name, as_name, "", name)
        if mode == MIDDLE:
            if as_name is not None:
                return self._known(name, as_name, "", name)
            return self._known(lower, _union(as_word, "P"), "^", "^" + lower)
        if as_name is not None:
            if not as_name.startswith("P"):
                return self._known(name, as_name, "", name)
            return self._known(lower, _union(as_word, as_name), "<=="[mode - 1], lower)
        if mode != START and ("N" in as_word or "J" in as_word):
            return self._known(lower, _union(as_word, "P"), "=", lower)
        return self._known(lower, as_word, "", lower)

    def __reduce__(self) -> tuple[type[Vocabulary], tuple[object, ...]]:
        return Vocabulary, (self._words, self._endings, self._contexts)

    def _known(self, key: str, joined: str, mark: str, seen: str) -> Word:
        ambiguity = mark + joined
        symbol = seen if seen in self._contexts else ambiguity
        if len(joined) == 1:
            return Word(key, (TAGS[joined],), ambiguity, symbol)
        features = [("w", mark + key), ("a", ambiguity)]
        features += [("s", key[-size:]) for size in (2, 3) if len(key) > size]
        return Word(
            key, tuple([TAGS[letter] for letter in joined]), ambiguity, symbol, tuple(features),
            bool(mark) or key[0].isupper(),
        )

    def guess(self, text: str, mode: int) -> Word:
        """Make the entry of forms that the dictionary lacks, by shape and last four letters."""
        shape = shape_of(text, mode)
        ending = text[-4:].lower()
        word = self._guesses.get(shape + ending)
        if word is not None:
            return word
        endings = [ending[start:] for start in range(len(ending) + 1)]
        found = (self._endings.get(f"{shape} {part}") for part in endings)
        joined = next(filter(None, found), "N")
        ambiguity = f"?{shape}{joined}"
        features = [("u", shape), ("a", ambiguity)]
        features += [("e " + shape, part) for part in endings[:-1]]
        features += [("s", ending[-size:]) for size in (2, 3) if len(ending) > size]
        tags = tuple([TAGS[letter] for letter in joined])
        word = Word("", tags, ambiguity, ambiguity, tuple(features), shape in "ASC")
        if len(self._guesses) >= _GUESSES_LIMIT:
            self._guesses = {}
        self._guesses[shape + ending] = word
        return word


def _union(first: str, second: str) -> str:
    return first + "".join([letter for letter in second if letter not in first])


def shape_of(text: str, mode: int) -> str:
    """One letter for the look of a form: a word, A Name, C CAPS, 0 number, u address, . other."""
    if text.startswith(("http:", "https:", "www.")) or ("@" in text[1:] and "." in text):
        return "u"
    if text[:1] in ("#", "@") and len(text) > 1:
        return "#"
    if "0" in text:
        return "0"
    if not any(map(str.isalpha, text)):
        return "."
    if text == text.lower():
        return "a"
    if mode == CAPITALS:
        return "H"
    if len(text) > 1 and text.isupper():
        return "C"
    if mode == HEADLINE:
        return "H"
    return "S" if mode == START and text[:1].isupper() else "A"


def sentence_mode(words: Sequence[str]) -> int:
    """Tell whether a sentence is in Title Case (HEADLINE), in CAPITALS or neither (MIDDLE)."""
    # Nearly all sentences end with a small word and a full stop: those need no closer look.
    if len(words) < 3 or (words[-1] == "." and not words[-2][:1].isupper()):
        return MIDDLE
    names = capitals = small = 0
    for word in words:
        if word[:1].isalpha():
            if word.isupper() and len(word) > 1:
                capitals += 1
            elif word[0].isupper():
                names += 1
            elif len(word) > 2 and word not in _UNCAPITALISED:
                small += 1
    if capitals > 2 and capitals > 2 * (names + small):
        return CAPITALS
    names += capitals
    return HEADLINE if names > 2 and names > 6 * small and names * 2 > len(words) - 2 else MIDDLE
