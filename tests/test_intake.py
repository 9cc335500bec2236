"""What is read from outside: either facts come of it or an error that names the fault."""

from __future__ import annotations

import contextlib
import json
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import FULL, json_values
from zhangye_fes import Facts, InvalidInput, Rate, ScoreSheet, intake, score
from zhangye_fes.errors import Problem, ProblemKind, ReceiptMismatch
from zhangye_fes.events import EVENTS, EventRecord
from zhangye_fes.intake import MAX_CHARS, loads, parse, validated

COUNT: Final = "a whole number from 0 to 999999999"
FLAG: Final = "true or false"
RATE: Final = 'two counts {"num": n, "den": d} with num not above den'
JSON: Final = "JSON (RFC 8259)"
SURVEY: Final = "a survey with den of at least 1; leave out a survey that was not held"

REFUSED: Final = [
    # counts
    ('{"ledgers_missing": 1.0}', "ledgers_missing", "1.0", COUNT, "count"),
    ('{"ledgers_missing": 1e2}', "ledgers_missing", "1e2", COUNT, "count"),
    ('{"ledgers_missing": 1e999}', "ledgers_missing", "1e999", COUNT, "count"),
    ('{"ledgers_missing": -1}', "ledgers_missing", "-1", COUNT, "count"),
    ('{"ledgers_missing": 1000000000}', "ledgers_missing", "1000000000", COUNT, "count"),
    ('{"ledgers_missing": "5"}', "ledgers_missing", "'5'", COUNT, "count"),
    ('{"ledgers_missing": true}', "ledgers_missing", "True", COUNT, "count"),
    ('{"ledgers_missing": [1]}', "ledgers_missing", "[1]", COUNT, "count"),
    ('{"ledgers_missing": {}}', "ledgers_missing", "{}", COUNT, "count"),
    ('{"ledgers_missing": 9223372036854775808}', "ledgers_missing", f"{2**63}", COUNT, "count"),
    (
        f'{{"ledgers_missing": {"9" * 4000}}}',
        "ledgers_missing",
        "9" * 28 + "..." + "9" * 29,
        COUNT,
        "count",
    ),
    # flags
    ('{"service_hall": 1}', "service_hall", "1", FLAG, "flag"),
    ('{"service_hall": "true"}', "service_hall", "'true'", FLAG, "flag"),
    ('{"service_hall": "是"}', "service_hall", "'是'", FLAG, "flag"),
    ('{"service_hall": 1.0}', "service_hall", "1.0", FLAG, "flag"),
    ('{"service_hall": {"a": null}}', "service_hall", "{'a': None}", FLAG, "flag"),
    (r'{"service_hall": "\ud800"}', "service_hall", r"'\ud800'", FLAG, "flag"),
    # rates
    ('{"training": 90}', "training", "90", RATE, "rate"),
    ('{"training": 0.9}', "training", "0.9", RATE, "rate"),
    ('{"training": "9/10"}', "training", "'9/10'", RATE, "rate"),
    ('{"training": [9, 10]}', "training", "[9, 10]", RATE, "rate"),
    ('{"training": true}', "training", "True", RATE, "rate"),
    ('{"training": {"num": 9}}', "training.den", "nothing", "a value", "missing"),
    ('{"training": {"num": 9, "den": 10.0}}', "training.den", "10.0", COUNT, "count"),
    ('{"training": {"num": true, "den": 10}}', "training.num", "True", COUNT, "count"),
    ('{"training": {"num": null, "den": 10}}', "training.num", "None", COUNT, "count"),
    (
        '{"training": {"num": 11, "den": 10}}',
        "training",
        "{'den': 10, 'num': 11}",
        "num not above den, that is at most 10",
        "value",
    ),
    (
        '{"satisfaction": {"num": 0, "den": 0}}',
        "satisfaction",
        "{'den': 0, 'num': 0}",
        SURVEY,
        "value",
    ),
    # names
    (
        '{"service_hal": true}',
        "service_hal",
        "the unknown name 'service_hal'",
        "a known field (service_hall?)",
        "unknown_field",
    ),
    (
        '{"服务大厅": 1}',
        "服务大厅",
        "the unknown name '服务大厅'",
        "a known field",
        "unknown_field",
    ),
    (
        '{"training": {"num": 1, "den": 1, "percent": 100}}',
        "training.percent",
        "the unknown name 'percent'",
        "a known field",
        "unknown_field",
    ),
    # names given twice
    (
        '{"service_hall": true, "service_hall": false}',
        "service_hall",
        "True, and again False",
        FLAG,
        "flag",
    ),
    (
        '{"training": {"num": 1, "num": 1, "den": 2}}',
        "training.num",
        "1, and again 1",
        COUNT,
        "count",
    ),
    (
        '{"training": {"num": 1, "den": 2}, "training": {"num": 2, "den": 2}}',
        "training",
        "{'den': 2, 'num': 1}, and again {'den': 2, 'num': 2}",
        RATE,
        "rate",
    ),
    (
        '{"service_hall": null, "service_hall": null}',
        "service_hall",
        "None, and again None",
        FLAG,
        "flag",
    ),
    # not an object
    ("[]", "", "[]", "an object with named fields", "object"),
    ("null", "", "None", "an object with named fields", "object"),
    ("1.5", "", "1.5", "an object with named fields", "object"),
    # not JSON
    ("", "", "Expecting value at line 1, column 1", JSON, "json"),
    ("{}{}", "", "Extra data at line 1, column 3", JSON, "json"),
    ('{"service_hall": yes}', "", "Expecting value at line 1, column 18", JSON, "json"),
    ('{"ledgers_missing": NaN}', "", "NaN", f"{JSON}, without NaN", "json"),
    ('{"ledgers_missing": -Infinity}', "", "-Infinity", f"{JSON}, without NaN", "json"),
    ('{"ledgers_missing": 007}', "", "Expecting ',' delimiter at line 1, column 22", JSON, "json"),
    (
        f'{{"ledgers_missing": {"9" * 5000}}}',
        "",
        "a number of thousands of digits",
        "JSON with readable numbers",
        "json",
    ),
    ("[" * 100_000, "", "too many nested brackets", "a flat record", "json"),
    ('{"a":' * 100_000, "", "too many nested brackets", "a flat record", "json"),
    (
        " " * 1_000_001,
        "",
        "1000001 characters",
        "at most 1000000 characters",
        "json",
    ),
    (
        "\ufeff{}",
        "",
        "Expecting value at line 1, column 1",
        JSON,
        "json",
    ),
]
"""What is refused: the text, then field, given, expected and kind of the one problem."""


class TestRefused:
    """Each fault is named: the field, what was given, what is expected."""

    @pytest.mark.parametrize(
        ("text", "field", "given", "expected", "kind"), REFUSED, ids=lambda each: str(each)[:40]
    )
    def test_with_the_exact_problem(
        self, text: str, field: str, given: str, expected: str, kind: ProblemKind
    ) -> None:
        for source in (text, text.encode("utf-8", "surrogatepass")):
            with pytest.raises(InvalidInput) as caught:
                Facts.from_json(source)
            assert caught.value.problems == (Problem(field, given, expected, kind),)

    @pytest.mark.parametrize(
        ("source", "given", "expected"),
        [
            (b"\xff{}", "byte 0 that is not UTF-8", "JSON in UTF-8"),
            ('{"是": 1}'.encode("gb18030"), "byte 2 that is not UTF-8", "JSON in UTF-8"),
            ("{}".encode("utf-16-le") + b"\xff", "byte 4 that is not UTF-8", "JSON in UTF-8"),
        ],
    )
    def test_bytes_that_are_not_utf_8(self, source: bytes, given: str, expected: str) -> None:
        with pytest.raises(InvalidInput) as caught:
            Facts.from_json(source)
        assert caught.value.problems == (Problem("", given, expected, "json"),)

    def test_every_fault_of_a_record_at_once_in_its_order(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            Facts.from_json('{"valid_complaints": -1, "service_hall": 0, "nobody": 1}')
        fields = [problem.field for problem in caught.value.problems]
        assert fields == ["service_hall", "valid_complaints", "nobody"]

    @pytest.mark.parametrize("depth", range(960, 1000))
    def test_nesting_near_the_limit(self, depth: int) -> None:
        with pytest.raises(InvalidInput):
            Facts.from_json('{"service_hall":' + "[" * depth + "]" * depth + "}")

    def test_a_key_given_a_hundred_thousand_times_is_refused_at_once(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            Facts.from_json("{" + '"ledgers_missing":1,' * 49_000 + '"ledgers_missing":1}')
        (problem,) = caught.value.problems
        assert (problem.field, problem.kind) == ("ledgers_missing", "count")
        assert len(problem.given) == 60

    def test_a_long_number_from_python_is_shown_in_short(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            validated(Facts, {"ledgers_missing": 10**5000})
        assert [problem.field for problem in caught.value.problems] == ["ledgers_missing"]

    def test_an_option_that_a_reading_does_not_have(self) -> None:
        stored = json.loads(score(FULL).model_dump_json())
        stored["readings"]["training_at_80"] = "middle"
        with pytest.raises(InvalidInput) as caught:
            validated(ScoreSheet, stored)
        assert caught.value.problems == (
            Problem("readings.training_at_80", "'middle'", "'upper' or 'lower'", "option"),
        )

    def test_what_has_no_words_of_ours_keeps_pydantics(self) -> None:
        stored = json.loads(score(FULL).model_dump_json())
        with pytest.raises(InvalidInput) as caught:
            validated(ScoreSheet, stored | {"rows": 5})
        assert caught.value.problems == (
            Problem("rows", "5", "Input should be a valid dictionary", "value"),
        )

    @pytest.mark.parametrize(
        ("fact", "value", "expected"),
        [
            ("score", "九十六", "a whole number from 0 to 100"),
            ("score", 101, "a whole number from 0 to 100"),
            ("score", -1, "a whole number from 0 to 100"),
            ("year", 1999, "a whole number from 2000 to 2100"),
            ("amount", 0, "a whole number from 1 to 999999999"),
            ("name", "", "a text that is not empty"),
            ("sources", "a", "a list"),
        ],
    )
    def test_what_an_event_takes(self, fact: str, value: object, expected: str) -> None:
        kinds = {"year": "subsidy_paid", "amount": "subsidy_paid", "score": "rechecked"}
        with pytest.raises(InvalidInput) as caught:
            validated(EVENTS[kinds.get(fact, "merged")], {fact: value})
        assert expected in {each.expected for each in caught.value.problems if each.field == fact}


class TestAccepted:
    """What is right is read as it stands."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("{}", Facts()),
            (b"{}", Facts()),
            (' {"service_hall" : null}\r\n', Facts()),
            ('{"ledgers_missing": 0}', Facts(ledgers_missing=0)),
            ('{"ledgers_missing": 999999999}', Facts(ledgers_missing=999_999_999)),
            ('{"training": {"den": 0, "num": 0}}', Facts(training=Rate(0, 0))),
            ('{"training": null}', Facts()),
            ('{"satisfaction": {"num": 0, "den": 1}}', Facts(satisfaction=Rate(0, 1))),
        ],
    )
    def test_facts(self, text: str | bytes, expected: Facts) -> None:
        assert Facts.from_json(text) == parse(Facts, text) == expected
        assert Facts.model_validate_json(text) == expected

    def test_a_bytearray(self) -> None:
        assert Facts.model_validate_json(bytearray(b'{"ledgers_missing": 2}')).ledgers_missing == 2

    def test_the_longest_text(self) -> None:
        assert loads("{}" + " " * (MAX_CHARS - 2)) == {}
        assert loads("{}", max_chars=2) == {}
        with pytest.raises(InvalidInput, match="given 3 characters, expected at most 2"):
            loads("{ }", max_chars=2)

    @given(json_values(floats=False))
    def test_json_without_floats_is_read_as_it_stands(self, data: Any) -> None:  # noqa: ANN401
        assert loads(json.dumps(data)) == data


class TestFuzz:
    """Whatever comes in, only the library's own errors come out."""

    @given(st.one_of(st.text(), st.binary()))
    @example('{"\ud800": 1}')
    @example('{"\\ud800": 1}')
    @example("[[[[")
    def test_texts_and_bytes(self, source: str | bytes) -> None:
        for read in (loads, Facts.from_json, ScoreSheet.from_json):
            self.only_ours(read, source)

    @given(json_values())
    def test_json(self, data: Any) -> None:  # noqa: ANN401 - any JSON
        for read in (loads, Facts.from_json, ScoreSheet.from_json):
            self.only_ours(read, json.dumps(data))

    @given(st.dictionaries(st.sampled_from([*Facts.model_fields, "x"]), json_values(), max_size=5))
    def test_facts_of_any_kind(self, data: dict[str, Any]) -> None:
        self.only_ours(Facts.from_json, json.dumps(data))
        self.only_ours(lambda given: validated(Facts, given), data)

    STORED: Final = json.loads(score(Facts(service_hall=True)).model_dump_json())

    @given(st.data())
    def test_a_stored_sheet_with_one_part_replaced(self, data: st.DataObject) -> None:
        stored = json.loads(json.dumps(self.STORED))
        inner = stored
        while isinstance(inner, dict | list) and inner:
            names = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            name = data.draw(st.sampled_from(names))
            if not isinstance(inner[name], dict | list) or data.draw(st.booleans()):
                inner[name] = data.draw(json_values())
                break
            inner = inner[name]
        self.only_ours(ScoreSheet.from_json, json.dumps(stored))

    @staticmethod
    def only_ours(read: Any, source: Any) -> None:  # noqa: ANN401 - any reader of anything
        with contextlib.suppress(InvalidInput, ReceiptMismatch):
            read(source)


def test_the_module_lists_its_names() -> None:
    assert dir(intake) == sorted(intake.__all__)


def test_noise_is_told_in_few_words() -> None:
    unknown = {f"name {number}": 1 for number in range(5000)}
    with pytest.raises(InvalidInput) as caught:
        intake.validated(Facts, unknown)
    *first, last = caught.value.problems
    assert len(first) == 20
    assert str(last) == (
        "record: given 4980 more values that are wrong, expected a record of the facts of 附件2"
    )


def test_a_long_name_is_cut() -> None:
    with pytest.raises(InvalidInput) as caught:
        intake.validated(Facts, {"x" * 900_000: 1})
    assert len(str(caught.value)) < 250


@given(
    json_values(), st.sampled_from(["{}", "[{}]", '{{"x": {}, "x": 1}}', '{{"x:": {}}}', "{{{}}}"])
)
@example(2.5, "{}")
@example({"a": {"b": [1, {"c": 1.5}]}}, "{}")
def test_the_fast_way_reads_what_the_slow_way_reads(value: object, wrapping: str) -> None:
    text = wrapping.format(json.dumps(value))
    results = []
    for each in (text, text + " " * 5000):  # what is long is read the slow way
        try:
            results.append(repr(loads(each)))
        except InvalidInput as error:
            results.append(str(error))
    assert results[0] == results[1]


class TestKinds:
    """Of several kinds of events it is said which there are."""

    @pytest.mark.parametrize(
        ("text", "given", "expected", "kind"),
        [
            ('{"type": "applies"}', "'applies'", f"any of {', '.join(EVENTS)}", "option"),
            ('{"type": null}', "None", f"any of {', '.join(EVENTS)}", "option"),
            ('{"on": "2024-05-06"}', "nothing", "a value", "missing"),
            (
                '{"type": "announced", "type": "announced"}',
                "'announced', and again 'announced'",
                f"any of {', '.join(EVENTS)}",
                "option",
            ),
        ],
    )
    def test_a_kind_that_there_is_not(
        self, text: str, given: str, expected: str, kind: ProblemKind
    ) -> None:
        with pytest.raises(InvalidInput) as told:
            validated(EventRecord, loads(text))
        assert told.value.problems == (Problem("type", given, expected, kind),)
