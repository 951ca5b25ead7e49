"""What is to be done by a clerk: what is due, by due day, and what waits for their post to act.

However many cases there are, it is read in a constant number of queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Literal

from django.db.models import Q

from fazhi.core.case import Light
from fazhi.core.clocks import day_of, runs_out
from fazhi.core.law import LimitKind
from fazhi.core.procedure import Limit, Procedure, Step
from fazhi.law.roles import CORRECTOR
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import access, rosters
from fazhi.usecases.lists import NEAR_DAYS
from fazhi.usecases.people import Clerk
from fazhi.usecases.rosters import Lacking

MOST = 300
"""How many due days, and how many waiting cases, are read at most: the nearest and the oldest."""
SHOWN_WAITING = 5
"""How many cases of one kind wait by name; the others are a number and a way to the list."""

Tab = Literal["today", "week", "overdue", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A limit that runs in a case the clerk sees.

    ``mine`` tells whether the clerk's post may do what ends it, ``step`` is that step, None if it is not the
    one way to end it from where the case stands.  ``because`` says from which day it was counted, ``moment``
    at which hour it runs out, if it runs to one.
    """

    case: str
    title: str
    number: str
    place: str
    procedure: type[Procedure]
    stage: str
    limit: Limit
    last_day: date
    provisional: bool
    mine: bool
    step: Step | None
    because: str = ""
    moment: datetime | None = None

    def over(self, now: date) -> bool:
        """Tell whether it has run out: at its hour, if it has one and ``now`` is a moment."""
        return runs_out(self.last_day, self.moment, now)

    def light(self, now: date) -> Light:
        """Tell how it stands on a day, or at a moment."""
        if self.over(now):
            return Light.OVERDUE
        near = self.limit.warns or NEAR_DAYS
        return Light.NEAR if (self.last_day - day_of(now)).days <= near else Light.CALM


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A case that stands where the clerk's post may act, without a limit that says by when."""

    case: str
    title: str
    number: str
    place: str
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cases of one procedure that wait in one stage: the oldest, how many there are, what may be done."""

    procedure: type[Procedure]
    stage: str
    stage_label: str
    steps: tuple[Step, ...]
    cases: tuple[Waiting, ...]
    count: int

    @property
    def only_step(self) -> Step | None:
        """The step that waits, where there is only one."""
        return _only(self.steps)

    @property
    def decisive(self) -> bool:
        """Whether an official act waits."""
        return any(step.decisive for step in self.steps)


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """Everything a clerk has to do.

    ``to_confirm`` is how many corrections wait for a second person; ``more`` tells that not all was read.
    ``lacking`` is what the registers that the clerk keeps still lack this year.
    """

    today: date
    dues: tuple[Due, ...]
    waiting: tuple[Group, ...]
    to_confirm: int
    more: bool
    lacking: tuple[Lacking, ...] = ()
    now: date | None = None

    @property
    def at(self) -> date:
        """The moment it is read at, or the day."""
        return self.now or self.today

    def under(self, tab: Tab) -> list[Due]:
        """Return what is due under a tab: the clerk's own, what is overdue under today too.

        Under overdue stands whatever is overdue in all the clerk sees.
        """
        if tab == "overdue":
            return [due for due in self.dues if due.over(self.at)]
        if tab == "all":
            return [due for due in self.dues if due.mine]
        until = self.today if tab == "today" else self.today + timedelta(days=6 - self.today.weekday())
        return [due for due in self.dues if due.last_day <= until and due.mine]

    @cached_property
    def running_out(self) -> list[Due]:
        """What warns before the week it ends in: certificates and terms that the clerk is to see renewed."""
        week = {id(due) for due in self.under("week")}
        return [
            due
            for due in self.dues
            if due.mine
            and due.limit.warns is not None
            and id(due) not in week
            and due.light(self.at) is Light.NEAR
        ]

    @cached_property
    def overdue_elsewhere(self) -> list[Due]:
        """What is overdue and for others to do: what someone who watches over the office wants to know."""
        return [due for due in self.dues if due.over(self.at) and not due.mine]

    @cached_property
    def to_sign(self) -> int:
        """How many cases wait for an official act of the clerk's post."""
        return sum(group.count for group in self.waiting if group.decisive)


def _only(steps: Sequence[Step]) -> Step | None:
    return steps[0] if len(steps) == 1 else None


def read(clerk: Clerk, *, today: date) -> ToDo:
    """Return what a clerk has to do: what they must end, what is overdue in all they see, what waits.

    ``today`` may be a moment: what runs to an hour is then overdue from that hour on.
    """
    now, today = today, day_of(today)
    procedures = [
        procedure for procedure in registry.current().values() if not access.scope(clerk, procedure).nothing
    ]
    rows = _running(clerk, procedures, now)
    dues = tuple(_dues(clerk, rows[:MOST]))
    groups, more_wait = _waiting(clerk, procedures, besides={due.case for due in dues if due.mine})
    return ToDo(
        today=today,
        dues=dues,
        waiting=groups,
        to_confirm=_to_confirm(clerk),
        more=len(rows) > MOST or more_wait,
        lacking=rosters.lacking(clerk, procedures, today=today),
        now=now,
    )


def _to_confirm(clerk: Clerk) -> int:
    """Return how many corrections others proposed, in cases the clerk sees, wait for a second person."""
    rows = models.Correction.objects.filter(organ=clerk.organ, outcome="proposed")
    waiting = dict(rows.values_list("proposal", "case"))
    mine = models.Entry.objects.filter(
        organ_id=clerk.organ, number__in=list(waiting), person=clerk.person
    ).values_list("number", flat=True)
    others = {proposal: case for proposal, case in waiting.items() if proposal not in set(mine)}
    if not others:
        return 0
    known = set(models.Case.objects.filter(pk__in=set(others.values())).values_list("pk", flat=True))
    seen = access.seen_among(clerk, known)
    heads = clerk.holds(*CORRECTOR.posts)  # what was brought forward belongs to no case, and to them
    return sum(case in seen or (heads and case not in known) for case in others.values())


# What is due ---------------------------------------------------------------------------------------

_DUE = (
    "case_id",
    "case__title",
    "case__number",
    "case__place",
    "case__procedure",
    "case__version",
    "case__stage",
    "limit",
    "since",
    "last_day",
    "hour",
    "provisional",
)


def _running(clerk: Clerk, procedures: Sequence[type[Procedure]], now: date) -> list[tuple[Any, ...]]:
    """Return running limits: those the clerk's posts may end, and whatever is overdue.

    What runs on in a matter that is closed can be ended by nobody.
    """
    mine = Q(last_day__lt=day_of(now))
    if isinstance(now, datetime):
        mine |= Q(last_day=now.date(), hour__gt="", hour__lt=f"{now:%H:%M}")
    for procedure in procedures:
        if names := [limit.name for limit in procedure.parts.limits if _ends(clerk, procedure, limit)]:
            mine |= Q(case__procedure=procedure.code, limit__in=names)
    rows = models.Due.objects.filter(
        access.where(clerk, procedures, prefix="case__"),
        mine,
        organ=clerk.organ,
        met_on=None,
        binding=True,
        last_day__isnull=False,
        case__final=False,
    )
    return list(rows.order_by("last_day", "hour", "id").values_list(*_DUE)[: MOST + 1])


def _ends(clerk: Clerk, procedure: type[Procedure], limit: Limit) -> bool:
    return any(clerk.may_do(step.by.posts, procedure.group) for step in limit.until)


def _dues(clerk: Clerk, rows: Sequence[tuple[Any, ...]]) -> Iterator[Due]:
    began = dict(
        models.Entry.objects.filter(organ_id=clerk.organ, number__in={row[8] for row in rows}).values_list(
            "number", "on"
        )
    )
    for case, title, number, place, code, version, stage, name, since, last_day, hour, provisional in rows:
        procedure = registry.procedure(code, version)
        limit = next((one for one in procedure.parts.limits if one.name == name), None)
        if limit is None:
            continue
        ends = [step for step in limit.until if clerk.may_do(step.by.posts, procedure.group)]
        here = next((one for one in procedure.parts.stages if one.name == stage), None)
        yield Due(
            case=case,
            title=title,
            number=number,
            place=place,
            procedure=procedure,
            stage=here.label if here else "",
            limit=limit,
            last_day=last_day,
            provisional=provisional,
            mine=bool(ends),
            # What holds until a day is renewed or ended: which of them, the case page asks.
            step=None if limit.lasting else _only([step for step in ends if here in step.at]),
            because=_because(limit, began.get(since)),
            moment=datetime.fromisoformat(f"{last_day}T{hour}") if hour else None,
        )


def _because(limit: Limit, began: date | None) -> str:
    """Return in a few words from when and how long it is counted; the case page explains each day."""
    if began is None:
        return ""
    if limit.lasting:
        return "名册载明的期限"
    since = f"{began.year}年{began.month}月{began.day}日“{limit.span.start.words()}”"
    if limit.row is None or limit.row.kind is LimitKind.CASE_DATE:
        return f"{since}时载明的期限"
    return f"自{since}起{limit.row.term.text}"


# What waits ----------------------------------------------------------------------------------------


def _acts(clerk: Clerk, procedure: type[Procedure]) -> Mapping[str, list[Step]]:
    """Return stage → the steps the clerk's posts may do there, those that lead on first.

    Entries of a register stand until something changes: they wait for nobody.
    """
    found: dict[str, list[Step]] = {}
    if procedure.kind == "register":
        return found
    for step in procedure.parts.steps:
        if clerk.may_do(step.by.posts, procedure.group):
            for stage in step.at:
                if stage is not None:
                    found.setdefault(stage.name, []).append(step)
    return {stage: sorted(steps, key=lambda step: step.to is None) for stage, steps in found.items()}


def _waiting(
    clerk: Clerk, procedures: Iterable[type[Procedure]], *, besides: set[str]
) -> tuple[tuple[Group, ...], bool]:
    """Return the cases that wait, in groups: official acts first, then the longest waiting."""
    acts = {procedure.code: (procedure, _acts(clerk, procedure)) for procedure in procedures}
    acts = {code: found for code, found in acts.items() if found[1]}
    wanted = Q(pk__in=[])
    for code, (_, stages) in acts.items():
        wanted |= Q(procedure=code, stage__in=list(stages))
    # Said twice, the second time so that an index can follow it past all that is closed.
    open_ = Q(procedure__in=list(acts), stage__in={stage for _, stages in acts.values() for stage in stages})
    theirs = access.where(clerk, [procedure for procedure, _ in acts.values()])
    rows = list(
        models.Case.objects.filter(open_, wanted, theirs, organ_id=clerk.organ, final=False)
        .order_by("last_on", "key")
        .values_list("key", "title", "number", "place", "last_on", "procedure", "stage")[: MOST + 1]
    )
    done = _done_by(clerk, [row[0] for row in rows])
    groups: dict[tuple[str, str, tuple[str, ...]], list[Waiting]] = {}
    for key, title, number, place, last_on, code, stage in rows[:MOST]:
        free = tuple(step.name for step in acts[code][1][stage] if is_free(step, done.get(key, ())))
        if free and key not in besides:
            case = Waiting(case=key, title=title, number=number, place=place, last_on=last_on)
            groups.setdefault((code, stage, free), []).append(case)
    found = [_group(acts[code][0], stage, steps, cases) for (code, stage, steps), cases in groups.items()]
    found.sort(key=lambda group: (not group.decisive, group.cases[0].last_on))
    return tuple(found), len(rows) > MOST


def _group(procedure: type[Procedure], stage: str, steps: Sequence[str], cases: list[Waiting]) -> Group:
    label = next((one.label for one in procedure.parts.stages if one.name == stage), stage)
    return Group(
        procedure=procedure,
        stage=stage,
        stage_label=label,
        steps=tuple(procedure.step(name) for name in steps),
        cases=tuple(cases[:SHOWN_WAITING]),
        count=len(cases),
    )


def _done_by(clerk: Clerk, cases: Sequence[str]) -> Mapping[str, set[str]]:
    """Return what the clerk has done in cases: case → steps."""
    found: dict[str, set[str]] = {}
    entries = models.Entry.objects.filter(case__in=cases, person=clerk.person, kind="step")
    for case, step in entries.values_list("case", "step"):
        found.setdefault(case, set()).add(step)
    return found


def is_free(step: Step, mine: Iterable[str]) -> bool:
    """Tell whether a step is open to someone who has done ``mine`` in the case."""
    return not {earlier.name for earlier in step.other_than} & set(mine)
