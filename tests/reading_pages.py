"""A page of HTML read back with the standard library: its texts, its tables; it must be whole."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br"}
"""The elements here that have no end."""


class Page(HTMLParser):
    """What a page says; each element that opens must close, in order, and no attribute is twice."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.headings: list[str] = []
        self.rows: list[list[str]] = []
        """The cells of every row of every table, their texts joined."""
        self._cell: list[str] | None = None
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len({*names}), tag
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in {"td", "th"}:
            self.rows[-1].append(" ".join(self._cell or []))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if not (said := data.strip()) or self.open[-1:] == ["style"]:
            return
        self.texts.append(said)
        if self.open[-1] in {"h1", "h2"} or self.open[-2:] == ["h1", "bdi"]:
            self.headings.append(said)
        if self._cell is not None:
            self._cell.append(said)

    def row(self, first: str) -> list[str]:
        """The row that begins with a cell, which must be one alone."""
        (found,) = [row for row in self.rows if row[:1] == [first]]
        return found
