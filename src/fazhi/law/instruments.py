"""The statutes, regulations and documents the system cites, each version with its first day in force.

``verification`` tells how far the text was read.  Full titles, document numbers and first days of
instruments whose text is not beside the checkout were not each compared with the gazette: counsel
should confirm them, as everything in these tables, before the system decides anything by them.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from fazhi.core.law import Scope, Statute
from fazhi.law.tables import lines

if TYPE_CHECKING:
    from datetime import date


class Verification(enum.Enum):
    """How far the text was read."""

    FULL = "A"
    """All of it; article numbers are exact."""
    PART = "B"
    """The cited places, in a reprint."""
    REPORT = "C"
    """Only a report about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of an instrument.  ``short`` is what people call it, and what tables cite.

    [in_force, superseded) is when it applies.
    """

    short: str
    statute: Statute
    superseded: date | None
    level: str
    scope: Scope
    verification: Verification
    note: str

    def holds(self, on: date) -> bool:
        """Tell whether this version applies on that day."""
        return self.statute.in_force <= on and (self.superseded is None or on < self.superseded)


@cache
def all_instruments() -> tuple[Instrument, ...]:
    """Return every version of every instrument, in the order of the table."""
    return tuple(
        Instrument(
            short=line.text("short"),
            statute=Statute(line.text("title"), line.day("in_force"), line.text("number")),
            superseded=line.day_or_none("superseded"),
            level=line.text("level"),
            scope=line.choice("scope", Scope),
            verification=line.choice("verification", Verification),
            note=line.text("note"),
        )
        for line in lines("instruments")
    )


def instrument(name: str, *, on: date | None = None) -> Instrument:
    """Return the version of an instrument that applies on a day; the latest without one.

    ``name`` is its short title, its full title or its document number.

    Raises:
        LookupError: no such instrument, or none of its versions applies that day.

    """
    versions = [each for each in all_instruments() if name in _names(each)]
    if not versions:
        known = sorted({each.short for each in all_instruments()})
        near = get_close_matches(name, known, n=5, cutoff=0.3) or known[:5]
        raise LookupError(f"no instrument {name!r} in law/instruments.csv; the nearest are {', '.join(near)}")
    if on is None:
        return max(versions, key=lambda each: each.statute.in_force)
    for each in versions:
        if each.holds(on):
            return each
    spans = ", ".join(f"[{each.statute.in_force}, {each.superseded or '…'})" for each in versions)
    raise LookupError(f"{name} does not apply on {on}: law/instruments.csv has {spans}")


def statute(name: str, *, on: date | None = None) -> Statute:
    """Return the statute to cite from, by short title: the current version, or that of a day.

    >>> str(statute("行政处罚法").article(57, paragraph=2))
    '《行政处罚法》第五十七条第二款'
    """
    return instrument(name, on=on).statute


def _names(each: Instrument) -> set[str]:
    return {each.short, each.statute.title, each.statute.number} - {""}
