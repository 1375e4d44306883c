"""What the command writes: standard output, files, complaints, and its exit status."""

from __future__ import annotations

import os
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
    "MAX_WIDTH",
    "USUAL_WIDTH",
    "WRONG_CALL",
    "complain",
    "encoding_of",
    "replacing",
    "wants_color",
]

# The exit statuses: some article could not be read; the call itself is wrong; something was found
# that must not be there.
FAILED, WRONG_CALL, FOUND = 1, 2, 3
MAX_WIDTH, USUAL_WIDTH = 100, 88


def complain(message: str) -> None:
    click.echo(f"biaslens: {message}", err=True)


def wants_color(color: str, output: str | None) -> bool:
    if color == "auto":
        return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return color == "always"


def encoding_of(form: str, output: str | None) -> str:
    """Return how output is encoded: JSON and files are UTF-8, a terminal is what it says."""
    return (sys.stdout.encoding or "utf-8") if form == "text" and output is None else "utf-8"


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
