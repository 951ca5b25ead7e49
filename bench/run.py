"""Measures in one data folder and database of its own: ``python -m bench.run PARTS CASES RESULTS [FILE]``.

PARTS is separated by commas; CASES are loaded in bulk first, or copied from the SQLite FILE of the same data
folder; what is measured is written to the file RESULTS.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")

import django
from django.core.management import call_command

from bench.measure import Measure


def main(parts: list[str], cases: int, results: Path, file: Path | None = None) -> None:
    """Found the office, load it, measure, write the figures down."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 - as the others below: not before Django is set up

    from bench import office  # noqa: PLC0415 - not before Django is set up

    call_command("migrate", verbosity=0)
    if file is None:
        office.found()
    measured = []
    for one in _measures(parts, cases, file):
        shown = f"{one.value:10,.1f} {one.unit:9}" + (f" {one.ratio:6.2f} × floor" if one.ratio else "")
        print(f"{connection.vendor:10} {one.part:12} {one.what:56}{shown}  {one.note}", flush=True)
        measured.append({"database": connection.vendor, **one.to_json()})
    results.write_text(json.dumps(measured, ensure_ascii=False), encoding="utf-8")


def _measures(parts: list[str], cases: int, file: Path | None) -> Iterator[Measure]:
    from bench import door, figures, lists, pages, reading, verification  # noqa: PLC0415 - not before Django is set up

    if cases:
        yield _loaded(cases, file)
    for part in parts:
        if part in ("door", "reading"):
            yield from {"door": door, "reading": reading}[part].measures()
        else:
            measure = {"figures": figures, "lists": lists, "verification": verification, "pages": pages}[part]
            yield from measure.measures(cases)


def _loaded(cases: int, file: Path | None = None) -> Measure:
    """Load so many cases; the database may lose them in a power cut, so nothing waits for the disk."""
    from django.db import connection  # noqa: PLC0415 - not before Django is set up

    from bench.copying import copy  # noqa: PLC0415 - not before Django is set up
    from bench.loader import load  # noqa: PLC0415 - not before Django is set up
    from bench.shapes import plan  # noqa: PLC0415 - not before Django is set up

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -1000000")
    began = time.perf_counter()
    entries = copy(file) if file else load(plan(cases))
    took = time.perf_counter() - began
    # What follows is measured as an office has it: with the settings of its own, and statistics up to date.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    return Measure(
        part="loader",
        what=f"{cases:,} cases {'copied from SQLite' if file else 'in bulk'}",
        value=cases / took,
        unit="cases/s",
        note=f"{entries:,} entries in {took:.0f} s",
    )


if __name__ == "__main__":
    main(sys.argv[1].split(","), int(sys.argv[2]), *map(Path, sys.argv[3:]))
