"""``fazhi heads``: publish where each journal stands today."""

import argparse

from fazhi.config import terminal

NAME = "heads"
HELP = "固定并列出各机关账簿今日的末封印，供每日公布；宜由定时任务每天运行一次。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which organs."""
    parser.add_argument("organ", nargs="*", help="机关名称或编号；不写为全部")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Fix the heads, and print the lines to be published."""
    from fazhi.usecases import clock, heads  # noqa: PLC0415 - models load after Django is set up

    terminal.ready()
    organs = [terminal.organ(text).code for text in args.organ] or None
    found = heads.publish(now=clock.now(), organs=organs)
    if args.json:
        terminal.answer(found)
    else:
        for one in found:
            print(one)
    return 0
