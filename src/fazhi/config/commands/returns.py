"""``fazhi returns``: the returns of an organ, filled in from its books."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fazhi.config import terminal
from fazhi.config.commands import StoppedError
from fazhi.core.periods import PeriodError

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
    parser.add_argument("--now", action="store_true", help="已签发的报表也按账簿现在的数填出")
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
    from fazhi.law.returns import returns  # noqa: PLC0415 - as above
    from fazhi.statements.returns.declared import all_returns  # noqa: PLC0415 - as above
    from fazhi.usecases import clock, filed_returns, return_files  # noqa: PLC0415 - as above

    terminal.ready()
    declared = all_returns()[args.code]
    form = "json" if args.json or args.to in {None, "-"} else Path(args.to).suffix.lstrip(".").lower()
    if form not in return_files.FORMATS:
        raise StoppedError(
            f"不能输出“{Path(args.to).suffix or args.to}”格式，请用 {'、'.join(return_files.FORMATS)}。"
        )
    try:
        wanted = returns()[args.code].span(args.period)
    except PeriodError as reason:
        raise StoppedError(str(reason)) from reason
    found = filed_returns.shown(terminal.organ(args.organ).code, declared, wanted, now=args.now)
    filled = found.filled
    content, _ = return_files.publish(filled, form, today=clock.today())
    if args.to in {None, "-"}:
        sys.stdout.buffer.write(content + b"\n")
    else:
        Path(args.to).write_bytes(content)
        terminal.say(f"已生成 {args.to}")
    if found.filing is not None:
        terminal.say(f"已签发，截至簿记第{found.filing.known_by}号；此后的更正动了{len(found.differences)}格")
    for moved in found.differences:
        then, now = (return_files.printed(cell, moved.column) for cell in (moved.filed, moved.now))
        terminal.say(f"    {moved.table} {moved.row} {moved.column.label}：签发{then}，现为{now}")
    for one in filled.broken:
        terminal.say(f"勾稽不符  {one.says}")
        for case in one.cases:
            terminal.say(f"    {case.number or case.case} {case.title}")
    return 0
