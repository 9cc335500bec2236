"""The empty table of facts as an Excel workbook: a community a row, every cell with its check."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from zhangye_fes.columns import HEADERS
from zhangye_fes.excelfiles import TEXT, YES_NO, new_workbook, whole_number
from zhangye_fes.facts import Facts
from zhangye_fes.records import FACTS_SHEET
from zhangye_fes.sheetparts import LAST_ROW
from zhangye_fes.values import MAX_COUNT
from zhangye_fes.wordfiles import BODY, MARK

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

__all__ = ["facts"]

_GUIDE = "填表说明"
_HELP = (
    "一个社区占一行，在“事实”表中填写；不知道的留空，不要填0或“否”。",
    "“是/否”从下拉列表中选择。计数填0至999999999的整数，不填小数、百分数和日期。",
    "比率填两个计数（达到要求的数和总数），不填百分比：百分比舍入后不能用来比较。",
    "总数为0的，两个计数都填0；抽样调查没有开展的，两格都留空。",
    "社区代码等较长的数字，单元格已设为文本，照原样填写。",
    "不要合并单元格，不要改动表头。单元格中的公式，读取保存时的结果。",
)


def __dir__() -> list[str]:
    return __all__


def facts() -> bytes:
    """An empty table of facts as a workbook, with the columns of the CSV template.

    Raises:
        MissingExtra: XlsxWriter is not installed.
    """
    file = io.BytesIO()
    with new_workbook(file, "充分就业社区事实表") as book:
        page = book.add_worksheet(FACTS_SHEET)
        look = {"font_name": BODY, "font_size": 11, "valign": "vcenter"}
        head = look | {"font_name": MARK, "text_wrap": True, "align": "center", "border": 1}
        styles = {
            "head": book.add_format(head | {"bg_color": "#E7E6E6"}),
            "text": book.add_format(look | {"num_format": "@", "locked": False}),
            "count": book.add_format(look | {"num_format": "0", "locked": False}),
        }
        styles["flag"] = styles["text"]
        kinds = {key: fact.type for fact in Facts.legend() for key in fact.columns}
        counts = whole_number(MAX_COUNT, "计数", "填整数，不知道的留空")
        checks = {"flag": YES_NO, "count": counts}
        for column, (key, title) in enumerate(HEADERS.items()):
            kind = kinds.get(key, "text").replace("rate", "count")
            page.set_column(column, column, 14, styles[kind])
            page.write_string(0, column, title, styles["head"])
            page.data_validation(1, column, LAST_ROW - 1, column, checks.get(kind, TEXT))
        page.set_row(0, 90)
        page.freeze_panes(1, 2)
        page.set_landscape()
        page.set_paper(9)
        page.repeat_rows(0)
        page.protect("", dict.fromkeys(_ALLOWED, True))
        _guide(book)
    return file.getvalue()


_ALLOWED = ("format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")


def _guide(book: Workbook) -> None:
    page = book.add_worksheet(_GUIDE)
    style = book.add_format({"font_name": BODY, "font_size": 12, "text_wrap": True})
    page.set_column(0, 0, 90)
    for line, text in enumerate(_HELP):
        page.write_string(line, 0, text, style)
    page.protect()
