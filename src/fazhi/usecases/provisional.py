"""Provisional last days: counted before a year's holiday notice was there, and counted anew once it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from fazhi.core.case import CaseView, Clock
from fazhi.core.terms import WorkCalendar
from fazhi.store import journals, models
from fazhi.usecases import caches, histories

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDay:
    """A last day that another calendar moves; None while the limit is paused.

    ``why`` are the sentences by which the new one was counted.
    """

    case: str
    number: str
    title: str
    limit: str
    was: date | None
    now: date | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """How many cases were counted anew, what moved, and how many limits are provisional still."""

    cases: int
    moved: tuple[MovedDay, ...]
    settled: int
    provisional: int


def recompute(
    *, everything: bool = False, calendar: WorkCalendar | None = None, progress: Progress | None = None
) -> Recomputed:
    """Count the last days of running limits anew by today's calendar, write them, and tell which moved.

    Only cases with a provisional last day are read, with ``everything`` all that have a limit running.  What
    a last day was is read off the books, for the calendar by which it was counted is no longer there.  Each
    case is written by itself: broken off, it can be run again.
    """
    running = models.Due.objects.filter(met_on=None)
    if not everything:
        running = running.filter(provisional=True)
    keys = list(running.order_by("case_id").values_list("case_id", flat=True).distinct())
    moved: list[MovedDay] = []
    settled = 0
    for place, key in enumerate(keys, start=1):
        changed, sure = _case(key, calendar)
        moved += changed
        settled += sure
        if progress is not None:
            progress("cases", place, len(keys))
    return Recomputed(
        cases=len(keys),
        moved=tuple(moved),
        settled=settled,
        provisional=models.Due.objects.filter(met_on=None, provisional=True).count(),
    )


def _case(key: str, calendar: WorkCalendar | None) -> tuple[list[MovedDay], int]:
    """Count one case anew; return what moved, and how many last days are provisional no longer."""
    organ = models.Case.objects.values_list("organ_id", flat=True).get(pk=key)
    with transaction.atomic():
        end = journals.lock(organ)
        row = models.Case.objects.get(pk=key)
        view = histories.view(
            histories.procedure_of(row),
            histories.effective(histories.entries(key)),
            organ=organ,
            case=key,
            organ_kind=end.organ.kind,
            profiles=end.organ.settings.get("profiles", ()),
        )
        if calendar is not None:
            view = replace(view, calendar=calendar)
        before = list(models.Due.objects.filter(case=row).order_by("id"))
        caches.write_dues(row, view, new=False)
        if row.due != (due := caches.due_of(view)):
            row.due = due
            row.save(update_fields=["due"])
    return _compared(row, view, before)


def _compared(row: models.Case, view: CaseView, before: Sequence[models.Due]) -> tuple[list[MovedDay], int]:
    was = {(one.limit, one.since): one for one in before if one.met_on is None}
    pairs = [
        (old, clock)
        for clock in view.clocks
        if (old := was.get((clock.limit.name, clock.since.entry))) is not None
    ]
    moved = [_moved(row, old, clock) for old, clock in pairs if old.last_day != clock.last_day]
    sure = sum(old.provisional and not clock.counted.provisional for old, clock in pairs)
    return moved, sure


def _moved(row: models.Case, old: models.Due, clock: Clock) -> MovedDay:
    return MovedDay(
        case=row.key,
        number=row.number,
        title=row.title,
        limit=clock.limit.label,
        was=old.last_day,
        now=clock.last_day,
        why=clock.counted.steps,
    )
