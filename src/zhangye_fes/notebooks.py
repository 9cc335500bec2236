"""Tables for notebooks: plain, escaped, in the colours that the notebook has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MOST", "shown"]

MOST = 60
"""How many rows a notebook shows; a table with more of them says so."""

_TEXT = "text-align: left"
_NUMBER = "text-align: right; white-space: nowrap"


def __dir__() -> list[str]:
    return __all__


def shown(
    caption: str,
    titles: Sequence[str],
    rows: Iterable[Sequence[object]],
    *notes: str,
    total: Sequence[object] = (),
) -> str:
    """Draw a table, with notes under it; numbers are set to the right.

    Args:
        caption: what the table is.
        titles: of the columns.
        rows: one value a column.
        notes: what else there is to say.
        total: a last row, set apart.

    >>> shown("", ["社区"], [["<甘泉>"]]).partition("<tbody>")[2]
    '<tr><td style="text-align: left">&lt;甘泉&gt;</td></tr></tbody></table>'
    """
    from html import escape  # noqa: PLC0415 - slow to import, and only notebooks need it

    def cells(tag: str, values: Iterable[object]) -> str:
        drawn = (
            f'<{tag} style="{_TEXT if isinstance(each, str) else _NUMBER}">'
            f"{escape(str(each))}</{tag}>"
            for each in values
        )
        return f"<tr>{''.join(drawn)}</tr>"

    listed = list(rows)
    if len(listed) > MOST:
        notes = (f"共{len(listed)}行，此处为前{MOST}行", *notes)
    top = "".join(
        f'<th style="{_TEXT}; white-space: nowrap">{escape(each)}</th>' for each in titles
    )
    body = "".join(cells("td", each) for each in listed[:MOST])
    foot = f"<tfoot>{cells('th', total)}</tfoot>" if total else ""
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{body}</tbody>{foot}</table>"
        f"{''.join(f'<p>{escape(each)}</p>' for each in notes)}"
    )
