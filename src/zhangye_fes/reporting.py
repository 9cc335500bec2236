"""The command ``report``: a page to hand out, of one community or of a county's.

It ends with 0 where every record and every event was taken, and 1 where one was not. No page is
written where there is no community, and none over a file that is there already.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from zhangye_fes.advice import advise
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.intake import shown
from zhangye_fes.ledger import add_keep, add_on, read_register
from zhangye_fes.messages import text
from zhangye_fes.readings import Readings
from zhangye_fes.records import BadRecord, Format, Record
from zhangye_fes.report import community_report, county_report
from zhangye_fes.scores import Wanted, complain, read_records
from zhangye_fes.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["add_report", "write_report"]

_PLANS = 5
"""How many ways to the pass mark a page shows."""


def __dir__() -> list[str]:
    return __all__


def add_report(
    report: argparse.ArgumentParser,
    shared: argparse.ArgumentParser,
    file: Callable[[str], Path],
) -> None:
    """Say what pages may be asked for.

    Args:
        report: the parser of the command.
        shared: the options that other commands have too: readings, language.
        file: makes a path of what was given.
    """
    pages = report.add_subparsers(dest="page", required=True, metavar="PAGE")
    community = pages.add_parser("community", help=_ONE, parents=[shared], allow_abbrev=False)
    community.add_argument("files", nargs=1, type=file, metavar="FILE", help=_FILES)
    help_ = "社区名称或代码，有多个社区时须指明 · which community, by its name or id"
    community.add_argument("--name", default="", help=help_)
    county = pages.add_parser("county", help=_MANY, parents=[shared], allow_abbrev=False)
    county.add_argument("files", nargs="+", type=file, metavar="FILE", help=_FILES)
    county.add_argument("--title", help="标题 · what the page is called")
    help_ = "登记的事件（JSON Lines），列出待办事项 · events, to list obligations; with --on"
    county.add_argument("--events", type=file, metavar="EVENTS", help=help_)
    add_on(county, required=False)
    add_keep(county)
    for page in (community, county):
        help_ = "文件的格式，看不出时须指明 · how a file is written whose name does not tell"
        page.add_argument("--format", choices=get_args(Format), help=help_)
        help_ = "写入新文件，缺省为标准输出 · write to a new file, not to standard output"
        page.add_argument("-o", "--output", type=Path, metavar="FILE", help=help_)


def write_report(options: argparse.Namespace) -> int:
    """Write the page that was asked for; bad records and refused events are named beside it.

    Returns:
        0, or 1 where a record was bad or an event refused.

    Raises:
        InvalidInput: no one community was named, or events without a day.
    """
    if options.page == "county" and (options.events is None) != (options.on is None):
        given = "nothing" if options.on is None else str(options.on)
        raise InvalidInput([Problem("--on", given, "both --events and --on, or neither")])
    readings = Readings.model_validate(dict(options.reading))
    wanted = Wanted(
        files=tuple(options.files), format=options.format, readings=readings, lang=options.lang
    )
    records, bad = _read(wanted)
    if not records:
        return 1
    if options.page == "county":
        page, refused = _county(records, options, readings)
        bad += refused
    else:
        page = _community(records, options, readings)
    if options.output is None:
        sys.stdout.write(page)
    else:
        with options.output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(page)
    return 1 if bad else 0


def _read(wanted: Wanted) -> tuple[list[Record], int]:
    """Read the records, and count the bad ones."""
    records, bad = [], 0
    for found in read_records(wanted):
        if isinstance(found, BadRecord):
            complain(found, wanted.lang)
            bad += 1
        else:
            records.append(found)
    return records, bad


def _community(records: Sequence[Record], options: argparse.Namespace, readings: Readings) -> str:
    """Make the page of the one community that is meant; one that has no name takes the given."""
    name = options.name
    meant = [each for each in records if not name or name in {each.name, each.id}]
    if not meant and len(records) == 1 and not _called(records[0]):
        meant = [*records]
    if len(meant) != 1:
        given = shown(name) if name else "nothing"
        expected = "the name or id of one community in the file"
        raise InvalidInput([Problem("--name", given, expected)])
    (record,) = meant
    return community_report(
        score(record.facts, readings),
        name=_called(record) or name,
        advice=advise(record.facts, readings, limit=_PLANS),
        locale=options.lang,
    )


def _called(record: Record) -> str:
    return " ".join(filter(None, (record.county, record.street, record.name or record.id)))


def _listed(record: Record, *, several: bool) -> str:
    name = record.name or record.id or record.where
    return f"{record.county} {name}".strip() if several else name


def _county(
    records: Sequence[Record], options: argparse.Namespace, readings: Readings
) -> tuple[str, int]:
    """Make the page of all communities, and count the events that were refused."""
    register = read_register(options.events, options) if options.events else None
    several = len({each.county for each in records}) > 1  # in which names may be the same
    page = county_report(
        [(_listed(each, several=several), score(each.facts, readings)) for each in records],
        title=options.title or text("scores of communities", options.lang),
        register=register,
        on=options.on,
        locale=options.lang,
    )
    return page, len(register.refusals) if register else 0


_FILES = ".json、.jsonl、.csv，或 - 表示标准输入 · or - for standard input"
_ONE = "一个社区的评分报告 · the sheet of one community"
_MANY = "多个社区的评分汇总 · the scores of many communities"
