"""The Django application of the tables."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    """Name the application ``store`` and put its triggers back after every migration."""

    name = "fazhi.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask for the triggers after each migration."""
        post_migrate.connect(_after_migration, sender=self)


def _after_migration(*, using: str, **_: Any) -> None:
    from fazhi.store import search, triggers  # noqa: PLC0415 - models are not loaded when this module is

    triggers.install(using)
    search.install(using)
