"""Lists: what there is of a procedure, the shelves they stand on, and looking in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase

from fazhi.core.procedure import Procedure
from fazhi.desk import case_marks, showing
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Choice, Column, Field, Link, Pager, Row, Table
from fazhi.procedures import registry
from fazhi.usecases import access, lists, looks, rosters, searches, shelves
from fazhi.usecases.lists import Filters, Line, Position

LIGHTS = (("overdue", "逾期"), ("near", "临期"), ("running", "有期限在办"))
LONGEST_QUERY = 80


def cases(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:  # noqa: ARG001 - a view takes both
    """Show the lists of cases, activities and tasks there are."""
    return _shelves(desk, registers=False, heading="案件", section="/cases/")


def registers(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:  # noqa: ARG001 - a view takes both
    """Show the registers there are."""
    return _shelves(desk, registers=True, heading="登记簿", section="/registers/")


def _shelves(desk: AtDesk, *, registers: bool, heading: str, section: str) -> HttpResponseBase:
    found = shelves.shelves(desk.clerk, today=desk.today, registers=registers)
    groups = [{"label": label, "shelves": [_shelf(one) for one in group]} for label, group in found]
    return page(desk, "shelves.html", section=section, heading=heading, groups=groups, registers=registers)


_BEGIN = {"register": "登记入册", "activity": "登记活动", "tasklist": "列入清单"}


def _shelf(one: shelves.Shelf) -> dict[str, Any]:
    procedure = one.procedure
    return {
        "label": procedure.label,
        "url": f"/cases/{procedure.code}/",
        "running": one.running,
        "overdue": one.overdue,
        "new_url": f"/cases/{procedure.code}/new/" if one.opens else "",
        "new": _BEGIN.get(procedure.kind, "登记新的"),
    }


def procedure_named(code: str) -> type[Procedure]:
    """Return a procedure, or say that there is none."""
    try:
        return registry.procedure(code)
    except LookupError:
        raise Http404(f"没有“{code}”这一事项。") from None


def one_list(request: HttpRequest, desk: AtDesk, *, procedure: str) -> HttpResponseBase:
    """Show a list, narrowed and turned to a page as asked."""
    wanted = procedure_named(procedure)
    if access.scope(desk.clerk, wanted).nothing:
        raise Http404("这一事项不在您的办理范围内。")
    query = _Query(request, wanted, desk.today)
    found = lists.page(
        desk.clerk,
        wanted,
        filters=query.filters,
        today=desk.today,
        after=query.position("after"),
        before=query.position("before"),
    )
    count, more = lists.count(desk.clerk, wanted, filters=query.filters, today=desk.today)
    places = dict(lists.places(desk.clerk.organ))
    said = f"{count}件以上" if more else f"共{count}件"
    is_register = wanted.kind == "register"
    opening = shelves.opens(desk.clerk, wanted)
    return page(
        desk,
        "list.html",
        section="/registers/" if is_register else "/cases/",
        crumbs=(
            Link("登记簿", "/registers/") if is_register else Link("案件", "/cases/"),
            Link(wanted.label),
        ),
        heading=wanted.label,
        heading_note=said,
        coverage=case_marks.coverage(desk.clerk, wanted, desk.today),
        public_url=f"/cases/{wanted.code}/public/" if wanted.publication else "",
        new_url=f"/cases/{wanted.code}/new/" if opening else "",
        new=_BEGIN.get(wanted.kind, f"登记{wanted.label}"),
        filters=list(query.fields(places)),
        filters_url=f"/cases/{wanted.code}/",
        filters_chosen=list(query.chosen(places)),
        filters_clear_url=f"/cases/{wanted.code}/",
        narrowed=query.narrowed,
        table=_table(wanted, found.lines, places, desk.today, desk.clerk.organ),
        pager=Pager(
            shown=f"本页{len(found.lines)}件，{said}，最近办理的在前",
            previous_url=query.url(before=found.newer) if found.newer else "",
            next_url=query.url(after=found.older) if found.older else "",
        ),
        lines=found.lines,
        procedure=wanted,
    )


class _Query:
    """What the address of a list asks for."""

    def __init__(self, request: HttpRequest, procedure: type[Procedure], today: date) -> None:
        self.get = request.GET
        self.today = today
        self.procedure = procedure
        year, month = self._number("year", 1990, 2199), self._number("month", 1, 12)
        light = self.get.get("light", "")
        self.filters = Filters(
            stage=self.get.get("stage", ""),
            place=self.get.get("place", ""),
            year=year,
            month=month if year else 0,
            light=light if light in dict(LIGHTS) else "",  # type: ignore[arg-type]  # one of the lights
            text=self.get.get("q", "").strip()[:LONGEST_QUERY],
        )

    @property
    def narrowed(self) -> bool:
        return self.filters != Filters()

    def _number(self, name: str, least: int, most: int) -> int:
        text = self.get.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and least <= int(text[:6]) <= most else 0

    def position(self, name: str) -> Position | None:
        """Read where a page begins, as ``2025-03-05.990101001-12``; what cannot be read is the first page."""
        day, _, key = self.get.get(name, "").partition(".")
        try:
            return Position(date.fromisoformat(day), key) if key else None
        except ValueError:
            return None

    def url(self, *, after: Position | None = None, before: Position | None = None, **other: Any) -> str:
        filters = self.filters
        words: dict[str, Any] = {
            "q": filters.text,
            "stage": filters.stage,
            "place": filters.place,
            "year": filters.year,
            "month": filters.month,
            "light": filters.light,
            **other,
        }
        for name, position in (("after", after), ("before", before)):
            if position is not None:
                words[name] = f"{position.on.isoformat()}.{position.key}"
        query = urlencode({name: value for name, value in words.items() if value})
        return f"/cases/{self.procedure.code}/{f'?{query}' if query else ''}"

    def fields(self, places: dict[str, str]) -> Iterator[Field]:
        filters = self.filters
        yield Field(name="q", label="编号或标题", value=filters.text, help="如 噪声 望桥")
        stages = tuple(Choice(one.name, one.label) for one in self.procedure.parts.stages)
        yield Field(name="stage", label="状态", kind="code", value=filters.stage, choices=stages)
        if self.procedure.parts.limits:
            lights = tuple(Choice(*one) for one in LIGHTS)
            yield Field(name="light", label="期限", kind="code", value=filters.light, choices=lights)
        if places:
            options = tuple(Choice(code, name) for code, name in places.items())
            yield Field(name="place", label="社区", kind="code", value=filters.place, choices=options)
        years = sorted({*range(self.today.year - 5, self.today.year + 1), filters.year} - {0}, reverse=True)
        options = tuple(Choice(str(year), f"{year}年") for year in years)
        yield Field(name="year", label="年份", kind="code", value=str(filters.year or ""), choices=options)
        months = tuple(Choice(str(month), f"{month}月") for month in range(1, 13))
        yield Field(name="month", label="月份", kind="code", value=str(filters.month or ""), choices=months)

    def chosen(self, places: dict[str, str]) -> Iterator[Link]:
        filters = self.filters
        if filters.text:
            yield Link(f"“{filters.text}”", self.url(q=""))
        if filters.stage:
            label = next(
                (s.label for s in self.procedure.parts.stages if s.name == filters.stage), filters.stage
            )
            yield Link(f"状态：{label}", self.url(stage=""))
        if filters.light:
            yield Link(f"期限：{dict(LIGHTS)[filters.light]}", self.url(light=""))
        if filters.place:
            yield Link(f"社区：{places.get(filters.place, filters.place)}", self.url(place=""))
        if filters.year:
            month = f"{filters.month}月" if filters.month else ""
            yield Link(f"办理于{filters.year}年{month}", self.url(year="", month=""))


def _table(
    procedure: type[Procedure], lines: Sequence[Line], places: dict[str, str], today: date, organ: str
) -> Table:
    fields = lists.columns(procedure)
    needed = rosters.yearly_hours(procedure)
    had = rosters.hours_by_person(organ, needed.procedure, year=today.year) if needed else {}
    near = lists.near_days(procedure)
    cells = lists.cells(fields, lines)
    has_limits = bool(procedure.parts.limits)
    stages = {one.name: one.label for one in procedure.parts.stages}
    limit_columns = (Column("期限", kind="light"), Column("届满日", kind="day")) if has_limits else ()
    columns = (
        *limit_columns,
        Column("姓名或名称" if procedure.kind == "register" else "事项", kind="name"),
        Column("状态"),
        *(Column(one.label, kind="count" if one.kind in _FIGURES else "text") for one in fields),
        *((Column(needed.label),) if needed else ()),
        Column("社区"),
        Column("最近办理", kind="day"),
    )
    rows = []
    for line, own in zip(lines, cells, strict=True):
        light = showing.light_of_due(line.due, today, final=line.final, near=near)
        due = (light, None if light.state == "done" else line.due) if has_limits else ()
        rows.append(
            Row(
                id=f"case-{line.key}",
                cells=(
                    *due,
                    Link(line.title, f"/case/{line.key}/", line.number),
                    stages.get(line.stage, "已作废"),
                    *own,
                    *((rosters.of_entry(line.record, needed, had),) if needed else ()),
                    places.get(line.place, ""),
                    line.placed_on,
                ),
            )
        )
    return Table(caption=procedure.label, quiet_caption=True, columns=columns, rows=rows)


_FIGURES = frozenset(("yuan", "number", "percent"))


# Looking for something -----------------------------------------------------------------------------


def search(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Show what was found under words, or under exactly a person's name, number or phone."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = searches.find(desk.clerk, text) if text else searches.Found(hits=[], places=[])
    persons = looks.find_person(text, clerk=desk.clerk) if text else []
    of_person = searches.of(desk.clerk, [row.key for row in persons])
    places = dict(lists.places(desk.clerk.organ))
    near = [
        (name, procedure.label, f"/cases/{procedure.code}/?place={code}")
        for code, name in found.places
        for procedure in registry.current().values()
        if procedure.kind != "register" and not access.scope(desk.clerk, procedure).nothing
    ]
    return page(
        desk,
        "search.html",
        heading="查找",
        text=text,
        hits=_hits("按编号和标题", found.hits, places) if found.hits else None,
        persons=_hits("按人名、证件号码或电话", of_person, places) if of_person else None,
        near=near,
    )


def _hits(caption: str, hits: Sequence[searches.Hit], places: dict[str, str]) -> Table:
    rows = [
        (
            hit.procedure.label,
            Link(hit.line.title, f"/case/{hit.line.key}/", hit.line.number),
            next((s.label for s in hit.procedure.parts.stages if s.name == hit.line.stage), "已作废"),
            places.get(hit.line.place, ""),
            hit.line.last_on,
        )
        for hit in hits
    ]
    columns = (
        Column("事项"),
        Column("名称", kind="name"),
        Column("状态"),
        Column("社区"),
        Column("最近办理", kind="day"),
    )
    return Table(caption=caption, note=f"{len(hits)}件", columns=columns, rows=rows)
