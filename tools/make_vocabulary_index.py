"""Writes the pages of docs/vocabulary: the built-in vocabulary, to be read through.

    python tools/make_vocabulary_index.py          # write the pages
    python tools/make_vocabulary_index.py --check  # say which are not up to date

The pages come from the lexicons alone; after a change of one of these they are written anew.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from biaslens.lexicon import Lexicon
from biaslens.lexicon.schema import (
    HEDGES,
    SOURCE_KINDS,
    STANCES,
    AttributionEntry,
    Entry,
    HedgeEntry,
    LoadedEntry,
    SentimentEntry,
    SourceEntry,
    TowardEntry,
)

_EntryT = TypeVar("_EntryT", bound=Entry)

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "vocabulary"

# The categories of loaded terms, with the heading of their page.
_LOADED = {
    "terrorism": "Terrorism",
    "conflict": "War and conflict",
    "territory": "Territory",
    "protest": "Protest and policing",
    "migration": "Migration",
    "politics": "Elections and politics",
    "economy": "Economy and taxes",
    "gender": "Abortion, gender and sexuality",
    "race": "Race",
    "religion": "Religion",
    "climate": "Climate and energy",
    "health": "Health and drugs",
    "crime": "Crime and justice",
    "state": "States and foreign policy",
    "media": "Media",
    "technology": "Technology",
    "israel-palestine": "Israel and Palestine",
    "russia-ukraine": "Russia and Ukraine",
    "china": "China",
    "evaluation": "Words that judge",
    "intensifier": "Intensifiers",
    "dramatic": "Dramatic verbs",
    "metaphor": "Metaphors",
    "euphemism": "Euphemisms",
    "dysphemism": "Dysphemisms",
    "presupposition": "Words that presuppose",
    "sneer": "Sneer words",
}
_HEDGES = {
    "epistemic": "what may be so",
    "evidential": "what others are said to report",
    "doxastic": "what somebody takes to be so",
    "investigation": "what is not yet settled",
    "vagueness": "who, or how much, is left open",
}
_GUIDES = {
    "AP": r"\bthe AP\b",
    "BBC": r"\bBBC\b",
    "Ethical Journalism Network": r"Ethical Journalism Network|\bEJN\b",
    "Guardian": r"\bthe Guardian\b",
    "Reuters": r"\bReuters\b",
}
_MADE = "<!-- Written by tools/make_vocabulary_index.py from the lexicons; change those. -->\n\n"
#: So many wordings of a term are shown; its entry has them all.
_MOST_WORDINGS = 8
_STRENGTHS = {1: "a tinge", 2: "", 3: "a slur or slogan"}


def pages(lexicon: Lexicon) -> dict[str, str]:
    """Return the text of every page by its file name.

    Args:
        lexicon: The built-in lexicon.
    """
    loaded = [
        entry
        for entry in lexicon.section("loaded")
        if isinstance(entry, LoadedEntry) and not entry.shield
    ]
    by_category: dict[str, list[LoadedEntry]] = defaultdict(list)
    for entry in loaded:
        by_category[entry.category or ""].append(entry)
    made: dict[str, str] = {}
    for category, entries in sorted(by_category.items()):
        title = _LOADED.get(category, category.capitalize())
        made[f"loaded-{category}.md"] = _loaded_page(title, category, entries)
    made["contrast.md"] = _contrast_page(loaded)
    made["guides.md"] = _guides_page(loaded)
    made["hedges.md"] = _hedges_page(lexicon.section("hedges"))
    made["attribution.md"] = _attribution_page(lexicon.section("attribution"))
    made["sources.md"] = _sources_page(lexicon.section("sources"))
    made["sentiment.md"] = _sentiment_page(lexicon.section("sentiment"))
    made["toward.md"] = _toward_page(lexicon.section("toward"))
    made["index.md"] = _index_page(by_category, lexicon)
    return made


# --- pages ----------------------------------------------------------------------------------------


def _loaded_page(title: str, category: str, entries: Iterable[LoadedEntry]) -> str:
    rows = [
        (
            _wordings(entry),
            _plain(", ".join(entry.neutral)),
            _interests(entry),
            _plain(_with_strength(entry)),
        )
        for entry in _sorted(entries)
    ]
    intro = f"Loaded terms of the category `{category}`: {len(rows)} entries."
    return _page(title, intro, _table(("term", "neutral", "whom it serves", "why"), rows))


def _contrast_page(entries: Iterable[LoadedEntry]) -> str:
    sets: dict[str, list[LoadedEntry]] = defaultdict(list)
    for entry in entries:
        if entry.contrast:
            sets[entry.contrast].append(entry)
    rows = []
    for name, members in sorted(sets.items()):
        neutral = dict.fromkeys(word for entry in members for word in entry.neutral)
        sides = [
            _escape(entry.term) + (f" ({_plain(_interests(entry))})" if _interests(entry) else "")
            for entry in _sorted(members)
        ]
        rows.append((_escape(name), "; ".join(sides), _plain(", ".join(neutral))))
    intro = (
        f"Rival words for one thing, side by side: {len(rows)} sets. `compare` lines up which of "
        "them each of several reports uses."
    )
    return _page(
        "Contrast sets", intro, _table(("set", "rival words (whom they serve)", "neutral"), rows)
    )


def _guides_page(entries: Iterable[LoadedEntry]) -> str:
    rows = [
        (guide, _escape(entry.term), _plain(", ".join(entry.neutral)), _plain(entry.note or ""))
        for guide, pattern in sorted(_GUIDES.items())
        for entry in _sorted(entries)
        if re.search(pattern, entry.note or "")
    ]
    intro = (
        "Words that a newsroom's guide speaks of, as the notes of their entries tell. The guides "
        "change; theirs is the last word."
    )
    return _page("Style guides", intro, _table(("guide", "term", "neutral", "why"), rows))


def _hedges_page(entries: Sequence[Entry]) -> str:
    found = [e for e in entries if isinstance(e, HedgeEntry) and not e.shield]
    parts = []
    for kind in HEDGES:
        rows = [
            (_wordings(e), _plain(e.note or ""), _plain(e.examples.hit[0].text))
            for e in _sorted(found)
            if isinstance(e, HedgeEntry) and e.category == kind
        ]
        title = f"## {kind.capitalize()}: {_HEDGES[kind]} ({len(rows)})\n\n"
        parts.append(title + _table(("term", "why", "as in"), rows))
    intro = f"Words that hold back from full commitment, by kind: {len(found)} entries."
    return _page("Hedges", intro, "\n".join(parts))


def _attribution_page(entries: Sequence[Entry]) -> str:
    found = [e for e in entries if isinstance(e, AttributionEntry) and not e.shield]
    parts = []
    for stance in STANCES:
        rows = [
            (_wordings(e), e.pos, ", ".join(f"`{frame}`" for frame in e.frames), e.implies)
            for e in _sorted(found)
            if isinstance(e, AttributionEntry) and e.stance == stance
        ]
        if rows:
            title = f"## The source {stance} ({len(rows)})\n\n"
            parts.append(title + _table(("cue", "class", "takes", "implies"), rows))
    intro = (
        f"Cues: words that tie what is said to who says it. {len(found)} entries. What the frames "
        "mean stands in [](../lexicon.md)."
    )
    return _page("Cues of attribution", intro, "\n".join(parts))


def _sources_page(entries: Sequence[Entry]) -> str:
    found = [e for e in entries if isinstance(e, SourceEntry) and not e.shield]
    parts = []
    for kind in SOURCE_KINDS:
        terms = [
            _escape(e.term) + (f" (→ {_escape(e.refers_to)})" if e.refers_to else "")
            for e in _sorted(found)
            if isinstance(e, SourceEntry) and e.kind == kind
        ]
        if terms:
            parts.append(f"## `{kind}` ({len(terms)})\n\n{_lines(terms)}\n")
    intro = f"Who is behind what is said: names and nouns of sources, {len(found)} entries."
    return _page("Sources", intro, "\n".join(parts))


def _sentiment_page(entries: Sequence[Entry]) -> str:
    found = [e for e in entries if isinstance(e, SentimentEntry) and not e.shield]
    by_valence: dict[float, list[str]] = defaultdict(list)
    for entry in _sorted(found):
        if isinstance(entry, SentimentEntry):
            by_valence[entry.valence].extend(map(_escape, (entry.term, *entry.variants)))
    parts = [
        f"## {_signed(valence)} ({len(terms)})\n\n{_lines(terms)}\n"
        for valence, terms in sorted(by_valence.items())
    ]
    intro = (
        f"Valences put in the place of VADER's: {len(found)} entries. 0 says that a word is what "
        "the news is about, not what the writer feels."
    )
    return _page("Valences for VADER", intro, "\n".join(parts))


def _toward_page(entries: Sequence[Entry]) -> str:
    rows = [
        (_wordings(e), e.pos, _signed(e.subject), _signed(e.object))
        for e in _sorted(entries)
        if isinstance(e, TowardEntry) and not e.shield
    ]
    intro = (
        f"What a word says of the one who does, is or has it (*subject*), and of the one it is "
        f"done to or directed at (*object*): {len(rows)} classes of words."
    )
    return _page(
        "Who does what to whom", intro, _table(("words", "class", "subject", "object"), rows)
    )


def _index_page(by_category: dict[str, list[LoadedEntry]], lexicon: Lexicon) -> str:
    order = [name for name in _LOADED if name in by_category]
    order += sorted(by_category.keys() - _LOADED.keys())
    rows = [
        (
            f"[{_LOADED.get(name, name.capitalize())}](loaded-{name}.md)",
            f"`{name}`",
            str(len(by_category[name])),
        )
        for name in order
    ]
    total = sum(map(len, by_category.values()))
    shields = sum(entry.shield for entry in lexicon.section("loaded"))
    others = ("hedges", "attribution", "sources", "sentiment", "toward", "contrast", "guides")
    intro = (
        "What biaslens looks for out of the box, to be read through and argued with. How to change "
        "it stands in [](../lexicon.md)."
    )
    body = (
        f"## Loaded terms\n\n{total} entries, and {shields} that keep names and plain senses from "
        "matching. [Contrast sets](contrast.md) put rival words side by side, and\n"
        "[some words](guides.md) are there because a newsroom's guide speaks of them.\n\n"
        + _table(("domain or device", "category", "entries"), rows)
        + "\n## The other sections\n\n"
        "- [Hedges](hedges.md)\n"
        "- [Cues of attribution](attribution.md)\n"
        "- [Sources](sources.md)\n"
        "- [Valences for VADER](sentiment.md)\n"
        "- [Who does what to whom](toward.md)\n\n"
        "```{toctree}\n:hidden:\n\n"
        + "".join(f"loaded-{name}\n" for name in order)
        + "".join(f"{name}\n" for name in others)
        + "```\n"
    )
    return _page("The vocabulary", intro, body)


# --- parts ----------------------------------------------------------------------------------------


def _page(title: str, intro: str, body: str) -> str:
    return f"{_MADE}# {title}\n\n{intro}\n\n{body.rstrip()}\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _lines(terms: Sequence[str]) -> str:
    """Terms by their first letter, a paragraph for each, so that a change touches one line."""
    letters: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        letters[term.lstrip("\\")[:1].upper()].append(term)
    return "\n\n".join(", ".join(group) for group in letters.values())


def _sorted(entries: Iterable[_EntryT]) -> list[_EntryT]:
    return sorted(entries, key=lambda entry: (entry.term.casefold(), entry.id))


def _wordings(entry: Entry) -> str:
    """The term, and its other wordings behind it in brackets."""
    more = entry.variants[:_MOST_WORDINGS]
    rest = len(entry.variants) - len(more)
    if not more:
        return f"**{_escape(entry.term)}**"
    tail = f" and {rest} more" if rest else ""
    return f"**{_escape(entry.term)}** ({_plain(', '.join(more))}{tail})"


def _interests(entry: LoadedEntry) -> str:
    said = []
    if entry.favours:
        said.append(f"for {_escape(entry.favours)}")
    if entry.hurts:
        said.append(f"against {_escape(entry.hurts)}")
    return ", ".join(said)


def _with_strength(entry: LoadedEntry) -> str:
    strength = _STRENGTHS.get(entry.strength, "")
    note = entry.note or ""
    return f"{note} ({strength})" if strength else note


def _signed(number: float | None) -> str:
    return "" if number is None else f"{number:+g}" if number else "0"


def _escape(text: str) -> str:
    """A text as Markdown shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def _plain(text: str) -> str:
    return text if "\\" in text else _escape(text)


def main() -> None:
    """Write the pages, or say which of them are not up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args()
    made = pages(Lexicon.builtin())
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    stale = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
    if args.check:
        sys.exit(f"not up to date: {', '.join(stale)}" if stale else 0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        path = FOLDER / name
        if name in made:
            path.write_text(made[name], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    size = sum(len(text.encode()) for text in made.values())
    print(f"{FOLDER}: {len(made)} pages, {size / 1e6:.2f} MB, {len(stale)} of them written")


if __name__ == "__main__":
    main()
