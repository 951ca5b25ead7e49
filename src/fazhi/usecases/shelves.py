"""The lists there are: which procedures a clerk sees, what runs in them, what may be begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from fazhi.core.procedure import Procedure
from fazhi.law.groups import GROUPS
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import access
from fazhi.usecases.people import Clerk

__all__ = ["GROUPS", "Shelf", "opens", "shelves"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A list the clerk may open: how many limits run in it, how many have run out, what may be begun."""

    procedure: type[Procedure]
    running: int = 0
    overdue: int = 0
    opens: tuple[str, ...] = ()


def shelves(clerk: Clerk, *, today: date, registers: bool) -> list[tuple[str, list[Shelf]]]:
    """Return the lists the clerk sees by group: registers, or everything else."""
    wanted = [
        procedure
        for procedure in registry.current().values()
        if (procedure.kind == "register") == registers and not access.scope(clerk, procedure).nothing
    ]
    runs = _running(clerk, wanted, today)
    groups: dict[str, list[Shelf]] = {name: [] for name in GROUPS}
    for procedure in wanted:
        running, overdue = runs.get(procedure.code, (0, 0))
        shelf = Shelf(procedure=procedure, running=running, overdue=overdue, opens=opens(clerk, procedure))
        groups.setdefault(procedure.group, []).append(shelf)
    return [(GROUPS.get(name, name), found) for name, found in groups.items() if found]


def opens(clerk: Clerk, procedure: type[Procedure]) -> tuple[str, ...]:
    """Return the steps with which the clerk may begin a case of the procedure."""
    return tuple(
        step.name
        for step in procedure.parts.steps
        if step.opening and clerk.may_do(step.by.posts, procedure.group)
    )


def _running(clerk: Clerk, procedures: Sequence[type[Procedure]], today: date) -> dict[str, tuple[int, int]]:
    rows = (
        models.Due.objects.filter(
            access.where(clerk, procedures, prefix="case__"),
            organ=clerk.organ,
            met_on=None,
            binding=True,
            last_day__isnull=False,
            case__final=False,
        )
        .order_by()
        .values_list("case__procedure")
        .annotate(running=Count("pk"), overdue=Count("pk", filter=Q(last_day__lt=today)))
    )
    return {code: (running, overdue) for code, running, overdue in rows}
