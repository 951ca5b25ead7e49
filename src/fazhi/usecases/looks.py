"""Looking at personal data: masked by default; every look at what is unmasked is recorded, with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fazhi.store import models
from fazhi.usecases.people import Clerk


class LookRefusedError(ValueError):
    """Personal data may not be shown; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was filled in at one entry, as people read it: (name, label, text, sealed) in the order asked."""

    entry: int
    fields: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A look that was taken at a case."""

    person: str
    name: str
    post: str
    fields: tuple[str, ...]
    reason: str
    at: datetime


def shown(row: models.Case, *, masked: bool = True) -> list[Shown]:
    """Return what each entry of a case says, personal data masked, corrections applied.

    Unmasked it is for papers and for ``unmask``, which records the look.
    """
    raise NotImplementedError


def unmask(case: str, *, clerk: Clerk, reason: str, now: datetime) -> list[Shown]:
    """Return what each entry of a case says, personal data in clear, and record that the clerk looked.

    Raises:
        LookRefusedError: no reason is given, or the data has been destroyed.
        NotYoursError: the case is not there for this clerk.

    """
    raise NotImplementedError


def values(case: str, *, clerk: Clerk, reason: str, now: datetime) -> Mapping[str, Any]:
    """Return the canonical values that hold in a case, personal data in clear, and record the look; see ``unmask``."""
    raise NotImplementedError


def find_person(text: str, *, clerk: Clerk, limit: int = 100) -> list[models.Case]:
    """Return the cases the clerk sees in which a person of exactly that name, number or phone appears, newest first."""
    raise NotImplementedError


def looks(case: str) -> list[Looked]:
    """Return who looked at the personal data of a case, latest first."""
    raise NotImplementedError
