"""``fazhi verify``: check the books, and say where anything is not as it was written."""

import argparse

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

NAME = "verify"
HELP = "核验账簿：记录的封印、记账、余额、文书、附件和密钥，逐一核对；有不符的说出所在，以 3 退出。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which organs, and which parts."""
    parser.add_argument("organ", nargs="*", help="机关名称或编号；不写为全部")
    parser.add_argument("--part", action="append", metavar="部分", help="只核验一部分，可重复；见下")
    parser.epilog = (
        "部分：entries postings balances documents files keys filings heads looks handovers serials"
    )
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Verify, and tell every finding."""
    from fazhi.usecases.verify import PARTS, verify  # noqa: PLC0415 - models load after Django is set up

    terminal.ready()
    if unknown := set(args.part or ()) - set(PARTS):
        raise StoppedError(f"没有“{'、'.join(sorted(unknown))}”这一部分；可选：{'、'.join(PARTS)}。")
    organs = [terminal.organ(text).code for text in args.organ] or None
    report = verify(organs, parts=args.part or PARTS, progress=terminal.progress())
    if args.json:
        terminal.answer(
            {
                "holds": report.holds,
                "organs": report.organs,
                "counts": report.counts,
                "findings": report.findings,
                "notes": report.notes,
            }
        )
    else:
        for one in report.findings:
            print(f"{one.where}：{one.message}")
        for note in report.notes:
            terminal.say(note)
        terminal.say(f"已核验{len(report.organs)}个机关：{terminal.told(report.counts)}。")
        terminal.say("账簿完好。" if report.holds else f"发现{len(report.findings)}处不符。")
    return 0 if report.holds else terminal.FOUND
