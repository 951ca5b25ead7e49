"""A case is what its entries say: where it stands, what may happen next, what is due when.

Everything here is computed from the declaration and the history; what the store keeps of it is a cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from fazhi.core.clocks import Clock, Light, clocks, starting_day
from fazhi.core.days import WorkCalendar, latest_day_before
from fazhi.core.form import Problem
from fazhi.core.journal import Event
from fazhi.core.law import HouseRule, LimitKind
from fazhi.core.procedure import Limit, Procedure, Stage, Step

__all__ = [
    "CaseView",
    "Checked",
    "Clock",
    "Light",
    "Linked",
    "Opening",
    "Refusal",
    "check",
    "clocks",
    "hands",
    "next_steps",
    "recheck",
    "standing_in_the_way",
]


HAPPENED = HouseRule("（如实登记）", "环节在实际发生之后登记，办理日期不晚于登记当天")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an event may not be written down: a code for programs, words for people, the article.

    ``field`` names the field of the form it concerns, "" where it concerns the step.
    """

    code: str
    message: str
    basis: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Another case that this one refers to, as far as rules may know it: no sealed field."""

    case: str
    procedure: str
    stage: str
    final: bool
    record: Mapping[str, Any]
    steps: tuple[str, ...]
    relation: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """A case as rules, limits and derived dimensions see it.

    ``history`` is effective (corrections applied) and in order.  ``links`` are cases it came from or
    opened; ``refs`` what its reference fields point to, by value; ``roster`` the standing register
    entries of the persons named, by (register, person).  ``profiles`` are those the organ has switched on,
    ``twins`` the organ's other cases that hold the same where there is to be one (``Procedure.one_per``).
    """

    procedure: type[Procedure]
    calendar: WorkCalendar
    history: tuple[Event, ...] = ()
    links: tuple[Linked, ...] = ()
    refs: Mapping[str, Linked] = field(default_factory=dict)
    roster: Mapping[tuple[str, str], Linked] = field(default_factory=dict)
    organ_kind: str = "street"
    profiles: frozenset[str] = frozenset()
    twins: tuple[Linked, ...] = ()

    @cached_property
    def record(self) -> dict[str, Any]:
        """What is known of the case now: open fields of all forms, later ones winning."""
        found: dict[str, Any] = {}
        for event in self.history:
            found.update(event.form)
        return found

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The record with the derived dimensions and reckoned numbers: what filters and breakdowns read."""
        found = dict(self.record)
        for dimension in self.procedure.parts.derived:
            if value := dimension.by(self):
                found[dimension.name] = value
        for number in self.procedure.parts.reckoned:
            if (reckoned := number.by(self)) is not None:
                found[number.name] = reckoned
        return found

    @cached_property
    def stage(self) -> Stage | None:
        """Where the case stands; None before its first event."""
        here: Stage | None = None
        for event in self.history:
            here = self.procedure.step(event.step).to or here
        return here

    @cached_property
    def done(self) -> frozenset[str]:
        """The names of the steps done so far."""
        return frozenset(event.step for event in self.history)

    def last(self, step: str) -> Event | None:
        """Return the latest event of that step, None if it has not been done."""
        return next((event for event in reversed(self.history) if event.step == step), None)

    def linked(self, procedure: str) -> tuple[Linked, ...]:
        """Return the linked cases of a procedure."""
        return tuple(one for one in self.links if one.procedure == procedure)

    def after(self, event: Event) -> CaseView:
        """Return the case as it stands once ``event`` is written."""
        return replace(self, history=(*self.history, event))

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """Every limit that has begun, in the order of its last day."""
        return tuple(clocks(self))

    def clock(self, limit: str) -> Clock | None:
        """Return the latest clock of the limit of that attribute name, None if it never began."""
        return next((clock for clock in reversed(self.clocks) if clock.limit.name == limit), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the procedure says to an event: it may be written as ``event``, or ``refusals`` says why not."""

    event: Event
    refusals: tuple[Refusal, ...] = ()


def check(view: CaseView, event: Event, *, today: date) -> Checked:
    """Read what was filled in and return every reason, at once, not to write ``event`` down.

    The event returned holds canonical values; it may be written only if there are no refusals.
    """
    step = view.procedure.step(event.step)
    found: list[Refusal] = []
    problems: Sequence[Problem] = ()
    if step.form is not None:
        filled = step.form.read(event.form, record=view.record, today=today)
        event = replace(event, form=filled.values)
        problems = filled.problems
    elif event.form:
        found.append(
            Refusal(code="field-unknown", message=f"“{step.label}”不需要填写内容。", basis=str(step.basis))
        )
    if event.on > today:
        found.append(
            Refusal(
                code="in-the-future",
                message=f"办理日期{event.on}晚于今天{today}，尚未发生的事不能登记。",
                basis=str(HAPPENED),
                field="on",
            )
        )
    found.extend(standing_in_the_way(view, event, filled=not problems))
    found.extend(
        Refusal(code=problem.code, message=problem.message, basis=str(step.basis), field=problem.field)
        for problem in problems
    )
    return Checked(event=event, refusals=tuple(found))


def standing_in_the_way(view: CaseView, event: Event, *, filled: bool = True) -> Iterator[Refusal]:
    """Yield every reason that lies in the case, not in the form; nothing if the step may be done."""
    yield from _out_of_turn(view, event)
    yield from _there_already(view, event)
    yield from _out_of_date_order(view, event)
    yield from _by_the_wrong_post(view, event)
    yield from _by_the_same_hand(view, event)
    yield from _too_early(view, event)
    yield from _marks_missing(view, event)
    yield from _not_qualified(view, event, filled=filled)
    yield from _rules_not_met(view, event, filled=filled)


def _out_of_turn(view: CaseView, event: Event) -> Iterator[Refusal]:
    step = view.procedure.step(event.step)
    if view.stage not in step.at:
        where = view.stage.label if view.stage else "未登记"
        wanted = "、".join(stage.label if stage else "未登记" for stage in step.at)
        yield Refusal(
            code="out-of-turn",
            message=f"案件当前为“{where}”，不能办理“{step.label}”；该环节在“{wanted}”时办理。",
            basis=str(step.basis),
        )


def _there_already(view: CaseView, event: Event) -> Iterator[Refusal]:
    """One case a year, one standing entry a person: a register's entries that ended do not count."""
    procedure = view.procedure
    if not view.history and any(procedure.kind != "register" or not twin.final for twin in view.twins):
        same = "、".join(field.label for field in procedure.one_per)
        yield Refusal(
            code="there-already",
            message=f"“{procedure.label}”已有“{same}”相同的记录，不能再登记一件，请在原记录上办理。",
            basis=str(procedure.step(event.step).basis),
            field=procedure.one_per[-1].name,
        )


def _out_of_date_order(view: CaseView, event: Event) -> Iterator[Refusal]:
    if view.history and event.on < view.history[-1].on:
        last = view.history[-1]
        label = view.procedure.step(last.step).label
        yield Refusal(
            code="out-of-date-order",
            message=f"办理日期{event.on}早于上一环节“{label}”的{last.on}，请核对日期。",
            basis="《民法典》第二百零一条",
            field="on",
        )


def _by_the_wrong_post(view: CaseView, event: Event) -> Iterator[Refusal]:
    step = view.procedure.step(event.step)
    if event.by.post not in step.by.posts:
        yield Refusal(
            code="wrong-post",
            message=f"“{step.label}”由{step.by.label}办理，您现任的岗位不能办理。",
            basis=str(step.basis),
        )


def hands(procedure: type[Procedure], event: Event) -> frozenset[str]:
    """Return who did a step: who recorded it, whom they stood in for, whom the form names as acting."""
    step = procedure.step(event.step)
    found = {event.by.person, event.by.standing_for}
    for asked in step.form.fields if step.form else ():
        if getattr(asked, "acting", False):
            value = event.form.get(asked.name)
            found.update(value if isinstance(value, list) else [value] if value else [])
    return frozenset(found - {""})


def _by_the_same_hand(view: CaseView, event: Event) -> Iterator[Refusal]:
    step = view.procedure.step(event.step)
    mine = hands(view.procedure, event)
    for earlier in step.other_than:
        if any(mine & hands(view.procedure, past) for past in view.history if past.step == earlier.name):
            yield Refusal(
                code="same-hand",
                message=f"办理“{step.label}”的人已办理过本案的“{earlier.label}”，须由他人办理。",
                basis=str(step.basis),
            )


def _too_early(view: CaseView, event: Event) -> Iterator[Refusal]:
    """Minimum times: between two steps, or before an event whose day is announced."""
    for limit in view.procedure.parts.limits:
        if limit.row is None or limit.row.kind not in (LimitKind.AT_LEAST, LimitKind.LEAD_TIME):
            continue
        if limit.whose or not limit.binds(view.profiles):
            continue
        if limit.when is not None and not limit.when.met({**view.facts, **event.form}):
            continue
        announced = event.form.get(limit.event_day.name) if limit.event_day is not None else None
        starts = {step.name for step in limit.starts}
        if event.step in starts and announced:
            yield from _not_before(view, limit, event, planned=date.fromisoformat(str(announced)[:10]))
        elif event.step in {step.name for step in limit.until} and (
            start := next((past for past in reversed(view.history) if past.step in starts), None)
        ):
            yield from _not_before(view, limit, start, planned=event.on)


def _not_before(view: CaseView, limit: Limit, start: Event, *, planned: date) -> Iterator[Refusal]:
    if limit.row is None:
        return
    began = starting_day(limit, start)
    if limit.row.kind is LimitKind.LEAD_TIME:
        counted = latest_day_before(planned, limit.row.term, view.calendar)
        too_early = counted.last_day is not None and began > counted.last_day
    else:
        counted = limit.row.count(began, view.calendar)
        end = counted.last_day if limit.row.rolls_by_law else counted.raw_end
        too_early = end is not None and planned <= end
    if too_early and not counted.provisional:
        yield Refusal(
            code="too-early",
            message=f"“{limit.label}”未满：{began}“{limit.span.start.words()}”，所定日期{planned}过早。{counted.explanation}",
            basis=str(limit.rests_on),
            field=limit.event_day.name if limit.event_day is not None and not start.entry else "on",
        )


def _marks_missing(view: CaseView, event: Event) -> Iterator[Refusal]:
    marks = view.procedure.marks
    for mark in marks:
        if mark.blocks(view, event.step):
            step, by = view.procedure.step(event.step), "、".join(f"“{one.label}”" for one in mark.by)
            yield Refusal(
                code="mark-missing",
                message=f"{marks.label}中的{mark.label}尚未落实，不能办理“{step.label}”，请先办理{by}。",
                basis=str(mark.basis),
            )


def _not_qualified(view: CaseView, event: Event, *, filled: bool) -> Iterator[Refusal]:
    """Those who act are not qualified on the day; who they will be is not known before a form names them."""
    asked, step = view.procedure.qualified, view.procedure.step(event.step)
    if asked is None or not asked.binds(step):
        return
    names = asked.may_name(step)
    if names and not filled:
        return
    if missing := asked.missing(view, event):
        yield Refusal(
            code="not-qualified",
            message=f"{missing}，不得办理“{step.label}”，请更换有资格的人员。",
            basis=str(asked.basis),
            field=asked.people.name if names else "",
        )


def _rules_not_met(view: CaseView, event: Event, *, filled: bool) -> Iterator[Refusal]:
    for rule in view.procedure.step(event.step).needs:
        if rule.needs_form and not filled:
            continue
        if missing := rule.check(view, event):
            yield Refusal(code="rule-not-met", message=missing, basis=str(rule.basis))


def recheck(view: CaseView) -> list[tuple[Event, list[Refusal]]]:
    """Check an effective history as a whole, after a correction: what no longer stands, with reasons."""
    found = []
    standing = replace(view, history=())
    for event in view.history:
        if problems := list(standing_in_the_way(standing, event)):
            found.append((event, problems))
        standing = standing.after(event)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A step of the procedure as it stands for a case today: open if ``refusals`` is empty."""

    step: Step
    refusals: tuple[Refusal, ...]

    @property
    def open(self) -> bool:
        """Whether the step may be done now, as far as it can be told before its form is filled in."""
        return not self.refusals


def next_steps(view: CaseView, *, actor: Event, today: date) -> list[Opening]:
    """Return every step that is not long past: those that may be done now, then those not yet and why.

    ``actor`` is an event whose ``by`` is the person looking; step, form and day in it are replaced.
    """
    found = []
    for step in view.procedure.parts.steps:
        if view.history and step.opening and len(step.at) == 1:
            continue
        event = replace(actor, step=step.name, on=today, form={})
        reasons = tuple(standing_in_the_way(view, event, filled=False))
        found.append(Opening(step=step, refusals=reasons))
    return sorted(found, key=lambda opening: bool(opening.refusals))
