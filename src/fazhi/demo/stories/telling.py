"""All stories of the street, and what of the year's figures they already show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi.core.form import satisfies
from fazhi.core.ledger import Posting, post
from fazhi.demo.office import Office, Told
from fazhi.demo.stories import (
    decisions,
    filed_cases,
    noise,
    on_spot,
    open_matters,
    open_penalties,
    rectifications,
    report,
    tales,
    turn_of_year,
)
from fazhi.demo.stories.script import Citation, Script
from fazhi.demo.targets import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """What was told by name, and where it cites the number of an opinion."""

    cases: tuple[Told, ...]
    citations: tuple[Citation, ...]

    def join(self, lived: Office, *, short: str) -> None:
        """Give their citations the numbers of the opinions, once the whole year of the office is told."""
        numbers = _numbers(lived, short)
        for one in self.citations:
            line, number = one.told.lines[one.line], numbers[one.matter]
            one.told.lines[one.line] = replace(
                line,
                form={**line.form, one.name: number},
                plain=replace(line.plain, form={**line.plain.form, one.name: number}),
            )


def _numbers(lived: Office, short: str) -> dict[str, str]:
    """Return the number of every opinion: in each year they count in the order in which they are issued."""
    issued = (
        line
        for told in lived.cases.values()
        for line in told.lines
        if (line.procedure, line.plain.step) == ("legality_review", "issued")
    )
    found: dict[str, str] = {}
    given: Counter[int] = Counter()
    for line in sorted(issued, key=lambda line: (line.moment, line.plain.entry)):
        year = line.plain.on.year
        given[year] += 1
        found[line.case] = f"{short}法审〔{year}〕{given[year]}号"
    return found


def tell(office: Office, targets: Sequence[Target], *, seed: int) -> Stories:
    """Add every story to an office, and return them; ``targets`` are the figures of the whole year."""
    script = Script(office, seed=seed)
    decisions.tell(script)
    tales.tell(script)
    noise.tell(script)
    rectifications.tell(script)
    filed_cases.tell(script)
    open_penalties.tell_new(script)
    on_spot.tell(script, targets)
    open_matters.tell(script)
    turn_of_year.tell(script)
    report.tell(script)
    return Stories(cases=tuple(script.cases), citations=tuple(script.citations))


def rest(office: Office, targets: Iterable[Target], cases: Iterable[Told]) -> list[Target]:
    """Return the targets less what those cases of an office show of them."""
    shown = [one for case in cases for one in postings(office, case)]
    return [replace(one, value=one.value - _part(one, office.year, shown)) for one in targets]


def postings(office: Office, told: Told) -> Iterator[Posting]:
    """Yield what a case will post."""
    for nth, line in enumerate(told.lines):
        before = office.view(replace(told, lines=told.lines[:nth]), moment=line.moment)
        yield from post(before, line.plain, place=told.place, digest=str)


def _part(target: Target, year: int, shown: Iterable[Posting]) -> Decimal:
    amounts = (
        one.amount
        for one in shown
        if one.indicator == target.indicator
        and one.on.year == year
        and target.month in (0, one.on.month)
        and all(satisfies(one.slices.get(name, ""), value) for name, value in target.where)
    )
    return sum(amounts, Decimal(0))
