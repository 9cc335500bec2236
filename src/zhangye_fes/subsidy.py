"""One community's money: entitlement, payments, reports, audits and recoveries.

Nothing here needs a register: :func:`entitlement` asks for the standing of a community and the
payments alone. Money is whole yuan.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhangye_fes import events
from zhangye_fes.dates import a_date, a_year
from zhangye_fes.deciding import Objection, Rules, object_to, other_readings, validity
from zhangye_fes.model import Finding
from zhangye_fes.readings import DEFAULT
from zhangye_fes.regulation import ISSUED
from zhangye_fes.standing import Audit, Payment, Standing
from zhangye_fes.values import IsoDate, Value
from zhangye_fes.workdays import funds_report_deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhangye_fes.events import Event
    from zhangye_fes.readings import Readings

__all__ = [
    "NOTHING_PAID",
    "SUBSIDY",
    "SUBSIDY_READINGS",
    "Entitlement",
    "Money",
    "Recovery",
    "after_payment",
    "against",
    "entitlement",
    "funds_due",
    "money_guards",
]

SUBSIDY: Final = 10_000
"""每年每个社区1万元, in yuan. Source: 第十一条."""

SUBSIDY_READINGS: Final = (
    "title_during_rename",
    "title_during_merger",
    "subsidy_first_year",
    "subsidy_title_on",
    "higher_tier_exclusion",
    "merger_same_year",
    "recovery_bar",
    "validity_last_day",
)
"""The readings that a payment can depend on, once the history is given."""


def __dir__() -> list[str]:
    return __all__


class Recovery(NamedTuple):
    """Money that was recovered. Source: 第十三条."""

    year: int
    amount: int
    on: dt.date


class Money(NamedTuple):
    """One community's money, as its events have left it.

    >>> NOTHING_PAID.paid(2024)
    0
    """

    payments: tuple[Payment, ...] = ()
    reports: tuple[tuple[int, dt.date], ...] = ()
    """Year and day of each report on the use of money."""
    audits: tuple[Audit, ...] = ()
    recoveries: tuple[Recovery, ...] = ()

    def municipal(self, year: int) -> list[Payment]:
        """List the municipal payments for a year."""
        return [each for each in self.payments if each.level == "municipal" and each.year == year]

    def paid(self, year: int) -> int:
        """Sum up the municipal money paid for a year."""
        return sum(each.amount for each in self.municipal(year))

    def recovered(self, year: int) -> int:
        """Sum up what was recovered of a year's money."""
        return sum(each.amount for each in self.recoveries if each.year == year)

    def adverse(self, year: int) -> bool:
        """Whether an audit of a year's money found fault, whatever a later one says."""
        return any(each.adverse and each.year == year for each in self.audits)


NOTHING_PAID: Final = Money()


class Entitlement(Value):
    """Whether a community may be paid for a year on a day, and all that stands against it."""

    year: int
    on: IsoDate
    amount: int
    """10 000 or 0 yuan."""
    findings: tuple[Finding, ...]
    """What stands against it, in the order of the rules."""
    contested_by: tuple[str, ...]
    """The readings that would decide otherwise on the same history."""

    @property
    def contested(self) -> bool:
        """Whether another reading would decide otherwise."""
        return bool(self.contested_by)


def entitlement(
    standing: Standing,
    payments: Iterable[Payment],
    year: int,
    on: dt.date,
    readings: Readings = DEFAULT,
    *,
    audits: Iterable[Audit] = (),
) -> Entitlement:
    """Answer “may we pay?” without a register; only what took effect by then counts.

    Args:
        standing: when it was recognised, and which levels it held.
        payments: to the community, and to those merged with it (:attr:`Payment.to`).
        year: for which year.
        on: the day of payment.
        readings: how the notice is read.
        audits: what was found about its money.

    Raises:
        InvalidInput: no year, or no date, from 2000 to 2100.

    Source: 第十一条, 第十三条

    >>> recognised = dt.date(2024, 5, 6)
    >>> from zhangye_fes.standing import Stretch
    >>> standing = Standing(stretches=(Stretch(first=recognised, recognised=recognised),))
    >>> found = entitlement(standing, [], 2024, dt.date(2024, 6, 3))
    >>> found.amount, found.contested_by
    (10000, ('subsidy_first_year',))
    """
    a_year(year, "year")
    a_date(on, "on")
    paid = [each for each in payments if each.on <= on]
    audited = [each for each in audits if each.on <= on]

    def found_under(read: Readings) -> tuple[Finding, ...]:
        objections = against(standing, paid, audited, (year, on), Rules(read))
        return tuple([each.finding for each in objections])

    findings = found_under(readings)
    contested = [
        name
        for name in SUBSIDY_READINGS
        if any(bool(found_under(o)) != bool(findings) for o in other_readings(readings, name))
    ]
    amount = 0 if findings else SUBSIDY
    return Entitlement(
        year=year, on=on, amount=amount, findings=findings, contested_by=tuple(contested)
    )


def against(
    standing: Standing,
    payments: Sequence[Payment],
    audits: Sequence[Audit],
    when: tuple[int, dt.date],
    rules: Rules,
) -> Iterator[Objection]:
    """Try what can stand against a payment for a year on a day, in the order of the rules.

    Source: 第十一条, 第十三条, 第十七条
    """
    (year, on), readings = when, rules.readings
    yield from validity(on, rules)
    if year > on.year:
        yield object_to("YEAR_NOT_BEGUN", year=year, on=str(on))
    yield from _title(standing, year, on, readings)
    bad = [each.year for each in audits if each.adverse]
    if year in bad or (bad and readings.recovery_bar == "for_good"):
        yield object_to("SUBSIDY_BARRED", year=year, audited=bad[0])
    yield from _higher(standing, payments, (year, on), readings)
    for each in payments:
        own = each.to == "itself" or readings.merger_same_year == "no"
        if own and each.level == "municipal" and each.year == year:
            yield object_to("ALREADY_PAID", year=year, on=str(each.on), to=each.to)
            break


def _title(standing: Standing, year: int, on: dt.date, readings: Readings) -> Iterator[Objection]:
    if readings.subsidy_title_on == "any_day":
        last = min(on, dt.date(year, 12, 31))
        titled = standing.titled_in(dt.date(year, 1, 1), last, readings)
    else:
        titled = standing.titled_in(on, on, readings)
    if not titled:
        yield object_to("NOT_RECOGNISED", year=year, on=str(on))
    first = ISSUED.year
    if titled:
        recognised = min(each.recognised for each in titled).year
        first = max(first, recognised + (readings.subsidy_first_year == "following_year"))
    if year < first:
        yield object_to("BEFORE_FIRST_YEAR", year=year, first=first)


def _higher(
    standing: Standing, payments: Sequence[Payment], when: tuple[int, dt.date], readings: Readings
) -> Iterator[Objection]:
    (year, on), reading = when, readings.higher_tier_exclusion
    for each in payments:
        same = each.year == year or (reading == "ever" and each.year < year)
        if same and each.level != "municipal" and each.to != "successor":
            yield object_to(
                "HIGHER_TIER_SUBSIDY", year=each.year, level=each.level, on=str(each.on)
            )
            return
    held = standing.levels_on(on) if reading == "titled" else ()
    if held:
        yield object_to("HIGHER_TIER_SUBSIDY", held=", ".join(held), on=str(on))


def money_guards(
    standing: Standing, money: Money, related: Sequence[Payment], event: Event, rules: Rules
) -> Iterator[Objection]:
    """Try the guards of an event about money, in their order.

    Args:
        standing: of the community.
        money: its own.
        related: what was paid to those merged with it.
        event: any; about other things than money nothing is said.
        rules: by what it is judged.

    Source: 第十一条, 第十三条
    """
    match event:
        case events.SubsidyPaid():
            yield from _paid(standing, money, related, event, rules)
        case events.FundsReported():
            yield from _reported(money, event, rules)
        case events.FundsAudited() if not money.municipal(event.year):
            yield object_to("NOTHING_TO_AUDIT", year=event.year)
        case events.FundsRecovered():
            yield from _recovered(money, event)


def _paid(
    standing: Standing,
    money: Money,
    related: Sequence[Payment],
    event: events.SubsidyPaid,
    rules: Rules,
) -> Iterator[Objection]:
    paid = (*money.payments, *related)
    if event.level == "municipal":
        yield from against(standing, paid, money.audits, (event.year, event.on), rules)
        if event.amount != SUBSIDY:
            yield object_to("AMOUNT_NOT_10000", amount=event.amount)
        return
    for each in paid:
        if each.level == "municipal" and each.year == event.year and each.to != "successor":
            yield object_to("DOUBLE_SUBSIDY", year=event.year, paid=str(each.on))
            return


def _recovered(money: Money, event: events.FundsRecovered) -> Iterator[Objection]:
    paid, back = money.paid(event.year), money.recovered(event.year)
    if not money.adverse(event.year):
        yield object_to("NOTHING_TO_RECOVER", year=event.year)
    elif back + event.amount > paid:
        yield object_to("AMOUNT_TOO_LARGE", amount=event.amount, left=paid - back)


def _reported(money: Money, event: events.FundsReported, rules: Rules) -> Iterator[Objection]:
    payments = money.municipal(event.year)
    if not payments:
        yield object_to("NOTHING_TO_REPORT", "art13", year=event.year)
        return
    due = funds_due(payments[0].on, rules)
    if event.on > due and event.year not in [year for year, _ in money.reports]:
        yield object_to("FUNDS_REPORT_LATE", year=event.year, due=str(due), on=str(event.on))


def funds_due(paid: dt.date, rules: Rules) -> dt.date:
    """Tell by when the use of money is to be reported that was first paid on a day.

    >>> str(funds_due(dt.date(2024, 12, 21), Rules(DEFAULT)))
    '2025-12-20'

    Source: 第十三条, readings ``december_20`` and ``late_payment_report``
    """
    last = funds_report_deadline(paid.year, rules.readings, rules.calendar).last_day
    if paid > last and rules.readings.late_payment_report == "next_year":
        return last.replace(year=last.year + 1)
    return last


def after_payment(money: Money, event: Any) -> Money:  # noqa: ANN401 - every event but few change it
    """Give the money after an accepted event."""
    match event:
        case events.SubsidyPaid():
            paid = Payment(year=event.year, level=event.level, amount=event.amount, on=event.on)
            return money._replace(payments=(*money.payments, paid))
        case events.FundsReported():
            return money._replace(reports=(*money.reports, (event.year, event.on)))
        case events.FundsAudited():
            audit = Audit(year=event.year, finding=event.finding, on=event.on)
            return money._replace(audits=(*money.audits, audit))
        case events.FundsRecovered():
            back = Recovery(event.year, event.amount, event.on)
            return money._replace(recoveries=(*money.recoveries, back))
    return money
