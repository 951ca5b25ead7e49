"""How long a page of a list takes a clerk with narrow rights, at the beginning and deep down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import connection

from bench import office
from bench.measure import Measure, best
from bench.shapes import YEAR
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import lists

SIZE = 100
TODAY = date(YEAR + 1, 1, 15)
PLACE = office.PLACES[3]
PROCEDURE = "mediation"


def measures(cases: int) -> Iterator[Measure]:
    """Measure the first page, and one behind nine tenths of the list."""
    clerk = office.clerk(office.mediator(PLACE))
    procedure = registry.procedure(PROCEDURE)
    for what, position in (("first page", None), ("page at nine tenths", _deep())):

        def page(position: lists.Position | None = position) -> lists.Page:
            return lists.page(clerk, procedure, today=TODAY, after=position, size=SIZE)

        def floor(position: lists.Position | None = position) -> list[Any]:
            return _by_one_query(position)

        found = page().lines
        if [line.key for line in found] != [row[0] for row in floor()]:
            raise RuntimeError("the list and its floor show different cases")
        took, least = best(page, rounds=25), best(floor, rounds=25)
        yield Measure(
            part="lists",
            what=f"{what}, {cases:,} cases",
            value=took,
            unit="ms",
            floor=least,
            target="≤ 3 × floor",
            holds=took <= 3 * least,
            note=f"{len(found)} rows",
        )


def _by_one_query(position: lists.Position | None) -> list[Any]:
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, lists.COLUMNS))
    after = "AND (last_on, key) < (%s, %s)" if position else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM store_case WHERE organ_id = %s AND procedure = %s AND place = %s {after} "  # noqa: S608 - own names
            f"ORDER BY last_on DESC, key DESC LIMIT {SIZE}",
            [office.ORGAN, PROCEDURE, PLACE, *(position or ())],
        )
        found: list[Any] = cursor.fetchall()
        return found


def _deep() -> lists.Position:
    rows = models.Case.objects.filter(organ_id=office.ORGAN, procedure=PROCEDURE, place=PLACE)
    skipped = rows.count() * 9 // 10 - SIZE // 2
    [found] = rows.order_by("-last_on", "-key").values_list("last_on", "key")[skipped : skipped + 1]
    return lists.Position(*found)
