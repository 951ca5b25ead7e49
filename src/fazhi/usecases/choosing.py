"""What may be chosen from in a form: persons of the roster, cases that references lead to, communities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from fazhi.core.form import Field, Form, People, Person, Place, Ref, Rows
from fazhi.core.procedure import Step
from fazhi.law.roles import DISTRICT
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import lists, people
from fazhi.usecases.people import Clerk

Options = list[tuple[str, str]]

RECENT = 60
"""How many cases a reference offers: the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a form offers to choose from, by field: persons and cases by name of the field, places for all."""

    persons: dict[str, Options] = field(default_factory=dict)
    cases: dict[str, Options] = field(default_factory=dict)
    places: Options = field(default_factory=list)

    def of(self, asked: Field[object]) -> Options:
        """Return what a field offers."""
        if isinstance(asked, Person | People):
            return self.persons.get(asked.name, [])
        if isinstance(asked, Ref):
            return self.cases.get(asked.name, [])
        return self.places if isinstance(asked, Place) else []


def choices(step: Step, *, clerk: Clerk, on: date, keep: Iterable[str] = ()) -> Choices:
    """Return what the form of a step offers.

    A field that names a register offers who stands in it, if anybody does, and who acts from the
    district; one that names posts who holds them; who acts is otherwise of the posts that may do the step.
    ``keep`` are cases offered though they are no longer among the latest.
    """
    asked = list(_unfolded(step.form)) if step.form else []
    found = Choices(places=lists.places(clerk.organ))
    if any(isinstance(one, Person | People) for one in asked):
        everyone = people.roster(clerk.organ, on=on)
        able = people.roster(clerk.organ, posts_wanted=step.by.posts, on=on)
        standing = _standing(clerk.organ, {one.roster for one in asked if isinstance(one, Person | People)})
        for one in asked:
            if isinstance(one, Person | People):
                registered = [option for option in everyone if option[0] in standing.get(one.roster, ())]
                if registered and one.acting and clerk.codes & set(DISTRICT.posts) & set(step.by.posts):
                    # Who acts from the district stands in none of the street's registers.
                    names = {code for code, _ in registered}
                    registered += [one for one in able if one[0] == clerk.person and one[0] not in names]
                holding = people.roster(clerk.organ, posts_wanted=one.posts, on=on) if one.posts else []
                found.persons[one.name] = registered or holding or (able if one.acting else ()) or everyone
    offered: dict[str, Options] = {}
    for one in asked:
        if isinstance(one, Ref):
            if one.procedure not in offered:
                offered[one.procedure] = _cases(clerk, one.procedure, set(keep), on)
            found.cases[one.name] = offered[one.procedure]
    return found


def _standing(organ: str, registers: set[str]) -> dict[str, set[str]]:
    """Return who stands in each register of the organ."""
    found: dict[str, set[str]] = {}
    if wanted := registers - {""}:
        rows = models.Case.objects.filter(organ_id=organ, procedure__in=wanted, final=False)
        for register, person in rows.values_list("procedure", "subject"):
            found.setdefault(register, set()).add(person)
    return found


def _unfolded(form: type[Form]) -> Iterable[Field[object]]:
    for one in form.fields:
        yield one
        if isinstance(one, Rows):
            yield from _unfolded(one.form)


def _cases(clerk: Clerk, procedure: str, keep: set[str], on: date) -> Options:
    if procedure not in registry.current():
        return []
    latest = lists.page(clerk, registry.procedure(procedure), today=on, size=RECENT).lines
    stands = registry.procedure(procedure).kind == "register"
    wanted = [(line.key, line.number, line.title) for line in latest if not (stands and line.final)]
    if missing := keep - {key for key, _, _ in wanted}:
        more = models.Case.objects.filter(pk__in=missing, procedure=procedure, organ_id=clerk.organ)
        wanted += more.values_list("key", "number", "title")
    return [(key, f"{number} {title}".strip()) for key, number, title in wanted]
