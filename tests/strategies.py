"""What the property tests draw from: facts near every edge, readings, and a best community."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from zhangye_fes import Facts, Rate, Readings

__all__ = [
    "EDGES",
    "FULL",
    "WORST",
    "computed_readings",
    "facts",
    "json_values",
    "rates",
    "readings",
]

FULL: Final = Facts(
    basic_conditions_met=True,
    service_hall=True,
    office_equipment=True,
    qualified_staff=3,
    staff_stable=True,
    work_system=True,
    ledgers_missing=0,
    ledgers_outdated=0,
    reports_timely=True,
    reports_accurate=True,
    zero_families=Rate(1, 1),
    zero_family_service_recorded=True,
    zero_family_members_unstable=0,
    unregistered_unemployed=0,
    unemployed_services_provided=True,
    reemployment=Rate(1, 1),
    hard_to_employ_employment=Rate(1, 1),
    disabled_registration=Rate(1, 1),
    disabled_employment=Rate(1, 1),
    retiree_service=Rate(1, 1),
    key_groups_served=True,
    key_groups_target_met=True,
    training=Rate(1, 1),
    assistance_provided=True,
    assistance_recorded=True,
    tracking_provided=True,
    tracking_recorded=True,
    satisfaction=Rate(1, 1),
    policy_work_recorded=True,
    valid_complaints=0,
    major_disputes=0,
)
"""A community with nothing wanting: 100 points under every reading."""

_AT_WORST: Final = {"flag": False, "count": 99, "rate": Rate(0, 1)}
WORST: Final = Facts.model_validate(
    {fact.name: _AT_WORST[fact.type] for fact in Facts.legend()} | {"qualified_staff": 0}
)
"""A community with everything wanting: 0 points under every reading."""

EDGES: Final = tuple(
    Rate(num, den)
    for num, den in (
        *((0, 1), (1, 3), (1, 2), (2, 3), (3, 4), (799, 999), (4, 5), (5, 6)),
        *((188, 209), (9, 10), (10, 11), (18, 19), (19, 20), (411, 412), (1, 1)),
    )
)
"""Rates below, at and above every threshold of 附件2, rising."""

_MAX = 999_999_999


def rates(*, empty: bool = True) -> st.SearchStrategy[Rate]:
    """Rates: near the thresholds, anywhere, and of a group with nobody in it."""
    anywhere = st.tuples(st.integers(0, _MAX), st.integers(1, _MAX)).map(sorted)
    pairs = anywhere.map(lambda pair: Rate(pair[0], pair[1]))
    nobody = [st.just(Rate(0, 0))] if empty else []
    return st.one_of(st.sampled_from(EDGES), pairs, *nobody)


def _values(name: str, kind: str) -> st.SearchStrategy[Any]:
    match kind:
        case "flag":
            return st.booleans()
        case "count":
            return st.one_of(st.integers(0, 4), st.integers(0, _MAX))
        case _:
            return rates(empty=name != "satisfaction")


def facts(*, unknown: bool = True) -> st.SearchStrategy[Facts]:
    """Facts at their best, at their worst or (``unknown``) not known at all, a few changed."""
    nothing = [st.none()] if unknown else []
    changes = st.one_of(
        [
            st.tuples(st.just(fact.name), st.one_of(_values(fact.name, fact.type), *nothing))
            for fact in Facts.legend()
        ]
    )
    bases = st.sampled_from([FULL, WORST, *([Facts()] if unknown else [])])
    return st.builds(_changed, bases, st.lists(changes, max_size=12))


def _changed(base: Facts, changes: list[tuple[str, Any]]) -> Facts:
    return base.model_copy(update=dict(changes))


_OPTIONS: Final = {
    "basic_conditions": "reviewer any_item",
    "minimum_staff": "two three",
    "outdated_ledgers": "each once",
    "report_faults": "once each both",
    "zero_family_void": "part row",
    "reemployment_void": "row rest",
    "unemployed_services_void": "part row",
    "key_group_void": "row rest",
    "key_group_services_void": "part row",
    "training_at_80": "upper lower",
    "satisfaction_at_75": "upper lower",
    "disputes": "complaints_only complaints_or_disputes",
    "empty_group": "met unmet unknown",
}
"""Every option of the readings that a score depends on."""


def computed_readings() -> tuple[tuple[str, str], ...]:
    """Name each option of the readings that a score depends on."""
    return tuple((name, option) for name in _OPTIONS for option in _OPTIONS[name].split())


def readings() -> st.SearchStrategy[Readings]:
    """Readings in every combination of the options that a score depends on."""
    drawn = {name: st.sampled_from(options.split()) for name, options in _OPTIONS.items()}
    return st.fixed_dictionaries(drawn).map(Readings.model_validate)


def json_values(*, floats: bool = True) -> st.SearchStrategy[Any]:
    """Whatever JSON can say, and a little more: ``floats`` come with NaN."""
    exact = [st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.just(10**40)]
    scalars = st.one_of(*exact, st.floats()) if floats else st.one_of(*exact)
    names = st.one_of(st.sampled_from([*Facts.model_fields, "num", "den"]), st.text(max_size=4))
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=6)
        ),
        max_leaves=12,
    )
