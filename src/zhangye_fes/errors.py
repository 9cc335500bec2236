"""What can go wrong, each with a code that never changes.

A low score is not an error but a result with findings. Bad data is :class:`InvalidInput`, which
names every field that is wrong; a misuse is another :class:`FesError`. The text of an error is
English and may improve from one version to the next; ``code`` does not.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "CalendarCoverageError",
    "FesError",
    "InvalidInput",
    "InvalidRubric",
    "MissingExtra",
    "Problem",
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
    kind: str = "value"
    """A stable name of the kind of problem, for a program that acts on it."""

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
