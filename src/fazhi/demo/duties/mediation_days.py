"""When the year's mediations are accepted and ended: as many each month as asked, half in four days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.demo.duties.dealing import Dealer

#: Of a hundred mediations, how many end after so many days: half within four, nine of ten within twenty-one.
_TAKES: Mapping[int, int] = {
    0: 7,
    1: 11,
    2: 12,
    3: 11,
    4: 15,
    5: 8,
    6: 6,
    7: 5,
    8: 3,
    9: 2,
    10: 2,
    12: 2,
    14: 2,
    16: 1,
    19: 1,
    21: 4,
    22: 2,
    23: 1,
    24: 1,
    26: 1,
    28: 1,
    29: 1,
    35: 1,
}
_LONGEST = 58
_LAST_MONTH = 12
#: Through the whole of this month one stays open that was accepted in the one before.
_LONG_THROUGH = 6


@dataclass(slots=True)
class Span:
    """When one mediation is accepted and when it ends."""

    accepted: date
    ended: date
    succeeds: bool = True

    @property
    def days(self) -> int:
        """How many days it takes."""
        return (self.ended - self.accepted).days


def spans(
    dealer: Dealer, accepted: Mapping[int, int], settled: Mapping[int, int], failed: Mapping[int, int]
) -> list[Span]:
    """Return the spans: so many accepted, settled and failed in each month.

    Raises:
        ValueError: more would have to end than were accepted.

    """
    found: list[Span] = []
    open_: list[date] = []
    for month in range(1, _LAST_MONTH + 1):
        days = dealer.days({month: accepted[month]})
        ending = settled[month] + failed[month]
        long = _longest(dealer, open_) if month == _LONG_THROUGH else []
        begun = [*open_, *days]
        staying = len(begun) - ending
        if staying < 0:
            raise ValueError(f"{-staying} more end in month {month} than are there")
        # What stays open over the end of a month was accepted late in it; one of the spring stays longest.
        stay = [*long, *days[len(days) - staying + len(long) :]] if staying else []
        left = list(begun)
        for one in stay:
            left.remove(one)
        found += _ended(dealer, left, month)
        open_ = sorted(stay)
    if open_:
        raise ValueError(f"{len(open_)} never end")
    _some_fail(dealer, found, failed)
    return sorted(found, key=lambda one: (one.accepted, one.ended))


def _longest(dealer: Dealer, open_: list[date]) -> list[date]:
    """Return one of those open that takes longest, ending on a working day of the month after."""
    working = dealer.working_days(_LONG_THROUGH + 1)
    before = dealer.working_days(_LONG_THROUGH - 1)
    able = [one for one in before if one + timedelta(days=_LONGEST) in working]
    open_[0] = able[-1]
    return open_[:1]


def _ended(dealer: Dealer, begun: Sequence[date], month: int) -> list[Span]:
    """End each within the month, the longest first to those for which there is time."""
    working = set(dealer.working_days(month))
    takes = dealer.random.choices(list(_TAKES), list(_TAKES.values()), k=len(begun))
    left = list(begun)
    found = []
    first = min(working)
    brought = [one for one in left if one < first.replace(day=1)]
    for one in brought:  # what came over the end of the month ends soon in this one, the longest at its time
        left.remove(one)
        wanted = one + timedelta(days=_LONGEST)
        soon = sorted(working)[: len(brought) + 3]
        end = wanted if wanted in working and (first - one).days > 31 else dealer.random.choice(soon)
        found.append(Span(accepted=one, ended=end))
    for take in sorted(takes[: len(left)], reverse=True):
        for less in range(take + 1):
            able = [one for one in left if one + timedelta(days=take - less) in working]
            if able:
                one = dealer.random.choice(able)
                left.remove(one)
                found.append(Span(accepted=one, ended=one + timedelta(days=take - less)))
                break
    return found


def _some_fail(dealer: Dealer, found: Sequence[Span], failed: Mapping[int, int]) -> None:
    for month, number in failed.items():
        able = [one for one in found if one.ended.month == month and one.days > 1]
        for one in dealer.random.sample(able, number):
            one.succeeds = False


def settle_on(
    found: Sequence[Span], told: Sequence[int], *, working: set[date], median: int, most: int
) -> None:
    """Move ends within their months until half take no longer than ``median`` days, most not than ``most``.

    ``told`` are the days of those that are told elsewhere.
    """
    for rank, wanted in ((0.5, median), (0.9, most)):
        for _ in range(len(found)):
            days = sorted([*told, *(one.days for one in found)])
            nth = -(-len(days) * int(rank * 10) // 10) - 1
            now = days[nth]
            if now == wanted:
                break
            able = [
                one
                for one in found
                if (one.days < wanted if now < wanted else one.days > wanted)
                and (end := one.accepted + timedelta(days=wanted)) in working
                and end.month == one.ended.month
            ]
            if not able:
                raise ValueError(f"no end can be moved to {wanted} days")
            nearest = min(able, key=lambda one: abs(one.days - wanted))
            nearest.ended = nearest.accepted + timedelta(days=wanted)
