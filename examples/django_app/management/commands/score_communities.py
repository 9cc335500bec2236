"""``manage.py score_communities``: every community with its points and its verdict."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from examples.django_app.models import Community
from zhangye_fes.messages import label


class Command(BaseCommand):
    """List all communities, one a line, separated by tabs."""

    help = "按附件2对所有社区评分"

    def handle(self, *_args: object, **_options: object) -> None:
        """Write them out in the order of their codes."""
        for community in Community.objects.iterator():
            sheet = community.sheet
            told = (community.code, community.name, str(sheet.total), label(sheet.verdict))
            self.stdout.write("\t".join(told))
