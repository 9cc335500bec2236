"""Put the vectors to an adapter, compare its answers, and say what it may claim.

    python conformance/run.py --against "python -m zhangye_fes adapter"

One file on the standard library: it knows nothing of the library that the vectors came with. The
adapter sees requests only, in shuffled order, without ids or expectations. It ends with 0 where
every class that the adapter offers is conformant, 1 where one is not, 2 where the adapter or the
protocol broke (or the command is wrong), 3 where the vectors themselves are not in order.
"""

from __future__ import annotations

import argparse
import contextlib
import html
import io
import itertools
import json
import os
import queue
import random
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Json = dict[str, Any]

CONFORMANT, NOT_CONFORMANT, BROKEN, BAD_SUITE = 0, 1, 2, 3
PROTOCOL = 1
KINDS = {"score": "S", "workdays": "W", "register": "R"}
LEVELS = ("must", "reading", "open")
OUTCOMES = {
    "ok": "output",
    "reject": "code",
    "undetermined": "code",
    "unsupported": "",
    "error": "",
}
BATCH = 64  # so many requests are under way at once
CRASHES, HANGS = 100, 10  # after so many the rest is not run
STARTING = 30  # seconds, at least, until hello is answered
LONGEST = 64_000_000  # bytes of a reply
PRINTED = 10  # failures shown on the console
BAD = ("failed", "crash", "hang", "malformed", "not_run")
RESULTS = {
    "passed": "通过",
    "failed": "不符",
    "crash": "崩溃",
    "hang": "无答复",
    "malformed": "答复不合协议",
    "not_run": "未能送出",
    "undeclared": "读法未声明",
    "skipped": "跳过",
    "open": "不计",
    "inapplicable": "不适用",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the kit."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    options = read_options(argv)
    vectors, faults = load(options.vectors)
    ids = {vector.id for vector in vectors}
    if faults:
        print("向量有误，不能用来核对：", *faults, sep="\n  ")
        return BAD_SUITE
    if unknown := {*options.only, *options.skip} - ids:
        print("没有这些向量：", *sorted(unknown))
        return BROKEN
    if options.list:
        listed = (vector for vector in vectors if vector.kind in options.kind)
        print(*(f"{v.id}  {v.kind}  {v.level}  {v.title}" for v in listed), sep="\n")
        return CONFORMANT
    with Adapter(options.against, options.timeout) as adapter:
        report = put(vectors, adapter, options)
    tell(report)
    write_reports(report, options)
    return report.status


def read_options(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="一致性测试 · conformance kit", allow_abbrev=False)
    parser.add_argument("--against", metavar="COMMAND", help="启动适配器的命令 · the adapter")
    parser.add_argument("--kind", action="append", choices=KINDS, help="只核对这一类，可重复")
    parser.add_argument("--only", action="append", default=[], metavar="ID", help="只送这个向量")
    parser.add_argument("--skip", action="append", default=[], metavar="ID", help="不送这个向量")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32), help="次序的种子")
    parser.add_argument("--timeout", type=float, default=10, metavar="SECONDS", help="等一个答复")
    here = Path(__file__).resolve().parent
    parser.add_argument("--vectors", type=Path, default=here / "vectors", metavar="DIR")
    for name in ("jsonl", "junit", "html"):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help="写出报告 · a report")
    parser.add_argument("--list", action="store_true", help="列出向量 · list the vectors")
    options = parser.parse_args(argv)
    if not options.against and not options.list:
        parser.error("--against COMMAND：请写出启动适配器的命令")
    options.kind = options.kind or [*KINDS]
    return options


# JSON, read without mercy


def parsed(text: str) -> Any:
    """Read JSON that has no floats and no key twice; anything else is a ``ValueError``."""
    try:
        return json.loads(
            text, object_pairs_hook=once, parse_float=no_float, parse_constant=no_float
        )
    except RecursionError:
        raise ValueError("嵌套过深") from None


def once(pairs: list[tuple[str, Any]]) -> Json:
    """Make an object whose keys are all different."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"同一个键出现两次：{[key for key, _ in pairs]}")
    return found


def no_float(text: str) -> None:
    """Refuse what is not an integer."""
    raise ValueError(f"协议中没有浮点数：{text}")


def same(one: Any, other: Any) -> bool:
    """Compare JSON values: 1 is not true, lists have an order, objects have none."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def compact(value: Any) -> str:
    """Write JSON in one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def visible(text: str) -> str:
    """Show characters that a terminal would obey, or not show."""
    return "".join(
        each if each.isprintable() or each == "\n" else ascii(each)[1:-1] for each in text
    )


# The vectors


@dataclass(frozen=True, slots=True)
class Vector:
    """One test."""

    kind: str
    id: str
    rev: int
    level: str
    title: str
    cites: list[Json]
    expect: list[Json]
    derivation: str
    flags: list[str] = field(default_factory=list)
    readings: Json | None = None
    input: Any = None
    input_text: str | None = None
    request_text: str | None = None

    def request(self, readings: Json) -> str:
        """The members of the request after ``seq``, and the brace that ends it."""
        if self.request_text is not None:
            return self.request_text
        given = compact(self.input) if self.input_text is None else self.input_text
        return f'"kind":"{self.kind}","readings":{compact(readings)},"input":{given}}}'


def load(folder: Path) -> tuple[list[Vector], list[str]]:
    """Read every vector, and say all that is wrong with them."""
    vectors: list[Vector] = []
    faults: list[str] = []
    for path in sorted(folder.rglob("*.json")):
        try:
            vectors += vectors_of(parsed(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            faults.append(f"{path}：{error}")
    counts = Counter(vector.id for vector in vectors)
    faults += [f"{name}：编号出现{n}次" for name, n in counts.items() if n > 1]
    if not vectors and not faults:
        faults.append(f"{folder}：没有向量")
    return sorted(vectors, key=lambda vector: vector.id), faults


def vectors_of(content: Any) -> Iterator[Vector]:
    """Read one file."""
    need(content, {"kind", "title", "tests"}, {"$schema", "notes"}, "文件")
    if content["kind"] not in KINDS or not isinstance(content["tests"], list):
        raise ValueError("kind应为score、workdays或register，tests应为数组")
    for test in content["tests"]:
        name = test.get("id", "?") if isinstance(test, dict) else "?"
        try:
            yield vector_of(content["kind"], content.get("notes", {}), test)
        except (ValueError, TypeError) as error:
            raise ValueError(f"{name}：{error}") from None


def need(given: Any, required: set[str], optional: set[str], what: str) -> None:
    """Refuse what is not an object with these keys."""
    if not isinstance(given, dict) or not required <= given.keys() <= required | optional:
        raise ValueError(f"{what}应有{sorted(required)}，可有{sorted(optional)}")


def vector_of(kind: str, notes: Json, test: Any) -> Vector:
    """Read one test."""
    shape = {"id", "rev", "level", "title", "cites", "expect", "derivation"}
    inputs = {"input", "input_text", "request_text"}
    need(test, shape, inputs | {"flags", "readings"}, "向量")
    if len(inputs & test.keys()) != 1:
        raise ValueError("input、input_text、request_text应有其一")
    if not re.fullmatch(rf"{KINDS[kind]}-(\d{{4}}|[0-9a-f]{{10}})", str(test["id"])):
        raise ValueError("编号不合格式")
    if type(test["rev"]) is not int or test["rev"] < 1 or test["level"] not in LEVELS:
        raise ValueError("rev应为正整数，level应为must、reading或open")
    for name in ("title", "derivation", *(inputs - {"input"}) & test.keys()):
        a_text(test[name], name)
    check_cites(test["cites"])
    if unexplained := {*test.get("flags", [])} - notes.keys():
        raise ValueError(f"notes没有说明{sorted(unexplained)}")
    if "request_text" in test and ("readings" in test or test["level"] == "reading"):
        raise ValueError("request_text的readings写在其中")
    if not isinstance(test.get("readings", {}), dict):
        raise ValueError("readings应为对象")
    vector = Vector(kind, **{**test, "expect": outcomes_of(test["level"], test["expect"])})
    vector.request({}).encode("utf-8")
    return vector


def a_text(given: Any, what: str) -> None:
    """Refuse what is not a line of text."""
    if not isinstance(given, str) or not given.strip() or (what[-5:] == "_text" and "\n" in given):
        raise ValueError(f"{what}应为非空文字，请求在一行之内")


def check_cites(cites: Any) -> None:
    """Refuse a test that does not say where the regulation decides it."""
    if not isinstance(cites, list) or not cites:
        raise ValueError("cites至少有一条")
    for cite in cites:
        need(cite, {"provision", "quotation", "fires"}, set(), "cites")
        a_text(cite["provision"], "provision")
        a_text(cite["quotation"], "quotation")
        if not isinstance(cite["fires"], bool):
            raise ValueError("fires应为true或false")


def outcomes_of(level: str, expect: Any) -> list[Json]:
    """Read what is expected: one outcome, or several."""
    found = [expect] if level == "must" else expect
    if not isinstance(found, list) or not found:
        raise ValueError("must的expect是一个对象，reading和open的是非空数组")
    for each in found:
        name = str(each.get("outcome")) if isinstance(each, dict) else ""
        member = {OUTCOMES.get(name, name)} - {""}
        need(each, {"outcome", *member, *(["when"] if level == "reading" else [])}, set(), "expect")
        if name not in OUTCOMES or ("code" in each and not isinstance(each["code"], str)):
            raise ValueError("outcome或code有误")
    if level == "reading":
        check_whens([each["when"] for each in found])
    return found


def check_whens(whens: list[Any]) -> None:
    """Refuse conditions of which not exactly one holds, whatever is chosen."""
    options: dict[str, set[str]] = {}
    for when in whens:
        if not isinstance(when, dict) or not when:
            raise ValueError("when应为非空对象")
        for name, option in when.items():
            a_text(option, "when")
            options.setdefault(name, set()).add(option)
    for chosen in itertools.product(*options.values()):
        choice = dict(zip(options, chosen, strict=True)).items()
        if sum(when.items() <= choice for when in whens) != 1:
            raise ValueError(f"when应恰有一个适用：{dict(choice)}")


# The adapter: a process that may crash, hang or babble


class Lost(Exception):
    """The conversation cannot go on; the result says how it ended."""

    def __init__(self, result: str, why: str) -> None:
        super().__init__(why)
        self.result = result


class Adapter:
    """A process, written to by one thread and read by another, so that neither can block."""

    def __init__(self, command: str, timeout: float) -> None:
        self.command = shlex.split(command) if os.name == "posix" else command
        self.timeout = timeout
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start it afresh."""
        self.kill()
        pipe = subprocess.PIPE
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        try:
            self.process = subprocess.Popen(
                self.command, stdin=pipe, stdout=pipe, stderr=self.errors, start_new_session=True
            )
        except OSError as error:
            self.errors.close()
            raise Lost("crash", f"不能启动：{error}") from None
        self.sent: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.got: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        for work in (pass_on, keep):
            ends = (self.process, self.sent, self.got)
            threading.Thread(target=work, args=ends, daemon=True).start()

    def kill(self) -> None:
        """End it and whatever it started."""
        if self.process is None:
            return
        self.sent.put(None)
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        self.process.wait()
        self.errors.close()
        self.process = None

    def say(self, line: str) -> None:
        """Send a line."""
        self.sent.put(line.encode("utf-8") + b"\n")

    def hear(self, at_least: float = 0) -> str:
        """Wait for a line."""
        seconds = max(self.timeout, at_least)
        try:
            line = self.got.get(timeout=seconds)
        except queue.Empty:
            hint = "每行之后是否都刷新（flush）了输出？"
            raise Lost("hang", f"{seconds:g}秒内没有答复；{hint}") from None
        if not line:
            raise Lost("crash", self.last_words())
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            raise Lost("malformed", f"不是UTF-8：{line[:200]!r}") from None

    def ask(self, line: str, at_least: float = 0) -> str:
        """Send a line and wait for one."""
        self.say(line)
        return self.hear(at_least)

    def last_words(self) -> str:
        """How it ended, and what it last wrote to standard error."""
        assert self.process is not None  # noqa: S101 - whoever is heard was started
        status = self.ended()
        self.errors.seek(max(0, self.errors.seek(0, os.SEEK_END) - 500))
        words = self.errors.read().decode("utf-8", "replace").strip()
        return f"进程结束，状态{status}；标准错误：{words or '（空）'}"

    def ended(self) -> int | None:
        """Wait for its end: the status, ``None`` where it goes on."""
        assert self.process is not None  # noqa: S101 - likewise
        try:
            return self.process.wait(self.timeout)
        except subprocess.TimeoutExpired:
            return None

    def finish(self, last: str) -> str:
        """Say the last word, or nothing, and let it end; what it did wrong, if anything."""
        if last:
            self.say(last)
        else:
            self.sent.put(None)
        status, extra = self.ended(), b""
        with contextlib.suppress(queue.Empty):
            extra = self.got.get(timeout=0 if status is None else self.timeout)
        self.kill()
        if status is None:
            return f"{self.timeout:g}秒内没有结束"
        return f"多出的答复：{extra[:200]!r}" if extra else f"退出状态{status}" if status else ""


def pass_on(process: subprocess.Popen[bytes], sent: Any, _: object) -> None:
    """Write what is sent until ``None``; an adapter that is gone is noticed by who reads."""
    assert process.stdin is not None  # noqa: S101 - it was asked for
    with contextlib.suppress(OSError), process.stdin as stream:
        while (line := sent.get()) is not None:
            stream.write(line)
            stream.flush()


def keep(process: subprocess.Popen[bytes], _: object, got: Any) -> None:
    """Keep what arrives, and ``b""`` at the end."""
    assert process.stdout is not None  # noqa: S101 - it was asked for
    with process.stdout as stream:
        while line := stream.readline(LONGEST):
            got.put(line)
    got.put(b"")


# The protocol


def flaw(reply: Any) -> str:
    """Say what is wrong with the shape of a reply to ``run``."""
    outcome = reply.get("outcome") if isinstance(reply, dict) else None
    if not isinstance(outcome, str) or outcome not in OUTCOMES:
        return "没有outcome，或者不是协议所列"
    member = "message" if outcome == "error" else OUTCOMES[outcome]
    if reply.keys() - {"seq"} != {"outcome", member} - {""}:
        return f"{outcome}的答复应有seq、outcome{member and '、' + member}，别无其他"
    if not isinstance(reply.get(member, ""), dict if member == "output" else str):
        return f"{member}的类型有误"
    return ""


def hello_of(adapter: Adapter) -> Json:
    """Start it and hear what it says of itself."""
    adapter.start()
    line = adapter.ask(compact({"cmd": "hello", "protocol": PROTOCOL}), STARTING)
    try:
        hello = parsed(line)
        check_hello(hello)
    except ValueError as error:
        raise Lost("malformed", f"hello的答复：{error}：{line[:300]}") from None
    return dict(hello)


def check_hello(hello: Any) -> None:
    """Refuse a greeting that is not of the protocol."""
    need(hello, {"protocol", "implementation", "kinds", "overrides", "readings"}, {"calendar"}, "")
    need(hello["implementation"], {"name", "version", "language"}, set(), "implementation")
    kinds, readings, calendar = hello["kinds"], hello["readings"], hello.get("calendar")
    right = {
        "protocol": same(hello["protocol"], PROTOCOL),
        "implementation": all(isinstance(e, str) for e in hello["implementation"].values()),
        "kinds": isinstance(kinds, list) and bool(kinds) and all(isinstance(e, str) for e in kinds),
        "overrides": isinstance(hello["overrides"], bool),
        "readings": isinstance(readings, dict)
        and all(isinstance(each, str) for each in readings.values()),
        "calendar": is_span(calendar) or (calendar is None and kinds == ["score"]),
    }
    if wrong := [name for name, well in right.items() if not well]:
        raise ValueError(f"{'、'.join(wrong)}不合协议")


def is_span(given: Any) -> bool:
    """Whether this is a span of days."""
    return (
        isinstance(given, dict)
        and given.keys() == {"from", "to"}
        and all(re.fullmatch(r"\d{4}-\d\d-\d\d", str(each)) for each in given.values())
    )


ODD_LINES = (
    ("未知的cmd", '{"cmd":"zzz","seq":907}', {"seq": 907, "outcome": "error"}),
    ("不是JSON的行", "hello?", {"outcome": "error"}),
    ("不是对象的行", "[]", {"outcome": "error"}),
    ("没有seq的run", '{"cmd":"run","kind":"score","input":{"facts":{}}}', {"outcome": "error"}),
    ("空行不答复", '\n \n{"cmd":"yyy","seq":31}', {"seq": 31, "outcome": "error"}),
    (
        "未知的kind",
        '{"cmd":"run","seq":810,"kind":"zzz","readings":{},"input":{}}',
        {"seq": 810, "outcome": "unsupported"},
    ),
)
"""What every adapter must bear: a name, what is sent, what is answered (a message apart)."""


def protocol_checks(adapter: Adapter) -> Iterator[tuple[str, str]]:
    """Try what every adapter must bear; each check with what went wrong, or nothing."""
    for name, line, expected in ODD_LINES:
        try:
            yield name, odd_answer(adapter.ask(line), expected)
        except Lost as lost:
            yield name, str(lost)
            hello_of(adapter)
    yield "bye不答复，以状态0结束", adapter.finish('{"cmd":"bye"}')
    hello_of(adapter)
    yield "输入结束，以状态0结束", adapter.finish("")


def odd_answer(line: str, expected: Json) -> str:
    """Say how an answer differs from what the protocol demands."""
    try:
        reply = parsed(line)
    except ValueError as error:
        return f"{error}：{line[:200]}"
    if not (wrong := flaw(reply)):
        reply.pop("message", None)
        wrong = "" if same(reply, expected) else f"应为{compact(expected)}"
    return wrong and f"{wrong}，答复是{line.strip()[:200]}"


# What is sent, and what comes back


@dataclass(slots=True)
class Sending:
    """A vector under one choice of readings, and what became of it."""

    vector: Vector
    expected: list[Json]
    readings: Json = field(default_factory=dict)
    when: Json | None = None
    result: str = "not_run"
    why: str = ""
    seq: int = 0
    got: Any = None
    ms: int = 0

    @property
    def line(self) -> str:
        """The request."""
        return f'{{"cmd":"run","seq":{self.seq},{self.vector.request(self.readings)}'

    @property
    def name(self) -> str:
        """The vector, and the readings where there are several."""
        return f"{self.vector.id} {self.vector.title}{self.chosen and f'（{self.chosen}）'}"

    @property
    def chosen(self) -> str:
        """The readings that it is about."""
        return "，".join(f"{name}={option}" for name, option in (self.when or {}).items())

    @property
    def wanted(self) -> Any:
        """What is expected: one outcome, or several where any will do."""
        return self.expected[0] if len(self.expected) == 1 else self.expected

    def differences(self) -> Iterator[str]:
        """Where the reply parts from what is expected."""
        if self.result == "failed" and len(self.expected) == 1:
            said = {key: self.got[key] for key in self.got if key not in {"seq", "message"}}
            yield from differences(self.expected[0], said)

    def judge(self, line: str) -> None:
        """Compare a reply. A line that does not belong here ends the conversation."""
        try:
            self.got = reply = parsed(line)
        except ValueError as error:
            self.got, self.why = line.strip()[:2000], str(error)
            if not re.search(rf'"seq"\s*:\s*{self.seq}\b', line):
                raise Lost("malformed", f"{error}：{line.strip()[:200]}") from None
            self.result = "malformed"
            return
        answered = reply.get("seq") if isinstance(reply, dict) else None
        unread = answered is None and isinstance(reply, dict) and reply.get("outcome") == "error"
        if not same(answered, self.seq) and not unread:
            raise Lost("malformed", f"seq应为{self.seq}：{line.strip()[:200]}")
        self.why = flaw(reply)
        said = {key: reply[key] for key in reply if key not in {"seq", "message"}}
        right = any(same(said, each) for each in self.expected)
        counted = "open" if self.vector.level == "open" else "passed" if right else "failed"
        self.result = "malformed" if self.why else counted

    def lose(self, lost: Lost) -> None:
        """Take the blame for the end of the conversation."""
        self.result, self.why = lost.result, str(lost)


def sendings_of(vector: Vector, hello: Json, options: argparse.Namespace) -> Iterator[Sending]:
    """Say under which readings a vector is sent, or why it is not."""
    own = vector.readings or {}
    skip = vector.id in options.skip or (options.only and vector.id not in options.only)
    if skip or (vector.readings is not None and not hello["overrides"]):
        yield Sending(vector, vector.expect, result="skipped" if skip else "inapplicable")
        return
    if vector.level != "reading":
        yield Sending(vector, vector.expect, own)
        return
    declared = hello["readings"]
    for each in vector.expect:
        outcome, when = {key: each[key] for key in each if key != "when"}, each["when"]
        if hello["overrides"] and when.keys() <= declared.keys():
            yield Sending(vector, [outcome], own | when, when)
        elif not hello["overrides"] and when.items() <= declared.items():
            yield Sending(vector, [outcome], own, when)
            return
    needed = {name: 0 for each in vector.expect for name in each["when"]}
    missing = [name for name in needed if name not in declared]
    if missing or not hello["overrides"]:
        yield Sending(vector, [], result="undeclared", why="、".join(missing or needed))


def send_all(adapter: Adapter, sendings: Iterable[Sending]) -> list[str]:
    """Send in batches; what is lost with one goes one by one, until it is known which did it.

    To blame is what was the first that a fresh process was sent. Losses that come from none alone
    are given back; that a whole batch took its time is none.
    """
    waiting, unexplained, losses = deque(sendings), list[str](), Counter[str]()
    size, suspects, fresh, doubt = BATCH, 0, False, ""
    while waiting:
        batch = [waiting.popleft() for _ in range(1 if suspects else min(size, len(waiting)))]
        try:
            exchange(adapter, batch)
            suspects, fresh = max(0, suspects - 1), False
        except Lost as lost:
            rest = [each for each in batch if each.result == "not_run"]
            suspects = suspects or len(rest)
            losses[lost.result] += 1
            if fresh and len(batch) == 1:
                rest.pop().lose(lost)
                suspects, doubt = suspects - 1, ""
            elif lost.result == "hang" and len(batch) > 1:
                size = 1
            else:
                doubt = f"{RESULTS[lost.result]}，单独重送则不再出现：{lost}"
            waiting.extendleft(reversed(rest))
            if losses["hang"] >= HANGS or losses.total() >= CRASHES:
                return [*unexplained, f"已重新启动{losses.total()}次，其余{len(waiting)}个不再送出"]
            hello_of(adapter)
            fresh = True
        if doubt and not suspects:
            unexplained.append(doubt)
            doubt = ""
    return [*unexplained, adapter.finish('{"cmd":"bye"}')]


def exchange(adapter: Adapter, batch: Sequence[Sending]) -> None:
    """Send requests and hear a reply to each, in order."""
    for sending in batch:
        adapter.say(sending.line)
    for sending in batch:
        begun = time.monotonic_ns()
        line = adapter.hear()
        sending.ms = (time.monotonic_ns() - begun) // 1_000_000
        sending.judge(line)


# The result


@dataclass(slots=True)
class Report:
    """Everything that was found."""

    options: argparse.Namespace
    hello: Json = field(default_factory=dict)
    checks: list[tuple[str, str]] = field(default_factory=list)
    sendings: list[Sending] = field(default_factory=list)

    @property
    def broken(self) -> list[tuple[str, str]]:
        """The checks of the protocol that failed."""
        return [check for check in self.checks if check[1]]

    @property
    def offered(self) -> list[str]:
        """The classes that are asked for and that the adapter has."""
        return [kind for kind in self.options.kind if kind in self.hello.get("kinds", [])]

    @property
    def status(self) -> int:
        """The exit status."""
        results = {each.result for each in self.sendings}
        if self.broken or results & {"crash", "hang", "malformed", "not_run"}:
            return BROKEN
        unclaimed = [kind for kind in self.offered if self.against(kind)]
        return NOT_CONFORMANT if unclaimed or not self.offered else CONFORMANT

    def against(self, kind: str) -> str:
        """Say why a class may not be claimed; nothing where it may."""
        if kind not in self.offered:
            return "未要求核对" if kind not in self.options.kind else "适配器没有这一类"
        mine = [each for each in self.sendings if each.vector.kind == kind]
        counts = Counter(each.result for each in mine)
        found = [f"{RESULTS[each]}{counts[each]}" for each in BAD if counts[each]]
        if counts["skipped"]:
            found.append("有跳过的向量")
        if missing := {each.why for each in mine if each.result == "undeclared"}:
            found.append(f"读法未声明（{'、'.join(sorted(missing))}）")
        if self.broken:
            found.append("协议检查未通过")
        return "，".join(found) or ("" if counts["passed"] else "没有可计的向量")


def put(vectors: Iterable[Vector], adapter: Adapter, options: argparse.Namespace) -> Report:
    """Try the protocol, then the vectors."""
    report = Report(options)
    try:
        report.hello = hello_of(adapter)
        report.checks.append(("hello的答复", ""))
        report.checks.extend(protocol_checks(adapter))
        offered = (vector for vector in vectors if vector.kind in report.offered)
        report.sendings = [each for v in offered for each in sendings_of(v, report.hello, options)]
        shuffled = [each for each in report.sendings if each.result == "not_run"]
        chance = random.Random(options.seed)
        chance.shuffle(shuffled)
        for sending in shuffled:
            sending.seq = chance.randrange(1, 1 << 31)
        hello_of(adapter)
        report.checks += [("送出向量", wrong) for wrong in send_all(adapter, shuffled)]
    except Lost as lost:
        report.checks.append(("对话", str(lost)))
    return report


# On the console


def tell(report: Report) -> None:
    """Say what was found, so that whoever wrote the adapter can act."""
    about = report.hello.get("implementation", {})
    print(visible(f"适配器：{' '.join(about.values()) or '没有应答'}；种子：{report.options.seed}"))
    for name, wrong in report.broken:
        print(visible(f"✗ 协议：{name}：{wrong}"))
    failures = [each for each in report.sendings if each.result in BAD]
    for each in failures[:PRINTED]:
        print(visible(told(each)))
    if len(failures) > PRINTED:
        print(f"……另有{len(failures) - PRINTED}个；全部见--html、--jsonl或--junit的报告")
    counts = Counter(each.result for each in report.sendings if each.result != "skipped")
    print("；".join(f"{RESULTS[name]}{counts[name]}" for name in RESULTS if counts[name]))
    for kind in KINDS:
        why = report.against(kind)
        print(f"{kind}：不能声明——{why}" if why else f"conformant: {kind}")


def told(sending: Sending) -> str:
    """A failure in full."""
    vector = sending.vector
    lines = [f"\n✗ {vector.id}（{RESULTS[sending.result]}）{vector.title}"]
    lines += [f"  依据：{place(e['provision'])}“{e['quotation']}”" for e in vector.cites]
    if sending.when:
        lines.append(f"  读法：{sending.chosen}")
    lines += [f"  请求：{sending.line}", f"  应为：{compact(sending.wanted)}"]
    if sending.got is not None:
        lines.append(f"  答复：{compact(sending.got)}")
    lines += [f"  差别：{each}" for each in itertools.islice(sending.differences(), 5)]
    if sending.why:
        lines.append(f"  原因：{sending.why}")
    return "\n".join([*lines, f"  推算：{vector.derivation}"])


def differences(expected: Any, got: Any, path: str = "") -> Iterator[str]:
    """Say where two JSON values part."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in expected | got:
            if key not in expected or key not in got:
                yield f"{path}.{key}：{'缺少' if key in expected else '多余'}"
            else:
                yield from differences(expected[key], got[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for number, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield from differences(one, other, f"{path}[{number}]")
    elif not same(expected, got):
        yield f"{path}：应为{compact(expected)}，答复是{compact(got)}"


NUMERALS = "零一二三四五六七八九"
CELLS = {"head": "表头", "columns": "列", "content": "考核内容", "points": "标准分"}
CELLS |= {"marking": "评分标准", "total": "合计"}


def place(provision: str) -> str:
    """A provision as Chinese law cites it, its own id where it is neither article nor annex."""
    head, number, rest = re.findall(r"([a-z]+)(\d*)(.*)", provision)[0]
    parts = [part for part in rest.split(".") if part]
    if head == "art":
        tens, ones = divmod(int(number), 10)
        items = [f"第（{NUMERALS[int(part)]}）项" for part in parts[:1]]
        points = [f"第{part}目" for part in parts[1:]]
        return "".join([f"第{'十' * tens}{NUMERALS[ones] * (ones > 0)}条", *items, *points])
    if head == "annex":
        row = ".".join(part for part in parts if part.isdecimal())
        cell = "".join(f" {CELLS.get(part, part)}" for part in parts if not part.isdecimal())
        return f"附件{number}{row and f' 第{row}行'}{cell}"
    return provision


def order(provision: str) -> list[int]:
    """Where a provision stands in the regulation."""
    ranks = ["notice", "title", "chapter", "art", "annex", *CELLS]
    parts = re.findall(r"[a-z]+|\d+", provision)
    return [int(e) if e.isdecimal() else 1000 + ranks.index(e) * (e in ranks) for e in parts]


# Reports


def write_reports(report: Report, options: argparse.Namespace) -> None:
    """Write those that are wanted."""
    for path, write in ((options.jsonl, jsonl), (options.junit, junit), (options.html, page)):
        if path is not None:
            path.write_text(write(report), encoding="utf-8", errors="backslashreplace")


def jsonl(report: Report) -> str:
    """One object a sending."""
    return "".join(
        compact(
            {
                "id": each.vector.id,
                "when": each.when,
                "result": each.result,
                "expected": each.wanted,
                "got": each.got,
                "ms": each.ms,
                "why": each.why,
            }
        )
        + "\n"
        for each in report.sendings
    )


def junit(report: Report) -> str:
    """JUnit XML: a suite a class, and one for the protocol."""
    root = ET.Element("testsuites", name="zhangye-fes conformance")
    suites = {
        "protocol": [(name, "failed" if wrong else "", wrong) for name, wrong in report.checks]
    }
    for kind in report.offered:
        mine = [each for each in report.sendings if each.vector.kind == kind]
        suites[kind] = [(each.name, each.result, told(each)) for each in mine]
    for suite, cases in suites.items():
        failed, skipped = (
            sum(result in results for _, result, _ in cases)
            for results in (BAD, ("skipped", "undeclared", "inapplicable"))
        )
        numbers = {"tests": len(cases), "failures": failed, "errors": 0, "skipped": skipped}
        parent = ET.SubElement(root, "testsuite", {"name": suite, **_texts(numbers)})
        for name, result, words in cases:
            case = ET.SubElement(parent, "testcase", classname=suite, name=visible(name))
            if result in BAD:
                first = visible(words.strip().partition("\n")[0])
                ET.SubElement(case, "failure", type=result, message=first).text = visible(words)
            elif result in {"skipped", "undeclared", "inapplicable"}:
                ET.SubElement(case, "skipped", message=RESULTS[result])
    ET.indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ET.tostring(root, encoding='unicode')}\n"


def _texts(numbers: dict[str, int]) -> dict[str, str]:
    return {name: str(number) for name, number in numbers.items()}


COLUMNS = (("passed", "通过"), ("failed", "不符"), ("undeclared", "未声明"), ("skipped", "未计"))
"""Of the page: all that is ``BAD`` has failed; skipped is also what is open or does not apply."""


def column(result: str) -> str:
    """The column in which a result is counted."""
    if result in {"passed", "undeclared"}:
        return result
    return "failed" if result in BAD else "skipped"


def page(report: Report) -> str:
    """One page: provisions and what became of their vectors."""
    cited: dict[str, list[Sending]] = {}
    for each in report.sendings:
        for provision in dict.fromkeys(cite["provision"] for cite in each.vector.cites):
            cited.setdefault(provision, []).append(each)
    about = " ".join(report.hello.get("implementation", {}).values()) or "没有应答"
    claims = [(kind, report.against(kind)) for kind in KINDS]
    parts = {
        "about": escaped(about),
        "seed": str(report.options.seed),
        "claims": "".join(
            f'<li class="{"no" if why else "yes"}">{escaped(why and f"{kind}：不能声明——{why}")}'
            f"{'' if why else f'conformant: {kind}'}</li>"
            for kind, why in claims
        ),
        "faults": "".join(f"<li>{escaped(f'{n}：{wrong}')}</li>" for n, wrong in report.broken),
        "heads": "".join(f'<th scope="col">{words}</th>' for _, words in COLUMNS),
        "rows": "".join(row(each, cited[each]) for each in sorted(cited, key=order)),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], PAGE)


def escaped(text: str) -> str:
    """Text that a browser shows and does not obey."""
    return html.escape(visible(text))


def row(provision: str, sendings: list[Sending]) -> str:
    """A provision: its counts, and its failures to unfold."""
    counts = Counter(column(each.result) for each in sendings)
    cells = "".join(
        f'<td class="{name if counts[name] else "none"}">{counts[name]}</td>' for name, _ in COLUMNS
    )
    failures = [
        f"<details><summary>{escaped(each.name)}</summary>"
        f"<pre>{escaped(told(each).strip())}</pre></details>"
        for each in sendings
        if each.result in BAD
    ]
    details = f"<details><summary>不符的{len(failures)}个</summary>{''.join(failures)}</details>"
    found = " ".join(name for name, _ in COLUMNS if counts[name])
    return (
        f'<tbody data-found="{found}"><tr><th scope="row">{escaped(place(provision))}'
        f" <code>{escaped(provision)}</code></th>{cells}</tr>"
        + (f'<tr><td colspan="{len(COLUMNS) + 1}">{details}</td></tr>' if failures else "")
        + "</tbody>\n"
    )


PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>一致性测试：{{about}}</title>
<style>
:root { color-scheme: light dark; --ink: #1c2024; --paper: #fff; --line: #d9dde2; --soft: #f3f5f7;
  --good: #18794e; --bad: #c62a2f; --warn: #9a6700; --dim: #687076; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --paper: #15181b; --line: #343a40;
  --soft: #1f2327; --good: #4cc38a; --bad: #ff8589; --warn: #e3b341; --dim: #9ba1a6; } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; color: var(--ink);
  background: var(--paper); font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif }
h1 { font-size: 1.4rem; margin: 0 } p { margin: .2rem 0 1rem; color: var(--dim) }
ul { list-style: none; margin: 0 0 1rem; padding: 0 } li { overflow-wrap: anywhere }
.yes { color: var(--good); font-weight: 600 } .no::before { content: "✗ " }
.yes::before { content: "✓ " }
.faults { color: var(--bad) }
form { display: flex; gap: .5rem; flex-wrap: wrap; margin-bottom: .75rem }
input { flex: 1 1 12rem } input, select { font: inherit; padding: .3rem .6rem; color: inherit;
  background: var(--soft); border: 1px solid var(--line); border-radius: .4rem }
table { width: 100%; border-collapse: collapse } th { font-weight: 500; text-align: left }
th, td { padding: .3rem .5rem } tbody tr:first-child > * { border-top: 1px solid var(--line) }
thead th { position: sticky; top: 0; background: var(--paper); color: var(--dim);
  font-size: .85rem }
thead th + th, td:not([colspan]) { text-align: right; font-variant-numeric: tabular-nums;
  white-space: nowrap; width: 4.5rem }
code { color: var(--dim); font-size: .8rem } .passed { color: var(--good) }
.failed { color: var(--bad); font-weight: 700 } .undeclared { color: var(--warn) }
.skipped, .none { color: var(--dim) } .none { opacity: .45 }
td[colspan] { padding: 0 .5rem .5rem } summary { cursor: pointer; color: var(--bad) }
details details { margin-left: 1rem }
pre { margin: .3rem 0 .6rem; padding: .6rem .8rem; background: var(--soft); border-radius: .4rem;
  font-size: .82rem; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--ink) }
@media (max-width: 40rem) { th, td { padding: .3rem .25rem } th code { display: block }
  thead th + th, td:not([colspan]) { width: 2.9rem } }
</style>
<h1>一致性测试：{{about}}</h1>
<p>种子 {{seed}}</p>
<ul>{{claims}}</ul>
<ul class="faults">{{faults}}</ul>
<form><input type="search" placeholder="条款、编号或文字" aria-label="筛选">
<select aria-label="结果"><option value="">全部结果</option><option value="failed">有不符</option>
<option value="undeclared">有读法未声明</option><option value="skipped">有跳过或不计</option>
</select></form>
<table><thead><tr><th scope="col">条款</th>{{heads}}</tr></thead>
{{rows}}</table>
<script>
const [words, wanted] = document.querySelectorAll("input, select");
document.querySelector("form").addEventListener("input", () => {
  for (const body of document.querySelectorAll("tbody"))
    body.hidden = !(body.textContent.includes(words.value.trim())
      && (" " + body.dataset.found + " ").includes(wanted.value));
});
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
</script>
</html>
"""

if __name__ == "__main__":
    sys.exit(main())
