"""Part-of-speech tagger: Penn Treebank tags for the words of one sentence.

A dictionary settles most words with one lookup. The others are scored by a linear model, greedily
from left to right (averaged perceptron, Collins 2002), restricted to the tags the dictionary
allows. Words the dictionary lacks get the tags that words of like shape and ending have.

The tags are those of Universal Dependencies' English treebanks (column XPOS): "to" is TO before an
infinitive and IN before a noun phrase, a hyphen inside a compound is HYPH. Unlike there, dashes and
semicolons are always ":".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from .vocabulary import (
    EDGE,
    LETTERS,
    MIDDLE,
    NO_KIND,
    START,
    TAGS,
    Feature,
    Kind,
    Vocabulary,
    Word,
    sentence_mode,
)

# A set of scores is one integer with a field for each tag, so that one addition adds them all.
_WIDTH = 16
_MASK = (1 << _WIDTH) - 1
_ZERO = 1 << (_WIDTH - 1)  # keeps a field positive while signed weights are added
_FORMS_LIMIT = 30_000
_LONGEST_CACHED = 40

OPENERS = frozenset({"“", "``", '"', "‘", "(", "[", ":", "—", "–", "--", "-", "•", "*"})
_SHIFTS = {letter: _WIDTH * place for place, letter in enumerate(TAGS)}
_WEIGHT = re.compile(r"[^\d-]-?\d+")


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
        self._kinds: dict[str, Kind] = {}
        # The keys of these are tags, symbols and ambiguities, of which there are few.
        self._previous: dict[str, int] = {}
        self._next: dict[tuple[str, str], int] = {}
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
            # A form may be read otherwise in a headline, so the symbol alone does not tell.
            behind = symbol, ambiguity
            try:
                total += sum_next[behind]
            except KeyError:
                sum_next[behind] = more = self._sum(next_features(symbol, ambiguity))
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
            if entry.kind is NO_KIND:
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
        entry.fields = tuple([(_SHIFTS[x], TAGS[x]) for x in letters])
        entry.base = self._sum(entry.features) + _BIASES[max(entry.fields)[0]]
        key = entry.key
        if key in self._own:
            entry.own = self._row("t " + key), self._row("d " + key), self._row("b " + key)
        kind = self._kinds.get(entry.ambiguity)
        if kind is None:
            kind = self._kinds[entry.ambiguity] = Kind(self._row("B " + entry.ambiguity))
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
