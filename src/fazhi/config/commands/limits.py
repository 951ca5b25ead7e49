"""``fazhi limits``: why a date in a case is what it is, and what a new holiday notice makes of it."""

import argparse
from datetime import date
from typing import cast

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

NAME = "limits"
HELP = "说明案件的期限；放假安排公布后重新计算暂定的期限。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do: to explain a case's limits, or to count provisional ones anew."""
    acts = parser.add_subparsers(title="操作", metavar="操作", required=True)
    explain = acts.add_parser("explain", help="说明一个案件的全部期限")
    explain.add_argument("case", help="案件编号（如 990101001-12）或文号")
    terminal.add_json(explain)
    explain.set_defaults(act=_explain)
    recompute = acts.add_parser("recompute", help="按现在的放假安排重新计算暂定的届满日，列出变动")
    recompute.add_argument("--all", action="store_true", help="重新计算全部未办结的期限，不只是暂定的")
    terminal.add_json(recompute)
    recompute.set_defaults(act=_recompute)


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    terminal.ready()
    return cast("int", args.act(args))


def _recompute(args: argparse.Namespace) -> int:
    """Count last days anew and tell which moved."""
    from fazhi.usecases import provisional  # noqa: PLC0415 - models load after Django is set up

    found = provisional.recompute(everything=args.all, progress=terminal.progress())
    if args.json:
        terminal.answer(found)
        return 0
    terminal.say(
        f"重新计算{found.cases}件，{len(found.moved)}个届满日变动，"
        f"{found.settled}个由暂定转为确定，仍有{found.provisional}个暂定。"
    )
    for one in found.moved:
        print(f"{one.number or one.case}  {one.title}  {one.limit}  {_day(one.was)} → {_day(one.now)}")
    return 0


def _day(day: date | None) -> str:
    return day.isoformat() if day else "中止中"


def _explain(args: argparse.Namespace) -> int:
    """Explain every limit that has begun in the case."""
    from fazhi.usecases import clock, explaining  # noqa: PLC0415 - models load after Django is set up

    try:
        found = explaining.explain(args.case, today=clock.today())
    except explaining.NoSuchCaseError as fault:
        raise StoppedError(str(fault)) from fault
    if args.json:
        terminal.answer(found)
        return 0
    print(f"{found.number or found.key}  {found.title}（{found.organ}）")
    if not found.limits:
        print("本案没有已开始的期限。")
    for one in found.limits:
        last = one.last_day or "中止中"
        last = f"{last}（暂定）" if one.provisional else last
        print(f"\n{one.label}（{one.code}）  最后一日 {last}  {one.light}")
        print(f"  依据：{one.basis}" + (f"：“{one.quote}”" if one.quote else ""))
        print(f"  起算：{one.since_on} “{one.since}”（第{one.since_entry}号记录）")
        for step in one.steps:
            print(f"  {step}")
        if one.met_on:
            print(f"  办结：{one.met_on} “{one.met_by}”")
        if one.silence:
            print(f"  届满未办：{one.silence}")
    return 0
