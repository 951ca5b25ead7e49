"""What falls short in a year, from its figures: a sentence for each, and a likely cause."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from fazhi.core import formula
from fazhi.core.formula import Figures
from fazhi.law.thresholds import threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A figure that ought not to be less than another, or than what the law asks at least (``threshold``).

    It is told only of books that know it: ``known``, else the greater side, must be more than nothing.
    ``sentence`` tells it with tokens, ``cause`` gives the likely cause, for people to mend.
    """

    code: str
    less: str
    than: str
    threshold: str
    known: str
    sentence: str
    cause: str

    @property
    def told(self) -> str:
        """The paragraph as the report's template writes it, said even of zero."""
        return f"!{self.sentence}{self.cause}"

    def shows(self, figures: Figures) -> bool:
        """Tell whether the books show it."""
        less = _value(figures, self.less)
        if less is None:
            return False
        if self.threshold:
            than = Decimal(str(threshold(self.threshold).least or 0))
        else:
            found = _value(figures, self.than)
            if found is None:
                return False
            than = found
        known = _value(figures, self.known) if self.known else than
        return less < than and bool(known)


def _value(figures: Figures, text: str) -> Decimal | None:
    return Decimal(text) if text.isdecimal() else formula.read(text).evaluate(figures)


@cache
def all_shortfalls() -> tuple[Shortfall, ...]:
    """Return every shortfall that is looked for, the gravest first."""
    text = resources.files("fazhi.statements").joinpath("shortfalls.csv").read_text(encoding="utf-8")
    return tuple(_shortfall(row) for row in csv.DictReader(text.splitlines(), strict=True))


def _shortfall(row: dict[str, str]) -> Shortfall:
    less, _, than = row["short"].partition(" < ")
    return Shortfall(
        code=row["code"],
        less=less,
        than=than,
        threshold=row["threshold"],
        known=row["known"],
        sentence=row["sentence"],
        cause=row["cause"],
    )


def shown(figures: Figures) -> Iterator[Shortfall]:
    """Yield the shortfalls that the books show."""
    return (one for one in all_shortfalls() if one.shows(figures))
