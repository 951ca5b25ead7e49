"""``fazhi demo``: an invented year in the books, that of the demo street or one that shows given figures."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from django.db import transaction

from fazhi.config.arguments import of_file
from fazhi.config.commands import StoppedError, migrate
from fazhi.demo import scenario, street, targets
from fazhi.demo.enact import EnactingError
from fazhi.demo.plan import ImpossibleError
from fazhi.usecases import clock, people
from fazhi.usecases.founding import FoundingError

NAME = "demo"
HELP = "建立示范数据：青槐街道的一年，或按一份指标文件推演出的一年。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file of figures and whose year it is."""
    parser.add_argument("--figures", type=Path, metavar="文件", help="指标文件（JSON），按其数值推演一年")
    parser.add_argument("--organ", metavar="名称", help="与 --figures 同用：街道或乡镇的名称")
    parser.add_argument("--year", type=_year, metavar="年份", help="与 --figures 同用：哪一年")
    parser.add_argument("--known-only", action="store_true", help="跳过尚无事项记入的指标，并列出")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="数", help="换一个数，换一种过程（默认 %(default)s）"
    )
    parser.add_argument("--if-absent", action="store_true", help="已有示范数据时什么也不做")


def run(args: argparse.Namespace) -> int:
    """Make the year and say what was made."""
    return _street(args) if args.figures is None else _figures(args)


def _street(args: argparse.Namespace) -> int:
    """Make the year of the demo street; with ``--if-absent`` only where no office is yet."""
    migrate.run(args)
    if args.if_absent and people.organs():
        return 0
    began = time.monotonic()
    try:
        with transaction.atomic():  # a year that was broken off would be taken for the whole one
            made = street.enact(seed=args.seed, progress=_say)
    except FoundingError as error:
        raise StoppedError(str(error)) from error
    return _told(street.NAME, street.YEAR, made, began)


def _figures(args: argparse.Namespace) -> int:
    if not args.organ or args.year is None:
        raise StoppedError("使用 --figures 时，请同时用 --organ 给出名称、用 --year 给出年份。")
    try:
        text = args.figures.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = of_file(error) if isinstance(error, OSError) else "不是文字文件（UTF-8）。"
        raise StoppedError(f"读不了指标文件“{args.figures}”：{why}") from error
    began = time.monotonic()
    try:
        asked = targets.read(text)
        targets.sort(asked.targets, known_only=args.known_only)  # what cannot be asked needs no database
        migrate.run(args)
        with transaction.atomic():
            made = scenario.enact_figures(
                asked,
                name=args.organ,
                year=args.year,
                known_only=args.known_only,
                seed=args.seed,
                progress=_say,
            )
    except (targets.TargetsError, ImpossibleError, FoundingError, EnactingError) as error:
        raise StoppedError(str(error)) from error
    clock.move_to(clock.noon(scenario.day_after(args.year), hour=9))
    return _told(args.organ, args.year, made, began)


def _told(name: str, year: int, made: scenario.Enacted, began: float) -> int:
    _say("")
    took = round(time.monotonic() - began)
    print(f"“{name}”（{made.organ}）{year}年：{made.cases}件，{made.entries}条记录，用时{took}秒。")
    for one in made.skipped:
        print(f"  跳过 {one.target}：{one.reason}")
    for miss in made.missed:
        print(f"  未达到 {miss.target}：账簿为 {miss.shown}")
    if not made.missed:
        print("  各项目标均与账簿一致。")
    return 1 if made.missed else 0


def _say(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)


def _year(text: str) -> int:
    if not text.isdecimal() or not 2000 <= int(text) < 2200:
        raise argparse.ArgumentTypeError(f"“{text}”不是年份，请填四位数字，例如 2025")
    return int(text)
