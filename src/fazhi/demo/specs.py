"""A case to be told, and what is found where it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.core.case import CaseView, Refusal
from fazhi.core.form import Code, Yuan
from fazhi.core.journal import Event
from fazhi.core.procedure import Procedure, Step
from fazhi.demo.interest import Option
from fazhi.demo.setting import Foreseen
from fazhi.demo.shapes import Choice, Shape
from fazhi.demo.watching import Read


@dataclass(slots=True, kw_only=True)
class Asked:
    """A step to be told, between ``first`` and ``last``.

    ``values`` are the values each field may take, ``derived`` those each dimension must have come to.
    """

    step: Step
    first: date
    last: date
    values: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    derived: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Spec:
    """A case to be told.  ``like`` is the same for cases that what was remembered of one helps to tell.

    ``silent`` are indicators to which no step may post that was not asked for.  ``beside`` are cases to be
    opened from this one, by procedure.
    """

    procedure: type[Procedure]
    steps: list[Asked]
    like: tuple[Any, ...]
    place: str = ""
    origin: str = ""
    silent: frozenset[str] = frozenset()
    beside: dict[str, list[Spec]] = field(default_factory=dict)
    generous: float = 0.0
    shape: Shape | None = None
    assigned: Mapping[Choice, Option] = field(default_factory=dict)
    _foreseen: dict[int, Foreseen] = field(default_factory=dict, init=False)

    def foreseen(self, position: int) -> Foreseen:
        """Return what is asked of the steps from a position on, and of those before if nothing is."""
        if position not in self._foreseen:
            self._foreseen[position] = self._looked_ahead(position)
        return self._foreseen[position]

    def _looked_ahead(self, position: int) -> Foreseen:
        codes: list[tuple[frozenset[str], str]] = []
        amount = ""
        dimensions = {one.name: frozenset(one.choices) for one in self.procedure.parts.derived}
        for asked in [*self.steps[position:], *reversed(self.steps[:position])]:
            codes += [(dimensions[name], one[0]) for name, one in asked.derived.items() if one[0]]
            for one in asked.step.form.fields if asked.step.form else ():
                value = asked.values.get(one.name, (None,))[0]
                if isinstance(one, Code) and isinstance(value, str) and value in one.choices:
                    codes.append((frozenset(one.choices), value))
                elif isinstance(one, Yuan) and isinstance(value, str) and value[:1].isdigit():
                    amount = amount or (value if Decimal(value) else "")
        return Foreseen(tuple(codes), amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A case that could not be told: where, why, and what the rule that stood in the way looked at."""

    spec: Spec
    position: int
    step: Step
    refusals: tuple[Refusal, ...]
    seen: frozenset[Read] = frozenset()
    lacking: str = ""
    view: CaseView | None = None
    event: Event | None = None

    def __str__(self) -> str:
        """Return the reasons, each with its article."""
        told = "；".join(f"{one.message}{f'（{one.basis}）' if one.basis else ''}" for one in self.refusals)
        return f"“{self.spec.procedure.label}”办理“{self.step.label}”：{told or self.lacking}"
