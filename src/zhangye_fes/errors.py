"""What can go wrong, each with a code that never changes.

A low score is not an error but a result with findings. Bad data that is read is
:class:`InvalidInput`, which names every field that is wrong; a misuse is another :class:`FesError`.
What a model is constructed from wrongly is pydantic's ``ValidationError``. The text of an error is
English and may improve from one version to the next; ``code`` does not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Literal

__all__ = [
    "PROBLEM_KINDS",
    "CalendarCoverageError",
    "FesError",
    "InvalidInput",
    "InvalidRubric",
    "MissingExtra",
    "Problem",
    "ProblemKind",
    "ReceiptMismatch",
    "UnknownProvision",
]


def __dir__() -> list[str]:
    return __all__


class FesError(Exception):
    """Every error of this library; catch it to catch them all.

    >>> UnknownProvision("art99").code
    'UNKNOWN_PROVISION'
    """

    code: ClassVar[str]
    """A stable, upper-case name, the same in every language and version."""


class UnknownProvision(FesError, LookupError):
    """A provision id that the notice does not have.

    >>> print(UnknownProvision("art99"))
    unknown provision 'art99': give an id such as 'art6.2' or 'annex2.3.1'
    """

    code = "UNKNOWN_PROVISION"

    def __init__(self, provision: str) -> None:
        """Remember the id that was asked for."""
        super().__init__(provision)
        self.provision = provision

    def __str__(self) -> str:
        return f"unknown provision {self.provision!r}: give an id such as 'art6.2' or 'annex2.3.1'"


ProblemKind = Literal[
    "value",
    "missing",
    "text",
    "flag",
    "count",
    "number",
    "rate",
    "date",
    "month",
    "order",
    "option",
    "object",
    "op",
    "unknown_field",
    "more",
    "none_given",
    "json",
    "encoding",
    "csv",
    "cells",
    "headless",
    "unknown_column",
    "column_missing",
    "column_twice",
    "column_name",
    "column_taken",
    "flag_cell",
    "count_cell",
    "rate_cell",
    "xlsx",
    "cell",
    "form",
    "points",
    "events",
    "calendar",
    "table",
    "kind",
    "makeup",
    "twice",
    "span",
    "outside",
]
"""The kinds of problems; a version may add some, and none changes its meaning."""

PROBLEM_KINDS: Mapping[ProblemKind, str] = MappingProxyType(
    {
        "value": "a value that cannot be here",
        "missing": "nothing where a value is needed",
        "text": "not a text, or one that nobody can read",
        "flag": "neither true nor false",
        "count": "not a whole number, or one outside the bounds of the field",
        "number": "an argument or a term that is no whole number within its bounds",
        "rate": "not a rate of two counts",
        "date": "not a date, one outside 2000 to 2100, or a time of day",
        "month": "not a month written YYYY-MM",
        "order": "a last day before the first",
        "option": "not one of the options, or options that do not go together",
        "object": "not an object, or one without the fields it must have",
        "op": "not one of the questions about days",
        "unknown_field": "a field that there is not",
        "more": "further problems, too many to list",
        "none_given": "no readings or no table to score under",
        "json": "a text that is not JSON, or hides an error",
        "encoding": "a text in another encoding",
        "csv": "a table that is not CSV",
        "cells": "more or fewer cells than the header has",
        "headless": "a value in a column without a header",
        "unknown_column": "a column that there is not",
        "column_missing": "a column that is needed and not there",
        "column_twice": "several columns of one name",
        "column_name": "a column whose name is almost that of a fact",
        "column_taken": "a column that has the name of a result",
        "flag_cell": "a cell that says neither yes nor no",
        "count_cell": "a cell that is not a count",
        "rate_cell": "one of the two counts of a rate without the other",
        "xlsx": "a file that is not a workbook, or an unsafe one",
        "cell": "a cell of a workbook or a frame whose value cannot be",
        "form": "a form that is not as it was written",
        "points": "points that the row cannot have",
        "events": "a file without a single event that can be read",
        "calendar": "a calendar of one's own that is not one, or two calendars",
        "table": "a table of days that is not one",
        "kind": "a day that is neither a day off nor a make-up day",
        "makeup": "a make-up day that is no Saturday or Sunday",
        "twice": "a day with two rules",
        "span": "a span of days that ends before it begins",
        "outside": "a day outside the span of the calendar",
    }
)
"""What each kind of problem means."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a record: which field, what was given, what is expected.

    >>> print(Problem("reemployment.num", "188.0", "a whole number without a decimal point"))
    reemployment.num: given 188.0, expected a whole number without a decimal point
    """

    field: str
    """The path of the field, ``""`` for the record as a whole."""
    given: str
    """What was given, as it was written and cut to a readable length."""
    expected: str
    """What would have been right."""
    kind: ProblemKind = "value"
    """For a program that acts on it; see :data:`PROBLEM_KINDS`."""

    def __str__(self) -> str:
        return f"{self.field or 'record'}: given {self.given}, expected {self.expected}"


class InvalidInput(FesError, ValueError):
    """Data that is not what it should be; nothing was done with it.

    ``problems`` lists every fault that was found, in the order of the record.

    >>> error = InvalidInput([Problem("service_hall", "'yes'", "true or false")])
    >>> print(error)
    service_hall: given 'yes', expected true or false
    """

    code = "INVALID_INPUT"

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        """Remember the problems, at least one."""
        super().__init__(tuple(problems))
        self.problems: tuple[Problem, ...] = tuple(problems)

    def __str__(self) -> str:
        return "; ".join(map(str, self.problems))


class ReceiptMismatch(FesError):
    """A stored sheet whose receipt does not fit its contents: something was altered.

    >>> print(ReceiptMismatch("00", "44"))
    receipt 00 does not prove this sheet (expected 44): score the facts again
    """

    code = "RECEIPT_MISMATCH"

    def __init__(self, given: str, expected: str) -> None:
        """Remember both receipts."""
        super().__init__(given, expected)
        self.given, self.expected = given, expected

    def __str__(self) -> str:
        return (
            f"receipt {self.given} does not prove this sheet (expected {self.expected}): "
            "score the facts again"
        )


class InvalidRubric(FesError, ValueError):
    """A what-if table that cannot be: points that do not add up, an unknown fact, and the like.

    >>> print(InvalidRubric("project 3: rows give 41 points, the project 40"))
    project 3: rows give 41 points, the project 40
    """

    code = "INVALID_RUBRIC"


class MissingExtra(FesError, ImportError):
    """Something was asked for that needs a package which is not installed.

    >>> print(MissingExtra("its days need holidays, not installed: install zhangye-fes[calendars]"))
    its days need holidays, not installed: install zhangye-fes[calendars]
    """

    code = "MISSING_EXTRA"

    def __init__(self, why: str) -> None:
        """Remember what is needed, and how it is installed."""
        super().__init__(why)


class CalendarCoverageError(FesError, LookupError):
    """The answer hangs on a day that no notice in the calendar settles; nothing is guessed.

    >>> covered = dt.date(2018, 1, 1), dt.date(2026, 12, 28)
    >>> print(CalendarCoverageError(dt.date(2027, 1, 4), *covered))
    2027-01-04 is not covered: the calendar settles 2018-01-01 to 2026-12-28, and the State \
Council's notice for 2027 is not in it; load a table that has it with \
WorkCalendar.from_csv(text, base=calendar)
    """

    code = "CALENDAR_NOT_PUBLISHED"

    def __init__(self, day: dt.date, first: dt.date, last: dt.date) -> None:
        """Remember the day, and what is covered."""
        super().__init__(day, first, last)
        self.day, self.first, self.last = day, first, last

    @property
    def missing(self) -> int:
        """The year whose notice would settle the day: for 29–31 December that of the next year."""
        turn = self.day > self.last and (self.day.month, self.day.day) > (12, 28)
        return self.day.year + turn

    def __str__(self) -> str:
        covered = f"settles {self.first} to {self.last}"
        if self.last < self.first:
            covered = "settles no day"
        return (
            f"{self.day} is not covered: the calendar {covered}, and the State Council's notice "
            f"for {self.missing} is not in it; load a table that has it with "
            "WorkCalendar.from_csv(text, base=calendar)"
        )
