"""What Django calls the application."""

from __future__ import annotations

from django.apps import AppConfig


class FesConfig(AppConfig):
    """市级充分就业社区."""

    name = "examples.django_app"
    label = "fes"
    verbose_name = "市级充分就业社区"
