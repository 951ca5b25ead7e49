"""The command line ``fazhi``: finds the command that is asked for and runs it."""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from typing import cast

import django
from django.db import OperationalError

from fazhi import __version__
from fazhi.config import arguments, commands
from fazhi.config.arguments import Parser
from fazhi.config.commands import Command, StoppedError
from fazhi.config.databases import DatabaseAddressError
from fazhi.config.home import HomeUnusableError

STOPPED = 1
INTERRUPTED = 130


def main(typed: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what it cannot do is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    words = list(sys.argv[1:] if typed is None else typed)
    try:
        django.setup()
        args = _parser(words).parse_args(words)
        return cast("int", args.run(args))
    except (StoppedError, HomeUnusableError, DatabaseAddressError) as reason:
        print(f"fazhi: {reason}", file=sys.stderr)  # noqa: T201 — a program for the terminal
        return STOPPED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who reads (head, less) has seen enough.  What is still to be flushed has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except OSError as fault:
        print(f"fazhi: {arguments.of_file(fault)}", file=sys.stderr)  # noqa: T201 — as above
        return STOPPED
    except OperationalError as fault:
        print(f"fazhi: 数据库现在不能读写（{str(fault).strip()}），请稍后再试。", file=sys.stderr)  # noqa: T201 — as above
        return STOPPED


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = Parser(prog="fazhi", description="法治：街道、乡镇的依法行政工作系统。")
    parser.add_argument("--version", action="version", version=f"fazhi {__version__}", help="显示版本号")
    choices = parser.add_subparsers(title="命令", metavar="命令", required=True)
    for command in _commands(words):
        own = choices.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _commands(words: Sequence[str]) -> Iterator[Command]:
    """Yield the command that the first word names, or all of them: the others' libraries stay unloaded."""
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    for name in [name for name in names if words[:1] == [name]] or names:
        yield cast("Command", importlib.import_module(f"{commands.__name__}.{name}"))
