"""A correction worked out before it holds: what would stand, what would fall, how the books would move."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from django.db.models import Q

from fazhi.core import case as rules
from fazhi.core.case import CaseView, Linked, Refusal
from fazhi.core.correction import difference, newly_fallen
from fazhi.core.journal import Event
from fazhi.core.law import HouseRule
from fazhi.core.ledger import Posting, post
from fazhi.core.procedure import Procedure, Step
from fazhi.procedures import registry
from fazhi.store import books, models, sealing
from fazhi.usecases import histories, local_counts
from fazhi.usecases.histories import Kept, Written
from fazhi.usecases.local_counts import LocalCount
from fazhi.usecases.record import unknown_references, with_what_references_bring

Action = Literal["void", "replace"]

RULE = HouseRule("D18", "错误的记录不得删除：由他人确认后作废或者更正，写明原因，原记录保留可见")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A step that would no longer stand once a correction held, and why; ``case`` may be a linked one."""

    case: str
    entry: int
    step: str
    on: date
    refusals: tuple[Refusal, ...]

    def told(self) -> Iterator[Refusal]:
        """Yield the reasons as reasons against the correction."""
        for one in self.refusals:
            yield Refusal(
                code="would-not-stand",
                message=f"更正后，{self.case}第{self.entry}号记录“{self.step}”（{self.on}）不再成立：{one.message}",
                basis=one.basis,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is asked: to void the entry ``target``, or to replace what it says.

    ``form`` holds the fields to change, ``on`` and ``place`` None to keep them; so does ``local``, which
    else holds all that is counted into the organ's own indicators, by code.
    """

    target: int
    action: Action
    form: Mapping[str, Any] = field(default_factory=dict)
    on: date | None = None
    place: str | None = None
    local: Mapping[str, Any] | None = None


def refusal(code: str, message: str, *, field: str = "") -> Refusal:
    """Return a refusal by the house's rule on corrections."""
    return Refusal(code=code, message=message, basis=str(RULE), field=field)


class Matter:
    """A case as it stands, and as it would stand corrected."""

    def __init__(self, row: models.Case, organ: models.Organ) -> None:
        self.row = row
        self.organ = organ
        self.procedure: type[Procedure] = histories.procedure_of(row)
        self.written: list[Written] = histories.entries(row.key)
        self.kept: dict[int, Kept] = {one.event.entry: one for one in histories.kept(self.written)}

    @cached_property
    def secret(self) -> bytes | None:
        """The key of the case, None if it has been destroyed."""
        return sealing.case_key(self.row.organ_id, self.row.key)

    def step(self, entry: int) -> Step:
        """Return the step done at an entry."""
        return self.procedure.step(self.kept[entry].event.step)

    def view(self, kept: Iterable[Kept], *, also: Sequence[Event] = ()) -> CaseView:
        """Return the case with that history."""
        return histories.view(
            self.procedure,
            [one.event for one in kept],
            organ=self.organ.code,
            case=self.row.key,
            also=also,
            organ_kind=self.organ.kind,
            profiles=self.organ.settings.get("profiles", ()),
        )

    def values(self, entry: int) -> dict[str, Any]:
        """Return everything an entry says, sealed values too as far as they can be read."""
        kept = self.kept[entry]
        form = self.step(entry).form
        if form is None:
            return {}
        hidden = sealing.open_values(self.secret, self.row.key, kept.sealed) if self.secret else {}
        return form.join(kept.event.form, hidden)

    def opens(self, entry: int) -> bool:
        """Whether an entry is the one with which the case began."""
        return entry == min(self.kept, default=0)

    def also(self, change: Change) -> tuple[int, ...]:
        """Return the later steps that go with the one that opened the case."""
        if change.action != "void" or not self.opens(change.target):
            return ()
        return tuple(entry for entry in sorted(self.kept) if entry != change.target)

    # A replacement ---------------------------------------------------------------------------------

    def replaced(self, change: Change, *, today: date) -> tuple[dict[str, Any], list[Refusal]]:
        """Return what the entry would say instead, as it lies in a proposal, and every reason against it."""
        old, step = self.kept[change.target], self.step(change.target)
        form = step.form
        said = self.values(change.target)
        if form is not None and form.sealed_fields and self.secret is None:
            return {}, [refusal("data-destroyed", "本案的个人信息已按保管期限销毁，不能再更正。")]
        asked = with_what_references_bring({**said, **change.form}, step, organ=self.organ.code)
        event = replace(old.event, on=change.on or old.event.on, form=asked)
        before = self.view(
            [one for entry, one in sorted(self.kept.items()) if entry < change.target], also=(event,)
        )
        checked = rules.check(before, event, today=today)
        had = {(one.code, one.message) for one in rules.standing_in_the_way(before, old.event)}
        found = [one for one in checked.refusals if (one.code, one.message) not in had]
        found.extend(unknown_references(checked.event, before, organ=self.organ.code))
        found.extend(self._misplaced(change))
        local, wrong = self._counted(old, change)
        found.extend(wrong)
        place = old.place if change.place is None else change.place
        before_it = (said, old.event.on, old.place, sorted(old.local))
        if not found and (checked.event.form, event.on, place, local) == before_it:
            found.append(refusal("nothing-changed", "更正内容与原记录相同，没有需要更正之处。"))
        if found:
            return {}, found
        opened, hidden = form.split(checked.event.form) if form is not None else ({}, {})
        content: dict[str, Any] = {"on": event.on.isoformat(), "form": opened}
        if hidden and self.secret is not None:
            content["sealed"] = sealing.seal_values(self.secret, self.row.key, hidden)
        if place != old.place:
            content["place"] = place
        if local != sorted(old.local):
            content["local"] = local
        return content, []

    def _counted(self, old: Kept, change: Change) -> tuple[list[Any], Sequence[Refusal]]:
        if change.local is None:
            return sorted(old.local), ()
        counts, wrong = local_counts.read(change.local, procedure=self.procedure, organ=self.organ.code)
        return sorted(one.to_json() for one in counts), wrong

    def _misplaced(self, change: Change) -> Iterator[Refusal]:
        if change.place is None:
            return
        if not self.opens(change.target):
            yield refusal("place-fixed", "社区随立案登记，请更正本案的第一条记录。", field="place")
        elif change.place and not self.organ.places.filter(pk=change.place).exists():
            yield refusal(
                "no-such-place",
                f"“{change.place}”不是{self.organ.name}的社区，请从列表中选择。",
                field="place",
            )

    # What comes of it ------------------------------------------------------------------------------

    def corrected(self, proposal: Mapping[str, Any]) -> dict[int, Kept]:
        """Return the steps that would hold, by entry."""
        steps = dict(self.kept)
        histories.apply(steps, dict(proposal))
        return steps

    def fallen(self, steps: Mapping[int, Kept]) -> list[Fallen]:
        """Return every step, here and in linked cases, that would no longer stand."""
        after = self.view([steps[entry] for entry in sorted(steps)])
        here = newly_fallen(self.view([self.kept[entry] for entry in sorted(self.kept)]), after)
        found = [self._told(self.row, self.procedure, event, why) for event, why in here]
        if self.procedure.kind != "register":
            found.extend(self._fallen_elsewhere(after))
        return found

    def _told(
        self, row: models.Case, procedure: type[Procedure], event: Event, why: tuple[Refusal, ...]
    ) -> Fallen:
        label = procedure.step(event.step).label
        return Fallen(case=row.number or row.title, entry=event.entry, step=label, on=event.on, refusals=why)

    def _fallen_elsewhere(self, after: CaseView) -> Iterator[Fallen]:
        """Check the cases linked to this one: what they did may rest on what is taken back."""
        key = self.row.key
        links = models.Link.objects.filter(Q(source=key) | Q(target=key)).values_list("source", "target")
        others = {one for pair in links for one in pair} - {key}
        for row in models.Case.objects.filter(pk__in=others, organ_id=self.organ.code).exclude(stage=""):
            if row.procedure not in registry.current():
                continue
            other = Matter(row, self.organ)
            before = other.view([other.kept[entry] for entry in sorted(other.kept)])
            for event, why in newly_fallen(before, _knowing(before, key, after)):
                yield self._told(row, other.procedure, event, why)

    def movements(self, steps: Mapping[int, Kept]) -> list[Posting]:
        """Return the postings by which the books would move."""
        return difference(
            posted_by(self.row.key),
            self.posted(steps),
            gone={entry for entry in self.kept if steps.get(entry) != self.kept[entry]},
        )

    def posted(self, steps: Mapping[int, Kept]) -> list[Posting]:
        """Return what a history posts, replayed from its beginning."""
        order = [steps[entry] for entry in sorted(steps)]
        place = order[0].place if order else ""
        view = replace(self.view(order), history=())
        found: list[Posting] = []
        for one in order:
            found += post(
                view, one.event, place=place, digest=lambda value: sealing.digest(self.organ.code, value)
            )
            counts = [LocalCount(indicator=code, amount=amount) for code, amount in one.local]
            found += local_counts.post(counts, on=one.event.on, place=place)
            view = view.after(one.event)
        return found


def _knowing(view: CaseView, key: str, after: CaseView) -> CaseView:
    """Return a case as it would see another one once that is corrected."""

    def seen(one: Linked) -> Linked:
        if one.case != key:
            return one
        stage = after.stage
        return replace(
            one,
            stage=stage.name if stage else "",
            final=bool(stage and stage.final) or not after.history,
            record=after.facts if after.history else {},
            steps=tuple(event.step for event in after.history),
        )

    return replace(
        view,
        links=tuple(seen(one) for one in view.links),
        refs={value: seen(one) for value, one in view.refs.items()},
    )


def posted_by(case: str) -> list[tuple[int, Posting]]:
    """Return what a case has posted so far, reversals included, by entry."""
    rows = models.Posting.objects.filter(case=case).order_by("entry", "line")
    return [(row.entry, books.posting_of(row)) for row in rows]


def papers_of(case: str, entries: Collection[int]) -> list[models.Document]:
    """Return the papers made at entries, or anew when those were replaced."""
    again = models.Correction.objects.filter(case=case, target__in=entries, outcome="confirmed")
    numbers = {*entries, *again.values_list("decided_by", flat=True)}
    return list(models.Document.objects.filter(case=case, entry__in=numbers).order_by("entry", "id"))


def summed(postings: Iterable[Posting]) -> dict[tuple[str, date], Decimal]:
    """Return by how much each indicator moves, by day; keyed tallies are not summed."""
    found: dict[tuple[str, date], Decimal] = {}
    for one in postings:
        found[one.indicator, one.on] = found.get((one.indicator, one.on), Decimal(0)) + one.amount
    return {cell: amount for cell, amount in found.items() if amount}
