"""Lines of lists, read in the order of an index: latest first, from a position on, so many at a time.

A position is a day and the key of a case; the two are compared as one, which an index follows to the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from fazhi.store import models, rows


class Window(NamedTuple):
    """What to read: lines strictly between two positions, at most ``size``, from below if ``rising``."""

    below: tuple[date, str] | None
    above: tuple[date, str] | None
    size: int
    rising: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What lines are narrowed to; "" and None narrow nothing, ``days`` are [since, until)."""

    stage: str = ""
    place: str = ""
    days: tuple[date, date] | None = None


def of_cases(
    organ: str, procedure: str, columns: Sequence[str], narrowed: Narrowed, window: Window, *, place: str = ""
) -> list[tuple[Any, ...]]:
    """Return the day by which each case lies and its columns, of all cases or those of a place.

    That day is ``last_on``, which the columns must name.
    """
    asked = [("c.organ_id = %s", organ), ("c.procedure = %s", procedure)]
    if place:
        asked.append(("c.place = %s", place))
    lies = (f"c.{connection.ops.quote_name('last_on')}", "c.key")
    found = _read("store_case c", lies, columns, [*asked, *_narrowed(narrowed, lies[0])], window)
    day = columns.index("last_on")
    return [(row[day], *row) for row in found]


def of_hands(
    organ: str,
    procedure: str,
    columns: Sequence[str],
    narrowed: Narrowed,
    window: Window,
    *,
    person: str,
    outside: Iterable[str] = (),
) -> list[tuple[Any, ...]]:
    """Return the same of the cases in which a person has a hand, but for those in some places.

    They lie by the day on which that person last had a hand in them.
    """
    asked = [("h.organ = %s", organ), ("h.person = %s", person), ("h.procedure = %s", procedure)]
    asked += [("c.place <> %s", place) for place in outside]
    source = "store_hand h JOIN store_case c ON c.key = h.case_id"
    lies = ("h.last_on", "h.case_id")
    return _read(source, lies, columns, [*asked, *_narrowed(narrowed, lies[0])], window)


def _narrowed(narrowed: Narrowed, on: str) -> Iterable[tuple[str, Any]]:
    if narrowed.stage:
        yield "c.stage = %s", narrowed.stage
    if narrowed.place:
        yield "c.place = %s", narrowed.place
    if narrowed.days is not None:
        yield f"{on} >= %s", narrowed.days[0]
        yield f"{on} < %s", narrowed.days[1]


def _read(
    source: str,
    lies: tuple[str, str],
    columns: Sequence[str],
    asked: Sequence[tuple[str, Any]],
    window: Window,
) -> list[tuple[Any, ...]]:
    """Return the columns, before them the day where they do not name it."""
    on, key = lies
    where, parameters = [one for one, _ in asked], [value for _, value in asked]
    for sign, position in (("<", window.below), (">", window.above)):
        if position is not None:
            where.append(f"({on}, {key}) {sign} (%s, %s)")
            parameters += position
    way = "" if window.rising else " DESC"
    names = [f"c.{connection.ops.quote_name(name)}" for name in columns]
    if on not in names:
        names, columns = [on, *names], ("last_on", *columns)
    # The size stands in the query: the plan that is kept of it must know how little is wanted.
    return rows.Question(
        models.Case,
        tuple(columns),
        f"SELECT {', '.join(names)} FROM {source} WHERE {' AND '.join(where)} "  # noqa: S608 - own names
        f"ORDER BY {on}{way}, {key}{way} LIMIT {int(window.size)}",
        parameters,
        prepared=True,
    ).read()
