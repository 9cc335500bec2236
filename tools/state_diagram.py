"""The diagram of a community's statuses, drawn from the transition table as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape

from tools.words import chinese
from zhangye_fes.phrases import HAPPENINGS, STATUSES
from zhangye_fes.transitions import APPLICATION, CLOSED, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhangye_fes.transitions import Status

UNDRAWN: Final = frozenset({"merged"})
"""The events that would cover the diagram: a merger leads almost anywhere."""

_HEAD: Final = (
    '<svg class="states" viewBox="0 0 720 740" role="img" aria-label="状态图" font-size="12"',
    ' fill="currentColor" stroke="currentColor" stroke-width="1">',
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7"',
    ' markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" stroke="none"/></marker></defs>',
)
_WIDTH, _HEIGHT, _STEP = 132, 30, 66
_LEFT, _RIGHT = 130, 560
_PATH: Final[tuple[Status, ...]] = ("none", *APPLICATION, "recognised")
_PLACES: Final[Mapping[str, tuple[int, int]]] = {
    **{status: (_LEFT, 20 + _STEP * row) for row, status in enumerate(_PATH)},
    **{
        status: (_RIGHT, 20 + _STEP * row)
        for status, row in (
            *(("withdrawn", 1), ("disqualified", 2), ("declined", 4)),
            *(("cancelled", 8), ("exited", 9), ("dissolved", 10)),
        )
    },
}
"""The left upper corner of each status."""


class Edge(NamedTuple):
    """An arrow: what leads from a status, or a whole group of them, to another."""

    source: str
    to: str
    events: tuple[str, ...]


def edges() -> list[Edge]:
    """List the arrows, those of a whole group as one."""
    found: dict[tuple[str, str], list[str]] = {}
    for event in dict.fromkeys(event for event, _ in TABLE):
        if event in UNDRAWN:
            continue
        for to in _PLACES:
            sources: set[str] = {
                status
                for (name, status), cell in TABLE.items()
                if name == event and to in cell.to and to != status
            }
            for source in _grouped(sources, event):
                found.setdefault((source, to), []).append(event)
    return [Edge(*ends, tuple(events)) for ends, events in found.items()]


def _grouped(sources: set[str], event: str) -> list[str]:
    if event == "recognised":  # from anywhere else a step is missing: that is said in words
        return ["city_publicity_over"] if sources else []
    live = {*APPLICATION, "recognised", *CLOSED}
    if sources >= live:
        return ["live"]
    for name, group in (("application", APPLICATION), ("closed", CLOSED)):
        if sources >= {*group}:
            return [name, *sorted(sources - {*group}, key=[*_PLACES].index)]
    return sorted(sources, key=[*_PLACES].index)


def drawn() -> str:
    """Draw the diagram; colours are those of the page."""
    return "\n".join(
        [
            *_HEAD,
            *_boxes(),
            *(line for edge in edges() for line in _arrow(edge)),
            *(_node(status, *place) for status, place in _PLACES.items()),
            "</svg>",
        ]
    )


def _boxes() -> Iterator[str]:
    dashed = 'fill="none" stroke-dasharray="4 3" stroke-opacity="0.6"'
    top, bottom = _PLACES["applied"][1] - 12, _PLACES["city_publicity_over"][1] + _HEIGHT + 12
    yield f'<rect x="{_LEFT - 60}" y="{top}" width="330" height="{bottom - top}" {dashed}/>'
    top, bottom = _PLACES["withdrawn"][1] - 12, _PLACES["exited"][1] + _HEIGHT + 12
    width = _WIDTH + 24
    yield f'<rect x="{_RIGHT - 12}" y="{top}" width="{width}" height="{bottom - top}" {dashed}/>'


def _node(status: str, x: int, y: int) -> str:
    name = escape(chinese(None, STATUSES[status]))
    strong = 2 if status == "recognised" else 1
    return (
        f'<g data-status="{status}"><rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}"'
        f' rx="6" fill="var(--color-background-primary, #fff)" stroke-width="{strong}"/>'
        f'<text x="{x + _WIDTH // 2}" y="{y + 19}" text-anchor="middle" stroke="none">'
        f"{name}</text></g>"
    )


def _arrow(edge: Edge) -> Iterator[str]:
    path, (x, y), anchor = _route(edge)
    told = "、".join(chinese(None, HAPPENINGS[event]) for event in edge.events)
    names = " ".join(edge.events)
    yield (
        f'<path data-from="{edge.source}" data-to="{edge.to}" data-events="{names}"'
        f' d="{path}" fill="none" marker-end="url(#tip)"/>'
    )
    yield f'<text x="{x}" y="{y}" text-anchor="{anchor}" stroke="none">{escape(told)}</text>'


def _route(edge: Edge) -> tuple[str, tuple[int, int], str]:
    """Give the line of an arrow, and where its words stand."""
    to_x, to_y = _PLACES[edge.to]
    middle = to_y + _HEIGHT // 2
    if edge.source == "closed":
        x = _RIGHT + _WIDTH // 2
        above = to_y - _STEP // 2
        into = to_x + _WIDTH
        path = f"M{x} {to_y - 12}V{above}H{into + 30}V{middle}H{into}"
        return path, ((x + into) // 2 + 20, above - 5), "middle"
    if edge.source in {"application", "live"}:
        start = _LEFT + 270 if edge.source == "application" else _LEFT + _WIDTH // 2
        path = f"M{start} {middle}H{to_x}"
        if edge.source == "live":
            path = f"M{start} {_PLACES['recognised'][1] + _HEIGHT}V{middle}H{to_x}"
        return path, (to_x - 20, middle - 5), "end"
    x, y = _PLACES[edge.source]
    if to_x > x:
        high = y + _HEIGHT // 2
        path = f"M{x + _WIDTH} {high}L{to_x} {middle}"
        if edge.source == "recognised":  # its arrows part at their tips
            return path, (to_x - 20, middle - 6), "end"
        return path, (x + _WIDTH + 12, high + 16 if high >= middle else high - 6), "start"
    if to_y == y + _STEP:
        center = x + _WIDTH // 2
        return f"M{center} {y + _HEIGHT}V{to_y}", (center + 8, y + _HEIGHT + 22), "start"
    start, far = y + _HEIGHT // 2, x - 22 if to_y < y else x - 118
    told = (far - 4, (start + middle) // 2) if to_y < y else (far + 4, middle - 6)
    return f"M{x} {start}H{far}V{middle}H{to_x}", told, "end" if to_y < y else "start"
