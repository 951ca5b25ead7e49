"""``fazhi compare``: a report, published or in draft, held against the organ's own ledger."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.config import terminal
from fazhi.config.commands import StoppedError
from fazhi.core.statement import rounded

if TYPE_CHECKING:
    from fazhi.reader import Reading
    from fazhi.usecases.comparing import Compared, Comparison

NAME = "compare"
HELP = "把一份年度报告（草稿或已发布的）与本机关账簿逐数对照：相同、不同、只在文稿、只在账簿"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the report and the books."""
    parser.add_argument("file", help="报告文件（docx、pdf、html、md、txt、图片）")
    parser.add_argument("organ", help="机关名称或编号，如 青槐街道")
    parser.add_argument("year", type=int, help="对照哪一年的账簿，如 2025")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Compare; the exit code tells whether all agrees."""
    from fazhi.usecases import clock, comparing, figures  # noqa: PLC0415 - models load after Django is set up

    reading = _read(args.file)
    terminal.ready()
    organ = terminal.organ(args.organ)
    if not 2000 <= args.year <= 2100:
        raise StoppedError(f"“{args.year}”不是年度，请写四位年份，例如 2025。")
    book = figures.Book([organ.code], figures.Period.year(args.year))
    found = comparing.compare(reading, book, organ=organ.code, name=organ.name, today=clock.today())
    if args.json:
        terminal.answer(found.to_json())
    else:
        _tell(found)
    return terminal.FOUND if found.differences else 0


def _read(name: str) -> Reading:
    from fazhi.reader import UnreadableError, read  # noqa: PLC0415 - other commands need not load the reader

    path = Path(name)
    try:
        return read(path.read_bytes(), path.name)
    except FileNotFoundError as fault:
        raise StoppedError(f"没有文件“{name}”。") from fault
    except OSError as fault:
        raise StoppedError(f"“{name}”打不开：{fault.strerror or fault}。") from fault
    except UnreadableError as fault:
        raise StoppedError(str(fault)) from fault


def _tell(found: Comparison) -> None:
    from fazhi.usecases.comparing import Outcome  # noqa: PLC0415 - models load after Django is set up

    titles = {
        Outcome.DIFFERENT: "不同",
        Outcome.DRAFT_ONLY: "只在文稿",
        Outcome.BOOKS_ONLY: "只在账簿",
        Outcome.EQUAL: "相同",
        Outcome.APART: "不作对照",
    }
    for remark in found.remarks:
        terminal.say(remark)
    for outcome, title in titles.items():
        lines = [one for one in found.lines if one.outcome is outcome]
        if lines:
            print(f"{title} {len(lines)}个")
        for one in lines:
            print(f"  {_line(one)}".rstrip())
    terminal.say(f"与{found.name}{found.year}年账簿对照：{len(found.differences)}处不一致。")


def _line(one: Compared) -> str:
    told = [one.indicator or "（无对应指标）", one.label]
    if one.claim is not None:
        told.append(f"文稿{terminal.number(one.claim.value)}{one.unit}“{one.claim.text}”")
    if one.booked is not None:
        told.append(f"账簿{terminal.number(rounded(one.booked, 2))}{one.unit} {one.address}")
    return " ".join([*told, one.why])
