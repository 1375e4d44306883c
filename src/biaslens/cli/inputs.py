"""What the command reads: files and standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

__all__ = ["STDIN", "UnreadableError", "decoded", "read_bytes"]

#: The name of a file that stands for standard input.
STDIN = "-"
_BOM = b"\xef\xbb\xbf"


class UnreadableError(Exception):
    """A file could not be read as text; the message says why."""


def read_bytes(name: str) -> bytes:
    if name == STDIN:
        stdin: BinaryIO = sys.stdin.buffer
        return stdin.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise UnreadableError("there is no such file") from None
    except IsADirectoryError:
        raise UnreadableError("expected a text file, found a directory") from None
    except (OSError, ValueError) as problem:
        raise UnreadableError(getattr(problem, "strerror", None) or problem) from None


def decoded(content: bytes) -> str:
    """Decode an article; its line ends stay as they are, and a byte order mark goes."""
    skipped = len(_BOM) if content.startswith(_BOM) else 0
    try:
        return content[skipped:].decode("utf-8")
    except UnicodeDecodeError as problem:
        place = skipped + problem.start
        line = content.count(b"\n", 0, place) + 1
        raise UnreadableError(
            f"expected UTF-8, found the byte 0x{content[place]:02X} at offset {place} (line {line})"
        ) from None
