"""The terminal report: nothing is lost, only text gets through, lines keep to their width."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import biaslens
from biaslens.export.styled import display_width, paint, truncate, visible, wrap
from biaslens.export.terminal import render

EXAMPLES = Path(__file__).parent.parent / "examples"
ARTICLES = sorted(EXAMPLES.glob("*.txt"))
ANSI = re.compile(r"\x1b\[[0-9;]*m")
ALL = ("title", "byline", "body", "caption", "comment", "boilerplate")
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def bare(text: str) -> str:
    return "".join(text.split())


def names(report: biaslens.Report) -> list[str]:
    """What the notes must say: the words of every annotation, and why it is there."""
    found = [term.text for term in (*report.loaded_terms, *report.hedges)]
    found += [item.entry for item in (*report.loaded_terms, *report.hedges, *report.attributions)]
    found += [term.note for term in report.loaded_terms]
    for attribution in report.attributions:
        found += [m.text for m in (attribution.source, attribution.cue) if m is not None]
    return found


@pytest.fixture(scope="module", params=ARTICLES, ids=lambda path: path.stem)
def report(request):
    return biaslens.annotate(request.param.read_text(encoding="utf-8"))


@pytest.mark.parametrize("width", [1, 60, 88, 100])
@pytest.mark.parametrize("color", [True, False])
def test_every_annotation_is_named_and_explained(report, width, color):
    output = render(report, width=width, color=color, zones=None)
    text = bare(ANSI.sub("", output))
    assert len(names(report)) > 30
    assert [name for name in names(report) if bare(name) not in text] == []


@pytest.mark.parametrize("width", [1, 60, 88, 100])
def test_lines_keep_to_the_width(report, width):
    lines = render(report, width=width, color=True, zones=None).splitlines()
    assert [line for line in lines if display_width(ANSI.sub("", line)) > max(60, width)] == []


def test_colour_only_colours(report):
    """The facts are the same with and without colour; only sentences carry brackets without."""
    plain, coloured = (render(report, color=color) for color in (False, True))
    facts = plain.partition("[source]")[0]
    assert facts.count("\n") > 8
    assert "\x1b" not in plain
    assert ANSI.sub("", coloured).startswith(facts)
    assert coloured.count("\x1b[0m") == len(re.findall(r"\x1b\[[1-9]", coloured))


def test_comments_are_shown_only_when_asked_for():
    report = biaslens.annotate((EXAMPLES / "opposition.txt").read_text(encoding="utf-8"))
    comments = [term for term in report.loaded_terms if term.zone == "comment"]
    assert comments
    sentence = "Terrorists, all of them"
    assert sentence not in render(report, color=True)
    assert sentence in ANSI.sub("", render(report, color=True, zones=None))
    assert "in readers’ comments" in render(report)


def test_brackets_without_colour():
    report = biaslens.annotate("Title\n\nThe minister said the town might fall.\n")
    output = render(report)
    assert "[The minister] <said> {the town ~might~ fall}." in output


def test_layers_that_are_off_are_not_said_to_be_empty():
    report = biaslens.Annotator(layers=["loaded"]).annotate("The regime fell.")
    output = render(report, layers=["loaded"])
    assert "Loaded terms" in output
    assert not re.search("Attributed|Hedges|Sentiment|Readability", output)


def test_empty_article():
    assert "(no title)" in render(biaslens.annotate(""))


@pytest.mark.parametrize("color", [True, False])
def test_nothing_but_text_reaches_the_terminal(color):
    hostile = "The regime\x1b[2J said \x07it \u202ewas\x9b31m \ud800 “liberation”.\r\n\x1b]0;x\x07"
    output = render(biaslens.annotate(hostile), color=color, zones=None)
    assert UNSAFE.search(ANSI.sub("", output)) is None
    assert "\x1b[2J" not in output
    assert "\x1b]" not in output


@given(st.text(max_size=200), st.booleans())
def test_any_text_can_be_shown(text, color):
    output = render(biaslens.annotate(text), color=color, zones=None)
    assert UNSAFE.search(ANSI.sub("", output)) is None
    assert output.endswith("\n")


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "1", "31"]))), st.integers(2, 40))
def test_wrapping_loses_nothing_and_keeps_to_the_width(runs, width):
    runs = [(visible(text), style) for text, style in runs]
    lines = wrap(runs, width)
    assert lines
    assert all(sum(display_width(text) for text, _ in line) <= width for line in lines)
    given_text = "".join(text for text, _ in runs)
    assert bare("".join(paint(line, False) for line in lines)) == bare(given_text)


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("e\u0301a", 2), ("大马士革", 8), ("a\u200db", 2), ("ｆｕｌｌ", 8), ("", 0)],
)
def test_display_width(text, width):
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("大马士革", 5, ["大马", "士革"]),
        ("a verylongword b", 6, ["a", "verylo", "ngword", "b"]),
        ("40\u00a0000 people", 7, ["40\u00a0000", "people"]),
        ("  spaces \n around  ", 20, ["spaces around"]),
        ("", 5, [""]),
    ],
)
def test_wrap(text, width, lines):
    assert [paint(line, False) for line in wrap([(text, "")], width)] == lines


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("Damascus", 8, "Damascus"), ("Damascus", 7, "Damasc…"), ("大马士革", 6, "大马…")],
)
def test_truncate(text, width, shown):
    assert truncate(text, width) == shown
