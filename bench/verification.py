"""How long verifying takes, by what is verified."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import connection

from bench import office
from bench.measure import Measure
from fazhi.core.journal import sm3
from fazhi.usecases.verify import verify

CHUNK = 2000
PARTS = ("entries", "postings", "balances", "documents", "files")


def measures(cases: int) -> Iterator[Measure]:
    """Measure each part; entries against fetching every row and computing its SM3."""
    floor = min(_floor() for _ in range(2))
    for part in PARTS:
        runs = 2 if part == "entries" else 1
        took, count = min(_verified(part) for _ in range(runs))
        yield Measure(
            part="verification",
            what=f"{part}, {cases:,} cases",
            value=took,
            unit="ms",
            floor=floor if part == "entries" else None,
            target="≤ 3 × floor" if part == "entries" else "",
            holds=took <= 3 * floor if part == "entries" else None,
            note=f"{count:,} checked",
        )


def _verified(part: str) -> tuple[float, int]:
    began = time.perf_counter()
    report = verify([office.ORGAN], parts=[part])
    took = (time.perf_counter() - began) * 1000
    if not report.holds:
        raise RuntimeError(f"the loaded books do not verify: {report.findings[:3]}")
    return took, sum(report.counts.values())


def _floor() -> float:
    began = time.perf_counter()
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT body FROM store_entry WHERE organ_id = %s ORDER BY number", [office.ORGAN])
        while rows := cursor.fetchmany(CHUNK):
            for (body,) in rows:
                sm3(body.encode())
    return (time.perf_counter() - began) * 1000
