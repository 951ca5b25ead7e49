"""The table of limits: every number of days the law gives, with its kind of day and its article."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from fazhi.core.law import LimitKind, LimitRow, Scope, Unit
from fazhi.law.instruments import instrument
from fazhi.law.tables import Line, lines

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

_DATE_LENGTH = len("03-01")


def limit(code: str, on: date | None = None) -> LimitRow:
    """Return a row of the table of limits: the latest, or the one in force on a day.

    Raises:
        LookupError: no such code (the message lists near ones), or not in force that day.

    """
    versions = _by_code().get(code)
    if versions is None:
        family = [each for each in _by_code() if each.startswith(code[:3])]
        near = get_close_matches(code, family or _by_code(), n=5, cutoff=0.5)
        raise LookupError(f"no limit {code!r} in law/limits.csv; near it are {', '.join(near) or 'none'}")
    if on is None:
        return versions[-1]
    for row in versions:
        if row.holds(on):
            return row
    first = versions[0].in_force
    raise LookupError(f"limit {code} ({versions[0].label}) is not in force on {on}: it begins on {first}")


@cache
def all() -> tuple[LimitRow, ...]:  # noqa: A001 - read as limits.all()
    """Return every row, in the order of the table."""
    return tuple(map(_row, lines("limits")))


def active(profiles: Collection[str] = (), *, on: date | None = None) -> tuple[LimitRow, ...]:
    """Return the rows that bind: national ones, and those of the profiles switched on."""
    bind = (row for row in all() if row.scope is Scope.NATIONAL or row.profile in profiles)
    return tuple(row for row in bind if on is None or row.holds(on))


@cache
def _by_code() -> dict[str, list[LimitRow]]:
    rows: dict[str, list[LimitRow]] = {}
    for row in all():
        rows.setdefault(row.code, []).append(row)
    return rows


def _row(line: Line) -> LimitRow:
    cited = instrument(line.text("instrument"), on=line.day_or_none("in_force"))
    places = line.text("article").split("、")
    basis, *also = (
        cited.statute.cite(place, line.text("quote") if place == places[0] else "") for place in places
    )
    unit = line.choice("unit", Unit)
    return LimitRow(
        code=line.text("code"),
        label=line.text("label"),
        number=_number(line, unit),
        unit=unit,
        kind=line.choice("kind", LimitKind),
        instrument=line.text("instrument"),
        article=line.text("article"),
        basis=basis,
        also=tuple(also),
        in_force=line.day_or_none("in_force"),
        superseded=line.day_or_none("superseded"),
        scope=line.choice("scope", Scope),
        profile=line.text("profile"),
        start=line.text("start"),
        end=line.text("end"),
        extendable_by=line.text("extendable_by"),
        silence=line.text("silence"),
        rolls=line.flag("rolls"),
        rolls_by_law=line.flag("rolls_by_law"),
        verified=line.flag("verified"),
        note=line.text("note"),
    )


def _number(line: Line, unit: Unit) -> int:
    """Read 30, or the fixed day 03-01 as 301."""
    text = line.text("number")
    if unit is Unit.DATE and len(text) == _DATE_LENGTH:
        return int(text.replace("-", ""))
    return line.number("number")
