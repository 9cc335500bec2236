"""What was promised stays: the public names, the schemas, and what earlier versions stored."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import json
import re
from collections.abc import Mapping
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import BaseModel, TypeAdapter

import zhangye_fes
from tools import api_snapshot, stored
from zhangye_fes import Rate, ScoreSheet
from zhangye_fes.errors import FesError, ReceiptMismatch
from zhangye_fes.events import EVENTS
from zhangye_fes.journal import read, write
from zhangye_fes.told import Told
from zhangye_fes.values import Value

HERE: Final = Path(__file__).parent / "stability"
PUBLIC: Final = [
    (module, name)
    for module, names in sorted(api_snapshot.public().items())
    for name in sorted(names)
]
KEPT: Final = sorted(path for path in HERE.glob("stored/*/*.jsonl") if path.stem != "Event")
EVENTS_KEPT: Final = sorted(HERE.glob("stored/*/Event.jsonl"))

EMBEDDED: Final = {
    *("Bounds", "Change", "ClauseFinding", "Finding", "OpenFact", "RowScore", "RubricName"),
    *("Marks", "Opinion", "Occurrence", "Place"),
}
"""Models that are stored inside others only."""


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def kept_class(path: Path) -> TypeAdapter[Any]:
    """The class that a kept file is named after."""
    homes = [module for module, name in PUBLIC if name == path.stem]
    return TypeAdapter(getattr(import_module(f"zhangye_fes.{homes[0]}"), path.stem))


def holds(new: object, old: object) -> bool:
    """Whether all that was stored is still there; a later version may say more."""
    match old, new:
        case dict(), dict():
            return all(key in new and holds(new[key], each) for key, each in old.items())
        case list(), list():
            return len(new) == len(old) and all(map(holds, new, old))
    return new == old


class TestTheSnapshot:
    """The text of the API is of the library that runs, and everything on the face stands in it."""

    page = (HERE / "api.txt").read_text(encoding="utf-8")

    def test_the_face_is_promised(self) -> None:
        assert {*zhangye_fes.__all__} - {name for _, name in PUBLIC} == {"__version__"}

    @pytest.mark.parametrize(("module", "name"), PUBLIC)
    def test_signatures_and_fields(self, module: str, name: str) -> None:
        thing = getattr(import_module(f"zhangye_fes.{module}"), name, None)
        shown = self.shown(module, name)
        if inspect.isfunction(thing):
            assert all(
                re.search(rf"\b{each}\b", shown) for each in inspect.signature(thing).parameters
            )
        elif inspect.isclass(thing):
            fields = self.fields(thing) - {"root"}  # what a RootModel holds, its base says
            assert fields <= {*re.findall(r"^ +(\w+)(?=:| =)", self.page, re.MULTILINE)}

    def shown(self, module: str, name: str) -> str:
        section = self.page.partition(f"\nzhangye_fes.{module}\n")[2].partition("\n\n")[0]
        start = re.search(rf"^    (?:class |def )?{name}\b", section, re.MULTILINE)
        assert start, f"{module}.{name} is not in the snapshot"
        return section[start.start() :]

    def fields(self, thing: type) -> set[str]:
        if issubclass(thing, BaseModel):
            return {*thing.model_fields}
        if dataclasses.is_dataclass(thing):
            return {each.name for each in dataclasses.fields(thing)}
        return {*getattr(thing, "_fields", ())}

    def test_every_code_of_an_error_stands_in_it(self) -> None:
        for path in Path(zhangye_fes.__file__).parent.glob("[a-z]*.py"):
            import_module(f"zhangye_fes.{path.stem}")
        todo, codes = [FesError], set()
        while todo:
            error = todo.pop()
            todo += error.__subclasses__()
            codes |= {error.code} if "code" in vars(error) else set()
        assert codes
        assert {f"code = {each!r}" for each in codes} <= {*map(str.strip, self.page.splitlines())}

    def test_what_is_left_out_and_what_is_followed(self) -> None:
        assert "zhangye_fes.folding" not in self.page, "no part of the promise"
        assert "    Verdict = Literal['qualified', 'not_qualified', 'undetermined']\n" in self.page
        assert "    def advise(facts: Facts, readings: Readings=DEFAULT, " in self.page


class TestWhatIsStored:
    """A version reads whatever a version before it wrote, and loses nothing of it."""

    VALUES: Final[Mapping[str, Mapping[str, list[dict[str, object]]]]] = {
        "0.1": {
            "ApplicationForm": [{"county_opinion.text": "同意推荐", "city_opinion.on": None}],
            "Audit": [{"adverse": True}],
            # paid on 1 July: no second time for the year
            "Entitlement": [{"amount": 0, "contested": False}],
            "Facts": [{"reemployment": Rate(9, 10)}, {"hard_to_employ_employment": None}],
            "FundsReportDeadline": [{"last_day.isoformat": "2024-12-20"}],
            "MonthDeadline": [{"last_day.isoformat": "2024-05-29"}],
            "Obligation": [{"kind": "funds_report", "due.isoformat": "2025-12-20"}],
            "Payment": [{"amount": 10_000, "level": "municipal"}],
            # 100 less 3 (a ledger), 5 (37 of 41 are under 95 %), 2 (4 of 5), 2 (no record)
            "Plan": [{"before": 88, "after": 93}],
            # 04-30, 05-06, 05-07, 05-08 after the posting day; May 1 to 5 are free
            "PublicityCheck": [{"counted": 4, "enough": False, "counted_otherwise": 5}],
            "PublicityPeriod": [{"last_day.isoformat": "2024-05-09"}],
            "ReadingRange": [{"total.low": 86, "total.high": 93}],
            "Readings": [{"training_at_80": "upper"}, {"training_at_80": "lower"}],
            "FilledSheet": [{"name": "东街社区", "own.total": 30, "street": ""}],
            "ReviewedSheet": [{"own.total": 30, "review.total": None}],
            "ScoreSheet": [
                {"total.low": 88, "total.high": 88, "verdict": "not_qualified", "eligible": True},
                # 4 of 5 in the lower band: 1 point for 3; row 3.3 is not known
                {"total.low": 86, "total.high": 91, "verdict": "undetermined"},
            ],
            "Standing": [{"levels_on": ("provincial",)}],
            "Validity": [{"in_force": True, "last_day.isoformat": "2028-09-04"}],
        }
    }
    """What each kept object says, worked out by hand: the path of an attribute, and its value."""

    def test_this_version_keeps_what_it_writes(self) -> None:
        kept = {path.name for path in stored.folder().iterdir()}
        assert kept == {f"{name}.jsonl" for name in stored.files()}

    def test_nothing_that_can_be_stored_is_forgotten(self) -> None:
        things = [
            getattr(import_module(f"zhangye_fes.{home}"), name, None) for home, name in PUBLIC
        ]
        models = {each.__name__ for each in things if inspect.isclass(each) and self.kept(each)}
        assert models - EMBEDDED == {path.stem for path in KEPT} - {"Payment", "Audit", "Readings"}

    def kept(self, thing: type) -> bool:
        named = thing in {Value, Told, *EVENTS.values()}
        return issubclass(thing, Value | Told) and not named

    @pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.stem}")
    def test_it_is_read(self, path: Path) -> None:
        model, texts = kept_class(path), lines(path)
        values = self.VALUES[path.parent.name][path.stem]
        for text, expected in zip(texts, values, strict=True):
            read_in = model.validate_json(text)
            again = model.dump_json(read_in)
            assert {name: said(read_in, name) for name in expected} == expected
            assert holds(json.loads(again), json.loads(text))
            assert model.validate_json(again) == read_in
            assert again.decode() == text or path.parent != stored.folder()
            if hasattr(read_in, "from_json"):
                assert read_in.from_json(text) == read_in

    @pytest.mark.parametrize("path", EVENTS_KEPT, ids=lambda path: path.parent.name)
    def test_events_are_read(self, path: Path) -> None:
        texts = lines(path)
        events = [*read(texts)]
        again = [*write(events)]
        assert len(again) == len(texts)
        assert all(
            holds(json.loads(new), json.loads(old))
            for new, old in zip(again[1:], texts[1:], strict=True)
        )
        assert [*read(again)] == events
        assert again == texts or path.parent != stored.folder()

    def test_every_type_of_event_is_kept(self) -> None:
        assert [event.type for event in read(lines(stored.folder() / "Event.jsonl"))] == [*EVENTS]

    def test_a_sheet_that_was_altered_is_not_read(self) -> None:
        sheet = json.loads(lines(stored.folder() / "ScoreSheet.jsonl")[0])
        sheet["facts"]["ledgers_outdated"] = 0
        with pytest.raises(ReceiptMismatch):
            ScoreSheet.from_json(json.dumps(sheet))

    def test_a_folder_that_is_there_stays(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert stored.main() == 1
        assert "is there" in capsys.readouterr().err

    def test_a_new_version_writes_its_own(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(stored, "STORED", tmp_path)
        monkeypatch.setattr(stored, "__version__", "7.8.9")
        assert stored.main() == 0
        written = {path.name: lines(path) for path in (tmp_path / "7.8").iterdir()}
        assert written == {f"{name}.jsonl": texts for name, texts in stored.files().items()}

    @pytest.mark.parametrize(
        ("new", "old", "kept"),
        [
            ({"a": [1, {"b": 2}], "c": 3}, {"a": [1, {"b": 2}]}, True),
            ({"a": [1]}, {"a": [1, 2]}, False),
            ({}, {"a": None}, False),
            ({"a": 2}, {"a": 1}, False),
        ],
    )
    def test_the_comparison_itself(self, new: object, old: object, *, kept: bool) -> None:
        assert holds(new, old) is kept


def said(thing: object, path: str) -> object:
    """What an attribute says, or answers."""
    found = attrgetter(path)(thing)
    if path == "levels_on":
        return found(dt.date(2025, 3, 3))
    return found() if callable(found) else found
