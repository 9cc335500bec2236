"""Tables and a progress bar for a terminal; needs rich, which the extra ``[cli]`` brings.

A terminal's width is kept as far as no number is broken, and Chinese stands in line; what goes to a
pipe or a file is as wide as it is, so that nothing is broken or cut.
"""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack
from importlib.util import find_spec
from time import monotonic_ns
from typing import TYPE_CHECKING, Literal, TypeVar

from zhangye_fes.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["need_rich", "print_table", "visible", "watched"]

T = TypeVar("T")

_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_NO_RICH = "tables need rich, not installed: install zhangye-fes[cli], or ask for --json"
_WIDE = 100_000
_NARROW = 8
"""Four Chinese characters: a column of words is never narrower, so that it can be read."""
_PATIENCE = 1_000_000_000
"""How long nothing is shown, in nanoseconds: one second."""


def __dir__() -> list[str]:
    return __all__


def need_rich() -> None:
    """Say before the work begins that its result could not be shown.

    Raises:
        MissingExtra: rich is not installed.
    """
    if not _has_rich():
        raise MissingExtra(_NO_RICH)


def _has_rich() -> bool:
    return find_spec("rich") is not None


def visible(text: str) -> str:
    r"""Show what a terminal would obey, or could not print, as an escape.

    >>> visible("甘泉\x1b[31m社区")
    '甘泉\\x1b[31m社区'
    """
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def print_table(titles: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> None:
    """Print a table: titles, then rows.

    Args:
        titles: of the columns.
        rows: one text for each column.
        right: ``r`` for each column that is set to the right, anything else for another.

    Raises:
        MissingExtra: rich is not installed.

    >>> print_table(("社区", "合计"), [("甘泉社区", "95"), ("南关", "100")], "lr")
    <BLANKLINE>
      社区       合计
     ─────────────────
      甘泉社区     95
      南关        100
    <BLANKLINE>
    """
    need_rich()
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only when something is drawn
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    lines = list(rows)
    sides = right.ljust(len(titles))
    natural, least = _widths([titles, *lines], sides)
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDE)
    console.width = max(console.width, least)
    table = Table(box=SIMPLE_HEAD, padding=(0, 1 if natural <= console.width else 0))
    for title, side in zip(titles, sides, strict=True):
        justify: Literal["left", "right"] = "right" if side == "r" else "left"
        table.add_column(Text(title), justify=justify, no_wrap=side == "r", overflow="fold")
    for line in lines:
        table.add_row(*map(Text, line))
    with console.capture() as drawn:
        console.print(table)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))


def _widths(lines: Sequence[Sequence[str]], sides: str) -> tuple[int, int]:
    """How wide a table would like to be, and how narrow it can be with its numbers in one piece."""
    from rich.cells import cell_len  # noqa: PLC0415 - only when something is drawn

    widths = [
        max(cell_len(line) for cell in column for line in cell.split("\n"))
        for column in zip(*lines, strict=True)
    ]
    least = (
        width if side == "r" else min(width, _NARROW)
        for width, side in zip(widths, sides, strict=True)
    )
    return sum(widths) + 3 * len(widths) + 1, sum(least) + len(widths) + 1


def watched(items: Iterable[T], done: Callable[[], int], total: int) -> Iterator[T]:
    """Hand items on, and draw a progress bar on standard error once it takes more than a second.

    Args:
        items: what is worked on; handed on one by one.
        done: how much of it is done, in the unit of ``total``.
        total: how much there is, 0 where nobody knows.
    """
    begun = monotonic_ns()
    show: Callable[[int], None] | None = None
    with ExitStack() as stack:
        for item in items:
            if show is None and monotonic_ns() - begun > _PATIENCE:
                show = _bar(stack, total)
            if show is not None:
                show(done())
            yield item


def _bar(stack: ExitStack, total: int) -> Callable[[int], None]:
    if not _has_rich():
        return lambda _done: None
    from rich.console import Console  # noqa: PLC0415 - only when something is drawn
    from rich.progress import Progress  # noqa: PLC0415

    progress = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = stack.enter_context(progress).add_task("", total=total or None)
    return lambda done: progress.update(task, completed=done)
