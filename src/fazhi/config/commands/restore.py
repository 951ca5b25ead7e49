"""``fazhi restore``: an archive, into an empty data folder and database."""

import argparse
from pathlib import Path

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

NAME = "restore"
HELP = "把备份恢复到空的数据目录（FAZHI_HOME）和空的数据库，并核验账簿；有不符的以 3 退出。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which archive, and where the keys are."""
    parser.add_argument("archive", type=Path, help="备份文件")
    parser.add_argument("--keys-from", type=Path, help="备份时另存的密钥文件")
    terminal.add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Restore it, and verify what came of it."""
    from fazhi.usecases import backup  # noqa: PLC0415 - models load after Django is set up

    if not args.archive.is_file():
        raise StoppedError(f"没有找到备份文件 {args.archive}。")
    secret = "" if args.keys_from is not None else terminal.passphrase(args, twice=False)
    try:
        report = backup.restore(
            args.archive, passphrase=secret, keys_apart=args.keys_from, progress=terminal.progress()
        )
    except backup.BackupError as fault:
        raise StoppedError(str(fault)) from fault
    for one in report.findings:
        print(f"{one.where}：{one.message}")
    terminal.say(f"已恢复{len(report.organs)}个机关：{terminal.told(report.counts)}。")
    terminal.say("账簿完好。" if report.holds else f"发现{len(report.findings)}处不符。")
    return 0 if report.holds else terminal.FOUND
