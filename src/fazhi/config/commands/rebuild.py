"""``fazhi rebuild``: write again from the entries what is kept for speed."""

import argparse

from fazhi.config import terminal

NAME = "rebuild"
HELP = "由账簿重建案件现状、期限、余额等缓存；--check 只说哪些与账簿不符，有不符的以 3 退出。"

_TABLES = {
    "Trace": "人员检索",
    "Piece": "文字检索",
    "Due": "期限",
    "Hand": "经手人",
    "Link": "关联",
    "Correction": "更正",
    "Case": "案件现状",
    "Balance": "余额",
    "Tally": "去重计数",
    "Journal": "账簿末尾",
    "Serial": "文号",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which organs, and whether only to look."""
    parser.add_argument("organ", nargs="*", help="机关名称或编号；不写为全部")
    parser.add_argument("--check", action="store_true", help="只核对，不改写")
    terminal.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Rebuild, and tell what was not as the entries say."""
    from fazhi.usecases.rebuild import rebuild  # noqa: PLC0415 - models load after Django is set up

    terminal.ready()
    organs = [terminal.organ(text).code for text in args.organ] or None
    done = rebuild(organs, check=args.check, progress=terminal.progress())
    if args.json:
        terminal.answer(done)
    else:
        names = "、".join(_TABLES.get(name, name) for name in done.changed)
        told = f"与账簿不符的有：{names}" if names else "与账簿完全一致"
        did = "已核对" if args.check else "已重建"
        terminal.say(f"{did}{len(done.organs)}个机关，读取记录{done.entries}条；{told}。")
    return terminal.FOUND if args.check and done.changed else 0
