"""The columns of a table of facts: their names, their Chinese titles, and what a cell may say.

One column holds a fact, two hold a rate (``reemployment_num``, ``reemployment_den``), and five more
say whose facts they are. A column is known by its name, by its Chinese title, or by the header cell
of the :func:`template`. A blank cell is a fact that is not known.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import AfterValidator, Field

from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.facts import Fact, Facts
from zhangye_fes.intake import validated
from zhangye_fes.values import FrozenDict, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import BaseModel

__all__ = ["HEADERS", "Header", "Identity", "checked", "readable", "template"]

Model = TypeVar("Model", bound="BaseModel")

_LONGEST = 1000
_UNREADABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 60
_COUNT = re.compile("[0-9]{1,9}")
_SHARE = re.compile(r"0?\.[0-9]+")


def __dir__() -> list[str]:
    return __all__


def readable(text: str, longest: int = _LONGEST) -> str:
    """Let a text pass that a file can hold and a person can read.

    Raises:
        ValueError: it is too long, or has control characters.

    >>> readable("甘泉社区")
    '甘泉社区'
    """
    if len(text) > longest or _UNREADABLE.search(text):
        msg = f"readable text of at most {longest} characters"
        raise ValueError(msg)
    return text


Text = Annotated[str, AfterValidator(readable)]


class Identity(Value):
    """Whose facts they are; nothing of it is scored, and all of it may be left out.

    >>> Identity(name="甘泉社区").county
    ''
    """

    community: Text = Field("", title="社区代码")
    name: Text = Field("", title="社区名称")
    county: Text = Field("", title="县（区）")
    street: Text = Field("", title="街道（乡镇）")
    remark: Text = Field("", title="备注")


_WHO = FrozenDict({name: str(field.title) for name, field in Identity.model_fields.items()})
_WHAT = FrozenDict({key: fact for fact in Facts.legend() for key in fact.columns})


def _asked(key: str, fact: Fact) -> str:
    return f"{fact.columns[key]}（{fact.unit}，第{fact.row}行）"


HEADERS = FrozenDict({**_WHO, **{key: _asked(key, fact) for key, fact in _WHAT.items()}})
"""Every column of the :func:`template`, and its header cell."""

_KEYS: Mapping[str, str] = {
    **{key: key for key in (*_WHO, *_WHAT)},
    **{fact.columns[key]: key for key, fact in _WHAT.items()},
    **{header: key for key, header in HEADERS.items()},
}
"""Every way to write a column's header, and the column it means."""

_FULL_WIDTH = str.maketrans("(),", "（），")

_FLAGS: Mapping[str, bool] = {"true": True, "是": True, "false": False, "否": False}


def template() -> str:
    """An empty table of facts: one header row, each cell with question, unit and row.

    It begins with a byte order mark, by which spreadsheets know UTF-8.

    Source: 附件2

    >>> template().split(",")[8]
    '大专以上学历专职就业服务人员数（人，第1行）'
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(HEADERS.values())
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{text.getvalue()}"


@dataclass(frozen=True)
class Header:
    """The header row of a table: which column means what.

    Raises:
        InvalidInput: a column that is not known, stands there twice, or is one half of a rate.

    >>> header = Header(("社区名称", "reemployment_num", "reemployment_den"))
    >>> who, facts = header.read(["甘泉社区", "188", "209"])
    >>> who.name, facts.reemployment
    ('甘泉社区', Rate(num=188, den=209))
    >>> Header(("社区名称", "name"))
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: name: given 2 columns, expected one such column
    """

    titles: tuple[str, ...]
    """The header cells as they stand in the file."""

    def __post_init__(self) -> None:
        """Check the columns."""
        found = [*self._strangers(), *self._twins(), *self._halves()]
        if found:
            raise InvalidInput(found)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The column that each header cell means, ``""`` for a blank or an unknown one."""
        return tuple(_KEYS.get(title.strip().translate(_FULL_WIDTH), "") for title in self.titles)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """The header cell of each column, by what it means."""
        return dict(zip(self.keys, map(str.strip, self.titles), strict=True))

    @cached_property
    def _facts(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in Facts.legend() if fact.columns.keys() & set(self.keys))

    def _strangers(self) -> Iterator[Problem]:
        for title, key in zip(self.titles, self.keys, strict=True):
            if title.strip() and not key:
                near = difflib.get_close_matches(title, list(_KEYS), n=1)
                hint = f"a known column ({near[0]}?)" if near else "a known column"
                yield Problem(_shown(title), "an unknown column", hint, "unknown_column")

    def _twins(self) -> Iterator[Problem]:
        for key, number in Counter(filter(None, self.keys)).items():
            if number > 1:
                yield Problem(key, f"{number} columns", "one such column", "column_twice")

    def _halves(self) -> Iterator[Problem]:
        for fact in self._facts:
            for key in fact.columns.keys() - set(self.keys):
                by_key = not fact.columns.keys().isdisjoint(self._titles.values())
                names = {each: each if by_key else fact.columns[each] for each in fact.columns}
                wanted = f"a column: a rate needs {' and '.join(names.values())}"
                yield Problem(names[key], "nothing", wanted, "column_missing")

    def read(self, cells: Sequence[str]) -> tuple[Identity, Facts]:
        """Read one row; a blank cell is not known.

        Raises:
            InvalidInput: with every cell that is wrong, under the header as it stands in the file.
        """
        if len(cells) != len(self.titles):
            wanted = f"{len(self.titles)} cells, as many as the header has"
            raise InvalidInput([Problem("", f"{len(cells)} cells", wanted, "cells")])
        given = dict(zip(self.keys, map(str.strip, cells), strict=True))
        values = {fact.name: _value(fact, given, self._titles) for fact in self._facts}
        found = [value for value in values.values() if isinstance(value, Problem)]
        known = {name: value for name, value in values.items() if not isinstance(value, Problem)}
        who, wrong = checked(Identity, {key: given[key] for key in _WHO if key in given})
        facts, wrong_too = checked(Facts, known)
        found += [*self._headless(cells), *wrong, *wrong_too]
        if who is None or facts is None or found:
            raise InvalidInput([self._placed(problem) for problem in found])
        return who, facts

    def _headless(self, cells: Sequence[str]) -> Iterator[Problem]:
        for key, cell in zip(self.keys, cells, strict=True):
            if not key and cell.strip():
                yield Problem("", _shown(cell), "no value in a column without a header", "headless")

    def _placed(self, problem: Problem) -> Problem:
        """Put the header as it stands in the file in place of the fact's or the column's name."""
        key = problem.field if problem.field in self._titles else f"{problem.field}_num"
        return replace(problem, field=self._titles.get(key, problem.field))


def checked(model: type[Model], data: object) -> tuple[Model | None, tuple[Problem, ...]]:
    """Build a model from plain data, or say what is wrong, so that faults can be gathered.

    >>> checked(Identity, {"name": 5})[1][0].expected
    'a text'
    """
    try:
        return validated(model, data), ()
    except InvalidInput as error:
        return None, error.problems


def _value(fact: Fact, given: Mapping[str, str], titles: Mapping[str, str]) -> object:
    """What the cells of a fact say: plain data, ``None`` for blank ones, or what is wrong."""
    cells = {key: given[key] for key in fact.columns}
    if not any(cells.values()):
        return None
    if fact.type == "flag":
        return _flag(fact.name, cells[fact.name])
    counts = [_count(key, cell, fact.type) for key, cell in cells.items()]
    known = [each for each in counts if isinstance(each, int)]
    if len(known) < len(counts) or fact.type == "count":
        return next((each for each in counts if isinstance(each, Problem)), counts[0])
    num, den = known
    if num > den:
        wanted = f"at most {den}, the count in {titles[f'{fact.name}_den']}"
        return Problem(fact.name, f"{num}/{den}", wanted)
    return {"num": num, "den": den}


def _flag(key: str, cell: str) -> bool | Problem:
    flag = _FLAGS.get(cell.lower())
    return (
        Problem(key, _shown(cell), "是, 否, true or false", "flag_cell") if flag is None else flag
    )


def _count(key: str, cell: str, kind: str) -> int | Problem:
    if _COUNT.fullmatch(cell):
        return int(cell)
    if not cell:
        return Problem(key, "nothing", "a count: the other of the rate is given", "rate_cell")
    wanted = "a whole number from 0 to 999999999 in the digits 0 to 9 alone"
    if cell.endswith(("%", "％")) or (kind == "rate" and _SHARE.fullmatch(cell)):
        wanted = "a count: a rate is two counts, not a percentage"
    return Problem(key, _shown(cell), wanted, "count_cell")


def _shown(text: str) -> str:
    """Quote what was given, cut to a readable length."""
    given = repr(text.strip())
    return given if len(given) <= _SHOWN else f"{given[: _SHOWN - 1]}…"
