"""The standard figures of law-based-government work 指标: what each is called and counted in, declared by
a duty or not.

What a duty declares is posted from its entries; the others are here so that they are read in reports and
may be
compared.  A declared figure agrees with its row, which a house test says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from fazhi.law.tables import Line, lines

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(Enum):
    """How a figure behaves over time."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardIndicator:
    """A figure by its code; ``formula`` for rates and sums; ``says`` other words that reports use for it.

    ``definition`` says in one sentence what is counted, "" for a figure that no duty declares yet.
    """

    code: str
    label: str
    unit: str
    kind: Kind
    formula: str
    says: tuple[str, ...]
    definition: str = ""

    @property
    def field(self) -> str:
        """The field of work it belongs to, the first word of its code: mediation, penalty …."""
        return self.code.partition(".")[0]


@cache
def standard_indicators() -> Mapping[str, StandardIndicator]:
    """Return every standard figure by its code, in the order of the table.

    >>> standard_indicators()["mediation.success_rate"].formula
    'mediation.settled / mediation.concluded'
    """
    found = {row.code: row for row in map(_indicator, lines("indicators"))}
    return MappingProxyType(found)


def _indicator(line: Line) -> StandardIndicator:
    return StandardIndicator(
        code=line.text("code"),
        label=line.text("label"),
        unit=line.text("unit"),
        kind=line.choice("kind", Kind),
        formula=line.text("formula"),
        says=tuple(filter(None, line.text("says").split("；"))),
        definition=line.text("definition"),
    )
