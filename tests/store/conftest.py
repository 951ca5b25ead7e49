"""What tests of the tables may ask for."""

from usecases.offices import home, office, shared_office

__all__ = ["home", "office", "shared_office"]
