"""Which columns the register (台账) of a duty has: those its declaration names, then what its forms ask.

One line of the register is one case.  It tells the opening of the case and, of the later steps it has columns
for, the first time each was done; whatever else happened stands on the second sheet, one step a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from fazhi.core.columns import Column, Outcome
from fazhi.core.form import Code, Field, Rows, Yuan
from fazhi.core.procedure import Derived, Procedure, Reckoned, Step

Kind = Literal["serial", "number", "place", "origin", "order", "day", "who", "outcome", "field", "derived"]

MOST_COLUMNS = 60
"""Where a declaration names no columns, later steps get columns of their own up to so many in all."""

SERIAL, NUMBER, PLACE, ORIGIN, ORDER = "序号", "编号", "所属社区（村）", "来源事项编号", "办理经过"
STEP, ON, WHO, SAID = "环节", "办理日期", "经办人", "填写内容"
FURTHER = "后续办理"
"""The second sheet: steps that the register itself has no columns for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One column: its heading, other headings it is known by, and what its cells hold.

    ``steps`` are the steps it may tell of; several only where each opens a case, or for an outcome.  What is
    ``derived`` is told by the system and tells of no step.
    """

    heading: str
    kind: Kind
    also: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    holds: Field[Any] | None = None
    only: Mapping[str, str] = field(default_factory=dict)
    usually: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    """Of an outcome: word → step; ``beside`` is the step whose day stands for theirs."""
    beside: str = ""

    @property
    def unit(self) -> str:
        """What stands in brackets behind the heading: 元, 件."""
        return "元" if isinstance(self.holds, Yuan) else str(getattr(self.holds, "unit", "") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of a duty's register, in order; ``told`` are the steps that have columns in it."""

    procedure: type[Procedure]
    places: tuple[Place, ...]
    told: tuple[str, ...]

    def of(self, step: str, name: str) -> tuple[Place, ...]:
        """Return the columns in which a step tells a field."""
        return tuple(
            one
            for one in self.places
            if one.holds is not None and one.holds.name == name and step in one.steps
        )

    def day(self, step: str) -> Place | None:
        """Return the column with the day of a step."""
        return next((one for one in self.places if one.kind == "day" and step in one.steps), None)

    def who(self, step: str) -> Place | None:
        """Return the column that says who did a step."""
        return next((one for one in self.places if one.kind == "who" and step in one.steps), None)

    def kind(self, kind: Kind) -> Place | None:
        """Return the one column of a kind."""
        return next((one for one in self.places if one.kind == kind), None)


_LAID: dict[type[Procedure], Layout] = {}


def layout(procedure: type[Procedure]) -> Layout:
    """Return the columns of the register of a duty."""
    if procedure not in _LAID:
        _LAID[procedure] = _Laying(procedure).laid()
    return _LAID[procedure]


class _Laying:
    """Finds the columns of one duty."""

    def __init__(self, procedure: type[Procedure]) -> None:
        self.procedure = procedure
        self.steps = {step.name: step for step in procedure.parts.steps}
        self.opening = tuple(step.name for step in procedure.parts.steps if step.opening)
        self.places: list[Place] = []

    def laid(self) -> Layout:
        declared = [self._declared(one) for one in self.procedure.columns]
        told = self._told(declared)
        self.places = [Place(heading=SERIAL, kind="serial")]
        if self.procedure.number:
            self.places.append(Place(heading=NUMBER, kind="number"))
        self.places += declared
        for name in told:
            self._rest_of(self.steps[name])
        self.places.insert(
            1 + bool(self.procedure.number) if not declared else len(self.places),
            Place(heading=PLACE, kind="place"),
        )
        self.places += [Place(heading=ORIGIN, kind="origin"), Place(heading=ORDER, kind="order")]
        return Layout(procedure=self.procedure, places=tuple(self._apart()), told=tuple(told))

    def _declared(self, column: Column | Outcome | Field[Any]) -> Place:
        if isinstance(column, Outcome):
            return Place(
                heading=column.heading,
                kind="outcome",
                also=column.also,
                steps=tuple(dict.fromkeys(step.name for step in column.steps.values())),
                words={word: step.name for word, step in column.steps.items()},
                beside=column.beside.name if column.beside is not None else "",
            )
        one = column if isinstance(column, Column) else Column(column.label, column)
        if isinstance(one.of, Step):
            step = self.steps[one.of.name]
            kind: Kind = "who" if one.who else "day"
            return Place(
                heading=one.heading,
                kind=kind,
                also=(*one.also, step.label + (WHO if one.who else "日期")),
                steps=(step.name,),
                group=step.label,
            )
        if isinstance(one.of, Derived | Reckoned):  # worked out by the system: told, and not read back
            return Place(heading=one.heading, kind="derived", also=one.also, holds=one.of)
        asking = [name for name, step in self.steps.items() if _asks(step, one.of)]
        mine = tuple(name for name in asking if name in self.opening) or tuple(asking[:1])
        asked = next(f for s in mine if (f := _asks(self.steps[s], one.of)) is not None)
        return Place(
            heading=one.heading,
            kind="field",
            also=tuple(dict.fromkeys((*one.also, asked.label))),
            steps=mine,
            holds=asked,
            only=one.only,
            usually=one.usually,
            group=self.steps[mine[0]].label,
            required=asked.required and mine[0] in self.opening,
        )

    def _told(self, declared: Sequence[Place]) -> list[str]:
        """Return the steps that are told in the line itself: those named, or as many as there is room for."""
        if declared:
            named = {step for one in declared for step in one.steps} | set(self.opening)
            return [name for name in self.steps if name in named]
        told: list[str] = list(self.opening)
        count = sum(self._size(name) for name in told)
        for name in self.steps:
            if name not in told and count + self._size(name) <= MOST_COLUMNS:
                told.append(name)
                count += self._size(name)
        return [name for name in self.steps if name in told]

    def _size(self, name: str) -> int:
        form = self.steps[name].form
        return 2 + (len(form.fields) if form else 0)

    def _rest_of(self, step: Step) -> None:
        """Add what a step asks that has no column yet."""
        for kind, ending in (("day", "日期"), ("who", WHO)):
            if not any(one.kind == kind and step.name in one.steps for one in self.places):
                named = Place(
                    heading=f"{step.label}{ending}",
                    kind="day" if kind == "day" else "who",
                    steps=(step.name,),
                    group=step.label,
                    required=kind == "day" and self.opening == (step.name,),
                )
                self.places.append(named)
        for asked in step.form.fields if step.form else ():
            if not self._is_laid(step.name, asked):
                others = [
                    name
                    for name in self.opening
                    if step.name in self.opening and _asks(self.steps[name], asked)
                ]
                self.places.append(
                    Place(
                        heading=asked.label,
                        kind="field",
                        steps=tuple(others) or (step.name,),
                        holds=asked,
                        group=step.label,
                        required=asked.required and step.name in self.opening,
                    )
                )

    def _is_laid(self, step: str, asked: Field[Any]) -> bool:
        """Tell whether the columns there are take in every value of a field."""
        mine = [
            one
            for one in self.places
            if one.holds is not None and one.holds.name == asked.name and step in one.steps
        ]
        return any(not one.only for one in mine) or _covered(asked, [one.only for one in mine])

    def _apart(self) -> list[Place]:
        """Return the columns with headings that no other has: where two agree, the step stands before."""
        found: list[Place] = []
        seen: dict[str, int] = {}
        for one in self.places:
            seen[one.heading] = seen.get(one.heading, 0) + 1
        used: set[str] = set()
        for one in self.places:
            heading = one.heading
            if (seen[heading] > 1 or heading in (NUMBER, SERIAL, PLACE)) and one.kind == "field":
                heading = f"{one.group}·{heading}"
            nth = 2
            while heading in used:
                heading, nth = f"{one.group}·{one.heading}（{nth}）", nth + 1
            used.add(heading)
            found.append(_renamed(one, heading))
        return found


def _renamed(one: Place, heading: str) -> Place:
    return replace(one, heading=heading)


def _asks(step: Step, wanted: Field[Any]) -> Field[Any] | None:
    fields = step.form.fields if step.form else ()
    return next((one for one in fields if one.name == wanted.name), None)


def _covered(asked: Field[Any], picked: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether columns that each take some rows of a table take them all: one for every choice."""
    if not isinstance(asked, Rows) or not picked:
        return False
    names = {name for only in picked for name in only}
    if len(names) != 1:
        return False
    [name] = names
    inner = next((one for one in asked.form.fields if one.name == name), None)
    taken = {only[name] for only in picked if name in only}
    return isinstance(inner, Code) and inner.required and set(inner.choices) <= taken
