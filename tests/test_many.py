"""Many articles: order, failures beside ids, processes of every kind, and what ends them."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import biaslens
from biaslens import Annotator, Article, Failure, InputError, Report, WorkerError

ANNOTATOR = Annotator(layers=["attribution", "loaded"])
SOURCE = str(Path(biaslens.__file__).parents[1])
METHODS = [
    m for m in ("fork", "spawn", "forkserver") if m in multiprocessing.get_all_start_methods()
]


def article(number: int) -> Article:
    return Article(f"Officer {number} said the regime was shut.", id=f"a{number}")


class Endless:
    """Articles without end, which count how many were drawn."""

    def __init__(self) -> None:
        self.drawn = 0

    def __iter__(self) -> Iterator[Article]:
        while True:
            self.drawn += 1
            yield article(self.drawn - 1)


def run(tmp_path: Path, script: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a script of its own, as processes that are spawned need one."""
    path = tmp_path / "script.py"
    path.write_text(textwrap.dedent(script), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(path), *arguments],
        env={**os.environ, "PYTHONPATH": SOURCE},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


# --- failures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("processes", [1, 2])
def test_a_failure_stands_in_its_place_and_stops_nothing(processes: int) -> None:
    given: list[Any] = [article(0), None, Article(b"x", id="bad"), article(3)]  # type: ignore[arg-type]
    found = list(ANNOTATOR.annotate_many(given, processes=processes))
    assert [type(each) for each in found] == [Report, Failure, Failure, Report]
    assert [(f.index, f.id) for f in found if isinstance(f, Failure)] == [(1, None), (2, "bad")]
    for failure in found[1:3]:
        assert isinstance(failure, Failure)
        assert isinstance(failure.error, InputError)
    assert "NoneType" in str(found[1].error)  # type: ignore[union-attr]


@pytest.mark.parametrize("processes", [1, 2])
def test_errors_are_raised_in_their_place_when_asked(processes: int) -> None:
    given: list[Any] = [article(0), article(1), None, article(3)]
    reports = ANNOTATOR.annotate_many(given, processes=processes, errors="raise")
    assert [next(reports).article.id, next(reports).article.id] == ["a0", "a1"]
    with pytest.raises(InputError, match="NoneType"):
        next(reports)


def test_errors_must_be_one_of_two() -> None:
    with pytest.raises(InputError, match="errors: expected 'yield' or 'raise', came 'ignore'"):
        ANNOTATOR.annotate_many([], errors="ignore")  # type: ignore[call-overload]


@pytest.mark.parametrize("processes", [1, 2])
def test_articles_that_end_in_an_error_are_annotated_so_far(processes: int) -> None:
    def broken() -> Iterator[Article]:
        yield from map(article, range(30))
        raise OSError("the disk is gone")

    found = []
    with pytest.raises(OSError, match="the disk is gone"):
        for each in ANNOTATOR.annotate_many(broken(), processes=processes, errors="raise"):
            found.append(each.article.id)
    assert found == [f"a{number}" for number in range(30)]


def test_failures_within_a_worker_come_back(tmp_path: Path) -> None:
    # An error of an annotation itself: no text is known to raise one, so it is put in.
    process = run(
        tmp_path,
        """
        import biaslens
        from biaslens import Article

        class Local(Exception):
            def __init__(self, one, two):
                super().__init__(f"{one} and {two}")

        annotate = biaslens.Annotator.annotate

        def failing(self, article):
            text = getattr(article, "text", article)
            if text.startswith("A"):
                raise ValueError("no A")
            if text.startswith("B"):
                raise Local("one", "two")  # cannot be unpickled
            return annotate(self, article)

        biaslens.Annotator.annotate = failing
        if __name__ == "__main__":
            import multiprocessing

            multiprocessing.set_start_method("fork")
            articles = [Article(letter, id=letter) for letter in "xAyBz"]
            for found in biaslens.Annotator().annotate_many(articles, processes=2):
                if isinstance(found, biaslens.Failure):
                    print(found.index, found.id, type(found.error).__name__, found.error)
                else:
                    print(found.text)
        """,
    )
    out, err = process.communicate(timeout=60)
    lines = ["x", "1 A ValueError no A", "y", "3 B WorkerError Local: one and two", "z"]
    assert out.splitlines() == lines, err


# --- what travels ---------------------------------------------------------------------------------

NESTED = (
    "“The gate,” Officer Brun said, “was shut.” Dorn said that Brun said that the so-called "
    "regime may fall, the Post reported. It is unclear.\n\nAnna\nReply\nHe denied it. \ud800"
)


@pytest.mark.parametrize(
    "text",
    ["", "road", NESTED, "He said that they said that " * 40 + "it fell.", "(“said"],
)
def test_reports_travel_without_loss(text: str) -> None:
    report = biaslens.annotate(Article(text, id="x", outlet="o", url="u", date="d"))
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    assert again.article == report.article
    assert again.to_json() == report.to_json()
    assert hash(again) == hash(report)
    for term in (*again.hedges, *again.loaded_terms):
        assert term.attribution is None or any(term.attribution is a for a in again.attributions)
    for one in again.attributions:
        assert one.inside is None or any(one.inside is a for a in again.attributions)


# --- processes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_every_way_to_start_a_process(tmp_path: Path, method: str) -> None:
    process = run(
        tmp_path,
        """
        import multiprocessing
        import sys
        import biaslens

        if __name__ == "__main__":
            multiprocessing.set_start_method(sys.argv[1])
            own = {"name": "own", "loaded": [
                {"term": "gate", "category": "place", "note": "Made up."}]}
            annotator = biaslens.Annotator(lexicon=biaslens.Lexicon.builtin().extend(own))
            texts = [f"Officer {n} said the regime shut the gate." for n in range(100)]
            here = list(annotator.annotate_many(texts))
            there = list(annotator.annotate_many(texts, processes=2))
            assert here == there
            print(len(there), [term.text for term in there[99].loaded_terms])
        """,
        method,
    )
    out, err = process.communicate(timeout=120)
    assert (out, err) == ("100 ['regime', 'gate']\n", "")


def test_articles_come_back_as_they_were_given() -> None:
    given = [Article("\ud800 he said.", id="x", outlet="o", url="u", date="d"), "He said no."]
    one, two = ANNOTATOR.annotate_many(given, processes=2, errors="raise")
    assert one.article is given[0]
    assert (one, two) == tuple(map(ANNOTATOR.annotate, given))


def test_long_articles_travel_one_by_one() -> None:
    texts = ["The regime fell. " * 8000, *["He said no."] * 40, "The regime fell. " * 8000]
    found = list(ANNOTATOR.annotate_many(texts, processes=2, errors="raise"))
    assert [report.text for report in found] == texts
    assert len(found[0].loaded_terms) == 8000


@pytest.mark.parametrize("processes", [1, 2])
def test_an_endless_stream_is_drawn_a_little_ahead(processes: int) -> None:
    articles = Endless()
    reports = ANNOTATOR.annotate_many(articles, processes=processes, errors="raise")
    assert articles.drawn == 0
    for number in range(600):
        assert next(reports).article.id == f"a{number}"
        assert articles.drawn - number <= 1 + 4 * 32 * (processes if processes > 1 else 0)
    reports.close()  # type: ignore[attr-defined]


def test_leaving_early_ends_the_processes_at_once() -> None:
    before = set(multiprocessing.active_children())
    slow = ["He said that they said the regime fell. " * 50_000] * 4
    reports = ANNOTATOR.annotate_many(["He said no.", *slow], processes=2, errors="raise")
    assert next(reports).text == "He said no."
    began = time.monotonic()
    reports.close()  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) <= before
    assert time.monotonic() - began < 3


def test_a_dead_worker_gives_a_clear_error() -> None:
    reports = ANNOTATOR.annotate_many(Endless(), processes=2, errors="raise")
    next(reports)
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    with pytest.raises(WorkerError, match=r"worker process ended .* in work were .*'a\d+'"):
        for _ in reports:
            pass


def test_spawned_processes_without_a_guarded_main_module(tmp_path: Path) -> None:
    process = run(
        tmp_path,
        """
        import multiprocessing
        import biaslens

        multiprocessing.set_start_method("spawn", force=True)
        print(list(biaslens.Annotator().annotate_many(["He said no."], processes=2)))
        """,
    )
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1 and out == ""
    # The children, which end at the same time, may write behind it.
    error = "biaslens.errors.WorkerError: annotate_many:"
    told = [line for line in err.splitlines() if error in line]
    assert told and "if __name__ == '__main__'" in told[-1]


FOREVER = """
import itertools
import multiprocessing
import biaslens

if __name__ == "__main__":
    long = itertools.repeat("He said that they said the regime fell. " * 20_000)
    texts = itertools.chain(["He said no."], long)
    for found in biaslens.Annotator().annotate_many(texts, processes=2):
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
"""


def gone(pid: int) -> bool:
    """Whether a process has ended, or does within some seconds."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@needs_proc
def test_control_c_ends_everything_promptly(tmp_path: Path) -> None:
    process = run(tmp_path, FOREVER)
    assert process.stdout is not None
    children = list(map(int, process.stdout.readline().split()))
    assert len(children) == 2
    # As a terminal does: every process gets it.
    for pid in (process.pid, *children):
        os.kill(pid, signal.SIGINT)
    began = time.monotonic()
    _, err = process.communicate(timeout=60)
    assert time.monotonic() - began < 3
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert err.count("Traceback") == 1
    assert all(map(gone, children))


@needs_proc
def test_workers_end_when_what_started_them_is_killed(tmp_path: Path) -> None:
    process = run(tmp_path, FOREVER)
    assert process.stdout is not None
    children = list(map(int, process.stdout.readline().split()))
    process.kill()
    process.wait()
    assert all(map(gone, children))
    process.communicate()
