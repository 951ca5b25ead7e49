"""``fazhi trace``: lead a figure back to the entries it rests on."""

import argparse
from typing import Any

from fazhi.config import terminal
from fazhi.config.commands import StoppedError
from fazhi.core.statement import Asked, Figure, say

NAME = "trace"
HELP = "追溯某机关某年的一项指标：由数字到记账，到记录和案件。"

#: No journal has more postings; a database counts no further either.
_MOST = 10**12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which figure."""
    parser.add_argument("organ", help="机关名称或编号，如 青槐街道")
    parser.add_argument("year", type=int, help="年度，如 2025")
    parser.add_argument("indicator", help="指标编码，如 mediation.settled")
    parser.add_argument(
        "--by", metavar="维度=值", help="只看一个分项，如 source=entrusted/police；交叉分项用逗号连写"
    )
    parser.add_argument("--limit", type=int, default=100, help="最多列出多少笔（默认 %(default)s）")
    parser.add_argument("--offset", type=int, default=0, help="从第几笔列起（默认 %(default)s）")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Tell the figure, and what it rests on."""
    from fazhi.procedures import registry  # noqa: PLC0415 - models load after Django is set up
    from fazhi.usecases import figures, late_limits, statements  # noqa: PLC0415 - as above

    terminal.ready()
    organ = terminal.organ(args.organ)
    if not 2000 <= args.year <= 2100:
        raise StoppedError(f"“{args.year}”不是年度，请写四位年份，例如 2025。")
    where = tuple(_part(one) for one in (args.by or "").split(",") if one)
    if args.indicator in late_limits.INDICATORS:
        return _limits(args, organ, where)
    book = figures.Book([organ.code], figures.Period.year(args.year))
    try:
        for code in registry.asked(book.indicator(args.indicator)):
            statements.broken_down(book.indicator(code), Asked(code=code, where=where))
        found = figures.trace(
            book,
            args.indicator,
            where=where,
            offset=min(max(0, args.offset), _MOST),
            limit=min(max(1, args.limit), _MOST),
        )
    except (figures.UnknownIndicatorError, ValueError) as fault:
        raise StoppedError(str(fault.args[0])) from fault
    if args.json:
        terminal.answer(
            {
                "organ": organ.name,
                "year": args.year,
                "figure": _data(found.figure),
                "parts": [_data(part) for part in found.parts],
                "lines": found.lines,
                "more": found.more,
            }
        )
        return 0
    print(f"{organ.name} {args.year}年 {_figure(found.figure)}")
    for part in found.parts:
        print(f"  {_figure(part)}")
    for one in found.lines:
        slices = " ".join(f"{key}={value}" for key, value in one.slices.items())
        back = f"（冲销第{one.reverses}号）" if one.reverses else ""
        told = f"{one.number or one.case} {one.title} “{one.step}” {terminal.number(one.amount)}{back}"
        print(f"  {one.on} 第{one.entry}号 {told} {slices}".rstrip())
    if found.more:
        terminal.say(f"另有{found.more}笔，请用 --offset 接着看。")
    return 0


def _limits(args: argparse.Namespace, organ: terminal.Organ, where: tuple[tuple[str, str], ...]) -> int:
    """Tell one of the two figures of limits that were not kept, and the limits behind it."""
    from fazhi.usecases import clock, late_limits  # noqa: PLC0415 - as above

    if [name for name, _ in where] not in ([], ["code"]):
        raise StoppedError(f"“{args.indicator}”只能按期限分项，写作 --by code=ME-01。")
    today, limit = clock.today(), dict(where).get("code", "")
    if limit and limit not in late_limits.labels():
        raise StoppedError(f"没有编号为“{limit}”的期限；各事项的期限见 fazhi procedures 事项编码。")
    asked = Asked(code=args.indicator, where=where)
    figure = late_limits.figure([organ.code], args.year, asked, today=today)
    offset, most = min(max(0, args.offset), _MOST), min(max(1, args.limit), _MOST)
    lines, count = late_limits.lines(
        [organ.code], args.year, args.indicator, today=today, limit=limit, offset=offset, most=most
    )
    more = max(0, count - offset - most)
    if args.json:
        told = {"organ": organ.name, "year": args.year, "figure": _data(figure), "parts": []}
        terminal.answer(told | {"lines": lines, "more": more})
        return 0
    print(f"{organ.name} {args.year}年 {_figure(figure)}")
    for one in lines:
        met = f"，{one.met_on}办结" if one.met_on else "，尚未办结"
        print(f"  {one.last_day} {one.number or one.case} {one.title} “{one.limit}”超{one.days}日{met}")
    if more:
        terminal.say(f"另有{more}个，请用 --offset 接着看。")
    return 0


def _part(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    if not (name and value):
        raise StoppedError(
            f"“{text}”不是分项，请写作 维度=值，例如 source=applied；同时按两项写作 维度=值,维度=值。"
        )
    return name, value


def _figure(one: Figure) -> str:
    unit = "" if one.unit == "%" else one.unit
    return f"{one.indicator} {one.label}：{say(one)}{unit if one.value is not None else ''}"


def _data(one: Figure) -> dict[str, Any]:
    """Return a figure for a program, its value as reports give it: rates in percent."""
    from fazhi.usecases.statements import number  # noqa: PLC0415 - models load after Django is set up

    return {
        "indicator": one.indicator,
        "label": one.label,
        "unit": one.unit,
        "value": None if one.value is None else number(one.value, one.unit),
        "where": dict(one.where),
        "last": None if one.last is None else number(one.last, one.unit),
        "opening": number(one.opening, one.unit),
        "entries": one.entries,
    }
