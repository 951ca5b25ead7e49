"""What the public may read of an organ's cases, as each duty declares it (``core.publishing``).

Nothing is kept for it: a case is shown because its entries say so, and is gone with the entry that takes it
back, with its last day, or with a correction.  Names of natural persons are masked, and no address, number
of a person or narrative is ever read out.  A page is read in a constant number of queries.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from fazhi.core.case import CaseView
from fazhi.core.field import HIDDEN, Field
from fazhi.core.form import Text
from fazhi.core.parties import Party
from fazhi.core.procedure import Procedure, Publication, Step, step_name
from fazhi.core.publishing import Numbered, OfOrgan, Shown, Told, Until
from fazhi.law.holidays import calendar
from fazhi.procedures import registry
from fazhi.store import models, sealing
from fazhi.usecases import access, histories
from fazhi.usecases.histories import Kept, Written
from fazhi.usecases.people import Clerk
from fazhi.usecases.reading import Names, shown
from fazhi.workbooks import plain_sheet

SIZE = 20
LOOKED_THROUGH = 1000
"""How many cases, last worked on first, are looked through for one page."""

Cell = str | date
#: An identity number or a mobile that somebody wrote into words that are open.
_NUMBERS_OF_PERSONS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1\d{10})(?!\d)")
#: A trader's own name has at most so many characters; what is longer is the name of a shop.
_LONGEST_OWN_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One case as the public reads it: its cells in the order of the columns declared."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What was taken back: on which day and why; only its official number is told, not whom it was about."""

    number: str
    on: date
    reason: str


class Position(NamedTuple):
    """Where a page begins: after the case last looked through before it."""

    on: date
    key: str

    def __str__(self) -> str:
        """Return it as it stands in an address: ``2025-03-05.990101001-12``."""
        return f"{self.on}.{self.key}"

    @classmethod
    def read(cls, text: str) -> Position | None:
        """Return what an address says; None, the first page, if it cannot be read."""
        day, _, key = text.partition(".")
        try:
            return cls(date.fromisoformat(day), key) if key else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some entries, last worked on first; ``older`` is set where more may follow."""

    entries: tuple[Entry, ...]
    older: Position | None = None


def duties() -> list[tuple[type[Procedure], Publication]]:
    """Return every duty of which something is public: what is told before acting first."""
    found = [(one, one.publication) for one in registry.current().values() if one.publication is not None]
    return sorted(found, key=lambda pair: (pair[1].part != "before", pair[0].code))


def publication_of(procedure: type[Procedure]) -> Publication:
    """Return what a duty publishes.

    Raises:
        LookupError: it publishes nothing.

    """
    if procedure.publication is None:
        raise LookupError(f"“{procedure.label}”没有对外公示的内容。")
    return procedure.publication


def page(
    organ: str,
    procedure: type[Procedure],
    *,
    today: date,
    after: Position | None = None,
    size: int = SIZE,
) -> Page:
    """Return what stands published of a duty, beginning after ``after``."""
    rows = _rows(organ, procedure, after)
    standing = _standing(procedure, rows, today)
    entries = tuple(_told(organ, procedure, standing[:size], publication_of(procedure).columns))
    if len(standing) > size:
        last = standing[size - 1]
    elif len(rows) == LOOKED_THROUGH:
        last = rows[-1]
    else:
        return Page(entries=entries)
    return Page(entries=entries, older=Position(last.last_on, last.key))


def sought(organ: str, procedure: type[Procedure], text: str, *, today: date) -> tuple[Entry, ...]:
    """Return what stands published that holds exactly ``text`` in a column by which it may be looked up."""
    fields = [one.of for one in publication_of(procedure).columns if one.sought and isinstance(one.of, Field)]
    wanted = _bare(text)
    if not wanted or not fields:
        return ()
    rows = [
        row
        for row in _rows(organ, procedure, None)
        if any(_bare(str(row.record.get(field.name, ""))) == wanted for field in fields)
    ]
    found = _standing(procedure, rows, today)
    return tuple(_told(organ, procedure, found, publication_of(procedure).columns))


def _bare(text: str) -> str:
    return re.sub(r"[\s-]+", "", text).upper()


def taken_back(organ: str, procedure: type[Procedure], *, size: int = SIZE) -> tuple[TakenBack, ...]:
    """Return what was taken back with a reason that is told in public, latest first."""
    publication = publication_of(procedure)
    told = publication.explained
    if told is None:
        return ()
    step = next(one.name for one in procedure.parts.steps if one.form is not None and told in one.form.fields)
    rows = [
        row
        for row in _rows(organ, procedure, None)
        if step in row.steps and not publication.stands(row.steps) and step_name(publication.by) in row.steps
    ][:size]
    numbers = _Reading(organ, procedure, rows, publication.columns)
    found = []
    for row in rows:
        view = numbers.view(row.key)
        if event := view.last(step):
            number = next((one for one in numbers.numbers.get(row.key, {}).values() if one), row.number)
            reason = _scrubbed(str(event.form.get(told.name, "")))
            found.append(TakenBack(number=number, on=event.on, reason=reason))
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def upward(
    organ: str, procedure: type[Procedure], *, today: date, year: int = 0
) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """Return heads and lines that the platform of the level above asks for: what stands, published in a year.

    ``year`` 0 takes all.  Natural persons are masked in it as they are for the public.
    """
    publication = publication_of(procedure)
    columns = publication.upward or publication.columns
    lines: list[tuple[Cell, ...]] = []
    after: Position | None = None
    while rows := _rows(organ, procedure, after):
        standing = _standing(procedure, rows, today)
        reading = _Reading(organ, procedure, standing, columns)
        for row in standing:
            event = reading.view(row.key).last(step_name(publication.by))
            if not year or (event is not None and event.on.year == year):
                lines.append(reading.cells(row))
        after = Position(rows[-1].last_on, rows[-1].key)
    return [one.heading for one in columns], lines


# Which cases ---------------------------------------------------------------------------------------


class _Row(NamedTuple):
    last_on: date
    key: str
    number: str
    steps: list[str]
    record: dict[str, Any]


def _rows(organ: str, procedure: type[Procedure], after: Position | None) -> list[_Row]:
    """Return the next cases of a duty, last worked on first, published or not."""
    cases = models.Case.objects.filter(organ_id=organ, procedure=procedure.code).exclude(stage="")
    if after is not None:
        cases = cases.filter(last_on__lte=after.on).filter(Q(last_on__lt=after.on) | Q(key__lt=after.key))
    found = cases.order_by("-last_on", "-key").values_list("last_on", "key", "number", "steps", "record")
    return [_Row(*row) for row in found[:LOOKED_THROUGH]]


def _standing(procedure: type[Procedure], rows: Sequence[_Row], today: date) -> list[_Row]:
    """Return those that are public today."""
    publication = publication_of(procedure)
    shown_ = [row for row in rows if publication.stands(row.steps) and publication.when(row.record)]
    ends = _ends(publication, [row.key for row in shown_])
    return [row for row in shown_ if ends.get(row.key, date.max) >= today]


def _ends(publication: Publication, keys: Sequence[str]) -> dict[str, date]:
    """Return the last day on which each is shown, by key, as far as one is set."""
    names = [limit.name for limit in publication.ends]
    if not names or not keys:
        return {}
    rows = models.Due.objects.filter(case_id__in=keys, limit__in=names, last_day__isnull=False)
    found = rows.order_by("id").values_list("case_id", "last_day")
    return {key: last_day for key, last_day in found if last_day is not None}


# What is told of them ------------------------------------------------------------------------------


def _told(
    organ: str, procedure: type[Procedure], rows: Sequence[_Row], columns: Sequence[Shown]
) -> Iterator[Entry]:
    reading = _Reading(organ, procedure, rows, columns)
    for row in rows:
        yield Entry(key=row.key, cells=reading.cells(row))


class _Reading:
    """Some cases while they are read: whatever the columns need is asked once for all."""

    def __init__(
        self, organ: str, procedure: type[Procedure], rows: Sequence[_Row], columns: Sequence[Shown]
    ) -> None:
        self.procedure = procedure
        self.columns = columns
        self.organ = models.Organ.objects.get(pk=organ)
        self.keys = [row.key for row in rows]
        self.kept = self._kept()
        self.numbers = self._numbers()
        self.secrets = self._secrets()
        self.ends = _ends(publication_of(procedure), self.keys)
        wanted = Names()
        for row in rows:
            wanted.add([one.of for one in columns if isinstance(one.of, Field)], row.record)
        self.names = wanted.look_up()

    def _kept(self) -> Mapping[str, list[Kept]]:
        written: dict[str, list[Written]] = defaultdict(list)
        entries = models.Entry.objects.filter(organ_id=self.organ.code, case__in=self.keys)
        for case, number, body in entries.order_by("number").values_list("case", "number", "body"):
            written[case].append(Written(number=number, content=json.loads(body)))
        return {case: histories.kept(found) for case, found in written.items()}

    def _numbers(self) -> Mapping[str, dict[str, str]]:
        """Return the official numbers of papers by case and code, the latest of each."""
        codes = {code for one in self.columns if isinstance(one.of, Numbered) for code in one.of.papers}
        found: dict[str, dict[str, str]] = defaultdict(dict)
        if codes:
            rows = models.Document.objects.filter(case__in=self.keys, code__in=codes).order_by("id")
            for case, code, number in rows.values_list("case", "code", "number"):
                found[case][code] = number
        return found

    def _secrets(self) -> Mapping[str, bytes]:
        if not any(isinstance(one.of, Told) for one in self.columns):
            return {}
        rows = models.CaseKey.objects.filter(case__in=self.keys).values_list("case", "wrapped")
        return {case: sealing.unwrap(self.organ.code, case, wrapped) for case, wrapped in rows}

    def view(self, key: str) -> CaseView:
        """Return the case as columns read it: without what it is linked to."""
        history = tuple(one.event for one in self.kept.get(key, ()))
        return CaseView(procedure=self.procedure, calendar=calendar(), history=history)

    def cells(self, row: _Row) -> tuple[Cell, ...]:
        """Return what stands in the columns."""
        view = self.view(row.key)
        return tuple(self._cell(one, row, view) for one in self.columns)

    def _cell(self, column: Shown, row: _Row, view: CaseView) -> Cell:
        of = column.of
        told: Cell
        match of:
            case Told():
                told = self._party(of, row.key)
            case Numbered():
                made = self.numbers.get(row.key, {})
                told = next((made[code] for code in of.papers if made.get(code)), "")
            case Until():
                told = self.ends.get(row.key, "")
            case OfOrgan():
                told = self.organ.code if of.code else self.organ.name
            case Step():
                event = view.last(of.name)
                told = event.on if event else ""
            case Field():
                text = shown(of, row.record.get(of.name), self.names)
                told = _scrubbed(text) if isinstance(of, Text) else text
            case _:
                said = of(view)
                told = _scrubbed(said) if isinstance(said, str) else said
        return told

    def _party(self, told: Told, key: str) -> str:
        """Return what may be told of the parties, opened only to be masked again."""
        secret = self.secrets.get(key)
        rows: Iterable[Mapping[str, Any]] = ()
        for one in self.kept.get(key, ()):
            form = self.procedure.step(one.event.step).form
            if form is None or secret is None or told.of.name not in {field.name for field in form.fields}:
                continue
            values = form.join(one.event.form, sealing.open_values(secret, key, one.sealed))
            rows = values.get(told.of.name) or rows
        return "、".join(filter(None, (_of_party(one, told.trait) for one in rows)))


def _of_party(party: Mapping[str, Any], trait: str) -> str:
    kind, name = party.get("party_kind"), str(party.get("name", ""))
    if trait == "kind":
        return Party.party_kind.show(kind)
    if trait == "code":
        return str(party.get("uscc", "")) if kind != "individual" else ""
    if trait == "head":
        return Party.legal_rep.show(party.get("legal_rep"), masked=True)
    own_name = kind == "sole_trader" and len(name) <= _LONGEST_OWN_NAME
    return Party.name.show(name, masked=kind in (None, "individual") or own_name)


def _scrubbed(text: str) -> str:
    """Return open words without identity numbers and mobiles that do not belong there."""
    return _NUMBERS_OF_PERSONS.sub(HIDDEN, text)


# At the desk ---------------------------------------------------------------------------------------

FORMATS: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A case whose result is to be published by a day."""

    key: str
    number: str
    title: str
    last_day: date | None


def waiting(clerk: Clerk, procedure: type[Procedure]) -> list[Waiting]:
    """Return what is still to be published of what the clerk sees, the most urgent first."""
    by = step_name(publication_of(procedure).by)
    names = [limit.name for limit in procedure.parts.limits if by in {step.name for step in limit.until}]
    rows = models.Due.objects.filter(
        organ=clerk.organ, met_on=None, limit__in=names, case__in=access.seen(clerk, procedure)
    )
    found: dict[str, Waiting] = {}
    told = rows.order_by("last_day", "case_id").values_list(
        "case_id", "case__number", "case__title", "last_day"
    )
    for key, number, title, last_day in told:
        found.setdefault(key, Waiting(key=key, number=number, title=title, last_day=last_day))
    return list(found.values())


def export(clerk: Clerk, procedure: type[Procedure], form: str, *, today: date, year: int = 0) -> bytes:
    """Return what the platform of the level above asks for as a file; ``form`` is one of ``FORMATS``."""
    heads, lines = upward(clerk.organ, procedure, today=today, year=year)
    if form == "csv":
        return plain_sheet.csv_text(heads, lines)
    return plain_sheet.xlsx(f"{publication_of(procedure).label}{year or ''}", heads, lines)
