"""The forms of a legality review 合法性审查, and the lists they choose from."""

from fazhi.core import form as ask
from fazhi.law.codes import CONTRACT_KINDS, DECISION_CATEGORIES

REVIEW_KINDS = ask.codes("""
    document 文件, decision 重大行政决策, contract 行政机关合同（协议）, enforcement 重大行政执法决定,
    disclosure_reply 政府信息公开答复, petition_reply 信访涉法答复, covenant 村规民约、居民公约,
    dispute_reply 复议、诉讼答辩, other 其他涉法事务
""")
DECIDED_MATTERS = {**DECISION_CATEGORIES, "large_funds": "大额资金安排"}
ENFORCED_MATTERS = ask.codes("""
    penalty 行政处罚, coercion 行政强制, licence 行政许可, requisition 行政征收、征用,
    other_act 其他执法决定
""")
MATERIALS = ask.codes("""
    draft 送审稿, explanation 起草（情况）说明, grounds 法律、法规、规章和政策依据,
    procedure 履行法定程序的说明, comments 征求意见及采纳情况, own_opinion 起草部门的审核意见,
    experts 专家论证意见, risk 风险评估报告, fair_competition 公平竞争审查结论,
    party_papers 对方主体资格及授权材料, funds 经费来源证明, tender 采购（招标）材料,
    minutes 会议纪要或者领导批示, case_file 执法案卷（调查终结报告及证据）, other 其他材料
""")
POINTS = ask.codes("""
    standing 主体资格, powers 权限, procedure 程序, content 内容与法律、法规、规章和国家政策相符,
    setting 未违法设定许可、处罚、强制、收费, rights 未违法减损权利或者增加义务, competition 公平竞争,
    validity 有效期, facts 事实, evidence 证据, grounds 适用依据, discretion 裁量, papers 文书,
    officers 执法人员资格, crime 是否涉嫌犯罪须移送, counterparty 对方主体资格和代理权,
    tender 采购（招标）程序, price 标的、价款和资金来源, duties 权利义务、期限、验收和付款,
    liability 违约责任和解除, forum 争议解决和管辖, secrecy 保密和个人信息, guarantee 未违法提供担保,
    third_party 第三方意见和区分处理, remedy 救济途径告知
""")
CONCLUSIONS = ask.codes("""
    pass 合法，通过, amend 修改后通过, supplement 补充程序或者材料后再审, fail 不合法，不予通过,
    risk 探索性改革事项，明示法律风险
""")
ADOPTIONS = ask.codes("adopted 采纳, partly 部分采纳, rejected 未采纳")


def _the_matter_is_of_its_kind(values: ask.Values, _record: ask.Values) -> str | None:
    matter, kind = values.get("matter"), values.get("review_kind")
    fitting = {"decision": DECIDED_MATTERS, "enforcement": ENFORCED_MATTERS}.get(str(kind))
    if matter is None or fitting is None or matter in fitting:
        return None
    return f"“具体事项”与“事项类型”不符，请从{'、'.join(fitting.values())}中选择。"


class Submission(ask.Form):
    """合法性审查送审表"""

    subject = ask.Title("事项名称", help="不写个人姓名")
    review_kind = ask.Code("事项类型", REVIEW_KINDS, short=True)
    document_kind = ask.Code(
        "文件类型",
        "normative 行政规范性文件, party 党内规范性文件, general 一般文件",
        needed_when=review_kind.is_("document"),
    )
    contract_kind = ask.Code("合同类型", CONTRACT_KINDS, needed_when=review_kind.is_("contract"))
    matter = ask.Code(
        "具体事项",
        {**DECIDED_MATTERS, **ENFORCED_MATTERS},
        needed_when=review_kind.is_("decision", "enforcement"),
    )
    submitting_office = ask.Text("送审部门", short=True)
    submitter = ask.Person("经办人", acting=True)
    amount = ask.Yuan("涉及金额", needed_when=review_kind.is_("contract"), help="没有金额的填0")
    materials = ask.Codes("送审材料", MATERIALS)
    situation = ask.Long("情况说明", sealed=True, required=False)
    before_decision = ask.YesNo("决定、印发、签订前送审")
    meeting_on = ask.Day("拟提交讨论日期", needed_when=review_kind.is_("decision"))
    wanted_by = ask.Day("要求完成日期")
    urgent = ask.YesNo("紧急事项")
    urgent_reason = ask.Text("紧急理由", max=300, needed_when=urgent.is_("yes"))
    earlier = ask.Ref("原审查事项", "legality_review", required=False, help="复审的填写")

    checks = (_the_matter_is_of_its_kind,)


Acceptance = ask.form(
    "受理",
    reviewer=ask.Person("审查人", acting=True),
    counsel_asked=ask.YesNo("征求法律顾问、公职律师意见", required=False),
)


class Return(ask.Form):
    """材料补正通知"""

    return_kind = ask.Code("退回原因", "materials 材料不齐, procedure 程序缺项, content 内容须先行修改")
    missing = ask.Codes("应当补充的材料", MATERIALS, needed_when=return_kind.is_("materials"))
    return_note = ask.Text("补正要求", max=500, sealed=True)


class Completion(ask.Form):
    """补正后送审"""

    materials = ask.Codes("送审材料", MATERIALS, help="填写补正后的全部材料")
    completed_how = ask.Text("补正情况", max=500, sealed=True)
    meeting_on = ask.Day("拟提交讨论日期", needed_when=Submission.review_kind.is_("decision"))
    wanted_by = ask.Day("要求完成日期")


Decline = ask.form(
    "不予受理",
    decline_reason=ask.Code(
        "不予受理原因", "out_of_scope 不属于审查范围, not_submitted 应由上级审查, other 其他"
    ),
    decline_note=ask.Text("说明", max=300, sealed=True, required=False),
)
Withdrawal = ask.form("撤回送审", withdraw_reason=ask.Text("撤回原因", max=300, sealed=True))


class Extension(ask.Form):
    """延长审查期限"""

    extended_to = ask.Day("延长至")
    extension_reason = ask.Text("延长理由", max=300)


Point = ask.form(
    "具体意见",
    clause=ask.Text("涉及条款", max=60, required=False),
    problem=ask.Text("存在问题", max=500, sealed=True),
    grounds=ask.Text("依据", max=200, required=False),
    suggestion=ask.Text("修改建议", max=500, sealed=True),
    weight=ask.Code("意见性质", "must 应当修改, advice 建议修改"),
)


def _opinions_are_counted(values: ask.Values, _record: ask.Values) -> str | None:
    given = len(values.get("points", ()))
    if values.get("opinions", given) == given:
        return None
    return f"“意见条数”为{values['opinions']}，而“具体意见”列出{given}条，请核对后重填。"


def _a_change_is_said(values: ask.Values, _record: ask.Values) -> str | None:
    if values.get("conclusion") in ("amend", "supplement", "fail", "risk") and not values.get("points"):
        return f"结论为“{CONCLUSIONS[values['conclusion']]}”的，请在“具体意见”中逐条写明。"
    return None


class Review(ask.Form):
    """审查意见"""

    reviewer = ask.Person("审查人", acting=True)
    points_checked = ask.Codes("已审查要点", POINTS)
    counsel = ask.Code(
        "法律顾问、公职律师意见",
        "adviser 法律顾问提出, public_lawyer 公职律师提出, both 均已提出, none 未提出",
    )
    counsel_text = ask.Long("法律意见摘要", sealed=True, required=False)
    findings = ask.Long("审查过程和事实", sealed=True)
    points = ask.Rows("具体意见", Point, required=False)
    opinions = ask.Number("意见条数", unit="条", required=False, help="按具体意见自动计数")
    conclusion = ask.Code("审查结论", CONCLUSIONS, short=True)

    checks = (_opinions_are_counted, _a_change_is_said)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return how many opinions are listed."""
        return {"opinions": len(values.get("points", ()))}


class Issue(ask.Form):
    """签发"""

    summary = ask.Text("意见摘要", max=300, sealed=True, required=False)


Remand = ask.form("退回重审", remand_reason=ask.Text("退回理由", max=300, sealed=True))


class Answer(ask.Form):
    """逐条采纳情况"""

    nth = ask.Number("意见序号", min=1)
    adoption = ask.Code("采纳情况", ADOPTIONS)
    answer = ask.Text(
        "采纳说明或者不采纳理由", max=300, sealed=True, needed_when=adoption.is_("partly", "rejected")
    )


def _answers_are_counted(values: ask.Values, _record: ask.Values) -> str | None:
    listed = _counts(values)
    for name, label in (("adopted", "采纳"), ("partly", "部分采纳"), ("rejected", "未采纳")):
        if values.get(name, listed[name]) != listed[name]:
            return f"“{label}条数”为{values[name]}，而逐条列出{listed[name]}条，请核对后重填。"
    return None


def _counts(values: ask.Values) -> dict[str, int]:
    told = [row.get("adoption") for row in values.get("answers", ())]
    return {code: told.count(code) for code in ADOPTIONS}


class Adoption(ask.Form):
    """采纳情况反馈表"""

    answers = ask.Rows("逐条采纳情况", Answer)
    adopted = ask.Number("采纳条数", unit="条", required=False, help="按逐条采纳情况自动计数")
    partly = ask.Number("部分采纳条数", unit="条", required=False, help="按逐条采纳情况自动计数")
    rejected = ask.Number("未采纳条数", unit="条", required=False, help="按逐条采纳情况自动计数")
    risks = ask.Number("规避法律风险", unit="起", required=False)
    adoption_note = ask.Text("修改情况", max=500, sealed=True, required=False)

    checks = (_answers_are_counted,)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return how many opinions were adopted, partly adopted and rejected."""
        return _counts(values)


class Outcome(ask.Form):
    """办结"""

    outcome = ask.Code(
        "后续",
        "meeting 提交会议讨论, issued 文件已印发, signed 合同已签订, decided 决定已作出, "
        "replied 答复已作出, dropped 不再办理",
    )
    outcome_no = ask.DocumentNumber("有关文号", required=False)
    outcome_note = ask.Text("说明", max=300, sealed=True, required=False)
