"""What is kept of a case so that pages need not read its entries: written with each, rebuilt by command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fazhi.core.case import CaseView, hands
from fazhi.core.form import Field, IdNumber, Name, People, Person, Phone, Ref, Rows
from fazhi.core.journal import Event
from fazhi.core.procedure import Procedure
from fazhi.store import models, rows, sealing
from fazhi.store.search import pieces
from fazhi.usecases import people

#: What a later entry of a case may change in its row.
_CHANGING = (
    "number",
    "title",
    "place",
    "stage",
    "final",
    "opened_on",
    "last_on",
    "last_entry",
    "record",
    "steps",
    "subject",
    "due",
)


def title_of(view: CaseView) -> str:
    """Return the case's title: the procedure's pattern filled with open fields, else its label.

    A name in the pattern that is not filled in is left out.
    """
    procedure = view.procedure
    if not procedure.title:
        return procedure.label
    fields, facts = procedure.fields(), view.facts
    told = [name for name in facts if f"{{{name}}}" in procedure.title and name in fields]
    persons = [name for name in told if isinstance(fields[name], Person)]
    names = people.name_of(str(facts[name]) for name in persons) if persons else {}
    shown = _Shown(
        {
            name: names.get(str(facts[name])) or fields[name].show(facts[name])
            for name in told
            if not fields[name].sealed
        }
    )
    return (procedure.title.format_map(shown).strip(" ：:·") or procedure.label)[:120]


class _Shown(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def write_case(
    row: models.Case | None,
    view: CaseView,
    *,
    key: str,
    organ: str,
    place: str,
    number: str = "",
    origin: str = "",
    sealed: Mapping[str, Any] | None = None,
    dues: Sequence[tuple[Any, ...]] | None = None,
) -> models.Case:
    """Write every cache of a case after its history became ``view.history``; return its row.

    ``sealed`` are the sealed values just written, from which people can be found again by digest; ``dues``
    what ``dues_asked`` found, if it was asked already.
    """
    first, last = view.history[0], view.history[-1]
    stage = view.stage
    new = row is None
    row = row or models.Case(
        key=key, organ_id=organ, procedure=view.procedure.code, version=view.procedure.version
    )
    old_text = "" if new else _text(row)
    before = [getattr(row, name) for name in _CHANGING]
    row.number = number or row.number
    row.title = title_of(view)
    row.place = place
    row.stage = stage.name if stage else ""
    row.final = bool(stage and stage.final)
    row.opened_on = first.on
    row.last_on = last.on
    row.last_entry = max(event.entry for event in view.history)
    row.record = view.facts
    row.steps = [event.step for event in view.history]
    row.subject = subject_of(view)
    row.due = due_of(view)
    if new:
        rows.insert([row])
    else:
        # Only what is otherwise than before: no index is written for what stays.
        now = [getattr(row, name) for name in _CHANGING]
        compared = zip(_CHANGING, before, now, strict=True)
        rows.update(row, [name for name, was, one in compared if one != was])
    write_dues(row, view, new=new, kept=dues)
    write_hands(row, view.procedure, last)
    write_links(row, view.procedure, last, origin)
    text = _text(row)
    if text != old_text:
        rows.put(
            models.Piece,
            ("case_id", "organ", "text"),
            [(key, organ, text)],
            conflict="ON CONFLICT (case_id) DO UPDATE SET text = excluded.text",
        )
    if sealed:
        write_traces(view.procedure, key, organ, last.step, sealed)
    return row


def due_of(view: CaseView) -> date | None:
    """Return the first last day of a limit that binds and still runs."""
    running = [
        clock.last_day
        for clock in view.clocks
        if clock.met is None and clock.last_day is not None and clock.binding
    ]
    return min(running, default=None)


def _text(row: models.Case) -> str:
    return pieces(f"{row.number} {row.title}")


def subject_of(view: CaseView) -> str:
    """Return the person a register's entry is about: what its first Person field says."""
    if view.procedure.kind != "register":
        return ""
    for name, field in view.procedure.fields().items():
        if isinstance(field, Person) and view.record.get(name):
            return str(view.record[name])
    return ""


_DUE = ("limit", "code", "since", "last_day", "hour", "provisional", "binding", "met_on", "late")


def dues_asked(case: str) -> rows.Question:
    """Return the question for the limits that are kept of a case."""
    return rows.question(models.Due, _DUE, case_id=case, order="id")


def dues(row: models.Case, view: CaseView) -> list[models.Due]:
    """Return the limits that have begun in a case, written nowhere."""
    return [
        models.Due(case=row, organ=row.organ_id, **dict(zip(_DUE, one, strict=True))) for one in _dues(view)
    ]


def _dues(view: CaseView) -> list[tuple[Any, ...]]:
    """Return the values of ``_DUE`` for each limit that has begun."""
    return [
        (
            clock.limit.name,
            clock.limit.code,
            clock.since.entry,
            clock.last_day,
            f"{clock.moment:%H:%M}" if clock.moment else "",
            clock.counted.provisional,
            clock.binding,
            clock.met.on if clock.met else None,
            clock.late,
        )
        for clock in view.clocks
    ]


def write_dues(
    row: models.Case, view: CaseView, *, new: bool, kept: Sequence[tuple[Any, ...]] | None = None
) -> None:
    """Write the limits that have begun, if they are not as they were ``kept``, if that was read already."""
    wanted = _dues(view)
    if not new:
        kept = dues_asked(row.key).read() if kept is None else kept
        if kept == wanted:
            return
        if kept:
            rows.remove(models.Due, case_id=row.key)
    rows.put(models.Due, ("case_id", "organ", *_DUE), [(row.key, row.organ_id, *one) for one in wanted])


def write_hands(row: models.Case, procedure: type[Procedure], event: Event) -> None:
    """Write who recorded a step, stood in, acted or was named to act in it: it is their own case."""
    rows.put(
        models.Hand,
        ("case_id", "person", "organ", "procedure", "last_on"),
        [
            (row.key, person, row.organ_id, row.procedure, event.on)
            for person in sorted(hands(procedure, event) | named(procedure, event))
        ],
        conflict="ON CONFLICT (case_id, person) DO UPDATE SET last_on = excluded.last_on",
    )


def named(procedure: type[Procedure], event: Event) -> frozenset[str]:
    """Return the persons an event's form names."""
    form = procedure.step(event.step).form
    found: set[str] = set()
    for field in form.fields if form else ():
        if isinstance(field, Person | People) and (value := event.form.get(field.name)):
            found.update(value if isinstance(value, list) else [str(value)])
    return frozenset(found)


def write_links(row: models.Case, procedure: type[Procedure], event: Event, origin: str = "") -> None:
    """Write what the references of a step lead to, and the case that a new one comes from."""
    form = procedure.step(event.step).form
    links = [(origin, row.key, "origin")] if origin else []
    links += [
        (row.key, str(event.form[field.name]), field.name)
        for field in (form.fields if form else ())
        if isinstance(field, Ref) and event.form.get(field.name)
    ]
    rows.put(
        models.Link,
        ("source", "target", "relation", "entry", "organ"),
        [(*link, event.entry, row.organ_id) for link in links],
        conflict="ON CONFLICT (source, target, relation) DO NOTHING",
    )


def write_traces(
    procedure: type[Procedure], key: str, organ: str, step: str, sealed: Mapping[str, Any]
) -> None:
    """Write the keyed digests by which the people in sealed fields are found, exact match only."""
    form = procedure.step(step).form
    digests = {sealing.digest(organ, value) for value in traced(form.fields if form else (), sealed)}
    rows.put(
        models.Trace,
        ("case_id", "organ", "digest"),
        [(key, organ, one) for one in sorted(digests)],
        conflict="ON CONFLICT (case_id, digest) DO NOTHING",
    )


def traced(fields: tuple[Field[Any], ...], sealed: Mapping[str, Any]) -> list[str]:
    """Return the values by which people may be found: names, identity numbers, phones."""
    found: list[str] = []
    for field in fields:
        value = sealed.get(field.name)
        if isinstance(field, Rows) and isinstance(value, list):
            for part in value:
                found.extend(traced(field.form.fields, part))
        elif isinstance(field, IdNumber | Phone | Name) and value:
            found.append(str(value))
    return found
