"""The year as a calendar of duties: what comes round when, who owns it, and the entry that fulfilled it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from fazhi.core.procedure import Procedure
from fazhi.core.recurrence import Occasion
from fazhi.law.roles import posts
from fazhi.law.year import YearDuty, year_duties
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import access, standing_work
from fazhi.usecases.people import Clerk
from fazhi.usecases.standing_work import Standing, is_standing

NEAR = timedelta(days=7)
"""How long before its last day an occasion that nobody has fulfilled is near."""
TASK = "year_task"
_DROPPED = "dropped"
_MOVED = "rescheduled_to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilled:
    """What settled an occasion: the case, its entry, the day; ``by_hand``: someone said so."""

    case: str
    title: str
    entry: int
    on: date
    by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """That the office gave an occasion a day of its own: which it was before, why, and in which case."""

    was: date
    due: date
    why: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An occasion of a duty, due on the day the office gave it where it was ``moved``.

    ``state``: done, aside (not applicable), ahead, open, near, overdue, or missing: its days are over, the
    law sets none, and no entry tells that it was done.  ``owners`` are the people who hold
    a post that owns it, each with the post; a post that nobody holds stands alone.
    """

    duty: YearDuty
    occasion: Occasion
    state: str
    owners: tuple[str, ...]
    fulfilled: Fulfilled | None = None
    moved: Moved | None = None

    @property
    def key(self) -> str:
        """Name the occasion: civil_code_month@2026."""
        return f"{self.duty.code}@{self.occasion.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The calendar of an organ's year: tasks by due day, and what is done every day or week."""

    organ: str
    year: int
    tasks: tuple[Task, ...]
    standing: tuple[Standing, ...]

    def of(self, codes: Iterable[str]) -> tuple[Task, ...]:
        """Return the tasks that any of those posts owns."""
        mine = set(codes)
        return tuple(task for task in self.tasks if mine & set(task.duty.owners))

    @property
    def counts(self) -> Mapping[str, int]:
        """Count tasks by state."""
        found: dict[str, int] = {}
        for task in self.tasks:
            found[task.state] = found.get(task.state, 0) + 1
        return found


def read(organ: str, year: int, *, today: date, standing: bool = True) -> Year:
    """Return the calendar of a year as it stands today; in a constant number of queries.

    Without ``standing`` what is done every day or week is left out.
    """
    held = _held(organ, today)
    named = {code: _owners(duty, held) for code, duty in year_duties().items()}
    told = _by_hand(organ, year)
    coming = [
        (duty, occasion, _moved(duty, occasion, told))
        for duty in year_duties().values()
        if not is_standing(duty)
        for occasion in duty.occasions(year)
    ]
    windows = [(duty, _window(occasion, moved)) for duty, occasion, moved in coming]
    by_hand = {key: settled for key, (settled, _) in told.items() if settled is not None}
    done = _by_entries(organ, windows, today) | by_hand
    tasks = [
        Task(
            duty=duty,
            occasion=_given(occasion, moved),
            state=_state(duty, _given(occasion, moved), settled, today),
            owners=named[duty.code],
            fulfilled=settled[0] if settled else None,
            moved=moved,
        )
        for duty, occasion, moved in coming
        for settled in (done.get(f"{duty.code}@{occasion.key}"),)
    ]
    return Year(
        organ=organ,
        year=year,
        tasks=tuple(sorted(tasks, key=lambda task: (task.occasion.due, task.occasion.start))),
        standing=standing_work.read(
            organ,
            year,
            today=today,
            owners=named,
            by_hand={key: aside for key, (_, aside) in by_hand.items()},
        )
        if standing
        else (),
    )


def due_for(organ: str, codes: Iterable[str], *, today: date) -> list[Task]:
    """Return what the holders of those posts still have to do of the calendar: near, overdue and missing.

    By due day; of what is over, only what fell due within the last month.
    """
    found = read(organ, today.year, today=today, standing=False).of(codes)
    since = today - timedelta(days=31)
    return [
        task for task in found if task.state in {"near", "overdue", "missing"} and task.occasion.due >= since
    ]


def _moved(duty: YearDuty, occasion: Occasion, told: Mapping[str, _Told]) -> Moved | None:
    record = told.get(f"{duty.code}@{occasion.key}", (None, {}))[1]
    if not record.get("moved_to"):
        return None
    return Moved(
        was=occasion.due,
        due=date.fromisoformat(str(record["moved_to"])),
        why=str(record.get("moved_why", "")),
        case=str(record["case"]),
    )


def _given(occasion: Occasion, moved: Moved | None) -> Occasion:
    """Return an occasion with the day the office gave it."""
    if moved is None:
        return occasion
    return replace(occasion, start=min(occasion.start, moved.due), due=moved.due)


def _window(occasion: Occasion, moved: Moved | None) -> Occasion:
    """Return the days in which an entry fulfils it: its own, and those to which it was moved."""
    given = _given(occasion, moved)
    return replace(given, due=max(given.due, occasion.due))


def _state(duty: YearDuty, occasion: Occasion, settled: tuple[Fulfilled, bool] | None, today: date) -> str:
    if settled is not None:
        return "aside" if settled[1] else "done"
    if today < occasion.start:
        return "ahead"
    if today > occasion.due:
        return "overdue" if duty.statutory else "missing"
    return "near" if occasion.due - today <= NEAR else "open"


def _held(organ: str, today: date) -> dict[str, list[str]]:
    rows = models.Holding.objects.filter(
        Q(until=None) | Q(until__gt=today), organ=organ, since__lte=today
    ).order_by("id")
    found: dict[str, list[str]] = {}
    for post, name in rows.values_list("post", "person__name"):
        found.setdefault(post, []).append(name)
    return found


_MOST_NAMED = 2


def _owners(duty: YearDuty, held: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return who owns a duty: each post with its holder, or with how many hold it where they are many."""
    found = []
    for code in duty.owners:
        names = held.get(code, ())
        label = posts()[code].label
        who = f"{len(names)}人" if len(names) > _MOST_NAMED else "、".join(names)
        found.append(f"{label} {who}" if who else label)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a list of tasks is: how many are on it, how many were struck off, how many are overdue."""

    procedure: type[Procedure]
    total: int
    done: int
    overdue: int


def lists_of_tasks(clerk: Clerk, *, today: date) -> list[Progress]:
    """Return how far each list of tasks that the clerk sees is: the yearly plan, rectification."""
    wanted = [
        one
        for one in registry.current().values()
        if one.kind == "tasklist" and not access.scope(clerk, one).nothing
    ]
    cases = models.Case.objects.filter(access.where(clerk, wanted), organ=clerk.organ).exclude(stage="")
    rows = (
        cases.order_by()
        .values_list("procedure")
        .annotate(
            total=Count("key"),
            done=Count("key", filter=Q(final=True)),
            overdue=Count("key", filter=Q(final=False, due__lt=today)),
        )
    )
    found = {code: (total, done, overdue) for code, total, done, overdue in rows}
    return [
        Progress(procedure=one, total=total, done=done, overdue=overdue)
        for one in wanted
        if one.code in found
        for total, done, overdue in (found[one.code],)
    ]


# What fulfils --------------------------------------------------------------------------------------

_POSTED = """SELECT * FROM (
SELECT CAST(%s AS varchar(80)) AS task, p.entry, p."case", p."on" FROM store_posting p
WHERE p.organ_id = %s AND p.indicator = %s AND p."on" >= %s AND p."on" <= %s
AND p.amount > 0 AND p.reverses = 0 {where} AND NOT EXISTS (SELECT 1 FROM store_posting r
WHERE r."case" = p."case" AND r.reverses = p.entry)
ORDER BY p."on", p.entry LIMIT 1) AS one"""


def _by_entries(
    organ: str, coming: Sequence[tuple[YearDuty, Occasion]], today: date
) -> dict[str, tuple[Fulfilled, bool]]:
    """Return what entries have fulfilled: the first in its days that posts the figure, or does the step."""
    begun = [(duty, occasion) for duty, occasion in coming if occasion.start <= today]
    rows = [*_posted(organ, begun), *_stepped(organ, begun)]
    titles = dict(models.Case.objects.filter(pk__in={row[2] for row in rows}).values_list("key", "title"))
    return {
        task: (Fulfilled(case=case, title=titles.get(case, ""), entry=entry, on=on, by_hand=False), False)
        for task, entry, case, on in rows
    }


def _posted(organ: str, begun: Iterable[tuple[YearDuty, Occasion]]) -> list[tuple[str, int, str, date]]:
    asked: list[str] = []
    words: list[Any] = []
    for duty, occasion in begun:
        if duty.figure:
            like = [f'%"{duty.dimension}":"{value}"%' for value in duty.values]
            where = f"AND ({' OR '.join(['p.slices LIKE %s'] * len(like))})" if like else ""
            asked.append(_POSTED.format(where=where))
            key = f"{duty.code}@{occasion.key}"
            words += [key, organ, duty.figure, occasion.start, occasion.due, *like]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), words)
        rows = cursor.fetchall()
    return [(task, entry, case, _day(on)) for task, entry, case, on in rows]


def _day(on: date | str) -> date:
    return date.fromisoformat(on) if isinstance(on, str) else on


def _stepped(organ: str, begun: Iterable[tuple[YearDuty, Occasion]]) -> Iterator[tuple[str, int, str, date]]:
    """Yield the first entry of a step from the day an occasion begins, in its year."""
    wanted = [(duty, occasion) for duty, occasion in begun if duty.step]
    if not wanted:
        return
    cases = models.Case.objects.filter(organ=organ, procedure__in={duty.procedure for duty, _ in wanted})
    keys = dict(cases.exclude(stage="").values_list("key", "procedure"))
    first = min(occasion.start for _, occasion in wanted)
    entries = models.Entry.objects.filter(
        organ=organ, case__in=keys, step__in={duty.step for duty, _ in wanted}, on__gte=first, kind="step"
    ).order_by("on", "number")
    done = list(entries.values_list("case", "step", "number", "on"))
    for duty, occasion in wanted:
        for case, step, number, on in done:
            told = step == duty.step and keys[case] == duty.procedure
            if told and occasion.start <= on and on.year == occasion.due.year:
                yield f"{duty.code}@{occasion.key}", number, case, on
                break


_Told = tuple[tuple[Fulfilled, bool] | None, Mapping[str, Any]]
"""What was entered of an occasion: how it was settled, None if it was only moved, and what is known of it."""


def _by_hand(organ: str, year: int) -> dict[str, _Told]:
    """Return what was said to be done, not applicable or moved, until the end of the next January.

    The calendar of a year may be set right from the middle of the year before.
    """
    rows = models.Case.objects.filter(
        organ=organ,
        procedure=TASK,
        last_on__gte=date(year - 1, 7, 1),
        last_on__lt=date(year + 1, 2, 1),
    ).exclude(stage="")
    found: dict[str, _Told] = {}
    for key, stage, title, on, entry, record in rows.values_list(
        "key", "stage", "title", "last_on", "last_entry", "record"
    ):
        told = Fulfilled(case=key, title=title, entry=entry, on=on, by_hand=True)
        settled = None if stage == _MOVED else (told, stage == _DROPPED)
        found[str(record.get("task", ""))] = (settled, {**record, "case": key})
    return found
