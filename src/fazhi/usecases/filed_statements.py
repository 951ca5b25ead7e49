"""The annual report once it is signed: as it was frozen, and what corrections have moved since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.core import statement as words
from fazhi.core.statement import Figure, Piece, Statement
from fazhi.statements import annual_report
from fazhi.store import models
from fazhi.usecases import late_limits
from fazhi.usecases.statements import draft, exact


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


def differences(organ: models.Organ, year: int, *, today: date) -> list[Difference]:
    """Return what a filed report said and the books now say otherwise; the report itself keeps its figures.

    Limits are left out: that one was kept late is known of it as it stands, not as it was known.
    """
    row = filing(organ.code, year)
    if row is None:
        return []
    now = {_key(one): one for one in exact(draft(organ, year, today=today).to_json())["figures"]}
    found = []
    for one in json.loads(row.content)["figures"]:
        if one["indicator"] in late_limits.INDICATORS:
            continue
        current = now.get(_key(one))
        said = str(current["value"]) if current else "0"
        if said != str(one["value"]):
            found.append(
                Difference(
                    indicator=one["indicator"],
                    label=one["label"],
                    unit=one["unit"],
                    filed=str(one["value"]),
                    now=said,
                    breakdown=one.get("breakdown", {}),
                )
            )
    return found


def _key(figure: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    return figure["indicator"], tuple(sorted(figure.get("breakdown", {}).items()))


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
