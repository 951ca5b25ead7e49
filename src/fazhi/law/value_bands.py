"""The value bands of contracts 合同金额分档: how the return counts them, and from which the district is told.

They are a practice of districts, not law: an office with other bands changes ``value_bands.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from fazhi.law.tables import lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueBand:
    """Amounts from ``least`` yuan up to the next band; ``filed`` with the district."""

    code: str
    label: str
    least: Decimal
    filed: bool


@cache
def value_bands() -> tuple[ValueBand, ...]:
    """Return the bands, lowest first."""
    return tuple(
        ValueBand(
            code=line.text("code"),
            label=line.text("label"),
            least=line.amount_or_none("least") or Decimal(0),
            filed=line.flag("filed"),
        )
        for line in lines("value_bands")
    )


def value_band(amount: Decimal | str) -> ValueBand:
    """Return the band of an amount in yuan.

    >>> [value_band(amount).code for amount in ("49999.99", "50000.00", "1000000.00", "1000000.01")]
    ['under_50k', 'from_50k', 'from_500k', 'over_1m']
    """
    return next(band for band in reversed(value_bands()) if Decimal(amount) >= band.least)


def band_labels() -> dict[str, str]:
    """Return the label of each band by its code."""
    return {band.code: band.label for band in value_bands()}
