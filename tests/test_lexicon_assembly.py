"""What files make together: order, any field changed, rivals, layers switched off, examples."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import attrs
import pytest

import biaslens
from biaslens.errors import LexiconError
from biaslens.lexicon import SECTIONS, Lexicon
from biaslens.lexicon.assemble import read_builtin
from biaslens.lexicon.schema import LAYERS, Context, Example, Examples, field_specs


def write(folder: Path, **texts: str) -> dict[str, Path]:
    paths = {name: folder / f"{name}.yaml" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8")
    return paths


def problems(*sources: Any, base: Lexicon | None = None) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        (base or Lexicon.empty()).extend(*sources)
    return [str(problem) for problem in caught.value.problems]


# Any field can be changed --------------------------------------------------------------------

BASE = Lexicon.empty().extend(
    {
        "loaded": [{"term": "regime", "category": "state", "forms": ["regimen"]}],
        "hedges": [{"term": "maybe", "category": "epistemic"}],
        "attribution": [{"term": "say", "pos": "verb", "frames": ["that"]}],
        "sources": [{"term": "Ankara", "pos": "name", "kind": "official_body"}],
        "sentiment": [{"term": "attack", "valence": 0}],
        "toward": [{"term": "condemn", "pos": "verb", "object": -2}],
        "boilerplate": [{"term": "Read more", "zone": "boilerplate"}],
    }
)
IDS = {entry.section: entry.id for entry in BASE.entries.values()}
# What each field is changed to, as written and as read; by the section too where they differ.
VALUES: dict[str, tuple[Any, Any]] = {
    "term": ("other words", "other words"),
    "pos": ("adjective", "adjective"),
    "head": (1, 1),
    "forms": (["othered"], ("othered",)),
    "variants": (["another"], ("another",)),
    "case": ("exact", "exact"),
    "after": (["the", "<name>"], ("the", "<name>")),
    "before": (["of"], ("of",)),
    "unless": ({"after": ["a"], "before": ["b"]}, Context(("a",), ("b",))),
    "shield": (True, True),
    "note": ("A note.", "A note."),
    "examples": ({"miss": ["Nil."]}, Examples((), (Example("Nil."),))),
    "category": ("vagueness", "vagueness"),
    "favours": ("nobody", "nobody"),
    "hurts": ("nobody", "nobody"),
    "neutral": (["x", "y"], ("x", "y")),
    "contrast": ("set", "set"),
    "strength": (3, 3),
    "frames": (["np", "of"], ("np", "of")),
    "stance": ("denies", "denies"),
    "negated": ("doubts", "doubts"),
    "implies": ("truth", "truth"),
    "source": ("object", "object"),
    "kind": ("media", "media"),
    "refers_to": ("Turkey", "Turkey"),
    "adjective": ("Turkish", "Turkish"),
    "valence": (-1.5, -1.5),
    "subject": (2, 2.0),
    "object": (-1, -1.0),
    "zone": ("comment", "comment"),
    "where": ("start", "start"),
    "max_words": (5, 5),
    "opens": ("comment", "comment"),
}
NO_EFFECT = {
    "sentiment": {"case", "after", "before", "unless", "shield"},
    "boilerplate": {"pos", "head", "forms", "case", "after", "before", "unless", "shield"},
}
FIELDS = [
    (section, name)
    for section in SECTIONS
    for name in field_specs(section)
    if name != "id" and name not in NO_EFFECT.get(section, ())
]


@pytest.mark.parametrize(("section", "name"), FIELDS)
def test_any_field_can_be_changed(section: str, name: str) -> None:
    written, read = VALUES[name]
    changed = BASE.extend({"name": "mine", "change": [{"entry": IDS[section], name: written}]})
    old, new = BASE.entry(IDS[section]), changed.entry(IDS[section])
    assert getattr(old, name) != read
    assert new == attrs.evolve(old, **{name: read})
    assert [origin.lexicon for origin in new.changed] == ["mine"]
    assert new.origin == old.origin


@pytest.mark.parametrize(
    ("section", "name"), [(section, name) for section, names in NO_EFFECT.items() for name in names]
)
def test_a_field_without_effect(section: str, name: str) -> None:
    change = {"entry": IDS[section], name: VALUES[name][0]}
    (problem,) = problems({"change": [change]}, base=BASE)
    assert f"change[0].{name}: {name} has no effect in {section}" in problem


def test_terms_of_forms_too() -> None:
    terms = {"add": ["junta", "regime"], "remove": ["regimen"]}
    changed = BASE.extend({"change": [{"entry": "loaded/regime", "terms": terms}]})
    entry = changed.entry("loaded/regime")
    assert (entry.term, entry.variants, entry.forms) == ("regime", ("junta",), ())


# Order --------------------------------------------------------------------------------------


def test_order_within_a_file(tmp_path: Path) -> None:
    """First what it extends, then removals, changes and entries of its own."""
    paths = write(
        tmp_path,
        base="loaded:\n  - {term: regime, category: base}\n  - {term: junta, category: base}\n",
        mine="loaded: [{term: regime, category: mine}]\nchange:\n"
        "  - {entry: loaded/junta, category: changed}\nremove: [loaded/regime]\n"
        "extends: [base.yaml]\n",
    )
    lexicon = Lexicon.from_file(paths["mine"])
    found = {entry.term: entry.category for entry in lexicon.section("loaded")}  # type: ignore[attr-defined]
    assert found == {"regime": "mine", "junta": "changed"}
    assert lexicon.entry("loaded/regime").replaced == ()  # it was removed before


def test_later_lexicon_of_extends_wins(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        one="loaded: [{term: regime, category: one}]\n",
        two="extends: [one.yaml]\nloaded: [{term: regime, category: two}]\n",
        three="change: [{entry: loaded/regime, category: three}]\nextends: [two.yaml]\n",
        top="extends: [one.yaml, two.yaml, three.yaml]\n",
    )
    entry = Lexicon.from_file(paths["top"]).entry("loaded/regime")
    assert entry.category == "three"  # type: ignore[attr-defined]
    assert [Path(origin.file).name for origin in entry.replaced] == ["one.yaml"]
    assert (Path(entry.origin.file).name, entry.origin.line) == ("two.yaml", 2)
    assert [Path(origin.file).name for origin in entry.changed] == ["three.yaml"]


def test_an_entry_in_place_of_a_builtin_one() -> None:
    builtin = Lexicon.builtin().entry("loaded/regime").origin
    mine = {"name": "mine", "loaded": [{"term": "regime", "category": "mine"}]}
    entry = Lexicon.builtin().extend(mine).entry("loaded/regime")
    assert (entry.origin.lexicon, entry.replaced) == ("mine", (builtin,))


ONE = "loaded:\n  - {term: junta, category: one}\n"
TWO = "loaded:\n  - {term: clique, category: two}\n  - {term: junta, category: two}\n"
SETTLED = {
    "by an entry of its own": "extends: [one.yaml, two.yaml]\n"
    "loaded: [{term: junta, category: top}]\n",
    "by a removal": "extends: [one.yaml, two.yaml]\nremove: [loaded/junta]\n",
    "as the second extends the first": "extends: [one.yaml, over.yaml]\n",
    "as the second extends the first, which is not named": "extends: [over.yaml]\n",
    "as it builds on the built-in": "extends: [builtin, regime.yaml]\n",
}


@pytest.mark.parametrize("top", SETTLED.values(), ids=SETTLED)
def test_settled(tmp_path: Path, top: str) -> None:
    over = "extends: [one.yaml]\n" + TWO
    regime = "loaded: [{term: regime, category: mine}]\n"
    Lexicon.from_file(write(tmp_path, one=ONE, two=TWO, over=over, regime=regime, top=top)["top"])


def test_rivals(tmp_path: Path) -> None:
    paths = write(
        tmp_path, one=ONE, two=TWO, through="extends: [two.yaml]\n",
        top="extends: [one.yaml, through.yaml]\n", above="extends: [top.yaml]\n",
    )  # fmt: skip
    for name in ("top", "above"):
        assert problems(paths[name]) == [
            f"{tmp_path}/two.yaml:3:5: duplicate-id loaded/junta stands in {tmp_path}/one.yaml:2, "
            "too, expected one file to extend the other, or the file that extends both to say "
            "which holds"
        ]
    # One after the other, the later wins.
    entry = Lexicon.from_file(paths["one"]).extend(paths["two"]).entry("loaded/junta")
    assert entry.category == "two"  # type: ignore[attr-defined]


def test_an_id_in_two_builtin_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import resources

    folder = tmp_path / "lexicons" / "en"
    folder.mkdir(parents=True)
    write(folder, a="loaded: [{term: junta, category: x}]\n", b=TWO)
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    with pytest.raises(LexiconError, match=r"b\.yaml:3:12: duplicate-id loaded/junta .*a\.yaml:1"):
        read_builtin("en")


def test_a_chain_of_files(tmp_path: Path) -> None:
    chain = {f"n{i}": f"extends: [n{i + 1}.yaml]\n" for i in range(400)}
    paths = write(tmp_path, **{**chain, "n400": ONE, "n30": "name: thirty\n"})
    assert Lexicon.from_file(paths["n0"]).name == "n0"
    write(tmp_path, n30="extends: [n31.yaml]\n")
    assert problems(tmp_path / "n0.yaml") == [
        f"{tmp_path}/n49.yaml:1:11: nesting more than 50 files that extend each other, "
        "expected fewer"
    ]


# Layers -------------------------------------------------------------------------------------


def test_layers(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        base="layers: {sentiment: off, loaded: off}\n",
        mine="extends: [base.yaml]\nlayers: {loaded: on, hedging: OFF}\n",
    )
    lexicon = Lexicon.builtin().extend(paths["mine"])
    assert lexicon.layers_off == ("hedging", "sentiment")
    again = pickle.loads(pickle.dumps(lexicon))
    assert (again.layers_off, again) == (lexicon.layers_off, lexicon)
    assert lexicon != Lexicon.builtin()
    assert lexicon.extend({"layers": {"hedging": True, "sentiment": "on"}}) == Lexicon.builtin()
    assert Lexicon.builtin().extend(lexicon).layers_off == lexicon.layers_off

    annotator = biaslens.Annotator(lexicon)
    assert annotator.layers == ("attribution", "loaded", "readability")
    assert pickle.loads(pickle.dumps(annotator)).layers == annotator.layers
    text = "The regime may perhaps fall, a terrible end."
    report = annotator.annotate(text)
    assert (report.hedges, report.sentiment.overall.compound) == ((), 0.0)
    assert "loaded/regime" in {term.entry for term in report.loaded_terms}
    # What is asked for by name is there all the same.
    assert biaslens.Annotator(lexicon, layers=["hedging"]).annotate(text).hedges
    assert biaslens.Annotator(Lexicon.builtin()).layers == LAYERS == biaslens.LAYERS


# Examples -----------------------------------------------------------------------------------

GRAB = {"term": "power grab", "pos": "noun", "category": "politics"}
CLAIM = {"term": "zone claim", "id": "zone-claim", "pos": "noun", "category": "territory"}


def with_examples(entry: dict[str, Any], hit: list[str], miss: list[str]) -> dict[str, Any]:
    return {"loaded": [{**entry, "examples": {"hit": hit, "miss": miss}}]}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (with_examples(GRAB, ["A power grab."], ["They grab power."]), []),
        (with_examples(GRAB, ["They grab power."], []), ["does not match in 'They grab power.'"]),
        (with_examples(GRAB, [], ["A power grab."]), ["matches in 'A power grab.'"]),
        # Only the tags tell the noun from the verb.
        (with_examples({**CLAIM, "term": "claim"}, ["The claim fell."], ["They claim it."]), []),
        (
            with_examples({**CLAIM, "term": "claim"}, ["They claim it."], []),
            ["does not match in 'They claim it.'"],
        ),
        (
            {
                "toward": [
                    {
                        "term": "zorch", "pos": "verb", "object": -1,
                        "examples": {"hit": ["They zorched him."], "miss": ["They met him."]},
                    }
                ],
                "sentiment": [
                    {
                        "term": "air strike", "pos": "noun", "valence": 0,
                        "examples": {"hit": ["Two air strikes hit it."], "miss": ["Two strikes."]},
                    },
                    {
                        "term": "Storm", "pos": "name", "valence": 0,
                        "examples": {"hit": ["A storm came."], "miss": ["A storm came."]},
                    },
                ],
            },
            ["sentiment/storm matches in 'A storm came.'"],
        ),
        (
            {
                "boilerplate": [
                    {"term": "Read on", "zone": "boilerplate", "examples": {"hit": ["Not it."]}}
                ]
            },
            [],  # they are lines; only the search for zones can read them
        ),
    ],
)  # fmt: skip
def test_examples_at_loading(source: dict[str, Any], expected: list[str]) -> None:
    if not expected:
        assert Lexicon.builtin().extend(source) != Lexicon.builtin()
        return
    found = problems(source, base=Lexicon.builtin())
    assert len(found) == len(expected)
    for line, end in zip(found, expected, strict=True):
        assert line.startswith("<mapping>:1:1: example ")
        assert end in line


def test_a_later_file_is_not_held_to_the_examples_of_another(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        base="loaded:\n  - {term: regime, category: x, variants: [junta],\n"
        "     examples: {hit: [The junta fell.]}}\n",
        quiet="extends: [base.yaml]\nchange:\n"
        "  - {entry: loaded/regime, terms: {remove: [junta]}}\n",
        wrong="extends: [base.yaml]\nchange:\n"
        "  - {entry: loaded/regime, terms: {remove: [junta]},\n"
        "     examples: {hit: [The regime fell., The junta fell.]}}\n",
        hidden="extends: [base.yaml]\nloaded: [{term: the junta, shield: true}]\n",
    )
    assert Lexicon.from_file(paths["quiet"]).entry("loaded/regime").variants == ()
    assert problems(paths["wrong"]) == [
        f"{paths['wrong']}:4:41: example loaded/regime does not match in 'The junta fell.'"
    ]
    # One that adds what hides the words is: both files are read together.
    assert problems(paths["hidden"]) == [
        f"{tmp_path}/base.yaml:3:23: example loaded/regime does not match in 'The junta fell.', "
        "only loaded/the-junta"
    ]


def test_builtin_examples_are_not_checked_when_something_is_added() -> None:
    quiet = Lexicon.builtin().extend({"loaded": [{"term": "the regime", "shield": True}]})
    assert "loaded/the-regime" in quiet.entries
