"""Lists of cases, one procedure at a time: a page at any depth costs as much as the first.

Pages are read by key, never by number of rows passed over: a page begins after the last line of the one
before.  A clerk's rights are streams, each in the order of an index; a page is the merge of their beginnings.
What is looked for by words or by light is found first, and never more than ``MOST_FOUND``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from typing import Any, Literal, NamedTuple

from django.db.models import Q, QuerySet

from fazhi.core.form import Field
from fazhi.core.procedure import Procedure
from fazhi.store import models, search, streams
from fazhi.store.streams import Narrowed
from fazhi.usecases import access
from fazhi.usecases.people import Clerk
from fazhi.usecases.reading import Names, shown

SIZE = 50
MOST_FOUND = 500
"""How many cases a search by words or light looks at."""
MOST_COUNTED = 1000
"""Lists longer than this are said to hold more than so many: counting on would be slow."""
NEAR_DAYS = 3
"""How many days before its last day a limit warns: a habit of the house, no rule of law."""

LightWanted = Literal["", "overdue", "near", "running"]

COLUMNS = ("key", "number", "title", "place", "stage", "final", "opened_on", "last_on", "due", "record")


class Line(NamedTuple):
    """A case as one line of a list.

    ``placed_on`` is the day by which it lies in the list: when it was last worked on, in a list of one's own
    cases when one last had a hand in it.  ``due`` is the nearest last day of what runs, ``record`` its open
    fields.
    """

    placed_on: date
    key: str
    number: str
    title: str
    place: str
    stage: str
    final: bool
    opened_on: date
    last_on: date
    due: date | None
    record: dict[str, Any]


class Position(NamedTuple):
    """Where a page begins or ends: the order of every list, latest first."""

    on: date
    key: str


def near_days(procedure: type[Procedure]) -> int:
    """Return how many days before its last day the line of a list warns: a register's terms warn early."""
    warns = [limit.warns for limit in procedure.parts.limits]
    return (
        max((one for one in warns if one is not None), default=NEAR_DAYS) if None not in warns else NEAR_DAYS
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list is narrowed to; "" and 0 narrow nothing.

    ``month`` counts only with ``year``; both are of the day by which a line lies in the list.  ``text`` is
    looked for in numbers and titles.
    """

    stage: str = ""
    place: str = ""
    year: int = 0
    month: int = 0
    light: LightWanted = ""
    text: str = ""

    @property
    def days(self) -> tuple[date, date] | None:
        """The days asked for, [since, until)."""
        if not self.year:
            return None
        if not self.month:
            return date(self.year, 1, 1), date(self.year + 1, 1, 1)
        months = self.year * 12 + self.month
        return date(self.year, self.month, 1), date(months // 12, months % 12 + 1, 1)

    def met(self, line: Line) -> bool:
        """Tell whether a line is what is asked for, words and light apart."""
        days = self.days
        return (
            (not self.stage or line.stage == self.stage)
            and (not self.place or line.place == self.place)
            and (days is None or days[0] <= line.last_on < days[1])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some lines, latest first; ``older`` is set where more follow, ``newer`` where some came before."""

    lines: list[Line]
    older: Position | None = None
    newer: Position | None = None


def page(
    clerk: Clerk,
    procedure: type[Procedure],
    *,
    filters: Filters | None = None,
    today: date,
    after: Position | None = None,
    before: Position | None = None,
    size: int = SIZE,
) -> Page:
    """Return the lines that follow ``after``, or lead up to ``before``; the first without either."""
    asked = filters or Filters()
    window = _Window(after, before, size + 1)
    if asked.text.strip() or asked.light:
        found = _found(clerk, procedure, asked, today)
        lines = [line for line in found if window.holds(line)]
        if before is not None:
            lines.reverse()
        lines = lines[: window.size]
    else:
        lines = _read(clerk, procedure, asked, window)
    more, lines = len(lines) > size, lines[:size]
    if before is not None:
        lines.reverse()
    if not lines:
        return Page(lines=[])
    first, last = _position(lines[0]), _position(lines[-1])
    if before is not None:
        return Page(lines=lines, older=last, newer=first if more else None)
    return Page(lines=lines, older=last if more else None, newer=first if after is not None else None)


def _position(line: Line) -> Position:
    return Position(line.placed_on, line.key)


class _Window(NamedTuple):
    """From where to read, and how many lines at most: down from ``after``, or up from ``before``."""

    after: Position | None
    before: Position | None
    size: int

    @property
    def stream(self) -> streams.Window:
        """The same as streams are asked."""
        return streams.Window(self.after, self.before, self.size, rising=self.before is not None)

    def holds(self, line: Line) -> bool:
        here = _position(line)
        return (self.after is None or here < self.after) and (self.before is None or here > self.before)


# Read in the order of an index ---------------------------------------------------------------------


def _read(clerk: Clerk, procedure: type[Procedure], filters: Filters, window: _Window) -> list[Line]:
    """Return lines away from where the window begins: of each community, then of the clerk's own cases.

    Of the own cases only those are read that come before what the communities already fill a page with.
    """
    limits = access.scope(clerk, procedure)
    narrowed = Narrowed(stage=filters.stage, place=filters.place, days=filters.days)
    asked = (clerk.organ, procedure.code, COLUMNS, narrowed)
    within = window.stream
    if limits.everything:
        return [Line._make(row) for row in streams.of_cases(*asked, within)]
    theirs = [streams.of_cases(*asked, within, place=place) for place in sorted(limits.places)]
    found = _first(theirs, window)
    if limits.own:
        if len(found) == window.size:
            last = Position(*found[-1][:2])
            within = within._replace(below=last) if within.rising else within._replace(above=last)
        own = streams.of_hands(*asked, within, person=clerk.person, outside=sorted(limits.places))
        found = _first([found, own], window)
    return [Line._make(row) for row in found]


def _first(theirs: Iterable[list[tuple[Any, ...]]], window: _Window) -> list[tuple[Any, ...]]:
    """Return the first rows of several lists together, as many as the window asks for."""
    filled = [rows for rows in theirs if rows]
    if len(filled) < 2:
        return filled[0] if filled else []
    return list(islice(merge(*filled, key=_order, reverse=window.before is None), window.size))


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[:2]


# Found first, then put in order --------------------------------------------------------------------


def _found(clerk: Clerk, procedure: type[Procedure], filters: Filters, today: date) -> list[Line]:
    keys: Iterable[str] = ()
    if filters.light:
        keys = _by_light(clerk.organ, procedure, filters.light, today)
    if filters.text.strip():
        told = set(search.matching(clerk.organ, filters.text, limit=MOST_FOUND))
        keys = told & set(keys) if filters.light else told
    # Only the keys go to the database: with more conditions it might walk the whole procedure instead.
    rows = models.Case.objects.filter(pk__in=list(keys)).values_list(
        "organ_id", "procedure", "last_on", *COLUMNS
    )
    lines = [Line._make(row[2:]) for row in rows if row[:2] == (clerk.organ, procedure.code)]
    seen = _seen(clerk, procedure, [line for line in lines if filters.met(line)])
    return sorted(seen, key=_position, reverse=True)


def _by_light(organ: str, procedure: type[Procedure], light: LightWanted, today: date) -> list[str]:
    running = models.Due.objects.filter(
        organ=organ,
        met_on=None,
        binding=True,
        last_day__isnull=False,
        case__final=False,
        case__procedure=procedure.code,
    )
    if light == "overdue":
        running = running.filter(last_day__lt=today)
    elif light == "near":
        near = Q(last_day__lte=today + timedelta(days=NEAR_DAYS))
        for limit in procedure.parts.limits:
            if limit.warns is not None:
                near |= Q(limit=limit.name, last_day__lte=today + timedelta(days=limit.warns))
        running = running.filter(near, last_day__gte=today)
    return list(running.order_by("last_day").values_list("case_id", flat=True)[:MOST_FOUND])


def _seen(clerk: Clerk, procedure: type[Procedure], lines: list[Line]) -> list[Line]:
    limits = access.scope(clerk, procedure)
    if limits.everything or not lines:
        return lines
    mine: set[str] = set()
    if limits.own:
        hands = models.Hand.objects.filter(case_id__in=[line.key for line in lines], person=clerk.person)
        mine = set(hands.values_list("case_id", flat=True))
    return [line for line in lines if line.place in limits.places or line.key in mine]


def count(
    clerk: Clerk, procedure: type[Procedure], *, filters: Filters | None = None, today: date
) -> tuple[int, bool]:
    """Return how many lines a list has, and whether there are more than were counted."""
    asked = filters or Filters()
    if asked.text.strip() or asked.light:
        return len(_found(clerk, procedure, asked, today)), False
    found = 0
    for rows in _counted(clerk, procedure, asked):
        # Each for itself and only so far: a count over all at once would look at every case there is.
        found += rows.order_by()[: MOST_COUNTED + 1 - found].count()
        if found > MOST_COUNTED:
            return MOST_COUNTED, True
    return found, False


def _counted(clerk: Clerk, procedure: type[Procedure], filters: Filters) -> Iterator[QuerySet[Any]]:
    """Yield what is to be counted, with no case twice: of each community, then the clerk's own cases."""
    limits = access.scope(clerk, procedure)
    cases = models.Case.objects.filter(organ_id=clerk.organ, procedure=procedure.code)
    cases = _narrowed(cases, filters)
    if limits.everything:
        yield cases
        return
    for place in sorted(limits.places):
        yield cases.filter(place=place)
    if limits.own:
        hands = models.Hand.objects.filter(organ=clerk.organ, person=clerk.person, procedure=procedure.code)
        if limits.places:
            hands = hands.exclude(case__place__in=limits.places)
        yield _narrowed(hands, filters, to_case="case__")


def _narrowed(rows: QuerySet[Any], filters: Filters, *, to_case: str = "") -> QuerySet[Any]:
    if filters.stage:
        rows = rows.filter(**{f"{to_case}stage": filters.stage})
    if filters.place:
        rows = rows.filter(**{f"{to_case}place": filters.place})
    if filters.days is not None:
        rows = rows.filter(last_on__gte=filters.days[0], last_on__lt=filters.days[1])
    return rows


# What stands in the columns ------------------------------------------------------------------------


def columns(procedure: type[Procedure]) -> tuple[Field[Any], ...]:
    """Return the open fields that stand where a case is one line, at most four; none is sealed."""
    found = [one for one in procedure.fields().values() if one.short and not one.sealed]
    return tuple(found[:4])


def cells(fields: Sequence[Field[Any]], lines: Sequence[Line]) -> list[list[str]]:
    """Return what people read of each line in those fields; names are looked up once for all lines."""
    wanted = Names()
    for line in lines:
        wanted.add(fields, line.record)
    names = wanted.look_up()
    return [[shown(field, line.record.get(field.name), names) for field in fields] for line in lines]


def places(organ: str) -> list[tuple[str, str]]:
    """Return (code, name) of an organ's communities and villages."""
    return list(models.Place.objects.filter(organ_id=organ).order_by("code").values_list("code", "name"))
