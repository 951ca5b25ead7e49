"""The command line ``fazhi``: finds the command that is asked for and runs it."""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from typing import cast

import django

from fazhi.config import commands
from fazhi.config.commands import Command, StoppedError
from fazhi.config.databases import DatabaseAddressError
from fazhi.config.home import HomeUnusableError

STOPPED = 1
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what it cannot do is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)
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


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fazhi", description="法治：街道、乡镇的依法行政工作系统。")
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
