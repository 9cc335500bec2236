"""What ``make demo`` shows: example communities scored, one explained, one advised; what is due.

It runs the command line as its users do and prints each command before what it says. The names are
the public ones of Zhangye's communities, the figures and the history are invented.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = "examples/zhangye-2024.csv"
REGISTER = "examples/zhangye-register.jsonl"


def main() -> None:
    """Print the four commands and what they say."""
    print("张掖市市级充分就业社区认定：演示。社区名称为公开名称，数字和经历均为虚构。\n")
    table = (ROOT / FILE).read_text("utf-8")
    print(f"$ zhangye-fes score {FILE}")
    print(zhangye_fes("score", FILE), end="\n\n")
    for name, options in (
        ("南关社区", ["--explain", "--all-readings"]),
        ("长沙门社区", ["--advise"]),
    ):
        print(f"$ grep -e ^community -e {name} {FILE} | zhangye-fes score - {' '.join(options)}")
        head, *rows = table.splitlines()
        chosen = "\n".join([head, *(row for row in rows if name in row)])
        print(zhangye_fes("score", "-", *options, given=chosen), end="\n\n")
    due = ["register", "due", REGISTER, "--keep", "--on", "2026-11-16"]
    print(f"$ zhangye-fes {' '.join(due)}    # 谁须在何时之前办理何事")
    print(zhangye_fes(*due), end="\n\n")


def zhangye_fes(*arguments: str, given: str = "") -> str:
    """Run the command line and return what it prints."""
    command = [sys.executable, "-m", "zhangye_fes", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, input=given, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return done.stdout.strip("\n")


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the machine's locale
    main()
