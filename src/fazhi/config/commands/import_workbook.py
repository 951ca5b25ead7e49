"""``fazhi import``: look through a register (台账) of a duty, and bring its lines in when told to."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.config import terminal
from fazhi.config.commands import StoppedError
from fazhi.config.commands.workbook import clerk_at, procedure_named

if TYPE_CHECKING:
    from fazhi.usecases.workbook_import import Importing
    from fazhi.usecases.workbook_outcomes import Outcome, Summary

NAME = "import"
HELP = "导入台账（.xlsx、.csv）：先逐格检查，加 --commit 才写入"
MOST_TOLD = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which file, of what, and how much of it is taken."""
    parser.add_argument("workbook", type=Path, help="台账文件，.xlsx 或 .csv")
    parser.add_argument("--procedure", required=True, help="事项编码或名称，如 mediation")
    parser.add_argument("--organ", default="", help="机关名称或编号；只有一个机关时可不写")
    parser.add_argument("--as", dest="person", default="", help="由谁导入（姓名或编号）")
    parser.add_argument(
        "--fill", action="append", default=[], metavar="栏目=内容", help="表中没有的栏目统一填什么"
    )
    parser.add_argument("--commit", action="store_true", help="写入；不加则只检查")
    parser.add_argument("--good-rows", action="store_true", help="有错误的行除外，其余照写")
    parser.add_argument("--repeats", action="store_true", help="疑似重复的行也写入")
    parser.add_argument("--partly", action="store_true", help="后面环节办不下去的，先写到办得下去的一步")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Check the lines; with ``--commit`` write them."""
    from fazhi.usecases import clock  # noqa: PLC0415 - models load after Django is set up
    from fazhi.usecases.workbook_import import Importing, NotAllowedError  # noqa: PLC0415 - as above
    from fazhi.workbooks.opening import WorkbookError  # noqa: PLC0415 - as above

    terminal.ready()
    procedure = procedure_named(args.procedure)
    organ = _organ(args.organ)
    try:
        content = args.workbook.read_bytes()
    except OSError as fault:
        raise StoppedError(f"读不了文件“{args.workbook}”：{fault.strerror}。") from fault
    try:
        importing = Importing(
            content,
            args.workbook.name,
            procedure=procedure,
            clerk=clerk_at(args.person, organ=organ),
            now=clock.now(),
            fills=_fills(args.fill),
        )
        if not importing.registers:
            raise StoppedError(_no_register(importing))
        return _commit(args, importing) if args.commit else _look(args, importing)
    except (WorkbookError, NotAllowedError) as fault:
        raise StoppedError(str(fault)) from fault


def _organ(text: str) -> str:
    from fazhi.usecases import people  # noqa: PLC0415 - as above

    if text:
        return terminal.organ(text).code
    known = people.organs()
    if len(known) != 1:
        raise StoppedError("请用 --organ 写明导入到哪个机关。")
    return known[0][0]


def _fills(said: list[str]) -> dict[str, str]:
    found = {}
    for one in said:
        heading, mark, text = one.partition("=")
        if not (mark and heading.strip() and text.strip()):
            raise StoppedError(f"“{one}”看不出填什么，请写作 栏目=内容，例如 调解组织类型=社区。")
        found[heading.strip()] = text.strip()
    return found


def _no_register(importing: Importing) -> str:
    some = "、".join(place.heading for place in importing.layout.places[:12])
    return (
        f"没有在“{importing.name}”中找到“{importing.procedure.label}”台账的表头；表头应在前15行内，"
        f"有“{some}”等栏目。可用 fazhi workbook … --template 得到空白台账。"
    )


def _checked(importing: Importing) -> Summary:
    from fazhi.usecases.workbook_outcomes import Summary  # noqa: PLC0415 - as above

    found, tell, of = Summary(), terminal.progress(), importing.count()
    for outcome in importing.checked():
        found.add(outcome)
        tell("lines", found.lines, of)
    return found


def _look(args: argparse.Namespace, importing: Importing) -> int:
    found = _checked(importing)
    if args.json:
        terminal.answer(_data(importing, found, committed=False))
    else:
        _tell_sheets(importing)
        _tell(found, importing)
        terminal.say(_sum_up(found))
        if found.of("good", "begun"):
            terminal.say("没有写入。确认无误后加 --commit 写入。")
    return terminal.FOUND if found.of("bad") else 0


def _commit(args: argparse.Namespace, importing: Importing) -> int:
    from fazhi.usecases.workbook_outcomes import Summary  # noqa: PLC0415 - as above

    if not (args.good_rows or args.partly):
        found = _checked(importing)
        if found.of("bad"):
            if args.json:
                terminal.answer(_data(importing, found, committed=False))
            else:
                _tell_sheets(importing)
                _tell(found, importing)
                terminal.say(_sum_up(found))
            terminal.say("有错误的行，没有写入。请改正后再导入；只要其余各行的，请加 --good-rows。")
            return terminal.FOUND
    terminal.say(f"由{importing.clerk.name}（{importing.clerk.title}）导入。")
    done, tell, of = Summary(), terminal.progress(), importing.count()
    for outcome in importing.brought(doubtful=args.repeats, partly=args.partly):
        done.add(outcome)
        tell("lines", done.lines, of)
    if args.json:
        terminal.answer(_data(importing, done, committed=True))
    else:
        _tell_sheets(importing)
        _tell(done, importing)
        terminal.say(_sum_up(done))
    return terminal.FOUND if done.of("bad", "partly") else 0


def _tell_sheets(importing: Importing) -> None:
    for sheet in importing.sheets:
        if sheet.found is None:
            told = "后续办理" if sheet.further else "不是台账，跳过"
            print(f"表“{sheet.name}”：{told}")
            continue
        print(f"表“{sheet.name}”：表头在第{sheet.found.row}行，认出{len(sheet.found.places)}栏")
        for column, heading, why in sheet.found.refused:
            print(f"  {column}列“{heading}”不导入：{why}")
        if sheet.found.ignored:
            told = "、".join(f"{column}“{heading}”" for column, heading in sheet.found.ignored)
            print(f"  台账没有的栏目，跳过：{told}")
    for wrong in importing.wrong_totals:
        print(f"合计不符  {wrong}")
    if importing.missing:
        told = "、".join(f"“{place.heading}”" for place in importing.missing)
        print(f"必填而表中没有的栏目：{told}；可用 --fill 栏目=内容 统一填写。")


def _tell(found: Summary, importing: Importing) -> None:
    lacking = {place.heading for place in importing.missing}
    for one in found.told[:MOST_TOLD]:
        if one.remark:
            print(f"{one.sheet} 第{one.row}行 疑似重复：{one.remark}")
        cells = [bad for bad in one.bad if bad.cell or bad.heading not in lacking]
        if missed := len(one.bad) - len(cells):
            print(f"{one.sheet} 第{one.row}行 缺少上列栏目中的{missed}项")
        for bad in cells:
            where = f"{bad.cell}“{bad.heading}”" if bad.cell else f"第{bad.row}行“{bad.heading}”"
            said = f" 原为“{bad.value}”" if bad.value else ""
            basis = f"（{bad.basis}）" if bad.basis else ""
            print(f"{bad.sheet} {where}{said}：{bad.message}{basis}")
    if len(found.told) > MOST_TOLD:
        print(f"……另有{len(found.told) - MOST_TOLD}行，用 --json 看全部。")


def _sum_up(found: Summary) -> str:
    words = {
        "good": "可以导入",
        "begun": "接着导入",
        "entered": "已导入",
        "partly": "导入了前面的环节",
        "again": "以前导入过",
        "doubtful": "疑似重复，未导入",
        "bad": "有错误",
    }
    told = "，".join(f"{words[state]}{number}行" for state, number in found.states.items())
    cells = f"，错误{found.bad_cells}处" if found.bad_cells else ""
    return f"共{found.lines}行：{told or '没有内容'}{cells}。"


def _data(importing: Importing, found: Summary, *, committed: bool) -> dict[str, object]:
    return {
        "file": importing.name,
        "digest": importing.digest,
        "procedure": importing.procedure.code,
        "committed": committed,
        "sheets": [
            {
                "name": one.name,
                "heading_row": one.found.row if one.found else None,
                "columns": {place.heading: at for at, place in one.found.places.items()} if one.found else {},
            }
            for one in importing.sheets
        ],
        "refused_columns": [list(one) for one in importing.refused],
        "ignored_columns": [list(one) for one in importing.ignored],
        "missing_columns": [one.heading for one in importing.missing],
        "wrong_totals": importing.wrong_totals,
        "lines": found.lines,
        "states": found.states,
        "bad_cells": found.bad_cells,
        "told": [_outcome(one) for one in found.told],
    }


def _outcome(one: Outcome) -> dict[str, object]:
    return {
        "sheet": one.sheet,
        "row": one.row,
        "state": one.state,
        "case": one.case,
        "remark": one.remark,
        "bad": list(one.bad),
    }
