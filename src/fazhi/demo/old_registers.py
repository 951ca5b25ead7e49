"""The year before, brought forward from the registers that the street kept before it had these books.

The figures are invented (``street_2025/figures_2024.csv``): month by month for the main duties, else one sum
for the year.  What the books count of that December themselves is left out.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from fazhi.core.ledger import Posting
from fazhi.demo import attachments
from fazhi.demo.enact import EnactingError, at
from fazhi.demo.office import Moment
from fazhi.usecases import opening
from fazhi.usecases.opening import Amount
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Refused

_REASON = "启用本系统前的手工台账和电子表格，逐项核对后结转"
#: Months and the whole year: 0 is the sum of a year, brought forward at its end.
Figures = Mapping[tuple[str, int], Decimal]


def read(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, int], Decimal]:
    """Return (indicator, month) → figure; month 0 is the whole year."""
    return {(row["indicator"], int(row["month"])): Decimal(row["value"]) for row in rows}


def less(figures: Figures, counted: Iterable[Posting], *, year: int) -> dict[tuple[str, int], Decimal]:
    """Return the figures less what the books themselves count of that year."""
    already: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for one in counted:
        if one.on.year == year:
            for month in (one.on.month, 0):
                already[one.indicator, month] += one.amount
    return {key: value - already[key] for key, value in figures.items() if value > already[key]}


def acts(
    figures: Figures, *, year: int, began: date, clerk: Callable[[], Clerk]
) -> Iterator[tuple[Moment, Callable[[], None]]]:
    """Yield what is done on the day the books began: one entry for each month, one for the whole year."""
    by_month: dict[int, list[Amount]] = defaultdict(list)
    for (code, month), amount in sorted(figures.items()):
        by_month[month].append(Amount(indicator=code, amount=amount))
    for nth, month in enumerate(sorted(by_month, key=lambda month: month or 13)):
        last = month or 12
        on = date(year, last, monthrange(year, last)[1])
        yield (began, 9 * 60 + 4 * nth), _act(by_month[month], on, nth, (began, 9 * 60 + 4 * nth), clerk)


def _act(
    amounts: list[Amount], on: date, nth: int, moment: Moment, clerk: Callable[[], Clerk]
) -> Callable[[], None]:
    def bring() -> None:
        found = opening.record(
            amounts,
            on=on,
            evidence=[attachments.some(nth)],
            clerk=clerk(),
            now=at(moment),
            reason=_REASON,
        )
        if isinstance(found, Refused):
            raise EnactingError(f"期初结转（{on}）：{found}")

    return bring
