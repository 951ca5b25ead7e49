"""What tests of the desk may ask for."""

from desk.desks import office, own_hour, signed_in

__all__ = ["office", "own_hour", "signed_in"]
