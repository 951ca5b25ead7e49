"""统计报表: the returns, filled in from the ledger, what does not balance in them, and their files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from fazhi.core.statement import Asked, Figure
from fazhi.desk.books import saying
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Breakdown, Certificate, Column, Link, Part, Row, Tab, Table
from fazhi.statements.returns.declared import Return, all_returns
from fazhi.usecases import counting, return_files, returns
from fazhi.usecases.periods import PeriodError
from fazhi.usecases.returns import Broken, Filled

SECTION = "/ledger/"
HOME = "/returns/"
_FORMS = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"))
_KINDS = {"month": "月报", "quarter": "季报", "half": "半年报", "year": "年报"}


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
                Column("勾稽关系", kind="count", unit="条"),
            ),
            rows=[
                Row(
                    cells=(
                        Link(one.label, f"{HOME}{one.code}/{last}/"),
                        one.goes_to,
                        "、".join(_KINDS[kind] for kind in one.periods),
                        len(one.balances),
                    )
                )
                for one in all_returns().values()
            ],
        ),
    )


def _declared(code: str) -> Return:
    found = all_returns().get(code)
    if found is None:
        raise Http404(f"没有报表“{code}”。")
    return found


def _filled(desk: AtDesk, code: str, period: str) -> Filled:
    declared = _declared(code)
    try:
        wanted = returns.span(period, declared)
    except PeriodError as reason:
        raise Http404(str(reason)) from reason
    return returns.fill(desk.clerk.organ, declared, wanted)


@at_desk
def one(request: HttpRequest, desk: AtDesk, *, code: str, period: str) -> HttpResponseBase:
    """Show a return for a period."""
    del request
    filled = _filled(desk, code, period)
    declared = filled.declared
    return page(
        desk,
        "books/return.html",
        section=SECTION,
        crumbs=(Link("账簿", SECTION), Link("统计报表", HOME), Link(declared.label)),
        heading=declared.label,
        heading_note=f"{filled.span.label} · 报送{declared.goes_to}",
        tabs=[
            Tab(label=label, url=f"{HOME}{code}/{name}/", current=name == filled.span.name)
            for name, label in _periods(declared, filled.span.period.since.year, desk.today)
        ],
        tabs_label="报告期",
        years=[
            (year, f"{HOME}{code}/{year}{filled.span.name[4:]}/", year == filled.span.period.since.year)
            for year in range(desk.today.year - 2, desk.today.year + 1)
        ],
        tables=[_table(filled, nth) for nth in range(len(filled.tables))],
        broken=[(each.says, _cases(each)) for each in filled.broken],
        balances=[each.label for each in declared.balances],
        files=[(label, f"file.{form}") for form, label in _FORMS],
    )


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


def _table(filled: Filled, nth: int) -> Table:
    table = filled.tables[nth].table
    columns, rows = table.columns, table.rows
    heads = (Column("栏目", kind="name"), Column("单位"), *(Column(row.label, kind="count") for row in rows))
    lines = [
        Row(
            cells=(
                column.label,
                column.unit,
                *(_cell(filled, nth, down, across) for down in range(len(rows))),
            )
        )
        for across, column in enumerate(columns)
    ]
    return Table(caption=table.label, columns=heads, rows=lines, wide=len(rows) > 4)


def _cell(filled: Filled, nth: int, down: int, across: int) -> Link | None:
    """Return an amount that leads to where it comes from; None where the books cannot tell it."""
    one = filled.tables[nth]
    row, column = one.table.rows[down], one.table.columns[across]
    amount = return_files.printed(one.cells[down][across], column)
    if amount is None:
        return None
    shown = returns.asked(row, column)
    if shown is not None:
        return Link(f"{amount:,f}", _address(filled, shown))
    return Link(f"{amount:,f}", f"{HOME}{filled.declared.code}/{filled.span.name}/{nth}-{down}-{across}/")


def _address(filled: Filled, asked: Asked) -> str:
    period = filled.span
    return saying.address(
        filled.organ,
        period.period.since.year,
        asked.code,
        asked.where,
        period=None if period.kind == "year" else period.name,
    )


@at_desk
def cell(
    request: HttpRequest, desk: AtDesk, *, code: str, period: str, nth: int, down: int, across: int
) -> HttpResponseBase:
    """Show from which figures a cell is computed."""
    del request
    filled = _filled(desk, code, period)
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
    del request
    if form not in return_files.FORMATS:
        raise Http404("没有这种格式。")
    filled = _filled(desk, code, period)
    content, media_type = return_files.publish(filled, form, today=desk.today)
    name = quote(f"{filled.organ_name}{filled.span.label}{filled.declared.label}.{form}")
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
