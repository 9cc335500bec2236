"""What is built: alike on every day and machine, with its bill of materials, and tested alone."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import tarfile
import tomllib
from gettext import GNUTranslations
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest

from hatch_build import bill_of_materials, compile_catalogue
from tools import dist, wheeltest

ROOT: Final = Path(__file__).parents[1]
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

CATALOGUE: Final = """\
msgid ""
msgstr ""
"Language: zh_CN\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "yes"
msgstr "是"
"""


class TestCatalogues:
    """Compiled, and the same whenever that is done."""

    def test_nothing_of_the_day_is_in_it(self, tmp_path: Path) -> None:
        po = tmp_path / "x.po"
        po.write_text(CATALOGUE, encoding="utf-8")
        compile_catalogue(po)
        with po.with_suffix(".mo").open("rb") as file:
            compiled = GNUTranslations(file)
        assert compiled.gettext("yes") == "是"
        assert compiled.info()["pot-creation-date"] == "2023-09-04 00:00+0000"


class TestTheBill:
    """The package and what it asks for, each once."""

    def test_it_says_what_the_metadata_says(self) -> None:
        extras = [each for extra in PROJECT["optional-dependencies"].values() for each in extra]
        bill = bill_of_materials("1.2.3", PROJECT["dependencies"], extras)
        required = [each["name"] for each in bill["components"] if each["scope"] == "required"]
        assert required == ["babel", "pydantic", "python-dateutil"]
        assert bill["metadata"]["component"]["purl"] == "pkg:pypi/zhangye-fes@1.2.3"
        (pydantic,) = [each for each in bill["components"] if each["name"] == "pydantic"]
        assert pydantic["properties"] == [{"name": "zhangye-fes:requires", "value": ">=2.12"}]
        assert bill["dependencies"][0]["dependsOn"] == [
            each["bom-ref"] for each in bill["components"]
        ]

    def test_what_is_asked_for_twice_stands_once(self) -> None:
        bill = bill_of_materials("1", ["Rich>=13"], ["rich>=14"])
        (rich,) = bill["components"]
        assert rich["scope"] == "required"
        assert [each["value"] for each in rich["properties"]] == [">=13", ">=14"]

    def test_its_number_follows_from_what_it_says(self) -> None:
        one, same = (bill_of_materials("1", ["a>=1"], []) for _ in range(2))
        assert one == same
        others = (bill_of_materials("2", ["a>=1"], []), bill_of_materials("1", ["a>=2"], []))
        assert one["serialNumber"] not in {each["serialNumber"] for each in others}


class TestDist:
    """Two builds are kept only if they are the same."""

    def folders(self, tmp_path: Path, *contents: bytes) -> list[Path]:
        places = [tmp_path / str(number) for number, _ in enumerate(contents)]
        for place, content in zip(places, contents, strict=True):
            place.mkdir()
            (place / "x.whl").write_bytes(content)
        return places

    def test_the_same(self, tmp_path: Path) -> None:
        sums = dist.compared(*self.folders(tmp_path, b"a", b"a"))
        assert {name: digest[:8] for name, digest in sums.items()} == {"x.whl": "ca978112"}

    def test_not_the_same(self, tmp_path: Path) -> None:
        with pytest.raises(dist.NotReproducible, match=r"differ in x\.whl$"):
            dist.compared(*self.folders(tmp_path, b"a", b"b"))

    def test_one_has_more(self, tmp_path: Path) -> None:
        first, second = self.folders(tmp_path, b"a", b"a")
        (second / "y.whl").write_bytes(b"")
        with pytest.raises(dist.NotReproducible, match=r"y\.whl"):
            dist.compared(first, second)

    def test_the_moment_can_be_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
        assert dist.moment() == "7"

    def test_a_wheel_without_its_bill(self, tmp_path: Path) -> None:
        wheel = self.wheel(tmp_path, {})
        with pytest.raises(dist.NotABill, match="has 0 bills"):
            dist.check_bill(wheel)

    def test_a_bill_that_is_none(self, tmp_path: Path) -> None:
        pytest.importorskip("cyclonedx", reason="comes with the group release")
        good = bill_of_materials("1", ["a>=1"], [])
        dist.check_bill(self.wheel(tmp_path, good))
        with pytest.raises(dist.NotABill, match="colour"):
            dist.check_bill(self.wheel(tmp_path, good | {"colour": "red"}))

    def wheel(self, tmp_path: Path, bill: dict[str, Any]) -> Path:
        path = tmp_path / "x.whl"
        with ZipFile(path, "w") as files:
            files.writestr("x-1.dist-info/METADATA", "")
            if bill:
                files.writestr("x-1.dist-info/sboms/x.cdx.json", json.dumps(bill))
        return path

    def test_a_copy_is_of_what_git_knows(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        project = tmp_path / "project"
        for name, text in {"in/known.py": "1", "stray.py": "2"}.items():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_text(text)
        monkeypatch.setattr("tools.dist.ROOT", project)
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        who = ("-c", "user.name=x", "-c", "user.email=x@y.z")
        when = {**os.environ, "GIT_AUTHOR_DATE": "@5 +0000", "GIT_COMMITTER_DATE": "@5 +0000"}
        for command in (["init", "-q"], ["add", "in"], [*who, "commit", "-qm", "x"]):
            subprocess.run(["git", *command], cwd=project, env=when, check=True)  # noqa: S607
        dist.copy_source(tmp_path / "copy")
        found = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
        assert found == [tmp_path / "copy/in/known.py"]
        assert dist.moment() == "5"


class TestTheWheelAlone:
    """The tests run where there is no source, on what is asked for."""

    def test_the_source_is_taken_away(self, tmp_path: Path) -> None:
        with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as archive:
            for name in ("x-1/src/x/__init__.py", "x-1/tests/test_x.py"):
                archive.addfile(tarfile.TarInfo(name), io.BytesIO())
        place = wheeltest.unpacked(tmp_path / "x.tar.gz", tmp_path / "scratch")
        files = [path for path in place.rglob("*") if path.is_file()]
        assert files == [tmp_path / "scratch/x-1/tests/test_x.py"]

    def test_nothing_leads_back_to_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONPATH", "src")
        monkeypatch.setenv("LANG", "C")
        assert "PYTHONPATH" not in wheeltest.plain()
        assert wheeltest.plain()["LANG"] == "C"

    def test_every_lower_bound_is_one_version(self) -> None:
        pinned = wheeltest.lowest(PROJECT)
        assert len(pinned) == len({each.partition("==")[0] for each in pinned}) == 9
        assert all(re.fullmatch(r"[\w-]+==[\d.]+", each) for each in pinned)

    def test_the_pythons_there_are(self) -> None:
        found = [*wheeltest.pythons()]
        asked = "import sys; print('%d.%d' % sys.version_info[:2])"
        versions = [
            subprocess.run([each, "-c", asked], check=True, capture_output=True, text=True).stdout
            for each in found
        ]
        assert versions
        assert len(versions) == len({*versions})
        named = " ".join(PROJECT["classifiers"])
        assert all(f"Python :: {version.strip()}" in named for version in versions)

    @pytest.mark.parametrize(
        ("arguments", "failing", "runs", "status"),
        [
            ([], "", 1, 0),
            ([], "test", 1, 1),
            (["--everywhere"], "", 4, 0),
            (["--everywhere"], "a==1", 4, 1),
        ],
    )
    def test_what_is_run(
        self,
        monkeypatch: pytest.MonkeyPatch,
        arguments: list[str],
        failing: str,
        runs: int,
        status: int,
    ) -> None:
        asked: list[list[str]] = []

        def passed(_python: str, wanted: list[str], _tests: tuple[str, ...]) -> bool:
            asked.append(wanted)
            return failing not in wanted

        monkeypatch.setattr(wheeltest, "passed", passed)
        monkeypatch.setattr(wheeltest, "pythons", lambda: ["python3.11", "python3.12"])
        monkeypatch.setattr(wheeltest, "lowest", lambda _: ["a==1"])
        assert wheeltest.main(arguments) == status
        assert len(asked) == runs
