"""Limits in a case: when each began, its last day, what ended it; read from the history alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from fazhi.core.days import Counted, Hours, Pause
from fazhi.core.form import Field, Moment
from fazhi.core.journal import Event
from fazhi.core.law import LimitKind, LimitRow
from fazhi.core.procedure import Limit, Strength

if TYPE_CHECKING:
    from fazhi.core.case import CaseView


class Light(Enum):
    """How a limit stands on a day: word and shape, never colour alone."""

    MET = "已办"
    LATE = "逾期办结"
    OVERDUE = "逾期"
    NEAR = "临期"
    CALM = "正常"
    PAUSED = "中止计算"
    LAPSED = "已过期"
    CLOSED = "随案终结"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A limit that began at the entry ``since``; ``met`` is the event that ended it, None while it runs.

    ``counted`` holds the last day (None while paused), whether it is provisional, and the sentences
    that explain it.  ``closed`` tells that not its own step ended it but the end of the case: nobody can do
    any more what it asked for, so it runs no longer, and it was not kept late.
    """

    limit: Limit
    since: Event
    counted: Counted
    met: Event | None = None
    extensions: int = 0
    closed: bool = False

    @property
    def last_day(self) -> date | None:
        """The last day on which the limit is kept."""
        return self.counted.last_day

    @property
    def moment(self) -> datetime | None:
        """The moment at which it runs out, without zone; None for a limit that runs to the end of its day."""
        return self.counted.moment

    @property
    def binding(self) -> bool:
        """Whether running out is a fault: what may be done, or others should have done, merely lapses."""
        return self.limit.strength is not Strength.MAY and not self.limit.whose

    @property
    def late(self) -> bool:
        """Whether the step that ended it came after the last day."""
        if self.met is None or self.last_day is None or self.closed or self.limit.whose:
            return False
        met_at = moment_in(self.met, self.limit.met_at)
        if self.moment is not None and met_at is not None:
            return met_at > self.moment
        return self.met.on > self.last_day

    def over(self, now: date) -> bool:
        """Tell whether it has run out: at its hour where ``now`` is a moment, else with its day."""
        return self.last_day is not None and runs_out(self.last_day, self.moment, now)

    def light(self, now: date, near: int) -> Light:
        """Tell how the limit stands on a day, or at a moment; ``near`` is how many days before the last warn.

        A moment is one of the office's own clock.
        """
        if self.closed:
            return Light.CLOSED
        if self.met is not None:
            return Light.LATE if self.late else Light.MET
        if self.last_day is None:
            return Light.PAUSED
        if self.over(now):
            return Light.OVERDUE if self.binding else Light.LAPSED
        left = (self.last_day - day_of(now)).days
        return Light.NEAR if left <= (self.limit.warns or near) else Light.CALM


def runs_out(last_day: date, moment: datetime | None, now: date) -> bool:
    """Tell whether a limit with that last day, and hour if any, has run out on a day or at a moment."""
    if moment is not None and isinstance(now, datetime):
        return now.replace(tzinfo=None) > moment
    return day_of(now) > last_day


def day_of(now: date) -> date:
    """Return the day of a day or moment."""
    return now.date() if isinstance(now, datetime) else now


def moment_in(event: Event, field: Field[Any] | None) -> datetime | None:
    """Return the moment that an event's form gives in a field, None if it gives none or only a day."""
    value = event.form.get(field.name) if isinstance(field, Moment) else None
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None


def starting_day(limit: Limit, event: Event) -> date:
    """Return the day from which a limit that began with an event is counted."""
    if limit.from_day is not None:
        value = event.form.get(limit.from_day.name)
        if isinstance(value, str) and value:
            return date.fromisoformat(value[:10])
    return event.on


def clocks(view: CaseView) -> list[Clock]:
    """Return every limit that has begun, whether met or running, nearest last day first; paused ones last."""
    found: list[Clock] = []
    for limit in view.procedure.parts.limits:
        if not limit.binds(view.profiles):
            continue
        if limit.row is None or limit.row.kind in (LimitKind.AT_MOST, LimitKind.CASE_DATE):
            found.extend(_clocks_of(view, limit))
    return sorted(found, key=lambda clock: (clock.last_day is None, clock.last_day or date.min))


def _clocks_of(view: CaseView, limit: Limit) -> Iterator[Clock]:
    """Read the history for one limit: it may begin, end and begin again."""
    running: _Running | None = None
    record: dict[str, Any] = {}
    starts = {step.name for step in limit.starts}
    begun: set[str] = set()
    for position, event in enumerate(view.history):
        record.update(event.form)
        if running is not None and running.ended_by(event):
            yield running.clock(view, met=event)
            running, begun = None, set()
        elif running is not None:
            running.hear(event)
        begun |= starts & {event.step}
        if limit.lasting:
            running = _lasting(limit, event, record, running)
        elif running is None and event.step in starts and (begun == starts or not limit.span.start.last):
            facts = record
            if limit.when is not None and _asks_derived(view, limit):
                facts = replace(view, history=view.history[: position + 1]).facts
            law = limit.row is None or limit.row.holds(event.on)
            if law and (limit.when is None or limit.when.met(facts)):
                running = _Running(limit, event)
        if running is not None and limit.due is not None and event.form.get(limit.due.name):
            running.give(event, limit.due)
    if running is not None:
        closing = _closed_by(view, running)
        yield running.clock(view, met=closing, closed=closing is not None)


def _lasting(limit: Limit, event: Event, record: dict[str, Any], running: _Running | None) -> _Running | None:
    """Return what runs of a lasting limit after an event: whatever was known before counts as well."""
    due = record.get(limit.due.name) if limit.due is not None else None
    holds = limit.when is None or limit.when.met(record)
    if not due or not holds or any(step.name == event.step for step in limit.until):
        return None
    running = running or _Running(limit, event)
    running.due = date.fromisoformat(str(due)[:10])
    return running


def _closed_by(view: CaseView, running: _Running) -> Event | None:
    """Return the event that ended the case, and a limit with it; None while the limit can still be kept.

    Some outlive their case: what is published or taken down once it is closed is done in its last stage.
    """
    stage = view.stage
    if stage is None or not stage.final or any(stage in step.at for step in running.limit.until):
        return None
    closing: Event | None = None
    for event in view.history:
        reached = view.procedure.step(event.step).to
        if reached is not None:
            closing = (closing or event) if reached.final else None
        if event is running.since:
            closing = event if closing is not None else None
    return closing


def _asks_derived(view: CaseView, limit: Limit) -> bool:
    derived = {dimension.name for dimension in view.procedure.parts.derived}
    return limit.when is not None and any(name in derived for name in limit.when.names())


class _Running:
    """A limit while its history is read."""

    def __init__(self, limit: Limit, since: Event) -> None:
        self.limit = limit
        self.since = since
        self.pauses: list[Pause] = []
        self.open_pause: date | None = None
        self.extensions: list[LimitRow] = []
        self.due: date | None = None
        self.moment: datetime | None = None
        self.moved_by: list[str] = []

    def ended_by(self, event: Event) -> bool:
        """Whether the step meets the limit."""
        return any(step.name == event.step for step in self.limit.until)

    def hear(self, event: Event) -> None:
        """Take in a step that may pause, resume or lengthen the limit."""
        for pausing, resuming in self.limit.pauses:
            if event.step == pausing.name and self.open_pause is None:
                self.open_pause = event.on
            elif event.step == resuming.name and self.open_pause is not None:
                self.pauses.append(Pause(since=self.open_pause, until=event.on))
                self.open_pause = None
        for step, by in self.limit.extended_by.items():
            if step.name == event.step:
                self.lengthen(by, event)

    def lengthen(self, by: LimitRow | Any, event: Event) -> None:
        if isinstance(by, LimitRow):
            self.extensions.append(by)
        elif event.form.get(by.name):
            self.give(event, by)
        self.moved_by.append(event.on.isoformat())

    def give(self, event: Event, field: Field[Any]) -> None:
        """Take the last day, and the hour where the field holds one, from an event's form."""
        self.due = date.fromisoformat(str(event.form[field.name])[:10])
        self.moment = moment_in(event, field)

    def clock(self, view: CaseView, *, met: Event | None, closed: bool = False) -> Clock:
        pauses = list(self.pauses)
        if self.open_pause is not None:
            pauses.append(Pause(since=self.open_pause, until=met.on if met else None))
        limit = self.limit
        if self.due is not None or limit.row is None:
            counted = _given(self.since, self.due, self.moment, self.moved_by)
        elif isinstance(limit.row.term, Hours) and (began := moment_in(self.since, limit.from_day)):
            counted = _to_the_hour(limit.row.term, began)
        else:
            counted = limit.row.count(
                starting_day(limit, self.since),
                view.calendar,
                pauses=tuple(pauses),
                extensions=tuple(row.term for row in self.extensions),
            )
        return Clock(
            limit=limit,
            since=self.since,
            counted=counted,
            met=met,
            extensions=len(self.moved_by),
            closed=closed,
        )


def _given(since: Event, due: date | None, moment: datetime | None, moved_by: Sequence[str]) -> Counted:
    """Return a date given in the case as if it had been counted, explaining where it was written."""
    told = _said(moment) if moment else str(due)
    said = f"期限由案件载明：{told}。" if due else "案件尚未载明期限。"
    steps = [said, *(f"{day}变更期限。" for day in moved_by)]
    return Counted(
        start=since.on, last_day=due, raw_end=due, provisional=False, steps=tuple(steps), moment=moment
    )


def _to_the_hour(term: Hours, began: datetime) -> Counted:
    """Return hours counted from a moment; they stop for nothing."""
    ends = term.run_out(began)
    said = f"{term.text}自{_said(began)}起算，至{_said(ends)}届满；休息日不扣除，也不顺延。"
    return Counted(
        start=began.date(),
        last_day=ends.date(),
        raw_end=ends.date(),
        provisional=False,
        steps=(said,),
        moment=ends,
    )


def _said(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{moment.minute:02}分"
