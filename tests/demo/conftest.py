"""What the tests of imagined years share."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from fazhi.demo.office import Office
from fazhi.demo.scenario import an_office
from fazhi.demo.targets import Target


@pytest.fixture
def target() -> Callable[..., Target]:
    """Return ``target("mediation.cases", 3, source="applied")``."""

    def made(code: str, value: object, *, month: int = 0, **where: str) -> Target:
        return Target(indicator=code, value=Decimal(str(value)), where=tuple(where.items()), month=month)

    return made


@pytest.fixture
def an_empty_office() -> Callable[[], Office]:
    """Return what makes the same empty office each time."""
    return lambda: an_office(organ="990201001", year=2025)
