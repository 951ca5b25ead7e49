"""学法考试 — law exams."""

from fazhi.core import form as ask
from fazhi.core.kinds import Activity, table
from fazhi.core.procedure import Count, Document, Sum
from fazhi.core.ruling import Hand, never
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import STUDY_ORGANISER

KINDS = ask.codes("""
    yearly 年度学法考试, pre_appointment 任前法律考试, spot_test 法治抽考, officers 执法资格考试,
    law_knower 法律明白人考核, quiz 法律知识测试
""")


class About(ask.Form):
    """考试通知"""

    subject = ask.Title("考试名称")
    exam_kind = ask.Code("类别", KINDS)
    platform = ask.Code("平台", "provincial 省级平台, own 本系统, paper 纸质")
    scope = ask.Text("考试对象", max=100)


class Plan(ask.Form):
    """应考名册"""

    planned_for = ask.Day("考试日期（截止日期）")
    required = ask.Number("应考人数", min=1, unit="人")
    required_people = ask.People("应考人员", max=500, required=False)
    paper_author = ask.Person("命题人", required=False)
    full_mark = ask.Number("满分", min=1, unit="分")
    pass_mark = ask.Number("合格线", min=1, unit="分")
    checks = (ask.not_more_than(pass_mark, full_mark),)


class Held(ask.Form):
    """参考情况"""

    participants = ask.Number("参考人数", unit="人")
    completed = ask.Number("完成网上学法人数", unit="人", required=False)
    absent_why = ask.Text("缺考原因", max=300, sealed=True, required=False)
    checks = (ask.not_more_than(participants, Plan.required), ask.not_more_than(completed, Plan.required))


Score = ask.form(
    "成绩", examinee=ask.Person("考生", sealed=True), score=ask.Number("成绩", unit="分", sealed=True)
)


class Result(ask.Form):
    """成绩单"""

    passed = ask.Number("合格人数", unit="人")
    excellent = ask.Number("优秀人数", unit="人", required=False)
    score_total = ask.Number("总分", unit="分", required=False)
    highest = ask.Number("最高分", unit="分", required=False)
    lowest = ask.Number("最低分", unit="分", required=False)
    scores = ask.Rows("成绩", Score, required=False, max=500)
    score_sheet = ask.Files("成绩材料", required=False)
    makeup_on = ask.Day("补考日期", required=False)
    makeup_people = ask.Number("补考人数", min=1, unit="人", needed_when=makeup_on.filled())
    checks = (
        ask.not_more_than(passed, Held.participants),
        ask.not_more_than(excellent, passed),
        ask.not_more_than(lowest, highest),
        ask.not_more_than(highest, Plan.full_mark),
    )


KIND = About.exam_kind
the_author_does_not_enter_the_scores = never(
    Hand(Plan.paper_author),
    HouseRule("D19", "命题人不得登记成绩；成绩登记后只能以更正记录改动"),
    "命题人不得登记成绩，请由他人登记。",
)


class LawExam(Activity):
    """An exam is planned with the roster of those who are due to sit it, so that its rates have a base."""

    label = "学法考试"
    since = "2019-04-15"
    title = "{subject}"
    by = STUDY_ORGANISER
    basis = statute("法治宣传教育法").article(36, "健全国家工作人员日常学法制度", paragraph=1)
    about = About
    plan = Plan
    hold = Held
    result = Result
    unplanned = False
    needs_at = table(recorded=the_author_does_not_enter_the_scores)
    papers = table(
        planned="notice 考试通知, roster 应考名册",
        recorded=("results 成绩单", Document("makeup", "补考安排", when=Result.makeup_on.filled())),
    )
    indicators = (
        figure("exam.sessions", Count("held"), by=KIND),
        figure("exam.required", Sum("planned", Plan.required), by=KIND),
        figure("exam.participants", Sum("held", Held.participants), by=KIND),
        figure("exam.completed", Sum("held", Held.completed), by=KIND),
        figure("exam.passed", Sum("recorded", Result.passed), by=KIND),
        figure("exam.excellent", Sum("recorded", Result.excellent), by=KIND),
        figure("exam.score_total", Sum("recorded", Result.score_total), by=KIND),
        figure("exam.pre_appointment_sessions", Count("held", KIND.is_("pre_appointment"))),
        figure("exam.pre_appointment_persons", Sum("held", Held.participants, KIND.is_("pre_appointment"))),
        figure("exam.spot_test_participants", Sum("held", Held.participants, KIND.is_("spot_test"))),
        figure("exam.participation_rate", by=KIND),
        figure("exam.completion_rate", by=KIND),
        figure("exam.pass_rate", by=KIND),
        figure("exam.excellent_rate", by=KIND),
        figure("exam.average_score", by=KIND),
    )
