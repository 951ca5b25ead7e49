"""A report that was read held against the books of a year: figure by figure equal, different, or on one side.

A figure is compared as precisely as it is printed: 2.3万 with what rounds to it, 96.8% to one decimal,
“近/余/多” as what they say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cache
from typing import Any

from fazhi.core import statement
from fazhi.core.procedure import Indicator
from fazhi.procedures import registry
from fazhi.reader import Claim, Direction, Reading, Scope
from fazhi.statements import annual_report
from fazhi.usecases import counting, late_limits
from fazhi.usecases.figures import Book
from fazhi.usecases.statements import address

_HUNDRED = Decimal(100)
_NEAR = Decimal("0.1")
"""“近” and “约” are said of what lies within a tenth of the number."""
_DIGITS = re.compile(r"(\d[\d,，]*)(?:[.．](\d+))?\s*([百千万亿]*)")
_SCALES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_OPEN_ABOVE = re.compile(r"以上|超过?|逾|不止")
_CHANGE = re.compile(r"同比|[较比与同](?:上年|去年|上一年)")
_FEWER = re.compile(r"下降|减少|降低|回落|少")
_LIMIT = re.compile(r"“([^”]{1,30})”$")


class Outcome(Enum):
    """How a figure of the draft and the books stand to each other."""

    EQUAL = "equal"
    DIFFERENT = "different"
    DRAFT_ONLY = "draft_only"
    BOOKS_ONLY = "books_only"
    APART = "apart"
    """Nothing of the year that the books could be held against: a plan, an obligation, other years."""


DIFFERENCES = (Outcome.DIFFERENT, Outcome.DRAFT_ONLY, Outcome.BOOKS_ONLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One figure: what the draft says and what the books hold, both as printed (a rate in per cent).

    ``claim`` is None for what only the books have, ``place`` then -1; ``place`` is the figure's number in the
    reading.  ``address`` is where the certificate lies, "" where the books hold nothing of the kind.
    """

    outcome: Outcome
    label: str
    unit: str
    indicator: str = ""
    claim: Claim | None = None
    place: int = -1
    booked: Decimal | None = None
    where: tuple[tuple[str, str], ...] = ()
    address: str = ""
    why: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as data."""
        return {
            "outcome": self.outcome.value,
            "indicator": self.indicator or None,
            "label": self.label,
            "unit": self.unit,
            "draft": None if self.claim is None else _number(self.claim.value),
            "approx": self.claim is not None and self.claim.approx,
            "books": None if self.booked is None else _number(self.booked),
            "breakdown": dict(self.where),
            "text": self.claim.text if self.claim else "",
            "section": self.claim.section if self.claim else "",
            "certificate": self.address,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A report beside the books of an organ and a year, in order of reading; last what only the books have.

    ``remarks`` are sentences on the whole: another year or organ is named in the report.
    """

    organ: str
    name: str
    year: int
    lines: tuple[Compared, ...]
    remarks: tuple[str, ...] = ()

    @property
    def differences(self) -> tuple[Compared, ...]:
        """What does not agree."""
        return tuple(one for one in self.lines if one.outcome in DIFFERENCES)

    def counts(self) -> dict[Outcome, int]:
        """Return how many figures there are of each outcome."""
        found = Counter(one.outcome for one in self.lines)
        return {outcome: found[outcome] for outcome in Outcome}

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as data."""
        return {
            "organ": self.organ,
            "organ_name": self.name,
            "year": self.year,
            "counts": {outcome.value: count for outcome, count in self.counts().items()},
            "remarks": list(self.remarks),
            "lines": [one.to_json() for one in self.lines],
        }


def compare(reading: Reading, book: Book, *, organ: str, name: str, today: date) -> Comparison:
    """Hold a report against the books; ``organ`` and ``name`` say whose they are, the sum's top for a sum."""
    year = book.period.since.year
    desk = _Comparing(reading=reading, book=book, organ=organ, year=year, today=today)
    lines = [desk.compared(place) for place in range(len(reading.figures))]
    return Comparison(
        organ=organ,
        name=name,
        year=year,
        lines=(*lines, *desk.unmentioned(lines)),
        remarks=tuple(_remarks(reading, name, year)),
    )


def _remarks(reading: Reading, name: str, year: int) -> Iterator[str]:
    if reading.year is not None and reading.year != year:
        yield f"文稿写的是{reading.year}年度，对照的是{year}年的账簿。"
    bodies = [body for body in reading.body if body]
    if bodies and not any(body in name or name in body or _stem(body) in name for body in bodies):
        yield f"文稿的机关是“{'、'.join(bodies)}”，对照的是“{name}”的账簿。"


def _stem(body: str) -> str:
    return re.sub(r"(?:人民政府|办事处|党工委|党委)+$", "", body)


@cache
def usual() -> tuple[str, ...]:
    """Return the indicators that a report usually speaks of: those of the report's own template."""
    asked = statement.read(annual_report.drafted([])).asked()
    return tuple(dict.fromkeys(one.code for one in asked if "." in one.code))


# Printed precision ---------------------------------------------------------------------------------


def step(printed: str) -> Decimal:
    """Return the smallest step of a number as printed.

    >>> step("0.24万元"), step("96.8%"), step("438件"), step("两万人次")
    (Decimal('100.00'), Decimal('0.1'), Decimal('1'), Decimal('10000'))
    """
    found = _DIGITS.search(printed)
    if found is None:
        last = re.search(r"[万亿](?=\D*$)", printed)
        return _SCALES[last.group()] if last else Decimal(1)
    scale = Decimal(1)
    for character in found.group(3):
        scale *= _SCALES[character]
    # 余 stands between number and scale: 2.3余万.
    if not found.group(3) and (after := re.match(r"[余多几]([万亿])", printed[found.end() :])):
        scale = _SCALES[after.group(1)]
    return scale.scaleb(-len(found.group(2) or "")) if found.group(2) else scale


def agrees(claim: Claim, printed: str, booked: Decimal) -> bool:
    """Tell whether a number as printed says what the books hold.

    An exact number is what the booked one rounds to.  余 and 多 say less than one more of the number's last
    digit that is not nought, 以上 and 超过 at least the number, 近 and 约 within a tenth of it.
    """
    value = claim.value
    if claim.direction is Direction.EXACT:
        unit = step(printed)
        return (booked / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit == value
    if claim.direction is Direction.ABOVE:
        return booked >= value and (bool(_OPEN_ABOVE.search(printed)) or booked <= value + _last_digit(value))
    least = value * (1 - _NEAR)
    return least <= booked <= (value if claim.direction is Direction.BELOW else value * (1 + _NEAR))


def _last_digit(value: Decimal) -> Decimal:
    """Return the worth of one of the last digit that is not nought: 100 of 300, 0.1 of 2.3."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


# One by one ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What the books hold that a figure may mean, as printed."""

    indicator: Indicator
    value: Decimal
    where: tuple[tuple[str, str], ...] = ()


class _Comparing:
    """A reading and the books it is held against."""

    def __init__(self, *, reading: Reading, book: Book, organ: str, year: int, today: date) -> None:
        self.reading = reading
        self.book = book
        self.organ = organ
        self.year = year
        self.today = today
        self._limits: dict[str, dict[str, int]] | None = None

    def compared(self, place: int) -> Compared:
        """Return how one figure of the draft stands to the books."""
        claim = self.reading.figures[place]
        if why := self._not_of_the_year(claim):
            return self._one(place, Outcome.APART, why=why)
        if self._tells_change(claim):
            return self._change(place)
        held = list(self._held(claim))
        if not held:
            why = self._why_nothing(claim)
            return self._one(place, Outcome.DRAFT_ONLY, why=why)
        printed = self._printed(claim)
        if (same := next((one for one in held if agrees(claim, printed, one.value)), None)) is not None:
            return self._one(place, Outcome.EQUAL, same)
        nearest = next((one for one in held if one.where), held[0])
        if not nearest.value and not self._has_entries(nearest.indicator):
            return self._one(place, Outcome.DRAFT_ONLY, nearest, why="账簿本年没有这项记录。")
        return self._one(place, Outcome.DIFFERENT, nearest, why=_why_different(claim))

    def _one(self, place: int, outcome: Outcome, held: _Held | None = None, *, why: str = "") -> Compared:
        claim = self.reading.figures[place]
        if held is None:
            return Compared(
                outcome=outcome,
                label=claim.label,
                unit=claim.unit,
                indicator=claim.indicator or "",
                claim=claim,
                place=place,
                why=why,
            )
        slices = "、".join(counting.value_label(held.indicator.code, *pair) for pair in held.where)
        return Compared(
            outcome=outcome,
            label=f"{held.indicator.label}（{slices}）" if slices else held.indicator.label,
            unit=held.indicator.unit,
            indicator=held.indicator.code,
            claim=claim,
            place=place,
            booked=held.value,
            where=held.where,
            address=address(self.organ, self.year, held.indicator.code, held.where),
            why=why,
        )

    def _printed(self, claim: Claim) -> str:
        return self.reading.text[claim.number[0] : claim.number[1]]

    def _before(self, claim: Claim) -> str:
        return self.reading.text[claim.start : claim.number[0]]

    def _not_of_the_year(self, claim: Claim) -> str:
        """Return why a figure is nothing of the year as a whole, "" if it is of it."""
        if claim.scope is not Scope.RESULT:
            said = {Scope.OBLIGATION: "要求", Scope.PLAN: "计划", Scope.HISTORY: "往年的数"}[claim.scope]
            return f"写的是{said}，不是本年结果。"
        if claim.period not in ("", str(self.year), str(self.reading.year)):
            return f"统计期间（{claim.period}）不是这一年。"
        return ""

    def _why_nothing(self, claim: Claim) -> str:
        if claim.indicator is None:
            return "没有对应的指标。"
        if claim.indicator in self.book.indicators:
            return "账簿本年没有可以计算的记录。"
        return "系统里没有登记这项业务。"

    def _has_entries(self, indicator: Indicator) -> bool:
        if indicator.code in late_limits.INDICATORS:
            return True
        return any(self.book.entries(code) for code in registry.asked(indicator))

    # What the books hold ---------------------------------------------------------------------------

    def _held(self, claim: Claim) -> Iterator[_Held]:
        """Yield what a figure may mean: its indicator, a slice that its clause names, what fits as well."""
        yield from self._limits_named(claim)
        codes = [claim.indicator] if claim.indicator else [*self._own(claim)]
        for code in (*codes, *claim.also):
            indicator = self.book.indicators.get(code)
            value = self.book.value(code) if indicator is not None else None
            if indicator is None or value is None:
                continue
            yield _Held(indicator=indicator, value=_as_printed(value, indicator))
            yield from self._slices(indicator, claim)

    def _slices(self, indicator: Indicator, claim: Claim) -> Iterator[_Held]:
        if indicator.formula:
            return
        for dimension in indicator.by:
            for value, amount in self.book.slices(indicator.code, dimension).items():
                words = re.split(r"[（）()、/]", counting.value_label(indicator.code, dimension, value))
                if any(len(word) > 1 and word in claim.text for word in words):
                    where = ((dimension, value),)
                    yield _Held(indicator=indicator, value=_as_printed(amount, indicator), where=where)

    def _own(self, claim: Claim) -> Iterable[str]:
        """Return the organ's own indicators whose label stands in the clause of an unbound figure."""
        declared = registry.indicators()
        return [
            code
            for code, one in self.book.indicators.items()
            if code not in declared and one.unit == claim.unit and one.label in claim.text
        ]

    def _limits_named(self, claim: Claim) -> Iterator[_Held]:
        """Yield how often a limit was not kept, where the draft names it in quotes before the number."""
        text = self.reading.text
        named = _LIMIT.search(text[max(0, claim.number[0] - 40) : claim.number[0]])
        if named is None:
            return
        codes = [code for code, label in late_limits.labels().items() if label == named.group(1)]
        sentence = text[claim.number[1] :].partition("。")[0]
        kind = late_limits.OVERDUE if "未办结" in sentence else late_limits.LATE
        for code in codes:
            if count := self._kept_late()[kind].get(code, 0):
                indicator = late_limits.INDICATORS[kind]
                yield _Held(indicator=indicator, value=Decimal(count), where=(("code", code),))

    def _kept_late(self) -> dict[str, dict[str, int]]:
        if self._limits is None:
            self._limits = {
                kind: dict(late_limits.by_limit(self.book.organs, self.year, kind, today=self.today))
                for kind in late_limits.INDICATORS
            }
        return self._limits

    # Changes on last year --------------------------------------------------------------------------

    def _tells_change(self, claim: Claim) -> bool:
        return bool(_CHANGE.search(self._before(claim)))

    def _change(self, place: int) -> Compared:
        """Compare a change on last year with that of the figure it was said of, the last before it."""
        claim = self.reading.figures[place]
        of = next(
            (
                one
                for one in reversed(self.reading.figures[:place])
                if not self._tells_change(one)
                and "。" not in self.reading.text[one.number[1] : claim.number[0]]
            ),
            None,
        )
        indicator = self.book.indicators.get(of.indicator) if of is not None and of.indicator else None
        now, last = (
            (self.book.value(indicator.code), self.book.value(indicator.code, (), 1))
            if indicator is not None and self.book.reaches_back(indicator.code)
            else (None, None)
        )
        if indicator is None or now is None or last is None or (claim.unit == "%" and not last):
            return self._one(place, Outcome.APART, why="是与上年的比较，账簿没有上年数。")
        moved = (now - last) / last * _HUNDRED if claim.unit == "%" else _as_printed(now - last, indicator)
        fewer = bool(_FEWER.search(self._before(claim)))
        same = (moved <= 0 if fewer else moved >= 0) and agrees(claim, self._printed(claim), abs(moved))
        return Compared(
            outcome=Outcome.EQUAL if same else Outcome.DIFFERENT,
            label=f"{indicator.label}比上年{'减少' if moved < 0 else '增加'}",
            unit=claim.unit,
            indicator=indicator.code,
            claim=claim,
            place=place,
            booked=statement.rounded(abs(moved), 2),
            address=address(self.organ, self.year, indicator.code),
            why="" if same else "增减幅度与账簿不符。",
        )

    # What only the books have ----------------------------------------------------------------------

    def unmentioned(self, lines: Iterable[Compared]) -> Iterator[Compared]:
        """Yield the figures that a report usually speaks of, that the books hold and the draft does not."""
        said = {one.indicator for one in lines if one.outcome is not Outcome.APART}
        said |= {code for claim in self.reading.figures if claim.scope is Scope.RESULT for code in claim.also}
        for code in usual():
            indicator = self.book.indicators.get(code)
            value = self.book.value(code) if indicator is not None else None
            if indicator is None or not value or code in said:
                continue
            yield Compared(
                outcome=Outcome.BOOKS_ONLY,
                label=indicator.label,
                unit=indicator.unit,
                indicator=code,
                booked=_as_printed(value, indicator),
                address=address(self.organ, self.year, code),
                why="文稿没有写。",
            )


def _why_different(claim: Claim) -> str:
    return "文稿写的是约数，账簿的数不在其范围内。" if claim.approx else ""


def _as_printed(value: Decimal, indicator: Indicator) -> Decimal:
    return value * _HUNDRED if indicator.unit == "%" else value


def _number(value: Decimal) -> int | float:
    exact = statement.rounded(value, 2)
    return int(exact) if exact == exact.to_integral_value() else float(exact)
