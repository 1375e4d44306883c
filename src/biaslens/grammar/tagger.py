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
from functools import cache, lru_cache
from importlib import resources

# How a capital is to be read: in running text it makes a name likely, at the start of a sentence
# and in a headline it says little.
MIDDLE, START, HEADLINE, CAPITALS = 0, 1, 2, 3

# A set of scores is one integer with a field for each tag, so that one addition adds them all.
_WIDTH = 16
_MASK = (1 << _WIDTH) - 1
_ZERO = 1 << (_WIDTH - 1)  # keeps a field positive while signed weights are added
_FORMS_LIMIT = 30_000
_LONGEST_CACHED = 40
_EDGE = "<>"

NUMBER = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*")
OPENERS = frozenset({"“", "``", '"', "‘", "(", "[", ":", "—", "–", "--", "-", "•", "*"})

# One letter for each tag keeps the weights file small; tags in the order of their fields.
LETTERS = {
    "NN": "N", "JJ": "J", "VB": "V", "NNS": "S", "VBD": "d", "VBN": "n", "VBG": "G", "VBP": "B",
    "VBZ": "Z", "NNP": "P", "RB": "R", "IN": "I", "NNPS": "Q", "RP": "A", "DT": "D", "WDT": "W",
    "CC": "C", "CD": "M", "EX": "E", "FW": "F", "JJR": "K", "JJS": "L", "LS": "l", "MD": "m",
    "PDT": "q", "POS": "'", "PRP": "p", "PRP$": "h", "RBR": "r", "RBS": "t", "SYM": "y",
    "TO": "T", "UH": "u", "WP": "w", "WP$": "z", "WRB": "x", ".": ".", ",": ",", ":": ":",
    "``": "`", "''": '"', "-LRB-": "(", "-RRB-": ")", "HYPH": "~", "NFP": "*", "ADD": "@",
    "AFX": "a", "GW": "g", "XX": "X", "$": "$", _EDGE: "_",
}
_TAGS = {letter: tag for tag, letter in LETTERS.items()}
_SHIFTS = {letter: _WIDTH * place for place, letter in enumerate(_TAGS)}
_WEIGHT = re.compile(r"[^\d-]-?\d+")

Feature = tuple[str, str]  # its row in the weights file and its place in the row


class _Kind:
    """What the words that may have the same tags have in common."""

    __slots__ = ("after", "left")

    def __init__(self, after: Mapping[str, int]) -> None:
        self.left: dict[tuple[str, str], int] = {}
        self.after = after


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
    """

    __slots__ = (
        "ambiguity", "base", "capital", "features", "fields", "key", "kind", "own", "symbol",
        "tag", "tags",
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
        self.fields: tuple[tuple[int, str], ...] = ((0, tags[0]),)
        self.kind = _NO_KIND
        self.own: tuple[Mapping[str, int], ...] | None = None


_NO_KIND = _Kind({})
EDGE = Word("", (_EDGE,), _EDGE, _EDGE)


def tag_features(ambiguity: str, before: str, last: str) -> list[Feature]:
    """Features of the two tags before a word."""
    before, last = LETTERS[before], LETTERS[last]
    return [
        ("1", last), ("2", before + last), ("A " + ambiguity, last),
        ("D " + ambiguity, before + last),
    ]


def previous_features(symbol: str) -> list[Feature]:
    """Features of the word before."""
    return [("p", symbol)]


def next_features(symbol: str, ambiguity: str) -> list[Feature]:
    """Features of the word after."""
    return [("n", symbol), ("N", ambiguity)]


def cross_features(last: str, ambiguity: str) -> list[Feature]:
    """Features of the tag before together with the tags of the word after."""
    return [("x " + LETTERS[last], ambiguity)]


def next2_features(symbol: str) -> list[Feature]:
    """Features of the second word after."""
    return [("m", symbol)]


def own_features(word: Word, last: str, previous: str, after: Word) -> list[Feature]:
    """Features that one word or the words of one kind have for themselves."""
    key = word.key
    return [
        ("t " + key, last), ("d " + key, previous), ("b " + key, after.symbol),
        ("B " + word.ambiguity, after.ambiguity),
    ]


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
            return Word(key, (_TAGS[joined],), ambiguity, symbol)
        features = [("w", mark + key), ("a", ambiguity)]
        features += [("s", key[-size:]) for size in (2, 3) if len(key) > size]
        return Word(
            key, tuple([_TAGS[letter] for letter in joined]), ambiguity, symbol, tuple(features),
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
        tags = tuple([_TAGS[letter] for letter in joined])
        word = Word("", tags, ambiguity, ambiguity, tuple(features), shape in "ASC")
        if len(self._guesses) >= _FORMS_LIMIT:
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

    Instances may be shared between threads: a cache is only added to, or replaced when full.

    Args:
        vocabulary: The dictionary.
        rows: Rows of the weights file: "place weights place weights", where weights are a letter
            and a number for each tag ("N5V-3").
    """

    def __init__(self, vocabulary: Vocabulary, rows: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._rows = rows
        self._own = {row[2:] for row in rows if row[0] in "tdb"}
        self._tables: dict[str, dict[str, str | int]] = {}
        self._forms: list[dict[str, Word]] = [{}, {}, {}, {}]
        self._single: dict[str, Word] = {}
        self._kinds: dict[str, _Kind] = {}
        # The keys of these are tags, symbols and ambiguities, of which there are few.
        self._previous: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._cross = {tag: self._row("x " + letter) for tag, letter in LETTERS.items()}
        self._next2: dict[str, int] = {}

    def __reduce__(self) -> tuple[type[Tagger], tuple[object, ...]]:
        return Tagger, (self._vocabulary, self._rows)

    def tag(self, words: Sequence[str]) -> list[str]:
        """Tag one sentence.

        Args:
            words: The tokens of one sentence, clitics and punctuation apart; any strings.

        Returns:
            One Penn Treebank tag for each token.
        """
        mode = sentence_mode(words)
        forms = self._forms[mode]
        try:
            entries = [EDGE, EDGE, *map(forms.__getitem__, words), EDGE, EDGE]
        except KeyError:
            found = [forms.get(word) or self._enter(word, mode) for word in words]
            entries = [EDGE, EDGE, *found, EDGE, EDGE]
        if mode == MIDDLE:
            for i, word in enumerate(words[:4], 2):
                if word[:1].isalpha():
                    entries[i] = self._forms[START].get(word) or self._enter(word, START)
                    break
        tags = [entry.tag for entry in entries]
        self._decide(words, entries, tags, mode)
        return tags[2:-2]

    def _decide(
        self, words: Sequence[str], entries: list[Word], tags: list[str], mode: int
    ) -> None:
        """Fill in the tags that are still empty, from left to right."""
        sum_previous, sum_next, sum_next2 = self._previous, self._next, self._next2
        cross = self._cross
        starts = self._forms[START]
        find = tags.index
        end = len(tags)
        quoted = False
        i = 1
        while True:
            try:
                i = find("", i + 1)
            except ValueError:
                return
            entry = entries[i]
            if entry.capital and mode == MIDDLE and i > 2 and words[i - 3] in OPENERS:
                entry = starts.get(words[i - 2]) or self._enter(words[i - 2], START)
                entries[i] = entry
            if entry.key == '"':
                tags[i] = "''" if quoted or (i > 2 and i + 3 == end) else "``"
                quoted = not quoted
                continue
            last = tags[i - 1]
            context = tags[i - 2], last
            previous = entries[i - 1].symbol
            after = entries[i + 1]
            ambiguity = after.ambiguity
            symbol = after.symbol
            symbol2 = entries[i + 2].symbol
            kind = entry.kind
            total = entry.base + kind.after.get(ambiguity, 0) + cross[last].get(ambiguity, 0)
            try:
                total += kind.left[context]
            except KeyError:
                kind.left[context] = more = self._sum(tag_features(entry.ambiguity, *context))
                total += more
            try:
                total += sum_previous[previous]
            except KeyError:
                sum_previous[previous] = more = self._sum(previous_features(previous))
                total += more
            try:
                total += sum_next[symbol]
            except KeyError:
                sum_next[symbol] = more = self._sum(next_features(symbol, ambiguity))
                total += more
            try:
                total += sum_next2[symbol2]
            except KeyError:
                sum_next2[symbol2] = more = self._sum(next2_features(symbol2))
                total += more
            if entry.own is not None:
                by_tag, by_previous, by_next = entry.own
                total += (
                    by_tag.get(last, 0) + by_previous.get(previous, 0) + by_next.get(symbol, 0)
                )
            best = -1
            for shift, candidate in entry.fields:
                score = total >> shift & _MASK
                if score > best:
                    best = score
                    tags[i] = candidate

    def _enter(self, form: str, mode: int) -> Word:
        """Make the entry of a form and keep it."""
        entry = self._vocabulary.word(form, mode)
        if not entry.tag:
            if entry.kind is _NO_KIND:
                self._prepare(entry)
        elif entry.symbol == entry.ambiguity:
            entry = self._single.setdefault(entry.ambiguity, entry)
        forms = self._forms[mode]
        if len(forms) >= _FORMS_LIMIT:
            forms = self._forms[mode] = {}
        if len(form) <= _LONGEST_CACHED:
            forms[form] = entry
        return entry

    def _prepare(self, entry: Word) -> None:
        letters = [LETTERS[tag] for tag in entry.tags]
        entry.fields = tuple([(_SHIFTS[x], _TAGS[x]) for x in letters])
        entry.base = self._sum(entry.features) + _BIASES[max(entry.fields)[0]]
        key = entry.key
        if key in self._own:
            entry.own = self._row("t " + key), self._row("d " + key), self._row("b " + key)
        kind = self._kinds.get(entry.ambiguity)
        if kind is None:
            kind = self._kinds[entry.ambiguity] = _Kind(self._row("B " + entry.ambiguity))
        # Last, since another thread takes it as the sign that the entry is complete.
        entry.kind = kind

    def _table(self, row: str) -> dict[str, str | int]:
        table = self._tables.get(row)
        if table is None:
            items = self._rows[row].split(" ") if row in self._rows else []
            table = self._tables[row] = dict(zip(items[::2], items[1::2], strict=True))
        return table

    def _row(self, row: str) -> dict[str, int]:
        return {place: self._sum([(row, place)]) for place in self._table(row)}

    def _sum(self, features: Iterable[Feature]) -> int:
        """Add up the weights of features."""
        total = 0
        for row, place in features:
            table = self._tables.get(row)
            if table is None:
                table = self._table(row)
            weights = table.get(place, 0)
            if isinstance(weights, str):
                weights = table[place] = sum(map(_pack, _WEIGHT.findall(weights)))
            total += weights
        return total


_BIASES = {
    shift: sum(_ZERO << lower for lower in range(0, shift + 1, _WIDTH))
    for shift in _SHIFTS.values()
}


@cache
def _pack(weight: str) -> int:
    return int(weight[1:]) << _SHIFTS[weight[0]]


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
