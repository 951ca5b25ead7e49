"""Opening entries 期初: figures brought forward when an office starts mid-way, with the old register as evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Refused, Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """So much of an indicator, brought forward; ``slices`` as the indicator's breakdowns."""

    indicator: str
    amount: Decimal
    place: str = ""
    slices: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An opening entry: its number, and the key under which its evidence lies."""

    entry: int
    case: str


def record(
    amounts: Sequence[Amount],
    *,
    on: date,
    evidence: Sequence[Upload],
    clerk: Clerk,
    now: datetime,
    reason: str = "",
    request: str = "",
) -> Brought | Refused:
    """Bring figures forward as of ``on``, in one entry, resting on the old register handed in as evidence.

    The organ is the clerk's.  A stock stands from ``on``; a flow is counted on that day.
    """
    raise NotImplementedError
