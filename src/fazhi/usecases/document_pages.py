"""Official documents for those who may see their case, and whether a paper in any hand is genuine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from fazhi.documents import Format, Paper
from fazhi.store import models
from fazhi.usecases import access, looks, papers
from fazhi.usecases.people import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A document as a page shows it; ``paper`` is masked unless it was asked for in clear."""

    id: int
    label: str
    number: str
    check_code: str
    case: str
    entry: int
    on: date
    paper: Paper
    clear: bool
    has_sealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A document as a file."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Genuine:
    """What may be said to anyone of a document that is genuine: no personal data, nothing of the case."""

    label: str
    number: str
    organ: str
    on: date
    check_code: str
    withdrawn: bool


def read(id_: int, *, clerk: Clerk) -> Shown:
    """Return a document with personal data masked.

    Raises:
        NotYoursError: its case is not there for this clerk.
        DocumentLostError: the key of its case has been destroyed.

    """
    return _shown(_row(id_, clerk), clear=False)


def read_clear(id_: int, *, clerk: Clerk, now: datetime) -> Shown:
    """Return a document in clear, and record the look.

    Raises what ``read`` does.
    """
    row = _row(id_, clerk)
    looks.take(row.case, clerk=clerk, reason=f"查看文书“{row.label}”", now=now)
    return _shown(row, clear=True)


def draw(id_: int, form: Format, *, clerk: Clerk, now: datetime) -> Drawn:
    """Return a document as a file, in clear, and record the look.

    Raises what ``read`` does.
    """
    row = _row(id_, clerk)
    looks.take(row.case, clerk=clerk, reason=f"下载文书“{row.label}”", now=now)
    content, media_type = papers.draw(row, form, now=now)
    name = re.sub(r'[\\/:*?"<>|\s]+', "", f"{row.label}{row.number}")
    return Drawn(name=f"{name}.{form}", media_type=media_type, content=content)


def _row(id_: int, clerk: Clerk) -> models.Document:
    row = models.Document.objects.filter(pk=id_, organ_id=clerk.organ).first()
    if row is None:
        raise access.NotYoursError("没有找到这份文书，或者它不在您的办理范围内。")
    access.case_for(clerk, row.case)
    return row


def _shown(row: models.Document, *, clear: bool) -> Shown:
    paper = papers.paper_of(row)
    return Shown(
        id=row.pk,
        label=row.label,
        number=row.number,
        check_code=row.check_code,
        case=row.case,
        entry=row.entry,
        on=_on(row),
        paper=paper if clear else paper.masked(),
        clear=clear,
        has_sealed=paper.has_sealed,
    )


def _on(row: models.Document) -> date:
    return models.Entry.objects.values_list("on", flat=True).get(organ_id=row.organ_id, number=row.entry)


_CODE = re.compile(r"[2-9A-HJ-NP-Z]{12}")


def check(code: str) -> Genuine | None:
    """Return what may be said of the document that bears a check code; None if none does."""
    bare = re.sub(r"[\s-]+", "", code).upper()
    if not _CODE.fullmatch(bare):
        return None
    grouped = "-".join(bare[i : i + 4] for i in (0, 4, 8))
    row = models.Document.objects.filter(check_code=grouped).select_related("organ").first()
    if row is None:
        return None
    return Genuine(
        label=row.label,
        number=row.number,
        organ=row.organ.name,
        on=_on(row),
        check_code=row.check_code,
        withdrawn=papers.withdrawal(row) is not None,
    )
