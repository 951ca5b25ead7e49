"""``fazhi workbook``: the register (台账) of a duty as a workbook, or an empty one to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

if TYPE_CHECKING:
    from fazhi.core.procedure import Procedure
    from fazhi.usecases.people import Clerk

NAME = "workbook"
HELP = "导出某机关某事项的台账（.xlsx），或一份空白台账"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whose, of what, and where to."""
    parser.add_argument("organ", help="机关名称或编号，如 青槐街道")
    parser.add_argument("procedure", help="事项编码，如 mediation；见 fazhi procedures")
    parser.add_argument("year", type=int, nargs="?", default=0, help="立案（登记）年度；不写为全部")
    parser.add_argument("--to", type=Path, required=True, help="写到哪个 .xlsx 文件")
    parser.add_argument("--as", dest="person", default="", help="由谁导出（姓名或编号），只含其看得到的案件")
    parser.add_argument("--whole", metavar="原因", help="不脱敏导出，并说明原因；逐件留痕")
    parser.add_argument("--template", action="store_true", help="只要空白台账")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Write the register."""
    from fazhi.usecases import clock, workbook_export  # noqa: PLC0415 - models load after Django is set up
    from fazhi.usecases.looks import LookRefusedError  # noqa: PLC0415 - as above

    terminal.ready()
    organ = terminal.organ(args.organ)
    procedure = procedure_named(args.procedure)
    if args.to.suffix.lower() != ".xlsx":
        raise StoppedError(f"“{args.to}”不是 .xlsx 文件名，请用 .xlsx 作扩展名。")
    if args.year and not 1990 <= args.year <= 2199:
        raise StoppedError(f"“{args.year}”不是年度，请写四位年份，例如 2025。")
    if args.template:
        workbook_export.template(procedure, to=args.to)
        terminal.say(f"已生成空白台账 {args.to}。")
        return 0
    clerk = clerk_at(args.person, organ=organ.code)
    try:
        done = workbook_export.export(
            procedure,
            to=args.to,
            clerk=clerk,
            now=clock.now(),
            year=args.year,
            whole_because=args.whole,
            progress=terminal.progress(),
        )
    except LookRefusedError as fault:
        raise StoppedError(str(fault)) from fault
    except OSError as fault:
        raise StoppedError(f"写不了 {args.to}：{fault.strerror}。") from fault
    if args.json:
        terminal.answer({"file": str(args.to), "lines": done.lines, "masked": done.masked})
    else:
        how = "个人信息已脱敏" if done.masked else "含个人信息，请妥善保管"
        terminal.say(f"已导出 {args.to}：{procedure.label}{done.lines}件，{how}。")
    return 0


def procedure_named(code: str) -> type[Procedure]:
    """Return the duty of that code or label, or stop."""
    from fazhi.procedures import registry  # noqa: PLC0415 - as above

    known = registry.current()
    found = known.get(code) or next((one for one in known.values() if one.label == code), None)
    if found is None:
        raise StoppedError(f"没有“{code}”这一事项；现有：{'、'.join(known)}。")
    return found


def clerk_at(person: str, *, organ: str) -> Clerk:
    """Return who acts: the one named, else who answers for corrections; or stop."""
    from fazhi.usecases import clock, workbook_people  # noqa: PLC0415 - as above

    try:
        if person:
            return workbook_people.clerk_named(person, organ=organ, on=clock.today())
        return workbook_people.keeper(organ=organ, on=clock.today())
    except LookupError as fault:
        raise StoppedError(str(fault.args[0])) from fault
