"""Corrections: an entry that names its target, voids or replaces it, says why, and is confirmed by a second person.

Nothing is changed: the proposal and the confirmation are entries of their own.  With the confirmation the
history that holds is checked again as a whole, and the books move by the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from fazhi.core.case import Refusal
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Refused, Upload

Action = Literal["void", "replace"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A step that would no longer stand once a correction held, and why."""

    entry: int
    step: str
    on: date
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """By how much a correction moves a figure, on a day."""

    indicator: str
    label: str
    unit: str
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a correction would do, before anybody proposes it.

    ``refusals`` are the reasons against it, the fallen steps' included; ``also`` are the later entries that are
    voided with an opening step; ``documents`` the papers that would be withdrawn, as (number or label).
    """

    refusals: tuple[Refusal, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    also: tuple[int, ...] = ()
    movements: tuple[Movement, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A correction waiting for its second person: ``proposal`` is the number of its entry."""

    case: str
    proposal: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A correction confirmed or rejected by the entry ``entry``; ``movements`` are empty for a rejection."""

    case: str
    entry: int
    proposal: int
    outcome: Literal["confirmed", "rejected"]
    movements: tuple[Movement, ...] = ()
    documents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction as pages show it; ``form`` holds the open fields of a replacement."""

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
    outcome: Literal["proposed", "confirmed", "rejected"]
    on: date | None = None
    form: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[int, ...] = ()
    decided_by: int = 0


def preview(
    case: str,
    target: int,
    *,
    action: Action,
    clerk: Clerk,
    now: datetime,
    form: Mapping[str, Any] | None = None,
    on: date | None = None,
) -> Preview:
    """Tell what a correction would do; nothing is written."""
    raise NotImplementedError


def propose(
    case: str,
    target: int,
    *,
    action: Action,
    reason: str,
    clerk: Clerk,
    now: datetime,
    form: Mapping[str, Any] | None = None,
    on: date | None = None,
    evidence: Sequence[Upload] = (),
) -> Proposed | Refused:
    """Propose to void or replace the entry ``target`` of a case, or return every reason why it may not be.

    ``form`` holds the fields to change, as typed or canonical; those absent stay as recorded, sealed ones
    too, and "" empties one.  ``on`` is the right day, None to keep it.  Voiding the step that opened the case
    voids the case: every step of it.
    """
    raise NotImplementedError


def confirm(proposal: int, *, clerk: Clerk, now: datetime) -> Decided | Refused:
    """Let a proposed correction of the clerk's organ hold, or return every reason why it may not."""
    raise NotImplementedError


def reject(proposal: int, *, reason: str, clerk: Clerk, now: datetime) -> Decided | Refused:
    """Turn a proposed correction down; the proposer may withdraw their own."""
    raise NotImplementedError


def waiting(clerk: Clerk) -> list[Correction]:
    """Return the corrections that wait for a second person and concern cases the clerk sees, oldest first."""
    raise NotImplementedError


def of(case: str) -> list[Correction]:
    """Return every correction of a case, in the order proposed."""
    raise NotImplementedError
