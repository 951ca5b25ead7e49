"""A measure: what took how long, the floor beneath it, and what it must reach."""

from __future__ import annotations

import gc
import os
import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

ROUNDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure.  ``floor`` is in the same unit; ``holds`` tells whether ``target`` is met, if there is one.

    ``ratio`` is how many times slower than the floor: of two times, or of two rates turned round.
    """

    part: str
    what: str
    value: float
    unit: Literal["ms", "entries/s", "cases/s", "reports/s", "pages/s", "sentences/s", "KB", "rows", "%", "×"]
    floor: float | None = None
    target: str = ""
    holds: bool | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How far above the floor it is."""
        if not self.floor or not self.value:
            return None
        return self.floor / self.value if self.unit.endswith("/s") else self.value / self.floor

    def to_json(self) -> dict[str, Any]:
        """Return it as data."""
        return {**asdict(self), "ratio": self.ratio}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Measure:
        """Read back what ``to_json`` gave."""
        return cls(**{name: value for name, value in data.items() if name != "ratio"})


def best(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Return the shortest of some runs, in milliseconds: what others do on the machine only ever adds."""
    work()
    found = []
    for _ in range(rounds):
        gc.collect()
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found) * 1000


def fsync_ms(folder: Path) -> float:
    """Return how long the disk takes to keep 16 KB for good."""
    path = folder / "fsync-test"
    with path.open("wb") as file:

        def once() -> None:
            file.write(b"x" * 16384)
            file.flush()
            os.fsync(file.fileno())

        found = best(once, rounds=40)
    path.unlink()
    return found


def machine() -> dict[str, Any]:
    """Return what was measured on."""
    lines = (
        Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if Path("/proc/cpuinfo").exists()
        else []
    )
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    load = os.getloadavg()
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "load": [round(one, 2) for one in load],
    }
