"""Build sdist and wheel twice, from two clean copies, and keep them only if they are the same.

python -m tools.dist    into ``dist/``, with ``SHA256SUMS``

A copy holds what git knows of, as it stands. All times are that of the last commit, or what
``SOURCE_DATE_EPOCH`` says; the copies lie in different folders and are built under another zone,
umask and hash seed, so that nothing of the machine can hide in both.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from tools.words import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

DIST: Final = ROOT / "dist"

MACHINES: Final[Mapping[str, tuple[str, int, str]]] = {
    "one": ("UTC", 0o022, "1"),
    "the/other": ("Asia/Shanghai", 0o077, "2"),
}
"""Where each copy lies, with zone, umask and hash seed."""


class NotReproducible(Exception):
    """The two builds differ."""


class NotABill(Exception):
    """The wheel's bill of materials is missing, or is not CycloneDX."""


def main() -> int:
    """Build, compare, keep."""
    with TemporaryDirectory() as scratch:
        first, second = (built(Path(scratch, name), *how) for name, how in MACHINES.items())
        sums = compared(first, second)
        for path in first.glob("*.whl"):
            check_bill(path)
        shutil.rmtree(DIST, ignore_errors=True)
        shutil.copytree(first, DIST)
    listed = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    (DIST / "SHA256SUMS").write_text(listed, encoding="utf-8", newline="\n")
    print(listed, end="")
    return 0


def built(place: Path, zone: str, umask: int, seed: str) -> Path:
    """Build in a clean copy of the source, and give the folder of what was built."""
    source, out = place / "source", place / "dist"
    copy_source(source)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    told = {"TZ": zone, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": moment()}
    subprocess.run(
        command, env={**os.environ, **told}, umask=umask, check=True, stdout=subprocess.DEVNULL
    )
    return out


def copy_source(place: Path) -> None:
    """Copy what git knows of, as it stands."""
    for name in _git("ls-files", "-z").split("\0")[:-1]:
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)


def moment() -> str:
    """Say of what time everything in the archives is, in seconds since 1970."""
    return os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct").strip()


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def compared(first: Path, second: Path) -> dict[str, str]:
    """Give the SHA-256 of each file, the same in both folders.

    Raises:
        NotReproducible: names what is not.
    """
    one, other = (
        {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(each.iterdir())
        }
        for each in (first, second)
    )
    if one != other:
        differing = sorted({name for name, _ in one.items() ^ other.items()})
        raise NotReproducible(f"two builds of the same source differ in {', '.join(differing)}")
    return one


def check_bill(wheel: Path) -> None:
    """See that the wheel has its bill of materials, and that it is strictly CycloneDX 1.6.

    Raises:
        NotABill: it is missing, or says what CycloneDX does not know.
    """
    with ZipFile(wheel) as files:
        bills = [files.read(name) for name in files.namelist() if ".dist-info/sboms/" in name]
    if len(bills) != 1:
        raise NotABill(f"{wheel.name} has {len(bills)} bills of materials")
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - only who builds has it
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 - likewise

    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bills[0].decode())
    if found is not None:
        raise NotABill(f"the bill of {wheel.name} is not CycloneDX 1.6: {found}")


if __name__ == "__main__":
    sys.exit(main())
