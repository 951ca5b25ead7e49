"""What the commands share: the organ that is named, progress and answers on the terminal, passphrases."""

from __future__ import annotations

import argparse
import dataclasses
import getpass
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from fazhi.config.arguments import of_file
from fazhi.config.commands import StoppedError
from fazhi.config.serve import behind

#: The exit code of a command that looked, and found something that is not in order.
FOUND = 3
PASSPHRASE = "FAZHI_PASSPHRASE"  # noqa: S105 - the name of a variable, not a passphrase

_WORDS = {
    "entries": "记录",
    "postings": "记账",
    "balances": "余额",
    "documents": "文书",
    "files": "文件",
    "keys": "密钥",
    "filings": "已报送报告",
    "heads": "公布的末封印",
    "looks": "查看",
    "handovers": "移送和接收",
    "serials": "文号",
    "lines": "行",
}


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a command answer a program."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


def ready() -> None:
    """Stop if the database is not there, or of another version."""
    if behind():
        raise StoppedError("数据库尚未建立，或版本较旧。请先运行 fazhi migrate。")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """An organ as it was named."""

    code: str
    name: str


def organ(text: str) -> Organ:
    """Return the organ of that name or code, or stop."""
    from fazhi.usecases import people  # noqa: PLC0415 - models load after Django is set up

    try:
        found = people.organ_named(text)
        return Organ(code=found.code, name=found.name)
    except LookupError as fault:
        raise StoppedError(str(fault.args[0])) from fault


def word(what: str) -> str:
    """Return what is counted, in Chinese."""
    return _WORDS.get(what, what)


def told(counts: dict[str, int]) -> str:
    """Return counts in a line."""
    return "，".join(f"{word(what)}{number}" for what, number in counts.items()) or "没有内容"


def progress() -> Callable[[str, int, int], None]:
    """Return what tells of long work on the terminal, at most four times a second."""
    last = 0.0

    def tell(what: str, done: int, of: int) -> None:
        nonlocal last
        if sys.stderr.isatty() and (now := time.monotonic()) - last > 0.25:
            last = now
            share = f" / {of}" if of else ""
            print(f"\r\033[K{word(what)} {done}{share}", end="", file=sys.stderr, flush=True)  # noqa: T201 - a program for the terminal

    return tell


def say(text: str = "") -> None:
    """Say something to the person at the terminal, beside what a program reads."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)  # noqa: T201 - as above
    print(text, file=sys.stderr)  # noqa: T201 - as above


def answer(data: Any) -> None:
    """Print data for a program to read."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))  # noqa: T201 - as above


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return number(value)
    return str(value)


def number(value: Decimal) -> int | str:
    """Return an amount for a program: a whole number as such, another as text, so that nothing is rounded."""
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """Let a passphrase be given from a file or the environment; else it is asked for."""
    parser.add_argument("--passphrase-file", type=Path, help=f"口令所在文件（也可用环境变量 {PASSPHRASE}）")


def passphrase(args: argparse.Namespace, *, twice: bool) -> str:
    """Return the passphrase from file, environment or terminal, or stop."""
    if args.passphrase_file is not None:
        try:
            return str(args.passphrase_file.read_text(encoding="utf-8")).rstrip("\r\n")
        except OSError as error:
            raise StoppedError(f"口令文件读不出：{of_file(error)}") from error
        except UnicodeDecodeError:
            message = f"口令文件 {args.passphrase_file} 不是文字，请把口令单独写成一个文本文件（UTF-8）。"
            raise StoppedError(message) from None
    if found := os.environ.get(PASSPHRASE):
        return found
    if not sys.stdin.isatty():
        raise StoppedError(f"请用 --passphrase-file 或环境变量 {PASSPHRASE} 提供口令。")
    given = getpass.getpass("口令：")
    if twice and getpass.getpass("再输一次：") != given:
        raise StoppedError("两次输入的口令不同，请重新运行。")
    return given
