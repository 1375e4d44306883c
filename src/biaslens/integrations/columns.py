"""The columns of a table of annotations, and how reports fill them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal

from ..errors import InputError, did_you_mean
from ..export.rows import COLUMNS, to_rows
from ..report import Report

__all__ = ["KEY", "ROW_LAYERS", "TYPES", "checked_layers", "filled", "present"]

#: The layers that a table can hold; the rows of ``sentiment`` are the sentences.
ROW_LAYERS = ("attribution", "hedging", "loaded", "sentiment")
#: The column that tells whose annotation a row is: it holds the key of the article.
KEY = "article"
_NUMBERS: dict[str, Literal["integer", "number"]] = {
    **dict.fromkeys(("index", "start", "end", "attribution", "strength"), "integer"),
    "compound": "number",
}
#: Every column but the key, with its type. What else is known of an article (outlet, url, date) is
#: in the caller's own table already, and is joined by the key.
TYPES: dict[str, Literal["string", "integer", "number"]] = {
    name: _NUMBERS.get(name, "string")
    for name in COLUMNS
    if name not in (KEY, "outlet", "url", "date")
}


def checked_layers(layers: Collection[str]) -> tuple[str, ...]:
    """The layers whose rows are wanted.

    Raises:
        InputError: If one is none that a table can hold.
    """
    layers = (layers,) if isinstance(layers, str) else tuple(layers)
    for layer in layers:
        if layer not in ROW_LAYERS:
            near = did_you_mean(str(layer), ROW_LAYERS)
            hint = f"; did you mean {near!r}?" if near else ""
            raise InputError(
                f"layers: expected some of {', '.join(ROW_LAYERS)}, came {layer!r}{hint}"
            )
    return layers


def present(name: str, wanted: str, columns: Collection[str]) -> str:
    """Check that a table has a column.

    Args:
        name: The argument that names it.
        wanted: The column.
        columns: The table's columns.

    Raises:
        InputError: If it has none of this name.
    """
    if wanted in columns:
        return wanted
    near = did_you_mean(str(wanted), [column for column in columns if isinstance(column, str)])
    hint = f"; did you mean {near!r}?" if near else ""
    raise InputError(
        f"{name}: expected a column of the frame ({', '.join(map(str, columns))}), "
        f"came {wanted!r}{hint}"
    )


def filled(
    reports: Iterable[tuple[int, Report]], layers: Collection[str]
) -> tuple[list[int], dict[str, list[Any]]]:
    """Write reports as columns.

    Args:
        reports: Reports, each with the number of its row in the table of articles.
        layers: The layers to write.

    Returns:
        For each annotation the number of its article's row; and the columns of ``TYPES``.
    """
    numbers: list[int] = []
    columns: dict[str, list[Any]] = {name: [] for name in TYPES}
    targets = list(columns.items())
    for number, report in reports:
        rows = to_rows(report, layers)
        numbers.extend([number] * len(rows))
        for name, values in targets:
            values.extend([row[name] for row in rows])
    return numbers, columns
