"""The command ``score``: files of records in, scores out, as a table, in words or as JSON Lines."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from zhangye_fes.actions import HEADINGS
from zhangye_fes.advice import advise
from zhangye_fes.errors import Problem
from zhangye_fes.messages import explain, label, text
from zhangye_fes.ranges import score_under_all_readings
from zhangye_fes.readings import Readings
from zhangye_fes.records import BadRecord, Format, Record, format_of, read
from zhangye_fes.regulation import provision_label
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import score
from zhangye_fes.tablefiles import as_csv, as_xlsx, save
from zhangye_fes.tables import need_rich, print_table, visible, watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhangye_fes.advice import Plan
    from zhangye_fes.model import ScoreSheet

__all__ = ["STDIN", "Wanted", "complain", "opened", "read_records", "score_files"]

STDIN = Path("-")
"""What stands for standard input."""

_SUFFIXES: dict[str, Format] = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx"}
_IN_MEMORY = 1 << 24
_MANY = 5
"""Plans of more changes than these are not listed side by side."""
_NOBODY = Problem("", "nothing", "a community at least: there is none in the file", "missing")


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of the command."""

    files: tuple[Path, ...]
    """Existing files, or :data:`STDIN`."""
    format: Format | None = None
    """How a file is written whose name does not tell; ``None`` to look at its beginning."""
    readings: Readings
    lang: str = "zh_CN"
    json: bool = False
    """One JSON object a line for each community."""
    explain: bool = False
    """The whole sheet of each community, in words."""
    advise: bool = False
    """What would reach the pass mark, or lose it, in words."""
    all_readings: bool = False
    """The total over every reading as well."""
    output: Path | None = None
    """A new file, ``.csv`` or ``.xlsx``, for the table."""

    @property
    def streams(self) -> bool:
        """Whether each community is written as it comes, and not in a table at the end."""
        return self.json or self.explain or self.advise


def score_files(wanted: Wanted) -> int:
    """Score every record of the files; bad ones are named on standard error.

    Returns:
        0, or 1 where a record was bad.

    Raises:
        MissingExtra: a table was asked for and rich is not installed, or a workbook and XlsxWriter.
        FileExistsError: the file for the table is there already.
    """
    if not wanted.streams and not wanted.output:
        need_rich()
    bad = 0
    rows: list[list[str]] = []
    kept: list[list[str | int]] = []
    for found in read_records(wanted):
        if isinstance(found, BadRecord):
            bad += 1
            complain(found, wanted.lang)
            continue
        sheet = score(found.facts, wanted.readings)
        if wanted.output:
            kept.append(list(_kept(found, sheet, wanted)))
        if wanted.json:
            _write(_json(found, sheet, wanted))
        elif wanted.streams:
            _write("\n".join(_words(found, sheet, wanted)))
        elif not wanted.output:
            rows.append(list(_cells(found, sheet, wanted)))
    if wanted.output and (kept or not bad):
        _keep(wanted.output, kept, wanted)
    if rows:
        print_table(list(_titles(wanted)), rows, "l" + "r" * (len(ANNEX_2.rows) + 1))
    return 1 if bad else 0


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def complain(bad: BadRecord, lang: str) -> None:
    """Name on standard error what is wrong with a record: file, line, field."""
    for problem in bad.problems:
        line = f"{bad.file}:{bad.line}: {explain(problem, lang)}"
        sys.stderr.write(f"{visible(line)}\n")


# What goes in


def read_records(wanted: Wanted) -> Iterator[Record | BadRecord]:
    """Every record of the files, with a progress bar where it does not spoil what is written."""
    source = _Source(wanted)
    if sys.stderr.isatty() and not (wanted.streams and sys.stdout.isatty()):
        return watched(source, lambda: source.done, source.total)
    return iter(source)


class _Source:
    """The records of some files, and how many of their bytes were read."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.done = 0
        countable = all(path.suffix.lower() in {".csv", ".jsonl"} for path in wanted.files)
        self.total = sum(path.stat().st_size for path in wanted.files) if countable else 0

    def __iter__(self) -> Iterator[Record | BadRecord]:
        for path in self._wanted.files:
            before = self.done
            with opened(path) as stream:
                told = _SUFFIXES.get(path.suffix.lower()) or self._wanted.format
                found = None
                for found in read(stream, str(path), told or format_of(stream)):
                    self.done = before + stream.tell()
                    yield found
            if found is None:
                yield BadRecord(str(path), 1, (_NOBODY,))


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that can be sought; what comes through a pipe is put by first."""
    with nullcontext(sys.stdin.buffer) if path == STDIN else path.open("rb") as stream:
        if path != STDIN and stream.seekable():
            yield stream
            return
        with SpooledTemporaryFile(_IN_MEMORY) as copy:
            copyfileobj(stream, copy)
            copy.seek(0)
            yield copy


# What comes out


def _json(record: Record, sheet: ScoreSheet, wanted: Wanted) -> str:
    """A community's score in one line of JSON; the sheet, by far its greatest part, goes last."""
    data: dict[str, Any] = {
        "community": record.id,
        "name": record.name,
        "county": record.county,
        "street": record.street,
        "remark": record.remark,
        "where": record.where,
    }
    if wanted.all_readings:
        data["all_readings"] = score_under_all_readings(record.facts).model_dump(mode="json")
    if wanted.advise:
        plans = advise(record.facts, wanted.readings)
        data["advice"] = [plan.model_dump(mode="json") for plan in plans]
    who = json.dumps(data, ensure_ascii=False)
    return f'{who[:-1]}, "sheet": {sheet.model_dump_json()}}}'


def _words(record: Record, sheet: ScoreSheet, wanted: Wanted) -> Iterator[str]:
    """A community's score in words, with an empty line after it."""
    who = (record.county, record.street, record.name or record.id or record.where)
    verdict = label(sheet.verdict, wanted.lang)
    yield f"■ {visible(' '.join(filter(None, who)))}  {sheet.total}  {verdict}"
    if wanted.explain:
        yield explain(sheet, wanted.lang)
    if wanted.all_readings:
        found = score_under_all_readings(record.facts)
        yield f"{text('under every reading', wanted.lang)}  {explain(found, wanted.lang)}"
    if wanted.advise:
        yield from _plans(record, sheet, wanted)
    yield ""


def _plans(record: Record, sheet: ScoreSheet, wanted: Wanted) -> Iterator[str]:
    plans = advise(record.facts, wanted.readings)
    heading = HEADINGS[plans[0].kind if plans else "none"]
    yield text(heading, wanted.lang, mark=sheet.pass_mark)
    if plans and len(plans[0].changes) > _MANY:
        yield from _many(plans, wanted)
        return
    for number, plan in enumerate(plans, 1):
        yield f"{number:>4}. {explain(plan, wanted.lang)}"


def _many(plans: Sequence[Plan], wanted: Wanted) -> Iterator[str]:
    """The first plan alone, a change in each line: others of so many changes are much the same."""
    plan, *others = plans
    told = "{n} changes, from {before} to {after} points:"
    n = len(plan.changes)
    yield f"   1. {text(told, wanted.lang, n=n, before=plan.before, after=plan.after)}"
    yield from (f"      {explain(change, wanted.lang)}" for change in plan.changes)
    if others:
        yield f"      {text('other ways that --json lists: {n}', wanted.lang, n=len(others))}"


def _titles(wanted: Wanted) -> Iterator[str]:
    yield text("community", wanted.lang)
    yield from (f"{row.id}\n{row.standard}" for row in ANNEX_2.rows)
    full = sum(row.standard for row in ANNEX_2.rows)
    yield f"{text('total', wanted.lang)}\n{full}"
    yield text("verdict", wanted.lang)
    if wanted.all_readings:
        yield text("under every reading", wanted.lang)


def _cells(record: Record, sheet: ScoreSheet, wanted: Wanted) -> Iterator[str]:
    yield visible(record.name or record.id or record.where)
    yield from map(str, sheet.rows.values())
    yield str(sheet.total)
    yield label(sheet.verdict, wanted.lang)
    if wanted.all_readings:
        yield explain(score_under_all_readings(record.facts), wanted.lang)


# What is kept in a file


def _keep(path: Path, rows: list[list[str | int]], wanted: Wanted) -> None:
    titles = list(_heads(wanted))
    if path.suffix.lower() == ".csv":
        save(path, as_csv(titles, rows))
    else:
        save(path, as_xlsx(titles, rows, text("scores", wanted.lang)))


def _heads(wanted: Wanted) -> Iterator[str]:
    named = [text(provision_label(row.citation.provision), wanted.lang) for row in ANNEX_2.rows]
    for title, name in zip_longest(_titles(wanted), ["", *named]):
        yield name or title.partition("\n")[0]
    yield text("unknown facts that still matter", wanted.lang)


def _kept(record: Record, sheet: ScoreSheet, wanted: Wanted) -> Iterator[str | int]:
    """What the table shows, points as numbers, and which unknown facts still matter."""
    name, *cells = _cells(record, sheet, wanted)
    yield name
    yield from (int(each) if each.isdecimal() else each for each in cells)
    yield text("; ", wanted.lang).join(label(each.fact, wanted.lang) for each in sheet.unknown)
