"""How a case stands with what is asked of it besides its steps (三项制度), as its page and lists show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fazhi.core.marks import Marked, State, marked
from fazhi.core.procedure import Procedure
from fazhi.desk import wording
from fazhi.desk.books import saying
from fazhi.desk.parts import Figure, Light
from fazhi.procedures import registry
from fazhi.usecases import ledger, organs
from fazhi.usecases.case_pages import CasePage
from fazhi.usecases.people import Clerk

_LIGHTS = {State.DONE: "normal", State.AHEAD: "paused", State.MISSING: "overdue", State.NOT_ASKED: "done"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkShown:
    """One mark of a case: how it stands, why, and the entry that did it."""

    label: str
    light: Light
    basis: str
    note: str = ""
    url: str = ""


def marks(found: CasePage, today: date) -> list[MarkShown]:
    """Return the marks of a case, none for a duty that has none."""
    return [_shown(one) for one in marked(found.view, today)]


def _shown(one: Marked) -> MarkShown:
    return MarkShown(
        label=one.mark.label,
        light=Light(state=_LIGHTS[one.state], word=one.state.value),
        basis=str(one.mark.basis),
        note="，".join(_notes(one)),
        url=f"#entry-{one.event.entry}" if one.event is not None else "",
    )


def _notes(one: Marked) -> Iterator[str]:
    if one.event is not None:
        step = next(step.label for step in one.mark.by if step.name == one.event.step)
        yield f"{wording.day_plain(one.event.on)}{step}"
    elif one.state is State.NOT_ASKED:
        yield one.mark.unless
    elif one.last_day is not None:
        past = one.state is State.MISSING
        yield (
            f"期限已于{wording.day_plain(one.last_day)}届满"
            if past
            else f"{wording.day_plain(one.last_day)}前"
        )
    if (
        waiting := [step.label for step in one.mark.before]
        if one.state in (State.AHEAD, State.MISSING)
        else []
    ):
        yield f"落实后才能{'、'.join(waiting)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of the cases of a year met all marks."""

    label: str
    year: int
    figure: Figure


def coverage(clerk: Clerk, procedure: type[Procedure], today: date) -> Coverage | None:
    """Return the figure that tells it this year, last year where none is known; None without one."""
    indicator = registry.indicators().get(procedure.marks.rate)
    if indicator is None:
        return None
    reach = organs.reach(clerk)
    years = (today.year, today.year - 1)
    # In January the year that closed is what people ask about.
    for year in reversed(years) if today.month == 1 else years:
        value = ledger.book(reach, year).value(indicator.code)
        if value is not None:
            url = saying.address(reach.organ.code, year, indicator.code)
            figure = Figure(text=saying.with_unit(value, indicator.unit), url=url, label=indicator.label)
            return Coverage(label=indicator.label, year=year, figure=figure)
    return None
