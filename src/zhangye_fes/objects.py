"""Columns of Python objects, as pandas keeps a flag or a count that is sometimes missing.

Such a column may hold anything, so each value is looked at; what proves to be a column of flags, or
of counts, is made one that can hold a null.
"""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from zhangye_fes.cells import fact_of
from zhangye_fes.values import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["typed"]


def __dir__() -> list[str]:
    return __all__


def typed(frame: nw.DataFrame[Any], keys: Sequence[str]) -> nw.DataFrame[Any]:
    """Give columns of objects the kind that their values have, if all have the right one.

    >>> import pandas as pd
    >>> flags = pd.DataFrame({"service_hall": [True, None]})
    >>> dict(typed(nw.from_native(flags), ["service_hall"]).schema)
    {'service_hall': Boolean}
    """
    if not frame.implementation.is_pandas_like():
        return frame
    # a column of nothing but None passes for one of texts
    loose = [key for key in keys if frame.schema[key] in {nw.Object, nw.String}]
    return frame.with_columns(_typed(frame[key]) for key in loose) if loose else frame


def _typed(series: nw.Series[Any]) -> nw.Series[Any]:
    flags = fact_of(series.name).type == "flag"
    fits = _is_flag if flags else _is_count
    values = zip(series.to_list(), series.is_null().to_list(), strict=True)
    if all(null or fits(value) for value, null in values):
        native = series.to_native().astype("boolean" if flags else "Int64")
        return nw.from_native(native, series_only=True)
    return series


def _is_flag(value: object) -> bool:
    return type(value).__name__ in {"bool", "bool_"}  # Python's own, and numpy's


def _is_count(value: object) -> bool:
    return isinstance(value, Integral) and not _is_flag(value) and 0 <= int(value) <= MAX_COUNT
