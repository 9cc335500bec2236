"""What there is to look up: the facts, the readings, the table; in words or as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from zhangye_fes.facts import Fact, Facts
from zhangye_fes.messages import label, text
from zhangye_fes.readings import REGISTER, Reading
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.tables import need_rich, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhangye_fes.row import Row

__all__ = ["list_facts", "list_readings", "list_rubric", "write_json"]


def __dir__() -> list[str]:
    return __all__


def write_json(data: object) -> None:
    """Write one JSON text, indented.

    >>> write_json({"县": 1})
    {
      "县": 1
    }
    """
    sys.stdout.write(f"{json.dumps(data, ensure_ascii=False, indent=2)}\n")


def list_facts(lang: str, *, as_json: bool) -> None:
    """Write the facts that 附件2 asks for.

    Raises:
        MissingExtra: a table was asked for and rich is not installed.
    """
    if as_json:
        write_json([asdict(fact) for fact in Facts.legend()])
        return
    need_rich()
    titles = [text(each, lang) for each in ("row", "fact", "type", "unit", "meaning")]
    print_table(titles, (_fact(fact, lang) for fact in Facts.legend()))


def _fact(fact: Fact, lang: str) -> list[str]:
    meaning = [label(fact.name, lang)]
    if fact.type == "rate":
        meaning.append(" ÷ ".join(label(column, lang) for column in fact.columns))
    if lang == "en":
        meaning.append(fact.meaning)
    unit = text(fact.unit, lang)
    return [fact.row, fact.name, text(fact.type, lang), unit, "\n".join(meaning)]


def list_readings(lang: str, *, as_json: bool) -> None:
    """Write the register of open questions, each with its options, the default first."""
    if as_json:
        write_json([_data(reading) for reading in REGISTER.values()])
        return
    for reading in REGISTER.values():
        sys.stdout.write("".join(f"{line}\n" for line in _reading(reading, lang)))


def _data(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.id,
        "kind": reading.kind,
        "provision": reading.citation.provision,
        "quote": reading.citation.quote,
        "question": reading.question,
        "options": dict(reading.options),
        "default": reading.default,
        "grounds": reading.grounds,
        "confidence": reading.confidence,
        "authority": reading.authority,
    }


def _reading(reading: Reading, lang: str) -> Iterator[str]:
    yield f"{reading.id}  {reading.citation}  {text(reading.kind, lang)}"
    if reading.citation.quote:
        yield f"  “{reading.citation.quote}”"
    yield f"  {label(reading.id, lang)}"
    for option in reading.options:
        mark = "*" if option == reading.default else " "
        yield f"  {mark} {option}  {label(f'{reading.id}.{option}', lang)}"
    yield f"  {text('grounds', lang)}  {label(f'{reading.id}.grounds', lang)}"
    yield ""


def list_rubric(lang: str, *, as_json: bool) -> None:
    """Write 附件2.

    Raises:
        MissingExtra: a table was asked for and rich is not installed.
    """
    if as_json:
        write_json(ANNEX_2.to_dict())
        return
    need_rich()
    titles = [
        text(each, lang) for each in ("row", "project", "standard points", "content", "marking")
    ]
    print_table(titles, (_row(row, lang) for row in ANNEX_2.rows), "llr")


def _row(row: Row, lang: str) -> list[str]:
    points = f"{row.standard}{text(' (derived)', lang)}" if row.derived else str(row.standard)
    quotes = dict.fromkeys(text(clause.citation.quote, lang) for clause in row.clauses)
    project = label(f"project {row.project}", lang)
    return [row.id, project, points, label(row.id, lang), "\n".join(quotes)]
