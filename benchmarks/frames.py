"""Whole tables on every engine: communities a second, beside an expression written by hand.

Each engine is measured in a process of its own, the best of several rounds told: what is measured
takes a fraction of a second, and other programs only make it slower. The time that processors spent
is told as well, since other programs change it less. Memory is the peak of that process above what
it held before it had the frame: the frame itself and the scores are in it. What is compared with us
takes turns with us in one process.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from benchmarks.frames_by_hand import score_by_hand
from benchmarks.frames_openfisca import score_in_openfisca, system
from benchmarks.memory import peak
from zhangye_fes import Facts
from zhangye_fes.frames import score_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Job = Callable[[], object]

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
_ENGINES = ("by hand", "polars", "polars lazy", "pyarrow", "pandas", "duckdb")
_SPARK = (100_000, 500_000, 1_000_000, 2_000_000, 4_000_000)
_FILE = 10_000_000
_PART = 500_000
_MILLION = 1_000_000
_GIB = 1 << 30


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


def _job(engine: str, frame: pl.DataFrame, *, known: bool) -> Job:
    if engine == "by hand":
        return lambda: score_by_hand(frame)
    if engine == "openfisca":
        made, columns = system(frame), _numpy(frame)
        return lambda: score_in_openfisca(made, columns)
    native, fetch = _put(engine, frame)
    return lambda: fetch(score_frame(native, known=known))


def _put(engine: str, frame: pl.DataFrame) -> tuple[Any, Callable[[Any], object]]:
    """Put a frame on an engine, with what makes it work where it is lazy."""
    match engine:
        case "polars":
            return frame, id
        case "polars lazy":
            return frame.lazy(), lambda scored: scored.collect(engine="streaming")
        case "pyarrow":
            return frame.to_arrow(), id
        case "pandas":
            return pd.DataFrame(_numpy(frame)), id
        case _:
            duckdb.execute("SET threads = 2")
            return duckdb.from_arrow(frame.to_arrow()), lambda scored: scored.to_arrow_table()


def _numpy(frame: pl.DataFrame) -> dict[str, Any]:
    return {each.name: each.to_numpy() for each in frame.get_columns()}


def _measured(engine: str, source: str, rounds: int, what: str) -> dict[str, float]:
    """Score a file of invented communities, in this process."""
    before = peak()
    frame = pl.read_parquet(source)
    rows, job = len(frame), _job(engine, frame, known=what == "known")
    spent = [_spent(job) for _ in range(rounds)]
    wall, cpu = (min(each) for each in zip(*spent, strict=True))
    return {
        "rate": rows / wall,
        "cpu": cpu / rows * _MILLION,
        "bytes": (peak() - before) / rows,
    }


def _spent(job: Job) -> tuple[float, float]:
    """Do a job: the seconds that it took, and those that processors worked."""
    start, worked = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - start, time.process_time() - worked


def _beside(other: str, source: str, rounds: int) -> dict[str, float]:
    """Take turns with another way to score: how many times as fast as it we are."""
    frame = pl.read_parquet(source)
    jobs = [_job(each, frame, known=True) for each in ("polars", other)]
    spent = [[_spent(job) for job in jobs] for _ in range(rounds)]
    ours, theirs = zip(*spent, strict=True)
    wall, cpu = (min(each[of] for each in theirs) / min(each[of] for each in ours) for of in (0, 1))
    return {"wall": wall, "cpu": cpu}


def _from_file(engine: str, source: str, target: str) -> dict[str, float]:
    """Score a Parquet file into another, in this process."""
    start = time.perf_counter()
    if engine == "polars":
        score_frame(pl.scan_parquet(source)).sink_parquet(target)
    else:
        duckdb.execute("SET threads = 2; SET memory_limit = '3GB'")
        score_frame(duckdb.read_parquet(source)).write_parquet(target)
    return {"seconds": time.perf_counter() - start, "bytes": peak()}


def _on_spark(sizes: list[int], rounds: int) -> dict[str, float]:
    """Score frames of several sizes, in this process, the results written nowhere."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - slow to import, and asked for here only

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for key in ("spark.driver.bindAddress", "spark.driver.host"):
        session = session.config(key, "127.0.0.1")
    session = session.config("spark.sql.codegen.hugeMethodLimit", "8000")
    spark = session.config("spark.driver.memory", "2g").getOrCreate()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            path = str(Path(folder).joinpath(f"{rows}.parquet"))
            invented(rows, seed=181).write_parquet(path, row_group_size=_PART // 4)
            scored = score_frame(spark.read.parquet(path))
            to_nowhere = scored.write.format("noop").mode("overwrite")
            found[str(rows)] = min(_spent(to_nowhere.save)[0] for _ in range(rounds))
    spark.stop()
    return found


_JOBS: dict[str, Callable[..., dict[str, float]]] = {
    "score": _measured,
    "beside": _beside,
    "file": _from_file,
    "spark": _on_spark,
}


def _apart(job: str, *arguments: object) -> dict[str, float]:
    """Do a job in a process of its own."""
    quiet = [sys.executable, "-W", "ignore", "-m", "benchmarks.frames"]
    program = [*quiet, job, json.dumps(arguments)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{job} {arguments} failed:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def frames(*, quick: bool) -> None:
    """Measure and print."""
    rows, rounds = (1_000, 1) if quick else (_MILLION, 5)
    _check_same(invented(1_000, seed=182))
    print(
        f"\n{rows:,} communities in a frame, best of {rounds}, on {os.cpu_count()} cores; ", end=""
    )
    print("cells are checked but by hand")
    print("CPU: seconds a million rows; B: bytes a row at the peak, those of the frame among them")
    print(f"{'':<26}{'all known':>14}{'CPU':>6}{'may be null':>16}{'CPU':>6}{'B':>8}")
    with tempfile.TemporaryDirectory() as folder:
        source = str(Path(folder).joinpath("invented.parquet"))
        invented(rows, seed=181).write_parquet(source)
        _engines(source, rounds, _ENGINES[:2] if quick else _ENGINES)
        _compared("by hand", source, rounds)
        if find_spec("openfisca_core"):
            _compared("openfisca", source, rounds)
        else:
            print("openfisca-core is skipped: it is not installed (dependency group openfisca)")
    if quick:
        print("spark is skipped: it takes half a minute to begin")
    elif shutil.which("java"):
        _spark(list(_SPARK), rounds=2)
    else:
        print("spark is skipped: there is no Java")
    _files(2_000 if quick else _FILE)


def _engines(source: str, rounds: int, engines: Sequence[str]) -> None:
    for engine in engines:
        kinds = ("known",) if engine == "by hand" else ("known", "any")
        found = [_apart("score", engine, source, rounds, kind) for kind in kinds]
        rates = "".join(f"{each['rate']:>12,.0f} /s{each['cpu']:>6.2f}" for each in found)
        print(f"{engine:<26}{rates:<42}{found[-1]['bytes']:>8,.0f}")


def _check_same(sample: pl.DataFrame) -> None:
    """Make sure that what is compared says the same."""
    scored = score_frame(sample, known=True)
    if not scored.equals(score_by_hand(sample)):
        sys.exit("the expression written by hand differs from score_frame()")
    if find_spec("openfisca_core"):
        found = score_in_openfisca(system(sample), _numpy(sample))
        for name, values in found.items():
            ours = scored["total_low" if name == "total" else name]
            if ours.to_list() != values.tolist():
                sys.exit(f"{name} in OpenFisca differs from score_frame()")


def _compared(other: str, source: str, rounds: int) -> None:
    found = _apart("beside", other, source, rounds)
    told = f"{found['wall']:>14.2f} times as fast, by CPU time {found['cpu']:.2f}"
    print(f"{f'polars, {other} = 1':<26}{told}")


def _spark(sizes: list[int], rounds: int) -> None:
    for rows, seconds in _apart("spark", sizes, rounds).items():
        rate = f"{int(rows) / seconds:>14,.0f} /s"
        print(f"{f'spark, {int(rows):,} rows':<26}{rate}{seconds:>10.2f} s")


def _files(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = (str(Path(folder).joinpath(name)) for name in ("source", "target"))
        Path(source).mkdir()
        for part in range(-(-rows // _PART)):
            path = Path(source).joinpath(f"{part}.parquet")
            invented(min(rows, _PART), seed=part).write_parquet(path)
        for engine in ("polars", "duckdb"):
            found = _apart("file", engine, f"{source}/*.parquet", target)
            told = f"{found['seconds']:>12.1f} s{found['bytes'] / _GIB:>10.2f} GiB at the peak"
            print(f"{f'{engine}, {rows:,} from Parquet':<26}{told}")


if __name__ == "__main__":
    print(json.dumps(_JOBS[sys.argv[1]](*json.loads(sys.argv[2]))))
