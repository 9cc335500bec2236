"""The building stones: strict counts and flags, rates of two counts, dates, frozen mappings."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from zhangye_fes import FesError, InvalidInput, Rate, values
from zhangye_fes.values import MAX_COUNT, Count, Flag, FrozenDict, IsoDate, Value

counts = st.integers(0, MAX_COUNT)


class Sample(Value):
    """A record of one of each."""

    day: IsoDate | None = None
    many: Count = 0
    yes: Flag = False
    share: Rate | None = None


class TestRate:
    """Two counts, compared without division."""

    @pytest.mark.parametrize(
        ("num", "den", "percent", "reaches", "exceeds"),
        [
            (188, 209, 90, False, False),
            (189, 210, 90, True, False),
            (190, 211, 90, True, True),
            (9, 10, 90, True, False),
            (0, 1, 100, False, False),
            (1, 1, 100, True, False),
            (0, 5, 0, True, False),
            (899_999_999, 999_999_999, 90, False, False),
            (899_999_991, 999_999_990, 90, True, False),
            (899_999_992, 999_999_991, 90, True, True),
        ],
    )
    def test_reaches(self, num: int, den: int, percent: int, reaches: bool, exceeds: bool) -> None:
        assert Rate(num, den).reaches(percent) is reaches
        assert Rate(num, den).reaches(percent, exactly=False) is exceeds

    @given(counts, counts, st.integers(1, 100))
    def test_reaches_is_the_comparison_of_fractions(self, one: int, two: int, percent: int) -> None:
        num, den = sorted((one, two))
        rest = 100 * num - percent * den
        assert Rate(num, den).reaches(percent) is (rest >= 0)
        assert Rate(num, den).reaches(percent, exactly=False) is (rest > 0)

    @pytest.mark.parametrize(
        ("num", "den"),
        [
            *((-1, 1), (1, -1), (2, 1), (1, 0), (0, MAX_COUNT + 1), (1.0, 2), ("1", 2)),
            *((True, 1), (0, False), (None, 1), (1, 2.5)),
        ],
    )
    def test_refuses(self, num: Any, den: Any) -> None:  # noqa: ANN401 - what is no count
        with pytest.raises(ValidationError):
            Rate(num, den)

    def test_says_what_is_too_much(self) -> None:
        with pytest.raises(ValidationError, match="num not above den, that is at most 209"):
            Rate(210, 209)

    def test_is_a_value(self) -> None:
        assert Rate(1, 2) == Rate(1, 2) != Rate(2, 4)
        assert len({Rate(1, 2), Rate(1, 2), Rate(2, 4)}) == 2
        assert str(Rate(1, 2)) == "1/2"
        assert pickle.loads(pickle.dumps(Rate(1, 2))) == Rate(1, 2)  # noqa: S301 - our own bytes

    def test_cannot_change(self) -> None:
        with pytest.raises((ValidationError, AttributeError)):
            setattr(Rate(1, 2), "num", 2)  # noqa: B010 - mypy would refuse the plain assignment


class TestCountAndFlag:
    """A count is a whole number and nothing else; so is a flag a yes or a no."""

    @pytest.mark.parametrize("value", [0, 1, MAX_COUNT])
    def test_counts(self, value: int) -> None:
        assert Sample(many=value).many == value

    @pytest.mark.parametrize("value", [-1, MAX_COUNT + 1, 1.0, "1", True, None])
    def test_what_is_no_count(self, value: Any) -> None:  # noqa: ANN401 - anything
        with pytest.raises(ValidationError):
            Sample(many=value)

    @pytest.mark.parametrize("value", [0, 1, "true", None, 1.0])
    def test_what_is_no_flag(self, value: Any) -> None:  # noqa: ANN401 - anything
        with pytest.raises(ValidationError):
            Sample(yes=value)


class TestIsoDate:
    """A day, written in one way."""

    @pytest.mark.parametrize(
        ("given", "day"),
        [
            ("2000-01-01", dt.date(2000, 1, 1)),
            ("2024-02-29", dt.date(2024, 2, 29)),
            ("2100-12-31", dt.date(2100, 12, 31)),
            (dt.date(2023, 9, 4), dt.date(2023, 9, 4)),
        ],
    )
    def test_days(self, given: str | dt.date, day: dt.date) -> None:
        made = TypeAdapter(IsoDate).validate_python(given)
        assert made == day
        assert Sample(day=day).model_dump_json().startswith(f'{{"day":"{day:%Y-%m-%d}"')

    @pytest.mark.parametrize(
        "text",
        [
            *("2023-02-29", "2023-13-01", "20230904", "2023-9-4", "2023-W36-1", "2023/09/04"),
            *("1999-12-31", "2101-01-01", "2023-09-04T00:00", " 2023-09-04", "2023-09-04\\n", ""),
            *("２０２３-09-04", "+2023-09-04"),
        ],
    )
    def test_texts_that_are_no_day(self, text: str) -> None:
        with pytest.raises(InvalidInput) as caught:
            Sample.from_json(f'{{"day": "{text}"}}')
        (problem,) = caught.value.problems
        assert problem.field == "day"
        assert problem.expected == "a date written YYYY-MM-DD, from 2000 to 2100"

    @pytest.mark.parametrize("value", [0, 1_693_785_600, dt.date(1999, 12, 31), ["2023-09-04"]])
    def test_values_that_are_no_day(self, value: Any) -> None:  # noqa: ANN401 - anything
        with pytest.raises(ValidationError, match="a date written YYYY-MM-DD, from 2000 to 2100"):
            TypeAdapter(IsoDate).validate_python(value)

    def test_a_time_of_day_is_refused(self) -> None:
        noon = dt.datetime(2023, 9, 4, 12, tzinfo=dt.UTC)
        with pytest.raises(ValidationError, match="a date without a time of day"):
            TypeAdapter(IsoDate).validate_python(noon)

    def test_its_schema(self) -> None:
        schema = TypeAdapter(IsoDate).json_schema()
        assert schema == {"type": "string", "format": "date", "pattern": "^(20[0-9]{2}|2100)-"}


class TestFrozenDict:
    """A mapping that stays as it was made."""

    CHANGES: Final = {
        "set": lambda d: d.__setitem__("a", 2),
        "delete": lambda d: d.__delitem__("a"),
        "merge": lambda d: d.__ior__({"a": 2}),
        "clear": lambda d: d.clear(),
        "pop": lambda d: d.pop("a"),
        "popitem": lambda d: d.popitem(),
        "setdefault": lambda d: d.setdefault("b", 2),
        "update": lambda d: d.update(b=2),
    }

    @pytest.mark.parametrize("change", CHANGES)
    def test_cannot_change(self, change: str) -> None:
        frozen = FrozenDict({"a": 1})
        with pytest.raises(TypeError, match="this mapping is frozen; make a dict of it to change"):
            self.CHANGES[change](frozen)
        assert frozen == {"a": 1}

    def test_copies_are_frozen_too(self) -> None:
        frozen = FrozenDict({"a": (1, 2)})
        stored = pickle.dumps(frozen)
        for again in (copy.copy(frozen), copy.deepcopy(frozen), pickle.loads(stored)):  # noqa: S301
            assert type(again) is FrozenDict
            assert again == frozen

    def test_equal_ones_count_the_same(self) -> None:
        mapping: dict[FrozenDict[str, int], str] = {FrozenDict({"a": 1, "b": 2}): "found"}
        assert mapping[FrozenDict({"b": 2, "a": 1})] == "found"
        assert FrozenDict({"a": 1}) not in mapping

    def test_a_dict_of_it_can_change(self) -> None:
        assert dict(FrozenDict({"a": 1})) | {"a": 2} == {"a": 2}


class TestValue:
    """A record that is closed and frozen."""

    def test_refuses_unknown_names(self) -> None:
        with pytest.raises(ValidationError):
            Sample.model_validate({"other": 1})

    def test_cannot_change(self) -> None:
        with pytest.raises(ValidationError):
            setattr(Sample(), "many", 1)  # noqa: B010 - mypy would refuse the plain assignment

    @pytest.mark.parametrize("update", [{"other": 1}, {"many": -1}, {"many": 2.5}, {"yes": "no"}])
    def test_a_copy_is_checked(self, update: dict[str, object]) -> None:
        sample = Sample(many=1)
        with pytest.raises(ValidationError):
            sample.model_copy(update=update)
        assert sample.model_copy(update={"many": 2}) == Sample(many=2)
        assert sample.model_copy(deep=True) == sample.model_copy() == sample

    def test_goes_to_json_and_back(self) -> None:
        sample = Sample(day=dt.date(2023, 9, 4), many=3, yes=True, share=Rate(1, 2))
        text = '{"day":"2023-09-04","many":3,"yes":true,"share":{"num":1,"den":2}}'
        assert sample.model_dump_json() == text
        assert Sample.from_json(text) == Sample.model_validate_json(text.encode()) == sample

    def test_json_never_hides_a_name_given_twice(self) -> None:
        with pytest.raises(FesError):
            Sample.model_validate_json('{"many": 1, "many": 1}')

    def test_trusted_makes_the_same_record(self) -> None:
        fields: dict[str, Any] = {"day": None, "many": 2, "yes": True, "share": Rate(1, 2)}
        made = Sample.trusted(**fields)
        assert made == Sample(**fields)
        assert made.model_dump_json() == Sample(**fields).model_dump_json()
        assert made.model_fields_set == {"day", "many", "yes", "share"}
        assert hash(made) == hash(Sample(**fields))
        assert made.model_copy(update={"many": 3}).many == 3
        assert copy.deepcopy(made) == made
        with pytest.raises(ValidationError):
            setattr(made, "many", 1)  # noqa: B010 - likewise


def test_the_module_lists_its_names() -> None:
    assert dir(values) == sorted(values.__all__)
