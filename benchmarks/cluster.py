"""What it costs to annotate articles on Spark, measured on this machine's own cores.

    python benchmarks/cluster.py                     20,000 articles on two cores
    python benchmarks/cluster.py --articles 5000 --cores 4 --price 0.05

The articles of examples/, repeated and numbered, are annotated by
``biaslens.integrations.spark.annotate`` on Spark's local mode, and every annotation is written to
Parquet files in a temporary folder. The start of Spark is not counted, the start of its Python
workers is. What a million articles would take is that figure multiplied: no cluster was measured,
and reading from remote storage is not part of it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import warnings
from pathlib import Path

from speed import EXAMPLES


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000, metavar="N")
    parser.add_argument("--cores", type=int, default=2, metavar="N")
    parser.add_argument("--price", type=float, default=0.05, help="of a core for an hour")
    options = parser.parse_args()
    try:
        import pandas
        import pyspark
        from pyspark.sql import SparkSession
    except ImportError as error:
        sys.exit(f'{error}: pip install "biaslens[spark]"')
    from biaslens.integrations import spark

    warnings.filterwarnings("ignore", category=FutureWarning)
    session = (
        SparkSession.builder.master(f"local[{options.cores}]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    kinds = session.createDataFrame(pandas.DataFrame({"kind": range(len(texts)), "story": texts}))
    numbers = session.range(options.articles).selectExpr("id", f"id % {len(texts)} as kind")
    body = "concat(story, '\\n\\nArticle ', id, ' of many.') as body"
    articles = (
        numbers.join(kinds, "kind").selectExpr("id", body).repartition(4 * options.cores).cache()
    )
    words = sum(
        len(text.split()) + 4 for text in (texts * (options.articles // len(texts) + 1))
    ) * (options.articles / (len(texts) * (options.articles // len(texts) + 1)))
    articles.count()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        spark.annotate(articles).write.parquet(str(Path(folder, "annotations")))
        seconds = time.perf_counter() - began
        rows = session.read.parquet(str(Path(folder, "annotations"))).count()
    session.stop()
    hours = seconds * options.cores / 3600 * 1e6 / options.articles
    print(f"Spark {pyspark.__version__}, Python {sys.version.split()[0]}, {options.cores} cores")
    print(f"{options.articles:,} articles, {words:,.0f} words, {rows:,} annotations")
    print(f"{seconds:.0f} s: {words / seconds / options.cores:,.0f} words/s on each core")
    print(f"a million such articles, extrapolated: {hours:.1f} core hours, ", end="")
    print(f"{hours * options.price:.2f} at {options.price:g} for a core and hour")


if __name__ == "__main__":
    main()
