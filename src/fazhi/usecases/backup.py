"""Backup of everything an installation keeps, in one archive, and restoring it into an empty data folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fazhi.usecases.verify import Progress, Report


class BackupError(RuntimeError):
    """The backup or the restoring cannot be done so; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An archive written: how many bytes, how many files of evidence and papers, whether the keys lie in it."""

    path: Path
    size: int
    files: int
    keys_inside: bool


def save(
    path: Path,
    *,
    now: datetime,
    passphrase: str = "",
    keys_apart: Path | None = None,
    progress: Progress | None = None,
) -> Saved:
    """Write one archive of database, evidence, papers and keys.

    The keys go into it encrypted under ``passphrase``, or into ``keys_apart`` in clear, to be kept elsewhere.
    """
    raise NotImplementedError


def restore(
    path: Path,
    *,
    passphrase: str = "",
    keys_apart: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Restore an archive into an empty data folder and database, and return what verification says of it."""
    raise NotImplementedError
