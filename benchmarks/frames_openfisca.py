"""附件2 in OpenFisca, as its users write rules: a variable for each fact, each row, the verdict.

The default readings, every fact known. Needs openfisca-core (dependency group ``openfisca``).
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl
    from numpy.typing import NDArray

    Get = Callable[[str], NDArray[Any]]

__all__ = ["score_in_openfisca", "system"]

PASS_MARK, STAFF, MOST = 90, 2, 4
_PERIOD = "2024"
_VERDICTS = ("not_qualified", "qualified")


def _reaches(get: Get, rate: str, percent: int) -> NDArray[Any]:
    return get(f"{rate}_num") * 100 >= get(f"{rate}_den") * percent


def _each(get: Get, count: str, points: int) -> NDArray[Any]:
    return np.minimum(get(count), MOST) * points


def _training(get: Get) -> NDArray[Any]:
    above = get("training_num") * 100 > get("training_den") * 90
    bands = [
        above | (get("training_den") == 0),
        _reaches(get, "training", 80),
        _reaches(get, "training", 50),
    ]
    return np.select(bands, [5, 3, 1])


_ROWS: Mapping[str, Callable[[Get], NDArray[Any]]] = {
    "row_1": lambda get: (
        5 * get("service_hall")
        + 5 * get("office_equipment")
        + 5 * ((get("qualified_staff") >= STAFF) & get("staff_stable"))
        + 5 * get("work_system")
    ),
    "row_2": lambda get: np.maximum(
        5
        + 5 * (get("reports_timely") & get("reports_accurate"))
        - _each(get, "ledgers_missing", 3)
        - _each(get, "ledgers_outdated", 3),
        0,
    ),
    "row_3_1": lambda get: np.maximum(
        2
        + 5 * _reaches(get, "zero_families", 100)
        + 3 * get("zero_family_service_recorded")
        - _each(get, "zero_family_members_unstable", 5),
        0,
    ),
    "row_3_2": lambda get: (
        np.maximum(
            4 + 6 * get("unemployed_services_provided") - _each(get, "unregistered_unemployed", 3),
            0,
        )
        * _reaches(get, "reemployment", 90)
    ),
    "row_3_3": lambda get: 5 * _reaches(get, "hard_to_employ_employment", 95),
    "row_3_4": lambda get: (
        3 * _reaches(get, "disabled_registration", 90)
        + 3 * _reaches(get, "disabled_employment", 90)
    ),
    "row_3_5": lambda get: 4 * _reaches(get, "retiree_service", 100),
    "row_3_6": lambda get: get("key_groups_target_met") * (2 + 3 * get("key_groups_served")),
    "row_4_1": _training,
    "row_4_2": lambda get: get("assistance_provided") * (3 + 2 * get("assistance_recorded")),
    "row_4_3": lambda get: get("tracking_provided") * (3 + 2 * get("tracking_recorded")),
    "row_5_1": lambda get: np.select(
        [_reaches(get, "satisfaction", 90), _reaches(get, "satisfaction", 75)], [5, 3]
    ),
    "row_5_2": lambda get: 5 * get("policy_work_recorded"),
    "row_5_3": lambda get: 5 * (get("valid_complaints") == 0),
}


def _total(get: Get) -> NDArray[Any]:
    return reduce(add, map(get, _ROWS))


def _qualified(get: Get) -> NDArray[Any]:
    return get("basic_conditions_met") & (get("total") >= PASS_MARK)


def system(frame: pl.DataFrame) -> Any:  # noqa: ANN401 - OpenFisca has no types of its own
    """Make the system whose inputs are the columns of a frame."""
    from openfisca_core.entities import build_entity  # noqa: PLC0415 - only where it is installed
    from openfisca_core.periods import DateUnit  # noqa: PLC0415
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: PLC0415
    from openfisca_core.variables import Variable  # noqa: PLC0415

    entity = build_entity("community", "communities", "社区", is_person=True)
    made = TaxBenefitSystem([entity])

    def define(name: str, kind: type, work: Callable[[Get], NDArray[Any]] | None = None) -> None:
        parts: dict[str, Any] = {"value_type": kind, "entity": entity, "label": name}
        parts["definition_period"] = DateUnit.YEAR
        if work:
            parts["formula"] = lambda community, period: work(lambda each: community(each, period))
        made.add_variable(type(name, (Variable,), parts))

    for column in frame.get_columns():
        define(column.name, bool if column.dtype == bool else int)
    for name, work in _ROWS.items():
        define(name, int, work)
    define("total", int, _total)
    define("qualified", bool, _qualified)
    return made


def score_in_openfisca(
    made: Any,  # noqa: ANN401
    columns: Mapping[str, NDArray[Any]],
) -> dict[str, NDArray[Any]]:
    """Score columns of facts that are all known and right: the rows, the total, the verdict."""
    from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415

    size = len(next(iter(columns.values())))
    simulation = SimulationBuilder().build_default_simulation(made, count=size)
    for name, values in columns.items():
        simulation.set_input(name, _PERIOD, values)
    found = {name: simulation.calculate(name, _PERIOD) for name in (*_ROWS, "total", "qualified")}
    return found | {"verdict": np.array(_VERDICTS)[found.pop("qualified").astype(np.int8)]}
