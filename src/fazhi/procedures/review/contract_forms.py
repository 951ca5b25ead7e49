"""The forms of a contract 合同, and the lists they choose from."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Codes,
    Day,
    DocumentNumber,
    Form,
    Long,
    Number,
    Parties,
    People,
    Person,
    Rows,
    Text,
    Title,
    YesNo,
    Yuan,
    in_order,
)
from fazhi.law.codes import CONTRACT_KINDS

PROCUREMENT = {
    "open_tender": "公开招标",
    "invited_tender": "邀请招标",
    "negotiation": "竞争性谈判",
    "consultation": "竞争性磋商",
    "single_source": "单一来源",
    "inquiry": "询价",
    "framework": "框架协议",
    "own_purchase": "限额以下自行采购",
    "none": "无需采购",
}
OUR_PARTY = {"organ": "本机关", "internal": "内设机构", "temporary": "临时机构"}
SIDES = {"first": "甲方", "second": "乙方", "third": "丙方"}
PERFORMANCE = {
    "not_begun": "未开始",
    "performing": "履行中",
    "done": "已完成",
    "breached": "违约",
}


class Instalment(Form):
    """付款节点"""

    pay_when = Text("付款条件", max=100)
    pay_by = Day("付款期限", required=False)
    instalment = Yuan("金额")


class Draft(Form):
    """合同起草"""

    subject = Title("合同名称", help="不写个人姓名")
    contract_kind = Code("合同类型", CONTRACT_KINDS, short=True)
    office = Text("承办部门", short=True)
    handler = Person("承办人", acting=True)
    our_party = Code("我方签约主体", OUR_PARTY)
    counterparties = Parties("对方当事人", SIDES)
    what = Long("标的内容", sealed=True)
    amount = Yuan("合同金额", help="无价款的填0", short=True)
    funds = Text("资金来源", required=False)
    procurement = Code("采购方式", PROCUREMENT)
    payments = Rows("付款节点", Instalment, required=False)


class Sending(Form):
    """合同送审表"""

    contract_papers = Codes(
        "随附材料",
        {
            "draft": "合同文本",
            "explanation": "情况说明",
            "party_papers": "对方主体资格及授权材料",
            "tender": "采购（招标）材料",
            "fair_competition": "公平竞争审查结论",
            "funds": "经费来源证明",
            "minutes": "会议纪要或者领导批示",
        },
    )
    wanted_by = Day("要求完成日期")
    sending_note = Text("说明", max=300, sealed=True, required=False)


class SendingBack(Form):
    """退回修改"""

    back_reason = Text("退回修改的原因", max=300, sealed=True)


class Passing(Form):
    """审查通过"""

    opinion_no = DocumentNumber("审查意见书文号")
    revised = YesNo("已按审查意见修改文本")


class Signing(Form):
    """签订"""

    signatory = Person("签署人", acting=True)
    term_from = Day("履行期限自")
    term_until = Day("履行期限至")
    copies = Number("合同份数", min=1, unit="份")
    minutes_no = DocumentNumber("集体讨论的会议纪要文号", required=False)
    unreviewed_reason = Text("未经审查先行签订的理由", max=300, required=False)

    checks = (in_order(term_from, term_until),)


class LateSending(Form):
    """补送审查"""

    wanted_by = Day("要求完成日期")
    sending_note = Text("说明", max=300, sealed=True, required=False)


class Sealing(Form):
    """用印审批单"""

    seal = Code("印章", {"contract": "合同专用章", "organ": "机关印章"})
    sealed_copies = Number("用印份数", min=1, unit="份")
    seal_approver = Person("用印批准人")


class Filing(Form):
    """报区司法局备案"""

    filing_no = Text("备案回执编号", required=False)
    filing_note = Text("说明", max=300, required=False)


class Performance(Form):
    """履行情况"""

    performance = Code("履行状态", PERFORMANCE)
    performance_note = Text("履行情况说明", max=500, sealed=True, required=False)


class Payment(Form):
    """付款审批"""

    payment_kind = Code("款项性质", {"advance": "预付款", "progress": "进度款", "final": "尾款"})
    payment = Yuan("付款金额")
    payment_note = Text("付款依据", max=300, sealed=True, required=False)


class ChangeSending(Form):
    """变更送审"""

    change_kind = Code("变更种类", {"amended": "变更", "terminated": "解除", "renewed": "续签"})
    change_reason = Text("变更理由", max=500, sealed=True)
    wanted_by = Day("要求完成日期")


class Change(Form):
    """变更、解除、续签"""

    change_kind = Code("变更种类", {"amended": "变更", "terminated": "解除", "renewed": "续签"})
    signatory = Person("签署人", acting=True)
    amount = Yuan("变更后金额", needed_when=change_kind.is_("amended", "renewed"))
    term_until = Day("变更后履行期限至", needed_when=change_kind.is_("amended", "renewed"))
    change_note = Text("变更内容", max=500, sealed=True)


class Dispute(Form):
    """合同争议"""

    dispute_over = Code(
        "争议事项",
        {
            "quality": "标的质量",
            "delay": "迟延履行",
            "payment": "价款支付",
            "validity": "合同效力",
            "termination": "变更和解除",
            "other": "其他",
        },
    )
    dispute_amount = Yuan("争议金额", required=False)
    dispute_text = Long("争议情况", sealed=True)


class Settlement(Form):
    """争议处理记录"""

    settled_by = Code(
        "处理方式",
        {
            "negotiation": "协商",
            "mediation": "调解",
            "arbitration": "仲裁",
            "litigation": "诉讼",
            "decision": "行政机关书面决定",
        },
    )
    settled_text = Long("处理结果", sealed=True)


class Acceptance(Form):
    """履行验收单"""

    acceptors = People("验收人员", max=20)
    acceptance_text = Text("验收情况", max=500, sealed=True)


class NotAccepted(Form):
    """验收不合格"""

    acceptors = People("验收人员", max=20)
    defects = Text("不合格情况", max=500, sealed=True)
    mend_by = Day("整改期限")


class Closing(Form):
    """归档"""

    closing_kind = Code(
        "办结方式", {"performed": "履行完毕", "terminated": "解除", "settled": "争议处理终结"}
    )
    volumes = Number("卷数", min=1, unit="卷")
    retention = Code("保管期限", {"permanent": "永久", "long": "长期", "short": "短期"})


class Dropping(Form):
    """终止订立"""

    drop_reason = Text("终止订立的原因", max=300, sealed=True)
