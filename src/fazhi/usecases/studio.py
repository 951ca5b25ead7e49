"""The annual report as its studio shows it: who has done what, whose turn it is, what was said last year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from fazhi.core import statement as words
from fazhi.core.journal import Event
from fazhi.core.procedure import Step
from fazhi.core.statement import Fault, Figure, Statement
from fazhi.procedures import registry
from fazhi.statements import annual_report
from fazhi.store import models
from fazhi.usecases import (
    access,
    case_pages,
    filed_statements,
    histories,
    late_limits,
    ledger,
    people,
    report_files,
    statements,
)
from fazhi.usecases.case_pages import CasePage
from fazhi.usecases.figures import Book
from fazhi.usecases.filed_statements import Difference
from fazhi.usecases.organs import Reach
from fazhi.usecases.people import Clerk
from fazhi.usecases.statements import Draft

ASIDE = ("returned",)
"""Steps that are no station on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One step on the way of the report: done by whom and when, now, or later; ``who`` is the role."""

    step: str
    label: str
    who: str
    state: Literal["done", "now", "later"]
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A figure of the report beside last year's: what the books hold of it, and what was reported then."""

    figure: Figure
    now: Decimal | None
    last: Decimal | None
    reported: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A figure that the words may ask."""

    token: str
    label: str
    unit: str
    value: Decimal | None
    by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Studio:
    """A year's report on the table.

    ``readable`` tells whether the clerk may read it now; ``statement`` is what is shown, as filed if it is
    signed.  ``holders`` are the persons whose turn it is.  ``case`` is the page of its case, None before it
    is opened or where the clerk has no part in it.  ``offset`` leads from a section to its piece of the text.
    """

    organ: models.Organ
    year: int
    readable: bool
    status: str
    route: tuple[Station, ...]
    holders: tuple[str, ...] = ()
    statement: Statement | None = None
    faults: tuple[Fault, ...] = ()
    draft: Draft | None = None
    book: Book | None = None
    filing: models.Filing | None = None
    day_signed: str = ""
    differences: tuple[Difference, ...] = ()
    case: CasePage | None = None
    case_key: str = ""
    may_edit: bool = False
    may_open: bool = False
    offset: int = 1


def read(reach: Reach, year: int, *, clerk: Clerk, today: date) -> Studio:
    """Return a year's report for a clerk: those with no part in it see it once it is published.

    A level above reads it once it is signed.
    """
    organ = reach.organ
    row = statements.case_of(organ.code, year)
    history = _history(row)
    route = tuple(_route(history))
    declared = registry.procedure(annual_report.CODE)
    filed = filed_statements.as_filed(organ, year)
    own = organ.code == clerk.organ
    part_in_it = not access.scope(clerk, declared).nothing
    published = any(event.step == "published" for event in history)
    readable = published or (part_in_it and (own or filed is not None))
    common: dict[str, Any] = {
        "organ": organ,
        "year": year,
        "readable": readable,
        "status": _status(row),
        "route": route,
        "holders": tuple(_holders(organ.code, route, today)),
        "case_key": row.key if row else "",
        "may_open": own and row is None and _may(clerk, opening_step().name),
        "case": _case(clerk, row, today=today) if own and readable else None,
    }
    if not readable:
        return Studio(**common)
    if filed is not None:
        filing, content = filed
        book = ledger.year_of(organ, year)
        return Studio(
            **common,
            statement=filed_statements.thawed(content),
            filing=filing,
            day_signed=report_files.day_signed(filing),
            book=book,
            differences=tuple(filed_statements.differences(content, book, today=today)),
        )
    found = statements.draft(organ, year, today=today)
    return Studio(
        **common,
        statement=found.statement,
        faults=found.faults,
        draft=found,
        book=found.book,
        may_edit=own and statements.may_edit(clerk) and found.status in statements.UNSETTLED,
        offset=offset(found.text),
    )


def offset(text: str) -> int:
    """Return by how much the piece of text of a section lies behind its number."""
    first = words.read(text).sections[:1]
    return 0 if first and first[0].level == 0 else 1


def opening_step() -> Step:
    """Return the step with which a report is begun."""
    return next(one for one in registry.procedure(annual_report.CODE).parts.steps if one.opening)


def _may(clerk: Clerk, step: str) -> bool:
    return bool(clerk.codes & set(registry.procedure(annual_report.CODE).step(step).by.posts))


def _history(row: models.Case | None) -> tuple[Event, ...]:
    return histories.effective(histories.entries(row.key)) if row else ()


def _status(row: models.Case | None) -> str:
    if row is None:
        return "尚未启动编制"
    stages = registry.procedure(row.procedure, row.version).parts.stages
    return next((stage.label for stage in stages if stage.name == row.stage), "已作废")


def _case(clerk: Clerk, row: models.Case | None, *, today: date) -> CasePage | None:
    if row is None or row.key not in access.seen_among(clerk, [row.key]):
        return None
    return case_pages.read(clerk, row.key, today=today)


def _route(history: Sequence[Event]) -> Iterator[Station]:
    """Yield the stations; what was done before the report was returned is to be done again."""
    steps = [one for one in registry.procedure(annual_report.CODE).parts.steps if one.name not in ASIDE]
    done = _done(history, steps)
    names = people.name_of(event.by.person for event in done.values())
    waiting = next((step.name for step in steps if step.name not in done), "")
    for step in steps:
        event = done.get(step.name)
        yield Station(
            step=step.name,
            label=step.label,
            who=step.by.label,
            state="done" if event else "now" if step.name == waiting else "later",
            by=names.get(event.by.person, event.by.person) if event else "",
            on=event.on if event else None,
        )


def _done(history: Sequence[Event], steps: Sequence[Step]) -> dict[str, Event]:
    order = {step.name: place for place, step in enumerate(steps)}
    done: dict[str, Event] = {}
    for event in history:
        if event.step in ASIDE:
            done = {name: past for name, past in done.items() if order[name] < order["drafted"]}
        elif event.step in order:
            done[event.step] = event
    return done


def _holders(organ: str, route: Sequence[Station], today: date) -> Iterator[str]:
    """Yield who may do the step whose turn it is."""
    now = next((one for one in route if one.state == "now"), None)
    if now is not None:
        posts = registry.procedure(annual_report.CODE).step(now.step).by.posts
        yield from (called for _, called in people.roster(organ, posts_wanted=posts, on=today))


# Beside the report ---------------------------------------------------------------------------------


def comparison(found: Studio) -> list[Compared]:
    """Return every figure printed, once, beside last year's in the books and in the report then filed."""
    book = found.book
    if found.statement is None or book is None:
        return []
    filed = filed_statements.as_filed(found.organ, found.year - 1)
    reported = {_key(one): one for one in filed[1]["figures"]} if filed else {}
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], Compared] = {}
    for figure in found.statement.figures():
        key = (figure.indicator, figure.where)
        if key in seen or figure.indicator in late_limits.INDICATORS:
            continue
        then = reported.get(key)
        seen[key] = Compared(
            figure=figure,
            now=figure.value,
            last=book.value(figure.indicator, figure.where, 1)
            if book.reaches_back(figure.indicator, figure.where)
            else None,
            reported=str(then["value"]) if then else "",
        )
    return list(seen.values())


def _key(figure: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    return figure["indicator"], tuple(sorted(figure.get("breakdown", {}).items()))


def tokens(found: Draft) -> list[tuple[str, list[Token]]]:
    """Return every figure that the words may ask, by group, with what it would say now."""
    groups: dict[str, list[Token]] = {}
    for one in ledger.wanted(found.book):
        groups.setdefault(ledger.group_of(one.code), []).append(
            Token(
                token=f"{{{one.code}}}",
                label=one.label,
                unit=one.unit,
                value=found.book.value(one.code),
                by=tuple((name, ledger.dimension_label(one.code, name)) for name in one.by),
            )
        )
    return list(groups.items())


# Reports of several organs -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an organ's report of a year stands."""

    organ: str
    name: str
    status: str
    signed: bool
    final: bool
    due: date | None


def standings(reach: Reach, year: int) -> list[Standing]:
    """Return how the reports of an organ and those below it stand, in two queries."""
    rows = models.Case.objects.filter(organ_id__in=reach.codes, procedure=annual_report.CODE)
    cases = {row.organ_id: row for row in rows if str(row.record.get("year")) == str(year)}
    signed = set(
        models.Filing.objects.filter(
            organ__in=reach.codes, statement=annual_report.CODE, year=year
        ).values_list("organ", flat=True)
    )
    names = dict(reach.others)
    return [
        Standing(
            organ=code,
            name=names.get(code, code),
            status=_status(cases.get(code)),
            signed=code in signed,
            final=cases[code].final if code in cases else False,
            due=cases[code].due if code in cases else None,
        )
        for code in reach.codes
    ]
