"""What is filled in from the clue to the decision of a penalty 行政处罚."""

from decimal import Decimal

from fazhi.core import form as ask
from fazhi.law import threshold
from fazhi.law.codes import ENFORCEMENT_CAUSES, ENFORCEMENT_FIELDS, FIELD_OF_CAUSE, ITEM_KINDS
from fazhi.procedures.enforcement import penalty_codes as codes
from fazhi.procedures.enforcement.acting_officers import officers, replaced


def _added(values: ask.Values, *names: str) -> str | None:
    """Return the sum of amounts filled in, None if none is."""
    amounts = [Decimal(values[name]) for name in names if values.get(name)]
    return f"{sum(amounts, Decimal(0)):.2f}" if amounts else None


def _amounts_add_up(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    if values.get("amount") == _added(values, "fine", "confiscated"):
        return None
    return "“罚没款合计”应为罚款数额与没收数额之和，请留空由系统计算。"


def _kinds_and_amounts_agree(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    kinds = values.get("penalty_kinds", [])
    fine = Decimal(values.get("fine", "0"))
    if ("fine" in kinds) != (fine > 0):
        return "处罚种类与罚款数额不一致：处以罚款的填写大于0的数额，没有罚款的不填。"
    if "confiscated" in values and "confiscation" not in kinds:
        return "填写了没收数额，处罚种类应当包括“没收违法所得、没收非法财物”。"
    if kinds and values.get("result") == "no_penalty":
        return "不予行政处罚的，不填处罚种类。"
    return None


class Matter(ask.Form):
    """案由"""

    cause = ask.Code("案由", ENFORCEMENT_CAUSES, short=True)
    field = ask.Code("执法领域", ENFORCEMENT_FIELDS)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return the field to which the cause usually belongs."""
        return {"field": FIELD_OF_CAUSE.get(str(values.get("cause")))}


class Power(ask.Form):
    """职权"""

    item = ask.Ref(
        "处罚事项",
        "power_item",
        brings={"item_kind": "item_kind"},
        required=False,
        help="权责清单中的事项；清单未录入的，填写职权依据",
    )
    item_kind = ask.Code("事项类别", ITEM_KINDS, required=False)
    power_basis = ask.Text(
        "职权依据", max=200, required=False, help="法律规定的，填条款；赋权或者委托的，填公布的决定和清单编号"
    )
    law = ask.Code("依据的法律、法规、规章", codes.LAWS)


class Clue(Matter):
    """案件来源登记表"""

    source = ask.Code("案件来源", codes.SOURCES, also={"投诉": "complaint", "举报": "complaint"})
    source_ref = ask.Text("来源编号", max=60, required=False, help="检查、工单、移送函等的编号")
    found_on = ask.Day("发现日期", happened=True)
    act_on = ask.Day(
        "违法行为发生日期", happened=True, help="连续或者继续的，填行为终了之日；仍在继续的，填发现日期"
    )
    grave_harm = ask.YesNo("涉及公民生命健康安全、金融安全且有危害后果", required=False)
    scene = ask.Text("违法地点", max=120, sealed=True)
    clue_text = ask.Long("线索内容", sealed=True)
    informant = ask.Name("举报人", required=False, help="要求保密的不填")


MoreChecking = ask.form("延长核查", checking_reason=ask.Text("延长核查的理由", max=300))
NotFiled = ask.form(
    "不予立案审批表",
    not_filed_reason=ask.Code(
        "不予立案原因",
        "no_violation 没有违法事实, no_power 不属于本机关管辖, time_barred 超过处罚时效, "
        "slight 违法行为轻微，当场教育改正, other 其他",
    ),
    not_filed_note=ask.Text("说明", max=300, required=False, sealed=True),
)


class Filing(Matter, Power):
    """立案审批表"""

    party = ask.Parties("当事人", min=1, max=1, addressed=True, served=True)
    facts = ask.Long("违法事实", sealed=True)
    norm_violated = ask.Text("涉嫌违反的条款", max=200)
    officers = officers("承办人员")
    filing_note = ask.Text("审批意见", max=300, required=False)


class EvidencePiece(ask.Form):
    """证据"""

    evidence_kind = ask.Code("证据种类", codes.EVIDENCE)
    evidence_name = ask.Text("名称", max=100, sealed=True)
    copies = ask.Number("件数", min=1, unit="件", required=False)
    evidence_source = ask.Text("来源", max=100, required=False, sealed=True)
    taken_on = ask.Day("取得日期", happened=True, required=False)
    proves = ask.Text("证明事项", max=200, required=False, sealed=True)


class Inquiry(ask.Form):
    """调查取证"""

    officers = officers("调查人员", acting=True)
    inquiry_kinds = ask.Codes(
        "调查方式",
        "scene 现场检查、勘验, interview 询问, documents 调取书证、电子数据, sampling 抽样取证, "
        "expert 鉴定、检测、检验, assistance 请求协助",
    )
    credentials_shown = ask.YesNo("已出示执法证件")
    rights_told = ask.YesNo("已告知权利义务")
    recorded = ask.YesNo("已制作笔录", needed_when=inquiry_kinds.is_("scene", "interview"))
    recorded_av = ask.YesNo("音像记录", required=False)
    inquiry_place = ask.Text("地点", max=120, required=False, sealed=True)
    inquiry_text = ask.Long("调查情况", sealed=True)
    evidence = ask.Rows("取得的证据", EvidencePiece, required=False)
    inquiry_files = ask.Files("笔录、照片等", required=False)


KeptThing = ask.form(
    "保存的物品",
    thing=ask.Text("名称", max=100, sealed=True),
    thing_number=ask.Text("规格、数量", max=100, required=False),
    thing_note=ask.Text("备注", max=100, required=False, sealed=True),
)


class Preservation(ask.Form):
    """先行登记保存证据"""

    officers = officers("执行人员", acting=True)
    preservation_reason = ask.Text("理由", max=300, sealed=True)
    kept = ask.Rows("保存清单", KeptThing)
    kept_where = ask.Text("保存地点", max=120, sealed=True)


PreservationRuling = ask.form(
    "先行登记保存证据处理决定",
    preservation_ruling=ask.Code(
        "处理",
        "released 解除并发还, copied 采取记录、复制等措施后发还, examined 送交检验鉴定, "
        "seized 依法查封、扣押, handed_over 移送有关部门",
    ),
    ruling_note=ask.Text("说明", max=300, required=False, sealed=True),
)


class CorrectionOrder(ask.Form):
    """责令（限期）改正通知书"""

    order_facts = ask.Long("违法事实", sealed=True)
    order_basis = ask.Text("违反的规定", max=200)
    order_text = ask.Long("改正要求", sealed=True)
    correct_by = ask.Day("改正期限")
    officers = replaced()


ClockStopped = ask.form(
    "不计入办案期限",
    stopped_for=ask.Code(
        "事由",
        "hearing 听证, expert 检测、检验、检疫、鉴定, announcement 公告, "
        "interpretation 等待有权机关解释或者确认, other_case 以另一案件的处理结果为依据, "
        "unable 当事人死亡、终止或者不可抗力",
    ),
    stopped_by_rule=ask.Title("规定不计入期限的法律、法规、规章条款", help="写明文件名称和条款"),
    stopped_note=ask.Text("说明", max=300, required=False, sealed=True),
)
Extension = ask.form("延长办案期限", extension_reason=ask.Text("延长的理由", max=300, sealed=True))


class Conclusion(ask.Form):
    """案件调查终结报告"""

    officers = officers("承办人员", acting=True)
    facts = ask.Long("查明的违法事实", sealed=True)
    evidence_text = ask.Long("主要证据及证明事项", sealed=True)
    norm_violated = ask.Text("违反的条款", max=200)
    norm_penalty = ask.Text("处罚依据条款", max=200)
    circumstances = ask.Codes("从轻、减轻、不予处罚情节", codes.CIRCUMSTANCES, required=False)
    discretion = ask.Code("裁量等级", codes.DISCRETION)
    discretion_text = ask.Text("裁量基准适用情况", max=300)
    proposed_result = ask.Code("处理建议", "penalty 给予行政处罚, no_penalty 不予行政处罚")
    proposed_kinds = ask.Codes("建议处罚种类", codes.KINDS, needed_when=proposed_result.is_("penalty"))
    proposed_fine = ask.Yuan("建议罚款数额", needed_when=proposed_kinds.is_("fine"))
    proposed_confiscated = ask.Yuan("建议没收数额", required=False)
    complex_or_grave = ask.YesNo("情节复杂或者重大违法行为", help="是的，由负责人集体讨论决定")
    grave_reason = ask.Text("理由", max=300, needed_when=complex_or_grave.is_("yes"))
    review_grounds = ask.Codes("应当法制审核的情形", codes.REVIEW_GROUNDS, required=False)


class Notice(ask.Form):
    """行政处罚告知"""

    told_facts = ask.Long("事实和理由", sealed=True)
    norm_violated = ask.Text("违反的条款", max=200)
    norm_penalty = ask.Text("处罚依据条款", max=200)
    proposed_kinds = ask.Codes("拟处罚种类", codes.KINDS)
    proposed_fine = ask.Yuan("拟罚款数额", needed_when=proposed_kinds.is_("fine"))
    proposed_confiscated = ask.Yuan("拟没收数额", required=False)
    proposed_text = ask.Text("拟处罚内容", max=300, required=False)
    hearing_right = ask.YesNo("告知听证权利")
    told_way = ask.Code("告知书送达方式", codes.SERVICE_WAYS)
    plea_until = ask.Day("陈述申辩截止日期")
    officers = replaced()


Plea = ask.form(
    "陈述申辩笔录",
    plea_text=ask.Long("陈述、申辩内容", sealed=True),
    plea_ruling=ask.Code("复核意见", "adopted 采纳, partly 部分采纳, rejected 不予采纳"),
    plea_reason=ask.Long("复核的事实和理由", sealed=True),
    officers=replaced(),
)
Waiver = ask.form(
    "放弃权利声明",
    waived=ask.Codes("放弃的权利", "plea 陈述、申辩, hearing 要求听证"),
    waived_in_writing=ask.YesNo("有书面声明或者笔录"),
)
HearingAsked = ask.form(
    "听证申请",
    asked_way=ask.Code("提出方式", "written 书面, oral 口头，已记录"),
    hearing_claim=ask.Long("听证请求和理由", sealed=True),
)


class HearingCall(ask.Form):
    """听证通知书"""

    hearing_at = ask.Moment("听证时间")
    hearing_place = ask.Text("听证地点", max=120)
    chair = ask.Person("听证主持人")
    recorder = ask.Person("记录人", required=False)
    hearing_public = ask.YesNo("公开举行")
    closed_reason = ask.Text("不公开的理由", max=200, needed_when=hearing_public.is_("no"))


class Hearing(ask.Form):
    """听证笔录"""

    chair = ask.Person("听证主持人", acting=True)
    hearing_outcome = ask.Code(
        "听证情况",
        "held 如期举行, absent 当事人无正当理由未出席或者中途退出，终止听证, given_up 当事人撤回要求",
    )
    agents = ask.Number(
        "当事人委托的代理人数", max=int(threshold("TH-09").ceiling), unit="人", required=False
    )
    hearing_present = ask.Text("参加人", max=300, sealed=True)
    hearing_text = ask.Long("听证过程", sealed=True, needed_when=hearing_outcome.is_("held"))
    hearing_opinion = ask.Long("听证意见", sealed=True)
    hearing_signed = ask.YesNo("笔录经核对签字或者已注明拒签", needed_when=hearing_outcome.is_("held"))


class Review(ask.Form):
    """重大行政执法决定法制审核意见书"""

    review_case = ask.Ref("合法性审查编号", "legality_review", required=False)
    review_points = ask.Codes("审核内容", codes.REVIEW_POINTS)
    review_conclusion = ask.Code(
        "审核结论",
        "pass 同意, amend 修改后同意, supplement 补充调查, fail 不同意",
        also={"通过": "pass", "修改后通过": "amend", "不通过": "fail"},
    )
    review_text = ask.Long("审核意见", sealed=True)
    first_reviewer = ask.YesNo("初次从事行政处罚决定法制审核")
    review_qualified = ask.YesNo(
        "通过国家统一法律职业资格考试取得法律职业资格", needed_when=first_reviewer.is_("yes")
    )
    should_discuss = ask.YesNo("属于情节复杂或者重大违法行为，应当集体讨论", required=False)


Supplement = ask.form("补充调查", supplement_text=ask.Text("需要补充的事项", max=300, sealed=True))
Opinion = ask.form(
    "讨论意见",
    member=ask.Person("负责人"),
    vote=ask.Code("意见", "agree 同意, disagree 不同意, abstain 弃权"),
    said=ask.Text("发言要点", max=500, required=False, sealed=True),
)


class Discussion(ask.Form):
    """重大案件集体讨论笔录"""

    discussion_place = ask.Text("讨论地点", max=120)
    presiding = ask.Person("主持人")
    members = ask.People("参加讨论的负责人", min=1, max=20)
    reporter = ask.Person("汇报人")
    discussion_text = ask.Long("案情和讨论情况", sealed=True)
    opinions = ask.Rows("各负责人意见", Opinion)
    discussion_result = ask.Code(
        "讨论结论", "penalty 给予行政处罚, no_penalty 不予行政处罚, transfer 移送, supplement 补充调查"
    )
    discussion_note = ask.Text("结论内容", max=500, sealed=True)


class Sanction(ask.Form):
    """处罚内容"""

    result = ask.Code("决定", "penalty 给予行政处罚, no_penalty 不予行政处罚", short=True)
    no_penalty_ground = ask.Code("不予处罚的理由", codes.NO_PENALTY, needed_when=result.is_("no_penalty"))
    penalty_kinds = ask.Codes("处罚种类", codes.KINDS, needed_when=result.is_("penalty"))
    fine = ask.Yuan("罚款数额", needed_when=penalty_kinds.is_("fine"))
    confiscated = ask.Yuan("没收数额", required=False, help="没有数额的物品只填没收物品")
    confiscated_things = ask.Text("没收物品", max=300, required=False, sealed=True)
    amount = ask.Yuan("罚没款合计", required=False, help="由罚款数额与没收数额相加得出")
    other_content = ask.Text("其他处罚内容", max=300, required=False)
    norm_violated = ask.Text("违反的条款", max=200)
    norm_penalty = ask.Text("处罚（不予处罚）依据条款", max=200)
    circumstances = ask.Codes("从轻、减轻、不予处罚情节", codes.CIRCUMSTANCES, required=False)
    discretion = ask.Code("裁量等级", codes.DISCRETION)
    discretion_text = ask.Text("裁量基准适用情况", max=300)
    education = ask.Text("教育情况", max=300, needed_when=result.is_("no_penalty"))
    perform_way = ask.Text(
        "履行方式和期限",
        max=200,
        needed_when=result.is_("penalty"),
        help="一般程序的决定书已写明罚没款的缴纳期限，只写缴到哪里；当场处罚和其他处罚写明怎样、何时履行",
    )
    correction = ask.Text("责令改正内容", max=300, required=False)
    reconsideration_organ = ask.Text(
        "行政复议机关", max=60, help="街道填设立它的人民政府，乡镇填上一级人民政府"
    )
    court = ask.Text("有管辖权的人民法院", max=60)
    checks = (_amounts_add_up, _kinds_and_amounts_agree)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return the sum of fine and confiscation."""
        return {"amount": _added(values, "fine", "confiscated")}


class Decision(Sanction):
    """行政处罚决定审批表"""

    decided_facts = ask.Long("认定的事实和证据", sealed=True)
    plea_answer = ask.Long("对陈述、申辩和听证意见的采纳情况", sealed=True, required=False)
    publication = ask.Code("是否公开", codes.PUBLICATION)
    publication_reason = ask.Text("公开或者不公开的理由", max=200)
    credit_grade = ask.Code("失信程度", codes.CREDIT, needed_when=publication.is_("publish"))


class OnSpotDecision(Matter, Power, Sanction):
    """当场行政处罚决定书"""

    source = ask.Code("案件来源", codes.SOURCES)
    party = ask.Parties("当事人", min=1, max=1)
    act_on = ask.Day("违法行为发生日期", happened=True)
    found_on = ask.Day("发现日期", happened=True)
    grave_harm = ask.YesNo("涉及公民生命健康安全、金融安全且有危害后果", required=False)
    scene = ask.Text("地点", max=120, sealed=True)
    facts = ask.Long("违法事实", sealed=True)
    officers = officers("执法人员", acting=True)
    credentials_shown = ask.YesNo("已出示执法证件")
    rights_told = ask.YesNo("已告知事实、理由、依据和权利，并听取陈述申辩")
    handed_over = ask.Code("交付情况", "signed 当场签收, refused 拒绝签收，已注明")

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return the field of the cause and the sum of the amounts."""
        return {**Matter.derived(values), **Sanction.derived(values)}
