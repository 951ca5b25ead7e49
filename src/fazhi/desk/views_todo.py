"""The first page of the day: what is due, and what waits for one's post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase

from fazhi.core.clocks import Light, day_of
from fazhi.desk import showing, views_plan
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Tab, ToDo, ToDoGroup
from fazhi.desk.wording import day_in_full
from fazhi.usecases import handovers, planner, todo

_SHOWN = 80
"""How many due days a page lists: the nearest; the tab counts them all."""
TABS = {"today": "今天", "week": "本周", "overdue": "逾期", "all": "全部"}


def to_do(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Show what is to be done."""
    chosen = cast("todo.Tab", request.GET.get("tab")) if request.GET.get("tab") in TABS else "today"
    found = todo.read(desk.clerk, today=desk.now)
    due = found.under(chosen)[:_SHOWN]
    tabs = [
        Tab(
            label=label,
            url="/todo/" if name == "today" else f"/todo/?tab={name}",
            current=name == chosen,
            count=len(found.under(cast("todo.Tab", name))),
        )
        for name, label in TABS.items()
    ]
    return page(
        desk,
        "todo.html",
        section="/todo/",
        heading="待办",
        heading_note=_summary(found, desk.today),
        tabs=tabs,
        tabs_label="按时间",
        tab=chosen,
        groups=[*_groups(due, desk.now), *_keeping(found, desk.today)]
        if chosen in ("today", "week")
        else _groups(due, desk.now),
        elsewhere=_elsewhere(found, desk.now) if chosen == "today" else [],
        elsewhere_count=len(found.overdue_elsewhere),
        waiting=[_waiting(group) for group in found.waiting] if chosen in ("today", "all") else [],
        waiting_count=sum(group.count for group in found.waiting),
        calendar=_calendar(desk) if chosen in ("today", "all") else [],
        to_confirm=found.to_confirm,
        to_receive=handovers.waiting(desk.clerk),
        more=found.more or len(found.under(chosen)) > _SHOWN,
        empty=_EMPTY[chosen],
        running=len(found.under("all")),
    )


_EMPTY = {
    "today": "今天没有到期的事项。",
    "week": "本周没有到期的事项。",
    "overdue": "没有逾期的事项。",
    "all": "没有正在计算的期限。",
}


def _summary(found: todo.ToDo, today: date) -> str:
    overdue = len(found.under("overdue"))
    told = [day_in_full(today)]
    told.append(f"逾期{overdue}件" if overdue else "没有逾期")
    if found.to_sign:
        told.append(f"待签批{found.to_sign}件")
    return "，".join(told)


def _groups(dues: Iterable[todo.Due], now: date) -> list[ToDoGroup]:
    heads: dict[str, list[ToDo]] = {
        name: [] for name in ("已逾期，由您办理", "已逾期，由他人办理", "今天", "本周", "以后")
    }
    for due in dues:
        heads[_head(due, now)].append(_item(due, now))
    return [ToDoGroup(label=label, items=items) for label, items in heads.items()]


def _head(due: todo.Due, now: date) -> str:
    today = day_of(now)
    if due.over(now):
        return "已逾期，由您办理" if due.mine else "已逾期，由他人办理"
    if due.last_day == today:
        return "今天"
    return "本周" if (due.last_day - today).days <= 6 - today.weekday() else "以后"


def _item(due: todo.Due, now: date) -> ToDo:
    case = f"/case/{due.case}/"
    acts = due.step is not None and due.mine
    return ToDo(
        title=due.title,
        url=case,
        light=showing.light(due.light(now), due.last_day, now, due.moment),
        due=due.last_day,
        act=due.step.label if acts and due.step is not None else "办理" if due.mine else "看案件",
        act_url=f"{case}do/{due.step.name}/" if acts and due.step is not None else case,
        matter=" · ".join(filter(None, (due.procedure.label, due.number, due.stage))),
        basis="，".join(filter(None, (f"{due.limit.label}：{due.because}", str(due.limit.rests_on)))),
        provisional=due.provisional,
    )


def _keeping(found: todo.ToDo, today: date) -> list[ToDoGroup]:
    """Return what is to be kept up of registers: what runs out before long, and what the year still asks."""
    until = [
        ToDo(
            title=one.told,
            url=f"/cases/{one.procedure.code}/",
            light=showing.light(Light.CALM, one.until, today),
            due=one.until,
            act="看名册",
            act_url=f"/cases/{one.procedure.code}/",
            matter=one.procedure.label,
            basis=str(one.basis),
        )
        for one in found.lacking
    ]
    return [
        ToDoGroup(label="证件、任期将到期", items=[_item(due, today) for due in found.running_out]),
        ToDoGroup(label="年内应当完成", items=until),
    ]


def _elsewhere(found: todo.ToDo, now: date) -> list[ToDoGroup]:
    """Return the oldest of what is overdue elsewhere: enough to see where to ask."""
    items = [_item(due, now) for due in found.overdue_elsewhere[: todo.SHOWN_WAITING]]
    return [ToDoGroup(label="由他人办理，已逾期", items=items)]


def _calendar(desk: AtDesk) -> list[ToDoGroup]:
    """Return what the calendar of the year asks of the clerk's posts now."""
    tasks = planner.due_for(desk.clerk.organ, desk.clerk.codes, today=desk.today)
    may_tell = views_plan.may_tell(desk)
    items = [views_plan.item(task, desk.today, may_tell=may_tell) for task in tasks]
    return [ToDoGroup(label="年度日历", items=items)]


def _waiting(group: todo.Group) -> dict[str, Any]:
    step = group.only_step
    return {
        "head": f"{group.procedure.label}：{group.stage_label}",
        "count": group.count,
        "acts": "、".join(step.label for step in group.steps),
        "act": step.label if step else "办理",
        "cases": [
            {
                "title": one.title,
                "number": one.number,
                "url": f"/case/{one.case}/",
                "act_url": f"/case/{one.case}/do/{step.name}/" if step else f"/case/{one.case}/",
                "since": one.last_on,
            }
            for one in group.cases
        ],
        "rest": group.count - len(group.cases),
        "list_url": f"/cases/{group.procedure.code}/?stage={group.stage}",
    }
