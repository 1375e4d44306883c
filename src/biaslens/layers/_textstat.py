"""What textstat knows about a word, with no network and without importing textstat.

textstat asks NLTK's CMUdict how many syllables a word has, and Pyphen where CMUdict has no such
word. Since 0.7.8 it downloads CMUdict when first asked, writes to stderr and raises
``LookupError`` where there is no network. Importing it also imports NLTK, which takes some 150 ms.
So this adapter keeps textstat's rule, and its data, and does without its code:

* ``data/syllables.txt.gz`` holds the words for which CMUdict and Pyphen disagree; for all other
  words, in CMUdict or not, Pyphen's count is what textstat would say;
* Pyphen's patterns are read from Pyphen, but into an instance of our own: Pyphen's shared one
  remembers every word it ever saw, and may be in use by the program around us;
* the list of easy words is textstat's own file, found without running textstat.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

__all__ = ["MAX_REMEMBERED_LENGTH", "look_up", "remembered"]

# News repeats its words: 16,384 of them are met again so often that a larger cache gains little.
_CACHE_SIZE = 1 << 14
# No word of CMUdict is longer; a longer token is rubbish that the cache need not hold on to.
MAX_REMEMBERED_LENGTH = 40
# zlib reads gzip's container when told so, which spares the import of gzip.
_GZIP_CONTAINER = 16 + zlib.MAX_WBITS


_NO_DIGITS = dict.fromkeys(map(ord, "0123456789"))


class _Hyphenation:
    """Hyphenation patterns for US English (Liang 1983), as Pyphen ships them."""

    def __init__(self) -> None:
        # Imported late, since it looks through all its dictionaries when imported.
        from pyphen import (  # type: ignore[import-untyped, unused-ignore]
            LANGUAGES,
            ignored,
        )

        # Pyphen's own reading takes 40 ms, as it parses every pattern; few are ever needed.
        rows = LANGUAGES["en_US"].read_text(encoding="utf-8").split("\n")[1:]
        rows = [row for row in map(str.strip, rows) if row and not row.startswith(ignored)]
        patterns = dict(zip("\n".join(rows).translate(_NO_DIGITS).split("\n"), rows, strict=True))
        # Every beginning of a pattern is a key too, so that a search can stop at the first
        # substring that begins no pattern: a third of the time of Pyphen's own search.
        self._patterns: dict[str, str | None] = {}
        for length in range(1, max(map(len, patterns))):
            self._patterns.update(
                dict.fromkeys([letters[:length] for letters in patterns if len(letters) > length])
            )
        self._patterns.update(patterns)
        self._values: dict[str, list[int]] = {}

    def breaks(self, word: str) -> int:
        """Count the places where a lowercase word may be hyphenated, as Pyphen does.

        Args:
            word: Any string; one in lower case gives sensible counts.

        Returns:
            The number of break points that leave two characters on either side.
        """
        patterns = self._patterns
        dotted = f".{word}."
        length = len(dotted)
        levels = [0] * (length + 1)
        for start in range(length - 1):
            for stop in range(start + 1, length + 1):
                letters = dotted[start:stop]
                if letters not in patterns:
                    break
                pattern = patterns[letters]
                if pattern is not None:
                    values = self._values.get(pattern) or self._parse(pattern)
                    for place, value in enumerate(values, start):
                        if value > levels[place]:
                            levels[place] = value
        return sum(level & 1 for level in levels[3 : length - 2])


    def _parse(self, pattern: str) -> list[int]:
        """The level before each letter of a pattern such as ``.ach4``, and behind the last."""
        values = [0]
        for character in pattern:
            if character.isdigit():
                values[-1] = int(character)
            else:
                values.append(0)
        while values and not values[-1]:
            values.pop()
        return self._values.setdefault(pattern, values)


@lru_cache(maxsize=1)
def _hyphenation() -> _Hyphenation:
    return _Hyphenation()


@lru_cache(maxsize=1)
def _corrections() -> dict[str, int]:
    """Return the syllables of every word that Pyphen and CMUdict count differently."""
    packed = resources.files("biaslens").joinpath("data/syllables.txt.gz").read_bytes()
    lines = zlib.decompress(packed, _GZIP_CONTAINER).decode("ascii").split("\n")
    corrections: dict[str, int] = {}
    for syllables, line in enumerate(lines):
        corrections.update(dict.fromkeys(line.split(), syllables))
    return corrections


@lru_cache(maxsize=1)
def _easy_words() -> frozenset[str]:
    """Return textstat's list of easy words (Dale & Chall's 3,000)."""
    spec = find_spec("textstat")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        try:
            text = Path(folder, "resources", "en", "easy_words.txt").read_text(encoding="utf-8")
        except OSError:
            continue
        return frozenset(line.strip() for line in text.splitlines())
    # Installed in some other way (zipped, say), or a later textstat that keeps the list elsewhere.
    from textstat.backend.utils import (  # type: ignore[import-untyped, unused-ignore]
        get_lang_easy_words,
    )

    return frozenset(get_lang_easy_words("en_US"))


def look_up(word: str) -> tuple[int, bool]:
    """Look a word up.

    Args:
        word: A word in lower case, with no punctuation but the apostrophe of a contraction.

    Returns:
        How many syllables textstat gives the word when it has CMUdict, and whether the word is
        on textstat's list of easy words.
    """
    syllables = _corrections().get(word)
    if syllables is None:
        syllables = _hyphenation().breaks(word) + 1
    return syllables, word in _easy_words()


remembered = lru_cache(maxsize=_CACHE_SIZE)(look_up)
