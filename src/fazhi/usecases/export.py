"""Export for programs: journal, postings and figures as JSON lines and CSV, without sealed data."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import Max, Min

from fazhi.core.procedure import CROSS
from fazhi.store import audit, books, models
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.statements import number
from fazhi.usecases.verify import Progress

JOURNAL, POSTINGS, FIGURES = "journal.jsonl", "postings.csv", "figures.csv"
#: What of a body is sealed, or names what is: it stays behind.
_SEALED = ("sealed", "files")


class ExportError(RuntimeError):
    """The export cannot be written so; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files written, by name, with the number of lines in each."""

    folder: Path
    lines: dict[str, int]


def export(organ: str, *, folder: Path, progress: Progress | None = None) -> Exported:
    """Write journal.jsonl, postings.csv and figures.csv of an organ into a folder that is empty or new.

    The journal's lines are {"entry": the body without what is sealed, "seal"}; as the ciphertext stays
    behind, seals can be compared but not computed again from them.

    Raises:
        ExportError: the folder holds something already, or cannot be written.

    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} 不是空文件夹，请换一个，以免覆盖原有文件。")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"无法建立文件夹 {folder}：{error.strerror}。") from error
    counted = audit.Progress(progress)
    with audit.snapshot():
        lines = {
            JOURNAL: _journal(organ, folder / JOURNAL, counted),
            POSTINGS: _table(folder / POSTINGS, _postings(organ), counted),
            FIGURES: _table(folder / FIGURES, _figures(organ), counted),
        }
    return Exported(folder=folder, lines=lines)


def _journal(organ: str, path: Path, counted: audit.Progress) -> int:
    rows = models.Entry.objects.filter(organ_id=organ).order_by("number").values_list("body", "seal")
    lines = 0
    with path.open("x", encoding="utf-8") as file:
        for body, seal in rows.iterator(audit.CHUNK):
            told = {"entry": without_sealed(json.loads(body)), "seal": seal}
            file.write(json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n")
            lines += 1
            counted.seen("entries")
    return lines


def without_sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body of an entry without what is sealed in it."""
    found = {name: value for name, value in content.items() if name not in _SEALED}
    if "replacement" in found:
        found["replacement"] = without_sealed(found["replacement"])
    return found


def _table(path: Path, rows: Iterator[tuple[Any, ...]], counted: audit.Progress) -> int:
    """Write rows, the first of which names the columns, with the mark that tells the encoding."""
    lines = -1
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            writer.writerow([_cell(value) for value in row])
            lines += 1
            counted.seen("lines")
    return lines


def _cell(value: Any) -> Any:
    """Return a value as a cell; text that a spreadsheet would take for a formula is quoted."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _postings(organ: str) -> Iterator[tuple[Any, ...]]:
    names = ("entry", "line", "case", "indicator", "place", "on", "recorded", "key", "slices", "reverses")
    yield (*names, "amount")
    rows = models.Posting.objects.filter(organ_id=organ).order_by("entry", "line")
    for *row, amount in rows.values_list(*names, "amount").iterator(audit.CHUNK):
        yield (*row, books.amount_of(amount))


def _figures(organ: str) -> Iterator[tuple[Any, ...]]:
    yield ("year", "indicator", "label", "unit", "kind", "dimension", "value", "amount")
    for year in _years(organ):
        book = Book([organ], Period.year(year))
        for code, indicator in sorted(book.indicators.items()):
            value = book.value(code)
            if not value:
                continue
            told = (year, code, indicator.label, indicator.unit, indicator.kind)
            yield (*told, "", "", number(value, indicator.unit))
            if not indicator.formula:
                for dimension in (*indicator.by, *map(CROSS.join, indicator.crossed)):
                    for name, amount in book.slices(code, dimension).items():
                        yield (*told, dimension, name, number(amount, indicator.unit))


def _years(organ: str) -> range:
    asked = models.Posting.objects.filter(organ_id=organ).aggregate(first=Min("on"), last=Max("on"))
    first: date | None = asked["first"]
    last: date | None = asked["last"]
    return range(first.year, last.year + 1) if first and last else range(0)
