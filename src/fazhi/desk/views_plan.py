"""年度日历: what the year asks, of whom, by when, and the entry that fulfilled it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase

from fazhi.core.recurrence import key_in_words
from fazhi.desk.asked import whole
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Column, Light, Link, Row, Tab, Table, ToDo, ToDoGroup
from fazhi.law.year import said
from fazhi.procedures import registry
from fazhi.usecases import planner, shelves
from fazhi.usecases.planner import TASK, Progress, Task
from fazhi.usecases.standing_work import Standing

SECTION = "/todo/"
HOME = "/plan/"
_LIGHTS = {
    "done": ("done", "已办"),
    "aside": ("paused", "不适用"),
    "ahead": ("normal", "未到"),
    "open": ("normal", "可以办"),
    "near": ("soon", ""),
    "overdue": ("overdue", ""),
    "missing": ("soon", "没有记录"),
}
_FIRST, _LAST = 2019, 2045
_MONTHS = 12
_LEAVES = {"mine": "我的", "open": "还没有办的", "all": "全部"}


def plan(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Show the calendar of a year: one's own, what is not done, or all."""
    today = desk.today
    year = _year(request.GET.get("year", ""), today)
    found = planner.read(desk.clerk.organ, year, today=today)
    mine = found.of(desk.clerk.codes)
    leaves = {
        "mine": mine,
        "open": tuple(task for task in found.tasks if task.state not in {"done", "aside"}),
        "all": found.tasks,
    }
    wanted = request.GET.get("tab", "")
    chosen = wanted if wanted in leaves else "mine" if mine else "all"
    month = _month(request.GET.get("month", ""), year, today)
    shown = [task for task in leaves[chosen] if chosen == "mine" or task.occasion.due.month == month]
    return page(
        desk,
        "plan.html",
        section=SECTION,
        crumbs=(Link("待办", SECTION), Link("年度日历")),
        heading=f"{year}年度日历",
        heading_note=_summary(found.counts),
        tabs=[
            Tab(
                label=label,
                url=f"{HOME}?year={year}&tab={name}",
                current=name == chosen,
                count=len(leaves[name]),
            )
            for name, label in _LEAVES.items()
        ],
        tabs_label="看哪些",
        groups=_by_month(shown, today, may_tell=may_tell(desk)),
        months=[] if chosen == "mine" else _months(leaves[chosen], f"{HOME}?year={year}&tab={chosen}", month),
        standing=[_standing(one, may_tell=may_tell(desk)) for one in found.standing],
        years=[(one, f"{HOME}?year={one}", one == year) for one in range(today.year - 1, today.year + 2)],
        progress=_progress(planner.lists_of_tasks(desk.clerk, today=today)),
    )


def _year(text: str, today: date) -> int:
    return int(text) if text.isdecimal() and len(text) == 4 and _FIRST <= int(text) <= _LAST else today.year


def _month(text: str, year: int, today: date) -> int:
    """Return the month to show: the one asked, else this one, else the year's first or last."""
    if 1 <= whole(text) <= _MONTHS:
        return whole(text)
    return today.month if year == today.year else 1 if year > today.year else _MONTHS


def _months(tasks: Iterable[Task], url: str, month: int) -> list[Tab]:
    due = [task.occasion.due.month for task in tasks]
    return [
        Tab(label=f"{one}月", url=f"{url}&month={one}", current=one == month, count=due.count(one))
        for one in range(1, _MONTHS + 1)
    ]


def _summary(counts: Mapping[str, int]) -> str:
    told = [f"共{sum(counts.values())}项", f"已办{counts.get('done', 0)}项"]
    told += [
        f"{label}{counts[state]}项"
        for state, label in (("near", "临期"), ("overdue", "逾期"), ("missing", "没有记录"))
        if counts.get(state)
    ]
    return "，".join(told)


def may_tell(desk: AtDesk) -> bool:
    """Tell whether the clerk may enter that something on the calendar is done."""
    task = registry.current().get(TASK)
    return task is not None and bool(shelves.opens(desk.clerk, task))


def _by_month(tasks: Iterable[Task], today: date, *, may_tell: bool) -> list[ToDoGroup]:
    months = groupby(tasks, key=lambda task: task.occasion.due.month)
    return [
        ToDoGroup(label=f"{month}月", items=[item(one, today, may_tell=may_tell) for one in found])
        for month, found in months
    ]


def item(task: Task, today: date, *, may_tell: bool) -> ToDo:
    """Return a task of the calendar as a line of what is to be done, leading on only where one may go."""
    kind, word = _LIGHTS[task.state]
    note = ""
    if task.state == "near":
        left = (task.occasion.due - today).days
        note = f"余{left}天" if left else "今天到期"
    act, url = _act(task, may_tell=may_tell)
    return ToDo(
        title=task.duty.label,
        url=f"/case/{task.fulfilled.case}/" if task.fulfilled else url,
        light=Light(state=kind, note=note, word=word),
        due=task.occasion.due,
        act="看记录" if task.fulfilled else act,
        act_url=f"/case/{task.fulfilled.case}/" if task.fulfilled else url,
        matter=" · ".join(
            filter(None, (_days(task), *task.owners, task.duty.returns, _moved(task), _done(task)))
        ),
        basis=f"法定：{task.duty.rests_on}" if task.duty.statutory else task.duty.rests_on,
        also=_moving(task, may_tell=may_tell),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWork:
    """Work of every week or day as a line: how it stands now, how often it was recorded, what waits."""

    when: str
    label: str
    owners: str
    url: str
    light: Light | None
    told: str
    tell_url: str


def _standing(one: Standing, *, may_tell: bool) -> StandingWork:
    duty = one.duty
    told = [f"已过{one.times}次，有记录{one.kept}次"] if one.times else []
    if one.missed:
        told.append(f"最近没有记录的：{'、'.join(occasion.due.strftime('%m-%d') for occasion in one.missed)}")
    if one.waiting:
        told.append(f"现有{one.waiting}件待办")
    kind, word = _LIGHTS[one.state] if one.state else ("normal", "")
    note = "今天" if one.state == "near" else ""
    return StandingWork(
        when=duty.when,
        label=duty.label,
        owners="；".join(one.owners),
        url=f"/cases/{duty.procedure}/" if duty.procedure else "",
        light=Light(state=kind, note=note, word=word) if one.state else None,
        told="；".join(told),
        tell_url=_form(one.key, duty.label, "fulfilled")
        if may_tell and one.key and one.state not in ("done", "aside")
        else "",
    )


def _form(key: str, label: str, step: str = "") -> str:
    """Return where an occasion is settled or moved, half filled in; without ``step`` one is asked which."""
    words = urlencode(
        {"fill-task": said(key), "fill-subject": f"{label}（{key_in_words(key.partition('@')[2])}）"}
    )
    return f"/cases/{TASK}/new/{f'{step}/' if step else ''}?{words}"


def _act(task: Task, *, may_tell: bool) -> tuple[str, str]:
    """Return what leads to fulfilling a task: where it is entered, else the form that says it is done."""
    duty = task.duty
    if (duty.figure or duty.step) and duty.procedure in registry.current():
        return "去办", f"/cases/{duty.procedure}/"
    if not may_tell:
        return "", ""
    if task.moved is not None:
        return "记办结", f"/case/{task.moved.case}/do/fulfilled/"
    return "记办结", _form(task.key, duty.label)


def _moving(task: Task, *, may_tell: bool) -> Link | None:
    """Return what leads to giving a task a day of the office's own, None where it is done or one may not."""
    if task.fulfilled is not None or not may_tell:
        return None
    if task.moved is not None:
        return Link("再改期", f"/case/{task.moved.case}/do/rescheduled/")
    return Link("改期", _form(task.key, task.duty.label, "rescheduled"))


def _days(task: Task) -> str:
    start, due = task.occasion.start, task.occasion.due
    return "" if start == due else f"{start.month}月{start.day}日起"


def _moved(task: Task) -> str:
    if task.moved is None:
        return ""
    was = task.moved.was
    return f"由{was.month}月{was.day}日改期：{task.moved.why}"


def _done(task: Task) -> str:
    if task.fulfilled is None:
        return ""
    on = task.fulfilled.on
    return f"{on.month}月{on.day}日：{task.fulfilled.title}"


def _progress(found: Iterable[Progress]) -> Table | None:
    rows = [
        Row(
            cells=(
                Link(one.procedure.label, f"/cases/{one.procedure.code}/"),
                one.total,
                one.done,
                one.total - one.done,
                one.overdue,
                f"{one.done * 100 / one.total:.0f}%",
            )
        )
        for one in found
    ]
    columns = (
        Column("清单", kind="name"),
        Column("列入", kind="count"),
        Column("已销号", kind="count"),
        Column("办理中", kind="count"),
        Column("逾期", kind="count"),
        Column("进度"),
    )
    return Table(caption="计划和整改清单", columns=columns, rows=rows) if rows else None
