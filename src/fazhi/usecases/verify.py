"""Verification of the books: every seal, every copy of what was sealed, every sum, every file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

#: What is checked, in this order.
PARTS = ("entries", "postings", "balances", "documents", "files", "keys", "filings", "heads")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was written: what kind of thing, where it lies, and what is wrong with it."""

    what: str
    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was checked (things counted by kind) and what was found; the books hold if nothing was."""

    organs: tuple[str, ...]
    counts: dict[str, int]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything is as it was written."""
        return not self.findings


Progress = Callable[[str, int, int], None]
"""Told what is being checked, how many are done, and of how many (0 if not known)."""


def verify(
    organs: Iterable[str] | None = None,
    *,
    parts: Iterable[str] = PARTS,
    progress: Progress | None = None,
) -> Report:
    """Check the books of organs (all, if none are named), reading each row and file once, in constant memory."""
    raise NotImplementedError
