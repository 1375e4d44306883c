"""What is wrong where a file is not YAML, in the words of somebody who does not know YAML.

The parser says where it could not go on and what it was reading then. The mistake often stands in
the line before: these rules look at both lines, and leave what they do not know to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .schema import SECTIONS, field_specs

__all__ = ["plain_words"]

# "term: …" or "- term: …": the dash, the key, and the colon with a space behind it.
_FIELD = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?= |$)")
_NO_SPACE = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/:].*)")
_NO_COLON = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_][\w-]*) +(?P<value>[^\s:].*)")
_ITEM = re.compile(r"[ ]*- +(?P<value>[^\s:{}\[\]\"'][^:{}\[\]\"']*)$")
_TABS = re.compile(r"[ ]*\t")
_QUOTED = re.compile(r""":\s+(?P<mark>["']).*(?P=mark)\s*\S""")
_SHOWN = 50

#: Line and column, from 0, and what is wrong there.
Finding = tuple[int, int, str]


def plain_words(text: str, error: Any) -> Finding:
    """Say what is wrong in a file that is not YAML.

    Args:
        text: The text of the file.
        error: The parser's ``MarkedYAMLError``.

    Returns:
        The line and the column, both from 0, and what came and what was expected there.
    """
    mark = error.problem_mark or error.context_mark
    said = error.problem or error.context or "not YAML"
    if error.context == "while scanning a quoted scalar":
        mark = error.context_mark or mark
        said = "a quotation mark that opens and never closes"
        return (mark.line, mark.column, said) if mark else (0, 0, said)
    if mark is None:
        return 0, 0, said
    lines = re.split(r"\r\n|\r|\n", text)
    if "flow" in (error.context or "") and "expected ','" in said:
        opened = error.context_mark.line + 1 if error.context_mark else mark.line + 1
        said = f"expected a comma or the end of the bracket that opens in line {opened}"
    for finding in _rules(lines, mark.line, mark.column, error.context or "", said):
        return finding
    return mark.line, mark.column, said


def _rules(lines: list[str], line: int, column: int, context: str, said: str) -> Iterator[Finding]:
    """Yield what may be wrong, the likeliest first."""
    here = lines[line] if line < len(lines) else ""
    above = next((n for n in range(min(line, len(lines)) - 1, -1, -1) if _told(lines[n])), None)
    before = lines[above] if above is not None else ""
    tabs = _TABS.match(here)
    if tabs:
        yield line, tabs.end() - 1, "a tab, expected spaces"
    elif "\\t" in said or "'\t'" in said:
        yield line, column, "a tab, expected spaces"
    colon_missed = "mapping values are not allowed" in said or "expected ':'" in said
    if colon_missed and "flow" not in context:
        for number, written in ((above, before), (line, here)):
            if number is not None:
                yield from _colon(number, written)
    if "mapping values are not allowed" in said:
        field, upper = _FIELD.match(here), _FIELD.match(before)
        if field and upper and field.end("key") == column:
            yield line, field.start("key"), _indented(field.start("key"), upper, above)
        yield line, column, (
            "a colon and a space in a value, expected quotation marks around the value"
        )
    if "block" in context and column == len(here) - len(here.lstrip()):
        upper = _FIELD.match(before)
        if upper and upper.start("key") != column:
            yield line, column, _indented(column, upper, above)
    if "block" in context and (quoted := _QUOTED.search(here)):
        what = "text behind the closing quotation mark, expected all of it within the marks"
        yield line, quoted.end() - 1, what
    sign = here[column : column + 1]
    if "alias" in context or "anchor" in context:
        sign = here[:column].rstrip()[-1:] if sign not in ("*", "&") else sign
    if "alias" in context or "anchor" in context or "cannot start any token" in said:
        what = f"a value cannot begin with {sign!r}, expected quotation marks around it"
        yield line, column, what


def _told(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _colon(number: int, line: str) -> Iterator[Finding]:
    """Yield what is wrong with the colon of a line, which should have been a field."""
    if _FIELD.match(line) or ": " in line:
        return
    spaced = _NO_SPACE.match(line)
    bare = _NO_COLON.match(line)
    item = _ITEM.match(line)
    if spaced:
        shown = f"{spaced['key']}: {_short(spaced['value'])}"
        yield number, spaced.end("key") + 1, f"no space behind the colon, expected `{shown}`"
    elif bare and (not item or bare["key"] in _first_keys()):
        shown = f"{bare['key']}: {_short(bare['value'])}"
        yield number, bare.end("key"), f"no colon behind {bare['key']!r}, expected `{shown}`"
    elif item:
        value = _short(item["value"])
        yield number, item.start("value"), f"no key before {value!r}, expected `- term: {value}`"


def _first_keys() -> set[str]:
    """The keys that an item of a list may begin with."""
    return {"entry", "text"}.union(*map(field_specs, SECTIONS))


def _indented(column: int, upper: re.Match[str], above: int | None) -> str:
    at = f" as in line {above + 1}" if above is not None else ""
    return f"indented by {column}, expected {upper.start('key')}{at}"


def _short(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
