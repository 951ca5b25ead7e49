"""What a line of a register tells: the story of a case, step by step, and how it is laid into cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fazhi.core.form import Person
from fazhi.core.form import Place as PlaceField
from fazhi.workbooks.cells import Cell, Naming, cell_of, line_of, safe
from fazhi.workbooks.layout import NUMBER, ORDER, ORIGIN, PLACE, SERIAL, Layout, Place
from fazhi.workbooks.writing import Row

ARROW = "→"
WHO_DID = Person("经办人")
WHERE = PlaceField("所属社区（村）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One step of a case: canonical values, and by whom ("" for whoever brings the register in).

    ``papers`` are paths of the form at which the register says so many papers were handed in.
    """

    step: str
    on: date
    person: str = ""
    form: Mapping[str, Any] = field(default_factory=dict)
    papers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A case from its opening on.  ``origin`` is the key of the case it came from.

    ``facts`` are what the system has worked out of it, by name; a register that is read has none.
    """

    steps: tuple[Told, ...]
    number: str = ""
    place: str = ""
    origin: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def lay(layout: Layout, story: Story, *, serial: int, origin: str, naming: Naming, masked: bool) -> Row:
    """Return a story as a line of the register; ``origin`` is what the case it came from is called."""
    procedure = layout.procedure
    labels = [procedure.step(told.step).label for told in story.steps]
    cells: dict[str, Cell] = {SERIAL: serial, NUMBER: safe(story.number), ORIGIN: safe(origin)}
    cells[ORDER] = safe(ARROW.join(labels))
    if story.place:
        cells[PLACE] = safe(naming.said(WHERE, story.place))
    for place in layout.places:
        if place.kind == "outcome":
            done = [told.step for told in story.steps if told.step in place.steps]
            words = [word for word, step in place.words.items() if step in done]
            cells[place.heading] = safe(words[0]) if words else None
        elif place.kind == "derived" and place.holds is not None:
            worked_out = story.facts.get(place.holds.name)
            cells[place.heading] = cell_of(place.holds, worked_out, naming, masked=masked)
    further: list[tuple[Cell, ...]] = []
    used: set[str] = set()
    for nth, told in enumerate(story.steps):
        laid = None if told.step in used else _in_line(layout, told, naming, first=nth == 0, masked=masked)
        if laid is not None and not set(laid) & set(cells):
            used.add(told.step)
            cells |= laid
            continue
        step = procedure.step(told.step)
        said = line_of(step.form, told.form, naming, masked=masked) if step.form else ""
        who = safe(naming.said(WHO_DID, told.person)) if told.person else None
        further.append((serial, step.label, told.on, who, safe(said)))
    return Row(cells=cells, further=further)


def _in_line(
    layout: Layout, told: Told, naming: Naming, *, first: bool, masked: bool
) -> dict[str, Cell] | None:
    """Return a step as cells of the line, None if not all of it has room there."""
    day, who = layout.day(told.step), layout.who(told.step)
    if day is None or told.step not in layout.told:
        return None
    cells: dict[str, Cell] = {day.heading: told.on}
    if who is not None and told.person:
        cells[who.heading] = safe(naming.said(WHO_DID, told.person))
    for name, value in told.form.items():
        places = [one for one in layout.of(told.step, name) if first or len(one.steps) == 1]
        laid = _laid(places, value, naming, masked=masked)
        if laid is None:
            return None
        cells |= laid
    return cells


def _laid(places: Sequence[Place], value: Any, naming: Naming, *, masked: bool) -> dict[str, Cell] | None:
    """Return a value in the columns that may hold it, None if they do not hold all of it."""
    cells: dict[str, Cell] = {}
    left = value
    for place in places:
        part = left
        if place.only:
            part = [row for row in left if _picked(row, place.only)]
            left = [row for row in left if not _picked(row, place.only)]
            # What the column says of every row need not be said in each.
            part = [{name: one for name, one in row.items() if name not in place.only} for row in part]
        else:
            left = []
        if place.holds is not None and part != []:
            cells[place.heading] = cell_of(place.holds, part, naming, masked=masked)
        if left == []:
            return cells
    return None


def _picked(row: Mapping[str, Any], only: Mapping[str, str]) -> bool:
    return all(row.get(name) == wanted for name, wanted in only.items())
