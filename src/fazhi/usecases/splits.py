"""Figures side by side along one axis: month by month, community by community, organ by organ.

Rates are computed anew in every part, from what the books hold of it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Q, Sum

from fazhi.core import formula
from fazhi.core.ledger import Where, both, cell_of, cells_of, in_cell
from fazhi.core.procedure import CROSS
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.store.books import KnownBy, amount_of, month_of
from fazhi.usecases.figures import Book, is_crossed

_DIMENSIONS = re.compile(r"[\[,]\s*(\w+)\s*=|\bby\s+(\w+)\s*\)")
Axis = Literal["month", "place", "organ"]
Cells = dict[tuple[str, str], dict[Any, Decimal]]
"""Dimension and value → part → amount; the whole under ("", "")."""
_COLUMNS: Mapping[Axis, str] = {"month": "month", "place": "place", "organ": "organ_id"}


class Split:
    """The figures of a book, apart by month, community or organ, read in at most three queries.

    ``years_back`` reads the same months so many years earlier; ``where`` is a slice wanted besides those that
    formulas ask.
    """

    def __init__(
        self,
        book: Book,
        codes: Iterable[str],
        axis: Axis,
        *,
        years_back: int = 0,
        where: Where = (),
    ) -> None:
        self.book = book
        self.axis = axis
        self.period = book.period.back(years_back)
        self.codes = list(codes)
        self.wanted, named = self._asked(self.codes)
        named |= {name for name, _ in where}
        crossed = {names for code in self.wanted for names in registry.crossings().get(code, ())}
        together = {CROSS.join(names) for names in crossed if named.issuperset(names)}
        self.dimensions = {"", *named, *together}
        self._cells = self._read()

    # What it reads ---------------------------------------------------------------------------------

    def _asked(self, codes: Iterable[str]) -> tuple[list[str], set[str]]:
        """Return the posted indicators to be known, to the bottom of every formula, and slices asked."""
        seen: dict[str, None] = {}
        named: set[str] = set()
        ahead = list(codes)
        while ahead:
            code = ahead.pop()
            indicator = self.book.indicators.get(code)
            if indicator is None or code in seen:
                continue
            seen[code] = None
            if indicator.formula:
                named |= {one or other for one, other in _DIMENSIONS.findall(indicator.formula)}
                ahead += formula.read(indicator.formula).codes
        return [code for code in seen if not self.book.indicators[code].formula], named

    def _read(self) -> Mapping[str, Cells]:
        found: dict[tuple[str, str, str], dict[Any, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for row in self._sums(models.Balance):
            found[row["indicator"], row["dimension"], row["value"]][row["axis"]] += amount_of(row["total"])
        keyed: dict[tuple[tuple[str, str, str], Any, str], int] = defaultdict(int)
        for row in self._sums(models.Tally, "key"):
            cell = (row["indicator"], row["dimension"], row["value"])
            keyed[cell, row["axis"], row["key"]] += row["total"]
        for posting in self._cut():
            at = {"month": month_of(posting.on), "place": posting.place, "organ": posting.organ_id}[self.axis]
            crossed = registry.crossings().get(posting.indicator, ())
            for name, value in cells_of(json.loads(posting.slices), crossed):
                if name in self.dimensions:
                    cell = (posting.indicator, name, value)
                    if posting.key:
                        keyed[cell, at, posting.key] += posting.amount
                    else:
                        found[cell][at] += amount_of(posting.amount)
        for (cell, at, _key), amount in keyed.items():
            if amount > 0:
                found[cell][at] += 1
        cells: dict[str, Cells] = defaultdict(dict)
        for (indicator, name, value), parts in found.items():
            cells[indicator][name, value] = parts
        return cells

    def _sums(self, table: type[Any], *names: str) -> Iterable[dict[str, Any]]:
        low, high = month_of(self.period.since), month_of(self.period.until)
        stocks = [code for code in self.wanted if self.book.indicators[code].kind == "stock"]
        flows = [code for code in self.wanted if code not in stocks]
        rows = table.objects.filter(
            Q(indicator__in=flows, month__gte=low) | Q(indicator__in=stocks),
            organ_id__in=self.book.organs,
            month__lt=high,
            dimension__in=self.dimensions,
        )
        if self.book.place is not None:
            rows = rows.filter(place=self.book.place)
        for organ, known in self._positions():
            rows = rows.exclude(organ_id=organ, recorded__gte=known.month)
        column = _COLUMNS[self.axis]
        grouped = rows.order_by().values("indicator", "dimension", "value", column, *names)
        for row in grouped.annotate(total=Sum("amount")):
            yield row | {"axis": row[column]}

    def _positions(self) -> list[tuple[str, KnownBy]]:
        return [(organ, known) for organ, known in self.book.known_by.items() if known.number is not None]

    def _cut(self) -> Iterator[models.Posting]:
        """Yield the postings of the month in which the position lies, up to it."""
        for organ, known in self._positions():
            rows = models.Posting.objects.filter(
                organ_id=organ,
                recorded=known.month,
                entry__lte=known.number,
                indicator__in=self.wanted,
                on__lt=self.period.until,
            )
            if self.book.place is not None:
                rows = rows.filter(place=self.book.place)
            for row in rows:
                if row.on >= self.period.since or self.book.indicators[row.indicator].kind == "stock":
                    yield row

    # What it answers -------------------------------------------------------------------------------

    def parts(self) -> list[Any]:
        """Return the parts: the months of the period, else the places or organs that hold anything."""
        if self.axis == "month":
            first = self.period.since.year * 12 + self.period.since.month - 1
            return [(first + n) // 12 * 100 + (first + n) % 12 + 1 for n in range(self.period.months)]
        return sorted({part for cells in self._cells.values() for parts in cells.values() for part in parts})

    def values(self, code: str, where: Where = ()) -> dict[Any, Decimal | None]:
        """Return part → figure, None where it cannot be computed."""
        return {part: _Part(self, part).value(code, where, 0) for part in self.parts()}

    def cell(self, code: str, where: Where, part: Any) -> Decimal:
        """Return what the books hold of a posted indicator in a part; a stock's month is how it then ends."""
        if not where:
            return self._in_part(code, self._cells.get(code, {}).get(("", ""), {}), part)
        dimension, wanted = cell_of(where)
        found = (
            self._in_part(code, parts, part)
            for (name, value), parts in self._cells.get(code, {}).items()
            if name == dimension and in_cell(value, wanted, name)
        )
        return sum(found, Decimal(0))

    def _in_part(self, code: str, parts: Mapping[Any, Decimal], part: Any) -> Decimal:
        if self.axis == "month" and self.book.indicators[code].kind == "stock":
            return sum((amount for month, amount in parts.items() if month <= part), Decimal(0))
        return parts.get(part, Decimal(0))

    def slices(self, code: str, dimension: str, part: Any) -> dict[str, Decimal]:
        """Return value → amount of one breakdown in one part."""
        found = {
            value: self._in_part(code, parts, part)
            for (name, value), parts in self._cells.get(code, {}).items()
            if name == dimension
        }
        return {value: amount for value, amount in found.items() if amount}


class _Part:
    """One part of a split, as a formula asks it; what lies a year back is not known here."""

    def __init__(self, split: Split, part: Any) -> None:
        self.split = split
        self.part = part

    def value(self, code: str, where: Where, years_back: int) -> Decimal | None:
        indicator = self.split.book.indicators.get(code)
        if indicator is None or years_back:
            return None
        if indicator.formula:
            return formula.read(indicator.formula).evaluate(_Within(self, where) if where else self)
        return self.split.cell(code, where, self.part) if is_crossed(code, where) else None

    def lowest(self, code: str, dimension: str, years_back: int) -> Decimal | None:
        return (
            None if years_back else min(self.split.slices(code, dimension, self.part).values(), default=None)
        )

    def months(self) -> int:
        return 1 if self.split.axis == "month" else self.split.period.months


class _Within:
    """A part in which every figure is asked in the same slice, besides its own."""

    def __init__(self, part: _Part, where: Where) -> None:
        self.part = part
        self.where = where

    def value(self, code: str, where: Where, years_back: int) -> Decimal | None:
        within = both(self.where, where)
        return Decimal(0) if within is None else self.part.value(code, within, years_back)

    def lowest(self, code: str, dimension: str, years_back: int) -> Decimal | None:
        return self.part.lowest(code, dimension, years_back)

    def months(self) -> int:
        return self.part.months()
