"""The public face: every name is where it says, and is imported when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import zhangye_fes


def test_every_name_is_there() -> None:
    for name in zhangye_fes.__all__:
        assert getattr(zhangye_fes, name) is not None
    assert dir(zhangye_fes) == sorted(zhangye_fes.__all__)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = zhangye_fes.nothing


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        ("import zhangye_fes", []),
        ("import zhangye_fes; zhangye_fes.FesError", []),
        ("from zhangye_fes import score", ["pydantic"]),
        ("from zhangye_fes import explain", ["pydantic"]),
    ],
)
def test_what_is_imported(code: str, loaded: list[str]) -> None:
    heavy = "[name for name in ('pydantic', 'babel', 'rich') if name in sys.modules]"
    told = f"{code}; import sys; print({heavy})"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(loaded)
