"""Every example in the README and the docs does what is written there.

In the order of the page, and in a folder of its own that has a copy of examples/:

* ``pycon`` blocks are run, all in one session, and their output compared;
* ``console`` blocks: every line that begins with ``$ biaslens`` is run, and its output compared;
* ``yaml`` blocks that begin with a comment "# name.yaml" become that file, and load as a lexicon,
  unless they are settings or cases, or the comment goes on ("# name.yaml, with a mistake");
* ``...`` in an output stands for anything.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import biaslens
from biaslens.cli import main

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
BLOCK = re.compile(r"^```(pycon|console|yaml)\n(.*?)^```$", re.M | re.S)
OTHER = re.compile(r"^(?:lexicons|cases):", re.M)
COMMAND = re.compile(r"^\$ (biaslens .*)\n((?:(?!\$ ).*\n)*)", re.M)
FLAGS = doctest.ELLIPSIS


def blocks(page: Path) -> Iterator[tuple[str, str, int]]:
    text = page.read_text(encoding="utf-8")
    for match in BLOCK.finditer(text):
        yield match[1], match[2], text.count("\n", 0, match.start(2))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_examples_of_page(page, tmp_path, monkeypatch, capsysbinary):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path / "examples" if page.parent.name == "examples" else tmp_path)
    monkeypatch.setenv("COLUMNS", "88")
    session: dict[str, object] = {}
    for language, code, line in blocks(page):
        place = f"{page.name}, line {line + 1}"
        if language == "pycon":
            run_session(code, session, place, line)
        elif language == "console":
            run_commands(code, place, capsysbinary)
        elif named := re.match(r"# ([\w-]+\.yaml)(,.*)?\n", code):
            Path(named[1]).write_text(code, encoding="utf-8")
            if not named[2] and not OTHER.search(code):
                biaslens.Lexicon.builtin().extend(named[1])


def run_session(code, session, place, line):
    example = doctest.DocTestParser().get_doctest(code, session, place, place, line)
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    report: list[str] = []
    result = runner.run(example, out=report.append, clear_globs=False)
    session.update(example.globs)
    assert result.failed == 0, "".join(report)


def run_commands(code, place, capsysbinary):
    for command, expected in COMMAND.findall(code):
        with pytest.raises(SystemExit):
            main(shlex.split(command)[1:])
        captured = capsysbinary.readouterr()
        found = (captured.out + captured.err).decode("utf-8")
        if expected and not doctest.OutputChecker().check_output(expected, found, FLAGS):
            raise AssertionError(f"{place}: $ {command}\nexpected:\n{expected}\nfound:\n{found}")


def test_there_are_examples():
    languages = [language for page in PAGES for language, _, _ in blocks(page)]
    assert {"pycon", "console", "yaml"} <= set(languages)
