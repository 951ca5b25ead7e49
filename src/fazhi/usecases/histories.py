"""Reads a case back from the journal: its entries, its effective history, the view rules are given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.core.case import CaseView, Linked
from fazhi.core.form import Field, People, Person, Ref
from fazhi.core.journal import Actor, Event
from fazhi.core.procedure import Procedure
from fazhi.law.holidays import calendar
from fazhi.procedures import registry
from fazhi.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An entry of a case as read back: its number and the content of its body."""

    number: int
    content: dict[str, Any]

    @property
    def kind(self) -> str:
        """What kind of entry it is: step, opening, proposal, confirmation, rejection."""
        return str(self.content["kind"])


def actor(data: dict[str, str]) -> Actor:
    """Return who acted, from the body of an entry."""
    return Actor(person=data["person"], post=data["post"], standing_for=data.get("for", ""))


def event_of(number: int, content: dict[str, Any]) -> Event:
    """Return the event of a step entry; sealed fields are absent."""
    return Event(
        case=content["case"],
        step=content["step"],
        on=date.fromisoformat(content["on"]),
        by=actor(content["by"]),
        form=content.get("form", {}),
        evidence=tuple(content.get("evidence", ())),
        entry=number,
    )


def entries(case: str) -> list[Written]:
    """Return every entry of a case, in order."""
    rows = models.Entry.objects.filter(case=case).order_by("number").values_list("number", "body")
    return [Written(number=number, content=json.loads(body)) for number, body in rows]


def effective(written: Iterable[Written]) -> tuple[Event, ...]:
    """Return the history that holds: steps in order, less what confirmed corrections voided, with what they replaced."""
    events: dict[int, Event] = {}
    proposals: dict[int, dict[str, Any]] = {}
    for entry in written:
        if entry.kind == "step":
            events[entry.number] = event_of(entry.number, entry.content)
        elif entry.kind == "proposal":
            proposals[entry.number] = entry.content
        elif entry.kind == "confirmation":
            apply(events, proposals[entry.content["proposal"]])
    return tuple(sorted(events.values(), key=lambda event: event.entry))


def apply(events: dict[int, Event], proposal: dict[str, Any]) -> None:
    """Apply a correction to the events of a case, by entry number."""
    target = proposal["target"]
    if proposal["action"] == "void":
        events.pop(target, None)
        return
    old = events[target]
    events[target] = Event(
        case=old.case,
        step=old.step,
        on=date.fromisoformat(proposal["on"]),
        by=old.by,
        form=proposal.get("form", {}),
        evidence=old.evidence,
        entry=target,
    )


def view(
    procedure: type[Procedure],
    history: Sequence[Event],
    *,
    organ: str,
    case: str = "",
    also: Sequence[Event] = (),
    organ_kind: str = "street",
    profiles: Iterable[str] = (),
    origins: Sequence[str] = (),
) -> CaseView:
    """Return the case as rules see it, with what its links, references and persons lead to.

    ``also`` are events about to be checked, whose references are needed too; ``origins`` cases that a
    new one comes from.
    """
    events = (*history, *also)
    return CaseView(
        procedure=procedure,
        calendar=calendar(),
        history=tuple(history),
        links=_links(case, origins),
        refs=_references(procedure, events),
        roster=_rosters(procedure, events, organ),
        organ_kind=organ_kind,
        profiles=frozenset(profiles),
    )


def linked(row: models.Case, relation: str = "") -> Linked:
    """Return a case as another one may know it."""
    steps = models.Entry.objects.filter(case=row.key, kind="step").order_by("number")
    return Linked(
        case=row.key,
        procedure=row.procedure,
        stage=row.stage,
        final=row.final,
        record=row.record,
        steps=tuple(steps.values_list("step", flat=True)),
        relation=relation,
    )


def _links(case: str, origins: Sequence[str]) -> tuple[Linked, ...]:
    relations: dict[str, str] = dict.fromkeys(origins, "origin")
    if case:
        for source, target, relation in models.Link.objects.filter(source=case).values_list(
            "source", "target", "relation"
        ):
            relations[target] = relation
        for source, relation in models.Link.objects.filter(target=case).values_list("source", "relation"):
            relations[source] = relation
    if not relations:
        return ()
    rows = models.Case.objects.filter(pk__in=relations).order_by("key")
    return tuple(linked(row, relations[row.key]) for row in rows)


def asked(procedure: type[Procedure], events: Iterable[Event]) -> Iterator[tuple[Field[Any], str]]:
    """Yield (field, value) of every field that was filled in, lists unfolded."""
    for event in events:
        form = procedure.step(event.step).form
        for field in form.fields if form else ():
            value = event.form.get(field.name)
            for one in value if isinstance(value, list) else [value]:
                if one and not isinstance(one, dict):
                    yield field, str(one)


def _references(procedure: type[Procedure], events: Iterable[Event]) -> dict[str, Linked]:
    keys = {value for field, value in asked(procedure, events) if isinstance(field, Ref)}
    if not keys:
        return {}
    return {row.key: linked(row) for row in models.Case.objects.filter(pk__in=keys)}


def _rosters(procedure: type[Procedure], events: Iterable[Event], organ: str) -> dict[tuple[str, str], Linked]:
    wanted = {
        (field.roster, value)
        for field, value in asked(procedure, events)
        if isinstance(field, Person | People) and field.roster
    }
    if not wanted:
        return {}
    rows = models.Case.objects.filter(
        organ_id=organ,
        procedure__in={register for register, _ in wanted},
        subject__in={person for _, person in wanted},
        final=False,
    )
    return {(row.procedure, row.subject): linked(row) for row in rows}


def procedure_of(row: models.Case) -> type[Procedure]:
    """Return the procedure a case was opened under, in its version."""
    return registry.procedure(row.procedure, row.version)
