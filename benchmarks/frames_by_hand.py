"""附件2 over a Polars frame as an analyst would write it down: every fact known, no checks.

It gives the columns of ``score_frame(frame, known=True)``, which ``frames`` makes sure of before it
measures.
"""

from __future__ import annotations

import polars as pl

__all__ = ["score_by_hand"]

PASS_MARK, STAFF = 90, 2


def _reaches(rate: str, percent: int) -> pl.Expr:
    return pl.col(f"{rate}_num") * 100 >= pl.col(f"{rate}_den") * percent


def _if(condition: pl.Expr, points: int) -> pl.Expr:
    return pl.when(condition).then(pl.lit(points, pl.Int16)).otherwise(pl.lit(0, pl.Int16))


def _each(count: str, most: int) -> pl.Expr:
    return pl.col(count).clip(0, most).cast(pl.Int16)


def _rows() -> dict[str, pl.Expr]:
    yes = pl.col
    staff = (pl.col("qualified_staff") >= STAFF) & yes("staff_stable")
    reported = yes("reports_timely") & yes("reports_accurate")
    training = pl.col("training_num") * 100
    return {
        "row_1": _if(yes("service_hall"), 5)
        + _if(yes("office_equipment"), 5)
        + _if(staff, 5)
        + _if(yes("work_system"), 5),
        "row_2": (
            5
            + _if(reported, 5)
            - _each("ledgers_missing", 4) * 3
            - _each("ledgers_outdated", 4) * 3
        ).clip(0),
        "row_3_1": (
            2
            + _if(_reaches("zero_families", 100), 5)
            + _if(yes("zero_family_service_recorded"), 3)
            - _each("zero_family_members_unstable", 2) * 5
        ).clip(0),
        "row_3_2": pl.when(_reaches("reemployment", 90))
        .then(
            (
                4
                + _if(yes("unemployed_services_provided"), 6)
                - _each("unregistered_unemployed", 4) * 3
            ).clip(0)
        )
        .otherwise(pl.lit(0, pl.Int16)),
        "row_3_3": _if(_reaches("hard_to_employ_employment", 95), 5),
        "row_3_4": _if(_reaches("disabled_registration", 90), 3)
        + _if(_reaches("disabled_employment", 90), 3),
        "row_3_5": _if(_reaches("retiree_service", 100), 4),
        "row_3_6": pl.when(yes("key_groups_target_met"))
        .then(2 + _if(yes("key_groups_served"), 3))
        .otherwise(pl.lit(0, pl.Int16)),
        "row_4_1": pl.when((training > pl.col("training_den") * 90) | (pl.col("training_den") == 0))
        .then(pl.lit(5, pl.Int16))
        .when(training >= pl.col("training_den") * 80)
        .then(pl.lit(3, pl.Int16))
        .when(training >= pl.col("training_den") * 50)
        .then(pl.lit(1, pl.Int16))
        .otherwise(pl.lit(0, pl.Int16)),
        "row_4_2": pl.when(yes("assistance_provided"))
        .then(3 + _if(yes("assistance_recorded"), 2))
        .otherwise(pl.lit(0, pl.Int16)),
        "row_4_3": pl.when(yes("tracking_provided"))
        .then(3 + _if(yes("tracking_recorded"), 2))
        .otherwise(pl.lit(0, pl.Int16)),
        "row_5_1": pl.when(_reaches("satisfaction", 90))
        .then(pl.lit(5, pl.Int16))
        .when(_reaches("satisfaction", 75))
        .then(pl.lit(3, pl.Int16))
        .otherwise(pl.lit(0, pl.Int16)),
        "row_5_2": _if(yes("policy_work_recorded"), 5),
        "row_5_3": _if(pl.col("valid_complaints") == 0, 5),
    }


def score_by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """Score a frame whose facts are all known and right, under the default readings."""
    rows = _rows()
    scored = frame.with_columns(**rows)
    total = pl.sum_horizontal(list(rows)).cast(pl.Int16)
    scored = scored.with_columns(
        total_low=total, total_high=total, eligible=pl.col("basic_conditions_met")
    )
    qualified = pl.col("eligible") & (pl.col("total_low") >= PASS_MARK)
    verdict = pl.when(qualified).then(pl.lit("qualified")).otherwise(pl.lit("not_qualified"))
    return scored.with_columns(verdict=verdict)
