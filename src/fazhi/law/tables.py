"""Reading the tables that lie beside this module, with the line a fault is on."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

E = TypeVar("E", bound=Enum)


class Line:
    """One line of a table, read by column; every fault names the table, the line and the column."""

    __slots__ = ("_cells", "_place")

    def __init__(self, cells: dict[str, str], place: str) -> None:
        self._cells = cells
        self._place = place

    @property
    def place(self) -> str:
        """Say where the line stands: law/limits.csv:12."""
        return self._place

    def text(self, column: str) -> str:
        """Return a cell; empty if it is."""
        return self._cells[column]

    def day(self, column: str) -> date:
        """Return a cell that must be a date."""
        try:
            return date.fromisoformat(self._cells[column])
        except ValueError:
            raise self._fault(column, "a date such as 2026-01-31") from None

    def day_or_none(self, column: str) -> date | None:
        """Return a cell that is a date or empty."""
        return self.day(column) if self._cells[column] else None

    def choice(self, column: str, among: type[E]) -> E:
        """Return a cell that must be one of an enumeration's values."""
        try:
            return among(self._cells[column])
        except ValueError:
            known = ", ".join(str(each.value) for each in among)
            raise self._fault(column, f"one of {known}") from None

    def flag(self, column: str) -> bool:
        """Return a cell that must be yes or no."""
        if self._cells[column] not in {"yes", "no"}:
            raise self._fault(column, "yes or no")
        return self._cells[column] == "yes"

    def number(self, column: str) -> int:
        """Return a cell that must be a whole number."""
        if not self._cells[column].isdecimal():
            raise self._fault(column, "a whole number")
        return int(self._cells[column])

    def amount_or_none(self, column: str) -> Decimal | None:
        """Return a cell that is a decimal number or empty."""
        try:
            return Decimal(self._cells[column]) if self._cells[column] else None
        except InvalidOperation:
            raise self._fault(column, "a number such as 3000 or 0.05") from None

    def _fault(self, column: str, wanted: str) -> ValueError:
        return ValueError(f"{self._place}: {column} is {self._cells[column]!r}, wanted {wanted}")


def lines(name: str) -> Iterator[Line]:
    """Yield the lines of ``law/<name>.csv`` in order; a line of another width is refused."""
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), strict=True)
    for cells in rows:
        place = f"law/{name}.csv:{rows.line_num}"
        if None in cells or None in cells.values():
            raise ValueError(f"{place}: wanted {len(rows.fieldnames or ())} cells; quote a cell with a comma")
        yield Line(cells, place)
