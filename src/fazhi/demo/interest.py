"""What targets ask about a procedure: the steps, fields and values that matter, and no others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from fazhi.core.form import Code, Codes, Condition, Field, Place, Ref, YesNo, satisfies
from fazhi.core.procedure import Indicator, Procedure, Standing, step_name, told_apart
from fazhi.demo.targets import Target
from fazhi.procedures import registry

#: Stands for any value that nothing asked for tells from others.
ANYTHING = "\u0000anything"
_FILLED = "\u0000filled"

Option = tuple[Any, ...]
"""Values that nothing asked for tells apart; None among them is left blank."""


class Interest:
    """What targets ask about one procedure: the steps, fields and values that matter, and no others.

    ``needed`` are steps learned to be asked for by rules, ``again`` (step, field) pairs where it was learned
    that what an earlier step said has to be said anew, ``wider`` how many more paths that post alike are
    looked at.
    """

    def __init__(self, procedure: type[Procedure], targets: Sequence[Target], places: Sequence[str]) -> None:
        self.procedure = procedure
        self.targets = tuple(targets)
        self.places = tuple(places)
        self.fields = procedure.fields()
        self.needed: set[str] = set()
        self.again: set[tuple[str, str]] = set()
        self.wider = 0
        self.wanted: dict[str, set[Any]] = {}
        self.singly: set[str] = set()
        for target in self.targets:
            for name, value in target.where:
                self.wanted.setdefault(name, set()).add(value)
            for tally in self.indicator(target).tallies:
                self._want(tally.where)
                if apart := told_apart(tally):
                    self._want_of(apart, distinct=True)
                elif (of := getattr(tally, "of", None)) is not None:
                    self._want_of(of.name, distinct=False)

    def indicator(self, target: Target) -> Indicator:
        """Return the indicator of a target."""
        return registry.indicators()[target.indicator]

    def _want(self, condition: Condition | None) -> None:
        for part in condition.parts() if condition else ():
            self.wanted.setdefault(part.field.name, set()).update(part.values or (_FILLED,))
            self._want(part.field.needed_when)

    def _want_of(self, name: str, *, distinct: bool) -> None:
        """Tell apart what is itself added up or told apart: each value, or whether it is filled in."""
        asked = self.fields[name]
        self._want(asked.needed_when)
        if distinct and self.finite(name):
            self.singly.add(name)
            self.wanted.setdefault(name, set())
        elif distinct and not asked.required:
            self.wanted.setdefault(name, set()).add(_FILLED)

    def summed(self, target: Target) -> str:
        """Return the field whose amounts a target adds up, "" if it counts."""
        of = [getattr(tally, "of", None) for tally in self.indicator(target).tallies if not told_apart(tally)]
        return next((one.name for one in of if one is not None), "")

    def finite(self, name: str) -> bool:
        """Tell whether a field can hold only so many values."""
        return isinstance(self.fields[name], Code | Codes | YesNo | Place)

    @cached_property
    def steps(self) -> frozenset[str]:
        """The names of the steps that post to a target."""
        return frozenset(
            step_name(tally.step)
            for target in self.targets
            for tally in self.indicator(target).tallies
            if not isinstance(tally, Standing)
        )

    @cached_property
    def months(self) -> frozenset[str]:
        """The names of the steps whose month matters."""
        return frozenset(
            step_name(tally.step)
            for target in self.targets
            if target.month
            for tally in self.indicator(target).tallies
            if not isinstance(tally, Standing)
        )

    def options(self, asked: Field[Any]) -> tuple[Option, ...]:
        """Return the values of a field in classes that nothing asked for tells further apart."""
        wanted = self.wanted.get(asked.name, set())
        classes: dict[tuple[Any, ...], list[Any]] = {}
        for value in [*self._domain(asked, wanted), None]:
            if value is None and asked.required:
                continue
            alone = value if asked.name in self.singly else None
            classes.setdefault((alone, *_signature(value, wanted)), []).append(value)
        return tuple(map(tuple, classes.values()))

    def _domain(self, asked: Field[Any], wanted: Collection[Any]) -> list[Any]:
        if isinstance(asked, YesNo):
            return ["yes", "no"]
        if isinstance(asked, Code):
            return list(asked.choices)
        if isinstance(asked, Codes):
            return [(code,) for code in asked.choices]
        if isinstance(asked, Place):
            return list(self.places)
        if isinstance(asked, Ref) and asked.procedure not in registry.current():
            return []
        return [*sorted(value for value in wanted if value != _FILLED), ANYTHING]


def _signature(value: Any, wanted: Collection[Any]) -> tuple[bool, ...]:
    return tuple(
        value is not None if one == _FILLED else value is not None and satisfies(value, one)
        for one in sorted(wanted, key=str)
    )
