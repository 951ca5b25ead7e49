"""The forms of a contract 合同, and the lists they choose from."""

from fazhi.core import form as ask
from fazhi.core.form import codes
from fazhi.law.codes import CONTRACT_KINDS

PROCUREMENT = codes("""
    open_tender 公开招标, invited_tender 邀请招标, negotiation 竞争性谈判, consultation 竞争性磋商,
    single_source 单一来源, inquiry 询价, framework 框架协议, own_purchase 限额以下自行采购,
    none 无需采购
""")
OUR_PARTY = codes("organ 本机关, internal 内设机构, temporary 临时机构")
SIDES = codes("first 甲方, second 乙方, third 丙方")
PERFORMANCE = codes("not_begun 未开始, performing 履行中, done 已完成, breached 违约")


Instalment = ask.form(
    "付款节点",
    pay_when=ask.Text("付款条件", max=100),
    pay_by=ask.Day("付款期限", required=False),
    instalment=ask.Yuan("金额"),
)


class Draft(ask.Form):
    """合同起草"""

    subject = ask.Title("合同名称", help="不写个人姓名")
    contract_kind = ask.Code("合同类型", CONTRACT_KINDS, short=True)
    office = ask.Text("承办部门", short=True)
    handler = ask.Person("承办人", acting=True)
    our_party = ask.Code("我方签约主体", OUR_PARTY)
    counterparties = ask.Parties("对方当事人", SIDES)
    what = ask.Long("标的内容", sealed=True)
    amount = ask.Yuan("合同金额", help="无价款的填0", short=True)
    funds = ask.Text("资金来源", required=False)
    procurement = ask.Code("采购方式", PROCUREMENT)
    payments = ask.Rows("付款节点", Instalment, required=False)


class Sending(ask.Form):
    """合同送审表"""

    contract_papers = ask.Codes(
        "随附材料",
        "draft 合同文本, explanation 情况说明, party_papers 对方主体资格及授权材料, "
        "tender 采购（招标）材料, fair_competition 公平竞争审查结论, funds 经费来源证明, "
        "minutes 会议纪要或者领导批示",
    )
    wanted_by = ask.Day("要求完成日期")
    sending_note = ask.Text("说明", max=300, sealed=True, required=False)


SendingBack = ask.form("退回修改", back_reason=ask.Text("退回修改的原因", max=300, sealed=True))


class Passing(ask.Form):
    """审查通过"""

    opinion_no = ask.DocumentNumber("审查意见书文号")
    revised = ask.YesNo("已按审查意见修改文本")


class Signing(ask.Form):
    """签订"""

    signatory = ask.Person("签署人", acting=True)
    term_from = ask.Day("履行期限自")
    term_until = ask.Day("履行期限至")
    copies = ask.Number("合同份数", min=1, unit="份")
    minutes_no = ask.DocumentNumber("集体讨论的会议纪要文号", required=False)
    unreviewed_reason = ask.Text("未经审查先行签订的理由", max=300, required=False)

    checks = (ask.in_order(term_from, term_until),)


LateSending = ask.form(
    "补送审查",
    wanted_by=ask.Day("要求完成日期"),
    sending_note=ask.Text("说明", max=300, sealed=True, required=False),
)
Sealing = ask.form(
    "用印审批单",
    seal=ask.Code("印章", "contract 合同专用章, organ 机关印章"),
    sealed_copies=ask.Number("用印份数", min=1, unit="份"),
    seal_approver=ask.Person("用印批准人"),
)


class Filing(ask.Form):
    """报区司法局备案"""

    filing_no = ask.Text("备案回执编号", required=False)
    filing_note = ask.Text("说明", max=300, required=False)


class Performance(ask.Form):
    """履行情况"""

    performance = ask.Code("履行状态", PERFORMANCE)
    performance_note = ask.Text("履行情况说明", max=500, sealed=True, required=False)


Payment = ask.form(
    "付款审批",
    payment_kind=ask.Code("款项性质", "advance 预付款, progress 进度款, final 尾款"),
    payment=ask.Yuan("付款金额"),
    payment_note=ask.Text("付款依据", max=300, sealed=True, required=False),
)
ChangeSending = ask.form(
    "变更送审",
    change_kind=ask.Code("变更种类", "amended 变更, terminated 解除, renewed 续签"),
    change_reason=ask.Text("变更理由", max=500, sealed=True),
    wanted_by=ask.Day("要求完成日期"),
)


class Change(ask.Form):
    """变更、解除、续签"""

    change_kind = ask.Code("变更种类", "amended 变更, terminated 解除, renewed 续签")
    signatory = ask.Person("签署人", acting=True)
    amount = ask.Yuan("变更后金额", needed_when=change_kind.is_("amended", "renewed"))
    term_until = ask.Day("变更后履行期限至", needed_when=change_kind.is_("amended", "renewed"))
    change_note = ask.Text("变更内容", max=500, sealed=True)


class Dispute(ask.Form):
    """合同争议"""

    dispute_over = ask.Code(
        "争议事项",
        "quality 标的质量, delay 迟延履行, payment 价款支付, validity 合同效力, termination 变更和解除, "
        "other 其他",
    )
    dispute_amount = ask.Yuan("争议金额", required=False)
    dispute_text = ask.Long("争议情况", sealed=True)


class Settlement(ask.Form):
    """争议处理记录"""

    settled_by = ask.Code(
        "处理方式",
        "negotiation 协商, mediation 调解, arbitration 仲裁, litigation 诉讼, decision 行政机关书面决定",
    )
    settled_text = ask.Long("处理结果", sealed=True)


class Acceptance(ask.Form):
    """履行验收单"""

    acceptors = ask.People("验收人员", max=20)
    acceptance_text = ask.Text("验收情况", max=500, sealed=True)


class NotAccepted(ask.Form):
    """验收不合格"""

    acceptors = ask.People("验收人员", max=20)
    defects = ask.Text("不合格情况", max=500, sealed=True)
    mend_by = ask.Day("整改期限")


class Closing(ask.Form):
    """归档"""

    closing_kind = ask.Code("办结方式", "performed 履行完毕, terminated 解除, settled 争议处理终结")
    volumes = ask.Number("卷数", min=1, unit="卷")
    retention = ask.Code("保管期限", "permanent 永久, long 长期, short 短期")


Dropping = ask.form("终止订立", drop_reason=ask.Text("终止订立的原因", max=300, sealed=True))
