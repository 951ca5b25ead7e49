"""The annual report once it is signed: as it was frozen, and what corrections have moved since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.core import statement as words
from fazhi.core.procedure import Indicator
from fazhi.core.statement import Asked, Figure, Piece, Statement
from fazhi.statements import annual_report
from fazhi.store import models
from fazhi.usecases import figures, late_limits
from fazhi.usecases.figures import Book
from fazhi.usecases.statements import exact, number


def filing(organ: str, year: int) -> models.Filing | None:
    """Return the report as last filed, None while it is not signed."""
    return (
        models.Filing.objects.filter(organ=organ, statement=annual_report.CODE, year=year)
        .order_by("-id")
        .first()
    )


def as_filed(organ: models.Organ, year: int) -> tuple[models.Filing, dict[str, Any]] | None:
    """Return the filing that holds and its content, None while the report is not signed."""
    row = filing(organ.code, year)
    return (row, json.loads(row.content)) if row is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that corrections have moved since the report was filed."""

    indicator: str
    label: str
    unit: str
    filed: str
    now: str
    breakdown: Mapping[str, str]


def differences(content: Mapping[str, Any], book: Book, *, today: date) -> list[Difference]:
    """Return what a filed report says and the books now say otherwise; the report itself keeps its figures.

    What was nothing when it was filed, and so is not in it, is among them once it came to something.
    """
    found = []
    for one in content["figures"]:
        filed, now = str(one["value"]), _now(one, book, today)
        if now != filed:
            found.append(
                Difference(
                    indicator=one["indicator"],
                    label=one["label"],
                    unit=one["unit"],
                    filed=filed,
                    now=now,
                    breakdown=one.get("breakdown", {}),
                )
            )
    return [*found, *_come_since(content, book, today)]


def _come_since(content: Mapping[str, Any], book: Book, today: date) -> Iterator[Difference]:
    """Yield the figures that the report leaves out, nothing when it was filed, and that are something now.

    Rates are left out: the figures they rest on are told.
    """
    told = {(one["indicator"], *one.get("breakdown", {}).items()) for one in content["figures"]}
    [organ] = book.organs
    filed = int(content["known_by"])
    new = {cell: amount for cell, amount in _amounts(book) if (cell[0], *_where(cell).items()) not in told}
    if new:
        position = figures.position(organ, filed)
        then = dict(_amounts(Book([organ], book.period, known_by={organ: position})))
        for cell, amount in sorted(new.items()):
            indicator = book.indicator(cell[0])
            yield from _moved(indicator, then.get(cell, Decimal(0)), amount, _where(cell))
    for code, indicator in late_limits.INDICATORS.items():
        if (code,) not in told and (amount := _unkept(book, code, today)):
            yield from _moved(indicator, _unkept(book, code, today, {organ: filed}), amount, {})


def _moved(
    indicator: Indicator, filed: Decimal, now: Decimal, breakdown: Mapping[str, str]
) -> Iterator[Difference]:
    if filed != now:
        yield Difference(
            indicator=indicator.code,
            label=indicator.label,
            unit=indicator.unit,
            filed=str(exact(number(filed, indicator.unit))),
            now=str(exact(number(now, indicator.unit))),
            breakdown=breakdown,
        )


def _unkept(
    book: Book,
    code: str,
    today: date,
    known_by: Mapping[str, int] | None = None,
    where: tuple[tuple[str, str], ...] = (),
) -> Decimal:
    asked = Asked(code=code, where=where)
    year = book.period.since.year
    found = late_limits.figure(book.organs, year, asked, today=today, known_by=known_by)
    return found.value or Decimal(0)


_Cell = tuple[str, str, str]


def _amounts(book: Book) -> Iterator[tuple[_Cell, Decimal]]:
    """Yield what is not nothing: (indicator, dimension, value), "" for the whole, and the amount."""
    for (code, dimension, value), amount in book.sums(0).items():
        indicator = book.indicators.get(code)
        if amount and indicator is not None and dimension in ("", *indicator.by):
            yield (code, dimension, value), amount


def _where(cell: _Cell) -> dict[str, str]:
    return {cell[1]: cell[2]} if cell[1] else {}


def _now(one: Mapping[str, Any], book: Book, today: date) -> str:
    """Return what the books say now of a filed figure, written as it was filed."""
    code, breakdown = one["indicator"], one.get("breakdown", {})
    if code in late_limits.INDICATORS:
        value = _unkept(book, code, today, where=tuple(breakdown.items()))
        return str(exact(number(value, one["unit"])))
    kept = book.value(code)
    for dimension, name in breakdown.items():
        kept = book.slices(code, dimension).get(name)
    return str(exact(number(kept or Decimal(0), one["unit"])))


def thawed(content: Mapping[str, Any]) -> Statement:
    """Return the statement that a filed content says, word for word."""
    return Statement(
        title=content["title"],
        sections=tuple(
            words.Section(
                level=section["level"],
                heading=section["heading"],
                part=section["part"],
                paragraphs=tuple(_thawed(one) for one in section["paragraphs"]),
            )
            for section in content["sections"]
        ),
    )


def _thawed(said: Mapping[str, Any]) -> words.Paragraph:
    text, pieces, end = said["text"], list[Piece](), 0
    for one in said["figures"]:
        if one["start"] > end:
            pieces.append(Piece(text=text[end : one["start"]]))
        end = one["start"] + len(one["text"])
        value = one["value"]
        figure = Figure(
            indicator=one["indicator"],
            label=one["label"],
            unit=one["unit"],
            value=None if value is None else Decimal(str(value)) / (100 if one["unit"] == "%" else 1),
            where=tuple(one.get("breakdown", {}).items()),
        )
        pieces.append(Piece(text=one["text"], figure=figure))
    if end < len(text):
        pieces.append(Piece(text=text[end:]))
    return words.Paragraph(pieces=tuple(pieces), place=said.get("place", ""))
