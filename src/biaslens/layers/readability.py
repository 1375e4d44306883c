"""How hard an article is to read, by five measures that need no network.

Words, sentences, syllables and difficult words are counted as textstat counts them when it has
the real CMUdict, but once for all five measures, in time linear in the text. The measures are
defined in:

* R. Flesch (1948), A new readability yardstick, *Journal of Applied Psychology* 32(3).
* J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom (1975), *Derivation of new
  readability formulas for Navy enlisted personnel*, Research Branch Report 8-75.
* R. Gunning (1952), *The Technique of Clear Writing*, McGraw-Hill.
* G. H. McLaughlin (1969), SMOG grading: a new readability formula, *Journal of Reading* 12(8).
* E. Dale and J. S. Chall (1948), A formula for predicting readability, *Educational Research
  Bulletin* 27(1); its list of easy words is textstat's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import sqrt

from biaslens.layers._textstat import MAX_REMEMBERED_LENGTH, look_up, remembered
from biaslens.model import Readability

__all__ = ["measure"]

# textstat's rules: an apostrophe stays only before the ending of a contraction, and only a straight
# one. Curly apostrophes go with the punctuation, so that the word is then "doesnt".
_OTHER_APOSTROPHE = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s'.!?]+")
_SENTENCE_END = re.compile(r"[.!?]+")
# Most of what _PUNCTUATION finds. To replace one character is a search of the memory, and all of
# them one by one take a fraction of the time of the expression.
_MARKS = (*filter(_PUNCTUATION.match, map(chr, range(128))), *"“”‘’—–…")

# Fog and SMOG call a word of three syllables long.
_POLYSYLLABLE = 3
# Dale and Chall add a constant where more than five words in a hundred are not on their list.
_MANY_UNFAMILIAR = 5.0


def measure(text: str) -> Readability:
    """Measure how hard a text is to read.

    Args:
        text: The text of an article, title and body, with full stops and line breaks in place.

    Returns:
        The counts and the five measures, each within rounding of textstat's with CMUdict. The
        measures are ``None`` where the text has no words.
    """
    # Lower case comes last, as in textstat: in capitals "IT'S" loses its apostrophe.
    bare = _without(_MARKS, _OTHER_APOSTROPHE.sub("", text))
    if not bare.isascii():
        bare = _PUNCTUATION.sub("", bare)
    # A full stop inside a word goes without a trace ("U.S." is "US"), yet ends a sentence below.
    words = _without(".!?", bare).lower().split()
    if not words:
        return Readability(
            words=0,
            sentences=0,
            syllables=0,
            flesch_reading_ease=None,
            flesch_kincaid_grade=None,
            gunning_fog=None,
            smog_index=None,
            dale_chall=None,
        )

    syllables = polysyllables = difficult = unfamiliar = 0
    for word, times in Counter(words).items():
        # A monstrous token must not stay in memory for the sake of the next article.
        known = remembered if len(word) <= MAX_REMEMBERED_LENGTH else look_up
        word_syllables, easy = known(word)
        syllables += times * word_syllables
        if word_syllables >= _POLYSYLLABLE:
            polysyllables += times
            if not easy:
                difficult += times
        if not easy:
            unfamiliar += times

    sentences = _count_sentences(bare)
    sentence_length = len(words) / sentences
    word_length = syllables / len(words)
    return Readability(
        words=len(words),
        sentences=sentences,
        syllables=syllables,
        flesch_reading_ease=_flesch_reading_ease(sentence_length, word_length),
        flesch_kincaid_grade=_flesch_kincaid_grade(sentence_length, word_length),
        gunning_fog=0.4 * (sentence_length + 100 * difficult / len(words)),
        smog_index=1.043 * sqrt(30 * polysyllables / sentences) + 3.1291,
        dale_chall=_dale_chall(sentence_length, 100 * unfamiliar / len(words)),
    )


def _without(marks: Iterable[str], text: str) -> str:
    for mark in marks:
        if mark in text:
            text = text.replace(mark, "")
    return text


def _count_sentences(bare: str) -> int:
    """Count the stretches of three words or more between full stops, but at least one.

    One or two words make no sentence: so textstat passes over "U.S." and "Mr. Smith".
    """
    return max(1, sum(len(part.split(None, 2)) == 3 for part in _SENTENCE_END.split(bare)))


def _flesch_reading_ease(sentence_length: float, word_length: float) -> float:
    # textstat says 0 where no word has a vowel ("Hmm"), and so do we, here and below.
    if not word_length:
        return 0.0
    return 206.835 - 1.015 * sentence_length - 84.6 * word_length


def _flesch_kincaid_grade(sentence_length: float, word_length: float) -> float:
    if not word_length:
        return 0.0
    return 0.39 * sentence_length + 11.8 * word_length - 15.59


def _dale_chall(sentence_length: float, unfamiliar: float) -> float:
    score = 0.1579 * unfamiliar + 0.0496 * sentence_length
    return score + 3.6365 if unfamiliar > _MANY_UNFAMILIAR else score
