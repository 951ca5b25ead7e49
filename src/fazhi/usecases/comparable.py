"""What of the year before is known: kept in the books themselves, or brought forward from older registers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from fazhi.core.ledger import Where
from fazhi.store import books, models


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought forward of one figure: in which breakdowns at once, on which days."""

    together: set[frozenset[str]] = field(default_factory=set)
    days: set[date] = field(default_factory=set)


class Comparable:
    """What is known of the happenings of a period [since, until) in the books of organs.

    An organ's own books tell of it if they were kept when it began: something that happened in its first
    month was counted, or the journal is older.  Otherwise only that is known which was brought forward.
    """

    def __init__(self, organs: Sequence[str], flows: Collection[str], *, since: date, until: date) -> None:
        self.since = since
        self.brought: dict[tuple[str, str], Brought] = defaultdict(Brought)
        firsts = models.Entry.objects.filter(organ_id__in=organs, number=1).order_by("organ_id")
        self.strangers = [
            organ
            for organ, recorded in firsts.values_list("organ_id", "recorded_at")
            if (recorded.year, recorded.month) > (since.year, since.month)
        ]
        if self.strangers:
            self._read_brought(until)
            counting = self._counting(flows)
            self.strangers = [organ for organ in self.strangers if organ not in counting]

    def _read_brought(self, until: date) -> None:
        rows = models.Posting.objects.filter(
            case__in=books.brought_forward(self.strangers), on__gte=self.since, on__lt=until
        )
        for organ, code, slices, on in rows.values_list("organ_id", "indicator", "slices", "on"):
            one = self.brought[organ, code]
            one.together.add(frozenset(json.loads(slices)))
            one.days.add(on)

    def _counting(self, flows: Collection[str]) -> set[str]:
        """Return the organs that counted something of the first month, brought forward from nowhere."""
        counted = models.Balance.objects.filter(
            organ_id__in=self.strangers, dimension="", month=books.month_of(self.since), postings__gt=0
        ).values_list("organ_id", "indicator")
        brought = {
            pair
            for pair, one in self.brought.items()
            if any((day.year, day.month) == (self.since.year, self.since.month) for day in one.days)
        }
        return {organ for organ, code in counted if code in flows and (organ, code) not in brought}

    def knows(self, code: str, where: Where = ()) -> bool:
        """Tell whether a happening is known for every organ, in a slice if one is asked."""
        asked = {name for name, _ in where}
        return all(
            (organ, code) in self.brought
            and (not asked or any(asked <= told for told in self.brought[organ, code].together))
            for organ in self.strangers
        )

    def knows_months(self, code: str) -> bool:
        """Tell whether it is known in which month it happened: what was brought forward in one sum is not."""
        return self.knows(code) and all(len(self.brought[organ, code].days) > 1 for organ in self.strangers)
