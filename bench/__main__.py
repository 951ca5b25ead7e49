"""Measures everything: ``python -m bench``, or ``SIZE=full python -m bench`` for a million cases as well.

Each database and size is measured in a process and database of its own, thrown away afterwards; PostgreSQL
is filled with what was made for SQLite.
``--write-docs`` writes docs/performance.md, ``--only sqlite`` leaves PostgreSQL out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import results
from bench.measure import Measure, machine
from tools import postgres

CHECKOUT = Path(__file__).resolve().parents[1]
RESULTS = CHECKOUT / "bench" / "results.json"
ALL = "figures,lists,verification,pages"
GROWTH = 1.2
"""How much longer the figures may take over the most cases than over a thousand."""

SMALL, LARGE, FULL = 1_000, 100_000, 1_000_000
DATABASES = ("sqlite", "postgresql")
RUNS = [
    ("reading", 0, DATABASES[:1]),
    ("door", 0, DATABASES),
    (ALL, SMALL, DATABASES),
    (ALL, LARGE, DATABASES),
]
IN_FULL = ("figures,lists", FULL, DATABASES)


def main(words: Sequence[str]) -> int:
    """Measure, print and write down; return 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--write-docs", action="store_true", help="write docs/performance.md")
    parser.add_argument("--only", choices=DATABASES, help="measure on one database")
    asked = parser.parse_args(words)
    full = os.environ.get("SIZE") == "full"
    began = time.monotonic()
    before = machine()
    measured: list[dict[str, Any]] = []
    for parts, cases, databases in [*RUNS, *([IN_FULL] if full else [])]:
        with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as home:
            for database in databases:
                if asked.only in (None, database):
                    measured += _run(database, parts, cases, Path(home))
    measured.sort(key=lambda one: DATABASES.index(one["database"]))
    measured += list(_growth(measured))
    found = {
        "command": f"{'SIZE=full ' if full else ''}python -m bench{''.join(f' {word}' for word in words)}",
        "machine": before | {"load_after": machine()["load"]},
        "seconds": round(time.monotonic() - began),
        "measures": measured,
    }
    RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"\n{results.table(found)}")
    if asked.write_docs:
        (CHECKOUT / "docs" / "performance.md").write_text(results.page(found), encoding="utf-8")
    missed = [one["what"] for one in measured if one["holds"] is False]
    print(f"\n{found['seconds']} s; targets missed: {'; '.join(missed) or 'none'}")
    return 1 if missed else 0


def _run(database: str, parts: str, cases: int, home: Path) -> list[dict[str, Any]]:
    file, made = home / "results.json", home / "fazhi.sqlite3"
    command = [sys.executable, "-m", "bench.run", parts, str(cases), str(file)]
    environment = {**os.environ, "FAZHI_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    if database == "sqlite":
        subprocess.run(command, env=environment, cwd=CHECKOUT, check=True)  # noqa: S603 - our own words, no shell
    else:
        # The keys of the office lie in the folder, and open what is copied.
        command += [str(made)] if cases and made.exists() else []
        with postgres.running(durable=True) as address:
            environment["DATABASE_URL"] = address
            subprocess.run(command, env=environment, cwd=CHECKOUT, check=True)  # noqa: S603 - as above
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _growth(measured: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Compare the figures over the most cases with those over a thousand."""
    for database in DATABASES:
        values = [
            one
            for one in measured
            if one["database"] == database
            and one["part"] == "figures"
            and one["what"].startswith("all values")
        ]
        if len(values) > 1:
            grown = values[-1]["value"] / values[0]["value"]
            yield {
                "database": database,
                **Measure(
                    part="figures",
                    what=f"{values[-1]['what']}, against {SMALL:,}",
                    value=grown,
                    unit="×",
                    target=f"≤ {GROWTH}",
                    holds=grown <= GROWTH,
                ).to_json(),
            }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
