"""``zhangye-fes conformance``: start the kit, which stands beside the package and not in it."""

from __future__ import annotations

import argparse
import errno
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["run_kit"]

_RUNNER = Path("conformance", "run.py")


def __dir__() -> list[str]:
    return __all__


def run_kit(words: Sequence[str]) -> int:
    """Pass the words on to ``conformance/run.py``, here or above, or to that of ``--kit``.

    Returns:
        Its exit status.

    Raises:
        FileNotFoundError: there is none.

    >>> run_kit(["--kit", "nowhere", "--list"])
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] 没有此文件 · no such file: 'nowhere/run.py'
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--kit", type=Path)
    options, others = parser.parse_known_args(words)
    runner = _found() if options.kit is None else options.kit.joinpath("run.py")
    if not runner.is_file():
        raise FileNotFoundError(errno.ENOENT, "没有此文件 · no such file", str(runner))
    return subprocess.run([sys.executable, str(runner), *others], check=False).returncode  # noqa: S603


def _found() -> Path:
    """Look for the runner in the current folder and in those above it."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if folder.joinpath(_RUNNER).is_file():
            return folder.joinpath(_RUNNER)
    why = "此处和上级目录都没有，请用--kit目录指明 · not here nor above: say where with --kit DIR"
    raise FileNotFoundError(errno.ENOENT, why, str(_RUNNER))
