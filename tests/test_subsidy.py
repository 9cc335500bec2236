"""One community's money: who may be paid, for which year, and what follows."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.histories import PLACE, Json, carried, event, recognised
from zhangye_fes.readings import Readings
from zhangye_fes.register import Register
from zhangye_fes.standing import Audit, LevelSpan, Payment, Standing, Stretch
from zhangye_fes.subsidy import entitlement


def paid(on: str, year: int, community: str = "c", **more: object) -> Json:
    given: Json = {"year": year, "amount": 10_000, "level": "municipal"}
    return event("subsidy_paid", community, on, **{**given, **more})


def outcome(history: list[Json], last: Json, **readings: str) -> list[str]:
    """The codes of an event after a history, refused or noticed, and kept in an audit."""
    read = Readings.model_validate(readings)
    before = Register.replay(history, read, irregular="keep")
    assert not before.refusals
    (*_, decided) = before.extended([last]).steps()
    codes = [each.code for each in decided.findings]
    if last["type"] == "subsidy_paid" and last["level"] == "municipal":
        asked = before.entitlement(
            last["community"], last["year"], dt.date.fromisoformat(last["on"])
        )
        wrong = [each for each in codes if each != "AMOUNT_NOT_10000"]
        assert [each.code for each in asked.findings] == wrong
        assert asked.amount == (0 if wrong else 10_000)
    return codes


class TestPayment:
    """Recognised on 2024-06-04."""

    @pytest.mark.parametrize(
        ("on", "year", "readings", "found"),
        [
            ("2024-06-04", 2024, {}, []),
            ("2024-12-31", 2025, {}, ["YEAR_NOT_BEGUN"]),
            ("2025-01-01", 2025, {}, []),
            ("2024-06-04", 2023, {}, ["BEFORE_FIRST_YEAR"]),
            ("2024-06-04", 2024, {"subsidy_first_year": "following_year"}, ["BEFORE_FIRST_YEAR"]),
            ("2025-06-04", 2025, {"subsidy_first_year": "following_year"}, []),
            ("2025-01-05", 2024, {"subsidy_title_on": "any_day"}, []),
            ("2028-09-04", 2028, {}, []),
            ("2028-09-05", 2028, {}, ["NOT_IN_FORCE"]),
            ("2028-09-04", 2028, {"validity_last_day": "day_before"}, ["NOT_IN_FORCE"]),
        ],
    )
    def test_years(self, on: str, year: int, readings: dict[str, str], found: list[str]) -> None:
        assert outcome(recognised(), paid(on, year), **readings) == found

    def test_the_amount(self) -> None:
        assert outcome(recognised(), paid("2024-07-01", 2024, amount=9_999)) == ["AMOUNT_NOT_10000"]

    def test_twice(self) -> None:
        history = [*recognised(), paid("2024-07-01", 2024)]
        assert outcome(history, paid("2024-07-01", 2024)) == ["ALREADY_PAID"]
        assert outcome(history, paid("2025-07-01", 2025)) == []

    @pytest.mark.parametrize(
        ("on", "year", "option", "found"),
        [
            ("2025-05-31", 2025, "payment_date", []),
            ("2025-06-01", 2025, "payment_date", ["NOT_RECOGNISED"]),
            ("2025-06-01", 2025, "any_day", []),
            ("2026-06-01", 2025, "any_day", []),
            ("2026-06-01", 2026, "any_day", ["NOT_RECOGNISED"]),
            ("2025-06-01", 2022, "payment_date", ["NOT_RECOGNISED", "BEFORE_FIRST_YEAR"]),
            ("2025-06-01", 2022, "any_day", ["BEFORE_FIRST_YEAR"]),
        ],
    )
    def test_after_the_title(self, on: str, year: int, option: str, found: list[str]) -> None:
        """A title of 2021, abolished on 2025-06-01: the last day is 05-31."""
        history = [carried(), event("abolished", "c", "2025-06-01")]
        if on < "2025-06-01":
            history = history[:1]
        assert outcome(history, paid(on, year), subsidy_title_on=option) == found

    @pytest.mark.parametrize(
        ("reading", "for_year", "held", "found"),
        [
            ("same_year", 2025, False, ["HIGHER_TIER_SUBSIDY"]),
            ("same_year", 2024, True, []),
            ("ever", 2024, False, ["HIGHER_TIER_SUBSIDY"]),
            ("ever", 2026, False, []),
            ("titled", 2025, False, ["HIGHER_TIER_SUBSIDY"]),
            ("titled", 2024, False, []),
            ("titled", 2024, True, ["HIGHER_TIER_SUBSIDY"]),
        ],
    )
    def test_higher_levels(self, reading: str, for_year: int, held: bool, found: list[str]) -> None:
        history = [
            *recognised(),
            paid("2024-07-01", for_year, level="provincial"),
            event("level_conferred", "c", "2024-07-01", level="provincial"),
        ]
        if not held:
            history.append(event("level_withdrawn", "c", "2025-07-01", level="provincial"))
        last = paid("2025-07-01", 2025)
        assert outcome(history, last, higher_tier_exclusion=reading) == found

    def test_double(self) -> None:
        history = [*recognised(), paid("2024-07-01", 2024)]
        assert outcome(history, paid("2024-07-01", 2024, level="national")) == ["DOUBLE_SUBSIDY"]
        assert outcome(history, paid("2024-07-01", 2025, level="national")) == []

    @pytest.mark.parametrize(
        ("reading", "year", "finding", "found"),
        [
            ("for_good", 2025, "irregular", ["SUBSIDY_BARRED"]),
            ("for_good", 2025, "proper", []),
            ("years_audited", 2025, "underused", []),
            ("years_audited", 2024, "ineffective", ["SUBSIDY_BARRED", "ALREADY_PAID"]),
        ],
    )
    def test_barred(self, reading: str, year: int, finding: str, found: list[str]) -> None:
        history = [
            *recognised(),
            paid("2024-07-01", 2024),
            event("funds_audited", "c", "2025-02-01", year=2024, finding=finding),
            event("funds_audited", "c", "2025-02-01", year=2024, finding="proper"),
        ]
        assert outcome(history, paid("2025-07-01", year), recovery_bar=reading) == found


class TestMergers:
    """Paid money follows: a, b → c → d, all of 2021."""

    def history(self, payee: str, *, chain: bool = True) -> list[Json]:
        merged = [event("merged", "c", "2024-03-01", **PLACE, sources=["a", "b"])]
        if chain:
            merged.append(event("merged", "d", "2024-04-01", **PLACE, sources=["c", "z"]))
            merged.append(event("merger_verified", "d", "2024-05-01", passed=True))
        order = [carried("a"), carried("b"), *merged]
        when = 2 if payee in "ab" else len(order)
        on = "2024-02-01" if payee in "ab" else "2024-06-01"
        return [*order[:when], paid(on, 2024, payee), *order[when:]]

    @pytest.mark.parametrize(
        ("payee", "then", "option", "found"),
        [
            ("a", "d", "no", ["ALREADY_PAID"]),
            ("a", "d", "yes", []),
            ("d", "a", "no", ["NOT_RECOGNISED", "ALREADY_PAID"]),
            ("d", "a", "yes", ["NOT_RECOGNISED"]),
            ("a", "b", "no", ["NOT_RECOGNISED"]),
            ("a", "a", "yes", ["NOT_RECOGNISED", "ALREADY_PAID"]),
        ],
    )
    def test_already_paid(self, payee: str, then: str, option: str, found: list[str]) -> None:
        last = paid("2024-07-01", 2024, then)
        assert outcome(self.history(payee), last, merger_same_year=option) == found

    def test_higher_money_is_inherited_and_adverse_findings_are_not(self) -> None:
        history = self.history("a")
        history[3:3] = [
            paid("2024-02-01", 2025, "a", level="national"),
            event("funds_audited", "a", "2024-02-02", year=2024, finding="irregular"),
        ]
        yes = {"merger_same_year": "yes"}
        assert outcome(history, paid("2025-07-01", 2025, "d"), **yes) == ["HIGHER_TIER_SUBSIDY"]
        assert outcome(history, paid("2026-07-01", 2026, "d"), **yes) == []
        national = paid("2024-07-01", 2024, "d", level="national")
        assert outcome(history, national) == ["DOUBLE_SUBSIDY"]
        assert outcome(history, national | {"community": "b"}) == []

    @pytest.mark.parametrize(
        ("option", "year", "found"),
        [
            ("suspended", 2024, ["NOT_RECOGNISED"]),
            ("kept", 2024, []),
            ("kept", 2023, []),
            ("kept", 2022, ["BEFORE_FIRST_YEAR"]),
        ],
    )
    def test_until_verified(self, option: str, year: int, found: list[str]) -> None:
        """Recognised in 2021 by way of a, whatever the day of the merger."""
        history = [carried("a"), event("merged", "c", "2024-03-01", **PLACE, sources=["a", "z"])]
        last = paid("2024-07-01", year, "c")
        assert outcome(history, last, title_during_merger=option) == found

    def test_verified_it_is_a_new_recognition(self) -> None:
        history = [
            carried("a"),
            event("merged", "c", "2024-03-01", **PLACE, sources=["a", "z"]),
            event("merger_verified", "c", "2025-03-01", passed=True),
        ]
        assert outcome(history, paid("2025-07-01", 2024, "c")) == ["BEFORE_FIRST_YEAR"]
        any_day = {"subsidy_title_on": "any_day", "title_during_merger": "kept"}
        assert outcome(history, paid("2025-07-01", 2024, "c"), **any_day) == []


class TestReports:
    """每年12月20日前; paid for 2024."""

    @pytest.mark.parametrize(
        ("payment", "report", "readings", "found"),
        [
            ("2024-07-01", "2024-12-20", {}, []),
            ("2024-07-01", "2024-12-21", {}, ["FUNDS_REPORT_LATE"]),
            ("2024-07-01", "2024-12-19", {"december_20": "exclusive"}, []),
            ("2024-07-01", "2024-12-20", {"december_20": "exclusive"}, ["FUNDS_REPORT_LATE"]),
            ("2025-07-01", "2025-12-20", {}, []),
            ("2024-12-21", "2025-12-20", {}, []),
            ("2024-12-21", "2025-12-21", {}, ["FUNDS_REPORT_LATE"]),
            ("2024-12-20", "2024-12-21", {}, ["FUNDS_REPORT_LATE"]),
            ("2024-12-20", "2025-12-19", {"december_20": "exclusive"}, []),
            (
                "2024-12-21",
                "2024-12-21",
                {"late_payment_report": "same_year"},
                ["FUNDS_REPORT_LATE"],
            ),
        ],
    )
    def test_the_term(
        self, payment: str, report: str, readings: dict[str, str], found: list[str]
    ) -> None:
        history = [*recognised(), paid(payment, 2024)]
        last = event("funds_reported", "c", report, year=2024)
        assert outcome(history, last, **readings) == found
        if payment[:4] != "2024":
            return
        supplement = last | {"on": "2026-01-01"}
        assert outcome([*history, last], supplement, **readings) == []

    def test_nothing_to_report_or_audit(self) -> None:
        history = [*recognised(), paid("2024-07-01", 2024, level="national")]
        assert outcome(history, event("funds_reported", "c", "2024-08-01", year=2024)) == [
            "NOTHING_TO_REPORT"
        ]
        audit = event("funds_audited", "c", "2024-08-01", year=2024, finding="proper")
        assert outcome(history, audit) == ["NOTHING_TO_AUDIT"]

    def test_recovery(self) -> None:
        history = [*recognised(), paid("2024-07-01", 2024)]
        back = event("funds_recovered", "c", "2025-03-01", year=2024, amount=6_000)
        assert outcome(history, back) == ["NOTHING_TO_RECOVER"]
        history.append(event("funds_audited", "c", "2025-02-01", year=2024, finding="irregular"))
        assert outcome(history, back | {"amount": 10_001}) == ["AMOUNT_TOO_LARGE"]
        assert outcome([*history, back], back | {"amount": 4_001}) == ["AMOUNT_TOO_LARGE"]
        assert outcome([*history, back], back | {"amount": 4_000}) == []

    def test_what_is_left_to_recover_is_told(self) -> None:
        """10 000 paid, 6 000 back: 4 000 left."""
        back = event("funds_recovered", "c", "2025-03-01", year=2024, amount=6_000)
        history = [
            *recognised(),
            paid("2024-07-01", 2024),
            event("funds_audited", "c", "2025-02-01", year=2024, finding="irregular"),
            back,
        ]
        (*_, refused) = Register.replay([*history, back]).steps()
        assert [dict(each.facts) for each in refused.findings] == [{"amount": 6_000, "left": 4_000}]


class TestWithoutARegister:
    """A host with tables of its own."""

    STANDING = Standing(
        stretches=(Stretch(first=dt.date(2024, 6, 4), recognised=dt.date(2024, 6, 4)),),
        levels=(LevelSpan(level="national", first=dt.date(2025, 1, 1)),),
    )

    def test_what_is_later_does_not_count(self) -> None:
        payment = Payment(year=2024, amount=10_000, on=dt.date(2024, 8, 1))
        audit = Audit(year=2024, finding="irregular", on=dt.date(2024, 9, 1))
        ask = dt.date(2024, 7, 31), dt.date(2024, 8, 1), dt.date(2024, 9, 1)
        found = [
            [
                each.code
                for each in entitlement(
                    self.STANDING, [payment], 2024, day, audits=[audit]
                ).findings
            ]
            for day in ask
        ]
        assert found == [[], ["ALREADY_PAID"], ["SUBSIDY_BARRED", "ALREADY_PAID"]]

    def test_contested(self) -> None:
        told = entitlement(self.STANDING, [], 2025, dt.date(2025, 7, 1))
        assert (told.amount, told.contested_by) == (10_000, ("higher_tier_exclusion",))
        assert told.contested is True
        clear = entitlement(self.STANDING, [], 2024, dt.date(2025, 7, 1))
        assert "subsidy_first_year" in clear.contested_by

    def test_what_another_reading_would_allow_is_contested_too(self) -> None:
        national = Payment(year=2023, level="national", amount=1, on=dt.date(2024, 7, 1))
        ever = Readings(higher_tier_exclusion="ever")
        told = entitlement(self.STANDING, [national], 2024, dt.date(2024, 9, 1), ever)
        assert [each.code for each in told.findings] == ["HIGHER_TIER_SUBSIDY"]
        assert "higher_tier_exclusion" in told.contested_by

    def test_nothing_contested(self) -> None:
        """Never recognised: not under any reading."""
        told = entitlement(Standing(), [], 2024, dt.date(2024, 9, 1))
        assert (told.amount, told.contested_by, told.contested) == (0, (), False)

    def test_the_first_bad_audit_is_named(self) -> None:
        audits = [
            Audit(year=year, finding="irregular", on=dt.date(year, 12, 1)) for year in (2024, 2025)
        ]
        told = entitlement(self.STANDING, [], 2026, dt.date(2026, 7, 1), audits=audits)
        (barred,) = [each for each in told.findings if each.code == "SUBSIDY_BARRED"]
        assert dict(barred.facts) == {"year": 2026, "audited": 2024}

    def test_money_of_a_successor_is_no_higher_money(self) -> None:
        payment = Payment(
            year=2024, level="national", amount=1, on=dt.date(2024, 8, 1), to="successor"
        )
        assert entitlement(self.STANDING, [payment], 2024, dt.date(2024, 9, 1)).amount == 10_000
