"""The steps that are still ahead in a case, as they stand for one clerk: open, or not yet and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fazhi.core.case import CaseView, Light, Refusal, standing_in_the_way
from fazhi.core.journal import Event
from fazhi.core.procedure import Limit, Stage, Step
from fazhi.usecases.people import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A step of the procedure as it stands for this clerk; open if nothing stands in the way.

    ``distance`` is how many stages away it may be done: 0 here.
    """

    step: Step
    refusals: tuple[Refusal, ...]
    distance: int


def next_steps(view: CaseView, *, clerk: Clerk, case: str, today: date) -> Iterator[Next]:
    """Yield the steps that are still ahead, each in the post of the clerk that may do it: open ones first.

    A step is ahead if it may be done here or at a stage that can still be reached.
    """
    away = distances(view) if view.history else {}
    found = []
    for step in view.procedure.parts.steps:
        ahead = [away[stage] for stage in step.at if stage in away]
        if not ahead:
            continue
        by = clerk.at_step(step.by.posts, view.procedure.group)
        event = Event(case=case, step=step.name, on=today, by=by)
        reasons = tuple(standing_in_the_way(view, event, filled=False))
        found.append(Next(step=step, refusals=reasons, distance=min(ahead)))
    yield from sorted(found, key=lambda one: (bool(one.refusals), one.distance))


def distances(view: CaseView) -> dict[Stage | None, int]:
    """Return how many steps away each stage is that can still be reached from where the case stands."""
    away: dict[Stage | None, int] = {view.stage: 0}
    edge: list[Stage | None] = [view.stage]
    while edge:
        here = edge.pop(0)
        for step in view.procedure.parts.steps:
            if here in step.at and step.to is not None and step.to not in away:
                away[step.to] = away[here] + 1
                edge.append(step.to)
    return away


def too_late_for(view: CaseView, step: Step, *, today: date) -> bool:
    """Tell whether a step is only what might have been done in time, and the time has lapsed.

    Where the law says what silence means, the step that writes that down still lies ahead; so does what
    ends the matter, and what is needed to keep another limit.
    """
    ended = [clock for clock in view.clocks if clock.met is None and step in clock.limit.until]
    if step.to is not None and step.to.final:
        return False
    return bool(ended) and all(
        clock.light(today, 0) is Light.LAPSED and not clock.limit.silence for clock in ended
    )


def limits_ended_by(view: CaseView, step: Step) -> list[tuple[Limit, date]]:
    """Return the running limits that a step would end, with their last days."""
    return [
        (clock.limit, clock.last_day)
        for clock in view.clocks
        if clock.met is None and clock.last_day is not None and step in clock.limit.until
    ]
