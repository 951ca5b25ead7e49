"""The keys of organs and cases: which there are, rotation, and destruction when retention ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Refused
from fazhi.usecases.verify import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys of an organ: generations of its own key, cases wrapped under each, cases whose key was destroyed."""

    organ: str
    organ_name: str
    generations: int
    wrapped: dict[int, int]
    destroyed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """The personal data of a case was destroyed by this entry."""

    case: str
    entry: int


def listed(organ: str) -> Keys:
    """Return the keys of an organ, counted."""
    raise NotImplementedError


def rotate(organ: str, *, progress: Progress | None = None) -> Keys:
    """Make a new key for the organ and wrap the keys of its cases again under it; old ones are kept for backups."""
    raise NotImplementedError


def destroy(case: str, *, reason: str, clerk: Clerk, now: datetime) -> Erased | Refused:
    """Destroy the key of a closed case whose retention has ended: its personal data can never be read again."""
    raise NotImplementedError
