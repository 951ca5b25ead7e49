"""What is written down of a screening round: its plan, its finds, and the meeting that weighs them."""

from __future__ import annotations

from fazhi.core.form import Code, Day, Form, Long, Number, Text, Title, Values, YesNo, in_order

KINDS = {
    "weekly": "每周例行",
    "monthly": "每月例行",
    "pre_holiday": "节前",
    "two_sessions": "两会期间",
    "special": "专项",
}


def _nil_or_finds(values: Values, record: Values) -> str | None:  # noqa: ARG001 - a check takes both
    nil, finds = values.get("nil_report") == "yes", values.get("finds")
    if finds is None or nil == (finds == 0):
        return None
    return "没有排查出线索的作零报告，排查出线索的不作零报告，请核对“排查线索”和“零报告”。"


class About(Form):
    """矛盾纠纷排查"""

    name = Title("轮次名称")
    round_kind = Code("类型", KINDS)
    organiser = Code("组织者", {"community": "社区（村）", "street": "街道（乡镇）"})
    period_from = Day("排查自")
    period_to = Day("排查至")
    area = Text("排查范围", max=200)
    checks = (in_order(period_from, period_to),)


class Plan(Form):
    """矛盾纠纷排查工作方案"""

    planned_for = Day("计划日期")
    demands = Long("工作要求", help="重点、分工、上报要求")


class Finds(Form):
    """矛盾纠纷排查情况表"""

    screeners = Number("参加排查人数", min=1, unit="人")
    households = Number("走访户数", unit="户", required=False)
    finds = Number("排查线索", unit="件")
    nil_report = YesNo("零报告")
    checks = (_nil_or_finds,)


class Analysis(Form):
    """研判会议记录"""

    analysed = YesNo("召开研判会议")
    attendees = Number("参会人数", unit="人", needed_when=analysed.is_("yes"))
    analysis = Long("研判意见", sealed=True, needed_when=analysed.is_("yes"))
    round_note = Text("备注", max=300, required=False)
