"""What the year's agreements are about in yuan: so much of each kind, half of them not above 4,200."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from fazhi.demo.duties.dealing import Dealer

#: Which part of the whole the agreements of a kind come to; the others share the rest.
_PARTS: Mapping[str, Decimal] = {
    "labour": Decimal("0.41"),
    "damage": Decimal("0.17"),
    "traffic": Decimal("0.14"),
    "contract_dispute": Decimal("0.13"),
}
_OTHER = ""
_MEDIAN, _MOST = 4_200, 380_000
#: (median, spread, least, most) from which single amounts are drawn.
_DRAWN = {
    "labour": (24_000, 1.0, 1_800, 160_000),
    "damage": (14_000, 1.0, 1_200, 120_000),
    "traffic": (26_000, 0.9, 2_000, 150_000),
    "contract_dispute": (20_000, 0.9, 1_500, 140_000),
}
#: Of a hundred other agreements, how many are above the median; as many are below as balance, the rest free.
_ABOVE = 24
_STEP = 100


def sums(dealer: Dealer, kinds: Sequence[str], told: Sequence[tuple[str, int]], whole: int) -> list[int]:
    """Return an amount for an agreement of each kind; ``told`` are (kind, amount) of those told elsewhere."""
    random = dealer.random
    found = [0] * len(kinds)
    wanted = {kind: int(whole * part) for kind, part in _PARTS.items()}
    wanted[_OTHER] = whole - sum(wanted.values())
    for kind, amount in told:
        wanted[kind if kind in wanted else _OTHER] -= amount
    for kind, (median, spread, least, most) in _DRAWN.items():
        nths = [nth for nth, one in enumerate(kinds) if one == kind]
        for nth in nths:
            drawn = median * 2.718281828 ** random.gauss(0, spread)
            found[nth] = min(max(round(drawn / _STEP) * _STEP, least), most)
        if kind == "labour":
            found[nths.pop(random.randrange(len(nths)))] = _MOST
            wanted[kind] -= _MOST
        _come_to(dealer, found, nths, wanted[kind], range(least, most))
    others = [nth for nth, one in enumerate(kinds) if one not in _PARTS]
    random.shuffle(others)
    known = [*(one for one in found if one), *(amount for _, amount in told)]
    high = len(others) * _ABOVE // 100
    balance = high + sum(one > _MEDIAN for one in known) - sum(one < _MEDIAN for one in known)
    for nth in others[:high]:
        found[nth] = round(random.uniform(45, 160)) * _STEP
    for nth in others[high : high + balance]:
        found[nth] = round(random.triangular(2, 41, 12)) * _STEP
    found[others[high + balance]] = _MEDIAN
    _come_to(dealer, found, others[:high], wanted[_OTHER] - _of(found, others[high:]), range(4_300, 36_000))
    return found


def _of(found: Sequence[int], nths: Sequence[int]) -> int:
    return sum(found[nth] for nth in nths)


def _come_to(dealer: Dealer, found: list[int], nths: Sequence[int], whole: int, able: range) -> None:
    """Let some amounts come to a whole, each within its bounds and on its side of the median."""
    now = _of(found, nths)
    factor = whole / now
    for nth in nths:
        low = found[nth] < _MEDIAN
        scaled = round(found[nth] * factor / _STEP) * _STEP
        found[nth] = min(max(scaled, able.start), _MEDIAN - _STEP if low else able.stop)
        if not low:
            found[nth] = max(found[nth], _MEDIAN + _STEP)
    large = [nth for nth in nths if found[nth] > _MEDIAN]
    while abs(missing := whole - _of(found, nths)) >= _STEP:
        nth, step = dealer.random.choice(large), _STEP if missing > 0 else -_STEP
        if max(able.start, _MEDIAN + _STEP) <= found[nth] + step <= able.stop * 2:
            found[nth] += step
    found[large[0]] += missing
