"""Total rows of a register: held against the sum of the rows above them, and named where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from fazhi.core.form import Number, Quantity, Yuan
from fazhi.core.procedure import Reckoned
from fazhi.workbooks.cells import NoResult, is_blank
from fazhi.workbooks.headings import Found, is_total
from fazhi.workbooks.opening import Line, letter

_OF_PART = re.compile(r"(小计|本页合计)")
_OF_ALL = re.compile(r"(合计|总计|共计)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTotal:
    """A cell of a total row that is not the sum of the rows above it; ``summed`` is what they come to."""

    sheet: str
    cell: str
    heading: str
    said: Decimal
    summed: Decimal

    def __str__(self) -> str:
        """Say so in Chinese, with how far they are apart."""
        more = self.said - self.summed
        apart = f"多{more:,f}" if more > 0 else f"少{-more:,f}"
        return (
            f"表“{self.sheet}”{self.cell}“{self.heading}”：合计为{self.said:,f}，"
            f"各行相加为{self.summed:,f}，合计{apart}，请核对。"
        )


@dataclass(slots=True, kw_only=True)
class _Sum:
    """What the rows of a column come to: since the beginning, and since the last subtotal."""

    whole: Decimal = Decimal(0)
    part: Decimal = Decimal(0)
    unread: bool = False


@dataclass(slots=True)
class Totals:
    """Adds up the columns of numbers of a sheet as its rows are read, and looks at each total row."""

    sheet: str
    found: Found
    sums: dict[int, _Sum] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sums = {
            column: _Sum()
            for column, place in self.found.places.items()
            if isinstance(place.holds, Number | Yuan | Quantity) and not isinstance(place.holds, Reckoned)
        }

    def hear(self, line: Line) -> Iterator[WrongTotal]:
        """Take a row in; yield what is wrong in it if it sums up."""
        if not is_total(line):
            self._add(line)
            return
        label = "".join(str(cell) for cell in line.cells[:3] if cell not in (None, ""))
        label = re.sub(r"\s", "", label)
        of_part = _OF_PART.search(label) is not None
        if not of_part and _OF_ALL.search(label) is None:
            return  # a note, or what has come together since other months
        for column, one in self.sums.items():
            said = _number(line.cells[column]) if column < len(line.cells) else None
            summed = one.part if of_part else one.whole
            if said is not None and not one.unread and said != summed:
                yield WrongTotal(
                    sheet=self.sheet,
                    cell=f"{letter(column)}{line.number}",
                    heading=self.found.headings.get(column, ""),
                    said=said,
                    summed=summed,
                )
        if of_part:
            for one in self.sums.values():
                one.part = Decimal(0)

    def _add(self, line: Line) -> None:
        for column, one in self.sums.items():
            cell = line.cells[column] if column < len(line.cells) else None
            if column in line.merged_on or is_blank(cell):
                continue
            number = _number(cell)
            if number is None:
                one.unread = True  # the cell itself is named as wrong: its column cannot be summed
                continue
            one.whole += number
            one.part += number


def _number(cell: object) -> Decimal | None:
    """Return the number in a cell, None if it holds none that can be told."""
    if isinstance(cell, bool | NoResult) or is_blank(cell):
        return None
    text = re.sub(r"[,，\s元件人次￥¥]", "", str(cell))
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
