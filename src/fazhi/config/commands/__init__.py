"""The subcommands of ``fazhi``, one module each.

A module ``name.py`` here is the command ``fazhi name``; it holds what ``Command`` lists, and being
here is all it takes to be found.  Django is set up before it is imported.
"""

import argparse
from typing import Protocol


class Command(Protocol):
    """What a module of this package provides.

    ``HELP`` is one line; ``run`` returns the exit code, 0 for done as asked.
    """

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Declare options and arguments on the command's own parser."""
        ...

    def run(self, args: argparse.Namespace, /) -> int:
        """Do it."""
        ...


class StoppedError(Exception):
    """The command cannot go on; the message is a full sentence for the person at the terminal."""
