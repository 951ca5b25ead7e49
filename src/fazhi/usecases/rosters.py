"""What registers are to be kept up with in a year: hours of training, and looking at each entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.core.declaring import YearlyHours
from fazhi.core.kinds import EXPIRY_WARNS, Activity, Register
from fazhi.core.law import Basis
from fazhi.core.procedure import Procedure
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import access
from fazhi.usecases.people import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What so many entries of a register lack, of those that need it ``until`` the year's end."""

    procedure: type[Procedure]
    told: str
    entries: int
    of: int
    until: date
    basis: Basis


def yearly_hours(procedure: type[Procedure]) -> YearlyHours | None:
    """Return the hours that those who stand in it need each year, None if it is no such register."""
    return procedure.yearly_hours if issubclass(procedure, Register) else None


def hours_by_person(organ: str, activity: str, *, year: int) -> Mapping[str, Decimal]:
    """Return person → hours that activities of a procedure held in that year gave them."""
    declared = registry.current().get(activity)
    if declared is None or not issubclass(declared, Activity) or declared.gives_hours is None:
        return {}
    came, each = declared.gives_hours
    cases = models.Case.objects.filter(
        organ_id=organ, procedure=activity, last_on__gte=date(year, 1, 1), opened_on__lte=date(year, 12, 31)
    )
    entries = models.Entry.objects.filter(
        case__in=cases.values("key"), kind="step", step="held", on__year=year
    )
    held = set(entries.values_list("case", flat=True))
    found: dict[str, Decimal] = defaultdict(Decimal)
    for key, record, steps in cases.values_list("key", "record", "steps"):
        if key in held and "held" in steps and record.get(each.name):
            for person in record.get(came.name) or ():
                found[person] += Decimal(str(record[each.name]))
    return found


def lacking(clerk: Clerk, procedures: Iterable[type[Procedure]], *, today: date) -> tuple[Lacking, ...]:
    """Return what the registers kept by the clerk lack this year: hours of training, yearly reviews.

    Reviews are asked for as early before the year's end as what runs out.
    """
    kept = [
        one
        for one in procedures
        if issubclass(one, Register) and clerk.codes & set(one.step("changed").by.posts)
    ]
    return tuple(found for one in kept for found in _lacking(clerk, one, today))


def _lacking(clerk: Clerk, register: type[Register], today: date) -> Iterator[Lacking]:
    until = date(today.year, 12, 31)
    entries = models.Case.objects.filter(
        access.where(clerk, [register]), organ_id=clerk.organ, procedure=register.code, final=False
    )
    if (needed := register.yearly_hours) is not None:
        asked = [
            subject
            for subject, record in entries.exclude(subject="").values_list("subject", "record")
            if needed.when is None or needed.when.met(record)
        ]
        had = hours_by_person(clerk.organ, needed.procedure, year=today.year) if asked else {}
        if short := sum(had.get(person, Decimal(0)) < needed.least for person in asked):
            said = f"{short}人{needed.label}不足{needed.least.normalize():f}学时，应训{len(asked)}人"
            yield Lacking(
                procedure=register, told=said, entries=short, of=len(asked), until=until, basis=needed.basis
            )
    review = register.yearly_review
    if review is not None and (until - today).days <= EXPIRY_WARNS:
        stood = entries.filter(opened_on__lt=date(today.year, 1, 1)).values_list("record", flat=True)
        years = [int(record.get(review.year.name) or 0) for record in stood]
        if short := sum(year < today.year for year in years):
            said = f"{short}条尚未登记今年的{review.label}，应登记{len(years)}条"
            yield Lacking(
                procedure=register, told=said, entries=short, of=len(years), until=until, basis=review.basis
            )


def of_entry(record: Mapping[str, Any], needed: YearlyHours, had: Mapping[str, Decimal]) -> str:
    """Return the hours an entry's person has beside those needed, 48／60学时; "" for who needs none."""
    if needed.when is not None and not needed.when.met(record):
        return ""
    hours = had.get(str(record.get(needed.person.name)), Decimal(0))
    return f"{hours.normalize():f}／{needed.least.normalize():f}学时"
