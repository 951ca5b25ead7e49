"""The usual shapes of a rule, so that only what is unusual is a function (``core.declaring.rule``).

    rights_were_told = must(Acceptance.rights_told.is_("yes"), LAW(23), "受理前应当告知当事人权利义务。")
    it_was_heard = done("heard", LAW(63), "应当组织听证后再作出决定。", when="hearing_asked")

A condition is asked of what is filled in at the step and of what the case knows else.  A rule that reads what
its step asks waits for the form; any other is told beforehand.  Every word takes ``when``, to which cases it
applies, and ``unless``, to which it does not: of several, all must hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

from fazhi.core.declaring import Role, Rule
from fazhi.core.field import Condition
from fazhi.core.fields import Day
from fazhi.core.identifiers import Person, Ref
from fazhi.core.journal import Event
from fazhi.core.law import Basis

if TYPE_CHECKING:
    from fazhi.core.case import CaseView, Linked


T = TypeVar("T")
Steps = str | tuple[str, ...]
"""The name of a step, or of several of which one is enough."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does the step, or is stood in for, is whom a field names: ``never(Hand(Task.owner), …)``."""

    of: Person


if TYPE_CHECKING:
    Asked = Condition | Hand | Callable[[CaseView, Event], object]
    When = Condition | Role | str | Callable[[CaseView], object]
    Holds = Callable[[CaseView, Mapping[str, Any], Event], object]
    LastDay = Callable[[CaseView, Mapping[str, Any]], date | None]


class Cases(TypedDict, total=False):
    """To which cases a rule applies.

    A condition tells it by what is known, a step by its having been done, a role by who does what the rule is
    about, and a function by what it finds.
    """

    when: When | tuple[When, ...]
    unless: When | tuple[When, ...]


def must(asked: Asked, basis: Basis, otherwise: str, **cases: Unpack[Cases]) -> Rule:
    """Return the rule that a condition holds, or a function of case and event; else ``otherwise`` is said."""
    return _rule(_holding(asked), basis, otherwise, cases, read=asked)


def never(asked: Asked, basis: Basis, because: str, **cases: Unpack[Cases]) -> Rule:
    """Return the rule that a condition does not hold; where it does ``because`` is said."""
    holding = _holding(asked)
    return _rule(lambda *case: not holding(*case), basis, because, cases, read=asked)


def done(step: Steps, basis: Basis, otherwise: str, *, since: Steps = (), **cases: Unpack[Cases]) -> Rule:
    """Return the rule that ``step`` was done, after the last of ``since`` if that was done at all."""
    return _rule(
        lambda view, _, __: _last(view, step) > _last(view, since),
        basis,
        otherwise,
        cases,
        steps=(*_several(step), *_several(since)),
    )


def not_done(step: Steps, basis: Basis, because: str, *, since: Steps = (), **cases: Unpack[Cases]) -> Rule:
    """Return the rule that ``step`` was not done, or not after the last of ``since``."""
    return _rule(
        lambda view, _, __: _last(view, step) <= _last(view, since),
        basis,
        because,
        cases,
        steps=(*_several(step), *_several(since)),
    )


def linked(procedure: str, step: Steps, basis: Basis, otherwise: str, **cases: Unpack[Cases]) -> Rule:
    """Return the rule that in a linked case of ``procedure`` the step was done."""
    return _rule(
        lambda view, _, __: any(_did(one, step) for one in view.linked(procedure)), basis, otherwise, cases
    )


def named(ref: Ref, step: Steps, basis: Basis, otherwise: str, **cases: Unpack[Cases]) -> Rule:
    """Return the rule that in the case that ``ref`` names the step was done; it need name none."""

    def holds(view: CaseView, facts: Mapping[str, Any], _event: Event) -> bool:
        found = view.refs.get(str(facts.get(ref.name)))
        return ref.name not in facts or (found is not None and _did(found, step))

    return _rule(holds, basis, otherwise, cases, read=ref.filled())


def past(day: Day, basis: Basis, otherwise: str, **cases: Unpack[Cases]) -> Rule:
    """Return the rule that the day in a field is over, if known; ``{day}`` in the sentence is that day."""

    def last_day(_view: CaseView, facts: Mapping[str, Any]) -> date | None:
        told = facts.get(day.name)
        return date.fromisoformat(str(told)) if told else None

    return _rule(_over(last_day), basis, otherwise, cases, read=day.filled(), day=last_day)


def over(limit: str, basis: Basis, otherwise: str, **cases: Unpack[Cases]) -> Rule:
    """Return the rule that the time of a limit that runs is over; ``{day}`` in the sentence is its last day.

    A last day that the calendar does not fix yet keeps nobody waiting.
    """
    last_day = _last_day(limit, running=True)
    return _rule(_over(last_day), basis, otherwise, cases, day=last_day)


def in_time(limit: str, basis: Basis, otherwise: str, **cases: Unpack[Cases]) -> Rule:
    """Return the rule that the time of a limit has not run out; ``{day}`` in the sentence is its last day."""
    last_day = _last_day(limit, running=False)

    def holds(view: CaseView, facts: Mapping[str, Any], event: Event) -> bool:
        end = last_day(view, facts)
        return end is None or event.on <= end

    return _rule(holds, basis, otherwise, cases, day=last_day)


def _last_day(limit: str, *, running: bool) -> LastDay:
    def last_day(view: CaseView, _facts: Mapping[str, Any]) -> date | None:
        clock = view.clock(limit)
        if clock is None or clock.counted.provisional or (running and clock.met is not None):
            return None
        return clock.last_day

    return last_day


def _over(last_day: LastDay) -> Holds:
    def holds(view: CaseView, facts: Mapping[str, Any], event: Event) -> bool:
        end = last_day(view, facts)
        return end is None or event.on > end

    return holds


def _rule(
    holds: Holds,
    basis: Basis,
    said: str,
    cases: Cases,
    *,
    read: Asked | None = None,
    steps: tuple[str, ...] = (),
    day: LastDay | None = None,
) -> Rule:
    when: tuple[When, ...] = _several(cases.get("when", ()))
    unless: tuple[When, ...] = _several(cases.get("unless", ()))

    def check(view: CaseView, event: Event) -> str | None:
        facts = {**view.record, **event.form}
        applies = all(_meets(one, view, facts, event) for one in when)
        excepted = bool(unless) and all(_meets(one, view, facts, event) for one in unless)
        if not applies or excepted or holds(view, facts, event):
            return None
        return said.replace("{day}", str(day(view, facts))) if day is not None else said

    check.__doc__ = check.__name__ = said.replace("{day}", "…")
    conditions = [one for one in (read, *when, *unless) if isinstance(one, Condition)]
    names = [name for one in conditions for name in one.names()]
    return Rule(
        check,
        basis,
        needs_form=read is not None and not isinstance(read, Condition | Hand),
        reads=(*names, read.of.name) if isinstance(read, Hand) else tuple(names),
        steps=(*steps, *(one for one in (*when, *unless) if isinstance(one, str))),
    )


def _holding(asked: Asked) -> Holds:
    if isinstance(asked, Condition):
        return lambda _, facts, __: asked.met(facts)
    if isinstance(asked, Hand):
        return lambda _, facts, event: facts.get(asked.of.name) in {event.by.person, event.by.standing_for}
    return lambda view, _, event: asked(view, event)


def _meets(one: When, view: CaseView, facts: Mapping[str, Any], event: Event) -> bool:
    if isinstance(one, Condition):
        return one.met(facts)
    if isinstance(one, Role):
        return event.by.post in one.posts
    return one in view.done if isinstance(one, str) else bool(one(view))


def _several(of: T | tuple[T, ...]) -> tuple[T, ...]:
    return of if isinstance(of, tuple) else (of,)


def _did(case: Linked, step: Steps) -> bool:
    return any(one in case.steps for one in _several(step))


def _last(view: CaseView, step: Steps) -> int:
    """Return the place in the history of the last of those steps, -1 if none was done."""
    steps = _several(step)
    return max((at for at, event in enumerate(view.history) if event.step in steps), default=-1)
