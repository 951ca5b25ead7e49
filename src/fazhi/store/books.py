"""Postings and balances in tables: what an entry adds, and how a figure is read as known at a moment.

A balance cell is organ, indicator, one declared slice, place, month of happening, month of recording.
A figure known by a position in the journal is the cells recorded in earlier months, plus the postings of
the month in which that position lies, up to it: a short sum however long the journal is.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from fazhi.core.ledger import WHOLE, Posting, cells
from fazhi.store import models

_HUNDRED = Decimal(100)


def month_of(day: date | datetime) -> int:
    """Return the month as a number: 202503."""
    return day.year * 100 + day.month


def hundredths(amount: Decimal) -> int:
    """Return an amount in whole hundredths.

    Raises:
        ValueError: it is finer than a hundredth.

    """
    scaled = amount * _HUNDRED
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} is finer than a hundredth")
    return int(scaled)


def amount_of(stored: int | None) -> Decimal:
    """Return stored hundredths as an amount."""
    return Decimal(stored or 0) / _HUNDRED


def posting_rows(
    organ: str, entry: int, case: str, recorded_at: datetime, postings: Sequence[Posting]
) -> list[models.Posting]:
    """Return the rows of an entry's postings, unsaved."""
    return [
        models.Posting(
            organ_id=organ,
            entry=entry,
            line=line,
            case=case,
            indicator=one.indicator,
            place=one.place,
            on=one.on,
            recorded=month_of(recorded_at),
            amount=hundredths(one.amount),
            key=one.key,
            slices=json.dumps(dict(one.slices), ensure_ascii=False, sort_keys=True, separators=(",", ":")),
            reverses=one.reverses,
        )
        for line, one in enumerate(postings)
    ]


CellKey = tuple[str, str, str, str, int, int]
KeyedCell = tuple[str, str, str, str, int, int, str]


def balance_cells(
    postings: Iterable[Posting], *, recorded: int
) -> tuple[dict[CellKey, int], dict[KeyedCell, int]]:
    """Return what postings recorded in a month add to balances, and to keyed tallies.

    A balance cell is (indicator, dimension, value, place, month, recorded); a keyed one has its key as well.
    """
    plain: dict[CellKey, int] = defaultdict(int)
    keyed: dict[KeyedCell, int] = defaultdict(int)
    for posting, dimension, value, amount in cells(postings):
        cell = (posting.indicator, dimension, value, posting.place, month_of(posting.on), recorded)
        if posting.key:
            keyed[*cell, posting.key] += hundredths(amount)
        else:
            plain[cell] += hundredths(amount)
    return plain, keyed


def add_to_balances(organ: str, plain: Mapping[CellKey, int], keyed: Mapping[KeyedCell, int]) -> None:
    """Add cells to the balances of an organ, in one statement a table."""
    columns = ["organ_id", "indicator", "dimension", "value", "place", "month", "recorded"]
    if plain:
        _upsert("store_balance", columns, [(organ, *cell, amount) for cell, amount in plain.items()])
    if keyed:
        _upsert("store_tally", [*columns, "key"], [(organ, *cell, amount) for cell, amount in keyed.items()])


def _upsert(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    width = len(columns) + 1
    with connection.cursor() as cursor:
        step = 900 // width
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            values = ", ".join(["(" + ", ".join(["%s"] * width) + ")"] * len(part))
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}, amount) VALUES {values} "  # noqa: S608 - own names
                f"ON CONFLICT ({', '.join(columns)}) DO UPDATE SET amount = {table}.amount + excluded.amount",
                [item for row in part for item in row],
            )


# Reading -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBy:
    """A position in an organ's journal: the entry ``number`` and the month it was recorded in.

    What came later is not known.  ``number`` None means everything.
    """

    number: int | None = None
    month: int = 999912


Sums = dict[tuple[str, str, str], Decimal]


def sums(
    organs: Sequence[str],
    indicators: Iterable[str],
    *,
    since: date,
    until: date,
    known_by: Mapping[str, KnownBy] | None = None,
    dimensions: Iterable[str] | None = (),
    place: str | None = None,
) -> Sums:
    """Return (indicator, dimension, value) → amount over [since, until), both first days of a month.

    The whole is under dimension "" and value "".  ``dimensions`` are read besides it, None means all.
    ``since`` may be ``date.min`` for a stock.  Keyed tallies give the number of keys above zero.
    """
    wanted = list(indicators)
    low = 0 if since == date.min else month_of(since)
    high = month_of(until)
    found: Sums = defaultdict(Decimal)
    for positions, group in _by_position(organs, known_by):
        names = None if dimensions is None else [WHOLE, *dimensions]
        for row in _cells(models.Balance.objects.all(), group, wanted, low, high, positions, names, place):
            found[row["indicator"], row["dimension"], row["value"]] += amount_of(row["total"])
        if positions.number is not None:
            for posting in _cut_month(group, wanted, low, high, positions, place):
                if not posting.key:
                    _add_cells(found, posting, names)
    for key, count in _keyed(organs, wanted, low, high, known_by, dimensions, place).items():
        found[key] += count
    return dict(found)


def _by_position(
    organs: Sequence[str], known_by: Mapping[str, KnownBy] | None
) -> Iterable[tuple[KnownBy, list[str]]]:
    """Group organs by what is known of them: usually one group."""
    groups: dict[KnownBy, list[str]] = defaultdict(list)
    for organ in organs:
        groups[(known_by or {}).get(organ, KnownBy())].append(organ)
    return groups.items()


def _cells(
    table: QuerySet[Any],
    organs: list[str],
    indicators: list[str],
    low: int,
    high: int,
    position: KnownBy,
    dimensions: list[str] | None,
    place: str | None,
) -> Iterable[dict[str, Any]]:
    rows = table.filter(organ_id__in=organs, indicator__in=indicators, month__gte=low, month__lt=high)
    if position.number is not None:
        rows = rows.filter(recorded__lt=position.month)
    if dimensions is not None:
        rows = rows.filter(dimension__in=dimensions)
    if place is not None:
        rows = rows.filter(place=place)
    names = ["indicator", "dimension", "value"]
    if table.model is models.Tally:
        names.append("key")
    return rows.order_by().values(*names).annotate(total=Sum("amount"))


def _cut_month(
    organs: list[str], indicators: list[str], low: int, high: int, position: KnownBy, place: str | None
) -> Iterable[models.Posting]:
    """Return the postings recorded in the month of the position, up to it."""
    rows = models.Posting.objects.filter(
        organ_id__in=organs,
        recorded=position.month,
        indicator__in=indicators,
        entry__lte=position.number,
        on__lt=date(high // 100, high % 100, 1),
    )
    if low:
        rows = rows.filter(on__gte=date(low // 100, low % 100, 1))
    return rows.filter(place=place) if place is not None else rows


def _add_cells(found: Sums, posting: models.Posting, dimensions: list[str] | None) -> None:
    for dimension, value in [(WHOLE, WHOLE), *json.loads(posting.slices).items()]:
        if dimensions is None or dimension in dimensions:
            found[posting.indicator, dimension, value] += amount_of(posting.amount)


def _keyed(
    organs: Sequence[str],
    indicators: list[str],
    low: int,
    high: int,
    known_by: Mapping[str, KnownBy] | None,
    dimensions: Iterable[str] | None,
    place: str | None,
) -> Sums:
    names = None if dimensions is None else [WHOLE, *dimensions]
    sums_by_key: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for position, group in _by_position(organs, known_by):
        for row in _cells(models.Tally.objects.all(), group, indicators, low, high, position, names, place):
            sums_by_key[row["indicator"], row["dimension"], row["value"], row["key"]] += row["total"]
        if position.number is not None:
            for one in _cut_month(group, indicators, low, high, position, place):
                if one.key:
                    for dimension, value in [(WHOLE, WHOLE), *json.loads(one.slices).items()]:
                        if names is None or dimension in names:
                            sums_by_key[one.indicator, dimension, value, one.key] += one.amount
    found: Sums = defaultdict(Decimal)
    for (indicator, dimension, value, _key), amount in sums_by_key.items():
        if amount > 0:
            found[indicator, dimension, value] += 1
    return found
