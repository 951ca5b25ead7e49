"""Splitting a sum among cases exactly: uneven as life is, within what each may take."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_SPREAD = 1.1


def split(
    total: int, *, low: Sequence[int], high: Sequence[int], random: Random, grain: int = 1
) -> list[int]:
    """Return parts that add up to ``total``, each between its ``low`` and ``high``, unevenly spread.

    What is added to ``low`` is in multiples of ``grain``, but for the few parts that take what is left over.

    Raises:
        ValueError: the bounds do not allow it.

    """
    room = [most - least for least, most in zip(low, high, strict=True)]
    left = total - sum(low)
    if left < 0 or left > sum(room) or any(one < 0 for one in room):
        raise ValueError(f"{total} cannot be split into parts from {sum(low)} to {sum(high)}")
    taken = [0] * len(room)
    weights = [random.lognormvariate(0, _SPREAD) for _ in room]
    while left >= grain:
        open_ones = [number for number, one in enumerate(room) if one - taken[number] >= grain]
        whole = sum(weights[number] for number in open_ones)
        shares = {
            number: min(int(left * weights[number] / whole), room[number] - taken[number]) // grain * grain
            for number in open_ones
        }
        if not any(shares.values()):
            break
        for number, share in shares.items():
            taken[number] += share
        left -= sum(shares.values())
    for number in sorted(range(len(room)), key=lambda one: taken[one] - room[one]):
        more = min(left, room[number] - taken[number])
        taken[number] += more
        left -= more
    return [least + more for least, more in zip(low, taken, strict=True)]
