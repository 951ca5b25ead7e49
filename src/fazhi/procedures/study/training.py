"""法治培训与讲座 — trainings, lectures and drills."""

from fazhi.core import form as ask
from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Column, Count, Distinct, Document, Sum
from fazhi.law import figure, statute
from fazhi.law.codes import LAW_TOPICS
from fazhi.law.roles import TRAINER

KINDS = ask.codes("""
    general 综合法律知识, enforcement 行政执法人员, legal_review 法制审核人员, mediator 人民调解员,
    law_knower 法律明白人, community_committee 村（社区）干部, grid_worker 网格员, drill 应急演练,
    other 其他
""")
FORMS = ask.codes("""
    course 集中授课, lecture 法治讲座, staff_talk 干部登台讲法, seminar 研讨交流, case_study 案例教学,
    trial_visit 旁听庭审, exercise 演练, other 其他
""")
VENUES = ask.codes("""
    meeting_room 机关会议室, community 社区（村）, site 执法、演练现场, school 学校, enterprise 企业,
    court 法院, platform 网络平台, other 其他
""")
AUDIENCES = ask.codes("""
    leaders 领导干部, staff 机关干部职工, officers 行政执法人员, mediators 人民调解员,
    law_knowers 法律明白人, community_cadres 村（社区）干部, grid_workers 网格员, enterprises 企业人员,
    residents 居民
""")
LECTURERS = ask.codes("""
    leader 领导干部, staff 机关工作人员, adviser 法律顾问, public_lawyer 公职律师,
    judge 法官、检察官、民警, teacher 专家、讲师团, upper 上级部门人员, other 其他
""")


class About(ask.Form):
    """法治培训"""

    subject = ask.Title("培训名称")
    training_kind = ask.Code("类别", KINDS)
    form = ask.Code("形式", FORMS)
    topic = ask.Code("内容", LAW_TOPICS)
    mode = ask.Code("方式", "on_site 线下, online 线上, mixed 线上线下结合")
    venue = ask.Code("场所", VENUES)
    organiser = ask.Code("主办", "own 本街道（乡镇）, community 社区（村）, upper 上级部门")
    lecturer = ask.Text("授课人及单位", max=80, required=False)
    lecturer_role = ask.Code("授课人身份", LECTURERS, required=False)
    audience = ask.Code("参加对象", AUDIENCES)
    community = ask.Place("所在社区（村）", needed_when=venue.is_("community"))


class Plan(ask.Form):
    """法治培训计划"""

    planned_for = ask.Day("计划日期")
    required = ask.Number("应参加人数", unit="人", required=False)
    enrolled = ask.Number("报名人数", unit="人", required=False)
    arrangement = ask.Long(
        "培训安排", help="课程、时间、要求；演练写明情景、分工、步骤、安全措施", required=False
    )
    checks = (ask.not_more_than(enrolled, required),)


class Held(ask.Form):
    """法治培训签到"""

    attendees = ask.Number("实到人数", unit="人次")
    attended = ask.People(
        "签到名单", max=500, required=False, help="本机关名册内的人员，按人计实训人数和学时"
    )
    hours = ask.Number("每人学时", unit="学时", required=False)
    person_hours = ask.Number("总学时", unit="学时", required=False, help="不填的，按实到人数乘以每人学时计")

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return the hours of all who came together."""
        attendees, hours = values.get("attendees"), values.get("hours")
        return {} if attendees is None or hours is None else {"person_hours": attendees * hours}


class Result(ask.Form):
    """法治培训考核结果"""

    examined = ask.Number("参加考核人数", unit="人", required=False)
    passed = ask.Number("考核合格人数", unit="人", needed_when=examined.filled())
    teaching = ask.Files("培训教材", required=False)
    record_text = ask.Long("培训记录", required=False)
    checks = (ask.not_more_than(examined, Held.attendees), ask.not_more_than(passed, examined))


KIND, FORM, MODE = About.training_kind, About.form, About.mode
OF_OFFICERS = KIND.is_("enforcement")
LAW = statute("法治宣传教育法")


class Training(Activity):
    """Staff, officers, mediators, law-knowers and community committees are trained, and what they passed.

    Before 1 November 2025 the duty rested on 督察规定第七条至第九条 and, for officers, on 纲要第三十四项.
    """

    label = "法治培训与讲座"
    since = "2019-04-15"
    title = "{subject}"
    by = TRAINER
    basis = LAW(46, "分层分类开展培训", paragraph=1)
    basis_at = table(planned=LAW(36, "将法治教育纳入国家工作人员教育培训规划、计划", paragraph=2))
    about = About
    plan = Plan
    hold = Held
    result = Result
    gives_hours = (Held.attended, Held.hours)
    columns = (
        Column("时间", usual("held"), also=("培训时间", "日期")),
        Column("学习形式", About.form, also=("培训形式",)),
        Column("学习内容", About.subject, also=("培训内容", "培训名称", "主题")),
        Column("主讲人", About.lecturer, also=("授课人",)),
        Column("参加范围", About.audience, also=("参加对象",)),
        Column("应到", Plan.required, also=("应到人数",)),
        Column("实到", Held.attendees, also=("实到人数", "参加人数")),
        Column("学时", Held.hours),
    )
    papers = table(
        planned=(
            "notice 培训通知",
            Document("drill_plan", "应急演练方案", when=About.training_kind.is_("drill")),
        ),
        held="attendance 签到表",
        recorded=Document("results", "考核结果", when=Result.examined.filled()),
    )
    indicators = (
        figure("training.sessions", Count("held"), by=(KIND, MODE, About.venue, About.audience)),
        figure("training.participants", Sum("held", Held.attendees), by=(KIND, About.audience)),
        figure("training.lectures", Count("held", FORM.is_("lecture")), by=(About.audience, About.venue)),
        figure("training.staff_talks", Count("held", FORM.is_("staff_talk"))),
        figure("training.lectures_per_month"),
        figure("training.required", Sum("planned", Plan.required), by=KIND),
        figure("training.trained", Distinct("held", Held.attended), by=KIND),
        figure("training.participation_rate", by=KIND),
        figure("training.online_participants", Sum("held", Held.attendees, MODE.is_("online")), by=KIND),
        figure("training.upper_sessions", Count("held", About.organiser.is_("upper"))),
        figure("training.communities_covered", Distinct("held", About.community), by=KIND),
        figure("adviser.lectures", Count("held", About.lecturer_role.is_("adviser")), by=About.audience),
        figure("training.enforce_sessions", Count("held", KIND.is_("enforcement")), by=MODE),
        figure(
            "training.enforce_participants", Sum("held", Held.attendees, KIND.is_("enforcement")), by=MODE
        ),
        figure("training.enforce_enrolled", Sum("planned", Plan.enrolled, where=OF_OFFICERS)),
        figure("training.enforce_enrolment_rate"),
        figure("training.enforce_trained", Distinct("held", Held.attended, where=OF_OFFICERS)),
        figure("training.enforce_participation_rate"),
        figure("training.enforce_examined", Sum("recorded", Result.examined, where=OF_OFFICERS)),
        figure("training.enforce_passed", Sum("recorded", Result.passed, where=OF_OFFICERS)),
        figure("training.enforce_pass_rate"),
        figure("training.enforce_person_hours", Sum("held", Held.person_hours, where=OF_OFFICERS)),
        figure("training.enforce_hours"),
        figure("training.mediator_sessions", Count("held", KIND.is_("mediator"))),
        figure("law_knower.training_sessions", Count("held", KIND.is_("law_knower"))),
        figure("training.drills", Count("held", KIND.is_("drill"))),
        figure("training.mediator_participants", Sum("held", Held.attendees, KIND.is_("mediator"))),
        figure("training.drill_participants", Sum("held", Held.attendees, KIND.is_("drill"))),
    )
