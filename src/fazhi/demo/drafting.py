"""What telling a case holds on the way: a step as drafted and as tried, and why it went no further."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fazhi.core.case import CaseView, Refusal
from fazhi.core.journal import Event
from fazhi.demo.office import Colleague, Moment
from fazhi.demo.specs import Stuck

Said = Mapping[tuple[str, str], Any]
"""What fields of steps hold, by step and field."""

_FIGURES = re.compile(r"[\d.-]+")
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
    ``waited`` tells that the day was put off.
    """

    changes: Mapping[str, Any]
    actor: Colleague
    day: date
    kept: Mapping[str, Any] = field(default_factory=dict)
    waited: bool = False


def distance(refusals: Sequence[Refusal]) -> tuple[int, int]:
    """Return how far a step that is refused so is from being done: less is nearer."""
    if not refusals:
        return 0, 0
    # Rules that read the form are asked only once it is filled in: until then they are not known.
    unfilled = any(one.code.startswith("field-") for one in refusals)
    return _NEARER.get(refusals[0].code, 4 if unfilled else 3), len(refusals)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a step as tried: the event, what the journal would show of it, every refusal.

    ``lacking`` is the procedure of which there was nothing to refer to.
    """

    event: Event
    plain: Event
    view: CaseView
    refusals: tuple[Refusal, ...]
    lacking: str = ""

    @property
    def reasons(self) -> frozenset[tuple[str, str, str]]:
        """What stands in its way, to compare with another try."""
        # Days and amounts in a refusal make it no other refusal.
        return frozenset((one.code, one.field, _FIGURES.sub("#", one.message)) for one in self.refusals)

    @property
    def distance(self) -> tuple[int, int]:
        """How far it is from being done: less is nearer."""
        return distance(self.refusals)


@dataclass(frozen=True, slots=True)
class Kept:
    """How far a case was told, to go back to."""

    lines: int
    actors: dict[str, Colleague]
    insert: dict[str, tuple[str, ...]]
    now: Moment


@dataclass(frozen=True, slots=True)
class Beginning:
    """What steps are to say when a case is begun again; ``firm`` is what they say come what may."""

    said: Said
    firm: frozenset[tuple[str, str]] = frozenset()

    def saying(self, other: Said) -> Beginning:
        """Return the same but for what is said otherwise, which is not to be given up for a step before."""
        return Beginning({**self.said, **other}, self.firm | other.keys())

    def loosely(self, other: Said) -> Beginning:
        """Return the same but for what is said otherwise, if the step can say so."""
        return Beginning({**self.said, **other}, self.firm - other.keys())


class Beginnings:
    """The ways to begin a case again that are left, those from where it came nearest first."""

    def __init__(self) -> None:
        self.stuck: Stuck | None = None
        self.base = Beginning({})
        self._waiting: deque[Beginning] = deque()
        self._at_last: deque[Beginning] = deque()
        self._seen: set[tuple[int, frozenset[str]]] = set()

    def add(self, stuck: Stuck, base: Beginning, others: Iterable[Said]) -> None:
        """Take in where it got stuck, what had been said until then and what might be said otherwise."""
        # Days and amounts in a refusal make it no other refusal.
        reasons = frozenset(_FIGURES.sub("#", one.message) for one in stuck.refusals)
        place = (stuck.position, reasons)
        if place in self._seen:
            return
        self._seen.add(place)
        hopeful = stuck.event is not None or self.stuck is None
        other_ways = list(others) if hopeful else []
        ways = [base.saying(other) for other in other_ways]
        if self.stuck is None or _nearness(stuck) < _nearness(self.stuck):
            self.stuck, self.base = stuck, base
            self._waiting.extendleft(reversed(ways))
        else:
            # What was said otherwise led to an earlier end: the likeliest way on is followed at once.
            self._waiting.extendleft(ways[:1])
            self._waiting.extend(ways[1:])
        self._at_last.extend(base.loosely(other) for other in other_ways)

    def next(self) -> Beginning | None:
        """Return what to say in the next try, None if nothing is left."""
        for waiting in (self._waiting, self._at_last):
            if waiting:
                return waiting.popleft()
        return None


def _nearness(stuck: Stuck) -> tuple[int, tuple[int, int]]:
    return -stuck.position, distance(stuck.refusals)


def each_said(step: str, name: str, values: Iterator[Any]) -> Iterator[Said]:
    """Yield each value as said in a field of a step."""
    for value in values:
        yield {(step, name): value}
