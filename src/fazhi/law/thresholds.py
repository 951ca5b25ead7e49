"""Numbers the law gives that are not lengths of time: ceilings, head counts, rates."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache

import cn2an  # type: ignore[import-untyped]  # the library brings no types

from fazhi.core.law import Basis, Scope
from fazhi.law.instruments import instrument
from fazhi.law.tables import Line, lines


class Measure(enum.Enum):
    """What one of a threshold's number is; the value is how the table writes it."""

    YUAN = "yuan"
    PERCENT = "percent"
    PERCENT_A_DAY = "percent_a_day"
    PERSON = "person"
    TIME_A_YEAR = "time_a_year"
    HOUR_A_YEAR = "hour_a_year"
    LIMIT = "limit"
    """A length of time or a fixed day: the number is in the table of limits, see ``Threshold.limit``."""
    RULE = "rule"
    """Not a number but a prohibition, told in the note."""


_WORDS = {
    Measure.YUAN: "{}元",
    Measure.PERCENT: "百分之{}",
    Measure.PERCENT_A_DAY: "百分之{}",
    Measure.PERSON: "{}人",
    Measure.TIME_A_YEAR: "{}次",
    Measure.HOUR_A_YEAR: "{}学时",
}
_TWO = {"二人": "两人", "二次": "两次"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number in a rule.  ``least`` and ``most`` are both included; None where that side is open.

    ``limit`` is the code of the row in the table of limits that carries it, for ``Measure.LIMIT``.
    """

    code: str
    label: str
    least: Decimal | None
    most: Decimal | None
    measure: Measure
    limit: str
    basis: Basis
    also: tuple[Basis, ...]
    scope: Scope
    profile: str
    note: str

    def meets(self, value: Decimal | int) -> bool:
        """Tell whether ``value`` lies within the bounds."""
        enough = self.least is None or value >= self.least
        return enough and (self.most is None or value <= self.most)

    @property
    def ceiling(self) -> Decimal:
        """Give the upper bound; ValueError if there is none."""
        if self.most is None:
            raise ValueError(f"{self.code} ({self.label}) has no upper bound")
        return self.most

    @property
    def floor(self) -> Decimal:
        """Give the lower bound; ValueError if there is none."""
        if self.least is None:
            raise ValueError(f"{self.code} ({self.label}) has no lower bound")
        return self.least

    @property
    def text(self) -> str:
        """Write the number in Chinese, with its unit: 百分之三, 一至二人; "" if it is none of this table."""
        if self.measure not in _WORDS:
            return ""
        bounds = [_numeral(one) for one in (self.least, self.most) if one is not None]
        words = _WORDS[self.measure].format("至".join(bounds))
        return _TWO.get(words, words)


def _numeral(value: Decimal) -> str:
    words: str = cn2an.an2cn(f"{value:f}", "low")
    return words


def threshold(code: str) -> Threshold:
    """Return a threshold by its code.

    Raises:
        LookupError: no such code; the message lists near ones.

    """
    found = next((each for each in all() if each.code == code), None)
    if found is None:
        near = get_close_matches(code, [each.code for each in all()], n=5, cutoff=0.5)
        raise LookupError(
            f"no threshold {code!r} in law/thresholds.csv; near it are {', '.join(near) or 'none'}"
        )
    return found


@cache
def all() -> tuple[Threshold, ...]:  # noqa: A001 - read as thresholds.all()
    """Return every threshold, in the order of the table."""
    return tuple(map(_threshold, lines("thresholds")))


def _threshold(line: Line) -> Threshold:
    cited = instrument(line.text("instrument"))
    first, *others = line.text("article").split("、")
    return Threshold(
        code=line.text("code"),
        label=line.text("label"),
        least=line.amount_or_none("least"),
        most=line.amount_or_none("most"),
        measure=line.choice("measure", Measure),
        limit=line.text("limit"),
        basis=cited.statute.cite(first, line.text("quote")),
        also=tuple(map(cited.statute.cite, others)),
        scope=line.choice("scope", Scope),
        profile=line.text("profile"),
        note=line.text("note"),
    )
