"""The ``biaslens`` command."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click
from tqdm import tqdm

from biaslens import __version__
from biaslens.annotator import LAYERS, Annotator
from biaslens.errors import BiaslensError
from biaslens.export.terminal import render
from biaslens.lexicon import Lexicon
from biaslens.model import Article
from biaslens.report import Report

__all__ = ["main"]

_STDIN = "-"
# The exit statuses: some article could not be read; the call itself is wrong.
_FAILED, _WRONG_CALL = 1, 2
_MAX_WIDTH, _USUAL_WIDTH = 100, 88
_BOM = b"\xef\xbb\xbf"


class _UnreadableError(Exception):
    """A file could not be read as text; the message says why."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit.

    Args:
        arguments: What stands behind ``biaslens`` on the command line; ``sys.argv`` unless given.
    """
    try:
        status = _cli.main(arguments, prog_name="biaslens", standalone_mode=False)
    except click.UsageError as problem:
        _complain(problem.format_message())
        command = problem.ctx.command_path if problem.ctx else "biaslens"
        click.echo(f"Try '{command} --help'.", err=True)
        status = _WRONG_CALL
    except click.ClickException as problem:
        _complain(problem.format_message())
        status = problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        # Whoever read the output has seen enough ("| head"); nothing more may be written to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as problem:
        _complain(f"standard output: {problem.strerror or problem}")
        status = _FAILED
    sys.exit(status if isinstance(status, int) else 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="biaslens %(version)s")
def _cli() -> None:
    """See who is speaking in a news article."""


@_cli.command("annotate")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path())
@click.option(
    "--lexicon",
    "lexicons",
    metavar="FILE",
    multiple=True,
    type=click.Path(),
    help="Add a YAML file to the built-in lexicon. May be given again.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="A report for reading; JSON (an array, for several files); or one line of JSON each.",
)
@click.option(
    "--layer",
    "layers",
    multiple=True,
    type=click.Choice(LAYERS),
    help="Annotate this layer only. May be given again.  [default: all]",
)
@click.option("--all-zones", is_flag=True, help="Count and show comments and page furniture too.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the report; auto: where the output is a terminal and NO_COLOR is not set.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write to a file, which is written whole or not at all.",
)
def _annotate(
    files: tuple[str, ...],
    lexicons: tuple[str, ...],
    form: str,
    layers: tuple[str, ...],
    all_zones: bool,
    color: str,
    output: str | None,
) -> int:
    """Annotate news articles, each a text file in UTF-8.

    With no FILE, or when FILE is -, the article is read from standard input.

    The exit status is 0 if all went well, 1 if some file could not be read (the others are
    annotated all the same), and 2 if the call or a lexicon is wrong.
    """
    try:
        lexicon = Lexicon.builtin()
        # Extended by nothing it would have to be made ready for matching once more.
        if lexicons:
            lexicon = lexicon.extend(*lexicons)
    except BiaslensError as problem:
        _complain(f"the lexicon was not loaded\n{problem}")
        return _WRONG_CALL

    annotator = Annotator(lexicon, layers=layers or LAYERS)
    files = files or (_STDIN,)
    failures: list[str] = []
    reports = _reports(annotator, files, failures)
    if form == "text":
        colored = _wants_color(color, output)
        chunks = _as_text(reports, annotator.layers, all_zones, colored, output is None)
    elif form == "json" and len(files) > 1:
        chunks = _as_array(reports)
    else:
        chunks = (report.to_json() + "\n" for report in reports)

    encoding = _encoding(form, output)
    lines = (chunk.encode(encoding, errors="replace") for chunk in chunks)
    if output is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return _FAILED if failures else 0
    try:
        with _replacing(Path(output)) as stream:
            stream.writelines(lines)
            if len(failures) == len(files):
                # There is nothing to say, and what the file held may still be good.
                raise _UnreadableError
    except _UnreadableError:
        return _FAILED
    except OSError as problem:
        _complain(f"{output}: {problem.strerror or problem}")
        return _FAILED
    return _FAILED if failures else 0


def _complain(message: str) -> None:
    click.echo(f"biaslens: {message}", err=True)


def _reports(
    annotator: Annotator, files: Sequence[str], failures: list[str]
) -> Iterator[Report]:
    """Yield a report for each file; say what is wrong with those that cannot be read."""
    # A bar would run into a report that is written to the same terminal.
    quiet = len(files) < 2 or not sys.stderr.isatty() or sys.stdout.isatty()
    for name in tqdm(files, unit="article", leave=False, disable=quiet):
        try:
            text = _decoded(_content(name))
        except _UnreadableError as problem:
            failures.append(name)
            with tqdm.external_write_mode(file=sys.stderr):
                _complain(f"{'standard input' if name == _STDIN else name}: {problem}")
        else:
            yield annotator.annotate(Article(text, id=None if name == _STDIN else name))


def _content(name: str) -> bytes:
    if name == _STDIN:
        stdin: BinaryIO = sys.stdin.buffer
        return stdin.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise _UnreadableError("there is no such file") from None
    except IsADirectoryError:
        raise _UnreadableError("expected a text file, found a directory") from None
    except (OSError, ValueError) as problem:
        raise _UnreadableError(getattr(problem, "strerror", None) or problem) from None


def _decoded(content: bytes) -> str:
    """Decode an article; its line ends stay as they are, and a byte order mark goes."""
    skipped = len(_BOM) if content.startswith(_BOM) else 0
    try:
        return content[skipped:].decode("utf-8")
    except UnicodeDecodeError as problem:
        place = skipped + problem.start
        line = content.count(b"\n", 0, place) + 1
        raise _UnreadableError(
            f"expected UTF-8, found the byte 0x{content[place]:02X} at offset {place} (line {line})"
        ) from None


def _as_text(
    reports: Iterable[Report],
    layers: tuple[str, ...],
    all_zones: bool,
    color: bool,
    to_terminal: bool,
) -> Iterator[str]:
    width = _USUAL_WIDTH
    if to_terminal:
        columns = shutil.get_terminal_size(fallback=(_USUAL_WIDTH, 24)).columns
        width = min(_MAX_WIDTH, columns)
    for number, report in enumerate(reports):
        text = (
            render(report, width=width, color=color, layers=layers, zones=None)
            if all_zones
            else render(report, width=width, color=color, layers=layers)
        )
        yield f"\n{'═' * width}\n\n{text}" if number else text


def _as_array(reports: Iterable[Report]) -> Iterator[str]:
    lead = "["
    for report in reports:
        yield lead + report.to_json()
        lead = ",\n"
    yield "]\n" if lead != "[" else "[]\n"


def _wants_color(color: str, output: str | None) -> bool:
    if color == "auto":
        return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return color == "always"


def _encoding(form: str, output: str | None) -> str:
    """Return how output is encoded: JSON and files are UTF-8, a terminal is what it says."""
    return (sys.stdout.encoding or "utf-8") if form == "text" and output is None else "utf-8"


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
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
