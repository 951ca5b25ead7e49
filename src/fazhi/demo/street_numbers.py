"""Every number of the street as it was thought out, and what shows it: figures, a count of cases, a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fazhi.demo.enact import Missed, shown
from fazhi.demo.office import Office
from fazhi.demo.street_2025 import rows
from fazhi.demo.street_counts import COUNTED, Year
from fazhi.demo.targets import Target
from fazhi.procedures import registry

#: Definitions that numbers of the street wait for (``numbers.csv``); this list only grows shorter.
NOT_YET: tuple[str, ...] = (
    *("legal_aid", "legal_service_platform", "proposal", "deliberation", "normative_document"),
    *("enterprise", "enterprise_visit", "enterprise_request", "enforcement_supervision"),
    *("conduct_complaint", "window_case", "stuck_case", "site_correction", "coercion", "civil_suit"),
)
#: Why else a number is not held: it describes the place.
NOT_HELD = ("设定",)
_OF_STORY, _COUNTED = "故事:", "计数"
_EITHER = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of the street: the ``targets`` whose sum shows it, or what it ``waits`` for.

    One that is ``counted`` is counted from the cases by its name; ``story`` names the duty whose stories
    show it.
    """

    name: str
    value: Decimal
    month: int = 0
    targets: tuple[Target, ...] = ()
    counted: bool = False
    story: str = ""
    waits: str = ""

    @property
    def text(self) -> str:
        """Its name, with the month that it is of."""
        return f"{self.name}（{self.month}月）" if self.month else self.name

    def __str__(self) -> str:
        """Return it as people read it."""
        return f"{self.text} = {self.value.normalize():f}"


def targets() -> tuple[Target, ...]:
    """Return every figure the year is to show, as far as duties are declared that post it."""
    return tuple(
        _target(row, row["where"]) for row in rows("figures") if row["indicator"] in registry.indicators()
    )


def numbers() -> list[Number]:
    """Return every number of the street, held or not."""
    return [_number(row) for row in rows("numbers")]


def _number(row: Mapping[str, str]) -> Number:
    by = row["indicator"]
    figure = bool(by) and by != _COUNTED and not by.startswith(_OF_STORY)
    return Number(
        name=row["text"],
        month=int(row["month"]),
        value=Decimal(row["value"]),
        targets=tuple(_target(row, where) for where in row["where"].split(_EITHER)) if figure else (),
        counted=by == _COUNTED,
        story=by.removeprefix(_OF_STORY) if by.startswith(_OF_STORY) else "",
        waits=row["waits"],
    )


def _target(row: Mapping[str, str], where: str) -> Target:
    return Target(
        indicator=row["indicator"],
        value=Decimal(row["value"]),
        where=tuple(_slices(where)),
        month=int(row["month"]),
    )


def _slices(text: str) -> Iterator[tuple[str, str]]:
    for one in filter(None, text.split(";")):
        dimension, _, value = one.partition("=")
        yield dimension, value


def wrongly_counted(office: Office, asked: Sequence[Number]) -> list[Missed]:
    """Return the numbers that are counted from the cases of an office and come out otherwise."""
    year = Year(office)
    found = [(one, COUNTED[one.name](year, one.month)) for one in asked if one.counted]
    return [Missed(target=one, shown=count) for one, count in found if count != one.value]


def not_shown(organ: str, year: int, asked: Sequence[Number]) -> list[Missed]:
    """Return the numbers that the figures of the books do not come to."""
    of_figures = [one for one in asked if one.targets]
    values = shown(organ, year, [target for one in of_figures for target in one.targets])
    sums = [(one, sum((values[target] for target in one.targets), Decimal(0))) for one in of_figures]
    return [Missed(target=one, shown=total) for one, total in sums if total != one.value]
