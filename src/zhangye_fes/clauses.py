"""The kinds of clauses that 附件2 is written in, as data, and closed: a reader can match them all.

A *condition* asks something of the facts; an *effect* says what it gives or takes. Where the text
has more than one honest reading, a value is a :class:`By`: the same value under each option of a
named field of ``Readings``.

======================  ========================================================
得 / 给 X 分            :class:`Award` X when … (the rest of the row's points *stands*)
扣 X 分                 :class:`Deduct` X for each thing that is not so
每少一种 / 存在一人扣   :class:`DeductEach` X for each one counted
不得分                  :class:`Void` the row, or what is left of it
… 得5分，… 得3分        :class:`Bands` of one rate
======================  ========================================================
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar, overload

from zhangye_fes.values import MAX_COUNT, FrozenDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhangye_fes.readings import Readings

__all__ = [
    "AllOf",
    "AnyOf",
    "AtLeast",
    "AtMost",
    "Award",
    "Band",
    "Bands",
    "By",
    "Condition",
    "Deduct",
    "DeductEach",
    "Effect",
    "IsTrue",
    "RateAtLeast",
    "Void",
    "choices",
    "facts_of",
    "parts",
    "pick",
    "subparts",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True)
class By(Generic[T_co]):
    """A value that a reading decides.

    >>> from zhangye_fes.readings import Readings
    >>> pick(By("minimum_staff", {"two": 2, "three": 3}), Readings(minimum_staff="three"))
    3
    """

    reading: str
    options: Mapping[str, T_co] = field(hash=False)

    def __post_init__(self) -> None:
        """Keep the options from being changed."""
        object.__setattr__(self, "options", FrozenDict(self.options))


@overload
def pick(value: By[T], readings: Readings) -> T: ...
@overload
def pick(value: T, readings: Readings) -> T: ...
def pick(value: object, readings: Readings) -> object:
    """Return the value itself, or the one under the option that was chosen."""
    if isinstance(value, By):
        return value.options[getattr(readings, value.reading)]
    return value


# Conditions ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IsTrue:
    """A yes/no fact that is yes."""

    fact: str
    kind: Literal["is_true"] = field(default="is_true", init=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A count of at least so many (至少)."""

    fact: str
    count: int | By[int]
    kind: Literal["at_least"] = field(default="at_least", init=False)


@dataclass(frozen=True, slots=True)
class AtMost:
    """A count of at most so many; 0 for 无."""

    fact: str
    count: int
    kind: Literal["at_most"] = field(default="at_most", init=False)


@dataclass(frozen=True, slots=True)
class RateAtLeast:
    """A rate of at least so many per cent (以上, 不低于, 达到); 1 to 100."""

    fact: str
    percent: int
    kind: Literal["rate_at_least"] = field(default="rate_at_least", init=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the conditions."""

    conditions: tuple[Condition, ...]
    kind: Literal["all_of"] = field(default="all_of", init=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the conditions at least."""

    conditions: tuple[Condition, ...]
    kind: Literal["any_of"] = field(default="any_of", init=False)


Condition: TypeAlias = IsTrue | AtLeast | AtMost | RateAtLeast | AllOf | AnyOf

# Effects ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Award:
    """Points given when the condition holds (得, 给); otherwise not, or the row is void."""

    points: int
    when: Condition
    otherwise: Literal["nothing", "void"] | By[Literal["nothing", "void"]] = "nothing"
    kind: Literal["award"] = field(default="award", init=False)


@dataclass(frozen=True, slots=True)
class Deduct:
    """Points that are taken (扣) for each of the conditions that does not hold."""

    points: int
    unless: tuple[Condition, ...] | By[tuple[Condition, ...]]
    kind: Literal["deduct"] = field(default="deduct", init=False)


@dataclass(frozen=True, slots=True)
class DeductEach:
    """Points taken for each one counted (每少一种, 存在一人), ``most`` times at the most."""

    points: int
    fact: str
    most: int | By[int] = MAX_COUNT
    kind: Literal["deduct_each"] = field(default="deduct_each", init=False)


@dataclass(frozen=True, slots=True)
class Void:
    """Nothing for the row, or for what of it is not awarded, unless the condition holds."""

    unless: Condition | By[Condition]
    scope: Literal["row", "rest"] | By[Literal["row", "rest"]] = "row"
    kind: Literal["void"] = field(default="void", init=False)


@dataclass(frozen=True, slots=True)
class Band:
    """Points for a rate from ``percent`` up; ``closed``: exactly so many per cent is in."""

    points: int
    percent: int
    closed: bool | By[bool]


@dataclass(frozen=True, slots=True)
class Bands:
    """Points by the size of a rate, highest band first; below the last there are none."""

    fact: str
    bands: tuple[Band, ...]
    kind: Literal["bands"] = field(default="bands", init=False)


Effect: TypeAlias = Award | Deduct | DeductEach | Void | Bands


def parts(whole: object, readings: Readings | None = None) -> Iterator[object]:
    """Walk through a clause and all it is made of, under every reading or the given ones."""
    yield whole
    for part in subparts(whole, readings):
        yield from parts(part, readings)


def subparts(whole: object, readings: Readings | None = None) -> Iterable[object]:
    """What a clause, a tuple or a value by reading is made of, one level down."""
    match whole:
        case tuple():
            return whole
        case By():
            return whole.options.values() if readings is None else (pick(whole, readings),)
    return [getattr(whole, name) for name in getattr(whole, "__dataclass_fields__", ())]


def facts_of(whole: object, readings: Readings | None = None) -> tuple[str, ...]:
    """Name the facts that a condition or an effect looks at, each once, in their order.

    >>> facts_of(Deduct(5, (AllOf((IsTrue("reports_timely"), IsTrue("reports_accurate"))),)))
    ('reports_timely', 'reports_accurate')
    """
    named = (getattr(part, "fact", None) for part in parts(whole, readings))
    return tuple(dict.fromkeys(name for name in named if isinstance(name, str)))


def choices(whole: object) -> Iterator[By[object]]:
    """Find every value in a clause that a reading decides.

    >>> [by.reading for by in choices(AtLeast("qualified_staff", By("minimum_staff", {})))]
    ['minimum_staff']
    """
    yield from (part for part in parts(whole) if isinstance(part, By))
