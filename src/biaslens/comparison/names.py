"""Sources across articles: which names mean the same person or body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import attrs

from ..lexicon import Lexicon
from ..model import Attribution, SourceKind
from ..text import fold, tokenize
from ..text.english import BEFORE_NAME
from .model import ComparedSource
from .views import AUTHOR, COUNTED, ArticleView

__all__ = ["Sources", "match_sources", "name_key"]

_KINDS: tuple[SourceKind, ...] = (
    "named_person", "official_body", "organisation", "media", "unnamed", "unspecified",
)  # fmt: skip
_BODIES = frozenset(["official_body", "organisation", "media"])
_SMALL = frozenset(["of", "for", "the", "and", "in", "on", "a", "an", "'s", "-", "so", "called"])
_TITLES = BEFORE_NAME | frozenset(
    """
    president minister secretary general lieutenant major colonel captain commander admiral sergeant
    senator king queen prince princess sheikh imam pope bishop judge mayor governor chancellor
    premier chairman spokesman spokeswoman
    """.split()
)
_OWNERS = frozenset(["the", "a", "an", "its", "their", "our", "his", "her", "my", "your"])
#: Sources that tell nobody apart.
_NOBODY = frozenset(
    """
    i we you he she it they one who which that this these those its his her their author some many
    others people them him us
    """.split()
)

_GLIDE = re.compile("(?<=[aeou])i(?=[aeou])")  # Isayev, Isaev

#: People with one last name; a text with more is no article.
_MOST_BEARERS = 40

Key = tuple[str, ...]


@attrs.frozen(slots=True, eq=False)
class Sources:
    """Who speaks in which article.

    Attributes:
        rows: The sources, those that speak in most articles first.
        fullest: The fullest name in any article, by each name that a report gives.
        of_name: For each full name the names by which the articles call it.
    """

    rows: tuple[ComparedSource, ...]
    fullest: Mapping[str, str]
    of_name: Mapping[str, Collection[str]]


def name_key(name: str) -> Key:
    """The words of a name in the form in which names are compared.

    Titles, articles and what stands in brackets are left out; letters that transliteration changes
    are made one: "Sergey Rudskoy" and "Sergei Rudskoi" have the same key.

    Args:
        name: A name.
    """
    words = [fold(word) for word in tokenize(name.split("(")[0] or name).words]
    kept = [word.rstrip(".") for word in words if word not in _SMALL and word[0].isalnum()]
    while len(kept) > 1 and kept[0] in _TITLES:
        kept.pop(0)
    return tuple(map(_plain, kept))


def _plain(word: str) -> str:
    letters = word.replace("y", "i").replace("kh", "h").replace("ph", "f").replace("ou", "u")
    letters = _GLIDE.sub("", letters)
    return "".join(
        letter
        for at, letter in enumerate(letters)
        if at == 0 or letter != letters[at - 1] or letter.isdigit()
    )


def match_sources(views: Sequence[ArticleView], lexicon: Lexicon) -> Sources:
    """Match the sources of several articles.

    Persons are the same when their last names are and their first names do not differ; bodies when
    one name is the other, or its end, or stands for it as an acronym. Where two full names would
    fit a short one, it is left by itself.

    Args:
        views: The articles.
        lexicon: Its source nouns tell which sources without a name are somebody ("residents").
    """
    nouns = {
        form
        for entry in lexicon.section("sources")
        if entry.pos == "noun"
        for form in (entry.term, *entry.variants)
    }
    counts: dict[tuple[Key, bool], Counter[int]] = {}
    spellings: dict[tuple[Key, bool], Counter[str]] = {}
    kinds: dict[tuple[Key, bool], Counter[SourceKind]] = {}
    for view in views:
        for attribution in view.report.attributions:
            if attribution.zone not in COUNTED or attribution.source is None:
                continue
            name, named = _called(view, attribution, nouns)
            key = name_key(name)
            if not key:
                continue
            place = key, named
            counts.setdefault(place, Counter())[view.number] += 1
            spellings.setdefault(place, Counter())[name] += 1
            kinds.setdefault(place, Counter())[attribution.source_kind] += 1
    groups = _grouped({place: _kind(found) for place, found in kinds.items()}, spellings)
    rows = []
    fullest: dict[str, str] = {}
    of_name: dict[str, Collection[str]] = {}
    for group in groups:
        names: Counter[str] = Counter()
        told: Counter[int] = Counter()
        of_kind: Counter[SourceKind] = Counter()
        for place in group:
            names.update(spellings[place])
            told.update(counts[place])
            of_kind.update(kinds[place])
        kind = _kind(of_kind)
        full = max(
            names,
            key=lambda name: (
                len(name_key(name)), name != name.lower(), sum(map(len, name_key(name))),
                names[name], name,
            ),
        )  # fmt: skip
        if kind == "named_person":
            full = _untitled(full)
        rows.append(
            ComparedSource(
                full, kind, tuple(told[view.number] for view in views),
                tuple(sorted(names)),
            )
        )  # fmt: skip
        if group[0][1]:
            fullest.update(dict.fromkeys(names, full))
            of_name[full] = tuple(sorted(names))
    rows.sort(
        key=lambda row: (
            _KINDS.index(row.kind) > 3, len(row.missing), -row.total, _KINDS.index(row.kind),
            row.name,
        )
    )  # fmt: skip
    return Sources(tuple(rows), fullest, of_name)


def _untitled(name: str) -> str:
    """A person's name without what comes before it: "Interior Minister Pavel Dorn"."""
    words = name.split()
    titles = [at for at, word in enumerate(words) if word.lower().rstrip(".") in _TITLES]
    behind = words[titles[-1] + 1 :] if titles else []
    return " ".join(behind) if len(behind) > 1 else name


def _called(
    view: ArticleView, attribution: Attribution, nouns: Collection[str]
) -> tuple[str, bool]:
    """How a source is called, and whether that is its name; empty where it tells nobody apart."""
    speaker, source, kind = attribution.speaker, attribution.source, attribution.source_kind
    if speaker == AUTHOR or source is None:
        return "", False
    if speaker is not None:
        words = speaker.split()
        while len(words) > 1 and words[0].lower() in _OWNERS:
            words.pop(0)
        if kind != "unnamed" and any(word[0].isupper() for word in words):
            return speaker, True
        titled = words[0].lower().rpartition("-")[2] in _TITLES and len(words) > 1
        if kind == "unnamed" and titled and "’s" not in speaker:
            return speaker, True  # "Lieutenant-General rudskoy"
        if kind in _BODIES:
            return " ".join(words).lower(), False
    first, last = view.tokens_of(source.spans[0])
    group = view.syntax.reading.noun_group(first) if first < last else None
    head = min(group[1], last) - 1 if group is not None else last - 1
    words = view.syntax.document.tokens.words
    word = _singular(words[head].lower()) if first <= head < last else ""
    if word not in nouns or word in _NOBODY:
        return "", False
    if kind in _BODIES:
        # "The interior ministry" is no name, and tells more than "ministry".
        before = [each.lower() for each in words[max(first, group[0] if group else head) : head]]
        while before and (before[0] in _OWNERS or before[0] in _SMALL):
            before.pop(0)
        word = " ".join([*before, word]) if all(map(str.isalpha, before)) else word
    return word, False


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def _kind(kinds: Mapping[SourceKind, int]) -> SourceKind:
    """The most frequent kind; one that says who speaks goes before one that does not."""
    return min(kinds, key=lambda kind: (_KINDS.index(kind) > 3, -kinds[kind], _KINDS.index(kind)))


def _grouped(
    kinds: Mapping[tuple[Key, bool], SourceKind],
    spellings: Mapping[tuple[Key, bool], Mapping[str, int]],
) -> list[list[tuple[Key, bool]]]:
    """Bring together the names that mean the same, the fullest of each first."""
    groups: list[list[tuple[Key, bool]]] = []
    by_word: dict[str, list[int]] = {}
    by_acronym: dict[str, list[int]] = {}
    for place in sorted(kinds, key=lambda place: (not place[1], -len(place[0]), place[0])):
        key, named = place
        fitting: list[int] = []
        if not named and kinds[place] in _BODIES:
            fitting = [
                number
                for number in by_word.get(key[-1], ())[:_MOST_BEARERS]
                if groups[number][0][0] == key and kinds[groups[number][0]] in _BODIES
            ]
        elif named:
            fitting = [
                number
                for number in by_word.get(key[-1], ())[:_MOST_BEARERS]
                if _same(groups[number][0][0], kinds[groups[number][0]], key, kinds[place])
            ]
            if not fitting and len(key) == 1:
                fitting = by_acronym.get(key[0], [])
        if len(fitting) == 1:
            groups[fitting[0]].append(place)
            continue
        groups.append([place])
        if named:
            for word in set(key) if kinds[place] in _BODIES else (key[-1],):
                by_word.setdefault(word, []).append(len(groups) - 1)
            for acronym in _acronyms(key, spellings[place]):
                by_acronym.setdefault(acronym, []).append(len(groups) - 1)
    return groups


def _same(full: Key, kind: SourceKind, short: Key, other: SourceKind) -> bool:
    """Whether two names mean the same; the first is the longer, and has the last word of both."""
    if kind in _BODIES and other in _BODIES:
        end = full[-len(short) :] == short and (len(short) > 1 or len(full) == 1)
        return end or frozenset(full) == frozenset(short)
    if kind in _BODIES or other in _BODIES:
        return full == short
    if len(short) == 1:
        return True
    initials = short[0][0] == full[0][0] and 1 in (len(short[0]), len(full[0]))
    return all(word in full or (at == 0 and initials) for at, word in enumerate(short[:-1]))


def _acronyms(key: Key, spellings: Mapping[str, int]) -> set[str]:
    """What a name of several words is shortened to: its initials, and what stands in brackets."""
    found = {"".join(word[0] for word in key)} if len(key) > 1 else set()
    for name in spellings:
        bracket = name.partition("(")[2].partition(")")[0].strip()
        if bracket.isupper():
            found.add(_plain(fold(bracket)))
    return {acronym for acronym in found if len(acronym) > 1}
