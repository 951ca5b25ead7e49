"""Reading the lines of a register: each as a story, every cell that is wrong named with the way out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fazhi.core import typed
from fazhi.core.form import FieldProblem, Files, Form, Rows
from fazhi.core.journal import sm3
from fazhi.core.procedure import Step
from fazhi.workbooks import layout as laying
from fazhi.workbooks.cells import Naming, day_of, is_blank, plain, raw_of, read_line
from fazhi.workbooks.headings import Found
from fazhi.workbooks.layout import Kind, Layout, Place
from fazhi.workbooks.opening import Line, letter
from fazhi.workbooks.stories import ARROW, WHERE, WHO_DID, Story, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A cell that cannot be taken: where it stands, what is in it, what is wrong and how to mend it.

    ``cell`` is as Excel names it (C5), "" where the sheet has no such column.  ``basis`` is an article.
    """

    sheet: str
    row: int
    cell: str
    heading: str
    value: str
    message: str
    basis: str = ""
    code: str = "bad-cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A line of the sheet of further steps."""

    sheet: str
    row: int
    columns: Mapping[str, int]
    cells: tuple[object, ...]

    def value(self, heading: str) -> object:
        """Return the cell under a heading."""
        column = self.columns[heading]
        return self.cells[column] if column < len(self.cells) else None

    def address(self, heading: str) -> str:
        """Return where that cell is."""
        return f"{letter(self.columns[heading])}{self.row}"


@dataclass(slots=True, kw_only=True)
class ReadLine:
    """A line as it was read: its story, as far as it could be told, and what is wrong in it.

    ``where`` leads from a step, as (its place in the story, name of a field; "" for the day), to its cell.
    """

    sheet: str
    row: int
    serial: str = ""
    story: Story | None = None
    bad: list[Bad] = field(default_factory=list)
    where: dict[tuple[int, str], tuple[str, str, str, str]] = field(default_factory=dict)

    def at(self, step: int, name: str) -> tuple[str, str, str, str]:
        """Return (sheet, cell, heading, value) of a field of a step, else of its day."""
        return self.where.get((step, name)) or self.where.get((step, ""), (self.sheet, "", "", ""))


def lines_together(lines: Iterable[Line], serial: int | None) -> Iterator[list[Line]]:
    """Yield the rows that make one line: those whose number is merged go on from the first."""
    held: list[Line] = []
    for line in lines:
        if held and serial is not None and serial in line.merged_on:
            held.append(line)
            continue
        if held:
            yield held
        held = [line]
    if held:
        yield held


class Reader:
    """Reads the lines of one sheet; ``fills`` is what stands in a column where its cells are blank."""

    def __init__(
        self,
        layout: Layout,
        found: Found,
        naming: Naming,
        *,
        sheet: str,
        today: date,
        fills: Mapping[str, str] | None = None,
    ) -> None:
        self.layout = layout
        self.found = found
        self.naming = naming
        self.sheet = sheet
        self.today = today
        self.fills = dict(fills or {})
        self.columns = {place.heading: column for column, place in found.places.items()}
        self.by_kind = {kind: layout.kind(kind) for kind in ("serial", "number", "place", "origin", "order")}

    def serial_column(self) -> int | None:
        """Return the column of the numbers by which further steps are told apart."""
        return self.columns.get(laying.SERIAL)

    def read(self, rows: Sequence[Line], further: Sequence[Further] = ()) -> ReadLine:
        """Return what a line tells; its further rows only add to tables within its forms."""
        return _Reading(self, rows, further).read()


@dataclass(slots=True, kw_only=True)
class _Step:
    """A step found in a line: its day, who did it, and its raw values with where they stand."""

    step: Step
    on: date | None
    person: str = ""
    raw: dict[str, Any] = field(default_factory=dict)
    where: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)


class _Reading:
    """One line on its way from cells to a story."""

    def __init__(self, reader: Reader, rows: Sequence[Line], further: Sequence[Further]) -> None:
        self.reader = reader
        self.layout = reader.layout
        self.procedure = reader.layout.procedure
        self.rows = rows
        self.further = further
        self.row = rows[0].number
        self.line = ReadLine(sheet=reader.sheet, row=self.row)

    def read(self) -> ReadLine:
        self.line.serial = str(self._text("serial")).removesuffix(".0")
        steps = [found for name in self.layout.told if (found := self._told(name)) is not None]
        self._unclear_outcomes()
        opening = self._opening(steps)
        if opening is None:
            return self.line
        self._shared(opening)
        steps += [found for one in self.further if (found := self._of_further(one)) is not None]
        story = self._story(self._ordered(opening, steps))
        if not self.line.bad:
            self.line.story = story
        return self.line

    # Cells -----------------------------------------------------------------------------------------

    def _cell(self, place: Place) -> object:
        """Return what is said in a column: in the row, those that go on from it, or the whole sheet."""
        column = self.reader.columns.get(place.heading)
        found: object = None
        if column is not None:
            cells = [
                row.cells[column]
                for row in self.rows
                if column < len(row.cells) and (row is self.rows[0] or column not in row.merged_on)
            ]
            said = [cell for cell in cells if not is_blank(cell)]
            if isinstance(place.holds, Rows) and len(said) > 1:
                found = "\n".join(str(cell) for cell in said)
            else:
                found = said[0] if said else None
        return self.reader.fills.get(place.heading) if found is None else found

    def _where(self, place: Place, value: object) -> tuple[str, str, str, str]:
        column = self.reader.columns.get(place.heading)
        cell = f"{letter(column)}{self.row}" if column is not None else ""
        heading = (
            self.reader.found.headings.get(column, place.heading) if column is not None else place.heading
        )
        return self.reader.sheet, cell, heading, "" if value is None else str(value)[:60]

    def _text(self, kind: Kind) -> str:
        place = self.reader.by_kind.get(kind)
        if place is None:
            return ""
        value = self._cell(place)
        try:
            found = plain(value)
            return "" if is_blank(found) else typed.as_text(found).strip()
        except FieldProblem as problem:
            self._wrong(self._where(place, value), str(problem))
            return ""

    def _wrong(
        self, where: tuple[str, str, str, str], message: str, *, row: int = 0, basis: str = ""
    ) -> None:
        sheet, cell, heading, value = where
        told = message if message.startswith(("“", "请")) else f"“{heading}”{message}"
        self.line.bad.append(
            Bad(
                sheet=sheet,
                row=row or self.row,
                cell=cell,
                heading=heading,
                value=value,
                message=told,
                basis=basis,
            )
        )

    # Steps -----------------------------------------------------------------------------------------

    def _told(self, name: str) -> _Step | None:
        """Return a step the line tells of: its day is filled in, or anything that is asked only there."""
        day, who = self.layout.day(name), self.layout.who(name)
        if day is None:
            return None
        step = self.procedure.step(name)
        value = self._cell(day)
        found = _Step(step=step, on=None)
        found.where[""] = self._where(day, value)
        try:
            found.on = day_of(value, self.reader.found.year)
        except FieldProblem as problem:
            self._wrong(found.where[""], str(problem))
            found.broken.add("")
        own = [
            place
            for place in self.layout.places
            if place.kind == "field" and place.steps == (name,) and not is_blank(self._cell(place))
        ]
        ended = self._ended_with(name, found)
        said_of = found.on is not None or bool(own) or "" in found.broken or ended
        if not said_of:
            return None
        if who is not None:
            found.person = self._person(self._cell(who), self._where(who, self._cell(who)), found)
        for place in own:
            self._take(found, place)
        return found

    def _ended_with(self, name: str, step: _Step) -> bool:
        """Tell whether the line says in a word that a step was done; its day may then be another's."""
        for place in self.layout.places:
            if place.kind == "outcome" and self._outcome(place) == name:
                beside = self.layout.day(place.beside) if place.beside else None
                if step.on is None and "" not in step.broken and beside is not None:
                    with suppress(FieldProblem):  # said of the cell itself
                        step.on = day_of(self._cell(beside), self.reader.found.year)
                step.where.setdefault("", self._where(place, self._cell(place)))
                return True
        return False

    def _outcome(self, place: Place) -> str:
        said = typed.folded(str(self._cell(place) or ""))
        return next((step for word, step in place.words.items() if typed.folded(word) == said), "")

    def _unclear_outcomes(self) -> None:
        for place in self.layout.places:
            value = self._cell(place) if place.kind == "outcome" else None
            if not is_blank(value) and not self._outcome(place):
                known = "、".join(place.words)
                self._wrong(self._where(place, value), f"{typed.quoted(value)}看不出结果，可写：{known}。")

    def _person(self, value: object, where: tuple[str, str, str, str], step: _Step) -> str:
        found: object = None
        try:
            found = plain(value)
            if is_blank(found):
                return ""
            return self.reader.naming.meant(
                WHO_DID, typed.as_text(found), on=step.on, posts=step.step.by.posts
            )
        except FieldProblem as problem:
            self._wrong(where, str(problem))
            return ""

    def _take(self, step: _Step, place: Place) -> None:
        """Read a cell into the form of its step."""
        if place.holds is None:
            return
        name, value = place.holds.name, self._cell(place)
        where = self._where(place, value)
        step.where.setdefault(name, where)
        column = self.reader.columns.get(place.heading)
        try:
            raw = raw_of(
                place.holds,
                value,
                self.reader.naming,
                place=place,
                factor=self.reader.found.factors.get(column, 1) if column is not None else 1,
                year=self.reader.found.year,
                on=step.on,
                posts=step.step.by.posts,
            )
        except FieldProblem as problem:
            self._wrong(where, str(problem))
            step.broken.add(name)
            return
        if isinstance(raw, list) and isinstance(step.raw.get(name), list):
            step.raw[name] += raw
        elif raw is not None:
            step.raw[name] = raw

    def _opening(self, steps: list[_Step]) -> _Step | None:
        """Return the step with which the case began: the first of those that may open one.

        Where the register has no day for it, it is taken to be that of the first step it tells of.
        """
        opening = [one for one in steps if one.step.opening]
        days = [one.on for one in steps if one.on is not None]
        if opening:
            first = min(opening, key=lambda one: one.on or date.max)
        else:
            name = next(step.name for step in self.procedure.parts.steps if step.opening)
            first = _Step(step=self.procedure.step(name), on=None)
            if (day := self.layout.day(name)) is not None:
                first.where[""] = self._where(day, None)
            steps.append(first)
        if first.on is None and "" not in first.broken:
            if days:
                first.on = min(days)
            else:
                self._wrong(first.where.get("", (self.reader.sheet, "", "", "")), self._no_day(first))
                return None
        for one in steps:
            if one.on is None and "" not in one.broken:
                self._wrong(one.where[""], self._no_day(one))
        return first

    def _no_day(self, one: _Step) -> str:
        heading = one.where.get("", ("", "", one.step.label, ""))[2]
        return f"请填写“{heading}”：这一行填写了“{one.step.label}”的内容，却没有写哪一天办的。"

    def _shared(self, opening: _Step) -> None:
        """Read the columns that tell of whichever step opened the case."""
        for place in self.layout.places:
            if place.kind == "field" and opening.step.name in place.steps:
                name = place.holds.name if place.holds is not None else ""
                if len(place.steps) == 1 and name in opening.where:
                    continue
                if not is_blank(self._cell(place)):
                    self._take(opening, place)

    def _of_further(self, one: Further) -> _Step | None:
        """Return a step of the second sheet."""

        def where(heading: str) -> tuple[str, str, str, str]:
            value = one.value(heading)
            return one.sheet, one.address(heading), heading, "" if value is None else str(value)[:60]

        label = str(one.value(laying.STEP) or "").strip()
        steps = [step for step in self.procedure.parts.steps if label in (step.label, step.name)]
        if not steps:
            known = "、".join(step.label for step in self.procedure.parts.steps)
            self._wrong(
                where(laying.STEP),
                f"“{self.procedure.label}”没有“{label}”这一环节；有：{known}。",
                row=one.row,
            )
            return None
        found = _Step(step=steps[0], on=None)
        try:
            found.on = day_of(one.value(laying.ON), self.reader.found.year)
        except FieldProblem as problem:
            self._wrong(where(laying.ON), str(problem), row=one.row)
            return None
        if found.on is None:
            self._wrong(where(laying.ON), "请填写“办理日期”。", row=one.row)
            return None
        found.where[""] = where(laying.ON)
        found.person = self._person(one.value(laying.WHO), where(laying.WHO), found)
        form = found.step.form
        try:
            said = plain(one.value(laying.SAID))
            if form is not None and not is_blank(said):
                found.raw = read_line(
                    form, str(said), self.reader.naming, on=found.on, posts=found.step.by.posts
                )
        except FieldProblem as problem:
            self._wrong(where(laying.SAID), str(problem), row=one.row)
            return None
        found.where |= {each.name: where(laying.SAID) for each in (form.fields if form else ())}
        return found

    # The story -------------------------------------------------------------------------------------

    def _ordered(self, opening: _Step, steps: list[_Step]) -> list[_Step]:
        """Return the steps by day; on one day as the register says they came, else as they are declared."""
        said = [part.strip() for part in self._text("order").split(ARROW) if part.strip()]
        times: dict[str, list[int]] = defaultdict(list)
        for nth, label in enumerate(said):
            times[label].append(nth)
        seen: dict[str, int] = defaultdict(int)
        rank: dict[int, int] = {}
        rest = [one for one in steps if one is not opening]
        for one in sorted(rest, key=lambda one: one.on or date.max):
            label = one.step.label
            nth = seen[label] + (label == opening.step.label)
            seen[label] += 1
            rank[id(one)] = times[label][nth] if nth < len(times[label]) else len(said)
        return [opening, *sorted(rest, key=lambda one: (one.on or date.max, rank[id(one)]))]

    def _story(self, steps: Sequence[_Step]) -> Story:
        record: dict[str, Any] = {}
        told: list[Told] = []
        for nth, one in enumerate(steps):
            for name, where in one.where.items():
                self.line.where[nth, name] = where
            form = one.step.form
            papers: list[tuple[str, int]] = []
            values: dict[str, Any] = {}
            if form is not None:
                raw, papers = _without_papers(form, one.raw, f"{self.reader.sheet}!{self.row}/{nth}")
                filled = form.read(raw, record=record, today=self.reader.today)
                for problem in filled.problems:
                    name = problem.field.partition(".")[0]
                    if name in one.broken:
                        continue
                    self._wrong(self._place_of(one, name), problem.message, basis=str(one.step.basis))
                values = filled.values
                known = {each.name for each in form.fields}
                record |= form.split({n: v for n, v in values.items() if n in known})[0]
            if one.on is not None:
                if one.on > self.reader.today:
                    self._wrong(
                        one.where.get("", (self.reader.sheet, "", "", "")),
                        f"{one.on}晚于今天，尚未发生的事不能登记。",
                    )
                told.append(
                    Told(step=one.step.name, on=one.on, person=one.person, form=values, papers=tuple(papers))
                )
        return Story(
            steps=tuple(told),
            number=self._text("number"),
            place=self._named("place", WHERE),
            origin=self._named("origin", None),
        )

    def _place_of(self, one: _Step, name: str) -> tuple[str, str, str, str]:
        if name in one.where:
            return one.where[name]
        place = next(iter(self.layout.of(one.step.name, name)), None)
        return self._where(place, None) if place is not None else one.where.get("", ("", "", "", ""))

    def _named(self, kind: Kind, asked: Any) -> str:
        place, text = self.reader.by_kind.get(kind), self._text(kind)
        if place is None or not text:
            return ""
        try:
            return self.reader.naming.meant(asked or ANY_CASE, text, on=None, posts=())
        except FieldProblem as problem:
            self._wrong(self._where(place, text), str(problem))
            return ""


class _AnyCase:
    """Stands for a reference to a case of whatever duty."""

    procedure = ""
    label = laying.ORIGIN


ANY_CASE: Any = _AnyCase()


def _without_papers(
    form: type[Form], raw: Mapping[str, Any], seed: str, path: str = ""
) -> tuple[dict[str, Any], list[tuple[str, int]]]:
    """Return the values with stand-ins for papers, and where how many of them were said to be."""
    found = dict(raw)
    papers: list[tuple[str, int]] = []
    for asked in form.fields:
        value = found.get(asked.name)
        here = f"{path}{asked.name}"
        if isinstance(asked, Files) and isinstance(value, int):
            found.pop(asked.name)
            if value:
                papers.append((here, value))
                found[asked.name] = [sm3(f"{seed}/{here}/{nth}".encode()) for nth in range(value)]
        elif isinstance(asked, Rows) and isinstance(value, list):
            rows = []
            for nth, row in enumerate(value):
                inner, more = _without_papers(asked.form, row, seed, f"{here}.{nth}.")
                rows.append(inner)
                papers += more
            found[asked.name] = rows
    return found, papers
