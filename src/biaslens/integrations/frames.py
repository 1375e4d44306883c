"""Articles in a data frame, annotations in another: pandas, polars, Arrow and others by narwhals.

::

    from biaslens.integrations.frames import annotate_frame

    rows = annotate_frame(articles, text="body", key="url")
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from ..annotator import Annotator
from ..errors import InputError
from ..report import Report
from . import needed
from .columns import KEY, ROW_LAYERS, TYPES, checked_layers, filled, present

__all__ = ["annotate_frame"]

Frame = TypeVar("Frame")
_PANDAS = {"string": "string", "integer": "Int64", "number": "Float64"}


def annotate_frame(
    df: Frame,
    text: str = "body",
    key: str | None = None,
    annotator: Annotator | None = None,
    *,
    layers: Collection[str] = ROW_LAYERS,
    processes: int = 1,
) -> Frame:
    """Annotate the articles of a data frame.

    Args:
        df: A frame of pandas or polars, a table of pyarrow, or any other eager frame that narwhals
            knows, an article a row.
        text: The column of the texts; a row without one (null) gives no annotations.
        key: The column that tells articles apart; if not given, the index of a pandas frame, and
            the number of the row from 0 for all others.
        annotator: The annotator; the built-in one unless given.
        layers: The layers whose annotations are wanted: some of ``attribution``, ``hedging``,
            ``loaded`` and ``sentiment``, whose rows are the sentences.
        processes: Number of processes that work side by side, as in
            :meth:`~biaslens.Annotator.annotate_many`.

    Returns:
        A frame of the same library, an annotation a row, in the order of the articles. Its columns
        are ``article``, which holds the key, with the type it has in ``df``, and those of
        :meth:`~biaslens.Report.to_rows` from ``layer`` on. ``index``, ``start``, ``end``,
        ``attribution`` and ``strength`` are 64-bit integers, ``compound`` is a 64-bit float, all
        others are strings, and all may be null (in pandas ``Int64``, ``Float64``, ``string``).

    Raises:
        InputError: If ``df`` is no eager frame, a column is missing, or a text is no string.
        MissingPackageError: If narwhals is not installed.
    """
    nw = needed("narwhals", "pandas")
    layers = checked_layers(layers)
    try:
        frame = nw.from_native(df, eager_only=True)
    except TypeError as error:
        hint = "; collect() a lazy frame first" if hasattr(df, "collect") else ""
        raise InputError(
            "df: expected a data frame of pandas, polars, pyarrow or another library that "
            f"narwhals knows, came {type(df).__module__}.{type(df).__name__}{hint}"
        ) from error
    text = present("text", text, frame.columns)
    if key is not None:
        key = present("key", key, frame.columns)
    reports = _reports(frame[text], annotator or Annotator(), processes)
    numbers, columns = filled(reports, layers)
    if frame.implementation.is_pandas_like():
        native: Any = df
        keys = native.index if key is None else native[key].array
        pandas = nw.get_native_namespace(frame)
        places = pandas.Series(numbers, dtype="int64").to_numpy()
        made = {name: _pandas_array(pandas, columns[name], TYPES[name]) for name in TYPES}
        return pandas.DataFrame({KEY: keys.take(places), **made})  # type: ignore[no-any-return]
    types = {"string": nw.String, "integer": nw.Int64, "number": nw.Float64}
    schema = {KEY: nw.Int64, **{name: types[kind] for name, kind in TYPES.items()}}
    keyed: Sequence[Any] = numbers
    if key is not None:
        schema[KEY] = frame.schema[key]
        keyed = _taken(frame[key].to_list(), numbers)
    data = {KEY: keyed, **columns}
    made = nw.from_dict(data, schema=schema, backend=frame.implementation)
    return made.to_native()  # type: ignore[no-any-return]


def _pandas_array(pandas: Any, values: list[Any], kind: str) -> Any:
    try:
        return pandas.array(values, dtype=_PANDAS[kind])
    except UnicodeEncodeError:  # a lone surrogate, which Arrow cannot hold, but Python can
        return pandas.array(values, dtype=pandas.StringDtype("python"))


def _taken(values: Sequence[Any], numbers: Sequence[int]) -> list[Any]:
    return [values[number] for number in numbers]


def _reports(texts: Any, annotator: Annotator, processes: int) -> Iterator[tuple[int, Report]]:
    """Annotate a column of texts; yields each report with the number of its row."""
    if not isinstance(annotator, Annotator):
        raise InputError(
            f"annotator: expected a biaslens.Annotator, came {type(annotator).__name__}"
        )
    values = texts.to_list()
    given = [number for number, null in enumerate(texts.is_null().to_list()) if not null]
    for number in given:
        if not isinstance(values[number], str):
            raise InputError(
                f"df[{texts.name!r}], row {number}: expected str, "
                f"came {type(values[number]).__name__}"
            )
    reports = annotator.annotate_many(
        (values[number] for number in given), processes=processes, errors="raise"
    )
    return zip(given, reports, strict=True)
