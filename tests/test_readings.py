"""The register of open questions, against the list that was agreed."""

from __future__ import annotations

import copy
import pickle
import re
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest
from babel.messages.pofile import read_po
from pydantic import ValidationError

from zhangye_fes import readings as module
from zhangye_fes.readings import REGISTER, SUPPLIED, Question, Reading, Readings
from zhangye_fes.regulation import provisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def test_the_register_can_be_pickled_and_copied() -> None:
    for entries in (REGISTER, SUPPLIED):
        for entry in entries.values():
            for again in (pickle.loads(pickle.dumps(entry)), copy.deepcopy(entry)):  # noqa: S301
                assert type(again) is type(entry)
                assert again == entry


AGREED: Final = {
    "basic_conditions": ("computed", "annex2.1", "reviewer any_item"),
    "minimum_staff": ("computed", "annex2.1", "two three"),
    "staff_employment": ("factual", "annex2.1", "full_time any"),
    "outdated_ledgers": ("computed", "annex2.2", "each once"),
    "report_faults": ("computed", "annex2.2", "once each both"),
    "zero_family_void": ("computed", "annex2.3.1", "part row"),
    "zero_family_month": ("factual", "annex2.3.1", "calendar_month thirty_days"),
    "unstable_member": ("factual", "annex2.3.1", "ended_early not_yet"),
    "reemployment_void": ("computed", "annex2.3.2", "row rest"),
    "reemployment_group": (
        "factual",
        "annex2.3.2",
        "registered_willing_able willing_able registered",
    ),
    "unemployed_services_void": ("computed", "annex2.3.2", "part row"),
    "unemployed_services_coverage": ("factual", "annex2.3.2", "offered_to_all someone"),
    "key_group_void": ("computed", "annex2.3.6", "row rest"),
    "key_group_services_void": ("computed", "annex2.3.6", "part row"),
    "training_at_80": ("computed", "annex2.4.1", "upper lower"),
    "training_group": ("factual", "annex2.4.1", "all recommended"),
    "assistance_frequency": ("factual", "annex2.4.2", "monthly once"),
    "assistance_coverage": ("factual", "annex2.4.2", "every_person anyone"),
    "satisfaction_at_75": ("computed", "annex2.5.1", "upper lower"),
    "disputes": ("computed", "annex2.5.3", "complaints_only complaints_or_disputes"),
    "complaint_window": ("factual", "annex2.5.3", "thirty_six_months calendar_years"),
    "empty_group": ("computed", "annex2", "met unmet unknown"),
    "publicity_first_day": ("computed", "art6.2", "next_day posting_day"),
    "dismissed_objection": ("computed", "art6.2", "counts_as_none blocks"),
    "city_publicity_minimum": ("computed", "art6.3", "no_minimum five_workdays"),
    "first_recheck": ("computed", "art8", "following_year same_year"),
    "one_month_roll": ("computed", "art10", "next_workday none"),
    "title_during_rename": ("computed", "art10", "kept suspended"),
    "rename_refused": ("computed", "art10", "kept_under_old_name lapses"),
    "title_during_merger": ("computed", "art10", "suspended kept"),
    "subsidy_first_year": ("computed", "art11", "recognition_year following_year"),
    "subsidy_title_on": ("computed", "art11", "payment_date any_day"),
    "higher_tier_exclusion": ("computed", "art11", "same_year ever titled"),
    "merger_same_year": ("computed", "art11", "no yes"),
    "december_20": ("computed", "art13", "inclusive exclusive"),
    "recovery_bar": ("computed", "art13", "for_good years_audited"),
    "late_payment_report": ("computed", "art13", "next_year same_year"),
    "fraud_after_recognition": ("computed", "art15", "article_8 revoked"),
    "fraud_bar": ("computed", "art15", "this_application permanent"),
    "validity_last_day": ("computed", "art17", "corresponding_day day_before"),
    "earlier_titles": ("computed", "art17", "kept lapsed"),
}
"""Each id in order: its kind, its provision and its options, of which the first is the default."""

SILENT: Final = {
    "row_3_2_standard": "annex2.3.2",
    "floor_and_cap": "annex2",
    "pooling": "annex2",
    "per_unit": "annex2",
    "four_items": "annex2.1",
    "ends_of_ranges": "annex2",
    "marks_decide": "art7",
    "standards_missed": "art4",
    "date_of_issue": "art17",
    "which_score": "art7",
    "no_waiting_time": "art6",
    "withdrawal": "art6",
    "municipal_money_only": "art13",
}
"""Each rule supplied, in order, and the provision that is silent."""

CATALOGUE: Final = (
    Path(__file__).parents[1] / "src/zhangye_fes/locale/zh_CN/LC_MESSAGES/zhangye_fes.po"
)

READINGS: Final = pytest.mark.parametrize("reading", REGISTER.values(), ids=REGISTER)


def changed_to(name: str, option: str) -> Readings:
    return Readings.model_validate({name: option})


def test_the_module_shows_what_it_offers() -> None:
    assert dir(module) == sorted(module.__all__)


def test_the_register_is_the_agreed_list_in_its_order() -> None:
    listed = {
        name: (reading.kind, reading.citation.provision, " ".join(reading.options))
        for name, reading in REGISTER.items()
    }
    assert list(listed.items()) == list(AGREED.items())
    assert list(Readings.model_fields) == list(AGREED)


def test_the_first_option_is_the_default() -> None:
    defaults = {name: options.split()[0] for name, (_, _, options) in AGREED.items()}
    assert Readings().model_dump() == defaults
    assert {name: reading.default for name, reading in REGISTER.items()} == defaults


@READINGS
def test_the_type_of_a_field_names_exactly_the_options(reading: Reading) -> None:
    assert get_args(Readings.model_fields[reading.id].annotation) == tuple(reading.options)


@READINGS
def test_a_field_carries_its_question(reading: Reading) -> None:
    (question,) = Readings.model_fields[reading.id].metadata
    assert isinstance(question, Question)
    assert question.grounds == reading.grounds
    described = Readings.model_json_schema()["properties"][reading.id]
    assert described["description"] == reading.question


@READINGS
def test_every_option_is_accepted_and_listed_as_changed(reading: Reading) -> None:
    for option in reading.options:
        readings = changed_to(reading.id, option)
        assert readings.changed() == ({} if option == reading.default else {reading.id: option})


@READINGS
def test_a_quotation_stands_in_its_provision(reading: Reading) -> None:
    assert reading.citation.quote in provisions()[reading.citation.provision]


def test_only_the_empty_group_is_a_question_without_words() -> None:
    assert [name for name, reading in REGISTER.items() if not reading.citation.quote] == [
        "empty_group"
    ]


def test_nobody_has_answered_yet() -> None:
    assert {reading.authority for reading in REGISTER.values()} == {None}


def test_computed_readings_leave_out_the_factual_ones() -> None:
    computed = [name for name, (kind, _, _) in AGREED.items() if kind == "computed"]
    assert list(Readings().computed()) == computed
    assert Readings(training_at_80="lower").computed()["training_at_80"] == "lower"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"training_at_81": "upper"}, "Extra inputs are not permitted"),
        ({"training_at_80": "middle"}, "Input should be 'upper' or 'lower'"),
        ({"training_at_80": None}, "Input should be 'upper' or 'lower'"),
    ],
)
def test_an_unknown_question_or_option_is_refused(given: Mapping[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Readings.model_validate(given)
    with pytest.raises(ValidationError, match=said):
        Readings().model_copy(update=given)


def test_nothing_can_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(Readings(), "disputes", "complaints_or_disputes")  # noqa: B010 - mypy forbids the plain form
    with pytest.raises(FrozenInstanceError):
        setattr(REGISTER["disputes"], "default", "complaints_or_disputes")  # noqa: B010 - likewise
    with pytest.raises(FrozenInstanceError):
        setattr(SUPPLIED["pooling"], "grounds", "")  # noqa: B010 - likewise
    assert {type(REGISTER), type(SUPPLIED)} == {MappingProxyType}
    assert {type(reading.options) for reading in REGISTER.values()} == {MappingProxyType}


def test_options_are_closed_against_the_mapping_they_came_from() -> None:
    options = {"yes": "it does"}
    reading = replace(REGISTER["disputes"], options=options)
    options["no"] = "it does not"
    assert dict(reading.options) == {"yes": "it does"}


def test_equal_readings_are_one_key() -> None:
    seen = {Readings(): "default", Readings(disputes="complaints_or_disputes"): "stricter"}
    assert seen[Readings(disputes="complaints_only")] == "default"
    assert seen[changed_to("disputes", "complaints_or_disputes")] == "stricter"
    assert len({changed_to(r.id, option) for r in REGISTER.values() for option in r.options}) == (
        1 + sum(len(options.split()) - 1 for _, _, options in AGREED.values())
    )


def test_the_hash_is_counted_once() -> None:
    readings = Readings()
    hash(readings)
    assert vars(readings)["_hash"] == hash(Readings())


def test_a_remembered_hash_does_not_show() -> None:
    used = Readings()
    hash(used)
    assert used == Readings()
    assert used.model_dump() == Readings().model_dump()
    assert repr(used) == repr(Readings())


def test_a_pickle_holds_the_choices_and_not_the_hash() -> None:
    readings = Readings(training_at_80="lower")
    hash(readings)  # other processes count other hashes of the same strings
    loaded = pickle.loads(pickle.dumps(readings))  # noqa: S301 - made on this very line
    assert vars(loaded) == readings.model_dump()
    assert (loaded, hash(loaded)) == (readings, hash(readings))


@pytest.mark.parametrize("deep", [False, True])
def test_a_changed_copy_has_a_hash_of_its_own(deep: bool) -> None:
    readings = Readings(training_at_80="lower")
    hash(readings)
    stricter = readings.model_copy(update={"disputes": "complaints_or_disputes"}, deep=deep)
    expected = Readings(training_at_80="lower", disputes="complaints_or_disputes")
    assert (stricter, hash(stricter)) == (expected, hash(expected))
    assert (copy.deepcopy(readings), copy.copy(readings)) == (readings, readings)


def test_the_supplied_rules_are_the_agreed_list_in_its_order() -> None:
    assert [(rule.id, rule.provision) for rule in SUPPLIED.values()] == list(SILENT.items())
    assert list(SUPPLIED) == list(SILENT)
    assert set(SILENT.values()) <= provisions().keys()


def texts() -> Iterator[tuple[str, str]]:
    """Give every English text of the register with its context in the catalogue."""
    for reading in REGISTER.values():
        yield f"{reading.id}.question", reading.question
        for option, meaning in reading.options.items():
            yield f"{reading.id}.{option}", meaning
        yield f"{reading.id}.grounds", reading.grounds
    for rule in SUPPLIED.values():
        yield f"{rule.id}.statement", rule.statement
        yield f"{rule.id}.grounds", rule.grounds


def test_contexts_are_unique() -> None:
    contexts = [context for context, _ in texts()]
    assert len(contexts) == len(set(contexts))


def chinese() -> dict[tuple[str, str], str]:
    """Read every finished entry of the catalogue that has a context."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_CN", abort_invalid=True)
    return {
        (entry.context, str(entry.id)): str(entry.string)
        for entry in catalogue
        if entry.context and not entry.fuzzy
    }


@pytest.mark.source
def test_every_text_has_its_chinese() -> None:
    held = chinese()
    assert [key for key in texts() if not re.search("[\u4e00-\u9fff]", held.get(key, ""))] == []


@pytest.mark.source
def test_the_catalogue_has_no_text_that_the_register_has_lost() -> None:
    ours = {*REGISTER, *SUPPLIED}
    assert {key for key in chinese() if key[0].partition(".")[0] in ours} == set(texts())
