"""年度述法 — yearly report on law-based duties."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Count, Distinct, Opens, Stage, Step, rule
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import DEPUTY_LAW, JUSTICE_HEAD, LEADER, MEETING_CLERK, OFFICE, SECRETARY

LEVELS = ask.codes("""
    principal 党政主要负责人, member 班子其他成员, department 科室（站所）负责人,
    community 村（社区）负责人
""")
GRADES = ask.codes("excellent 优秀, good 良好, fair 一般, poor 较差")


class Draft(ask.Form):
    """述法报告"""

    reporter = ask.Person("述法人", acting=True)
    year = ask.Number("述法年度", min=2000, unit="年", short=True)
    post_level = ask.Code("职务层级", LEVELS, short=True)
    post_title = ask.Text("职务")
    unit = ask.Ref("所在单位", "org_unit")
    duties_text = ask.Long("履行法治建设职责情况", help="部署、过问、协调、督办和解决的问题")
    study_text = ask.Long("学法用法情况")
    decisions_text = ask.Long("依法决策、依法行政情况")
    shortcomings = ask.Long("存在的问题和原因")
    next_steps = ask.Long("下一步打算")


Submission = ask.form(
    "报送述法报告",
    revision=ask.Long("修改情况", required=False, help="退回后再次报送时填写"),
    submitted_text=ask.Text("报送说明", max=300, required=False),
    attached=ask.Files("附件", required=False),
)
Review = ask.form(
    "述法报告审核",
    review_note=ask.Text("审核意见", max=500),
    checked_against_records=ask.Code(
        "与履职纪实核对", "agrees 一致, corrected 已按纪实更正, none 没有纪实记录"
    ),
)
Return = ask.form("退回修改", return_reason=ask.Text("退回原因", max=300))


class Statement(ask.Form):
    """述法"""

    form = ask.Code("述法方式", "onsite 现场述法, written 书面述法")
    meeting = ask.Ref("述法会议", "leadership_meeting", required=False)
    meeting_name = ask.Text("会议名称", max=60, needed_when=form.is_("onsite"))
    questions = ask.Long("提问和回答", required=False, sealed=True)


def _no_more_votes_than_ballots(values: ask.Values, _record: ask.Values) -> str | None:
    votes = sum(int(values.get(name) or 0) for name in GRADES)
    ballots = values.get("ballots")
    if ballots is None or votes <= int(ballots):
        return None
    return f"各等次共{votes}票，多于收回的评议表{ballots}份，请核对后重填。"


class Assessment(ask.Form):
    """述法评议表"""

    ballots = ask.Number("收回评议表", min=1, unit="份")
    excellent = ask.Number("优秀", unit="票")
    good = ask.Number("良好", unit="票")
    fair = ask.Number("一般", unit="票")
    poor = ask.Number("较差", unit="票")
    grade = ask.Code("评议等次", GRADES)
    comments = ask.Long("评议意见", required=False, sealed=True)
    checks = (_no_more_votes_than_ballots,)


Result = ask.form(
    "评议结果通报",
    told_on=ask.Day("通报日期", happened=True),
    used_for=ask.Text("结果运用", max=300, help="列入年度述职和考核的情况"),
    to_improve=ask.Long("整改要求", required=False),
)
STUDY = statute("法治宣传教育法").article(38, "领导干部学法用法情况应当按照规定列入年度述职内容")
STATED = HouseRule("（年度述法）", "领导班子成员和科室、村（社区）负责人每年书面或者现场述法，接受评议")
APART = HouseRule("（述法评议）", "述法人不审核、不组织评议自己的述法报告")


@rule(HouseRule("（述法年度）", "述法报告在当年或者次年起草"), needs_form=True)
def it_is_about_this_year_or_the_last(_view: CaseView, event: Event) -> str | None:
    """A report is drafted in the year it tells of, or in the next."""
    if event.form["year"] in (event.on.year, event.on.year - 1):
        return None
    return f"述法年度应为{event.on.year - 1}年或者{event.on.year}年，请核对。"


@rule(STATED, needs_form=True)
def the_meeting_was_held(view: CaseView, event: Event) -> str | None:
    """A meeting at which somebody reported was held."""
    meeting = view.refs.get(str(event.form.get("meeting")))
    if meeting is None or "held" in meeting.steps:
        return None
    return "所选述法会议尚未登记召开，请先在该会议上登记签到。"


class DutyReport(Case):
    """A head reports on the year's law duties in writing or before a meeting, and is rated.

    Before 1 November 2025 the duty rested on 第一责任人职责规定; towns and streets follow it by reference.
    """

    label = "年度述法"
    since = "2016-11-30"
    title = "{year}度述法：{post_title}"
    by = LEADER | OFFICE
    one_per = (Draft.year, Draft.reporter)

    drafting = Stage("起草中")
    reviewing = Stage("待审核")
    stating = Stage("待述法")
    assessing = Stage("待评议")
    filing = Stage("待归档")
    filed_away = Stage("已归档", final=True)

    drafted = Step("起草述法报告", START >> drafting, Draft).under(
        STUDY, needs=it_is_about_this_year_or_the_last, documents="report 述法报告"
    )
    submitted = Step("报送", drafting >> reviewing, Submission).under(STATED)
    returned = Step("退回修改", reviewing >> drafting, Return).under(
        STATED, by=JUSTICE_HEAD | DEPUTY_LAW | SECRETARY
    )
    reviewed = Step("审核", reviewing >> stating, Review).under(
        APART, by=JUSTICE_HEAD | DEPUTY_LAW | SECRETARY, other_than=(drafted, submitted)
    )
    stated = Step("述法", stating >> assessing, Statement).under(
        STATED, by=MEETING_CLERK | LEADER, needs=the_meeting_was_held
    )
    assessed = Step("评议", assessing >> filing, Assessment).under(
        APART,
        by=MEETING_CLERK | LEADER,
        other_than=(drafted, submitted),
        documents="rating 述法评议表",
        opens=Opens("assessment", "列入年度考核"),
    )
    filed = Step("通报归档", filing >> filed_away, Result).under(
        STATED, by=MEETING_CLERK, documents="result 评议结果通报"
    )

    indicators = (
        figure("duty_report.persons", Count(stated), by=(Statement.form, Draft.post_level)),
        figure("duty_report.onsite", Count(stated, Statement.form.is_("onsite"))),
        figure("duty_report.units", Distinct(stated, Draft.unit), by=Statement.form),
    )
