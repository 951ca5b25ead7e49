"""``fazhi returns``: the returns of an organ, filled in from its books."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

NAME = "returns"
HELP = (
    "由账簿填出统计报表（人民调解、执法年度数据、信息公开年报表、普法、热线、复议应诉等），并核对勾稽关系。"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whose return, which, for when."""
    parser.add_argument("organ", nargs="?", help="机关名称或编号；不写则列出有哪些报表")
    parser.add_argument("code", nargs="?", help="报表编号，如 S1")
    parser.add_argument("period", nargs="?", help="报告期：2025、2025-H1、2025-Q1 或 2025-03")
    parser.add_argument(
        "--to",
        metavar="文件",
        help="输出文件，按扩展名选格式：xlsx、docx、pdf、html、md、json；- 为标准输出（json）",
    )
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Fill it in."""
    from fazhi.statements.returns.declared import all_returns  # noqa: PLC0415 - models load after Django is set up

    if args.organ is None:
        for one in all_returns().values():
            print(f"{one.code:<5}{one.label}（报送{one.goes_to}）勾稽{len(one.balances)}条")
        return 0
    declared = all_returns().get(args.code or "")
    if declared is None:
        raise StoppedError(f"没有报表“{args.code or ''}”；现有：{'、'.join(all_returns())}。")
    if args.period is None:
        raise StoppedError("请写报告期，例如 2025、2025-Q1 或 2025-03。")
    return _fill(args)


def _fill(args: argparse.Namespace) -> int:
    from fazhi.statements.returns.declared import all_returns  # noqa: PLC0415 - as above
    from fazhi.usecases import clock, periods, return_files, returns  # noqa: PLC0415 - as above

    terminal.ready()
    declared = all_returns()[args.code]
    form = "json" if args.json or args.to in {None, "-"} else Path(args.to).suffix.lstrip(".").lower()
    if form not in return_files.FORMATS:
        raise StoppedError(
            f"不能输出“{Path(args.to).suffix or args.to}”格式，请用 {'、'.join(return_files.FORMATS)}。"
        )
    try:
        wanted = returns.span(args.period, declared)
    except periods.PeriodError as reason:
        raise StoppedError(str(reason)) from reason
    filled = returns.fill(terminal.organ(args.organ).code, declared, wanted)
    content, _ = return_files.publish(filled, form, today=clock.today())
    if args.to in {None, "-"}:
        sys.stdout.buffer.write(content + b"\n")
    else:
        Path(args.to).write_bytes(content)
        terminal.say(f"已生成 {args.to}")
    for one in filled.broken:
        terminal.say(f"勾稽不符  {one.says}")
        for case in one.cases:
            terminal.say(f"    {case.number or case.case} {case.title}")
    return 0
