"""Sharing amounts out among combinations of choices, exactly, each near to its part of the cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fazhi.demo.laying import Amount
from fazhi.demo.learned import Learned
from fazhi.demo.program import Program

_HUNDRED = 100
Cell = tuple[str, int]
"""A procedure and the number of one of its targets."""


def shared(
    amounts: Sequence[Amount], values: Mapping[Cell, Decimal], learned: Learned, solution: Sequence[int]
) -> dict[int, int] | None:
    """Return the part of each amount's variable, in hundredths; None if it cannot be.

    ``values`` are the figures they come to, ``solution`` holds the number of cases of every combination.
    """
    there = [amount for amount in amounts if solution[amount.cases]]
    average = _averages(there, values, solution)
    program = Program()
    terms: dict[Cell, dict[int, float]] = defaultdict(dict)
    part: dict[Amount, int] = {}
    for amount in there:
        cases = solution[amount.cases]
        low, high = (float(cases * bound * _HUNDRED / amount.unit) for bound in amount.bounds)
        part[amount] = program.variable(low=low, high=high)
        off = program.variable(cost=1.0 / max(1.0, average[amount]), whole=False)
        program.row({part[amount]: 1, off: -1}, high=cases * average[amount])
        program.row({part[amount]: 1, off: 1}, low=cases * average[amount])
        for target in amount.targets:
            terms[amount.code, target][part[amount]] = amount.unit
    for cell, found in terms.items():
        value = float(values[cell] * _HUNDRED)
        program.row(found, low=value, high=value)
    for one, other in _ordered(there, learned):
        program.row({part[one]: one.unit, part[other]: -other.unit}, high=0)
    parts = program.solve()
    if parts is None:
        return None
    return {amount.variable: round(parts[number]) * amount.unit for amount, number in part.items()}


def _averages(
    there: Sequence[Amount], values: Mapping[Cell, Decimal], solution: Sequence[int]
) -> dict[Amount, float]:
    """Return what a case would fill in if all that count to the same targets were alike, in units."""
    cases: dict[Cell, int] = defaultdict(int)
    for amount in there:
        for target in amount.targets:
            cases[amount.code, target] += solution[amount.cases]

    def average(amount: Amount, target: int) -> float:
        cell = (amount.code, target)
        return float(values[cell] * _HUNDRED / amount.unit) / cases[cell]

    return {amount: min(average(amount, target) for target in amount.targets) for amount in there}


def _ordered(there: Sequence[Amount], learned: Learned) -> Iterator[tuple[Amount, Amount]]:
    """Yield pairs of amounts of the same cases of which the first never exceeds the second."""
    by_place = {(amount.laid, amount.which, amount.of.name): amount for amount in there}
    for amount in there:
        for code, small, great in learned.at_most:
            other = by_place.get((amount.laid, amount.which, great))
            if code == amount.code and small == amount.of.name and other is not None:
                yield amount, other
