"""``fazhi laws``: load the texts of statutes, search them, and see what a new version touches."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi.config import terminal
from fazhi.config.commands import StoppedError, migrate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fazhi.usecases.law_changes import ToLookAt
    from fazhi.usecases.laws import Loaded

NAME = "laws"
HELP = "装入法律文本（一个文件夹，一部一个 .md 文件），检索条文；新版本列出受影响的事项、在办案件和文书。"
_STATES = {"new": "装入", "same": "已有", "rewritten": "改写", "refused": "未装入"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is to be done."""
    acts = parser.add_subparsers(title="用法", metavar="用法", required=True)
    load = acts.add_parser("load", help="装入文件夹中的法律文本", description=HELP)
    load.add_argument("paths", nargs="+", type=Path, metavar="DIR", help="文件夹或文件")
    terminal.add_json(load)
    load.set_defaults(act=_load)
    search = acts.add_parser("search", help="检索现行条文，写几个词就要都有")
    search.add_argument("words", nargs="+", metavar="词")
    terminal.add_json(search)
    search.set_defaults(act=_search)
    listed = acts.add_parser("list", help="列出已装入的法律和版本")
    terminal.add_json(listed)
    listed.set_defaults(act=_list)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    if args.act is _load:
        migrate.brought_up()
    else:
        terminal.ready()
    code: int = args.act(args)
    return code


def _load(args: argparse.Namespace) -> int:
    from fazhi.usecases import clock, law_changes, laws  # noqa: PLC0415 - models load after Django is set up

    for path in args.paths:
        if not path.exists():
            raise StoppedError(f"没有“{path}”这个文件或文件夹。")
    done = list(laws.load(args.paths, now=clock.now()))
    if not done:
        raise StoppedError("文件夹里没有 .md 或 .txt 文件。")
    touched = {
        version: found
        for one in done
        if one.state in {"new", "rewritten"}
        for version in laws.versions(one.title)
        if version.adopted == one.adopted and (found := law_changes.to_look_at(version))
    }
    if args.json:
        terminal.answer(
            {
                "files": [_row(one) for one in done],
                "changes": [
                    {"title": version.title, "adopted": version.adopted, "articles": _changes(found)}
                    for version, found in touched.items()
                ],
            }
        )
    else:
        _say(done)
        for version, found in touched.items():
            _say_changes(f"《{version.title}》{version.adopted}通过的版本", found)
    return 1 if all(one.state == "refused" for one in done) else 0


def _say(done: Sequence[Loaded]) -> None:
    for one in done:
        if one.state == "refused":
            print(f"未装入  {one.file}：{one.message}")
            continue
        days = f"{one.adopted}通过，{one.in_force}起施行。{one.message}"
        print(f"{_STATES[one.state]}  《{one.title}》 {one.articles}条，{days}")
    counts = {label: sum(one.state == state for one in done) for state, label in _STATES.items()}
    print("，".join(f"{label}{count}部" for label, count in counts.items() if count) + "。")


def _say_changes(heading: str, found: Sequence[ToLookAt]) -> None:
    touched = [one for one in found if one.citing]
    if not touched:
        print(f"\n{heading}改动{len(found)}条，没有事项或文书引用旧文。")
        return
    print(f"\n{heading}改动{len(found)}条，其中{len(touched)}条有事项或文书引用旧文，请逐条核对：")
    for one in touched:
        print(f"  {one.change.says}")
        for citing in one.citing:
            print(f"    {'文书' if citing.kind == 'paper' else '事项'} {citing.label}")
        for code, count in one.running.items():
            print(f"    在办案件 {code} {count}件")


def _changes(found: Sequence[ToLookAt]) -> list[dict[str, Any]]:
    return [
        {
            "article": one.change.old.number,
            "now": one.change.new.number if one.change.new else None,
            "says": one.change.says,
            "procedures": sorted({each.procedure for each in one.citing if each.kind != "paper"}),
            "papers": [each.label for each in one.citing if each.kind == "paper"],
            "running": one.running,
        }
        for one in found
    ]


def _row(one: Loaded) -> dict[str, Any]:
    return {
        "file": one.file,
        "state": one.state,
        "message": one.message,
        "title": one.title,
        "adopted": one.adopted,
        "in_force": one.in_force,
        "articles": one.articles,
    }


def _search(args: argparse.Namespace) -> int:
    from fazhi.usecases import clock, laws  # noqa: PLC0415 - as above

    found = laws.search(args.words, on=clock.today())
    if args.json:
        terminal.answer(
            [
                {
                    "title": one.version.title,
                    "article": one.number,
                    "text": one.before + one.found + one.after,
                }
                for one in found
            ]
        )
    elif not laws.versions():
        raise StoppedError("还没有装入法律文本；请先运行 fazhi laws load 文件夹。")
    else:
        for one in found:
            print(f"《{one.version.title}》{one.label}  {one.before}{one.found}{one.after}")
        print(f"共{len(found)}条{'（只列出前面的）' if len(found) == laws.SHOWN else ''}。")
    return 0


def _list(args: argparse.Namespace) -> int:
    from fazhi.usecases import laws  # noqa: PLC0415 - as above

    found = laws.versions()
    if args.json:
        terminal.answer(
            [
                {"title": one.title, "adopted": one.adopted, "since": one.since, "until": one.until}
                for one in found
            ]
        )
    else:
        for one in found:
            until = f"至{one.until}前" if one.until else ""
            print(f"《{one.title}》 {one.adopted}通过，{one.since}起施行{until}")
        print(f"共{len({one.title for one in found})}部{len(found)}个版本。")
    return 0
