"""移送: a case handed over to another organ, and what other organs hand over to this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from fazhi.core.case import Refusal
from fazhi.core.form import Day, FieldProblem
from fazhi.desk import showing
from fazhi.desk.asked import whole
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Choice, Column, Field, Link, Notice, Row, Table
from fazhi.usecases import case_pages, handovers
from fazhi.usecases.case_pages import CasePage
from fazhi.usecases.handovers import HandOver
from fazhi.usecases.own_rules import DATED
from fazhi.usecases.record import Refused

HERE = "/handovers/"


def send(request: HttpRequest, desk: AtDesk, *, key: str) -> HttpResponseBase:
    """Hand a case over: to whom, why, with which papers and files."""
    case = case_pages.read(desk.clerk, key, today=desk.today)
    if request.method != "POST":
        return _form(desk, case)
    post = request.POST
    on, problem = _day(post.get("on", ""))
    if on is None:
        return _form(desk, case, problem)
    done = handovers.send(
        key,
        to=post.get("to", ""),
        reason=post.get("reason", ""),
        chosen=post.getlist("materials"),
        on=on,
        clerk=desk.clerk,
        now=desk.now,
    )
    if isinstance(done, Refused):
        return _form(desk, case, *done.refusals)
    say(request, f"已移送，记入簿记第{done.entry}号", text="接收机关签收后，这里和案卷上都会写明。")
    return redirect(f"/case/{key}/#entry-{done.entry}")


def _day(text: str) -> tuple[date | None, Refusal]:
    missing = Refusal(code="field-missing", message="请填写日期。", basis=str(DATED), field="on")
    try:
        found = Day("日期").read(text)
    except FieldProblem as problem:
        return None, Refusal(code="field-invalid", message=str(problem), basis=str(DATED), field="on")
    return (date.fromisoformat(str(found)) if found else None), missing


def _form(desk: AtDesk, case: CasePage, *refusals: Refusal) -> HttpResponseBase:
    post = desk.request.POST
    errors = {one.field: one.message for one in refusals if one.field}
    return page(
        desk,
        "hand_over.html",
        section="/cases/",
        crumbs=(
            Link("案件", "/cases/"),
            Link(case.number or case.title, f"/case/{case.key}/"),
            Link("移送"),
        ),
        heading="移送其他机关",
        heading_note=f"{case.number} {case.title}".strip(),
        notices=_notices(refusals),
        case=case,
        basis=str(handovers.RULE),
        fields=list(_fields(desk, case, post, errors)),
        chosen=post.getlist("materials"),
        status=422 if refusals else 200,
    )


def _fields(desk: AtDesk, case: CasePage, post: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    listed = handovers.materials(case.key)
    typed = desk.request.method == "POST"
    return [
        Field(
            name="on",
            label="移送日期",
            kind="day",
            required=True,
            value=post.get("on") or desk.today,
            most=desk.today.isoformat(),
            error=errors.get("on", ""),
        ),
        Field(
            name="to",
            label="接收机关",
            kind="code",
            required=True,
            value=post.get("to", ""),
            choices=tuple(Choice(code, name) for code, name in handovers.receivers(desk.clerk)),
            error=errors.get("to", ""),
        ),
        Field(
            name="reason",
            label="移送事由",
            kind="long",
            required=True,
            value=post.get("reason", ""),
            error=errors.get("reason", ""),
            help="为何移送、依据哪一条。加密封存，只留在本机关。",
        ),
        Field(
            name="materials",
            label="材料清单",
            kind="codes",
            value=desk.request.POST.getlist("materials") if typed else [one.digest for one in listed],
            choices=tuple(Choice(one.digest, f"{one.label} {one.number}".strip()) for one in listed),
            help="清单连同每份材料的摘要一并封存，接收机关据以核对。材料本身另行交接。",
        ),
    ]


def _notices(refusals: Sequence[Refusal]) -> list[Notice]:
    if not refusals:
        return []
    return [Notice(kind="refusal", title="没有办成", reasons=showing.reasons(refusals))]


# What was sent and what came -----------------------------------------------------------------------


def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Show what was handed over to this organ and by it; acknowledge what waits."""
    if request.method != "POST":
        return _index(desk)
    post = request.POST
    entry = whole(post.get("entry"))
    on, problem = _day(post.get("on", ""))
    if on is None or not entry:
        return _index(desk, problem)
    done = handovers.receive(post.get("sender", ""), entry, on=on, clerk=desk.clerk, now=desk.now)
    if isinstance(done, Refused):
        return _index(desk, *done.refusals)
    say(
        request,
        f"已接收，记入簿记第{done.entry}号",
        text=f"双方簿记封存同一份清单，摘要{done.digest[:12]}…。",
    )
    return redirect(HERE)


def _index(desk: AtDesk, *refusals: Refusal) -> HttpResponseBase:
    came = handovers.incoming(desk.clerk)
    went = handovers.outgoing(desk.clerk)
    return page(
        desk,
        "handovers.html",
        section="/cases/",
        crumbs=(Link("案件", "/cases/"), Link("移送和接收")),
        heading="移送和接收",
        heading_note=desk.clerk.organ_name,
        notices=_notices(refusals),
        url=HERE,
        today=desk.today.isoformat(),
        waiting=[one for one in came if not one.received],
        came=_table("已接收的", "移送机关", [one for one in came if one.received]),
        went=_table("移送出去的", "接收机关", went, ours=True),
        status=422 if refusals else 200,
    )


def _table(caption: str, whom: str, rows: Sequence[HandOver], *, ours: bool = False) -> Table | None:
    if not rows:
        return None
    columns = (
        Column("事项", kind="name"),
        Column(whom),
        Column("移送日期", kind="day"),
        Column("材料", kind="count"),
        Column("状态"),
        Column("清单摘要"),
    )
    lines = [
        Row(
            cells=(
                Link(_what(one), f"/case/{one.case}/#entry-{one.entry}") if ours else _what(one),
                one.to_name if ours else one.sender_name,
                one.on,
                len(one.materials),
                one.state,
                f"{one.digest[:12]}…",
            )
        )
        for one in rows
    ]
    return Table(caption=caption, columns=columns, rows=lines, note=f"{len(lines)}件")


def _what(one: HandOver) -> str:
    return f"{one.label} {one.number} {one.title}".replace("  ", " ").strip()
