"""``python -m benchmarks``: scores a second, beside a function written by hand; registers; frames.

And working days, beside three other packages: see :mod:`benchmarks.calendars`.

Times differ from machine to machine and from run to run; ratios less so. No community is met twice
by what is measured: there are as many batches as repeats. Of scores the fastest batch is told, as
of frames: what another takes longer is other work of the machine.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeVar

from benchmarks import calendars
from benchmarks.by_hand import score_by_hand
from benchmarks.frames import frames
from benchmarks.population import communities, partly_known
from benchmarks.registers import registers
from zhangye_fes import Facts, __version__, score

if TYPE_CHECKING:
    from collections.abc import Callable

    Record = dict[str, Any]

__all__ = ["main"]

SEED = 181
MODEL = "from pydantic import BaseModel\nclass Model(BaseModel):\n    count: int"
LIBRARY = "import zhangye_fes"
SCORE = "from zhangye_fes import score"

T = TypeVar("T")


class Effort(NamedTuple):
    """How much is measured."""

    communities: int
    batches: int
    imports: int
    seconds: float
    """How long a batch of days is asked, at least."""


FULL, QUICK = Effort(20_000, 5, 9, 0.2), Effort(50, 2, 1, 0.0)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a try that measures next to nothing")
    parser.add_argument(
        "--full", action="store_true", help="replay two million events as well: minutes"
    )
    asked = parser.parse_args(arguments)
    effort = QUICK if asked.quick else FULL
    _check_same(communities(effort.communities // effort.batches, SEED + 1))
    records = communities(effort.communities, SEED)
    print(
        f"zhangye-fes {__version__}, {platform.python_implementation()} "
        f"{platform.python_version()}, {os.cpu_count()} cores (one is used, two by the adapter)\n"
        f"{len(records)} distinct communities in {effort.batches} batches, the fastest of them\n"
    )
    batches = [records[start :: effort.batches] for start in range(effort.batches)]
    _scoring(batches)
    _adapter(batches)
    _importing(effort.imports)
    calendars.compare(effort.batches, effort.seconds)
    calendars.importing(effort.imports)
    registers(quick=asked.quick, full=asked.full)
    frames(quick=asked.quick)


def _check_same(records: list[Record]) -> None:
    for record in records:
        facts = Facts.model_validate(record)
        sheet, other = score(facts), score_by_hand(facts)
        if (sheet.eligibility, sheet.rows, sheet.total, sheet.verdict) != other:
            sys.exit(f"the hand-written function differs from score(): {facts!r}")


def _scoring(batches: list[list[Record]]) -> None:
    """Do each job for each batch in turns, so that all see the same machine."""
    known = [[Facts.model_validate(each) for each in batch] for batch in batches]
    part = [[Facts.model_validate(each) for each in partly_known(batch, SEED)] for batch in batches]
    texts = [[json.dumps(each) for each in batch] for batch in batches]
    rates = [
        (
            _rate(score, known[turn]),
            _rate(score, part[turn]),
            _rate(lambda text: score(Facts.from_json(text)), texts[turn]),
            _rate(score_by_hand, known[turn]),
        )
        for turn in range(len(batches))
    ]
    library, partly, from_text, by_hand = map(max, zip(*rates, strict=True))
    _tell("score() from Facts, with findings", library)
    _tell("  where one fact in twenty is unknown", partly)
    _tell("score() from JSON text, with findings", from_text)
    _tell("the same findings by a hand-written function", by_hand)
    print(f"{'score() takes, by hand = 1':<48}{by_hand / library:>10.2f}")


def _rate(job: Callable[[T], object], batch: list[T]) -> float:
    """Do a job for each thing: how many a second."""
    start = time.perf_counter()
    for thing in batch:
        job(thing)
    return len(batch) / (time.perf_counter() - start)


def _tell(what: str, rate: float) -> None:
    print(f"{what:<48}{rate:>10,.0f} /s")


def _adapter(batches: list[list[Record]]) -> None:
    """Send every request without waiting for a reply, as a conformance runner may."""
    rates = []
    for batch in batches:
        requests = "".join(
            json.dumps({"cmd": "run", "seq": seq, "kind": "score", "input": {"facts": each}}) + "\n"
            for seq, each in enumerate(batch)
        )
        rates.append(len(batch) / _pipelined(requests, len(batch)))
    _tell("the adapter's score requests, pipelined", max(rates))


def _pipelined(requests: str, number: int) -> float:
    command = [sys.executable, "-m", "zhangye_fes", "adapter"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        if process.stdin is None or process.stdout is None:
            sys.exit("the adapter has no pipes")
        process.stdin.write('{"cmd":"hello","protocol":1}\n')
        process.stdin.flush()
        process.stdout.readline()  # it is up
        writer = threading.Thread(target=_send, args=(process.stdin, requests))
        start = time.perf_counter()
        writer.start()
        answered = sum('"ok"' in process.stdout.readline() for _ in range(number))
        seconds = time.perf_counter() - start
        writer.join()
        process.stdin.close()
    if answered != number:
        sys.exit(f"the adapter answered {answered} of {number} requests")
    return seconds


def _send(pipe: IO[str], requests: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # it ended: the answers that are missing tell
        pipe.write(requests)
        pipe.flush()


def _importing(times: int) -> None:
    """Time imports inside new processes, one of each in turn, so that both see the same machine."""
    programs = (LIBRARY, SCORE, MODEL)
    rounds = [[_inside(program) for program in programs] for _ in range(times)]
    library, score, model = (statistics.median(each) for each in zip(*rounds, strict=True))
    print(f"{LIBRARY:<48}{library * 1000:>10.0f} ms")
    print(f"{SCORE:<48}{score * 1000:>10.0f} ms")
    print(f"{'import pydantic and define one model':<48}{model * 1000:>10.0f} ms")
    print(f"{'import zhangye_fes, one model = 1':<48}{library / model:>10.2f}")
    print(f"{'with score, one model = 1':<48}{score / model:>10.2f}")


def _inside(program: str) -> float:
    timed = (
        f"import time\nstart = time.perf_counter()\n{program}\nprint(time.perf_counter() - start)"
    )
    done = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    main()
