"""When a duty of the year comes round: the days of rules such as 04-15, CNY-20..CNY-1, monthly 5, Q+10."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = "一二三四五六日"
_DAY = r"(?:\d\d-\d\d|CNY[+-]\d{1,2})"
_RULES: Mapping[str, str] = {
    "span": rf"({_DAY})\.\.({_DAY})",
    "before": r"before (\d\d-\d\d)",
    "by": r"by (\d\d-\d\d)",
    "day": r"(\d\d-\d\d)",
    "month": r"(\d\d)",
    "after_quarter": r"Q\+(\d{1,2})",
    "monthly_on": r"monthly (\d{1,2})",
    "weekly_on": r"weekly ([1-7])",
    "each": r"(quarterly|monthly|half-monthly|half-yearly|yearly)",
    "daily": r"(daily)",
}
_QUARTER = 3
_HALF = 6
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One time a duty comes round: it may be done from ``start`` and is due on ``due``, both included.

    ``key`` tells it from the others of its duty: 2026, 2026-03, 2026-Q1, 2026-H1, 2026-W07.
    """

    key: str
    start: date
    due: date


class InvalidRuleError(ValueError):
    """A rule that says no days."""


def occasions(rule: str, year: int, *, new_year: Callable[[int], date | None]) -> tuple[Occasion, ...]:
    """Return when a duty falls due in a year, in order of days.

    ``new_year`` gives the first day of the lunar year (春节); where it knows none, a rule that is counted
    from it says nothing.  A duty of every day has no occasion of its own: it is never due.

    Raises:
        InvalidRuleError: the rule is none of those of this module.

    """
    for name, pattern in _RULES.items():
        if found := re.fullmatch(pattern, rule):
            return tuple(_MAKERS[name](year, *found.groups(), new_year))
    raise InvalidRuleError(f"no such rule: {rule!r}")


def _span(year: int, first: str, last: str, new_year: Callable[[int], date | None]) -> Iterator[Occasion]:
    start, due = _day(year, first, new_year), _day(year, last, new_year)
    if start is not None and due is not None:
        yield Occasion(key=str(year), start=start, due=due)


def _day(year: int, text: str, new_year: Callable[[int], date | None]) -> date | None:
    if not text.startswith("CNY"):
        return _plain(year, text)
    first = new_year(year)
    return first + timedelta(days=int(text[3:])) if first else None


def _plain(year: int, text: str) -> date:
    month, day = (int(part) for part in text.split("-"))
    return date(year, month, min(day, _length(year, month)))


def _before(year: int, day: str, _: object) -> Iterator[Occasion]:
    yield Occasion(key=str(year), start=date(year, 1, 1), due=_plain(year, day) - timedelta(days=1))


def _by(year: int, day: str, _: object) -> Iterator[Occasion]:
    yield Occasion(key=str(year), start=date(year, 1, 1), due=_plain(year, day))


def _on(year: int, day: str, _: object) -> Iterator[Occasion]:
    yield Occasion(key=str(year), start=_plain(year, day), due=_plain(year, day))


def _month(year: int, month: str, _: object) -> Iterator[Occasion]:
    yield _months(year, int(month), 1, str(year))


def _after_quarter(year: int, days: str, _: object) -> Iterator[Occasion]:
    """Yield what is told of each quarter after it has ended: that of the last one falls into the new year."""
    for quarter in range(4):
        start = date(year, quarter * _QUARTER + 1, 1)
        of = f"{year}-Q{quarter}" if quarter else f"{year - 1}-Q4"
        yield Occasion(key=of, start=start, due=start + timedelta(days=int(days) - 1))


def _monthly_on(year: int, day: str, _: object) -> Iterator[Occasion]:
    """Yield what is told of each month in the next one."""
    for month in range(1, _MONTHS + 1):
        last = date(year, month, 1) - timedelta(days=1)
        due = date(year, month, min(int(day), _length(year, month)))
        yield Occasion(key=f"{last:%Y-%m}", start=date(year, month, 1), due=due)


def _weekly_on(year: int, weekday: str, _: object) -> Iterator[Occasion]:
    """Yield each week, due on its day: it may be done from Monday on."""
    day = date(year, 1, 1)
    day += timedelta(days=(int(weekday) - day.isoweekday()) % 7)
    while day.year == year:
        yield Occasion(key=f"{day:%G-W%V}", start=day - timedelta(days=day.weekday()), due=day)
        day += timedelta(days=7)


def _each(year: int, span: str, _: object) -> Iterator[Occasion]:
    if span == "half-monthly":
        for month in range(1, _MONTHS + 1):
            whole = _months(year, month, 1, f"{year}-{month:02}")
            middle = date(year, month, 15)
            yield Occasion(key=f"{whole.key}a", start=whole.start, due=middle)
            yield Occasion(key=f"{whole.key}b", start=middle + timedelta(days=1), due=whole.due)
        return
    length = {"monthly": 1, "quarterly": _QUARTER, "half-yearly": _HALF, "yearly": _MONTHS}[span]
    letter = {_QUARTER: "Q", _HALF: "H"}.get(length, "")
    for number, month in enumerate(range(1, _MONTHS + 1, length), start=1):
        key = f"{year}-{letter}{number}" if letter else f"{year}-{month:02}" if length == 1 else str(year)
        yield _months(year, month, length, key)


def _daily(*_: object) -> Iterator[Occasion]:
    return iter(())


def _months(year: int, month: int, length: int, key: str) -> Occasion:
    last = month + length - 1
    return Occasion(key=key, start=date(year, month, 1), due=date(year, last, _length(year, last)))


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


_MAKERS: Mapping[str, Callable[..., Iterator[Occasion]]] = {
    "span": _span,
    "before": _before,
    "by": _by,
    "day": _on,
    "month": _month,
    "after_quarter": _after_quarter,
    "monthly_on": _monthly_on,
    "weekly_on": _weekly_on,
    "each": _each,
    "daily": _daily,
}


def in_words(rule: str) -> str:
    """Say a rule in Chinese.

    >>> [in_words(rule) for rule in ("04-15", "monthly 5", "Q+10", "before 03-01", "CNY-20..CNY-1", "05")]
    ['4月15日', '每月5日前', '季度后10日内', '3月1日前', '春节前20日至春节前1日', '5月']
    """
    for name, pattern in _RULES.items():
        if found := re.fullmatch(pattern, rule):
            return _WORDS[name](*found.groups())
    raise InvalidRuleError(f"no such rule: {rule!r}")


def key_in_words(key: str) -> str:
    """Say in Chinese which time the key of an occasion names; a key of no such form is left as it is.

    >>> [key_in_words(key) for key in ("2026", "2026-03", "2025-04a", "2026-Q1", "2026-H2", "2026-W07")]
    ['2026年', '2026年3月', '2025年4月上半月', '2026年第1季度', '2026年下半年', '2026年第7周']
    >>> key_in_words("2026-03-09")
    '2026年3月9日'
    """
    for pattern, say in _KEYS.items():
        if found := re.fullmatch(rf"(\d{{4}}){pattern}", key):
            return f"{found[1]}年{say(*found.groups()[1:])}"
    return key


_KEYS: Mapping[str, Callable[..., str]] = {
    "": lambda: "",
    r"-(\d\d)": lambda month: f"{int(month)}月",
    r"-(\d\d)([ab])": lambda month, half: f"{int(month)}月{'上' if half == 'a' else '下'}半月",
    r"-Q([1-4])": lambda quarter: f"第{quarter}季度",
    r"-H([12])": lambda half: f"{'上' if half == '1' else '下'}半年",
    r"-W(\d\d)": lambda week: f"第{int(week)}周",
    r"-(\d\d)-(\d\d)": lambda month, day: f"{int(month)}月{int(day)}日",
}
_EACH = {
    "daily": "每日",
    "monthly": "每月",
    "half-monthly": "每半月",
    "quarterly": "每季度",
    "half-yearly": "每半年",
    "yearly": "全年",
}


def _day_in_words(text: str) -> str:
    if text.startswith("CNY"):
        days = int(text[3:])
        return f"春节{'后' if days > 0 else '前'}{abs(days)}日" if days else "春节"
    month, day = (int(part) for part in text.split("-"))
    return f"{month}月{day}日"


_WORDS: Mapping[str, Callable[..., str]] = {
    "span": lambda first, last: f"{_day_in_words(first)}至{_day_in_words(last)}",
    "before": lambda day: f"{_day_in_words(day)}前",
    "by": lambda day: f"{_day_in_words(day)}前（含当日）",
    "day": _day_in_words,
    "month": lambda month: f"{int(month)}月",
    "after_quarter": lambda days: f"季度后{days}日内",
    "monthly_on": lambda day: f"每月{day}日前",
    "weekly_on": lambda day: f"每周{WEEKDAYS[int(day) - 1]}",
    "each": lambda span: _EACH[span],
    "daily": lambda span: _EACH[span],
}
