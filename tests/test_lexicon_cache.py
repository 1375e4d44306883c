"""The compiled copy of the built-in lexicon: the same as its files, and void where they differ."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import biaslens
from biaslens.errors import LexiconError
from biaslens.lexicon import SECTIONS, Entry, Lexicon, Matcher
from biaslens.lexicon.assemble import builtin_entries, read_builtin
from biaslens.lexicon.entries import Entries
from biaslens.lexicon.snapshot import (
    GROUPS,
    Shelf,
    parse_snapshot,
    read_snapshot,
    snapshot_name,
    write_snapshot,
)
from biaslens.text import read

PACKAGE = Path(biaslens.__file__).parent
NAME = snapshot_name("en")
RUNNING = GROUPS[0]


def lexicon_of(entries: Entries) -> Lexicon:
    return Lexicon._make("builtin", entries, frozenset(["builtin:en"]))


def body_of(snapshot: bytes) -> bytes:
    return snapshot.partition(b"\n")[2]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Entry]:
    """The entries as their own files give them."""
    return read_builtin("en")


@pytest.fixture(scope="module")
def snapshot(parsed: dict[str, Entry]) -> bytes:
    return write_snapshot("en", parsed.values())


@pytest.fixture
def shelf(snapshot: bytes) -> Shelf:
    return parse_snapshot(body_of(snapshot))


@pytest.fixture
def package(tmp_path: Path, snapshot: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all files of the package that count, with a fresh snapshot."""
    for folder in ("lexicons", "lexicon", "text"):
        ignored = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(PACKAGE / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / NAME).write_bytes(snapshot)
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    return tmp_path


# The same as the files ----------------------------------------------------------------------


def test_same_entries(parsed: dict[str, Entry], shelf: Shelf) -> None:
    entries = Entries.of_shelf(shelf)
    assert list(entries) == list(parsed)
    assert len(entries) == len(parsed)
    for identity, entry in parsed.items():
        found = entries[identity]
        assert type(found) is type(entry)
        # Field by field, as places do not count for equality.
        for field in attrs.fields(type(entry)):
            assert repr(getattr(found, field.name)) == repr(getattr(entry, field.name)), identity
    assert entries["loaded/regime"] is entries["loaded/regime"]
    assert "loaded/no-such" not in entries
    assert entries.get("loaded/no-such") is None


def test_same_lexicon(parsed: dict[str, Entry], shelf: Shelf) -> None:
    fast, slow = lexicon_of(Entries.of_shelf(shelf)), lexicon_of(Entries.of(parsed))
    assert fast.fingerprint == slow.fingerprint == shelf.fingerprint
    assert fast == slow
    assert hash(fast) == hash(slow)
    for section in SECTIONS:
        assert fast.section(section) == slow.section(section)
    assert fast.entries == slow.entries


def test_same_matcher(parsed: dict[str, Entry], shelf: Shelf) -> None:
    entries = Entries.of_shelf(shelf)
    for sections in GROUPS:
        fast = Matcher.of(entries, sections)
        slow = Matcher([entry for entry in parsed.values() if entry.section in sections])
        for section in SECTIONS:
            assert fast.forms(section) == slow.forms(section)
        assert fast.word_classes() == slow.word_classes()


def test_same_matches(parsed: dict[str, Entry], shelf: Shelf) -> None:
    fast = Matcher.of(Entries.of_shelf(shelf), RUNNING)
    slow = Matcher([entry for entry in parsed.values() if entry.section in RUNNING])
    matched = 0
    for entry in list(parsed.values())[::20]:
        for example in (*entry.examples.hit, *entry.examples.miss):
            document = read(example.text)
            arguments = (document.tokens, None, document.sentences)
            found = fast.find(*arguments, shields=True)
            assert found == slow.find(*arguments, shields=True)
            matched += sum(map(len, found.values()))
    assert matched > 100


def test_nothing_is_made_before_it_is_asked_for(shelf: Shelf) -> None:
    lexicon = lexicon_of(Entries.of_shelf(shelf))
    document = read("Nil zzyzx.")
    assert not any(lexicon.matcher.find(document.tokens).values())
    more = lexicon.extend({"loaded": [{"term": "zzyzx", "category": "x"}]})
    assert [match.first for match in more.matcher.find(document.tokens)["loaded"]] == [1]
    assert more.fingerprint != lexicon.fingerprint
    assert not shelf._made


def test_shipped_snapshot_is_used(package: Path) -> None:
    assert builtin_entries.__wrapped__("en").shelf is not None


def test_pickle(shelf: Shelf, parsed: dict[str, Entry]) -> None:
    lexicon = lexicon_of(Entries.of_shelf(shelf)).extend(
        {"remove": ["loaded/regime"], "loaded": [{"term": "zzyzx", "category": "x"}]}
    )
    again = pickle.loads(pickle.dumps(lexicon))
    assert again == lexicon
    assert again.entry("loaded/zzyzx") == lexicon.entry("loaded/zzyzx")
    assert len(again) == len(parsed)
    text = read("The regime said zzyzx.")
    for matcher in (again.matcher, pickle.loads(pickle.dumps(lexicon.matcher))):
        assert matcher.find(text.tokens) == lexicon.matcher.find(text.tokens)


# What is put on top -------------------------------------------------------------------------

SMALL: dict[str, list[dict[str, Any]]] = {
    "loaded": [
        {"term": "regime", "pos": "noun", "category": "x"},
        {"term": "regime change", "pos": "noun", "category": "x"},
        {"term": "Regime Street", "shield": True},
        {"term": "regime", "id": "regime-of", "pos": "noun", "category": "x", "before": ["of"]},
        {"term": "crack down", "pos": "verb", "category": "x", "variants": ["clamp down"]},
    ],
    "hedges": [{"term": "may", "pos": "modal", "category": "epistemic"}],
    "sources": [{"term": "Erdoğan", "pos": "name", "kind": "named_person"}],
    "toward": [
        {"term": "crack", "pos": "verb", "object": -2, "examples": {"hit": ["It cracked."]}}
    ],
}
SLOW = Lexicon.empty().extend(SMALL)
FAST_SHELF = parse_snapshot(body_of(write_snapshot("en", SLOW.entries.values())))

_names = st.sampled_from(
    ["regime", "regime change", "regime shift", "Regime Street", "may", "clamp", "zzyzx"]
)
_loaded = st.fixed_dictionaries(
    {"term": _names, "category": st.sampled_from(["x", "y"])},
    optional={"shield": st.just(True), "pos": st.just("noun")},
)
_ids = [identity for identity in SLOW.entries if identity.startswith("loaded/")]
_files = st.fixed_dictionaries(
    {},
    optional={
        "loaded": st.lists(_loaded, max_size=4, unique_by=lambda entry: entry["term"].lower()),
        "remove": st.lists(st.sampled_from(["hedges/may", "loaded/regime*"]), max_size=2),
        "change": st.lists(
            st.fixed_dictionaries(
                {"entry": st.sampled_from(_ids)},
                optional={
                    "category": st.just("z"),
                    "terms": st.fixed_dictionaries({"add": st.lists(_names, max_size=2)}),
                },
            ).filter(lambda change: len(change) > 1),
            max_size=2,
        ),
    },
)


@given(st.lists(_files, min_size=1, max_size=3), st.booleans())
def test_same_on_top(files: list[dict[str, Any]], again: bool) -> None:
    """Whatever is put on top, in whatever order, a snapshot makes no difference."""
    found = []
    for base in (SLOW, lexicon_of(Entries.of_shelf(FAST_SHELF))):
        try:
            lexicon = base.extend(*files)
        except LexiconError as error:
            found.append(error.problems)
            continue
        if again:
            lexicon = lexicon.extend(base.extend(files[0]))
        forms = [lexicon.matcher.forms(section) for section in SECTIONS]
        found.append((lexicon.fingerprint, list(lexicon.entries.items()), forms))
        assert forms == [Matcher(_running(lexicon)).forms(section) for section in SECTIONS]
    assert found[0] == found[1]


def _running(lexicon: Lexicon) -> list[Entry]:
    return [entry for entry in lexicon.entries.values() if entry.section in RUNNING]


def test_two_shelves() -> None:
    other = parse_snapshot(body_of(write_snapshot("en", SLOW.entries.values())))
    first, second = (lexicon_of(Entries.of_shelf(shelf)) for shelf in (FAST_SHELF, other))
    assert first.extend(second) == SLOW
    assert first.extend(second).matcher.forms("loaded") == SLOW.matcher.forms("loaded")


# Void where anything differs ----------------------------------------------------------------


def edit(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a file and leave its time as it was."""
    times = path.stat()
    path.write_bytes(change(path.read_bytes()))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def stale() -> Iterator[tuple[str, Callable[[Path], object]]]:
    yield "a lexicon edited", lambda p: edit(
        p / "lexicons/en/hedges.yaml", lambda data: data.replace(b"may", b"mai", 1)
    )
    yield "a lexicon added", lambda p: (p / "lexicons/en/zz.yaml").write_bytes(b"loaded: []\n")
    yield "a lexicon gone", lambda p: (p / "lexicons/en/sources.yaml").unlink()
    yield "a lexicon renamed", lambda p: (
        (p / "lexicons/en/sources.yaml").rename(p / "lexicons/en/a.yaml")
    )
    for name in ("lexicon/inflect.py", "lexicon/schema.py", "text/tokens.py"):
        yield f"{name} edited", lambda p, name=name: edit(p / name, lambda data: data + b"\n")
    yield "only bytecode", lambda p: [file.unlink() for file in p.glob("*/*.py")]


@pytest.mark.parametrize("change", [pytest.param(c, id=name) for name, c in stale()])
def test_stale(package: Path, change: Callable[[Path], object]) -> None:
    assert read_snapshot("en") is not None
    change(package)
    assert read_snapshot("en") is None


DAMAGE = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "cut by one": lambda data: data[:-1],
    "longer": lambda data: data + b"\n",
    "a bit flipped": lambda data: data[:-5000] + bytes([data[-5000] ^ 1]) + data[-4999:],
    "another seal": lambda data: b"0" * 64 + data[64:],
    "no seal": lambda data: data[65:],
    "not text": lambda data: b"\x00\xff\xfe" * 999,
    "line ends": lambda data: data.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged(package: Path, damage: Callable[[bytes], bytes]) -> None:
    edit(package / "data" / NAME, damage)
    assert read_snapshot("en") is None


def test_no_snapshot(package: Path) -> None:
    (package / "data" / NAME).unlink()
    assert read_snapshot("en") is None
    (package / "data" / NAME).mkdir()
    assert read_snapshot("en") is None


def test_edited_lexicon_is_read_at_once(package: Path) -> None:
    path = package / "lexicons/en/hedges.yaml"
    mine = b"hedges:\n  - {term: perchance, category: epistemic, note: Mine.}\n"
    edit(path, lambda _: b"schema: 1\nname: hedges\n" + mine)
    entries = builtin_entries.__wrapped__("en")
    assert entries.shelf is None
    assert [entry.id for entry in entries.section("hedges")] == ["hedges/perchance"]
    edit(path, lambda data: data.replace(b"epistemic", b"epistmic"))
    with pytest.raises(LexiconError, match=r"hedges\.yaml:4:"):
        builtin_entries.__wrapped__("en")


def test_nothing_is_written() -> None:
    code = """if True:
        import os, sys
        written = []
        changes = {"os.mkdir", "os.rename", "os.remove", "os.truncate", "os.link", "os.symlink"}
        def hook(event, arguments):
            if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                written.append(arguments)
            elif event in changes:
                written.append((event, *arguments))
        sys.addaudithook(hook)
        import biaslens
        lexicon = biaslens.Lexicon.builtin()
        lexicon.extend({"hedges": [{"term": "x", "category": "vagueness"}]}).matcher
        biaslens.annotate("Ankara may deny it.")
        assert not written, written
        open(os.devnull, "w").close()
        assert written
    """
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    subprocess.run([sys.executable, "-B", "-c", code], check=True, env=environment)
