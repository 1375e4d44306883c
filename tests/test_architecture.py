"""Data flows one way: a file imports only from floors below its own (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "biaslens"

#: From the ground up. What shares a floor knows nothing of its neighbours.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("model",),
    ("text",),
    ("lexicon",),
    ("grammar",),
    ("layers",),
    ("explain", "packing", "records", "totals"),
    ("report",),
    ("parallel",),
    ("annotator",),
    ("export",),
    ("comparison", "integrations", "measure"),
    ("cli",),
    ("__main__",),
)
HEIGHT = {name: height for height, names in enumerate(FLOORS) for name in names}

#: What looks up, and only within a function, when it is asked to.
LATE = {
    # Which reading of a word an example has, only its tags tell.
    ("lexicon.examples", "grammar"),
    # A report can show itself as a page.
    ("report", "export"),
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield what a module imports of the package: the floor, and whether within a function."""
    folder = ("biaslens", *path.relative_to(PACKAGE).parts[:-1])

    def visit(node: ast.AST, late: bool) -> Iterator[tuple[str, bool]]:
        late = late or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        if isinstance(node, ast.ImportFrom):
            base = folder[: len(folder) - node.level + 1] if node.level else ()
            target = (*base, *(node.module or "").split(".")) if node.module else base
            if target[:1] == ("biaslens",):
                names = [target[1]] if len(target) > 1 else [alias.name for alias in node.names]
                yield from ((name, late) for name in names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("biaslens."):
                    yield alias.name.split(".")[1], late
        for child in ast.iter_child_nodes(node):
            yield from visit(child, late)

    return visit(ast.parse(path.read_text(encoding="utf-8")), False)


def wrong_imports(path: Path) -> list[str]:
    own = name_of(path)
    return [
        f"{'.'.join(own)} imports {other}"
        for other, late in imports(path)
        if other in HEIGHT
        and other != own[0]
        and HEIGHT[other] >= HEIGHT[own[0]]
        and not (late and (".".join(own), other) in LATE)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(name_of(path)))
def test_a_module_imports_from_below(path: Path) -> None:
    # The package's own names are looked up when they are asked for, and stand on no floor.
    if name_of(path) != ("__init__",):
        assert wrong_imports(path) == []


def test_every_module_stands_on_a_floor() -> None:
    assert {name_of(path)[0] for path in MODULES} == {*HEIGHT, "__init__"}


def test_what_looks_up_is_still_there() -> None:
    found = {
        (".".join(name_of(path)), other)
        for path in MODULES
        if name_of(path) != ("__init__",)
        for other, late in imports(path)
        if late and HEIGHT.get(other, -1) > HEIGHT[name_of(path)[0]]
    }
    assert found == LATE


def test_a_wrong_import_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path)
    path = tmp_path / "text" / "tokens.py"
    path.parent.mkdir()
    path.write_text("from ..layers import voice\ndef late():\n    from ..report import Report\n")
    assert wrong_imports(path) == ["text.tokens imports layers", "text.tokens imports report"]
