"""What is made whenever a wheel is built: the message catalogues and the bill of materials.

Catalogues are compiled (``.po`` to ``.mo``). An editable install is a kind of wheel too: there the
``.mo`` files land beside the ``.po`` and are git-ignored. Every folder under ``locale/`` is a
language; nothing here names one.

The bill of materials (SBOM) goes into the wheel as PEP 770 has it. It says what the metadata says,
in CycloneDX, and nothing of the day or the machine: the same source gives the same bytes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WheelHook", "bill_of_materials", "compile_catalogue"]

CATALOGUES = "src/zhangye_fes/locale/*/LC_MESSAGES/*.po"
ISSUED = datetime(2023, 9, 4, tzinfo=UTC)
"""The day of the notice."""

BILL = "build/zhangye-fes.cdx.json"
"""Where pyproject.toml says that it is."""


class WheelHook(BuildHookInterface[Any]):
    """The step that hatchling runs before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile every catalogue of the project, and write its bill of materials."""
        for po in sorted(Path(self.root).glob(CATALOGUES)):
            compile_catalogue(po)
        core, bill = self.metadata.core, Path(self.root, BILL)
        extras = [each for extra in core.optional_dependencies.values() for each in extra]
        written = bill_of_materials(self.metadata.version, core.dependencies, extras)
        bill.parent.mkdir(exist_ok=True)
        bill.write_text(f"{json.dumps(written, indent=2)}\n", encoding="utf-8", newline="\n")


def compile_catalogue(po: Path) -> None:
    """Write one catalogue's binary form beside it, the same on every day.

    Raises:
        PoFileError: the catalogue is malformed.
    """
    with po.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    catalogue.creation_date = ISSUED  # Babel would have it that of the clock
    with po.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)


def bill_of_materials(
    version: str, required: Iterable[str], optional: Iterable[str]
) -> dict[str, Any]:
    """Write the project and what it asks for as a CycloneDX 1.6 document.

    A dependency has no version of its own here, since whoever installs the wheel chooses one: the
    range stands in the property ``zhangye-fes:requires``.
    """
    purl = f"pkg:pypi/zhangye-fes@{version}"
    components: dict[str, dict[str, Any]] = {}
    for scope, asked in (("required", required), ("optional", optional)):
        for each in map(Requirement, sorted(asked)):
            name = canonicalize_name(each.name)
            known = components.setdefault(name, _component(name, scope))
            known["properties"] += [{"name": "zhangye-fes:requires", "value": str(each.specifier)}]
    found = [*components.values()]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([purl, found]))}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": purl,
                "name": "zhangye-fes",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "purl": purl,
            }
        },
        "components": found,
        "dependencies": [{"ref": purl, "dependsOn": [each["bom-ref"] for each in found]}],
    }


def _component(name: str, scope: str) -> dict[str, Any]:
    purl = f"pkg:pypi/{name}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "scope": scope,
        "purl": purl,
        "properties": [],
    }
