"""Plans in words people act on: two more people employed, one ledger updated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhangye_fes.advice import Change
from zhangye_fes.tongue import FACTS, Tongue, fact_value
from zhangye_fes.values import FrozenDict, Rate

if TYPE_CHECKING:
    from zhangye_fes.advice import Plan

__all__ = ["FEWER", "FLAGS", "HEADINGS", "MORE", "RATES", "change_text", "plan_text"]

HEADINGS = FrozenDict(
    {
        "reach": "what would reach {mark} points, the fewest changes first:",
        "lose": "what alone would lose the {mark} points:",
        "none": "no change alone or together moves it across {mark} points.",
    }
)
"""What stands above plans, by their kind; none where there is no plan."""

FLAGS = FrozenDict(
    {
        "basic_conditions_met": "meet the basic conditions, as the reviewer finds",
        "service_hall": "set up a service hall, an employment window and a notice board",
        "office_equipment": "tidy the premises, equip the office, offer one-stop service",
        "staff_stable": "keep the staff in stable posts",
        "work_system": "complete the rules, procedures and duties",
        "reports_timely": "hand in every statistical report on time",
        "reports_accurate": "make every statistical report accurate and match the ledgers",
        "zero_family_service_recorded": "record the services given to zero-employment families",
        "unemployed_services_provided": "give the unemployed training, guidance or other services",
        "key_groups_served": "register and serve the key groups in time",
        "key_groups_target_met": "meet the employment target for key groups",
        "assistance_provided": "help everyone who has difficulty finding work",
        "assistance_recorded": "keep one-to-one records of assistance",
        "tracking_provided": "manage and track the registered unemployed",
        "tracking_recorded": "keep records of the tracking",
        "policy_work_recorded": "keep records of publicity and policy help",
    }
)
"""What makes a yes of a no, by fact."""

RATES = FrozenDict(
    {
        "zero_families": "{n} more of {den} families helped on time (now {now}, needs {needs})",
        "reemployment": "{n} more of {den} people re-employed (now {now}, needs {needs})",
        "hard_to_employ_employment": "{n} more of {den} people employed (now {now}, needs {needs})",
        "disabled_registration": "{n} more of {den} disabled people registered"
        " (now {now}, needs {needs})",
        "disabled_employment": "{n} more of {den} disabled people employed"
        " (now {now}, needs {needs})",
        "retiree_service": "{n} more of {den} retirees under socialised management"
        " (now {now}, needs {needs})",
        "training": "{n} more of {den} people trained (now {now}, needs {needs})",
        "satisfaction": "{n} more of {den} people satisfied (now {now}, needs {needs})",
    }
)
"""What raises a rate, by fact."""

FEWER = FrozenDict(
    {
        "ledgers_missing": ("set up {n} ledger", "set up {n} ledgers"),
        "ledgers_outdated": ("update {n} ledger", "update {n} ledgers"),
        "zero_family_members_unstable": (
            "half a year's stable work for {n} member of a zero-employment family",
            "half a year's stable work for {n} members of zero-employment families",
        ),
        "unregistered_unemployed": (
            "register {n} unemployed person",
            "register {n} unemployed people",
        ),
        "valid_complaints": ("{n} valid complaint fewer", "{n} valid complaints fewer"),
        "major_disputes": ("{n} major labour dispute fewer", "{n} major labour disputes fewer"),
    }
)
"""What brings a count down, for one and for many, by fact."""

MORE = FrozenDict(
    {
        "qualified_staff": (
            "{n} more qualified employee (now {now}, needs {needs})",
            "{n} more qualified employees (now {now}, needs {needs})",
        )
    }
)
"""What brings a count up, for one and for many, by fact."""


def __dir__() -> list[str]:
    return __all__


def plan_text(tongue: Tongue, plan: Plan) -> str:
    """A plan in one line: its changes, and the total before and after.

    Where no point moves, what changes is whether the community may take part at all.

    Source: 第七条, 附件2 第1行
    """
    changes = tongue.say("; ").join(change_text(tongue, change) for change in plan.changes)
    if plan.after == plan.before:
        if plan.kind == "lose":
            return tongue.say("{changes} (it may then not take part)", changes=changes)
        return tongue.say("{changes} (it may then take part)", changes=changes)
    return tongue.say(
        "{changes} (from {before} to {after} points)",
        changes=changes,
        before=plan.before,
        after=plan.after,
    )


def change_text(tongue: Tongue, change: Change) -> str:
    """A change in one line, with its row: an act if things get better, else what became of it.

    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> change_text(english, Change(fact="ledgers_outdated", row="2", now=3, needs=2))
    '2: update 1 ledger'
    """
    told = _act(tongue, change) or _became(tongue, change)
    return tongue.say("{row}: {told}", row=change.row, told=told)


def _act(tongue: Tongue, change: Change) -> str:
    """What to do; nothing where a fact is unknown or gets worse."""
    match change:
        case Change(fact=fact, now=bool(), needs=True):
            return tongue.say(FLAGS[fact])
        case Change(fact=fact, now=Rate(num=now, den=den), needs=Rate(num=needs)) if now < needs:
            return tongue.say(RATES[fact], n=needs - now, den=den, now=now, needs=needs)
        case Change(fact=fact, now=int(now), needs=int(needs)) if fact in FEWER and needs < now:
            return tongue.count(*FEWER[fact], now - needs)
        case Change(fact=fact, now=int(now), needs=int(needs)) if fact in MORE and needs > now:
            return tongue.count(*MORE[fact], needs - now, now=now, needs=needs)
    return ""


def _became(tongue: Tongue, change: Change) -> str:
    fact, values = FACTS[change.fact], dict(change)
    label = tongue.say(fact.question)
    now, needs = (fact_value(tongue, fact, values[each]) for each in ("now", "needs"))
    if values["now"] is None:
        return tongue.say("{fact}: unknown, needs {needs}", fact=label, needs=needs)
    return tongue.say("{fact}: from {now} to {needs}", fact=label, now=now, needs=needs)
