"""What a year asks of a street or town: recurring duties with their days, owners and where they are done.

Days are defaults that a unit may move, but for those that a limit of the law sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from fazhi.core.recurrence import Occasion, in_words, key_in_words, occasions
from fazhi.law import limits
from fazhi.law.holidays import calendar
from fazhi.law.tables import Line, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDuty:
    """A duty that comes round.

    ``owners`` are codes of posts; ``procedure`` is where it is done, "" for nowhere.  What fulfils it is an
    entry that posts ``figure``, narrowed to any of ``values`` of ``dimension`` where these are given, or one
    of the ``step``; where both are "", someone has to say that it is done.  ``limit`` is the code of the
    limit that sets its day, "" for none.  ``returns`` is what it hands in or leaves behind.
    """

    code: str
    label: str
    rule: str
    owners: tuple[str, ...]
    procedure: str
    figure: str
    dimension: str
    values: tuple[str, ...]
    step: str
    limit: str
    basis: str
    returns: str

    @property
    def statutory(self) -> bool:
        """Whether the law itself sets the day."""
        return bool(self.limit)

    @property
    def when(self) -> str:
        """Say in Chinese when it comes round."""
        if self.limit:
            return limits.limit(self.limit).term.text.removeprefix("次年")
        return in_words(self.rule)

    @property
    def rests_on(self) -> str:
        """Cite what it rests on, "" for custom."""
        return str(limits.limit(self.limit).basis) if self.limit else self.basis

    def occasions(self, year: int) -> tuple[Occasion, ...]:
        """Return when it falls due in a year."""
        if not self.limit:
            return occasions(self.rule, year, new_year=new_year)
        start = date(year, 1, 1)
        row = limits.limit(self.limit)
        if not row.holds(start):
            return ()
        counted = row.count(start - timedelta(days=1), calendar())
        return (Occasion(key=str(year), start=start, due=counted.last_day),) if counted.last_day else ()

    def occasion(self, key: str) -> Occasion | None:
        """Return the occasion of that key, None if there is none; one of a daily duty is a day."""
        if self.rule == "daily":
            try:
                day = date.fromisoformat(key)
            except ValueError:
                return None
            return Occasion(key=key, start=day, due=day)
        year = int(key[:4])
        of_years = (one for about in (year - 1, year, year + 1) for one in self.occasions(about))
        return next((one for one in of_years if one.key == key), None)


@cache
def year_duties() -> Mapping[str, YearDuty]:
    """Return every duty of the year by its code, in the order of the table."""
    found = {one.code: one for one in map(_duty, lines("year"))}
    return MappingProxyType(found)


def _duty(line: Line) -> YearDuty:
    dimension, _, values = line.text("where").partition("=")
    return YearDuty(
        code=line.text("code"),
        label=line.text("label"),
        rule=line.text("rule"),
        owners=tuple(line.text("owner").split()),
        procedure=line.text("procedure"),
        figure=line.text("figure"),
        dimension=dimension,
        values=tuple(values.split("|")) if values else (),
        step=line.text("step"),
        limit=line.text("limit"),
        basis=line.text("basis"),
        returns=line.text("returns"),
    )


def new_year(year: int) -> date | None:
    """Return the first day of the lunar year that begins in a year (春节), None for one the table lacks."""
    return _new_years().get(year)


@cache
def _new_years() -> Mapping[int, date]:
    return {line.number("year"): line.day("day") for line in lines("new_years")}


def named(text: str) -> tuple[YearDuty, str] | None:
    """Return the duty and the key of its occasion that ``text`` names (civil_code_month@2026), if any."""
    code, _, key = text.partition("@")
    duty = year_duties().get(code)
    if duty is None or not key[:4].isdecimal():
        return None
    return (duty, key) if duty.occasion(key) is not None else None


def said(text: str) -> str:
    """Return what an occasion is called by people: 民法典宣传月（2026年）; others are left as they are."""
    found = named(text)
    return f"{found[0].label}（{key_in_words(found[1])}）" if found else text


def meant(words: str) -> str:
    """Return the name of the occasion that people call so, as ``said`` does; others are left as they are."""
    label, _, of = words.removesuffix("）").rpartition("（")
    if not of[:4].isdecimal():
        return words
    for duty in year_duties().values():
        if duty.label == label:
            for key in _keys(duty, of):
                return f"{duty.code}@{key}"
    return words


def _keys(duty: YearDuty, of: str) -> Iterator[str]:
    """Yield the keys of a duty that read so in Chinese; one of a daily duty is a day."""
    if duty.rule == "daily":
        if day := re.fullmatch(r"(\d{4})年(\d\d?)月(\d\d?)日", of):
            yield f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
        return
    year = int(of[:4])
    for about in (year - 1, year, year + 1):
        yield from (one.key for one in duty.occasions(about) if key_in_words(one.key) == of)
