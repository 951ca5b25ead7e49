"""Corrections as pages show them: those that wait for a second person, those of a case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from fazhi.store import models, sealing
from fazhi.usecases import access, histories, people
from fazhi.usecases.amending import Action
from fazhi.usecases.people import Clerk

OPENING = "opening"
"""The step under which figures are brought forward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction as pages show it: ``form`` holds the open fields of a replacement, ``on`` its day.

    ``outcome`` is proposed, confirmed or rejected.

    ``case_number`` is "" and ``case_title`` 期初结转 for an opening entry.  ``decided_by`` is the entry that
    confirmed or rejected it, 0 while it waits; ``reason`` is "" once the data of the case was destroyed.
    """

    case: str
    case_number: str
    case_title: str
    target: int
    step: str
    action: Action
    reason: str
    proposal: int
    proposed_by: str
    proposed_at: datetime
    outcome: str
    step_name: str = ""
    on: date | None = None
    form: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[int, ...] = ()
    decided_by: int = 0
    decider: str = ""
    decision: str = ""

    @property
    def opening(self) -> bool:
        """Whether it concerns figures brought forward, which belong to no case."""
        return self.step_name == OPENING


def waiting(clerk: Clerk) -> list[Correction]:
    """Return the corrections that wait for a second person and concern cases the clerk sees, oldest first."""
    rows = models.Correction.objects.filter(organ=clerk.organ, outcome="proposed")
    cases = set(rows.values_list("case", flat=True))
    theirs = set(models.Case.objects.filter(pk__in=cases).values_list("pk", flat=True))
    seen = access.seen_among(clerk, theirs) | (cases - theirs if clerk.held else set())
    found = [one for case in seen for one in of(case) if one.outcome == "proposed"]
    return sorted(found, key=lambda one: one.proposal)


def of(case: str) -> list[Correction]:
    """Return every correction of a case, in the order proposed."""
    rows = models.Correction.objects.filter(case=case).order_by("proposal", "target")
    firsts = {row.proposal: row for row in reversed(rows)}
    if not firsts:
        return []
    organ = rows[0].organ
    numbers = {*firsts, *(row.decided_by for row in firsts.values())}
    entries = {row.number: row for row in models.Entry.objects.filter(organ_id=organ, number__in=numbers)}
    matter = models.Case.objects.filter(pk=case).first()
    secret = sealing.case_key(organ, case)
    names = people.name_of(row.person for row in entries.values())
    return [
        _shown(firsts[number], entries, matter=matter, secret=secret, names=names)
        for number in sorted(firsts)
    ]


def _shown(
    row: models.Correction,
    entries: Mapping[int, models.Entry],
    *,
    matter: models.Case | None,
    secret: bytes | None,
    names: Mapping[str, str],
) -> Correction:
    entry, decision = entries[row.proposal], entries.get(row.decided_by)
    content = json.loads(entry.body)
    new = content.get("replacement", {})
    label = histories.procedure_of(matter).step(entry.step).label if matter else "期初结转"
    return Correction(
        case=row.case,
        case_number=matter.number if matter else "",
        case_title=matter.title if matter else "期初结转",
        target=content["target"],
        step=label,
        action=content["action"],
        reason=_reason(content, secret),
        proposal=row.proposal,
        proposed_by=names.get(entry.person, entry.person),
        proposed_at=entry.recorded_at,
        outcome=row.outcome,
        step_name=entry.step,
        on=date.fromisoformat(new["on"]) if new else None,
        form=new.get("form", {}),
        also=tuple(content.get("also", ())),
        decided_by=row.decided_by,
        decider=names.get(decision.person, decision.person) if decision else "",
        decision=_reason(json.loads(decision.body), secret) if decision else "",
    )


def _reason(content: Mapping[str, Any], secret: bytes | None) -> str:
    if secret is None or not content.get("sealed"):
        return ""
    return str(sealing.open_values(secret, content["case"], content["sealed"]).get("reason", ""))
