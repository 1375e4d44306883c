"""What the command writes: standard output, files, complaints, and its exit status."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

__all__ = [
    "FAILED",
    "FOUND",
    "USUAL_WIDTH",
    "WRONG_CALL",
    "complain",
    "encoding_of",
    "replacing",
    "report_width",
    "unwritable",
    "wants_color",
]

# The exit statuses: some article could not be read; the call itself is wrong; something was found
# that must not be there.
FAILED, WRONG_CALL, FOUND = 1, 2, 3
_MAX_WIDTH, USUAL_WIDTH = 100, 88


def complain(message: str) -> None:
    click.echo(f"biaslens: {message}", err=True)


def wants_color(color: str, output: str | None) -> bool:
    if color == "auto":
        return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return color == "always"


def encoding_of(form: str, output: str | None) -> str:
    """Return how output is encoded: JSON and files are UTF-8, a terminal is what it says."""
    return (sys.stdout.encoding or "utf-8") if form == "text" and output is None else "utf-8"


def report_width(output: str | None) -> int:
    """Return how wide text is written: as wide as the terminal, within reason, or as usual."""
    if output is not None:
        return USUAL_WIDTH
    return min(_MAX_WIDTH, shutil.get_terminal_size(fallback=(USUAL_WIDTH, 24)).columns)


def unwritable(path: str | Path, problem: Exception) -> str:
    """Say why a file could not be written."""
    folder = os.path.dirname(path)
    if isinstance(problem, FileNotFoundError) and folder and not os.path.isdir(folder):
        return f"there is no folder {folder}"
    return getattr(problem, "strerror", None) or str(problem)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing so that nobody, and no failure, ever finds half of it."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        # A device or a pipe ("/dev/stdout") cannot be replaced.
        with target.open("wb") as stream:
            yield stream
        return
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
