"""矛盾纠纷受理流转 — disputes: intake and routing."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.declaring import names
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Column, Count, Derived, Limit, Opens, Outcome, Stage, Step
from fazhi.core.ruling import done, linked
from fazhi.law import HouseRule, figure, statute
from fazhi.law.codes import DISPUTE_TYPES, HELPER_ROLES
from fazhi.law.roles import ARCHIVIST, DEPUTY_LAW, DISPUTE_HANDLER, DISPUTE_REGISTRAR, PEACE_OFFICE

SOURCES = ask.codes("""
    grid 网格巡查, visit 走访入户, hotline 12345转办, petition 信访, police 警情移送, community 社区上报,
    department 部门移送, resident 居民反映, window 窗口受理, media 舆情
""")
RISKS = ask.codes("yellow 黄色（低）, orange 橙色（中）, red 红色（高）")
WAYS = ask.codes("""
    on_spot 现场化解, mediation 人民调解, administrative_mediation 行政调解, department 部门办理,
    legal 法律途径引导, deliberation 协商议事
""")


class Finding(ask.Form):
    """矛盾纠纷排查登记表"""

    round = ask.Ref("排查轮次", "screening_round", required=False)
    found_on = ask.Day("发现日期", happened=True)
    source = ask.Code("发现方式", SOURCES)
    source_ref = ask.Text("来源编号", max=60, required=False, help="工单、警情、信访件等的编号")
    finder = ask.Person("排查人", required=False)
    finder_role = ask.Code("发现人身份", HELPER_ROLES)
    finder_unit = ask.Text("排查单位", max=60, required=False)
    grid = ask.Place("所在网格", required=False)
    scene = ask.Text("地点", max=120, sealed=True, required=False)
    subject = ask.Title("事项名称", help="概括事由，不写个人姓名")
    summary = ask.Long("概况", sealed=True)
    parties = ask.Parties("当事人", required=False)
    dispute_type = ask.Code("纠纷类型", DISPUTE_TYPES)
    people = ask.Number("涉及人数", min=1, unit="人")
    amount = ask.Yuan("涉及金额", required=False)
    risk = ask.Code("风险等级", RISKS, help="发现时的初步判断")
    escalated = ask.Code("激化情形", "none 无, threat 有激化苗头, mass_incident 已引发群体性事件")


class Grading(ask.Form):
    """矛盾纠纷定级"""

    risk = ask.Code("风险等级", RISKS)
    graded_why = ask.Text("定级理由", max=300, sealed=True)
    reported_up_at = ask.Moment("上报时间", happened=True, needed_when=risk.is_("red"), help="红色立即上报")


class Assignment(ask.Form):
    """交办单"""

    owner_unit = ask.Text("责任单位", max=60)
    owner = ask.Person("责任人")
    leader = ask.Person("包案领导", needed_when=Grading.risk.is_("red"))
    demand = ask.Long("诉求", sealed=True)
    cause = ask.Long("成因", sealed=True)
    way = ask.Code("化解方式", WAYS)
    due = ask.Day("化解时限")


Referral = ask.form(
    "转办单",
    referred_to=ask.Code(
        "转往",
        "mediation 人民调解, administrative_mediation 行政调解, petition 信访, department 职能部门, "
        "legal_service 公共法律服务, deliberation 协商议事",
    ),
    referred_body=ask.Text("受转单位", max=80),
    referred_why=ask.Text("转办事由", max=300, sealed=True),
    answer_by=ask.Day("反馈时限", required=False),
)
Progress = ask.form(
    "化解进展",
    measure=ask.Long("化解措施和进展", sealed=True),
    progress=ask.Code("当前状态", "going_on 正在化解, tracking 持续跟踪"),
)


class Resolution(ask.Form):
    """矛盾纠纷化解情况报告"""

    way = ask.Code("化解方式", WAYS)
    helper_role = ask.Code("主要化解人员身份", HELPER_ROLES)
    result_text = ask.Long("化解情况", sealed=True)


class Transfer(ask.Form):
    """移交函"""

    transferred_to = ask.Code(
        "移交去向", "department 上级或者其他部门, court 诉讼, arbitration 仲裁, police 公安机关"
    )
    transferred_body = ask.Text("接收单位", max=80)
    transferred_why = ask.Text("移交事由", max=300, sealed=True)
    transfer_no = ask.DocumentNumber("移交函文号", required=False)


Dismissal = ask.form("误报核销", dismissed_why=ask.Text("核实情况", max=300, sealed=True))
Visit = ask.form(
    "矛盾纠纷回访记录",
    visit_way=ask.Code("回访方式", "phone 电话, home 上门, online 线上"),
    settled_still=ask.YesNo("未再反复"),
    satisfaction=ask.Code("满意度", "satisfied 满意, fairly 基本满意, dissatisfied 不满意, not_rated 未评价"),
    visit_note=ask.Text("回访情况", max=300, sealed=True, required=False),
)
Closing = ask.form(
    "结案",
    feedback=ask.Text(
        "接收单位反馈的结果", max=300, sealed=True, needed_when=Transfer.transferred_to.filled()
    ),
    closing_note=ask.Text("结案说明", max=300, sealed=True, required=False),
)
RULES = statute("信访工作条例")
LAW = statute("人民调解法")
AT_THE_BASE = RULES(
    15,
    "积极协调处理化解发生在当地的信访事项和矛盾纠纷，努力做到小事不出村、大事不出镇、矛盾不上交",
    paragraph=3,
)
JOINED = RULES(37, "坚持社会矛盾纠纷多元预防调处化解，人民调解、行政调解、司法调解联动", paragraph=1)
IN_TIME = HouseRule("（纠纷化解时限）", "交办时按风险等级载明化解时限，承办单位在时限内化解或者移交")
VISITED = HouseRule("（纠纷回访）", "橙色、红色风险的纠纷化解后先回访，再结案")
only_small_ones_are_settled_on_the_spot = done(
    "assigned",
    HouseRule("（当场化解）", "黄色风险的纠纷可以由网格当场化解；橙色、红色的先定级交办"),
    "本件风险等级不是黄色，须先定级交办，再登记化解。",
    unless=Finding.risk.is_("yellow"),
)
mediation_has_brought_its_result = linked(
    "mediation",
    "settled",
    JOINED,
    "以人民调解化解的，须先转人民调解并达成协议；现有关联的调解尚未达成协议。",
    when=Resolution.way.is_("mediation"),
)
grave_ones_are_visited = done(
    "followed_up",
    VISITED,
    "橙色、红色风险的纠纷，须先回访，再结案。",
    when=(Finding.risk.is_("orange", "red"), "resolved"),
)


def _outcome(view: CaseView) -> str:
    if "resolved" in view.done:
        return "mediated" if view.record.get("way") == "mediation" else "resolved"
    if "transferred" in view.done:
        return "transferred"
    if "dismissed" in view.done:
        return "unfounded"
    return "tracking" if view.record.get("progress") == "tracking" else ""


class Dispute(Case):
    """A dispute found by screening or brought to the one window: recorded as a matter, not as people.

    It is settled on the spot, by mediation or by an office, or passed on; and its result comes back.
    """

    label = "矛盾纠纷受理流转"
    since = "2022-05-01"
    number = "{organ}矛调〔{year}〕{n}号"
    title = "{subject}"
    by = PEACE_OFFICE | DEPUTY_LAW

    grading = Stage("待定级")
    assigning = Stage("待交办")
    handling = Stage("化解中")
    following = Stage("待回访结案")
    closed_away = Stage("已结案", final=True)

    registered = Step("登记", START >> grading, Finding).under(
        RULES(10, "组织各方力量加强矛盾纠纷排查化解"),
        by=DISPUTE_REGISTRAR,
        documents="finding 矛盾纠纷排查登记表",
    )
    graded = Step("定级", (grading | assigning | handling) >> assigning, Grading).under(
        RULES(5, "把可能引发信访问题的矛盾纠纷化解在基层、化解在萌芽状态", item=5),
        cites=LAW(25, "对有可能引起治安案件、刑事案件的纠纷，应当及时向当地公安机关或者其他有关部门报告"),
    )
    assigned = Step("交办", (assigning | handling) >> handling, Assignment).under(
        AT_THE_BASE,
        documents="assignment 矛盾纠纷交办单",
        cites=RULES(18, "包案化解群众反映强烈的突出问题", paragraph=2),
    )
    referred = Step("分流转办", handling, Referral).under(
        JOINED,
        by=DISPUTE_HANDLER | PEACE_OFFICE,
        documents="referral 矛盾纠纷转办单",
        opens=(
            Opens(
                "mediation",
                "转人民调解",
                carry=names("dispute_type, people_involved people, amount_claimed amount"),
            ),
            Opens("petition", "转信访事项"),
        ),
    )
    handled = Step("化解", handling, Progress).under(AT_THE_BASE, by=DISPUTE_HANDLER)
    resolved = Step("化解成功", (grading | assigning | handling) >> following, Resolution).under(
        AT_THE_BASE,
        by=DISPUTE_HANDLER,
        needs=(only_small_ones_are_settled_on_the_spot, mediation_has_brought_its_result),
        documents="resolution 矛盾纠纷化解情况报告",
    )
    transferred = Step("移交", (assigning | handling) >> following, Transfer).under(
        JOINED, by=DISPUTE_HANDLER | PEACE_OFFICE, documents="transfer 矛盾纠纷移交函"
    )
    dismissed = Step("误报核销", (grading | assigning | handling) >> following, Dismissal).under(
        HouseRule("（误报核销）", "误报由登记人以外的人核实后核销"), other_than=registered
    )
    followed_up = Step("回访", following, Visit).under(VISITED, by=DISPUTE_REGISTRAR | PEACE_OFFICE)
    closed = Step("结案", following >> closed_away, Closing).under(
        AT_THE_BASE, by=PEACE_OFFICE | ARCHIVIST, needs=grave_ones_are_visited
    )

    settle = Limit("化解时限", Assignment.due, assigned >> (resolved, transferred, dismissed), basis=IN_TIME)

    outcome = Derived(
        "结果",
        "resolved 化解成功, mediated 转调解化解, transferred 移交, tracking 持续跟踪, unfounded 误报",
        by=_outcome,
    )

    columns = (
        Column("排查时间", registered, also=("登记时间", "发现时间")),
        Column("事项名称", Finding.subject, also=("纠纷名称", "矛盾纠纷名称")),
        Finding.parties,
        Finding.people,
        Finding.dispute_type,
        Column("简要情况", Finding.summary, also=("概况", "基本情况")),
        Assignment.demand,
        Column("风险等级", Finding.risk, also=("等级",)),
        Assignment.owner_unit,
        Assignment.owner,
        Assignment.leader,
        Column("化解措施", Assignment.way, also=("化解方式",)),
        Assignment.due,
        Column("化解情况", Resolution.result_text),
        Outcome(
            "是否化解",
            {
                "是": resolved,
                "已化解": resolved,
                "化解成功": resolved,
                "转出": transferred,
                "误报": dismissed,
            },
            also=("化解结果",),
        ),
    )

    indicators = (
        figure(
            "dispute.found",
            Count(registered),
            by=(Finding.source, Finding.dispute_type, Finding.risk, Finding.finder_role),
        ),
        figure(
            "dispute.resolved",
            Count(resolved),
            by=(Finding.source, Finding.dispute_type, Finding.risk, Resolution.way),
        ),
        figure("dispute.resolution_rate"),
        figure("dispute.transferred", Count(transferred), by=Finding.dispute_type),
        figure(
            "dispute.found_by_volunteers",
            Count(registered, Finding.finder_role.is_("volunteer")),
            by=Finding.dispute_type,
        ),
        figure(
            "dispute.resolved_by_volunteers",
            Count(resolved, Resolution.helper_role.is_("volunteer")),
            by=Finding.dispute_type,
        ),
        figure("dispute.mass_incidents", Count(registered, Finding.escalated.is_("mass_incident"))),
    )
