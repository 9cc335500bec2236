"""What comes out: findings, rows and sheets, frozen and ready for JSON.

What goes in, :class:`Facts` and its parts, is in ``facts`` and ``values`` and can be imported from
here as well.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    ModelWrapValidatorHandler,
    computed_field,
    model_validator,
)

from zhangye_fes import regulation
from zhangye_fes.errors import ReceiptMismatch
from zhangye_fes.facts import Fact, Facts, FactValue
from zhangye_fes.notebooks import shown
from zhangye_fes.readings import REGISTER, Readings
from zhangye_fes.values import Count, Flag, FrozenDict, IsoDate, Rate, Value

__all__ = [
    "SCORING_READINGS",
    "VERDICTS",
    "Bounds",
    "ClauseFinding",
    "Count",
    "Fact",
    "FactValue",
    "Facts",
    "Finding",
    "Flag",
    "FrozenDict",
    "IsoDate",
    "OpenFact",
    "Rate",
    "RowScore",
    "RubricName",
    "ScoreSheet",
    "Value",
    "Verdict",
    "judge",
    "sha256",
]

Points = Annotated[int, Field(strict=True)]
"""Whole points, below 0 where they are taken."""

Verdict = Literal["qualified", "not_qualified", "undetermined"]
"""qualified 达到认定标准 · not_qualified 未达到 · undetermined: the unknown facts decide."""

VERDICTS: Mapping[Verdict, str] = {
    "qualified": "达到认定标准",
    "not_qualified": "未达到认定标准",
    "undetermined": "事实不全，尚不能确定",
}
"""What a notebook says; every other text comes from ``messages``."""

SCORING_READINGS = tuple(
    name
    for name, reading in REGISTER.items()
    if reading.kind == "computed" and reading.citation.provision.startswith("annex2")
)
"""The computed readings that a score depends on, in the order of the register."""

FactValues = Annotated[dict[str, FactValue | str], AfterValidator(FrozenDict)]


def __dir__() -> list[str]:
    return __all__


class Finding(Value):
    """Why: a code, the provision it rests on, and the facts that were looked at.

    >>> Finding(code="STANDARD_MISSED", provision="art4.3.3", facts={}).provision
    'art4.3.3'
    """

    code: str
    """A stable name, the same in every language."""
    provision: str
    """Such as ``art6.2`` or ``annex2.3.1``; see :class:`~zhangye_fes.regulation.Citation`."""
    facts: FactValues
    """The facts used, with their values."""


class ClauseFinding(Finding):
    """One clause of 附件2 that was tried, fulfilled or not.

    ``low`` and ``high`` are the points that the clause alone gives (above 0) or takes (below 0);
    they differ where an unknown fact decides.
    """

    met: bool | None
    """Whether the requirement is fulfilled; ``None`` where an unknown fact decides."""
    low: Points
    high: Points


class Bounds(Value):
    """The least and the most that points can be, both reached by some value of the unknown facts.

    >>> Bounds(low=88, high=93).exact
    False
    """

    low: Points
    high: Points

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"low not above high, that is at most {self.high}")
        return self

    @property
    def exact(self) -> bool:
        """Whether nothing is open."""
        return self.low == self.high

    def __str__(self) -> str:
        return str(self.low) if self.exact else f"{self.low}–{self.high}"


class OpenFact(Value):
    """A fact that is not known and can still change the points or who may take part."""

    fact: str
    row: str
    points: Count
    """By how many points it can move the row, at the most."""
    decides: Flag
    """Whether some value of it decides the verdict alone, whatever the other unknown facts are."""


class RowScore(Bounds):
    """A row of 附件2: its points, the clauses tried, and what of 第四条 was missed in it."""

    id: str
    standard: Points
    """标准分, the most the row can give."""
    findings: tuple[ClauseFinding, ...]
    """Every clause of the row, in the order of the text."""
    shortfalls: tuple[Finding, ...]
    """The standards of 第四条 on the same matter that were missed, whatever the points."""


class RubricName(Value):
    """Which table scored: its name, and the SHA-256 of its canonical JSON."""

    name: str
    sha256: str


def judge(eligible: bool | None, low: int, high: int, pass_mark: int) -> Verdict:
    """Say what eligibility and bounds come to: the pass mark itself qualifies (第七条).

    >>> judge(True, 90, 90, 90), judge(True, 89, 90, 90), judge(None, 95, 95, 90)
    ('qualified', 'undetermined', 'undetermined')
    """
    if eligible is False or high < pass_mark:
        return "not_qualified"
    return "qualified" if eligible and low >= pass_mark else "undetermined"


class ScoreSheet(Value):
    """附件2 filled in for one community, explained, with bounds where facts are unknown.

    A sheet comes from :func:`~zhangye_fes.scoring.score`, or is read back with the receipt it was
    given: facts, computed readings, rubric, points, total, who may take part or a verdict that was
    altered since is refused. The rest follows from these: score the facts again to prove it.

    Raises:
        ReceiptMismatch: a stored sheet is not what was scored, or has no receipt.

    Source: 第七条, 附件2
    """

    facts: Facts
    readings: Readings
    rubric: RubricName
    rows: Annotated[dict[str, RowScore], AfterValidator(FrozenDict)]
    """The rows by their id, ``"1"`` … ``"5.3"``, in the order of the table."""
    total: Bounds
    """合计, the sum of the rows."""
    pass_mark: Points
    """The total that qualifies: 90 (第七条), unless the rubric is a what-if."""
    eligibility: ClauseFinding
    """Whether the basic conditions are met (附件2 第1行)."""
    verdict: Verdict
    unknown: tuple[OpenFact, ...]
    """The unknown facts that still matter: deciding ones first, then by points, then by row."""
    edition: str
    """文号 of the regulation."""
    version: str
    """Version of the library that scored."""

    @property
    def eligible(self) -> bool | None:
        """Whether the community may take part; ``None`` where an unknown fact decides."""
        return self.eligibility.met

    @property
    def margin(self) -> Bounds:
        """How far the total is above (or, negative, below) the pass mark."""
        return Bounds(low=self.total.low - self.pass_mark, high=self.total.high - self.pass_mark)

    @property
    def findings(self) -> tuple[ClauseFinding, ...]:
        """Every clause tried: who may take part, then row by row in the order of the text."""
        rows = self.rows.values()
        return (self.eligibility, *(finding for row in rows for finding in row.findings))

    @property
    def shortfalls(self) -> tuple[Finding, ...]:
        """The standards of 第四条 that were missed; 90 points decide all the same (第七条)."""
        return tuple(missed for row in self.rows.values() for missed in row.shortfalls)

    def _prove(self) -> str:
        """A SHA-256 over rubric, computed readings, facts and result in canonical JSON.

        Equal inputs give equal receipts, on every machine.
        """
        points = {name: [row.low, row.high, row.standard] for name, row in self.rows.items()}
        proved = {
            "eligible": self.eligible,
            "facts": self.facts.known(),
            "points": points | {"total": [self.total.low, self.total.high]},
            "readings": {name: getattr(self.readings, name) for name in SCORING_READINGS},
            "rubric": {"pass_mark": self.pass_mark, **dict(self.rubric)},
            "verdict": self.verdict,
        }
        return sha256(proved)

    receipt = computed_field(cached_property(_prove))

    @model_validator(mode="wrap")
    @classmethod
    def _proved(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, dict):
            return handler(data)
        stored = dict(data)
        receipt = stored.pop("receipt", None)
        sheet = handler(stored)
        total = sheet.total
        judged = judge(sheet.eligible, total.low, total.high, sheet.pass_mark)
        sums = (
            sum(row.low for row in sheet.rows.values()),
            sum(row.high for row in sheet.rows.values()),
        )
        named = all(name == row.id for name, row in sheet.rows.items())
        whole = named and sums == (total.low, total.high) and judged == sheet.verdict
        if not whole or receipt != sheet.receipt:
            proof = sheet.receipt if whole else "none: rows, total and verdict do not agree"
            raise ReceiptMismatch(str(receipt), proof)
        return sheet

    def _repr_html_(self) -> str:
        words = regulation.lines()
        rows = [
            (row.id, words[f"annex2.{row.id}.content"], row.standard, row)
            for row in self.rows.values()
        ]
        full = sum(row.standard for row in self.rows.values())
        return shown(
            f"{self.rubric.name} {VERDICTS[self.verdict]}",
            ("编号", "考核内容", "标准分", "得分"),
            rows,
            regulation.DISCLAIMER,
            total=("合计", "", full, self.total),
        )


def sha256(data: Mapping[str, Any]) -> str:
    """Hash plain data in canonical JSON: sorted keys, no spaces, UTF-8.

    >>> sha256({})
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    """
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
