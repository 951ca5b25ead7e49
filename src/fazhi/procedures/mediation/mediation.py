"""人民调解 — people's mediation."""

from fazhi.core import form as ask
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Column, Count, Document, Limit, Outcome, Stage, Step, Strength, Sum
from fazhi.core.ruling import done, must, never
from fazhi.law import figure, limit, statute
from fazhi.law.codes import COMMITTEE_KINDS, DISPUTE_TYPES
from fazhi.law.roles import ARCHIVIST, COMMITTEE_CHAIR, MEDIATION_GUIDE, MEDIATOR

SOURCES = ask.codes("""
    applied 当事人申请, proactive 调委会主动调解, entrusted 接受委托移送, entrusted/court 法院委派委托,
    entrusted/police 公安移送（警调）, entrusted/procuratorate 检察机关移送,
    entrusted/petition 信访移送（访调）, entrusted/hotline 12345转办, entrusted/department 政府部门移送,
    entrusted/arbitration 仲裁机构移送, entrusted/governance_centre 综治中心分流,
    entrusted/other 其他移送
""")
MEDIATOR_ROLES = ask.codes("""
    full_time 专职人民调解员, part_time 兼职人民调解员, law_knower 法律明白人, lawyer 律师,
    volunteer 志愿者
""")
PERFORMANCE = ask.codes("full 已履行, partly 部分履行, none 未履行, not_due 未到期")
PARTY_ROLES = ask.codes("applicant 申请人, respondent 被申请人")
Claim = ask.form("申请事项", claim=ask.Text("请求", max=300, sealed=True))


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
        needed_when=source.is_("entrusted/court"),
    )
    dispute_type = ask.Code("纠纷类型", DISPUTE_TYPES)
    parties = ask.Parties("当事人", PARTY_ROLES, min=2)
    people_involved = ask.Number("涉及人数", min=2, unit="人")
    summary = ask.Long("纠纷简要情况", sealed=True, help="时间、地点、起因、争议")
    claims = ask.Rows("申请事项", Claim, required=False)
    scene = ask.Text("纠纷发生地", max=120, sealed=True, required=False)
    complexity = ask.Code("难易程度", "simple 简易, ordinary 一般, difficult 疑难复杂, major 重大")
    amount_claimed = ask.Yuan("涉案金额", required=False)
    refused_by_a_party = ask.YesNo("一方明确拒绝调解")
    checks = (ask.at_least_as_many(people_involved, parties),)


class Acceptance(ask.Form):
    """受理调解"""

    mediators = ask.People("调解员", max=5, acting=True, roster="mediator")
    mediator_role = ask.Code("主持调解人员身份", MEDIATOR_ROLES)
    mode = ask.Code("调解方式", "on_site 现场调解, online 线上调解, joint 联合调解")
    chosen_by_parties = ask.YesNo("由当事人选定调解员", required=False)
    rights_told = ask.YesNo("已告知当事人权利义务")
    invited = ask.Text("邀请参与人", max=200, required=False, sealed=True)
    invitation_agreed = ask.YesNo("当事人同意邀请", required=False)
    public = ask.YesNo("公开调解", required=False)


Refusal = ask.form(
    "不予受理",
    decline_reason=ask.Code(
        "不予受理原因",
        "out_of_scope 不属于受理范围, before_court 人民法院已经受理, before_agency 行政机关已经受理, "
        "refused 一方明确拒绝调解, other 其他",
    ),
    decline_note=ask.Text("说明", max=300, required=False, sealed=True),
)
Session = ask.form(
    "调解记录",
    session_place=ask.Text("调解地点", max=120),
    presents=ask.Text("参加人", max=200, sealed=True),
    talk=ask.Long("调解过程", sealed=True, help="告知事项、各方陈述、查明的事实、调解方案"),
    session_result=ask.Code("本次结果", "going_on 继续调解, near 意向一致, stuck 分歧较大"),
)
Instalment = ask.form("分期履行", due=ask.Day("履行日期"), instalment=ask.Yuan("金额"))


class Agreement(ask.Form):
    """人民调解协议书"""

    form = ask.Code("协议形式", "written 书面协议, oral 口头协议")
    facts = ask.Long("主要事实、争议事项和各方责任", sealed=True)
    terms = ask.Long("协议内容", sealed=True)
    amount = ask.Yuan("协议涉及金额", help="没有金额的填0")
    wages = ask.Yuan("其中追讨工资", required=False)
    performance = ask.Code("履行方式", "at_once 即时履行, by_date 限期履行, instalments 分期履行")
    perform_by = ask.Day("履行期限", needed_when=performance.is_("by_date", "instalments"))
    instalments = ask.Rows("分期履行", Instalment, required=False)
    copies = ask.Number("协议书份数", min=1, unit="份", needed_when=form.is_("written"))
    prevented = ask.Codes(
        "防止激化",
        "crime 防止民间纠纷转化为刑事案件, suicide 防止当事人自杀, petition 防止群体性上访, "
        "brawl 防止群体性械斗",
        required=False,
    )
    prevented_people = ask.Number("防止激化涉及人数", unit="人", needed_when=prevented.filled())


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
    ruling_no = ask.DocumentNumber("裁定书文号", needed_when=confirmation.is_("confirmed"))


class Performance(ask.Form):
    """履行情况"""

    performed_how = ask.Code("履行情况", PERFORMANCE)
    performed_note = ask.Text("履行凭证说明", max=300, required=False, sealed=True)


class Visit(ask.Form):
    """回访记录"""

    visit_way = ask.Code("回访方式", "phone 电话, home 上门, online 线上")
    visit_performance = ask.Code("履行情况", PERFORMANCE)
    rated = ask.YesNo("当事人作出评价")
    satisfaction = ask.Code(
        "满意度", "satisfied 满意, fairly 基本满意, dissatisfied 不满意", needed_when=rated.is_("yes")
    )
    visit_note = ask.Text("回访情况", max=300, required=False, sealed=True)


Archive = ask.form(
    "结案归档",
    volumes=ask.Number("卷数", min=1, unit="卷"),
    retention=ask.Code("保管期限", "long 长期, short 短期, permanent 永久"),
)
LAW = statute("人民调解法")
no_party_refuses = never(
    Registration.refused_by_a_party.is_("yes"),
    LAW(17, "当事人一方明确拒绝调解的，不得调解"),
    "当事人一方明确拒绝调解，不得调解；请办理“不予受理”。",
)
rights_were_told = must(
    Acceptance.rights_told.is_("yes"),
    LAW(23, "当事人在人民调解活动中享有下列权利"),
    "受理前应当告知当事人权利义务。",
)
both_apply = must(
    Application.joint.is_("yes"), LAW(33, "共同向人民法院申请司法确认"), "司法确认由双方当事人共同申请。"
)
written_agreements_are_visited = done(
    "followed_up",
    LAW(31, "人民调解委员会应当对调解协议的履行情况进行监督，督促当事人履行约定的义务"),
    "书面协议须先回访履行情况，再归档。",
    when=Agreement.form.is_("written"),
)
DISPUTE_TYPE = Registration.dispute_type
SOURCE = Registration.source


class Mediation(Case):
    """A dispute between residents, settled by an agreement both sides want.

    Free of charge (Art 4).  Either side may refuse at any time, and then it ends.
    """

    label = "人民调解"
    since = "2011-01-01"
    number = "（{organ}）人调字〔{year}〕第{n}号"
    title = "{dispute_type}纠纷 · {source}"
    by = MEDIATOR

    registering = Stage("已登记")
    mediating = Stage("调解中")
    performing = Stage("履行中")
    closing = Stage("待归档")
    archived_away = Stage("已归档", final=True)
    declined_away = Stage("不予受理", final=True)

    registered = Step("登记", START >> registering, Registration).under(
        LAW(17, "当事人可以向人民调解委员会申请调解；人民调解委员会也可以主动调解"),
        by=MEDIATOR | MEDIATION_GUIDE,
        documents=(
            Document("application", "人民调解申请书", when=Registration.source.is_("applied")),
            "registration 受理登记表",
        ),
    )
    accepted = Step("受理", registering >> mediating, Acceptance).under(
        LAW(19, "根据调解纠纷的需要，可以指定一名或者数名人民调解员进行调解"),
        needs=(no_party_refuses, rights_were_told),
        documents="rights_notice 当事人权利义务告知书",
    )
    declined = Step("不予受理", registering >> declined_away, Refusal).under(
        LAW(17, "当事人一方明确拒绝调解的，不得调解")
    )
    mediated = Step("调解", mediating, Session).under(
        LAW(27, "人民调解员应当记录调解情况"), documents="session_record 调解记录"
    )
    settled = Step("达成协议", mediating >> performing, Agreement).under(
        LAW(28, "经人民调解委员会调解达成调解协议的，可以制作调解协议书"),
        documents=(
            Document(
                "agreement",
                "人民调解协议书",
                number="（{organ}）人调协字〔{year}〕第{n}号",
                when=Agreement.form.is_("written"),
            ),
            Document("oral_agreement", "口头协议登记表", when=Agreement.form.is_("oral")),
        ),
        cites=LAW(30, "口头调解协议自各方当事人达成协议之日起生效"),
    )
    failed = Step("调解不成", mediating >> closing, Failure).under(
        LAW(26, "调解不成的，应当终止调解"), documents="termination 调解终止告知书"
    )
    withdrawn = Step("撤回或拒绝", mediating >> closing, Withdrawal).under(
        LAW(23, "接受调解、拒绝调解或者要求终止调解", item=2)
    )
    applied = Step("申请司法确认", performing, Application).under(
        LAW(33, "共同向人民法院申请司法确认", paragraph=1),
        needs=both_apply,
        documents="confirmation_application 司法确认申请书",
    )
    admitted = Step("法院受理确认申请", performing).under(statute("司法确认规定").article(4))
    confirmed = Step("司法确认", performing, Confirmation).under(
        LAW(33, "人民法院应当及时对调解协议进行审查，依法确认调解协议的效力", paragraph=1)
    )
    performed = Step("登记履行", performing, Performance).under(LAW(31, "督促当事人履行约定的义务"))
    followed_up = Step("回访", performing, Visit).under(
        LAW(31, "对调解协议的履行情况进行监督"), by=MEDIATOR | MEDIATION_GUIDE, documents="follow_up 回访记录"
    )
    archived = Step("结案归档", (performing | closing) >> archived_away, Archive).under(
        LAW(27, "将调解登记、调解工作记录、调解协议书等材料立卷归档"),
        by=ARCHIVIST | COMMITTEE_CHAIR,
        needs=written_agreements_are_visited,
        documents="closing_report 结案报告表",
    )

    since_accepted = accepted >> (settled, failed, withdrawn)
    settle = Limit("调结", limit("ME-01"), since_accepted, strength=Strength.AS_A_RULE)
    confirm = Limit("共同申请司法确认", limit("ME-02"), settled >> applied, strength=Strength.MAY)
    admit = Limit("法院决定是否受理确认申请", limit("ME-03"), applied >> (admitted, confirmed))
    rule_on_confirmation = Limit("法院作出确认决定", limit("ME-04"), admitted >> confirmed)
    settle_before_filing = Limit(
        "委派调解", limit("ME-05"), since_accepted, when=Registration.court_stage.is_("before_filing")
    )
    settle_in_ordinary_procedure = Limit(
        "委托调解（普通程序）", limit("ME-06"), since_accepted, when=Registration.court_stage.is_("ordinary")
    )
    settle_in_simple_procedure = Limit(
        "委托调解（简易程序）", limit("ME-07"), since_accepted, when=Registration.court_stage.is_("simple")
    )
    perform = Limit(
        "履行调解协议",
        Agreement.perform_by,
        settled >> performed,
        basis=LAW(31, "经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行"),
        when=Agreement.performance.is_("by_date", "instalments"),
    )

    # 台账 — the columns of the register staff keep
    columns = (
        Column("受理时间", accepted),
        Column(
            "申请人（姓名、电话）",
            Registration.parties,
            also=("申请人", "甲方"),
            only={"role": "applicant"},
            usually={"party_kind": "individual"},
        ),
        Column(
            "被申请人（姓名、电话）",
            Registration.parties,
            also=("被申请人", "对方当事人", "乙方"),
            only={"role": "respondent"},
            usually={"party_kind": "individual"},
        ),
        Registration.dispute_type,
        Registration.source,
        Column("纠纷简要情况", Registration.summary, also=("纠纷简况", "案情简介", "事由")),
        Acceptance.mediators,
        Column("调解时间", mediated, also=("调解日期",)),
        Outcome(
            "调解结果",
            {
                "成功": settled,
                "达成协议": settled,
                "调解成功": settled,
                "不成功": failed,
                "调解不成": failed,
                "失败": failed,
                "撤回": withdrawn,
            },
            beside=mediated,
            also=("化解情况", "调解结果（成功/不成功）"),
        ),
        Agreement.form,
        Column("涉及金额", Agreement.amount, also=("协议金额",)),
        Performance.performed_how,
        Column("是否司法确认", Confirmation.confirmation, also=("司法确认",)),
        Column("回访时间", followed_up),
    )

    indicators = (
        figure(
            "mediation.cases",
            Count(accepted),
            by=(
                SOURCE,
                DISPUTE_TYPE,
                Registration.committee_kind,
                Acceptance.mode,
                Acceptance.mediator_role,
                Registration.committee_kind & SOURCE,
                Registration.committee_kind & DISPUTE_TYPE,
            ),
        ),
        figure(
            "mediation.concluded", Count(settled), Count(failed), Count(withdrawn), by=(SOURCE, DISPUTE_TYPE)
        ),
        figure(
            "mediation.settled",
            Count(settled),
            by=(
                SOURCE,
                DISPUTE_TYPE,
                Registration.committee_kind,
                Acceptance.mode,
                Acceptance.mediator_role,
                Agreement.form,
                Registration.committee_kind & Agreement.form,
            ),
        ),
        figure("mediation.success_rate", by=Acceptance.mediator_role),
        figure("mediation.success_rate_accepted", by=Acceptance.mediator_role),
        figure("mediation.amount", Sum(settled, Agreement.amount), by=(SOURCE, DISPUTE_TYPE)),
        figure("mediation.parties", Sum(accepted, Registration.people_involved), by=DISPUTE_TYPE),
        figure("mediation.police_cases", Count(accepted, SOURCE.is_("entrusted/police")), by=DISPUTE_TYPE),
        figure(
            "mediation.police_amount",
            Sum(settled, Agreement.amount, where=SOURCE.is_("entrusted/police")),
            by=DISPUTE_TYPE,
        ),
        figure("mediation.labour_cases", Count(settled, DISPUTE_TYPE.is_("labour")), by=SOURCE),
        figure("mediation.wages_recovered", Sum(settled, Agreement.wages), by=SOURCE),
        figure(
            "mediation.written_agreements", Count(settled, Agreement.form.is_("written")), by=DISPUTE_TYPE
        ),
        figure(
            "mediation.confirmed",
            Count(confirmed, Confirmation.confirmation.is_("confirmed")),
            by=DISPUTE_TYPE,
        ),
        figure("mediation.rated", Count(followed_up, Visit.rated.is_("yes"))),
        figure("mediation.satisfied", Count(followed_up, Visit.satisfaction.is_("satisfied", "fairly"))),
        figure("mediation.satisfaction_rate"),
    )
