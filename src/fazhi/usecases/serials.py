"""The official numbers given out, as entries and papers tell them: what the counters must not fall behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

from fazhi.procedures import registry
from fazhi.store import audit, journals, models
from fazhi.store.audit import Finding

Given = dict[tuple[str, int], int]
"""The highest number under a pattern in a year."""


def given(organ: str) -> Given:
    """Return the highest official number given out under each pattern in each year."""
    found: Given = {}
    for pattern, number in _numbers(organ):
        if match := _form(pattern).fullmatch(number):
            told = match.groupdict()
            cell = pattern, int(told.get("year") or 0)
            found[cell] = max(found.get(cell, 0), int(told["n"]))
    return found


def keep_up(organ: str, pattern: str, number: str) -> None:
    """Let the counter of a pattern not lie behind a number that a case brought with it."""
    if match := _form(pattern).fullmatch(number):
        told = match.groupdict()
        if told.get("year"):
            journals.raise_serial(organ, pattern, int(told["year"]), int(told["n"]))


def check(organ: str, progress: audit.Progress) -> Iterator[Finding]:
    """Check that no counter lies behind what was given out: a number would be given twice."""
    last = {
        (pattern, year): n
        for pattern, year, n in models.Serial.objects.filter(organ=organ).values_list(
            "pattern", "year", "last"
        )
    }
    for (pattern, year), n in sorted(given(organ).items()):
        progress.seen("serials")
        known = last.get((pattern, year))
        # A pattern without a year is counted in each year by itself, and tells none: nothing to compare.
        if year and (known is None or known < n):
            where = f"机关{organ} 文号{pattern} {year}年"
            message = f"已用到第{n}号，编号登记为{known or 0}，将会重号；请运行 fazhi rebuild"
            yield Finding(what="serial", where=where, message=message)


@cache
def _form(pattern: str) -> re.Pattern[str]:
    """Return what a number of that pattern looks like."""
    parts = []
    for text, name, _, _ in Formatter().parse(pattern):
        parts.append(re.escape(text))
        if name in ("year", "n"):
            parts.append(rf"(?P<{name}>\d+)" if f"(?P<{name}>" not in "".join(parts) else r"\d+")
        elif name is not None:
            parts.append(".*?")
    return re.compile("".join(parts))


@cache
def _patterns() -> dict[tuple[str, str], str]:
    """Return the pattern of each numbered document, by procedure and code; of a case under code ""."""
    found: dict[tuple[str, str], str] = {}
    for procedure in registry.versions().values():
        if procedure.number:
            found[procedure.code, ""] = procedure.number
        for step in procedure.parts.steps:
            found |= {(procedure.code, one.code): one.number for one in step.documents if one.number}
    return found


def _numbers(organ: str) -> Iterator[tuple[str, str]]:
    """Yield (pattern, number) of every number given to a case or a paper."""
    known = _patterns()
    cases = models.Case.objects.filter(organ_id=organ).exclude(number="")
    for procedure, number in cases.values_list("procedure", "number").iterator(audit.CHUNK):
        if pattern := known.get((procedure, "")):
            yield pattern, number
    rows = models.Document.objects.filter(organ_id=organ).exclude(number="").order_by("id")
    batch: list[tuple[str, str, str]] = []
    for row in rows.values_list("case", "code", "number").iterator(audit.CHUNK):
        batch.append(row)
        if len(batch) == audit.CHUNK:
            yield from _of_papers(batch, known)
            batch = []
    yield from _of_papers(batch, known)


def _of_papers(
    batch: list[tuple[str, str, str]], known: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    keys = {case for case, _, _ in batch}
    procedures = dict(models.Case.objects.filter(pk__in=keys).values_list("key", "procedure"))
    for case, code, number in batch:
        if pattern := known.get((procedures.get(case, ""), code)):
            yield pattern, number
