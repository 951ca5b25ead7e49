"""How many entries a second go through the door, and how many the same rows would be by bulk SQL."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from bench.loader import Loading
from bench.measure import Measure, fsync_ms
from bench.shapes import Planned, plan
from bench.templates import by_the_door

TARGETS = {"sqlite": 300, "postgresql": 150}
ROUND, ROUNDS = 160, 3
CASES_TO_A_TRANSACTION = 36
"""About a hundred entries."""


def measures() -> Iterator[Measure]:
    """Measure entries one to a transaction and a hundred to a transaction, each the best of some rounds."""
    planned = list(plan(ROUND * (2 * ROUNDS + 2)))
    rounds = [planned[start : start + ROUND] for start in range(0, len(planned), ROUND)]
    by_the_door(rounds.pop())
    single = max(_rate(rounds.pop(), batch=1) for _ in range(ROUNDS))
    together = max(_rate(rounds.pop(), batch=CASES_TO_A_TRANSACTION) for _ in range(ROUNDS))
    floor = _floor(rounds.pop())
    wanted = TARGETS[connection.vendor]
    disk = fsync_ms(Path(settings.FAZHI_HOME))
    note = f"one commit an entry; the disk takes {disk:.2f} ms to keep 16 KB for good"
    for what, (value, work), said in (
        ("an entry to a transaction", single, note),
        ("a hundred entries to a transaction", together, "as an import does"),
    ):
        yield Measure(
            part="door",
            what=what,
            value=value,
            unit="entries/s",
            floor=floor,
            target=f"≥ {wanted}/s",
            holds=value >= wanted,
            note=f"{work:.2f} ms of our own work an entry; {said}",
        )


def _rate(planned: Iterable[Planned], *, batch: int) -> tuple[float, float]:
    """Return entries a second, and the milliseconds of this process's own work in each."""
    entries, began, worked = 0, time.perf_counter(), time.process_time()
    if batch == 1:
        entries = by_the_door(planned)
    else:
        rest = iter(planned)
        while some := list(islice(rest, batch)):
            with transaction.atomic():
                entries += by_the_door(some)
    took, work = time.perf_counter() - began, time.process_time() - worked
    return entries / took, work / entries * 1000


def _floor(planned: list[Planned]) -> float:
    """Return how many entries a second the rows of these cases are by bulk SQL, all in one transaction."""
    loading = Loading()
    for one in planned:
        loading.case(one, loading.template(one))
    began = time.perf_counter()
    with transaction.atomic():
        loading.flush()
        loading.finish()
    took = time.perf_counter() - began
    return loading.entries / took
