"""Lexicon: extending, changing, removing, identity, and the shipped files."""

from __future__ import annotations

import pickle
from pathlib import Path

import attrs
import pytest

from biaslens.errors import BiaslensError, InputError, LexiconError
from biaslens.lexicon import SECTIONS, HedgeEntry, Lexicon, LoadedEntry, check_examples
from biaslens.lexicon.assemble import builtin_languages
from biaslens.lexicon.forms import words_of
from biaslens.lexicon.schema import Example, Examples, field_specs
from biaslens.text import tokenize

BASE = """\
schema: 1
name: base
defaults: {loaded: {category: state, pos: noun}}
loaded:
  - {term: regime, favours: rebels, variants: [junta], note: A note.}
  - {term: liberate, pos: verb, category: territory}
  - {term: sport war}
  - {term: sport battle}
hedges:
  - {term: quite, category: vagueness, variants: [pretty]}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path, "base.yaml", BASE)


def test_file(base: Path) -> None:
    lexicon = Lexicon.from_file(base)
    assert lexicon.name == "base"
    assert list(lexicon.entries) == [
        "loaded/regime", "loaded/liberate", "loaded/sport-war", "loaded/sport-battle",
        "hedges/quite",
    ]  # fmt: skip
    entry = lexicon.entry("loaded/regime")
    assert isinstance(entry, LoadedEntry)
    assert (entry.section, entry.category, entry.pos) == ("loaded", "state", "noun")
    assert entry.strength == 2
    assert attrs.astuple(entry.origin) == ("base", str(base), 5, 5)
    verb = lexicon.entry("loaded/liberate")
    assert isinstance(verb, LoadedEntry)
    assert (verb.category, verb.pos) == ("territory", "verb")
    assert [entry.id for entry in lexicon.section("hedges")] == ["hedges/quite"]
    assert len(lexicon) == 5


def test_name_of_a_nameless_file(tmp_path: Path) -> None:
    assert Lexicon.from_file(write(tmp_path, "mine.yaml", "loaded: []")).name == "mine"


def test_entries_are_frozen(base: Path) -> None:
    lexicon = Lexicon.from_file(base)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        lexicon.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        lexicon.entries["x"] = lexicon.entry("hedges/quite")  # type: ignore[index]
    with pytest.raises(TypeError):
        Lexicon()


def test_change(base: Path, tmp_path: Path) -> None:
    path = write(
        tmp_path, "mine.yaml",
        "name: mine\nextends: [base.yaml]\nchange:\n"
        "  - {entry: hedges/quite, terms: {add: [rather], remove: [pretty]}}\n"
        "  - {entry: loaded/regime, strength: 3, neutral: [government],\n"
        "     terms: {remove: [regime]}}\n",
    )  # fmt: skip
    lexicon = Lexicon.from_file(path)
    quite = lexicon.entry("hedges/quite")
    assert (quite.term, quite.variants) == ("quite", ("rather",))
    regime = lexicon.entry("loaded/regime")
    assert isinstance(regime, LoadedEntry)
    assert (regime.term, regime.variants, regime.id) == ("junta", (), "loaded/regime")
    assert (regime.strength, regime.neutral, regime.favours) == (3, ("government",), "rebels")
    assert regime.origin.file == str(tmp_path / "base.yaml")
    assert attrs.astuple(regime.changed[0]) == ("mine", str(path), 5, 5)


def test_change_that_cannot_be(base: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_file(base).extend(
            {
                "change": [
                    {"entry": "hedges/quite", "terms": {"remove": ["prety"]}},
                    {"entry": "loaded/regime", "terms": {"remove": ["regime", "junta"]}},
                    {"entry": "loaded/regim", "strength": 1},
                    {"entry": "loaded/mine", "strength": 1},
                ],
                "loaded": [{"term": "mine", "category": "x"}],
            }
        )
    assert [str(problem).split(": ", 1)[1] for problem in caught.value.problems] == [
        "unknown-term hedges/quite has no wording 'prety'; did you mean 'pretty'?",
        "empty loaded/regime keeps no wording, expected `remove: [loaded/regime]`",
        "unknown-id loaded/regim: no such entry to change; did you mean 'loaded/regime'?",
        "unknown-id loaded/mine: an entry of this file, expected an inherited one to change",
    ]


def test_remove(base: Path) -> None:
    lexicon = Lexicon.from_file(base).extend({"remove": ["loaded/sport-*", "hedges/quite"]})
    assert list(lexicon.entries) == ["loaded/regime", "loaded/liberate"]
    with pytest.raises(LexiconError, match="no entry begins so"):
        lexicon.extend({"remove": ["loaded/sport-*"]})


def test_remove_and_add_again(base: Path) -> None:
    lexicon = Lexicon.from_file(base).extend(
        {"remove": ["loaded/*"], "loaded": [{"term": "regime", "category": "mine"}]}
    )
    assert list(lexicon.entries) == ["loaded/regime", "hedges/quite"]


def test_same_id_replaces(base: Path) -> None:
    before = Lexicon.from_file(base)
    after = before.extend({"loaded": [{"term": "regime", "category": "mine"}]})
    entry = after.entry("loaded/regime")
    assert isinstance(entry, LoadedEntry)
    assert (entry.category, entry.pos, entry.favours) == ("mine", "phrase", None)
    assert len(after) == len(before)
    assert before.entry("loaded/regime") != entry


def test_later_source_wins(base: Path) -> None:
    one = {"name": "one", "loaded": [{"term": "regime", "category": "one"}]}
    two = {"name": "two", "loaded": [{"term": "regime", "category": "two"}]}
    lexicon = Lexicon.from_file(base)
    for sources, winner in (((one, two), "two"), ((two, one), "one")):
        entry = lexicon.extend(*sources).entry("loaded/regime")
        assert isinstance(entry, LoadedEntry)
        assert entry.category == winner
        assert lexicon.extend(*sources).name == winner
        assert entry.origin.lexicon == winner


def test_extends_once(base: Path, tmp_path: Path) -> None:
    """What one file removed does not come back because another extends the same base."""
    write(tmp_path, "a.yaml", "extends: [base.yaml]\nremove: [loaded/regime]\n")
    maybe = "hedges: [{term: maybe, category: epistemic}]\n"
    write(tmp_path, "b.yaml", "extends: [base.yaml]\n" + maybe)
    both = write(tmp_path, "both.yaml", "extends: [a.yaml, b.yaml]\n")
    assert set(Lexicon.from_file(both).entries) == {
        "loaded/liberate", "loaded/sport-war", "loaded/sport-battle", "hedges/quite",
        "hedges/maybe",
    }  # fmt: skip
    one_by_one = Lexicon.from_file(tmp_path / "a.yaml").extend(tmp_path / "b.yaml")
    assert "loaded/regime" not in one_by_one.entries


def test_extends_from_another_folder(base: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "sub/mine.yaml", "extends: [../base.yaml]\n")
    assert "loaded/regime" in Lexicon.from_file(path).entries


def test_cycle(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "extends: [b.yaml]\n")
    write(tmp_path, "b.yaml", "loaded: []\nextends:\n  - a.yaml\n")
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_file(path)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{tmp_path}/b.yaml:3:5: cycle 'a.yaml' extends itself: a.yaml -> b.yaml -> a.yaml"
    ]


def test_missing_file_is_named_where_it_is_wanted(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "extends: [gone.yaml, .]\n")
    (tmp_path / "dir.yaml").mkdir()
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_file(path).extend()
    assert [str(problem) for problem in caught.value.problems] == [
        f"{path}:1:11: unreadable {tmp_path}/gone.yaml: no such file, expected a file",
        f"{path}:1:22: unknown-lexicon '.' is no lexicon, expected builtin, the path of a "
        ".yaml file or the name of an installed pack",
    ]


def test_problems_of_all_files_at_once(tmp_path: Path) -> None:
    write(tmp_path, "b.yaml", "hedges: [{term: maybe}]\n")
    path = write(tmp_path, "a.yaml", "extends: [b.yaml]\nremove: [loaded/x]\nloaded: [{term: y}]\n")
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_file(path).extend()
    # Nothing is said of loaded/x, which may well stand in the file that could not be read.
    assert [(Path(p.file).name, p.line, p.code) for p in caught.value.problems] == [
        ("a.yaml", 3, "missing-field"),
        ("b.yaml", 1, "missing-field"),
    ]


@pytest.mark.parametrize("source", [3, b"x.yaml", None, ["x.yaml"]])
def test_source_of_a_wrong_type(source: object) -> None:
    with pytest.raises(InputError, match="expected a path"):
        Lexicon.empty().extend(source)  # type: ignore[arg-type]


def test_extend_with_a_lexicon(base: Path) -> None:
    other = Lexicon.empty().extend({"hedges": [{"term": "maybe", "category": "epistemic"}]})
    lexicon = other.extend(Lexicon.from_file(base))
    assert lexicon.entry("loaded/sport-war").origin.lexicon == "base"
    assert len(lexicon) == 6


def test_unknown_names(base: Path) -> None:
    lexicon = Lexicon.from_file(base)
    with pytest.raises(InputError, match="no entry 'loaded/regim'; did you mean 'loaded/regime'"):
        lexicon.entry("loaded/regim")
    with pytest.raises(InputError, match="no section 'hedge'; did you mean 'hedges'"):
        lexicon.section("hedge")
    with pytest.raises(BiaslensError, match="language 'xx', expected one of"):
        Lexicon.builtin("xx")


def test_fingerprint(base: Path, tmp_path: Path) -> None:
    lexicon = Lexicon.from_file(base)
    elsewhere = Lexicon.from_file(write(tmp_path, "other.yaml", "\n\n" + BASE))
    assert lexicon == elsewhere
    assert hash(lexicon) == hash(elsewhere)
    assert lexicon.fingerprint == elsewhere.fingerprint
    assert lexicon.fingerprint == "d817d943ac43695b"
    assert lexicon != lexicon.extend({"change": [{"entry": "loaded/regime", "strength": 1}]})
    assert lexicon != "base"


def test_pickle(base: Path) -> None:
    lexicon = Lexicon.from_file(base)
    assert lexicon.matcher is lexicon.matcher
    again = pickle.loads(pickle.dumps(lexicon))
    assert again == lexicon
    assert again.entries == lexicon.entries
    assert again.name == "base"


def test_examples() -> None:
    examples = Examples(
        tuple(map(Example, ("Maybe so.", "May be so."))), tuple(map(Example, ("So.", "So maybe.")))
    )
    entry = HedgeEntry(id="hedges/maybe", term="maybe", category="epistemic", examples=examples)
    problems = check_examples(
        [entry],
        lambda text: {"hedges/maybe"} if "maybe" in text.lower() else {"hedges/may"},
    )
    assert [problem.message for problem in problems] == [
        "hedges/maybe does not match in 'May be so.', only hedges/may",
        "hedges/maybe matches in 'So maybe.'",
    ]
    assert {problem.code for problem in problems} == {"example"}


# The shipped files ------------------------------------------------------------------------------


def test_builtin_is_made_once() -> None:
    assert Lexicon.builtin() is Lexicon.builtin("en")
    assert builtin_languages() == ("en",)
    assert Lexicon.builtin().name == "builtin"


def test_builtin_says_why_and_shows_how() -> None:
    silent = [
        entry.id
        for entry in Lexicon.builtin().entries.values()
        if entry.section in ("loaded", "hedges", "sentiment") and not entry.note
    ]
    bare = [entry.id for entry in Lexicon.builtin().entries.values() if not entry.examples.hit]
    assert (silent, bare) == ([], [])


def test_terms_are_cut_into_words_as_texts_are() -> None:
    for entry in Lexicon.builtin().entries.values():
        for text in (entry.term, *entry.variants, *entry.forms):
            assert words_of(text) == tuple(tokenize(text).keys), entry.id


def test_every_field_is_described() -> None:
    for section, cls in SECTIONS.items():
        specs = field_specs(section)
        assert set(specs) == {
            field.name for field in attrs.fields(cls)
        } - {"origin", "changed", "replaced"}
        for name, spec in specs.items():
            assert spec.description.endswith("."), (section, name)
            default = attrs.fields_dict(cls)[name].default
            if spec.allowed and isinstance(default, str) and not spec.required:
                assert default in spec.allowed
    assert field_specs("hedges")["category"].allowed == (
        "epistemic", "evidential", "doxastic", "investigation", "vagueness",
    )  # fmt: skip
    assert HedgeEntry.section == "hedges"
