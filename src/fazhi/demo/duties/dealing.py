"""Dealing out a year: which days cases begin on, and which takes which value, as the figures ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from fazhi.demo.stories.script import Script, Tale
from fazhi.demo.stories.telling import rest
from fazhi.demo.targets import Target, procedure_of
from fazhi.procedures import registry

T = TypeVar("T")

NOW = date(2026, 1, 15)


class Dealer:
    """Reads what the year is to show, and deals it out to cases; the same seed deals alike."""

    def __init__(self, script: Script, targets: Sequence[Target]) -> None:
        self.script = script
        self.random = script.random
        self.targets = targets
        self.year = script.office.year

    def less_told(self, *procedures: str) -> Dealer:
        """Return what deals out only what the cases of procedures told so far do not show."""
        told = [one for code in procedures for one in self.script.office.of.get(code, ())]
        asked = [one for one in self.targets if posted_by(one) in procedures]
        cases = tuple(self.script.office.cases[key] for key in told)
        return Dealer(self.script, rest(self.script.office, asked, cases))

    def case(self, procedure: str, *, place: str = "", origin: Tale | None = None) -> Tale:
        """Return a case of a procedure, of which nothing is told yet."""
        return Tale(self.script, registry.procedure(procedure), place=place, origin=origin)

    def total(self, indicator: str) -> int:
        """Return what an indicator shows of the year, month by month or at once."""
        own = [one for one in self.targets if one.indicator == indicator and not one.where]
        return sum(int(one.value) for one in own)

    def months(self, indicator: str) -> dict[int, int]:
        """Return what an indicator shows of each month."""
        return {one.month: int(one.value) for one in self.targets if one.indicator == indicator and one.month}

    def slices(self, indicator: str, dimension: str) -> dict[str, int]:
        """Return what an indicator shows of each value of a dimension."""
        return {
            one.where[0][1]: int(one.value)
            for one in self.targets
            if one.indicator == indicator and one.where and one.where[0][0] == dimension
        }

    def dealt(self, parts: Mapping[T, int]) -> list[T]:
        """Return each value as often as it is wanted, shuffled."""
        found = [value for value, number in parts.items() for _ in range(number)]
        self.random.shuffle(found)
        return found

    def days(self, months: Mapping[int, int]) -> list[date]:
        """Return working days, as many in each month as wanted, in order."""
        found: list[date] = []
        for month, number in sorted(months.items()):
            found += sorted(self.random.choices(self.working_days(month), k=number))
        return found

    def evenly(self, number: int) -> dict[int, int]:
        """Return so many parted evenly among the months, one more in the first of them."""
        return {month: number // 12 + (month <= number % 12) for month in range(1, 13)}

    def working_days(self, month: int) -> list[date]:
        """Return the working days of a month."""
        since = date(self.year, month, 1)
        until = date(self.year + month // 12, month % 12 + 1, 1)
        return [day for day in self.script.between(since, until) if day < until]

    def earlier(self, day: date, working_days: int) -> date:
        """Return the working day so many earlier, or the first of the month."""
        days = self.working_days(day.month)
        return days[max(0, days.index(day) - working_days)]

    def place(self, more: Sequence[float] = ()) -> str:
        """Return a community by its weight, so much ``more`` often one of them than usual."""
        office = self.script.office
        weights = [a * b for a, b in zip(office.weights, more, strict=True)] if more else office.weights
        return self.random.choices(office.places, weights)[0].code

    def name(self, place: str) -> str:
        """Return the name of a community without what it is: 桐花里."""
        found = next(one.name for one in self.script.office.places if one.code == place)
        return found.removesuffix("社区")

    def secretary(self, place: str) -> str:
        """Return who heads a community."""
        return next(
            one.name
            for one in self.script.office.people
            if one.place == place and "community_secretary" in one.posts
        )


def posted_by(target: Target) -> str:
    """Return the code of the procedure that posts a figure."""
    return procedure_of(registry.indicators()[target.indicator]).code


def at(day: date, minute: int) -> str:
    """Return a moment as forms take it."""
    return f"{day.isoformat()}T{minute // 60:02}:{minute % 60:02}"


def days_after(day: date, number: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(days=number)
