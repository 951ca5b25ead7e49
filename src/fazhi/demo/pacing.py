"""When things happen: on working days, at office hours, one after the other, within the time there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from fazhi.demo.office import Moment, Office

_OPENS, _CLOSES = 9 * 60, 17 * 60 + 30
_PEAKS = (10 * 60, 15 * 60)
_USUAL_DAYS = 3.0
_FIRST_GUESS = 15
_NOT_LONG = 20
_DAY = timedelta(days=1)


class Pace:
    """The days and minutes of one case.  ``windows`` are the first and last day of each step.

    ``hurry`` 0 takes the usual time; the more, the earlier it begins and the less it waits.
    """

    def __init__(
        self,
        office: Office,
        like: tuple[Any, ...],
        lengths: dict[tuple[Any, ...], int],
        windows: Sequence[tuple[date, date]],
        *,
        hurry: int = 0,
    ) -> None:
        self.office = office
        self.like = like
        self.lengths = lengths
        self.windows = list(windows)
        self.hurry = hurry
        self.now: Moment = (date.min, 0)
        self.began: date | None = None
        self._moments: dict[date, Moment] = {}

    def until(self, position: int) -> date:
        """Return the last day on which the step at a position leaves room for those after it."""
        return min((last for _, last in self.windows[position:]), default=date.max)

    def day(self, position: int, *, before: date | None = None, at_once: bool = False) -> date | None:
        """Return a day for the step at a position, None for none; ``before`` is the last day in law."""
        first, last = self.windows[position][0], self.until(position)
        if self.began is None:
            return self._beginning(first, last, self.windows[-1][1])
        earliest = self.office.working(max(first, self.now[0]))
        if earliest > last:
            return None
        wanted = earliest if at_once else earliest + timedelta(days=self._wait(earliest, last, position))
        if before is not None and earliest <= before:
            wanted = min(wanted, before)
        chosen = self.office.working(wanted)
        if chosen > last or (before is not None and earliest <= before < chosen):
            chosen = self._working_before(min(last, before or last), earliest)
        return chosen

    def day_beside(self, until: date, *, left: int, before: date | None) -> date | None:
        """Return a day for a step of a case opened from this one, of which so many steps are left."""
        earliest = self.office.working(self.now[0])
        if earliest > until:
            return None
        room = (until - earliest).days / (left + 2)
        mean = min(_USUAL_DAYS / (2 + self.hurry), room)
        wait = round(self.office.random.expovariate(1 / mean)) if mean > 0 and self.hurry < 4 else 0
        wanted = earliest + timedelta(days=wait)
        if before is not None and earliest <= before:
            wanted = min(wanted, before)
        chosen = self.office.working(wanted)
        return chosen if chosen <= until else self._working_before(until, earliest)

    def _beginning(self, first: date, last: date, end: date) -> date | None:
        length = self.lengths.get(self.like, _FIRST_GUESS) * (1 + self.hurry)
        latest = min(last, max(first, end - timedelta(days=length)))
        if self.hurry > 4:
            latest = first
        # What is wanted of a later month begins shortly before it, not at the other end of the year.
        usual = min(max(_FIRST_GUESS, self.lengths.get(self.like, 0)), _NOT_LONG) * (1 + 2 * self.hurry)
        near = max(opens for opens, _ in self.windows) - timedelta(days=usual)
        first = min(max(first, near), latest)
        span = max(0, (latest - first).days)
        for _ in range(40):
            day = first + timedelta(days=self.office.random.randint(0, span))
            if self.office.calendar.is_working(day):
                return day
        day = self.office.working(first)
        return day if day <= last else None

    def _wait(self, earliest: date, last: date, position: int) -> int:
        if self.hurry > 3:
            return 0
        room = (last - earliest).days / max(1, len(self.windows) - position)
        mean = min(_USUAL_DAYS / (1 + self.hurry), room)
        return round(self.office.random.expovariate(1 / mean)) if mean > 0 else 0

    def _working_before(self, day: date, earliest: date) -> date:
        while day > earliest and not self.office.calendar.is_working(day):
            day -= _DAY
        return max(day, earliest)

    def moment(self, day: date) -> Moment:
        """Return the moment of a day at which the next step is written down; the same until it is."""
        if day not in self._moments:
            if day == self.now[0]:
                minute = self.now[1] + self.office.random.randint(3, 40)
            else:
                peak = self.office.random.choice(_PEAKS)
                minute = round(self.office.random.gauss(peak, 70))
                minute = min(max(minute, _OPENS), _CLOSES - 60)
            self._moments[day] = (day, minute if minute < _CLOSES else self.now[1] + 1)
        return self._moments[day]

    def passed(self, moment: Moment) -> None:
        """Go on from a moment."""
        self.began = self.began or moment[0]
        self.now = moment
        self._moments.clear()

    def back_to(self, moment: Moment) -> None:
        """Go back to a moment, as if nothing had been done since."""
        self.now = moment
        self._moments.clear()

    def learn(self) -> None:
        """Remember how long it took."""
        if self.began is not None:
            took = (self.now[0] - self.began).days
            self.lengths[self.like] = max(self.lengths.get(self.like, 0), took)
