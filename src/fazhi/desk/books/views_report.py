"""年度报告: the report as it will be printed, figures leading to their certificates, and its way there."""

from __future__ import annotations

import difflib
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fazhi.core.statement import Fault, Paragraph, Piece
from fazhi.core.statement import Figure as StatedFigure
from fazhi.desk import parts, showing
from fazhi.desk.books import saying
from fazhi.desk.drawings import stamp
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import ClosedStep, Column, Link, MarginNote, NextStep, Notice, Reason, Row, Sheet, Table
from fazhi.desk.svg import width
from fazhi.usecases import ledger, organs, report_files, statements, studio
from fazhi.usecases.access import NotYoursError
from fazhi.usecases.filed_statements import Difference
from fazhi.usecases.organs import Reach
from fazhi.usecases.record import Refused
from fazhi.usecases.shelves import GROUPS
from fazhi.usecases.statements import ConflictError, EditError
from fazhi.usecases.studio import Studio

SECTION = "/report/"
SEVERITIES = {"error": "须改", "warning": "待核", "question": "请确认"}
OPENED, SIGNED = "opened", "signed"


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
    return int(text) if text.isdecimal() and 2000 <= int(text) <= desk.today.year else desk.today.year - 1


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
    return _show(desk, _read(request, desk, year))


def _read(request: HttpRequest, desk: AtDesk, year: int) -> Studio:
    if not 2000 <= year <= desk.today.year:
        raise Http404(f"没有{year}年的年度报告。")
    reach = organs.reach(desk.clerk, request.GET.get("organ", ""))
    return studio.read(reach, year, clerk=desk.clerk, today=desk.today)


def _show(desk: AtDesk, found: Studio, *notices: Notice, status: int = 200) -> HttpResponse:
    year = found.year
    opened, closed = _steps(found)
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
        faults=[_listed(found, one) for one in found.faults],
        comparison=_comparison(found),
        corrections=_corrections(found),
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


def _steps(found: Studio) -> tuple[list[NextStep], list[ClosedStep]]:
    if found.may_open:
        step = NextStep(label="启动编制", url="/cases/annual_report/new/", basis=_BASIS_OF_OPENING)
        return [step], []
    if found.case is None:
        return [], []
    opened, closed = showing.next_steps(found.case)
    signing = f"/do/{SIGNED}/"
    ahead = [
        NextStep(
            label=one.label,
            url=f"{SECTION}{found.year}/sign/" if one.url.endswith(signing) else one.url,
            basis=one.basis,
            due=one.due,
            official=one.official,
        )
        for one in opened
    ]
    return ahead, closed


_BASIS_OF_OPENING = "《法治政府建设与责任落实督察工作规定》第二十三条"


def _dues(found: Studio, today: date) -> list[parts.DueDay]:
    return showing.dues(found.case, today) if found.case is not None else []


_Key = tuple[str, tuple[tuple[str, str], ...]]


# As printed ----------------------------------------------------------------------------------------


def sheet(found: Studio) -> Sheet:
    """Return the report as the printed page, with what is to be said at its lines."""
    statement = found.statement
    if statement is None:
        return Sheet(title="", sections=())
    by_place: dict[str, list[Fault]] = {}
    for fault in found.faults:
        by_place.setdefault(fault.place, []).append(fault)
    moved = {(one.indicator, tuple(sorted(one.breakdown.items()))): one for one in found.differences}
    opening: list[parts.Paragraph] = []
    sections = []
    for number, section in enumerate(statement.sections):
        paragraphs = [_paragraph(found, one, by_place, moved) for one in section.paragraphs]
        if section.level == 0:
            opening += paragraphs
        else:
            sections.append(
                parts.Section(
                    heading=section.heading, level=section.level, paragraphs=paragraphs, id=f"part-{number}"
                )
            )
    signed = found.filing is not None
    return Sheet(
        title=statement.title,
        sections=sections,
        opening=opening,
        signature=(found.organ.name, found.day_signed) if signed else (),
        sealed=found.organ.name if signed else "",
    )


def _paragraph(
    found: Studio,
    paragraph: Paragraph,
    faults: Mapping[str, Sequence[Fault]],
    moved: Mapping[_Key, Difference],
) -> parts.Paragraph:
    edit_url = _edit_url(found, paragraph.place)
    notes = [_note(fault, edit_url) for fault in faults.get(paragraph.place, ())]
    printed = {
        (piece.figure.indicator, tuple(sorted(piece.figure.where))): piece.figure
        for piece in paragraph.pieces
        if piece.figure is not None
    }
    notes += _remarks(printed, moved)
    return parts.Paragraph(
        parts=[_run(found, piece) for piece in paragraph.pieces], notes=notes, edit_url=edit_url
    )


def _edit_url(found: Studio, place: str) -> str:
    if not found.may_edit or not place:
        return ""
    return f"{SECTION}{found.year}/edit/#s{int(place.partition('.')[0]) + found.offset}"


def _run(found: Studio, piece: Piece) -> str | parts.Figure:
    figure = piece.figure
    if figure is None:
        return piece.text
    known = "filed" if found.filing is not None else ""
    return parts.Figure(
        text=piece.text,
        label=figure.label,
        url=saying.address(found.organ.code, found.year, figure.indicator, figure.where, known=known),
    )


def _note(fault: Fault, edit_url: str) -> MarginNote:
    link = Link("去修改", edit_url) if edit_url else None
    return MarginNote(
        text=f"须改：{fault.message}" if fault.severity == "error" else fault.message, link=link
    )


def _remarks(printed: Mapping[_Key, StatedFigure], moved: Mapping[_Key, Difference]) -> Iterator[MarginNote]:
    """Yield what is to be known of the figures of a paragraph: brought forward, or moved since."""
    for figure in printed.values():
        if figure.opening:
            brought = saying.with_unit(figure.opening, figure.unit)
            yield MarginNote(kind="remark", text=f"“{figure.label}”其中{brought}由期初结转。")
    now = [_moved(moved[key]) for key in printed if key in moved]
    if now:
        yield MarginNote(
            kind="remark",
            text=f"签发后的更正：{'，'.join(now)}。报告不改。",
            link=Link("看全部更正", "#corrections"),
        )


def _moved(one: Difference) -> str:
    return f"“{one.label}”现为{_amount(one.now, one.unit)}"


def _amount(said: str, unit: str) -> str:
    """Return an amount of filed data as the ledger prints it; rates are in per cent there already."""
    value = Decimal(said)
    return saying.with_unit(value / 100 if unit == "%" else value, unit)


def _listed(found: Studio, fault: Fault) -> dict[str, str]:
    place = fault.place.partition(".")[0]
    return {
        "severity": SEVERITIES.get(fault.severity, ""),
        "kind": fault.severity,
        "message": fault.message,
        "quote": fault.quote,
        "url": f"#part-{place}" if place and place != "0" else "",
        "edit_url": _edit_url(found, fault.place),
    }


# Beside it -----------------------------------------------------------------------------------------


def _comparison(found: Studio) -> Table | None:
    compared = studio.comparison(found)
    if not compared:
        return None
    reported = any(one.reported for one in compared)
    columns = [
        Column("数字", kind="name"),
        Column(f"{found.year}年", kind="count"),
        Column(f"{found.year - 1}年", kind="count"),
        Column("增减", kind="count"),
        *([Column(f"{found.year - 1}年度报告所载", kind="count")] if reported else []),
    ]
    rows = []
    for one in compared:
        figure = one.figure
        url = saying.address(found.organ.code, found.year, figure.indicator, figure.where)
        slices = "、".join(ledger.slice_label(figure.indicator, *pair) for pair in figure.where)
        cells: list[parts.Value | Link] = [
            f"{figure.label}（{slices}）" if slices else figure.label,
            Link(saying.with_unit(one.now, figure.unit), url),
            saying.with_unit(one.last, figure.unit),
            saying.change(one.now, one.last, figure.unit),
            *([_amount(one.reported, figure.unit) if one.reported else None] if reported else []),
        ]
        rows.append(Row(cells=cells))
    return Table(
        caption="与上年比较", quiet_caption=True, columns=columns, rows=rows, note=f"{len(rows)}个数字"
    )


def _corrections(found: Studio) -> Table | None:
    """Return the figures that have moved, as wholes: their certificates tell the slices."""
    whole = [one for one in found.differences if not one.breakdown]
    if not whole:
        return None
    rows = []
    for one in whole:
        url = saying.address(found.organ.code, found.year, one.indicator)
        cells: list[parts.Value | Link] = [
            one.label,
            _amount(one.filed, one.unit),
            Link(_amount(one.now, one.unit), url),
        ]
        rows.append(Row(cells=cells))
    return Table(
        caption="签发之后的更正",
        quiet_caption=True,
        note=f"{len(rows)}个数字",
        columns=(
            Column("数字", kind="name"),
            Column("报告所载", kind="count"),
            Column("更正后", kind="count"),
        ),
        rows=rows,
    )


def _files(found: Studio, *, foreign: bool) -> list[Link]:
    if found.statement is None:
        return []
    organ = f"?organ={found.organ.code}" if foreign else ""
    called = {"docx": "Word", "pdf": "PDF", "html": "网页", "md": "Markdown", "json": "数据（JSON）"}
    return [Link(called[form], f"{SECTION}{found.year}/file.{form}{organ}") for form in report_files.FORMATS]


@at_desk
def file(request: HttpRequest, desk: AtDesk, *, year: int, form: str) -> HttpResponseBase:
    """Send the report as a file."""
    found = _read(request, desk, year)
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
    found = _read(request, desk, year)
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


# Editing -------------------------------------------------------------------------------------------


@at_desk
def edit(request: HttpRequest, desk: AtDesk, *, year: int) -> HttpResponseBase:
    """Edit the words of the report, piece by piece; save them, or only look how they would read."""
    found = _read(request, desk, year)
    if not found.may_edit or found.draft is None:
        say(request, "现在不能修改文字", text=_why_not(found), kind="problem")
        return redirect(f"{SECTION}{year}/")
    if request.method != "POST":
        return _editor(desk, found, found.draft.text, version=found.draft.version)
    text = _put_together(request)
    version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else -1
    if "look" in request.POST:
        return _look(desk, found, text, version=version)
    try:
        statements.edit(found.organ, year, text, version=version, clerk=desk.clerk, today=desk.today)
    except ConflictError as conflict:
        return _editor(desk, found, text, version=conflict.version, conflict=conflict, status=409)
    except EditError as fault:
        notice = Notice(kind="problem", title="文字没有保存", text=str(fault))
        return _editor(desk, found, text, version=version, notice=notice, status=422)
    say(request, "文字已保存", text="数字由账簿填入；仍需核对的地方标在页边。")
    return redirect(f"{SECTION}{year}/")


def _why_not(found: Studio) -> str:
    if found.filing is not None:
        return "报告已经签发，文字和数字都已冻结。"
    if found.case is not None and not found.may_edit:
        return f"报告现在“{found.status}”；起草时由司法所修改，送审后须先退回。"
    return "年度报告由司法所起草，您的岗位可以查看，不能修改文字。"


def _look(desk: AtDesk, found: Studio, text: str, *, version: int) -> HttpResponse:
    """Show how the words would read; nothing is saved."""
    try:
        trial = statements.attempt(found.organ, found.year, text, today=desk.today)
    except EditError as fault:
        notice = Notice(kind="problem", title="还不能预览", text=str(fault))
        return _editor(desk, found, text, version=version, notice=notice, status=422)
    shown = Studio(
        organ=found.organ,
        year=found.year,
        readable=True,
        status=found.status,
        route=found.route,
        statement=trial.statement,
        faults=trial.faults,
        draft=trial,
    )
    notice = Notice(title="这是预览，还没有保存", text="修改在下面的文字框里继续；满意后请保存。")
    return _editor(desk, found, text, version=version, notice=notice, preview=sheet(shown))


def _editor(
    desk: AtDesk,
    found: Studio,
    text: str,
    *,
    version: int,
    notice: Notice | None = None,
    conflict: ConflictError | None = None,
    preview: Sheet | None = None,
    status: int = 200,
) -> HttpResponse:
    year = found.year
    notices = [notice] if notice else []
    if conflict is not None:
        notices.append(Notice(kind="problem", title="他人先保存了", text=str(conflict)))
    return page(
        desk,
        "books/report_edit.html",
        section=SECTION,
        crumbs=(Link("年度报告", f"{SECTION}{year}/"), Link("修改文字")),
        heading=f"修改{year}年度报告的文字",
        notices=notices,
        status=status,
        pieces=[
            asdict(_taken_apart(piece)) | {"id": f"s{number}"}
            for number, piece in enumerate(statements.sections(text))
        ],
        version=version,
        url=f"{SECTION}{year}/edit/",
        back_url=f"{SECTION}{year}/",
        theirs=list(_unlike(text, conflict.theirs)) if conflict is not None else [],
        preview=preview,
        groups=_legend(found),
        faults=[_listed(found, one) for one in found.faults],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A piece of the text as it is edited: ``lead`` before it, its heading with ``marks`` and ``part``."""

    lead: str
    marks: str
    head: str
    part: str
    body: str
    rows: int


_HEADING = re.compile(r"^(#+)\s*(.*?)\s*(<[a-z_]+>)?\s*$")


def _taken_apart(piece: str) -> _Piece:
    lines = piece.split("\n")
    at = next((place for place, line in enumerate(lines) if line.startswith("#")), None)
    found = _HEADING.match(lines[at]) if at is not None else None
    if at is None or found is None:
        return _Piece(lead="", marks="", head="", part="", body=piece, rows=_rows(piece))
    body = "\n".join(lines[at + 1 :]).strip("\n")
    return _Piece(
        lead="\n".join(lines[:at]),
        marks=found[1],
        head=found[2],
        part=found[3] or "",
        body=body,
        rows=_rows(body),
    )


def _put_together(request: HttpRequest) -> str:
    """Return the text that was sent: a piece whose heading and words were emptied is gone."""
    names = ("lead", "marks", "head", "part", "body")
    columns = ([text.replace("\r\n", "\n").strip() for text in request.POST.getlist(name)] for name in names)
    pieces = []
    for lead, marks, head, part, body in zip(*columns, strict=True):
        heading = " ".join(filter(None, (marks, head, part))) if head else ""
        if heading or body:
            pieces.append("\n".join(filter(None, (lead, heading, body))))
    return "\n".join(pieces) + "\n"


def _rows(body: str) -> int:
    """Return how many lines a box needs for its words."""
    return min(24, max(2, sum(1 + int(width(line, 1) // 50) for line in body.splitlines()) + 1))


def _unlike(mine: str, theirs: str) -> Iterator[dict[str, str]]:
    """Yield the lines in which two texts differ, as whose they are and what they say."""
    for line in difflib.ndiff(theirs.splitlines(), mine.splitlines()):
        if line[:2] in ("- ", "+ ") and line[2:].strip():
            yield {"whose": "theirs" if line[0] == "-" else "mine", "text": line[2:]}


def _legend(found: Studio) -> list[tuple[str, list[dict[str, str]]]]:
    if found.draft is None:
        return []
    labels = {**GROUPS, ledger.LOCAL: "自设指标"}
    order = {group: place for place, group in enumerate(labels)}
    groups = sorted(studio.tokens(found.draft), key=lambda pair: order.get(pair[0], len(order)))
    return [
        (
            labels.get(group, group),
            [
                {
                    "token": one.token,
                    "label": one.label,
                    "value": saying.with_unit(one.value, one.unit),
                    "by": "、".join(f"{label} {name}" for name, label in one.by),
                }
                for one in tokens
            ],
        )
        for group, tokens in groups
    ]
