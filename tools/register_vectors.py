"""The generated conformance vectors of the kind ``register``: every event in every status.

What is expected comes from :mod:`tests.cells_by_hand`, a table typed from the text, and never from
the library. A vector is ``must`` where no reading matters to it; else it says what comes of every
option of those that do. A cell that an audit keeps has a second vector.
"""

from __future__ import annotations

import hashlib
import json
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from tests.cells_by_hand import EVENTS, HISTORIES, KEPT, READINGS, described, kept_as, led
from tools.words import chinese
from zhangye_fes.phrases import HAPPENINGS, MATTERS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Json = dict[str, Any]
    Case = tuple[dict[str, str], str, Json]

__all__ = ["cells"]

KNOWN_ON: Final = "2026-01-05"

_FORMS: Final = "填写《张掖市市级充分就业社区申报表》（附件1）"
_STEPS: Final = "经过审核、考评、公示等程序后认定。"
_CANCEL: Final = "对复查抽查不合格的，经审核后取消市级充分就业社区资格。"
_RENAME: Final = "更名的，经市人社部门同意后以新名称继续保留充分就业社区称号。"
_MERGE: Final = "合并的，由市人社部门对合并后的社区进行核查"
_LEVELS: Final = "充分就业社区分为国家级、省级和市级三个层级。"
_RECOVER: Final = "对使用不规范、使用不充分、使用效果不好的社区予以收回，"

_CITED: Final = {
    "applied": ("art6.1", _FORMS),
    "title_carried_over": ("art17", "（张人社通〔2018〕303号）同时废止。"),
    "county_reviewed": ("art6.2", "县（区）人社部门对申报的社区进行初审打分和实地考察，"),
    "county_publicity_started": ("art6.2", "对综合得分90分以上且实地考察符合条件的社区进行公示，"),
    "county_publicity_ended": ("art6.2", "公示期不少于5个工作日，"),
    "county_recommended": ("art6.2", "对公示后无异议的，推荐市人社部门。"),
    "city_reviewed": ("art6.3", "市人社部门对县（区）推荐的社区进行综合达标评定，"),
    **dict.fromkeys(("city_publicity_started", "city_publicity_ended"), ("art6.3", _STEPS)),
    "recognised": ("art6.3", _STEPS),
    "announced": ("art7", "授予“市级充分就业社区”标牌，并向社会进行公告。"),
    "application_withdrawn": ("art6", "市级充分就业社区认定程序："),
    "fraud_found": ("art15", "凡在创建过程中弄虚作假的，一经发现，取消申报资格。"),
    "rechecked": ("art8", "对已认定的市级充分就业社区进行复查，"),
    "spot_checked": ("art8", "市人社部门定期抽查评估，"),
    "cancellation_decided": ("art8", _CANCEL),
    "abolished": ("art10", "撤销的，直接退出市级充分就业社区。"),
    **dict.fromkeys(("renamed", "rename_decided"), ("art10", _RENAME)),
    **dict.fromkeys(("merged", "merger_verified"), ("art10", _MERGE)),
    "change_reported": ("art10", "应在撤销、合并和更名事项发生后1个月内向市人社部门报备。"),
    **dict.fromkeys(("level_conferred", "level_withdrawn"), ("art3", _LEVELS)),
    "subsidy_paid": ("art11", "由县（区）从就业补助资金中每年每个社区给予1万元的补助。"),
    "funds_reported": ("art13", "要将资金使用情况报县（区）财政、人社部门审核，"),
    **dict.fromkeys(("funds_audited", "funds_recovered"), ("art13", _RECOVER)),
}
"""The words that each event rests on."""


_AUDIT: Final = {"refuse": (), "keep": ("审计",)}


def cells() -> str:
    """Write a vector for every event in every status."""
    tests = ",\n".join(_line(each) for each in _vectors())
    head = {
        "$schema": "../../schemas/vectors.json",
        "kind": "register",
        "title": "每一状态下的每一事件",
    }
    told = ",\n".join(f"{json.dumps(key)}: {_line(value)}" for key, value in head.items())
    return f'{{\n{told},\n"tests": [\n{tests}\n]\n}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _vectors() -> Iterator[Json]:
    for kind, before in product(EVENTS, HISTORIES):
        yield _vector(kind, before, "refuse")
        codes = {led(kind, before, read).removeprefix("no: ") for read in _all()}
        if codes & KEPT.keys():
            yield _vector(kind, before, "keep")


def _vector(kind: str, before: str, irregular: str) -> Json:
    history = HISTORIES[before]
    audit = {"irregular": irregular} if irregular == "keep" else {}
    asked: Json = {"events": [*history, EVENTS[kind]], **audit, "known_on": KNOWN_ON}
    cases = list(_cases(kind, before, irregular))
    expect = [_expected(when, len(history), step, state) for when, step, state in cases]
    provision, quotation = _CITED[kind]
    fires = any(step.startswith("ok") for _, step, _ in cases)
    return {
        "id": _id(asked),
        "rev": 1,
        "level": "must" if len(cases) == 1 else "reading",
        "title": "：".join((_status(before), chinese(None, HAPPENINGS[kind]), *_AUDIT[irregular])),
        "cites": [{"provision": provision, "quotation": quotation, "fires": fires}],
        "input": asked,
        "expect": expect[0] if len(cases) == 1 else expect,
        "derivation": "；".join(_derivation(*each) for each in cases),
    }


def _id(asked: Json) -> str:
    """Name a vector after what it asks."""
    told = json.dumps(
        {"kind": "register", "readings": {}, "input": asked},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return f"R-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def _all() -> Iterator[dict[str, str]]:
    """Give every combination of the readings that matter to some cell."""
    for options in product(*READINGS.values()):
        yield dict(zip(READINGS, options, strict=True))


def _cases(kind: str, before: str, irregular: str) -> Iterator[Case]:
    """Give the step and the state under every combination of the readings that matter here."""
    found = [(read, _outcome(kind, before, irregular, read)) for read in _all()]
    defaults = found[0][0]
    names = [
        name
        for name, options in READINGS.items()
        if any(
            _outcome(kind, before, irregular, read | {name: option}) != outcome
            for read, outcome in found
            for option in options
        )
    ]
    for read, (step, state) in found:
        if all(read[name] == defaults[name] for name in READINGS.keys() - set(names)):
            yield {name: read[name] for name in names}, step, state


def _outcome(kind: str, before: str, irregular: str, read: Mapping[str, str]) -> tuple[str, Json]:
    """Tell by hand what becomes of an event, and how the community stands."""
    told = led(kind, before, read)
    if irregular == "keep":
        step, status = kept_as(told, before)
    else:
        step, status = (told, before) if told.startswith("no: ") else ("ok", told)
    accepted = status if step.startswith("ok") else None
    return step, described(kind, before, accepted, read)


def _expected(when: Mapping[str, str], earlier: int, step: str, state: Json) -> Json:
    told: Json = {"outcome": "ok"}
    if step.startswith("no: "):
        told = {"outcome": "reject", "code": step.removeprefix("no: ")}
    elif step != "ok":
        told["findings"] = [step.removeprefix("ok, with ")]
    steps = [*({"outcome": "ok"} for _ in range(earlier)), told]
    output = {"steps": steps, "communities": {"c": state}}
    return {**({"when": dict(when)} if when else {}), "outcome": "ok", "output": output}


def _status(told: str) -> str:
    """Name a status and its open matters in Chinese."""
    head, *matters = told.split(" + ")
    names = [chinese(None, STATUSES[head]), *(chinese(None, MATTERS[each]) for each in matters)]
    return "、".join(names)


def _derivation(when: Mapping[str, str], step: str, state: Json) -> str:
    read = "，".join(f"{name}＝{option}" for name, option in when.items())
    done = "不予受理" if step.startswith("no: ") else "受理"
    code = step.removeprefix("no: ").removeprefix("ok, with ").removeprefix("ok")
    after = _status(" + ".join([state["status"], *state["open"]]))
    suspended = state["status"] == "recognised" and not state["titled"]
    told = (
        *((read, "：") if read else ()),
        *((done, "（", code, "）") if code else (done,)),
        *("，此后为", after, "，称号中止" if suspended else ""),
    )
    return "".join(told)
