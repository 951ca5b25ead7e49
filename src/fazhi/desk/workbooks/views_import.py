"""导入台账: a register is looked through cell by cell, shown, and brought in when told to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fazhi.core.procedure import Procedure
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Choice, Column, Field, Link, Notice, Row, Table
from fazhi.desk.views_lists import procedure_named
from fazhi.usecases import access, workbook_export, workbook_import, workbook_jobs
from fazhi.usecases.workbook_import import Importing, NotAllowedError
from fazhi.usecases.workbook_jobs import Job, JobLostError
from fazhi.usecases.workbook_outcomes import Outcome, Summary
from fazhi.workbooks.layout import Place, layout
from fazhi.workbooks.opening import WorkbookError
from fazhi.workbooks.reading import Bad

ACCEPT = ".xlsx,.csv"
MOST_SHOWN = 100
"""So many lines with something to mend are shown at most; the rest follow once these are mended."""

_STATES = {
    "good": "可以导入",
    "begun": "接着导入",
    "entered": "已导入",
    "partly": "导入了前面的环节",
    "again": "以前导入过",
    "doubtful": "疑似重复",
    "bad": "有错误",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many lines are in a state (a cell of the head of the page)."""

    label: str
    number: int
    wrong: bool = False


# Where one begins ----------------------------------------------------------------------------------


@at_desk
def index(request: HttpRequest, desk: AtDesk, *, procedure: str) -> HttpResponseBase:
    """Offer the register to take along, and take one in."""
    found = procedure_named(procedure)
    if access.scope(desk.clerk, found).nothing:
        raise Http404("这一事项不在您的办理范围内。")
    if request.method != "POST":
        return show(desk, found, status=200)
    file = request.FILES.get("file")
    if file is None:
        return show(desk, found, file_error="请先选择台账文件。")
    try:
        began = workbook_jobs.begin(
            file.read(), str(file.name or "台账"), procedure=found.code, clerk=desk.clerk, now=desk.now
        )
    except (WorkbookError, NotAllowedError) as fault:
        return show(desk, found, file_error=str(fault))
    return redirect(f"/workbooks/{found.code}/{began.token}/")


def show(
    desk: AtDesk,
    procedure: type[Procedure],
    *,
    file_error: str = "",
    whole_error: str = "",
    because: str = "",
    year: int | None = None,
    status: int = 422,
) -> HttpResponse:
    """Return the page on which one begins."""
    may_import = workbook_import.may_bring(desk.clerk, procedure)
    years = range(desk.today.year, desk.today.year - 6, -1)
    chosen = desk.today.year if year is None else year
    return page(
        desk,
        "workbooks/index.html",
        section=_section(procedure),
        crumbs=(*_crumbs(procedure), Link("台账")),
        heading=f"{procedure.label}台账",
        heading_note="与Excel往来",
        status=status,
        procedure=procedure,
        url=f"/workbooks/{procedure.code}/",
        accept=ACCEPT,
        may_import=may_import,
        may_see_whole=workbook_export.may_see_whole(desk.clerk, procedure),
        year=Field(
            name="year",
            label="登记年份",
            kind="code",
            value=str(chosen) if chosen else "",
            choices=tuple(Choice(str(one), f"{one}年") for one in years),
            help="按立案（登记）的日子；不选为全部。",
        ),
        because=Field(
            name="because",
            label="导出原因",
            value=because,
            error=whole_error,
            help="例如“报区司法局核对”。逐件记入查看记录。",
        ),
        whole=bool(whole_error),
        file_error=file_error,
        columns=[_described(place) for place in layout(procedure).places],
    )


def _section(procedure: type[Procedure]) -> str:
    return "/registers/" if procedure.kind == "register" else "/cases/"


def _crumbs(procedure: type[Procedure]) -> tuple[Link, ...]:
    section = _section(procedure)
    first = Link("登记簿", section) if procedure.kind == "register" else Link("案件", section)
    return (first, Link(procedure.label, f"/cases/{procedure.code}/"))


def _described(place: Place) -> dict[str, Any]:
    return {
        "heading": place.heading,
        "unit": place.unit,
        "required": place.required,
        "group": place.group,
        "sealed": bool(place.holds is not None and place.holds.sealed),
        "also": "、".join(dict.fromkeys(one for one in place.also if one != place.heading)),
    }


# One that was sent ---------------------------------------------------------------------------------


@at_desk
def job(request: HttpRequest, desk: AtDesk, *, procedure: str, token: str) -> HttpResponseBase:
    """Show how far a register has come, and go on with it as told."""
    try:
        found = workbook_jobs.job_of(token, clerk=desk.clerk)
    except JobLostError as lost:
        raise Http404(str(lost)) from lost
    if found.procedure != procedure:
        raise Http404("没有这次导入。")
    if request.method == "POST":
        return _told(request, desk, found)
    declared = procedure_named(found.procedure)
    if found.phase in ("checking", "entering"):
        return _under_way(desk, declared, found)
    return _looked_through(desk, declared, found)


def _told(request: HttpRequest, desk: AtDesk, job_: Job) -> HttpResponseBase:
    """Do what was asked for: go on, bring the lines in, look again with other values, or give up."""
    here = f"/workbooks/{job_.procedure}/{job_.token}/"
    act = request.POST.get("act", "")
    if act == "drop":
        workbook_jobs.drop(job_)
        say(request, "已放弃这次导入，文件已删除", kind="info")
        return redirect(f"/workbooks/{job_.procedure}/")
    if act == "again" and job_.phase == "checked":
        fills = {
            name.removeprefix("fill-"): str(text)
            for name, text in request.POST.items()
            if name.startswith("fill-")
        }
        workbook_jobs.check_anew(job_, fills)
    elif act == "enter" and job_.phase == "checked":
        if job_.found.of("bad") and request.POST.get("good_rows") != "yes":
            return redirect(f"{here}?unsaid=1#enter")
        workbook_jobs.enter(
            job_,
            repeats=request.POST.get("repeats") == "yes",
            partly=request.POST.get("partly") == "yes",
        )
    workbook_jobs.go_on(job_, clerk=desk.clerk, now=desk.now)
    return redirect(here)


def _under_way(desk: AtDesk, procedure: type[Procedure], job_: Job) -> HttpResponse:
    done = job_.summary.lines
    doing = "正在写入账簿" if job_.phase == "entering" else "正在逐格检查"
    return page(
        desk,
        "workbooks/progress.html",
        section=_section(procedure),
        crumbs=(*_crumbs(procedure), Link("台账", f"/workbooks/{procedure.code}/"), Link("导入")),
        heading=doing,
        heading_note=job_.name,
        done=done,
        of=max(job_.of, done),
        counts=list(_counts(job_.summary)),
        entering=job_.phase == "entering",
        url=f"/workbooks/{procedure.code}/{job_.token}/",
    )


def _looked_through(desk: AtDesk, procedure: type[Procedure], job_: Job) -> HttpResponse:
    done = job_.phase == "done"
    summary = job_.summary
    importing = workbook_jobs.importing_of(job_, clerk=desk.clerk, now=desk.now)
    lacking = frozenset(place.heading for place in importing.missing)
    return page(
        desk,
        "workbooks/checked.html",
        section=_section(procedure),
        crumbs=(*_crumbs(procedure), Link("台账", f"/workbooks/{procedure.code}/"), Link("导入")),
        heading="导入结果" if done else "检查结果",
        heading_note=job_.name,
        notices=list(_notices(desk, procedure, summary, importing, done=done)),
        url=f"/workbooks/{procedure.code}/{job_.token}/",
        procedure=procedure,
        done=done,
        counts=list(_counts(summary)),
        lines=[_line(one, lacking) for one in summary.told[:MOST_SHOWN]],
        more=max(0, summary.of("bad", "doubtful", "partly") - MOST_SHOWN),
        sheets=_sheets(importing),
        sample=_sample(summary) if summary.sample and not done else None,
        refused=[
            {"where": f"{sheet} {column}列", "heading": heading, "why": why}
            for sheet, column, heading, why in importing.refused
        ],
        ignored=[f"{column}列“{heading}”" for _, column, heading in importing.ignored],
        totals=job_.totals,
        missing=[_fill(place, job_) for place in _missing(importing)],
        may_enter=bool(summary.of("good", "begun", "doubtful", "bad")) and not done,
        good=summary.of("good", "begun"),
        bad=summary.of("bad"),
        doubtful=summary.of("doubtful"),
        steps=summary.steps,
    )


def _counts(summary: Summary) -> Iterator[Count]:
    yield Count(label="读到", number=summary.lines)
    for state, label in _STATES.items():
        if number := summary.states.get(state, 0):
            yield Count(label=label, number=number, wrong=state in ("bad", "doubtful", "partly"))
    if summary.bad_cells:
        yield Count(label="要改的单元格", number=summary.bad_cells, wrong=True)


def _notices(
    desk: AtDesk, procedure: type[Procedure], summary: Summary, importing: Importing, *, done: bool
) -> Iterator[Notice]:
    entered = summary.of("entered", "partly")
    if done:
        yield Notice(
            kind="done" if entered else "info",
            title=f"已导入{entered}件，记入{summary.steps}条簿记" if entered else "没有导入新的案件",
            text="导入的每一条都写明来自哪个文件、哪张表、第几行，由谁导入；数字已计入账簿。",
            link=Link(f"看{procedure.label}", f"/cases/{procedure.code}/"),
        )
    elif not importing.registers:
        some = "、".join(place.heading for place in importing.layout.places[:10])
        yield Notice(
            kind="problem",
            title="没有找到台账的表头",
            text=f"表头应在前15行内，有“{some}”等栏目。可先下载空白台账，把内容粘贴过去。",
            link=Link("空白台账", f"/workbooks/{procedure.code}/template/"),
        )
    elif desk.request.GET.get("unsaid") and summary.of("bad"):
        yield Notice(
            kind="problem",
            title="还没有导入",
            text="有错误的行不能导入。改好表格后重新上传，或在下面勾选“其余各行照样导入”。",
        )


def _missing(importing: Importing) -> Sequence[Place]:
    """Return the columns to be asked for: those lacking, and those that something stands for already."""
    asked = {place.heading for place in importing.missing} | set(importing.fills)
    return [place for place in importing.layout.places if place.heading in asked]


def _fill(place: Place, job_: Job) -> Field:
    asked = place.holds
    choices = getattr(asked, "choices", None)
    labels = [asked.label_of(code) for code in choices] if asked is not None and choices else []  # type: ignore[attr-defined]  # what has choices labels them
    if asked is not None and asked.kind == "yes-no":
        labels = ["是", "否"]
    return Field(
        name=f"fill-{place.heading}",
        label=place.heading,
        kind="code" if labels else "text",
        value=job_.fills.get(place.heading, ""),
        choices=tuple(Choice(label, label) for label in labels),
        unit=place.unit,
        help=f"{asked.needed_when}时才填。" if asked is not None and asked.needed_when is not None else "",
    )


def _sheets(importing: Importing) -> Table:
    rows: list[Row] = []
    for one in importing.sheets:
        if one.found is None:
            said = "后续办理，与各行对应" if one.further else "不是台账，跳过"
            rows.append(Row(cells=(one.name, said, None, "")))
            continue
        headings = "、".join(one.found.headings.values())
        rows.append(Row(cells=(one.name, f"表头在第{one.found.row}行", len(one.found.places), headings)))
    return Table(
        caption="读到的表",
        columns=(
            Column("表名", kind="name"),
            Column("读作"),
            Column("认出的栏目", kind="count", unit="栏"),
            Column("栏目"),
        ),
        rows=rows,
    )


def _sample(summary: Summary) -> Table:
    """Return how the first good lines were read, to be held against the register."""
    several = len({one.sheet for one in summary.sample}) > 1
    return Table(
        caption="读作",
        note=f"可以导入的前{len(summary.sample)}行，请与原表核对",
        columns=(Column("行", kind="name"), Column("编号"), Column("办理经过")),
        rows=[
            Row(cells=(f"{one.sheet} {one.row}" if several else str(one.row), one.number or "", one.course))
            for one in summary.sample
        ],
    )


def _line(one: Outcome, lacking: frozenset[str]) -> dict[str, Any]:
    """Return a line with what is to be mended in it; what the whole register lacks is asked for above."""
    cells = [bad for bad in one.bad if bad.cell or bad.heading not in lacking]
    return {
        "place": f"{one.sheet} 第{one.row}行",
        "id": f"row-{one.row}",
        "state": _STATES[one.state],
        "remark": one.remark,
        "case": one.case if one.state == "partly" else "",
        "lacking": len(one.bad) - len(cells),
        "cells": [_cell(bad) for bad in cells],
    }


def _cell(bad: Bad) -> dict[str, str]:
    return {
        "cell": bad.cell or "缺栏",
        "heading": bad.heading,
        "value": bad.value,
        "message": bad.message,
        "basis": bad.basis,
    }
