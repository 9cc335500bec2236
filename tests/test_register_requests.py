"""The register over the wire: what is valid, what is answered, and as of when."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cells_by_hand import HISTORIES
from tests.law.asking import Json, ask, entitled, found, kept, last, output, owed, sent, steps
from tests.law.histories import (
    PLACE,
    Events,
    accounted,
    applied,
    audited,
    cancelled,
    carried,
    city_reviewed,
    consented,
    county_reviewed,
    decided,
    event,
    merged,
    paid,
    publicity,
    rechecked,
    recovered,
    renamed,
    reported,
    verified,
    way,
)

INVALID = {"seq": 1, "outcome": "reject", "code": "INVALID_INPUT"}
UNKNOWN = {"seq": 1, "outcome": "reject", "code": "UNKNOWN_COMMUNITY"}

ON = "2024-03-04"
BAD: list[Json] = [
    event("promoted", ON),
    {"community": "c", "on": ON},
    {"type": "abolished", "on": ON},
    {"type": "abolished", "community": "c"},
    event("abolished", ON, ""),
    event("abolished", ON) | {"community": 7},
    event("abolished", ON, remark="x"),
    event("abolished", ON, ref=7),
    event("abolished", ON, ref=None),
    event("abolished", "2024-02-30"),
    event("abolished", "2024-3-4"),
    event("abolished", "20240304"),
    event("abolished", "2024-03-04T00:00:00"),
    event("abolished", "1999-12-31"),
    event("abolished", "2101-01-01"),
    event("abolished", ON) | {"on": 20240304},
    applied(ON, name=""),
    applied(ON, county=""),
    applied(ON, street=""),
    applied(ON, government_approved="true"),
    applied(ON, civil_affairs_filed=1),
    applied(ON, materials="photos"),
    applied(ON, materials=["photo"]),
    applied(ON, materials=None),
    {key: value for key, value in applied(ON).items() if key != "materials"},
    county_reviewed(ON, score=101),
    county_reviewed(ON, score=-1),
    county_reviewed(ON, score="92"),
    county_reviewed(ON, score=True),
    county_reviewed(ON, score=92.0),
    county_reviewed(ON, score=92.5),
    county_reviewed(ON, eligible=None),
    county_reviewed(ON, passed=True),
    city_reviewed(ON, score=101),
    city_reviewed(ON, site_visit_passed=True),
    event("county_publicity_started", ON, objections="none"),
    event("county_publicity_ended", ON),
    event("county_publicity_ended", ON, objections="some"),
    event("city_publicity_ended", ON, objections=None),
    rechecked(ON, score=101),
    rechecked(ON, score=89.5),
    rechecked(ON, score=None),
    event("rechecked", ON),
    event("cancellation_decided", ON),
    renamed(ON, ""),
    event("rename_decided", ON, consented="no"),
    event("merged", ON, sources="a", name="丙", **PLACE),
    event("merged", ON, sources=["a", ""], name="丙", **PLACE),
    event("merged", ON, sources=["a", 1], name="丙", **PLACE),
    event("merged", ON, sources=["a", "b"], **PLACE),
    reported(ON, "levels"),
    event("level_conferred", ON, level="municipal"),
    event("level_withdrawn", ON),
    paid(2024, ON, 0),
    paid(2024, ON, -10_000),
    paid(2024, ON, 1_000_000_000),
    paid(2024, ON) | {"amount": 10_000.0},
    paid(2024, ON) | {"amount": "10000"},
    paid(1999, ON),
    paid(2101, ON),
    paid(2024, ON, level="county"),
    paid(2024, ON) | {"year": "2024"},
    audited(2024, ON, "bad"),
    recovered(2024, ON, 0),
    {"type": "funds_reported", "community": "c", "on": ON},
]


class TestInvalid:
    """One thing that does not validate makes the whole request invalid."""

    @pytest.mark.parametrize("bad", BAD)
    @pytest.mark.parametrize("mode", ["refuse", "keep"])
    def test_one_bad_event(self, bad: Json, mode: str) -> None:
        assert ask([bad], irregular=mode) == INVALID
        assert ask([*carried(), bad, renamed(ON)], irregular=mode) == INVALID

    @pytest.mark.parametrize("bad", [None, "applied", 7, [], {}])
    def test_what_is_no_event(self, bad: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
        assert ask([*carried(), bad]) == INVALID

    @pytest.mark.parametrize(
        "more",
        [
            {"irregular": "ignore"},
            {"irregular": True},
            {"as_of": "2024-13-01"},
            {"known_on": "yesterday"},
            {"horizon": ON},
            {"query": {"budget": {"year": 2024, "county": "620702"}}},
            {"query": {"obligations": {}}},
            {"query": {"obligations": {"on": ON, "horizon": ON}}},
            {"query": {"obligations": {"on": None}}},
            {"query": {"findings": {"on": "2024-02-30"}}},
            {"query": {"entitlement": {"community": "c", "year": 2024}}},
            {"query": {"entitlement": {"community": "c", "year": 1999, "on": ON}}},
            {"query": {"entitlement": {"community": "c", "year": "2024", "on": ON}}},
            {"query": {"entitlement": {"community": "", "year": 2024, "on": ON}}},
            {"calendar": {"from": "2023-01-01", "to": "2024-12-31", "days": []}},  # and known_on
            {"known_on": None, "calendar": {"from": "2023-01-01"}},
            {"readings": {"subsidy_first_years": "recognition_year"}},
            {"readings": {"subsidy_first_year": "next_year"}},
        ],
    )
    def test_one_bad_part(self, more: dict[str, Any]) -> None:
        assert ask(carried(), **more) == INVALID

    @pytest.mark.parametrize("key", ["irregular", "as_of", "known_on", "calendar", "query"])
    def test_null_is_no_value(self, key: str) -> None:
        given = {"events": carried(), key: None}
        request = {"cmd": "run", "seq": 1, "kind": "register", "input": given}
        assert sent(json.dumps(request).encode()) == INVALID

    @pytest.mark.parametrize("given", ["{}", "[]", "null", '{"events":{}}', '{"events":null}'])
    def test_no_events(self, given: str) -> None:
        line = f'{{"cmd":"run","seq":1,"kind":"register","input":{given}}}'
        assert sent(line.encode()) == INVALID

    def test_a_key_twice(self) -> None:
        twice = '{"type":"abolished","community":"c","on":"2024-03-04","on":"2024-03-04"}'
        line = f'{{"cmd":"run","seq":1,"kind":"register","input":{{"events":[{twice}]}}}}'
        assert sent(line.encode()) == INVALID

    def test_an_invalid_event_comes_before_an_unknown_community_in_a_query(self) -> None:
        asked = {"entitlement": {"community": "nobody", "year": 2024, "on": ON}}
        assert ask([event("promoted", ON)], query=asked) == INVALID


class TestAnswers:
    """What is in order."""

    def test_nothing_happened(self) -> None:
        assert output([]) == {"steps": [], "communities": {}}
        empty = {"on": ON}
        assert output([], query={"obligations": empty})["obligations"] == []
        assert output([], query={"findings": empty})["findings"] == []

    def test_a_number_of_the_paper(self) -> None:
        assert last([event("abolished", ON, ref="张人社通〔2024〕1号") | applied()]) == "ok"

    def test_ids_are_compared_exactly(self) -> None:
        events = [applied(), applied(community="C"), applied(community="c ")]
        assert output(events)["communities"].keys() == {"c", "C", "c "}

    def test_deciding_is_the_rule(self) -> None:
        short = [*way("county_reviewed"), *publicity("county", "2023-10-09", "2023-10-10")]
        assert steps(short) == steps(short, irregular="refuse")
        assert last(short) == "no: PUBLICITY_TOO_SHORT"

    def test_after_a_refusal_the_rest_is_judged_on_what_stood(self) -> None:
        """Deciding, the short publicity still runs; auditing, the way goes on to its end."""
        short = way()
        short[3] = short[3] | {"on": "2023-10-10"}
        assert steps(short) == [
            *("ok", "ok", "ok", "no: PUBLICITY_TOO_SHORT"),
            *["no: TRANSITION_FORBIDDEN"] * 4,
            "no: STEP_MISSING",
        ]
        assert steps(short, irregular="keep") == [
            *("ok", "ok", "ok", "ok, with PUBLICITY_TOO_SHORT"),
            *["ok"] * 5,
        ]

    def test_findings_of_a_register_that_decides(self) -> None:
        """What was refused leaves none; a notice does."""
        events = [applied(materials=[]), *carried(), rechecked(ON, score=89)]
        assert found(events, ON, irregular="refuse") == [("c", "PASSED_BELOW_90", None)]
        mixed = [applied(community="a", materials=[]), *carried(), rechecked(ON, score=89)]
        assert found(mixed, ON) == [
            ("a", "MATERIALS_MISSING", None),
            ("c", "PASSED_BELOW_90", None),
        ]

    def test_findings_in_order(self) -> None:
        """By community, then year, none first, then code; one for each event and code."""
        events = [
            *way(community="b"),
            *carried(),
            rechecked(ON, score=89),
            paid(2024, ON, 1),
            paid(2024, ON, 2),
            paid(2023, ON, 3),
            rechecked("2024-03-05", score=89, community="b"),
        ]
        assert found(events, ON) == [
            ("c", "PASSED_BELOW_90", None),
            ("c", "AMOUNT_NOT_10000", 2023),
            ("c", "ALREADY_PAID", 2024),
            ("c", "AMOUNT_NOT_10000", 2024),
            ("c", "AMOUNT_NOT_10000", 2024),
        ]
        assert found(events, "2024-03-05")[0] == ("b", "PASSED_BELOW_90", None)

    def test_obligations_in_order(self) -> None:
        """By due, none last, then kind, community, year."""
        events: Events = [
            *way(),  # announcement
            paid(2023, "2024-01-08"),
            paid(2024, "2024-01-08"),
            audited(2024, "2024-01-09"),
            renamed("2024-03-04"),
            rechecked("2024-03-04", passed=False),
            *way(community="b"),
        ]
        assert owed(events, "2024-03-04") == [
            ("change_report", "c", None, "2024-04-07", False),
            ("funds_report", "c", 2023, "2024-12-20", False),
            ("funds_report", "c", 2024, "2024-12-20", False),
            ("recheck", "b", 2024, "2024-12-31", False),
            ("announcement", "b", None, "no_term", False),
            ("announcement", "c", None, "no_term", False),
            ("cancellation_decision", "c", None, "no_term", False),
            ("recovery", "c", 2024, "no_term", False),
            ("rename_decision", "c", None, "no_term", False),
        ]

    def test_everything_done(self) -> None:
        events = [
            *way(),
            event("announced", "2023-11-15"),
            paid(2024, "2024-01-08"),
            audited(2024, "2024-01-09"),
            recovered(2024, "2024-01-10", 10_000),
            accounted(2024, "2024-01-11"),
            renamed("2024-03-04"),
            reported("2024-03-05", "renamed"),
            consented("2024-03-06"),
            rechecked("2024-03-07", passed=False),
            decided("2024-03-08", cancel=False),
            merged("2024-03-11", "x"),
            reported("2024-03-12", "merged"),
            verified("2024-03-13"),
            event("announced", "2024-03-14"),
        ]
        assert steps(events) == ["ok"] * len(events)
        assert owed(events, "2024-03-14") == []

    def test_as_of(self) -> None:
        """The steps are those of all events, the communities those of the day."""
        events = [*way(), *way(community="b", year=2024), renamed("2024-12-02", "乙")]
        for day, expected in (
            ("2023-09-10", {}),
            ("2023-09-11", {"c": "applied"}),
            ("2023-10-15", {"c": "county_publicity"}),
            ("2023-10-16", {"c": "county_publicity_over"}),
            ("2024-09-11", {"b": "applied", "c": "recognised"}),
        ):
            answer = output(events, as_of=day)
            assert len(answer["steps"]) == 19
            assert {key: each["status"] for key, each in answer["communities"].items()} == expected
        assert output(events, as_of="2024-12-01")["communities"]["c"]["open"] == []
        assert output(events, as_of="2024-12-02") == output(events)

    def test_as_of_a_day_before_a_merger(self) -> None:
        events = [*carried(community="a"), merged(ON, "a", "x"), *cancelled("2024-06-03")]
        answer = output(events, as_of="2024-03-03")["communities"]
        assert {key: each["status"] for key, each in answer.items()} == {"a": "recognised"}
        answer = output(events, as_of=ON)["communities"]
        assert (answer["a"]["status"], answer["c"]["status"]) == ("dissolved", "recognised")

    @pytest.mark.parametrize("before", HISTORIES)
    def test_what_is_later_changes_no_answer_about_a_day(self, before: str) -> None:
        """Whatever is asked of a day is answered as if the history had ended with it."""
        events = [*carried(community="a"), *HISTORIES[before], merged("2024-06-03", "a")]
        for day in sorted({each["on"] for each in HISTORIES[before]}):
            until = [each for each in events if each["on"] <= day]
            assert output(events, as_of=day)["communities"] == output(until)["communities"]
            assert owed(events, day) == owed(until, day)
            assert found(events, day) == found(until, day)
            assert entitled(events, 2024, day) == entitled(until, 2024, day)

    def test_queries_look_at_the_register_after_all_events(self) -> None:
        events = [*way(), paid(2023, "2023-12-01")]
        against = entitled(events, 2023, "2023-12-01", as_of="2023-09-11")
        assert against == ["ALREADY_PAID"]
        owing = owed(events, "2023-12-01", "funds_report", as_of="2023-09-11")
        assert len(owing) == 1

    def test_queries_consider_what_took_effect_by_their_day(self) -> None:
        events = [*carried(), *cancelled("2024-03-04"), event("abolished", "2024-06-03")]
        assert entitled(events, 2024, "2024-03-01") == 10_000
        assert owed(events, "2024-03-03", "cancellation_decision", "change_report") == []

    @pytest.mark.parametrize(
        "events",
        [[], carried(), [applied(community="nobody", materials=[])], [merged(ON, "nobody", "x")]],
    )
    def test_a_query_about_a_community_never_seen(self, events: Events) -> None:
        """A refused event changes nothing, and an unknown source is only listed."""
        asked = {"entitlement": {"community": "nobody", "year": 2024, "on": ON}}
        assert ask(events, query=asked) == UNKNOWN

    def test_a_calendar_of_ones_own_decides_deadlines_too(self) -> None:
        """4 April 2024 made a working day: what was due on the 7th is due then."""
        own = {"from": "2024-01-01", "to": "2024-12-31", "days": []}
        events = [*carried(), renamed("2024-03-04")]
        due = owed(events, ON, "change_report", calendar=own, known_on=None)
        assert due == [("change_report", "c", None, "2024-04-04", False)]

    def test_a_day_before_the_calendar_begins_is_unknown(self) -> None:
        own: Json = {"from": "2023-10-12", "to": "2023-12-31", "days": []}
        shown = [*way("county_reviewed"), *publicity("county", "2023-10-09", "2023-10-16")]
        unknown = last(shown, calendar=own, known_on=None)
        assert unknown == "unknown: CALENDAR_NOT_PUBLISHED"
        audit = kept(shown, calendar=own, known_on=None)
        assert audit == "ok, with CALENDAR_NOT_PUBLISHED"
