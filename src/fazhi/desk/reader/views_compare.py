"""汇总对照: the reports of several places side by side, to look at and to take home."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from fazhi.desk.asked import whole
from fazhi.desk.charts import Bar, bars
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Chart, Choice, Column, Field, Link, Notice, Reason, Row, Table, Value
from fazhi.desk.reader import sent
from fazhi.desk.reader.views_read import COMPARE, SECTION, tabs
from fazhi.desk.wording import count
from fazhi.reader import UnreadableError
from fazhi.reader.pictures import Allowance
from fazhi.usecases import comparison_table as tables
from fazhi.usecases.comparison_table import Cell, ComparisonTable, Ranking, Said

FORMATS = {
    "xlsx": (tables.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (tables.as_csv, "text/csv; charset=utf-8"),
    "parquet": (tables.as_parquet, "application/vnd.apache.parquet"),
}
MOST_FILES = 60


@at_desk
def compare(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Ask for reports, lay them side by side, or give the table as a file."""
    if request.method != "POST":
        return _show(desk)
    try:
        said, faults = _sent(request)
    except (UnreadableError, ValueError, RecursionError):
        return _show(desk, Notice(kind="problem", title="网页带回的数字不完整，请重新选择文件"), status=422)
    if not said:
        notice = Notice(
            kind="problem",
            title="没有可以对照的数字",
            text="" if faults else "请选择几份报告；报告要写明年度，并有对应到指标的数字。",
            reasons=faults,
        )
        return _show(desk, notice, status=422)
    found = tables.table(said)
    if (form := request.POST.get("to", "")) in FORMATS:
        try:
            return _file(found, form)
        except UnreadableError as fault:
            notice = Notice(kind="problem", title="没有写成这种格式", text=str(fault))
            return _show(desk, notice, status=422, **_shown(request, found, said))
    notices = [Notice(kind="problem", title=f"{len(faults)}个文件没有读成", reasons=faults)] if faults else []
    return _show(desk, *notices, **_shown(request, found, said))


def _sent(request: HttpRequest) -> tuple[list[Said], tuple[Reason, ...]]:
    """Return the figures of the files that were sent, or of those sent before, and what was not read."""
    files = request.FILES.getlist("files")
    if not files:
        return tables.said_again(json.loads(request.POST.get("carried", "") or "[]")), ()
    said: list[Said] = []
    faults: list[Reason] = []
    allowed = sent.allowance()
    for file in files[:MOST_FILES]:
        name = (file.name or "文件")[:120]
        try:
            found = _of_file(file, name, allowed)
        except UnreadableError as fault:
            faults.append(Reason(str(fault)))
            continue
        if not found:
            faults.append(Reason(f"“{name}”没有写明年度，或者没有对应到指标的数字。"))
        said += found
    if len(files) > MOST_FILES or len(said) > tables.MOST:
        rest = "fazhi read 文件夹 --to 汇总.xlsx"
        faults.append(Reason(f"一次最多对照{MOST_FILES}个文件，其余没有列入；更多的请用命令 {rest}。"))
    return said[: tables.MOST], tuple(faults)


def _of_file(file: sent.Sent, name: str, allowed: Allowance) -> list[Said]:
    if name.lower().endswith((".xlsx", ".csv")):
        return tables.said_in_table(file.read(), name)
    return list(tables.said_in(sent.reading_of(sent.main_text(file, allowed), name)))


def _file(found: ComparisonTable, form: str) -> HttpResponse:
    write, media_type = FORMATS[form]
    name = quote(f"法治政府建设年度报告对照.{form}")
    return HttpResponse(
        write(found),
        content_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _show(desk: AtDesk, *notices: Notice, status: int = 200, **words: Any) -> HttpResponse:
    return page(
        desk,
        "reader/compare.html",
        section=SECTION,
        heading="汇总对照",
        notices=notices,
        status=status,
        accept=f"{sent.ACCEPT},.xlsx,.csv",
        leaves=tabs(COMPARE),
        **words,
    )


def _shown(request: HttpRequest, found: ComparisonTable, said: Sequence[Said]) -> dict[str, Any]:
    code = request.POST.get("indicator", "")
    code = code if found.column(code) else found.columns[0].code
    asked = request.POST.get("year", "")
    year = whole(asked) if whole(asked) in found.years else _best_year(found, code)
    ranked = tables.ranking(found, code, year)
    return {
        "table": _table(found),
        "gaps": found.gaps,
        "outliers": len(found.outliers),
        "carried": json.dumps([one.to_json() for one in said], ensure_ascii=False),
        "choices": _choices(found, code, year),
        "ranked": ranked,
        "reasons": [Reason(one) for one in ranked.reasons] if ranked else [],
        "chart": _chart(ranked) if ranked and not ranked.reasons else None,
        "unranked": _values(ranked) if ranked and ranked.reasons else None,
        "nothing": ranked is None,
        "parquet": tables.parquet_is_here(),
    }


def _best_year(found: ComparisonTable, code: str) -> int:
    """Return the newest year in which an indicator is told."""
    return max(row.year for row, one in found.cells if one == code)


def _choices(found: ComparisonTable, code: str, year: int) -> list[Field]:
    indicators = [Choice(one.code, f"{one.label}（{one.told}处）") for one in found.columns]
    years = [Choice(str(one), f"{one}年") for one in found.years]
    return [
        Field(name="indicator", label="指标", kind="code", value=code, choices=indicators),
        Field(name="year", label="年度", kind="code", value=str(year), choices=years),
    ]


def _table(found: ComparisonTable) -> Table:
    """Return indicators down and places across: a report has many of the ones, a table few of the others."""
    columns = [
        Column("指标", kind="name"),
        *(Column(row.place, kind="count", unit=f"{row.year}年") for row in found.rows),
    ]
    rows = []
    for one in found.columns:
        cells: list[Value | Link] = [Link(one.label, note=one.unit)]
        cells += [_cell(found.cells.get((row, one.code)), one.unit) for row in found.rows]
        rows.append(Row(cells=cells))
    return Table(
        caption="各机关的数字",
        note=f"{len(found.rows)}份（机关×年度），{len(found.columns)}个指标",
        columns=columns,
        rows=rows,
        wide=True,
    )


def _cell(cell: Cell | None, unit: str) -> Value | Link:
    if cell is None:
        return "缺"
    said = cell.said
    remarks = ["约数"] * said.approx + ["▲ 离群"] * cell.outlier + ["几个数"] * bool(cell.others)
    remarks += [said.period] * bool(said.period) + [said.unit] * (said.unit != unit)
    number = count(said.value)
    return Link(number, note="，".join(remarks)) if remarks else number


def _values(ranked: Ranking) -> Table:
    rows = [
        Row(
            cells=(
                cell.said.place,
                f"{count(cell.said.value)}{cell.said.unit}",
                cell.said.period or f"{ranked.year}年",
                "约数" if cell.said.approx else "",
            )
        )
        for cell in ranked.cells
    ]
    return Table(
        caption=f"{ranked.column.label}，{ranked.year}年",
        note="按机关名称排列",
        columns=(Column("机关", kind="name"), Column("数字", kind="count"), Column("期间"), Column("说明")),
        rows=rows,
    )


def _chart(ranked: Ranking) -> Chart:
    title = f"{ranked.column.label}，{ranked.year}年"
    drawn = bars(
        [Bar(label=cell.said.place, value=cell.said.value) for cell in ranked.cells],
        title=title,
        unit=ranked.column.unit,
    )
    return Chart(
        title=title, svg=drawn, table=_values(ranked), note=f"{ranked.column.unit}，{len(ranked.cells)}处"
    )
