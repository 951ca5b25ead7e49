"""``fazhi report``: the annual report of an organ as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.config.commands import StoppedError

if TYPE_CHECKING:
    from fazhi.usecases.statements import Draft

NAME = "report"
HELP = "生成某机关某年的法治政府建设年度报告（docx、pdf、html、md、json）"
FORMATS = ("docx", "pdf", "html", "md", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("organ", help="机关名称或编号，如 青槐街道")
    parser.add_argument("year", type=int, help="报告年度，如 2025")
    parser.add_argument("--to", required=True, help="输出文件，按扩展名选格式；- 为标准输出（json）")


def run(args: argparse.Namespace) -> int:
    """Write the report."""
    from fazhi.usecases import clock, people, report_files, statements  # noqa: PLC0415 - models load after Django is set up

    form = "json" if args.to == "-" else Path(args.to).suffix.lstrip(".").lower()
    if form not in FORMATS:
        raise StoppedError(
            f"不能输出“{Path(args.to).suffix or args.to}”格式，请用 {'、'.join(FORMATS)} 之一作扩展名。"
        )
    if not 2000 <= args.year <= 2100:
        raise StoppedError(f"“{args.year}”不是报告年度，请写四位年份，例如 2025。")
    try:
        organ = people.organ_named(args.organ)
    except LookupError as fault:
        raise StoppedError(str(fault.args[0])) from fault
    now = clock.now()
    content, _ = report_files.publish(organ, args.year, form, now=now)
    if args.to == "-":
        sys.stdout.buffer.write(content)
    else:
        Path(args.to).write_bytes(content)
        print(f"已生成 {args.to}", file=sys.stderr)
        _tell_faults(statements.draft(organ, args.year, today=now.date()))
    return 0


def _tell_faults(found: Draft) -> None:
    for fault in found.faults:
        print(f"{fault.severity} {fault.code} {fault.quote}：{fault.message}", file=sys.stderr)
