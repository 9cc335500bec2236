"""Whole tables on every engine: communities a second, beside an expression written by hand.

Each engine is measured in a process of its own, the best of several rounds told: what is measured
takes a fraction of a second, and other programs only make it slower. Memory is the peak of that
process above what it held before it began to score.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from benchmarks.frames_by_hand import score_by_hand
from zhangye_fes import Facts
from zhangye_fes.frames import score_frame

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["frames", "invented"]

_GROUPS = {
    "reemployment": (20, 260),
    "hard_to_employ_employment": (8, 90),
    "disabled_registration": (20, 190),
    "disabled_employment": (5, 38),
    "training": (8, 90),
    "satisfaction": (40, 120),
    "retiree_service": (60, 1300),
    "zero_families": (0, 4),
}
_ENGINES = ("by hand", "polars", "polars streaming", "pyarrow", "pandas", "duckdb")
_SPARK = (100_000, 500_000, 1_000_000, 2_000_000, 4_000_000)
_FILE = 10_000_000
_PART = 500_000
_KIB, _GIB = 1 << 10, 1 << 30


def invented(rows: int, seed: int) -> pl.DataFrame:
    """Invent communities as ``population`` does, by the column.

    >>> invented(1, seed=181).shape
    (1, 39)
    """
    random = np.random.default_rng(seed)
    columns: dict[str, Any] = {}
    for fact in Facts.legend():
        fails = random.random(rows) < 1 / 20
        if fact.type == "flag":
            columns[fact.name] = ~fails
        elif fact.name == "qualified_staff":
            columns[fact.name] = random.integers(1, 7, rows)
        elif fact.type == "count":
            columns[fact.name] = np.where(fails, random.integers(1, 4, rows), 0)
        else:
            group = random.integers(*_GROUPS[fact.name], rows, endpoint=True)
            columns[f"{fact.name}_num"] = random.integers(group * 85 // 100, group, endpoint=True)
            columns[f"{fact.name}_den"] = group
    return pl.DataFrame(columns)


def _job(engine: str, frame: pl.DataFrame, *, known: bool) -> Callable[[], object]:
    match engine:
        case "by hand":
            return lambda: score_by_hand(frame)
        case "polars":
            return lambda: score_frame(frame, known=known)
        case "polars streaming":
            lazy = frame.lazy()
            return lambda: score_frame(lazy, known=known).collect(engine="streaming")
        case "pyarrow":
            table = frame.to_arrow()
            return lambda: score_frame(table, known=known)
        case "pandas":
            plain = pd.DataFrame({each.name: each.to_numpy() for each in frame.get_columns()})
            return lambda: score_frame(plain, known=known)
        case _:
            duckdb.execute("SET threads = 2")
            relation = duckdb.from_arrow(frame.to_arrow())
            return lambda: score_frame(relation, known=known).to_arrow_table()


def _measured(engine: str, rows: int, rounds: int, what: str) -> dict[str, float]:
    """Score so many invented communities, in this process."""
    frame = invented(rows, seed=181)
    job = _job(engine, frame, known=what == "known")
    before = _peak()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return {"rate": rows / min(times), "bytes": (_peak() - before) / rows}


def _from_file(engine: str, source: str, target: str) -> dict[str, float]:
    """Score a Parquet file into another, in this process."""
    start = time.perf_counter()
    if engine == "polars":
        score_frame(pl.scan_parquet(source)).sink_parquet(target)
    else:
        duckdb.execute("SET threads = 2; SET memory_limit = '3GB'")
        score_frame(duckdb.read_parquet(source)).write_parquet(target)
    return {"seconds": time.perf_counter() - start, "bytes": _peak()}


def _on_spark(sizes: list[int], rounds: int) -> dict[str, float]:
    """Score frames of several sizes, in this process; each is held in memory before."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - slow to import, and asked for here only

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for key in ("spark.driver.bindAddress", "spark.driver.host"):
        session = session.config(key, "127.0.0.1")
    spark = session.config("spark.driver.memory", "4g").getOrCreate()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            path = str(Path(folder).joinpath(f"{rows}.parquet"))
            invented(rows, seed=181).write_parquet(path, row_group_size=_PART // 4)
            scored = score_frame(spark.read.parquet(path))
            times = []
            for _ in range(rounds):
                start = time.perf_counter()
                scored.write.format("noop").mode("overwrite").save()
                times.append(time.perf_counter() - start)
            found[str(rows)] = min(times)
    spark.stop()
    return found


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB


_JOBS: dict[str, Callable[..., dict[str, float]]] = {
    "score": _measured,
    "file": _from_file,
    "spark": _on_spark,
}


def _apart(job: str, *arguments: object) -> dict[str, float]:
    """Do a job in a process of its own."""
    program = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.frames",
        job,
        json.dumps(arguments),
    ]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{job} {arguments} failed:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def frames(*, quick: bool) -> None:
    """Measure and print."""
    rows, rounds = (1_000, 1) if quick else (1_000_000, 7)
    sample = invented(1_000, seed=182)
    if not score_frame(sample, known=True).equals(score_by_hand(sample)):
        sys.exit("the expression written by hand differs from score_frame()")
    print(f"\n{rows:,} communities in a frame, best of {rounds}; cells checked but by hand")
    print(f"{'':<34}{'all known':>12}{'may be null':>14}{'bytes a row':>14}")
    rates = {}
    for engine in _ENGINES:
        known = _apart("score", engine, rows, rounds, "known")
        part = known if engine == "by hand" else _apart("score", engine, rows, rounds, "any")
        rates[engine] = known["rate"]
        told = "" if engine == "by hand" else f"{part['rate']:,.0f} /s"
        print(f"{engine:<34}{known['rate']:>10,.0f} /s{told:>14}{part['bytes']:>12,.0f}")
    print(f"{'polars, by hand = 1':<34}{rates['polars'] / rates['by hand']:>12.2f}")
    _spark([1_000, 2_000] if quick else list(_SPARK), 1 if quick else 3)
    _files(2_000 if quick else _FILE)


def _spark(sizes: list[int], rounds: int) -> None:
    found = _apart("spark", sizes, rounds)
    for rows, seconds in found.items():
        print(
            f"{f'spark, {int(rows):,} rows':<34}{seconds:>10.2f} s{int(rows) / seconds:>12,.0f} /s"
        )


def _files(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = (str(Path(folder).joinpath(name)) for name in ("source", "target"))
        many = -(-rows // _PART)
        Path(source).mkdir()
        for part in range(many):
            path = Path(source).joinpath(f"{part}.parquet")
            invented(min(rows, _PART), seed=part).write_parquet(path)
        for engine in ("polars", "duckdb"):
            found = _apart("file", engine, f"{source}/*.parquet", target)
            told = f"{found['seconds']:>10.1f} s{found['bytes'] / _GIB:>10.2f} GiB at the peak"
            print(f"{f'{engine}, {rows:,} rows, Parquet':<34}{told}")


if __name__ == "__main__":
    print(json.dumps(_JOBS[sys.argv[1]](*json.loads(sys.argv[2]))))
