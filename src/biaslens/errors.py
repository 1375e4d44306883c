"""Every error that biaslens raises on purpose.

::

    BiaslensError
    ├── InputError          an argument is of the wrong type or out of range
    ├── LexiconError        a lexicon could not be read; nothing of it was loaded
    ├── MissingPackageError an integration needs a package that is not installed
    └── WorkerError         a process that annotated articles ended before its work was done
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

import attrs

__all__ = [
    "BiaslensError",
    "Failure",
    "InputError",
    "LexiconError",
    "LexiconProblem",
    "MissingPackageError",
    "WorkerError",
    "did_you_mean",
]


class BiaslensError(Exception):
    """Base of every error that biaslens raises on purpose."""


class InputError(BiaslensError, ValueError):
    """An argument is of the wrong type or out of range.

    The message names the argument, what was expected and what came.
    """


@attrs.frozen(slots=True)
class LexiconProblem:
    """One thing that is wrong in a lexicon.

    Attributes:
        file: The file as it was named by the caller, or ``"<mapping>"`` for data given in code.
        line: Line of the problem, from 1.
        column: Column of the problem, from 1.
        code: A stable short code such as ``"unknown-key"``.
        message: What came and what was expected.
        suggestion: What may have been meant, or ``None``.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        end = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}{end}"


class LexiconError(BiaslensError):
    """A lexicon could not be read; nothing of it was loaded.

    Attributes:
        problems: Every :class:`LexiconProblem` found, in the order of the files and their lines.
    """

    def __init__(self, problems: Sequence[LexiconProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[LexiconError], tuple[tuple[LexiconProblem, ...]]]:
        return type(self), (self.problems,)


class MissingPackageError(BiaslensError, ImportError):
    """An integration needs a package that is not installed; the message names the extra."""


class WorkerError(BiaslensError, RuntimeError):
    """A process that annotated articles ended before its work was done."""


@attrs.frozen(slots=True)
class Failure:
    """An article that could not be annotated, in the place of its report.

    Attributes:
        index: Its place among the articles, from 0.
        id: The article's ``id``, or ``None`` where it has none.
        error: Why it could not be annotated.
    """

    index: int
    id: str | None
    error: Exception


_MOST_ENDINGS = 50


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest to a mistyped one, or ``None`` if none is near.

    Args:
        word: What came.
        known: What would have been right.
    """
    known = list(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    if near:
        return near[0]
    # Short forms ("adj") and other endings ("hedging" for "hedges"), where only one can be meant.
    least = max(3, -(-len(word) // 2))
    if len(word) < 3 or "/" in word or len(known) > _MOST_ENDINGS:
        return None
    alike = [name for name in known if name[:least] == word[:least]]
    return alike[0] if len(alike) == 1 else None
