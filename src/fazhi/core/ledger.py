"""The ledger: figures drawn from the journal.  Never edited, only reversed.

A posting lies under its entry and is sealed with it.  ``core.ledger`` computes what an event posts; the
store keeps it, and keeps balances that can be rebuilt from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from fazhi.core.case import CaseView
from fazhi.core.counting import steps_of
from fazhi.core.field import satisfies
from fazhi.core.journal import Event
from fazhi.core.procedure import (
    CROSS,
    Count,
    Distinct,
    Indicator,
    Standing,
    Sum,
    Tally,
    step_name,
    told_apart,
)

#: The breakdown under which the whole of an indicator is kept.
WHOLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """So much of one indicator, at one place, on one day.

    ``slices`` gives the value in each declared breakdown that applies.  ``key`` is set for tallies
    that do not add (distinct): the figure is then the number of keys whose sum is above zero.
    ``reverses`` is the number of the entry whose posting this takes back, 0 for none.
    """

    indicator: str
    on: date
    amount: Decimal
    place: str = ""
    slices: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    reverses: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the posting as it lies in the body of its entry; empty parts are left out."""
        found: dict[str, Any] = {
            "i": self.indicator,
            "on": self.on.isoformat(),
            "a": format(self.amount, "f"),
        }
        if self.place:
            found["p"] = self.place
        if self.slices:
            found["s"] = dict(self.slices)
        if self.key:
            found["k"] = self.key
        if self.reverses:
            found["r"] = self.reverses
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Posting:
        """Read back what ``to_json`` wrote."""
        return cls(
            indicator=data["i"],
            on=date.fromisoformat(data["on"]),
            amount=Decimal(data["a"]),
            place=data.get("p", ""),
            slices=data.get("s", {}),
            key=data.get("k", ""),
            reverses=data.get("r", 0),
        )


KeyDigest = Callable[[str], str]


def post(before: CaseView, event: Event, *, place: str, digest: KeyDigest) -> list[Posting]:
    """Return the postings that ``event`` gives rise to, in the order declared.

    ``before`` is the case as it stood; ``digest`` turns the value of a distinct tally into a keyed
    digest, so that no person can be read from the ledger.
    """
    found: list[Posting] = []
    after = before.after(event)
    for indicator, tally in before.procedure.posts_at(event.step):
        words: _Words = {"place": place, "digest": digest}
        counts, *undoes = steps_of(tally) or (event.step,)
        if event.step in undoes:
            found.extend(_taken_back(before, indicator, tally, **words))
        if event.step == counts:
            found.extend(_of_tally(before, after, event, indicator, tally, **words))
    return found


class _Words(TypedDict):
    place: str
    digest: KeyDigest


def _taken_back(
    before: CaseView, indicator: Indicator, tally: Tally, *, place: str, digest: KeyDigest
) -> Iterator[Posting]:
    """Yield what takes back all that a tally has posted in the case and that was not taken back before."""
    counts, *undoes = steps_of(tally)
    view = replace(before, history=())
    standing: list[tuple[int, Posting]] = []
    for past in before.history:
        after = view.after(past)
        if past.step in undoes:
            standing.clear()
        if past.step == counts:
            posted = _of_tally(view, after, past, indicator, tally, place=place, digest=digest)
            standing += [(past.entry, one) for one in posted]
        view = after
    for entry, one in standing:
        yield reverse(one, entry=entry)


def _of_tally(
    before: CaseView,
    after: CaseView,
    event: Event,
    indicator: Indicator,
    tally: Tally,
    *,
    place: str,
    digest: KeyDigest,
) -> Iterator[Posting]:
    def posting(amount: Decimal, facts: Mapping[str, Any], key: str = "") -> Posting:
        return Posting(
            indicator=indicator.code,
            on=event.on,
            amount=amount,
            place=place,
            slices=slices(indicator, facts),
            key=key,
        )

    if isinstance(tally, Standing):
        yield from _difference(before, after, tally, posting, digest)
        return
    facts = after.facts
    if tally.where is not None and not tally.where.met(facts):
        return
    if isinstance(tally, Count):
        if not (tally.once and _counted(before, tally)):
            yield posting(Decimal(1), facts)
    elif isinstance(tally, Sum):
        amount = as_amount(facts.get(tally.of.name))
        if amount:
            yield posting(amount, facts)
    elif isinstance(tally, Distinct):
        name = told_apart(tally)
        value = facts.get(name)
        for one in value if isinstance(value, list) else [value] if value else []:
            yield posting(Decimal(1), facts, digest(f"{name}:{one}"))


def _counted(view: CaseView, tally: Count) -> bool:
    """Tell whether the case has counted already."""
    so_far = (
        replace(view, history=view.history[: nth + 1])
        for nth, event in enumerate(view.history)
        if event.step == step_name(tally.step)
    )
    return any(tally.where is None or tally.where.met(one.facts) for one in so_far)


def _difference(
    before: CaseView,
    after: CaseView,
    tally: Standing,
    posting: Callable[[Decimal, Mapping[str, Any], str], Posting],
    digest: KeyDigest,
) -> Iterator[Posting]:
    """What a stock gains and loses by the step: nothing if the case counts as it did."""
    then, now = _standing(before, tally), _standing(after, tally)
    apart = told_apart(tally)

    def key(view: CaseView) -> str:
        return digest(f"{apart}:{view.facts[apart]}") if apart else ""

    took = posting(-then, before.facts, key(before)) if then else None
    gave = posting(now, after.facts, key(after)) if now else None
    if took and gave and (took.slices, took.key) == (gave.slices, gave.key):
        if now != then:
            yield posting(now - then, after.facts, key(after))
        return
    if took:
        yield took
    if gave:
        yield gave


def _standing(view: CaseView, tally: Standing) -> Decimal:
    """How much of the stock the case stands for: nothing before it opens and once it has ended."""
    if view.stage is None or view.stage.final:
        return Decimal(0)
    if tally.where is not None and not tally.where.met(view.facts):
        return Decimal(0)
    if (apart := told_apart(tally)) and not view.facts.get(apart):
        return Decimal(0)
    return Decimal(1) if tally.of is None else as_amount(view.facts.get(tally.of.name))


def as_amount(value: object) -> Decimal:
    """Return a canonical number or amount as Decimal; nothing counts as zero."""
    return Decimal(str(value)) if value not in (None, "") else Decimal(0)


def slices(indicator: Indicator, facts: Mapping[str, Any]) -> dict[str, str]:
    """Return the value in each breakdown of the indicator; a list gives none, for it would not add up."""
    return {
        dimension: str(facts[dimension])
        for dimension in indicator.by
        if facts.get(dimension) not in (None, "") and not isinstance(facts[dimension], list)
    }


def reverse(posting: Posting, *, entry: int) -> Posting:
    """Return the posting that takes back one made by ``entry``: same day, same slices, recorded now."""
    return replace(posting, amount=-posting.amount, reverses=entry)


Crossings = Mapping[str, Sequence[tuple[str, ...]]]
"""Indicator → the breakdowns by which balances keep it at once, each in the order of their names."""
Where = tuple[tuple[str, str], ...]
"""A slice as it is asked: (dimension, value), several at once where the indicator declares them crossed."""


def cells(postings: Iterable[Posting], crossings: Crossings) -> Iterator[tuple[Posting, str, str, Decimal]]:
    """Yield what each posting adds to balances: (posting, dimension, value, amount), the whole first."""
    for posting in postings:
        for dimension, value in cells_of(posting.slices, crossings.get(posting.indicator, ())):
            yield posting, dimension, value, posting.amount


def cells_of(slices: Mapping[str, str], crossed: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield (dimension, value) of the cells that a posting with those slices adds to, the whole first.

    A crossing has a cell where all of its breakdowns have a value.
    """
    yield WHOLE, WHOLE
    yield from slices.items()
    for names in crossed:
        if all(name in slices for name in names):
            yield CROSS.join(names), CROSS.join(slices[name] for name in names)


def cell_of(where: Where) -> tuple[str, str]:
    """Return the dimension under which balances keep a slice, and the value that is wanted there."""
    ordered = sorted(where)
    return CROSS.join(name for name, _ in ordered), CROSS.join(value for _, value in ordered)


def in_cell(value: str, wanted: str, dimension: str) -> bool:
    """Tell whether the value of a cell is what is wanted: each of those that are crossed."""
    if CROSS not in dimension:
        return satisfies(value, wanted)
    return all(map(satisfies, value.split(CROSS), wanted.split(CROSS)))


def both(outer: Where, inner: Where) -> Where | None:
    """Return the slice that lies in two slices, None if nothing lies in both."""
    found = dict(outer)
    for name, value in inner:
        held = found.setdefault(name, value)
        if satisfies(value, held):
            found[name] = value
        elif not satisfies(held, value):
            return None
    return tuple(sorted(found.items()))


def total(
    postings: Iterable[Posting],
    indicator: str,
    *,
    since: date,
    until: date,
    where: Mapping[str, str] | None = None,
) -> Decimal:
    """Sum an indicator over [since, until) from postings: the slow, plain truth that balances must equal.

    Distinct tallies give the number of keys whose sum is above zero.
    """
    found = Decimal(0)
    keys: dict[str, Decimal] = {}
    for one in postings:
        if one.indicator != indicator or not since <= one.on < until:
            continue
        if where and any(one.slices.get(name) != value for name, value in where.items()):
            continue
        if one.key:
            keys[one.key] = keys.get(one.key, Decimal(0)) + one.amount
        else:
            found += one.amount
    return found + sum(1 for amount in keys.values() if amount > 0)
