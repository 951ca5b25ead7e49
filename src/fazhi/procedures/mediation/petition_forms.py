"""What is filled in of a petition 信访事项: what is asked and what became of it, never a picture of a person.

There is no list of petitioners, no mark of repetition on a person, no record of where anybody went.
"""

from fazhi.core import form as ask

CHANNELS = ask.codes("""
    letter 来信, visit 来访, net 网上, phone 来电, leader_box 领导信箱, transferred 上级转送,
    assigned 上级交办, hotline 12345分流
""")
REGISTERED_LEVELS = ask.codes("""
    here 本级登记, above 上级登记, above/district 区级登记, above/city 市级登记,
    above/province_or_above 省级以上登记
""")
FIELDS_OF_MATTER = ask.codes("""
    construction 城乡建设, labour 劳动和社会保障, agriculture 农村农业, law 涉法涉诉,
    environment 生态环境, education 教育文体, health 卫生健康, civil_affairs 民政, property 物业管理,
    order 城市管理、社会治安, other 其他
""")
#: 第三十一条第（一）至（六）项, and what Arts 29 and 30 handle.
PATHS = ask.codes("""
    judicial 诉讼、复议、检察、公安法律程序, arbitration 仲裁, party_appeal 党员申诉、申请复审,
    administrative 行政复议、裁决、确认、许可、处罚等行政程序, duty 查处违法行为、履行保护职责,
    opinion 调查核实，出具信访处理意见书, suggestion 建议意见研究论证, discipline 检举控告按权限转送
""")
HERE = ("duty", "opinion", "suggestion")
ELSEWHERE = ("judicial", "arbitration", "party_appeal", "administrative", "discipline")


def _accusations_are_not_read(values: ask.Values, record: ask.Values) -> str | None:
    """What accuses somebody goes on as it came: the system holds that it came, not what it says."""
    if {**record, **values}.get("category") != "accusation":
        return None
    if any(values.get(name) for name in ("request", "facts", "subject", "field_of_matter")):
        return "检举控告类事项只登记收件情况，内容不录入系统，原件密封转送（《信访工作条例》第三十条）。"
    return None


class Receipt(ask.Form):
    """收到信访事项"""

    channel = ask.Code("渠道", CHANNELS, short=True)
    origin = ask.Code("提出方式", "direct 信访人直接提出, transferred 信访部门或者上级机关转送、交办")
    received_on = ask.Day("收到日期", happened=True)
    transfer_no = ask.Text("转送（交办）文号", max=60, required=False)
    category = ask.Code("事项类别", "suggestion 建议意见, accusation 检举控告, appeal 申诉求决", short=True)
    reachable = ask.YesNo("姓名（名称）、住址清楚")


class Registration(ask.Form):
    """来访登记表"""

    no = ask.Text("信访编号", max=40, required=False, help="信访信息系统的编号")
    anonymous = ask.YesNo("匿名")
    petitioners = ask.Parties("信访人（代表）", required=False)
    persons = ask.Number("人数", min=1, unit="人")
    joint = ask.YesNo("多人走访共同事项")
    representatives = ask.Number("代表人数", min=1, unit="人", needed_when=joint.is_(True))
    subject = ask.Title(
        "事项概括",
        needed_when=Receipt.category.is_("suggestion", "appeal"),
        help="不写个人姓名；检举控告不填",
    )
    field_of_matter = ask.Code(
        "事项领域", FIELDS_OF_MATTER, needed_when=Receipt.category.is_("suggestion", "appeal")
    )
    request = ask.Long(
        "请求",
        sealed=True,
        needed_when=Receipt.category.is_("suggestion", "appeal"),
        help="口头提出的如实记录",
    )
    facts = ask.Long("事实和理由", sealed=True, required=False)
    first_or_repeat = ask.Code("初次或者重复", "first 初次事项, repeat 同一事项再次提出")
    assigned_level = ask.Code(
        "交办层级", "none 非交办, national 国家, province 省级, city 市级, district 区级"
    )
    registered_level = ask.Code("登记层级", REGISTERED_LEVELS)
    reception = ask.Ref("领导接访", "leader_reception", required=False)
    place = ask.Place("问题属地", required=False)
    unit = ask.Text("责任部门", max=60, required=False)
    urgent = ask.YesNo("可能造成社会影响的重大、紧急事项")

    checks = (_accusations_are_not_read, ask.not_more_than(representatives, persons))


Report = ask.form(
    "重大紧急信访事项报告",
    reported_at=ask.Moment("报告时间", happened=True),
    reported_to=ask.Text("报告和通报的机关", max=120),
    measures=ask.Text("已采取的措施", max=300, sealed=True),
)


class Telling(ask.Form):
    """信访事项告知"""

    told_as = ask.Code(
        "告知内容",
        "received 接收情况以及处理途径和程序, forwarded 转送、交办去向, elsewhere 向有权处理的机关、单位提出",
    )
    told_way = ask.Code("告知方式", "on_spot 当场书面告知, letter 书面送达, online 网上告知")
    told_body = ask.Text("有权处理的机关、单位", max=80, needed_when=told_as.is_("forwarded", "elsewhere"))
    told_text = ask.Text("处理途径和程序", max=300, required=False)


class Routing(ask.Form):
    """信访事项分类甄别"""

    legal_path = ask.Code("法定途径", PATHS, short=True)
    path_body = ask.Text("承办或者受理单位", max=80)
    path_rule = ask.Text("途径所依据的规定", max=200, required=False)
    leader_led = ask.YesNo("领导包案")
    leader = ask.Person("包案领导", needed_when=leader_led.is_(True))


Objection = ask.form(
    "退件说明",
    objection_reason=ask.Text("不属于本机关职权范围的理由", max=500),
    proper_body=ask.Text("建议办理单位", max=80, required=False),
)
Return = ask.form("交还材料", agreed_by=ask.Text("核实同意的机关", max=80))
NotAgreed = ask.form("异议核实结果", not_agreed_why=ask.Text("不予同意的理由", max=300, required=False))


class Refusal(ask.Form):
    """不予（不再）受理告知书"""

    refused_for = ask.Code(
        "不予（不再）受理的情形",
        "handled 同一事项已由下级机关受理或者正在办理, final 对复核意见不服，以同一事实和理由提出, "
        "lawsuit 涉及诉讼权利救济，由有关政法部门处理",
    )
    earlier = ask.Ref("已复核的信访事项", "petition", required=False)
    earlier_no = ask.DocumentNumber("复核意见书文号", needed_when=refused_for.is_("final"))
    handled_by = ask.Text("受理机关或者应当提出的机关", max=80)
    refusal_reason = ask.Text("理由", max=500, sealed=True)


Acceptance = ask.form(
    "受理",
    office=ask.Text("承办部门", max=60, short=True),
    handler=ask.Person("承办人"),
    conflict=ask.YesNo("承办人与信访事项或者信访人有直接利害关系"),
)


class Referral(ask.Form):
    """转送（交办）函"""

    referred_to = ask.Text("受转单位", max=80)
    assigned = ask.YesNo("交办并要求反馈结果")
    answer_by = ask.Day("反馈期限", needed_when=assigned.is_(True))
    not_the_accused = ask.YesNo(
        "受转单位不是被检举、揭发的人员或者单位", needed_when=Receipt.category.is_("accusation")
    )


class Inquiry(ask.Form):
    """调查核实记录"""

    investigators = ask.People("调查人员", acting=True)
    conflict = ask.YesNo("调查人员与信访事项或者信访人有直接利害关系")
    statement_heard = ask.YesNo("已听取信访人陈述事实和理由")
    statement = ask.Long("信访人陈述", sealed=True, required=False)
    findings = ask.Long("查明的事实", sealed=True)
    evidence = ask.Files("证据材料", required=False)


Hearing = ask.form(
    "听证笔录",
    hearing_host=ask.Person("主持人", acting=True),
    hearing_place=ask.Text("地点", max=100),
    hearing_attended=ask.Number("参加人数", unit="人"),
    hearing_record=ask.Long("听证情况", sealed=True),
)
Extension = ask.form(
    "延期告知书",
    extended_to=ask.Day("延期至"),
    extension_reason=ask.Text("延期理由", max=300),
    extension_told_on=ask.Day("告知信访人日期", happened=True),
)


class Answer(ask.Form):
    """信访事项处理意见"""

    opinion = ask.Code(
        "处理意见",
        "support 予以支持, explain 请求事由合理但缺乏法律依据，作出解释说明, reject 不予支持",
        needed_when=Routing.legal_path.is_("opinion"),
    )
    adoption = ask.Code(
        "采纳情况",
        "adopted 采纳, partly 部分采纳, not_adopted 不予采纳",
        needed_when=Routing.legal_path.is_("suggestion"),
    )
    claim = ask.Long("投诉请求、事实和理由", sealed=True)
    answer_text = ask.Long("处理意见及理由", sealed=True)
    legal_ground = ask.Text("法律法规依据", max=300)
    execution = ask.Text("督促执行的安排", max=300, needed_when=opinion.is_("support"))
    review_organ = ask.Text("复查机关", max=60, needed_when=Routing.legal_path.is_("opinion"))
    counselling = ask.Text("疏导教育情况", max=300, sealed=True, needed_when=opinion.is_("reject"))


class Service(ask.Form):
    """送达回证"""

    service_way = ask.Code("送达方式", "handed 直接送达, post 邮寄送达, online 网上送达, left 留置送达")
    served_on = ask.Day("收到日期", happened=True)
    service_proof = ask.Files("送达凭证", required=False)


class ReviewAsked(ask.Form):
    """请求复查"""

    review_asked_on = ask.Day("复查机关收到请求日期", happened=True)
    review_body = ask.Text("复查机关", max=80)
    defence = ask.Long("答辩意见", sealed=True, required=False)


class Reviewed(ask.Form):
    """复查意见"""

    review_result = ask.Code("复查结果", "upheld 维持, changed 变更, annulled 撤销，重新办理")
    review_no = ask.DocumentNumber("复查意见书文号", required=False)
    review_served_on = ask.Day("信访人收到复查意见日期", happened=True)


class RecheckAsked(ask.Form):
    """请求复核"""

    recheck_asked_on = ask.Day("复核机关收到请求日期", happened=True)
    recheck_body = ask.Text("复核机关", max=80)


RecheckHearing = ask.form(
    "复核听证", recheck_hearing_note=ask.Text("听证安排或者结果", max=300, sealed=True, required=False)
)
Rechecked = ask.form(
    "复核意见",
    recheck_result=ask.Code("复核结果", "upheld 维持, changed 变更, annulled 撤销，重新办理"),
    recheck_no=ask.DocumentNumber("复核意见书文号", required=False),
)


class Redoing(ask.Form):
    """重新办理"""

    redo_by = ask.Day("重新办理期限", help="复查、复核意见载明的期限")


class Settlement(ask.Form):
    """信访事项化解登记"""

    settled_how = ask.Code(
        "化解方式",
        "solved 诉求解决, explained 解释疏导，信访人接受, mediation 调解达成协议, "
        "reconciliation 和解达成协议, procedure 法定程序办结",
    )
    both_agree = ask.YesNo("双方当事人同意", needed_when=settled_how.is_("mediation", "reconciliation"))
    agreement = ask.Long("协议内容", sealed=True, needed_when=settled_how.is_("mediation", "reconciliation"))
    settled_text = ask.Long("化解情况", sealed=True)


Help = ask.form(
    "帮扶救助",
    help_kind=ask.Code(
        "帮扶方式",
        "social_aid 告知或者帮助申请社会救助, judicial_aid 国家司法救助, legal_aid 法律援助, other 其他帮扶",
    ),
    help_text=ask.Text("帮扶情况", max=300, sealed=True, required=False),
)
Rating = ask.form(
    "满意度评价",
    rating=ask.Code("评价", "satisfied 满意, fairly 基本满意, dissatisfied 不满意", help="由信访人作出"),
)
Closing = ask.form(
    "信访事项办结报告",
    outcome=ask.Text("办结情况", max=500, sealed=True),
    feedback=ask.Text("受转单位反馈的结果", max=300, sealed=True, needed_when=Referral.assigned.is_(True)),
)
