"""Tokens: words, clitics and punctuation, as offsets into the text exactly as given.

Words are cut as the English Universal Dependencies treebanks cut them, so that a tagger trained on
those reads them as it learnt them: hyphens and clitics stand alone ("Turkish" "-" "rebel", "do"
"n't", "Russia" "'s"), abbreviations keep their full stop ("U.S.", "Lt.").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

import attrs

from .english import ABBREVIATIONS, BEFORE_NAME, BEFORE_NUMBER, WORDS_TOO

__all__ = ["QUOTE_MARKS", "WIDTHLESS", "Tokens", "fold", "tokenize"]

# Characters without width that scraped pages leave within and between words: soft hyphens,
# zero-width spaces and joiners, marks of writing direction, variation selectors.
_WIDTHLESS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
# With them, marks that belong to the letter before (decomposed text, Hebrew and Arabic vowels).
_JOINED = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0" + _WIDTHLESS
)
_WORD = rf"\w[\w{_JOINED}]*"
_APOSTROPHES = "'’ʼ＇"
QUOTE_MARKS = "\"“”„‟«»‹›‘’‚‛'`＂"

_TOKEN = re.compile(
    rf"""
    (
      [Cc]an(?=not\b)
    | [A-Za-z]+(?=[ ,])       # nearly all words; what is below would cut them in the same way
    | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)'’\]]
    | (?:[^\W\d_]\.){{2,}}                                      # U.S., a.m.
    | \.{{2,}}|…+|[!?]+|[.]
    | \d+(?:[.,:/]\d+)*\w*
    | [@\#]?{_WORD}(?:[{_APOSTROPHES}&]{_WORD})*
    | ``|''|‘‘|’’|‘’(?=\w)|[{QUOTE_MARKS}]
    | -{{2,}}
    | [^\s{_WIDTHLESS}]
    )
    """,
    re.VERBOSE,
)
_QUOTES = frozenset(QUOTE_MARKS) | {"``", "''", "‘‘", "’’", "‘’"}
_STOPS = frozenset(".…!?")
_JOINTS = frozenset("'’＇&")  # what may stand before a clitic; the fourth apostrophe is a letter
_ADDRESS = frozenset(".:")
_CLITIC = re.compile(
    rf"(?:n[{_APOSTROPHES}]t|[{_APOSTROPHES}](?:s|re|ve|ll|d|m))$", re.IGNORECASE
)
#: The characters without width, each one.
WIDTHLESS = "".join(filter(re.compile(f"[{_WIDTHLESS}]").match, map(chr, range(0x10000))))
_INVISIBLE = dict.fromkeys(map(ord, WIDTHLESS))
_UNIFORM = str.maketrans(dict.fromkeys("’ʼ＇‘‛`", "'") | dict.fromkeys("“”„‟＂", '"'))

# Abbreviations in lower case that no word is written like.
_LOWER = frozenset("inc co etc al vs v ie eg cf".split())


@attrs.frozen(slots=True)
class Tokens:
    """The tokens of a text, as parallel lists.

    Attributes:
        words: Each token as it is written.
        keys: Each token folded for comparison: lower case, no diacritics, straight apostrophes.
        starts: Offset of its first character.
        ends: Offset behind its last character.
        stops: Indices of the tokens that may end a sentence.
        quotes: Indices of the tokens that may be quotation marks.
    """

    words: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]
    stops: list[int]
    quotes: list[int]

    def __len__(self) -> int:
        return len(self.words)


@lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    lower = unicodedata.normalize("NFKD", word.translate(_INVISIBLE)).casefold()
    bare = "".join(c for c in lower if not unicodedata.combining(c))
    return (bare or word).translate(_UNIFORM)


def fold(word: str) -> str:
    """Return a word in the form in which words are compared.

    Lower case, without diacritics and invisible characters, apostrophes and quotation marks
    straight: "Erdoğan" and "Erdogan" fold to one. (Turkish dotless ı is a letter of its own and
    becomes i.)

    Args:
        word: Any string without white space.
    """
    if word.isascii():
        return word.lower()
    # Long words are not cached, so that the cache cannot grow large.
    folded = _fold(word) if len(word) < 64 else _fold.__wrapped__(word)
    return folded.replace("ı", "i")


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens.

    Args:
        text: Any string.

    Returns:
        Its tokens; every character that is neither white space nor invisible lies in exactly one.
    """
    pieces = _TOKEN.split(text)  # gap, token, gap, …, token, gap
    offsets = list(accumulate(map(len, pieces)))
    found, begins, behinds = pieces[1::2], offsets[:-1:2], offsets[1::2]
    del pieces, offsets  # those of a long text are large
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    stops: list[int] = []
    quotes: list[int] = []
    done = 0  # as many of the found have been dealt with
    for at in [at for at, word in enumerate(found) if not word.isalnum()]:
        word = found[at]
        if word in _QUOTES:
            quotes.append(len(words) + at - done)
            continue
        stop = word[0] in _STOPS
        if not stop:
            if word[-1] == ".":
                stops.append(len(words) + at - done)
                continue
            if _JOINTS.isdisjoint(word) or not _ADDRESS.isdisjoint(word):
                continue
        words += found[done:at]
        starts += begins[done:at]
        ends += behinds[done:at]
        done = at
        start, end = begins[at], behinds[at]
        if not stop:
            for begin, behind in _split_clitics(text, start, end):
                words.append(text[begin:behind])
                starts.append(begin)
                ends.append(behind)
            done = at + 1
        elif word == "." and words and ends[-1] == start and _takes_stop(words[-1], text, end):
            words[-1] += "."
            ends[-1] = end
            stops.append(len(words) - 1)
            done = at + 1
        else:
            stops.append(len(words))
    words += found[done:]
    starts += begins[done:]
    ends += behinds[done:]
    keys = (
        [w.lower() for w in words]
        if text.isascii()
        else [w.lower() if w.isascii() else fold(w) for w in words]
    )
    return Tokens(words, keys, starts, ends, stops, quotes)


def _takes_stop(word: str, text: str, end: int) -> bool:
    """Whether the full stop behind a word is part of it."""
    key = word.lower()
    if len(word) == 1 and word.isupper():
        return word != "I" and text[end : end + 1] in (" ", "\u00a0")
    if key in BEFORE_NAME or key in BEFORE_NUMBER or key in ABBREVIATIONS:
        after = text[end : end + 4].lstrip()
        if key in WORDS_TOO and word[0].isupper():
            return after != "" and not after[0].isupper()
        if key in BEFORE_NUMBER and key not in ABBREVIATIONS and key not in BEFORE_NAME:
            return after[:1].isdigit()
        if key in ABBREVIATIONS and key not in BEFORE_NAME:
            # "Sat." and "Wash." are abbreviations, "he sat." and "the wash." are not.
            return word[0].isupper() or key in _LOWER
        return word[0].isupper()
    return False


def _split_clitics(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut "Russia's" into "Russia" and "'s"; "O'Brien" and "AT&T" stay whole."""
    pieces: list[tuple[int, int]] = []
    while True:
        # Clitics are short: looking at the last characters alone keeps this linear.
        window = max(start, end - 4)
        match = _CLITIC.search(text[window:end])
        if match is None or window + match.start() <= start:
            pieces.append((start, end))
            return pieces[::-1]
        cut = window + match.start()
        pieces.append((cut, end))
        end = cut
