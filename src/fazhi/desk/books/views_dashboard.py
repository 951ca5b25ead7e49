"""看板: the year in pictures, each with its data a click away and every mark a way to the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponseBase

from fazhi.desk import charts
from fazhi.desk.asked import whole
from fazhi.desk.books import saying
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Chart, Choice, Column, Field, Figure, Link, Row, Table
from fazhi.desk.wording import day_plain
from fazhi.usecases import dashboard, late_limits, ledger, organs
from fazhi.usecases.dashboard import Apart, Months, Pictures, Told

SECTION = "/dashboard/"
MOST_BARS = 12
LEAST_TO_COMPARE = 10
"""A change on fewer than this is no news."""

Runs = list[tuple[str, str | Figure]]


@at_desk
def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Show the year in pictures."""
    reach = organs.reach(desk.clerk, request.GET.get("organ", ""))
    years = ledger.years(reach, today=desk.today)
    asked = request.GET.get("year", "")
    year = whole(asked) if whole(asked) in years else _usual(years, desk.today)
    found = dashboard.read(reach, year, today=desk.today)
    shown = list(_charts(found, desk.today))
    return page(
        desk,
        "books/dashboard.html",
        section=SECTION,
        heading=f"{reach.organ.name}的{year}年",
        heading_note=_note(found, desk.today),
        filters=list(_filters(found, years)),
        filters_url=SECTION,
        sentences=list(_sentences(found, desk.today)),
        charts=shown,
        rosters=_rosters(found, desk.today),
    )


def _usual(years: Sequence[int], today: date) -> int:
    """Return the running year; in January the one that closed, if the books reach back to it."""
    return years[1] if today.month == 1 and len(years) > 1 else years[0]


def _note(found: Pictures, today: date) -> str:
    parts = [f"含所属{len(found.reach.codes) - 1}个机关"] if found.reach.is_sum else []
    if found.year == today.year:
        parts.append(f"截至{day_plain(today)}")
    return "，".join(parts)


def _filters(found: Pictures, years: Sequence[int]) -> Iterator[Field]:
    if len(found.reach.others) > 1:
        choices = [Choice(code, name) for code, name in found.reach.others]
        yield Field(name="organ", label="机关", kind="code", value=found.reach.organ.code, choices=choices)
    if len(years) > 1:
        choices = [Choice(str(one), f"{one}年") for one in years]
        yield Field(name="year", label="年度", kind="code", value=str(found.year), choices=choices)


# In words ------------------------------------------------------------------------------------------

_Deed = tuple[str, str, tuple[tuple[str, str], ...]]
_SENTENCES: tuple[tuple[_Deed, ...], ...] = (
    (
        ("mediation.cases", "受理人民调解", (("mediation.success_rate", "，成功率"),)),
        (
            "penalty.cases",
            "作出行政处罚",
            (("penalty.fines", "，罚没款"), ("enforcement.three_systems_rate", "，三项制度覆盖率")),
        ),
        ("review.total", "办理合法性审查", (("review.adoption_rate", "，意见采纳率"),)),
        ("inspection.count", "开展行政检查", ()),
    ),
    (
        (
            "hotline.received",
            "受理热线工单",
            (("hotline.on_time_rate", "，按期办结率"), ("hotline.satisfaction_rate", "，满意率")),
        ),
        ("petition.count", "办理信访事项", (("petition.resolution_rate", "，化解率"),)),
        ("disclosure.requests", "收到政府信息公开申请", (("disclosure.requests_answered", "，已答复"),)),
        ("reconsideration.cases", "被申请行政复议", ()),
        ("litigation.cases", "行政应诉", (("litigation.head_appearance_rate", "，负责人出庭应诉率"),)),
    ),
    (
        ("disclosure.items", "主动公开政府信息", ()),
        ("publicity.events", "开展法治宣传", (("publicity.participants", "，覆盖"),)),
        ("training.sessions", "举办法治培训", (("training.participants", "，参加"),)),
    ),
)
"""A sentence each: what the organ did, what people brought to it, what it made known."""


def _sentences(found: Pictures, today: date) -> Iterator[Runs]:
    """Yield what a leader should know in two minutes: what was done, what was not in time, what changed."""
    for deeds in _SENTENCES:
        if done := _done(found, deeds):
            yield [*done, ("words", "。")]
    yield _in_time(found, today)
    if changed := _most_changed(found):
        yield changed


def _done(found: Pictures, deeds: Sequence[_Deed]) -> Runs:
    done: Runs = []
    for code, deed, more in deeds:
        if not (told := found.told.get(code)) or not told.value:
            continue
        done += [("words", "；" if done else ""), ("words", deed), ("figure", _figure(found, told))]
        for other, joined in more:
            if (besides := found.told.get(other)) and besides.value:
                done += [("words", joined), ("figure", _figure(found, besides))]
    return done


def _in_time(found: Pictures, today: date) -> Runs:
    limits = found.limits
    if not limits.kept + limits.late + limits.overdue:
        return [("words", f"这一年没有到期的期限；现有{limits.running}个期限正在计算。")]
    when = "现在" if found.year == today.year else "年末"
    runs: Runs = [("words", f"期限内办结{limits.kept:,}件")]
    runs += [("words", "，逾期办结"), ("figure", _limit(found, late_limits.LATE, limits.late))]
    runs += [("words", f"，{when}逾期未办"), ("figure", _limit(found, late_limits.OVERDUE, limits.overdue))]
    return [*runs, ("words", "。")]


def _most_changed(found: Pictures) -> Runs:
    """Return the sentence on the figure that changed most on last year, nothing where none compares."""
    compared = [
        (abs(one.value - one.last) / one.last, one)
        for one in found.told.values()
        if one.indicator.code in dashboard.MONTHLY
        and one.value is not None
        and one.last is not None
        and one.last >= LEAST_TO_COMPARE
    ]
    if not compared:
        return []
    change, told = max(compared, key=lambda pair: pair[0])
    if not change:
        return []
    more = "增加" if (told.value or 0) > (told.last or 0) else "减少"
    said = saying.change(told.value, told.last, told.indicator.unit).lstrip("+−")
    return [
        ("words", f"与上年相比，变化最大的是{told.indicator.label}：{more}{said}，上年为"),
        ("figure", _figure(found, told, year=found.year - 1, value=told.last)),
        ("words", "。"),
    ]


def _figure(found: Pictures, told: Told, *, year: int = 0, value: Decimal | None = None) -> Figure:
    indicator = told.indicator
    shown = told.value if value is None else value
    rate = indicator.unit == "%"
    return Figure(
        text=f"{saying.number(shown, indicator.unit)}{'%' if rate else ''}",
        unit="" if rate else indicator.unit,
        label=indicator.label,
        url=saying.address(found.reach.organ.code, year or found.year, indicator.code),
    )


def _limit(found: Pictures, code: str, count: int) -> Figure:
    return Figure(
        text=f"{count:,}",
        unit="件",
        label=late_limits.INDICATORS[code].label,
        url=saying.address(found.reach.organ.code, found.year, code),
    )


# In pictures ---------------------------------------------------------------------------------------


def _charts(found: Pictures, today: date) -> Iterator[Chart]:
    months = [_by_month(found, one) for one in found.months]
    apart = [_taken_apart(found, one) for one in found.apart]
    yield from months[:1]
    if found.by_community is not None:
        yield _taken_apart(found, found.by_community)
    yield from apart[:1]
    if kept := _kept(found, today):
        yield kept
    yield from months[1:]
    yield from apart[1:]


def _by_month(found: Pictures, one: Months) -> Chart:
    indicator = one.told.indicator
    urls = [
        f"{saying.address(found.reach.organ.code, found.year, indicator.code, month=month)}#entries"
        for month in range(1, 13)
    ]
    now = charts.Series(label=f"{found.year}年", values=one.now, urls=urls)
    past = charts.Series(label=f"{found.year - 1}年", values=one.before) if any(one.before) else None
    columns = [Column("月份", kind="name"), Column(f"{found.year}年", kind="count", unit=indicator.unit)]
    rows: list[Row] = []
    for month in range(12):
        cells = [f"{month + 1}月", one.now[month], *([one.before[month]] if past else [])]
        rows.append(Row(cells=cells))
    if past:
        columns.append(Column(f"{found.year - 1}年", kind="count", unit=indicator.unit))
    return Chart(
        title=f"每月{indicator.label}",
        note=f"{indicator.unit}{f'；横线为{found.year - 1}年同月' if past else ''}",
        svg=charts.months(now, past, title=f"{found.year}年每月{indicator.label}", unit=indicator.unit),
        table=Table(caption=f"每月{indicator.label}", quiet_caption=True, columns=columns, rows=rows),
        link=_to_ledger(found, one.told),
    )


def _taken_apart(found: Pictures, one: Apart) -> Chart:
    """Return a figure taken apart as bars; what is small goes together, and the table tells it all."""
    indicator = one.told.indicator
    organ, year = found.reach.organ.code, found.year

    def url(part: ledger.Part) -> str:
        if one.dimension == "organ":
            return saying.address(part.where[0][1], year, indicator.code)
        if one.dimension == "place":
            return saying.address(organ, year, indicator.code, place=part.where[0][1])
        return saying.address(organ, year, indicator.code, part.where)

    every = [
        charts.Bar(label=part.label, value=part.amount or Decimal(0), url=url(part)) for part in one.parts
    ]
    shown, rest = every[:MOST_BARS], every[MOST_BARS:]
    if rest:
        whole = sum((Decimal(bar.value) for bar in rest), Decimal(0))
        shown.append(charts.Bar(label=f"其他{len(rest)}项", value=whole))
    title = f"{indicator.label}，按{one.label}"
    return Chart(
        title=title,
        note=indicator.unit,
        svg=charts.bars(shown, title=title, unit=indicator.unit),
        table=Table(
            caption=title,
            quiet_caption=True,
            columns=(Column(one.label, kind="name"), Column("数量", kind="count", unit=indicator.unit)),
            rows=[(Link(bar.label, bar.url), bar.value) for bar in every],
        ),
        link=_to_ledger(found, one.told),
    )


def _kept(found: Pictures, today: date) -> Chart | None:
    limits = found.limits
    late = saying.address(found.reach.organ.code, found.year, late_limits.LATE)
    overdue = saying.address(found.reach.organ.code, found.year, late_limits.OVERDUE)
    bars = [
        charts.Bar(label="按期办结", value=limits.kept),
        charts.Bar(label="逾期办结", value=limits.late, url=late),
        charts.Bar(label="逾期未办", value=limits.overdue, url=overdue, overdue=True),
    ]
    bars = [bar for bar in bars if bar.value]
    if not bars:
        return None
    return Chart(
        title="期限",
        note=f"件，{found.year}年到期的{'，截至今天' if found.year == today.year else ''}",
        svg=charts.share(bars, title=f"{found.year}年的期限", unit="件"),
        table=Table(
            caption="期限",
            quiet_caption=True,
            columns=(Column("结果", kind="name"), Column("期限", kind="count", unit="件")),
            rows=[(Link(bar.label, bar.url), bar.value) for bar in bars],
        ),
        link=Link("看逾期的期限", f"/ledger/?year={found.year}&field=limits&organ={found.reach.organ.code}"),
    )


def _to_ledger(found: Pictures, told: Told) -> Link:
    return Link("看账", saying.address(found.reach.organ.code, found.year, told.indicator.code))


def _rosters(found: Pictures, today: date) -> Table | None:
    if not found.rosters:
        return None
    rows = []
    for one in found.rosters:
        indicator = one.indicator
        url = saying.address(found.reach.organ.code, found.year, indicator.code)
        rows.append(
            (
                indicator.label,
                Link(saying.with_unit(one.value, indicator.unit), url),
                saying.last_year(one.last, indicator.unit),
                saying.change(one.value, one.last, indicator.unit),
            )
        )
    return Table(
        caption="队伍",
        quiet_caption=True,
        columns=(
            Column("名册", kind="name"),
            Column("现在" if found.year == today.year else f"{found.year}年末", kind="count"),
            Column(f"{found.year - 1}年末", kind="count"),
            Column("增减", kind="count"),
        ),
        rows=rows,
    )
