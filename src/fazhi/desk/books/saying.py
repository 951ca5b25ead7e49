"""How figures are said on the pages of the books: numbers, changes, addresses, small drawings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from fazhi.core.statement import plain, rounded
from fazhi.desk.svg import element
from fazhi.desk.wording import count, yuan

NOTHING = "—"
_HUNDRED = Decimal(100)
WIDE, HIGH, STEP = 96, 20, 8
"""The measures of a spark: its width, its height, and from month to month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One line of the ledger as printed."""

    label: str
    url: str
    unit: str
    number: str
    last: str
    change: str
    spark: str
    entries: int
    quiet: bool


def number(value: Decimal | None, unit: str) -> str:
    """Return a figure as the ledger prints it: rates in per cent to one decimal, yuan to the fen.

    >>> number(Decimal("0.968"), "%"), number(Decimal(12000), "元"), number(None, "件")
    ('96.8', '12,000.00', '—')
    """
    if value is None:
        return NOTHING
    if unit == "%":
        return plain(rounded(value * _HUNDRED, 1))
    return yuan(value) if unit == "元" else count(rounded(value, 2))


def with_unit(value: Decimal | None, unit: str) -> str:
    """Return a figure with its unit: 438件, 96.8%."""
    return NOTHING if value is None else f"{number(value, unit)}{unit}"


def last_year(value: Decimal | None, unit: str) -> str:
    """Return last year's figure with its unit, or that there is none to compare with."""
    return "无可比数" if value is None else with_unit(value, unit)


def change(now: Decimal | None, last: Decimal | None, unit: str) -> str:
    """Return by how much a figure changed on last year: a rate in points, the rest in per cent.

    >>> change(Decimal(110), Decimal(100), "件"), change(Decimal("0.95"), Decimal("0.96"), "%")
    ('+10%', '−1点')
    """
    if now is None or last is None or (unit != "%" and not last):
        return ""
    moved = (now - last) * _HUNDRED if unit == "%" else (now - last) / last * _HUNDRED
    said = plain(rounded(abs(moved), 1))
    if said == "0":
        return "持平"
    return f"{'+' if moved > 0 else '−'}{said}{'点' if unit == '%' else '%'}"


def address(
    organ: str, year: int, code: str, where: Sequence[tuple[str, str]] = (), **words: str | int | None
) -> str:
    """Return where the certificate of a figure lies; ``words`` are place, known, month, page."""
    query = urlencode([*where, *((name, value) for name, value in words.items() if value)])
    return f"/ledger/{organ}/{year}/{code}/{f'?{query}' if query else ''}"


def query(given: Mapping[str, str], **changed: str | int | None) -> str:
    """Return a query with some of its words changed, and those that become empty left out."""
    words = {**given, **{name: str(value) if value else "" for name, value in changed.items()}}
    kept = {name: value for name, value in words.items() if value}
    return f"?{urlencode(kept)}" if kept else "?"


def so_far(months: Sequence[Decimal | None], year: int, today: date) -> list[Decimal | None]:
    """Return the months of a year with nothing for those still to come."""
    begun = 12 if year < today.year else today.month if year == today.year else 0
    return [value if place < begun else None for place, value in enumerate(months)]


def spark(values: Sequence[Decimal | None], *, line: bool) -> SafeString:
    """Return a year as small as a word: a stroke a month, or with ``line`` the line of a state or a rate."""
    known = [float(value) for value in values if value is not None]
    most, least = max(known, default=0.0), min(known, default=0.0)
    low = least if line and most != least else min(least, 0.0)
    span = (most - low) or 1.0

    def level(value: Decimal) -> str:
        return f"{HIGH - 1 - (float(value) - low) / span * (HIGH - 3):.0f}"

    drawn = ""
    for place, value in enumerate(values):
        x = place * STEP + STEP // 2
        if value is None or not (value or line):
            continue
        if line:
            drawn += f"{'L' if drawn and values[place - 1] is not None else 'M'}{x} {level(value)}"
        else:
            drawn += f"M{x} {HIGH}V{level(value)}"
    kind = "spark line" if line else "spark"
    return SafeString(  # built here, from numbers alone
        element(
            "svg", element("path", d=drawn), viewBox=f"0 0 {WIDE} {HIGH}", class_=kind, aria_hidden="true"
        )
        if drawn
        else ""
    )
