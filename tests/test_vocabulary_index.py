"""The pages of docs/vocabulary say what the lexicons say."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from biaslens.lexicon import Lexicon

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "make_vocabulary_index.py"

_spec = importlib.util.spec_from_file_location("make_vocabulary_index", TOOL)
assert _spec is not None and _spec.loader is not None
tool = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tool)

MADE = tool.pages(Lexicon.builtin())


def test_the_pages_are_up_to_date() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in tool.FOLDER.glob("*.md")}
    stale = sorted(n for n in MADE.keys() | there.keys() if MADE.get(n) != there.get(n))
    assert stale == [], f"run python {TOOL.relative_to(ROOT)}"


def test_every_loaded_entry_is_on_one_page() -> None:
    rows = sum(
        len(re.findall(r"^\| \*\*", text, re.M))
        for name, text in MADE.items()
        if name.startswith("loaded-")
    )
    entries = [e for e in Lexicon.builtin().section("loaded") if not e.shield]
    assert rows == len(entries)


def test_the_index_leads_to_every_page() -> None:
    index = MADE["index.md"]
    for name in MADE.keys() - {"index.md"}:
        assert f"({name})" in index
        assert f"\n{name.removesuffix('.md')}\n" in index


def test_the_pages_are_of_a_size_to_be_read() -> None:
    assert sum(len(text.encode()) for text in MADE.values()) < 1_500_000


def test_markdown_is_shown_as_it_is_written() -> None:
    cells = [line for text in MADE.values() for line in text.splitlines() if line[:2] == "| "]
    columns = {len(re.findall(r"(?<!\\)\|", line)) for line in cells}
    assert columns <= {4, 5}
    assert not any(re.search(r"(?<!\\)<", line) for line in cells)
