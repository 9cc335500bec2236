"""What the Excel workbooks have in common; needs XlsxWriter, which the extra ``[forms]`` brings.

A cell that nobody should type into is locked (without a password), the others check what is typed.
Every text is written as a text: one that begins with ``=``, ``+``, ``-`` or ``@`` is no formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhangye_fes.regulation import NUMBER
from zhangye_fes.values import FrozenDict
from zhangye_fes.wordfiles import PRINTED
from zhangye_fes.workbooks import need

if TYPE_CHECKING:
    import io

    from xlsxwriter.workbook import Workbook

__all__ = ["TEXT", "YES_NO", "new_workbook", "whole_number"]

_LONGEST = 1000

TEXT = FrozenDict[str, Any](
    {
        "validate": "length",
        "criteria": "<=",
        "value": _LONGEST,
        "error_title": "文字",
        "error_message": f"不超过{_LONGEST}个字。",
    }
)
"""The check of a cell for words."""

YES_NO = FrozenDict[str, Any](
    {
        "validate": "list",
        "source": ["是", "否"],
        "error_title": "是/否",
        "error_message": "从列表中选“是”或“否”，不知道的留空。",
    }
)
"""The check of a cell for yes or no, with its list."""


def __dir__() -> list[str]:
    return __all__


def whole_number(most: int, title: str, wanted: str) -> dict[str, Any]:
    """The check of a cell for a whole number, and what to say beside it.

    >>> whole_number(5, "第3.3行", "填0至5的整数")["maximum"]
    5
    """
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": most,
        "input_title": title,
        "input_message": wanted,
        "error_title": title,
        "error_message": f"应为0至{most}的整数，不填小数和百分数。",
    }


def new_workbook(file: io.BytesIO, title: str) -> Workbook:
    """Begin a workbook, dated like every other.

    Raises:
        MissingExtra: XlsxWriter is not installed.
    """
    need("xlsxwriter", "XlsxWriter")
    from xlsxwriter import Workbook  # noqa: PLC0415 - an optional library

    book = Workbook(file, {"in_memory": True})
    book.set_properties({"title": title, "subject": NUMBER, "created": PRINTED})
    return book
