"""The command line: ``zhangye-fes`` and ``python -m zhangye_fes``.

It ends with 0 where all is fine, 1 where a record was bad (the others are scored all the same), and
2 where it was called wrongly. The language is Chinese unless ``--lang`` says otherwise; it is never
taken from the environment.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from zhangye_fes import adapter, daysheets, ledger, listings, paperwork, reporting
from zhangye_fes.__about__ import __version__
from zhangye_fes.columns import template
from zhangye_fes.errors import FesError
from zhangye_fes.kit import run_kit
from zhangye_fes.messages import LOCALES, explain, text
from zhangye_fes.readings import REGISTER, Readings
from zhangye_fes.records import Format
from zhangye_fes.regulation import DISCLAIMER
from zhangye_fes.schemas import SCHEMAS, json_schema
from zhangye_fes.scores import STDIN, Wanted, score_files
from zhangye_fes.tablefiles import ending
from zhangye_fes.tables import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TextIO

__all__ = ["main"]

_USAGE, _INTERRUPTED, _BROKEN_PIPE = 2, 130, 141


def __dir__() -> list[str]:
    return __all__


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: its words, without the program's name; those of the process if left out.

    Returns:
        0, or 1 where a record was bad, 2 where the command cannot be done, 130 or 141 where it was
        interrupted or nobody reads on.

    Raises:
        SystemExit: with 2 where the words are wrong, with 0 after ``--help`` and ``--version``.

    >>> main(["readings", "--lang", "en"])  # doctest: +ELLIPSIS
    basic_conditions  附件2 第1行  computed
    ...
    0
    """
    if sys.stdout is None:  # closed before it began
        return _refuse("stdout: closed")
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - as long as we run
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    options = _parser().parse_args(argv)
    try:
        status = _run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except FesError as error:
        return _refuse(explain(error, options.lang))
    except OSError as error:
        if error.filename is None:  # of what is written to
            _let_go(sys.stdout)
        return _refuse(f"{error.filename or 'stdout'}: {_trouble(error, options.lang)}")
    return status


def _trouble(error: OSError, lang: str) -> str:
    """What is wrong with a file, and what to do where the system says one of the usual things."""
    told = (hint for kind, hint in _TROUBLES.items() if isinstance(error, kind))
    hint = next(told, None)
    of_the_system = error.errno is not None and error.strerror == os.strerror(error.errno)
    return text(hint, lang) if hint and of_the_system else f"{error.strerror}"


def _prepare(stream: TextIO) -> None:
    """Write UTF-8 wherever it is not a terminal that says otherwise."""
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8")


def _let_go(stream: TextIO) -> None:
    """Keep Python from complaining, as it ends, of a pipe that nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _refuse(why: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"zhangye-fes: {visible(why)}\n")
    return _USAGE


def _run(options: argparse.Namespace) -> int:
    """Let the command that was named answer; what only lists something cannot fail."""
    if answer := _ANSWERS.get(options.command):
        return answer(options)
    if options.command == "template":
        _write_template(options.xlsx)
    elif options.command == "schema":
        listings.write_json(json_schema(options.name))
    else:
        _LISTINGS[options.command](options.lang, as_json=options.json)
    return 0


def _write_template(path: Path | None) -> None:
    if path is None:
        sys.stdout.write(template())
    else:
        paperwork.write_template(path)


def _wanted(options: argparse.Namespace) -> Wanted:
    return Wanted(
        files=tuple(options.files),
        format=options.format,
        readings=Readings.model_validate(dict(options.reading)),
        lang=options.lang,
        json=options.json,
        explain=options.explain,
        advise=options.advise,
        all_readings=options.all_readings,
        output=options.output,
    )


# What may be said


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zhangye-fes",
        description="张掖市市级充分就业社区认定量化评分 · scores under 张人社通〔2023〕181号",
        epilog=DISCLAIMER,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"zhangye-fes {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_score(commands.add_parser("score", help=_HELP["score"], allow_abbrev=False))
    daysheets.add_questions(commands.add_parser("workdays", help=_HELP["workdays"]), _shared())
    for name in _LISTINGS:
        command = commands.add_parser(name, help=_HELP[name], allow_abbrev=False)
        command.add_argument("--json", action="store_true", help=_HELP["json"])
        _add_lang(command)
    register = commands.add_parser("register", help=_HELP["register"], allow_abbrev=False)
    ledger.add_register(register, _shared(), _file)
    report = commands.add_parser("report", help=_HELP["report"], allow_abbrev=False)
    reporting.add_report(report, _spoken(), _file)
    empty = commands.add_parser("template", help=_HELP["template"], allow_abbrev=False)
    empty.add_argument("--xlsx", type=ending(".xlsx"), metavar="FILE", help=_HELP["xlsx"])
    form = commands.add_parser("form", help=_HELP["form"])
    paperwork.add_forms(form, _shared(), _file)
    schema = commands.add_parser("schema", help=_HELP["schema"])
    schema.add_argument("name", nargs="?", default="facts", choices=[*SCHEMAS])
    commands.add_parser("adapter", help=_HELP["adapter"])
    kit = commands.add_parser(
        "conformance", help=_HELP["conformance"], add_help=False, prefix_chars="\0"
    )
    kit.add_argument("words", nargs="*")  # the kit reads its own options
    parser.set_defaults(lang=LOCALES[0])
    return parser


def _add_score(score: argparse.ArgumentParser) -> None:
    score.add_argument("files", nargs="+", type=_file, metavar="FILE", help=_HELP["files"])
    for name in ("explain", "json", "advise", "all-readings"):
        score.add_argument(f"--{name}", action="store_true", help=_HELP[name])
    _add_reading(score)
    kinds = ending(".csv", ".xlsx")
    score.add_argument("-o", "--output", type=kinds, metavar="FILE", help=_HELP["output"])
    score.add_argument("--format", choices=get_args(Format), help=_HELP["format"])
    _add_lang(score)


def _shared() -> argparse.ArgumentParser:
    """What each question of a command takes."""
    shared = _spoken()
    shared.add_argument("--json", action="store_true", help=_HELP["json"])
    return shared


def _spoken() -> argparse.ArgumentParser:
    """What each command takes that scores or replays: readings and a language."""
    spoken = argparse.ArgumentParser(add_help=False)
    _add_reading(spoken)
    _add_lang(spoken)
    return spoken


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--reading",
        action="append",
        default=[],
        type=_choice,
        metavar="NAME=OPTION",
        help=_HELP["reading"],
    )


def _add_lang(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LOCALES, default=LOCALES[0], help=_HELP["lang"])


def _file(given: str) -> Path:
    path = Path(given)
    if path != STDIN and not path.exists():
        raise argparse.ArgumentTypeError(f"没有此文件 · no such file: {visible(given)}")
    return path


def _choice(given: str) -> tuple[str, str]:
    name, _, option = given.partition("=")
    if name not in REGISTER:
        known = ", ".join(REGISTER)
        raise argparse.ArgumentTypeError(f"没有此项理解 · no reading {name!r}: choose from {known}")
    if option not in REGISTER[name].options:
        known = ", ".join(REGISTER[name].options)
        raise argparse.ArgumentTypeError(
            f"没有此选项 · {name} has no option {option!r}: choose from {known}"
        )
    return name, option


_ANSWERS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "score": lambda options: score_files(_wanted(options)),
        "workdays": daysheets.answer,
        "register": ledger.answer,
        "report": reporting.write_report,
        "form": paperwork.answer,
        "adapter": lambda _: adapter.main(),
        "conformance": lambda options: run_kit(options.words),
    }
)
"""The commands that answer, and with what exit code they end."""

_TROUBLES: Mapping[type[OSError], str] = MappingProxyType(
    {
        IsADirectoryError: "a folder: give a file",
        FileExistsError: "there already, and never written over: give another name",
        FileNotFoundError: "not found: look at the name, and whether its folder is there",
        PermissionError: "no permission: close it elsewhere, or choose another folder",
    }
)
"""What to say of the usual troubles with a file."""

_LISTINGS = {
    "facts": listings.list_facts,
    "readings": listings.list_readings,
    "rubric": listings.list_rubric,
}
_HELP = {
    "score": "为社区评分 · score communities",
    "workdays": "工作日、公示期和期限 · working days, publicity and deadlines",
    "facts": "列出所需事实 · list the facts that are asked for",
    "readings": "列出文本的不同理解 · list the open questions of the text",
    "rubric": "列出附件2 · list the marking table",
    "template": "输出空白事实表 · write an empty table of facts (CSV, or Excel)",
    "xlsx": "写成 Excel 工作簿 · write it as a workbook to this file",
    "form": "附件1、附件2：写出与核对 · the forms 附件1 and 附件2, written and checked",
    "schema": "输出 JSON Schema · write the JSON Schema of facts, sheets, events or forms",
    "register": "登记：认定、期限和补助 · the register: recognition, deadlines, subsidy",
    "report": "写出可打印的报告（HTML） · write a report to hand out (HTML)",
    "adapter": "运行一致性测试协议 · speak the conformance protocol",
    "conformance": "一致性测试：核对一个适配器 · put the conformance kit to an adapter",
    "files": ".json、.jsonl、.csv、.xlsx，或 - 表示标准输入 · or - for standard input",
    "explain": "逐条说明 · explain every clause",
    "json": "供程序使用 · for machines",
    "output": "把评分表写入新文件（.xlsx 或 .csv） · write the table to a new file",
    "advise": "达标建议 · what would reach the pass mark, or lose it",
    "all-readings": "所有理解下的得分 · the total over every reading",
    "reading": "选择一种理解，可重复 · choose a reading; may be repeated",
    "format": "标准输入的格式 · how a file is written whose name does not tell",
    "lang": "语言 · language (zh_CN)",
}
