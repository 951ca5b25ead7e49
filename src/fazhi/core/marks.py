"""What the law asks of every case besides its steps, and how a case stands with it (三项制度).

A duty declares it once, ``marks = Marks("三项制度", Mark(…), …)``; page, refusals and figures follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from fazhi.core.declaring import Limit, Step
from fazhi.core.journal import Event
from fazhi.core.law import Basis

if TYPE_CHECKING:
    from fazhi.core.case import CaseView


class State(Enum):
    """How a case stands with a mark."""

    DONE = "已落实"
    AHEAD = "未到时候"
    MISSING = "未落实"
    NOT_ASKED = "不需要"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing asked of a case, done by one of the steps ``by``; by none where it is never asked.

    ``asked`` tells of a case whether it is asked of it, None where that is not known yet; ``holds`` whether
    one of those steps was done so that it counts.  ``limits`` say by when.  ``before`` are steps that wait
    for it, and ``unless`` says of a case in which it is not asked why not.
    """

    label: str
    basis: Basis
    asked: Callable[[CaseView], bool | None]
    by: tuple[Step, ...] = ()
    holds: Callable[[CaseView, Event], bool] = lambda _view, _event: True
    limits: tuple[Limit, ...] = ()
    before: tuple[Step, ...] = ()
    unless: str = ""

    def done(self, view: CaseView) -> Event | None:
        """Return the entry that did it last, None if none did."""
        names = {step.name for step in self.by}
        found = (event for event in reversed(view.history) if event.step in names)
        return next((event for event in found if self.holds(view, event)), None)

    def blocks(self, view: CaseView, step: str) -> bool:
        """Tell whether a step has to wait for it."""
        waits = any(one.name == step for one in self.before)
        return waits and self.asked(view) is True and self.done(view) is None


class Marks:
    """The marks of a duty under one name; ``rate`` is the code of the figure that tells who met them all."""

    def __init__(self, label: str = "", *marks: Mark, rate: str = "") -> None:
        self.label = label
        self.all = marks
        self.rate = rate

    def __iter__(self) -> Iterator[Mark]:
        """Go through the marks in the order declared."""
        return iter(self.all)

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.all)

    def met(self, view: CaseView) -> bool:
        """Tell whether a case met all: each is done, or not asked of it."""
        return all(one.asked(view) is False or one.done(view) is not None for one in self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """How a case stands with a mark on a day; ``event`` did it, ``last_day`` is by when it is to be done."""

    mark: Mark
    state: State
    event: Event | None = None
    last_day: date | None = None


def marked(view: CaseView, today: date) -> tuple[Marked, ...]:
    """Return how a case stands with each mark of its duty, in the order declared."""
    return tuple(_marked(mark, view, today) for mark in view.procedure.marks)


def _marked(mark: Mark, view: CaseView, today: date) -> Marked:
    asked, event = mark.asked(view), mark.done(view)
    if event is not None:
        return Marked(mark=mark, state=State.DONE, event=event)
    if asked is False:
        return Marked(mark=mark, state=State.NOT_ASKED)
    names = {limit.name for limit in mark.limits}
    running = [clock for clock in view.clocks if clock.limit.name in names and clock.met is None]
    last_day = min((clock.last_day for clock in running if clock.last_day is not None), default=None)
    late = last_day is not None and today > last_day
    missing = late or (asked is True and _too_late(mark, view))
    return Marked(mark=mark, state=State.MISSING if missing else State.AHEAD, last_day=last_day)


def _too_late(mark: Mark, view: CaseView) -> bool:
    """Tell whether it was done so that it does not count, or the case is over and it can be done no more."""
    if any(step.name in view.done for step in mark.by):
        return True
    over = view.stage is not None and view.stage.final
    return over and not any(view.stage in step.at for step in mark.by)


def contradictions(marks: Marks, steps: Mapping[str, Step], limits: tuple[Limit, ...]) -> Iterator[str]:
    """Yield what is wrong in the marks of a procedure that has those steps and limits."""
    labels: set[str] = set()
    for one in marks:
        if one.label in labels:
            yield f"two marks are called '{one.label}'"
        labels.add(one.label)
        own = set(steps.values())
        if foreign := sorted(step.name for step in {*one.by, *one.before} - own):
            yield f"mark '{one.label}' names steps of another procedure: {foreign}"
        if set(one.limits) - set(limits):
            yield f"mark '{one.label}' names limits of another procedure"
    if marks and not marks.label:
        yield "its marks have no name"
