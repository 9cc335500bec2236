"""The command ``register``: what may be said to it, and the file of events that it reads.

It ends with 0 where every line was taken, and 1 where one was refused or an event would be.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from codecs import BOM_UTF8
from types import MappingProxyType
from typing import TYPE_CHECKING

from zhangye_fes import asking
from zhangye_fes.asking import told_of
from zhangye_fes.duties import UNREAD, unread
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.events import event_of
from zhangye_fes.messages import explain, text
from zhangye_fes.readings import Readings
from zhangye_fes.register import Register
from zhangye_fes.scores import opened
from zhangye_fes.splitting import EVENTS, event_lines
from zhangye_fes.tables import need_rich, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from zhangye_fes.obligations import Obligation

__all__ = ["add_keep", "add_on", "add_register", "answer", "read_register"]


def __dir__() -> list[str]:
    return __all__


def add_register(
    register: argparse.ArgumentParser,
    shared: argparse.ArgumentParser,
    file: Callable[[str], Path],
) -> None:
    """Say what may be asked of a register.

    Args:
        register: the parser of the command.
        shared: the options that other commands have too: readings, JSON, language.
        file: makes a path of what was given.
    """
    questions = register.add_subparsers(dest="question", required=True, metavar="QUESTION")
    for name, told in _HELP.items():
        question = questions.add_parser(name, help=told, parents=[shared], allow_abbrev=False)
        question.add_argument("file", type=file, metavar="FILE", help=_FILE)
        add_keep(question)
        if name in _ADD:
            _ADD[name](question)


def add_keep(question: argparse.ArgumentParser) -> None:
    """Ask whether a history is audited, and not decided."""
    help_ = "审计：保留不合规定但已发生的事件 · audit: keep what was unlawful but happened"
    question.add_argument("--keep", action="store_true", help=help_)


def _add_status(question: argparse.ArgumentParser) -> None:
    question.add_argument("--community", metavar="ID", help=_ID)
    question.add_argument("--as-of", type=_day, metavar="DATE", help="截至某日 · as of a day")


def _add_due(question: argparse.ArgumentParser) -> None:
    add_on(question)
    help_ = "另列出到某日为止到期的 · also what falls due by then"
    question.add_argument("--horizon", type=_day, metavar="DATE", help=help_)
    help_ = "只列已逾期和到某日为止到期的，不列未规定期限的 · only what is overdue or due by then"
    question.add_argument("--until", type=_day, metavar="DATE", help=help_)


def _add_budget(question: argparse.ArgumentParser) -> None:
    _add_year(question)
    question.add_argument("--county", metavar="COUNTY", help="只看一个县区 · one county only")


def _add_entitlement(question: argparse.ArgumentParser) -> None:
    _add_possible(question)
    _add_year(question)


def _add_possible(question: argparse.ArgumentParser) -> None:
    question.add_argument("--community", required=True, metavar="ID", help=_ID)
    add_on(question)


def _add_check(question: argparse.ArgumentParser) -> None:
    help_ = "一个事件（JSON），- 为标准输入 · an event as JSON, or - for standard input"
    question.add_argument("event", metavar="EVENT", help=help_)


def add_on(question: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Ask for the day that an answer is of; where it is missing, the command says so itself."""
    help_ = "日期，必填 · the day, required" if required else "日期 · the day"
    question.add_argument("--on", type=_day, metavar="DATE", help=f"{help_}, as 2026-11-16")


def _add_year(question: argparse.ArgumentParser) -> None:
    question.add_argument("--year", type=_year, required=True, help="年度 · the year")


def _day(given: str) -> dt.date:
    try:
        return dt.datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"日期须写作 2026-11-16 · no day {visible(given)!r}: write it as 2026-11-16"
        ) from None


def _year(given: str) -> int:
    if given.isascii() and given.isdecimal() and 2000 <= int(given) <= 2100:  # noqa: PLR2004
        return int(given)
    raise argparse.ArgumentTypeError(
        f"年度须在2000至2100之间 · no year {visible(given)!r}: give one from 2000 to 2100"
    )


def answer(options: argparse.Namespace) -> int:
    """Read the events and answer one question about them.

    Returns:
        0, or 1 where a line was refused, or the event that was asked about would be.

    Raises:
        InvalidInput: the file, or the event that was asked about, cannot be read; no day was given.
        MissingExtra: a table was asked for and rich is not installed.
        UnknownCommunity: the register has never seen the community.
    """
    if vars(options).get("on", "") is None:
        expected = "a date written YYYY-MM-DD, from 2000 to 2100"
        raise InvalidInput([Problem("--on", "nothing", expected, "missing")])
    if _draws(options):
        need_rich()
    begun = options.question not in {"possible", "check"}  # which the first event may ask
    register = read_register(options.file, options, begun=begun)
    fine = _tell(options, register)
    if count := unread(register):
        told = text(UNREAD, options.lang, count=count)
        sys.stderr.write(f"{visible(f'{options.file}: {told}')}\n")
    return 0 if fine and not register.refusals else 1


def _draws(options: argparse.Namespace) -> bool:
    return not options.json and options.question not in {"entitlement", "check"}


def read_register(source: Path, options: argparse.Namespace, *, begun: bool = True) -> Register:
    """Fold the events of a file, line by line; what is refused is named on standard error.

    Args:
        source: the file, or :data:`~zhangye_fes.scores.STDIN`.
        options: readings, language, and whether to keep what was unlawful.
        begun: whether there has to be an event.

    Raises:
        InvalidInput: the file is no file of events, has none, or none that can be read.
    """
    readings = Readings.model_validate(dict(options.reading))
    with opened(source) as stream:
        lines = event_lines(stream, str(source))
        register = Register.replay(lines, readings, irregular="keep" if options.keep else "refuse")
    for each in register.refusals:
        why = explain(each.findings[0], options.lang)
        why = told_of(register, each, why, options.lang)
        sys.stderr.write(f"{visible(f'{source}:{each.line}: {why}')}\n")
    count = unread(register)
    if count == len([*register.steps()]) and (begun or count):
        given = (
            f"{count} events, not one of which can be read" if count else "a file without events"
        )
        raise InvalidInput([Problem(str(source), given, EVENTS, "events")])
    return register


def _tell(options: argparse.Namespace, register: Register) -> bool:
    """Answer the question; whether nothing was found wrong with what it asked about."""
    lang, as_json = options.lang, options.json
    match options.question:
        case "replay":
            asking.replayed(register, lang, as_json=as_json)
        case "status":
            then = register.as_of(options.as_of) if options.as_of else register
            if options.community is None:
                asking.list_communities(then, lang, as_json=as_json)
            else:
                asking.tell_community(then, options.community, lang, as_json=as_json)
        case "due":
            until = options.until
            found = register.obligations(options.on, options.horizon or until)
            if until:
                found = tuple(each for each in found if _falls_due(each, until))
            asking.list_due(register, found, lang, as_json=as_json, until=until)
        case "budget":
            asking.list_budget(register, options.year, options.county, lang, as_json=as_json)
        case "entitlement":
            when = options.year, options.on
            asking.tell_entitlement(register, options.community, when, lang, as_json=as_json)
        case "possible":
            asking.list_possible(register, options.community, options.on, lang, as_json=as_json)
        case _:
            given = options.event
            if given == "-":
                given = sys.stdin.buffer.read().removeprefix(BOM_UTF8)
            return asking.checked(register, event_of(given), lang, as_json=as_json)
    return True


def _falls_due(each: Obligation, until: dt.date) -> bool:
    """Whether something is overdue, or is or may be due by a day; what has no term never is."""
    first = each.due or each.not_before
    return first is not None and (first <= until or each.overdue is True)


_FILE = "事件（JSON Lines），- 为标准输入 · events as JSON Lines, or - for standard input"
_ID = "社区编号 · the community's id"
_HELP: Mapping[str, str] = MappingProxyType(
    {
        "replay": "逐个核对事件 · go through the events, one by one",
        "status": "社区现状 · how communities stand",
        "due": "谁须在何时之前办理何事 · who must do what by when",
        "budget": "补助资金 · what the subsidy comes to",
        "entitlement": "可否补助 · may a community be paid?",
        "possible": "可以发生的事件 · which events may come",
        "check": "核对一个事件 · ask what would become of an event",
    }
)
"""Every question."""
_ADD: Mapping[str, Callable[[argparse.ArgumentParser], None]] = MappingProxyType(
    {
        "status": _add_status,
        "due": _add_due,
        "budget": _add_budget,
        "entitlement": _add_entitlement,
        "possible": _add_possible,
        "check": _add_check,
    }
)
"""What some questions ask for besides the file."""
