"""The people and groups that several articles name, and how each speaks of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from ..layers.sentiment import SentimentScorer
from ..layers.toward import mentions_of, toward_name
from ..text import tokenize
from .model import Target, TargetView
from .names import Key, Sources, name_key
from .views import ArticleView

__all__ = ["find_targets"]

#: Names behind these are mostly places.
_AT = frozenset(["in", "at", "near", "from", "to", "across", "around", "outside", "inside", "into"])
_DATES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december
    """.split()
)
_LEAST_MENTIONS = 3
#: How many names are looked for in all articles, and how many spellings of each.
_MOST_TRIED, _MOST_SPELLINGS = 60, 8


def find_targets(
    views: Sequence[ArticleView], sources: Sources, scorer: SentimentScorer, most: int
) -> tuple[Target, ...]:
    """Choose the people and groups that several articles name, and tell how each speaks of them.

    Sources with a name count, and other names of two or more words, or in capitals, that stand
    three times or more and not mostly as places ("in …").

    Args:
        views: The articles.
        sources: Their sources.
        scorer: The sentiment scorer of their lexicon.
        most: How many to tell of; those in most articles, then with most mentions, go first.
    """
    named = {
        row.name: row.spellings for row in sources.rows[:_MOST_TRIED] if row.name in sources.of_name
    }
    known = {
        frozenset(name_key(spelling)): name
        for name, spellings in named.items()
        for spelling in spellings
    }
    surnames = {name_key(spelling)[-1:] for found in named.values() for spelling in found}
    others = sorted(_other_names(views).items(), key=lambda item: (-item[1].total(), item[0]))
    for key, names in others[:_MOST_TRIED]:
        full = known.get(frozenset(key))
        if full is not None:
            # "Defence Ministry" is the Ministry of Defence.
            named[full] = tuple(sorted({*named[full], *names}))
        elif key[-1:] not in surnames and names.total() >= _LEAST_MENTIONS:
            named.setdefault(max(names, key=lambda name: (names[name], name)), tuple(sorted(names)))
    words = [set(view.syntax.keys) for view in views]
    found = []
    for name, spellings in named.items():
        spellings = spellings[:_MOST_SPELLINGS]
        places = [_mentions(view, spellings, keys) for view, keys in zip(views, words, strict=True)]
        if sum(map(bool, places)) > 1:
            found.append((sum(map(bool, places)), sum(map(len, places)), name, spellings, places))
    found.sort(key=lambda row: (-row[0], -row[1], row[2]))
    targets = []
    for _, _, name, spellings, places in found[:most]:
        told = [
            _view(view, scorer, spellings, mentions)
            for view, mentions in zip(views, places, strict=True)
        ]
        targets.append(Target(name, tuple(told)))
    return tuple(targets)


def _view(
    view: ArticleView,
    scorer: SentimentScorer,
    spellings: Sequence[str],
    mentions: Sequence[tuple[int, int]],
) -> TargetView | None:
    if not mentions:
        return None
    document = view.syntax.document
    offsets = [document.slice(first, last) for first, last in mentions]
    # Nobody is called by this, so that only the mentions given count: those in title and body.
    found = toward_name(view.syntax, scorer, _UNHEARD_OF, offsets)
    return TargetView(found.label, found.score, len(mentions))


_UNHEARD_OF = "\N{OBJECT REPLACEMENT CHARACTER}"


def _mentions(
    view: ArticleView, spellings: Sequence[str], keys: Collection[str]
) -> list[tuple[int, int]]:
    """Tokens where somebody is named in title or body, or speaks under another name."""
    found: set[tuple[int, int]] = set()
    for spelling in spellings:
        if tokenize(spelling).keys[-1] in keys:
            found.update(mentions_of(view.syntax, spelling))
    wanted = set(spellings)
    for attribution in view.report.attributions:
        if attribution.speaker in wanted and attribution.source is not None:
            span = attribution.source.spans[0]
            first, last = view.tokens_of(span)
            if first < last:
                found.add((first, last))
    kept: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if view.counted[first] and (not kept or first >= kept[-1][1]):
            kept.append((first, last))
    return kept


def _other_names(views: Sequence[ArticleView]) -> dict[Key, Counter[str]]:
    """Names of people and groups that do not speak, by their keys, as the articles write them."""
    names: dict[Key, Counter[str]] = {}
    places: Counter[Key] = Counter()
    for view in views:
        letters, words = view.syntax.letters, view.syntax.document.tokens.words
        at = 0
        while at < len(words):
            if letters[at] != "P" or not view.counted[at] or not words[at][0].isupper():
                at += 1
                continue
            end = at + 1
            while end < len(words) and letters[end] == "P" and words[end][0].isupper():
                end += 1
            name = " ".join(words[at:end])
            key = name_key(name)
            dated = not _DATES.isdisjoint(map(str.lower, words[at:end]))
            if _is_name(key, name) and not dated and not _is_part(view, at, end):
                names.setdefault(key, Counter())[name] += 1
                before = view.syntax.keys[at - 1] if at else ""
                if before == "the" and at > 1:
                    before = view.syntax.keys[at - 2]
                places[key] += before in _AT
            at = end
    return {
        key: found
        for key, found in names.items()
        if 2 * places[key] < found.total()
    }


def _is_part(view: ArticleView, first: int, last: int) -> bool:
    """Whether a run of names is only a part of one: "Su-24", "the Russian Aerospace Force"."""
    words, keys = view.syntax.document.tokens.words, view.syntax.keys
    if "-" in (keys[first - 1] if first else "", keys[last] if last < len(keys) else ""):
        return True
    return first > 0 and view.syntax.letters[first - 1] == "J" and words[first - 1][0].isupper()


def _is_name(key: Key, name: str) -> bool:
    return len(key) > 1 or (name.isupper() and 2 < len(name) < 8)
