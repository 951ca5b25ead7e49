"""The words in which a duty declares standard figures: what the table of indicators says is said once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fazhi.core.form import Code
from fazhi.core.procedure import Breakdown, Count, Flow, Indicator, Rate, Standing, Stock, Sum, Tally
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


def of_each(
    dimension: Code,
    tally: Count | Sum | Standing,
    codes: Mapping[str, str],
    *,
    by: Breakdown | Iterable[Breakdown] = (),
) -> tuple[Indicator, ...]:
    """Declare one standard figure for each value: ``tally`` of what has it in ``dimension``.

    ``codes`` maps values to figures.
    """

    def narrowed(value: str) -> Tally:
        wanted = dimension.is_(value)
        return replace(tally, where=wanted if tally.where is None else tally.where & wanted)

    return tuple(figure(code, narrowed(value), by=by) for value, code in codes.items())
