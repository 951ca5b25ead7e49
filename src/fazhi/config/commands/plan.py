"""``fazhi plan``: what a year asks of an organ, by when, of whom, and what is done of it."""

from __future__ import annotations

import argparse
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fazhi.config import terminal

if TYPE_CHECKING:
    from fazhi.usecases.planner import Task
    from fazhi.usecases.standing_work import Standing

NAME = "plan"
HELP = "列出某机关某年的年度日历：每项事务的日期、责任人，和已经办完的记录。"
STATES = {
    "done": "已办",
    "aside": "不适用",
    "ahead": "未到",
    "open": "可办",
    "near": "临期",
    "overdue": "逾期",
    "missing": "未记",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whose year."""
    parser.add_argument("organ", help="机关名称或编号")
    parser.add_argument("year", type=int, help="年份")
    parser.add_argument("--open", action="store_true", help="只列还没有办的")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Tell the year."""
    from fazhi.usecases import clock, planner  # noqa: PLC0415 - models load after Django is set up

    terminal.ready()
    organ = terminal.organ(args.organ)
    found = planner.read(organ.code, args.year, today=clock.today())
    tasks = [task for task in found.tasks if not args.open or task.state not in {"done", "aside"}]
    if args.json:
        terminal.answer(
            {
                "organ": organ.name,
                "year": args.year,
                "today": clock.today(),
                "tasks": [_row(task) for task in tasks],
                "standing": [_standing(one) for one in found.standing],
            }
        )
        return 0
    print(f"{organ.name}{args.year}年度日历（今天是{clock.today()}）")
    for month, of_month in groupby(tasks, key=lambda task: task.occasion.due.month):
        print(f"\n{month}月")
        for task in of_month:
            print(_line(task))
    if found.standing:
        print("\n日常")
        for one in found.standing:
            print(_standing_line(one))
    counted = "，".join(f"{STATES[state]}{count}项" for state, count in found.counts.items())
    print(f"\n共{len(found.tasks)}项：{counted}。")
    return 0


def _standing_line(one: Standing) -> str:
    told = f"  {STATES[one.state]}" if one.state else ""
    kept = f"  已过{one.times}次，有记录{one.kept}次" if one.times else ""
    waits = f"，现有{one.waiting}件待办" if one.waiting else ""
    return f"  {one.duty.when}{told}  {one.duty.label}  〔{'；'.join(one.owners)}〕{kept}{waits}"


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "code": one.duty.code,
        "label": one.duty.label,
        "when": one.duty.when,
        "owners": list(one.owners),
        "now": one.key,
        "state": one.state,
        "times": one.times,
        "kept": one.kept,
        "missed": [occasion.key for occasion in one.missed],
        "waiting": one.waiting,
    }


def _line(task: Task) -> str:
    occasion = task.occasion
    days = (
        f"{occasion.due:%m-%d}"
        if occasion.start == occasion.due
        else f"{occasion.start:%m-%d}～{occasion.due:%m-%d}"
    )
    mark = "（法定）" if task.duty.statutory else ""
    told = f"  〔{'；'.join(task.owners)}〕"
    basis = f"  {task.duty.rests_on}" if task.duty.rests_on else ""
    moved = f"  （由{task.moved.was:%m-%d}改期：{task.moved.why}）" if task.moved else ""
    done = f"  {task.fulfilled.on} {task.fulfilled.title}（{task.fulfilled.case}）" if task.fulfilled else ""
    return f"  {days:<13}{STATES[task.state]}  {task.duty.label}{mark}{told}{basis}{moved}{done}"


def _row(task: Task) -> dict[str, Any]:
    return {
        "key": task.key,
        "code": task.duty.code,
        "label": task.duty.label,
        "start": task.occasion.start,
        "due": task.occasion.due,
        "state": task.state,
        "owners": list(task.owners),
        "posts": list(task.duty.owners),
        "statutory": task.duty.statutory,
        "basis": task.duty.rests_on,
        "procedure": task.duty.procedure,
        "returns": task.duty.returns,
        "moved": {"was": task.moved.was, "why": task.moved.why, "case": task.moved.case}
        if task.moved
        else None,
        "fulfilled": {
            "case": task.fulfilled.case,
            "title": task.fulfilled.title,
            "entry": task.fulfilled.entry,
            "on": task.fulfilled.on,
            "by_hand": task.fulfilled.by_hand,
        }
        if task.fulfilled
        else None,
    }
