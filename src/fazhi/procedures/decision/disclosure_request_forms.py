"""What is filled in from a request for government information to its file 依申请公开."""

from fazhi.core import form as ask

CHANNELS = ask.codes("""
    in_person 当面提交, letter 信函, letter/signed 邮寄（签收）, letter/plain 平常信函（无需签收）,
    fax 传真, net 网络, email 电子邮件, oral 口头提出，代为填写
""")
#: 第三十一条: without a signature the day of receipt is the day both sides confirmed.
CONFIRMED = ("letter/plain", "fax", "net", "email")
APPLICANT_KINDS = ask.codes("""
    individual 自然人, enterprise 商业企业, research 科研机构, welfare 社会公益组织,
    legal_service 法律服务机构, other 其他
""")
WITHHELD = ask.codes("""
    state_secret 属于国家秘密, forbidden 其他法律、行政法规禁止公开,
    safety 危及国家安全、公共安全、经济安全、社会稳定, third_party 保护第三方合法权益,
    internal 属于内部事务信息, process 属于过程性信息, case_file 属于行政执法案卷
""")
NOT_INFORMATION = ask.codes("not_information 不属于政府信息")
#: 政府信息公开工作年度报告统一格式: 本年度办理结果.
RESULTS = {
    "disclosed": "予以公开",
    "partly": "部分公开",
    "refused": "不予公开",
    **{f"refused/{code}": label for code, label in WITHHELD.items()},
    "refused/query": "属于行政查询事项",
    "unavailable": "无法提供",
    "unavailable/not_held": "本机关不掌握相关政府信息",
    "unavailable/needs_making": "没有现成信息需要另行制作",
    "unavailable/still_unclear": "补正后申请内容仍不明确",
    "not_processed": "不予处理",
    "not_processed/petition": "信访举报投诉类申请",
    "not_processed/repeat": "重复申请",
    "not_processed/publication": "要求提供公开出版物",
    "not_processed/excessive": "无正当理由大量反复申请",
    "not_processed/confirm": "要求确认或者重新出具已获取信息",
    "other": "其他处理",
    "other/not_corrected": "申请人无正当理由逾期不补正",
    "other/fee_unpaid": "申请人逾期未按收费通知要求缴纳费用",
    "other/other": "其他",
}
ENDINGS = ("not_corrected", "fee_unpaid", "other")
#: 答复所依据的条款, by what is answered.
PROVISIONS = ask.codes("""
    disclosed 第三十六条第（二）项, partly 第三十七条,
    refused/state_secret 第十四条、第三十六条第（三）项, refused/forbidden 第十四条、第三十六条第（三）项,
    refused/safety 第十四条、第三十六条第（三）项,
    refused/third_party 第十五条、第三十二条、第三十六条第（三）项,
    refused/internal 第十六条第一款、第三十六条第（三）项,
    refused/process 第十六条第二款、第三十六条第（三）项,
    refused/case_file 第十六条第二款、第三十六条第（三）项, refused/query 第三十六条第（七）项,
    unavailable/not_held 第三十六条第（四）项, unavailable/needs_making 第三十八条,
    unavailable/still_unclear 第三十条, not_processed/petition 第三十九条第一款,
    not_processed/repeat 第三十六条第（六）项, not_processed/publication 第三十九条第二款,
    not_processed/excessive 第三十五条, not_processed/confirm 第三十六条
""")


def _the_result_is_told_to_the_end(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    result = str(values.get("result", ""))
    if result in ("refused", "unavailable", "not_processed"):
        return "答复结果须选到具体情形（国家统一格式年度报告分项填报）。"
    return "其他处理不作答复，请办理“其他处理”。" if result.startswith("other") else None


def _receipt_day(values: ask.Values) -> object:
    return values.get("confirmed_on" if values.get("channel") in CONFIRMED else "arrived_on")


def _received_as_the_way_says(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    day = _receipt_day(values)
    if day is None or values.get("received_on") == day:
        return None
    return f"“收到申请之日”由收到方式确定，本件为{day}（《政府信息公开条例》第三十一条）。"


def _remedy(values: ask.Values) -> str:
    """Return which remedy the paper tells: what Arts 14 to 16 withhold goes to reconsideration first."""
    result = str(values.get("result", ""))
    in_part = result == "partly" and values.get("withheld") in WITHHELD
    return "first" if in_part or result.removeprefix("refused/") in WITHHELD else "choice"


def _the_remedy_is_that_of_the_law(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    if values.get("remedy", _remedy(values)) == _remedy(values):
        return None
    return "救济途径由答复结果确定，请留空：不予公开的，先申请行政复议（《行政复议法》第二十三条）。"


class Receipt(ask.Form):
    """政府信息公开申请表"""

    channel = ask.Code("收到方式", CHANNELS, short=True)
    arrived_on = ask.Day("提交（签收、到达）日期", happened=True)
    confirmed_on = ask.Day(
        "与申请人确认日期",
        happened=True,
        needed_when=channel.is_(*CONFIRMED),
        help="平常信函、传真和互联网渠道以确认之日为收到申请之日",
    )
    received_on = ask.Day(
        "收到申请之日", required=False, happened=True, help="由收到方式确定，答复期限由此起算"
    )
    oral_reason = ask.Text("书面提出有困难的情形", max=200, sealed=True, needed_when=channel.is_("oral"))
    applicant = ask.Parties("申请人")
    applicant_kind = ask.Code("申请人类型", APPLICANT_KINDS, short=True)
    identity_proof = ask.Files("身份证明", required=False)
    subject = ask.Title("申请内容概括", help="不写个人姓名")
    wanted = ask.Long("所需信息的名称、文号或者特征描述", sealed=True)
    carrier = ask.Code("载体形式", "paper 纸质, electronic 电子, other 其他")
    delivery = ask.Code("获取方式", "post 邮寄, net 网络, collect 自行领取, read 当场查阅、抄录")
    clear = ask.YesNo("申请内容是否明确")
    assistance = ask.Text("阅读困难或者视听障碍所需帮助", max=200, sealed=True, required=False)

    checks = (ask.in_order(arrived_on, confirmed_on), _received_as_the_way_says)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return the day of receipt that Art 31 gives for the way it came."""
        return {"received_on": _receipt_day(values)}


class Registration(ask.Form):
    """政府信息公开申请登记"""

    office = ask.Text("承办科室", max=60, short=True)
    handler = ask.Person("承办人")
    affects_third_party = ask.YesNo("公开会损害第三方合法权益")
    involves_organ = ask.YesNo("涉及其他机关", required=False, help="共同制作，或者与其他机关有关、需要确认")


class Correction(ask.Form):
    """补正告知书"""

    to_correct = ask.Long("需要补正的事项", help="一次性告知，并给予指导和释明")
    correct_by = ask.Day("补正期限", help="合理的期限")


class Completion(ask.Form):
    """收到补正的申请"""

    wanted = ask.Long("补正后的信息描述", sealed=True)
    corrected_on = ask.Day("收到补正的申请日期", happened=True)
    late_justified = ask.YesNo("逾期补正有正当理由", required=False)
    late_reason = ask.Text("逾期补正的理由", max=200, sealed=True, needed_when=late_justified.is_(True))


Consulted = ask.form(
    "被征求意见人",
    body=ask.Name("姓名（名称）", max=100),
    body_kind=ask.Code("类别", "third_party 第三方, co_maker 共同制作机关, organ 其他有关机关"),
)


class Consultation(ask.Form):
    """征求意见函"""

    consulted_whom = ask.Codes("征求对象", "third_party 第三方, co_maker 共同制作机关, organ 其他有关机关")
    bodies = ask.Rows("被征求意见人", Consulted)
    consulted_about = ask.Long("涉及的信息内容", sealed=True)
    letter_received_on = ask.Day("对方收到日期", required=False, happened=True, help="不填的，自发出之日起算")


class Opinion(ask.Form):
    """征求意见结果"""

    third_party_view = ask.Code(
        "第三方意见",
        "agrees 同意公开, objects 不同意公开且有合理理由, objects_without_reason 不同意公开，理由不成立, "
        "silent 逾期未提出意见",
        needed_when=Consultation.consulted_whom.is_("third_party"),
    )
    organ_view = ask.Code(
        "机关意见",
        "agrees 同意公开, objects 不同意公开, silent 逾期未提出意见",
        needed_when=Consultation.consulted_whom.is_("co_maker", "organ"),
    )
    view_reason = ask.Long("意见和理由", sealed=True, required=False)
    view_proof = ask.Files("书面意见", required=False)


Extension = ask.form(
    "延期答复告知书",
    extended_to=ask.Day("延期至"),
    extension_reason=ask.Text("延期理由", max=300),
    extension_told_on=ask.Day("告知申请人日期", happened=True),
)
Explanation = ask.form(
    "要求说明理由",
    excess=ask.Text("数量、频次明显超过合理范围的情形", max=300, sealed=True),
    explain_by=ask.Day("说明期限"),
)


class Deferral(ask.Form):
    """延迟答复告知书"""

    reason_found = ask.Text("申请理由合理的认定", max=300, sealed=True)
    deferred_to = ask.Day("延迟答复的期限", help="合理期限")


class Fee(ask.Form):
    """信息处理费收费通知"""

    fee = ask.Yuan("信息处理费")
    fee_basis = ask.Text("收费依据和标准", max=200)
    pay_by = ask.Day("缴费期限")


class Draft(ask.Form):
    """检索和拟稿"""

    searched = ask.Code("检索", "done 已检索, not_needed 无需检索")
    searched_where = ask.Text("检索范围", max=300, needed_when=searched.is_("done"))
    search_log = ask.Long(
        "检索记录", needed_when=searched.is_("done"), help="关键词、载体、结果，答复争议时举证"
    )
    severable = ask.YesNo("能够作区分处理", required=False)
    draft = ask.Long("答复意见", sealed=True)


class Review(ask.Form):
    """拟公开政府信息审查"""

    reviewed_as = ask.Code(
        "审查结论",
        "may 可以公开, partly 区分处理后公开, may_not 不予公开, ask 不能确定，报主管部门或者保密行政管理部门",
    )
    personal_data = ask.Code("个人信息处理", "none 不涉及, masked 已作隐去处理, agreed 本人同意")
    review_note = ask.Text("审查意见", max=500, sealed=True, required=False)


class Answer(ask.Form):
    """政府信息公开答复"""

    result = ask.Code("答复结果", RESULTS, short=True)
    access = ask.Code(
        "提供方式",
        "provided 提供该政府信息, told 告知获取的方式、途径和时间, "
        "published 已主动公开，告知获取的方式、途径",
        needed_when=result.is_("disclosed", "partly"),
    )
    access_text = ask.Text("获取的方式、途径和时间", max=300, needed_when=access.is_("told", "published"))
    withheld = ask.Code(
        "不予公开部分的情形", {**WITHHELD, **NOT_INFORMATION}, needed_when=result.is_("partly")
    )
    not_held = ask.Code(
        "不掌握的情形",
        "nonexistent 经检索该政府信息不存在, other_organ 不属于本机关负责公开",
        needed_when=result.is_("not_held"),
    )
    other_organ = ask.Text("负责公开的机关名称、联系方式", max=200, required=False, help="能够确定的应当告知")
    query_rule = ask.Text("有特别规定的法律、行政法规", max=200, needed_when=result.is_("query"))
    earlier = ask.Ref("已作出答复的申请", "disclosure_request", required=False)
    earlier_no = ask.DocumentNumber("原答复文号", needed_when=result.is_("repeat"))
    facts = ask.Long("事实和理由", sealed=True, help="不予公开的应当说明理由")
    legal_ground = ask.Text("答复依据", max=100, required=False)
    public_interest = ask.YesNo("不公开可能对公共利益造成重大影响", required=False)
    third_party_told = ask.YesNo("已将决定公开的内容和理由书面告知第三方", required=False)
    remedy = ask.Code("救济途径", "first 先申请行政复议, choice 申请行政复议或者提起诉讼", required=False)

    reconsideration_organ = ask.Text(
        "行政复议机关", max=60, help="街道填设立它的人民政府，乡镇填上一级人民政府"
    )
    court = ask.Text("有管辖权的人民法院", max=60)

    checks = (_the_result_is_told_to_the_end, _the_remedy_is_that_of_the_law)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return the provision it rests on, and which remedy the paper tells."""
        result = str(values.get("result", ""))
        found = PROVISIONS.get(result, "")
        if result == "disclosed" and values.get("access") == "published":
            found = "第三十六条第（一）项"
        if values.get("not_held") == "other_organ":
            found = "第三十六条第（五）项"
        return {
            "legal_ground": f"《中华人民共和国政府信息公开条例》{found}" if found else None,
            "remedy": _remedy(values),
        }


class Ending(ask.Form):
    """其他处理"""

    ending = ask.Code("处理情形", {code: RESULTS[f"other/{code}"] for code in ENDINGS})
    ending_reason = ask.Text("情况说明", max=300, sealed=True)
    result = ask.Code("处理结果", RESULTS, required=False, short=True)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return the row of the yearly table."""
        ending = values.get("ending")
        return {"result": f"other/{ending}" if ending else None}


Service = ask.form(
    "送达凭证",
    service_way=ask.Code("送达方式", "handed 当面送达, post 邮寄送达, electronic 电子送达, notice 公告送达"),
    served_on=ask.Day("送达日期", happened=True),
    service_proof=ask.Files("送达凭证", required=False),
)
Closing = ask.form(
    "归档",
    archive_no=ask.Text("归档号", max=60, required=False),
    closing_note=ask.Text("备注", max=300, sealed=True, required=False),
)
Remedy = ask.form(
    "复议诉讼情况",
    remedy_kind=ask.Code(
        "救济类型",
        "reconsideration 行政复议, suit 行政诉讼（未经复议直接起诉）, suit_after 行政诉讼（复议后起诉）",
    ),
    remedy_result=ask.Code("结果", "upheld 结果维持, corrected 结果纠正, other 其他结果, pending 尚未审结"),
    remedy_no=ask.Text("案号", max=60, required=False),
)


class Judgment(ask.Form):
    """人民法院判决公开"""

    judged_on = ask.Day("判决确定的起算日期", happened=True)
    judgment_no = ask.DocumentNumber("判决书文号")


Performance = ask.form(
    "履行判决",
    performed_text=ask.Text("公开的内容和方式", max=300),
    performed_proof=ask.Files("公开凭证", required=False),
)
