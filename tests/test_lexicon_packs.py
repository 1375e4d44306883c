"""Lexicon packs: found by name, broken ones named, and one built and installed for real."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import biaslens
from biaslens.errors import LexiconError
from biaslens.lexicon import Lexicon
from biaslens.lexicon.packs import find_pack, pack_names

HARBOUR = """\
schema: 1
name: harbour
extends: [builtin, parts/ships.yaml]
loaded:
  - term: ghost fleet
    pos: noun
    category: economy
    note: Likens ships to the dead.
    examples: {hit: [Two ghost fleets sailed.]}
"""
SHIPS = "hedges: [{term: by dead reckoning, category: vagueness}]\n"


class Site:
    """A folder with installed distributions, written by hand."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def install(self, distribution: str, points: dict[str, str], files: dict[str, str]) -> None:
        info = self.path / f"{distribution.replace('-', '_')}-1.2.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        rows = "".join(f"{name} = {value}\n" for name, value in points.items())
        (info / "entry_points.txt").write_text(f"[biaslens.lexicons]\n{rows}", encoding="utf-8")
        for name, text in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    path = tmp_path / "site"
    path.mkdir()
    monkeypatch.syspath_prepend(str(path))
    return Site(path)


@pytest.fixture
def harbour(site: Site) -> Site:
    files = {"harbour_words/lexicon.yaml": HARBOUR, "harbour_words/parts/ships.yaml": SHIPS}
    # What a pack says in Python is not run.
    files["harbour_words/__init__.py"] = "raise RuntimeError('never run')\n"
    site.install("harbour-words", {"harbour": "harbour_words"}, files)
    return site


def problems(data: object) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        Lexicon.empty().extend(data)  # type: ignore[arg-type]
    return [str(problem) for problem in caught.value.problems]


def test_by_name(harbour: Site, tmp_path: Path) -> None:
    assert "harbour" in pack_names()
    path = tmp_path / "mine.yaml"
    path.write_text(
        "extends: [harbour]\nchange: [{entry: loaded/ghost-fleet, strength: 3}]\n", encoding="utf-8"
    )
    lexicon = Lexicon.builtin().extend(path)
    entry = lexicon.entry("loaded/ghost-fleet")
    assert (entry.origin.lexicon, entry.origin.line) == ("harbour", 5)
    assert entry.origin.file == str(harbour.path / "harbour_words" / "lexicon.yaml")
    assert entry.strength == 3  # type: ignore[attr-defined]
    report = biaslens.Annotator(lexicon).annotate("By dead reckoning, a ghost fleet sailed.")
    assert [hedge.entry for hedge in report.hedges] == ["hedges/by-dead-reckoning"]
    assert [term.entry for term in report.loaded_terms] == ["loaded/ghost-fleet"]
    # It takes part once, as any lexicon.
    assert Lexicon.empty().extend({"extends": ["builtin", "harbour", "harbour"]}) is not None


def test_one_of_several_in_a_package(site: Site) -> None:
    files = {"words/lexicon.yaml": SHIPS, "words/crime.yaml": "name: crime words\n"}
    site.install("words", {"ships": "words", "crime": "words"}, files)
    assert Lexicon.empty().extend({"extends": ["ships"]}).section("hedges")
    assert not Lexicon.empty().extend({"extends": ["crime"]}).section("hedges")


def test_unknown(harbour: Site) -> None:
    assert find_pack("harbor") is None
    assert problems({"extends": ["harbor"]}) == [
        "<mapping>:1:1: unknown-lexicon 'harbor' is no lexicon, expected builtin, the path of a "
        ".yaml file or the name of an installed pack; did you mean 'harbour'?"
    ]


BROKEN: list[tuple[str, str, dict[str, str], str]] = [
    ("no package", "gone", {}, "gone: no such package"),
    ("a module", "lone", {"lone.py": ""}, "lone: a module, expected a package"),
    (
        "no file", "bare", {"bare/__init__.py": ""},
        "no broken.yaml or lexicon.yaml in bare, expected one of them",
    ),
    (
        "an object", "words:LEXICON", {"words/__init__.py": ""},
        "its entry point is 'words:LEXICON', expected a package alone",
    ),
    (
        "a package around that fails", "outer.inner",
        {"outer/__init__.py": "1 / 0", "outer/inner/lexicon.yaml": ""},
        "outer.inner: ZeroDivisionError: division by zero",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "files", "message"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_broken(site: Site, value: str, files: dict[str, str], message: str) -> None:
    site.install("some-words", {"broken": value}, files)
    start = "<mapping>:1:1: pack pack 'broken' of some-words 1.2 is broken: "
    assert problems({"extends": ["broken"], "remove": ["loaded/x"]}) == [start + message]


def test_problems_in_the_file(site: Site, tmp_path: Path) -> None:
    pack = "extends: [more.yaml]\nloaded:\n  - {term: regime, categroy: state}\n"
    more = "hedges:\n  - {term: maybe}\n"
    site.install("bad-words", {"bad": "bad"}, {"bad/bad.yaml": pack, "bad/more.yaml": more})
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\nextends:\n  - bad\n", encoding="utf-8")
    folder = site.path / "bad"
    assert set(problems(path)) == {
        f"{path}:3:5: pack pack 'bad' of bad-words 1.2 is broken: 2 problems in it",
        f"{folder}/bad.yaml:3:20: unknown-key unknown field 'categroy'; did you mean 'category'?",
        f"{folder}/more.yaml:2:5: missing-field 'maybe' without `category`, expected epistemic, "
        "evidential, doxastic, investigation or vagueness",
    }


def test_examples_of_a_pack(site: Site) -> None:
    wrong = HARBOUR.replace("Two ghost fleets sailed.", "A fleet sailed.").replace(
        ", parts/ships.yaml", ""
    )
    site.install("harbour-words", {"harbour": "words"}, {"words/lexicon.yaml": wrong})
    assert problems({"extends": ["harbour"]}) == [
        f"{site.path}/words/lexicon.yaml:9:22: example loaded/ghost-fleet does not match in "
        "'A fleet sailed.'",
        "<mapping>:1:1: pack pack 'harbour' of harbour-words 1.2 is broken: 1 problem in it",
    ]


def test_two_of_one_name(harbour: Site) -> None:
    files = {"port/lexicon.yaml": SHIPS}
    harbour.install("port-words", {"harbour": "port"}, files)
    (problem,) = problems({"extends": ["harbour"]})
    assert "pack 'harbour' is in " in problem
    assert "harbour-words 1.2" in problem
    assert "port-words 1.2" in problem


def test_a_pack_that_extends_itself(site: Site) -> None:
    site.install("loop", {"loop": "loop"}, {"loop/lexicon.yaml": "extends: [loop]\n"})
    assert problems({"extends": ["loop"]})[0] == (
        f"{site.path}/loop/lexicon.yaml:1:11: cycle 'loop' extends itself: "
        "lexicon.yaml -> lexicon.yaml"
    )


def test_built_and_installed(tmp_path: Path) -> None:
    """As docs/lexicon.md tells how to."""
    pytest.importorskip("hatchling")
    project = tmp_path / "project"
    package = project / "src" / "harbour_words"
    (package / "parts").mkdir(parents=True)
    (package / "lexicon.yaml").write_text(HARBOUR, encoding="utf-8")
    (package / "parts" / "ships.yaml").write_text(SHIPS, encoding="utf-8")
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n'
        '[project]\nname = "harbour-words"\nversion = "1.0"\ndependencies = ["biaslens"]\n\n'
        '[project.entry-points."biaslens.lexicons"]\nharbour = "harbour_words"\n\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["src/harbour_words"]\n',
        encoding="utf-8",
    )
    target = tmp_path / "target"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--no-compile", "--target", str(target), str(project)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import biaslens\n"
        "lexicon = biaslens.Lexicon.builtin().extend({'extends': ['harbour']})\n"
        "print(lexicon.entry('loaded/ghost-fleet').origin.lexicon)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(target)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("harbour\n", "")
