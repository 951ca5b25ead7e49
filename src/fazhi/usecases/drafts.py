"""What is already known when a form is opened: carried over from the case that a new one comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fazhi.core.form import Ref, Rows
from fazhi.core.procedure import Opens, Procedure, Step
from fazhi.procedures import registry
from fazhi.usecases import access, looks
from fazhi.usecases.people import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands in a form before anything is typed: canonical values, the place, the case it comes from."""

    values: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""
    origin: str = ""
    origin_title: str = ""


def draft(
    procedure: type[Procedure],
    step: Step,
    *,
    clerk: Clerk,
    now: datetime,
    origin: str = "",
    by: str = "",
    filled: bool = True,
) -> Draft:
    """Return what a new case takes over from ``origin``, as the step ``by`` of its procedure offers.

    Personal data that is carried over is looked at, and the look recorded; without ``filled`` nothing is.

    Raises:
        NotYoursError: the origin is not there for this clerk.

    """
    if not origin:
        return Draft(place=_own_place(clerk))
    row = access.case_for(clerk, origin)
    source = registry.procedure(row.procedure, row.version)
    asked = {one.name: one for one in step.form.fields} if step.form is not None and filled else {}
    values: dict[str, Any] = {}
    offered = _offer(source, procedure.code, by)
    if offered is not None:
        values |= {name: value for name, value in offered.sets.items() if name in asked}
        carried = {theirs: ours for theirs, ours in offered.carry.items() if theirs in asked}
        known = _known(source, row.key, row.record, set(carried.values()), clerk=clerk, now=now)
        values |= {theirs: known[ours] for theirs, ours in carried.items() if ours in known}
    for name, one in asked.items():
        if isinstance(one, Ref) and one.procedure == source.code:
            values.setdefault(name, row.key)
    return Draft(
        values=values,
        place=row.place,
        origin=row.key,
        origin_title=f"{row.number} {row.title}".strip(),
    )


def _offer(source: type[Procedure], target: str, by: str) -> Opens | None:
    steps = [step for step in source.parts.steps if not by or step.name == by]
    return next((opens for step in steps for opens in step.opens if opens.procedure == target), None)


def _known(
    source: type[Procedure],
    key: str,
    record: Mapping[str, Any],
    wanted: set[str],
    *,
    clerk: Clerk,
    now: datetime,
) -> Mapping[str, Any]:
    fields = source.fields()
    hidden = any(
        one.sealed or (isinstance(one, Rows) and bool(one.form.sealed_fields))
        for name, one in fields.items()
        if name in wanted
    )
    return looks.values(key, clerk=clerk, reason="由本案转办", now=now) if hidden else record


def _own_place(clerk: Clerk) -> str:
    """Return the community of someone who works for one only."""
    places = {held.place for held in clerk.held}
    return places.pop() if len(places) == 1 else ""
