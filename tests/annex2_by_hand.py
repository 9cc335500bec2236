"""附件2 a second time, written from its text alone: the yardstick for what the library computes.

Plain numbers typed from the table, plain ifs in its order; no rubric, no clauses, no effects. Facts
and readings are plain mappings by name; a rate is a pair. :func:`row_points` takes complete facts;
:func:`bounds`, :func:`may_take_part`, :func:`verdict` and :func:`open_facts` try every value that a
missing fact can have as far as the text tells values apart.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Given = Mapping[str, Any]
    Chosen = Mapping[str, str]

__all__ = [
    "STANDARDS",
    "bounds",
    "eligible",
    "is_open",
    "may_take_part",
    "open_facts",
    "row_bounds",
    "row_points",
    "total",
    "verdict",
]


STANDARDS = {
    "1": 20,
    "2": 10,
    "3.1": 10,
    "3.2": 10,
    "3.3": 5,
    "3.4": 6,
    "3.5": 4,
    "3.6": 5,
    "4.1": 5,
    "4.2": 5,
    "4.3": 5,
    "5.1": 5,
    "5.2": 5,
    "5.3": 5,
}
"""标准分 of 附件2."""


def _at_least(rate: tuple[int, int], percent: int, r: Chosen) -> bool:
    num, den = rate
    return num * 100 >= den * percent if den else r["empty_group"] == "met"


def _row_1(f: Given, r: Chosen) -> int:
    points = 20
    if not f["service_hall"]:
        points -= 5
    if not f["office_equipment"]:
        points -= 5
    if f["qualified_staff"] < (3 if r["minimum_staff"] == "three" else 2) or not f["staff_stable"]:
        points -= 5
    if not f["work_system"]:
        points -= 5
    return points


def _row_2(f: Given, r: Chosen) -> int:
    late, wrong = not f["reports_timely"], not f["reports_accurate"]
    faults = {"once": late or wrong, "each": late + wrong, "both": late and wrong}
    outdated = f["ledgers_outdated"]
    if r["outdated_ledgers"] == "once" and outdated > 1:
        outdated = 1
    points: int = 10 - 3 * f["ledgers_missing"] - 3 * outdated - 5 * faults[r["report_faults"]]
    return max(points, 0)


def _row_3_1(f: Given, r: Chosen) -> int:
    points = 5
    if _at_least(f["zero_families"], 100, r):
        points += 5
    elif r["zero_family_void"] == "row":
        return 0
    if not f["zero_family_service_recorded"]:
        points -= 3
    points -= 5 * int(f["zero_family_members_unstable"])
    return max(points, 0)


def _row_3_2(f: Given, r: Chosen) -> int:
    points = 0
    if f["unemployed_services_provided"]:
        points += 6
    elif r["unemployed_services_void"] == "row":
        return 0
    if _at_least(f["reemployment"], 90, r):
        points += 4
    elif r["reemployment_void"] == "row":
        return 0
    points -= 3 * int(f["unregistered_unemployed"])
    return max(points, 0)


def _row_3_3(f: Given, r: Chosen) -> int:
    return 5 if _at_least(f["hard_to_employ_employment"], 95, r) else 0


def _row_3_4(f: Given, r: Chosen) -> int:
    points = 6
    if not _at_least(f["disabled_registration"], 90, r):
        points -= 3
    if not _at_least(f["disabled_employment"], 90, r):
        points -= 3
    return points


def _row_3_5(f: Given, r: Chosen) -> int:
    return 4 if _at_least(f["retiree_service"], 100, r) else 0


def _row_3_6(f: Given, r: Chosen) -> int:
    points = 0
    if f["key_groups_served"]:
        points += 3
    elif r["key_group_services_void"] == "row":
        return 0
    if f["key_groups_target_met"]:
        points += 2
    elif r["key_group_void"] == "row":
        return 0
    return points


def _row_4_1(f: Given, r: Chosen) -> int:
    num, den = f["training"]
    if den == 0:
        return 5 if r["empty_group"] == "met" else 0
    if num * 100 > den * 90:
        return 5
    if num * 100 > den * 80 or (num * 100 == den * 80 and r["training_at_80"] == "upper"):
        return 3
    return 1 if num * 100 >= den * 50 else 0


def _served_and_recorded(served: bool, recorded: bool) -> int:
    if not served:
        return 0
    return 5 if recorded else 3


def _row_4_2(f: Given, _: Chosen) -> int:
    return _served_and_recorded(f["assistance_provided"], f["assistance_recorded"])


def _row_4_3(f: Given, _: Chosen) -> int:
    return _served_and_recorded(f["tracking_provided"], f["tracking_recorded"])


def _row_5_1(f: Given, r: Chosen) -> int:
    num, den = f["satisfaction"]
    if num * 100 >= den * 90:
        return 5
    if num * 100 > den * 75 or (num * 100 == den * 75 and r["satisfaction_at_75"] == "upper"):
        return 3
    return 0


def _row_5_2(f: Given, _: Chosen) -> int:
    return 5 if f["policy_work_recorded"] else 0


def _row_5_3(f: Given, r: Chosen) -> int:
    if f["valid_complaints"] > 0:
        return 0
    return 0 if r["disputes"] == "complaints_or_disputes" and f["major_disputes"] > 0 else 5


_ROWS: Final[Mapping[str, tuple[Callable[[Given, Chosen], int], str]]] = {
    "1": (_row_1, "service_hall office_equipment qualified_staff staff_stable work_system"),
    "2": (_row_2, "ledgers_missing ledgers_outdated reports_timely reports_accurate"),
    "3.1": (
        _row_3_1,
        "zero_families zero_family_service_recorded zero_family_members_unstable",
    ),
    "3.2": (_row_3_2, "unregistered_unemployed unemployed_services_provided reemployment"),
    "3.3": (_row_3_3, "hard_to_employ_employment"),
    "3.4": (_row_3_4, "disabled_registration disabled_employment"),
    "3.5": (_row_3_5, "retiree_service"),
    "3.6": (_row_3_6, "key_groups_served key_groups_target_met"),
    "4.1": (_row_4_1, "training"),
    "4.2": (_row_4_2, "assistance_provided assistance_recorded"),
    "4.3": (_row_4_3, "tracking_provided tracking_recorded"),
    "5.1": (_row_5_1, "satisfaction"),
    "5.2": (_row_5_2, "policy_work_recorded"),
    "5.3": (_row_5_3, "valid_complaints major_disputes"),
}

_ITEMS: Final = "service_hall office_equipment qualified_staff staff_stable work_system"

_COUNTS: Final = (
    *("qualified_staff", "ledgers_missing", "ledgers_outdated", "zero_family_members_unstable"),
    *("unregistered_unemployed", "valid_complaints", "major_disputes"),
)
_RATES: Final = (
    *("zero_families", "reemployment", "hard_to_employ_employment", "disabled_registration"),
    *("disabled_employment", "retiree_service", "training", "satisfaction"),
)


def row_points(f: Given, r: Chosen) -> dict[str, int]:
    """Mark complete facts row by row."""
    return {row: mark(f, r) for row, (mark, _) in _ROWS.items()}


def total(f: Given, r: Chosen) -> int:
    """Add up the rows (合计)."""
    return sum(row_points(f, r).values())


def eligible(f: Given, r: Chosen) -> bool:
    """Say whether complete facts let the community take part."""
    if not f["basic_conditions_met"]:
        return False
    return r["basic_conditions"] == "reviewer" or _row_1(f, r) == 20


def is_open(f: Given, name: str, r: Chosen) -> bool:
    """Say whether a fact counts as not known."""
    return f[name] is None or (f[name] == (0, 0) and r["empty_group"] == "unknown")


def _can_be(name: str) -> tuple[Any, ...]:
    if name in _COUNTS:
        return (0, 1, 2, 3, 4, 999_999_999)
    if name in _RATES:
        return ((0, 1), (1, 2), (3, 4), (7, 9), (4, 5), (8, 9), (9, 10), (18, 19), (19, 20), (1, 1))
    return (False, True)


def _completions(f: Given, names: str, r: Chosen) -> Iterator[dict[str, Any]]:
    """Fill in the open ones of some facts in every way."""
    asked = {name: f[name] for name in names.split()}
    unknown = [name for name in asked if is_open(f, name, r)]
    for values in product(*map(_can_be, unknown)):
        yield {**asked, **dict(zip(unknown, values, strict=True))}


def bounds(f: Given, r: Chosen) -> dict[str, tuple[int, int]]:
    """The least and the most of every row over whatever is not known."""
    return {row: row_bounds(row, f, r) for row in _ROWS}


def row_bounds(row: str, f: Given, r: Chosen) -> tuple[int, int]:
    """The least and the most of one row; only its own facts are looked at."""
    mark, names = _ROWS[row]
    reached = [mark(whole, r) for whole in _completions(f, names, r)]
    return min(reached), max(reached)


def may_take_part(f: Given, r: Chosen) -> bool | None:
    """Whether the community may take part; ``None`` where something not known decides."""
    asked = f"basic_conditions_met {_ITEMS}"
    found = {eligible(whole, r) for whole in _completions(f, asked, r)}
    return found.pop() if len(found) == 1 else None


def verdict(f: Given, r: Chosen) -> str:
    """Say whether 90 points and the right to take part are certain, impossible or open."""
    rest = [each for row, each in bounds(f, r).items() if row != "1"]
    low, high = sum(least for least, _ in rest), sum(most for _, most in rest)
    ways = [
        (eligible(whole, r), _row_1(whole, r))
        for whole in _completions(f, f"basic_conditions_met {_ITEMS}", r)
    ]
    if all(may and points + low >= 90 for may, points in ways):
        return "qualified"
    if any(may and points + high >= 90 for may, points in ways):
        return "undetermined"
    return "not_qualified"


def open_facts(f: Given, r: Chosen) -> list[tuple[str, int, bool]]:
    """Every open fact that can still move something: its name, by how much, whether it decides.

    The deciding ones first, then by points, then in the order of the table.
    """
    undetermined = verdict(f, r) == "undetermined"
    found = []
    for name in f:
        if not is_open(f, name, r):
            continue
        can_be = [{**f, name: value} for value in _can_be(name)]
        points = _moves(f, name, r)
        decides = undetermined and any(verdict(each, r) != "undetermined" for each in can_be)
        if points or _lets_in(f, name, r):
            found.append((name, points, decides))
    return sorted(found, key=lambda each: (not each[2], -each[1]))


def _moves(f: Given, name: str, r: Chosen) -> int:
    """The most that one fact can change its row, whatever the others turn out to be."""
    most = 0
    for mark, names in _ROWS.values():
        if name in names.split():
            others = " ".join(other for other in names.split() if other != name)
            for whole in _completions(f, others, r):
                reached = [mark({**whole, name: value}, r) for value in _can_be(name)]
                most = max(most, max(reached) - min(reached))
    return most


def _lets_in(f: Given, name: str, r: Chosen) -> bool:
    """Whether one fact can decide who may take part, whatever the others turn out to be."""
    asked = f"basic_conditions_met {_ITEMS}".split()
    if name not in asked:
        return False
    others = " ".join(other for other in asked if other != name)
    return any(
        len({eligible({**whole, name: value}, r) for value in _can_be(name)}) == 2
        for whole in _completions(f, others, r)
    )
