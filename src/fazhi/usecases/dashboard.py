"""The year in pictures, for someone with two minutes: a few figures, month by month and taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from fazhi.core.procedure import Indicator
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import counting, ledger, organs
from fazhi.usecases.figures import Book
from fazhi.usecases.ledger import Part
from fazhi.usecases.organs import Reach
from fazhi.usecases.splits import Axis, Split

MONTHLY = (
    "mediation.cases",
    "penalty.cases",
    "review.total",
    "inspection.count",
    "hotline.received",
    "publicity.events",
)
"""The figures shown month by month: one for each main duty."""
TAKEN_APART = (
    ("mediation.cases", "dispute_type"),
    ("penalty.cases", "penalty_kind"),
    ("review.total", "review_kind"),
    ("hotline.received", "topic"),
    ("petition.count", "category"),
    ("publicity.events", "form"),
)
ROSTERS = (
    "staff.count",
    "staff.legal_qualified",
    "officer.count",
    "officer.required",
    "officer.certified",
    "officer.certified_rate",
    "mediation.committees",
    "mediator.count",
    "mediator.fulltime",
)
TOLD = (
    "mediation.settled",
    "mediation.success_rate",
    "penalty.fines",
    "enforcement.three_systems_rate",
    "review.adoption_rate",
    "hotline.on_time_rate",
    "hotline.satisfaction_rate",
    "petition.count",
    "petition.resolution_rate",
    "disclosure.items",
    "disclosure.requests",
    "disclosure.requests_answered",
    "reconsideration.cases",
    "litigation.cases",
    "litigation.head_appearance_rate",
    "publicity.participants",
    "training.sessions",
    "training.participants",
    "rectify.found",
    "rectify.fixed",
)
"""What the sentences tell besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure with last year's, None where it cannot be computed or is not known."""

    indicator: Indicator
    value: Decimal | None
    last: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """A figure month by month: None for months to come; ``before`` is empty where the books begin."""

    told: Told
    now: tuple[Decimal | None, ...]
    before: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A figure taken apart, along a dimension or by community, the largest first."""

    told: Told
    dimension: str
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How limits were kept in the year: in time, late, or run out and not done; ``running`` go on."""

    kept: int
    late: int
    overdue: int
    running: int


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """Everything a dashboard shows of a year."""

    reach: Reach
    year: int
    told: Mapping[str, Told]
    months: tuple[Months, ...]
    apart: tuple[Apart, ...]
    by_community: Apart | None
    limits: Limits
    rosters: tuple[Told, ...]


def read(reach: Reach, year: int, *, today: date) -> Pictures:
    """Return the year in pictures, in a constant number of queries."""
    book = ledger.book(reach, year)
    known = registry.indicators()

    def told(code: str) -> Told:
        return Told(
            indicator=known[code],
            value=book.value(code),
            last=book.value(code, (), 1) if book.reaches_back(code) else None,
        )

    monthly = [code for code in MONTHLY if code in known]
    now = Split(book, monthly, "month")
    before = Split(book, monthly, "month", years_back=1)
    months = tuple(
        Months(
            told=told(code),
            now=_so_far(tuple(now.values(code).values()), year, today),
            before=tuple(before.values(code).values()) if book.months_reach_back(code) else (),
        )
        for code in monthly
    )
    begun = any(any(one.now) for one in months)
    apart = []
    for code, dimension in TAKEN_APART:
        if code in known and dimension in known[code].by:
            parts = (
                Part(
                    label=counting.value_label(code, dimension, value),
                    amount=book.value(code, ((dimension, value),)),
                    where=((dimension, value),),
                )
                for value in dict.fromkeys(name.partition("/")[0] for name in book.slices(code, dimension))
            )
            apart.append(_apart(told(code), dimension, parts))
    return Pictures(
        reach=reach,
        year=year,
        told={code: told(code) for code in (*MONTHLY, *TOLD) if code in known},
        months=tuple(one for one in months if any(one.now) or any(one.before)) if begun else (),
        apart=tuple(one for one in apart if len(one.parts) > 1),
        by_community=_by_community(reach, book, told("mediation.cases")),
        limits=limits(reach, year, today=today),
        rosters=tuple(told(code) for code in ROSTERS if code in known and book.value(code)),
    )


def _apart(told: Told, dimension: str, parts: Iterable[Part]) -> Apart:
    found = [part for part in parts if part.amount]
    return Apart(
        told=told,
        dimension=dimension,
        label=counting.dimension_label(told.indicator.code, dimension),
        parts=tuple(sorted(found, key=lambda part: -(part.amount or 0))),
    )


def _by_community(reach: Reach, book: Book, told: Told) -> Apart | None:
    """Take a figure apart by community, or by organ where it is summed over several."""
    axis: Axis = "organ" if reach.is_sum else "place"
    names = dict(reach.others if reach.is_sum else organs.places(reach.codes))
    split = Split(book, [told.indicator.code], axis)
    parts = [
        Part(label=names.get(code, code) or "未分社区", amount=amount, where=((axis, code),))
        for code, amount in split.values(told.indicator.code).items()
        if amount
    ]
    if len(parts) < 2:
        return None
    return Apart(
        told=told,
        dimension=axis,
        label="机关" if reach.is_sum else "社区（村）",
        parts=tuple(sorted(parts, key=lambda part: -(part.amount or 0))),
    )


def _so_far(months: tuple[Decimal | None, ...], year: int, today: date) -> tuple[Decimal | None, ...]:
    begun = 12 if year < today.year else today.month
    return tuple(value if place < begun else None for place, value in enumerate(months))


def limits(reach: Reach, year: int, *, today: date) -> Limits:
    """Return how the limits of a year were kept; what was kept in other years is not looked at."""
    end = min(date(year + 1, 1, 1), today)
    rows = models.Due.objects.filter(organ__in=reach.codes, binding=True)
    met = rows.filter(met_on__gte=date(year, 1, 1), met_on__lt=date(year + 1, 1, 1))
    open_then = rows.filter(Q(met_on=None) | Q(met_on__gte=end))
    late = met.filter(late=True).count()
    return Limits(
        kept=met.count() - late,
        late=late,
        overdue=open_then.filter(last_day__lt=end).count(),
        running=rows.filter(met_on=None).filter(Q(last_day__gte=today) | Q(last_day=None)).count(),
    )
