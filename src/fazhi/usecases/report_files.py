"""The annual report as a file: docx, pdf, html, md or json."""

from __future__ import annotations

import json
from datetime import date, datetime

from fazhi.core.statement import Figure
from fazhi.documents import MEDIA_TYPES, Format, Paper, render
from fazhi.statements.paper import paper
from fazhi.store import models
from fazhi.usecases import papers
from fazhi.usecases.filed_statements import as_filed, thawed
from fazhi.usecases.statements import Draft, address, draft

FORMATS: tuple[str, ...] = ("docx", "pdf", "html", "md", "json")


def publish(organ: models.Organ, year: int, form: Format | str, *, now: datetime) -> tuple[bytes, str]:
    """Return the report as a file and its media type.

    Once signed it is what was signed, whatever was corrected since; before, the draft from the books now.
    """
    filed = as_filed(organ, year)
    found = None if filed else draft(organ, year, today=now.date())
    if form == "json":
        data = filed[1] | {"status": "filed"} if filed else found.to_json() if found else {}
        return json.dumps(data, ensure_ascii=False, indent=2).encode(), "application/json"
    return render(paper_of(organ, year, now=now, found=found), form), MEDIA_TYPES[form]  # type: ignore[arg-type]  # the caller names one of Format


def paper_of(organ: models.Organ, year: int, *, now: datetime, found: Draft | None = None) -> Paper:
    """Return the report as a paper: as signed, with its check code, or as drafted."""
    filed = as_filed(organ, year)

    def where(one: Figure) -> str:
        return address(organ.code, year, one.indicator, one.where)

    if filed is None:
        found = found or draft(organ, year, today=now.date())
        return paper(found.statement, organ=organ.name, address=where)
    row, content = filed
    check = papers.check_code(organ.code, f"filing-{row.entry}")
    return paper(
        thawed(content),
        organ=organ.name,
        address=where,
        day=day_signed(row),
        check_code=check,
        check_address=papers.check_address(check),
    )


def day_signed(row: models.Filing) -> str:
    """Return the day a report was signed, as it stands below it."""
    day: date = (
        models.Entry.objects.filter(organ_id=row.organ, number=row.entry).values_list("on", flat=True).get()
    )
    return f"{day.year}年{day.month}月{day.day}日"
