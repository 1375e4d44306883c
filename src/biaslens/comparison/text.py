"""A comparison for reading in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..export.styled import Run, display_width, paint, truncate, visible, wrap
from .comparison import Comparison
from .model import Aligned, Claim, Position, Statement, VoiceCounts, Wording

__all__ = ["letter", "render"]

_Line = list[Run]
_MIN_WIDTH = 60
_DIM, _BOLD, _SOURCE, _LOADED = "2", "1", "36", "31"
_NAME = 28
_MOST_SOURCES, _MOST_CLAIMS, _MOST_POSITIONS = 30, 15, 30
_LONGEST = 240
_MARKS = {"author": "", "source": "s", "scare_quote": "q"}


def letter(number: int) -> str:
    """The short name of an article in tables: A to Z, then AA and so on."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def render(comparison: Comparison, *, width: int = 88, color: bool = False) -> str:
    """Write a comparison for reading.

    Args:
        comparison: The comparison.
        width: Columns of a line; never fewer than 60 are used.
        color: Whether to colour with ANSI sequences.

    Returns:
        Lines, each ended by a line feed. Control characters of the articles are replaced.
    """
    width = max(width, _MIN_WIDTH)
    sections = (
        ("", _articles(comparison, width)),
        ("", _figures(comparison, width)),
        ("Who is quoted, and how often", _sources(comparison, width)),
        (
            "Words for the same thing (s: a source’s word, q: at arm’s length, *: takes a side)",
            _wordings(comparison, width),
        ),
        ("Stated as fact by one, attributed by others", _claims(comparison, width)),
        ("Confirmed, denied, not confirmed", _positions(comparison, width)),
        ("Sentiment toward those whom several name (−1 to 1)", _targets(comparison, width)),
    )
    lines: list[_Line] = []
    for heading, section in sections:
        found = list(section)
        if found:
            lines += [[]] if lines else []
            lines += wrap([(heading, _BOLD)], width) if heading else []
            lines += found
    return "".join(paint(line, color).rstrip() + "\n" for line in lines)


def _words(text: str, most: int = _LONGEST) -> str:
    words = " ".join(visible(text).split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _articles(comparison: Comparison, width: int) -> Iterator[_Line]:
    for number, article in enumerate(comparison.articles):
        runs: list[Run] = [(visible(article.label), _BOLD)]
        if article.title:
            runs.append((f" · {_words(article.title)}", ""))
        yield from _hanging(f"{letter(number)}  ", runs, width)


def _figures(comparison: Comparison, width: int) -> Iterator[_Line]:
    articles = comparison.articles
    rows: list[tuple[str, list[str]]] = [
        ("Words", [f"{a.words:,}" for a in articles]),
        ("Attributed", [f"{a.attributed_share:.0%}" for a in articles]),
        ("Attributions", [str(a.attributions) for a in articles]),
        ("Loaded words in 1,000", [f"{a.per_1000(a.loaded.total):.1f}" for a in articles]),
        ("  in the author’s voice", [f"{a.per_1000(a.loaded.author):.1f}" for a in articles]),
        ("Hedges in 1,000", [f"{a.per_1000(a.hedges.total):.1f}" for a in articles]),
        ("  in the author’s voice", [f"{a.per_1000(a.hedges.author):.1f}" for a in articles]),
        ("Sentiment", [_signed(a.sentiment.overall.compound) for a in articles]),
        ("  of the author’s words", [_signed(a.sentiment.author.compound) for a in articles]),
        ("School grade", [_grade(a.readability.flesch_kincaid_grade) for a in articles]),
    ]
    yield from _table(comparison, rows, width, every=True)


def _signed(value: float) -> str:
    return f"{round(value, 2) + 0.0:+.2f}".replace("-", "−")


def _grade(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _table(
    comparison: Comparison,
    rows: Iterable[tuple[str, Sequence[str]]],
    width: int,
    *,
    every: bool = False,
) -> Iterator[_Line]:
    """Yield rows of cells, one for each article; in columns where there is room for them."""
    rows = list(rows)
    names = [letter(number) for number in range(len(comparison.articles))]
    size = max([2, *(display_width(cell) for _, cells in rows for cell in cells)]) + 2
    room = width - _NAME
    columns = size * len(names) <= room
    if columns and rows:
        yield [(" " * _NAME, ""), ("".join(f"{name:>{size}}" for name in names), _DIM)]
    for name, cells in rows:
        lead = truncate(name, _NAME - 1)
        lead += " " * (_NAME - display_width(lead))
        if columns:
            padded = [" " * (size - display_width(cell)) + cell for cell in cells]
            yield [(lead, ""), ("".join(padded), "")]
        else:
            told = [f"{n} {cell}" for n, cell in zip(names, cells, strict=True) if cell or every]
            yield from _hanging(lead, [("  ".join(told), "")], width)


def _hanging(lead: str, runs: Iterable[Run], width: int) -> Iterator[_Line]:
    """Yield wrapped lines beside their lead, with as much space before the further ones."""
    indent = display_width(lead)
    for number, line in enumerate(wrap(runs, width - indent)):
        yield [(" " * indent if number else lead, _DIM if lead.strip() else ""), *line]


def _sources(comparison: Comparison, width: int) -> Iterator[_Line]:
    shown = comparison.sources[:_MOST_SOURCES]
    rows = [
        (
            _words(source.name) + ("" if source.kind != "unnamed" else " (unnamed)"),
            [str(count) if count else "·" for count in source.counts],
        )
        for source in shown
    ]
    yield from _table(comparison, rows, width)
    more = len(comparison.sources) - len(shown)
    if more:
        yield [(f"and {more} more", _DIM)]


def _wordings(comparison: Comparison, width: int) -> Iterator[_Line]:
    for contrast in comparison.contrasts:
        rows = [
            (
                f"  {_words(wording.term)}{' *' if wording.loaded else ''}",
                [_voices(wording, number) for number in range(len(comparison.articles))],
            )
            for wording in contrast.wordings
        ]
        yield [(visible(contrast.name.replace("-", " ")), _SOURCE)]
        yield from _table(comparison, rows, width)


def _voices(wording: Wording, article: int) -> str:
    """Counts by voice: "2 1s" is two in the author's voice and one in a source's."""
    counts = wording.counts(article)
    return _marked(counts) or "·"


def _marked(counts: VoiceCounts) -> str:
    told = (
        ("author", counts.author), ("source", counts.source), ("scare_quote", counts.scare_quote)
    )  # fmt: skip
    return " ".join(f"{count}{_MARKS[voice]}" for voice, count in told if count)


def _claims(comparison: Comparison, width: int) -> Iterator[_Line]:
    for number, claim in enumerate(comparison.claims[:_MOST_CLAIMS]):
        if number:
            yield []
        yield from _claim(claim, width)


def _claim(claim: Claim, width: int) -> Iterator[_Line]:
    stated = claim.stated
    fact: list[Run] = [("states as fact: ", _LOADED), (_words(stated.passage.text), "")]
    yield from _hanging(f"{letter(stated.article)}  ", fact, width)
    for aligned in claim.attributed:
        yield from _aligned(aligned, width, "")


def _aligned(aligned: Aligned, width: int, indent: str) -> Iterator[_Line]:
    statement = aligned.statement
    runs = [*_who(statement), (": ", ""), (_words(statement.passage.text), "")]
    runs.append((f"  ({aligned.score:.2f}: {', '.join(map(_words, aligned.shared[:6]))})", _DIM))
    yield from _hanging(f"{indent}{letter(statement.article)}  ", runs, width)


def _who(statement: Statement) -> list[Run]:
    if statement.stance is None:
        return [("states as fact", _LOADED)]
    runs: list[Run] = [(_words(statement.source or "nobody named", 60), _SOURCE)]
    if statement.cue:
        runs.append((f" [{_words(statement.cue, 60)}]", ""))
    return runs


def _positions(comparison: Comparison, width: int) -> Iterator[_Line]:
    for position in comparison.positions[:_MOST_POSITIONS]:
        yield from _position(position, width)
    more = len(comparison.positions) - _MOST_POSITIONS
    if more > 0:
        yield [(f"and {more} more", _DIM)]


def _position(position: Position, width: int) -> Iterator[_Line]:
    statement = position.statement
    runs: list[Run] = [(f"{position.status}: ", _BOLD)]
    runs += _who(statement) if statement.stance is not None else [("the author", _LOADED)]
    runs += [(": ", ""), (_words(statement.passage.text), "")]
    if position.about is not None:
        runs.append((f" = {_words(position.about.text)}", _DIM))
    yield from _hanging(f"{letter(statement.article)}  ", runs, width)
    for aligned in position.elsewhere:
        lead = "     but " if position.status == "denied" else "     cf. "
        yield from _aligned(aligned, width, lead)


def _targets(comparison: Comparison, width: int) -> Iterator[_Line]:
    rows = [
        (
            _words(target.name),
            ["·" if view is None else _signed(view.score) for view in target.views],
        )
        for target in comparison.targets
    ]
    yield from _table(comparison, rows, width)
