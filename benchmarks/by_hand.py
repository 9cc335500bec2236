"""附件2 as a programmer would write it straight down: no table, no readings, every fact known.

It gives the same rows and findings as ``score``, through the ordinary constructors of the same
public classes; ``__main__`` checks that before it measures. Nothing is remembered between calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zhangye_fes import Bounds, ClauseFinding, Facts, Finding, Rate, RowScore

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ByHand", "score_by_hand"]

PASS_MARK, STAFF, TOP_BAND = 90, 2, 5


class ByHand(NamedTuple):
    """What the hand-written function says of a community."""

    eligibility: ClauseFinding
    rows: dict[str, RowScore]
    total: Bounds
    verdict: str


def score_by_hand(facts: Facts) -> ByHand:
    """Score a community whose facts are all known, under the default readings.

    >>> from benchmarks.population import communities
    >>> score_by_hand(Facts.model_validate(communities(1, seed=181)[0])).total.exact
    True
    """
    met = facts.basic_conditions_met is True
    eligibility = _clause("BASIC_CONDITIONS", "1", met, 0, basic_conditions_met=met)
    rows = {
        row.id: row
        for part in (_platform, _groundwork, _services, _assistance, _others)
        for row in part(facts)
    }
    total = sum(row.low for row in rows.values())
    verdict = "qualified" if met and total >= PASS_MARK else "not_qualified"
    return ByHand(eligibility, rows, Bounds(low=total, high=total), verdict)


def _clause(code: str, row: str, met: bool, points: int, **facts: Any) -> ClauseFinding:  # noqa: ANN401
    return ClauseFinding(
        code=code, provision=f"annex2.{row}", facts=facts, met=met, low=points, high=points
    )


def _loss(code: str, row: str, met: bool, points: int, **facts: Any) -> ClauseFinding:  # noqa: ANN401
    return _clause(code, row, met, 0 if met else -points, **facts)


def _row(
    row: str, standard: int, points: int, findings: list[ClauseFinding], missed: list[Finding]
) -> RowScore:
    points = max(0, min(standard, points))
    return RowScore(
        id=row,
        standard=standard,
        low=points,
        high=points,
        findings=tuple(findings),
        shortfalls=tuple(missed),
    )


def _missed(provision: str, met: bool, **facts: Any) -> list[Finding]:  # noqa: ANN401
    if met:
        return []
    return [Finding(code="STANDARD_MISSED", provision=provision, facts=facts)]


def _reaches(rate: Rate | None, percent: int) -> bool:
    return rate is not None and rate.num * 100 >= rate.den * percent


def _platform(facts: Facts) -> Iterator[RowScore]:
    hall, equipment = facts.service_hall is True, facts.office_equipment is True
    number, stable, system = (
        facts.qualified_staff or 0,
        facts.staff_stable is True,
        facts.work_system is True,
    )
    staff = number >= STAFF and stable
    yield _row(
        "1",
        20,
        20 - 5 * (not hall) - 5 * (not equipment) - 5 * (not staff) - 5 * (not system),
        [
            _loss("SERVICE_HALL", "1", hall, 5, service_hall=hall),
            _loss("OFFICE_EQUIPMENT", "1", equipment, 5, office_equipment=equipment),
            _loss("QUALIFIED_STAFF", "1", staff, 5, qualified_staff=number, staff_stable=stable),
            _loss("WORK_SYSTEM", "1", system, 5, work_system=system),
        ],
        _missed("art4.1.1", hall, service_hall=hall)
        + _missed("art4.1.2", equipment, office_equipment=equipment)
        + _missed("art4.1.3", staff, qualified_staff=number, staff_stable=stable)
        + _missed("art4.1.4", system, work_system=system),
    )


def _groundwork(facts: Facts) -> Iterator[RowScore]:
    missing, outdated = facts.ledgers_missing or 0, facts.ledgers_outdated or 0
    timely, accurate = facts.reports_timely, facts.reports_accurate
    complete, reported = missing + outdated == 0, bool(timely and accurate)
    ledgers = {"ledgers_missing": missing, "ledgers_outdated": outdated}
    reports = {"reports_timely": timely, "reports_accurate": accurate}
    yield _row(
        "2",
        10,
        10 - 3 * missing - 3 * outdated - 5 * (not reported),
        [
            _clause(
                "LEDGERS_MISSING", "2", not missing, -min(10, 3 * missing), ledgers_missing=missing
            ),
            _clause(
                "LEDGERS_OUTDATED",
                "2",
                not outdated,
                -min(10, 3 * outdated),
                ledgers_outdated=outdated,
            ),
            _loss("REPORTS", "2", reported, 5, **reports),
        ],
        _missed("art4.2.1", complete, **ledgers) + _missed("art4.2.2", reported, **reports),
    )


def _services(facts: Facts) -> Iterator[RowScore]:
    yield _families(facts)
    yield _unemployed(facts)
    hard, retirees = facts.hard_to_employ_employment, facts.retiree_service
    met = _reaches(hard, 95)
    yield _row(
        "3.3",
        5,
        5 * met,
        [_loss("HARD_TO_EMPLOY", "3.3", met, 5, hard_to_employ_employment=hard)],
        _missed("art4.3.3", met, hard_to_employ_employment=hard),
    )
    yield _disabled(facts)
    met = _reaches(retirees, 100)
    yield _row(
        "3.5",
        4,
        4 * met,
        [_loss("RETIREES", "3.5", met, 4, retiree_service=retirees)],
        _missed("art4.3.5", met, retiree_service=retirees),
    )
    yield _key_groups(facts)


def _families(facts: Facts) -> RowScore:
    families, unstable = facts.zero_families, facts.zero_family_members_unstable or 0
    recorded, helped = facts.zero_family_service_recorded is True, _reaches(families, 100)
    return _row(
        "3.1",
        10,
        5 + 5 * helped - 3 * (not recorded) - 5 * unstable,
        [
            _clause("ZERO_FAMILIES", "3.1", helped, 5 * helped, zero_families=families),
            _loss("ZERO_FAMILY_RECORDS", "3.1", recorded, 3, zero_family_service_recorded=recorded),
            _clause(
                "ZERO_FAMILY_MEMBERS",
                "3.1",
                not unstable,
                -min(10, 5 * unstable),
                zero_family_members_unstable=unstable,
            ),
        ],
        _missed("art4.3.1", helped, zero_families=families),
    )


def _unemployed(facts: Facts) -> RowScore:
    unregistered, served = (
        facts.unregistered_unemployed or 0,
        facts.unemployed_services_provided is True,
    )
    rate = facts.reemployment
    back = _reaches(rate, 90)
    return _row(
        "3.2",
        10,
        4 + 6 * served - 3 * unregistered if back else 0,
        [
            _clause(
                "UNREGISTERED",
                "3.2",
                not unregistered,
                -min(10, 3 * unregistered),
                unregistered_unemployed=unregistered,
            ),
            _clause(
                "UNEMPLOYED_SERVICES",
                "3.2",
                served,
                6 * served,
                unemployed_services_provided=served,
            ),
            _loss("REEMPLOYMENT", "3.2", back, 10, reemployment=rate),
        ],
        _missed(
            "art4.3.2", served and back, unemployed_services_provided=served, reemployment=rate
        ),
    )


def _disabled(facts: Facts) -> RowScore:
    registered, employed = facts.disabled_registration, facts.disabled_employment
    one, two = _reaches(registered, 90), _reaches(employed, 90)
    used = {"disabled_registration": registered, "disabled_employment": employed}
    return _row(
        "3.4",
        6,
        3 * one + 3 * two,
        [
            _loss("DISABLED_REGISTRATION", "3.4", one, 3, disabled_registration=registered),
            _loss("DISABLED_EMPLOYMENT", "3.4", two, 3, disabled_employment=employed),
        ],
        _missed("art4.3.4", one and two, **used),
    )


def _key_groups(facts: Facts) -> RowScore:
    served, target = facts.key_groups_served is True, facts.key_groups_target_met is True
    used = {"key_groups_served": served, "key_groups_target_met": target}
    return _row(
        "3.6",
        5,
        2 + 3 * served if target else 0,
        [
            _clause("KEY_GROUPS_SERVED", "3.6", served, 3 * served, key_groups_served=served),
            _loss("KEY_GROUPS_TARGET", "3.6", target, 5, key_groups_target_met=target),
        ],
        _missed("art4.3.6", served and target, **used),
    )


def _assistance(facts: Facts) -> Iterator[RowScore]:
    rate = facts.training or Rate(0, 0)
    parts, whole = rate.num * 100, rate.den
    if parts > whole * 90 or not whole:
        points = 5
    else:
        points = 3 if parts >= whole * 80 else 1 if parts >= whole * 50 else 0
    yield _row(
        "4.1",
        5,
        points,
        [_clause("TRAINING", "4.1", points == TOP_BAND, points, training=rate)],
        [],
    )
    yield _recorded("4.2", "ASSISTANCE", "art4.4.2", facts, "assistance")
    yield _recorded("4.3", "TRACKING", "art4.4.3", facts, "tracking")


def _recorded(row: str, code: str, provision: str, facts: Facts, name: str) -> RowScore:
    done, noted = getattr(facts, f"{name}_provided"), getattr(facts, f"{name}_recorded")
    one, two = {f"{name}_provided": done}, {f"{name}_recorded": noted}
    return _row(
        row,
        5,
        5 - 2 * (not noted) if done else 0,
        [_loss(code, row, done, 5, **one), _loss(f"{code}_RECORDS", row, noted, 2, **two)],
        _missed(provision, done and noted, **one, **two),
    )


def _others(facts: Facts) -> Iterator[RowScore]:
    survey, policy = facts.satisfaction, facts.policy_work_recorded is True
    complaints, disputes = facts.valid_complaints or 0, facts.major_disputes or 0
    points = 5 if _reaches(survey, 90) else 3 if _reaches(survey, 75) else 0
    met = points == TOP_BAND
    yield _row(
        "5.1", 5, points, [_clause("SATISFACTION", "5.1", met, points, satisfaction=survey)], []
    )
    yield _row(
        "5.2",
        5,
        5 * policy,
        [_loss("POLICY_WORK", "5.2", policy, 5, policy_work_recorded=policy)],
        _missed("art4.5.2", policy, policy_work_recorded=policy),
    )
    quiet = not complaints
    yield _row(
        "5.3",
        5,
        5 * quiet,
        [_loss("COMPLAINTS", "5.3", quiet, 5, valid_complaints=complaints)],
        _missed(
            "art4.5.3", quiet and not disputes, valid_complaints=complaints, major_disputes=disputes
        ),
    )
