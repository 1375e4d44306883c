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
    EDGE_TAG,
    LETTERS,
    MIDDLE,
    START,
    TAGS,
    Feature,
    Kind,
    Sums,
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
# The tags that most words choose from have the lower fields: most sums can then be cut short, and
# short ones are added in a third of the time.
_FREQUENT = "NJVSdnGBZPRITADW'p"
_SHIFTS = {
    letter: _WIDTH * place
    for place, letter in enumerate(sorted(TAGS, key=lambda tag: tag not in _FREQUENT))
}
_SHORT = (1 << _WIDTH * len(_FREQUENT)) - 1
_OWN = ("t ", "d ", "b ")  # the rows of a word of its own
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
        cross = {tag: self._row("x " + letter) for tag, letter in LETTERS.items()}
        short = {tag: _cut(row, _SHORT) for tag, row in cross.items()}
        self._cross = short, cross
        # The keys of this are symbols and ambiguities, of which there are few.
        self._sums: dict[tuple[Feature, ...], Sums] = {}
        self._edge = Word("", (EDGE_TAG,), EDGE_TAG, EDGE_TAG)
        self._prepare(self._edge)

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
        edge = self._edge
        try:
            entries = [edge, edge, *map(forms.__getitem__, words), edge, edge]
        except KeyError:
            found = [forms.get(word) or self._enter(word, mode) for word in words]
            entries = [edge, edge, *found, edge, edge]
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
            previous = entries[i - 1]
            after = entries[i + 1]
            ambiguity = after.ambiguity
            kind = entry.kind
            scope = kind.scope
            total = (
                entry.base + kind.after.get(ambiguity, 0) + cross[scope][last].get(ambiguity, 0)
                + previous.before[scope] + after.after[scope] + entries[i + 2].after2[scope]
            )
            try:
                total += kind.left[context]
            except KeyError:
                more = self._sum(tag_features(entry.ambiguity, *context)) & kind.mask
                kind.left[context] = more
                total += more
            if entry.own is not None:
                by_tag, by_previous, by_next = entry.own
                total += (
                    by_tag.get(last, 0)
                    + by_previous.get(previous.symbol, 0)
                    + by_next.get(after.symbol, 0)
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
        if entry.tag and entry.symbol == entry.ambiguity:
            entry = self._single.setdefault(entry.ambiguity, entry)
        if not entry.ready:
            self._prepare(entry)
        forms = self._forms[mode]
        if len(forms) >= _FORMS_LIMIT:
            forms = self._forms[mode] = {}
        if len(form) <= _LONGEST_CACHED:
            forms[form] = entry
        return entry

    def _prepare(self, entry: Word) -> None:
        symbol, ambiguity = entry.symbol, entry.ambiguity
        entry.before = self._shared(previous_features(symbol))
        # A form may be read otherwise in a headline, so the symbol alone does not tell.
        entry.after = self._shared(next_features(symbol, ambiguity))
        entry.after2 = self._shared(next2_features(symbol))
        if not entry.tag:
            letters = [LETTERS[tag] for tag in entry.tags]
            entry.fields = tuple([(_SHIFTS[x], TAGS[x]) for x in letters])
            highest = max(entry.fields)[0]
            kind = self._kinds.get(ambiguity)
            if kind is None:
                mask = (1 << highest + _WIDTH) - 1
                row = _cut(self._row("B " + ambiguity), mask)
                kind = self._kinds[ambiguity] = Kind(row, mask, int(mask > _SHORT))
            entry.kind = kind
            entry.base = (self._sum(entry.features) + _BIASES[highest]) & kind.mask
            key = entry.key
            if key in self._own:
                entry.own = tuple([_cut(self._row(row + key), kind.mask) for row in _OWN])
        # Last, since another thread takes it as the sign that the entry is complete.
        entry.ready = True

    def _shared(self, features: list[Feature]) -> Sums:
        """The sums of features that many forms have in common, kept once."""
        key = tuple(features)
        sums = self._sums.get(key)
        if sums is None:
            total = self._sum(features)
            sums = self._sums[key] = total & _SHORT, total
        return sums

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


def _cut(row: Mapping[str, int], mask: int) -> dict[str, int]:
    """The lower fields of sums; what is cut off tells of tags that are not asked for."""
    return {place: total & mask for place, total in row.items()}


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
