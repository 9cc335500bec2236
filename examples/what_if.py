"""What if a threshold were another? The example communities under tables made from 附件2.

Run it with ``python examples/what_if.py``. What a changed table gives is an analysis, not the
regulation's result, and each sheet carries the name of its table. The figures are invented.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from zhangye_fes import ANNEX_2, Rubric, score
from zhangye_fes.clauses import RateAtLeast, Void
from zhangye_fes.records import Record, read

FILE = Path(__file__).with_name("zhangye-2024.csv")

TABLES = (
    ANNEX_2,
    ANNEX_2.replace(
        "再就业率改为85%", clauses={"REEMPLOYMENT": Void(unless=RateAtLeast("reemployment", 85))}
    ),
    ANNEX_2.replace(
        "就业困难人员就业率改为90%",
        clauses={"HARD_TO_EMPLOY": Void(unless=RateAtLeast("hard_to_employ_employment", 90))},
    ),
    ANNEX_2.replace("认定分数改为85分", pass_mark=85),
)


def main() -> None:
    """Print how many communities qualify under each table, and which verdicts it changes."""
    with FILE.open("rb") as stream:
        records = [each for each in read(stream, FILE.name, "csv") if isinstance(each, Record)]
    as_it_is = verdicts(records, ANNEX_2)
    for table in TABLES:
        found = verdicts(records, table)
        counted = Counter(found.values())
        changed = [name for name, verdict in found.items() if verdict != as_it_is[name]]
        print(
            f"{table.name}：达到{counted['qualified']}，未达到{counted['not_qualified']}，"
            f"待定{counted['undetermined']}"
        )
        if changed:
            print(f"  结论改变：{'、'.join(changed)}")


def verdicts(records: list[Record], table: Rubric) -> dict[str, str]:
    """Score every community by a table: its verdict by county and name."""
    return {
        f"{each.county}{each.name}": score(each.facts, rubric=table).verdict for each in records
    }


if __name__ == "__main__":
    main()
