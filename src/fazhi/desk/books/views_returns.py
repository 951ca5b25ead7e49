"""统计报表: the returns, filled in from the ledger, what does not balance in them, and their files."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fazhi.core.periods import KINDS, PeriodError, Span
from fazhi.core.statement import Asked, Figure
from fazhi.desk import showing
from fazhi.desk.books import saying
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import (
    Breakdown,
    Certificate,
    ClosedStep,
    Column,
    Light,
    Link,
    NextStep,
    Notice,
    Part,
    Reason,
    Row,
    Tab,
    Table,
)
from fazhi.law.returns import returns as law_returns
from fazhi.procedures import registry
from fazhi.statements.returns.declared import Return, all_returns
from fazhi.usecases import access, case_pages, counting, filed_returns, return_files, returns, shelves
from fazhi.usecases.filed_returns import Shown, Standing
from fazhi.usecases.record import Refused
from fazhi.usecases.returns import Broken, Filled

SECTION = "/ledger/"
HOME = "/returns/"
_FORMS = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"))


@at_desk
def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:  # noqa: ARG001 - a view takes the request
    """List the returns."""
    last = desk.today.year - 1
    return page(
        desk,
        "books/returns.html",
        section=SECTION,
        crumbs=(Link("账簿", SECTION), Link("统计报表")),
        heading="统计报表",
        heading_note="一次记账，多头报送：每一格都从同一本账里来。",
        table=Table(
            caption="报表",
            columns=(
                Column("报表", kind="name"),
                Column("报送"),
                Column("报告期"),
                Column("最近一期"),
                Column("报送时限", kind="day"),
                Column("进度"),
            ),
            rows=[_listed(one, last) for one in filed_returns.standings(desk.clerk.organ, today=desk.today)],
        ),
    )


def _listed(one: Standing, year: int) -> Row:
    declared = one.declared
    return Row(
        cells=(
            Link(declared.label, f"{HOME}{declared.code}/{year}/"),
            declared.goes_to,
            "、".join(KINDS[kind] for kind in declared.periods),
            Link(one.span.label, f"{HOME}{declared.code}/{one.span.name}/"),
            one.due,
            Light(state="overdue", word="逾期未报") if one.late else one.stage or "还没有填报",
        )
    )


def _declared(code: str) -> Return:
    found = all_returns().get(code)
    if found is None:
        raise Http404(f"没有报表“{code}”。")
    return found


def _asked(code: str, period: str) -> tuple[Return, Span]:
    declared = _declared(code)
    try:
        return declared, law_returns()[code].span(period)
    except PeriodError as reason:
        raise Http404(str(reason)) from reason


def _read(desk: AtDesk, code: str, period: str, *, now: bool = False) -> Shown:
    declared, span = _asked(code, period)
    return filed_returns.shown(desk.clerk.organ, declared, span, now=now)


@at_desk
def one(request: HttpRequest, desk: AtDesk, *, code: str, period: str) -> HttpResponseBase:
    """Show a return for a period: as it was signed if it is, else as the books stand."""
    now = request.GET.get("now") == "1"
    return _show(desk, _read(desk, code, period, now=now), now=now)


def _show(desk: AtDesk, found: Shown, *notices: Notice, now: bool = False, status: int = 200) -> HttpResponse:
    filled = found.filled
    declared, code = filled.declared, filled.declared.code
    here = f"{HOME}{code}/{filled.span.name}/"
    opened, closed = _steps(desk, found, here)
    return page(
        desk,
        "books/return.html",
        section=SECTION,
        crumbs=(Link("账簿", SECTION), Link("统计报表", HOME), Link(declared.label)),
        heading=declared.label,
        heading_note=f"{filled.span.label} · 报送{declared.goes_to}",
        notices=notices,
        status=status,
        tabs=[
            Tab(label=label, url=f"{HOME}{code}/{name}/", current=name == filled.span.name)
            for name, label in _periods(declared, filled.span.since.year, desk.today)
        ],
        tabs_label="报告期",
        years=[
            (year, f"{HOME}{code}/{year}{filled.span.name[4:]}/", year == filled.span.since.year)
            for year in range(desk.today.year - 2, desk.today.year + 1)
        ],
        standing=_standing(found, now=now),
        other_view=_other_view(found, here, now=now),
        next_steps=opened,
        closed_steps=closed,
        sign_url=f"{here}sign/",
        request_key=secrets.token_urlsafe(18),
        case_url=f"/case/{found.case.key}/" if found.case is not None else "",
        tables=[_table(filled, nth, now=now) for nth in range(len(filled.tables))],
        differences=_differences(found),
        broken=[(each.says, _cases(each)) for each in filled.broken],
        balances=[each.label for each in declared.balances],
        files=[(label, f"file.{form}{'?now=1' if now else ''}") for form, label in _FORMS],
    )


def _standing(found: Shown, *, now: bool) -> str:
    """Say how the return stands: where its case is, and whether what is shown is what was signed."""
    case, filing = found.case, found.filing
    stages = registry.procedure(filed_returns.CODE).parts.stages
    stage = next((one.label for one in stages if case is not None and one.name == case.stage), "还没有填报")
    due = law_returns()[found.filled.declared.code].due(found.filled.span)
    if filing is None:
        return f"{stage}；报送时限{due}。各数由账簿随时填出。"
    signed = f"已签发，各数冻结，截至簿记第{filing.known_by}号"
    if now:
        return f"{stage}；下面是账簿现在的数，不是签发的数。"
    return f"{stage}；{signed}。"


def _other_view(found: Shown, here: str, *, now: bool) -> Link | None:
    if found.filing is None:
        return None
    return Link("看签发的数", here) if now else Link("看账簿现在的数", f"{here}?now=1")


def _steps(desk: AtDesk, found: Shown, here: str) -> tuple[list[NextStep], list[ClosedStep]]:
    """Return what may be done with the return next; it is begun where nobody has."""
    duty = registry.procedure(filed_returns.CODE)
    if found.case is None:
        opening = next(step for step in duty.parts.steps if step.opening)
        if opening.name not in shelves.opens(desk.clerk, duty) or found.filled.span.until > desk.today:
            return [], []
        fill = {"return_code": found.filled.declared.code, "period": found.filled.span.name}
        query = urlencode({f"fill-{name}": value for name, value in fill.items()})
        url = f"/cases/{duty.code}/new/{opening.name}/?{query}"
        return [NextStep(label=opening.label, url=url, basis=str(opening.basis))], []
    if found.case.key not in access.seen_among(desk.clerk, [found.case.key]):
        return [], []
    opened, closed = showing.next_steps(
        case_pages.read(desk.clerk, found.case.key, today=desk.today), desk.today
    )
    return [
        replace(each, url=f"{here}sign/") if each.url.endswith("/do/signed/") else each for each in opened
    ], closed


def _differences(found: Shown) -> Table | None:
    """Return what corrections have moved since the return was signed, None if nothing."""
    if not found.differences:
        return None
    return Table(
        caption="签发之后的更正",
        note="报表保持签发时的数",
        columns=(
            Column("表"),
            Column("行", kind="name"),
            Column("栏目"),
            Column("签发时", kind="count"),
            Column("现在", kind="count"),
        ),
        rows=[
            Row(
                cells=(
                    each.table,
                    each.row,
                    each.column.label,
                    return_files.printed(each.filed, each.column),
                    return_files.printed(each.now, each.column),
                )
            )
            for each in found.differences
        ],
    )


@at_desk
def sign(request: HttpRequest, desk: AtDesk, *, code: str, period: str) -> HttpResponseBase:
    """Sign a return; what is signed is frozen."""
    declared, span = _asked(code, period)
    here = f"{HOME}{code}/{period}/"
    if request.method != "POST":
        return redirect(here)
    outcome = filed_returns.sign(
        desk.clerk.organ,
        declared,
        span,
        clerk=desk.clerk,
        now=desk.now,
        request=request.POST.get("_request", "")[:64],
    )
    if isinstance(outcome, Refused):
        notice = Notice(
            kind="refusal",
            title="现在不能签发",
            reasons=tuple(Reason(each.message, each.basis, each.code) for each in outcome.refusals),
        )
        return _show(desk, _read(desk, code, period), notice, status=422)
    say(request, f"已签发，记入簿记第{outcome.entry}号", text="报表的各数从此冻结；以后的更正只在旁边显示。")
    return redirect(here)


def _periods(declared: Return, year: int, today: date) -> Iterator[tuple[str, str]]:
    """Yield the periods of a year that have begun: the year first, then its halves, quarters, months."""
    if "year" in declared.periods:
        yield str(year), "全年"
    lengths = {"half": (6, "-H", "上半年 下半年"), "quarter": (3, "-Q", "一季度 二季度 三季度 四季度")}
    for kind, (length, letter, labels) in lengths.items():
        if kind in declared.periods:
            for at, label in enumerate(labels.split()):
                if date(year, at * length + 1, 1) <= today:
                    yield f"{year}{letter}{at + 1}", label
    if "month" in declared.periods:
        yield from (
            (f"{year}-{month:02}", f"{month}月") for month in range(1, 13) if date(year, month, 1) <= today
        )


def _table(filled: Filled, nth: int, *, now: bool) -> Table:
    table = filled.tables[nth].table
    columns, rows = table.columns, table.rows
    heads = (Column("栏目", kind="name"), Column("单位"), *(Column(row.label, kind="count") for row in rows))
    lines = [
        Row(
            cells=(
                column.label,
                column.unit,
                *(_cell(filled, nth, down, across, now=now) for down in range(len(rows))),
            )
        )
        for across, column in enumerate(columns)
    ]
    return Table(caption=table.label, columns=heads, rows=lines, wide=len(rows) > 4)


def _cell(filled: Filled, nth: int, down: int, across: int, *, now: bool) -> Link | None:
    """Return an amount that leads to where it comes from; None where the books cannot tell it."""
    one = filled.tables[nth]
    row, column = one.table.rows[down], one.table.columns[across]
    amount = return_files.printed(one.cells[down][across], column)
    if amount is None:
        return None
    shown = returns.asked(row, column)
    if shown is not None:
        return Link(f"{amount:,f}", _address(filled, shown))
    return Link(
        f"{amount:,f}",
        f"{HOME}{filled.declared.code}/{filled.span.name}/{nth}-{down}-{across}/{'?now=1' if now else ''}",
    )


def _address(filled: Filled, asked: Asked) -> str:
    period = filled.span
    return saying.address(
        filled.organ,
        period.since.year,
        asked.code,
        asked.where,
        period=None if period.kind == "year" else period.name,
        known=filled.known_by or None,
    )


@at_desk
def cell(
    request: HttpRequest, desk: AtDesk, *, code: str, period: str, nth: int, down: int, across: int
) -> HttpResponseBase:
    """Show from which figures a cell is computed."""
    filled = _read(desk, code, period, now=request.GET.get("now") == "1").filled
    try:
        one = filled.tables[nth]
        row, column, value = one.table.rows[down], one.table.columns[across], one.cells[down][across]
    except IndexError:
        raise Http404("报表没有这一格。") from None
    parts = returns.asked_by(filled.book, row, column)
    declared = filled.declared
    called = column.label if not row.dimension else f"{row.label}：{column.label}"
    told = Certificate(
        label=called,
        text=saying.number(value, column.unit),
        unit=column.unit,
        facts=[
            ("公式", counting.formula_in_words(column.formula)),
            ("期间", filled.span.label),
            ("范围", filled.organ_name),
            ("报表", f"{declared.label}，{one.table.label}"),
        ],
        breakdowns=[
            Breakdown(
                label="由以下数字算出",
                parts=[
                    Part(
                        label=_called(part),
                        text=saying.with_unit(part.value, part.unit),
                        bar="<span></span>",
                        url=_address(filled, Asked(code=part.indicator, where=part.where)),
                    )
                    for part in parts
                ],
            )
        ],
    )
    back = f"{HOME}{code}/{period}/"
    return page(
        desk,
        "books/certificate.html",
        section=SECTION,
        crumbs=(Link("账簿", SECTION), Link("统计报表", HOME), Link(declared.label, back), Link(called)),
        certificate=told,
        is_rate=True,
        label=called,
    )


def _called(part: Figure) -> str:
    slices = "、".join(counting.slice_label(part.indicator, *one) for one in part.where)
    return f"{part.label}（{slices}）" if slices else part.label


def _cases(broken: Broken) -> list[tuple[str, str]]:
    return [(f"/case/{each.case}/", each.number or each.title) for each in broken.cases]


@at_desk
def file(request: HttpRequest, desk: AtDesk, *, code: str, period: str, form: str) -> HttpResponseBase:
    """Send a return as a file."""
    if form not in return_files.FORMATS:
        raise Http404("没有这种格式。")
    filled = _read(desk, code, period, now=request.GET.get("now") == "1").filled
    content, media_type = return_files.publish(filled, form, today=desk.today)
    name = quote(f"{filled.organ_name}{filled.span.label}{filled.declared.label}.{form}")
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
