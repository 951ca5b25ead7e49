"""The words in which a procedure says what is counted: figures, what each step adds to them, breakdowns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from fazhi.core.declaring import Step
from fazhi.core.form import Condition, Crossing, Field, Number, Quantity, Yuan


@dataclass(frozen=True, slots=True)
class Count:
    """Post one each time ``step`` is done, with ``once`` only the first time in each case.

    Where the law has a later step undo what was counted, that is ``taken_back``: what was posted until
    then is reversed, on its own day.  Sums and what is told apart are taken back alike.
    """

    step: Step | str
    where: Condition | None = None
    once: bool = False
    taken_back: Step | str | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Post the amount or number in ``of``, as the case knows it, each time ``step`` is done."""

    step: Step | str
    of: Number | Yuan | Quantity
    where: Condition | None = None
    taken_back: Step | str | None = None


@dataclass(frozen=True, slots=True)
class Distinct:
    """Count the different values of ``of`` among the times ``step`` was done.

    ``of`` is a field or the name of a derived dimension; a person is counted by keyed digest.
    """

    step: Step | str
    of: Field[Any] | str
    where: Condition | None = None
    taken_back: Step | str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A stock: one, or the amount in ``of``, for every case that stands open and meets ``where``.

    Posts the difference that each step makes, in all slices: +1 when a case begins to
    meet the condition, -1 when it stops, both when it moves from one slice to another.
    With ``apart`` it counts the different values of that field instead (communities that have one).
    """

    where: Condition | None = None
    of: Number | Yuan | Quantity | None = None
    apart: Field[Any] | None = None


Tally = Count | Sum | Distinct | Standing


def steps_of(tally: Tally) -> tuple[str, ...]:
    """Return the names of the steps at which a tally posts: where it counts, where that is taken back."""
    if isinstance(tally, Standing):
        return ()
    steps = (tally.step, tally.taken_back)
    return tuple(one if isinstance(one, str) else one.name for one in steps if one is not None)


def told_apart(tally: Tally) -> str:
    """Return the name of what a tally tells apart, "" if it adds up."""
    if isinstance(tally, Standing):
        return tally.apart.name if tally.apart is not None else ""
    if isinstance(tally, Distinct):
        return tally.of if isinstance(tally.of, str) else tally.of.name
    return ""


Breakdown = Field[Any] | str | Crossing
CROSS = "&"
"""What stands between the breakdowns that are crossed, and between their values."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of the annual statement; its code is that of the table of indicators.

    ``unit`` is what one of it is (件, 元, 人次); ``by`` the breakdowns it may be sliced by, ``crossed`` those
    it may be sliced by at once, each in the order of their names; ``says`` how reports speak of it;
    ``definition`` what is counted, in one sentence.
    """

    code: str
    label: str
    unit: str
    kind: Literal["flow", "stock", "rate"]
    tallies: tuple[Tally, ...] = ()
    formula: str = ""
    by: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    definition: str = ""
    crossed: tuple[tuple[str, ...], ...] = ()


def _several(by: Breakdown | Iterable[Breakdown]) -> Iterable[Breakdown]:
    return (by,) if isinstance(by, str | Field | Crossing) else by


def _dimensions(by: Breakdown | Iterable[Breakdown]) -> tuple[str, ...]:
    """Return the names of breakdowns; what is crossed is broken down by each of its own as well."""
    return tuple(dict.fromkeys(name for one in _several(by) for name in _names(one)))


def _crossed(by: Breakdown | Iterable[Breakdown]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(_names(one))) for one in _several(by) if isinstance(one, Crossing))


def _names(one: Breakdown) -> tuple[str, ...]:
    if isinstance(one, Crossing):
        return one.names()
    return (one,) if isinstance(one, str) else (one.name,)


def Flow(  # noqa: N802 - reads as a word of the declaration
    code: str,
    label: str,
    unit: str,
    *tallies: Tally,
    formula: str = "",
    by: Breakdown | Iterable[Breakdown] = (),
    says: tuple[str, ...] = (),
    definition: str = "",
) -> Indicator:
    """Declare what is counted inside a period; with ``formula`` it only combines other figures."""
    return Indicator(
        code,
        label,
        unit,
        "flow",
        tallies=tallies,
        formula=formula,
        by=_dimensions(by),
        crossed=_crossed(by),
        says=says,
        definition=definition,
    )


def Stock(  # noqa: N802 - reads as a word of the declaration
    code: str,
    label: str,
    unit: str,
    *tallies: Tally,
    by: Breakdown | Iterable[Breakdown] = (),
    says: tuple[str, ...] = (),
    definition: str = "",
) -> Indicator:
    """Declare what stands at a date."""
    return Indicator(
        code,
        label,
        unit,
        "stock",
        tallies=tallies or (Standing(),),
        by=_dimensions(by),
        crossed=_crossed(by),
        says=says,
        definition=definition,
    )


def Rate(  # noqa: N802 - reads as a word of the declaration
    code: str,
    label: str,
    unit: str,
    formula: str,
    *,
    by: Breakdown | Iterable[Breakdown] = (),
    says: tuple[str, ...] = (),
    definition: str = "",
) -> Indicator:
    """Declare a figure computed from others at the last moment (``a.settled / a.cases``)."""
    return Indicator(
        code,
        label,
        unit,
        "rate",
        formula=formula,
        by=_dimensions(by),
        crossed=_crossed(by),
        says=says,
        definition=definition,
    )
