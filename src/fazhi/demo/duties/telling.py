"""All that goes on in the street through the year, told in one go."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.demo.duties import (
    calendar,
    consultations,
    contests,
    counsel,
    disclosure,
    events,
    hotline,
    leadership,
    meetings,
    patrols,
    petitions,
    posts,
    registers,
    requests,
    trainings,
)
from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.office import Office, Told
from fazhi.demo.stories.script import Script
from fazhi.demo.targets import Target, procedure_of
from fazhi.procedures import registry

_KEYS = 200_000
#: These draw their own names and numbers, none of which the stories give.
_NUMBERS = 700_000
_DUTIES = (
    registers,
    leadership,
    meetings,
    hotline,
    petitions,
    disclosure,
    requests,
    consultations,
    counsel,
    contests,
    patrols,
    trainings,
    posts,
    events,
    calendar,
)
#: Short cases that come in hundreds.
BY_THE_DOZEN = ("hotline_order", "enforcement_operation", "legal_consultation", "disclosure_item")
#: Told here besides: a part of the reviews of the year, for what comes before a meeting.
_IN_PART = "legality_review"


def tell(office: Office, targets: Sequence[Target], *, seed: int) -> tuple[Told, ...]:
    """Add a year of each duty to an office, and return its cases."""
    script = Script(office, seed=seed, keys=_KEYS, numbers=_NUMBERS)
    dealer = Dealer(script, targets)
    for duty in _DUTIES:
        duty.tell(dealer)
    return tuple(script.cases)


def shown(target: Target, cases: Sequence[Told]) -> bool:
    """Tell whether the cases told show the whole of a figure, so that none of it is worked out."""
    code = procedure_of(registry.indicators()[target.indicator]).code
    return code != _IN_PART and any(case.procedure.code == code for case in cases)


def in_part(cases: Sequence[Told]) -> list[Told]:
    """Return the cases that show but a part of their figures."""
    return [case for case in cases if case.procedure.code == _IN_PART]
