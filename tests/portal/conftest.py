"""What tests of the portal may ask for."""

from datetime import date

import pytest

from fazhi.usecases import clock
from fazhi.usecases.clock import noon
from usecases.test_inspections_and_penalties import BOTH, Desk, desk

__all__ = ["desk"]


@pytest.fixture(autouse=True)
def office(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The enforcement desk with two officers on the public list, on a day in autumn."""
    desk.certify(*BOTH, published="yes")
    monkeypatch.setattr(clock, "now", lambda: noon(date(2025, 10, 21), 9))
