"""The annual report once it is signed: as it was frozen, and what corrections have moved since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fazhi.core import statement as words
from fazhi.core.statement import Figure, Piece, Statement
from fazhi.statements import annual_report
from fazhi.store import models
from fazhi.usecases import late_limits
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


def differences(content: Mapping[str, Any], book: Book) -> list[Difference]:
    """Return what a filed report says and the books now say otherwise; the report itself keeps its figures.

    Limits are left out: that one was kept late is known of it as it stands, not as it was known.
    """
    found = []
    for one in content["figures"]:
        if one["indicator"] in late_limits.INDICATORS:
            continue
        filed, now = str(one["value"]), _now(one, book)
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
    return found


def _now(one: Mapping[str, Any], book: Book) -> str:
    """Return what the books say now of a filed figure, written as it was filed."""
    code, breakdown = one["indicator"], one.get("breakdown", {})
    value = book.value(code)
    for dimension, name in breakdown.items():
        value = book.slices(code, dimension).get(name)
    return str(exact(number(value or Decimal(0), one["unit"])))


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
