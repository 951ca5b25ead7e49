"""What tests of the use cases may ask for."""

from usecases.offices import office, shared_office

__all__ = ["office", "shared_office"]
