"""The smallest adapter: it knows one rule, the report on funds by 20 December (第十三条)."""

import json
import sys

HELLO = {
    "protocol": 1,
    "implementation": {"name": "first", "version": "1", "language": "python"},
    "kinds": ["workdays"],
    "overrides": False,
    "calendar": {"from": "2024-01-01", "to": "2024-12-31"},
    "readings": {"december_20": "inclusive"},
}


def answer(request: object) -> dict[str, object]:
    """Answer one request."""
    match request:
        case {"cmd": "hello"}:
            return HELLO
        case {"cmd": "run", "seq": seq, "input": {"op": "funds_report_deadline", "year": year}}:
            return {"seq": seq, "outcome": "ok", "output": {"last_day": f"{year}-12-20"}}
        case {"cmd": "run", "seq": seq}:
            return {"seq": seq, "outcome": "unsupported"}
        case {"seq": seq}:
            return {"seq": seq, "outcome": "error", "message": "unknown cmd"}
        case _:
            return {"outcome": "error", "message": "not a request"}


for line in sys.stdin.buffer:
    if not line.strip():
        continue
    try:
        asked = json.loads(line)
    except ValueError:
        asked = None
    if asked == {"cmd": "bye"}:
        break
    print(json.dumps(answer(asked)), flush=True)
