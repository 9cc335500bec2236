"""Be a wrong adapter: ``python -m tests.zoo weekends_only``."""

from __future__ import annotations

import json
import sys

from tests.zoo import ZOO, truth


def main(name: str) -> None:
    """Answer line by line, with one lie."""
    for line in sys.stdin.buffer:
        asked = json.loads(line) if b'"cmd":"run"' not in line.replace(b" ", b"") else {}
        if asked.get("cmd") == "bye":
            return
        reply = truth(line) if asked else ZOO[name].answer(line)
        sys.stdout.buffer.write(json.dumps(reply).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
