"""Tables and the progress bar."""

from __future__ import annotations

import re
import sys

import pytest
from rich.cells import cell_len

from zhangye_fes import tables
from zhangye_fes.errors import MissingExtra
from zhangye_fes.tables import need_rich, print_table, visible, watched


def test_chinese_stands_in_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("社区", "n"), [("甘泉", "5"), ("ab", "10")], "lr")
    lines = [line for line in capsys.readouterr().out.splitlines() if line]
    assert {cell_len(line) for line in lines[0:1] + lines[2:]} == {cell_len("  甘泉   10")}


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_terminal_keeps_its_width_and_everything(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(("社区",), [("甘州区东街街道甘泉社区居民委员会" * 3,)])
    out = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out)
    assert max(map(cell_len, out.splitlines())) <= width
    assert out.count("甘") == 6
    assert out.count("会") == 3


@pytest.mark.parametrize("width", [30, 60, 80])
def test_numbers_are_never_broken(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    numbers = [f"{number}–100" for number in range(8)]
    print_table(("社区", *"abcdefgh"), [("甘州区甘泉社区居民委员会", *numbers)], "lrrrrrrrr")
    lines = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out).splitlines()
    # a name of 8, 8 numbers of 5, a space between and at both ends: 58
    assert max(map(cell_len, lines)) <= max(width, 58)
    assert next(line for line in lines if "甘州" in line).split()[1:] == numbers
    assert "".join(line.split()[0] for line in lines[3:] if line) == "甘州区甘泉社区居民委员会"


def test_a_pipe_is_as_wide_as_its_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    print_table(("a",), [("甘泉" * 500,)])
    assert "甘泉" * 500 in capsys.readouterr().out


def test_markup_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("[b]a[/b]",), [("[red]x[/red] :smile:",)])
    out = capsys.readouterr().out
    assert "[b]a[/b]" in out
    assert "[red]x[/red] :smile:" in out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甘泉社区", "甘泉社区"),
        ("a\nb", "a\\nb"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u202e", "\\u202e"),
        ("\udc80", "\\udc80"),
    ],
)
def test_what_a_terminal_would_obey(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)
    with pytest.raises(MissingExtra) as caught:
        need_rich()
    assert str(caught.value) == (
        "tables need rich, not installed: install zhangye-fes[cli], or ask for --json"
    )


class TestWatched:
    """Nothing for a second, then a bar."""

    @staticmethod
    def at(monkeypatch: pytest.MonkeyPatch, *seconds: int) -> None:
        ticks = iter(second * 1_000_000_000 for second in seconds)
        monkeypatch.setattr(tables, "monotonic_ns", lambda: next(ticks))

    def test_quick_work_shows_nothing(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.at(monkeypatch, 0, 0, 1, 1)
        assert list(watched("abc", lambda: 1, 3)) == ["a", "b", "c"]
        assert capsys.readouterr() == ("", "")

    @pytest.mark.parametrize("total", [3, 0])
    def test_slow_work_shows_a_bar_on_standard_error(
        self, total: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.at(monkeypatch, 0, 0, 2)
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert list(watched("abc", lambda: 3, total)) == ["a", "b", "c"]
        out, err = capsys.readouterr()
        assert out == ""
        assert "━" in err

    def test_slow_work_without_rich(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.at(monkeypatch, 0, 2)
        monkeypatch.setitem(sys.modules, "rich", None)
        assert list(watched("abc", lambda: 3, 3)) == ["a", "b", "c"]
        assert capsys.readouterr() == ("", "")
