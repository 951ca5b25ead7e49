"""数字凭据: where a figure comes from, down to its entries; a page of its own, or a panel beside another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from fazhi.core import periods
from fazhi.core.ledger import Where
from fazhi.core.periods import PeriodError, Span
from fazhi.desk import charts
from fazhi.desk.asked import whole
from fazhi.desk.books import saying, views_late
from fazhi.desk.books.saying import so_far
from fazhi.desk.drawings import small_bar
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Breakdown, Certificate, Chart, Column, Link, Pager, Part, Row, Table
from fazhi.desk.wording import day_plain, moment
from fazhi.usecases import clock, late_limits, ledger, organs
from fazhi.usecases.figures import Line, Period, UnknownIndicatorError
from fazhi.usecases.organs import Reach

SECTION = "/ledger/"
A_PAGE = 40
IN_PANEL = 6
RESERVED = ("place", "known", "month", "period", "page", "format")


@at_desk
def certificate(request: HttpRequest, desk: AtDesk, *, organ: str, year: int, code: str) -> HttpResponseBase:
    """Show where a figure comes from, down to its entries; as a panel where script asks for it."""
    reach = organs.reach(desk.clerk, organ)
    if code in late_limits.INDICATORS:
        return views_late.certificate(request, desk, reach, year, code)
    in_panel = request.headers.get("HX-Request") == "true"
    shown = whole(request.GET.get("page"), 1, least=1)
    size = IN_PANEL if in_panel else A_PAGE
    as_table = request.GET.get("format") == "csv"
    try:
        found = ledger.certificate(
            reach,
            year,
            code,
            clerk=desk.clerk,
            where=_where(request),
            place=request.GET.get("place", ""),
            known_by=_position(request, reach, year),
            month=_month(request),
            span=_span(request, year),
            offset=0 if as_table else (shown - 1) * size,
            limit=100_000 if as_table else size,
        )
    except (UnknownIndicatorError, ValueError) as fault:
        raise Http404(str(fault)) from fault
    if as_table:
        return _as_csv(found)
    told = told_certificate(found, desk.today, request, in_panel=in_panel)
    if in_panel:
        return render(request, "desk/pages/books/certificate_panel.html", {"certificate": told})
    return page(
        desk,
        "books/certificate.html",
        section=SECTION,
        crumbs=(Link("账簿", _ledger_of(found)), Link(found.indicator.label)),
        certificate=told,
        charts=list(_charts(found, desk.today)),
        entries=_entries(found, short=False) if found.count else None,
        is_rate=bool(found.indicator.formula),
        filters_chosen=_narrowed(found, request),
        pager=_pager(found, shown, request),
        label=found.indicator.label,
    )


def _where(request: HttpRequest) -> Where:
    return tuple((name, value) for name, value in _given(request).items() if name not in RESERVED and value)


def _given(request: HttpRequest) -> dict[str, str]:
    """Return the words of the address, but the page."""
    return {name: str(value) for name, value in request.GET.items() if name != "page"}


def _position(request: HttpRequest, reach: Reach, year: int) -> int | None:
    known = request.GET.get("known", "")
    if known == "filed":
        return ledger.filed_position(reach, year)
    return whole(known) if known.isdecimal() else None


def _month(request: HttpRequest) -> int:
    text = request.GET.get("month", "")
    return whole(text) if 1 <= whole(text) <= 12 else 0


def _span(request: HttpRequest, year: int) -> Span | None:
    """Return the part of the year that is asked, None for the whole; a period of another year is none."""
    text = request.GET.get("period", "")
    if not text:
        return None
    found = periods.read(text)
    if found.since.year != year:
        raise PeriodError(f"{found.label}不在{year}年。")
    return None if found.kind == "year" else found


def _ledger_of(found: ledger.Certificate) -> str:
    group = ledger.group_of(found.indicator.code)
    return SECTION + saying.query({"organ": found.reach.organ.code, "year": str(found.year), "field": group})


def _here(found: ledger.Certificate, **words: Any) -> str:
    return _at(found, found.indicator.code, found.where, **words)


def _at(found: ledger.Certificate, code: str, where: Where, **words: Any) -> str:
    """Return where another certificate of the same period lies."""
    words = {"period": found.span.name if found.span else None} | words
    return saying.address(found.reach.organ.code, found.year, code, where, **words)


def told_certificate(
    found: ledger.Certificate, today: date, request: HttpRequest, *, in_panel: bool
) -> Certificate:
    """Return a certificate as the page draws it."""
    unit = found.indicator.unit
    place = request.GET.get("place", "")
    return Certificate(
        label=_label(found),
        text=saying.number(found.figure.value, unit),
        unit=unit,
        facts=list(_facts(found, today)),
        breakdowns=list(_breakdowns(found, place)),
        entries=_entries(found, short=True) if in_panel and found.count else None,
        difference=_difference(found),
        download_url="" if found.indicator.formula or in_panel else _here(found, place=place, format="csv"),
        close_url=_here(found, place=place) if in_panel else "",
        link=Link(_all_of(found), _here(found, place=place)) if in_panel else None,
    )


def _all_of(found: ledger.Certificate) -> str:
    return f"看逐月、社区和全部{found.count:,}条记录" if found.count else "看逐月和社区"


def _label(found: ledger.Certificate) -> str:
    slices = "、".join(ledger.slice_label(found.indicator.code, *one) for one in found.where)
    return f"{found.indicator.label}（{slices}）" if slices else found.indicator.label


def _facts(found: ledger.Certificate, today: date) -> Iterator[tuple[str, str]]:
    indicator, figure = found.indicator, found.figure
    if indicator.definition:
        yield "定义", indicator.definition
    yield ("公式" if indicator.formula else "计数规则"), "".join(found.counting)
    if figure.base is not None:
        yield "基数", f"{figure.base_label} {saying.number(figure.base, '')}"
    yield "期间", _period(found, today)
    yield "范围", f"{found.reach.label}，{found.place_name}" if found.place_name else found.reach.label
    yield "所知", _known(found)
    if found.opening:
        yield "期初", f"其中{saying.with_unit(found.opening, indicator.unit)}由期初结转，不由案件产生"
    moved = saying.change(figure.value, figure.last, indicator.unit)
    yield "上年", f"{saying.last_year(figure.last, indicator.unit)}{f'，{moved}' if moved else ''}"
    if found.bases:
        yield "依据", "、".join(found.bases)


def _period(found: ledger.Certificate, today: date) -> str:
    period = found.span or Period.year(found.year)
    first, last = period.since, period.until - timedelta(days=1)
    end = max(first, min(last, today))
    if found.indicator.kind == "stock":
        return f"{day_plain(end)}在册"
    return f"{day_plain(first)}至{day_plain(end)}"


def _known(found: ledger.Certificate) -> str:
    known = found.known
    if known.at is None:
        return "簿记还没有记录"
    at = moment(known.at.astimezone(clock.ZONE))
    if found.reach.is_sum:
        return f"{at}，各机关簿记为止"
    return f"{'报告签发时，' if known.filed else ''}{at}，簿记第{known.number}号为止"


def _difference(found: ledger.Certificate) -> str:
    if found.filed is None or found.filed == found.figure.value:
        return ""
    unit = found.indicator.unit
    return (
        f"已签发的{found.year}年度报告按当时所知为{saying.with_unit(found.filed, unit)}；"
        f"此后的更正使它成为{saying.with_unit(found.figure.value, unit)}。报告不改。"
    )


def _breakdowns(found: ledger.Certificate, place: str) -> Iterator[Breakdown]:
    unit = found.indicator.unit
    if found.parts:
        same = len({one.unit for one in found.parts}) == 1
        most = max((one.value or Decimal(0) for one in found.parts), default=Decimal(0))
        yield Breakdown(
            label="由以下数字算出",
            parts=[
                Part(
                    label=one.label,
                    text=saying.with_unit(one.value, one.unit),
                    bar=small_bar(float(one.value or 0), float(most)) if same and most else "<span></span>",
                    url=_at(found, one.indicator, one.where, place=place),
                )
                for one in found.parts
            ],
        )
    for breakdown in found.breakdowns:
        most = max(part.amount or Decimal(0) for part in breakdown.parts)
        whole = sum((part.amount or Decimal(0) for part in breakdown.parts), Decimal(0))
        over = Decimal(1) if unit == "%" else max(whole, most)
        yield Breakdown(
            label=f"按{breakdown.label}",
            parts=[
                Part(
                    label=part.label,
                    text=saying.number(part.amount, unit),
                    bar=small_bar(float(part.amount or 0), float(over)),
                    url=_at(found, found.indicator.code, part.where, place=place),
                )
                for part in breakdown.parts
            ],
        )


# Pictures ------------------------------------------------------------------------------------------


def _charts(found: ledger.Certificate, today: date) -> Iterator[Chart]:
    unit = found.indicator.unit
    now = [_as_drawn(value, unit) for value in so_far(found.months, found.year, today)]
    before = [_as_drawn(value, unit) for value in found.months_before]
    label = "逐月" if found.indicator.kind != "stock" else "每月末"
    if any(now) or any(before):
        urls = [f"{_here(found, month=month, period=None)}#entries" for month in range(1, 13)]
        links = urls if not found.indicator.formula and found.indicator.kind == "flow" else []
        series = charts.Series(label=f"{found.year}年", values=now, urls=links)
        past = charts.Series(label=f"{found.year - 1}年", values=before) if any(before) else None
        title = f"{found.year}年{label}{found.indicator.label}"
        yield Chart(
            title=label,
            note=f"{unit}，{found.year}年{f'；横线为{found.year - 1}年同月' if past else ''}",
            svg=charts.months(series, past, title=title, unit=unit),
            table=_month_table(found, now, before),
        )
    for caption, parts in (("社区（村）", found.places), ("机关", found.organs)):
        if len(parts) > 1:
            yield _bars(found, caption, parts)


def _as_drawn(value: Decimal | None, unit: str) -> Decimal | None:
    return value * 100 if value is not None and unit == "%" else value


def _month_table(
    found: ledger.Certificate, now: Sequence[Decimal | None], before: Sequence[Decimal | None]
) -> Table:
    unit = found.indicator.unit
    kind = "yuan" if unit == "元" else "count"
    columns = [Column("月份", kind="name"), Column(f"{found.year}年", kind=kind, unit=unit)]
    rows: list[Sequence[Any]] = [(f"{n}月", value) for n, value in enumerate(now, start=1)]
    if any(before):
        columns.append(Column(f"{found.year - 1}年", kind=kind, unit=unit))
        rows = [(*row, value) for row, value in zip(rows, before, strict=True)]
    return Table(caption="逐月", quiet_caption=True, columns=columns, rows=rows)


def _bars(found: ledger.Certificate, caption: str, parts: Sequence[ledger.Place]) -> Chart:
    unit = found.indicator.unit
    by_organ = caption == "机关"

    def url(one: ledger.Place) -> str:
        if by_organ:
            return saying.address(one.code, found.year, found.indicator.code, found.where)
        return _here(found, place=one.code) if one.code else ""

    bars = [
        charts.Bar(label=one.name, value=_as_drawn(one.amount, unit) or Decimal(0), url=url(one))
        for one in parts
    ]
    return Chart(
        title=f"按{caption}",
        note=unit,
        svg=charts.bars(bars, title=f"{found.indicator.label}，按{caption}", unit=unit),
        table=Table(
            caption=caption,
            quiet_caption=True,
            columns=(
                Column(caption, kind="name"),
                Column(found.indicator.label, kind="yuan" if unit == "元" else "count", unit=unit),
            ),
            rows=[(Link(bar.label, bar.url), bar.value) for bar in bars],
        ),
    )


# The entries ---------------------------------------------------------------------------------------


def _entries(found: ledger.Certificate, *, short: bool) -> Table:
    unit = found.indicator.unit
    columns = [
        Column("日期", kind="day"),
        Column("案件", kind="name"),
        *(() if short else (Column("环节"), Column("社区（村）"))),
        Column("记账", kind="count", unit=unit),
        Column("簿记", kind="count", unit="号"),
        *(() if short else (Column("封号"),)),
    ]
    first = f"最近{len(found.lines)}条，" if short and found.count > len(found.lines) else ""
    return Table(
        caption="底下的记录",
        note=f"{first}共{found.count:,}条",
        quiet_caption=not short,
        columns=columns,
        rows=[_row(found, line, short=short) for line in found.lines],
    )


def _row(found: ledger.Certificate, line: Line, *, short: bool) -> Row:
    signed = saying.number(line.amount, found.indicator.unit)
    amount = f"+{signed}" if line.amount > 0 else signed.replace("-", "−")
    place = found.place_names.get(line.place, "")
    return Row(
        state="void" if line.reversed_by else "",
        cells=(
            line.on,
            _case(found, line),
            *(() if short else (line.step, place)),
            amount,
            str(line.entry),
            *(() if short else (line.seal[:12],)),
        ),
    )


def _case(found: ledger.Certificate, line: Line) -> Link:
    """Return the case as far as the clerk may see it: its title, or no more than its number."""
    said = _remark(line)
    if line.opening:
        return Link("期初结转", note=said)
    called = line.number or f"案卷{line.case}"
    if line.case not in found.seen:
        return Link(called, note=said)
    note = "，".join(filter(None, (line.number if line.title else "", said)))
    return Link(line.title or called, f"/case/{line.case}/#entry-{line.entry}", note=note)


def _remark(line: Line) -> str:
    if line.reverses:
        return f"冲销簿记第{line.reverses}号"
    return f"已由簿记第{line.reversed_by}号更正" if line.reversed_by else ""


def _narrowed(found: ledger.Certificate, request: HttpRequest) -> list[Link]:
    """Return what the entries are narrowed to, each leading to them without it."""
    given = _given(request)
    said: dict[str, str] = {
        name: ledger.slice_label(found.indicator.code, name, value) for name, value in found.where
    }
    if found.place_name:
        said["place"] = found.place_name
    if found.span:
        said["period"] = found.span.label
    if _month(request):
        said["month"] = f"{_month(request)}月的记录"
    if "known" in given:
        said["known"] = "报告签发时所知" if found.known.filed else f"簿记第{found.known.number}号为止"
    return [Link(text, saying.query(given, **{name: ""})) for name, text in said.items()]


def _pager(found: ledger.Certificate, number: int, request: HttpRequest) -> Pager | None:
    if found.count <= A_PAGE:
        return None
    given = _given(request)
    last = -(-found.count // A_PAGE)
    first = (number - 1) * A_PAGE + 1
    return Pager(
        shown=f"第{first:,}–{min(number * A_PAGE, found.count):,}条，共{found.count:,}条",
        previous_url=f"{saying.query(given, page=number - 1)}#entries" if number > 1 else "",
        next_url=f"{saying.query(given, page=number + 1)}#entries" if number < last else "",
    )


def _as_csv(found: ledger.Certificate) -> HttpResponse:
    """Return the entries behind a figure as a table that a spreadsheet opens; titles only of cases seen."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(
        (
            "日期",
            "案号",
            "案件",
            "环节",
            "社区（村）",
            f"记账（{found.indicator.unit}）",
            "簿记号",
            "冲销簿记号",
            "封号",
        )
    )
    for line in found.lines:
        title = line.title if line.case in found.seen else ""
        cells = (
            line.on.isoformat(),
            line.number,
            title,
            line.step,
            found.place_names.get(line.place, ""),
            line.amount,
            line.entry,
            line.reverses or "",
            line.seal,
        )
        table.writerow([_harmless(cell) for cell in cells])
    name = f"{found.indicator.code}-{found.year}.csv"
    return HttpResponse(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from reading words as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "@", "\t") else cell
