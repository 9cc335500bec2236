"""The kind ``workdays`` of the protocol, to the letter: every question, and every refusal."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Final

import pytest

from zhangye_fes import InvalidInput, Readings, calendar_questions
from zhangye_fes.adapter import replies
from zhangye_fes.calendar_questions import answer, calendar_of, date_of, fields
from zhangye_fes.workcalendar import WorkCalendar

KNOWN: Final = {"known_on": "2025-12-01"}
"""Fixed, so that no later notice changes an answer."""

POSTING: Final = {"publicity_first_day": "posting_day"}
REJECT: Final = {"seq": 1, "outcome": "reject", "code": "INVALID_INPUT"}
UNDETERMINED: Final = {"seq": 1, "outcome": "undetermined", "code": "CALENDAR_NOT_PUBLISHED"}

OPERATIONS: Final[dict[str, dict[str, Any]]] = {
    "is_workday": {"date": "2024-02-04"},
    "add_workdays": {"date": "2024-02-05", "n": 5},
    "count_workdays": {"first": "2024-02-05", "last": "2024-02-18"},
    "publicity_period": {"posted": "2024-02-05", "workdays": 5},
    "check_publicity": {"posted": "2024-02-05", "last": "2024-02-18", "workdays": 5},
    "month_deadline": {"event": "2025-01-01", "months": 1},
    "funds_report_deadline": {"year": 2024},
    "in_force": {"date": "2024-02-05"},
}
"""Each operation with just the fields that it has."""

FREE: Final = {"funds_report_deadline", "in_force"}
"""Those that no calendar touches."""

FIELDS: Final = [(op, field) for op, given in OPERATIONS.items() for field in given]
DATES: Final = [each for each in FIELDS if each[1] in {"date", "first", "last", "posted", "event"}]
COUNTS: Final = [each for each in FIELDS if each[1] in {"n", "workdays", "months"}]


def send(line: bytes) -> Any:  # noqa: ANN401 - whatever is replied
    (reply,) = replies([line])
    return json.loads(reply)


def ask(given: object, readings: dict[str, str] | None = None) -> Any:  # noqa: ANN401
    """Send one question and read the reply."""
    request = {"cmd": "run", "seq": 1, "kind": "workdays", "input": given}
    if readings is not None:
        request["readings"] = readings
    return send(json.dumps(request, ensure_ascii=False).encode())


def op(name: str, /, **changed: object) -> dict[str, object]:
    """A question that is right, but for what is changed."""
    return {"op": name, **OPERATIONS[name], **changed}


def ok(given: object, readings: dict[str, str] | None = None) -> Any:  # noqa: ANN401
    """Ask a question that has an answer, and read it."""
    reply = ask(given, readings)
    assert reply.keys() == {"seq", "outcome", "output"}
    assert (reply["seq"], reply["outcome"]) == (1, "ok")
    return reply["output"]


def own(first: str, last: str, /, **days: str) -> dict[str, object]:
    """A calendar that a request brings along; days as ``d2030_01_05="holiday"``."""
    listed = [[name[1:].replace("_", "-"), kind] for name, kind in days.items()]
    return {"from": first, "to": last, "days": listed}


def test_what_the_module_offers() -> None:
    assert dir(calendar_questions) == ["answer", "calendar_of", "date_of", "fields"]


class TestAnswers:
    """Every operation, with the keys that the protocol has and no others."""

    @pytest.mark.parametrize(
        ("date", "expected"),
        [
            ("2024-02-05", {"is_workday": True, "kind": "workday"}),
            ("2024-03-02", {"is_workday": False, "kind": "weekend"}),
            ("2024-02-12", {"is_workday": False, "kind": "holiday"}),
            ("2024-02-04", {"is_workday": True, "kind": "makeup_workday"}),
            ("2018-01-01", {"is_workday": False, "kind": "holiday"}),
            ("2026-12-28", {"is_workday": True, "kind": "workday"}),
        ],
    )
    def test_is_workday(self, date: str, expected: dict[str, object]) -> None:
        assert ok(op("is_workday", date=date, **KNOWN)) == expected

    @pytest.mark.parametrize(
        ("date", "n", "expected"),
        [
            ("2024-02-05", 1, "2024-02-06"),
            ("2024-02-05", 5, "2024-02-18"),
            ("2017-12-31", 1, "2018-01-02"),  # the date itself need not be covered
            ("2026-12-27", 1, "2026-12-28"),
        ],
    )
    def test_add_workdays(self, date: str, n: int, expected: str) -> None:
        assert ok(op("add_workdays", date=date, n=n, **KNOWN)) == {"date": expected}

    @pytest.mark.parametrize(
        ("first", "last", "count"),
        [
            ("2024-02-05", "2024-02-18", 6),
            ("2024-02-05", "2024-02-05", 1),
            ("2024-02-10", "2024-02-17", 0),
            ("2018-01-01", "2018-01-02", 1),
            ("2026-12-26", "2026-12-28", 1),
        ],
    )
    def test_count_workdays(self, first: str, last: str, count: int) -> None:
        assert ok(op("count_workdays", first=first, last=last, **KNOWN)) == {"count": count}

    @pytest.mark.parametrize(
        ("posted", "next_day", "posting_day", "steps"),
        [
            ("2023-09-04", "2023-09-11", "2023-09-08", ("2023-09-12", "2023-09-09")),
            ("2023-09-26", "2023-10-09", "2023-10-08", ("2023-10-10", "2023-10-09")),
            ("2024-02-05", "2024-02-18", "2024-02-09", ("2024-02-19", "2024-02-10")),
            ("2024-09-12", "2024-09-20", "2024-09-19", ("2024-09-21", "2024-09-20")),
            ("2024-09-27", "2024-10-10", "2024-10-09", ("2024-10-11", "2024-10-10")),
            ("2025-01-24", "2025-02-07", "2025-02-06", ("2025-02-08", "2025-02-07")),
            ("2025-09-26", "2025-10-10", "2025-10-09", ("2025-10-11", "2025-10-10")),
            ("2026-02-11", "2026-02-25", "2026-02-24", ("2026-02-26", "2026-02-25")),
            ("2026-04-30", "2026-05-11", "2026-05-09", ("2026-05-12", "2026-05-10")),
            ("2026-09-18", "2026-09-24", "2026-09-23", ("2026-09-25", "2026-09-24")),
            ("2026-12-21", "2026-12-28", "2026-12-25", ("2026-12-29", "2026-12-26")),
        ],
    )
    def test_publicity_period(
        self, posted: str, next_day: str, posting_day: str, steps: tuple[str, str]
    ) -> None:
        asked = op("publicity_period", posted=posted, **KNOWN)
        expected = {"last_day": next_day, "earliest_next_step": steps[0]}
        assert ok(asked) == ok(asked, {}) == expected
        assert ok(asked, {"publicity_first_day": "next_day"}) == expected
        assert ok(asked, POSTING) == {"last_day": posting_day, "earliest_next_step": steps[1]}
        held = op("check_publicity", posted=posted, last=posting_day, **KNOWN)
        assert ok(held) == {"counted": 4, "enough": False}
        assert ok(held, POSTING) == {"counted": 5, "enough": True}

    def test_the_vector_that_is_not_covered(self) -> None:
        for readings in ({}, POSTING):
            asked = op("publicity_period", posted="2026-12-24", **KNOWN)
            assert ask(asked, readings) == UNDETERMINED

    @pytest.mark.parametrize(
        ("posted", "last", "expected"),
        [
            ("2024-02-05", "2024-02-18", {"counted": 5, "enough": True}),
            ("2024-02-05", "2024-02-17", {"counted": 4, "enough": False}),
            ("2024-02-05", "2024-02-05", {"counted": 0, "enough": False}),
            ("2026-12-21", "2026-12-29", {"counted": None, "enough": True}),
            ("2026-12-23", "2026-12-29", {"counted": None, "enough": False}),
            ("2026-12-31", "2026-12-31", {"counted": 0, "enough": False}),  # no day to count
        ],
    )
    def test_check_publicity(self, posted: str, last: str, expected: dict[str, object]) -> None:
        assert ok(op("check_publicity", posted=posted, last=last, **KNOWN)) == expected

    @pytest.mark.parametrize(
        ("event", "months", "not_before", "last_day"),
        [
            ("2025-01-01", 1, "2025-02-01", "2025-02-05"),
            ("2024-01-31", 1, "2024-02-29", "2024-02-29"),
            ("2024-01-31", 2, "2024-03-31", "2024-04-01"),
            ("2024-01-04", 1, "2024-02-04", "2024-02-04"),
            ("2017-12-01", 1, "2018-01-01", "2018-01-02"),
            ("2017-11-30", 1, "2017-12-30", None),
            ("2026-11-28", 1, "2026-12-28", "2026-12-28"),
            ("2026-11-29", 1, "2026-12-29", None),
            ("2100-11-30", 1, "2100-12-30", None),
        ],
    )
    def test_month_deadline(
        self, event: str, months: int, not_before: str, last_day: str | None
    ) -> None:
        asked = op("month_deadline", event=event, months=months, **KNOWN)
        assert ok(asked) == {"not_before": not_before, "last_day": last_day}
        stays = {"not_before": not_before, "last_day": not_before}
        assert ok(asked, {"one_month_roll": "none"}) == stays

    @pytest.mark.parametrize("year", [2000, 2017, 2024, 2026, 2027, 2100])
    def test_funds_report_deadline(self, year: int) -> None:
        asked = op("funds_report_deadline", year=year)
        assert ok(asked) == {"last_day": f"{year}-12-20"}
        assert ok(asked, {"december_20": "exclusive"}) == {"last_day": f"{year}-12-19"}

    @pytest.mark.parametrize(
        ("date", "whole", "before", "contested"),
        [
            ("2023-09-03", False, False, False),
            ("2023-09-04", True, True, False),
            ("2028-09-03", True, True, False),
            ("2028-09-04", True, False, True),
            ("2028-09-05", False, False, False),
        ],
    )
    def test_in_force(self, date: str, whole: bool, before: bool, contested: bool) -> None:
        asked = op("in_force", date=date)
        assert ok(asked) == {"in_force": whole, "contested": contested}
        chosen = {"validity_last_day": "day_before"}
        assert ok(asked, chosen) == {"in_force": before, "contested": contested}


class TestCoverage:
    """What no notice settles is undetermined; before the calendar begins as well."""

    @pytest.mark.parametrize(
        "asked",
        [
            op("is_workday", date="2017-12-31"),
            op("is_workday", date="2026-12-29"),
            op("is_workday", date="2027-01-02"),  # a Saturday may be worked
            op("add_workdays", date="2017-12-30", n=1),
            op("add_workdays", date="2026-12-28", n=1),
            op("add_workdays", date="2026-01-05", n=999),
            op("add_workdays", date="2100-12-31", n=1),
            op("count_workdays", first="2017-12-31", last="2018-01-02"),
            op("count_workdays", first="2026-12-28", last="2026-12-29"),
            op("count_workdays", first="2000-01-01", last="2100-12-31"),
            op("publicity_period", posted="2017-12-30"),
            op("publicity_period", posted="2026-12-22"),
            op("publicity_period", posted="2100-12-31"),
            op("check_publicity", posted="2017-12-30", last="2018-01-05"),
            op("check_publicity", posted="2026-12-22", last="2026-12-29"),
        ],
        ids=json.dumps,
    )
    def test_is_undetermined(self, asked: dict[str, object]) -> None:
        assert ask({**asked, **KNOWN}) == UNDETERMINED

    def test_the_posting_counts_where_it_does(self) -> None:
        asked = op("publicity_period", posted="2017-12-31", **KNOWN)
        assert ok(asked)["last_day"] == "2018-01-08"
        assert ask(asked, POSTING) == UNDETERMINED
        asked = op("publicity_period", posted="2026-12-22", **KNOWN)
        assert ask(asked) == UNDETERMINED
        assert ok(asked, POSTING)["last_day"] == "2026-12-28"

    def test_a_calendar_that_ends_with_2100(self) -> None:
        calendar = own("2100-12-01", "2100-12-31", d2100_12_31="holiday")
        asked = op("publicity_period", posted="2100-12-27", calendar=calendar)
        assert ask(asked) == UNDETERMINED
        asked = op("month_deadline", event="2100-11-30", calendar=calendar)
        assert ok(asked) == {"not_before": "2100-12-30", "last_day": "2100-12-30"}
        calendar = own("2100-12-01", "2100-12-31", d2100_12_30="holiday", d2100_12_31="holiday")
        asked = op("month_deadline", event="2100-11-30", calendar=calendar)
        assert ok(asked) == {"not_before": "2100-12-30", "last_day": None}


class TestKnownOn:
    """The bundled calendar as it was known on a day."""

    @pytest.mark.parametrize(
        ("date", "known", "kind"),
        [
            ("2019-04-28", "2019-03-21", "weekend"),
            ("2019-04-28", "2019-03-22", "makeup_workday"),
            ("2019-05-02", "2019-03-21", "workday"),
            ("2019-05-02", "2019-03-22", "holiday"),
            ("2019-05-05", "2019-03-21", "weekend"),
            ("2019-05-05", "2019-03-22", "makeup_workday"),
            ("2020-01-31", "2020-01-25", "workday"),
            ("2020-01-31", "2020-01-26", "holiday"),
            ("2020-02-01", "2020-01-25", "makeup_workday"),
            ("2020-02-01", "2020-01-26", "holiday"),
            ("2020-02-02", "2020-01-25", "weekend"),
            ("2020-02-02", "2020-01-26", "holiday"),
            ("2018-12-29", "2018-12-03", None),
            ("2018-12-29", "2018-12-04", "makeup_workday"),
            ("2018-12-31", "2018-12-03", None),
            ("2018-12-31", "2018-12-04", "holiday"),
            ("2022-12-31", "2022-12-07", None),
            ("2022-12-31", "2022-12-08", "holiday"),
            ("2018-01-02", "2017-11-29", None),
            ("2018-01-02", "2000-01-01", None),
            ("2018-01-02", "2100-12-31", "workday"),
        ],
    )
    def test_each_notice_from_its_issue(self, date: str, known: str, kind: str | None) -> None:
        asked = op("is_workday", date=date, known_on=known)
        if kind is None:
            assert ask(asked) == UNDETERMINED
        else:
            worked = kind in {"workday", "makeup_workday"}
            assert ok(asked) == {"is_workday": worked, "kind": kind}

    def test_reaches_every_question(self) -> None:
        """Nothing was known before the first notice."""
        for name in OPERATIONS.keys() - FREE - {"month_deadline"}:
            assert ask(op(name, known_on="2017-11-29")) == UNDETERMINED
        asked = op("month_deadline", known_on="2017-11-29")
        assert ok(asked) == {"not_before": "2025-02-01", "last_day": None}

    def test_without_it_the_bundled_calendar_answers(self) -> None:
        assert calendar_of({}) is WorkCalendar.bundled()


class TestOwnCalendar:
    """The rule apart from the data: Tuesday 1 to Thursday 31 January 2030."""

    CALENDAR = own(
        "2030-01-01",
        "2030-01-31",
        d2030_01_01="holiday",
        d2030_01_05="makeup_workday",  # Saturday
        d2030_01_07="holiday",  # Monday
    )

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            (op("is_workday", date="2030-01-01"), {"is_workday": False, "kind": "holiday"}),
            (op("is_workday", date="2030-01-05"), {"is_workday": True, "kind": "makeup_workday"}),
            (op("is_workday", date="2030-01-06"), {"is_workday": False, "kind": "weekend"}),
            (op("is_workday", date="2030-01-31"), {"is_workday": True, "kind": "workday"}),
            # 2, 3, 4, 5, 8 January
            (op("add_workdays", date="2029-12-31", n=5), {"date": "2030-01-08"}),
            (op("count_workdays", first="2030-01-01", last="2030-01-31"), {"count": 22}),
            (
                op("publicity_period", posted="2030-01-01"),
                {"last_day": "2030-01-08", "earliest_next_step": "2030-01-09"},
            ),
            (
                op("check_publicity", posted="2030-01-02", last="2030-01-08"),
                {"counted": 4, "enough": False},
            ),
            (
                op("month_deadline", event="2029-12-06"),  # Sunday the 6th, Monday off
                {"not_before": "2030-01-06", "last_day": "2030-01-08"},
            ),
        ],
    )
    def test_takes_the_place_of_ours(
        self, asked: dict[str, object], expected: dict[str, object]
    ) -> None:
        assert ok({**asked, "calendar": self.CALENDAR}) == expected

    @pytest.mark.parametrize(
        "asked",
        [
            op("is_workday", date="2029-12-31"),
            op("is_workday", date="2030-02-01"),
            op("is_workday", date="2024-02-05"),
            op("add_workdays", date="2029-12-30", n=1),
            op("add_workdays", date="2030-01-31", n=1),
            op("count_workdays", first="2030-01-01", last="2030-02-01"),
            op("publicity_period", posted="2030-01-28"),
        ],
        ids=json.dumps,
    )
    def test_covers_no_more_than_it_says(self, asked: dict[str, object]) -> None:
        assert ask({**asked, "calendar": self.CALENDAR}) == UNDETERMINED

    def test_of_one_day(self) -> None:
        calendar = own("2030-01-01", "2030-01-01")
        asked = op("is_workday", date="2030-01-01", calendar=calendar)
        assert ok(asked) == {"is_workday": True, "kind": "workday"}

    def test_days_stand_in_any_order(self) -> None:
        calendar = dict(self.CALENDAR)
        calendar["days"] = list(reversed(OWN_DAYS))
        asked = op("add_workdays", date="2029-12-31", n=5, calendar=calendar)
        assert ok(asked) == {"date": "2030-01-08"}


OWN_DAYS: Final = [
    ["2030-01-01", "holiday"],
    ["2030-01-05", "makeup_workday"],
    ["2030-01-07", "holiday"],
]
GOOD: Final[dict[str, object]] = {"from": "2030-01-01", "to": "2030-01-31", "days": OWN_DAYS}
MALFORMED: Final[dict[str, object]] = {
    "null": None,
    "a text": "2030",
    "a number": 2030,
    "true": True,
    "a list": [],
    "an empty object": {},
    "no from": {"to": "2030-01-31", "days": []},
    "no to": {"from": "2030-01-01", "days": []},
    "no days": {"from": "2030-01-01", "to": "2030-01-31"},
    "another field": {**GOOD, "version": "1"},
    "from after to": {**GOOD, "from": "2030-02-01"},
    "from the day after to, without days": {**GOOD, "from": "2030-02-01", "days": []},
    "from null": {**GOOD, "from": None},
    "to null": {**GOOD, "to": None},
    "from a number": {**GOOD, "from": 20300101},
    "from in another form": {**GOOD, "from": "20300101"},
    "from before 2000": {**GOOD, "from": "1999-12-31"},
    "to after 2100": {**GOOD, "to": "2101-01-01"},
    "to with a time": {**GOOD, "to": "2030-01-31T00:00:00"},
    "days null": {**GOOD, "days": None},
    "days an object": {**GOOD, "days": {"2030-01-01": "holiday"}},
    "days a text": {**GOOD, "days": "2030-01-01"},
    "a day null": {**GOOD, "days": [None]},
    "a day a text": {**GOOD, "days": ["2030-01-01"]},
    "a day of two letters": {**GOOD, "days": ["ab"]},
    "a day an object": {**GOOD, "days": [{"date": "2030-01-01", "kind": "holiday"}]},
    "a day of nothing": {**GOOD, "days": [[]]},
    "a day without its kind": {**GOOD, "days": [["2030-01-01"]]},
    "a day of three": {**GOOD, "days": [["2030-01-01", "holiday", "元旦"]]},
    "a day the other way round": {**GOOD, "days": [["holiday", "2030-01-01"]]},
    "a kind that no notice has": {**GOOD, "days": [["2030-01-02", "workday"]]},
    "a weekend": {**GOOD, "days": [["2030-01-05", "weekend"]]},
    "a kind in capitals": {**GOOD, "days": [["2030-01-01", "HOLIDAY"]]},
    "a kind null": {**GOOD, "days": [["2030-01-01", None]]},
    "a kind true": {**GOOD, "days": [["2030-01-01", True]]},
    "a day that there is not": {**GOOD, "days": [["2030-01-32", "holiday"]]},
    "a day in another form": {**GOOD, "days": [["20300101", "holiday"]]},
    "a day as a number": {**GOOD, "days": [[20300101, "holiday"]]},
    "a day before": {**GOOD, "days": [["2029-12-31", "holiday"]]},
    "a day after": {**GOOD, "days": [["2030-02-01", "holiday"]]},
    "a day twice": {**GOOD, "days": [*OWN_DAYS, OWN_DAYS[0]]},
    "a day twice, of two kinds": {
        **GOOD,
        "days": [["2030-01-05", "holiday"], ["2030-01-05", "makeup_workday"]],
    },
    "a make-up day on a Monday": {**GOOD, "days": [["2030-01-07", "makeup_workday"]]},
    "a make-up day on a Friday": {**GOOD, "days": [["2030-01-04", "makeup_workday"]]},
}

NOT_DATES: Final[list[object]] = [
    *("", "today", "20240205", "2024-2-5", "2024-02-30", "2023-02-29", "2024-W06-1", "2024-036"),
    *("2024-02-05T00:00:00", "2024-02-05T00:00:00Z", "2024-02-05 08:00", "2024-02-05Z"),
    *(" 2024-02-05", "2024-02-05 ", "2024-02-05\n", "２０２４-02-05", "2024/02/05"),
    *("1999-12-31", "2101-01-01", "0000-01-01", "9999-12-31", "1707091200"),
    *(20240205, 1707091200, 0, 1.5, True, False, None, [], ["2024-02-05"], {}, [[[[[[[[1]]]]]]]]),
]

NOT_COUNTS: Final[list[object]] = [
    0,
    -1,
    1000,
    10**9,
    10**30,
    True,
    False,
    5.0,
    0.5,
    "5",
    "",
    None,
    [],
    [5],
    {},
]


class TestRefusals:
    """Whatever does not validate is rejected, with one code."""

    @pytest.mark.parametrize(
        "given", [None, True, 5, 5.0, "is_workday", [], [{"op": "is_workday"}], {}]
    )
    def test_no_question(self, given: object) -> None:
        assert ask(given) == REJECT

    @pytest.mark.parametrize(
        "name",
        [
            *(
                "",
                "workdays",
                "Is_workday",
                "IS_WORKDAY",
                "is_workday ",
                "find_workday",
                "__class__",
            ),
            *(None, True, 1, 1.0, [], ["is_workday"], {}, {"is_workday": 1}),
        ],
    )
    def test_an_unknown_operation(self, name: object) -> None:
        assert ask({"op": name, "date": "2024-02-05"}) == REJECT

    @pytest.mark.parametrize(("name", "field"), FIELDS)
    def test_a_field_left_out_has_no_default(self, name: str, field: str) -> None:
        asked = op(name)
        del asked[field]
        assert ask(asked) == REJECT

    @pytest.mark.parametrize(("name", "field"), FIELDS)
    def test_null_is_no_value(self, name: str, field: str) -> None:
        assert ask(op(name, **{field: None})) == REJECT

    @pytest.mark.parametrize("name", OPERATIONS)
    @pytest.mark.parametrize("field", ["note", "knownOn", "readings", "county", "Date", ""])
    def test_an_unknown_field(self, name: str, field: str) -> None:
        assert ask(op(name, **{field: "2024-02-05"})) == REJECT

    @pytest.mark.parametrize("name", OPERATIONS)
    def test_the_fields_of_another_operation(self, name: str) -> None:
        for field, value in {"n": 5, "workdays": 5, "months": 1, "year": 2024}.items():
            if field not in OPERATIONS[name]:
                assert ask(op(name, **{field: value})) == REJECT

    @pytest.mark.parametrize("name", OPERATIONS)
    def test_a_field_given_twice(self, name: str) -> None:
        for field, value in op(name).items():
            pair = f"{json.dumps(field)}:{json.dumps(value)}"
            given = json.dumps(op(name), separators=(",", ":")).replace(pair, f"{pair},{pair}")
            line = f'{{"cmd":"run","seq":1,"kind":"workdays","input":{given}}}'
            assert send(line.encode()) == REJECT

    @pytest.mark.parametrize(("name", "field"), DATES)
    def test_what_is_no_date(self, name: str, field: str) -> None:
        for bad in NOT_DATES:
            assert ask(op(name, **{field: bad})) == REJECT, bad

    @pytest.mark.parametrize("name", OPERATIONS)
    def test_known_on_is_a_date(self, name: str) -> None:
        for bad in NOT_DATES:
            assert ask(op(name, known_on=bad)) == REJECT, bad

    @pytest.mark.parametrize(("name", "field"), COUNTS)
    def test_what_is_no_count(self, name: str, field: str) -> None:
        for bad in NOT_COUNTS:
            assert ask(op(name, **{field: bad})) == REJECT, bad

    @pytest.mark.parametrize("count", [1, 999])
    def test_what_is_a_count(self, count: int) -> None:
        """999 working days are four years, and as many months go from 2001 to 2084."""
        for asked in (
            op("add_workdays", date="2018-01-01", n=count, **KNOWN),
            op("publicity_period", posted="2018-01-01", workdays=count, **KNOWN),
            op("check_publicity", workdays=count, **KNOWN),
            op("month_deadline", event="2001-01-31", months=count, **KNOWN),
        ):
            assert ask(asked)["outcome"] == "ok"

    @pytest.mark.parametrize(
        "bad",
        [
            1999,
            2101,
            0,
            -2024,
            24,
            10**30,
            True,
            2024.0,
            "2024",
            "2024-01-01",
            None,
            [],
            {},
            [[[1]]],
        ],
    )
    def test_what_is_no_year(self, bad: object) -> None:
        assert ask(op("funds_report_deadline", year=bad)) == REJECT

    def test_the_last_day_is_not_before_the_first(self) -> None:
        for first, last in [("2024-02-06", "2024-02-05"), ("2090-01-02", "2090-01-01")]:
            assert ask(op("count_workdays", first=first, last=last)) == REJECT
            assert ask(op("check_publicity", posted=first, last=last)) == REJECT

    def test_a_term_ends_by_2100(self) -> None:
        for asked in (
            op("month_deadline", event="2100-12-01"),
            op("month_deadline", event="2023-09-04", months=999),
        ):
            assert ask(asked) == REJECT
            assert ask(asked, {"one_month_roll": "none"}) == REJECT

    @pytest.mark.parametrize(
        "readings",
        [
            {"publicity_first_day": "first_day"},
            {"publicity_first_day": ""},
            {"first_day": "next_day"},
            {"december_20": True},
            {"one_month_roll": None},
            {"validity_last_day": ["day_before"]},
            None,
            [],
            "publicity_first_day",
        ],
    )
    def test_an_unknown_reading(self, readings: object) -> None:
        for name in OPERATIONS:
            request = {"cmd": "run", "seq": 1, "kind": "workdays", "input": op(name)}
            assert send(json.dumps({**request, "readings": readings}).encode()) == REJECT

    @pytest.mark.parametrize("name", OPERATIONS)
    def test_a_calendar_and_a_day_of_knowledge(self, name: str) -> None:
        assert ask(op(name, calendar=GOOD, **KNOWN)) == REJECT
        assert ask(op(name, calendar=None, **KNOWN)) == REJECT
        assert ask(op(name, calendar=GOOD, known_on=None)) == REJECT

    @pytest.mark.parametrize("fault", MALFORMED)
    def test_a_malformed_calendar(self, fault: str) -> None:
        for name in OPERATIONS:
            assert ask(op(name, calendar=MALFORMED[fault])) == REJECT, name

    def test_the_calendar_that_they_are_made_from_is_good(self) -> None:
        asked = op("is_workday", date="2030-01-07", calendar=GOOD)
        assert ok(asked) == {"is_workday": False, "kind": "holiday"}

    def test_deep_brackets(self) -> None:
        for depth in (10, 100, 300, 900):
            year = "[" * depth + "]" * depth
            given = f'{{"op":"funds_report_deadline","year":{year}}}'
            line = f'{{"cmd":"run","seq":1,"kind":"workdays","input":{given}}}'
            assert send(line.encode()) == REJECT

    def test_after_a_refusal_it_goes_on(self) -> None:
        requests = [
            {"cmd": "run", "seq": seq, "kind": "workdays", "input": given}
            for seq, given in enumerate([None, op("is_workday", **KNOWN), {}])
        ]
        found = [json.loads(each) for each in replies(json.dumps(r).encode() for r in requests)]
        assert [(each["seq"], each["outcome"]) for each in found] == [
            *((0, "reject"), (1, "ok"), (2, "reject")),
        ]


class TestUntouched:
    """``known_on`` and ``calendar`` do not touch two of the questions."""

    @pytest.mark.parametrize("name", sorted(FREE))
    @pytest.mark.parametrize(
        "more",
        [
            {"known_on": "2000-01-01"},
            {"known_on": "2100-12-31"},
            {"calendar": own("2030-01-01", "2030-01-31")},
            {"calendar": own("2024-12-01", "2024-12-31", d2024_12_20="holiday")},
        ],
        ids=json.dumps,
    )
    def test_their_answers_stay(self, name: str, more: dict[str, object]) -> None:
        for readings in (
            {},
            {"december_20": "exclusive", "validity_last_day": "day_before"},
        ):
            assert ok(op(name, **more), readings) == ok(op(name), readings)

    def test_they_need_no_calendar(self) -> None:
        asked = op("funds_report_deadline", year=2100, known_on="2000-01-01")
        assert ok(asked) == {"last_day": "2100-12-20"}
        asked = op("in_force", date="2028-09-04", known_on="2000-01-01")
        assert ok(asked) == {"in_force": True, "contested": True}


class TestReadings:
    """Each question has its reading, and no other touches it."""

    TOUCHED: Final = {
        "publicity_period": {"publicity_first_day"},
        "check_publicity": {"publicity_first_day"},
        "month_deadline": {"one_month_roll"},
        "funds_report_deadline": {"december_20"},
        "in_force": {"validity_last_day"},
    }

    @pytest.mark.parametrize("name", OPERATIONS)
    def test_no_other(self, name: str) -> None:
        others = {
            "publicity_first_day": "posting_day",
            "one_month_roll": "none",
            "december_20": "exclusive",
            "validity_last_day": "day_before",
        }
        asked = op(name, **({"date": "2028-09-04"} if name == "in_force" else {}))
        for reading, option in others.items():
            same = ok(asked, {reading: option}) == ok(asked)
            assert same is (reading not in self.TOUCHED.get(name, set())), reading


class TestBuildingBlocks:
    """What the other kinds of question use as well."""

    def test_answer_raises_what_the_adapter_tells(self) -> None:
        with pytest.raises(InvalidInput) as told:
            answer({"op": "jump"}, Readings())
        assert str(told.value) == (
            "op: given {'op': 'jump'}, expected an object whose op is one of is_workday, "
            "add_workdays, count_workdays, publicity_period, check_publicity, month_deadline, "
            "funds_report_deadline, in_force"
        )

    def test_fields(self) -> None:
        given = {"a": 1, "b": 2}
        assert fields(given, {"a"}, {"b", "c"}) is given
        wrong: list[object] = [{"b": 2}, {"a": 1, "d": 4}, [], None, "a"]
        for bad in wrong:
            with pytest.raises(InvalidInput) as told:
                fields(bad, {"a"}, {"b"})
            assert str(told.value) == f"record: given {bad!r}, expected an object with a"

    def test_date_of(self) -> None:
        assert date_of("2000-01-01", "date") == dt.date(2000, 1, 1)
        assert date_of("2100-12-31", "date") == dt.date(2100, 12, 31)
        for bad in ("20240205", "1999-12-31", "2101-01-01"):
            with pytest.raises(InvalidInput) as told:
                date_of(bad, "posted")
            assert str(told.value) == (
                f"posted: given {bad!r}, expected a date written YYYY-MM-DD, from 2000 to 2100"
            )
