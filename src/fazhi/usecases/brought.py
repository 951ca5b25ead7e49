"""What an office has brought forward (期初结转), and what it may: the figures, and the breakdowns of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from fazhi.core.form import Code
from fazhi.core.procedure import Indicator
from fazhi.law.roles import CORRECTOR
from fazhi.procedures import registry
from fazhi.store import books, models
from fazhi.usecases import counting, local_counts, people
from fazhi.usecases.people import Clerk

MOST = 200
"""So many opening entries are shown at most, the newest."""

State = Literal["", "proposed", "void"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A breakdown in which an amount may be brought forward: its values, as code → label."""

    name: str
    label: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One amount of an opening entry, in words."""

    indicator: str
    label: str
    unit: str
    amount: Decimal
    place: str
    slices: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that an opening entry rests on; its name is sealed."""

    digest: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An opening entry: the figures, by whom and when they were written down, what they rest on.

    ``state`` is ``proposed`` while its voiding waits for a second person, ``void`` once that is confirmed.
    """

    entry: int
    case: str
    on: date
    recorded_at: datetime
    who: str
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    state: State = ""
    decided_by: int = 0


def may_bring(clerk: Clerk) -> bool:
    """Tell whether the clerk's posts may bring figures forward, and propose to take them back."""
    return clerk.holds(*CORRECTOR.posts)


def choosable(organ: str) -> list[tuple[str, Indicator]]:
    """Return (group, indicator) of what may be brought forward: whatever is posted, and the organ's own."""
    found = [
        (declared.group, one)
        for declared in registry.current().values()
        for one in declared.indicators
        if one.kind != "rate"
    ]
    own = [
        Indicator(row.code, row.label, row.unit, "flow", definition=row.definition)
        for row in local_counts.of(organ)
    ]
    return [*found, *(("local", one) for one in own)]


def dimensions(indicator: Indicator) -> Iterator[Dimension]:
    """Yield the breakdowns of a figure that have a list of values to choose from."""
    declared = registry.posting_procedure(indicator.code)
    fields = declared.fields() if declared else {}
    for name in indicator.by:
        if isinstance(field := fields.get(name), Code):
            yield Dimension(name=name, label=field.label, choices=field.choices)


def listed(organ: str) -> list[Carried]:
    """Return the opening entries of an organ, newest first, in a constant number of queries."""
    entries = list(models.Entry.objects.filter(organ_id=organ, kind="opening").order_by("-number")[:MOST])
    cases = [one.case for one in entries]
    lines = _lines(organ, [one.number for one in entries])
    papers = _papers(cases)
    names = people.name_of(one.person for one in entries)
    states = {
        (row.case, row.target): row
        for row in models.Correction.objects.filter(organ=organ, case__in=cases).exclude(outcome="rejected")
    }
    return [
        Carried(
            entry=one.number,
            case=one.case,
            on=one.on,
            recorded_at=one.recorded_at,
            who=names.get(one.person, one.person),
            lines=tuple(lines.get(one.number, ())),
            papers=tuple(papers.get(one.case, ())),
            state=_state(states.get((one.case, one.number))),
            decided_by=states[one.case, one.number].decided_by if (one.case, one.number) in states else 0,
        )
        for one in entries
    ]


def one(organ: str, entry: int) -> Carried | None:
    """Return an opening entry, None if there is none of that number among the newest."""
    return next((found for found in listed(organ) if found.entry == entry), None)


def _state(row: models.Correction | None) -> State:
    if row is None:
        return ""
    return "void" if row.outcome == "confirmed" else "proposed"


def _lines(organ: str, entries: Sequence[int]) -> dict[int, list[Line]]:
    known: dict[str, Indicator] = {**registry.indicators(), **dict(_own(organ))}
    places = dict(models.Place.objects.filter(organ_id=organ).values_list("code", "name"))
    found: dict[int, list[Line]] = {}
    for row in models.Posting.objects.filter(organ_id=organ, entry__in=entries).order_by("entry", "line"):
        indicator = known.get(row.indicator)
        slices = json.loads(row.slices)
        found.setdefault(row.entry, []).append(
            Line(
                indicator=row.indicator,
                label=indicator.label if indicator else row.indicator,
                unit=indicator.unit if indicator else "",
                amount=books.amount_of(row.amount),
                place=places.get(row.place, ""),
                slices="、".join(counting.slice_label(row.indicator, *pair) for pair in slices.items()),
            )
        )
    return found


def _own(organ: str) -> Iterator[tuple[str, Indicator]]:
    for row in local_counts.of(organ):
        yield row.code, Indicator(row.code, row.label, row.unit, "flow")


def _papers(cases: Iterable[str]) -> dict[str, list[Paper]]:
    found: dict[str, list[Paper]] = {}
    for row in models.Evidence.objects.filter(case__in=list(cases)).order_by("added_at", "digest"):
        paper = Paper(digest=row.digest, media_type=row.media_type, size=row.size)
        found.setdefault(row.case, []).append(paper)
    return found
