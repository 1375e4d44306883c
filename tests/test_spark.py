"""Annotations of a Spark data frame, by a real Spark on this machine."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import biaslens
from biaslens import Annotator, Article, InputError, Lexicon
from biaslens.export.rows import to_rows

pytest.importorskip("pandas")
pytest.importorskip("pyarrow")
pytest.importorskip("narwhals")
pytest.importorskip("pyspark")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java", allow_module_level=True)

# Spark warns of new pandas, and leaves its socket to the end of the program.
pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

ARTICLES = 20_000
OWN = Lexicon.builtin().extend(
    {"name": "own", "loaded": [{"term": "bridge", "category": "place", "note": "Made up."}]}
)


def body(number: int) -> str:
    """What the expression below makes of a number."""
    return f"Officer {number} said the regime may fall.\n\nThe bridge is shut."


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", str(Path(biaslens.__file__).parents[1]))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        made = (
            # Two cores; a task may fail three times before the job does.
            SparkSession.builder.master("local[2,4]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "1g")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.log.level", "FATAL")
            .getOrCreate()
        )
        yield made
        made.stop()


@pytest.fixture(scope="module")
def articles(session: Any) -> Any:
    text = "concat('Officer ', id, ' said the regime may fall.\\n\\nThe bridge is shut.')"
    return session.range(ARTICLES, numPartitions=4).selectExpr("id", f"{text} as body")


def test_twenty_thousand_articles(articles: Any) -> None:
    from biaslens.integrations import spark

    found = spark.annotate(articles, lexicon=OWN)
    assert found.schema == spark.schema(articles)
    rows = found.toPandas()
    assert rows["article"].nunique() == ARTICLES
    assert rows["layer"].value_counts().to_dict() == {
        "attribution": ARTICLES,
        "hedging": ARTICLES,
        "loaded": 2 * ARTICLES,
        "sentiment": 2 * ARTICLES,
    }
    annotator = Annotator(lexicon=OWN)
    for number in (0, 4_999, 5_000, ARTICLES - 1):
        wanted = to_rows(annotator.annotate(Article(body(number))))
        got = rows[rows["article"] == number].astype(object).to_dict("records")
        assert len(got) == len(wanted)
        for row, want in zip(got, wanted, strict=True):
            for name, value in row.items():
                expected = number if name == "article" else want[name]
                assert (
                    value == expected
                    or (value != value and expected is None)
                    or (value is None and expected is None)
                ), name


def test_a_worker_that_dies_is_started_again(articles: Any, tmp_path: Path) -> None:
    from biaslens.integrations import spark

    marker = str(tmp_path / "died")
    few = articles.limit(2000).repartition(2)
    mapper = spark._mapper(spark._shipment(few, OWN), ("loaded",))

    def dying(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in mapper(batches):
            if not os.path.exists(marker):
                Path(marker).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    chosen = few.selectExpr("id as article", "body as text")
    found = chosen.mapInPandas(dying, spark.schema(few)).groupBy("text").count().collect()
    assert os.path.exists(marker)
    assert {row["text"]: row["count"] for row in found} == {"regime": 2000, "bridge": 2000}


def test_a_worker_makes_one_annotator_for_each_lexicon() -> None:
    from biaslens.integrations import spark

    packed = pickle.dumps(OWN)
    one, same = (spark._Shipment(OWN.fingerprint, bytes(bytearray(packed))) for _ in range(2))
    assert spark._annotator(one) is spark._annotator(same)
    assert spark._annotator(one).lexicon.fingerprint == OWN.fingerprint
    assert spark._annotator(None).lexicon.fingerprint == Lexicon.builtin().fingerprint


def test_keys_nulls_and_the_built_in_lexicon(session: Any) -> None:
    from biaslens.integrations import spark

    rows = [("u/0", "The regime fell."), ("u/1", None), ("u/2", "The bridge is shut.")]
    frame = session.createDataFrame(rows, "url string, story string")
    found = spark.annotate(frame, text="story", key="url", layers="loaded").collect()
    assert [(row["article"], row["text"], row["start"]) for row in found] == [("u/0", "regime", 4)]


def test_wrong_arguments(session: Any) -> None:
    from biaslens.integrations import spark

    frame = session.createDataFrame([(1, "x")], "id long, body string")
    for arguments, words in (
        ({"text": "bdy"}, "text: expected a column of the frame .* did you mean 'body'"),
        ({"key": "url"}, "key: expected a column of the frame"),
        ({"text": "id"}, "text: expected a column of strings, came 'id', of type bigint"),
        ({"lexicon": "x"}, "lexicon: expected a biaslens.Lexicon, came str"),
        ({"layers": "hedges"}, "layers: expected some of"),
    ):
        with pytest.raises(InputError, match=words):
            spark.annotate(frame, **arguments)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="df: expected a Spark data frame, came list"):
        spark.annotate([])  # type: ignore[arg-type]
