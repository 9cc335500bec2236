"""Names that are imported when they are first asked for (PEP 562)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["on_demand"]


def __dir__() -> list[str]:
    return __all__


def on_demand(
    module: dict[str, Any], homes: Mapping[str, tuple[str, ...]]
) -> Callable[[str], object]:
    """Make the ``__getattr__`` of a module.

    Args:
        module: its ``globals()``, which keep what was asked for.
        homes: the names by the module of this package in which they live.

    >>> on_demand({"__name__": "here"}, {"errors": ("FesError",)})("FesError")
    <class 'zhangye_fes.errors.FesError'>
    """

    def getter(name: str) -> object:
        for home, names in homes.items():
            if name in names:
                found = module[name] = getattr(import_module(f"zhangye_fes.{home}"), name)
                return found
        raise AttributeError(f"module {module['__name__']!r} has no attribute {name!r}")

    return getter
