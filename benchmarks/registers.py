"""Replaying registers: the cost of an event, in memory and from JSON Lines, and the peak memory.

Told is the time of the processor, which other programs disturb less than that of the clock. Each
stream is replayed in a process of its own, which tells the most memory that it ever held.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.histories import events
from zhangye_fes.events import Applied, event_of
from zhangye_fes.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhangye_fes.events import Event

__all__ = ["Size", "registers"]

SEED = 181
REPLAY = """
import sys, time
from benchmarks.memory import peak
from zhangye_fes.register import Register
start = time.process_time()
with open(sys.argv[1], "rb") as lines:
    register = Register.replay(lines, irregular="keep")
seconds = time.process_time() - start
print(seconds, peak(), len(register.accepted) + len(register.refusals))
"""


class Size(NamedTuple):
    """How many events of how many communities."""

    events: int
    communities: int


PROVINCE = Size(50_000, 2_098)
STREAMS = (Size(10_000, 624), Size(100_000, 6_232))
COUNTRY = Size(2_000_000, 124_650)
QUICK = Size(500, 64)
MORE = 200


def registers(*, quick: bool, full: bool) -> None:
    """Measure and print; the two million events only where they are asked for."""
    _in_memory(QUICK if quick else PROVINCE)
    with TemporaryDirectory() as folder:
        for size in (QUICK,) if quick else (*STREAMS, *((COUNTRY,) if full else ())):
            _streamed(size, Path(folder, "events.jsonl"))


def _in_memory(size: Size) -> None:
    known = [event_of(each) for each in events(*size, SEED)]
    start = time.process_time()
    register = Register.replay(known, irregular="keep")
    seconds = time.process_time() - start
    _tell(f"replay of {len(known):,} events, {size.communities:,} communities", seconds, "s", 2)
    applied = next(each for each in known if isinstance(each, Applied))
    more = [applied.model_copy(update={"community": f"new {each}"}) for each in range(MORE)]
    _tell("  check() of one more", _each(register.check, more), "µs", 0)
    _tell("  apply() of one more", _each(register.apply, more), "µs", 0)


def _each(job: Callable[[Event], object], things: list[Applied]) -> float:
    """Do a job for each thing: how many millionths of a second one takes."""
    start = time.process_time()
    for thing in things:
        job(thing)
    return (time.process_time() - start) / len(things) * 1e6


def _streamed(size: Size, path: Path) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for each in events(*size, SEED):
            lines.write(json.dumps(each, ensure_ascii=False) + "\n")
    done = subprocess.run(
        [sys.executable, "-c", REPLAY, str(path)], capture_output=True, text=True, check=True
    )
    seconds, peak, read = done.stdout.split()
    if int(read) != size.events:
        sys.exit(f"{read} of {size.events} events were read")
    _tell(f"JSON Lines of {size.events:,}, per event", float(seconds) / size.events * 1e6, "µs", 0)
    _tell("  most memory held", int(peak) / 2**20, "MiB", 0)


def _tell(what: str, value: float, unit: str, places: int) -> None:
    print(f"{what:<52}{value:>10,.{places}f} {unit}")
