"""Legal basis: the instrument, the place in it, the words on which a rule rests; and the limits it sets."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from fazhi.core import days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_DIGITS = "零一二三四五六七八九"
_NUMERAL = "[零一二三四五六七八九十百千]+"
_CITATION = re.compile(
    rf"第({_NUMERAL})条(?:第({_NUMERAL})款)?(?:第[（(]?({_NUMERAL})[）)]?项)?(?:第({_NUMERAL})目)?"
)


class Basis(Protocol):
    """Something a rule may rest on: it prints as a citation, and carries the words relied upon."""

    @property
    def quote(self) -> str:
        """Give the words relied upon, copied exactly; empty if they are not at hand."""
        ...

    def __str__(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Statute:
    """One version of a law, regulation or official document.

    An amended law is another ``Statute``: ``in_force`` is the first day of this version.
    ``number`` is the document number, 国办发〔2018〕118号, where the instrument is known by it.
    """

    title: str
    in_force: date
    number: str = ""

    def article(
        self,
        number: int,
        quote: str = "",
        *,
        paragraph: int | None = None,
        item: int | None = None,
        sub: int | None = None,
    ) -> Article:
        """Cite one article, paragraph (款), item (项), sub-item (目), with the words relied upon."""
        return Article(self, number, quote, paragraph, item, sub)

    __call__ = article
    """``LAW(17, "不得调解")`` is short for ``LAW.article(17, "不得调解")``."""

    def point(self, text: str, quote: str = "") -> Point:
        """Cite an instrument that has no articles by its own words for the place: 第（六）项."""
        return Point(self, text, quote)

    def cite(self, text: str, quote: str = "") -> Article | Point:
        """Cite the place ``text`` names: an article if it reads as one (第六十四条第一项), else a point."""
        found = _CITATION.fullmatch(text)
        if found is None:
            return self.point(text, quote)
        number, paragraph, item, sub = (number_of(part) if part else None for part in found.groups())
        if number is None:  # the pattern always has an article; this tells the type checker
            return self.point(text, quote)
        return self.article(number, quote, paragraph=paragraph, item=item, sub=sub)

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）" if self.number else f"《{self.title}》"


@dataclass(frozen=True, slots=True)
class Article:
    """A citation.  Prints as a Chinese document writes it: 《人民调解法》第十七条."""

    statute: Statute
    number: int
    quote: str = ""
    paragraph: int | None = None
    item: int | None = None
    sub: int | None = None

    def __post_init__(self) -> None:
        for part in (self.number, self.paragraph, self.item, self.sub):
            if part is not None:
                chinese_number(part)

    def __str__(self) -> str:
        parts = ((self.number, "条"), (self.paragraph, "款"), (self.item, "项"), (self.sub, "目"))
        place = "".join(f"第{chinese_number(n)}{word}" for n, word in parts if n is not None)
        return f"《{self.statute.title}》{place}"


@dataclass(frozen=True, slots=True)
class Point:
    """A citation by point, for official documents: 《……的指导意见》（国办发〔2018〕118号）第（六）项."""

    statute: Statute
    text: str
    quote: str = ""

    def __str__(self) -> str:
        return f"{self.statute}{self.text}"


@dataclass(frozen=True, slots=True)
class HouseRule:
    """A rule of the office's own management, which rests on no statute: it prints as 内部管理规则 D15."""

    code: str
    text: str

    @property
    def quote(self) -> str:
        """Give the rule itself."""
        return self.text

    def __str__(self) -> str:
        return f"内部管理规则{self.code}"


class Unit(enum.Enum):
    """What one of a limit's number is; the value is how the table writes it."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    DATE = "date"
    """A fixed day, by which it must be done in the year after: the number is month × 100 + day."""

    @property
    def label(self) -> str:
        """Name the unit in Chinese, as it follows a number."""
        return _UNIT_LABELS[self]


_UNIT_LABELS = {
    Unit.WORKING_DAY: "个工作日",
    Unit.CALENDAR_DAY: "日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
    Unit.DATE: "前",
}


class LimitKind(enum.Enum):
    """How a limit binds."""

    AT_MOST = "at_most"
    """Done within it."""
    AT_LEAST = "at_least"
    """Not before it has passed."""
    LEAD_TIME = "lead_time"
    """Done so long before an event."""
    TRIGGER = "trigger"
    """When so little is left, something else may or must happen; nothing falls due."""
    CASE_DATE = "case_date"
    """The day is written in the case (on the notice received); the table gives no number."""


class Scope(enum.Enum):
    """Whom a limit binds: everyone, one place, or one field of administration."""

    NATIONAL = "national"
    LOCAL = "local"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRow:
    """One row of the table of limits: a number of days with its kind, and where it is written.

    ``article`` is the place as the table writes it and may name several (the second is usually the
    one that turns days into working days); ``basis`` is the first of them.
    ``in_force`` and ``superseded`` are [since, until); None is not known, or still in force.
    ``silence`` says what it means in law when the limit runs out; empty when the law is silent too.
    ``rolls`` says that a last day on a rest day moves to the next working day; ``rolls_by_law`` is
    False where the instrument does not say so, and then the day before moving deserves a warning.
    ``profile`` is empty for a national limit, else the profile that switches it on.
    """

    code: str
    label: str
    number: int
    unit: Unit
    kind: LimitKind
    instrument: str
    article: str
    basis: Basis
    also: tuple[Basis, ...] = ()
    in_force: date | None = None
    superseded: date | None = None
    scope: Scope = Scope.NATIONAL
    profile: str = ""
    start: str = ""
    end: str = ""
    extendable_by: str = ""
    silence: str = ""
    rolls: bool = True
    rolls_by_law: bool = True
    verified: bool = True
    note: str = ""

    @property
    def term(self) -> days.Term:
        """Give the length of time; a limit whose day is written in the case has none (ValueError)."""
        if self.kind is LimitKind.CASE_DATE:
            raise ValueError(f"{self.code} has no number: its day is written in the case")
        return _term(self.number, self.unit)

    def holds(self, on: date) -> bool:
        """Tell whether the row is in force on that day."""
        begun = self.in_force is None or self.in_force <= on
        return begun and (self.superseded is None or on < self.superseded)

    def count(
        self,
        start: date,
        calendar: days.WorkCalendar,
        *,
        pauses: Sequence[days.Pause] = (),
        extensions: Sequence[days.Term] = (),
    ) -> days.Counted:
        """Count the limit from ``start``; a lead time is counted back from it, the day of the event.

        Where the last day moved and the instrument does not say so, the last step warns of the day before.
        """
        if self.kind is LimitKind.LEAD_TIME:
            return days.latest_day_before(start, self.term, calendar)
        how = days.earliest_after if self.kind is LimitKind.AT_LEAST else days.count
        counted = how(
            start=start,
            term=self.term,
            calendar=calendar,
            rolls=self.rolls,
            pauses=pauses,
            extensions=extensions,
        )
        if self.rolls_by_law or counted.unrolled is None:
            return counted
        warning = f"所依据的规定未写明顺延，请尽量不迟于{days.chinese_date(counted.unrolled)}办理。"
        if self.kind is LimitKind.AT_LEAST:
            warning = "所依据的规定未写明顺延，从严按顺延之日届满。"
        return replace(counted, steps=(*counted.steps, warning))


def _term(number: int, unit: Unit) -> days.Term:
    match unit:
        case Unit.WORKING_DAY:
            return days.WorkingDays(number)
        case Unit.CALENDAR_DAY:
            return days.Days(number)
        case Unit.MONTH:
            return days.Months(number)
        case Unit.YEAR:
            return days.Years(number)
        case Unit.HOUR:
            return days.Hours(number)
        case Unit.DATE:
            return days.OnDate(*divmod(number, 100), years_after=1)


def chinese_number(n: int) -> str:
    """Write 1 to 9999 as articles are numbered.

    >>> [chinese_number(n) for n in (5, 10, 17, 20, 85, 105, 110, 1005, 1260)]
    ['五', '十', '十七', '二十', '八十五', '一百零五', '一百一十', '一千零五', '一千二百六十']
    """
    if not 1 <= n <= 9999:
        raise ValueError(f"article numbers run from 1 to 9999, got {n}")
    text = ""
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, size)
        if digit:
            text += _DIGITS[digit] + word
        elif n and text and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def number_of(text: str) -> int:
    """Read a number as articles are numbered.

    >>> [number_of(text) for text in ("五", "十", "十七", "二十", "一百零五", "一百一十", "一千零五")]
    [5, 10, 17, 20, 105, 110, 1005]
    """
    total = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            raise ValueError(f"not a Chinese number: {text!r} has {character!r}")
    return total + digit
