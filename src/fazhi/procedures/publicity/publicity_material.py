"""普法资料 — publicity materials and their stock."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Register, table
from fazhi.core.procedure import Document, Reckoned, Sum, rule
from fazhi.core.ruling import must
from fazhi.law import HouseRule, figure, statute
from fazhi.law.codes import LAW_TOPICS
from fazhi.law.roles import LAW_PUBLICITY

LAW = statute("法治宣传教育法")
STOCK_IS_KEPT = HouseRule("（领用登记）", "普法资料入库、领用逐笔登记，领用数量不超过库存")
MATERIALS = ask.codes("""
    leaflet 折页、宣传单, booklet 手册, poster 海报, banner 横幅, board 宣传栏、展板, goods 宣传品,
    video 视频, audio 音频, article 图文
""")
#: What each move does to the stock: an issue of a notice board is put up, and takes nothing from it.
MOVES = {"made": 1, "received": 1, "given": -1, "discarded": -1, "issued": 0}


class Material(ask.Form):
    """普法资料审核单"""

    name = ask.Title("资料名称")
    material_kind = ask.Code("类型", MATERIALS, short=True)
    law = ask.Codes("法律主题", LAW_TOPICS)
    printed_by = ask.Text("编印单位", max=80)
    reviewer = ask.Text("审核人", max=40)
    accurate = ask.YesNo("内容准确、清楚")
    first_copies = ask.Number("首次入库数量", unit="份")
    cost = ask.Yuan("成本", required=False)
    file = ask.Files("电子版", required=False)


class Move(ask.Form):
    """普法资料领用登记表"""

    move = ask.Code("变动", "made 印制入库, received 收到入库, given 发放, issued 出刊, discarded 报废")
    copies = ask.Number("数量", min=1, unit="份")
    event = ask.Ref("用于宣传活动", "publicity_event", required=False)
    moved_on = ask.Day("变动日期", happened=True, required=False)
    taken_by = ask.Text("领用单位", max=80, required=False)
    note = ask.Text("备注", max=200, required=False)


def stock(view: CaseView) -> int:
    """Return what is left: everything taken in, less everything given out."""
    moves = (event.form for event in view.history if "move" in event.form)
    moved = sum(MOVES[form["move"]] * int(form["copies"]) for form in moves)
    return int(view.record.get("first_copies", 0)) + moved


is_accurate = must(
    Material.accurate.is_("yes"),
    LAW(54, "法治宣传教育的内容应当准确、清楚，避免误导公众", paragraph=2),
    "内容不准确、不清楚的资料不得入册发放，请修改后重新审核。",
)


@rule(STOCK_IS_KEPT, needs_form=True)
def no_more_leaves_than_is_there(view: CaseView, event: Event) -> str | None:
    """No more is given out than is in stock."""
    left, copies = stock(view), event.form["copies"]
    if MOVES[event.form["move"]] >= 0 or copies <= left:
        return None
    return f"库存{left}份，不足{copies}份，请先登记印制或者收到入库，或者核对数量。"


class PublicityMaterial(Register):
    """Leaflets, posters, banners, boards and goods: made, received, and given out at an event."""

    label = "普法资料"
    since = "2019-04-15"
    title = "{name}"
    one_per = (Material.name,)
    by = LAW_PUBLICITY
    basis = LAW(55, "合理安排经费，保障法治宣传教育工作开展", paragraph=2)
    basis_at = table(changed=STOCK_IS_KEPT, ended=STOCK_IS_KEPT)
    item = Material
    change = Move
    reasons = "outdated 内容过时, used_up 发完, other 其他"
    needs_at = table(enrolled=is_accurate, changed=no_more_leaves_than_is_there)
    papers = table(
        enrolled="review_sheet 资料审核单",
        changed=Document("receipt", "领用登记表", when=Move.move.is_("given")),
    )
    stock = Reckoned("库存", unit="份", by=stock)
    indicators = (
        figure(
            "publicity.materials",
            Sum("changed", Move.copies, where=Move.move.is_("given")),
            by=Material.material_kind,
        ),
        figure(
            "publicity.banners",
            Sum("changed", Move.copies, where=Move.move.is_("given") & Material.material_kind.is_("banner")),
        ),
        figure(
            "publicity.posters",
            Sum("changed", Move.copies, where=Move.move.is_("given") & Material.material_kind.is_("poster")),
        ),
        figure(
            "publicity.board_issues",
            Sum("changed", Move.copies, where=Move.move.is_("issued") & Material.material_kind.is_("board")),
        ),
    )
