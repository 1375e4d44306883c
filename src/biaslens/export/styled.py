"""Styled text for a terminal: measured in columns, wrapped, and painted with ANSI colours or not.

A styled text is a list of runs; a run is a string and the parameters of the ANSI sequence that
sets its style (ECMA-48, "select graphic rendition"): ``("regime", "1;31")`` is bold and red.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["Run", "display_width", "paint", "truncate", "visible", "wrap"]

Run = tuple[str, str]

# What would move the cursor, recolour the screen, turn the line round or fail to be encoded.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Spaces at which a line may break: all but the non-breaking ones.
_PIECES = re.compile(r"[^\S\u00a0\u202f]+|(?:\S|[\u00a0\u202f])+")


def visible(text: str) -> str:
    """Return a text in which nothing but its characters can reach the terminal.

    Args:
        text: Any text, as found in an article.

    Returns:
        The text, each stretch of white space with a line break or tab in it as one space, and
        each control character and lone surrogate as ``\\N{REPLACEMENT CHARACTER}``.
    """
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"[\t\n\v\f\r]+", " ", text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def display_width(text: str) -> int:
    """Count the columns that a text takes in a terminal (Unicode Standard Annex 11).

    Args:
        text: A text without control characters.

    Returns:
        Two columns for each wide character, none for each mark that combines, else one.
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def truncate(text: str, width: int) -> str:
    """Shorten a text to so many columns, with an ellipsis where something was cut.

    Args:
        text: A text without control characters.
        width: Columns there are, from 1.
    """
    if display_width(text) <= width:
        return text
    used = 0
    for index, character in enumerate(text):
        used += _columns(character)
        if used > width - 1:
            return text[:index].rstrip() + "…"
    return text


def _words(runs: Iterable[Run]) -> Iterable[tuple[list[Run], bool]]:
    """Yield each word, as runs, and whether there is a space before it."""
    word: list[Run] = []
    space = False
    for text, style in runs:
        for match in _PIECES.finditer(text):
            piece = match.group()
            if not piece.isspace() or piece[0] in "\u00a0\u202f":
                word.append((piece, style))
            else:
                if word:
                    yield word, space
                word, space = [], True
    if word:
        yield word, space


def wrap(runs: Iterable[Run], width: int) -> list[list[Run]]:
    """Break a styled text into lines.

    Args:
        runs: The text, without control characters. A stretch of white space becomes one space.
        width: Columns of a line, from 1. A word that is wider is broken.

    Returns:
        The lines; at least one, which may be empty.
    """
    width = max(2, width)
    lines: list[list[Run]] = [[]]
    used = 0
    for word, space in _words(runs):
        size = sum(display_width(text) for text, _ in word)
        gap = 1 if space and used else 0
        if used and used + gap + size > width:
            lines.append([])
            used = gap = 0
        if gap:
            lines[-1].append((" ", word[0][1] if lines[-1][-1][1] == word[0][1] else ""))
            used += 1
        if used + size <= width:
            lines[-1].extend(word)
            used += size
            continue
        for text, style in word:
            begin = 0
            for index, character in enumerate(text):
                columns = _columns(character)
                if used + columns > width:
                    lines[-1].append((text[begin:index], style))
                    lines.append([])
                    begin, used = index, 0
                used += columns
            lines[-1].append((text[begin:], style))
    return lines


def paint(runs: Iterable[Run], color: bool) -> str:
    """Join the runs of one line.

    Args:
        runs: The runs.
        color: Whether to write their styles, as ANSI sequences.
    """
    if not color:
        return "".join(text for text, _ in runs)
    parts: list[str] = []
    current = ""
    for text, style in runs:
        if style != current:
            parts.append("\x1b[0m" if current else "")
            parts.append(f"\x1b[{style}m" if style else "")
            current = style
        parts.append(text)
    parts.append("\x1b[0m" if current else "")
    return "".join(parts)
