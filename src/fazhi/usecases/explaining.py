"""Why a date is what it is: every limit of a case, its article, the days counted, pauses, extensions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.core.case import Clock
from fazhi.core.procedure import Procedure
from fazhi.store import models
from fazhi.usecases import histories


class NoSuchCaseError(LookupError):
    """There is no such case, or more than one; the message says which to name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A limit that has begun in a case: ``steps`` are the sentences by which its last day was counted.

    ``last_day`` is None while it is paused; ``met_on`` while it runs; ``met_by`` is
    the step that ended it, be it only with the case.  ``light`` is how it stands, in a word.
    """

    code: str
    label: str
    basis: str
    quote: str
    strength: str
    since: str
    since_on: date
    since_entry: int
    last_day: date | None
    provisional: bool
    steps: tuple[str, ...]
    silence: str
    met_by: str
    met_on: date | None
    light: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case and its limits, in the order of their last day."""

    key: str
    number: str
    title: str
    organ: str
    limits: tuple[Explained, ...]


def explain(text: str, *, today: date, near: int = 7) -> Case:
    """Return the limits of the case of that key or official number; ``near`` is how many days before warn.

    Raises:
        NoSuchCaseError: there is none, or the number stands for several.

    """
    row = _row(text.strip())
    view = histories.view(
        histories.procedure_of(row),
        histories.effective(histories.entries(row.key)),
        organ=row.organ_id,
        case=row.key,
        organ_kind=row.organ.kind,
        profiles=row.organ.settings.get("profiles", ()),
    )
    return Case(
        key=row.key,
        number=row.number,
        title=row.title,
        organ=row.organ.name,
        limits=tuple(_explained(clock, view.procedure, today, near) for clock in view.clocks),
    )


def _row(text: str) -> models.Case:
    rows = models.Case.objects.select_related("organ")
    if (found := rows.filter(pk=text).first()) is not None:
        return found
    several = list(rows.filter(number=text)[:5])
    if not text or not several:
        raise NoSuchCaseError(
            f"没有编号或文号为“{text}”的案件；文号须写全，例如（青槐）人调字〔2025〕第1号。"
        )
    if len(several) > 1:
        keys = "、".join(one.key for one in several)
        raise NoSuchCaseError(f"文号“{text}”有多个案件，请用编号：{keys}。")
    return several[0]


def _explained(clock: Clock, procedure: type[Procedure], today: date, near: int) -> Explained:
    limit = clock.limit
    return Explained(
        code=limit.code,
        label=limit.label,
        basis=str(limit.rests_on),
        quote=limit.rests_on.quote,
        strength=limit.strength.value,
        since=procedure.step(clock.since.step).label,
        since_on=clock.since.on,
        since_entry=clock.since.entry,
        last_day=clock.last_day,
        provisional=clock.counted.provisional,
        steps=tuple(clock.counted.steps),
        silence=limit.silence,
        met_by=procedure.step(clock.met.step).label if clock.met else "",
        met_on=clock.met.on if clock.met else None,
        light=clock.light(today, near).value,
    )
