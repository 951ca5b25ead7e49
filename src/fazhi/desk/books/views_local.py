"""自设指标: what an office counts for itself, declared here, counted into by its activities."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fazhi.desk.books import saying
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Column, Field, Link, Notice, Row, Table
from fazhi.usecases import ledger, local_counts, organs
from fazhi.usecases.local_counts import LocalIndicatorError

SECTION = "/ledger/"
HERE = f"{SECTION}local/"
LEAD = "local."


@at_desk
def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """List the organ's own indicators with this year's figures, and declare another."""
    if request.method != "POST":
        return _page(desk)
    given = {name: request.POST.get(name, "").strip() for name in ("code", "label", "unit", "definition")}
    try:
        made = local_counts.declare(
            LEAD + given["code"].removeprefix(LEAD),
            label=given["label"],
            unit=given["unit"],
            definition=given["definition"],
            clerk=desk.clerk,
            now=desk.now,
        )
    except LocalIndicatorError as fault:
        notice = Notice(kind="problem", title="没有设立", text=str(fault))
        return _page(desk, notice, given=given, status=422)
    say(
        request,
        f"已设立自设指标“{made.label}”",
        text=f"记入簿记第{made.entry}号。"
        "登记宣传、培训、排查等活动时，表单末尾会多一栏；报告中写作 {" + made.code + "}。",
    )
    return redirect(HERE)


def _page(
    desk: AtDesk, *notices: Notice, given: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    may = local_counts.may_declare(desk.clerk)
    return page(
        desk,
        "books/local.html",
        section=SECTION,
        crumbs=(Link("账簿", SECTION), Link("自设指标")),
        heading="自设指标",
        heading_note=desk.clerk.organ_name,
        notices=notices,
        status=status,
        may=may,
        url=HERE,
        table=_table(desk),
        fields=_fields(given or {}) if may else [],
    )


def _table(desk: AtDesk) -> Table | None:
    own = local_counts.declared(desk.clerk.organ)
    if not own:
        return None
    year = desk.today.year
    book = ledger.year_of(organs.reach(desk.clerk).organ, year)
    columns = (
        Column("指标", kind="name"),
        Column(f"{year}年", kind="count"),
        Column("单位"),
        Column("定义"),
        Column("报告中的写法"),
        Column("设立"),
    )
    rows = [
        Row(
            cells=(
                one.label,
                Link(
                    saying.number(book.value(one.code), one.unit),
                    saying.address(desk.clerk.organ, year, one.code),
                ),
                one.unit,
                one.definition,
                "{" + one.code + "}",
                f"{said.on.isoformat()} {said.who}，簿记第{one.entry}号" if said.on else "",
            )
        )
        for said in own
        for one in (said.indicator,)
    ]
    return Table(caption="本机关的自设指标", columns=columns, rows=rows, note=f"{len(rows)}个")


def _fields(given: dict[str, str]) -> list[Field]:
    return [
        Field(
            name="label",
            label="指标名称",
            required=True,
            value=given.get("label"),
            help="一看就懂的名称，如 夜间巡查次数。",
        ),
        Field(name="unit", label="计量单位", required=True, value=given.get("unit"), help="如 次、人次。"),
        Field(
            name="code",
            label="指标编码",
            required=True,
            value=given.get("code"),
            help="小写字母、数字和下划线，如 night_visits；系统在前面加“local.”，设立后不能改。",
        ),
        Field(
            name="definition",
            label="定义",
            kind="long",
            value=given.get("definition"),
            help="什么算、什么不算，登记的人照此填写。",
        ),
    ]
