"""The Django application of the tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Name the application ``store``."""

    name = "fazhi.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
