"""What telling cases has taught about the rules of procedures, for the next plan to go round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fazhi.demo.interest import Option
from fazhi.demo.shapes import Choice, Shape


@dataclass(slots=True)
class WaitedFor:
    """What rules want of a case opened beside: steps done, values held, (field, value) that do not do."""

    steps: set[str] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)
    refused: set[tuple[str, Any]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Order:
    """That a step asks for one of ``earlier`` before it, where choices of those names are so."""

    procedure: str
    step: str
    earlier: frozenset[str]
    where: tuple[tuple[str, Option], ...] = ()

    def bans(self, shape: Shape) -> Iterator[dict[Choice, Option]]:
        """Yield what of a shape does not keep the order: nothing where a step before is always done."""
        for position, step in enumerate(shape.steps):
            if step.name != self.step:
                continue
            before = [n for n in range(position) if shape.steps[n].name in self.earlier]
            if any(n not in shape.optional for n in before):
                continue
            choices = {one.name: one for one in shape.choices if one.position <= position}
            if all(name in choices for name, _ in self.where):
                ban = {choices[name]: option for name, option in self.where}
                if position in shape.optional:
                    ban[Choice(position, "done")] = (True,)
                yield ban | {Choice(n, "done"): (False,) for n in before}


@dataclass(frozen=True, slots=True)
class Impasse:
    """That a path which begins with ``steps`` cannot go on where choices of those names are so."""

    procedure: str
    owner: str
    steps: tuple[str, ...]
    where: tuple[tuple[str, Option], ...] = ()

    def bans(self, shape: Shape) -> Iterator[dict[Choice, Option]]:
        """Yield what of a shape runs into it."""
        always = [n for n in range(len(shape.steps)) if n not in shape.optional][: len(self.steps)]
        if tuple(shape.steps[n].name for n in always) != self.steps or shape.before > always[-1]:
            return
        choices = {one.name: one for one in shape.choices if one.position <= always[-1]}
        if all(name in choices for name, _ in self.where):
            yield {choices[name]: option for name, option in self.where}


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and greatest amount of a field, where choices of those names are so.

    ``shape`` is the one where it was learned, () if that does not matter.
    """

    procedure: str
    shape: tuple[object, ...]
    field: str
    where: tuple[tuple[str, Option], ...]
    low: Decimal
    high: Decimal

    def holds(self, shape: Shape, name: str, assigned: Mapping[Choice, Option]) -> bool:
        """Tell whether it bounds a field where choices are so."""
        said = {(choice.name, option) for choice, option in assigned.items()}
        return self.field == name and self.concerns(shape) and said.issuperset(self.where)

    def concerns(self, shape: Shape) -> bool:
        """Tell whether it bounds a field of a shape at all."""
        return shape.interest.procedure.code == self.procedure and self.shape in ((), shape.signature)


@dataclass(slots=True)
class Learned:
    """What enacting has taught about rules, by the code of the procedure.

    ``bounds`` are the least and greatest amount of a field, ``at_most`` pairs of fields of which the first
    never exceeds the second, ``once`` steps that are not repeated, ``again`` (step, field) pairs to be said
    anew, ``needed`` steps by which paths are told apart, ``wider`` how many more paths that post alike are
    looked at, ``forbidden`` combinations of choices that rules refuse, with the refusal in ``reasons``,
    ``orders`` which step comes before which, ``impasses`` where paths end.  ``support`` is how many entries
    of other procedures are needed to refer to, ``suited`` what those in a register must be like to act.
    ``beside`` is how many cases of other procedures must be opened from a case of a shape, ``waited_for``
    what rules then want of them.
    """

    bounds: set[Bound] = field(default_factory=set)
    at_most: set[tuple[str, str, str]] = field(default_factory=set)
    once: set[tuple[str, str]] = field(default_factory=set)
    again: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    needed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forbidden: dict[tuple[object, ...], list[Mapping[Choice, Option]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    wider: dict[str, int] = field(default_factory=dict)
    orders: set[Order] = field(default_factory=set)
    impasses: set[Impasse] = field(default_factory=set)
    reasons: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    support: dict[str, int] = field(default_factory=dict)
    suited: dict[str, dict[str, Any]] = field(default_factory=dict)
    beside: dict[tuple[object, ...], dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    waited_for: dict[tuple[str, str], WaitedFor] = field(default_factory=dict)
