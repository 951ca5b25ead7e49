"""How days, amounts and counts are worded on a page."""

from datetime import date, datetime
from decimal import Decimal

WEEKDAYS = "一二三四五六日"
"""What follows 周, Monday first."""


def day_in_full(day: date) -> str:
    """Return ``day`` as it stands in a text, with its weekday.

    >>> day_in_full(date(2026, 1, 15))
    '2026年1月15日(周四)'
    """
    return f"{day.year}年{day.month}月{day.day}日(周{WEEKDAYS[day.weekday()]})"


def day_plain(day: date) -> str:
    """Return ``day`` without its weekday.

    >>> day_plain(date(2026, 1, 15))
    '2026年1月15日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def day_in_short(day: date) -> str:
    """Return ``day`` where the year is plain from what stands around it.

    >>> day_in_short(date(2026, 1, 15))
    '1月15日'
    """
    return f"{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """Return the weekday of ``day``.

    >>> weekday(date(2026, 1, 15))
    '周四'
    """
    return f"周{WEEKDAYS[day.weekday()]}"


def moment(at: datetime) -> str:
    """Return ``at`` to the minute, in the zone it carries.

    >>> moment(datetime(2026, 1, 15, 9, 5))
    '2026年1月15日 09:05'
    """
    return f"{day_plain(at)} {at:%H:%M}"


def count(number: float | Decimal) -> str:
    """Return ``number`` with thousands apart and only the decimals it has.

    >>> count(15800), count(Decimal("96.80")), count(0)
    ('15,800', '96.8', '0')
    """
    text = f"{number:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(amount: float | Decimal) -> str:
    """Return ``amount`` of yuan to the fen, without the unit.

    >>> yuan(Decimal("12000"))
    '12,000.00'
    """
    return f"{Decimal(amount):,.2f}"
