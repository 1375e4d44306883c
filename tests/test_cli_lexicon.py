"""``biaslens lexicon``: what each command prints, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import biaslens
from biaslens.cli import main
from biaslens.lexicon.jsonschema import json_schema

NEWSROOM = """\
schema: 1
name: newsroom
extends: [builtin]
loaded:
  - term: town-hall baron
    pos: noun
    category: politics
    neutral: [councillor]
    note: Likens an office to a fief.
    examples: {hit: ["The town hall barons met."]}
  - {term: Town Hall Barons FC, shield: true}
change:
  - entry: loaded/regime
    strength: 1
    terms: {add: [ruling clique]}
remove: [loaded/so-called, "loaded/moderate-*"]
"""


@pytest.fixture
def run(capsysbinary, monkeypatch, tmp_path):
    """Run ``biaslens lexicon`` in an empty folder; returns its status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["--no-config", "lexicon", *map(str, arguments)])
        captured = capsysbinary.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, captured.out.decode(), captured.err.decode()

    return run


@pytest.fixture
def newsroom(tmp_path):
    return write(tmp_path / "newsroom.yaml", NEWSROOM).name


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# --- check ---------------------------------------------------------------------------------------


def test_check_of_a_good_file(run, newsroom):
    status, output, errors = run("check", newsroom)
    assert (status, errors) == (0, "")
    assert output.startswith("newsroom.yaml: 3 entries, ")
    assert output.endswith(", all right\n")


BROKEN = """\
schema: 1
name: broken
loadd: []
loaded:
  - {term: "50%: a, b", categroy: x}
  - {term: zorble, category: x, note: y, examples: {hit: [Nothing is here.]}}
remove: [loaded/regim]
"""
PROBLEMS = [(3, 1, "unknown-key", "loaded"), (5, 25, "unknown-key", "category")]


def test_check_finds_every_problem(run, tmp_path):
    write(tmp_path / "broken.yaml", BROKEN)
    status, output, errors = run("check", "broken.yaml")
    lines = output.splitlines()
    assert status == 1
    assert errors == f"{len(lines)} problems found\n"
    for (line, column, code, suggestion), said in zip(PROBLEMS, lines, strict=False):
        assert said.startswith(f"broken.yaml:{line}:{column}: {code} ")
        assert said.endswith(f"did you mean {suggestion!r}?")


def test_check_as_json(run, tmp_path, newsroom):
    write(tmp_path / "broken.yaml", BROKEN)
    status, output, errors = run("check", "--format", "json", newsroom, "broken.yaml")
    found = json.loads(output)
    assert (status, errors) == (1, "")
    assert {problem["file"] for problem in found} == {"broken.yaml"}
    keys = ("line", "column", "code", "suggestion")
    assert [tuple(problem[key] for key in keys) for problem in found[:2]] == PROBLEMS


def test_check_of_a_good_file_as_json(run, newsroom):
    assert run("check", "--format", "json", newsroom) == (0, "[]\n", "")


def test_check_for_github(run, tmp_path):
    write(tmp_path / "a,b.yaml", "name: x\nloadd: []\nschema: 7%\n")
    status, output, _ = run("check", "--format", "github", "a,b.yaml")
    lines = output.splitlines()
    assert status == 1
    assert lines[0].startswith(
        "::error file=a%2Cb.yaml,line=2,col=1,title=biaslens unknown-key::unknown key 'loadd'"
    )
    assert lines[0].endswith("did you mean 'loaded'?")
    assert lines[1].startswith("::error file=a%2Cb.yaml,line=3,col=9,title=biaslens schema-version")
    assert "7%25" in lines[1]


def test_check_of_a_good_file_for_github(run, newsroom):
    assert run("check", "--format", "github", newsroom) == (0, "", "")


def test_check_of_examples(run, tmp_path):
    text = "loaded:\n  - term: zorble\n    category: x\n    examples: {hit: [No such word.]}\n"
    write(tmp_path / "x.yaml", text)
    status, output, _ = run("check", "x.yaml")
    assert status == 1
    assert output.startswith("x.yaml:4:22: example loaded/zorble does not match in 'No such word.'")


def test_check_of_lines_of_boilerplate(run, tmp_path):
    text = (
        "boilerplate:\n  - term: Zorble us daily\n    zone: boilerplate\n"
        "    examples:\n      hit: [Zorble us daily!]\n      miss: [Zorble us daily]\n"
    )
    write(tmp_path / "x.yaml", text)
    status, output, _ = run("check", "x.yaml")
    assert status == 1
    assert output == (
        "x.yaml:6:14: example boilerplate/zorble-us-daily matches in 'Zorble us daily'\n"
    )


def test_check_of_a_file_that_is_not_there(run):
    status, output, _ = run("check", "none.yaml")
    assert status == 1
    assert output.startswith("none.yaml:1:1: unreadable ")


def test_check_of_nothing(run):
    status, output, errors = run("check")
    assert (status, output) == (2, "")
    assert "FILE" in errors


# --- list ----------------------------------------------------------------------------------------


def test_list_of_what_a_file_adds(run, newsroom):
    status, output, _ = run("list", "--lexicon", newsroom, "--grep", "town-HALL")
    assert status == 0
    assert [line.split() for line in output.splitlines()] == [
        ["loaded/town-hall-baron", "noun", "politics", "newsroom.yaml:5"],
        ["loaded/town-hall-barons-fc", "phrase", "shield", "newsroom.yaml:11"],
    ]


@pytest.mark.parametrize(
    ("layer", "sections"),
    [
        ("loaded", {"loaded"}),
        ("hedging", {"hedges"}),
        ("attribution", {"attribution", "sources"}),
        ("sentiment", {"sentiment", "toward"}),
        ("sources", {"sources"}),
        ("zones", {"boilerplate"}),
    ],
)
def test_list_of_a_layer(run, layer, sections):
    status, output, _ = run("list", "--layer", layer)
    lines = output.splitlines()
    expected = sum(len(biaslens.Lexicon.builtin().section(section)) for section in sections)
    assert status == 0
    assert len(lines) == expected > 20
    assert {line.partition("/")[0] for line in lines} == sections


def test_list_as_json(run):
    _, output, _ = run("list", "--layer", "loaded", "--grep", "moderate rebel", "--format", "json")
    (entry,) = json.loads(output)
    assert entry["id"] == "loaded/moderate-rebel"
    assert entry["origin"]["file"].endswith("loaded-conflict.yaml")
    assert all(isinstance(sentence, str) for sentence in entry["examples"]["hit"])


def test_list_of_nothing(run):
    assert run("list", "--grep", "zorblezorble") == (1, "", "")


def test_list_with_a_broken_lexicon(run, tmp_path):
    write(tmp_path / "broken.yaml", BROKEN)
    status, output, errors = run("list", "--lexicon", "broken.yaml")
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: the lexicon was not loaded\nbroken.yaml:3:1: ")


# --- explain -------------------------------------------------------------------------------------


def blocks(output: str) -> dict[str, dict[str, str]]:
    """The facts under each heading."""
    found = {}
    for block in output.strip().split("\n\n"):
        head, *lines = block.splitlines()
        found[head] = dict(line.strip().split(None, 1) for line in lines)
    return found


def test_explain_what_matches(run):
    status, output, _ = run("explain", "The moderate rebels fled.")
    facts = blocks(output)["“moderate rebels” matches loaded/moderate-rebel"]
    entry = biaslens.Lexicon.builtin().entry("loaded/moderate-rebel")
    assert status == 0
    assert facts["as"] == "a form of the term “moderate rebel” (noun)"
    assert facts["category"] == entry.category
    assert facts["note"] == entry.note
    assert facts["written"] == (
        f"{entry.origin.file}:{entry.origin.line} (lexicon {entry.origin.lexicon})"
    )


def test_explain_what_a_file_changed(run, newsroom):
    _, output, _ = run("explain", "--lexicon", newsroom, "The ruling clique met.")
    facts = blocks(output)["“ruling clique” matches loaded/regime"]
    assert facts["as"] == "the variant “ruling clique” (noun)"
    assert facts["strength"] == "1"
    assert facts["changed"] == "newsroom.yaml:13 (lexicon newsroom)"


@pytest.mark.parametrize(
    ("phrase", "heading", "because"),
    [
        (
            "Town Hall Barons FC won.",
            "“Town Hall Barons” does not match loaded/town-hall-baron",
            "the shield loaded/town-hall-barons-fc “Town Hall Barons FC” is longer "
            "(newsroom.yaml:11)",
        ),
        (
            "The so-called plan failed.",
            "“so-called” does not match loaded/so-called",
            "loaded/so-called is removed in newsroom.yaml:16",
        ),
        (
            "The moderate rebels fled.",
            "“moderate rebels” does not match loaded/moderate-rebel",
            "loaded/moderate-* is removed in newsroom.yaml:16",
        ),
        (
            "They claim that it rained.",
            "“claim” does not match attribution/claim-noun",
            "it wants a noun, and here the word is read as a verb (VBP)",
        ),
        (
            "The copyright regime changed.",
            "“regime” does not match loaded/regime",
            "`unless` takes it out here",
        ),
    ],
)
def test_explain_what_does_not_match(run, newsroom, phrase, heading, because):
    _, output, _ = run("explain", "--lexicon", newsroom, phrase)
    assert blocks(output)[heading]["because"].startswith(because)


CONDITIONS = """\
loaded:
  - {term: zorble, category: x, case: exact}
  - {term: blorble, category: x, after: [the]}
  - {term: flurble, category: x, before: [of, to]}
  - {term: Quorble, category: x, pos: name}
  - {term: gorble up, category: x, after: [the], before: [of]}
"""


@pytest.mark.parametrize(
    ("phrase", "entry", "because"),
    [
        ("A Zorble fell", "zorble", "the letters are not written as `case: exact` wants"),
        ("A blorble fell", "blorble", "it counts only after one of the"),
        ("A flurble fell", "flurble", "it counts only before one of of, to"),
        ("A quorble fell", "quorble", "a name has a capital"),
        ("Gorble up!", "gorble-up", "several of its conditions do not hold: after, before"),
    ],
)
def test_explain_conditions(run, tmp_path, phrase, entry, because):
    write(tmp_path / "x.yaml", CONDITIONS)
    status, output, _ = run("explain", "--lexicon", "x.yaml", phrase)
    (heading,) = [head for head in blocks(output) if head.endswith(f" loaded/{entry}")]
    assert blocks(output)[heading]["because"] == because
    assert status in (0, 1)


def test_explain_a_term_with_a_gap(run, tmp_path):
    text = "loaded: [{term: zorble … over, pos: verb, category: x, unless: {before: [there]}}]\n"
    write(tmp_path / "x.yaml", text)
    _, output, _ = run("explain", "--lexicon", "x.yaml", "They zorbled the town over.")
    facts = blocks(output)["“zorbled the town over” matches loaded/zorble-over"]
    assert facts["as"] == "a form of the term “zorble … over” (verb)"
    _, output, _ = run("explain", "--lexicon", "x.yaml", "They zorbled the town over there.")
    facts = blocks(output)["“zorbled the town over” does not match loaded/zorble-over"]
    assert facts["because"] == "`unless` takes it out here"


def test_explain_what_a_file_replaced(run, tmp_path):
    text = "loaded: [{term: regime, pos: noun, category: mine}]\n"
    write(tmp_path / "x.yaml", text)
    _, output, _ = run("explain", "--lexicon", "x.yaml", "The regime fell.")
    facts = blocks(output)["“regime” matches loaded/regime"]
    old = biaslens.Lexicon.builtin().entry("loaded/regime").origin
    assert facts["written"] == "x.yaml:1 (lexicon x)"
    assert facts["replaces"] == f"{old.file}:{old.line} (lexicon {old.lexicon})"


def test_explain_a_wording_that_was_taken_away(run, tmp_path):
    text = "change:\n  - {entry: loaded/regime, terms: {add: [clan rule], remove: [regime]}}\n"
    write(tmp_path / "x.yaml", text)
    _, output, _ = run("explain", "--lexicon", "x.yaml", "The regime fell.")
    facts = blocks(output)["“regime” does not match loaded/regime"]
    assert facts["because"].startswith("it is changed in x.yaml:2 ")


def test_explain_an_id(run, newsroom):
    status, output, _ = run("explain", "--lexicon", newsroom, "loaded/regime")
    assert status == 0
    assert output.startswith("loaded/regime looks for “regime”, “ruling clique” (noun)\n")


def test_explain_what_nobody_knows(run):
    assert run("explain", "zorble flurble") == (1, "no entry knows “zorble flurble”\n", "")


@pytest.mark.parametrize("phrase", ["", " ", "\ufffd", "-", "a" * 3000, "the - - -", "🙂"])
def test_explain_any_text(run, phrase):
    status, output, errors = run("explain", phrase)
    assert status in (0, 1)
    assert output and not errors


# --- init ----------------------------------------------------------------------------------------


def test_init_writes_a_file_that_is_right(run, tmp_path):
    assert run("init")[0] == 0
    assert (tmp_path / "newsroom.yaml").is_file()
    status, output, _ = run("check", "newsroom.yaml")
    assert status == 0, output
    lexicon = biaslens.Lexicon.builtin().extend(tmp_path / "newsroom.yaml")
    assert lexicon.name == "newsroom"
    assert set(lexicon.entries) > set(biaslens.Lexicon.builtin().entries)


def test_init_explains_itself(run, tmp_path):
    run("init", "x.yaml")
    text = (tmp_path / "x.yaml").read_text(encoding="utf-8")
    assert text.count("#") > 15
    for section in ("loaded", "hedges", "sources", "change", "remove", "extends"):
        assert f"\n{section}: " in text or f"\n{section}:\n" in text


def test_init_never_overwrites(run, tmp_path):
    write(tmp_path / "x.yaml", "mine")
    status, output, errors = run("init", "x.yaml")
    assert (status, output) == (1, "")
    assert errors == "biaslens: x.yaml: is there already, expected the name of a new file\n"
    assert (tmp_path / "x.yaml").read_text(encoding="utf-8") == "mine"


def test_init_in_a_folder_that_is_not_there(run):
    status, _, errors = run("init", "none/x.yaml")
    assert status == 1
    assert errors.startswith("biaslens: none/x.yaml: ")


# --- diff ----------------------------------------------------------------------------------------


def test_diff_against_the_builtin(run, newsroom):
    status, output, _ = run("diff", "builtin", newsroom)
    lines = output.splitlines()
    assert status == 0
    assert "+ loaded/town-hall-baron  newsroom.yaml:5 (lexicon newsroom)" in lines
    changed = lines.index("~ loaded/regime  newsroom.yaml:13 (lexicon newsroom)")
    assert lines[changed + 1 : changed + 3] == [
        "    variants: + ruling clique",
        "    strength: 2 -> 1",
    ]
    gone = [line.split()[1] for line in lines if line.startswith("- ")]
    assert "loaded/so-called" in gone and "loaded/moderate-rebel" in gone


def test_diff_of_the_same(run, newsroom):
    assert run("diff", newsroom, newsroom) == (0, "", "")
    assert run("diff", "--exit-code", "builtin", "builtin") == (0, "", "")


def test_diff_with_an_exit_code(run, newsroom):
    assert run("diff", "--exit-code", "builtin", newsroom)[0] == 1


def test_diff_of_every_kind_of_field(run, tmp_path):
    fields = {
        "note": ("a", "b"),
        "neutral": ("[a, b]", "[b, c]"),
        "unless": ("{after: [a]}", "{after: [b]}"),
        "examples": ("{hit: [one zorble]}", "{hit: [the zorble]}"),
        "case": ("any", "lower"),
        "strength": ("1", "3"),
    }
    for side in (0, 1):
        given = ", ".join(f"{name}: {values[side]}" for name, values in fields.items())
        text = f"loaded: [{{term: zorble, category: x, {given}}}]\n"
        write(tmp_path / f"{side}.yaml", text)
    _, output, _ = run("diff", "0.yaml", "1.yaml")
    assert {line.strip() for line in output.splitlines()[1:]} == {
        "note: a -> b",
        "neutral: - a",
        "neutral: + c",
        "unless: after: - a",
        "unless: after: + b",
        "examples: hit: - one zorble",
        "examples: hit: + the zorble",
        "case: any -> lower",
        "strength: 1 -> 3",
    }


def test_diff_as_json(run, newsroom):
    _, output, _ = run("diff", "--format", "json", "builtin", newsroom)
    found = {difference["id"]: difference for difference in json.loads(output)}
    assert found["loaded/town-hall-baron"]["kind"] == "added"
    assert found["loaded/so-called"]["kind"] == "removed"
    assert found["loaded/regime"]["kind"] == "changed"
    assert found["loaded/regime"]["fields"]["strength"] == {"from": 2, "to": 1}
    assert found["loaded/regime"]["line"] == 13


def test_diff_with_a_broken_file(run, tmp_path):
    write(tmp_path / "broken.yaml", BROKEN)
    status, output, errors = run("diff", "builtin", "broken.yaml")
    assert (status, output) == (2, "")
    assert "broken.yaml:3:1: " in errors


# --- test ----------------------------------------------------------------------------------------

CASES = """\
cases:
  - text: "The town-hall barons met, an official said."
    hit: [loaded/town-hall-baron, town-hall barons, {entry: attribution/say, words: said}]
    miss: [loaded/so-called, "hedges/*", "loaded/*"]
  - text: Critics called them “town-hall barons”.
    hit: [{words: town-hall barons, voice: source}]
"""


def test_test_without_cases(run, newsroom):
    status, output, errors = run("test", newsroom)
    assert (status, errors) == (0, "")
    assert output.startswith("newsroom.yaml: ") and output.endswith(" examples, all as they say\n")


def test_test_with_cases(run, newsroom, tmp_path):
    write(tmp_path / "cases.yaml", CASES)
    status, output, errors = run("test", newsroom, "cases.yaml")
    assert (status, errors) == (0, "")
    assert output.endswith("; cases.yaml: 2 cases, all as they say\n")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("hit: [hedges/may]", "hedges/may is not found in 'The town-hall barons met.'"),
        (
            "hit: [met]",
            "“met” is not found in 'The town-hall barons met.', only loaded/town-hall-baron "
            "(“town-hall barons”, author)",
        ),
        (
            "hit: [{words: town-hall barons, voice: source}]",
            "“town-hall barons”, source is not found in 'The town-hall barons met.', only "
            "loaded/town-hall-baron (“town-hall barons”, author)",
        ),
        (
            "miss: ['loaded/*']",
            "loaded/town-hall-baron (“town-hall barons”, author) is found in "
            "'The town-hall barons met.'",
        ),
        (
            "miss: [town-hall barons]",
            "loaded/town-hall-baron (“town-hall barons”, author) is found in "
            "'The town-hall barons met.'",
        ),
    ],
)
def test_cases_that_do_not_do_what_they_say(run, newsroom, tmp_path, item, said):
    write(tmp_path / "cases.yaml", f"cases:\n  - text: The town-hall barons met.\n    {item}\n")
    status, output, errors = run("test", newsroom, "cases.yaml")
    assert status == 1
    assert output == f"cases.yaml:3:{item.index('[') + 6}: example {said}\n"
    assert errors == "1 problem found\n"


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "empty"),
        ("cases: []", 1, "empty"),
        ("case: []", 1, "unknown-key"),
        ("cases: [{text: a}]", 1, "missing-field"),
        ("cases:\n  - hit: [a]", 2, "missing-field"),
        ("cases:\n  - {text: a, hits: [a]}", 2, "unknown-key"),
        ("cases:\n  - {text: a, hit: a}", 2, "wrong-type"),
        ("cases:\n  - {text: a, hit: [loaded/regim]}", 2, "unknown-id"),
        ("cases:\n  - {text: a, miss: ['loaded/zorble*']}", 2, "unknown-id"),
        ("cases:\n  - {text: a, hit: [b]}", 2, "bad-value"),
        ("cases:\n  - {text: a, hit: [{word: a}]}", 2, "unknown-key"),
        ("cases:\n  - {text: a, hit: [{words: a, voice: loud}]}", 2, "bad-value"),
        ("cases:\n  - {text: a, hit: [{}]}", 2, "empty"),
        ("cases: ]", 1, "syntax"),
    ],
)
def test_broken_cases(run, newsroom, tmp_path, text, line, code):
    write(tmp_path / "cases.yaml", text)
    status, output, _ = run("test", newsroom, "cases.yaml")
    assert status == 1
    places = [said.split(" ")[:2] for said in output.splitlines()]
    assert [f"cases.yaml:{line}", code] in [
        [place.rsplit(":", 2)[0], found] for place, found in places
    ]


def test_an_unknown_id_is_suggested(run, newsroom, tmp_path):
    write(tmp_path / "cases.yaml", "cases: [{text: a, hit: [loaded/regim]}]")
    _, output, _ = run("test", newsroom, "cases.yaml")
    assert output.endswith("did you mean 'loaded/regime'?\n")


def test_test_of_a_broken_lexicon(run, tmp_path):
    write(tmp_path / "broken.yaml", BROKEN)
    write(tmp_path / "cases.yaml", CASES)
    status, output, _ = run("test", "--format", "json", "broken.yaml", "cases.yaml")
    assert status == 1
    assert {problem["file"] for problem in json.loads(output)} == {"broken.yaml"}


# --- schema --------------------------------------------------------------------------------------


def test_schema(run):
    status, output, _ = run("schema")
    assert status == 0
    assert json.loads(output) == json_schema()


# --- the group -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", ["check", "diff", "explain", "init", "list", "schema", "test"]
)
def test_help(run, command):
    assert command in run("--help")[1]
    status, output, _ = run(command, "--help")
    assert status == 0
    assert output.startswith(f"Usage: biaslens lexicon {command}")


def test_check_notes_names_that_look_mistyped(run, tmp_path):
    text = (
        "loaded:\n  - {term: zorble, category: politcs}\n"
        "  - {term: zarble, category: house style, contrast: armed-oponents}\n"
        "  - {term: zirble, category: politics, contrast: sizes-of-cups}\n"
    )
    write(tmp_path / "x.yaml", text)
    status, output, errors = run("check", "x.yaml")
    assert (status, output) == (0, "x.yaml: 3 entries, 0 examples, all right\n")
    assert errors.splitlines() == [
        "x.yaml:2:5: note category 'politcs' is new; did you mean 'politics'?",
        "x.yaml:3:5: note contrast 'armed-oponents' is new; did you mean 'armed-opponents'?",
    ]
    assert run("check", "--format", "github", "x.yaml") == (0, "", "")


def test_explain_an_id_that_is_not_there(run, tmp_path):
    status, output, _ = run("explain", "loaded/regmie")
    assert (status, output) == (
        1, "there is no loaded/regmie\n    perhaps   loaded/regime\n"
    )  # fmt: skip
    write(tmp_path / "x.yaml", "remove: [loaded/regime]\n")
    status, output, _ = run("explain", "--lexicon", "x.yaml", "loaded/regime")
    assert (status, output.splitlines()[:2]) == (
        1, ["there is no loaded/regime", "    because   loaded/regime is removed in x.yaml:1"]
    )  # fmt: skip


def test_explain_an_id_that_took_a_place(run, tmp_path):
    write(tmp_path / "x.yaml", "loaded:\n  - {term: regime, category: x}\n")
    status, output, _ = run("explain", "--lexicon", "x.yaml", "loaded/regime")
    assert status == 0
    assert "    replaces  biaslens/lexicons/en/loaded-state.yaml:" in output


def test_explain_a_shield_in_a_gap(run, tmp_path):
    text = (
        "loaded:\n  - {term: accuse … of zorbling, pos: verb, category: x}\n"
        "  - {term: parking regime, shield: true}\n"
    )
    write(tmp_path / "x.yaml", text)
    _, output, _ = run(
        "explain", "--lexicon", "x.yaml", "She accused the parking regime of zorbling."
    )
    said = output.split("“regime” does not match loaded/regime\n")[1]
    because = "    because   the shield loaded/parking-regime “parking regime” is longer"
    assert said.startswith(because)
