"""Reports as SARIF 2.1.0 (OASIS Standard, 2020), so that editors and code hosts show loaded terms.

Each loaded term is a result whose rule is its lexicon entry. What the author says is a warning;
what a source says, or what is held at arm’s length, a note.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from biaslens import __version__
from biaslens.model import LoadedTerm, Voice
from biaslens.report import Report

__all__ = ["LEVELS", "to_sarif"]

#: The level of a result, by the voice of the term.
LEVELS: dict[Voice, str] = {"author": "warning", "source": "note", "scare_quote": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LINE_END = re.compile(r"\r\n|\n|\r")
# A single letter before the colon is a drive and no scheme.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\s<>\"{}|\\^`]+")
_VOICES: dict[Voice, str] = {
    "author": "in the author’s own words",
    "source": "in the words of a source",
    "scare_quote": "held at arm’s length",
}

_Record = dict[str, Any]


def to_sarif(reports: Report | Iterable[Report]) -> dict[str, Any]:
    """Write the loaded terms of some articles as one SARIF log.

    Args:
        reports: A report, or some.

    Returns:
        The log: one run, with a rule for each lexicon entry that was met and a result for each
        term. An article's URI is its id, which should be its path relative to the project; else its
        URL. An article with neither is embedded. Lines and columns count from 1; columns, offsets
        and lengths are code points (``columnKind`` is ``unicodeCodePoints``), and a line ends at
        CR LF, LF or CR.
    """
    rules: dict[str, int] = {}
    records: list[_Record] = []
    artifacts: list[_Record] = []
    results: list[_Record] = []
    for report in (reports,) if isinstance(reports, Report) else reports:
        lines = [0, *(match.end() for match in _LINE_END.finditer(report.text))]
        uri = _uri(report, len(artifacts))
        location = {"uri": uri, "index": len(artifacts)}
        artifacts.append(_artifact(report, uri))
        for term in report.loaded_terms:
            if term.entry not in rules:
                rules[term.entry] = len(rules)
                records.append(_rule(term))
            results.append(_result(term, rules[term.entry], location, lines))
    driver = {"name": "biaslens", "version": __version__, "rules": records}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "artifacts": artifacts,
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _uri(report: Report, number: int) -> str:
    name = report.article.id or report.article.url or f"article-{number + 1}.txt"
    if _IRI.fullmatch(name):
        return name
    path = name.replace("\\", "/")
    lead = "file://" if path.startswith("/") else ""
    return lead + quote(path.encode("utf-8", "replace"), safe="/~")


def _artifact(report: Report, uri: str) -> _Record:
    artifact: _Record = {"location": {"uri": uri}, "encoding": "UTF-8"}
    if not report.article.id and not report.article.url:
        artifact["contents"] = {"text": report.text}
    return artifact


def _rule(term: LoadedTerm) -> _Record:
    text = term.note or f"A loaded term of the kind {term.category}."
    rule: _Record = {
        "id": term.entry,
        "shortDescription": {"text": text},
        "defaultConfiguration": {"level": LEVELS["author"]},
        "properties": {"tags": [term.category], "strength": term.strength},
    }
    advice = []
    if term.neutral:
        advice.append(f"Without taking a side: {', '.join(term.neutral)}.")
    if term.favours:
        advice.append(f"It favours {term.favours}.")
    if advice:
        rule["help"] = {"text": " ".join(advice)}
    return rule


def _result(term: LoadedTerm, rule: int, artifact: _Record, lines: list[int]) -> _Record:
    first = bisect_right(lines, term.start) - 1
    # The end is the place behind the last character, which may be that of a line end.
    last = bisect_right(lines, term.end - 1) - 1
    message = f"“{term.text}”, {_voice(term)}."
    if term.note:
        message += f" {term.note}"
    if term.neutral:
        message += f" Without taking a side: {', '.join(term.neutral)}."
    region = {
        "startLine": first + 1,
        "startColumn": term.start - lines[first] + 1,
        "endLine": last + 1,
        "endColumn": term.end - lines[last] + 1,
        "charOffset": term.start,
        "charLength": term.end - term.start,
        "snippet": {"text": term.text},
    }
    return {
        "ruleId": term.entry,
        "ruleIndex": rule,
        "level": LEVELS[term.voice],
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "properties": {"voice": term.voice, "zone": term.zone, "category": term.category},
    }


def _voice(term: LoadedTerm) -> str:
    held = term.attribution
    if term.voice == "source" and held is not None:
        name = held.speaker or (held.source.text if held.source else None)
        if name:
            return f"in the words of {' '.join(name.split())}"
    return _VOICES[term.voice]
