"""What a correction does: which steps no longer stand, and by how much the books move."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from fazhi.core.case import CaseView, Refusal, recheck
from fazhi.core.journal import Event
from fazhi.core.ledger import Posting

Cell = tuple[str, date, str, tuple[tuple[str, str], ...], str]


def newly_fallen(before: CaseView, after: CaseView) -> list[tuple[Event, tuple[Refusal, ...]]]:
    """Return the steps of ``after`` that do not stand, each with the reasons it did not have in ``before``.

    A step may fail a rule today that it kept on its day (an officer has left since): what does not come of
    the correction does not stand in its way.
    """
    had = {(event.entry, one.code, one.message) for event, found in recheck(before) for one in found}
    fallen = []
    for event, found in recheck(after):
        if new := tuple(one for one in found if (event.entry, one.code, one.message) not in had):
            fallen.append((event, new))
    return fallen


def difference(
    posted: Iterable[tuple[int, Posting]], wanted: Iterable[Posting], *, gone: Collection[int] = ()
) -> list[Posting]:
    """Return the postings that bring what a case has posted, by (entry, posting), to what it should have.

    What is taken back names the entry that posted it and keeps its day, place and slices; entries in ``gone``
    are taken back first, then the latest.
    """
    sources: dict[Cell, dict[int, Decimal]] = {}
    pattern: dict[Cell, Posting] = {}
    for entry, one in posted:
        cell = cell_of(one)
        pattern.setdefault(cell, replace(one, reverses=0))
        held = sources.setdefault(cell, {})
        held[one.reverses or entry] = held.get(one.reverses or entry, Decimal(0)) + one.amount
    wants: dict[Cell, Decimal] = {}
    for one in wanted:
        cell = cell_of(one)
        pattern.setdefault(cell, one)
        wants[cell] = wants.get(cell, Decimal(0)) + one.amount
    found: list[Posting] = []
    for cell, one in pattern.items():
        held = sources.get(cell, {})
        order = sorted(held, key=lambda entry: (entry not in gone, -entry))
        lacking = wants.get(cell, Decimal(0)) - sum(held.values())
        found.extend(_settled(one, lacking, [(entry, held[entry]) for entry in order]))
    return found


def _settled(one: Posting, lacking: Decimal, held: Sequence[tuple[int, Decimal]]) -> Iterator[Posting]:
    """Yield what makes up for ``lacking``: first by taking back from the entries that hold the opposite."""
    for entry, amount in held:
        if lacking and amount and (amount > 0) != (lacking > 0):
            taken = -amount if abs(amount) <= abs(lacking) else lacking
            yield replace(one, amount=taken, reverses=entry)
            lacking -= taken
    if lacking:
        yield replace(one, amount=lacking)


def cell_of(one: Posting) -> Cell:
    """Return what a posting adds up under: all but its amount and what it takes back."""
    return one.indicator, one.on, one.place, tuple(sorted(one.slices.items())), one.key
