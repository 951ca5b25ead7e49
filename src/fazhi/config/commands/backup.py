"""``fazhi backup``: everything an installation keeps, in one archive."""

import argparse
from pathlib import Path

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

NAME = "backup"
HELP = "把数据库、附件、文书和密钥备份为一个文件；密钥以口令加密，或另存。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to, and where the keys go."""
    parser.add_argument("to", type=Path, help="备份文件，如 /mnt/backup/fazhi-2025-12-31.tar.gz；不能已存在")
    parser.add_argument("--keys-to", type=Path, help="密钥不放入备份，明文另存到这个文件")
    terminal.add_passphrase(parser)
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Write it."""
    from fazhi.usecases import backup, clock  # noqa: PLC0415 - models load after Django is set up

    terminal.ready()
    if args.keys_to is not None and args.passphrase_file is not None:
        raise StoppedError("--passphrase-file 和 --keys-to 只能选一：密钥加密存入备份，或者另存。")
    secret = "" if args.keys_to is not None else terminal.passphrase(args, twice=True)
    try:
        done = backup.save(
            args.to, now=clock.now(), passphrase=secret, keys_apart=args.keys_to, progress=terminal.progress()
        )
    except backup.BackupError as fault:
        raise StoppedError(str(fault)) from fault
    if args.json:
        terminal.answer(done)
        return 0
    terminal.say(f"已备份到 {done.path}，约{max(1, done.size // 1024)} KB，文件{done.files}个。")
    if done.keys_inside:
        terminal.say("密钥以口令加密存入备份；忘记口令，备份中的个人信息就无法恢复。")
    else:
        terminal.say(
            f"注意：密钥以明文存于 {args.keys_to}，谁拿到它和备份，谁就能读到个人信息；请与备份分开保管。"
        )
    return 0
