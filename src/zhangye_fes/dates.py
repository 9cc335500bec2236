"""Dates as this library takes them: days without a time of day, from 2000 to 2100.

In JSON a date is written ``YYYY-MM-DD`` and in no other way: ``"1696118400"`` and ``"20230904"``
are texts, not dates.
"""

import contextlib
import datetime as dt
import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from zhangye_fes.errors import InvalidInput, Problem

__all__ = ["IsoDate", "a_date", "a_number", "a_year", "from_zero", "writable", "written_date"]

YEARS = range(2000, 2101)
MOST = 999
"""The largest number of days or months that is asked for."""


def __dir__() -> list[str]:
    return __all__


def written_date(given: object) -> dt.date | None:
    """Read a date written ``YYYY-MM-DD``, from 2000 to 2100; ``None`` where it is anything else.

    >>> written_date("2024-02-29"), written_date("20240229"), written_date("2023-02-29")
    (datetime.date(2024, 2, 29), None, None)
    """
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        with contextlib.suppress(ValueError):  # 30 February
            found = dt.date.fromisoformat(given)
            return found if found.year in YEARS else None
    return None


def _iso_date(value: object) -> object:
    if isinstance(value, dt.datetime):
        msg = "a date without a time of day"
        raise ValueError(msg)  # noqa: TRY004 - pydantic collects ValueErrors
    if isinstance(value, str):
        value = written_date(value)
    if not isinstance(value, dt.date) or value.year not in YEARS:
        msg = "a date written YYYY-MM-DD, from 2000 to 2100"
        raise ValueError(msg)
    return value


IsoDate = Annotated[
    dt.date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^(20[0-9]{2}|2100)-"}),
]
"""A day, in JSON always ``YYYY-MM-DD``; a ``datetime``, a number, ``20230904`` are refused."""


def a_date(value: object, field: str) -> dt.date:
    """Let a date pass; a ``datetime``, a text or a year out of range is an error.

    Raises:
        InvalidInput: what was given is not a date from 2000 to 2100.

    >>> a_date(dt.datetime(2024, 1, 1, 8, 0), "posted")
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: posted: given datetime.datetime(2024, 1, 1, 8, 0), expected \
a date without a time of day
    """
    if isinstance(value, dt.datetime):
        raise InvalidInput([Problem(field, repr(value), "a date without a time of day", "date")])
    if not isinstance(value, dt.date) or value.year not in YEARS:
        expected = "a datetime.date, from 2000 to 2100"
        raise InvalidInput([Problem(field, _shown(value), expected, "date")])
    return value


def writable(day: dt.date) -> dt.date | None:
    """Give a day that was worked out, if it is one of those that results can hold.

    >>> writable(dt.date(2101, 1, 1)) is None
    True
    """
    return day if day.year in YEARS else None


def a_number(value: object, field: str) -> int:
    """Let a whole number from 1 to 999 pass.

    Raises:
        InvalidInput: it is another number, or none.

    >>> a_number(0, "workdays")
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: workdays: given 0, expected a whole number from 1 to 999
    """
    if type(value) is not int or not 1 <= value <= MOST:
        expected = f"a whole number from 1 to {MOST}"
        raise InvalidInput([Problem(field, _shown(value), expected, "number")])
    return value


def from_zero(value: object, field: str) -> int:
    """Let a whole number that is not negative pass.

    Raises:
        InvalidInput: it is another number, or none.

    >>> from_zero(-1, "limit")
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: limit: given -1, expected a whole number from 0
    """
    if type(value) is not int or value < 0:
        raise InvalidInput([Problem(field, _shown(value), "a whole number from 0", "number")])
    return value


def a_year(value: object, field: str) -> int:
    """Let a year from 2000 to 2100 pass.

    Raises:
        InvalidInput: it is another number, or none.

    >>> a_year("2024", "year")
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: year: given '2024', expected a year from 2000 to 2100
    """
    if type(value) is not int or value not in YEARS:
        raise InvalidInput([Problem(field, _shown(value), "a year from 2000 to 2100", "number")])
    return value


def _shown(value: object) -> str:
    try:
        return repr(value)[:60]
    except ValueError:  # Python does not write out so long a number
        return "a number of thousands of digits"
