"""Figures from the books: an indicator over a period, as known at a moment, and the way to its entries."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Q
from django.db.models import Sum as Summed

from fazhi.core import formula
from fazhi.core.form import satisfies
from fazhi.core.ledger import Where, both, cell_of, in_cell
from fazhi.core.periods import Span
from fazhi.core.procedure import Indicator
from fazhi.core.statement import Asked, Figure
from fazhi.procedures import registry
from fazhi.store import books, models
from fazhi.store.books import KnownBy
from fazhi.usecases.comparable import Comparable


class UnknownIndicatorError(LookupError):
    """No definition posts the indicator; the message lists near ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """[since, until), both first days of a month."""

    since: date
    until: date

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a calendar year."""
        return cls(since=date(year, 1, 1), until=date(year + 1, 1, 1))

    @classmethod
    def of(cls, span: Span) -> Period:
        """Return the period that a span names."""
        return cls(since=span.since, until=span.until)

    @property
    def months(self) -> int:
        """How many months it has."""
        return (self.until.year - self.since.year) * 12 + self.until.month - self.since.month

    def back(self, years: int) -> Period:
        """Return the same months so many years earlier."""
        return Period(
            since=self.since.replace(year=self.since.year - years),
            until=self.until.replace(year=self.until.year - years),
        )


def position(organ: str, number: int | None = None) -> KnownBy:
    """Return what is known by an entry of an organ's journal; by its end for None."""
    if number is None:
        return KnownBy()
    moment = (
        models.Entry.objects.filter(organ_id=organ, number=number)
        .values_list("recorded_at", flat=True)
        .first()
    )
    if moment is None:
        return KnownBy()
    from fazhi.usecases.clock import ZONE  # noqa: PLC0415 - clock reads the settings

    return KnownBy(number=number, month=books.month_of(moment.astimezone(ZONE)))


def local_indicator(organ: str, code: str) -> Indicator | None:
    """Return an organ's own indicator."""
    row = models.LocalIndicator.objects.filter(organ=organ, code=code).first()
    return Indicator(row.code, row.label, row.unit, "flow", definition=row.definition) if row else None


class Book:
    """The figures of organs over a period, read in a constant number of queries and answered from memory."""

    def __init__(
        self,
        organs: Sequence[str],
        period: Period,
        *,
        known_by: Mapping[str, KnownBy] | None = None,
        place: str | None = None,
    ) -> None:
        self.organs = list(organs)
        self.period = period
        self.known_by = dict(known_by or {})
        self.place = place
        self._read: dict[int, books.Held] = {}
        self._brought: dict[str, Decimal] | None = None

    def over(self, period: Period) -> Book:
        """Return the same books over another period."""
        return Book(self.organs, period, known_by=self.known_by, place=self.place)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator that may be asked: declared ones, and the organs' own."""
        own = {
            row.code: Indicator(row.code, row.label, row.unit, "flow", definition=row.definition)
            for row in models.LocalIndicator.objects.filter(organ__in=self.organs)
        }
        return {**registry.indicators(), **own}

    def indicator(self, code: str) -> Indicator:
        """Return an indicator.

        Raises:
            UnknownIndicatorError: there is none of that code.

        """
        found = self.indicators.get(code)
        if found is None:
            family = code.split(".", maxsplit=1)[0]
            near = [known for known in self.indicators if known.split(".")[0] == family]
            raise UnknownIndicatorError(f"没有指标“{code}”；相近的有：{'、'.join(near[:12]) or '无'}。")
        return found

    def sums(self, years_back: int) -> books.Sums:
        """Return every sum of the period so many years back, all breakdowns, in two queries each way."""
        return self._held(years_back).sums

    def _held(self, years_back: int) -> books.Held:
        if years_back not in self._read:
            period = self.period.back(years_back)
            stocks = {code for code, one in self.indicators.items() if one.kind == "stock"}
            words: dict[str, Any] = {"known_by": self.known_by, "dimensions": None, "place": self.place}
            happened = books.held(self.organs, None, since=period.since, until=period.until, **words)
            standing = books.held(self.organs, stocks, since=date.min, until=period.until, **words)
            self._read[years_back] = books.Held(
                sums=_but(happened.sums, stocks) | standing.sums,
                counts=_but(happened.counts, stocks) | standing.counts,
            )
        return self._read[years_back]

    # What a formula asks ---------------------------------------------------------------------------

    def value(
        self, code: str, where: tuple[tuple[str, str], ...] = (), years_back: int = 0
    ) -> Decimal | None:
        """Return a figure, None if it cannot be computed or no definition posts it.

        Raises:
            ValueError: several breakdowns are asked at once, and the indicator does not declare them crossed.

        """
        indicator = self.indicators.get(code)
        if indicator is None:
            return None
        if indicator.formula:
            asked = Sliced(self, where) if where else self
            return formula.read(indicator.formula).node(asked, years_back)
        sums = self.sums(years_back)
        if not where:
            return sums.get((code, "", ""), Decimal(0))
        self._check_crossed(code, where)
        dimension, wanted = cell_of(where)
        return sum(
            (
                amount
                for (found, by, value), amount in sums.items()
                if found == code and by == dimension and in_cell(value, wanted, dimension)
            ),
            Decimal(0),
        )

    def _check_crossed(self, code: str, where: Where) -> None:
        """Raise ValueError where several breakdowns are asked at once by which the indicator is not kept."""
        if len(where) > 1 and not is_crossed(code, where):
            raise ValueError(f"“{code}”不按{'、'.join(name for name, _ in where)}交叉分项。")

    def lowest(self, code: str, dimension: str, years_back: int) -> Decimal | None:
        """Return the smallest slice of a figure."""
        return min(self.slices(code, dimension, years_back).values(), default=None)

    def months(self) -> int:
        """Return how many months the period has."""
        return self.period.months

    # What pages and statements ask -----------------------------------------------------------------

    def slices(self, code: str, dimension: str, years_back: int = 0) -> dict[str, Decimal]:
        """Return value → amount in one declared breakdown, largest first."""
        found = {
            value: amount
            for (indicator, by, value), amount in self.sums(years_back).items()
            if indicator == code and by == dimension and amount
        }
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def figure(self, asked: Asked, *, counted: bool = True) -> Figure:
        """Return a figure with its base and last year's value; ``counted``, with how many postings it has."""
        indicator = self.indicator(asked.code)
        base, label = self._base(indicator)
        return Figure(
            indicator=indicator.code,
            label=indicator.label,
            unit=indicator.unit,
            value=self.value(asked.code, asked.where),
            where=asked.where,
            base=base,
            base_label=label,
            last=self._last(asked),
            opening=self.opening(asked.code) if not asked.where else Decimal(0),
            stock=indicator.kind == "stock",
            entries=sum(self.entries(code) for code in dict.fromkeys(registry.asked(indicator)))
            if counted
            else 0,
        )

    def _base(self, indicator: Indicator) -> tuple[Decimal | None, str]:
        if not indicator.formula:
            return None, ""
        over = formula.read(indicator.formula).over
        if over is None:
            return None, ""
        known = (self.indicators.get(code) for code in over.codes)
        return over.evaluate(self), "、".join(one.label for one in known if one is not None)

    def _last(self, asked: Asked) -> Decimal | None:
        """Last year's figure; None where the books do not reach back so far."""
        return self.value(asked.code, asked.where, 1) if self.reaches_back(asked.code, asked.where) else None

    def reaches_back(self, code: str, where: tuple[tuple[str, str], ...] = ()) -> bool:
        """Tell whether last year's figure is known: a rate if all it asks is.

        A state is known if it was other than nothing, what happened if books were kept or it was brought
        forward, in that breakdown: a figure of nothing is told only where it was nothing.
        """
        indicator = self.indicators.get(code)
        asked = registry.asked(indicator) if indicator is not None else [code]
        return all(
            self._last_year.knows(one, where) or (self._is_stock(one) and bool(self.value(one, (), 1)))
            for one in asked
        )

    def months_reach_back(self, code: str) -> bool:
        """Tell whether last year's figure is known month by month, not only as the sum of the year."""
        indicator = self.indicators.get(code)
        asked = registry.asked(indicator) if indicator is not None else [code]
        return all(self._is_stock(one) or self._last_year.knows_months(one) for one in asked)

    @cached_property
    def _last_year(self) -> Comparable:
        past = self.period.back(1)
        flows = {code for code, one in self.indicators.items() if one.kind == "flow"}
        return Comparable(self.organs, flows, since=past.since, until=past.until)

    def opening(self, code: str) -> Decimal:
        """Return how much of a posted figure was brought forward, less what was taken back of that."""
        if self._brought is None:
            brought = books.brought_forward(self.organs)
            rows = self._of_these(models.Posting.objects.filter(case__in=brought, on__lt=self.period.until))
            sums = (
                rows.values("indicator")
                .annotate(ever=Summed("amount"), within=Summed("amount", filter=Q(on__gte=self.period.since)))
                .order_by()
            )
            self._brought = {
                row["indicator"]: books.amount_of(
                    row["ever" if self._is_stock(row["indicator"]) else "within"]
                )
                for row in sums
            }
        return self._brought.get(code, Decimal(0))

    def _is_stock(self, code: str) -> bool:
        indicator = self.indicators.get(code)
        return indicator is not None and indicator.kind == "stock"

    def entries(self, code: str) -> int:
        """Return how many postings an indicator has in the period, as its balances tell."""
        return self._held(0).counts.get((code, "", ""), 0)

    def count(self, code: str, where: tuple[tuple[str, str], ...] = (), within: Period | None = None) -> int:
        """Return how many postings lie behind a posted figure, or behind what of it happened ``within``.

        Raises:
            ValueError: several breakdowns are asked at once, and the indicator does not declare them crossed.

        """
        self._check_crossed(code, where)
        if not where and within is None:
            return self.entries(code)
        since = date.min if within is None and self._is_stock(code) else (within or self.period).since
        counts = books.held(
            self.organs,
            [code],
            since=since,
            until=(within or self.period).until,
            known_by=self.known_by,
            dimensions=[dimension] if (dimension := cell_of(where)[0]) else [],
            place=self.place,
        ).counts
        wanted = cell_of(where)[1]
        return sum(
            n for (_, name, value), n in counts.items() if name == dimension and in_cell(value, wanted, name)
        )

    def _postings(self, code: str) -> Any:
        rows = self._of_these(models.Posting.objects.filter(indicator=code, on__lt=self.period.until))
        return rows if self._is_stock(code) else rows.filter(on__gte=self.period.since)

    def _of_these(self, rows: Any) -> Any:
        """Keep of postings those of the organs and the place, as known by the positions."""
        rows = rows.filter(organ_id__in=self.organs)
        if self.place is not None:
            rows = rows.filter(place=self.place)
        for organ, known in self.known_by.items():
            if known.number is not None:
                rows = rows.exclude(organ_id=organ, entry__gt=known.number)
        return rows


T = TypeVar("T")


def _but(held: Mapping[tuple[str, str, str], T], codes: Container[str]) -> dict[tuple[str, str, str], T]:
    """Leave out what is held of some indicators."""
    return {cell: found for cell, found in held.items() if cell[0] not in codes}


def is_crossed(code: str, where: Where) -> bool:
    """Tell whether an indicator is kept by the breakdowns of a slice, if these are several at once."""
    names = tuple(sorted(name for name, _ in where))
    return len(names) < 2 or names in registry.crossings().get(code, ())


def is_kept(indicator: Indicator, where: Where) -> bool:
    """Tell whether an indicator, or all that make it up, are kept by the breakdowns of a slice."""
    return all(is_crossed(code, where) for code in registry.asked(indicator))


class Sliced:
    """A book in which every figure is asked in the same slice: a rate by one breakdown.

    What the formula itself slices is asked in both slices at once, where the books keep it so.
    """

    def __init__(self, book: Book, where: tuple[tuple[str, str], ...]) -> None:
        self.book = book
        self.where = where

    def value(self, code: str, where: tuple[tuple[str, str], ...], years_back: int) -> Decimal | None:
        """Return a figure in the slice, and in the one it is asked by name; None if that is not kept."""
        within = both(self.where, where)
        if within is None:
            return Decimal(0)
        indicator = self.book.indicators.get(code)
        if indicator is None or not (indicator.formula or is_crossed(code, within)):
            return None
        return self.book.value(code, within, years_back)

    def lowest(self, code: str, dimension: str, years_back: int) -> Decimal | None:
        """Return the smallest slice, of the whole."""
        return self.book.lowest(code, dimension, years_back)

    def months(self) -> int:
        """Return how many months the period has."""
        return self.book.months()


# The way down --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One posting behind a figure, with the case and entry it came from; no personal data.

    ``opening`` tells that it was brought forward; ``reverses`` is the entry it takes back, ``reversed_by``
    the one that took it back, 0 for none.
    """

    organ: str
    place: str
    entry: int
    case: str
    number: str
    title: str
    step: str
    on: date
    amount: Decimal
    slices: Mapping[str, str]
    reverses: int
    reversed_by: int
    opening: bool
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A figure and what it rests on: for a rate the figures of its formula, else postings, newest first."""

    figure: Figure
    indicator: Indicator
    parts: tuple[Figure, ...]
    lines: tuple[Line, ...]
    more: int


def trace(
    book: Book, code: str, *, where: tuple[tuple[str, str], ...] = (), offset: int = 0, limit: int = 100
) -> Trace:
    """Lead a figure back to its postings and entries, ``limit`` at a time."""
    indicator = book.indicator(code)
    parts = (
        tuple(book.figure(Asked(code=one, where=where)) for one in formula.read(indicator.formula).codes)
        if indicator.formula
        else ()
    )
    found, count = (
        ((), 0) if indicator.formula else lines(book, code, where=where, offset=offset, limit=limit)
    )
    return Trace(
        figure=book.figure(Asked(code=code, where=where)),
        indicator=indicator,
        parts=parts,
        lines=found,
        more=max(0, count - offset - limit),
    )


def lines(
    book: Book,
    code: str,
    *,
    where: tuple[tuple[str, str], ...] = (),
    within: Period | None = None,
    offset: int = 0,
    limit: int = 100,
) -> tuple[tuple[Line, ...], int]:
    """Return the postings behind a figure, newest first, and how many; ``within`` narrows the period."""
    rows = behind(book, code, where)
    if within is not None:
        rows = rows.filter(on__gte=within.since, on__lt=within.until)
    count = book.count(code, where, within) if is_crossed(code, where) else rows.count()
    offset = min(offset, count)
    return tuple(_lines(rows[offset : offset + limit])), count


def behind(book: Book, code: str, where: tuple[tuple[str, str], ...] = ()) -> Any:
    """Return the rows of the postings behind a posted figure, newest first."""
    rows = book._postings(code).order_by("-on", "-entry", "line")  # noqa: SLF001 - this module's own class
    for name, wanted in where:
        rows = rows.filter(_in_slice(code, name, wanted))
    return rows


def _in_slice(code: str, name: str, wanted: str) -> Q:
    """Return the condition that a posting's slices, kept as text, hold a value that is what is wanted."""
    declared = registry.posting_procedure(code)
    choices = getattr(declared.fields().get(name), "choices", {}) if declared else {}
    found = Q()
    for value in {wanted, *(known for known in choices if satisfies(known, wanted))}:
        pair = json.dumps({name: value}, ensure_ascii=False, separators=(",", ":"))[1:-1]
        found |= Q(slices__contains=pair)
    return found


def _lines(rows: Iterable[models.Posting]) -> Iterable[Line]:
    found = list(rows)
    cases = {row.key: row for row in models.Case.objects.filter(pk__in={one.case for one in found})}
    organs = {one.organ_id for one in found}
    entries = {
        (one.organ_id, one.number): one
        for one in models.Entry.objects.filter(
            organ_id__in=organs, number__in={one.entry for one in found}
        ).only("organ_id", "number", "step", "kind", "seal")
    }
    taken_back = _taken_back(found)
    for one in found:
        case = cases.get(one.case)
        entry = entries[one.organ_id, one.entry]
        yield Line(
            organ=one.organ_id,
            place=one.place,
            entry=one.entry,
            case=one.case,
            number=case.number if case else "",
            title=case.title if case else _KINDS.get(entry.kind, ""),
            step=step_label(case, entry),
            on=one.on,
            amount=books.amount_of(one.amount),
            slices=json.loads(one.slices),
            reverses=one.reverses,
            reversed_by=taken_back.get((one.organ_id, one.entry), 0),
            opening=entry.kind == "opening",
            seal=entry.seal,
        )


def _taken_back(lines: Sequence[models.Posting]) -> dict[tuple[str, int], int]:
    """Return which of the entries, by organ and number, were taken back, each with the entry that did."""
    if not lines:
        return {}
    rows = models.Posting.objects.filter(
        organ_id__in={one.organ_id for one in lines},
        indicator=lines[0].indicator,
        case__in={one.case for one in lines},
        reverses__in={one.entry for one in lines},
    )
    return {(row.organ_id, row.reverses): row.entry for row in rows}


_KINDS = {"opening": "期初结转", "confirmation": "更正", "proposal": "更正申请", "rejection": "不予更正"}


def step_label(case: models.Case | None, entry: models.Entry) -> str:
    """Return what an entry is called."""
    if entry.kind != "step" or case is None:
        return _KINDS.get(entry.kind, entry.kind)
    return registry.procedure(case.procedure, case.version).step(entry.step).label


def opening_part(organ: str, code: str, period: Period) -> Decimal:
    """Return how much of a figure rests on opening entries, less what was taken back of them."""
    return Book([organ], period).opening(code)
