"""When does a publicity end, and was one that was held long enough? Cells for a notebook.

Run it with ``python examples/publicity.py``, or paste it cell by cell: each table is a list of
plain dicts, ready for ``pandas.DataFrame``. The dates of posting are invented.
"""

from __future__ import annotations

from datetime import date, timedelta

from zhangye_fes import check_publicity, explain, publicity_period

# %% Publicities to be held: five working days, and what a plain count of weekdays would say

POSTED = [date(2023, 9, 26), date(2024, 2, 5), date(2024, 9, 12), date(2025, 1, 24)]


def periods(posted: list[date]) -> list[dict[str, object]]:
    """Lay out the least publicity of each posting, a row each."""
    rows: list[dict[str, object]] = []
    for day in posted:
        period = publicity_period(day)
        rows.append(
            {
                "发布": day,
                "届满": period.last_day,
                "下一步": period.earliest_next_step,
                "另一种理解": period.last_day_otherwise,
                "只数周一至周五": weekdays_only(day, period.workdays),
                "变动": "；".join(map(explain, period.moved)),
            }
        )
    return rows


def weekdays_only(day: date, number: int) -> date:
    """Count from Monday to Friday, as spreadsheets do unless they are told of 调休."""
    saturday = 5
    while number:
        day += timedelta(1)
        number -= day.weekday() < saturday
    return day


# %% Publicities that were held

HELD = [(date(2023, 9, 26), date(2023, 10, 8)), (date(2024, 2, 5), date(2024, 2, 12))]


def checks(held: list[tuple[date, date]]) -> list[dict[str, object]]:
    """Lay out whether each was long enough, a row each."""
    rows: list[dict[str, object]] = []
    for posted, last in held:
        check = check_publicity(posted, last)
        rows.append(
            {
                "发布": posted,
                "最后一日": last,
                "工作日": check.counted,
                "足够": check.enough,
                "有争议": check.contested,
            }
        )
    return rows


# %% All of it, and one in words


def main() -> None:
    """Print both tables, and the first period in full."""
    for row in [*periods(POSTED), *checks(HELD)]:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    print(explain(publicity_period(POSTED[0])))


if __name__ == "__main__":
    main()
