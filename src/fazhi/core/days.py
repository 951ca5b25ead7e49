"""Counting days the way the law counts them, and telling how.

A count begins the day after ``start`` (始日不计入, 民法典第二百零一条); ranges of days include their
first day and exclude the day after their last.  Whatever is counted can explain itself: every
``Counted`` carries the sentences that lead from its start to its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from fazhi.core.terms import (
    ONE_DAY,
    WEEKEND,
    Days,
    Hours,
    Months,
    OnDate,
    Term,
    WorkCalendar,
    WorkingDays,
    Years,
    months_from,
)

__all__ = [
    "ONE_DAY",
    "Counted",
    "Days",
    "Hours",
    "Months",
    "Moved",
    "OnDate",
    "Pause",
    "Term",
    "WorkCalendar",
    "WorkingDays",
    "Years",
    "chinese_date",
    "count",
    "earliest_after",
    "latest_day_before",
    "moved",
]

_WEEKDAYS = "一二三四五六日"

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days that are not counted: [since, until); until None while it lasts."""

    since: date
    until: date | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"a pause ends before it begins: {self.since} to {self.until}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A last day and how it was reached.

    ``last_day`` is the last day in time; None while an open pause lasts.  ``raw_end`` is where the
    term itself ended, before a rest day moved it.  ``provisional`` tells that days of a year not yet
    announced were asked about.  ``steps`` are full Chinese sentences, in order.  ``moment`` is the hour at
    which it runs out, without zone, None where it runs to the end of its day.
    """

    start: date
    last_day: date | None
    raw_end: date | None
    provisional: bool
    steps: tuple[str, ...]
    moment: datetime | None = None

    @property
    def unrolled(self) -> date | None:
        """Give the day before a rest day moved it; None if nothing moved."""
        return self.raw_end if self.raw_end != self.last_day else None

    @property
    def first_free(self) -> date | None:
        """Give the first day after it has run out: the earliest day on which what had to wait may happen."""
        return self.last_day + ONE_DAY if self.last_day else None

    @property
    def explanation(self) -> str:
        """Give all steps as one paragraph."""
        return "".join(self.steps)


def count(
    term: Term,
    start: date,
    calendar: WorkCalendar,
    *,
    rolls: bool = True,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Term] = (),
) -> Counted:
    """Count ``term`` from ``start``, then each extension from where the one before ended.

    An extension follows on from the end before rolling: what is prolonged is the term, not the rest day.
    """
    tally = _Tally(calendar, _merged(pauses))
    steps = [_beginning(term, start)]
    end: date | None = start
    for number, leg in enumerate((term, *extensions)):
        if end is None:
            break
        since, end = end, tally.run(leg, end)
        steps += _told(leg, since, end, tally, extension=number > 0)
    last = end
    if end is not None and rolls and (term, *extensions)[-1].rolls:
        last = tally.next_working(end)
        if last != end:
            steps.append(
                f"{chinese_date(end)}是休息日（{calendar.rest_name(end)}），顺延至{chinese_date(last)}。"
            )
    unknown = tally.unannounced()
    steps += map(_not_announced, unknown)
    return Counted(start=start, last_day=last, raw_end=end, provisional=bool(unknown), steps=tuple(steps))


def earliest_after(
    start: date,
    term: Term,
    calendar: WorkCalendar,
    *,
    rolls: bool = True,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Term] = (),
) -> Counted:
    """Count a waiting time: ``last_day`` is its last day, ``first_free`` the earliest day to act."""
    counted = count(term, start, calendar, rolls=rolls, pauses=pauses, extensions=extensions)
    if counted.first_free is None:
        return counted
    step = f"应当等候期满，最早可于{chinese_date(counted.first_free)}办理。"
    return replace(counted, steps=(*counted.steps, step))


def latest_day_before(event_day: date, term: Term, calendar: WorkCalendar, *, rolls: bool = True) -> Counted:
    """Count a lead time back from an event: ``last_day`` is the last day to act.

    Read in the safer way: the whole term lies between the two days, neither of them counted, and a
    last day on a rest day moves back to the working day before it.
    """
    tally = _Tally(calendar, ())
    raw = tally.back(term, event_day)
    steps = [
        f"须在{chinese_date(event_day)}之前{term.text}办理，首尾两日均不计入，最迟为{chinese_date(raw)}。"
    ]
    last = raw
    while rolls and tally.rests(last):
        last -= ONE_DAY
    if last != raw:
        name = calendar.rest_name(raw)
        steps.append(f"{chinese_date(raw)}是休息日（{name}），提前至{chinese_date(last)}。")
    unknown = tally.unannounced()
    return Counted(
        start=event_day,
        last_day=last,
        raw_end=raw,
        provisional=bool(unknown),
        steps=(*steps, *map(_not_announced, unknown)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Generic[Key]):
    """A due date that another calendar moves."""

    key: Key
    was: Counted
    now: Counted


def moved(
    counts: Mapping[Key, Callable[[WorkCalendar], Counted]], *, before: WorkCalendar, after: WorkCalendar
) -> list[Moved[Key]]:
    """Count every due date under two calendars and list those whose last day differs, in order.

    Used when a year's notice is loaded: each value counts one due date under the calendar it is given.
    """
    both = ((key, how(before), how(after)) for key, how in counts.items())
    return [Moved(key=key, was=was, now=now) for key, was, now in both if was.last_day != now.last_day]


def chinese_date(day: date) -> str:
    """Write a day as documents do: 2026年9月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(slots=True)
class _Tally:
    """Runs terms over a calendar and remembers which days were asked about."""

    calendar: WorkCalendar
    pauses: tuple[Pause, ...]
    asked: set[date] = field(default_factory=set)

    def works(self, day: date) -> bool:
        self.asked.add(day)
        return self.calendar.is_working(day)

    def rests(self, day: date) -> bool:
        return not self.works(day)

    def pause_on(self, day: date) -> Pause | None:
        return next((pause for pause in self.pauses if _holds(pause, day)), None)

    def run(self, term: Term, start: date) -> date | None:
        """Return the last day of ``term``, pauses left out; None if a pause still lasts by then."""
        if isinstance(term, WorkingDays):
            return self._run_working_days(term.n, start)
        end = term.last_day(start, self.calendar)
        if isinstance(term, OnDate | Hours):
            return end
        for pause in self.pauses:
            if pause.since > end:
                break
            if pause.until is None:
                return None
            end += max(timedelta(0), pause.until - max(pause.since, start + ONE_DAY))
        return end

    def _run_working_days(self, n: int, start: date) -> date | None:
        day = start
        while n:
            day += ONE_DAY
            if pause := self.pause_on(day):
                if pause.until is None:
                    return None
                day = pause.until - ONE_DAY
            else:
                n -= self.works(day)
        return day

    def next_working(self, day: date) -> date:
        while self.rests(day):
            day += ONE_DAY
        return day

    def back(self, term: Term, event_day: date) -> date:
        """Return the last day before ``event_day`` with all of ``term`` between the two."""
        match term:
            case WorkingDays(n):
                day = event_day
                while n:
                    day -= ONE_DAY
                    n -= self.works(day)
                return day - ONE_DAY
            case Hours(n):
                return event_day - timedelta(days=-(-n // 24) + 1)
            case Days(n):
                return event_day - timedelta(days=n + 1)
            case Months(n) | Years(n):
                months = n if isinstance(term, Months) else 12 * n
                return months_from(event_day, -months) - ONE_DAY
        raise ValueError(f"{term.text} is not a lead time: it is a fixed day")

    def unannounced(self) -> list[int]:
        """Return the years whose notice would settle what was asked."""
        open_days = (day for day in self.asked if not self.calendar.settled(day))
        return sorted({day.year + self.calendar.announced(day.year) for day in open_days})


def _holds(pause: Pause, day: date) -> bool:
    return pause.since <= day and (pause.until is None or day < pause.until)


def _merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Order pauses and join those that touch, so that no day is left out twice."""
    joined: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.since):
        if pause.until == pause.since:
            continue
        if not joined or (joined[-1].until is not None and joined[-1].until < pause.since):
            joined.append(pause)
            continue
        last = joined[-1]
        ends = (last.until, pause.until)
        until = None if None in ends else max(each for each in ends if each is not None)
        reasons = dict.fromkeys(each for each in (last.reason, pause.reason) if each)
        joined[-1] = Pause(since=last.since, until=until, reason="、".join(reasons))
    return tuple(joined)


def _not_announced(year: int) -> str:
    return f"{year}年放假安排尚未公布，暂按周末和法定节日计算，公布后重新计算。"


def _beginning(term: Term, start: date) -> str:
    if isinstance(term, OnDate):
        return f"期限是固定日期：{term.text}。"
    if isinstance(term, Hours):
        return f"{term.text}自{chinese_date(start)}事发的时刻起算，届满以实际时刻为准。"
    return f"始日{chinese_date(start)}不计入，从{chinese_date(start + ONE_DAY)}起算{term.text}。"


def _told(term: Term, since: date, end: date | None, tally: _Tally, *, extension: bool) -> list[str]:
    """Tell one leg of a count in sentences."""
    steps = [f"{chinese_date(since)}届满后延长{term.text}。"] if extension else []
    if not isinstance(term, OnDate | Hours):
        touching = (pause for pause in tally.pauses if end is None or pause.since <= end)
        steps += [
            _paused(each, since) for each in touching if each.until is None or each.until > since + ONE_DAY
        ]
    if end is None:
        return [*steps, "暂停尚未结束，届满日待恢复计算后确定。"]
    if isinstance(term, WorkingDays):
        span = [since + timedelta(days=n) for n in range(1, (end - since).days + 1)]
        counted = [day for day in span if tally.pause_on(day) is None]
        steps += _skipped(counted, tally.calendar)
    return [*steps, f"届满日为{chinese_date(end)}（周{_WEEKDAYS[end.weekday()]}）。"]


def _paused(pause: Pause, since: date) -> str:
    why = f"（{pause.reason}）" if pause.reason else ""
    first = max(pause.since, since + ONE_DAY)
    if pause.until is None:
        return f"自{chinese_date(first)}起暂停计算{why}。"
    last, days = pause.until - ONE_DAY, (pause.until - first).days
    return f"{_span(first, last)}暂停计算{why}，{days}日不计入。"


def _skipped(span: Sequence[date], calendar: WorkCalendar) -> list[str]:
    """Tell which rest days in ``span`` were not counted, and which weekend days were because worked."""
    resting = [(day, calendar.rest_name(day)) for day in span if calendar.is_rest_day(day)]
    weekend = sum(name == WEEKEND for _, name in resting)
    parts = [f"{name}{_span(days[0], days[-1])}（{len(days)}日）" for name, days in _runs(resting)]
    parts += [f"周末{weekend}日"] if weekend else []
    steps = [f"其间休息日不计入：{'、'.join(parts)}。"] if parts else []
    worked = [day for day in span if day in calendar.make_up_days]
    named = "、".join(f"{chinese_date(day)}（周{_WEEKDAYS[day.weekday()]}）" for day in worked)
    return [*steps, f"{named}调休上班，计入。"] if worked else steps


def _runs(resting: Sequence[tuple[date, str]]) -> list[tuple[str, list[date]]]:
    """Put the days of one holiday together."""
    runs: dict[tuple[str, int], list[date]] = {}
    for day, name in resting:
        if name != WEEKEND:
            runs.setdefault((name, day.year), []).append(day)
    return [(name, days) for (name, _), days in runs.items()]


def _span(first: date, last: date) -> str:
    return chinese_date(first) if first == last else f"{chinese_date(first)}至{chinese_date(last)}"
