"""The working-day calendar, and the lengths of time that the law gives."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import ClassVar, Protocol

ONE_DAY = timedelta(days=1)
WEEKEND = "周末"
_FRIDAY = 4
_YEAR_END = (12, 29)  # the New Year arrangement has reached back to 29 December, never further


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """Working days in China: weekdays, less holidays, plus make-up weekend days (调休).

    ``source`` names the State Council notice of each year announced.  ``holidays`` and
    ``make_up_days`` name the holiday each day belongs to.  For a year not announced the statutory
    festivals stand in: those on a fixed date (month, day), and ``festivals`` that move.
    """

    source: Mapping[int, str]
    holidays: Mapping[date, str] = field(default_factory=dict)
    make_up_days: Mapping[date, str] = field(default_factory=dict)
    fixed_festivals: Mapping[tuple[int, int], str] = field(default_factory=dict)
    festivals: Mapping[date, str] = field(default_factory=dict)

    def announced(self, year: int) -> bool:
        """Tell whether the notice for that year is loaded."""
        return year in self.source

    def settled(self, day: date) -> bool:
        """Tell whether no notice to come can change ``day``.

        The last days of December wait for the next year's notice too, which arranges the New Year.
        """
        last_days = (day.month, day.day) >= _YEAR_END
        return self.announced(day.year) and (not last_days or self.announced(day.year + 1))

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on ``day``, as far as it is known: see ``settled``."""
        return day in self.make_up_days or (day.weekday() <= _FRIDAY and not self.holiday(day))

    def is_rest_day(self, day: date) -> bool:
        """Tell whether ``day`` is a weekend day or a holiday, and not worked."""
        return not self.is_working(day)

    def holiday(self, day: date) -> str:
        """Name the holiday ``day`` belongs to; empty if it is none."""
        if self.announced(day.year) or day in self.holidays:
            return self.holidays.get(day, "")
        return self.festivals.get(day) or self.fixed_festivals.get((day.month, day.day), "")

    def rest_name(self, day: date) -> str:
        """Name why ``day`` is not worked: a holiday, or 周末; empty for a working day."""
        return "" if self.is_working(day) else self.holiday(day) or WEEKEND


class Term(Protocol):
    """A length of time that the law may give."""

    rolls: ClassVar[bool]
    """Whether a last day on a rest day can move at all."""

    @property
    def text(self) -> str:
        """Write the term in Chinese: 7个工作日."""
        ...

    def last_day(self, start: date, calendar: WorkCalendar) -> date:
        """Return the last day of the term that ``start`` sets running, before any rolling."""
        ...


@dataclass(frozen=True, slots=True)
class _Number:
    """So many of a unit; ``rolls`` tells whether a last day on a rest day can move at all."""

    unit: ClassVar[str]
    rolls: ClassVar[bool]
    n: int

    @property
    def text(self) -> str:
        """Write the term in Chinese."""
        return f"{self.n}{self.unit}"

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"{type(self).__name__} needs a number of at least 1, got {self.n}")


@dataclass(frozen=True, slots=True)
class Days(_Number):
    """Calendar days, holidays included: 三十日."""

    unit: ClassVar[str] = "日"
    rolls: ClassVar[bool] = True

    def last_day(self, start: date, calendar: WorkCalendar) -> date:
        """Return ``start`` plus ``n`` days."""
        del calendar
        return start + timedelta(days=self.n)


@dataclass(frozen=True, slots=True)
class WorkingDays(_Number):
    """Working days: 七个工作日."""

    unit: ClassVar[str] = "个工作日"
    rolls: ClassVar[bool] = False

    def last_day(self, start: date, calendar: WorkCalendar) -> date:
        """Return the ``n``-th working day after ``start``; ``start`` itself is not counted."""
        day, left = start, self.n
        while left:
            day += ONE_DAY
            left -= calendar.is_working(day)
        return day


@dataclass(frozen=True, slots=True)
class Months(_Number):
    """Months, to the same day of the month, or the month's last day if it has none (民法典第二百零二条)."""

    unit: ClassVar[str] = "个月"
    rolls: ClassVar[bool] = True

    def last_day(self, start: date, calendar: WorkCalendar) -> date:
        """Return the matching day ``n`` months later."""
        del calendar
        return months_from(start, self.n)


@dataclass(frozen=True, slots=True)
class Years(_Number):
    """Years, to the same day of the year; 29 February ends on the 28th of a common year."""

    unit: ClassVar[str] = "年"
    rolls: ClassVar[bool] = True

    def last_day(self, start: date, calendar: WorkCalendar) -> date:
        """Return the matching day ``n`` years later."""
        del calendar
        return months_from(start, 12 * self.n)


@dataclass(frozen=True, slots=True)
class Hours(_Number):
    """Hours, which run from the moment and stop for nothing: 二十四小时.

    Where only the day is known, the count gives the earliest day on which they can run out.
    """

    unit: ClassVar[str] = "小时"
    rolls: ClassVar[bool] = False

    def last_day(self, start: date, calendar: WorkCalendar) -> date:
        """Return the day on which hours from the first moment of ``start`` run out."""
        del calendar
        return start + timedelta(days=self.n // 24)

    def run_out(self, since: datetime) -> datetime:
        """Return the moment at which hours that began at ``since`` are over."""
        return since + timedelta(hours=self.n)


@dataclass(frozen=True, slots=True)
class OnDate:
    """A fixed day: 次年三月一日前 is ``OnDate(3, 1, years_after=1)``, done by the end of February.

    With ``included`` the named day itself is still in time.  A fixed day does not move for a rest day.
    """

    rolls: ClassVar[bool] = False
    month: int
    day: int
    years_after: int = 0
    included: bool = False

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.day <= monthrange(2001, self.month)[1]):
            raise ValueError(f"no year has a day {self.month}-{self.day} for certain")

    @property
    def text(self) -> str:
        """Write the term in Chinese."""
        year = {0: "当年", 1: "次年"}.get(self.years_after, f"{self.years_after}年后的")
        return f"{year}{self.month}月{self.day}日{'' if self.included else '前'}"

    def last_day(self, start: date, calendar: WorkCalendar) -> date:
        """Return the last day in time, in the year of ``start`` or so many years after."""
        del calendar
        named = date(start.year + self.years_after, self.month, self.day)
        return named if self.included else named - ONE_DAY


def months_from(start: date, n: int) -> date:
    """Return the same day ``n`` months on, or the last of that month if it has no such day."""
    years, month0 = divmod(start.month - 1 + n, 12)
    year, month = start.year + years, month0 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
