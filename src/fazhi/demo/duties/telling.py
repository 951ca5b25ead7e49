"""All that goes on in the street through the year, told in one go."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.demo.duties import (
    calendar,
    consultations,
    contests,
    contracts,
    counsel,
    disclosure,
    disputes,
    events,
    hotline,
    inspections,
    leadership,
    meetings,
    patrols,
    petitions,
    posts,
    registers,
    requests,
    reviews,
    studies,
    trainings,
)
from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.office import Office
from fazhi.demo.stories.script import Script
from fazhi.demo.stories.telling import Stories
from fazhi.demo.targets import Target

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
    reviews,
    contracts,
    inspections,
    disputes,
    studies,
)
#: Short cases that come in hundreds.
BY_THE_DOZEN = ("hotline_order", "enforcement_operation", "legal_consultation", "disclosure_item")


def tell(office: Office, targets: Sequence[Target], *, seed: int) -> Stories:
    """Add a year of each duty to an office, and return it."""
    script = Script(office, seed=seed, keys=_KEYS, numbers=_NUMBERS)
    dealer = Dealer(script, targets)
    for duty in _DUTIES:
        duty.tell(dealer)
    return Stories(cases=tuple(script.cases), citations=tuple(script.citations))
