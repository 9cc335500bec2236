"""Errors in words: the English sentence of an error is recognised, and said in another language.

Errors are raised far below any catalogue, in English. Each of their sentences stands here once,
what varies in it as a named place; a place called ``fault`` holds a sentence itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zhangye_fes.errors import FesError, InvalidInput, Problem

if TYPE_CHECKING:
    from zhangye_fes.tongue import Tongue

__all__ = ["SENTENCES", "error_text", "problem_text", "retold"]

SENTENCES = (
    # errors
    "unknown provision {provision}: give an id such as 'art6.2' or 'annex2.3.1'",
    "receipt {given} does not prove this sheet (expected {expected}): score the facts again",
    # messages, wording
    "no words for {thing}: give a result, a finding or an error",
    "no texts in {language}: choose {languages}",
    "the texts in {language} are not compiled: install the package, which does it",
    "nothing is called {name}: give a fact, row, clause, verdict or reading",
    "the sheet was scored with {rubric}: give this rubric",
    "{rubric} has no clause {code}: give its own rubric",
    "{rubric} has no finding {code}: give its own rubric",
    "{code} was found under other readings: give those",
    "no words for a finding {code}: give one of this library",
    # deciding
    "the register has never seen the community {community}: apply an event about it first",
    # intake: what was given
    "nothing",
    "the unknown name {name}",
    "{count} more values that are wrong",
    "{value}, and again {other}",
    "readable text of at most {count} characters",
    "at most {count} characters",
    "{count} characters",
    "too many nested brackets",
    "byte {place} that is not UTF-8",
    "{reason} at line {line}, column {column}",
    "a number of thousands of digits",
    # intake: what was expected
    "true or false",
    "a whole number from 0 to 999999999",
    'two counts {"num": n, "den": d} with num not above den',
    "an object with named fields",
    "a record of the facts of 附件2",
    "a value",
    "a text",
    "a text that is not empty",
    "a list",
    "a value, or no such field",
    "a known field",
    "a known field ({name}?)",
    "'{first}' or '{last}'",
    "a flat record",
    "JSON in UTF-8",
    "JSON (RFC 8259)",
    "JSON (RFC 8259), without NaN",
    "JSON with readable numbers",
    # values, facts, model
    "low not above high, that is at most {high}",
    "num not above den, that is at most {den}",
    "a survey with den of at least 1; leave out a survey that was not held",
    "a date without a time of day",
    "a date written YYYY-MM-DD, from 2000 to 2100",
    # events, ledger, scores
    "a type of event: {types}",
    "an event, as event_of() reads one",
    "Facts, which Facts.from_data() makes of plain data",
    "text in GB18030",
    "something that is no text",
    "one JSON text, not one for each line",
    "a file without events",
    "{count} events, not one of which can be read",
    "JSON Lines: one event a line, saved as UTF-8",
    "a community at least: there is none in the file",
    # dates, days
    "a datetime.date, from 2000 to 2100",
    "a whole number from 1 to {most}",
    "whole yuan from 0 to {most}",
    "a header such as {columns}",
    "holiday or makeup_workday",
    "a make-up day",
    "a Saturday or Sunday",
    "two rules",
    "one of each notice",
    # workcalendar, periods
    (
        "{day} is not covered: the calendar settles no day, and the State Council's notice for "
        "{year} is not in it; load a table that has it with "
        "WorkCalendar.from_csv(text, base=calendar)"
    ),
    (
        "{day} is not covered: the calendar settles {first} to {last}, and the State Council's "
        "notice for {year} is not in it; load a table that has it with "
        "WorkCalendar.from_csv(text, base=calendar)"
    ),
    "no days",
    "a year of days off at least",
    "no day of {year}",
    "every year between others",
    "a last day not before the first",
    "a date twice",
    "each date once",
    "a day outside",
    "one of {span}",
    "any of {options}",
    "a day not before the first, {day}",
    "a day not before the posting, {day}",
    "{count} months from {day}",
    "a term that ends by 2100",
    "a year from 2000 to 2100",
    "a month written YYYY-MM, from 2000 to 2100",
    "nothing beside --funds",
    # reporting
    "both --events and --on, or neither",
    "the name or id of one community in the file",
    # papers
    "rows of 附件2 ({rows}), not {row}",
    "projects of 附件2 ({projects}), not {project}",
    "0 to {standard} points in row {row}, not {entered}",
    # records, columns, splitting
    "an unknown column",
    "a known column",
    "a known column ({name}?)",
    "{count} columns",
    "one such column",
    "a column: a rate needs {num} and {den}",
    "at most {den}, the count in {column}",
    "cells separated by tabs",
    "commas between the cells (save as “CSV UTF-8”)",
    "{count} cells",
    "{count} cells, as many as the header has",
    "no value in a column without a header",
    "是, 否, true or false",
    "a count: the other of the rate is given",
    "a whole number from 0 to 999999999 in the digits 0 to 9 alone",
    "more than {count} bytes",
    "so many records line by line",
    "{fault} at column {column}",
    "something else",
    "a list of records between [ and ]",
    "CSV in UTF-8 or GB18030 (save as “CSV UTF-8”)",
    "an Excel workbook",
    "a row that is no CSV ({reason})",
    "every quote closed; nothing after this was read",
    "lines that end as Windows or Unix ends them: save it again as “CSV UTF-8”",
    "a header row",
    "readable text",
    # tables
    "tables need rich, not installed: install zhangye-fes[cli], or ask for --json",
    "its days need {package}, not installed: install zhangye-fes[calendars]",
    # table, soundness
    "clause {code}: {fault}",
    "row {row}, 第四条: {fault}",
    "eligibility: {fault}",
    "project {project}: rows give {given} points, the project {points}",
    "the projects give {total} points, the table {full}",
    "row {row}: clauses give {awarded} points, the row has {standard}",
    "row {row}: {fault}",
    "{reading} is not a reading that scoring knows with just these options",
    "{effect} is not an effect",
    "asks for {fact} twice",
    "a part of the kind {kind} with nothing in it",
    "{fact} is not a fact of the kind {kind}",
    "bands of {edges}, give them falling, in per cent and in points",
    "{what} {value}, give {least} to {most}",
    "{what} {value}, give {one} or {other}",
    "{rubric} has no {kind} {name}",
    "a table called {name}: give what is not {annex} its own name",
    "{kind} {name} twice",
    # cells, opening, sweeps, tallies
    "{column} in row {row}",
    "no such column",
    "one, since there is {column}",
    "one: give what {function}() gives",
    "a column of that name",
    "none that begins with {beginning}",
    "none: that is where a score goes; drop or rename yours",
    "names that are texts",
    "{name} {count} times",
    "names that are all different",
    "none with facts",
    "at least one that is named as a fact is, such as service_hall",
    "a value: known=True promises that every fact is known",
    "true or false, in a column of booleans",
    "a whole number from {least} to {most}, in a column of integers; of pandas: convert_dtypes()",
    "{column}, in small letters",
    "two counts: {num} and {den}",
    "columns of the frame, such as {column}",
    "a list of names",
    "a whole number from {least} to {most}, in a column of integers",
    "at most what {column} has",
    "none",
    "one at least",
    "{count} tables are called {name}: give each its own name",
    # safezip, sheetparts, workbooks, forms
    "an Excel workbook of before 2007, or one with a password",
    "附件2, the marking table",
    "a table of facts; “form read” reads 附件2",
    "{count} communities",
    "one community, or the one of the same name",
    "more than {count} parts",
    "something else, or a damaged file",
    "a zip file with a password",
    "twice the part {name}",
    "more than {count} bytes unpacked",
    "a part packed more than {ratio} to 1",
    "more than {count} tags",
    "a tag of more than {count} bytes",
    "XML that is damaged (line {line})",
    "a DOCTYPE",
    "elements more than {count} deep",
    "more than {count} attributes",
    "a cell outside of the sheet",
    "two sheets of one name",
    "{count} sheets ({names})",
    "a workbook that cannot be read ({reason})",
    "cells that are merged",
    "a cell without an address",
    "a formula without its result",
    "more than {count} merged cells, percentages and errors",
    "the error {error}",
    "a smaller workbook, or CSV",
    "a workbook as Excel or WPS saves it",
    "an Excel workbook (.xlsx) without a password: save it as one",
    "XML without one",
    "one sheet, or one called {name}",
    "one cell for each value",
    "no value beyond {cell}: a larger table as CSV",
    "a value, or a workbook that Excel or WPS has saved",
    "a table of values",
    "a number of at most 15 digits; write a longer one as text",
    "a count: a rate is two counts, not a percentage",
    "the form as it was written, no cell of it moved or changed",
    "a whole number from 0 to {most}",
    "a whole number from {least} to {most}",
    "a whole number from 0",
    "Word and Excel need {package}, not installed: install zhangye-fes[forms]",
)
"""Every sentence of an error; the first that fits is taken, so the special ones come first."""

_LINE = re.compile(r"line (\d+)(?:, (\w+))?")


def __dir__() -> list[str]:
    return __all__


def error_text(tongue: Tongue, error: FesError | Problem) -> str:
    """An error or a problem in one line; of bad data, every problem in its order."""
    match error:
        case InvalidInput():
            return tongue.say("; ").join(problem_text(tongue, each) for each in error.problems)
        case Problem():
            return problem_text(tongue, error)
        case _:
            return _said(tongue, str(error))


def problem_text(tongue: Tongue, problem: Problem) -> str:
    """A problem in one line: which field, what was given, what is expected.

    >>> from zhangye_fes.tongue import Tongue
    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> problem_text(english, Problem("", "nothing", "a value"))
    'record: given nothing, expected a value'
    """
    return tongue.say(
        "{field}: given {given}, expected {expected}",
        field=_place(tongue, problem.field),
        given=_said(tongue, problem.given),
        expected=_said(tongue, problem.expected),
    )


def retold(tongue: Tongue, field: str, told: str) -> str:
    """Put a problem into the language that was written down in English, as findings keep it.

    >>> from zhangye_fes.tongue import Tongue
    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> retold(english, "on", str(Problem("on", "'today'", "a value")))
    "on: given 'today', expected a value"
    """
    given, _, expected = told.removeprefix(f"{field}: given ").rpartition(", expected ")
    return problem_text(tongue, Problem("" if field == "record" else field, given, expected))


def _place(tongue: Tongue, field: str) -> str:
    """Name a field, the record, or a place in a table of days."""
    if not (line := _LINE.fullmatch(field)):
        if field == "workbook":
            return tongue.say("workbook")
        return _said(tongue, field) or tongue.say("record")
    if line[2]:
        return tongue.say("line {line}, {column}", line=line[1], column=line[2])
    return tongue.say("line {line}", line=line[1])


def _said(tongue: Tongue, english: str) -> str:
    """Put a sentence into the language; one that is not known stays as it is."""
    for pattern, sentence in _patterns():
        if found := pattern.fullmatch(english):
            places = found.groupdict()
            if "fault" in places:
                places["fault"] = _said(tongue, places["fault"])
            return tongue.say(sentence, **places)
    return english


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each sentence with the pattern that recognises it."""
    return tuple((_pattern(sentence), sentence) for sentence in SENTENCES)


def _pattern(sentence: str) -> re.Pattern[str]:
    places = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(sentence))
    return re.compile(places, re.DOTALL)
