"""Score a table on Spark: the call is the one that scores a frame in memory.

``python examples/on_spark.py`` runs on this machine (Java 17 or later) over the example file, whose
figures are invented. On a cluster, ``spark-submit examples/on_spark.py IN.csv OUT`` writes the
scores as Parquet. The workers need neither Python nor this library: the whole table of clauses is
one plan of Spark's own columns.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

from zhangye_fes import ANNEX_2, Facts
from zhangye_fes.frames import reform, score_frame

EXAMPLE = Path(__file__).with_name("zhangye-2024.csv")

HUGE = ("spark.sql.codegen.hugeMethodLimit", "8000")
"""A method of more bytes Java interprets, and never compiles: Spark is not to make one."""


def read(spark: SparkSession, path: str) -> DataFrame:
    """Read a file with each column in the kind of its fact; a cell of another kind is refused."""
    kinds = {
        key: "boolean" if fact.type == "flag" else "bigint"
        for fact in Facts.legend()
        for key in fact.columns
    }
    header = spark.read.csv(path, header=True).columns
    schema = ", ".join(f"`{name}` {kinds.get(name, 'string')}" for name in header)
    return spark.read.csv(path, schema=schema, header=True, mode="FAILFAST")


def main(source: str = str(EXAMPLE), target: str = "") -> None:
    """Score a file, print who qualifies, also at 85 points, and keep the scores if asked."""
    spark = SparkSession.builder.appName("zhangye-fes").config(*HUGE).getOrCreate()
    communities = read(spark, source)
    scored = score_frame(communities)
    if target:
        scored.write.mode("overwrite").parquet(target)
    for line in scored.groupBy("verdict").count().sort("verdict").collect():
        print(line["verdict"], line["count"])
    lower = ANNEX_2.replace("认定分数85分", pass_mark=85)
    for change in reform(communities, lower).where("before != after").collect():
        print(f"{lower.name}：{change['before']} → {change['after']} {change['communities']}")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
