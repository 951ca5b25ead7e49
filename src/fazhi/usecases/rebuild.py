"""Rebuilds what is kept for speed from what is evidence: caches from entries, balances from postings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fazhi.usecases.verify import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """How many entries were read, and which tables came out otherwise than they had been."""

    organs: tuple[str, ...]
    entries: int
    changed: tuple[str, ...]


def rebuild(
    organs: Iterable[str] | None = None, *, check: bool = False, progress: Progress | None = None
) -> Rebuilt:
    """Rebuild every cache of organs (all, if none are named); with ``check`` only tell what would change."""
    raise NotImplementedError
