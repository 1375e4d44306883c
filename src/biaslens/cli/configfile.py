"""The project's settings: finding ``biaslens.yaml`` or ``[tool.biaslens]``, and reading it.

Only the command line looks for them; the library reads what it is told to and nothing else.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from ..annotator import LAYERS
from ..lexicon.problems import Problems
from ..lexicon.schema import FieldSpec
from ..lexicon.values import ValueReader
from ..lexicon.yaml_nodes import Node, from_data, read_file
from .failon import CONDITION
from .formats import FORMATS

__all__ = ["FILE_NAME", "KEYS", "Setting", "find_file", "passed_over", "read_settings"]

FILE_NAME, PYPROJECT = "biaslens.yaml", "pyproject.toml"
_FILE_NAMES = (FILE_NAME, "biaslens.yml")
COLORS = ("auto", "always", "never")
INPUT_FORMATS = ("auto", "text", "html", "jsonl")

#: Every setting that a project may have.
KEYS: dict[str, FieldSpec] = {
    "lexicons": FieldSpec("strings", "Lexicon files to add, relative to the settings' file."),
    "layers": FieldSpec("strings", "The layers to annotate.", allowed=LAYERS),
    "format": FieldSpec("string", "How reports are written.", allowed=FORMATS),
    "all_zones": FieldSpec("flag", "Whether comments and page furniture count, too."),
    "color": FieldSpec("string", "Whether reports are coloured.", allowed=COLORS),
    "input_format": FieldSpec("string", "What files of articles hold.", allowed=INPUT_FORMATS),
    "text_field": FieldSpec("string", "The field of JSON Lines that holds the text."),
    "jobs": FieldSpec("integer", "Processes that work side by side.", low=1),
    "fail_on": FieldSpec("strings", "What ends the command with status 3, if it is found."),
}

# What a folder holds that is the root of a repository.
_REPOSITORY = (".git", ".hg", ".jj", ".svn")
# A header that is not closed is a mistake to tell of, too.
_TABLE = re.compile(
    r"""^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*["']?biaslens["']?[ \t]*(?:[].]|$)""", re.M
)


@attrs.frozen(slots=True)
class Setting:
    """A value and where it came from.

    Attributes:
        value: The value.
        origin: Where from, in a few words: ``default``, ``biaslens.yaml:2``,
            ``environment BIASLENS_FORMAT`` or ``option --format``.
    """

    value: Any
    origin: str


def find_file(start: Path, home: Path | None = None) -> str | None:
    """Find the settings of the project that a folder belongs to.

    Args:
        start: The folder, an absolute path; then its parents are looked at, up to the root of the
            repository, or to the home folder.
        home: The home folder.

    Returns:
        ``biaslens.yaml`` (or ``biaslens.yml``), or a ``pyproject.toml`` that has a table
        ``[tool.biaslens]``, relative to ``start``; ``None`` when there is neither. Of several in
        one folder, the first of these.
    """
    for number, folder in enumerate((start, *start.parents)):
        up = os.path.join(*[os.pardir] * number) if number else ""
        files = _files_in(folder)
        if files:
            return os.path.join(up, files[0])
        if folder == home or any((folder / name).exists() for name in _REPOSITORY):
            return None
    return None


def passed_over(file: str) -> list[str]:
    """Return the files beside a file of settings that have some, too, which do not count."""
    folder = Path(os.path.dirname(file))
    files = [name for name in _files_in(folder) if name != os.path.basename(file)]
    return [os.path.join(os.path.dirname(file), name) for name in files]


def _files_in(folder: Path) -> list[str]:
    """The files of a folder that have settings, those that win first."""
    files = [name for name in _FILE_NAMES if (folder / name).is_file()]
    return [*files, PYPROJECT] if _has_table(folder / PYPROJECT) else files


def _has_table(path: Path) -> bool:
    try:
        return bool(_TABLE.search(path.read_text(encoding="utf-8", errors="replace")))
    except OSError:
        return False


def read_settings(
    file: str | None, environment: Mapping[str, str], problems: Problems
) -> dict[str, Setting]:
    """Read the settings of a project, and those that the environment has in their place.

    Args:
        file: What :func:`find_file` found, or another file of the kind.
        environment: ``BIASLENS_FORMAT`` and the like win over the file; lists are written with
            commas, lists of paths as ``PATH`` is.
        problems: Takes what is wrong.

    Returns:
        The settings that are made, by their keys.
    """
    found: dict[str, Setting] = {}
    reader = _SettingsReader(problems)
    if file is not None:
        root = _read_toml(file, problems) if file.endswith(".toml") else read_file(file, problems)
        if root is not None:
            found = reader.read(root, os.path.dirname(file))
    for key, spec in KEYS.items():
        name = f"BIASLENS_{key.upper()}"
        text = environment.get(name)
        if text:
            value: str | list[str] = text
            if spec.kind == "strings":
                separator = os.pathsep if key == "lexicons" else ","
                value = [part.strip() for part in text.split(separator) if part.strip()]
            node = from_data({key: value}, name, problems)
            _move(node, node.mark)
            read = reader.read(node, "")
            found |= {key: Setting(s.value, f"environment {name}") for key, s in read.items()}
    return found


class _SettingsReader(ValueReader):
    """Reads settings as the values of entries are read."""

    def read(self, root: Node, folder: str) -> dict[str, Setting]:
        """Read settings.

        Args:
            root: What the file holds.
            folder: What paths in it are relative to.
        """
        top = {} if root.value == "" else self._mapping(root, "settings such as `lexicons`")
        self._known_keys(top, KEYS, "setting")
        found: dict[str, Setting] = {}
        for key, node in top.items():
            spec = KEYS.get(key)
            if spec is None:
                continue
            value = self._value(key, node, spec)
            items = node.value if isinstance(node.value, list) else []
            if spec.kind == "strings" and not items and value is not None:
                self._add(node, "empty", f"{key} without a value, expected some or no {key}")
            if key == "lexicons" and value:
                value = tuple(self._lexicon(item, folder) for item in items)
            elif key == "fail_on":
                self._conditions(items)
            if value is not None:
                found[key] = Setting(value, f"{root.file}:{node.key_place[1]}")
        return found

    def _conditions(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            try:
                CONDITION.convert(str(node.value), None, None)
            except click.BadParameter as problem:
                self._add(node, "bad-value", problem.message)

    def _lexicon(self, node: Node, folder: str) -> str:
        path = os.path.join(folder, os.path.expanduser(str(node.value)))
        if not os.path.isfile(path):
            what = "a directory" if os.path.isdir(path) else "no such file"
            self._add(node, "unreadable", f"{path}: {what}, expected a lexicon file")
        return path


def _read_toml(path: str, problems: Problems) -> Node | None:
    """Read the table ``[tool.biaslens]``; its values are given the lines of their keys."""
    name = "tomllib" if sys.version_info >= (3, 11) else "tomli"
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.add((path, 1, 1), "unreadable", f"cannot be read: {error}")
        return None
    header = _TABLE.search(text)
    line = text.count("\n", 0, header.start()) + 1 if header else 1
    try:
        toml = importlib.import_module(name)
    except ImportError:
        message = (
            "[tool.biaslens] can be read with Python 3.11 or later, or with the package tomli; "
            f"expected one of these, or a {FILE_NAME}"
        )
        problems.add((path, line, 1), "unreadable", message)
        return None
    try:
        table = toml.loads(text).get("tool", {}).get("biaslens", {})
    except ValueError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = (path, int(at[1]), int(at[2])) if at else (path, 1, 1)
        problems.add(place, "syntax", f"not TOML: {error}")
        return None
    root = from_data(table, path, problems)
    lines = text.split("\n")
    if isinstance(root.value, dict):
        for key, node in root.value.items():
            written = re.compile(rf"""[ \t]*["']?{re.escape(key)}["']?[ \t]*=""")
            at_line = next((i for i in range(line, len(lines)) if written.match(lines[i])), line)
            _move(node, type(node.mark)(at_line, 0))
    return root


def _move(node: Node, mark: Any) -> None:
    """Give a node, and all in it, another place, which says all that its path would."""
    node.mark = mark
    node.path = ""
    node.keyed(node)
    values = node.value.values() if isinstance(node.value, dict) else node.value
    if not isinstance(values, str):
        for inner in values:
            _move(inner, mark)
