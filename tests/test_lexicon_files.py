"""Broken lexicon files: each problem with its line, column, code and message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from biaslens.errors import LexiconError, LexiconProblem
from biaslens.lexicon import Lexicon, yaml_nodes
from biaslens.lexicon.problems import CODES
from biaslens.lexicon.schema import FRAMES
from biaslens.lexicon.yaml_nodes import MAX_BYTES

# label, file, problems as "line:column: code message".
BROKEN = [
    (
        "unknown top-level key",
        "schema: 1\nloadde: []\n",
        ["2:1: unknown-key unknown key 'loadde'; did you mean 'loaded'?"],
    ),
    (
        "unknown field",
        "loaded:\n  - {term: regime, category: state, variant: [x]}\n",
        ["2:37: unknown-key unknown field 'variant'; did you mean 'variants'?"],
    ),
    (
        "every problem in one go",
        "schema: 2\nloaded:\n  - {term: regime}\n  - {term: junta, categroy: state}\n"
        "hedges:\n  - {term: maybe, category: epistmic}\n",
        [
            "1:9: schema-version schema '2', expected 1",
            "3:5: missing-field 'regime' without `category`",
            "4:19: unknown-key unknown field 'categroy'; did you mean 'category'?",
            "6:29: bad-value category 'epistmic', expected epistemic, evidential, doxastic, "
            "investigation or vagueness; did you mean 'epistemic'?",
        ],
    ),
    (
        "a term alone",
        "loaded:\n  - regime\n",
        ["2:5: wrong-type 'regime', expected an entry such as {term: regime}"],
    ),
    (
        "an empty item",
        "loaded:\n  - {term: junta, category: state}\n  -\n",
        ["3:4: empty nothing, expected an entry"],
    ),
    (
        "a section that is no list",
        "loaded: {term: regime}\n",
        ["1:9: wrong-type a mapping, expected a list of entries"],
    ),
    (
        "no term",
        "loaded:\n  - {id: regime, category: state}\n",
        ["2:5: missing-field an entry without `term`"],
    ),
    (
        "empty term",
        "loaded:\n  - term: ''\n    category: state\n",
        ["2:11: empty nothing, expected text"],
    ),
    (
        "a list where a text belongs",
        "loaded:\n  - term: [a, b]\n    category: state\n",
        ["2:11: wrong-type a list, expected text"],
    ),
    (
        "a text where a list belongs",
        "loaded:\n  - term: regime\n    category: state\n    neutral: government\n",
        [
            "4:14: wrong-type neutral 'government', expected a list of texts such as "
            "[government]"
        ],
    ),
    (
        "nothing where a list belongs",
        "loaded:\n  - term: regime\n    category: state\n    neutral:\n",
        ["4:13: empty neutral nothing, expected a list of texts"],
    ),
    (
        "a misspelt class of words",
        "loaded:\n  - {term: regime, category: state, pos: nuon}\n",
        [
            "2:42: bad-value pos 'nuon', expected noun, verb, adjective, adverb, modal, "
            "preposition, name or phrase; did you mean 'noun'?"
        ],
    ),
    (
        "a word for a number",
        "sentiment:\n  - {term: attack, valence: none}\n",
        ["2:29: wrong-type valence 'none', expected a number"],
    ),
    (
        "not a number",
        "sentiment:\n  - {term: attack, valence: nan}\n",
        ["2:29: wrong-type valence 'nan', expected a number"],
    ),
    (
        "a number out of range",
        "sentiment:\n  - {term: attack, valence: -40}\n",
        ["2:29: out-of-range valence -40, expected -4 to 4"],
    ),
    (
        "a strength out of range",
        "loaded:\n  - {term: regime, category: state, strength: 4}\n",
        ["2:47: out-of-range strength 4, expected 1 to 3"],
    ),
    (
        "a head beyond the term",
        "loaded:\n  - {term: proxy war, category: state, pos: noun, head: 3}\n",
        ["2:57: out-of-range head 3, but 'proxy war' has 2 words"],
    ),
    (
        "a head below 1",
        "loaded:\n  - {term: proxy war, category: state, pos: noun, head: 0}\n",
        ["2:57: out-of-range head 0, expected at least 1"],
    ),
    (
        "yes is no flag",
        "loaded:\n  - {term: War Museum, shield: yes}\n",
        ["2:32: wrong-type shield 'yes', expected true or false"],
    ),
    (
        "an id twice",
        "loaded:\n  - {term: regime, category: state}\n  - {term: Regime, category: power}\n",
        [
            "3:12: duplicate-id loaded/regime stands here twice, first in line 2; "
            "give one an `id`",
        ],
    ),
    (
        "an id that says its section",
        "loaded:\n  - {term: regime, id: loaded/regime, category: state}\n",
        [
            "2:24: bad-value id 'loaded/regime', expected no space, slash or asterisk; "
            "did you mean 'regime'?"
        ],
    ),
    (
        "a term that another hides",
        "loaded:\n  - {term: crack-down, category: state}\n"
        "  - {term: Crack down, id: crack, category: state}\n",
        [
            "3:12: duplicate-term 'Crack down' never matches: loaded/crack-down in line 2 has "
            "the same words and conditions"
        ],
    ),
    (
        "a key twice",
        "loaded:\n  - term: regime\n    category: state\n    term: junta\n",
        ["4:5: duplicate-key 'term' stands here twice, first in line 2"],
    ),
    (
        "a key twice in the file",
        "loaded: []\nhedges: []\nloaded: []\n",
        ["3:1: duplicate-key 'loaded' stands here twice, first in line 1"],
    ),
    (
        "a hyphen at the end",
        "loaded:\n  - {term: anti-, category: state}\n",
        [
            "2:12: never-matches term 'anti-' begins or ends with a hyphen, "
            "expected whole words"
        ],
    ),
    (
        "only invisible characters",
        'loaded:\n  - {term: "\\u200b", category: state}\n',
        ["2:12: never-matches term '\\u200b' has no word in it"],
    ),
    (
        "an empty variant",
        "loaded:\n  - {term: regime, category: state, variants: [junta, '']}\n",
        ["2:55: empty nothing, expected text"],
    ),
    (
        "a term too long",
        f"loaded:\n  - {{term: {'very ' * 32}long, category: state}}\n",
        ["2:12: too-long term of 33 words and marks, expected at most 32"],
    ),
    (
        "a name in lower case",
        "sources:\n  - {term: Ankara, kind: official_body, pos: name, case: lower}\n",
        ["2:58: never-matches case lower, but a name has a capital"],
    ),
    (
        "a capital that no text has",
        "loaded:\n  - {term: 9/11, category: state, case: capital}\n",
        ["2:41: never-matches case capital, but '9/11' does not begin with a letter"],
    ),
    (
        "an unknown class in a condition",
        "loaded:\n  - {term: quiet, category: state, after: [<nuon>]}\n",
        [
            "2:44: bad-value <nuon> is no class of words, expected <number>, <name>, <noun>, "
            "<verb>, <adjective>, <start> or <end>; did you mean '<noun>'?"
        ],
    ),
    (
        "an edge on the wrong side",
        "loaded:\n  - {term: quiet, category: state, before: [<start> the]}\n",
        [
            "2:45: never-matches <start> in before: '<start> the', expected <end> only, "
            "as the last"
        ],
    ),
    (
        "a condition that cancels itself",
        "loaded:\n  - {term: quiet, category: state, after: [the], unless: {after: [the, a]}}\n",
        ["2:43: never-matches all of after stand in unless, too"],
    ),
    (
        "an unknown key of unless",
        "loaded:\n  - {term: quiet, category: state, unless: {befor: [it]}}\n",
        [
            "2:45: unknown-key unknown key of unless 'befor', expected after or before; "
            "did you mean 'before'?"
        ],
    ),
    (
        "neither subject nor object",
        "toward:\n  - {term: condemn, pos: verb}\n",
        ["2:5: missing-field 'condemn' without `subject` or `object`"],
    ),
    (
        "an unknown frame",
        "attribution:\n  - {term: say, pos: verb, frames: [clause, taht]}\n",
        [
            "2:45: bad-value frames 'taht', expected "
            + ", ".join(FRAMES[:-1])
            + f" or {FRAMES[-1]}; did you mean 'that'?"
        ],
    ),
    (
        "unknown ids",
        "loaded:\n  - {term: regime, category: state}\nremove: [loaded/regime]\n"
        "change:\n  - {entry: hedges/maybe, category: vagueness}\n",
        [
            "3:10: unknown-id loaded/regime: no such entry to remove",
            "5:13: unknown-id hedges/maybe: no such entry to change",
        ],
    ),
    (
        "an id without a section",
        "remove: [regime, 'laoded/x']\n",
        [
            "1:10: unknown-id 'regime' is no id, expected one such as loaded/terrorist",
            "1:18: unknown-id 'laoded/x' is no id, expected one such as loaded/terrorist; "
            "did you mean 'loaded'?",
        ],
    ),
    (
        "an asterisk in the middle",
        "remove: ['loaded/*-war']\n",
        ["1:10: bad-value 'loaded/*-war', expected an asterisk at the end only"],
    ),
    (
        "a change of nothing",
        "change:\n  - {entry: loaded/regime}\n",
        [
            "2:5: empty loaded/regime stays as it is, expected a field to change",
            "2:13: unknown-id loaded/regime: no such entry to change",
        ],
    ),
    (
        "a change of the id",
        "change:\n  - {entry: loaded/regime, id: x}\n",
        [
            "2:13: unknown-id loaded/regime: no such entry to change",
            "2:28: bad-value an id cannot be changed",
        ],
    ),
    (
        "defaults for a section that is none",
        "defaults: {loadet: {category: x}}\n",
        ["1:12: unknown-key unknown section 'loadet'; did you mean 'loaded'?"],
    ),
    (
        "a default term",
        "defaults: {loaded: {term: x}}\n",
        ["1:21: unknown-key unknown field 'term'"],
    ),
    (
        "an unknown lexicon",
        "extends: [bultin]\n",
        [
            "1:11: unknown-lexicon 'bultin' is no lexicon, expected builtin or the path of a "
            ".yaml file; did you mean 'builtin'?"
        ],
    ),
    (
        "an unknown language",
        "extends: [builtin:xx]\n",
        ["1:11: unknown-lexicon no built-in lexicon for language 'xx'"],
    ),
    (
        "a tag",
        "loaded:\n  - {term: !!python/name:os.system '', category: state}\n",
        [
            "2:12: tag tag '!!python/name:os.system' has no meaning here, "
            "expected a plain value",
            "2:12: empty nothing, expected text",
        ],
    ),
    (
        "a second document",
        "loaded: []\n---\nhedges: []\n",
        ["2:1: syntax a second document, expected one"],
    ),
    ("no mapping", "- loaded\n", [
        "1:1: wrong-type a list, expected a mapping with `schema`, `name` and sections such as "
        "`loaded`"
    ]),
    ("nothing at all", "", [
        "1:1: empty nothing, expected a mapping with `schema`, `name` and sections such as "
        "`loaded`"
    ]),
    (
        "an alias within itself",
        "loaded: &a\n  - *a\n",
        ["2:5: aliases alias *a stands within itself"],
    ),
    ("an alias of nothing", "loaded: *a\n", ["1:9: aliases alias *a has no anchor before it"]),
    (
        "a list as key",
        "? [a, b]\n: c\n",
        ["1:3: wrong-type expected a word as key of a mapping"],
    ),
]  # fmt: skip


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
@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_broken(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    found = problems_of(path)
    assert [str(problem).removeprefix(f"{path}:") for problem in found] == expected
    assert {problem.code for problem in found} <= CODES.keys()
    assert all(problem.file == str(path) for problem in found)


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
    ({"loaded": [{"term": "x"}]}, ["missing-field loaded[0]: 'x' without `category`"]),
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
