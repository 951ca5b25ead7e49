"""How long the figures of the annual report take, however many cases lie behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db import connection

from bench import office
from bench.measure import Measure, best
from bench.shapes import YEAR
from fazhi.documents import render
from fazhi.store import models
from fazhi.usecases import clock, report_files, statements
from fazhi.usecases.figures import Book, Period

TODAY = date(YEAR + 1, 1, 15)
_CELL = "indicator, dimension, value, place, month, recorded, amount"
_CELLS = [
    f"SELECT {columns} FROM {table} WHERE organ_id = %s AND month >= %s AND month < %s"  # noqa: S608 - own names
    for table, columns in (("store_balance", _CELL), ("store_tally", f"{_CELL}, key"))
]


def values() -> list[Any]:
    """Return every figure that the report could print, from books just opened."""
    book = Book([office.ORGAN], Period.year(YEAR))
    return [book.value(code) for code in book.indicators]


def cells() -> int:
    """Read the rows from which these figures are drawn, and return how many there are."""
    found = 0
    with connection.cursor() as cursor:
        for query in _CELLS:
            cursor.execute(query, [office.ORGAN, YEAR * 100 + 1, (YEAR + 1) * 100 + 1])
            found += len(cursor.fetchall())
    return found


def measures(cases: int) -> Iterator[Measure]:
    """Measure the values against reading their rows, then composing and drawing apart."""
    took, floor = best(values), best(cells)
    yield Measure(
        part="figures",
        what=f"all values, {cases:,} cases",
        value=took,
        unit="ms",
        floor=floor,
        target="≤ 2 × floor",
        holds=took <= 2 * floor,
        note=f"{cells():,} balance cells",
    )
    organ = models.Organ.objects.get(pk=office.ORGAN)
    yield Measure(
        part="figures",
        what=f"composing the report, {cases:,} cases",
        value=best(lambda: statements.draft(organ, YEAR, today=TODAY), rounds=3),
        unit="ms",
    )
    draft = statements.draft(organ, YEAR, today=TODAY)
    now = clock.noon(TODAY)
    for form in ("docx", "pdf"):
        paper = report_files.paper_of(organ, YEAR, now=now, found=draft)
        yield Measure(
            part="figures",
            what=f"drawing it as {form}, {cases:,} cases",
            value=best(partial(render, paper, form), rounds=2),
            unit="ms",
        )
