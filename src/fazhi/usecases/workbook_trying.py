"""Trying whether the story of a line could be written down, step by step, without writing anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fazhi.core import case as rules
from fazhi.core.case import Refusal
from fazhi.core.form import People, Person
from fazhi.core.journal import Event
from fazhi.core.procedure import Procedure
from fazhi.store import models
from fazhi.usecases import histories
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import unknown_references, with_what_references_bring
from fazhi.usecases.workbook_names import OrganNames
from fazhi.workbooks.stories import Story, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of it: the steps in an order that stands, or the step at which it stops, and why.

    ``order`` holds the places in the story of the steps that stand; ``stopped`` is the place of the first
    that does not, None if all do.
    """

    order: tuple[int, ...]
    stopped: int | None = None
    refusals: tuple[Refusal, ...] = ()


class Trying:
    """Tries stories of one duty in one organ."""

    def __init__(self, procedure: type[Procedure], *, names: OrganNames, clerk: Clerk, today: date) -> None:
        self.procedure = procedure
        self.names = names
        self.clerk = clerk
        self.today = today
        organ = models.Organ.objects.get(pk=clerk.organ)
        self._organ_kind = organ.kind
        self._profiles: Sequence[str] = organ.settings.get("profiles", ())

    def try_out(self, story: Story, *, done: Collection[int] = (), case: str = "") -> Tried:
        """Try the steps; those at the places ``done`` lie in ``case`` already.

        Of steps on one day, one that does not stand yet waits for the others.
        """
        history = list(histories.effective(histories.entries(case))) if case else []
        waiting = [place for place in range(len(story.steps)) if place not in done]
        order: list[int] = []
        while waiting:
            first: tuple[int, tuple[Refusal, ...]] | None = None
            for place in same_day(story, waiting):
                event, refusals = self._check(story, story.steps[place], history, case)
                if not refusals:
                    history.append(replace(event, entry=(history[-1].entry if history else 0) + 1))
                    order.append(place)
                    waiting.remove(place)
                    break
                first = first or (place, refusals)
            else:
                if first is None:
                    break
                return Tried(order=tuple(order), stopped=first[0], refusals=first[1])
        return Tried(order=tuple(order))

    def with_hands(self, story: Story) -> Story:
        """Return the story with somebody for every step.

        Where the register names nobody it was the one whom the form of the step names as acting, else whoever
        brings the register in, else somebody named as acting in another step: the first who may do it.
        """
        acting = {nth: self._acting(told) for nth, told in enumerate(story.steps)}
        everybody = list(dict.fromkeys(person for persons in acting.values() for person in persons))
        steps = []
        for nth, told in enumerate(story.steps):
            if told.person:
                steps.append(told)
                continue
            wanted = self.procedure.step(told.step).by.posts
            able = (
                person
                for person in (*acting[nth], self.clerk.person, *everybody)
                if self.names.clerk(person, told.on).holds(*wanted)
            )
            steps.append(replace(told, person=next(able, self.clerk.person)))
        return replace(story, steps=tuple(steps))

    def _acting(self, told: Told) -> list[str]:
        form = self.procedure.step(told.step).form
        found: list[str] = []
        for asked in form.fields if form else ():
            if isinstance(asked, Person | People) and asked.acting and (value := told.form.get(asked.name)):
                found += value if isinstance(value, list) else [str(value)]
        return found

    def who(self, told: Told) -> Clerk:
        """Return who did a step: the one the register names, else the one who brings it in."""
        return self.names.clerk(told.person or self.clerk.person, told.on)

    def _check(
        self, story: Story, told: Told, history: Sequence[Event], case: str
    ) -> tuple[Event, tuple[Refusal, ...]]:
        step = self.procedure.step(told.step)
        form: Mapping[str, Any] = with_what_references_bring(told.form, step, organ=self.clerk.organ)
        event = Event(
            case=case,
            step=told.step,
            on=told.on,
            by=self.who(told).acting_as(step.by.posts),
            form=form,
        )
        opened = [replace(past, form=self._open(past)) for past in history]
        view = histories.view(
            self.procedure,
            opened,
            organ=self.clerk.organ,
            case=case,
            also=(event,),
            organ_kind=self._organ_kind,
            profiles=self._profiles,
            origins=(story.origin,) if story.origin else (),
        )
        checked = rules.check(view, event, today=self.today)
        refusals = (
            *checked.refusals,
            *unknown_references(checked.event, view, organ=self.clerk.organ),
        )
        return checked.event, refusals

    def _open(self, event: Event) -> dict[str, Any]:
        """Return the open part of a form, as the journal gives it back."""
        form = self.procedure.step(event.step).form
        if form is None:
            return {}
        known = {one.name for one in form.fields}
        return form.split({name: value for name, value in event.form.items() if name in known})[0]


def same_day(story: Story, waiting: Sequence[int]) -> Iterator[int]:
    """Yield the next step that waits, then the others of the same day; the opening has no others."""
    first = waiting[0]
    yield first
    if first:
        for place in waiting[1:]:
            if story.steps[place].on != story.steps[first].on:
                return
            yield place
