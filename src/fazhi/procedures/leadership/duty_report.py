"""年度述法 — yearly report on law-based duties."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Count, Distinct, Document, Opens, Stage, Step, rule
from fazhi.law import statute
from fazhi.law.figures import figure
from fazhi.law.roles import DEPUTY_LAW, JUSTICE_HEAD, LEADER, MEETING_CLERK, OFFICE, SECRETARY
from fazhi.procedures.leadership.duty_report_forms import (
    Assessment,
    Draft,
    Result,
    Return,
    Review,
    Statement,
    Submission,
)

STUDY = statute("法治宣传教育法").article(38, "领导干部学法用法情况应当按照规定列入年度述职内容")
STATED = HouseRule("（年度述法）", "领导班子成员和科室、村（社区）负责人每年书面或者现场述法，接受评议")
APART = HouseRule("（述法评议）", "述法人不审核、不组织评议自己的述法报告")
PAST = HouseRule("（述法年度）", "述法报告在当年或者次年起草")


@rule(PAST, needs_form=True)
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

    code = "duty_report"
    label = "年度述法"
    group = "leadership"
    in_force = date(2016, 11, 30)
    title = "{year}度述法：{post_title}"
    one_per = (Draft.year, Draft.reporter)

    drafting = Stage("起草中")
    reviewing = Stage("待审核")
    stating = Stage("待述法")
    assessing = Stage("待评议")
    filing = Stage("待归档")
    filed_away = Stage("已归档", final=True)

    drafted = Step(
        label="起草述法报告",
        to=drafting,
        by=LEADER | OFFICE,
        form=Draft,
        needs=(it_is_about_this_year_or_the_last,),
        documents=(Document("report", "述法报告"),),
        basis=STUDY,
    )
    submitted = Step(
        label="报送",
        at=(drafting,),
        to=reviewing,
        by=LEADER | OFFICE,
        form=Submission,
        basis=STATED,
    )
    returned = Step(
        label="退回修改",
        at=(reviewing,),
        to=drafting,
        by=JUSTICE_HEAD | DEPUTY_LAW | SECRETARY,
        form=Return,
        basis=STATED,
    )
    reviewed = Step(
        label="审核",
        at=(reviewing,),
        to=stating,
        by=JUSTICE_HEAD | DEPUTY_LAW | SECRETARY,
        form=Review,
        other_than=(drafted, submitted),
        basis=APART,
    )
    stated = Step(
        label="述法",
        at=(stating,),
        to=assessing,
        by=MEETING_CLERK | LEADER,
        form=Statement,
        needs=(the_meeting_was_held,),
        basis=STATED,
    )
    assessed = Step(
        label="评议",
        at=(assessing,),
        to=filing,
        by=MEETING_CLERK | LEADER,
        form=Assessment,
        other_than=(drafted, submitted),
        documents=(Document("rating", "述法评议表"),),
        opens=(Opens("assessment", "列入年度考核"),),
        basis=APART,
    )
    filed = Step(
        label="通报归档",
        at=(filing,),
        to=filed_away,
        by=MEETING_CLERK,
        form=Result,
        documents=(Document("result", "评议结果通报"),),
        basis=STATED,
    )

    indicators = (
        figure(
            "duty_report.persons",
            Count(stated),
            by=(Statement.form, Draft.post_level),
            definition="本期书面或者现场述法的人员，以述法日期计，每人每年度计一次。",
        ),
        figure(
            "duty_report.onsite",
            Count(stated, where=Statement.form.is_("onsite")),
            definition="本期现场述法的人员，以述法日期计。",
        ),
        figure(
            "duty_report.units",
            Distinct(stated, of=Draft.unit),
            by=(Statement.form,),
            definition="本期有人述法的单位，同一单位计一次。",
        ),
    )
