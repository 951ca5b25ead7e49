"""学法学习 — law study sessions."""

from fazhi.core import form as ask
from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Column, Count, Distinct, Sum
from fazhi.law import figure, statute
from fazhi.law.codes import LAW_TOPICS
from fazhi.law.roles import STUDY_ORGANISER

KINDS = ask.codes("""
    centre_group 理论学习中心组, first_item “第一议题”, executive_meeting 办公会（常务会）学法,
    pre_meeting 会前学法, cadre_meeting 干部大会, seminar 专题研讨, reading_class 读书班,
    lecture 法治讲座, branch 党支部（主题党日）, party_class 党课, study_day 政治理论学习日,
    community 村（社区）学法, warning 警示教育, oath 宪法宣誓, other 其他
""")
BODIES = ask.codes("""
    party_committee 党工委（党委）, office 办事处（政府）, department 科室（站所）, branch 党支部,
    community 村（社区）
""")
AUDIENCES = ask.codes("""
    leadership 领导班子成员, staff 机关干部职工, party_members 党员, community_cadres 村（社区）干部,
    residents 居民
""")


class About(ask.Form):
    """学法计划"""

    subject = ask.Title("学习主题")
    session_kind = ask.Code("类别", KINDS)
    topic = ask.Code("学习专题", LAW_TOPICS)
    body = ask.Code("学习组织", BODIES)
    audience = ask.Code("参加范围", AUDIENCES)
    unit = ask.Ref("开展单位", "org_unit", required=False)
    community = ask.Place("所在社区（村）", required=False)
    venue = ask.Code("场所", "meeting_room 会议室, community 社区（村）, site 现场教学, online 线上")
    speaker = ask.Text("主讲人及单位", max=80, required=False)


Plan = ask.form(
    "列入学习计划", planned_for=ask.Day("计划日期"), due=ask.Number("应到人数", unit="人", required=False)
)


class Held(ask.Form):
    """学法签到"""

    laws = ask.Number("学习法律法规", unit="部", required=False)
    law_names = ask.Text("法律法规名称", max=300, required=False)
    minutes = ask.Number("时长", min=1, unit="分钟", required=False)
    due = ask.Number("应到人数", unit="人", required=False)
    attendees = ask.Number("实到人数", unit="人")
    attended = ask.People("签到名单", max=500, required=False)
    checks = (ask.not_more_than(attendees, due),)


class Result(ask.Form):
    """学习记录"""

    record_text = ask.Long("学习记录", required=False)
    notes = ask.Number("心得体会", unit="篇", required=False)
    speeches = ask.Number("交流发言", unit="篇", required=False)
    hours = ask.Number("计学时", unit="学时", required=False)
    materials = ask.Files("学习材料", required=False)


KIND = About.session_kind
LAW = statute("法治宣传教育法")


class StudySession(Activity):
    """Leaders, staff and communities study law.

    Before 1 November 2025 the duty rested on 督察规定第七条至第九条, which still ask the leadership for at
    least two lectures a year (``law.threshold("TH-24")``): a target, to hold the figures against.
    """

    columns = (
        Column("时间", usual("held"), also=("学习时间", "日期")),
        Column("学习形式", About.session_kind, also=("类别",)),
        Column("学习内容", About.subject, also=("学习主题", "主题")),
        Column("主讲人", About.speaker, also=("授课人", "授课单位")),
        Column("参加范围", About.audience),
        Column("应到", Held.due, also=("应到人数",)),
        Column("实到", Held.attendees, also=("实到人数", "参加人数")),
        Column("学时", Result.hours),
    )

    label = "学法学习"
    since = "2019-04-15"
    title = "{subject}"
    by = STUDY_ORGANISER
    basis = LAW(36, "国家工作人员所在单位应当根据工作性质和特点，采取多种形式开展法治教育", paragraph=1)
    basis_at = table(planned=LAW(36, "健全国家工作人员日常学法制度", paragraph=1))
    about = About
    plan = Plan
    hold = Held
    result = Result
    papers = table(
        planned="plan 学习计划, notice 学习通知", held="attendance 签到表", recorded="record 学习记录"
    )
    indicators = (
        figure("study.sessions", Count("held"), by=(KIND, About.topic, About.venue)),
        figure("study.centre_group_sessions", Count("held", KIND.is_("centre_group")), by=About.topic),
        figure("study.xjp_thought_sessions", Count("held", About.topic.is_("xjp_thought_on_law")), by=KIND),
        figure("study.leader_sessions", Count("held", About.audience.is_("leadership")), by=About.body),
        figure("study.staff_sessions", Count("held", About.audience.is_("staff"))),
        figure("study.first_item_sessions", Count("held", KIND.is_("first_item"))),
        figure("study.executive_sessions", Count("held", KIND.is_("executive_meeting"))),
        figure("study.pre_meeting_sessions", Count("held", KIND.is_("pre_meeting"))),
        figure("study.seminars", Count("held", KIND.is_("seminar"))),
        figure("study.reading_classes", Count("held", KIND.is_("reading_class"))),
        figure("study.branch_sessions", Count("held", KIND.is_("branch"))),
        figure("study.party_classes", Count("held", KIND.is_("party_class"))),
        figure("study.day_sessions", Count("held", KIND.is_("study_day"))),
        figure("study.community_sessions", Count("held", KIND.is_("community"))),
        figure("study.warning_sessions", Count("held", KIND.is_("warning"))),
        figure("study.participants", Sum("held", Held.attendees), by=KIND),
        figure("study.warning_attendances", Sum("held", Held.attendees, KIND.is_("warning"))),
        figure("study.oath_persons", Sum("held", Held.attendees, KIND.is_("oath"))),
        figure("study.laws", Sum("held", Held.laws)),
        figure("study.topics", Distinct("held", About.topic)),
        figure("study.units_covered", Distinct("held", About.unit)),
        figure("study.notes", Sum("recorded", Result.notes)),
        figure("study.speeches", Sum("recorded", Result.speeches)),
        figure("study.party_class_frequency"),
        figure("study.community_frequency"),
    )
