"""The vectors of the kind ``register``: what they cover."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cells_by_hand import EVENTS, HISTORIES
from zhangye_fes.deciding import CODES
from zhangye_fes.readings import REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]

FOLDER: Final = Path(__file__).parents[2] / "conformance/vectors/register"

COMPUTED: Final = [
    (name, option)
    for name, reading in REGISTER.items()
    if reading.kind == "computed" and not reading.citation.provision.startswith("annex2")
    for option in reading.options
]
"""Every option of every reading that a register hangs on."""

SENTENCES: Final = (
    ("art6.2", "对综合得分90分以上且实地考察符合条件的社区进行公示，"),
    ("art6.2", "公示期不少于5个工作日，"),
    ("art6.2", "对公示后无异议的，推荐市人社部门。"),
    ("art6.3", "经过审核、考评、公示等程序后认定。"),
    ("art7", "得分在90分以上的认定为市级充分就业社区。"),
    ("art8", "市人社部门每年组织县（区）人社部门对已认定的市级充分就业社区进行复查，"),
    ("art10", "应在撤销、合并和更名事项发生后1个月内向市人社部门报备。"),
    ("art10", "撤销的，直接退出市级充分就业社区。"),
    ("art11", "由县（区）从就业补助资金中每年每个社区给予1万元的补助。"),
    ("art11", "对已享受国家级、省级充分就业社区补助的，不再重复享受市级充分就业社区补助。"),
    ("art13", "享受补助资金的社区每年12月20日前要将资金使用情况报县（区）财政、人社部门审核，"),
    ("art13", "不再给予补助，"),
    ("art15", "凡在创建过程中弄虚作假的，一经发现，取消申报资格。"),
    ("art17", "本办法自发布之日起施行，有效期5年。"),
    ("art17", "（张人社通〔2018〕303号）同时废止。"),
)
"""The sentences about a register that are computed."""


@cache
def vectors(pattern: str) -> tuple[Json, ...]:
    files = sorted(FOLDER.glob(pattern))
    return tuple(
        test for file in files for test in json.loads(file.read_text(encoding="utf-8"))["tests"]
    )


def hand_made() -> tuple[Json, ...]:
    return vectors("[!g]*.json")


def outcomes(vector: Json) -> list[Json]:
    """What is expected, once for each case."""
    expect = vector["expect"]
    return expect if isinstance(expect, list) else [expect]


def steps() -> Iterator[tuple[Json, Json]]:
    """Every event of a hand-made vector beside its expected step."""
    for vector in hand_made():
        for outcome in outcomes(vector):
            if outcome["outcome"] == "ok" and "input" in vector:
                expected = outcome["output"]["steps"]
                yield from zip(vector["input"]["events"], expected, strict=True)


@cache
def codes() -> dict[str, set[str]]:
    """The outcomes with which each code occurs."""
    found: dict[str, set[str]] = {}
    for _, step in steps():
        for code in [*step.get("findings", []), *([step["code"]] if "code" in step else [])]:
            found.setdefault(code, set()).add(step["outcome"])
    for vector in hand_made():
        for outcome in outcomes(vector):
            for each in outcome.get("output", {}).get("findings", []):
                found.setdefault(each["code"], set()).add("noted")
            if "code" in outcome:
                found.setdefault(outcome["code"], set()).add(outcome["outcome"])
    return found


def test_there_are_enough() -> None:
    assert len(hand_made()) >= 230
    ids = [each["id"] for each in (*hand_made(), *vectors("g*.json"))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("code", CODES)
def test_each_code_occurs(code: str) -> None:
    """What is impossible or unlawful is refused; what is unlawful is kept; a notice is told."""
    weight, _ = CODES[code]
    assert (
        codes()[code]
        >= {
            "impossible": {"reject"},
            "irregular": {"reject", "ok"},
            "unknown": {"undetermined", "ok"},
            "notice": {"noted"} if code == "RECHECK_MISSED" else {"ok"},
        }[weight]
    )


def test_no_other_code_occurs() -> None:
    assert codes().keys() == CODES.keys()


@pytest.mark.parametrize("kind", EVENTS)
def test_each_event_occurs_taken_and_refused(kind: str) -> None:
    found = {step["outcome"] for event, step in steps() if event["type"] == kind}
    assert found >= {"ok", "reject"}


@pytest.mark.parametrize(("reading", "option"), COMPUTED)
def test_each_option_of_each_reading_occurs(reading: str, option: str) -> None:
    whens = [each.get("when", {}) for vector in hand_made() for each in outcomes(vector)]
    assert any(when.get(reading) == option for when in whens)


@pytest.mark.parametrize("kind", ["entitlement", "obligations", "findings"])
def test_each_query_is_answered(kind: str) -> None:
    answers = [
        outcome["output"][kind]
        for vector in hand_made()
        for outcome in outcomes(vector)
        if kind in outcome.get("output", {})
    ]
    assert any(answers)
    assert len({json.dumps(each) for each in answers}) > 5


@pytest.mark.parametrize(("provision", "sentence"), SENTENCES)
@pytest.mark.parametrize("fires", [True, False])
def test_each_computed_sentence_is_cited(provision: str, sentence: str, fires: bool) -> None:
    assert any(
        cite["provision"] == provision and sentence in cite["quotation"] and cite["fires"] is fires
        for vector in hand_made()
        for cite in vector["cites"]
    )


def test_every_reading_that_is_named_matters() -> None:
    """Another option of it alone changes what comes of a vector, somewhere."""
    for vector in (*hand_made(), *vectors("g*.json")):
        if vector["level"] == "reading":
            names = {
                name: REGISTER[name].options for each in vector["expect"] for name in each["when"]
            }
            chosen = [dict(zip(names, each, strict=True)) for each in product(*names.values())]
            for name, options in names.items():
                assert any(
                    _outcome(vector, each) != _outcome(vector, each | {name: option})
                    for each in chosen
                    for option in options
                ), (vector["id"], name)


def _outcome(vector: Json, chosen: dict[str, str]) -> Json:
    """What is expected under these readings."""
    (found,) = [each for each in vector["expect"] if each["when"].items() <= chosen.items()]
    return {key: value for key, value in found.items() if key != "when"}


@cache
def generated() -> frozenset[str]:
    """Every history with its last event, as the generated vectors ask it."""
    return frozenset(
        json.dumps(vector["input"]["events"], ensure_ascii=False)
        for vector in vectors("generated-cells.json")
    )


@pytest.mark.parametrize("before", HISTORIES)
def test_every_event_is_tried_in_every_status(before: str) -> None:
    for event in EVENTS.values():
        asked = json.dumps([*HISTORIES[before], event], ensure_ascii=False)
        assert asked in generated()
    assert len(generated()) == len(EVENTS) * len(HISTORIES)


def test_only_the_last_event_of_a_generated_vector_is_in_question() -> None:
    for vector in vectors("generated-cells.json"):
        for outcome in outcomes(vector):
            assert outcome["outcome"] == "ok"
            *before, last = outcome["output"]["steps"]
            assert before == [{"outcome": "ok"}] * (len(vector["input"]["events"]) - 1)
            assert last["outcome"] in {"ok", "reject"}
            assert outcome["output"]["communities"].keys() == {"c"}
