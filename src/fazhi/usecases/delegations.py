"""Standing in for another (代): which written delegations hold, and whether a step rests on one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from fazhi.core.case import Refusal
from fazhi.core.journal import Actor
from fazhi.core.procedure import Procedure, Step
from fazhi.law.groups import GROUPS
from fazhi.law.roles import posts
from fazhi.procedures.people.delegation import STANDS_IN, Delegation
from fazhi.store import models
from fazhi.usecases import people
from fazhi.usecases.people import Clerk, StandIn


def in_force(person: str, *, organ: str, on: date) -> tuple[StandIn, ...]:
    """Return whom a person may stand in for on a day; the principal must hold the post that day."""
    return tuple(_in_force(person, organ=organ, on=on))


def _in_force(person: str, *, organ: str, on: date) -> Iterator[StandIn]:
    rows = models.Case.objects.filter(organ_id=organ, procedure=Delegation.code, subject=person)
    for key, final, last_on, record in (
        rows.exclude(stage="").order_by("key").values_list("key", "final", "last_on", "record")
    ):
        since, until = (date.fromisoformat(record[name]) for name in ("since", "until"))
        if not since <= on <= until or (final and last_on <= on):
            continue
        held = models.Holding.objects.filter(
            Q(until=None) | Q(until__gt=on),
            organ_id=organ,
            person_id=record["principal"],
            post=record["post"],
            since__lte=on,
        )
        for place, name in held.order_by("id").values_list("place_id", "person__name")[:1]:
            yield StandIn(
                principal=record["principal"],
                name=name,
                post=posts()[record["post"]],
                groups=frozenset(record["matters"]),
                until=until,
                case=key,
                place=place or "",
            )


def with_stand_ins(clerk: Clerk, *, on: date) -> Clerk:
    """Return the clerk with those they may stand in for on a day."""
    return replace(clerk, stands_in=in_force(clerk.person, organ=clerk.organ, on=on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who acts in a step done in another's stead, by which delegation, or why they may not.

    ``name`` is that of the principal, ``case`` the entry of the register that the step rests on.
    """

    actor: Actor
    name: str = ""
    case: str = ""
    refusals: tuple[Refusal, ...] = ()


def stand_in(clerk: Clerk, principal: str, *, procedure: type[Procedure], step: Step, on: date) -> Standing:
    """Return the clerk standing in for ``principal`` in the post that is theirs, as far as a delegation goes.

    A refusal cites the rule.  Whether the law wants the step done in person is for its own rules to say.
    """
    mine = clerk.acting_as(step.by.posts)
    of_theirs = [
        one for one in in_force(clerk.person, organ=clerk.organ, on=on) if one.principal == principal
    ]
    found = next((one for one in of_theirs if one.covers(step.by.posts, procedure.group)), None)
    if found is not None:
        actor = Actor(person=clerk.person, post=found.post.code, standing_for=principal)
        return Standing(actor=actor, name=found.name, case=found.case)
    name = people.name_of([principal]).get(principal, principal)
    if not of_theirs:
        message = f"{on}没有在期的授权委托书委托您代{name}办理，请先在“{Delegation.label}”登记。"
    elif not any(procedure.group in one.groups for one in of_theirs):
        message = f"{name}对您的授权不包括“{GROUPS[procedure.group]}”类的事项。"
    else:
        given = "、".join(one.post.label for one in of_theirs)
        message = f"授权代行的岗位是{given}，“{step.label}”由{step.by.label}办理。"
    return Standing(
        actor=replace(mine, standing_for=principal),
        name=name,
        refusals=(Refusal(code="no-delegation", message=message, basis=str(STANDS_IN), field="for"),),
    )
