"""``fazhi procedures``: the duties this version knows, or one of them in full."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

if TYPE_CHECKING:
    from fazhi.core.procedure import Procedure

NAME = "procedures"
HELP = "列出所有事项；写出编码则说明这一项的环节、岗位、依据、期限和指标。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which duty."""
    parser.add_argument("code", nargs="?", help="事项编码，如 mediation")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Tell what is declared."""
    from fazhi.config.reference_pages import WRITTEN, pages  # noqa: PLC0415 - models load after Django is set up
    from fazhi.core.procedure import declaration  # noqa: PLC0415 - as above
    from fazhi.procedures import registry  # noqa: PLC0415 - as above
    from fazhi.usecases.reference import KINDS  # noqa: PLC0415 - as above
    from fazhi.usecases.shelves import GROUPS  # noqa: PLC0415 - as above

    known = registry.current()
    if args.code is not None:
        if args.code not in known:
            raise StoppedError(f"没有“{args.code}”这一事项；现有：{'、'.join(known)}。")
        if args.json:
            found = known[args.code]
            terminal.answer(
                declaration(found)
                | {
                    "group": found.group,
                    "version": found.version,
                    "digest": found.digest(),
                    "number": found.number,
                }
            )
        else:
            print(pages()[f"procedures/{args.code}.md"].removeprefix(WRITTEN).strip())
        return 0
    if args.json:
        terminal.answer([_row(one) for one in known.values()])
        return 0
    order = {group: position for position, group in enumerate(GROUPS)}
    for one in sorted(known.values(), key=lambda one: (order.get(one.group, len(order)), one.code)):
        counted = f"环节{len(one.parts.steps)} 期限{len(one.parts.limits)} 指标{len(one.indicators)}"
        print(f"{one.code:<24}{one.label}（{GROUPS.get(one.group, one.group)}·{KINDS[one.kind]}） {counted}")
    return 0


def _row(one: type[Procedure]) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.label,
        "kind": one.kind,
        "group": one.group,
        "version": one.version,
        "in_force": one.in_force,
        "steps": len(one.parts.steps),
        "limits": len(one.parts.limits),
        "indicators": len(one.indicators),
    }
