"""``fazhi export``: journal, postings and figures for programs, without sealed data."""

import argparse
from pathlib import Path

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

NAME = "export"
HELP = "导出某机关的账簿、记账和数字（JSON 行与 CSV），不含密封的个人信息。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whose, and where to."""
    parser.add_argument("organ", help="机关名称或编号，如 青槐街道")
    parser.add_argument("--to", type=Path, required=True, help="写到哪个文件夹；须为空或不存在")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Write the files."""
    from fazhi.usecases.export import ExportError, export  # noqa: PLC0415 - models load after Django is set up

    terminal.ready()
    organ = terminal.organ(args.organ)
    try:
        done = export(organ.code, folder=args.to, progress=terminal.progress())
    except ExportError as fault:
        raise StoppedError(str(fault)) from fault
    if args.json:
        terminal.answer(done)
    else:
        told = "，".join(f"{name} {lines}行" for name, lines in done.lines.items())
        terminal.say(f"已导出到 {done.folder}：{told}。")
    return 0
