"""What the law stopped: how often a step was refused, by month and rule, and nothing of who tried.

An office learns from it where its people stumble; the report's shortcomings are drawn from it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from fazhi.core.case import Refusal
from fazhi.procedures import registry
from fazhi.store import books, models

BY_LAW = frozenset({"rule-not-met", "too-early", "out-of-turn", "same-hand", "mark-missing"})
"""The refusals that say the law does not allow it yet; what was mistyped is not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stumbling:
    """A step at which the law stopped people: what it is called, how often, by which articles."""

    procedure: str
    label: str
    step: str
    times: int


def count(refusals: Iterable[Refusal], *, organ: str, procedure: str, step: str, on: date) -> None:
    """Count a refused step once for each rule that stopped it."""
    for code, basis in sorted({(one.code, one.basis) for one in refusals if one.code in BY_LAW}):
        cell = {
            "organ": organ,
            "month": books.month_of(on),
            "procedure": procedure,
            "step": step,
            "code": code,
            "basis": basis[:120],
        }
        if not models.Stopped.objects.filter(**cell).update(times=F("times") + 1):
            try:
                with transaction.atomic():
                    models.Stopped.objects.create(**cell, times=1)
            except IntegrityError:  # another was first
                models.Stopped.objects.filter(**cell).update(times=F("times") + 1)


def of_year(organ: str, year: int) -> list[Stumbling]:
    """Return at which steps the law stopped people in a year, the most often first."""
    rows = (
        models.Stopped.objects.filter(organ=organ, month__gte=year * 100 + 1, month__lte=year * 100 + 12)
        .order_by()
        .values_list("procedure", "step")
        .annotate(all_times=Sum("times"))
    )
    found = [
        Stumbling(
            procedure=code,
            label=declared.label,
            step=next((one.label for one in declared.parts.steps if one.name == step), step),
            times=times,
        )
        for code, step, times in rows
        if (declared := registry.current().get(code)) is not None
    ]
    return sorted(found, key=lambda one: (-one.times, one.procedure, one.step))
