"""A plan: how many cases of each shape, and how many of them take which choices."""

from __future__ import annotations

from dataclasses import dataclass, field

from fazhi.demo.interest import Option
from fazhi.demo.shapes import Choice, Shape


class ImpossibleError(ValueError):
    """The targets cannot all be met; the message names those in conflict, and by which definition."""


PoolKey = tuple[str, str, frozenset[int]]
"""Where different values are drawn from: procedure, field, and the targets that count them."""


@dataclass(slots=True, eq=False)
class Taken:
    """A combination of choices and how many cases take it.

    ``again`` counts repeats of optional steps beyond the first, by position; ``sums`` is what the cases fill
    in together, in hundredths; ``pools`` is where the different values of a field are drawn from.
    """

    assigned: dict[Choice, Option]
    number: int
    again: dict[int, int] = field(default_factory=dict)
    sums: dict[Choice, int] = field(default_factory=dict)
    pools: dict[Choice, PoolKey] = field(default_factory=dict)


Group = list[Taken]
"""The combinations of choices that figures read together."""


@dataclass(slots=True, eq=False)
class Planned:
    """So many cases of a shape."""

    shape: Shape
    number: int
    groups: list[Group]


@dataclass(slots=True)
class Plan:
    """What is to be enacted; ``pools`` how many different values cases hold that count to certain targets.

    ``overlaps`` is how many of them two pools have in common; no value is in more than two.
    """

    planned: list[Planned]
    pools: dict[PoolKey, int]
    overlaps: dict[tuple[PoolKey, PoolKey], int] = field(default_factory=dict)
