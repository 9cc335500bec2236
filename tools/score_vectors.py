"""The generated conformance vectors of the kind ``score``: every edge, every row, every triple.

What is expected comes from :mod:`tests.annex2_by_hand`, a second formulation of 附件2, and never
from the library. A vector is ``must`` where no reading matters to it; else it says what comes of
every option of those that do.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from itertools import chain, product
from typing import TYPE_CHECKING, Any, Final

from tests import annex2_by_hand
from tools.cells import Cells
from tools.covering import cover
from tools.fact_classes import (
    CLASSES,
    OPTIONS,
    READINGS,
    ROWS,
    depends,
    nearest,
    one_of,
    options,
    outcome,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Json = dict[str, Any]

__all__ = ["boundaries", "rows", "triples"]

FULL: Final[Mapping[str, Any]] = {
    **{fact: True for fact, classes in CLASSES.items() if "true" in classes},
    **{fact: 0 for fact, classes in CLASSES.items() if "2+" in classes},
    **{fact: (24, 24) for fact, classes in CLASSES.items() if "=100" in classes},
    "qualified_staff": 3,
    "reemployment": (47, 50),
    "hard_to_employ_employment": (39, 40),
    "disabled_registration": (30, 32),
    "disabled_employment": (19, 20),
    "training": (46, 50),
    "satisfaction": (95, 100),
}
"""A community with nothing wanting."""

_POINTS: Final = {
    "1": 20, "2": 10, "3.1": 10, "3.3": 5, "3.4": 6, "3.5": 4, "3.6": 5,
    "4.1": 5, "4.2": 5, "4.3": 5, "5.1": 5, "5.2": 5, "5.3": 5,
}  # fmt: skip
"""The standard points that are printed; row 3.2's cell is blank."""

_EDGES: Final = {
    ("zero_families", 100): ("动态消除零就业家庭得5分", "at"),
    ("reemployment", 90): ("失业人员再就业率低于90%不得分。", "below"),
    ("hard_to_employ_employment", 95): ("低于95%不得分。", "below"),
    ("disabled_registration", 90): ("每项低于考核要求扣3分。", "below"),
    ("disabled_employment", 90): ("每项低于考核要求扣3分。", "below"),
    ("retiree_service", 100): ("低于100%不得分。", "below"),
    ("training", 50): ("低于50%的不得分。", "below"),
    ("training", 80): ("50%-80%得1分", "below"),
    ("training", 90): ("困难人员参加培训率高于90%得5分", "above"),
    ("satisfaction", 75): ("低于75%不得分。", "below"),
    ("satisfaction", 90): ("抽样调查满意率达到90%的得5分", "at above"),
}
"""Every threshold, with the words that set it and the sides of it on which they take effect."""

_GROUPS: Final = (7, 20, 100, 209, 412, 1_000, 65_537, 25_000_020, 999_999_900, 999_999_999)
"""How many people the groups have whose rates are tried at every threshold."""

_SIDES: Final = {"below": "略低于", "at": "恰为", "above": "略高于"}


def boundaries() -> str:
    """Write the rates nearest to every threshold, below, at and above it."""
    return _file("boundaries", "各比率在每个界限上下最接近的分数")


def rows() -> str:
    """Write every combination of the classes of the facts within a row."""
    return _file("rows", "各行之内各事实类别的全部组合")


def triples() -> str:
    """Write combinations in which any three classes of any three facts meet."""
    return _file("triples", "任意三个事实的任意三个类别都同时出现的组合")


def _file(topic: str, title: str) -> str:
    tests = ",\n".join(map(_line, _vectors()[topic]))
    schema = "../../schemas/vectors.json"
    return (
        f'{{\n"$schema": "{schema}",\n"kind": "score",\n"title": "附件2：{title}",\n'
        f'"tests": [\n{tests}\n]\n}}\n'
    )


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _vectors() -> dict[str, list[Json]]:
    """Make all vectors; an input that has been taken already is not taken again."""
    made: dict[str, list[Json]] = {}
    seen: set[str] = set()
    for topic, vectors in (
        ("boundaries", _boundaries()),
        ("rows", _rows()),
        ("triples", _triples()),
    ):
        made[topic] = []
        for vector in vectors:
            if vector["id"] not in seen:
                seen.add(vector["id"])
                made[topic].append(vector)
    return made


# ── one vector ─────────────────────────────────────────────────────────────────────────────────


def _vector(facts: Mapping[str, Any], title: str, cites: tuple[str, str, bool] | None) -> Json:
    """Work out a vector by hand; without ``cites`` it is about the 90 points."""
    given = {
        name: dict(zip(("num", "den"), value, strict=True)) if isinstance(value, tuple) else value
        for name, value in facts.items()
        if value is not None
    }
    cases = [(when, _output(facts, when)) for when in options(_needs(facts))]
    ninety = any(output["verdict"] == "qualified" for _, output in cases)
    cited = cites or ("art7", "得分在90分以上的认定为市级充分就业社区。", ninety)
    expect = [{"when": when, "outcome": "ok", "output": output} for when, output in cases]
    must = len(cases) == 1
    return {
        "id": _id({"facts": given}),
        "rev": 1,
        "level": "must" if must else "reading",
        "title": title,
        "cites": [dict(zip(("provision", "quotation", "fires"), cited, strict=True))],
        "input": {"facts": given},
        "expect": {"outcome": "ok", "output": cases[0][1]} if must else expect,
        "derivation": "；".join(_derivation(when, output) for when, output in cases),
    }


def _id(asked: Json) -> str:
    """Name a vector after what it asks."""
    told = json.dumps(
        {"kind": "score", "readings": {}, "input": asked},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return f"S-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def _needs(facts: Mapping[str, Any]) -> frozenset[str]:
    """Name the readings that matter."""
    return frozenset[str]().union(
        *(depends(row, tuple(facts[name] for name in names)) for row, names in ROWS.items())
    )


def _output(facts: Mapping[str, Any], when: Mapping[str, str]) -> Json:
    """Score by hand; readings that do not matter are at their first option."""
    read = {name: choices[0] for name, choices in OPTIONS.items()} | dict(when)
    found = {
        row: outcome(
            row,
            tuple(facts[name] for name in names),
            tuple(read[name] for name in READINGS[row]),
        )
        for row, names in ROWS.items()
    }
    return {
        "eligible": found["1"][2],
        "low": sum(low for low, _, _ in found.values()),
        "high": sum(high for _, high, _ in found.values()),
        "verdict": annex2_by_hand.verdict(facts, read),
        "rows": {row: [low, high] for row, (low, high, _) in found.items()},
    }


def _derivation(when: Mapping[str, str], output: Json) -> str:
    """Add up the points, row by row."""
    told = "，".join(f"{name}＝{option}" for name, option in when.items())
    points = "＋".join(_span(low, high) for low, high in output["rows"].values())
    return f"{told}{'：' if told else ''}{points}＝{_span(output['low'], output['high'])}"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"({low}~{high})"


# ── which vectors ──────────────────────────────────────────────────────────────────────────────


def _boundaries() -> Iterator[Json]:
    for (fact, percent), (quotation, sides) in _EDGES.items():
        row = next(row for row, facts in ROWS.items() if fact in facts)
        for side, rate in chain.from_iterable(nearest(percent, den).items() for den in _GROUPS):
            title = f"第{row}行：{rate[0]}/{rate[1]}{_SIDES[side]}{percent}%"
            cited = (f"annex2.{row}", quotation, side in sides.split())
            yield _vector({**FULL, fact: rate}, title, cited)


def _rows() -> Iterator[Json]:
    for row, facts in ROWS.items():
        for turn, classes in enumerate(product(*facts.values())):
            if row == "1" and "unknown" in classes:
                continue  # 1215 are too many; any three of them meet in the triples
            changed = {
                name: one_of(name, each, turn) for name, each in zip(facts, classes, strict=True)
            }
            yield _vector(
                {**FULL, **changed}, f"第{row}行：{'、'.join(classes)}", _cell(row, changed)
            )


def _cell(row: str, facts: Mapping[str, Any]) -> tuple[str, str, bool]:
    """Cite the standard points of a row, which are earned or not."""
    if row not in _POINTS:
        return f"annex2.{row}", "给6分，否则不得分；", facts["unemployed_services_provided"] is True
    read = {name: choices[0] for name, choices in OPTIONS.items()}
    low, _ = annex2_by_hand.row_bounds(row, facts, read)
    return f"annex2.{row}.points", str(_POINTS[row]), low == _POINTS[row]


def _triples() -> Iterator[Json]:
    """Cover all triples of classes; the values of a class take turns."""
    table = Cells()
    for turn, cells in enumerate(cover(table.factors, table.groups())):
        facts = {
            fact: one_of(fact, name, turn) for fact, name in (table.cells[cell] for cell in cells)
        }
        yield _vector(facts, f"三个类别的组合 第{turn + 1}组", None)
