"""Who may act at all: those whom a register says are qualified, on the day of each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from fazhi.core.declaring import Role, Step
from fazhi.core.identifiers import People
from fazhi.core.journal import Event
from fazhi.core.law import Basis

if TYPE_CHECKING:
    from fazhi.core.case import CaseView, Linked


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualified:
    """Those who act in a case are qualified on the day of every step, as the register of ``people`` says.

    Under it is each step whose form names them, and each that only those of the role ``by`` take; one that
    names nobody is taken by those whom the case named last.  ``fault`` says why an entry of the register,
    None where there is none, does not let its person act on a day, "" if it does.
    """

    people: People
    by: Role
    basis: Basis
    fault: Callable[[Linked | None, date], str]

    def may_name(self, step: Step) -> bool:
        """Tell whether the form of a step can name those who act."""
        return step.form is not None and any(one.name == self.people.name for one in step.form.fields)

    def binds(self, step: Step) -> bool:
        """Tell whether those who take a step must be qualified."""
        return self.may_name(step) or set(step.by.posts) <= set(self.by.posts)

    def missing(self, view: CaseView, event: Event) -> str:
        """Return who of those who take a step is not qualified on its day, and why; "" if all are."""
        return "；".join(
            f"“{person}”{fault}"
            for person in self._acting(view, event)
            if (fault := self.fault(view.roster.get((self.people.roster, person)), event.on))
        )

    def _acting(self, view: CaseView, event: Event) -> list[Any]:
        found = event.form.get(self.people.name) or view.record.get(self.people.name) or []
        return list(found)
