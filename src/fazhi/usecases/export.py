"""Export for programs: journal, postings and figures as JSON lines and CSV, without sealed data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fazhi.usecases.verify import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files written, by name, with the number of lines in each."""

    folder: Path
    lines: dict[str, int]


def export(organ: str, *, folder: Path, progress: Progress | None = None) -> Exported:
    """Write journal.jsonl, postings.csv and figures.csv of an organ into a folder that is empty or new."""
    raise NotImplementedError
