"""The settings of a project: where they are found, what they may hold, who wins."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

import biaslens
from biaslens.cli import main
from biaslens.cli.annotate import annotate
from biaslens.cli.configfile import KEYS, find_file
from biaslens.cli.settings import OPTIONS

LEXICON = "schema: 1\nname: mine\nloaded: [{term: zorble, category: x}]\n"
TEXT = "The zorble fell, reportedly.\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project, with the working folder in it, and nothing of the machine's own settings."""
    for key in KEYS:
        monkeypatch.delenv(f"BIASLENS_{key.upper()}", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "words").mkdir()
    write(tmp_path / "words" / "mine.yaml", LEXICON)
    write(tmp_path / "article.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsysbinary):
    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, captured.out.decode(), captured.err.decode()

    return run


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def table(output: str) -> dict[str, tuple[str, str]]:
    """Value and origin of each setting."""
    rows = [line.split("  ") for line in output.splitlines()[2:]]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    return {key: (value, origin) for key, value, origin in cells}


# --- finding -------------------------------------------------------------------------------------


def test_nothing_is_found(project):
    assert find_file(project) is None


def test_it_is_found_in_a_folder_above(project):
    inner = project / "a" / "b"
    inner.mkdir(parents=True)
    write(project / "biaslens.yaml", "")
    assert find_file(project) == "biaslens.yaml"
    assert find_file(inner) == os.path.join("..", "..", "biaslens.yaml")


def test_the_nearest_wins(project):
    (project / "a").mkdir()
    write(project / "biaslens.yaml", "")
    write(project / "a" / "pyproject.toml", "[tool.biaslens]\n")
    assert find_file(project / "a") == "pyproject.toml"


def test_yaml_wins_over_toml_beside_it(project):
    write(project / "biaslens.yaml", "")
    write(project / "pyproject.toml", "[tool.biaslens]\n")
    assert find_file(project) == "biaslens.yaml"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[tool.biaslens]\n", True),
        ("x = 1\n  [ tool . 'biaslens' ] # ours\n", True),
        ("[project]\nname = 'biaslens'\n", False),
        ("[tool.biaslensed]\n", False),
        ("# [tool.biaslens]\n", False),
        ("\x00\xff", False),
    ],
)
def test_only_a_table_of_ours_makes_a_pyproject(project, text, found):
    (project / "pyproject.toml").write_bytes(text.encode("latin-1"))
    assert find_file(project) == ("pyproject.toml" if found else None)


def test_it_ends_at_the_root_of_the_repository(project):
    inner = project / "sub"
    (inner / ".git").mkdir(parents=True)
    write(project / "biaslens.yaml", "")
    assert find_file(inner) is None


def test_it_ends_at_home(project):
    inner = project / "home" / "work"
    inner.mkdir(parents=True)
    write(project / "biaslens.yaml", "")
    assert find_file(inner, home=project / "home") is None
    write(project / "home" / "biaslens.yaml", "")
    assert find_file(inner, home=project / "home") == os.path.join("..", "biaslens.yaml")


def test_a_folder_of_the_name_is_not_it(project):
    (project / "biaslens.yaml").mkdir()
    assert find_file(project) is None


def test_the_library_looks_for_nothing(project):
    write(project / "biaslens.yaml", "lexicons: [words/mine.yaml]\nlayers: [loaded]\n")
    report = biaslens.annotate(TEXT)
    assert report.loaded_terms == ()
    assert report.hedges


# --- what wins -----------------------------------------------------------------------------------


def test_defaults(project, run):
    status, output, errors = run("config")
    assert (status, errors) == (0, "")
    assert output.startswith("settings of the project: none\n\n")
    found = table(output)
    assert set(found) == set(KEYS)
    assert {origin for _, origin in found.values()} == {"default"}
    assert found["format"] == ("text", "default")
    assert found["lexicons"] == ("none", "default")


YAML = """\
lexicons: [words/mine.yaml]
layers:
  - loaded
  - hedging
format: jsonl
all_zones: yes
color: always
"""
TOML = """\
[project]
name = "x"

[tool.biaslens]
lexicons = ["words/mine.yaml"]
layers = ["loaded",
          "hedging"]
format = "jsonl"
all_zones = true
color = "always"
"""
YAML = YAML.replace("yes", "true")


def test_every_setting_of_a_yaml_file(project, run):
    write(project / "biaslens.yaml", YAML)
    status, output, _ = run("config")
    found = table(output)
    assert status == 0
    assert output.startswith("settings of the project: biaslens.yaml\n")
    expected = {
        "lexicons": (os.path.join("words/mine.yaml"), "biaslens.yaml:1"),
        "layers": ("loaded, hedging", "biaslens.yaml:2"),
        "format": ("jsonl", "biaslens.yaml:5"),
        "all_zones": ("true", "biaslens.yaml:6"),
        "color": ("always", "biaslens.yaml:7"),
    }
    assert {key: found[key] for key in expected} == expected


def test_every_setting_of_a_toml_file(project, run):
    write(project / "pyproject.toml", TOML)
    found = table(run("config")[1])
    expected = {
        "lexicons": ("words/mine.yaml", "pyproject.toml:5"),
        "layers": ("loaded, hedging", "pyproject.toml:6"),
        "format": ("jsonl", "pyproject.toml:8"),
        "all_zones": ("true", "pyproject.toml:9"),
        "color": ("always", "pyproject.toml:10"),
    }
    assert {key: found[key] for key in expected} == expected


def test_every_setting_of_the_environment(project, run, monkeypatch):
    write(project / "biaslens.yaml", "format: json\nlayers: [sentiment]\n")
    for key, value in {
        "lexicons": os.pathsep.join(["words/mine.yaml", "words/mine.yaml"]),
        "layers": "loaded, hedging",
        "format": "jsonl",
        "all_zones": "true",
        "color": "never",
    }.items():
        monkeypatch.setenv(f"BIASLENS_{key.upper()}", value)
    found = table(run("config")[1])
    assert found["lexicons"][0] == "words/mine.yaml, words/mine.yaml"
    assert found["layers"] == ("loaded, hedging", "environment BIASLENS_LAYERS")
    assert found["format"] == ("jsonl", "environment BIASLENS_FORMAT")
    assert found["all_zones"] == ("true", "environment BIASLENS_ALL_ZONES")
    assert found["color"] == ("never", "environment BIASLENS_COLOR")


def test_options_win_over_all(project, run, monkeypatch):
    write(project / "biaslens.yaml", YAML)
    monkeypatch.setenv("BIASLENS_FORMAT", "json")
    found = table(run("config", "--format", "text", "--layer", "sentiment")[1])
    assert found["format"] == ("text", "option --format")
    assert found["layers"] == ("sentiment", "option --layer")
    assert found["color"] == ("always", "biaslens.yaml:7")


def test_no_color(project, run, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert table(run("config")[1])["color"] == ("never", "environment NO_COLOR")
    found = table(run("config", "--color", "always")[1])
    assert found["color"] == ("always", "option --color")


# --- what it does ------------------------------------------------------------------------------


def test_annotate_goes_by_it(project, run, monkeypatch):
    write(
        project / "biaslens.yaml",
        "lexicons: [words/mine.yaml]\nlayers: [loaded]\nformat: json\n",
    )
    inner = project / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    status, output, errors = run("annotate", "../article.txt")
    record = json.loads(output)
    assert (status, errors) == (0, "")
    assert [term["entry"] for term in record["loaded_terms"]] == ["loaded/zorble"]
    assert record["hedges"] == []


def test_options_of_annotate_win(project, run):
    write(project / "biaslens.yaml", "layers: [loaded]\nformat: json\n")
    output = run("annotate", "--format", "jsonl", "--layer", "hedging", "article.txt")[1]
    assert [hedge["text"] for hedge in json.loads(output)["hedges"]] == ["reportedly"]
    assert output.count("\n") == 1


def test_lexicon_commands_go_by_it(project, run):
    write(project / "biaslens.yaml", "lexicons: [words/mine.yaml]\nformat: json\n")
    assert run("lexicon", "list", "--grep", "zorble")[1].startswith("loaded/zorble ")
    assert "“zorble” matches loaded/zorble" in run("lexicon", "explain", "A zorble fell.")[1]


def test_no_config(project, run, monkeypatch):
    write(project / "biaslens.yaml", "format: json\n")
    monkeypatch.setenv("BIASLENS_COLOR", "always")
    found = table(run("--no-config", "config")[1])
    assert {origin for _, origin in found.values()} == {"default"}


def test_another_file(project, run):
    write(project / "biaslens.yaml", "format: json\n")
    write(project / "words" / "other.yaml", "lexicons: [mine.yaml]\n")
    found = table(run("--config", "words/other.yaml", "config")[1])
    assert found["lexicons"] == ("words/mine.yaml".replace("/", os.sep), "words/other.yaml:1")
    assert found["format"] == ("text", "default")


def test_another_file_and_none(project, run):
    status, _, errors = run("--config", "x.yaml", "--no-config", "config")
    assert status == 2
    assert "exclude each other" in errors


def test_a_file_that_is_not_there(project, run):
    status, output, errors = run("--config", "none.yaml", "config")
    assert (status, output) == (2, "")
    assert errors == (
        "biaslens: the settings were not read\nnone.yaml:1:1: unreadable no such file\n"
    )


# --- what is wrong -------------------------------------------------------------------------------

WRONG = [
    ("formt: json", "1:1: unknown-key unknown setting 'formt'", "did you mean 'format'?"),
    ("format: jsn", "1:9: bad-value format 'jsn', expected text", "did you mean 'json'?"),
    ("format: [json]", "1:9: wrong-type a list, expected text", ""),
    ("format:", "1:8: empty nothing, expected text", ""),
    ("layers: loaded", "1:9: wrong-type layers 'loaded', expected a list of texts", ""),
    ("layers: [loadd]", "1:10: bad-value layers 'loadd', expected", "did you mean 'loaded'?"),
    ("fail_on: [loadd:author]", "1:11: bad-value", ""),
    ("jobs: 0", "1:7: out-of-range jobs 0, expected at least 1", ""),
    ("layers: []", "1:9: empty layers without a value", ""),
    ("all_zones: maybe", "1:12: wrong-type all_zones 'maybe', expected true or false", ""),
    ("lexicons: [none.yaml]", "1:12: unreadable none.yaml: no such file", ""),
    ("lexicons: [words]", "1:12: unreadable words: a directory", ""),
    ("- format", "1:1: wrong-type a list, expected a mapping", ""),
    ("format: json\nformat: json", "2:1: duplicate-key", ""),
    ("format: {", ":1: syntax", ""),
]


@pytest.mark.parametrize(("text", "said", "suggested"), WRONG, ids=[w[0] for w in WRONG])
def test_wrong_settings(project, run, text, said, suggested):
    write(project / "biaslens.yaml", text)
    status, output, errors = run("annotate", "article.txt")
    assert (status, output) == (2, "")
    head, *lines = errors.splitlines()
    assert head == "biaslens: the settings were not read"
    assert len(lines) == 1
    assert lines[0].startswith("biaslens.yaml:") and said in lines[0]
    assert lines[0].endswith(suggested)


def test_every_problem_is_told(project, run):
    write(project / "biaslens.yaml", "formt: json\ncolor: blue\nlexicons: [none.yaml]\n")
    _, _, errors = run("config")
    assert [line.split(":")[1] for line in errors.splitlines()[1:]] == ["1", "2", "3"]


def test_help_is_to_be_had_whatever_is_wrong(project, run):
    write(project / "biaslens.yaml", "formt: json")
    assert run("annotate", "--help")[0] == 0
    assert run("config", "-h")[0] == 0
    assert run("lexicon", "schema")[0] == 0


def test_wrong_environment(project, run, monkeypatch):
    monkeypatch.setenv("BIASLENS_LAYERS", "loaded,hedgin")
    status, _, errors = run("config")
    assert status == 2
    assert "BIASLENS_LAYERS:1:1: bad-value" in errors
    assert errors.endswith("did you mean 'hedging'?\n")


def test_an_empty_environment_sets_nothing(project, run, monkeypatch):
    monkeypatch.setenv("BIASLENS_FORMAT", "")
    assert table(run("config")[1])["format"] == ("text", "default")


def test_wrong_settings_in_toml(project, run):
    write(
        project / "pyproject.toml",
        "[tool.other]\nformat = 1\n\n[tool.biaslens]\ncolor = 'never'\nformat = 'jsn'\n",
    )
    status, _, errors = run("config")
    assert status == 2
    (line,) = errors.splitlines()[1:]
    assert line.startswith("pyproject.toml:6:1: bad-value format 'jsn', expected text")
    assert line.endswith("did you mean 'json'?")


def test_broken_toml(project, run):
    write(project / "pyproject.toml", "[tool.biaslens]\nformat = \n")
    status, _, errors = run("config")
    assert status == 2
    assert "pyproject.toml:2:10: syntax not TOML" in errors


def test_toml_that_cannot_be_read_here(project, run, monkeypatch):
    # As on Python 3.10 without tomli.
    monkeypatch.setitem(sys.modules, "tomllib", None)
    monkeypatch.setitem(sys.modules, "tomli", None)
    write(project / "pyproject.toml", "[project]\nname = 'x'\n\n[tool.biaslens]\n")
    status, _, errors = run("config")
    assert status == 2
    assert "pyproject.toml:4:1: unreadable [tool.biaslens] can be read with Python 3.11" in errors
    assert "biaslens.yaml" in errors


def test_a_pyproject_of_others_needs_no_toml(project, run, monkeypatch):
    monkeypatch.setitem(sys.modules, "tomllib", None)
    monkeypatch.setitem(sys.modules, "tomli", None)
    write(project / "pyproject.toml", "[project]\nname = 'biaslens'\n")
    assert run("config")[0] == 0


# --- nothing drifts ------------------------------------------------------------------------------


def test_settings_allow_what_the_options_allow():
    options = {param.name: param for param in annotate.params}
    for key, name in OPTIONS.items():
        choices = getattr(options[name].type, "choices", None)
        if choices is not None:
            assert KEYS[key].allowed == tuple(choices), key
        else:
            assert KEYS[key].allowed == (), key


# --- slips ---------------------------------------------------------------------------------------


def test_the_other_ending_will_do(project, run):
    write(project / "biaslens.yml", "format: json\n")
    assert find_file(project) == "biaslens.yml"
    assert table(run("config")[1])["format"] == ("json", "biaslens.yml:1")


def test_what_is_left_aside_is_told(project, run):
    write(project / "biaslens.yaml", "format: json\n")
    write(project / "pyproject.toml", "[tool.biaslens]\nformat = 'csv'\n")
    assert run("config")[1].splitlines()[:2] == [
        "settings of the project: biaslens.yaml",
        "left aside: pyproject.toml, as biaslens.yaml goes before it",
    ]


@pytest.mark.parametrize("header", ["[tool.biaslens", "[tool.biaslens.loaded]"])
def test_a_table_that_is_none_is_not_passed_over(project, run, header):
    write(project / "pyproject.toml", f"{header}\nformat = 'csv'\n")
    status, _, errors = run("config")
    assert status == 2
    assert errors.splitlines()[1].startswith("pyproject.toml:")


def test_a_table_of_another_tool_is_none_of_ours(project):
    write(project / "pyproject.toml", "[tool.biaslens-extra]\nformat = 'csv'\n")
    assert find_file(project) is None


def test_problems_stand_in_the_order_of_the_lines(project, run):
    write(project / "pyproject.toml", "[tool.biaslens]\njobs = 'two'\nlexicon = []\n")
    assert run("config")[2].splitlines()[1:] == [
        "pyproject.toml:2:1: wrong-type jobs 'two', expected a whole number of at least 1",
        "pyproject.toml:3:1: unknown-key unknown setting 'lexicon'; did you mean 'lexicons'?",
    ]


def test_the_environment_is_told_apart(project, run, monkeypatch):
    monkeypatch.setenv("BIASLENS_LAYERS", "loadd")
    (line,) = run("config")[2].splitlines()[1:]
    assert line.startswith("BIASLENS_LAYERS:1:1: bad-value layers 'loadd', expected attribution,")
