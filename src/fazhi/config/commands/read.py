"""``fazhi read``: published reports read back, one by one, scored, or a whole folder into a table."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.config.commands import StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fazhi.reader import Reading
    from fazhi.reader.scoring import Score

NAME = "read"
HELP = "读回已发布的报告（html、docx、pdf、txt、图片）：提纲、数字、问题；可打分，可汇总一个文件夹"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="报告文件；与 --to 合用时是一个文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON（多个文件每行一个）")
    parser.add_argument("--score", metavar="DIR", help="与文件夹里的 *.expected.json 对照打分")
    parser.add_argument("--to", metavar="TABLE", help="把文件夹里的报告汇总成表：.xlsx、.csv 或 .parquet")
    parser.add_argument("--jobs", type=int, help="同时用几个处理器核（默认全部）")
    parser.add_argument("--details", action="store_true", help="打分时列出每一处差别")


def run(args: argparse.Namespace) -> int:
    """Read what is asked for."""
    if args.score:
        return _score(Path(args.score), details=args.details)
    if not args.files:
        raise StoppedError("请写明要读的文件，例如：fazhi read 年度报告.docx")
    if args.to:
        return _folder(args.files, Path(args.to), args.jobs)
    return _files(args.files, as_json=args.json)


def _files(names: list[str], *, as_json: bool) -> int:
    from fazhi.reader import UnreadableError, read  # noqa: PLC0415 — the others need not load the reader

    failed = 0
    for name in names:
        path = Path(name)
        try:
            reading = read(path.read_bytes(), path.name)
        except FileNotFoundError as fault:
            raise StoppedError(f"没有文件“{name}”。") from fault
        except IsADirectoryError as fault:
            raise StoppedError(f"“{name}”是文件夹，汇总请写：fazhi read {name} --to 汇总.xlsx") from fault
        except OSError as fault:
            raise StoppedError(f"“{name}”打不开：{fault.strerror or fault}。") from fault
        except UnreadableError as fault:
            print(f"fazhi: {fault}", file=sys.stderr)
            failed += 1
            continue
        if as_json:
            print(json.dumps(reading.to_json(), ensure_ascii=False, indent=1 if len(names) == 1 else None))
        else:
            _tell(reading)
    return 1 if failed else 0


_SEVERITIES = {"error": "错误", "warning": "提醒", "question": "存疑"}


def _tell(reading: Reading) -> None:
    year = f"{reading.year}年" if reading.year else "年度不明"
    print(f"{reading.name}：{'、'.join(reading.body) or '机关不明'} {year} {reading.title or '（无标题）'}")
    for heading in reading.headings():
        print(f"{'  ' * heading.level}{heading.words}")
    print(f"\n数字 {len(reading.figures)} 个")
    for figure in reading.figures:
        bound = figure.indicator or "（无对应指标）"
        print(f"  {figure}{'（约）' if figure.approx else ''}  {bound}  “{figure.text}”")
    print(f"\n问题 {len(reading.problems)} 处")
    for problem in reading.problems:
        quote = f"“{problem.quote}” " if problem.quote else ""
        print(
            f"  {_SEVERITIES[problem.severity.value]} {problem.code} {quote}{problem.message}{problem.article}"  # noqa: E501 — words of a pattern or sentence stay together
        )


def _score(folder: Path, *, details: bool) -> int:
    from fazhi.reader.scoring import scores  # noqa: PLC0415 — as above

    if not folder.is_dir():
        raise StoppedError(f"没有文件夹“{folder}”。")
    found = list(scores(folder))
    if not found:
        raise StoppedError(f"“{folder}”里没有 *.expected.json。")
    for one in found:
        _tell_score(one)
        if details:
            for miss in one.misses:
                print(f"    {miss}")
    return 0


def _tell_score(one: Score) -> None:
    print(one.name)
    for label, share in (
        ("数字", one.figures),
        ("文字表述的数", one.words),
        ("指标", one.binding),
        ("标题", one.outline),
        ("部分", one.parts),
    ):
        print(f"  {label}: P {share.precision:.3f}  R {share.recall:.3f}  F1 {share.f1:.3f}")
    told = "  ".join(
        f"{_SEVERITIES[severity]} {one.faults[severity].hits}/{one.faults[severity].expected}"
        for severity in ("error", "warning", "question")
        if severity in one.faults
    )
    print(f"  问题: {told}  误报 {one.false_alarms}")


def _folder(names: list[str], target: Path, jobs: int | None) -> int:
    from fazhi.reader import UnreadableError, folders, tables  # noqa: PLC0415 — as above

    if len(names) != 1 or not Path(names[0]).is_dir():
        raise StoppedError("与 --to 合用时请给一个文件夹，例如：fazhi read 报告文件夹 --to 汇总.xlsx")
    if target.suffix not in tables.FORMATS:
        raise StoppedError(f"不能输出“{target.suffix}”格式，请用 {'、'.join(tables.FORMATS)} 之一作扩展名。")
    journal = target.with_suffix(f"{target.suffix}.jsonl")
    _show(folders.read_folder(Path(names[0]), journal=journal, jobs=jobs))
    try:
        count = tables.write(journal, target)
    except UnreadableError as fault:
        raise StoppedError(str(fault)) from fault
    except OSError as fault:
        raise StoppedError(f"“{target}”写不进去：{fault.strerror or fault}。") from fault
    failed = [record for record in folders.latest(journal) if record.reading is None]
    for record in failed:
        print(f"未读：{record.fault}", file=sys.stderr)
    print(
        f"已写 {target}：{count}个数字，{len(failed)}个文件未能读取；进度记录 {journal}，再次运行只读新增和改动的文件。"  # noqa: E501 — words of a pattern or sentence stay together
    )
    return 0


def _show(steps: Iterable[tuple[int, int, str]]) -> None:
    """Show how far it has come, on one line of the terminal."""
    lively = sys.stderr.isatty()
    for done, total, name in steps:
        if lively:
            print(f"\r{done}/{total} {name[:40]:<40}", end="", file=sys.stderr, flush=True)
        elif done == total or done % 100 == 0:
            print(f"{done}/{total}", file=sys.stderr)
    if lively:
        print(file=sys.stderr)
