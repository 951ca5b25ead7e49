"""The ledger as people open it: every figure of a year, and the certificate of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min, Sum

from fazhi.core import formula
from fazhi.core.ledger import Where
from fazhi.core.periods import Span
from fazhi.core.procedure import Indicator, Standing, step_name
from fazhi.core.statement import Asked, Figure
from fazhi.procedures import registry
from fazhi.store import books, models
from fazhi.store.books import amount_of
from fazhi.usecases import access, counting, figures, filed_statements, organs
from fazhi.usecases.figures import Book, Line, Period
from fazhi.usecases.organs import Reach
from fazhi.usecases.people import Clerk
from fazhi.usecases.reference import short
from fazhi.usecases.splits import Split

LOCAL = "local"
"""The group of figures that an organ counts for itself."""


# Every figure of a year ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A figure of the ledger with its months and last year's figure."""

    indicator: Indicator
    group: str
    value: Decimal | None
    last: Decimal | None
    entries: int
    months: tuple[Decimal | None, ...]


def book(reach: Reach, year: int, *, place: str = "", known_by: int | None = None) -> Book:
    """Return the books of an organ and those below it over a year.

    ``known_by`` is a position in the organ's own journal; what its books held then.
    """
    positions = {reach.organ.code: figures.position(reach.organ.code, known_by)} if known_by else None
    return Book(reach.codes, Period.year(year), known_by=positions, place=place or None)


def year_of(organ: models.Organ, year: int) -> Book:
    """Return the books of one organ over a year."""
    return Book([organ.code], Period.year(year))


def group_of(code: str) -> str:
    """Return the group of duties that an indicator belongs to."""
    declared = registry.posting_procedure(code)
    return declared.group if declared else LOCAL


def wanted(asked: Book, *, group: str = "", words: str = "") -> list[Indicator]:
    """Return the indicators of a group that hold all of the words, in their label, wordings or definition."""
    terms = words.split()
    found = [
        one
        for one in asked.indicators.values()
        if (not group or group_of(one.code) == group) and all(_told(one, term) for term in terms)
    ]
    order = {code: place for place, code in enumerate(registry.current())}
    return sorted(found, key=lambda one: order.get(_duty(one.code), len(order)))


def _duty(code: str) -> str:
    declared = registry.posting_procedure(code)
    return declared.code if declared else ""


def _told(one: Indicator, term: str) -> bool:
    return any(term in text for text in (one.label, one.definition, one.code, *one.says))


def accounts(asked: Book, indicators: Sequence[Indicator]) -> list[Account]:
    """Return the accounts of indicators, with every month, in a constant number of queries."""
    months = Split(asked, [one.code for one in indicators], "month")
    return [
        Account(
            indicator=one,
            group=group_of(one.code),
            value=asked.value(one.code),
            last=asked.value(one.code, (), 1) if asked.reaches_back(one.code) else None,
            entries=sum(asked.entries(code) for code in dict.fromkeys(registry.asked(one))),
            months=tuple(months.values(one.code).values()),
        )
        for one in indicators
    ]


def years(reach: Reach, *, today: date) -> list[int]:
    """Return the years the books reach over, newest first."""
    rows = models.Balance.objects.filter(organ_id__in=reach.codes)
    first = rows.aggregate(first=Min("month"))["first"]
    since = min(first // 100, today.year) if first else today.year
    return list(range(today.year, since - 1, -1))


# The certificate of one ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So much of a figure in one value of a breakdown; ``where`` is how to ask for it."""

    label: str
    amount: Decimal | None
    where: Where = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A figure taken apart along one declared dimension."""

    dimension: str
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Up to where the books are read: an entry, 0 for several journals, and when it was recorded."""

    number: int
    at: datetime | None
    filed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """So much of a figure in one community, or in one organ."""

    code: str
    name: str
    amount: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Where a figure comes from.

    ``span`` is the part of the year it is told of, None for the whole; ``months`` are those of the year in
    any case.  ``opening`` is the part brought forward; ``seen`` are the cases behind the lines that the clerk
    may open; ``count`` is how many lines there are; ``filed`` is what the books held when the report was
    signed.
    """

    reach: Reach
    year: int
    span: Span | None
    indicator: Indicator
    where: Where
    figure: Figure
    counting: tuple[str, ...]
    bases: tuple[str, ...]
    known: Known
    place_name: str
    breakdowns: tuple[Breakdown, ...] = ()
    months: tuple[Decimal | None, ...] = ()
    months_before: tuple[Decimal | None, ...] = ()
    places: tuple[Place, ...] = ()
    organs: tuple[Place, ...] = ()
    parts: tuple[Figure, ...] = ()
    lines: tuple[Line, ...] = ()
    count: int = 0
    opening: Decimal = Decimal(0)
    seen: frozenset[str] = frozenset()
    filed: Decimal | None = None
    place_names: dict[str, str] = field(default_factory=dict)


def certificate(
    reach: Reach,
    year: int,
    code: str,
    *,
    clerk: Clerk,
    where: Where = (),
    place: str = "",
    known_by: int | None = None,
    month: int = 0,
    span: Span | None = None,
    offset: int = 0,
    limit: int = 20,
) -> Certificate:
    """Return the certificate of a figure with ``limit`` of its lines, those of one ``month`` if it is given.

    ``span`` is a part of the year, None for the whole.  ``known_by`` is a position in the organ's journal,
    None for everything known now.

    Raises:
        UnknownIndicatorError: no definition posts the indicator.
        ValueError: several breakdowns are asked at once, by which the indicator is not kept.

    """
    whole = book(reach, year, place=place, known_by=known_by)
    asked = whole.over(Period.of(span)) if span is not None else whole
    indicator = asked.indicator(code)
    figure = asked.figure(Asked(code=code, where=where))
    filing = filed_statements.filing(reach.organ.code, year)
    names = dict(organs.places(reach.codes))
    lines, count = _lines(asked, code, where, month=month, offset=offset, limit=limit)
    return Certificate(
        reach=reach,
        year=year,
        span=span,
        indicator=indicator,
        where=where,
        figure=figure,
        counting=counting.counting(indicator),
        bases=tuple(_bases(indicator)),
        known=_known(reach, known_by, filing),
        place_name=names.get(place, place),
        breakdowns=tuple(_breakdowns(asked, indicator, where)),
        months=tuple(Split(whole, [code], "month", where=where).values(code, where).values()),
        months_before=tuple(
            Split(whole, [code], "month", years_back=1, where=where).values(code, where).values()
        )
        if figure.last is not None and whole.months_reach_back(code)
        else (),
        places=tuple(_apart(asked, code, where, "place", names)) if not place and not reach.is_sum else (),
        organs=tuple(_apart(asked, code, where, "organ", dict(reach.others))) if reach.is_sum else (),
        parts=tuple(_parts(asked, indicator, where)),
        lines=lines,
        count=count,
        opening=_opening(asked, code, where),
        seen=access.seen_among(clerk, {line.case for line in lines}),
        filed=_filed(reach, year, code, where, filing)
        if known_by is None and not place and span is None
        else None,
        place_names=names,
    )


def _lines(
    asked: Book, code: str, where: Where, *, month: int, offset: int, limit: int
) -> tuple[tuple[Line, ...], int]:
    if asked.indicator(code).formula:
        return (), 0
    year = asked.period.since.year
    within = (
        Period(since=date(year, month, 1), until=date(year + month // 12, month % 12 + 1, 1))
        if month
        else None
    )
    return figures.lines(asked, code, where=where, within=within, offset=offset, limit=limit)


def _bases(indicator: Indicator) -> Iterable[str]:
    """Yield the articles on which the steps rest that an indicator counts, each once."""
    declared = registry.posting_procedure(indicator.code)
    if declared is None:
        return
    named = [step_name(one.step) for one in indicator.tallies if not isinstance(one, Standing)]
    steps = [declared.step(name) for name in named] or [one for one in declared.parts.steps if one.opening]
    yield from dict.fromkeys(short(step.basis) for step in steps)


def _known(reach: Reach, number: int | None, filing: models.Filing | None) -> Known:
    if reach.is_sum:
        ends = models.Journal.objects.filter(organ_id__in=reach.codes)
        return Known(number=0, at=ends.aggregate(last=Max("recorded_at"))["last"])
    rows = models.Entry.objects.filter(organ_id=reach.organ.code).values_list("number", "recorded_at")
    row = (rows.filter(number=number) if number is not None else rows.order_by("-number")).first()
    filed = filing is not None and number == filing.known_by
    return Known(number=row[0] if row else 0, at=row[1] if row else None, filed=filed)


def _filed(reach: Reach, year: int, code: str, where: Where, filing: models.Filing | None) -> Decimal | None:
    if filing is None:
        return None
    return book(reach, year, known_by=filing.known_by).value(code, where)


def filed_position(reach: Reach, year: int) -> int | None:
    """Return the position in the organ's journal that its signed report knew, None while it is not signed."""
    filing = filed_statements.filing(reach.organ.code, year)
    return filing.known_by if filing else None


slice_label = counting.slice_label
dimension_label = counting.dimension_label


def _breakdowns(asked: Book, indicator: Indicator, where: Where) -> Iterable[Breakdown]:
    """Yield each declared breakdown; in a slice its own finer values, and those that are kept besides it."""
    within = dict(where)
    for dimension in indicator.by:
        others = tuple(one for one in where if one[0] != dimension)
        if others and not figures.is_kept(indicator, (*others, (dimension, ""))):
            continue
        values = _values_of(asked, indicator, dimension, under=within.get(dimension, ""))
        slices = [(value, tuple(sorted((*others, (dimension, value))))) for value in values]
        parts = [
            Part(
                label=counting.value_label(indicator.code, dimension, value),
                amount=asked.value(indicator.code, part),
                where=part,
            )
            for value, part in slices
        ]
        if shown := [part for part in parts if part.amount]:
            yield Breakdown(
                dimension=dimension,
                label=counting.dimension_label(indicator.code, dimension),
                parts=tuple(sorted(shown, key=lambda part: -(part.amount or 0))),
            )


def _values_of(asked: Book, indicator: Indicator, dimension: str, *, under: str) -> list[str]:
    """Return the values of a breakdown one level below ``under``; a code holds what is below it."""
    codes = formula.read(indicator.formula).codes if indicator.formula else (indicator.code,)
    held = {value for code in codes for value in asked.slices(code, dimension)}
    lead = f"{under}/" if under else ""
    return sorted({lead + value[len(lead) :].partition("/")[0] for value in held if value.startswith(lead)})


def _apart(asked: Book, code: str, where: Where, axis: Any, names: dict[str, str]) -> Iterable[Place]:
    split = Split(asked, [code], axis, where=where)
    found = [
        Place(code=part, name=names.get(part, part) or "未分社区", amount=value)
        for part, value in split.values(code, where).items()
        if value
    ]
    yield from sorted(found, key=lambda one: -(one.amount or 0))


def _parts(asked: Book, indicator: Indicator, where: Where) -> Iterable[Figure]:
    for one in dict.fromkeys(counting.with_parts(indicator)):
        can = all(name in one.by for name, _ in where) and figures.is_kept(one, where)
        sliced = where if can else ()
        yield asked.figure(Asked(code=one.code, where=sliced))


def _opening(asked: Book, code: str, where: Where) -> Decimal:
    """Return how much of a figure, or of a slice of it, was brought forward."""
    if not where:
        return asked.opening(code)
    if asked.indicator(code).formula:
        return Decimal(0)
    rows = figures.behind(asked, code, where)
    rows = rows.filter(case__in=books.brought_forward(asked.organs))
    return amount_of(rows.aggregate(total=Sum("amount"))["total"])
