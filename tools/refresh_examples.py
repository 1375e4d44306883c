"""Write what the examples in the README and the docs print now into these pages.

Run it after a change of rules or words, and read the difference before you keep it:

    python tools/refresh_examples.py

Outputs of ``pycon`` and ``console`` blocks are replaced. Of an output that is shortened with lines
of ``...``, each part keeps its number of paragraphs; a part begins at the sentence of its number,
or else where its first line does. What still holds stays as it is, and what cannot be found again
is named, to be mended by hand.
"""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from test_docs import BLOCK, COMMAND, FLAGS, PAGES  # noqa: E402


class _Recorder(doctest.DocTestRunner):
    """Notes what each example that fails prints."""

    def __init__(self) -> None:
        super().__init__(optionflags=FLAGS)
        self.prints: dict[int, str] = {}

    def report_failure(self, out, test, example, got):
        self.prints[example.lineno] = got

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise exc_info[1]


def session_block(code: str, session: dict[str, object]) -> str:
    """Return a session with the outputs that it has now."""
    test = doctest.DocTestParser().get_doctest(code, session, "example", None, 0)
    recorder = _Recorder()
    with redirect_stdout(io.StringIO()):
        recorder.run(test, clear_globs=False)
    session.update(test.globs)
    lines = code.splitlines(keepends=True)
    for example in reversed(test.examples):
        if example.lineno in recorder.prints:
            first = example.lineno + example.source.count("\n")
            last = first + example.want.count("\n")
            lines[first:last] = recorder.prints[example.lineno]
    return "".join(lines)


def command_block(code: str) -> str:
    """Return commands with the outputs that they have now."""

    def refreshed(match: re.Match[str]) -> str:
        command, shown = match.groups()
        code = "from biaslens.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *shlex.split(command)[1:]],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": "88", "PYTHONIOENCODING": "utf-8"},
        )
        output = done.stdout + done.stderr
        if shown and not doctest.OutputChecker().check_output(shown, output, FLAGS):
            shown = shortened(output, shown)
        return f"$ {command}\n{shown}"

    return COMMAND.sub(refreshed, code)


def shortened(output: str, shown: str) -> str:
    """Return an output, shortened as it is shown."""
    paragraphs = output.rstrip("\n").split("\n\n")
    parts = re.split(r"^\.\.\.\n", shown, flags=re.M)
    kept: list[str] = []
    for part in parts:
        old = part.strip("\n").split("\n\n")
        number = re.match(r" *\d+  ", part)
        begin = 0
        if number:
            begin = next(i for i, text in enumerate(paragraphs) if text.startswith(number.group()))
        elif part and kept:
            opening = part.split("\n")[0]
            found = (i for i, text in enumerate(paragraphs) if opening in text.split("\n"))
            begin = next(found, -1)
        if begin < 0 or "..." in part:
            print(f"by hand: {part.splitlines()[0]}")
            kept.append(part)
            continue
        kept.append("\n\n".join(paragraphs[begin : begin + len(old)]) + "\n" if part else "")
    return "...\n".join(kept)


def refresh(page: Path) -> None:
    """Refresh one page."""
    session: dict[str, object] = {}

    def refreshed(match: re.Match[str]) -> str:
        language, code = match.groups()
        if language == "pycon":
            code = session_block(code, session)
        elif language == "console":
            code = command_block(code)
        elif named := re.match(r"# ([\w-]+\.yaml)(,.*)?\n", code):
            Path(named[1]).write_text(code, encoding="utf-8")
        return f"```{language}\n{code}```"

    before = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder, "examples"))
        os.chdir(Path(folder, "examples") if page.parent.name == "examples" else folder)
        after = BLOCK.sub(refreshed, before)
        os.chdir(ROOT)
    if after != before:
        page.write_text(after, encoding="utf-8")
        print(f"refreshed {page.relative_to(ROOT)}")


if __name__ == "__main__":
    for page in PAGES:
        refresh(page)
