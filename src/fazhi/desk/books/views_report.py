"""年度报告: the report as it will be printed, figures leading to their certificates, and its way there."""

from __future__ import annotations

import secrets
from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fazhi.desk import parts, showing
from fazhi.desk.asked import whole
from fazhi.desk.books.report_sheet import SECTION, comparison, corrections, listed, sheet
from fazhi.desk.drawings import stamp
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import ClosedStep, Column, Link, NextStep, Notice, Reason, Row, Table
from fazhi.usecases import ledger, organs, report_files, statements, studio
from fazhi.usecases.access import NotYoursError
from fazhi.usecases.organs import Reach
from fazhi.usecases.record import Refused
from fazhi.usecases.studio import Studio

SIGNED = "signed"


# Every year ----------------------------------------------------------------------------------------


@at_desk
def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Go to the report that is due; a level above sees how those of its organs stand."""
    reach = organs.reach(desk.clerk)
    year = _asked_year(request, desk)
    if not reach.is_sum:
        return redirect(f"{SECTION}{year}/")
    return page(
        desk,
        "books/reports.html",
        section=SECTION,
        heading="年度报告",
        heading_note=f"{year}年度，{reach.label}",
        table=_standings(reach, year),
        years=[
            parts.Tab(label=f"{one}年度", url=f"{SECTION}?year={one}", current=one == year)
            for one in ledger.years(reach, today=desk.today)
        ],
    )


def _asked_year(request: HttpRequest, desk: AtDesk) -> int:
    """Return the year asked for, else the one that closed last: its report is what is due."""
    text = request.GET.get("year", "")
    return whole(text) if 2000 <= whole(text) <= desk.today.year else desk.today.year - 1


def _standings(reach: Reach, year: int) -> Table:
    rows = [
        Row(
            cells=(
                Link(one.name, f"{SECTION}{year}/?organ={one.organ}"),
                one.status,
                "已签发" if one.signed else "",
                one.due,
            )
        )
        for one in studio.standings(reach, year)
        if one.organ != reach.organ.code
    ]
    return Table(
        caption="各机关的年度报告",
        note=f"共{len(rows)}个机关",
        columns=(
            Column("机关", kind="name"),
            Column("进度"),
            Column("签发"),
            Column("最近的届满日", kind="day"),
        ),
        rows=rows,
    )


# The report ----------------------------------------------------------------------------------------


@at_desk
def report(request: HttpRequest, desk: AtDesk, *, year: int) -> HttpResponseBase:
    """Show the report of a year."""
    return _show(desk, read_report(request, desk, year))


def read_report(request: HttpRequest, desk: AtDesk, year: int) -> Studio:
    """Return the report that is asked for, of the clerk's own organ or of one below it."""
    if not 2000 <= year <= desk.today.year:
        raise Http404(f"没有{year}年的年度报告。")
    reach = organs.reach(desk.clerk, request.GET.get("organ", ""))
    return studio.read(reach, year, clerk=desk.clerk, today=desk.today)


def _show(desk: AtDesk, found: Studio, *notices: Notice, status: int = 200) -> HttpResponse:
    year = found.year
    opened, closed = _steps(found, desk.today)
    foreign = found.organ.code != desk.clerk.organ
    return page(
        desk,
        "books/report.html",
        section=SECTION,
        heading=f"{year}年度报告",
        heading_note=f"{found.organ.name} · {found.status}" if foreign else found.status,
        notices=notices,
        status=status,
        studio=found,
        years=_years(found, desk),
        route=_route(found),
        turn=_turn(found),
        next_steps=opened,
        closed_steps=closed,
        dues=_dues(found, desk.today),
        can_sign=any(one.url.endswith("/sign/") for one in opened),
        sign_url=f"{SECTION}{year}/sign/",
        request_key=secrets.token_urlsafe(18),
        sheet=sheet(found) if found.statement is not None else None,
        stamp=stamp(found.organ.name) if found.filing else "",
        faults=[listed(found, one) for one in found.faults],
        comparison=comparison(found),
        corrections=corrections(found),
        files=_files(found, foreign=foreign),
        edit_url=f"{SECTION}{year}/edit/" if found.may_edit else "",
        case_url=f"/case/{found.case.key}/" if found.case is not None else "",
    )


def _years(found: Studio, desk: AtDesk) -> list[parts.Tab]:
    organ = "" if found.organ.code == desk.clerk.organ else f"?organ={found.organ.code}"
    years = range(max(desk.today.year - 2, 2000), desk.today.year + 1)
    return [
        parts.Tab(label=f"{one}年度", url=f"{SECTION}{one}/{organ}", current=one == found.year)
        for one in (*years,)
    ]


def _route(found: Studio) -> list[dict[str, str]]:
    return [
        {
            "label": one.label,
            "state": one.state,
            "said": f"{one.by}，{one.on.month}月{one.on.day}日" if one.on else one.who,
            "heard": {"done": "已办", "now": "轮到", "later": "以后"}[one.state],
        }
        for one in found.route
    ]


def _turn(found: Studio) -> str:
    """Return whose turn it is, in a sentence."""
    now = next((one for one in found.route if one.state == "now"), None)
    if now is None:
        return "这份报告的全部环节已经办完。"
    who = "、".join(found.holders[:4]) or f"{now.who}（目前无人任职）"
    more = f"等{len(found.holders)}人" if len(found.holders) > len(found.holders[:4]) else ""
    return f"下一步是“{now.label}”，由{who}{more}办理。"


def _steps(found: Studio, today: date) -> tuple[list[NextStep], list[ClosedStep]]:
    if found.may_open:
        opening = studio.opening_step()
        url = f"/cases/annual_report/new/{opening.name}/"
        return [NextStep(label=opening.label, url=url, basis=str(opening.basis))], []
    if found.case is None:
        return [], []
    opened, closed = showing.next_steps(found.case, today)
    signing = f"/do/{SIGNED}/"
    ahead = [
        NextStep(
            label=one.label,
            url=f"{SECTION}{found.year}/sign/" if one.url.endswith(signing) else one.url,
            basis=one.basis,
            due=one.due,
            official=one.official,
            quiet=one.quiet,
        )
        for one in opened
    ]
    return ahead, closed


def _dues(found: Studio, today: date) -> list[parts.DueDay]:
    return showing.dues(found.case, today) if found.case is not None else []


def _files(found: Studio, *, foreign: bool) -> list[Link]:
    if found.statement is None:
        return []
    organ = f"?organ={found.organ.code}" if foreign else ""
    called = {"docx": "Word", "pdf": "PDF", "html": "网页", "md": "Markdown", "json": "数据（JSON）"}
    return [Link(called[form], f"{SECTION}{found.year}/file.{form}{organ}") for form in report_files.FORMATS]


@at_desk
def file(request: HttpRequest, desk: AtDesk, *, year: int, form: str) -> HttpResponseBase:
    """Send the report as a file."""
    found = read_report(request, desk, year)
    if form not in report_files.FORMATS or not found.readable:
        raise Http404("没有这种格式，或者报告还不能查看。")
    content, media_type = report_files.publish(found.organ, year, form, now=desk.now)
    name = quote(f"{found.organ.name}{year}年法治政府建设年度报告.{form}")
    shown = "inline" if form == "pdf" else "attachment"  # a page of its own brings a style that ours forbid
    return HttpResponse(
        content,
        content_type=f"{media_type}; charset=utf-8" if form in ("html", "md", "json") else media_type,
        headers={"Content-Disposition": f"{shown}; filename*=UTF-8''{name}"},
    )


# Signing -------------------------------------------------------------------------------------------


@at_desk
def sign(request: HttpRequest, desk: AtDesk, *, year: int) -> HttpResponseBase:
    """Sign the report; what is signed is frozen."""
    found = read_report(request, desk, year)
    if request.method != "POST":
        return redirect(f"{SECTION}{year}/#sign")
    if found.organ.code != desk.clerk.organ:
        raise NotYoursError("年度报告由本机关签发。")
    outcome = statements.sign(
        found.organ, year, clerk=desk.clerk, now=desk.now, request=request.POST.get("_request", "")[:64]
    )
    if isinstance(outcome, Refused):
        notice = Notice(
            kind="refusal",
            title="现在不能签发",
            reasons=tuple(Reason(one.message, one.basis, one.code) for one in outcome.refusals),
        )
        return _show(desk, found, notice, status=422)
    say(
        request,
        f"已签发，记入簿记第{outcome.entry}号",
        text="报告的文字和数字从此冻结；以后的更正只在旁边显示。",
    )
    return redirect(f"{SECTION}{year}/")
