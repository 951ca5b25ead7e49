"""``fazhi keys``: the keys that personal data hangs on."""

import argparse

from django.core.exceptions import ObjectDoesNotExist

from fazhi.config import terminal
from fazhi.config.commands import StoppedError

NAME = "keys"
HELP = "列出机关密钥；更换机关密钥；保管期限届满后销毁一个案件的密钥。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do."""
    acts = parser.add_subparsers(title="操作", metavar="操作", required=True)
    listing = acts.add_parser("list", help="列出各机关的密钥代数与案件数")
    listing.add_argument("organ", nargs="*", help="机关名称或编号；不写为全部")
    terminal.add_json(listing)
    listing.set_defaults(act=_list)
    rotating = acts.add_parser("rotate", help="生成新的机关密钥，并以它重新封装各案件密钥")
    rotating.add_argument("organ", help="机关名称或编号")
    rotating.set_defaults(act=_rotate)
    destroying = acts.add_parser("destroy", help="销毁一个已归档且保管期限届满的案件的密钥，不可恢复")
    destroying.add_argument("case", help="案件编号，如 990101001-12")
    destroying.add_argument("--by", required=True, help="办理人的人员代码，须为档案员或负责人")
    destroying.add_argument("--reason", required=True, help="鉴定意见或批准文号")
    destroying.set_defaults(act=_destroy)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    terminal.ready()
    done: int = args.act(args)
    return done


def _list(args: argparse.Namespace) -> int:
    from fazhi.usecases import keys  # noqa: PLC0415 - models load after Django is set up

    organs = [terminal.organ(text).code for text in args.organ] or keys.organs()
    try:
        found = [keys.listed(organ) for organ in organs]
    except keys.KeyMissingError as fault:
        raise StoppedError(str(fault.args[0])) from fault
    if args.json:
        terminal.answer(found)
        return 0
    for one in found:
        wrapped = (
            "，".join(f"第{generation}代{number}件" for generation, number in one.wrapped.items())
            or "没有案件"
        )
        destroyed = f"；已销毁{one.destroyed}件" if one.destroyed else ""
        print(f"{one.organ_name}（{one.organ}）：机关密钥{one.generations}代；{wrapped}{destroyed}")
    return 0


def _rotate(args: argparse.Namespace) -> int:
    from fazhi.usecases import keys  # noqa: PLC0415 - models load after Django is set up

    organ = terminal.organ(args.organ)
    done = keys.rotate(organ.code, progress=terminal.progress())
    terminal.say(
        f"{organ.name}的密钥已更换为第{done.generations}代，{sum(done.wrapped.values())}个案件密钥已重新封装。"
    )
    terminal.say("请重新备份：旧备份中没有新密钥。")
    return 0


def _destroy(args: argparse.Namespace) -> int:
    from fazhi.usecases import clock, keys, people  # noqa: PLC0415 - models load after Django is set up

    organ = terminal.organ(args.case.rpartition("-")[0])
    now = clock.now()
    try:
        clerk = people.clerk(args.by, organ=organ.code, on=now.date())
    except ObjectDoesNotExist:
        raise StoppedError(f"没有人员代码为“{args.by}”的人。") from None
    done = keys.destroy(args.case, reason=args.reason, clerk=clerk, now=now)
    if not isinstance(done, keys.Erased):
        raise StoppedError(str(done))
    terminal.say(
        f"案件{done.case}的个人信息已销毁（第{done.entry}号记录）；以前的备份中仍有其密钥，请一并处理。"
    )
    return 0
