"""What telling a case holds on the way: a step as drafted and as tried, and why it went no further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fazhi.core.case import CaseView, Refusal
from fazhi.core.journal import Event
from fazhi.demo.office import Colleague, Moment
from fazhi.demo.specs import Stuck

#: What is looked at only once the procedure itself has nothing against a step.
_NEARER = {"not-silent": 1, "not-come-to": 2}


class StuckError(Exception):
    """A case cannot be told further."""

    def __init__(self, stuck: Stuck) -> None:
        super().__init__(str(stuck))
        self.stuck = stuck


class EarlyError(Exception):
    """What is referred to has not begun yet: begin on ``since``."""

    def __init__(self, since: date) -> None:
        super().__init__(since)
        self.since = since


class LateError(Exception):
    """The days do not suffice: begin earlier, or wait less."""


@dataclass(frozen=True, slots=True)
class Draft:
    """How a step might be filled in: what is changed against what would be filled in by itself.

    ``kept`` is what was filled in at the last try and stays, so that one thing is changed at a time.
    """

    changes: Mapping[str, Any]
    actor: Colleague
    day: date
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a step as tried: the event, what the journal would show of it, every refusal."""

    event: Event
    plain: Event
    view: CaseView
    refusals: tuple[Refusal, ...]

    @property
    def reasons(self) -> frozenset[tuple[str, str, str]]:
        """What stands in its way, to compare with another try."""
        return frozenset((one.code, one.field, one.message) for one in self.refusals)

    @property
    def distance(self) -> tuple[int, int]:
        """How far it is from being done: less is nearer."""
        if not self.refusals:
            return 0, 0
        # Rules that read the form are asked only once it is filled in: until then they are not known.
        unfilled = any(one.code.startswith("field-") for one in self.refusals)
        return _NEARER.get(self.refusals[0].code, 4 if unfilled else 3), len(self.refusals)


@dataclass(frozen=True, slots=True)
class Kept:
    """How far a case was told, to go back to."""

    lines: int
    actors: dict[str, Colleague]
    insert: dict[str, tuple[str, ...]]
    now: Moment


def each_said(step: str, name: str, values: Iterator[Any]) -> Iterator[Mapping[tuple[str, str], Any]]:
    """Yield each value as said in a field of a step."""
    for value in values:
        yield {(step, name): value}
