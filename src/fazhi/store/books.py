"""Postings and balances in tables: what an entry adds, and how a figure is read as known at a moment.

A balance cell is organ, indicator, one declared slice, place, month of happening, month of recording.
A figure known by a position in the journal is the cells recorded in earlier months, plus the postings of
the month in which that position lies, up to it: a short sum however long the journal is.  Each cell tells
how many postings it sums as well, so that nobody counts them to say what a figure rests on.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from fazhi.core.ledger import WHOLE, Posting, cells, cells_of
from fazhi.core.procedure import CROSS
from fazhi.procedures import registry
from fazhi.store import models, rows

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


#: The columns of a posting.
POSTED = (
    "organ_id", "entry", "line", "case", "indicator", "place", "on", "recorded", "amount", "key", "slices",
    "reverses",
)  # fmt: skip


def posting_rows(
    organ: str, entry: int, case: str, recorded_at: datetime, postings: Sequence[Posting]
) -> list[tuple[Any, ...]]:
    """Return the rows of an entry's postings: the values of ``POSTED``."""
    recorded = month_of(recorded_at)
    return [
        (
            organ,
            entry,
            line,
            case,
            one.indicator,
            one.place,
            one.on,
            recorded,
            hundredths(one.amount),
            one.key,
            slices_text(one.slices),
            one.reverses,
        )
        for line, one in enumerate(postings)
    ]


def slices_text(slices: Mapping[str, str]) -> str:
    """Return slices as they lie in the table."""
    return json.dumps(dict(slices), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def slices_of(text: str) -> dict[str, str]:
    """Return slices from how they lie in the table."""
    found: dict[str, str] = json.loads(text)
    return found


def posting_of(row: models.Posting) -> Posting:
    """Return the posting that a row holds."""
    return Posting(
        indicator=row.indicator,
        on=row.on,
        amount=amount_of(row.amount),
        place=row.place,
        slices=slices_of(row.slices),
        key=row.key,
        reverses=row.reverses,
    )


CellKey = tuple[str, str, str, str, int, int]
KeyedCell = tuple[str, str, str, str, int, int, str]
#: What is added to a cell: an amount, and how many postings it sums.
Added = tuple[int, int]


def balance_cells(
    postings: Iterable[Posting], *, recorded: int
) -> tuple[dict[CellKey, Added], dict[KeyedCell, Added]]:
    """Return what postings recorded in a month add to balances, and to keyed tallies.

    A balance cell is (indicator, dimension, value, place, month, recorded); a keyed one has its key as well.
    """
    plain: dict[CellKey, Added] = {}
    keyed: dict[KeyedCell, Added] = {}
    for posting, dimension, value, amount in cells(postings, registry.crossings()):
        cell = (posting.indicator, dimension, value, posting.place, month_of(posting.on), recorded)
        if posting.key:
            sum_, count = keyed.get((*cell, posting.key), (0, 0))
            keyed[*cell, posting.key] = sum_ + hundredths(amount), count + 1
        else:
            sum_, count = plain.get(cell, (0, 0))
            plain[cell] = sum_ + hundredths(amount), count + 1
    return plain, keyed


def add_to_balances(organ: str, plain: Mapping[CellKey, Added], keyed: Mapping[KeyedCell, Added]) -> None:
    """Add cells to the balances of an organ, in one statement a table."""
    columns = ["organ_id", "indicator", "dimension", "value", "place", "month", "recorded"]
    if plain:
        _upsert("store_balance", columns, [(organ, *cell, *added) for cell, added in plain.items()])
    if keyed:
        _upsert("store_tally", [*columns, "key"], [(organ, *cell, *added) for cell, added in keyed.items()])


#: The columns that name a cell of the balances within an organ; a keyed one has ``key`` as well.
CELL = ("indicator", "dimension", "value", "place", "month", "recorded")
#: What is kept of a cell.
SUMMED = ("amount", "postings")


def cells_by_sql(organ: str, *, keyed: bool) -> tuple[str, list[Any]]:
    """Return a query of what the balances of an organ should be, and what it is to be given.

    Its columns are ``CELL``, the key if asked, and ``SUMMED``.  It sums the postings, slice by slice, and for
    the breakdowns that are crossed by all of their values.
    """
    postgres = connection.vendor == "postgresql"
    if postgres:
        month = 'CAST(EXTRACT(YEAR FROM p."on") * 100 + EXTRACT(MONTH FROM p."on") AS integer)'
        each = ", jsonb_each_text(CAST(p.slices AS jsonb)) AS s(key, value)"
    else:
        month = """CAST(strftime('%%Y%%m', p."on") AS integer)"""
        each = ", json_each(p.slices) AS s"
    parts = [("''", "''", "", "", [organ]), ("s.key", "s.value", each, "", [organ])]
    for names, codes in _crossed().items():
        values = [
            f"(CAST(p.slices AS jsonb) ->> '{one}')" if postgres else f"json_extract(p.slices, '$.{one}')"
            for one in names
        ]
        held = "".join(f" AND {value} IS NOT NULL" for value in values)
        among = f" AND p.indicator IN ({', '.join(['%s'] * len(codes))})"
        joined = f" || '{CROSS}' || ".join(values)
        parts.append((f"'{CROSS.join(names)}'", joined, "", among + held, [organ, *codes]))
    key, wanted = (", p.key", "<>") if keyed else ("", "=")
    grouped = ", ".join(map(str, range(1, len(CELL) + 1 + keyed)))
    query = " UNION ALL ".join(
        f"SELECT p.indicator, {dimension} AS dimension, {value} AS value, p.place, {month} AS month, "  # noqa: S608 - own names
        f"p.recorded{key}, SUM(p.amount) AS amount, COUNT(*) AS postings "
        f"FROM store_posting p{more} WHERE p.organ_id = %s AND p.key {wanted} ''{narrowed} GROUP BY {grouped}"
        for dimension, value, more, narrowed, _ in parts
    )
    return query, [one for *_, given in parts for one in given]


def _crossed() -> dict[tuple[str, ...], list[str]]:
    """Return the indicators that are kept by several breakdowns at once, by these."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, crossed in registry.crossings().items():
        for names in crossed:
            found[names].append(code)
    return found


def _upsert(table: str, columns: list[str], cells: list[tuple[Any, ...]]) -> None:
    width = len(columns) + len(SUMMED)
    adding = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in SUMMED)
    step = 900 // width
    for start in range(0, len(cells), step):
        part = cells[start : start + step]
        values = ", ".join(["(" + ", ".join(["%s"] * width) + ")"] * len(part))
        rows.run(
            f"INSERT INTO {table} ({', '.join([*columns, *SUMMED])}) VALUES {values} "  # noqa: S608 - own names
            f"ON CONFLICT ({', '.join(columns)}) DO UPDATE SET {adding}",
            [item for row in part for item in row],
            prepared=len(part) < 16,
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
Counts = dict[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the books hold: (indicator, dimension, value) → amount, and how many postings it rests on."""

    sums: Sums
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class _Asking:
    """What is asked of the tables, for organs of which the same is known.

    ``low`` and ``high`` are months [low, high), ``low`` 0 from the beginning; None means all of the
    indicators, or of the dimensions.
    """

    organs: list[str]
    indicators: list[str] | None
    low: int
    high: int
    position: KnownBy
    dimensions: list[str] | None
    place: str | None

    def cells(self, table: type[models.Balance | models.Tally]) -> Iterable[tuple[Any, ...]]:
        """Return (indicator, dimension, value, key of a tally, total, postings) from before the position."""
        kept: QuerySet[Any] = table.objects.filter(
            organ_id__in=self.organs, month__gte=self.low, month__lt=self.high
        )
        if self.indicators is not None:
            kept = kept.filter(indicator__in=self.indicators)
        if self.position.number is not None:
            kept = kept.filter(recorded__lt=self.position.month)
        if self.dimensions is not None:
            kept = kept.filter(dimension__in=self.dimensions)
        if self.place is not None:
            kept = kept.filter(place=self.place)
        names = ["indicator", "dimension", "value", *(["key"] if table is models.Tally else [])]
        found: Iterable[tuple[Any, ...]] = (
            kept.order_by()
            .values(*names)
            .annotate(total=Sum("amount"), n=Sum("postings"))
            .values_list(*names, "total", "n")
        )
        return found

    @cached_property
    def cut(self) -> list[models.Posting]:
        """The postings recorded in the month of the position, up to it; none if everything is known."""
        if self.position.number is None:
            return []
        posted = models.Posting.objects.filter(
            organ_id__in=self.organs,
            recorded=self.position.month,
            entry__lte=self.position.number,
            on__lt=date(self.high // 100, self.high % 100, 1),
        )
        if self.indicators is not None:
            posted = posted.filter(indicator__in=self.indicators)
        if self.low:
            posted = posted.filter(on__gte=date(self.low // 100, self.low % 100, 1))
        return list(posted.filter(place=self.place) if self.place is not None else posted)

    def slices(self, posting: models.Posting) -> Iterable[tuple[str, str]]:
        """Yield the (dimension, value) of a posting that are asked, the whole first."""
        crossed = registry.crossings().get(posting.indicator, ())
        for dimension, value in cells_of(json.loads(posting.slices), crossed):
            if self.dimensions is None or dimension in self.dimensions:
                yield dimension, value


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
    """Return (indicator, dimension, value) → amount over [since, until), as ``held`` does."""
    return held(
        organs, indicators, since=since, until=until, known_by=known_by, dimensions=dimensions, place=place
    ).sums


def held(
    organs: Sequence[str],
    indicators: Iterable[str] | None,
    *,
    since: date,
    until: date,
    known_by: Mapping[str, KnownBy] | None = None,
    dimensions: Iterable[str] | None = (),
    place: str | None = None,
) -> Held:
    """Return what the books hold over [since, until), both first days of a month.

    The whole is under dimension "" and value "".  ``dimensions`` are read besides it; None means all of them,
    or all indicators.  ``since`` may be ``date.min`` for a stock.  Keyed tallies give the number of keys
    above zero.
    """
    groups: dict[KnownBy, list[str]] = defaultdict(list)
    for organ in organs:
        groups[(known_by or {}).get(organ, KnownBy())].append(organ)
    wanted = None if indicators is None else list(indicators)
    asked = [
        _Asking(
            organs=group,
            indicators=wanted,
            low=0 if since == date.min else month_of(since),
            high=month_of(until),
            position=position,
            dimensions=None if dimensions is None else [WHOLE, *dimensions],
            place=place,
        )
        for position, group in groups.items()
    ]
    sums: Sums = defaultdict(Decimal)
    counts: Counts = defaultdict(int)
    by_key: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for asking in asked:
        for indicator, dimension, value, total, postings in asking.cells(models.Balance):
            cell = (indicator, dimension, value)
            sums[cell] += amount_of(total)
            counts[cell] += postings
        for indicator, dimension, value, key, total, postings in asking.cells(models.Tally):
            by_key[indicator, dimension, value, key] += total
            counts[indicator, dimension, value] += postings
        for posting in asking.cut:
            for dimension, value in asking.slices(posting):
                cell = (posting.indicator, dimension, value)
                counts[cell] += 1
                if posting.key:
                    by_key[*cell, posting.key] += posting.amount
                else:
                    sums[cell] += amount_of(posting.amount)
    for (indicator, dimension, value, _key), amount in by_key.items():
        if amount > 0:
            sums[indicator, dimension, value] += 1
    return Held(sums=dict(sums), counts=dict(counts))


def brought_forward(organs: Sequence[str]) -> list[str]:
    """Return the cases of the opening entries of organs: few, and found by an index of their own.

    The kind stands in the query itself, for no database looks into a partial index for a parameter.
    """
    marks = ", ".join(["%s"] * len(organs))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {connection.ops.quote_name('case')} FROM store_entry "  # noqa: S608 - own names
            f"WHERE kind = 'opening' AND organ_id IN ({marks})",
            list(organs),
        )
        return [case for (case,) in cursor.fetchall()]
