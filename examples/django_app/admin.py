"""The administration: who qualifies at a glance, and the sheet of each community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from examples.django_app.models import Community
from zhangye_fes import explain
from zhangye_fes.messages import label

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Community]
else:
    ModelAdmin = admin.ModelAdmin


@admin.register(Community)
class CommunityAdmin(ModelAdmin):
    """Communities with their verdicts."""

    list_display = ("code", "name", "total", "verdict")
    search_fields = ("code", "name")
    readonly_fields = ("sheet",)

    @admin.display(description="得分")
    def total(self, community: Community) -> str:
        """The points, as one number or as a range."""
        return str(community.sheet.total)

    @admin.display(description="结论")
    def verdict(self, community: Community) -> str:
        """Whether it qualifies."""
        return label(community.sheet.verdict)

    @admin.display(description="评分表")
    def sheet(self, community: Community) -> SafeString:
        """附件2, and why each point was given or not."""
        if not community.pk:
            return SafeString("保存后显示")
        sheet = community.sheet
        table = mark_safe(sheet._repr_html_())  # noqa: S308 - the library escapes every text
        return format_html(
            "{}<details><summary>逐条说明</summary><pre>{}</pre></details>", table, explain(sheet)
        )
