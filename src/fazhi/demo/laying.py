"""Laying a shape down in the program: its choices in groups, with what each combination adds to targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fazhi.core.form import Field, Number, People, Quantity, Yuan
from fazhi.core.procedure import Count, told_apart
from fazhi.demo.interest import Option
from fazhi.demo.learned import Learned
from fazhi.demo.parting import Part
from fazhi.demo.plan import Group, Taken
from fazhi.demo.shapes import Choice, Effect, Shape, field_of

if TYPE_CHECKING:
    from fazhi.demo.planner import Planner

_MANY = 10**6
_REPEATS = 12
_SEVERAL = 2
_HUNDRED = 100
_UNFAIR = 3.0


@dataclass(slots=True, eq=False)
class Amount:
    """What the cases of a combination fill in together, and for which targets; ``unit`` in hundredths."""

    laid: Laid
    which: int
    of: Choice
    variable: int
    cases: int
    bounds: tuple[Decimal, Decimal]
    unit: int
    targets: set[int] = field(default_factory=set)

    @property
    def code(self) -> str:
        """The code of the procedure."""
        return self.laid.code


class Laid:
    """A group of choices in the program: one variable for each combination."""

    def __init__(
        self, planner: Planner, shape: Shape, cases: int, part: Part, told_apart: Collection[Choice]
    ) -> None:
        self.planner = planner
        self.shape = shape
        self.part = part
        self.code = shape.interest.procedure.code
        found = self._told_apart(part, told_apart)
        self.combinations = [assigned for assigned, _ in found]
        program = planner.program
        self.numbers = [program.variable(cost=_cost(one)) for one in self.combinations]
        program.row({cases: -1, **dict.fromkeys(self.numbers, 1)}, low=0, high=0)
        self.again: list[dict[int, int]] = [{} for _ in self.combinations]
        self.amounts: list[dict[Choice, Amount]] = [{} for _ in self.combinations]
        self.counted: list[dict[Choice, set[int]]] = [{} for _ in self.combinations]
        for which, (assigned, effects) in enumerate(found):
            for effect in effects:
                self._add(effect, which, assigned)
        self._order_amounts()
        self._draw()

    def _told_apart(
        self, part: Part, told_apart: Collection[Choice]
    ) -> list[tuple[dict[Choice, Option], list[Effect]]]:
        """Return the combinations of a part, one of those that add the same, each with what it adds."""
        found: dict[tuple[object, ...], tuple[dict[Choice, Option], list[Effect]]] = {}
        for assigned in self.shape.combinations(part.choices):
            added = [nth for nth, one in enumerate(part.effects) if self.shape.adds(one, assigned)]
            effects = [part.effects[nth] for nth in added]
            amounts = dict.fromkeys(one.of for one in effects if one.of is not None)
            key = (
                tuple(added),
                tuple(assigned[one] for one in told_apart),
                tuple(option for choice, option in assigned.items() if choice.kind == "done"),
                tuple(sorted((of.name, *self._bounds(of, assigned)) for of in amounts)),
                tuple(self.shape.facts(assigned, of.position).get(of.name) for of in amounts),
            )
            found.setdefault(key, (assigned, effects))
        return list(found.values())

    def agree(self, other: Laid, shared: Sequence[Choice]) -> None:
        """Let as many cases take the same of what two parts share in both."""
        terms: dict[tuple[Option, ...], dict[int, float]] = defaultdict(dict)
        for laid, sign in ((self, 1.0), (other, -1.0)):
            for assigned, number in zip(laid.combinations, laid.numbers, strict=True):
                terms[tuple(assigned[one] for one in shared)][number] = sign
        for found in terms.values():
            self.planner.program.row(found, low=0, high=0)

    def _add(self, effect: Effect, which: int, assigned: Mapping[Choice, Option]) -> None:
        terms = self.planner.terms[self.code, effect.target]
        if told_apart(effect.tally) and effect.of is not None:
            if not self.shape.interest.finite(effect.of.name):
                self.counted[which].setdefault(effect.of, set()).add(effect.target)
                return
            value = self.shape.facts(assigned, effect.position).get(effect.of.name)
            if value is not None:
                self.planner.values[self.code, effect.target][value][self.numbers[which]] = 1
        elif effect.of is None:
            terms[self.numbers[which]] += 1
            once = isinstance(effect.tally, Count) and effect.tally.once
            if effect.position in self.shape.optional and not once:
                terms[self._repeat(effect.position, which)] += 1
        else:
            amount = self._amount(effect.of, which)
            amount.targets.add(effect.target)
            terms[amount.variable] += 1

    def _repeat(self, position: int, which: int) -> int:
        """Return the variable that counts how often an optional step is done beyond once in each case."""
        program = self.planner.program
        if position not in self.again[which]:
            step = self.shape.steps[position].name
            times = 0 if (self.code, step) in self.planner.learned.once else _REPEATS - 1
            variable = program.variable(cost=1.5, high=_MANY if times else 0)
            program.row({variable: 1, self.numbers[which]: -times}, high=0)
            self.again[which][position] = variable
        return self.again[which][position]

    def _amount(self, of: Choice, which: int) -> Amount:
        if of not in self.amounts[which]:
            program = self.planner.program
            variable = program.variable(whole=False)
            low, high = self._bounds(of, self.combinations[which])
            cases = self.numbers[which]
            # No case takes more than all together: a greater bound would only blur the arithmetic.
            high = min(high, max(low, self.planner.greatest))
            program.row({variable: 1, cases: -float(low)}, low=0)
            program.row({variable: 1, cases: -float(high)}, high=0)
            self._spread(of.name, variable, cases)
            unit = _HUNDRED if isinstance(asked_at(self.shape, of), Number) else 1
            amount = Amount(self, which, of, variable, cases, (low, high), unit)
            self.amounts[which][of] = amount
            self.planner.amounts.append(amount)
        return self.amounts[which][of]

    def _spread(self, name: str, amount: int, cases: int) -> None:
        """Make it dear that few cases hold most of an amount where there are many to hold it."""
        cap = self.planner.fair.get((self.code, name))
        if cap is None:
            return
        program = self.planner.program
        over = program.variable(cost=_UNFAIR / cap, whole=False)
        program.row({amount: 1, cases: -cap, over: -1}, high=0)

    def _bounds(self, of: Choice, assigned: Mapping[Choice, Option]) -> tuple[Decimal, Decimal]:
        asked = asked_at(self.shape, of)
        low, high = bounds(self.shape, of, self.planner.learned, assigned)
        if asked is None or asked.needed_when is None:
            return low, high
        if not self.shape.needs(of, assigned):
            return Decimal(0), Decimal(0)
        return (max(low, Decimal(asked.min)) if isinstance(asked, Number) else low), high

    def _order_amounts(self) -> None:
        """What never exceeds another amount does not do so together either."""
        for amounts in self.amounts:
            by_name = {of.name: amount for of, amount in amounts.items()}
            for code, small, great in self.planner.learned.at_most:
                if code == self.code and small in by_name and great in by_name:
                    self.planner.program.row(
                        {by_name[small].variable: 1, by_name[great].variable: -1}, high=0
                    )

    def _draw(self) -> None:
        """Let the cases that count to the same targets draw their different values from one pool."""
        for which, counted in enumerate(self.counted):
            for of, targets in counted.items():
                asked = asked_at(self.shape, of)
                several = float(at_once(asked)) if isinstance(asked, People) else 1.0
                self.planner.drawn[self.code, of.name, frozenset(targets)][self.numbers[which]] = several

    def read(self, solution: list[int], shares: Mapping[int, int]) -> Group:
        """Return the combinations taken, with the numbers of the solution."""
        return [
            Taken(
                assigned=self.combinations[which],
                number=solution[number],
                again={position: solution[v] for position, v in self.again[which].items() if solution[v]},
                sums={of: shares[amount.variable] for of, amount in self.amounts[which].items()},
                pools={
                    of: (self.code, of.name, frozenset(targets))
                    for of, targets in self.counted[which].items()
                },
            )
            for which, number in enumerate(self.numbers)
            if solution[number]
        ]


def _cost(assigned: Mapping[Choice, Option]) -> float:
    return sum(0.5 for choice, option in assigned.items() if choice.kind == "done" and option[0])


def at_once(asked: People) -> int:
    """Return how many persons one case names of those that are told apart."""
    return max(asked.min, min(_SEVERAL, asked.max))


def asked_at(shape: Shape, of: Choice) -> Field[Any] | None:
    """Return the field that a choice is about."""
    return field_of(shape.steps[of.position], of.name)


def bounds(
    shape: Shape, of: Choice, learned: Learned, assigned: Mapping[Choice, Option]
) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest amount that one case of those choices can fill in."""
    asked = asked_at(shape, of)
    low, high = Decimal(0), Decimal(_MANY)
    if isinstance(asked, Number):
        low = Decimal(asked.min if asked.required else 0)
        high = Decimal(asked.max if asked.max is not None else _MANY)
    elif isinstance(asked, Yuan | Quantity):
        high = Decimal(_MANY) * 1000
    for bound in learned.bounds:
        if bound.holds(shape, of.name, assigned):
            low, high = max(low, bound.low), min(high, bound.high)
    return low, high
