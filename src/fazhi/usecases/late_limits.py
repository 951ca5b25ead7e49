"""Limits that were not kept: two figures that no step posts, for they are read off the limits themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Count, Q

from fazhi.core.procedure import Indicator
from fazhi.core.statement import Asked, Figure
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import limits_then
from fazhi.usecases.clock import ZONE

LATE = "limits.late"
OVERDUE = "limits.overdue"
INDICATORS = {
    LATE: Indicator(
        LATE,
        "逾期办结的期限",
        "件",
        "flow",
        by=("code",),
        definition="本期办结、办结日期晚于最后一日的期限。",
    ),
    OVERDUE: Indicator(
        OVERDUE,
        "逾期未办结的期限",
        "件",
        "stock",
        by=("code",),
        definition="期末已过最后一日而当时尚未办结的期限。",
    ),
}
"""``limits.late[code=ME-01]`` is what one limit has of them; what may be done, and lapses, is in neither."""


def rows(organs: Sequence[str], year: int, code: str, *, today: date, limit: str = "") -> Any:
    """Return the limits behind one of the two figures at the end of a year, or today in a running one.

    What ended with its case was kept late by nobody, and is overdue no longer.
    """
    after = date(year + 1, 1, 1)
    found = models.Due.objects.filter(organ__in=organs, binding=True)
    if code == LATE:
        found = found.filter(late=True, met_on__gte=date(year, 1, 1), met_on__lt=date(year + 1, 1, 1))
    else:
        found = found.filter(Q(met_on=None) | Q(met_on__gte=after), last_day__lt=min(after, today))
    return found.filter(code=limit) if limit else found


Known = Mapping[str, int]
"""By organ the position in its journal up to which it is known; of those not named, everything."""


def held(
    organs: Sequence[str],
    year: int,
    code: str,
    *,
    today: date,
    limit: str = "",
    known_by: Known | None = None,
) -> list[models.Due]:
    """Return the limits behind one of the two figures with their cases, the earliest last day first.

    What is known at an earlier position is so until the day of the entry after it.
    """
    known_by = known_by or {}
    now = [organ for organ in organs if organ not in known_by]
    found = list(rows(now, year, code, today=today, limit=limit).select_related("case")) if now else []
    for organ, number in known_by.items():
        if organ in organs:
            day = min(today, _day_after(organ, number) or today)
            still = rows([organ], year, code, today=day, limit=limit).exclude(case__last_entry__gt=number)
            found += still.select_related("case")
            found += (
                one
                for one in limits_then.moved_on(organ, number)
                if _counts(one, year, code, today=day) and limit in ("", one.code)
            )
    return sorted(found, key=lambda one: (one.last_day or date.max, one.case_id, one.limit))


def _counts(one: models.Due, year: int, code: str, *, today: date) -> bool:
    """Tell of a limit what ``rows`` asks of the table."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    if not one.binding:
        return False
    if code == LATE:
        return one.late and one.met_on is not None and first <= one.met_on < after
    running = one.met_on is None or one.met_on >= after
    return running and one.last_day is not None and one.last_day < min(after, today)


def _day_after(organ: str, number: int) -> date | None:
    entry = models.Entry.objects.filter(organ_id=organ, number=number + 1).only("recorded_at").first()
    return entry.recorded_at.astimezone(ZONE).date() if entry else None


def figure(
    organs: Sequence[str], year: int, asked: Asked, *, today: date, known_by: Known | None = None
) -> Figure:
    """Return one of the two figures, or what a single limit has of it."""
    indicator = INDICATORS[asked.code]
    limit = dict(asked.where).get("code", "")
    found = (
        len(held(organs, year, asked.code, today=today, limit=limit, known_by=known_by))
        if known_by
        else rows(organs, year, asked.code, today=today, limit=limit).count()
    )
    return Figure(
        indicator=indicator.code,
        label=indicator.label,
        unit=indicator.unit,
        value=Decimal(found),
        where=asked.where,
        stock=indicator.kind == "stock",
        entries=found,
    )


def by_limit(
    organs: Sequence[str], year: int, code: str, *, today: date, known_by: Known | None = None
) -> list[tuple[str, int]]:
    """Return (limit, how many) of one of the two figures, the most first."""
    if known_by:
        counted = Counter(one.code for one in held(organs, year, code, today=today, known_by=known_by))
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    found = rows(organs, year, code, today=today).values("code").annotate(n=Count("id"))
    return [(row["code"], row["n"]) for row in found.order_by("-n", "code")]


@cache
def labels() -> dict[str, str]:
    """Return what every limit is called, by its code, with the duty it belongs to: 人民调解·调结."""
    return {
        limit.code: f"{one.label}·{limit.label}"
        for one in registry.current().values()
        for limit in one.parts.limits
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """A limit that was not kept, with its case; ``days`` is by how many calendar days."""

    case: str
    number: str
    title: str
    procedure: str
    place: str
    limit: str
    last_day: date
    met_on: date | None
    days: int


def lines(
    organs: Sequence[str],
    year: int,
    code: str,
    *,
    today: date,
    limit: str = "",
    offset: int = 0,
    most: int = 40,
    known_by: Known | None = None,
) -> tuple[tuple[LateLine, ...], int]:
    """Return the limits behind one of the two figures, earliest last day first, and how many there are."""
    if known_by:
        then = held(organs, year, code, today=today, limit=limit, known_by=known_by)
        return tuple(_line(row, today) for row in then[offset : offset + most]), len(then)
    found = rows(organs, year, code, today=today, limit=limit)
    count = found.count()
    offset = min(offset, count)
    shown = found.select_related("case").order_by("last_day", "id")[offset : offset + most]
    return tuple(_line(row, today) for row in shown), count


def _line(row: models.Due, today: date) -> LateLine:
    case = row.case
    declared = registry.procedure(case.procedure, case.version)
    last = row.last_day or today
    return LateLine(
        case=case.key,
        number=case.number,
        title=case.title,
        procedure=declared.label,
        place=case.place,
        limit=labels().get(row.code, row.code).rpartition("·")[2],
        last_day=last,
        met_on=row.met_on,
        days=((row.met_on or today) - last).days,
    )
