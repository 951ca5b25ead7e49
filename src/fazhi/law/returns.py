"""The returns that a street or town hands in: to whom, for which periods, and by when.

Days are those that the offices above ask for by default, but for those that a limit of the law sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from fazhi.core.periods import KINDS, PeriodError, Span, read
from fazhi.law import limits
from fazhi.law.holidays import calendar
from fazhi.law.tables import Line, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """A return.

    ``days`` are, for each kind of period that it is made for, the day of the month after the period by
    which it is handed in.  ``limit`` is the code of the limit that sets the day of the year's, "" for none.
    """

    code: str
    label: str
    goes_to: str
    days: Mapping[str, int]
    limit: str = ""

    @property
    def periods(self) -> tuple[str, ...]:
        """The kinds of period it is made for."""
        return tuple(self.days)

    def span(self, text: str) -> Span:
        """Read a period for which it may be made.

        Raises:
            PeriodError: it is none, or the return is not made for such periods.

        """
        found = read(text)
        if found.kind not in self.days:
            made = "、".join(KINDS[one] for one in self.days)
            raise PeriodError(f"{self.label}是{made}，没有{KINDS[found.kind]}。")
        return found

    def due(self, span: Span) -> date:
        """Return the last day on which the return of a period is handed in."""
        if self.limit and span.kind == "year":
            counted = limits.limit(self.limit).count(span.until - timedelta(days=1), calendar()).last_day
            if counted is not None:
                return counted
        return span.until.replace(day=self.days[span.kind])


@cache
def returns() -> Mapping[str, ReturnRow]:
    """Return every return by its code, in the order of the table."""
    return MappingProxyType({one.code: one for one in map(_row, lines("returns"))})


def _row(line: Line) -> ReturnRow:
    return ReturnRow(
        code=line.text("code"),
        label=line.text("label"),
        goes_to=line.text("goes_to"),
        days={kind: line.number(kind) for kind in ("month", "quarter", "half", "year") if line.text(kind)},
        limit=line.text("limit"),
    )
