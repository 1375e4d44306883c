"""What the commands of ``biaslens lexicon`` share: lexicons, their files, problems as output."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence

import attrs
import click

from ..errors import BiaslensError, LexiconProblem
from ..lexicon import Entry, Lexicon
from ..lexicon.loader import LexiconFile, Reader
from ..lexicon.packs import find_pack
from ..lexicon.problems import Problems
from ..lexicon.yaml_nodes import read_file
from .output import WRONG_CALL

__all__ = [
    "PROBLEM_FORMATS",
    "NotLoadedError",
    "files_of",
    "load",
    "show_problems",
    "written_in",
]

PROBLEM_FORMATS = ("text", "json", "github")


class NotLoadedError(click.ClickException):
    """A lexicon could not be loaded."""

    exit_code = WRONG_CALL


def load(names: Sequence[str]) -> Lexicon:
    """Return the built-in lexicon with files added.

    Args:
        names: The files.

    Raises:
        NotLoadedError: Something is wrong in one of them.
    """
    try:
        lexicon = Lexicon.builtin()
        return lexicon.extend(*names) if names else lexicon
    except BiaslensError as problem:
        raise NotLoadedError(f"the lexicon was not loaded\n{problem}") from problem


def files_of(names: Iterable[str]) -> list[LexiconFile]:
    """Read lexicon files and those that they extend, each once and apart from the others.

    Args:
        names: Files that can be loaded.
    """
    found: dict[str, LexiconFile] = {}

    def read(name: str) -> None:
        identity = os.path.realpath(name)
        if identity in found or not os.path.isfile(name):
            return
        problems = Problems()
        root = read_file(name, problems)
        if root is None:
            return
        file = found[identity] = Reader(problems).read(root, name)
        for reference in file.extends:
            if reference.name.endswith((".yaml", ".yml")):
                inner = os.path.expanduser(reference.name)
                read(os.path.join(os.path.dirname(name), inner))
            elif pack := find_pack(reference.name):
                read(pack.path)

    for name in names:
        read(name)
    return list(found.values())


def written_in(lexicon: Lexicon, file: str) -> list[Entry]:
    """Return the entries of a lexicon that a file added or changed."""
    return [
        entry
        for entry in lexicon.entries.values()
        if file in (entry.origin.file, *(origin.file for origin in entry.changed))
    ]


# Problems as output -----------------------------------------------------------------------------


def show_problems(problems: Iterable[LexiconProblem], form: str) -> None:
    """Print problems.

    Args:
        problems: The problems.
        form: ``text``, ``json`` (an array) or ``github`` (commands of a GitHub workflow, which
            shows them beside the lines).
    """
    if form == "json":
        click.echo(json.dumps([attrs.asdict(p) for p in problems], indent=2, ensure_ascii=False))
        return
    for problem in problems:
        click.echo(_github(problem) if form == "github" else str(problem))


def _github(problem: LexiconProblem) -> str:
    message = problem.message
    if problem.suggestion:
        message += f"; did you mean {problem.suggestion!r}?"
    place = f"file={_escaped(problem.file)},line={problem.line},col={problem.column}"
    return f"::error {place},title=biaslens {problem.code}::{_escaped(message, value=True)}"


def _escaped(text: str, value: bool = False) -> str:
    """Escape text for a workflow command, as GitHub's own toolkit does."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text if value else text.replace(":", "%3A").replace(",", "%2C")
