"""All stories of the street, and what of the year's figures they already show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from fazhi.core.form import satisfies
from fazhi.core.ledger import Posting, post
from fazhi.demo.office import Office, Told
from fazhi.demo.stories import filed_cases, on_spot, open_penalties
from fazhi.demo.stories.script import Script
from fazhi.demo.targets import Target


def tell(office: Office, targets: Sequence[Target], *, seed: int) -> list[Told]:
    """Add every story to an office, and return them; ``targets`` are the figures of the whole year."""
    script = Script(office, seed=seed)
    filed_cases.tell(script)
    open_penalties.tell_new(script)
    on_spot.tell(script, targets)
    return script.cases


def rest(office: Office, targets: Iterable[Target], told: Iterable[Told]) -> list[Target]:
    """Return the targets less what those cases of an office show of them."""
    shown = [one for case in told for one in _postings(office, case)]
    return [replace(one, value=one.value - _part(one, office.year, shown)) for one in targets]


def _postings(office: Office, told: Told) -> Iterator[Posting]:
    for nth, line in enumerate(told.lines):
        before = office.view(replace(told, lines=told.lines[:nth]), moment=line.moment)
        yield from post(before, line.plain, place=told.place, digest=str)


def _part(target: Target, year: int, shown: Iterable[Posting]) -> Decimal:
    amounts = (
        one.amount
        for one in shown
        if one.indicator == target.indicator
        and one.on.year == year
        and target.month in (0, one.on.month)
        and all(satisfies(one.slices.get(name, ""), value) for name, value in target.where)
    )
    return sum(amounts, Decimal(0))
