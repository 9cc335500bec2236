"""The classes of each fact of 附件2, with values that stand for them, and the readings of each row.

Two values are of one class where the text does not tell them apart: below, at and above each
threshold; none, one and more. What is not known is a class of its own, as is a group of nobody.
"""

from __future__ import annotations

from functools import cache
from itertools import chain, pairwise, product
from typing import TYPE_CHECKING, Any, Final

from tests import annex2_by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Classes = Mapping[str, Sequence[Any]]

__all__ = [
    "CLASSES",
    "OPTIONS",
    "READINGS",
    "ROWS",
    "RateClass",
    "depends",
    "nearest",
    "one_of",
    "options",
    "outcome",
]

MOST: Final = 999_999_999
"""The largest count."""

_GROUPS: Final = (10, 20, 209, 1_000, 999_999_900, MOST)
"""How many people the groups have whose rates come nearest to a threshold."""

RateClass = tuple[int, int]


def nearest(percent: int, den: int) -> dict[str, RateClass]:
    """Give the rates of a group nearest to a threshold, as far as there are any.

    >>> nearest(90, 209), nearest(100, 20)
    ({'below': (188, 209), 'above': (189, 209)}, {'below': (19, 20), 'at': (20, 20)})
    """
    whole, part = divmod(percent * den, 100)
    found = {"below": whole if part else whole - 1, "at": whole, "above": whole + 1}
    if part:
        del found["at"]
    return {side: (num, den) for side, num in found.items() if num <= den}


def _rate(*thresholds: int, empty: bool = True) -> Classes:
    """Classes of a rate, from below the lowest threshold to above the highest."""
    sides = {
        percent: {
            side: [near[side] for den in _GROUPS if side in (near := nearest(percent, den))]
            for side in ("below", "at", "above")
        }
        for percent in thresholds
    }
    found: dict[str, Sequence[Any]] = {f"<{thresholds[0]}": sides[thresholds[0]]["below"]}
    for low, high in pairwise((*thresholds, 0)):
        found[f"={low}"] = sides[low]["at"]
        if high:
            found[f">{low}<{high}"] = [
                (num, den)
                for num, den in sides[low]["above"] + sides[high]["below"]
                if low * den < num * 100 < high * den
            ]
        elif low < 100:  # noqa: PLR2004 - nothing is above the whole
            found[f">{low}"] = sides[low]["above"]
    return {**found, **({"0/0": [(0, 0)]} if empty else {}), "unknown": [None]}


_FLAG: Final[Classes] = {"true": [True], "false": [False], "unknown": [None]}
_STAFF: Final[Classes] = {"0": [0], "1": [1], "2": [2], "3+": [3, 4, MOST], "unknown": [None]}
_SOME: Final[Classes] = {"0": [0], "1": [1], "2+": [2, 3, MOST], "unknown": [None]}
_MANY: Final[Classes] = {**_SOME, "2+": [2, 3], "4+": [4, 5, MOST]}
"""Four times 3 points are more than a row has."""

ROWS: Final[Mapping[str, Mapping[str, Classes]]] = {
    "1": {
        "basic_conditions_met": _FLAG,
        "service_hall": _FLAG,
        "office_equipment": _FLAG,
        "qualified_staff": _STAFF,
        "staff_stable": _FLAG,
        "work_system": _FLAG,
    },
    "2": {
        "ledgers_missing": _MANY,
        "ledgers_outdated": _MANY,
        "reports_timely": _FLAG,
        "reports_accurate": _FLAG,
    },
    "3.1": {
        "zero_families": _rate(100),
        "zero_family_service_recorded": _FLAG,
        "zero_family_members_unstable": _SOME,
    },
    "3.2": {
        "unregistered_unemployed": _MANY,
        "unemployed_services_provided": _FLAG,
        "reemployment": _rate(90),
    },
    "3.3": {"hard_to_employ_employment": _rate(95)},
    "3.4": {"disabled_registration": _rate(90), "disabled_employment": _rate(90)},
    "3.5": {"retiree_service": _rate(100)},
    "3.6": {"key_groups_served": _FLAG, "key_groups_target_met": _FLAG},
    "4.1": {"training": _rate(50, 80, 90)},
    "4.2": {"assistance_provided": _FLAG, "assistance_recorded": _FLAG},
    "4.3": {"tracking_provided": _FLAG, "tracking_recorded": _FLAG},
    "5.1": {"satisfaction": _rate(75, 90, empty=False)},
    "5.2": {"policy_work_recorded": _FLAG},
    "5.3": {"valid_complaints": _SOME, "major_disputes": _SOME},
}
"""The facts of each row with their classes; who may take part belongs to the first."""

CLASSES: Final = {fact: classes for facts in ROWS.values() for fact, classes in facts.items()}
"""The classes of each fact, in the order of 附件2."""

_EMPTY: Final = {"empty_group": ("met", "unmet", "unknown")}

READINGS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "1": {"basic_conditions": ("reviewer", "any_item"), "minimum_staff": ("two", "three")},
    "2": {"outdated_ledgers": ("each", "once"), "report_faults": ("once", "each", "both")},
    "3.1": {"zero_family_void": ("part", "row"), **_EMPTY},
    "3.2": {
        "reemployment_void": ("row", "rest"),
        "unemployed_services_void": ("part", "row"),
        **_EMPTY,
    },
    "3.3": _EMPTY,
    "3.4": _EMPTY,
    "3.5": _EMPTY,
    "3.6": {"key_group_void": ("row", "rest"), "key_group_services_void": ("part", "row")},
    "4.1": {"training_at_80": ("upper", "lower"), **_EMPTY},
    "4.2": {},
    "4.3": {},
    "5.1": {"satisfaction_at_75": ("upper", "lower")},
    "5.2": {},
    "5.3": {"disputes": ("complaints_only", "complaints_or_disputes")},
}
"""The readings that a row's points, or who may take part, can turn on; defaults first."""

OPTIONS: Final = dict(chain.from_iterable(each.items() for each in READINGS.values()))


def one_of(fact: str, name: str, turn: int = 0) -> Any:  # noqa: ANN401 - a fact's value
    """Let the values of a class take turns.

    >>> [one_of("qualified_staff", "3+", turn) for turn in range(4)]
    [3, 4, 999999999, 3]
    """
    values = CLASSES[fact][name]
    return values[turn % len(values)]


def options(names: frozenset[str]) -> Iterator[dict[str, str]]:
    """Every combination of the options of some readings, in the order of the table."""
    chosen = [name for name in OPTIONS if name in names]
    for combination in product(*(OPTIONS[name] for name in chosen)):
        yield dict(zip(chosen, combination, strict=True))


@cache
def depends(row: str, values: tuple[Any, ...]) -> frozenset[str]:
    """Name the readings that a row's outcome turns on, given its facts in their order.

    >>> sorted(depends("4.1", ((4, 5),))), sorted(depends("3.6", (False, False)))
    (['training_at_80'], [])
    """
    outcomes = {chosen: outcome(row, values, chosen) for chosen in product(*READINGS[row].values())}
    if len(set(outcomes.values())) == 1:
        return frozenset()
    others = [
        {chosen: (*chosen[:place], *chosen[place + 1 :]) for chosen in outcomes}
        for place in range(len(READINGS[row]))
    ]
    return frozenset(
        name
        for name, rest in zip(READINGS[row], others, strict=True)
        if len({(rest[chosen], each) for chosen, each in outcomes.items()}) > len({*rest.values()})
    )


@cache
def outcome(
    row: str, values: tuple[Any, ...], chosen: tuple[str, ...]
) -> tuple[int, int, bool | None]:
    """Give the bounds of a row, and for the first whether the community may take part.

    Facts and options come in the order of the row's facts and readings.

    >>> outcome("4.2", (True, None), ())
    (3, 5, None)
    """
    facts = dict(zip(ROWS[row], values, strict=True))
    read = {"empty_group": "met", **dict(zip(READINGS[row], chosen, strict=True))}
    low, high = annex2_by_hand.row_bounds(row, facts, read)
    return low, high, annex2_by_hand.may_take_part(facts, read) if row == "1" else None
