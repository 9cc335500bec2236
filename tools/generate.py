"""Write what is made from the data, or check that it is up to date.

python -m tools.generate          write
python -m tools.generate --check  say what is out of date, exit status 1
"""

from __future__ import annotations

import argparse
import sys
from difflib import unified_diff
from typing import TYPE_CHECKING, Final

from tools import (
    api_snapshot,
    event_pages,
    house_page,
    law_pages,
    letter,
    reference_pages,
    register_vectors,
    rubric_page,
    score_vectors,
    vector_pages,
    wire_schemas,
    workdays_table,
    workdays_vectors,
)
from tools.words import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FILES: Final[Mapping[str, Callable[[], str]]] = {
    "conformance/vectors/workdays/generated-holidays.json": workdays_vectors.holidays,
    "conformance/vectors/workdays/generated-month-ends.json": workdays_vectors.month_ends,
    "conformance/vectors/workdays/generated-own-calendars.json": workdays_vectors.own_calendars,
    "conformance/vectors/score/generated-boundaries.json": score_vectors.boundaries,
    "conformance/vectors/score/generated-rows.json": score_vectors.rows,
    "conformance/vectors/score/generated-triples.json": score_vectors.triples,
    "conformance/schemas/messages.json": wire_schemas.messages,
    "conformance/schemas/vectors.json": wire_schemas.vectors,
    "conformance/vectors/register/generated-cells.json": register_vectors.cells,
    "docs/law/regulation.md": law_pages.regulation,
    "docs/law/tests.md": law_pages.tests,
    "docs/law/vectors.md": vector_pages.page,
    "docs/reference/rubric.md": rubric_page.page,
    "docs/reference/readings.md": reference_pages.readings,
    "docs/reference/facts.md": reference_pages.facts,
    "docs/reference/transitions.md": event_pages.transitions,
    "docs/reference/events.md": event_pages.events,
    "docs/reference/house.md": house_page.page,
    "docs/请示.md": letter.page,
    "src/zhangye_fes/data/workdays-cn.csv": workdays_table.table,
    **api_snapshot.FILES,
}
"""Every generated file and what writes it."""


def stale() -> Iterator[str]:
    """Say how each file that is out of date differs from what it should be."""
    for name, write in FILES.items():
        path = ROOT / name
        have = path.read_text(encoding="utf-8") if path.exists() else ""
        want = write()
        if have != want:
            yield "\n".join(
                unified_diff(have.splitlines(), want.splitlines(), name, "generated", "", "", 0, "")
            )


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or with ``--check`` compare them."""
    parser = argparse.ArgumentParser(description="write what is made from the data")
    parser.add_argument("--check", action="store_true", help="compare only; 1 if out of date")
    if parser.parse_args(arguments).check:
        found = list(stale())
        for difference in found:
            print(difference, file=sys.stderr)
        return 1 if found else 0
    for name, write in FILES.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
