"""第一责任人履职纪实 — first-responsible-person record."""

from fazhi.core import form as ask
from fazhi.core.kinds import Activity, table
from fazhi.core.procedure import START, Count, Document, Stage, Step
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import DISCIPLINE, DUTY_RECORDER

ACT_KINDS = ask.codes("""
    hearing 听取汇报, topic 研究法治议题, deploy 部署, inquire 过问, coordinate 协调,
    issue_resolved 协调解决重点难点问题, supervise 督办, study 带头学法, lecture 讲授法治课,
    duty_report 述法, court 出庭应诉, reception 接访, sign 批示（签批文件）, research 调研
""")


class Act(ask.Form):
    """履职纪实登记"""

    person = ask.Person("责任人")
    head_post = ask.Code("职务", "secretary 党（工）委书记, head 行政主要负责人, other 其他班子成员")
    act_kind = ask.Code("事项类型", ACT_KINDS, short=True)
    matter = ask.Title("事项", help="不写个人信息")
    content = ask.Long("履职内容", help="不写个人信息")
    outcome = ask.Long("结果", required=False, help="不写个人信息")
    resolution = ask.Long("解决情况", needed_when=act_kind.is_("issue_resolved"), help="不写个人信息")
    meeting = ask.Ref("关联会议", "leadership_meeting", required=False)
    item = ask.Ref("关联议题", "agenda_item", required=False)
    task = ask.Ref("关联督办事项", "assigned_task", required=False)
    petition = ask.Ref("关联信访事项", "petition", required=False)
    litigation = ask.Ref("关联诉讼案件", "litigation", required=False)
    report = ask.Ref("关联述法报告", "duty_report", required=False)
    proof = ask.Files("佐证材料", required=False)


Interference = ask.form(
    "干预司法活动、插手具体案件情况记录",
    matter=ask.Title("事项", help="不写个人信息和具体案情"),
    involved=ask.Name("涉及的领导干部"),
    handling_body=ask.Text("办案机关", max=60),
    facts=ask.Long("情况记录", sealed=True),
    reported_to=ask.Text("报送（通报）机关", max=60, required=False),
)
KIND = Act.act_kind


class LeaderAct(Activity):
    """An act by which a head deploys, asks about, coordinates or supervises law work, told as it happens.

    The provisions bind the heads of counties and above (第二条); towns and streets follow them by reference.
    Interference is no act of duty: the discipline office records it, and names nobody in the open.
    """

    label = "第一责任人履职纪实"
    since = "2016-11-30"
    title = "{matter}"
    by = DUTY_RECORDER
    basis = statute("第一责任人职责规定").article(
        4, "对法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办"
    )
    at_once = True
    result = Act
    papers = table(
        recorded=(
            "record 履职纪实表",
            Document("instruction", "批示办理单", when=KIND.is_("sign")),
            Document("lecture", "法治课讲稿", when=KIND.is_("lecture")),
        )
    )

    filed = Stage("已记录", final=True)
    interference_recorded = Step("记录干预司法情况", START >> filed, Interference).under(
        HouseRule("（干预司法）", "干预司法活动、插手具体案件的情况由纪检监察机构如实记录"), by=DISCIPLINE
    )

    indicators = (
        figure("leader.acts", Count("recorded"), by=(KIND, Act.person)),
        figure("leader.issues_resolved", Count("recorded", KIND.is_("issue_resolved")), by=Act.person),
        figure("leader.lectures", Count("recorded", KIND.is_("lecture")), by=Act.person),
        figure("leader.documents_signed", Count("recorded", KIND.is_("sign")), by=Act.person),
        figure("leader.research_topics", Count("recorded", KIND.is_("research"))),
        figure("leader.judicial_interference", Count("interference_recorded")),
    )
