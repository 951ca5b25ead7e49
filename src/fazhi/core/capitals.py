"""Amounts in Chinese capitals, as agreements and decisions must show them."""

from __future__ import annotations

from decimal import Decimal

import cn2an  # type: ignore[import-untyped]  # the library brings no types


def capitals(amount: Decimal) -> str:
    """Return an amount in yuan ≥ 0, to the fen, in capitals. Raises ValueError for any other.

    >>> capitals(Decimal("12000"))
    '壹万贰仟元整'
    """
    if amount < 0 or amount != round(amount, 2):
        raise ValueError(f"{amount} is no amount in yuan, to the fen")
    return str(cn2an.an2cn(f"{amount:.2f}", "rmb"))
