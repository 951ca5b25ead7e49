"""What tests of the commands may ask for."""

from usecases.offices import home, office, shared_office

__all__ = ["home", "office", "shared_office"]
