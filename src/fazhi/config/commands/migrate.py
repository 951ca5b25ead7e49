"""``fazhi migrate``: make the database, or bring it up to this version."""

import argparse

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from fazhi.config.commands import StoppedError
from fazhi.config.serve import behind

NAME = "migrate"
HELP = "建立数据库，或更新到当前版本；已是最新时什么也不做。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare nothing: there is one database and one version to bring it to."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Apply what is missing, and say what was done."""
    del args
    from fazhi.usecases import people  # noqa: PLC0415 - models load after Django is set up

    if not brought_up():
        print("数据库已是最新。")
        return 0
    print("数据库已建立或更新。")
    if people.organs():
        # What is kept for speed may be kept otherwise by this version: only the entries tell it anew.
        print("数据来自较早的版本：请运行 fazhi rebuild 重建余额等缓存，再以 fazhi verify 核验。")
    return 0


def brought_up() -> bool:
    """Apply what is missing, if anything; tell whether there was something."""
    try:
        if not behind():
            return False
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        vendor = connections[DEFAULT_DB_ALIAS].display_name
        raise StoppedError(f"连不上数据库（{vendor}）：{error}".strip()) from error
    return True
