"""Invented communities with groups as large as real ones: the same for the same seed.

An urban community of Gansu has two to ten thousand residents; per community the groups of 附件2 are
taken to be 20–260 unemployed who are willing and able, 8–90 people with difficulty finding work,
20–190 disabled people (5–38 of them willing and able to work), 60–1300 retirees, at most four
zero-employment families and a survey of 40–120. Most requirements are met, as in communities that
apply: a yes/no fact is no once in twenty, a count is not 0 as often, and a rate lies anywhere from
85 % to 100 %.
"""

from __future__ import annotations

from random import Random
from typing import Any

from zhangye_fes import Facts

__all__ = ["communities", "partly_known"]

_GROUPS = {
    "reemployment": (20, 260),
    "hard_to_employ_employment": (8, 90),
    "disabled_registration": (20, 190),
    "disabled_employment": (5, 38),
    "training": (8, 90),
    "satisfaction": (40, 120),
}
_RETIREES = (60, 1300)
_ONE_IN = 20


def communities(number: int, seed: int) -> list[dict[str, Any]]:
    """Invent so many communities, no two alike, every fact known, as plain data.

    >>> [record["reemployment"] for record in communities(2, seed=181)]
    [{'num': 82, 'den': 92}, {'num': 57, 'den': 59}]
    """
    random = Random(seed)  # noqa: S311 - invented figures, not secrets
    found: dict[Facts, dict[str, Any]] = {}
    while len(found) < number:
        record = {fact.name: _value(random, fact.name, fact.type) for fact in Facts.legend()}
        found[Facts.model_validate(record)] = record
    return list(found.values())


def partly_known(records: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """Forget each fact of each community with a chance of one in twenty.

    >>> len(partly_known(communities(1, seed=181), seed=181)[0])
    30
    """
    random = Random(seed)  # noqa: S311
    return [
        {name: value for name, value in record.items() if random.randrange(_ONE_IN)}
        for record in records
    ]


def _value(random: Random, name: str, kind: str) -> object:
    fails = not random.randrange(_ONE_IN)
    if kind == "flag":
        return not fails
    if name == "qualified_staff":
        return random.randint(1, 6)
    if kind == "count":
        return random.randint(1, 3) if fails else 0
    if name == "zero_families":
        found = random.randint(0, 4)
        return {"num": found - (fails and found > 0), "den": found}
    if name == "retiree_service":
        retirees = random.randint(*_RETIREES)
        return {"num": retirees - (random.randint(1, 9) if fails else 0), "den": retirees}
    group = random.randint(*_GROUPS[name])
    return {"num": random.randint(group * 85 // 100, group), "den": group}
