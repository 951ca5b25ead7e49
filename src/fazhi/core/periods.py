"""Periods as people write them: 2025, 2025-H1, 2025-Q1, 2025-03."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_SPAN = re.compile(r"(\d{4})(?:-(\d{1,2})|-?Q([1-4])|-?H([12]))?")
KINDS: Mapping[str, str] = {"month": "月报", "quarter": "季报", "half": "半年报", "year": "年报"}
_LENGTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NAMES: Mapping[str, str] = {"month": "{}-{:02}", "quarter": "{}-Q{}", "half": "{}-H{}", "year": "{}"}


class PeriodError(ValueError):
    """Words that name no period, or one for which something is not made; says so in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """[since, until), as returns name it: 2025, 2025-Q1, 2025-H1, 2025-03."""

    name: str
    kind: str
    label: str
    since: date
    until: date


def read(text: str) -> Span:
    """Read a period: 2025-3 is 2025-03, and 2025Q1 is 2025-Q1.

    Raises:
        PeriodError: it is none.

    """
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise PeriodError(f"“{text}”不是报告期；请写成2025、2025-H1、2025-Q1或2025-03。")
    year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
    if month > 12 or (found[2] and not month):
        raise PeriodError(f"“{text}”里没有{month}月；月份是1到12。")
    kind, part, label = _parts(year, month, quarter, half)
    length = _LENGTHS[kind]
    after = part * length
    return Span(
        name=_NAMES[kind].format(year, part),
        kind=kind,
        label=label,
        since=date(year, after - length + 1, 1),
        until=date(year + after // 12, after % 12 + 1, 1),
    )


def _parts(year: int, month: int, quarter: int, half: int) -> tuple[str, int, str]:
    """Return the kind of period, which of its kind it is in the year, and what it is called."""
    if month:
        return "month", month, f"{year}年{month}月"
    if quarter:
        return "quarter", quarter, f"{year}年第{'一二三四'[quarter - 1]}季度"
    if half:
        return "half", half, f"{year}年{'上下'[half - 1]}半年"
    return "year", 1, f"{year}年"


def last_ended(kind: str, today: date) -> Span:
    """Return the last period of a kind that is over.

    >>> [last_ended(kind, date(2026, 1, 15)).name for kind in ("month", "quarter", "half", "year")]
    ['2025-12', '2025-Q4', '2025-H2', '2025']
    """
    length = _LENGTHS[kind]
    nth = (today.year * 12 + today.month - 1) // length - 1
    year, part = divmod(nth, 12 // length)
    return read(_NAMES[kind].format(year, part + 1))
