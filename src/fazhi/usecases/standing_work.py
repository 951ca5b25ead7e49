"""What is done every week and every day: how often it was, how it stands now, and what waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q

from fazhi.core.recurrence import Occasion
from fazhi.law.holidays import calendar
from fazhi.law.year import YearDuty, year_duties
from fazhi.procedures import registry
from fazhi.store import models

DAILY, WEEKLY = "daily", "weekly"
_WEEK = timedelta(days=7)
_MISSED = 6
"""How many of the times that no record tells of are named, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Work of every week or day in a year.

    ``state`` is of the time now running: done, aside, ahead, open, near (its day has come) or missing.
    ``times`` have passed since the books are kept, ``kept`` of them with a record; ``missed`` are the
    newest without.  ``waiting`` is how many cases stand where its step is taken.
    """

    duty: YearDuty
    owners: tuple[str, ...]
    now: Occasion | None
    state: str
    times: int
    kept: int
    missed: tuple[Occasion, ...]
    waiting: int

    @property
    def key(self) -> str:
        """Name the time now running: weekly_meeting@2026-W07."""
        return f"{self.duty.code}@{self.now.key}" if self.now else ""


def is_standing(duty: YearDuty) -> bool:
    """Tell whether a duty comes round every day or week."""
    return duty.rule == DAILY or duty.rule.startswith(WEEKLY)


def read(
    organ: str,
    year: int,
    *,
    today: date,
    owners: Mapping[str, tuple[str, ...]],
    by_hand: Mapping[str, bool],
) -> tuple[Standing, ...]:
    """Return the standing work of a year as it stands today, in three queries at most.

    ``by_hand`` are the occasions that someone settled, by name: True where it was not applicable.
    """
    duties = [duty for duty in year_duties().values() if is_standing(duty)]
    since = _since(organ, year)
    told = _told(organ, duties, year)
    waiting = _waiting(organ, duties)
    return tuple(
        _standing(
            duty,
            [one for one in _occasions(duty, year) if since is not None and one.due >= since],
            told.get(duty.code, frozenset()),
            today=today,
            owners=owners[duty.code],
            by_hand=by_hand,
            waiting=waiting.get(duty.code, 0),
        )
        for duty in duties
    )


def _occasions(duty: YearDuty, year: int) -> Iterator[Occasion]:
    """Yield the weeks of a weekly duty, the working days of a daily one."""
    if duty.rule != DAILY:
        yield from duty.occasions(year)
        return
    works, day = calendar(), date(year, 1, 1)
    while day.year == year:
        if works.is_working(day):
            yield Occasion(key=day.isoformat(), start=day, due=day)
        day += timedelta(days=1)


def _standing(
    duty: YearDuty,
    occasions: list[Occasion],
    days: frozenset[date],
    *,
    today: date,
    owners: tuple[str, ...],
    by_hand: Mapping[str, bool],
    waiting: int,
) -> Standing:
    def settled(one: Occasion) -> bool:
        return f"{duty.code}@{one.key}" in by_hand or any(day in days for day in _span(duty, one))

    over = [one for one in occasions if one.due < today]
    missed = [one for one in over if not settled(one)]
    now = next((one for one in occasions if one.start <= today < _end(duty, one)), None)
    state = ""
    if now is not None:
        said = by_hand.get(f"{duty.code}@{now.key}")
        state = "aside" if said else "done" if settled(now) else _state(now, today)
    return Standing(
        duty=duty,
        owners=owners,
        now=now,
        state=state,
        times=len(over),
        kept=len(over) - len(missed),
        missed=tuple(reversed(missed[-_MISSED:])),
        waiting=waiting,
    )


def _state(now: Occasion, today: date) -> str:
    if today > now.due:
        return "missing"
    return "near" if today == now.due else "open"


def _end(duty: YearDuty, one: Occasion) -> date:
    return one.start + (timedelta(days=1) if duty.rule == DAILY else _WEEK)


def _span(duty: YearDuty, one: Occasion) -> Iterator[date]:
    """Yield the days on which an entry keeps an occasion: its day, or any of its week."""
    day = one.start
    while day < _end(duty, one):
        yield day
        day += timedelta(days=1)


def _since(organ: str, year: int) -> date | None:
    """Return from which day of the year the books are kept, None if they are not."""
    first = (
        models.Entry.objects.filter(organ_id=organ, number=1).values_list("recorded_at", flat=True).first()
    )
    return max(first.date(), date(year, 1, 1)) if first is not None else None


# What tells that it was done -----------------------------------------------------------------------


def _told(organ: str, duties: list[YearDuty], year: int) -> Mapping[str, frozenset[date]]:
    """Return the days of a year on which entries tell of each duty: they post its figure, or are its step."""
    since, until = date(year, 1, 1) - _WEEK, date(year + 1, 1, 1) + _WEEK
    found: dict[str, set[date]] = {}
    for duty in duties:
        if duty.figure:
            # A case has one organ: asked by the case alone, the few postings of it are looked through, by
            # the organ as well SQLite looks through all of the organ's.
            taken_back = models.Posting.objects.filter(case=OuterRef("case"), reverses=OuterRef("entry"))
            rows: Any = models.Posting.objects.filter(
                _sliced(duty),
                ~Exists(taken_back),
                organ_id=organ,
                indicator=duty.figure,
                on__gte=since,
                on__lt=until,
                amount__gt=0,
                reverses=0,
            )
            found.setdefault(duty.code, set()).update(rows.order_by().values_list("on", flat=True).distinct())
    stepped = [duty for duty in duties if duty.step and not duty.figure]
    if stepped:
        entries = models.Entry.objects.filter(
            organ_id=organ,
            kind="step",
            step__in={duty.step for duty in stepped},
            on__gte=since,
            on__lt=until,
            case__in=models.Case.objects.filter(
                organ_id=organ, procedure__in={duty.procedure for duty in stepped}
            ).values("key"),
        )
        days = entries.order_by().values("step", "on").annotate(first=Min("number"))
        for row in days:
            for duty in stepped:
                if duty.step == row["step"]:
                    found.setdefault(duty.code, set()).add(row["on"])
    return {code: frozenset(days_) for code, days_ in found.items()}


def _sliced(duty: YearDuty) -> Q:
    found = Q()
    for value in duty.values:
        found |= Q(slices__contains=f'"{duty.dimension}":"{value}"')
    return found


def _waiting(organ: str, duties: list[YearDuty]) -> Mapping[str, int]:
    """Return how many open cases stand where the step of a duty is taken."""
    stages = {
        duty.code: [stage.name for stage in registry.procedure(duty.procedure).step(duty.step).at if stage]
        for duty in duties
        if duty.step
    }
    wanted = Q(pk__in=[])
    for duty in duties:
        if duty.code in stages:
            wanted |= Q(procedure=duty.procedure, stage__in=stages[duty.code])
    rows = models.Case.objects.filter(wanted, organ_id=organ, final=False).order_by()
    counts = {
        (code, stage): n for code, stage, n in rows.values_list("procedure", "stage").annotate(n=Count("key"))
    }
    return {
        duty.code: sum(counts.get((duty.procedure, stage), 0) for stage in stages[duty.code])
        for duty in duties
        if duty.code in stages
    }
