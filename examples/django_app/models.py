"""A community, its facts and how the notice is read; the sheet follows from them and is not kept.

To keep what was decided, keep ``sheet.model_dump_json()`` with it: ``ScoreSheet.from_json`` reads
it back and refuses one that was altered.
"""

from __future__ import annotations

from django.db import models

from examples.django_app.fields import RecordField
from zhangye_fes import Facts, Readings, ScoreSheet, intake, score


class Community(models.Model):
    """A community of the city."""

    code: models.CharField[str, str] = models.CharField("社区代码", max_length=12, unique=True)
    name: models.CharField[str, str] = models.CharField("社区名称", max_length=100)
    facts = RecordField("事实", record=Facts, default=dict, blank=True)
    readings = RecordField("读法", record=Readings, default=dict, blank=True)

    class Meta:
        """What it is called, and its order."""

        verbose_name = verbose_name_plural = "社区"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def sheet(self) -> ScoreSheet:
        """附件2, filled in from what is stored.

        Raises:
            InvalidInput: something was stored without ``full_clean``.
        """
        facts = intake.validated(Facts, self.facts)
        return score(facts, intake.validated(Readings, self.readings))
