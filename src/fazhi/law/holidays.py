"""The working-day calendar: each year's holiday notice, and the statutory festivals for years to come.

To load a year's notice, add its title to ``notices.csv`` and its lines to ``holidays.csv``, one for
each holiday as the notice has it: first and last day off, and the weekend days worked instead.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from fazhi.core.days import WorkCalendar
from fazhi.law.tables import Line, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMON_YEAR = 2001  # a year to read 05-01 in


@cache
def calendar() -> WorkCalendar:
    """Return the calendar of all years announced, with the festivals that stand in for those to come.

    Raises:
        ValueError: a line is wrong, or two lines contradict each other; the message has the lines.

    """
    holidays: dict[date, str] = {}
    worked: dict[date, str] = {}
    places: dict[date, str] = {}
    source = {line.number("year"): line.text("notice") for line in lines("notices")}
    for line in lines("holidays"):
        name, year = line.text("holiday"), line.number("year")
        if year not in source:
            raise ValueError(f"{line.place}: law/notices.csv names no notice for {year}")
        off = list(_span(line.day("first"), line.day("last")))
        instead = [date.fromisoformat(text) for text in line.text("worked").split()]
        for day in (*off, *instead):
            if day in places:
                raise ValueError(f"{line.place}: {day} is already arranged in {places[day]}")
            places[day] = line.place
        holidays |= dict.fromkeys(off, name)
        worked |= dict.fromkeys(instead, name)
    fixed, moving = _festivals()
    return WorkCalendar(
        source=source, holidays=holidays, make_up_days=worked, fixed_festivals=fixed, festivals=moving
    )


def _festivals() -> tuple[dict[tuple[int, int], str], dict[date, str]]:
    """Return the statutory festivals (全国年节及纪念日放假办法第二条) on fixed dates, and those that move."""
    fixed: dict[tuple[int, int], str] = {}
    moving: dict[date, str] = {}
    for line in lines("festivals"):
        if len(line.text("first")) == len("05-01"):
            fixed |= {(day.month, day.day): line.text("festival") for day in _days_of_any_year(line)}
        else:
            moving |= dict.fromkeys(_span(line.day("first"), line.day("last")), line.text("festival"))
    return fixed, moving


def _days_of_any_year(line: Line) -> Iterator[date]:
    first, last = (date.fromisoformat(f"{_COMMON_YEAR}-{line.text(end)}") for end in ("first", "last"))
    return _span(first, last)


def _span(first: date, last: date) -> Iterator[date]:
    """Yield the days from ``first`` to ``last``, both included, as a notice writes them."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
