"""The command ``form``: 附件1 and 附件2 written as Word and Excel files, and 附件2 read back.

It ends with 0, or with 1 where something does not add up in what was read. A file that is there
already is never written over: somebody may have filled it in.
"""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from zhangye_fes import forms
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.listings import write_json
from zhangye_fes.messages import explain, text
from zhangye_fes.papers import ApplicationForm, FilledSheet, check_review
from zhangye_fes.readings import DEFAULT, Readings
from zhangye_fes.records import BadRecord, Record
from zhangye_fes.scores import Wanted, complain, read_records
from zhangye_fes.scoring import score
from zhangye_fes.tablefiles import ending, save
from zhangye_fes.tables import visible
from zhangye_fes.wordforms import total_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from zhangye_fes.facts import Facts
    from zhangye_fes.model import Finding

__all__ = ["add_forms", "answer", "write_template"]

_USAGE = 2


def __dir__() -> list[str]:
    return __all__


def add_forms(
    form: argparse.ArgumentParser,
    shared: argparse.ArgumentParser,
    file: Callable[[str], Path],
) -> None:
    """Say what may be done with the forms.

    Args:
        form: the parser of the command.
        shared: the options that other commands have too: readings, JSON, language.
        file: makes a path of what was given.
    """
    kinds = form.add_subparsers(dest="form", required=True, metavar="FORM")
    for name in ("application", "sheet"):
        written = kinds.add_parser(name, help=_HELP[name], allow_abbrev=False)
        written.add_argument("to", type=_SUFFIXES[name], metavar="FILE", help=_HELP[f"{name} to"])
        written.add_argument("--from", dest="source", type=file, metavar="FILE", help=_HELP["from"])
    read = kinds.add_parser("read", help=_HELP["read"], parents=[shared], allow_abbrev=False)
    read.add_argument("file", type=file, metavar="FILE", help=_HELP["file"])
    read.add_argument("--facts", type=file, metavar="FILE", help=_HELP["facts"])


def answer(options: argparse.Namespace) -> int:
    """Write a form, or read one.

    Returns:
        0, or 1 where something does not add up in what was read, 2 where a file is not as it
        should be.

    Raises:
        MissingExtra: a package is not installed.
    """
    try:
        return _answer(options)
    except InvalidInput as error:
        path = options.file if options.form == "read" else options.source
        complain(BadRecord(str(path), 1, error.problems), options.lang)
        return _USAGE


def _answer(options: argparse.Namespace) -> int:
    match options.form:
        case "application":
            form = ApplicationForm(name="")
            if options.source:
                form = ApplicationForm.from_json(_json(options.source))
            save(options.to, forms.application_docx(form))
        case "sheet":
            filled = _filled(options.source) if options.source else FilledSheet()
            word = options.to.suffix.lower() == ".docx"
            save(options.to, (forms.sheet_docx if word else forms.sheet_xlsx)(filled))
        case _:
            return _read(options)
    return 0


def write_template(path: Path) -> None:
    """Write an empty table of facts as a workbook.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        FileExistsError: the file is there already.
    """
    save(path, forms.facts_xlsx())


def _json(path: Path) -> bytes:
    """What a file holds, without the byte order mark that some editors begin it with."""
    return path.read_bytes().removeprefix(BOM_UTF8)


def _filled(path: Path) -> FilledSheet:
    if path.suffix.lower() == ".json":
        return FilledSheet.from_json(_json(path))
    with path.open("rb") as stream:
        return forms.read_sheet(stream)


def _read(options: argparse.Namespace) -> int:
    filled = _filled(options.file)
    readings = Readings.model_validate(dict(options.reading))
    computed = None
    if options.facts:
        known = _facts(options.facts, filled.name, options.lang)
        if known is None:
            return _USAGE
        computed = score(known, readings)
    found = check_review(filled, computed, readings)
    if options.json:
        data = [finding.model_dump(mode="json") for finding in found]
        write_json({"sheet": filled.model_dump(mode="json"), "findings": data})
    else:
        _tell(filled, found, options.lang)
    return 1 if found or _blank(filled) else 0


def _facts(path: Path, name: str, lang: str) -> Facts | None:
    """The facts of the one community in a file, or of the one so called; else say what is wrong."""
    found = [*read_records(Wanted(files=(path,), readings=DEFAULT, lang=lang))]
    named = [each for each in found if isinstance(each, Record) and name and each.name == name]
    meant = named or found
    if len(meant) == 1 and isinstance(meant[0], Record):
        return meant[0].facts
    bad = [each for each in found if isinstance(each, BadRecord)]
    wanted = "one community, or the one of the same name"
    several = BadRecord(str(path), 1, (Problem("", f"{len(meant)} communities", wanted),))
    for each in bad or [several]:
        complain(each, lang)
    return None


def _blank(filled: FilledSheet) -> bool:
    return filled.own is None and filled.review is None


def _tell(filled: FilledSheet, found: tuple[Finding, ...], lang: str) -> None:
    who = " ".join(filter(None, (filled.county, filled.street, filled.name)))
    columns = (("own score", filled.own), ("review", filled.review))
    totals = [f"{text(name, lang)} {total_of(marks) or '—'}" for name, marks in columns]
    lines = [who, "  ".join(totals), *(f"- {explain(finding, lang)}" for finding in found)]
    if _blank(filled):
        lines.append(f"- {text('nothing is filled in', lang)}")
    lines += [f"{row}  {remark}" for row, remark in filled.remarks.items()]
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines if line))


_SUFFIXES = {"application": ending(".docx"), "sheet": ending(".docx", ".xlsx")}
_HELP = {
    "application": "写出附件1申报表 · write 附件1, the application",
    "application to": "要写的新 .docx 文件 · the new file to write",
    "sheet": "写出附件2评分表 · write 附件2, the marking table",
    "sheet to": "要写的新 .docx 或 .xlsx 文件 · the new file to write, for Word or Excel",
    "from": "填入的内容（.json；附件2也可用填好的 .xlsx） · what to fill in; blank without it",
    "read": "核对填好的附件2 · check a 附件2 that was filled in",
    "file": "填好的附件2（.xlsx 或 .json） · the filled-in 附件2",
    "facts": "该社区的事实（score 能读的文件），与算得的分数比较 · its facts, to compare with",
}
