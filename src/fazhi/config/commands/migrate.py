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
    print("数据库已建立或更新。" if brought_up() else "数据库已是最新。")
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
