"""Sentiment of sentences, and of an article by voice: VADER with the lexicon's news valences.

VADER (Hutto & Gilbert 2014, "VADER: A parsimonious rule-based model for sentiment analysis of
social media text") sums the valences of the words it knows, changed by the three words before each.
Only those few words are given to VADER here, each with its neighbours, which gives VADER's own
result in a fraction of its time and in time linear in the text.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import compress

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    C_INCR,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
    normalize,
)

from ..lexicon.forms import surface_forms
from ..lexicon.matcher import Matcher
from ..lexicon.schema import Entry
from ..model import ArticleSentiment, Sentiment, Voice

__all__ = ["SentimentScorer"]

#: No sentence of news is longer; what is longer is scored in pieces of so many words.
_LONGEST = 400
#: What VADER takes away at the edges of words.
_MARKS = string.punctuation
#: How many words before and behind a word VADER looks at.
_BEFORE, _BEHIND = 3, 2
_VOICES: tuple[Voice, ...] = ("author", "source", "scare_quote")
_NOTHING = Sentiment(0.0, 0.0, 0.0, 0.0)
_NEUTRAL = Sentiment(0.0, 0.0, 1.0, 0.0)
# VADER knows the marks of ASCII alone: “brutal” and isn’t would be strange words to it.
_PLAIN_MARKS = (
    *dict.fromkeys("‘’‚‛ʼ＇`", "'").items(),
    *dict.fromkeys("“”„‟«»＂", '"').items(),
    *dict.fromkeys("—–", " - ").items(),
    ("…", "..."),
)

# Only next to one of these can VADER's rules for boosters, negation and idioms apply. Of an idiom
# its longest word will do.
_CHANGERS = frozenset(
    [max(phrase.split(), key=len) for phrase in (*BOOSTER_DICT, *SPECIAL_CASES)]
    + [*NEGATE, "no", "least", "this"]
)


class _Window:
    """Some words of a sentence, as VADER's methods expect them."""

    __slots__ = ("is_cap_diff", "words_and_emoticons")

    def __init__(self, words: list[str], is_cap_diff: bool) -> None:
        self.words_and_emoticons = words
        self.is_cap_diff = is_cap_diff


@lru_cache(maxsize=1)
def _vader_tables() -> tuple[dict[str, float], dict[str, str]]:
    """VADER's valences and its names of emoji, read once; never changed."""
    analyzer = SentimentIntensityAnalyzer()
    return analyzer.lexicon, analyzer.emojis


class SentimentScorer:
    """Scores sentences as VADER does, with a lexicon's valences put in.

    Without entries every score is VADER's own to the last digit (for sentences up to 400 words).
    With entries, typographic quotation marks, apostrophes and dashes are read as their plain forms,
    and a term of several words counts as one word. As VADER looks at words alone, neither the word
    class of an entry nor its conditions (``before``, ``case`` and the like) are checked.

    Args:
        entries: Entries of the section ``sentiment``: each has a ``valence`` from −4 to 4.
        toward: Entries of the section ``toward``, for :mod:`biaslens.layers.toward`, or a matcher
            of them.

    Attributes:
        roles: Finds the terms of the entries in ``toward``; ``None`` when there are none.
    """

    __slots__ = ("_entries", "_lexicon", "_news", "_phrases", "_vader", "roles")

    def __init__(
        self, entries: Iterable[Entry] = (), toward: Iterable[Entry] | Matcher = ()
    ) -> None:
        found = toward if isinstance(toward, Matcher) else tuple(toward)
        self._entries = tuple(entries), found
        self._vader = _analyzer()
        self._lexicon: dict[str, float] = self._vader.lexicon
        self._news: set[str] = set()
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for entry in self._entries[0]:
            self._add(entry)
        for phrases in self._phrases.values():
            phrases.sort(key=len, reverse=True)
        # A matcher is handed over as it is: one of the built-in lexicon costs nothing until used.
        if isinstance(found, Matcher):
            self.roles: Matcher | None = found
        else:
            self.roles = Matcher(found) if found else None

    def _add(self, entry: Entry) -> None:
        """Put all forms of an entry into VADER's lexicon."""
        valence = float(getattr(entry, "valence", 0.0))
        for form in surface_forms(entry):
            for tokens in (form.keys, form.written):
                spaced = _joined(tokens)
                for words in {spaced, spaced.replace(" ", "-")}:
                    lower = words.lower()
                    if lower in self._news:
                        continue
                    self._news.add(lower)
                    self._lexicon[lower] = valence
                    first, *rest = lower.split()
                    if rest:
                        self._phrases.setdefault(first, []).append((first, *rest))

    def __reduce__(self) -> tuple[object, ...]:
        return SentimentScorer, self._entries

    def valence(self, word: str) -> float:
        """Return the valence of a lower-case word, 0 for one without."""
        return self._lexicon.get(word, 0.0)

    # --- one sentence ---------------------------------------------------------------------------

    def score(self, text: str) -> Sentiment:
        """Score a sentence.

        Args:
            text: Any string; more than 400 words are scored in pieces, each weighted by its words.

        Returns:
            VADER's four scores, rounded as VADER rounds them; all zero for a text without words.
        """
        if not text.isascii():
            if self._news:
                text = _plain(text)
            if not text.isascii():
                text = self._without_emoji(text)
        raw = text.split()
        if not raw:
            return _NOTHING
        lower = text.lower()
        if len(lower) == len(text):
            keys = [key if len(key := word.strip(_MARKS)) > 2 else word for word in lower.split()]
        else:  # the lower case of "İ" is two characters long
            keys = [_bare(word).lower() for word in raw]
        phrases = self._phrases and not self._phrases.keys().isdisjoint(keys)
        if not phrases and self._lexicon.keys().isdisjoint(keys):
            return _NEUTRAL
        words = raw
        if phrases:
            words, keys = self._join_phrases(raw, list(map(_bare, raw)), keys)
            if self._lexicon.keys().isdisjoint(keys):
                return _NEUTRAL
        if len(words) <= _LONGEST:
            return self._score(text, words, keys)
        pieces = range(0, len(words), _LONGEST)
        parts = [
            (
                self._score("", words[at : at + _LONGEST], keys[at : at + _LONGEST]),
                min(_LONGEST, len(words) - at),
            )
            for at in pieces
        ]
        return _mean(parts)

    def _without_emoji(self, text: str) -> str:
        """Write emoji out as VADER does: by their names, each parted from what stands before."""
        emojis = self._vader.emojis
        if emojis.keys().isdisjoint(text):
            return text
        parts: list[str] = []
        after_space = True
        for character in text:
            name = emojis.get(character)
            if name is None:
                parts.append(character)
                after_space = character == " "
            else:
                parts.append(name if after_space else " " + name)
                after_space = False
        return "".join(parts)

    def _join_phrases(
        self, raw: list[str], words: list[str], keys: list[str]
    ) -> tuple[list[str], list[str]]:
        """Make one word of each term of several words; the longest term wins."""
        joined_words: list[str] = []
        joined_keys: list[str] = []
        count = len(keys)
        at = 0
        while at < count:
            end = at + 1
            for phrase in self._phrases.get(keys[at], ()):
                to = at + len(phrase)
                # A comma or full stop within parts what would be a term.
                if tuple(keys[at:to]) == phrase and all(
                    raw[i][-1:].isalnum() for i in range(at, to - 1)
                ):
                    end = to
                    break
            joined_words.append(" ".join(words[at:end]) if end > at + 1 else words[at])
            joined_keys.append(" ".join(keys[at:end]) if end > at + 1 else keys[at])
            at = end
        return joined_words, joined_keys

    def _score(self, text: str, words: list[str], keys: list[str]) -> Sentiment:
        """Score words as VADER's ``polarity_scores`` does; ``text`` tells the ! and ? alone."""
        lexicon = self._lexicon
        count = len(words)
        known = compress(range(count), map(lexicon.__contains__, keys))
        hits = [i for i in known if keys[i] not in BOOSTER_DICT]
        sentiments: list[float] = [0] * count
        capitals = 0 < sum(map(str.isupper, words)) < count  # some words, but not all
        for i in hits:
            key = keys[i]
            begin = max(0, i - _BEFORE)
            around = keys[begin : i + _BEHIND + 1]
            if _CHANGERS.isdisjoint(around) and "n't" not in " ".join(around):
                valence = lexicon[key]
                if capitals and words[i].isupper():
                    valence += C_INCR if valence > 0 else -C_INCR
            elif key == "kind" and keys[i + 1 : i + 2] == ["of"]:
                continue
            else:
                near = list(map(_bare, words[begin : i + _BEHIND + 1]))
                at = i - begin
                window = _Window(near, capitals)
                valence = self._vader.sentiment_valence(0, window, near[at], at, [])[0]
            sentiments[i] = valence
        if "but" in keys:
            _weigh_but(sentiments, keys.index("but"), hits)
        return self._summed([sentiments[i] for i in hits], count, text)

    def _summed(self, valences: list[float], count: int, text: str) -> Sentiment:
        """VADER's ``score_valence`` for ``count`` words of which all but the given have no valence.

        VADER walks over all words one by one, which takes as long as all the rest.
        """
        total = float(sum(valences))
        emphasis = self._vader._punctuation_emphasis(text)
        if total > 0:
            total += emphasis
        elif total < 0:
            total -= emphasis
        positive = negative = 0.0
        neutral = count
        for valence in valences:
            if valence:
                neutral -= 1
                if valence > 0:
                    positive += valence + 1
                else:
                    negative -= valence - 1
        if positive > negative:
            positive += emphasis
        elif positive < negative:
            negative += emphasis
        weight = positive + negative + neutral
        return Sentiment(
            round(normalize(total), 4),
            round(negative / weight, 3),
            round(neutral / weight, 3),
            round(positive / weight, 3),
        )

    # --- an article -----------------------------------------------------------------------------

    def article(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        starts: Sequence[int],
        ends: Sequence[int],
        voices: Sequence[Voice],
        scored: Sequence[Sentiment] | None = None,
    ) -> ArticleSentiment:
        """Score an article as a whole and by voice.

        A sentence that is partly the author's and partly a source's is scored in its parts.

        Args:
            text: The text.
            sentences: Half-open token ranges of the sentences that count (title and body).
            starts: Offset of each token's first character.
            ends: Offset behind each token's last character.
            voices: Whose words each token is.
            scored: The sentences' sentiments, where they are known already.

        Returns:
            Means over the sentences or their parts, weighted by their words; all zero for a voice
            that nobody speaks with.
        """
        overall: list[tuple[Sentiment, int]] = []
        by_voice: dict[Voice, list[tuple[Sentiment, int]]] = {voice: [] for voice in _VOICES}
        for number, (first, last) in enumerate(sentences):
            if first >= last:
                continue
            sentence = text[starts[first] : ends[last - 1]]
            whole = scored[number] if scored is not None else self.score(sentence)
            words = len(sentence.split())
            overall.append((whole, words))
            own = voices[first]
            if voices[first:last].count(own) == last - first:
                by_voice[own].append((whole, words))
                continue
            for voice, part in _parts(text, first, last, starts, ends, voices).items():
                by_voice[voice].append((self.score(part), len(part.split())))
        return ArticleSentiment(_mean(overall), *(_mean(by_voice[voice]) for voice in _VOICES))


def _analyzer() -> SentimentIntensityAnalyzer:
    """An analyzer with a lexicon of its own; the package's files are read once in a process."""
    valences, emojis = _vader_tables()
    analyzer = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    analyzer.lexicon = dict(valences)
    analyzer.emojis = emojis
    return analyzer


def _plain(text: str) -> str:
    """Write typographic marks as the marks of ASCII; none of them is an emoji."""
    for mark, plain in _PLAIN_MARKS:
        if mark in text:
            text = text.replace(mark, plain)
    return text


def _bare(word: str) -> str:
    """A word without its punctuation; VADER takes what then is too short for an emoticon.

    A term of several words is bare already.
    """
    bare = word.strip(_MARKS)
    return bare if len(bare) > 2 and " " not in word else word


def _joined(tokens: Sequence[str]) -> str:
    """Write tokens as words between spaces: clitics and hyphens join."""
    text = " ".join(tokens)
    for mark in (" '", " ’", " n't", " n’t"):
        text = text.replace(mark, mark.strip())
    return text.replace(" - ", "-").replace("’", "'")


def _weigh_but(sentiments: list[float], but: int, hits: list[int]) -> None:
    """Halve what stands before the first "but" and stress what stands behind it, as VADER does.

    VADER looks each value up by its first occurrence, so that one of two equal values can be
    changed twice; this does the same.
    """
    for i in hits:
        value = sentiments[i]
        if value:
            at = sentiments.index(value)
            if at < but:
                sentiments[at] = value * 0.5
            elif at > but:
                sentiments[at] = value * 1.5


def _parts(
    text: str,
    first: int,
    last: int,
    starts: Sequence[int],
    ends: Sequence[int],
    voices: Sequence[Voice],
) -> dict[Voice, str]:
    """The words of each voice in a sentence; what is interrupted is joined again."""
    parts: dict[Voice, list[str]] = {}
    at = first
    for i in range(first + 1, last + 1):
        if i == last or voices[i] != voices[at]:
            parts.setdefault(voices[at], []).append(text[starts[at] : ends[i - 1]])
            at = i
    return {voice: " ".join(pieces) for voice, pieces in parts.items()}


def _mean(parts: Sequence[tuple[Sentiment, int]]) -> Sentiment:
    """Mean of sentiments, each weighted by its words."""
    words = sum(weight for _, weight in parts)
    if not words:
        return _NOTHING
    return Sentiment(
        round(sum(s.compound * weight for s, weight in parts) / words, 4),
        round(sum(s.negative * weight for s, weight in parts) / words, 3),
        round(sum(s.neutral * weight for s, weight in parts) / words, 3),
        round(sum(s.positive * weight for s, weight in parts) / words, 3),
    )
