"""A folder that the command fills with files, one for each article."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from .inputs import Failures
from .output import replacing, unwritable

__all__ = ["Folder"]


class Folder:
    """Writes files into a folder, each whole or not at all, and none over what was read.

    Args:
        path: The folder; it is made when there is something to write.
        inputs: Paths of the files that are read.
        failures: Gets what could not be written.
    """

    def __init__(self, path: str, inputs: Iterable[str], failures: Failures) -> None:
        self._path = Path(path)
        self._inputs = {os.path.realpath(name) for name in inputs}
        self._failures = failures
        self._used: set[str] = set()

    def write(self, stem: str, parts: Sequence[tuple[str, str]]) -> None:
        """Write the files of one article.

        Args:
            stem: Their name without extension, relative to the folder; a number is added if it was
                taken.
            parts: For each file its extension and what it holds.
        """
        stem = self._free(stem)
        for extension, content in parts:
            self.put(stem + extension, content)

    def put(self, name: str, content: str) -> None:
        """Write one file.

        Args:
            name: Its name, relative to the folder.
            content: What it holds; what UTF-8 cannot hold becomes a question mark.
        """
        target = self._path / name
        if os.path.realpath(target) in self._inputs:
            self._failures.add(str(target), "not written over an article that is read")
            return
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with replacing(target) as stream:
                stream.write(content.encode("utf-8", errors="replace"))
        except (OSError, ValueError) as problem:
            self._failures.add(str(target), unwritable(target, problem))

    def _free(self, stem: str) -> str:
        free, number = stem, 1
        # Some file systems do not tell capitals apart.
        while free.casefold() in self._used:
            number += 1
            free = f"{stem}-{number}"
        self._used.add(free.casefold())
        return free
