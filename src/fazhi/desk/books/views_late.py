"""The certificate of limits that were not kept: a figure whose records are the limits themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from fazhi.core.statement import Asked
from fazhi.desk.asked import whole
from fazhi.desk.books import saying
from fazhi.desk.books.saying import Shown
from fazhi.desk.drawings import small_bar
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Breakdown, Certificate, Column, Light, Link, Pager, Part, Row, Table
from fazhi.desk.wording import day_plain
from fazhi.usecases import access, late_limits, ledger, organs
from fazhi.usecases.late_limits import LateLine
from fazhi.usecases.organs import Reach

A_PAGE = 40
IN_PANEL = 6


def shown(reach: Reach, year: int, *, today: date, words: str) -> list[Shown]:
    """Return the two figures as lines of the ledger, those that hold all of the words."""
    found = []
    for code, indicator in late_limits.INDICATORS.items():
        if not all(term in indicator.label + indicator.definition for term in words.split()):
            continue
        now, last = (
            late_limits.figure(reach.codes, one, Asked(code=code), today=today).value
            for one in (year, year - 1)
        )
        found.append(
            Shown(
                label=indicator.label,
                url=saying.address(reach.organ.code, year, code),
                unit=indicator.unit,
                number=saying.number(now, indicator.unit),
                last=saying.number(last, indicator.unit),
                change=saying.change(now, last, indicator.unit),
                spark="",
                entries=int(now or 0),
                quiet=not now,
            )
        )
    return found


def certificate(request: HttpRequest, desk: AtDesk, reach: Reach, year: int, code: str) -> HttpResponseBase:
    """Show which limits were not kept, with their cases."""
    in_panel = request.headers.get("HX-Request") == "true"
    shown = whole(request.GET.get("page"), 1, least=1)
    size = IN_PANEL if in_panel else A_PAGE
    limit = request.GET.get("code", "")
    known_by = _known_by(request, reach, year)
    asked: dict[str, Any] = {"today": desk.today, "known_by": known_by}
    lines, count = late_limits.lines(
        reach.codes, year, code, limit=limit, offset=(shown - 1) * size, most=size, **asked
    )
    seen = access.seen_among(desk.clerk, {line.case for line in lines})
    places = dict(organs.places(reach.codes))
    indicator = late_limits.INDICATORS[code]
    called = late_limits.labels().get(limit, limit)
    here = saying.address(reach.organ.code, year, code, (("code", limit),) if limit else ())
    table = _table(lines, count, seen, places, short=in_panel)
    told = Certificate(
        label=f"{indicator.label}（{called}）" if limit else indicator.label,
        text=str(count),
        unit=indicator.unit,
        facts=_facts(reach, year, code, desk.today, known_by),
        breakdowns=[] if limit else _breakdowns(reach, year, code, **asked),
        entries=table if in_panel and count else None,
        close_url=here if in_panel else "",
        link=Link(f"看全部{count:,}个期限", here) if in_panel and count > len(lines) else None,
    )
    if in_panel:
        return render(request, "desk/pages/books/certificate_panel.html", {"certificate": told})
    return page(
        desk,
        "books/certificate.html",
        section="/ledger/",
        crumbs=(Link("账簿", f"/ledger/?year={year}&field=limits"), Link(indicator.label)),
        certificate=told,
        charts=[],
        entries=table if count else None,
        pager=_pager(shown, count, limit),
        filters_chosen=[Link(f"期限：{called}", saying.address(reach.organ.code, year, code))]
        if limit
        else [],
        label=indicator.label,
    )


def _known_by(request: HttpRequest, reach: Reach, year: int) -> dict[str, int] | None:
    """Return the position that is asked, None for everything known now."""
    known = request.GET.get("known", "")
    position = ledger.filed_position(reach, year) if known == "filed" else whole(known)
    return {reach.organ.code: position} if position and not reach.is_sum else None


def _facts(
    reach: Reach, year: int, code: str, today: date, known_by: Mapping[str, int] | None
) -> list[tuple[str, str]]:
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    period = day_plain(last) if code == late_limits.OVERDUE else f"{day_plain(first)}至{day_plain(last)}"
    return [
        ("定义", late_limits.INDICATORS[code].definition),
        ("计数规则", "每个期限计1件；“可以”在期限内办理、逾期只是作废的，不计。"),
        ("期间", period),
        ("范围", reach.label),
        (
            "所知",
            f"簿记第{known_by[reach.organ.code]}号为止。"
            if known_by
            else "按现在的案卷计算；期限随更正重算。",
        ),
    ]


def _breakdowns(reach: Reach, year: int, code: str, **asked: Any) -> list[Breakdown]:
    labels = late_limits.labels()
    found = late_limits.by_limit(reach.codes, year, code, **asked)
    whole = sum(count for _, count in found)
    parts = [
        Part(
            label=labels.get(limit, limit),
            text=str(count),
            bar=small_bar(count, whole),
            url=saying.address(reach.organ.code, year, code, (("code", limit),)),
        )
        for limit, count in found
    ]
    return [Breakdown(label="按期限", parts=parts)] if parts else []


def _table(
    lines: Sequence[LateLine], count: int, seen: frozenset[str], places: dict[str, str], *, short: bool
) -> Table:
    first = f"最早{len(lines)}个，" if count > len(lines) else ""
    return Table(
        caption="底下的期限",
        note=f"{first}共{count:,}个",
        quiet_caption=not short,
        columns=(
            Column("届满日", kind="day"),
            Column("案件", kind="name"),
            Column("期限"),
            *(() if short else (Column("社区（村）"),)),
            Column("办结", kind="day"),
            *(() if short else (Column("结果", kind="light"),)),
            Column("超过", kind="count", unit="日"),
        ),
        rows=[_row(line, seen, places, short=short) for line in lines],
    )


def _row(line: LateLine, seen: frozenset[str], places: dict[str, str], *, short: bool) -> Row:
    number = line.number or f"案卷{line.case}"
    case = Link(line.title, f"/case/{line.case}/", note=line.number) if line.case in seen else Link(number)
    state = Light(state="done", word="逾期办结") if line.met_on else Light(state="overdue")
    return Row(
        cells=(
            line.last_day,
            case,
            line.limit,
            *(() if short else (places.get(line.place, ""),)),
            line.met_on,
            *(() if short else (state,)),
            Decimal(line.days),
        )
    )


def _pager(number: int, count: int, limit: str) -> Pager | None:
    if count <= A_PAGE:
        return None
    given = {"code": limit}
    last = -(-count // A_PAGE)
    return Pager(
        shown=f"第{(number - 1) * A_PAGE + 1}–{min(number * A_PAGE, count)}个，共{count:,}个",
        previous_url=f"{saying.query(given, page=number - 1)}#entries" if number > 1 else "",
        next_url=f"{saying.query(given, page=number + 1)}#entries" if number < last else "",
    )
