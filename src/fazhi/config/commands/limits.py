"""``fazhi limits explain``: why a date in a case is what it is."""

import argparse

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

NAME = "limits"
HELP = "说明案件的期限：依据、起算、逐日计算、中止、延长和顺延。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do, and with which case."""
    acts = parser.add_subparsers(title="操作", metavar="操作", required=True)
    explain = acts.add_parser("explain", help="说明一个案件的全部期限")
    explain.add_argument("case", help="案件编号（如 990101001-12）或文号")
    terminal.add_json(explain)


def run(args: argparse.Namespace) -> int:
    """Explain every limit that has begun in the case."""
    from fazhi.usecases import clock, explaining  # noqa: PLC0415 - models load after Django is set up

    terminal.ready()
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
