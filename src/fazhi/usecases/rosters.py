"""Hours of training in a year: who stands in a register, how many they have, how many they lack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.core.declaring import YearlyHours
from fazhi.core.kinds import Activity, Register
from fazhi.core.procedure import Procedure
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import access
from fazhi.usecases.people import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """How many of those in a register, of all who need them, lack hours ``until`` the year's end."""

    procedure: type[Procedure]
    needed: YearlyHours
    persons: int
    of: int
    until: date


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
    """Return the registers kept by the clerk in which somebody lacks hours this year."""
    found = []
    for procedure in procedures:
        needed = yearly_hours(procedure)
        if needed is None or not clerk.codes & set(procedure.step("changed").by.posts):
            continue
        rows = models.Case.objects.filter(
            access.where(clerk, [procedure]), organ_id=clerk.organ, procedure=procedure.code, final=False
        ).exclude(subject="")
        asked = [
            subject
            for subject, record in rows.values_list("subject", "record")
            if needed.when is None or needed.when.met(record)
        ]
        if not asked:
            continue
        had = hours_by_person(clerk.organ, needed.procedure, year=today.year)
        persons = sum(had.get(person, Decimal(0)) < needed.least for person in asked)
        if persons:
            found.append(
                Lacking(
                    procedure=procedure,
                    needed=needed,
                    persons=persons,
                    of=len(asked),
                    until=date(today.year, 12, 31),
                )
            )
    return tuple(found)


def of_entry(record: Mapping[str, Any], needed: YearlyHours, had: Mapping[str, Decimal]) -> str:
    """Return the hours an entry's person has beside those needed, 48／60学时; "" for who needs none."""
    if needed.when is not None and not needed.when.met(record):
        return ""
    hours = had.get(str(record.get(needed.person.name)), Decimal(0))
    return f"{hours.normalize():f}／{needed.least.normalize():f}学时"
