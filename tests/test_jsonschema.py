"""The JSON Schema of lexicon files: it says what the loader says, as far as a schema can."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

import biaslens
from biaslens.lexicon import SECTIONS, loader, schema
from biaslens.lexicon.jsonschema import DIALECT, KINDS, json_schema
from biaslens.lexicon.problems import Problems
from biaslens.lexicon.values import ValueReader

jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).parent.parent
PACKAGE = Path(biaslens.__file__).parent
SHIPPED = PACKAGE / "data" / "lexicon.schema.json"
FILES = sorted((PACKAGE / "lexicons").glob("*/*.yaml"))
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.M | re.S)
SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


class Editor(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML as editors do, by its version 1.2: ``on`` and ``no`` are words there, too."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if not tag.endswith((":bool", ":timestamp"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def blocks(mistaken: bool = False) -> list[Any]:
    """The lexicons in the documentation; settings and cases files have other keys.

    Args:
        mistaken: Those that show a mistake ("# typos.yaml, with two mistakes"), not the others.
    """
    pages = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
    found = []
    for page in pages:
        for number, code in enumerate(BLOCK.findall(page.read_text(encoding="utf-8"))):
            shows_mistake = bool(re.match(r"# [\w-]+\.yaml,", code))
            if re.search(r"^schema:", code, re.M) and shows_mistake is mistaken:
                found.append(pytest.param(code, id=f"{page.name}-{number}"))
    return found


def wrong(text: str, loader: Any = Editor) -> list[str]:
    """What the schema finds wrong in a lexicon."""
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, loader))]


def refused(text: str, tmp_path: Path) -> bool:
    """Whether the loader finds something wrong in a lexicon."""
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        biaslens.Lexicon.builtin().extend(path)
    except biaslens.LexiconError:
        return True
    return False


# --- what is right --------------------------------------------------------------------------------


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DIALECT


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_built_in_files(path):
    assert wrong(path.read_text(encoding="utf-8")) == []


def test_there_are_built_in_files():
    assert len(FILES) > 10


@pytest.mark.parametrize("code", blocks())
def test_examples_of_the_docs(code):
    # Once as an editor sees it, with numbers and booleans, and once as the loader does.
    assert wrong(code) == []
    assert wrong(code, yaml.BaseLoader) == []


@pytest.mark.parametrize("code", blocks(mistaken=True))
def test_mistakes_in_the_docs(code):
    assert wrong(code) != []


def test_sample_lexicon():
    text = (ROOT / "examples" / "newsroom.yaml").read_text(encoding="utf-8")
    assert wrong(text) == []
    assert wrong(text, yaml.BaseLoader) == []


RIGHT = {
    "nothing but a name": "name: x",
    "an entry": "loaded: [{term: a, category: b}]",
    "words that look like more": "loaded: [{term: no, category: 1984}, {term: 7, category: on}]",
    "a shield needs no category": "loaded: [{term: a, shield: true}]",
    "a category by default": "defaults: {loaded: {category: b}}\nloaded: [{term: a}]",
    "shields by default": "defaults: {loaded: {shield: true}}\nloaded: [{term: a}]",
    "numbers in quotation marks": "loaded: [{term: a, category: b, strength: '2', head: '1'}]",
    "a valence": "sentiment: [{term: qwertyish, valence: -2.5}]",
    "a frame": "attribution: [{term: zorble, pos: verb, frames: [that, as-saying]}]",
    "a condition": "loaded: [{term: a, category: b, unless: {after: [the]}, before: [b]}]",
    "a change": "change: [{entry: loaded/regime, strength: 1}]",
    "a wording": "change: [{entry: loaded/regime, terms: {add: [a], remove: [regime]}}]",
    "a removal": "remove: [loaded/regime, 'loaded/terror*']",
    "a layer": "layers: {sentiment: off}",
    "one of the two": "toward: [{term: zorble, pos: verb, object: -1}]",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_right(text, tmp_path):
    assert wrong(text) == []
    assert wrong(text, yaml.BaseLoader) == []
    assert not refused(text, tmp_path)


# --- what is wrong --------------------------------------------------------------------------------

WRONG = {
    "unknown key": "loadd: []",
    "unknown field": "loaded: [{term: a, categroy: b, category: c}]",
    "field of another section": "loaded: [{term: a, category: b, valence: 1}]",
    "unknown version": "schema: 2",
    "list expected": "loaded: {term: a, category: b}",
    "texts expected": "loaded: [{term: a, category: b, neutral: c}]",
    "text expected": "loaded: [{term: [a], category: b}]",
    "nothing": "loaded: [{term: , category: b}]",
    "no section": "loaded:",
    "entry expected": "loaded: [regime]",
    "no term": "loaded: [{category: b}]",
    "no category": "loaded: [{term: a}]",
    "no category by default": "defaults: {hedges: {category: epistemic}}\nloaded: [{term: a}]",
    "no direction": "toward: [{term: a}]",
    "unknown value": "hedges: [{term: a, category: epistemical}]",
    "unknown part of speech": "loaded: [{term: a, category: b, pos: substantive}]",
    "unknown frame": "attribution: [{term: a, frames: [thot]}]",
    "not a number": "sentiment: [{term: a, valence: low}]",
    "not a whole number": "loaded: [{term: a, category: b, strength: 1.5}]",
    "out of range": "loaded: [{term: a, category: b, strength: 4}]",
    "below range": "sentiment: [{term: a, valence: -4.5}]",
    "not a flag": "loaded: [{term: a, shield: maybe}]",
    "unknown key in unless": "loaded: [{term: a, category: b, unless: {behind: [c]}}]",
    "unknown key in examples": "loaded: [{term: a, category: b, examples: {hits: [a]}}]",
    "examples without a list": "loaded: [{term: a, category: b, examples: {hit: a}}]",
    "term in defaults": "defaults: {loaded: {term: a}}",
    "unknown section in defaults": "defaults: {loadd: {category: a}}",
    "change without an entry": "change: [{strength: 1}]",
    "change of nothing": "change: [{entry: loaded/regime}]",
    "change of an unknown section": "change: [{entry: loadd/regime, note: a}]",
    "change of a field of another section": "change: [{entry: loaded/regime, valence: 1}]",
    "change of an id": "change: [{entry: loaded/regime, id: a}]",
    "unknown key in terms": "change: [{entry: loaded/regime, terms: {plus: [a]}}]",
    "asterisk in the middle": "remove: ['loaded/*ist']",
    "removal without a section": "remove: [regime]",
    "unknown layer": "layers: {tone: off}",
    "layer without a switch": "layers: {sentiment: none}",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_wrong(text, tmp_path):
    assert wrong(text) != []
    assert refused(text, tmp_path)


# --- nothing drifts -------------------------------------------------------------------------------


def test_every_kind_of_value_that_the_loader_reads():
    assert set(KINDS) == set(get_args(schema.Kind))
    assert set(KINDS) == set(ValueReader(Problems())._converters)


def test_every_key_that_the_loader_reads():
    assert set(SCHEMA["properties"]) == set(loader._TOP)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_of_a_section(section):
    fields = SCHEMA["$defs"][section]["properties"]
    specs = schema.field_specs(section)
    assert list(fields) == list(specs)
    assert all(specs[name].description == fields[name]["description"] for name in fields)
    defaults = SCHEMA["$defs"][f"{section}-defaults"]["properties"]
    assert set(defaults) == set(specs) - set(loader._NOT_IN_DEFAULTS)


def test_the_schema_that_ships():
    # If not: biaslens lexicon schema > src/biaslens/data/lexicon.schema.json
    assert json.loads(SHIPPED.read_text(encoding="utf-8")) == SCHEMA
