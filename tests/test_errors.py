"""Errors: a stable code, and a text that says what is wrong, what was given and what to do."""

from __future__ import annotations

import ast
import copy
import datetime as dt
import pickle
from pathlib import Path
from typing import get_args

import pytest

from zhangye_fes import errors
from zhangye_fes.errors import (
    PROBLEM_KINDS,
    CalendarCoverageError,
    FesError,
    InvalidInput,
    InvalidRubric,
    MissingExtra,
    Problem,
    ProblemKind,
    ReceiptMismatch,
    UnknownProvision,
)

SOURCE = Path(errors.__file__).parent

HALL = Problem("service_hall", "'yes'", "true or false", "flag")
RECORD = Problem("", "[]", "an object with named fields", "object")

EVERY: list[tuple[FesError, str, type[Exception], str]] = [
    (
        UnknownProvision("art99"),
        "UNKNOWN_PROVISION",
        LookupError,
        "unknown provision 'art99': give an id such as 'art6.2' or 'annex2.3.1'",
    ),
    (
        InvalidInput([HALL, RECORD]),
        "INVALID_INPUT",
        ValueError,
        (
            "service_hall: given 'yes', expected true or false; "
            "record: given [], expected an object with named fields"
        ),
    ),
    (
        ReceiptMismatch("00", "44"),
        "RECEIPT_MISMATCH",
        FesError,
        "receipt 00 does not prove this sheet (expected 44): score the facts again",
    ),
    (
        InvalidRubric("project 3: rows give 41 points, the project 40"),
        "INVALID_RUBRIC",
        ValueError,
        "project 3: rows give 41 points, the project 40",
    ),
    (
        MissingExtra("Word and Excel need XlsxWriter, not installed: install zhangye-fes[forms]"),
        "MISSING_EXTRA",
        ImportError,
        "Word and Excel need XlsxWriter, not installed: install zhangye-fes[forms]",
    ),
    (
        CalendarCoverageError(dt.date(2026, 12, 29), dt.date(2018, 1, 1), dt.date(2026, 12, 28)),
        "CALENDAR_NOT_PUBLISHED",
        LookupError,
        (
            "2026-12-29 is not covered: the calendar settles 2018-01-01 to 2026-12-28, and the "
            "State Council's notice for 2027 is not in it; load a table that has it with "
            "WorkCalendar.from_csv(text, base=calendar)"
        ),
    ),
]


@pytest.mark.parametrize(("error", "code", "kind", "words"), EVERY, ids=lambda each: str(each)[:20])
class TestEvery:
    """Each error of the library."""

    def test_has_a_code_and_a_text(
        self, error: FesError, code: str, kind: type[Exception], words: str
    ) -> None:
        assert error.code == code
        assert str(error) == words
        assert isinstance(error, kind)
        assert isinstance(error, FesError)

    def test_goes_from_process_to_process(
        self, error: FesError, code: str, kind: type[Exception], words: str
    ) -> None:
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own
            assert type(again) is type(error)
            assert isinstance(again, kind)
            assert (again.code, str(again)) == (code, words)


def test_no_error_is_left_out() -> None:
    listed = {type(error).__name__ for error, *_ in EVERY}
    told = {"FesError", "Problem", "ProblemKind", "PROBLEM_KINDS"}
    assert listed | told == set(errors.__all__)


class TestKindsOfProblems:
    """A program can act on a kind, so that each has a meaning, and each can be met."""

    def test_each_has_its_meaning(self) -> None:
        assert [*PROBLEM_KINDS] == [*get_args(ProblemKind)]
        assert len({*PROBLEM_KINDS.values()}) == len(PROBLEM_KINDS)

    def test_each_is_told_by_some_module(self) -> None:
        others = [path for path in SOURCE.glob("*.py") if path.name != "errors.py"]
        words = {
            node.value
            for path in others
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        }
        assert words.issuperset({*PROBLEM_KINDS} - {"value"})
        assert Problem("", "", "").kind == "value"


def test_what_an_error_remembers() -> None:
    assert InvalidInput((HALL,)).problems == (HALL,)
    assert UnknownProvision("art99").provision == "art99"
    mismatch = ReceiptMismatch("00", "44")
    assert (mismatch.given, mismatch.expected) == ("00", "44")


def test_the_module_lists_its_names() -> None:
    assert dir(errors) == sorted(errors.__all__)
