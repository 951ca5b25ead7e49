"""The words in which a duty declares standard figures: what the table of indicators says is said once."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi.core.procedure import Breakdown, Flow, Indicator, Rate, Stock, Tally
from fazhi.law.indicators import Kind, standard_indicators


def figure(code: str, *tallies: Tally, by: Breakdown | Iterable[Breakdown] = ()) -> Indicator:
    """Declare the standard figure of that code: all but what is counted of the steps is the table's.

    A stock without tallies is whatever stands.

    Raises:
        LookupError: the table has no such figure.

    """
    row = standard_indicators().get(code)
    if row is None:
        raise LookupError(f"no figure {code!r} in law/indicators.csv")
    if row.kind is Kind.STOCK:
        return Stock(code, row.label, row.unit, *tallies, by=by, says=row.says, definition=row.definition)
    if row.kind is Kind.RATE:
        return Rate(code, row.label, row.unit, row.formula, by=by, says=row.says, definition=row.definition)
    return Flow(
        code,
        row.label,
        row.unit,
        *tallies,
        formula=row.formula,
        by=by,
        says=row.says,
        definition=row.definition,
    )
