"""Figures that others make up: rates and totals asked for, and what they ask of the counts they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from fazhi.core import formula
from fazhi.core.procedure import Indicator
from fazhi.procedures import registry

if TYPE_CHECKING:
    from fazhi.demo.targets import Target

_MONTHS = 12
_HUNDRED = 100
_HALF = Decimal("0.5")

Cell = tuple[str, tuple[tuple[str, str], ...], int]
"""A figure: indicator, part of it, month."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum of figures by a sum of figures; the divisor of a total is 1, under the figure ``ONE``."""

    over: Mapping[Cell, Decimal]
    under: Mapping[Cell, Decimal]

    def __add__(self, other: Ratio | Decimal) -> Ratio:
        """Return the sum, of totals only."""
        return self._plus(_ratio(other), 1)

    def __sub__(self, other: Ratio | Decimal) -> Ratio:
        """Return the difference, of totals only."""
        return self._plus(_ratio(other), -1)

    def __mul__(self, times: Decimal) -> Ratio:
        """Return it so many times."""
        return Ratio({cell: number * times for cell, number in self.over.items()}, self.under)

    def __truediv__(self, by: Ratio | Decimal) -> Ratio:
        """Return it by a total, or by a number."""
        if isinstance(by, Decimal):
            return Ratio(self.over, {cell: number * by for cell, number in self.under.items()})
        if self.under != _AS_IT_IS or by.under != _AS_IT_IS:
            raise UnevenError
        return Ratio(self.over, by.over)

    def _plus(self, other: Ratio, sign: int) -> Ratio:
        if self.under != _AS_IT_IS or other.under != _AS_IT_IS:
            raise UnevenError
        total = dict(self.over)
        for cell, number in other.over.items():
            total[cell] = total.get(cell, Decimal(0)) + sign * number
        return Ratio(total, self.under)


class UnevenError(ValueError):
    """A formula that is no sum of figures by another."""


ONE: Cell = ("", (), 0)
_AS_IT_IS = {ONE: Decimal(1)}


def _ratio(one: Ratio | Decimal) -> Ratio:
    return one if isinstance(one, Ratio) else Ratio({ONE: one}, _AS_IT_IS)


@dataclass(frozen=True, slots=True)
class _Named:
    """The figures that a formula reads, by name."""

    where: tuple[tuple[str, str], ...]
    month: int

    def value(self, code: str, where: tuple[tuple[str, str], ...], years_back: int) -> Any:
        """Return what stands for a figure, None if nothing posts it or it is of another year."""
        declared = registry.indicators().get(code)
        if declared is None or years_back:
            return None
        if declared.formula:
            return formula.read(declared.formula).node(self, 0)
        return Ratio({(code, tuple(sorted((*where, *self.where))), self.month): Decimal(1)}, _AS_IT_IS)

    def lowest(self, code: str, dimension: str, years_back: int) -> None:
        """Return nothing: which part is the lowest is not known beforehand."""
        del code, dimension, years_back

    def months(self) -> int:
        """Return how many months are asked for."""
        return 1 if self.month else _MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """A figure asked for that others make up; ``low`` ≤ over : under < ``high`` shows it, ``aim`` exactly.

    All and none are meant as they are said: ``low`` and ``high`` are then the same.
    """

    target: Target
    ratio: Ratio
    low: Decimal
    high: Decimal
    aim: Decimal

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The figures that make it up."""
        return tuple(cell for cell in dict.fromkeys([*self.ratio.over, *self.ratio.under]) if cell != ONE)


def made_up(target: Target) -> MadeUp | None:
    """Return what a rate or total asks of other figures, None if that cannot be told."""
    declared = registry.indicators()[target.indicator]
    try:
        found: Any = formula.read(declared.formula).node(_Named(target.where, target.month), 0)
    except (UnevenError, TypeError):
        return None
    if not isinstance(found, Ratio):
        return None
    scale = _HUNDRED if declared.unit == "%" else 1
    aim = target.value / scale
    near = _HALF.scaleb(-_places(target.value)) / scale
    plainly = found.under == _AS_IT_IS or (declared.unit == "%" and target.value in (0, _HUNDRED))
    low, high = (aim, aim) if plainly else (aim - near, aim + near)
    return MadeUp(target=target, ratio=found, low=low, high=high, aim=aim)


def contradiction(one: MadeUp, others: Sequence[Target]) -> str:
    """Return why a figure is not what those asked for make up, "" if it is or that is not known yet."""
    values: dict[Cell, Decimal] = {(it.indicator, it.where, it.month): it.value for it in others}
    values[ONE] = Decimal(1)
    if not all(cell in values for cell in one.cells):
        return ""
    over, under = (
        sum((values[cell] * number for cell, number in terms.items()), Decimal(0))
        for terms in (one.ratio.over, one.ratio.under)
    )
    declared = registry.indicators()[one.target.indicator]
    if not under:
        return f"按所给的数，{declared.formula} 的分母为0。"
    if as_told(declared, over / under, one.target.value) == one.target.value:
        return ""
    return f"按所给的数，{declared.formula} 为{_shown(declared, over / under)}。"


def as_told(declared: Indicator, value: Decimal, told: Decimal) -> Decimal:
    """Return a figure as exactly as another is told: 91 to whole per cent, 91.4 to one decimal."""
    return _rounded(value * _HUNDRED if declared.unit == "%" else value, _places(told))


def _shown(declared: Indicator, value: Decimal) -> str:
    return f"{_rounded(value * _HUNDRED if declared.unit == '%' else value, 2).normalize():f}"


def _places(told: Decimal) -> int:
    return max(0, -int(told.normalize().as_tuple().exponent))


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
