"""Money in capital characters, each written out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from zhangye_fes import InvalidInput, capitals
from zhangye_fes.capitals import capitals as written
from zhangye_fes.messages import yuan


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "零元整"),
        (1, "壹元整"),
        (10, "壹拾元整"),
        (101, "壹佰零壹元整"),
        (1_001, "壹仟零壹元整"),
        (1_010, "壹仟零壹拾元整"),
        (2_300, "贰仟叁佰元整"),
        (10_000, "壹万元整"),
        (10_001, "壹万零壹元整"),
        (10_010, "壹万零壹拾元整"),
        (30_500, "叁万零伍佰元整"),
        (105_000, "壹拾万伍仟元整"),
        (1_010_100, "壹佰零壹万零壹佰元整"),
        (20_000_000, "贰仟万元整"),
        (100_000_000, "壹亿元整"),
        (100_000_001, "壹亿零壹元整"),
        (100_001_000, "壹亿零壹仟元整"),
        (100_010_000, "壹亿零壹万元整"),
        (600_020_000, "陆亿零贰万元整"),
        (999_999_999_999, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整"),
    ],
)
def test_amounts(amount: int, words: str) -> None:
    assert written(amount) == words


@pytest.mark.parametrize("amount", [-1, 10**12, True, 1.0, "1", None])
def test_what_is_no_amount(amount: Any) -> None:  # noqa: ANN401 - anything but an amount
    for put in (written, yuan):
        with pytest.raises(InvalidInput, match="whole yuan from 0 to 999999999999"):
            put(amount)


def test_in_figures() -> None:
    assert (yuan(10_000), yuan(0), yuan(1_234_567)) == ("¥10,000.00", "¥0.00", "¥1,234,567.00")


def test_the_module_lists_its_names() -> None:
    assert dir(capitals) == sorted(capitals.__all__)
