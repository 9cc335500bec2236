"""An adapter that doubles numbers, and goes wrong in one way if told to.

It reads what has arrived, answers all of it at once, and so loses answers when it dies.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

Json = dict[str, Any]

UNLUCKY = 7
WAYS = {way.partition("=")[0]: way.partition("=")[2] for way in sys.argv[1:]}

HELLO: Json = {
    "protocol": 1,
    "implementation": {"name": "toy", "version": "1", "language": "python"},
    "kinds": WAYS.get("kinds", "score,workdays").split(","),
    "overrides": "fixed" not in WAYS,
    "readings": {} if "undeclared" in WAYS else {"round": WAYS.get("round", "up")},
}
if "no_calendar" not in WAYS:
    HELLO["calendar"] = {"from": "2024-01-01", "to": "2024-12-31"}

ANSWERS = {
    "lie": '{"seq":%d,"outcome":"ok","output":{"double":15,"list":[1,2]}}',
    "boolean": '{"seq":%d,"outcome":"ok","output":{"double":14,"list":[true,2]}}',
    "order": '{"seq":%d,"outcome":"ok","output":{"double":14,"list":[2,1]}}',
    "keys": '{"outcome":"ok","output":{"list":[1,2],"double":14},"seq":%d}',
    "float": '{"seq":%d,"outcome":"ok","output":{"double":14.0,"list":[1,2]}}',
    "twice": '{"seq":%d,"outcome":"ok","outcome":"ok","output":{"double":14,"list":[1,2]}}',
    "extra": '{"seq":%d,"outcome":"ok","output":{"double":14,"list":[1,2]},"ms":3}',
    "defect": '{"seq":%d,"outcome":"error","message":"<script>alert(1)</script>\\u001b[31m"}',
    "surrogate": '{"seq":%d,"outcome":"reject","code":"\\ud800"}',
    "bare": '{"seq":%d}',
    "array": "[%d]",
    "garbage": "Segmentation fault %d",
    "other": '{"seq":0,"outcome":"ok","output":{"double":14,"list":[1,2]}}%.0s',
    "two": '{"seq":%d,"outcome":"ok","output":{"double":14,"list":[1,2]}}\n{}',
    "latin": "\udcff%d",
}
"""What may be said to the unlucky request."""

count = 0


def answer(line: str) -> str | None:
    """Answer one line."""
    global count  # noqa: PLW0603 - a process that grows old
    try:
        request = json.loads(line)
        command = request["cmd"]
    except (ValueError, TypeError, KeyError):
        return "?" if "crude" in WAYS else '{"outcome":"error","message":"no request"}'
    if command == "hello":
        return WAYS.get("hello") or json.dumps(HELLO)
    seq = request.get("seq")
    known = {"seq": seq} if isinstance(seq, int) else {}
    if command != "run" or not known:
        return json.dumps({**known, "outcome": "error", "message": "no request"})
    if request.get("kind") not in HELLO["kinds"]:
        return json.dumps({"seq": seq, "outcome": "unsupported"})
    count += 1
    if count == int(WAYS.get("mortal", "0")):
        os._exit(1)
    return told(seq, request)


def told(seq: int, request: Json) -> str | None:
    """Answer a request to run."""
    number = request["input"]["n"]
    if "slow" in WAYS:
        time.sleep(0.2)
    if "babble" in WAYS:
        return f"thinking about {number}\n" + doubled(seq, request)
    if number == UNLUCKY:
        if "crash" in WAYS:
            sys.stderr.write("out of luck\n")
            sys.stderr.flush()
            os._exit(9)
        if "hang" in WAYS:
            time.sleep(60)
        for way in WAYS.keys() & ANSWERS.keys():
            return ANSWERS[way] % seq
    return doubled(seq, request)


def doubled(seq: int, request: Json) -> str:
    """Answer as it should be answered."""
    readings = {**HELLO["readings"], **request["readings"]}
    output: Json = {"double": 2 * request["input"]["n"], "list": [1, 2]}
    if request["input"].get("half"):
        output["half"] = (request["input"]["n"] + (readings.get("round") == "up")) // 2
    return json.dumps({"seq": seq, "outcome": "ok", "output": output})


def main() -> int:
    """Read, answer, and end as told."""
    rest = b""
    while chunk := os.read(0, 1 << 16):
        *lines, rest = (rest + chunk).split(b"\n")
        if "log" in WAYS:
            with Path(WAYS["log"]).open("ab") as log:
                log.writelines(line + b"\n" for line in lines)
        replies = []
        for line in lines:
            if line.strip() == b"" and "blank" not in WAYS:
                continue
            if line == b'{"cmd":"bye"}':
                replies.append("bye" if "polite" in WAYS else "")
                break
            replies.append(answer(line.decode()) or "")
        sent = "".join(f"{reply}\n" for reply in replies if reply)
        os.write(1, sent.encode("utf-8", "surrogateescape"))
        if replies and lines[-1] == b'{"cmd":"bye"}':
            return int(WAYS.get("bye", "0"))
    return int(WAYS.get("end", "0"))


if __name__ == "__main__":
    sys.exit(main())
