"""Many articles at a time: in this process or in several, lazily, in order, errors beside ids."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .errors import Failure, WorkerError
from .model import Article
from .report import Report, packed, unpacked

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["annotate_here", "annotate_in"]

Annotate = Callable[[Any], Report]
Found = Generator["Report | Failure", None, None]
#: What travels to another process at a time. The first chunks hold one article each, so that a few
#: articles are spread over all processes and the first report is there soon.
_MOST_ARTICLES = 32
_MOST_CHARACTERS = 100_000
#: Chunks for each process that are drawn ahead of the report that is wanted.
_AHEAD = 3
_UNGUARDED = (
    "where processes are spawned, the main module must be a file that can be imported, with its "
    "work under if __name__ == '__main__'"
)
#: An article that can be annotated, or why it cannot, and its place in the stream.
_Item = tuple[int, "Article | Failure"]


def annotate_here(annotate: Annotate, articles: Iterable[Any]) -> Found:
    """Annotate articles in this process.

    Args:
        annotate: Annotates one article.
        articles: The articles.

    Yields:
        For each article its report, or why there is none.
    """
    for index, article in enumerate(articles):
        try:
            found: Report | Failure = annotate(article)
        except Exception as error:
            found = Failure(index, getattr(article, "id", None), error)
        yield found


def annotate_in(
    processes: int,
    annotate: Annotate,
    check: Callable[[Any], Article],
    articles: Iterable[Any],
) -> Found:
    """Annotate articles in other processes.

    Args:
        processes: Their number.
        annotate: Annotates one article; it is pickled once for each process.
        check: Makes an article of what came, or raises an error.
        articles: The articles.

    Yields:
        For each article its report, or why there is none, in the order of the articles.

    Raises:
        WorkerError: If a process ends before its work is done.
    """
    # Imported here, as it takes as long as all the rest of the package.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import current_process

    if getattr(current_process(), "_inheriting", False):
        # A spawned process imports the main module, and has come to the work that it is meant for;
        # a pool that cannot start its processes would wait for ever.
        raise WorkerError(f"annotate_many: {_UNGUARDED}")
    shipped = _ship(annotate)
    pool = ProcessPoolExecutor(processes, initializer=_prepare, initargs=(shipped,))
    ahead: deque[tuple[list[_Item], Future[bytes]]] = deque()
    chunks = _chunks(articles, check, processes)
    problem: Exception | None = None
    done = False
    try:
        while problem is None:
            try:
                chunk = next(chunks)
            except StopIteration:
                break
            except Exception as error:
                problem = error  # raised when all that came before has been given back
                break
            texts = [item.text for _, item in chunk if isinstance(item, Article)]
            ahead.append((chunk, pool.submit(_annotate_texts, texts)))
            if len(ahead) > _AHEAD * processes:
                # Taken off when its results are all given back: an error names what was in work.
                yield from _results(*ahead[0])
                ahead.popleft()
        while ahead:
            yield from _results(*ahead[0])
            ahead.popleft()
        done = True
    except BrokenProcessPool:
        raise _worker_error([item for chunk, _ in ahead for item in chunk]) from None
    finally:
        _stop(pool, done)
        if isinstance(shipped, str):
            os.unlink(shipped)
    if problem is not None:
        raise problem


def _ship(annotate: Annotate) -> Annotate | str:
    """What a new process needs to have the annotator: itself, or the name of a file with it.

    A process that is forked has all that this one has. To others it would be written through a
    pipe, megabytes of it: if one dies before it reads them, this process would write for ever.
    """
    from multiprocessing import get_start_method

    if get_start_method() == "fork":
        return annotate
    with tempfile.NamedTemporaryFile("wb", prefix="biaslens-", delete=False) as file:
        pickle.dump(annotate, file, pickle.HIGHEST_PROTOCOL)
    return file.name


def _chunks(
    articles: Iterable[Any], check: Callable[[Any], Article], processes: int
) -> Iterator[list[_Item]]:
    """Put articles together that travel at one time."""
    chunk: list[_Item] = []
    characters = made = 0
    try:
        for index, given in enumerate(articles):
            try:
                article = check(given)
            except Exception as error:
                chunk.append((index, Failure(index, getattr(given, "id", None), error)))
            else:
                chunk.append((index, article))
                characters += len(article.text)
            most = min(_MOST_ARTICLES, 1 + made // (2 * processes))
            if len(chunk) >= most or characters >= _MOST_CHARACTERS:
                yield chunk
                chunk, characters, made = [], 0, made + 1
    except Exception:
        # What came before the articles ended in an error is annotated all the same.
        if chunk:
            yield chunk
        raise
    if chunk:
        yield chunk


def _results(chunk: list[_Item], future: Future[bytes]) -> Iterator[Report | Failure]:
    """Turn what a process sent back into reports."""
    found = iter(pickle.loads(future.result()))
    for index, item in chunk:
        if isinstance(item, Failure):
            yield item
            continue
        result = next(found)
        if isinstance(result, Exception):
            yield Failure(index, item.id, result)
        else:
            yield unpacked(item, *result)


def _stop(pool: ProcessPoolExecutor, done: bool) -> None:
    """End the processes; at once if what they do is no longer wanted."""
    if not done:
        # An article may take minutes, and nobody wants its report. (Python 3.14 has a method.)
        for process in list((pool._processes or {}).values()):
            process.kill()
        # The thread that writes to them would wait for ever for one of them to read (CPython
        # gh-94777, mended in 3.11.5); so it fails, and ends.
        queue: Any = vars(pool)["_call_queue"]
        queue._reader.close()
    pool.shutdown(wait=True, cancel_futures=True)


def _worker_error(items: list[_Item]) -> WorkerError:
    names = [
        repr(item.id) if item.id is not None else f"number {index}" for index, item in items[:5]
    ]
    more = f" and {len(items) - 5} more" if len(items) > 5 else ""
    work = f"; in work were the articles {', '.join(names)}{more}" if names else ""
    return WorkerError(
        f"annotate_many: a worker process ended before its work was done{work}. It may have been "
        f"killed for want of memory. If none could start: {_UNGUARDED}"
    )


# --- in the other process -------------------------------------------------------------------------

_worker: list[Annotate] = []


def _prepare(shipped: Annotate | str) -> None:
    """Keep the annotator in a worker process, so that it travels once and not with each article."""
    if isinstance(shipped, str):
        shipped = cast(Annotate, pickle.loads(Path(shipped).read_bytes()))
    _worker[:] = [shipped]
    # Ctrl-C reaches every process of a terminal: the one that started the others ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # The lexicon stays until the end; the collector need not look through it again and again.
    gc.collect()
    gc.freeze()


def _end_with_parent() -> None:
    """End this process when the one that started it has been killed."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _annotate_texts(texts: list[str]) -> bytes:
    """Annotate texts; what is found in each, or the error, is pickled here and loaded once."""
    results: list[tuple[Any, ...] | Exception] = []
    for text in texts:
        try:
            results.append(packed(_worker[0](text)))
        except Exception as error:
            results.append(_portable(error))
    return pickle.dumps(results, pickle.HIGHEST_PROTOCOL)


def _portable(error: Exception) -> Exception:
    """The error, or one that says the same if it cannot be sent to another process."""
    try:
        return cast(Exception, pickle.loads(pickle.dumps(error)))
    except Exception:
        return WorkerError(f"{type(error).__name__}: {error}")
