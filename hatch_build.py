"""Compile the message catalogues (``.po`` to ``.mo``) whenever a wheel is built.

An editable install is a kind of wheel too: there the ``.mo`` files land beside the ``.po`` and
are git-ignored. Every folder under ``locale/`` is a language; nothing here names one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["CatalogueHook", "compile_catalogue"]

CATALOGUES = "src/zhangye_fes/locale/*/LC_MESSAGES/*.po"


class CatalogueHook(BuildHookInterface[Any]):
    """The step that hatchling runs before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile every catalogue of the project."""
        for po in sorted(Path(self.root).glob(CATALOGUES)):
            compile_catalogue(po)


def compile_catalogue(po: Path) -> None:
    """Write one catalogue's binary form beside it.

    Raises:
        PoFileError: the catalogue is malformed.
    """
    with po.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    with po.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)
