"""Articles in a Spark data frame, annotations in another, by ``mapInPandas``.

::

    from biaslens.integrations import spark

    rows = spark.annotate(articles, text="body", key="url")
    rows.write.parquet("annotations.parquet")

Every worker needs biaslens, pandas and pyarrow.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from ..annotator import Annotator
from ..errors import InputError
from ..lexicon import Lexicon
from . import needed
from .columns import KEY, ROW_LAYERS, TYPES, checked_layers, present
from .frames import annotate_frame

if TYPE_CHECKING:
    from pandas import DataFrame as PandasFrame
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["annotate", "schema"]

#: Articles whose annotations are handed to Spark at a time.
_BATCH = 256


@attrs.frozen(slots=True)
class _Shipment:
    """A lexicon on its way to the workers; two of one fingerprint are the same.

    Attributes:
        fingerprint: Tells lexicons apart.
        value: Holds the pickled lexicon: a broadcast variable, which Spark sends to each machine
            once, or, for Spark Connect, which has none, the bytes themselves.
    """

    fingerprint: str
    value: Any = attrs.field(eq=False, repr=False)


@lru_cache(maxsize=4)
def _annotator(shipment: _Shipment | None) -> Annotator:
    """The annotator of a worker process, made for its first batch and kept for all that follow."""
    if shipment is None:
        return Annotator()
    packed = shipment.value if isinstance(shipment.value, bytes) else shipment.value.value
    return Annotator(lexicon=pickle.loads(packed))


def annotate(
    df: DataFrame,
    text: str = "body",
    key: str = "id",
    lexicon: Lexicon | None = None,
    *,
    layers: Collection[str] = ROW_LAYERS,
) -> DataFrame:
    """Annotate the articles of a Spark data frame.

    Nothing is computed before the result is used. Partitions are kept as they are: a frame needs at
    least as many as there are cores (``df.repartition(n)``).

    Args:
        df: The articles, one a row.
        text: The column of the texts, of strings; a row without one (null) gives no annotations.
        key: The column that tells articles apart.
        lexicon: The lexicon; the built-in one of the workers unless given. It is broadcast, and
            each Python worker unpacks it once.
        layers: The layers whose annotations are wanted: some of ``attribution``, ``hedging``,
            ``loaded`` and ``sentiment``, whose rows are the sentences.

    Returns:
        A frame with the columns of :func:`schema`, an annotation a row.

    Raises:
        InputError: If a column is missing or the texts are not strings.
        MissingPackageError: If pyspark or pandas is not installed.
    """
    types = needed("pyspark.sql.types", "spark")
    for name in ("pandas", "pyarrow", "narwhals"):
        needed(name, "spark")
    if not hasattr(df, "mapInPandas"):
        raise InputError(f"df: expected a Spark data frame, came {type(df).__name__}")
    if lexicon is not None and not isinstance(lexicon, Lexicon):
        raise InputError(f"lexicon: expected a biaslens.Lexicon, came {type(lexicon).__name__}")
    text, key = present("text", text, df.columns), present("key", key, df.columns)
    if not isinstance(df.schema[text].dataType, types.StringType):
        came = df.schema[text].dataType.simpleString()
        raise InputError(f"text: expected a column of strings, came {text!r}, of type {came}")
    chosen = df.select(df[key].alias(KEY), df[text].alias("text"))
    mapper = _mapper(_shipment(df, lexicon), checked_layers(layers))
    return chosen.mapInPandas(mapper, schema(df, key))


def schema(df: DataFrame, key: str = "id") -> StructType:
    """The columns of what :func:`annotate` returns.

    Args:
        df: The articles.
        key: The column that tells them apart.

    Returns:
        ``article``, with the type of the key, and the columns of
        :meth:`~biaslens.Report.to_rows` from ``layer`` on: ``index``, ``start``, ``end``,
        ``attribution`` and ``strength`` as long, ``compound`` as double, all others as string.
    """
    types = needed("pyspark.sql.types", "spark")
    kinds = {
        "string": types.StringType(),
        "integer": types.LongType(),
        "number": types.DoubleType(),
    }
    fields = [types.StructField(KEY, df.schema[present("key", key, df.columns)].dataType)]
    fields += [types.StructField(name, kinds[kind]) for name, kind in TYPES.items()]
    made: StructType = types.StructType(fields)
    return made


def _shipment(df: DataFrame, lexicon: Lexicon | None) -> _Shipment | None:
    if lexicon is None:
        return None
    packed = pickle.dumps(lexicon, pickle.HIGHEST_PROTOCOL)
    try:
        value: Any = df.sparkSession.sparkContext.broadcast(packed)
    except Exception:  # Spark Connect: pyspark's error for it depends on the version
        value = packed
    return _Shipment(lexicon.fingerprint, value)


def _mapper(
    shipment: _Shipment | None, layers: tuple[str, ...]
) -> Callable[[Iterable[PandasFrame]], Iterator[PandasFrame]]:
    """The function that runs in the workers."""

    def annotate_batches(batches: Iterable[PandasFrame]) -> Iterator[PandasFrame]:
        annotator = _annotator(shipment)
        for batch in batches:
            for first in range(0, len(batch), _BATCH):
                part = batch.iloc[first : first + _BATCH]
                yield annotate_frame(part, "text", KEY, annotator, layers=layers)

    return annotate_batches
