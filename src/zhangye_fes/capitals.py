"""Money in capital characters (大写), as receipts and vouchers have it: 壹万元整."""

from __future__ import annotations

from zhangye_fes import intake
from zhangye_fes.errors import InvalidInput, Problem

__all__ = ["MOST_YUAN", "capitals", "whole_yuan"]

MOST_YUAN = 999_999_999_999
"""The most that is written out, in yuan: a thousand times what one payment may be."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ("亿", "万", "")
_GROUP = 10_000


def __dir__() -> list[str]:
    return __all__


def whole_yuan(amount: object) -> int:
    """Let an amount of whole yuan pass.

    Raises:
        InvalidInput: it is no whole number from 0 to 999 999 999 999.

    >>> whole_yuan(10_000)
    10000
    """
    if type(amount) is not int or not 0 <= amount <= MOST_YUAN:
        expected = f"whole yuan from 0 to {MOST_YUAN}"
        raise InvalidInput([Problem("amount", intake.shown(amount), expected, "number")])
    return amount


def capitals(amount: int) -> str:
    """Write whole yuan in capital characters; zeros between digits are one 零.

    Raises:
        InvalidInput: it is no whole number from 0 to 999 999 999 999.

    Source: 支付结算办法, 附一 (正确填写票据和结算凭证的基本规定)

    >>> capitals(10_000), capitals(10_010), capitals(0)
    ('壹万元整', '壹万零壹拾元整', '零元整')
    """
    whole_yuan(amount)
    written, gap = "", False
    for power, unit in zip((2, 1, 0), _GROUPS, strict=True):
        group = amount // _GROUP**power % _GROUP
        if group:
            digits = f"{group:04}"
            zero = bool(written) and (gap or digits[0] == "0")
            written += ("零" if zero else "") + _group(digits) + unit
        gap = not group
    return f"{written or _DIGITS[0]}元整"


def _group(digits: str) -> str:
    """Write four digits; zeros before and after are silent."""
    written, gap = "", False
    for digit, place in zip(digits, _PLACES, strict=True):
        if digit == "0":
            gap = bool(written)
            continue
        written += ("零" if gap else "") + _DIGITS[int(digit)] + place
        gap = False
    return written
