"""Adapters that misunderstand titles, subsidies and what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.zoo.keeping import lie, misheard, misspoken, truth

if TYPE_CHECKING:
    from collections.abc import Callable

    Json = dict[str, Any]


def _unheard(code: str, about: str) -> None:
    """Add an adapter that does not know one reason to refuse."""

    def alter(_: Json, output: Json) -> None:
        output["steps"] = [
            {"outcome": "ok"} if step.get("code") == code else step for step in output["steps"]
        ]
        if "entitlement" in output and code in output["entitlement"]["codes"]:
            output["entitlement"]["codes"].remove(code)

    alter.__name__ = f"without_{code.lower()}"
    alter.__doc__ = about
    misspoken("register")(alter)


for _code, _about in (
    ("ALREADY_PAID", "每年每个社区给予1万元: paid twice"),
    ("NOT_RECOGNISED", "对认定的社区给予补助: paid after the title was lost"),
    ("HIGHER_TIER_SUBSIDY", "不再重复享受: paid beside a higher subsidy"),
    ("SUBSIDY_BARRED", "不再给予补助: paid after an adverse audit"),
    ("AMOUNT_NOT_10000", "1万元: any amount is paid"),
    ("YEAR_NOT_BEGUN", "paid for a year to come"),
    ("BEFORE_FIRST_YEAR", "paid for years before the recognition"),
    ("PUBLICITY_TOO_SHORT", "不少于5个工作日: any publicity will do"),
    ("PUBLICITY_NOT_OVER", "公示后: the next step comes before the end"),
    ("STEP_MISSING", "经过审核、考评、公示等程序后: steps may be left out"),
    ("OUT_OF_ORDER", "events may go back in time"),
    ("BARRED", "取消申报资格: forgotten"),
    ("OUT_OF_SCOPE", "经县（区）人民政府批准，并经民政部门备案: not asked for"),
    ("MATERIALS_MISSING", "materials are not looked at"),
    ("NOT_IN_FORCE", "有效期5年: forgotten"),
    ("TRANSITION_FORBIDDEN", "anything may happen at any time"),
):
    _unheard(_code, _about)


def _unnoticed(code: str, about: str) -> None:
    """Add an adapter that does not notice something."""

    def alter(_: Json, output: Json) -> None:
        for step in output["steps"]:
            if code in step.get("findings", ()):
                step["findings"].remove(code)
        if "findings" in output:
            output["findings"] = [each for each in output["findings"] if each["code"] != code]

    alter.__name__ = f"unnoticed_{code.lower()}"
    alter.__doc__ = about
    misspoken("register")(alter)


for _code, _about in (
    ("RECHECK_MISSED", "每年组织复查: a year without one is not noticed"),
    ("CHANGE_REPORT_LATE", "1个月内报备: lateness is not noticed"),
    ("FUNDS_REPORT_LATE", "12月20日前: lateness is not noticed"),
    ("DOUBLE_SUBSIDY", "a higher subsidy after the municipal one is not noticed"),
    ("CITY_PUBLICITY_UNDER_FIVE", "the city's short publicity is not noticed"),
):
    _unnoticed(_code, _about)


def _mistaken(name: str, about: str, change: Callable[[Json], None]) -> None:
    """Add an adapter that mishears every event of some kind."""

    def alter(asked: Json) -> None:
        for event in asked["input"]["events"]:
            change(event)

    alter.__name__, alter.__doc__ = name, about
    misheard("register")(alter)


def _score_of_90(event: Json) -> None:
    if event.get("score") == 90:
        event["score"] = 89


def _visit(event: Json) -> None:
    if "site_visit_passed" in event:
        event["site_visit_passed"] = True


def _objections(event: Json) -> None:
    if "objections" in event:
        event["objections"] = "none"


def _recheck(event: Json) -> None:
    if event["type"] in {"rechecked", "spot_checked"}:
        event["passed"] = True


_mistaken("more_than_90_points", "90分以上 is taken for more than 90", _score_of_90)
_mistaken("visit_does_not_matter", "实地考察符合条件: not asked for", _visit)
_mistaken("objections_do_not_matter", "公示后无异议: not asked for", _objections)
_mistaken("rechecks_do_not_matter", "复查抽查不合格: without consequence", _recheck)


@lie("register")
def refused_events_count(line: bytes) -> Json:
    """A refused event still changes the state."""
    told = truth(line)
    if told["outcome"] == "ok" and b'"irregular"' not in line:
        kept = truth(line.replace(b'"input":{', b'"input":{"irregular":"keep",', 1))
        if kept["outcome"] == "ok":
            told["output"]["communities"] = kept["output"]["communities"]
    return told


@misheard("register")
def audit_refuses(asked: Json) -> None:
    """irregular: what was unlawful but happened is refused all the same."""
    asked["input"].pop("irregular", None)


@misheard("register")
def as_of_forgotten(asked: Json) -> None:
    """The state is always that after all events."""
    asked["input"].pop("as_of", None)


@misheard("register")
def readings_not_heard_of(asked: Json) -> None:
    """The readings of a request are passed over."""
    asked["readings"] = {}


@misspoken("register")
def merged_keep_their_titles(asked: Json, output: Json) -> None:
    """合并的: those merged into another keep their titles."""
    for event in asked["input"]["events"]:
        for source in event.get("sources", ()):
            if output["communities"].get(source, {}).get("status") == "dissolved":
                output["communities"][source].update(status="recognised", titled=True)


@misspoken("register")
def dissolved_left_out(_: Json, output: Json) -> None:
    """A community that was dissolved is told of no longer."""
    told = output["communities"]
    output["communities"] = {
        name: each for name, each in told.items() if each["status"] != "dissolved"
    }


@misspoken("register")
def new_name_at_once(asked: Json, output: Json) -> None:
    """经市人社部门同意后以新名称: the new name does not wait for consent."""
    for event in asked["input"]["events"]:
        its = output["communities"].get(event.get("community"), {})
        if event["type"] == "renamed" and "rename" in its.get("open", ()):
            its["name"] = event["new_name"]


@misspoken("register")
def cancelled_at_once(_: Json, output: Json) -> None:
    """经审核后取消: a failed recheck ends the title without the decision."""
    for its in output["communities"].values():
        if "cancellation" in its["open"]:
            its.update(status="cancelled", titled=False, open=[])


@misspoken("register")
def overdue_on_the_day(asked: Json, output: Json) -> None:
    """A term is overdue on its last day."""
    for each in output.get("obligations", ()):
        if each["due"] == asked["input"]["query"]["obligations"]["on"]:
            each["overdue"] = True


@misspoken("register")
def only_what_has_a_term(_: Json, output: Json) -> None:
    """What is owed without a term is not told."""
    if "obligations" in output:
        output["obligations"] = [each for each in output["obligations"] if each["due"]]


@misspoken("register")
def a_thousand_yuan(_: Json, output: Json) -> None:
    """1万元 is taken for 1,000."""
    if output.get("entitlement", {}).get("amount"):
        output["entitlement"]["amount"] = 1000


@misspoken("register")
def first_reason_only(_: Json, output: Json) -> None:
    """Of what stands against a subsidy only the first is told."""
    if "entitlement" in output:
        output["entitlement"]["codes"] = output["entitlement"]["codes"][:1]


@lie("register")
def guesses_the_calendar(line: bytes) -> Json:
    """What cannot be decided yet is taken to be in order."""
    told = truth(line)
    for step in told.get("output", {}).get("steps", ()):
        if step["outcome"] == "undetermined":
            step.update(outcome="ok")
            del step["code"]
    return told
