"""Keep what this version writes, so that every later version is seen to read it.

python -m tools.stored    at a release: write ``tests/stability/stored/<major>.<minor>/``

A folder that is there stays as it is: what a version wrote, it wrote. Each file holds one class, an
object a line; ``Event.jsonl`` begins with the name of its schema.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter

from tools.words import ROOT
from zhangye_fes import (
    Facts,
    Readings,
    advise,
    check_publicity,
    entitlement,
    funds_report_deadline,
    in_force,
    month_deadline,
    publicity_period,
    score,
    score_under_all_readings,
)
from zhangye_fes.__about__ import __version__
from zhangye_fes.events import EVENTS, Event
from zhangye_fes.journal import read, write
from zhangye_fes.papers import ApplicationForm, FilledSheet, Marks, Opinion, ReviewedSheet
from zhangye_fes.register import Register
from zhangye_fes.standing import Audit, LevelSpan, Payment, Standing, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORED: Final = ROOT / "tests/stability/stored"

POSTED: Final = dt.date(2024, 4, 29)
"""A Monday: 1–5 May are free, 28 April and 11 May are worked."""


def folder() -> Path:
    """Where this version keeps what it writes."""
    return STORED / ".".join(__version__.split(".")[:2])


def values() -> Iterator[object]:
    """Make one or two objects of every class that can be stored, and one event of every type."""
    text = (ROOT / "docs/guide/community.json").read_text(encoding="utf-8")
    facts = Facts.model_validate(json.loads(text)["facts"])
    unknown = facts.model_copy(update={"hard_to_employ_employment": None})
    lower = Readings(training_at_80="lower")
    yield from (facts, unknown, Readings(), lower)
    yield from (score(facts), score(unknown, lower), score_under_all_readings(unknown))
    yield from (advise(facts)[0], *_forms(), *_money())
    yield from (publicity_period(POSTED), check_publicity(POSTED, dt.date(2024, 5, 8)))
    yield from (month_deadline(POSTED), funds_report_deadline(2024), in_force(POSTED))


def _forms() -> Iterator[object]:
    county = Opinion(text="同意推荐", on=dt.date(2024, 5, 21), sealed=True)
    yield ApplicationForm(name="东街社区", profile="概况", work="工作", county_opinion=county)
    own = Marks(points={"1": 20, "2": 10}, projects={"1": 20}, total=30)
    yield ReviewedSheet(own=own, review=Marks(points={"1": 15}))
    yield FilledSheet(county="甘州区", name="东街社区", own=own, remarks={"1": "缺公开栏"})


def _money() -> Iterator[object]:
    recognised, provincial = dt.date(2024, 5, 6), dt.date(2025, 3, 3)
    yield from (
        standing := Standing(
            stretches=(Stretch(first=recognised, recognised=recognised),),
            levels=(LevelSpan(level="provincial", first=provincial),),
        ),
        payment := Payment(year=2024, amount=10_000, on=dt.date(2024, 7, 1)),
        Audit(year=2024, finding="underused", on=dt.date(2025, 2, 3)),
        entitlement(standing, [payment], 2024, dt.date(2024, 8, 1)),
    )
    yield Register.replay(_example()).obligations(dt.date(2025, 12, 21))[0]


def _example() -> list[str]:
    path = ROOT / "examples/zhangye-register.jsonl"
    return path.read_text(encoding="utf-8").splitlines()


def files() -> dict[str, list[str]]:
    """Write everything, by the name of its class."""
    of_each_type: dict[str, Event] = {event.type: event for event in reversed([*read(_example())])}
    found = {"Event": [*write(of_each_type[kind] for kind in EVENTS)]}
    for value in values():
        written = TypeAdapter(type(value)).dump_json(value).decode()
        found.setdefault(type(value).__name__, []).append(written)
    return found


def main() -> int:
    """Write the folder of this version, unless it is there."""
    if folder().exists():
        print(f"{folder()} is there, and what was once written stays", file=sys.stderr)
        return 1
    folder().mkdir(parents=True)
    for name, lines in files().items():
        text = "".join(f"{line}\n" for line in lines)
        (folder() / f"{name}.jsonl").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
