"""biaslens within other libraries: data frames, Spark and spaCy.

Nothing here is imported by the rest of the package. Each module needs the libraries of its extra::

    pip install "biaslens[pandas]"    # frames: pandas, and any frame that narwhals knows
    pip install "biaslens[polars]"    # frames: polars
    pip install "biaslens[spark]"     # spark
    pip install "biaslens[spacy]"     # spacy
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from ..errors import MissingPackageError

__all__ = ["needed"]


def needed(module: str, extra: str) -> ModuleType:
    """Import a module of another library.

    Args:
        module: Its name.
        extra: The extra of biaslens that brings it.

    Raises:
        MissingPackageError: If it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != library:
            raise
        raise MissingPackageError(
            f'this needs {library}, which is not installed: pip install "biaslens[{extra}]"',
            name=error.name,
        ) from error
