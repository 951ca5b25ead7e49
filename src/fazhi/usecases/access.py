"""What a clerk may see.  Rights belong to posts held in an organ or place, not to accounts.

A post sees groups of procedures, in the whole organ, in its own community, or only the cases it has a hand
in.  What lies outside does not exist for that clerk: it is not found, rather than forbidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from fazhi.core.procedure import Procedure
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases.people import Clerk, Held, StandIn


class NotYoursError(LookupError):
    """The case is not there for this clerk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which cases of one procedure a clerk sees: all, those of some places, those they have a hand in."""

    everything: bool = False
    places: frozenset[str] = frozenset()
    own: bool = False

    @property
    def nothing(self) -> bool:
        """Whether the procedure is no business of the clerk's."""
        return not (self.everything or self.places or self.own)


def scope(clerk: Clerk, procedure: type[Procedure]) -> Scope:
    """Return what the clerk sees of a procedure."""
    group = procedure.group
    held: list[Held | StandIn] = [
        *(one for one in clerk.held if one.post.sees(group)),
        *(one for one in clerk.stands_in if group in one.groups and one.post.sees(group)),
    ]
    may_act = any(clerk.may_do(step.by.posts, group) for step in procedure.parts.steps)
    return Scope(
        everything=any(one.post.scope == "unit" for one in held),
        places=frozenset(one.place for one in held if one.post.scope == "place" and one.place),
        own=may_act or any(one.post.scope == "own" for one in held),
    )


def seen(clerk: Clerk, procedure: type[Procedure]) -> QuerySet[models.Case]:
    """Return the cases of a procedure that the clerk sees."""
    rows = models.Case.objects.filter(organ_id=clerk.organ, procedure=procedure.code)
    limits = scope(clerk, procedure)
    if limits.everything:
        return rows
    allowed = Q(pk__in=[])
    if limits.places:
        allowed |= Q(place__in=limits.places)
    if limits.own:
        mine = models.Hand.objects.filter(organ=clerk.organ, person=clerk.person, procedure=procedure.code)
        allowed |= Q(pk__in=mine.values("case_id"))
    return rows.filter(allowed)


def where(clerk: Clerk, procedures: Iterable[type[Procedure]], *, prefix: str = "") -> Q:
    """Return the condition that a case is of one of the procedures and seen by the clerk.

    ``prefix`` leads from the table asked to the case (``case__``).
    """
    everywhere: list[str] = []
    in_places: dict[frozenset[str], list[str]] = {}
    own: list[str] = []
    for procedure in procedures:
        limits = scope(clerk, procedure)
        if limits.everything:
            everywhere.append(procedure.code)
            continue
        if limits.places:
            in_places.setdefault(limits.places, []).append(procedure.code)
        if limits.own:
            own.append(procedure.code)
    found = Q(**{f"{prefix}procedure__in": everywhere})
    for places, codes in in_places.items():
        found |= Q(**{f"{prefix}procedure__in": codes, f"{prefix}place__in": places})
    if own:
        # Asked of each case found otherwise: a clerk may have had a hand in very many that are long closed.
        mine = models.Hand.objects.filter(case_id=OuterRef(f"{prefix}pk"), person=clerk.person)
        found |= Q(**{f"{prefix}procedure__in": own}) & Q(Exists(mine))
    return found


def seen_among(clerk: Clerk, keys: Iterable[str]) -> frozenset[str]:
    """Return those of the cases that the clerk sees."""
    wanted = set(keys)
    if not wanted:
        return frozenset()
    theirs = where(clerk, registry.current().values())
    rows = models.Case.objects.filter(theirs, pk__in=wanted, organ_id=clerk.organ)
    return frozenset(rows.values_list("pk", flat=True))


def case_for(clerk: Clerk, key: str) -> models.Case:
    """Return a case that the clerk may see.

    Raises:
        NotYoursError: there is none, or it is not theirs to see.

    """
    row = models.Case.objects.filter(pk=key, organ_id=clerk.organ).first()
    if row is None or not seen(clerk, registry.procedure(row.procedure)).filter(pk=key).exists():
        raise NotYoursError("没有找到这个案件，或者它不在您的办理范围内。")
    return row
