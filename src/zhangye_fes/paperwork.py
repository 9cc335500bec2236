"""The command ``form``: 附件1 and 附件2 written as Word and Excel files, and 附件2 read back.

It ends with 0, or with 1 where something does not add up in what was read. A file that is there
already is never written over: somebody may have filled it in.
"""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING

from zhangye_fes import forms
from zhangye_fes.listings import write_json
from zhangye_fes.messages import explain, text
from zhangye_fes.papers import ApplicationForm, FilledSheet, check_review
from zhangye_fes.readings import Readings
from zhangye_fes.records import from_json
from zhangye_fes.scoring import score
from zhangye_fes.tables import visible
from zhangye_fes.wordforms import total_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from zhangye_fes.model import Finding

__all__ = ["add_forms", "answer", "write_template"]


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


def _docx(given: str) -> Path:
    return _ending(given, ".docx")


def _docx_or_xlsx(given: str) -> Path:
    return _ending(given, ".docx", ".xlsx")


def _ending(given: str, *suffixes: str) -> Path:
    from argparse import ArgumentTypeError  # noqa: PLC0415 - only where something is wrong

    path = Path(given)
    if path.suffix.lower() not in suffixes:
        known = " / ".join(suffixes)
        raise ArgumentTypeError(f"文件名须以此结尾 · a name that ends in {known}: {visible(given)}")
    return path


def answer(options: argparse.Namespace) -> int:
    """Write a form, or read one.

    Returns:
        0, or 1 where something does not add up in what was read.

    Raises:
        InvalidInput: a file that is not as it should be.
        MissingExtra: a package is not installed.
    """
    match options.form:
        case "application":
            form = ApplicationForm(name="")
            if options.source:
                form = ApplicationForm.from_json(_json(options.source))
            _save(options.to, forms.application_docx(form))
        case "sheet":
            filled = _filled(options.source) if options.source else FilledSheet()
            word = options.to.suffix.lower() == ".docx"
            _save(options.to, (forms.sheet_docx if word else forms.sheet_xlsx)(filled))
        case _:
            return _read(options)
    return 0


def write_template(path: Path) -> None:
    """Write an empty table of facts as a workbook.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        FileExistsError: the file is there already.
    """
    _save(path, forms.facts_xlsx())


def _save(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)


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
        computed = score(from_json(_json(options.facts)).facts, readings)
    found = check_review(filled, computed, readings)
    if options.json:
        data = [finding.model_dump(mode="json") for finding in found]
        write_json({"sheet": filled.model_dump(mode="json"), "findings": data})
    else:
        _tell(filled, found, options.lang)
    return 1 if found else 0


def _tell(filled: FilledSheet, found: tuple[Finding, ...], lang: str) -> None:
    who = " ".join(filter(None, (filled.county, filled.street, filled.name)))
    columns = (("own score", filled.own), ("review", filled.review))
    totals = [f"{text(name, lang)} {total_of(marks) or '—'}" for name, marks in columns]
    lines = [who, "  ".join(totals), *(f"- {explain(finding, lang)}" for finding in found)]
    lines += [f"{row}  {remark}" for row, remark in filled.remarks.items()]
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines if line))


_SUFFIXES = {"application": _docx, "sheet": _docx_or_xlsx}
_HELP = {
    "application": "写出附件1申报表 · write 附件1, the application",
    "application to": "要写的新 .docx 文件 · the new file to write",
    "sheet": "写出附件2评分表 · write 附件2, the marking table",
    "sheet to": "要写的新 .docx 或 .xlsx 文件 · the new file to write, for Word or Excel",
    "from": "填入的内容（.json；附件2也可用填好的 .xlsx） · what to fill in; blank without it",
    "read": "核对填好的附件2 · check a 附件2 that was filled in",
    "file": "填好的附件2（.xlsx 或 .json） · the filled-in 附件2",
    "facts": "该社区的事实（.json），与算得的分数比较 · its facts, to compare with",
}
