"""Writing down what was told: every step through the one door, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.db import transaction

from fazhi.demo import attachments
from fazhi.demo.following import as_told
from fazhi.demo.office import Line, Office
from fazhi.demo.targets import Target
from fazhi.procedures import registry
from fazhi.usecases import clock, founding, people
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Recorded, Refused, Report, record

_AT_ONCE = 200


class EnactingError(RuntimeError):
    """The door refused what had been found to be allowed: a fault of this program, told with its reasons."""


class Thought(Protocol):
    """A number that was thought out, as people read it."""

    @property
    def value(self) -> Decimal:
        """What it is to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What was to be met and the books do not show, and what they show."""

    target: Target | Thought
    shown: Decimal


def found(office: Office, *, name: str, short: str, is_demo: bool = True) -> None:
    """Found the office as it was imagined: everyone in post since the year before."""
    founding.found(
        office.organ,
        name=name,
        short=short,
        since=date(office.year - 1, 1, 1),
        kind=office.kind,
        places=office.places,
        people=[one.to_found() for one in office.people],
        is_demo=is_demo,
    )


class Writer:
    """Writes lines down; ``keys`` maps what stood for a case to the key it was given."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.keys: dict[str, str] = {}
        self.written: dict[tuple[str, int], Recorded] = {}
        self._clerks: dict[str, Clerk] = {}

    def write(self, lines: Iterable[Line], *, progress: Callable[[int, int], None] | None = None) -> int:
        """Write lines down in order of time; return how many.

        Raises:
            EnactingError: one is refused.

        """
        ordered = sorted(lines, key=lambda line: (line.moment, line.plain.entry))
        for start in range(0, len(ordered), _AT_ONCE):
            with transaction.atomic():
                for line in ordered[start : start + _AT_ONCE]:
                    self._write(line)
            if progress:
                progress(min(start + _AT_ONCE, len(ordered)), len(ordered))
        return len(ordered)

    def _write(self, line: Line) -> None:
        by = line.plain.by
        report = Report(
            procedure=line.procedure,
            step=line.plain.step,
            on=line.plain.on,
            form=self._keyed(line.form),
            case=self.keys.get(line.case, ""),
            place=line.place,
            post=by.post,
            origin=self.keys.get(line.origin, ""),
            evidence=attachments.named_in(line.form),
        )
        result = record(report, clerk=self._clerk(by.person), now=at(line.moment))
        if isinstance(result, Refused):
            raise EnactingError(f"{line.procedure}.{line.plain.step}（{line.plain.on}）：{result}")
        self.keys[line.case] = result.case
        self.written[line.case, line.plain.entry] = result

    def _clerk(self, person: str) -> Clerk:
        if person not in self._clerks:
            on = date(self.office.year, 1, 1)
            self._clerks[person] = people.clerk(person, organ=self.office.organ, on=on)
        return self._clerks[person]

    def _keyed(self, value: Any) -> Any:
        """Return a value with what stands for cases replaced by their keys."""
        if isinstance(value, Mapping):
            return {name: self._keyed(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._keyed(inner) for inner in value]
        return self.keys.get(value, value) if isinstance(value, str) else value


def at(moment: tuple[date, int]) -> datetime:
    """Return a moment as the clock of the office shows it."""
    day, minute = moment
    return clock.noon(day, hour=minute // 60, minute=minute % 60)


def missed(organ: str, year: int, targets: Sequence[Target]) -> list[Missed]:
    """Return the targets that the books do not show exactly."""
    values = shown(organ, year, targets)
    return [Missed(target=one, shown=values[one]) for one in targets if values[one] != one.value]


def shown(organ: str, year: int, targets: Sequence[Target]) -> dict[Target, Decimal]:
    """Return what the books show of each target; rates as finely as they were told."""
    book = Book([organ], Period.year(year))
    months = {
        month: Book([organ], _month(year, month)) for month in {target.month for target in targets} if month
    }
    found = {}
    for target in targets:
        of = months.get(target.month, book)
        value = of.value(target.indicator, target.where) or Decimal(0)
        declared = registry.indicators()[target.indicator]
        found[target] = as_told(declared, value, target.value) if declared.formula else value
    return found


def _month(year: int, month: int) -> Period:
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(since=date(year, month, 1), until=following)
