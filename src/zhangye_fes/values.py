"""The building stones of every model: counts, flags, rates, dates, and frozen mappings."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Never, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.dataclasses import dataclass
from pydantic_core import SchemaValidator, core_schema

from zhangye_fes import intake
from zhangye_fes.dates import IsoDate

__all__ = ["MAX_COUNT", "Count", "Flag", "FrozenDict", "IsoDate", "Rate", "Value", "made", "maker"]

MAX_COUNT = 999_999_999
"""The largest count; more than anybody could count, and safe in every other system."""

Count = Annotated[int, Field(strict=True, ge=0, le=MAX_COUNT)]
"""A whole number of people, families, ledgers …; never a float, a text or a bool."""

Flag = Annotated[bool, Field(strict=True)]
"""Yes or no; never 1, ``"true"`` or anything else that is merely true-ish."""


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid", defer_build=True))
class Rate:
    """A rate as its two counts: ``num`` out of ``den`` people or families.

    A percentage is not a rate: 188 of 209 prints as 90.0 % and is below 90 %. Rates are compared by
    cross-multiplication, never divided.

    Raises:
        ValidationError: a count is not a whole number from 0 to 999 999 999, or num is above den.

    Source: 附件2, rows 3.1–3.5, 4.1, 5.1

    >>> Rate(188, 209).reaches(90), Rate(9, 10).reaches(90)
    (False, True)
    >>> print(Rate(188, 209))
    188/209
    """

    num: Count
    """How many of the group fulfil the requirement."""
    den: Count
    """How many the group has; 0 is a group with nobody in it."""

    def __post_init__(self) -> None:
        """Refuse more people than the group has."""
        if self.num > self.den:
            msg = f"num not above den, that is at most {self.den}"
            raise ValueError(msg)

    def __str__(self) -> str:
        return f"{self.num}/{self.den}"

    def reaches(self, percent: int, *, exactly: bool = True) -> bool:
        """Whether the rate is at least ``percent`` (or, not ``exactly``, above it).

        >>> Rate(4, 5).reaches(80), Rate(4, 5).reaches(80, exactly=False)
        (True, False)
        """
        left, right = self.num * 100, self.den * percent
        return left > right or (exactly and left == right)


_new = object.__new__
_set_dict, _set_given, _set_extra, _set_private = (
    BaseModel.__dict__[slot].__set__
    for slot in (
        "__dict__",
        "__pydantic_fields_set__",
        "__pydantic_extra__",
        "__pydantic_private__",
    )
)
"""The four slots of a pydantic model, set directly: ``__setattr__`` is closed, and slower."""

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A ``dict`` that cannot be changed after it was made, so that results can be shared.

    >>> FrozenDict({"a": 1})["a"]
    1
    >>> FrozenDict({"a": 1}).clear()
    Traceback (most recent call last):
        ...
    TypeError: this mapping is frozen; make a dict of it to change a copy
    """

    __slots__ = ()

    def _refuse(self, *_args: Any, **_named: Any) -> Never:  # noqa: ANN401 - takes dict's own
        msg = "this mapping is frozen; make a dict of it to change a copy"
        raise TypeError(msg)

    if not TYPE_CHECKING:  # a type checker sees dict's own methods, and they never return
        __setitem__ = __delitem__ = __ior__ = _refuse
        clear = pop = popitem = setdefault = update = _refuse

        def __hash__(self) -> int:
            """Count what equal mappings have in common."""
            return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, V]]]:
        """Pickle and copy as the mapping it was made from."""
        return type(self), (dict(self),)


class Value(BaseModel):
    """A frozen record that refuses unknown names; the base of every model here.

    >>> class Point(Value):
    ...     x: Count
    >>> Point.from_json('{"x": 3}')
    Point(x=3)
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    _all_fields: ClassVar[set[str]] = set()

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: object) -> None:
        """Note the fields once a model, for :meth:`trusted`."""
        cls._all_fields = set(cls.model_fields)

    @classmethod
    def trusted(cls, **fields: Any) -> Self:  # noqa: ANN401 - every field has its own type
        """Build from parts that this library made itself, all fields given, without checking.

        Faster than pydantic's ``model_construct``, and as closed: the result is frozen.
        """
        return made(cls, fields)

    def model_copy(
        self,
        *,
        update: Mapping[str, Any] | None = None,
        deep: bool = False,
    ) -> Self:
        """Copy, with some fields changed; unlike pydantic's own, it checks them.

        >>> class Point(Value):
        ...     x: Count
        >>> Point(x=3).model_copy(update={"x": 4})
        Point(x=4)
        """
        if update:
            given = {name: getattr(self, name) for name in self.model_fields_set}
            return self.model_validate({**given, **update})
        return super().model_copy(deep=deep)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read one record from JSON text, strictly.

        Raises:
            InvalidInput: names every field that is wrong, what was given and what is expected.
        """
        return intake.parse(cls, text)

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read one record from plain data, as :meth:`from_json` does from text.

        A constructor raises pydantic's ``ValidationError`` instead.

        Raises:
            InvalidInput: names every field that is wrong, what was given and what is expected.

        >>> class Point(Value):
        ...     x: Count
        >>> Point.from_data({"x": -3})
        Traceback (most recent call last):
            ...
        zhangye_fes.errors.InvalidInput: x: given -3, expected a whole number from 0 to 999999999
        """
        return intake.validated(cls, data)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:  # noqa: ANN401 - pydantic's own signature
        """As pydantic's, but a key given twice, a float or NaN is refused here too.

        Raises:
            InvalidInput: as :meth:`from_json`.
        """
        del options
        return cls.from_json(bytes(json_data) if isinstance(json_data, bytearray) else json_data)


M = TypeVar("M", bound=Value)


def made(cls: type[M], fields: dict[str, Any]) -> M:
    """Build as :meth:`Value.trusted` does, out of a dictionary that becomes the model's own.

    >>> class Point(Value):
    ...     x: Count
    >>> made(Point, {"x": 3})
    Point(x=3)
    """
    model = _new(cls)
    _set_dict(model, fields)
    _set_given(model, cls._all_fields)
    _set_extra(model, None)
    _set_private(model, None)
    return model


def maker(cls: type[M]) -> Callable[[dict[str, Any]], M]:
    """Prepare :func:`made` for one model that is made by the thousand.

    >>> class Point(Value):
    ...     x: Count
    >>> maker(Point)({"x": 3})
    Point(x=3)
    """
    schema = core_schema.model_schema(cls, core_schema.any_schema())
    build: Callable[[object], M] = SchemaValidator(schema).validate_python
    names = cls._all_fields
    return lambda fields: build((fields, None, names))
