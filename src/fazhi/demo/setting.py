"""Where a form is filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.core.procedure import Procedure, Step
from fazhi.demo.office import Moment

#: Asks that a field be left blank.
BLANK = "\u0000blank"


class Offset(int):
    """So many days after the day of the step."""


class HowMany(int):
    """So many persons, whoever they are."""


class NobodyError(LookupError):
    """Nothing there can be chosen: ``procedure`` lacks entries, or has none before ``since``."""

    def __init__(self, procedure: str, *, since: date | None = None) -> None:
        super().__init__(f"还没有可选的“{procedure}”记录")
        self.procedure = procedure
        self.since = since


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is asked of a case elsewhere: codes with all there are to choose from, and an amount."""

    codes: tuple[tuple[frozenset[str], str], ...] = ()
    amount: str = ""

    def among(self, choices: Collection[str]) -> str:
        """Return the code that a choice should agree with, "" for any."""
        return next((code for domain, code in self.codes if domain <= set(choices)), "")


NOTHING_FORESEEN = Foreseen()


@dataclass(slots=True, kw_only=True)
class Setting:
    """The step of a case, the day, who records it, what is known already.

    ``avoid`` are persons whose hands may not do it; ``generous`` how likely what need not be written is;
    ``foreseen`` what else is asked of the case, with which it should agree.
    """

    procedure: type[Procedure]
    step: Step
    moment: Moment
    actor: str
    place: str
    record: Mapping[str, Any]
    origin: str = ""
    origin_procedure: str = ""
    avoid: frozenset[str] = frozenset()
    generous: float = 0.0
    foreseen: Foreseen = NOTHING_FORESEEN

    @property
    def on(self) -> date:
        """The day."""
        return self.moment[0]
