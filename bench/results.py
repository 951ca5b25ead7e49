"""What was measured, as a table for the terminal and as the page docs/performance.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PARTS = {
    "door": (
        "Entries through the door",
        """One step of a case at a time, with its postings, balances, papers and caches.
The floor is the same rows by bulk SQL in one transaction, their contents ready-made: it does none of the
checking, composing and sealing.""",
    ),
    "loader": (
        "Loading in bulk",
        """What fills the books for the measures below.  `tests/bench` proves that a thousand cases written so
equal, row for row in every table, what the door writes.  PostgreSQL is filled by COPY with the rows made
for SQLite.""",
    ),
    "figures": (
        "Figures of the annual report",
        """All values that the report may print, from books just opened.
The floor is reading the rows of balances and tallies that they are drawn from, each table in one query.
Composing and drawing are measured apart; composing tells the entries behind each figure as well, which the
balances count.""",
    ),
    "reading": (
        "Reading reports",
        """Reports of five thousand characters, each another, in the time of one process itself: texts from
the decoded text to figures and faults, pages from their bytes.  The targets are for reports with as many
figures as published ones have.  No database has a part in it.  Quantities are found in the labelled sentences
of `tests/reader`, those the reader was made on and those kept apart; a plain regular expression (digits and
the character after them) reads the same, and jionlp, where it is installed, the amounts of money in them.
Right is a figure with the labelled value and unit.""",
    ),
    "lists": (
        "Lists",
        """A hundred rows as the use case returns them, for the mediator who chairs one community of ten and
sees its cases and their own.  The floor is one query that an index answers, its rows left as the driver
returns them.""",
    ),
    "verification": (
        "Verification",
        """The floor of entries is fetching every row and computing its SM3; the others have none.""",
    ),
    "pages": (
        "Pages of the desk",
        """Over HTTP from a server process of its own, signed in, one request after another.  The target is
for the books of a year; a hundred thousand cases show what grows with them.""",
    ),
}

_MADE = """\
Measured by `{command}` in {seconds} seconds, on {cores} cores ({processor}), Python {python}, {system}.
Other work went on meanwhile: the load of the machine was {before:.1f} before and {after:.1f} after.
Each figure is the best of several runs, but for loading and for verifying what is not entries.
Both databases wait for the disk at each commit, as an office's do.

A ratio tells more than a figure: floor and measure are taken one after the other, so that what else the
machine does weighs on both.  The rates of the door have no such partner, for their floor does other work; the
milliseconds of our own work in each entry say what is left when the machine is quiet.
"""


def table(found: Mapping[str, Any]) -> str:
    """Return the measures as lines for a terminal."""
    lines = []
    for one in found["measures"]:
        mark = {True: "✓", False: "✗", None: " "}[one["holds"]]
        took = f"{_number(one['value'], one['unit']):>18} {_ratio(one):>14}"
        line = f"{mark} {one['database']:10} {one['part']:12} {one['what']:52} {took}"
        lines.append(f"{line} {one['target']:18} {one['note']}".rstrip())
    return "\n".join(lines)


def page(found: Mapping[str, Any]) -> str:
    """Return the page."""
    machine = found["machine"]
    made = _MADE.format(
        command=found["command"],
        seconds=found["seconds"],
        before=machine["load"][0],
        after=machine["load_after"][0],
        **{name: machine[name] for name in ("cores", "processor", "python", "system")},
    )
    lines = ["# Performance", "", made]
    for part, (title, said) in PARTS.items():
        measures = [one for one in found["measures"] if one["part"] == part]
        if not measures:
            continue
        lines += [f"## {title}", "", said, ""]
        lines += ["| database | what | measured | floor | ratio | target | held | note |"]
        lines += ["| --- | --- | ---: | ---: | ---: | --- | --- | --- |"]
        for one in measures:
            held = {True: "yes", False: "**no**", None: ""}[one["holds"]]
            floor = _number(one["floor"], one["unit"]) if one["floor"] else ""
            lines.append(
                f"| {one['database']} | {one['what']} | {_number(one['value'], one['unit'])} | {floor} |"
                f" {_ratio(one).replace(' floor', '')} | {one['target']} | {held} | {one['note']} |"
            )
        lines.append("")
    return "\n".join(lines)


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 1000 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def _ratio(one: Mapping[str, Any]) -> str:
    return f"{one['ratio']:.2f} × floor" if one["ratio"] else ""
