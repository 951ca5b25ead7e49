"""人民调解的表单：登记、受理、调解、协议、司法确认、履行、回访、归档。"""

from fazhi.core import form as ask
from fazhi.core.form import codes
from fazhi.law.codes import COMMITTEE_KINDS, DISPUTE_TYPES

# 代码
SOURCES = codes("""
    applied 当事人申请, proactive 调委会主动调解, entrusted 接受委托移送, entrusted/court 法院委派委托,
    entrusted/police 公安移送（警调）, entrusted/procuratorate 检察机关移送,
    entrusted/petition 信访移送（访调）, entrusted/hotline 12345转办, entrusted/department 政府部门移送,
    entrusted/arbitration 仲裁机构移送, entrusted/governance_centre 综治中心分流,
    entrusted/other 其他移送
""")
MODES = codes("on_site 现场调解, online 线上调解, joint 联合调解")
MEDIATOR_ROLES = codes("""
    full_time 专职人民调解员, part_time 兼职人民调解员, law_knower 法律明白人, lawyer 律师,
    volunteer 志愿者
""")
COMPLEXITY = codes("simple 简易, ordinary 一般, difficult 疑难复杂, major 重大")
FORMS = codes("written 书面协议, oral 口头协议")
SATISFACTION = codes("satisfied 满意, fairly 基本满意, dissatisfied 不满意")
PERFORMANCE = codes("full 已履行, partly 部分履行, none 未履行, not_due 未到期")

PARTY_ROLES = codes("applicant 申请人, respondent 被申请人")


class Claim(ask.Form):
    """申请事项"""

    claim = ask.Text("请求", max=300, sealed=True)


class Registration(ask.Form):
    """人民调解受理登记表"""

    committee = ask.Ref(
        "调解组织", "mediation_committee", brings={"committee_kind": "committee_kind"}, required=False
    )
    committee_kind = ask.Code("调解组织类型", COMMITTEE_KINDS)
    source = ask.Code("案件来源", SOURCES)
    source_ref = ask.Text("来源编号", max=60, required=False, help="移送函、工单、警情等的编号")
    court_stage = ask.Code(
        "法院移送阶段",
        "before_filing 立案前委派, ordinary 普通程序委托, simple 简易程序委托",
        required=False,
        needed_when=source.is_("entrusted/court"),
    )
    dispute_type = ask.Code("纠纷类型", DISPUTE_TYPES)
    parties = ask.Parties("当事人", PARTY_ROLES, min=2)
    people_involved = ask.Number("涉及人数", min=2, unit="人")
    summary = ask.Long("纠纷简要情况", sealed=True, help="时间、地点、起因、争议")
    claims = ask.Rows("申请事项", Claim, required=False)
    scene = ask.Text("纠纷发生地", max=120, sealed=True, required=False)
    complexity = ask.Code("难易程度", COMPLEXITY)
    amount_claimed = ask.Yuan("涉案金额", required=False)
    refused_by_a_party = ask.YesNo("一方明确拒绝调解")
    checks = (ask.at_least_as_many(people_involved, parties),)


class Acceptance(ask.Form):
    """受理调解"""

    mediators = ask.People("调解员", max=5, acting=True, roster="mediator")
    mediator_role = ask.Code("主持调解人员身份", MEDIATOR_ROLES)
    mode = ask.Code("调解方式", MODES)
    chosen_by_parties = ask.YesNo("由当事人选定调解员", required=False)
    rights_told = ask.YesNo("已告知当事人权利义务")
    invited = ask.Text("邀请参与人", max=200, required=False, sealed=True)
    invitation_agreed = ask.YesNo("当事人同意邀请", needed_when=None, required=False)
    public = ask.YesNo("公开调解", required=False)


class Refusal(ask.Form):
    """不予受理"""

    decline_reason = ask.Code(
        "不予受理原因",
        "out_of_scope 不属于受理范围, before_court 人民法院已经受理, before_agency 行政机关已经受理, "
        "refused 一方明确拒绝调解, other 其他",
    )
    decline_note = ask.Text("说明", max=300, required=False, sealed=True)


class Session(ask.Form):
    """调解记录"""

    session_place = ask.Text("调解地点", max=120)
    presents = ask.Text("参加人", max=200, sealed=True)
    talk = ask.Long("调解过程", sealed=True, help="告知事项、各方陈述、查明的事实、调解方案")
    session_result = ask.Code("本次结果", "going_on 继续调解, near 意向一致, stuck 分歧较大")


Instalment = ask.form("分期履行", due=ask.Day("履行日期"), instalment=ask.Yuan("金额"))


class Agreement(ask.Form):
    """人民调解协议书"""

    form = ask.Code("协议形式", FORMS)
    facts = ask.Long("主要事实、争议事项和各方责任", sealed=True)
    terms = ask.Long("协议内容", sealed=True)
    amount = ask.Yuan("协议涉及金额", help="没有金额的填0")
    wages = ask.Yuan("其中追讨工资", required=False)
    performance = ask.Code("履行方式", "at_once 即时履行, by_date 限期履行, instalments 分期履行")
    perform_by = ask.Day("履行期限", required=False, needed_when=performance.is_("by_date", "instalments"))
    instalments = ask.Rows("分期履行", Instalment, required=False)
    copies = ask.Number("协议书份数", min=1, unit="份", required=False, needed_when=form.is_("written"))
    prevented = ask.Codes(
        "防止激化",
        "crime 防止民间纠纷转化为刑事案件, suicide 防止当事人自杀, petition 防止群体性上访, "
        "brawl 防止群体性械斗",
        required=False,
    )
    prevented_people = ask.Number(
        "防止激化涉及人数", unit="人", required=False, needed_when=prevented.filled()
    )


Failure = ask.form(
    "调解终止告知书",
    fail_reason=ask.Text("调解不成的原因", max=300, sealed=True),
    referred_to=ask.Codes(
        "告知的其他途径", "arbitration 仲裁, administrative 行政处理, court 诉讼, other 其他"
    ),
)
Withdrawal = ask.form(
    "当事人撤回或拒绝",
    withdrawn_by=ask.Code("提出方", "applicant 申请人, respondent 被申请人, both 双方"),
    withdraw_note=ask.Text("说明", max=300, required=False, sealed=True),
)


class Application(ask.Form):
    """司法确认申请书"""

    court = ask.Text("受理法院", max=60)
    joint = ask.YesNo("双方共同申请")


class Confirmation(ask.Form):
    """司法确认结果"""

    confirmation = ask.Code("确认结果", "confirmed 确认有效, refused 不予确认, withdrawn 撤回申请")
    ruling_no = ask.DocumentNumber("裁定书文号", required=False, needed_when=confirmation.is_("confirmed"))


class Performance(ask.Form):
    """履行情况"""

    performed_how = ask.Code("履行情况", PERFORMANCE)
    performed_note = ask.Text("履行凭证说明", max=300, required=False, sealed=True)


class Visit(ask.Form):
    """回访记录"""

    visit_way = ask.Code("回访方式", "phone 电话, home 上门, online 线上")
    visit_performance = ask.Code("履行情况", PERFORMANCE)
    rated = ask.YesNo("当事人作出评价")
    satisfaction = ask.Code("满意度", SATISFACTION, required=False, needed_when=rated.is_("yes"))
    visit_note = ask.Text("回访情况", max=300, required=False, sealed=True)


Archive = ask.form(
    "结案归档",
    volumes=ask.Number("卷数", min=1, unit="卷"),
    retention=ask.Code("保管期限", "long 长期, short 短期, permanent 永久"),
)
