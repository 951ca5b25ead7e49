"""Reads a case back from the journal: its entries, its effective history, the view rules are given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fazhi.core.case import CaseView, Linked
from fazhi.core.form import Field, FieldProblem, People, Person, Ref
from fazhi.core.journal import Actor, Event
from fazhi.core.procedure import Procedure
from fazhi.law.holidays import calendar
from fazhi.procedures import registry
from fazhi.store import models, rows

_LONGEST_IDENTIFIER = 64


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
    return written(entries_asked(case).read())


def entries_asked(case: str) -> rows.Question:
    """Return the question for every entry of a case."""
    return rows.question(models.Entry, ("number", "body"), case=case, order="number")


def written(found: Iterable[tuple[Any, ...]]) -> list[Written]:
    """Return entries from the answer to that question."""
    return [Written(number=number, content=json.loads(body)) for number, body in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A step that holds: its event, its sealed part as written, and what it counts into local indicators.

    ``place`` is set for the step that opened the case.
    """

    event: Event
    sealed: str = ""
    local: Sequence[Any] = ()
    place: str = ""


def kept(written: Iterable[Written]) -> list[Kept]:
    """Return the steps that hold, in order: less what corrections voided, with what they replaced."""
    steps: dict[int, Kept] = {}
    proposals: dict[int, dict[str, Any]] = {}
    for entry in written:
        if entry.kind == "step":
            steps[entry.number] = Kept(
                event=event_of(entry.number, entry.content),
                sealed=entry.content.get("sealed", ""),
                local=entry.content.get("local", ()),
                place=entry.content.get("place", ""),
            )
        elif entry.kind == "proposal":
            proposals[entry.number] = entry.content
        elif entry.kind == "confirmation":
            apply(steps, proposals[entry.content["proposal"]])
    return [steps[number] for number in sorted(steps)]


def effective(written: Iterable[Written]) -> tuple[Event, ...]:
    """Return the history that holds: the events of the steps that are kept."""
    return tuple(step.event for step in kept(written))


def apply(steps: dict[int, Kept], proposal: dict[str, Any]) -> None:
    """Apply a correction to the steps of a case, by entry number."""
    target = proposal["target"]
    if proposal["action"] == "void":
        for number in (target, *proposal.get("also", ())):
            steps.pop(number, None)
        return
    old, new = steps[target], proposal["replacement"]
    steps[target] = Kept(
        event=replace(old.event, on=date.fromisoformat(new["on"]), form=new["form"]),
        sealed=new.get("sealed", ""),
        local=new.get("local", old.local),
        place=new.get("place", old.place),
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
    links: Sequence[tuple[Any, ...]] | None = None,
) -> CaseView:
    """Return the case as rules see it, with what its links, references and persons lead to.

    ``also`` are events about to be checked, whose references are needed too; ``origins`` cases that a
    new one comes from; ``links`` what ``links_asked`` found, if it was asked already.
    """
    events = (*history, *also)
    filled = [
        pair
        for pair in asked(procedure, events)
        if isinstance(pair[0], Ref | Person | People) and _is_identifier(pair[1])
    ]
    return CaseView(
        procedure=procedure,
        calendar=calendar(),
        history=tuple(history),
        links=_links(case, origins, links),
        refs=_references(filled),
        roster=_rosters(filled, organ),
        organ_kind=organ_kind,
        profiles=frozenset(profiles),
        twins=_twins(procedure, events[0], organ, case) if events else (),
    )


def _is_identifier(text: str) -> bool:
    """Tell whether a value may be looked up, of a form that nobody has read yet."""
    return len(text) <= _LONGEST_IDENTIFIER and text.isprintable()


def linked(row: models.Case, relation: str = "") -> Linked:
    """Return a case as another one may know it."""
    return Linked(
        case=row.key,
        procedure=row.procedure,
        stage=row.stage,
        final=row.final,
        record=row.record,
        steps=tuple(row.steps),
        relation=relation,
    )


def links_asked(case: str) -> rows.Question:
    """Return the question for the links from and to a case, as they were made."""
    links = "SELECT id, source, target, relation FROM store_link WHERE"
    query = f"{links} source = %s UNION {links} target = %s ORDER BY id"
    return rows.Question(
        models.Link, ("id", "source", "target", "relation"), query, [case, case], prepared=True
    )


def _links(
    case: str, origins: Sequence[str], found: Sequence[tuple[Any, ...]] | None = None
) -> tuple[Linked, ...]:
    relations: dict[str, str] = dict.fromkeys(origins, "origin")
    if case and found is None:
        found = links_asked(case).read()
    for _, source, target, relation in found or ():
        relations[target if source == case else source] = relation
    if not relations:
        return ()
    cases = rows.find(models.Case, key=list(relations), order="key")
    return tuple(linked(row, relations[row.key]) for row in cases)


def asked(procedure: type[Procedure], events: Iterable[Event]) -> Iterator[tuple[Field[Any], str]]:
    """Yield (field, value) of every field that was filled in, lists unfolded."""
    for event in events:
        form = procedure.step(event.step).form
        for field in form.fields if form else ():
            value = event.form.get(field.name)
            for one in value if isinstance(value, list) else [value]:
                if one and not isinstance(one, dict):
                    yield field, str(one)


def _references(filled: Iterable[tuple[Field[Any], str]]) -> dict[str, Linked]:
    keys = {value for field, value in filled if isinstance(field, Ref)}
    if not keys:
        return {}
    return {row.key: linked(row) for row in rows.find(models.Case, key=sorted(keys))}


def _twins(procedure: type[Procedure], opening: Event, organ: str, case: str) -> tuple[Linked, ...]:
    """The organ's other cases that hold the same as this one's first step, where there is to be one."""
    try:
        wanted = {field.name: field.read(opening.form.get(field.name)) for field in procedure.one_per}
    except FieldProblem:
        return ()
    if not wanted or None in wanted.values():
        return ()
    others = models.Case.objects.filter(organ_id=organ, procedure=procedure.code).exclude(pk=case)
    same = others.filter(**{f"record__{name}": value for name, value in wanted.items()})
    return tuple(map(linked, same.order_by("final", "key")[:1]))


def _rosters(filled: Iterable[tuple[Field[Any], str]], organ: str) -> dict[tuple[str, str], Linked]:
    wanted = {
        (field.roster, value)
        for field, value in filled
        if isinstance(field, Person | People) and field.roster
    }
    if not wanted:
        return {}
    found = rows.find(
        models.Case,
        organ_id=organ,
        procedure=sorted({register for register, _ in wanted}),
        subject=sorted({person for _, person in wanted}),
        final=False,
    )
    return {(row.procedure, row.subject): linked(row) for row in found}


def procedure_of(row: models.Case) -> type[Procedure]:
    """Return the procedure a case was opened under, in its version."""
    return registry.procedure(row.procedure, row.version)
