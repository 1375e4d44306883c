"""Annotations of data frames: pandas, polars and Arrow, and the package without any of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import biaslens
from biaslens import Annotator, Article, InputError
from biaslens.export.rows import COLUMNS, to_rows

DATA: dict[str, list[Any]] = {
    "url": ["u/0", "u/1", "u/2", "u/3"],
    "body": [
        "Russia says the regime may fall. He called it “a disgrace”.",
        None,
        "",
        "Ankara has not confirmed the claim.",
    ],
}
ANNOTATOR = Annotator()
NAMES = [name for name in COLUMNS if name not in ("outlet", "url", "date")]
INTEGERS = {"index", "start", "end", "attribution", "strength"}


def expected(
    keys: list[Any], layers: Any = ("attribution", "hedging", "loaded", "sentiment")
) -> Any:
    """The rows, by the same columns as every other export."""
    return [
        {**{name: row[name] for name in NAMES}, "article": key}
        for key, text in zip(keys, DATA["body"], strict=True)
        if text is not None
        for row in to_rows(ANNOTATOR.annotate(Article(text)), layers)
    ]


# --- pandas ---------------------------------------------------------------------------------------


@pytest.fixture
def pandas() -> Any:
    pytest.importorskip("narwhals")
    return pytest.importorskip("pandas")


@pytest.fixture
def annotate_frame(pandas: Any) -> Any:
    from biaslens.integrations.frames import annotate_frame

    return annotate_frame


def rows_of(pandas: Any, frame: Any) -> list[dict[str, Any]]:
    records = frame.astype(object).to_dict("records")
    return [{k: None if v is pandas.NA else v for k, v in row.items()} for row in records]


def test_pandas(pandas: Any, annotate_frame: Any) -> None:
    found = annotate_frame(pandas.DataFrame(DATA), key="url")
    assert list(found.columns) == NAMES
    assert rows_of(pandas, found) == expected(DATA["url"])
    assert {"Russia", "Ankara"} <= set(found["source_text"].dropna())
    for name in NAMES[1:]:
        kind = "Int64" if name in INTEGERS else "Float64" if name == "compound" else "string"
        assert str(found[name].dtype) == kind, name


def test_pandas_takes_the_index_where_no_key_is_named(pandas: Any, annotate_frame: Any) -> None:
    found = annotate_frame(pandas.DataFrame(DATA, index=[10, 11, 12, 13]))
    assert rows_of(pandas, found) == expected([10, 11, 12, 13])
    days = pandas.date_range("2026-01-01", periods=4)
    found = annotate_frame(pandas.DataFrame(DATA, index=days))
    assert found["article"].dtype == days.dtype
    assert set(found["article"]) == {days[0], days[3]}


def test_pandas_joins_back(pandas: Any, annotate_frame: Any) -> None:
    frame = pandas.DataFrame(DATA)
    joined = frame.merge(annotate_frame(frame, key="url"), left_on="url", right_on="article")
    for row in joined.to_dict("records"):
        assert row["body"][row["start"] : row["end"]] == row["text"]


def test_an_empty_frame_has_the_same_columns(pandas: Any, annotate_frame: Any) -> None:
    full = annotate_frame(pandas.DataFrame(DATA), key="url")
    empty = annotate_frame(pandas.DataFrame(DATA).iloc[:0], key="url")
    assert len(empty) == 0
    assert list(empty.dtypes.astype(str)) == list(full.dtypes.astype(str))


def test_layers_and_annotator(pandas: Any, annotate_frame: Any) -> None:
    own = {"name": "own", "loaded": [{"term": "claim", "category": "doubt", "note": "Made up."}]}
    annotator = Annotator(lexicon=biaslens.Lexicon.builtin().extend(own))
    found = annotate_frame(pandas.DataFrame(DATA), annotator=annotator, layers=["loaded"])
    assert found[["article", "text"]].values.tolist()[-1] == [3, "claim"]
    assert set(found["layer"]) == {"loaded"}
    assert len(annotate_frame(pandas.DataFrame(DATA), layers="hedging")) == 1


def test_processes(pandas: Any, annotate_frame: Any) -> None:
    frame = pandas.concat([pandas.DataFrame(DATA)] * 20, ignore_index=True)
    assert annotate_frame(frame, processes=2).equals(annotate_frame(frame))


def test_a_lone_surrogate(pandas: Any, annotate_frame: Any) -> None:
    frame = pandas.Series(["\ud800 The regime fell."], dtype=object).to_frame("body")
    found = annotate_frame(frame, layers=["loaded", "sentiment"])
    assert list(found["text"]) == ["regime", "\ud800 The regime fell."]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"text": "bdy"}, "text: expected a column of the frame (url, body), came 'bdy'; did you "),
        ({"key": "id"}, "key: expected a column of the frame (url, body), came 'id'"),
        ({"layers": ["hedge"]}, "layers: expected some of attribution, hedging, loaded, sentiment"),
        ({"annotator": "x"}, "annotator: expected a biaslens.Annotator, came str"),
        ({"processes": 0}, "processes: expected a whole number"),
    ],
)
def test_wrong_arguments(
    pandas: Any, annotate_frame: Any, arguments: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError) as raised:
        annotate_frame(pandas.DataFrame(DATA), **arguments)
    assert words in str(raised.value)


def test_what_is_no_frame_or_no_text(pandas: Any, annotate_frame: Any) -> None:
    with pytest.raises(InputError, match=r"df: expected a data frame .* came builtins\.dict"):
        annotate_frame(DATA)
    frame = pandas.DataFrame({"body": ["He said no.", 7]})
    with pytest.raises(InputError, match=r"df\['body'\], row 1: expected str, came int"):
        annotate_frame(frame)


# --- polars and Arrow -----------------------------------------------------------------------------


def test_polars() -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("narwhals")
    from biaslens.integrations.frames import annotate_frame

    frame = polars.DataFrame(DATA)
    found = annotate_frame(frame, key="url")
    assert found.to_dicts() == expected(DATA["url"])
    assert annotate_frame(frame).to_dicts() == expected([0, 1, 2, 3])
    kinds = dict.fromkeys(INTEGERS, polars.Int64) | {"compound": polars.Float64}
    assert dict(found.schema) == {name: kinds.get(name, polars.String) for name in NAMES}
    assert annotate_frame(frame.clear()).schema == annotate_frame(frame).schema
    with pytest.raises(InputError, match=r"collect\(\) a lazy frame first"):
        annotate_frame(frame.lazy())


def test_polars_keeps_the_type_of_the_key() -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("narwhals")
    from biaslens.integrations.frames import annotate_frame

    frame = polars.DataFrame(DATA).with_row_index("number")
    assert annotate_frame(frame, key="number").schema["article"] == polars.UInt32


def test_arrow() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("narwhals")
    from biaslens.integrations.frames import annotate_frame

    table = annotate_frame(pyarrow.table(DATA), key="url")
    assert table.to_pylist() == expected(DATA["url"])
    assert table.schema.field("start").type == pyarrow.int64()


# --- the page that tells of them ------------------------------------------------------------------

PAGE = Path(__file__).parent.parent / "docs" / "integrations.md"
BLOCKS = re.findall(r"^```python\n# (\w+)\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize(
    ("library", "code"), [block for block in BLOCKS if block[0] in ("pandas", "polars")]
)
def test_examples_of_the_page(library: str, code: str) -> None:
    pytest.importorskip(library)
    pytest.importorskip("narwhals")
    names: dict[str, Any] = {}
    exec(code, names)
    assert len(names["rows"]) > 0


# --- without them ---------------------------------------------------------------------------------


def test_the_package_works_without_any_of_them(tmp_path: Path) -> None:
    script = """
        import sys

        absent = ("pandas", "polars", "narwhals", "pyarrow", "pyspark", "spacy", "srsly", "numpy")
        for name in absent:
            sys.modules[name] = None

        import biaslens

        report = biaslens.annotate("Russia says the regime may fall.")
        assert report.hedges and report.to_json() and report.to_dict()
        for one in biaslens.Annotator().annotate_many(["He said it fell."]):
            assert one.attributions
        import importlib

        for module in ("frames", "spark", "spacy"):
            try:
                there = importlib.import_module("biaslens.integrations." + module)
                there.annotate_frame(None) if module == "frames" else there.annotate(None)
            except biaslens.MissingPackageError as error:
                assert isinstance(error, ImportError)
                print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(Path(biaslens.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        'this needs narwhals, which is not installed: pip install "biaslens[pandas]"',
        'this needs pyspark, which is not installed: pip install "biaslens[spark]"',
        'this needs spacy, which is not installed: pip install "biaslens[spacy]"',
    ]
