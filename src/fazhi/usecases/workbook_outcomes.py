"""What is said of the lines of a register, or became of them, and the sum of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from fazhi.workbooks.reading import Bad, ReadLine

State = Literal["good", "bad", "again", "doubtful", "begun", "entered", "partly"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is to be said of a line, or became of it.

    ``again`` was brought in before, ``begun`` only in part; ``doubtful`` says in ``remark`` what it repeats;
    ``partly`` was entered as far as it stood.  ``course`` is what a line was read as.
    """

    sheet: str
    row: int
    state: State
    bad: tuple[Bad, ...] = ()
    steps: int = 0
    case: str = ""
    number: str = ""
    remark: str = ""
    course: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A line of a workbook: its sheet, and the row."""

    sheet: str
    row: int


def outcome_of(
    line: ReadLine,
    state: State,
    *,
    bad: Sequence[Bad] = (),
    steps: int = 0,
    case: str = "",
    number: str = "",
    remark: str = "",
    course: str = "",
) -> Outcome:
    """Return what is said of a line."""
    return Outcome(
        sheet=line.sheet,
        row=line.row,
        state=state,
        bad=tuple(bad),
        steps=steps,
        case=case,
        number=number,
        remark=remark,
        course=course,
    )


@dataclass(slots=True, kw_only=True)
class Summary:
    """What was found in a workbook, or became of it: the first bad lines in full, a sample of the good."""

    lines: int = 0
    steps: int = 0
    states: dict[str, int] = field(default_factory=dict)
    bad_cells: int = 0
    told: list[Outcome] = field(default_factory=list)
    sample: list[Outcome] = field(default_factory=list)
    last: Position | None = None

    MOST_TOLD = 500
    MOST_SAMPLED = 10

    def add(self, one: Outcome) -> None:
        """Count a line."""
        self.lines += 1
        self.states[one.state] = self.states.get(one.state, 0) + 1
        self.steps += one.steps if one.state in ("good", "begun", "entered", "partly") else 0
        self.bad_cells += len(one.bad)
        if one.state in ("bad", "doubtful", "partly") and len(self.told) < self.MOST_TOLD:
            self.told.append(replace(one, bad=one.bad[:20]))
        if one.state in ("good", "begun") and len(self.sample) < self.MOST_SAMPLED:
            self.sample.append(one)
        self.last = Position(one.sheet, one.row)

    def of(self, *states: State) -> int:
        """Return how many lines are in one of the states."""
        return sum(self.states.get(one, 0) for one in states)
