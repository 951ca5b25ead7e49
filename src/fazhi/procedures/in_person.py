"""What nobody may do in another's stead, however they are authorised: docs/decisions/who-may-stand-in.md."""

from __future__ import annotations

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.law import Basis
from fazhi.core.procedure import Rule, rule


def in_person(basis: Basis, *, whose: str) -> Rule:
    """Return the rule that a step is done by those the law names themselves; ``whose`` tells who they are."""

    @rule(basis)
    def nobody_stands_in(view: CaseView, event: Event) -> str | None:
        if not event.by.standing_for:
            return None
        step = view.procedure.step(event.step)
        return f"“{step.label}”依法由{whose}本人作出，不能委托他人代行。"

    nobody_stands_in.check.__doc__ = f"Nobody stands in for {whose}: it is done in person."
    return nobody_stands_in
