"""How long a duty is: ``python -m tools.shape`` prints the lines of every declaration, and the medians.

All that is said of a duty counts, not only its first file: forms, rules, figures and chapters beside it, with
blank lines and comments.  What several duties share is told apart.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from fazhi.procedures import registry

SIMPLE = ("register", "activity", "tasklist")
"""The kinds that bring their usual steps; a case declares everything itself."""
AIMS: Mapping[str, int] = {"simple": 60, "case": 200}
"""The medians that are aimed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A duty with its files and their lines."""

    code: str
    kind: str
    lines: int
    files: tuple[str, ...]

    @property
    def sort(self) -> str:
        """Whether it is simple or a case."""
        return "simple" if self.kind in SIMPLE else "case"


def lengths() -> list[Length]:
    """Return the length of every duty, longest first."""
    counted = dict(_modules())
    current = registry.current().values()
    stems = {one.__module__ for one in current}
    owned: dict[str, list[str]] = {stem: [] for stem in stems}
    for module in counted:
        if stem := _owner(module, stems):
            owned[stem].append(module)
    found = [
        Length(
            code=one.code,
            kind=one.kind,
            lines=sum(counted[module] for module in owned[one.__module__]),
            files=tuple(sorted(owned[one.__module__])),
        )
        for one in current
    ]
    return sorted(found, key=lambda one: (-one.lines, one.code))


def shared() -> int:
    """Return how many lines several duties share: modules that no duty owns."""
    stems = {one.__module__ for one in registry.current().values()}
    return sum(lines for module, lines in _modules() if not _owner(module, stems))


def median(found: list[Length], sort: str) -> float:
    """Return the median length of the simple duties, or of the cases."""
    return statistics.median(one.lines for one in found if one.sort == sort)


def _owner(module: str, stems: set[str]) -> str:
    """Return the duty that a module belongs to: the longest whose name it begins with, "" for none."""
    theirs = [stem for stem in stems if module == stem or module.startswith(f"{stem}_")]
    return max(theirs, key=len, default="")


def _modules() -> Iterator[tuple[str, int]]:
    """Yield every module below the procedures with its number of lines; packages themselves say nothing."""
    for folder in sorted(resources.files("fazhi.procedures").iterdir(), key=lambda one: one.name):
        if folder.name.startswith("__"):
            continue
        files = folder.iterdir() if folder.is_dir() else [folder]
        prefix = f"fazhi.procedures.{folder.name}" if folder.is_dir() else "fazhi.procedures"
        for file in files:
            if file.name.endswith(".py") and not file.name.startswith("__") and file.name != "registry.py":
                lines = len(file.read_text(encoding="utf-8").splitlines())
                yield f"{prefix}.{file.name.removesuffix('.py')}", lines


def main() -> int:
    """Print the lengths and the medians beside what is aimed at."""
    found = lengths()
    told = [f"{one.lines:5}  {one.kind:9} {one.code} ({len(one.files)})" for one in found]
    for sort, aim in AIMS.items():
        count = sum(one.sort == sort for one in found)
        told.append(f"median of {count} {sort}: {median(found, sort):g} lines, aimed at under {aim}")
    told.append(f"shared by several: {shared()} lines")
    sys.stdout.write("\n".join(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
