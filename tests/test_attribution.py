"""Attribution, case by case: who says what by which words, at exact offsets.

The cases are data. Each gives a text and *all* attributions in it, in their order of listing:

``source``, ``cue``, ``content``
    The exact words, or a list of pieces; ``{text: …, nth: 2}`` where they occur more than once. A
    role that is not given must not be found.
``stance``, ``quotation``, ``source_kind``, ``speaker``, ``inside``
    Checked only where given; ``inside`` is the number, from 0, of the expected attribution whose
    content it stands in, or null.
``others: true``
    Further attributions in the text are no failure.
``none: true``
    There is no attribution in the text.
``not_cues``
    Words that no cue may touch.

The source is the whole noun phrase with title, apposition and post-modifiers; the cue is the verb
group with auxiliaries, negation and particle, or the preposition, noun or mark; the content is the
clause with its "that", or the quotation with its marks, without the full stop of the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import biaslens

FOLDER = Path(__file__).parent / "data" / "attribution"
KNOWN = FOLDER / "known-failures.yaml"
ROLES = ("source", "cue", "content")
FACTS = ("stance", "quotation", "source_kind", "speaker")

Case = dict[str, Any]
Spans = tuple[tuple[int, int], ...]


def cases_of(path: Path) -> list[Case]:
    with path.open(encoding="utf-8") as file:
        cases: list[Case] = yaml.safe_load(file)
    return cases


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def place(text: str, piece: str | Mapping[str, Any]) -> tuple[int, int]:
    """Where a piece stands in a text, as whole words."""
    words, nth = (piece, None) if isinstance(piece, str) else (piece["text"], piece["nth"])
    found = []
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not _within_word(text, at) and not _within_word(text, end):
            found.append((at, end))
        at = text.find(words, at + 1)
    if nth is None and len(found) != 1:
        raise ValueError(f"{words!r} stands {len(found)} times in {text!r}; say which")
    return found[0 if nth is None else nth - 1]


def spans(text: str, pieces: Any) -> Spans:
    if pieces is None:
        return ()
    return tuple(place(text, p) for p in (pieces if isinstance(pieces, list) else [pieces]))


def found_spans(mention: biaslens.Mention | None) -> Spans:
    return () if mention is None else tuple((s.start, s.end) for s in mention.spans)


def shown(text: str, roles: tuple[Spans, ...]) -> str:
    return " | ".join(" … ".join(text[a:b] for a, b in role) or "-" for role in roles)


def problems_of(case: Case) -> list[str]:
    """What is wrong in how a case is annotated; nothing when all is right."""
    text = case["text"]
    expected = case.get("expected", [])
    found = list(biaslens.annotate(text).attributions)
    problems = []
    taken: list[biaslens.Attribution | None] = []
    for one in expected:
        roles = tuple(spans(text, one.get(role)) for role in ROLES)
        for candidate in found:
            if roles == tuple(found_spans(getattr(candidate, role)) for role in ROLES):
                found.remove(candidate)
                taken.append(candidate)
                break
        else:
            taken.append(None)
            problems.append(f"missing: {shown(text, roles)}")
    for one, attribution in zip(expected, taken, strict=True):
        if attribution is None:
            continue
        for fact in FACTS:
            value = getattr(attribution, fact)
            if fact in one and value != one[fact]:
                problems.append(f"{fact} of {attribution.text!r}: {value!r}, not {one[fact]!r}")
        if "inside" in one:
            holder = None if one["inside"] is None else taken[one["inside"]]
            if attribution.inside != holder:
                problems.append(f"{attribution.text!r} stands inside {attribution.inside!r}")
    if not case.get("others"):
        for attribution in found:
            roles = tuple(found_spans(getattr(attribution, role)) for role in ROLES)
            problems.append(f"not expected: {shown(text, roles)} ({attribution.entry})")
    for words in case.get("not_cues", ()):
        start, end = place(text, words)
        for attribution in biaslens.annotate(text).attributions:
            if any(a < end and start < b for a, b in found_spans(attribution.cue)):
                problems.append(f"{words!r} is no cue")
    return problems


def _parameters() -> list[Any]:
    parameters = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in cases_of(path):
            known = path == KNOWN
            kind = case["kind"] if known else path.stem
            marks = [pytest.mark.xfail(reason="known", strict=True)] if known else []
            parameters.append(pytest.param(case, id=f"{kind}: {case['label']}", marks=marks))
    return parameters


@pytest.mark.parametrize("case", _parameters())
def test_case(case: Case) -> None:
    assert problems_of(case) == []


def test_the_data_are_in_order() -> None:
    kinds = [path.stem for path in sorted(FOLDER.glob("*.yaml")) if path != KNOWN]
    assert [kind[0] for kind in kinds] == list("12345678")
    by_kind: dict[str, list[Case]] = {kind: cases_of(FOLDER / f"{kind}.yaml") for kind in kinds}
    for case in cases_of(KNOWN):
        by_kind[case["kind"]].append(case)
    keys = {"label", "text", "expected", "none", "others", "not_cues", "comment", "kind"}
    for kind, cases in by_kind.items():
        labels = [case["label"] for case in cases]
        assert len(set(labels)) == len(labels), kind
        assert sum("expected" in case for case in cases) >= 12, kind
        assert sum("none" in case or "not_cues" in case for case in cases) >= 4, kind
        for case in cases:
            assert set(case) <= keys, case["label"]
            # A case without "expected" says that it is meant so.
            assert ("expected" in case) != case.get("none", False), case["label"]
            for one in case.get("expected", ()):
                assert set(one) <= {*ROLES, *FACTS, "inside"}, case["label"]
                for role in ROLES:
                    spans(case["text"], one.get(role))
