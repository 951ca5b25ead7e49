"""Limits that were not kept: two figures that no step posts, for they are read off the limits themselves."""

from __future__ import annotations

from collections.abc import Sequence
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


def figure(organs: Sequence[str], year: int, asked: Asked, *, today: date) -> Figure:
    """Return one of the two figures, or what a single limit has of it."""
    indicator = INDICATORS[asked.code]
    limit = dict(asked.where).get("code", "")
    found = rows(organs, year, asked.code, today=today, limit=limit).count()
    return Figure(
        indicator=indicator.code,
        label=indicator.label,
        unit=indicator.unit,
        value=Decimal(found),
        where=asked.where,
        stock=indicator.kind == "stock",
        entries=found,
    )


def by_limit(organs: Sequence[str], year: int, code: str, *, today: date) -> list[tuple[str, int]]:
    """Return (limit, how many) of one of the two figures, the most first."""
    found = rows(organs, year, code, today=today).values("code").annotate(n=Count("id"))
    return [(row["code"], row["n"]) for row in found.order_by("-n", "code")]


@cache
def labels() -> dict[str, str]:
    """Return what every limit is called, by its code."""
    return {limit.code: limit.label for one in registry.current().values() for limit in one.parts.limits}


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
) -> tuple[tuple[LateLine, ...], int]:
    """Return the limits behind one of the two figures, earliest last day first, and how many there are."""
    found = rows(organs, year, code, today=today, limit=limit)
    shown = found.select_related("case").order_by("last_day", "id")[offset : offset + most]
    return tuple(_line(row, today) for row in shown), found.count()


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
        limit=labels().get(row.code, row.code),
        last_day=last,
        met_on=row.met_on,
        days=((row.met_on or today) - last).days,
    )
