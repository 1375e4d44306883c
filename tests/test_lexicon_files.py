"""Broken lexicon files: each problem with its line, column, code and message."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from biaslens.errors import LexiconError, LexiconProblem
from biaslens.lexicon import Lexicon, yaml_nodes
from biaslens.lexicon.problems import CODES
from biaslens.lexicon.yaml_nodes import MAX_BYTES

FOLDER = Path(__file__).parent / "data" / "lexicon-broken"
BROKEN = sorted(FOLDER.glob("*.yaml"))
DOCS = Path(__file__).parent.parent / "docs" / "lexicon.md"


def problems_of(path: Path) -> tuple[LexiconProblem, ...]:
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_file(path)
    return caught.value.problems


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with libyaml and without it."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yaml_nodes, "_Loader", getattr(yaml, request.param))


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken(path: Path) -> None:
    """Each file ends with the problems that it has, one a line, as comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [line[9:] for line in lines if line.startswith("# expect ")]
    assert expected
    found = problems_of(path)
    shown = [str(problem).removeprefix(f"{path}:") for problem in found]
    assert [line.replace(f"{FOLDER}/", "") for line in shown] == expected
    assert {problem.code for problem in found} <= CODES.keys()


def test_there_are_broken_files() -> None:
    assert len(BROKEN) >= 80


def test_the_codes_are_in_the_docs() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.M)
    assert {code: meaning for code, meaning in rows if code in CODES} == CODES
    table = DOCS.read_text(encoding="utf-8").partition("| code | meaning |")[2]
    assert set(re.findall(r"^\| `([a-z-]+)` ", table, re.M)) == set(CODES)


def test_every_code_is_seen_in_a_test() -> None:
    named = {row[2] for row in SYNTAX} | {"aliases", "unreadable", "pack"}
    for path in BROKEN:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# expect "):
                named.add(line.partition(": ")[2].split(" ")[0])
    assert named == set(CODES)


def test_nothing_is_loaded_halfway(tmp_path: Path) -> None:
    base = Lexicon.empty().extend({"loaded": [{"term": "junta", "category": "state"}]})
    before = (base.fingerprint, list(base.entries), base.layers_off)
    path = tmp_path / "half.yaml"
    path.write_text(
        "layers: {loaded: off}\nremove: [loaded/junta]\nhedges:\n"
        "  - {term: maybe, category: epistemic}\n  - {term: perhaps}\n",
        encoding="utf-8",
    )
    with pytest.raises(LexiconError):
        base.extend(path)
    assert (base.fingerprint, list(base.entries), base.layers_off) == before


SYNTAX = [
    ("a tab", b"loaded:\n\t- {term: x}\n", "syntax", 2, 1),
    ("an open bracket", b"loaded: [a, b\nhedges: 1\n", "syntax", 2, 7),
    ("a bad indent", b"loaded:\n  - term: a\n   category: b\n", "syntax", 3, 4),
    ("a control character", b"loaded:\n  - {term: a\x07b}\n", "syntax", 2, 13),
    ("Latin 1", b"loaded:\n  - {term: caf\xe9}\n", "encoding", 2, 15),
    ("Latin 1 after a mark", b"\xef\xbb\xbfloaded:\n  - {term: \xe9}\n", "encoding", 2, 12),
    ("UTF-16", "loaded: []".encode("utf-16"), "encoding", 1, 1),
    ("nested lists", b"loaded: " + b"[" * 900 + b"]" * 900, "nesting", 1, 58),
    ("nested dashes", b"- " * 3000, "nesting", 1, 101),
    ("too large", b"#" * (MAX_BYTES + 1), "too-large", 1, 1),
]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("data", "code", "line", "column"), [row[1:] for row in SYNTAX], ids=[row[0] for row in SYNTAX]
)
def test_not_yaml(tmp_path: Path, data: bytes, code: str, line: int, column: int) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(data)
    found = [(problem.code, problem.line, problem.column) for problem in problems_of(path)]
    assert found == [(code, line, column)]


def test_aliases_that_explode(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [problem.code for problem in problems_of(path)] == ["aliases"]


def test_aliases_that_do_not(tmp_path: Path) -> None:
    path = tmp_path / "alias.yaml"
    path.write_text(
        "loaded:\n  - {term: regime, category: state, neutral: &n [government]}\n"
        "  - {term: junta, category: state, neutral: *n}\n",
        encoding="utf-8",
    )
    assert Lexicon.from_file(path).entry("loaded/junta").neutral == ("government",)  # type: ignore[attr-defined]


UNREADABLE = [
    ("missing.yaml", "no such file"),
    (".", "a directory, expected a file"),
    ("loop.yaml", "cannot be read: Too many levels of symbolic links"),
    ("nul\0.yaml", "cannot be read: embedded null byte"),
]


@pytest.mark.parametrize(("name", "message"), UNREADABLE)
def test_unreadable(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    path = f"{tmp_path}/{name}"
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_file(path)
    assert caught.value.problems == (LexiconProblem(path, 1, 1, "unreadable", message),)


def test_words_that_yaml_takes_for_something_else(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    words = ["no", "on", "yes", "null", "12:30", "0x1F", "1e3", "007", "2015-10-01", "true", "~x"]
    rows = "".join(f"  - {{term: {word}, category: n}}\n" for word in words)
    path.write_text("\ufeffloaded:\n" + rows, encoding="utf-8")
    assert [entry.term for entry in Lexicon.from_file(path).section("loaded")] == words


MAPPINGS: list[tuple[dict[Any, Any], list[str]]] = [
    (
        {"loaded": [{"term": "x"}]},
        [
            "missing-field loaded[0]: 'x' without `category`, expected a line such as "
            "`category: politics`"
        ],
    ),
    (
        {"loaded": [{"term": "x", "categroy": "y"}]},
        [
            "unknown-key loaded[0].categroy: unknown field 'categroy'; "
            "did you mean 'category'?",
        ],
    ),
    (
        {"sentiment": [{"term": "x", "valence": 9}]},
        ["out-of-range sentiment[0].valence: valence 9, expected -4 to 4"],
    ),
    (
        {"loaded": [{"term": b"x", "category": "y"}]},
        [
            "wrong-type loaded[0].term: expected text, a list or a mapping, got bytes",
            "empty loaded[0].term: nothing, expected text",
        ],
    ),
    ({1: []}, ["wrong-type expected a string as key, got int"]),
]


@pytest.mark.parametrize(("data", "expected"), MAPPINGS)
def test_broken_mapping(data: dict[Any, Any], expected: list[str]) -> None:
    with pytest.raises(LexiconError) as caught:
        Lexicon.empty().extend(data)
    found = [str(problem) for problem in caught.value.problems]
    assert found == [f"<mapping>:1:1: {line}" for line in expected]


def test_mapping_within_itself() -> None:
    data: dict[str, Any] = {}
    data["loaded"] = [data]
    with pytest.raises(LexiconError) as caught:
        Lexicon.empty().extend(data)
    assert "nesting" in {problem.code for problem in caught.value.problems}


_YAML = st.text(st.sampled_from("ab:-[]{},&*!|>'\"#%@? \n\t\\0<é\u200b"), max_size=80)


@given(st.one_of(_YAML, _YAML.map(lambda text: "loaded:\n  - " + text)))
def test_any_text_loads_or_says_why(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8")
    lines = text.count("\n") + 1
    try:
        Lexicon.from_file(path)
    except LexiconError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.code in CODES
            assert 1 <= problem.line <= lines + 1
            assert problem.column >= 1


@given(st.binary(max_size=60))
def test_any_bytes_load_or_say_why(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(data)
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_file(path)
    assert caught.value.problems
