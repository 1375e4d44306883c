"""Part-of-speech tagger: Penn Treebank tags for the words of one sentence.

A dictionary settles most words with one lookup. The others are scored by a linear model, greedily
from left to right (averaged perceptron, Collins 2002), restricted to the tags the dictionary
allows. Words the dictionary lacks get the tags that words of like shape and ending have.

The tags are those of Universal Dependencies' English treebanks (column XPOS): "to" is TO before an
infinitive and IN before a noun phrase, a hyphen inside a compound is HYPH, every dash is ":".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources

# How a capital is to be read: in running text it makes a name likely, at the start of a sentence
# and in a headline it says little.
MIDDLE, START, HEADLINE, CAPITALS = 0, 1, 2, 3

_WIDTH = 16  # bits of one tag's score inside a packed integer
_MASK = (1 << _WIDTH) - 1
_ZERO = 1 << (_WIDTH - 1)  # keeps each field positive while signed weights are added
_FORMS_LIMIT = 60_000
_CONTEXTS_LIMIT = 200_000
_LONGEST_CACHED = 40
_EDGE = "<>"

# One letter for each tag, so that the weights file is small.
LETTERS = {
    "CC": "C", "CD": "M", "DT": "D", "EX": "E", "FW": "F", "IN": "I", "JJ": "J", "JJR": "K",
    "JJS": "L", "LS": "l", "MD": "m", "NN": "N", "NNP": "P", "NNPS": "Q", "NNS": "S", "PDT": "q",
    "POS": "'", "PRP": "p", "PRP$": "h", "RB": "R", "RBR": "r", "RBS": "t", "RP": "A", "SYM": "y",
    "TO": "T", "UH": "u", "VB": "V", "VBD": "d", "VBG": "G", "VBN": "n", "VBP": "B", "VBZ": "Z",
    "WDT": "W", "WP": "w", "WP$": "z", "WRB": "x", ".": ".", ",": ",", ":": ":", "``": "`",
    "''": '"', "-LRB-": "(", "-RRB-": ")", "HYPH": "~", "NFP": "*", "ADD": "@", "AFX": "a",
    "GW": "g", "XX": "X", "$": "$", _EDGE: "_",
}
_TAGS = {letter: tag for tag, letter in LETTERS.items()}
_WEIGHT = re.compile(r"([^\d-])(-?\d+)")

_NUMBER = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*")
_OPENERS = frozenset({"“", "``", '"', "‘", "(", "[", ":", "—", "–", "--", "-", "•", "*"})
_FINAL = frozenset({".", "!", "?", "...", "…", ".", ";", ":", ","})


class Word:
    """What the tagger knows about one form: its tags and the scores its contexts add.

    Attributes:
        tag: The only tag the form can have, or None when context must decide.
        tags: Candidate tags, most frequent first.
        symbol: What neighbours see of the form: the word itself when frequent, else its class.
    """

    __slots__ = (
        "ambiguity", "base", "capital", "cross", "features", "key", "left", "next", "next2",
        "previous", "symbol", "tag", "tags",
    )

    def __init__(
        self, key: str, tags: tuple[str, ...], ambiguity: str, symbol: str,
        features: tuple[tuple[str, str], ...], capital: bool,
    ) -> None:
        self.key = key
        self.tags = tags
        self.tag = tags[0] if len(tags) == 1 else None
        self.ambiguity = ambiguity
        self.symbol = symbol
        self.features = features
        self.capital = capital
        self.base = 0
        self.left: dict[tuple[str, str], int] = {}
        self.previous: dict[str, int] = {}
        self.next: dict[str, int] = {}
        self.cross: dict[tuple[str, str], int] = {}
        self.next2: dict[str, int] = {}


EDGE = Word("", (_EDGE,), _EDGE, _EDGE, (), False)


Feature = tuple[str, str]  # its row in the weights file and its place in the row


def left_features(word: Word, before: str, last: str) -> list[Feature]:
    """Features of the two tags before a word."""
    before, last = LETTERS[before], LETTERS[last]
    return [
        ("1", last), ("2", before + last), ("t " + word.key, last),
        ("A " + word.ambiguity, last), ("D " + word.ambiguity, before + last),
    ]


def previous_features(word: Word, symbol: str) -> list[Feature]:
    """Features of the word before."""
    return [("p", symbol), ("d " + word.key, symbol)]


def next_features(word: Word, symbol: str, ambiguity: str) -> list[Feature]:
    """Features of the word after."""
    return [
        ("n", symbol), ("N", ambiguity), ("B " + word.ambiguity, ambiguity),
        ("b " + word.key, symbol),
    ]


def cross_features(last: str, ambiguity: str) -> list[Feature]:
    """Features of the tag before together with the class of the word after."""
    return [("x " + LETTERS[last], ambiguity)]


def next2_features(symbol: str) -> list[Feature]:
    """Features of the second word after."""
    return [("m", symbol)]


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

    def word(self, form: str, mode: int) -> Word:
        """Look a form up.

        Args:
            form: The token as it stands in the text.
            mode: MIDDLE, START or HEADLINE.
        """
        words = self._words
        text = form.replace("’", "'") if "’" in form else form
        if text in words and text == text.lower():
            return self._known(text, words[text], "", text)
        if any("0" <= c <= "9" for c in text):
            text = _NUMBER.sub("0", text)
        lower = text.lower()
        if text == lower:
            if text in words:
                return self._known(text, words[text], "", text)
            return self.guess(text, mode)
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

    def _known(self, key: str, joined: str, mark: str, seen: str) -> Word:
        tags = tuple([_TAGS[letter] for letter in joined])
        ambiguity = mark + joined
        symbol = seen if seen in self._contexts else ambiguity
        features = [("w", mark + key), ("a", ambiguity)]
        features += [("s", key[-size:]) for size in (2, 3) if len(key) > size]
        return Word(key, tags, ambiguity, symbol, tuple(features), bool(mark) or key[:1].isupper())

    def guess(self, text: str, mode: int) -> Word:
        """Make an entry for a form that the dictionary lacks."""
        shape = _shape(text, mode)
        lower = text.lower()
        joined = "N"
        for size in (4, 3, 2, 1, 0):
            found = self._endings.get(f"{shape} {lower[len(lower) - size:] if size else ''}")
            if found is not None and len(lower) >= size:
                joined = found
                break
        features = [("u", shape), ("a", f"?{shape}{joined}")]
        features += [("e " + shape, lower[-size:]) for size in (1, 2, 3, 4) if len(lower) >= size]
        features += [("s", lower[-size:]) for size in (2, 3) if len(lower) > size]
        features += [("f", lower[:size]) for size in (2, 3) if len(lower) > size + 1]
        if "-" in text:
            features.append(("h", shape))
        ambiguity = f"?{shape}{joined}"
        return Word(
            "?", tuple([_TAGS[letter] for letter in joined]), ambiguity, ambiguity, tuple(features), shape in "ASC"
        )


def _union(first: str, second: str) -> str:
    return first + "".join([letter for letter in second if letter not in first])


def _shape(text: str, mode: int) -> str:
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
    if len(words) < 3 or (words[-1] == "." and not (words[1][:1].isupper() and words[0].isupper())):
        return MIDDLE
    names = capitals = small = 0
    for word in words:
        if word[:1].isalpha():
            if word.isupper() and len(word) > 1:
                capitals += 1
            elif word[0].isupper():
                names += 1
            elif len(word) > 3:
                small += 1
    if capitals > 2 and capitals > 2 * (names + small):
        return CAPITALS
    names += capitals
    return HEADLINE if names > 2 and names > 2 * small and names * 2 > len(words) - 2 else MIDDLE


class Tagger:
    """Tags the words of one sentence.

    Instances may be shared between threads: the caches are only added to, and stop at a limit.

    Args:
        vocabulary: The dictionary.
        rows: Rows of the weights file: "place weights place weights", where weights are a letter
            and a number for each tag ("N5V-3").
    """

    def __init__(self, vocabulary: Vocabulary, rows: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._rows = rows
        self._forms: tuple[dict[str, Word], ...] = ({}, {}, {}, {})
        self._vectors: dict[str, dict[str, str]] = {}
        self._classes: dict[str, Word] = {}
        self._own = {row[2:] for row in rows if row[0] in "dbt" and row[1:]}
        self._room = _CONTEXTS_LIMIT

    def tag(self, words: Sequence[str]) -> list[str]:
        """Tag one sentence.

        Args:
            words: The tokens of one sentence, clitics and punctuation apart.

        Returns:
            One Penn Treebank tag for each token.
        """
        mode = sentence_mode(words)
        forms = self._forms[mode]
        find = forms.get
        entries = [find(word) or self._enter(word, mode) for word in words]
        if mode == MIDDLE:
            for i, word in enumerate(words):
                if word[:1].isalpha():
                    entries[i] = self._forms[START].get(word) or self._enter(word, START)
                    break
                if i > 3:
                    break
        entries.append(EDGE)
        entries.append(EDGE)
        result: list[str] = []
        add = result.append
        before = last = _EDGE
        quoted = False
        i = -1
        for entry in entries:
            i += 1
            tag = entry.tag
            if tag is None:
                if entry.capital and mode == MIDDLE and i and words[i - 1] in _OPENERS:
                    entry = self._forms[START].get(words[i]) or self._enter(words[i], START)
                    entries[i] = entry
                    if entry.tag is not None:
                        before = last
                        last = entry.tag
                        add(last)
                        continue
                previous = entries[i - 1].symbol if i else _EDGE
                after = entries[i + 1]
                after2 = entries[i + 2].symbol
                seen = after.ambiguity
                total = entry.base
                try:
                    total += entry.left[before, last]
                except KeyError:
                    total += self._learn(
                        entry, entry.left, (before, last), left_features(entry, before, last)
                    )
                try:
                    total += entry.previous[previous]
                except KeyError:
                    total += self._learn(
                        entry, entry.previous, previous, previous_features(entry, previous)
                    )
                try:
                    total += entry.next[after.symbol]
                except KeyError:
                    total += self._learn(
                        entry, entry.next, after.symbol, next_features(entry, after.symbol, seen)
                    )
                try:
                    total += entry.cross[last, seen]
                except KeyError:
                    total += self._learn(
                        entry, entry.cross, (last, seen), cross_features(last, seen)
                    )
                try:
                    total += entry.next2[after2]
                except KeyError:
                    total += self._learn(entry, entry.next2, after2, next2_features(after2))
                best = total & _MASK
                total >>= _WIDTH
                winner = place = 0
                while total:
                    place += 1
                    score = total & _MASK
                    if score > best:
                        best = score
                        winner = place
                    total >>= _WIDTH
                tag = entry.tags[winner]
                if entry.key == '"':
                    tag = "''" if quoted else "``"
                    quoted = not quoted
            before = last
            last = tag
            add(tag)
        del result[-2:]
        return result

    def _enter(self, form: str, mode: int) -> Word:
        """Make the entry of a form and keep it while there is room."""
        entry = self._vocabulary.word(form, mode)
        if entry.tag is None:
            entry.base = self._pack(entry.tags, entry.features)
            entry.base += sum(_ZERO << _WIDTH * place for place in range(len(entry.tags)))
            shared = self._classes.setdefault(
                entry.ambiguity, Word("", entry.tags, entry.ambiguity, "", (), False)
            )
            entry.cross = shared.cross
            entry.next2 = shared.next2
            if entry.key not in self._own:
                entry.left = shared.left
                entry.previous = shared.previous
                entry.next = shared.next
        forms = self._forms[mode]
        if len(forms) < _FORMS_LIMIT and len(form) <= _LONGEST_CACHED:
            forms[form] = entry
        return entry

    def _pack(self, tags: Sequence[str], features: Iterable[Feature]) -> int:
        """Add up the weights of features, one field of the integer for each tag."""
        total = 0
        for row, place in features:
            vectors = self._vectors.get(row)
            if vectors is None:
                if row not in self._rows:
                    continue
                items = self._rows[row].split(" ")
                vectors = dict(zip(items[::2], items[1::2], strict=True))
                self._vectors[row] = vectors
            vector = vectors.get(place)
            if vector is None:
                continue
            weights = dict(_WEIGHT.findall(vector))
            for field, tag in enumerate(tags):
                weight = weights.get(LETTERS[tag])
                if weight:
                    total += int(weight) << _WIDTH * field
        return total

    def _learn(
        self, entry: Word, cache: dict[object, int], context: object, features: Iterable[Feature]
    ) -> int:
        packed = self._pack(entry.tags, features)
        if self._room > 0:
            self._room -= 1
            cache[context] = packed
        return packed


def read(text: str) -> Tagger:
    """Make a tagger from the text of a weights file."""
    sections = text.split("\n\n")
    words: dict[str, str] = {}
    for line in sections[1].split("\n"):
        tags, forms = line.split("\t")
        words.update(dict.fromkeys(forms.split(" "), tags))
    endings = dict(line.split("\t") for line in sections[2].split("\n"))
    contexts = sections[3].split(" ")
    rows = dict(line.split("\t") for line in sections[4].rstrip("\n").split("\n"))
    return Tagger(Vocabulary(words, endings, contexts), rows)


@lru_cache(maxsize=1)
def default_tagger() -> Tagger:
    """Return the tagger that ships with the package; it is read at the first call."""
    data = resources.files("biaslens").joinpath("data/tagger.txt")
    return read(data.read_text(encoding="utf-8"))
