"""公示和上报: what is to be published by when, what stands published, and what goes to the level above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from fazhi.core.procedure import Procedure, Publication
from fazhi.core.publishing import OfOrgan
from fazhi.desk import showing
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Column, Link, Row, Table
from fazhi.desk.views_lists import procedure_named
from fazhi.usecases import access, publications
from fazhi.usecases.publications import Entry, Position, Waiting

YEARS_BACK = 2


def publications_of(request: HttpRequest, desk: AtDesk, *, procedure: str) -> HttpResponseBase:
    """Show what is to be published, what stands, and where it can be taken out."""
    wanted = _wanted(desk, procedure)
    publication = publications.publication_of(wanted)
    found = publications.page(
        desk.clerk.organ, wanted, today=desk.today, after=Position.read(request.GET.get("after", ""))
    )
    return page(
        desk,
        "publications.html",
        section="/registers/" if wanted.kind == "register" else "/cases/",
        crumbs=(Link(wanted.label, f"/cases/{wanted.code}/"), Link("公示和上报")),
        heading=f"{publication.label}的公示",
        waiting=_waiting(publications.waiting(desk.clerk, wanted), desk.today),
        standing=_standing(publication, found.entries),
        older=f"?after={found.older}" if found.older else "",
        public_url=f"/open/{desk.clerk.organ}/{wanted.code}/",
        upward=bool(publication.upward) and access.scope(desk.clerk, wanted).everything,
        years=[desk.today.year - back for back in range(YEARS_BACK + 1)],
        base=f"/cases/{wanted.code}/public/",
    )


def _wanted(desk: AtDesk, code: str) -> type[Procedure]:
    wanted = procedure_named(code)
    if wanted.publication is None or access.scope(desk.clerk, wanted).nothing:
        raise Http404("这一事项没有公示，或者不在您的办理范围内。")
    return wanted


def _standing(publication: Publication, entries: Sequence[Entry]) -> Table | None:
    """Return what stands published, each leading to its case; the organ is known at its own desk."""
    if not entries:
        return None
    shown = [at for at, one in enumerate(publication.columns) if at and not isinstance(one.of, OfOrgan)]
    columns = [Column(publication.columns[0].heading, kind="name")]
    for at in shown:
        a_day = any(isinstance(one.cells[at], date) for one in entries)
        columns.append(Column(publication.columns[at].heading, kind="day" if a_day else "text"))
    rows = [
        (
            Link(str(one.cells[0]) or "（未编号）", f"/case/{one.key}/"),
            *(one.cells[at] for at in shown),
        )
        for one in entries
    ]
    return Table(caption="公示中", quiet_caption=True, columns=columns, rows=rows)


def _waiting(found: list[Waiting], today: date) -> Table | None:
    if not found:
        return None
    rows = [
        Row(
            cells=(
                showing.light_of_due(one.last_day, today, final=False),
                one.last_day,
                Link(one.title, f"/case/{one.key}/", note=one.number),
            )
        )
        for one in found
    ]
    columns = (Column("期限", kind="light"), Column("最迟", kind="day"), Column("案件", kind="name"))
    return Table(caption="待公示", quiet_caption=True, columns=columns, rows=rows)


def export(request: HttpRequest, desk: AtDesk, *, procedure: str, form: str) -> HttpResponseBase:
    """Send what the platform of the level above asks for as a file, to whoever sees all cases of the duty."""
    wanted = _wanted(desk, procedure)
    if form not in publications.FORMATS:
        raise Http404("没有这种格式；可以下载xlsx和csv。")
    if not access.scope(desk.clerk, wanted).everything:
        raise Http404("上报数据由看得到全部案件的岗位导出。")
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    content = publications.export(desk.clerk, wanted, form, today=desk.today, year=year)
    label = publications.publication_of(wanted).label
    name = quote(f"{desk.clerk.organ_name}{label}公示数据{year or ''}.{form}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return HttpResponse(content, content_type=publications.FORMATS[form], headers=headers)
