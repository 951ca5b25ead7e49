"""领导班子会议 — leadership meetings."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.declaring import names
from fazhi.core.journal import Event
from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Count, Opens, Stage, Step, rule
from fazhi.law import HouseRule, figure
from fazhi.law.codes import MEETING_BODIES, MEETING_TOPICS
from fazhi.law.roles import LEADER, MEETING_CLERK

FORMS = ask.codes("""
    regular 例会, enlarged 扩大会议, special 专题会议, promotion 推进（调度）会议, video 视频会议
""")
OBSERVERS = ask.codes("""
    justice_office 司法所, adviser 法律顾问, residents 居民, deputies 代表委员, discipline 纪检监察机构,
    departments 有关科室, communities 村（社区）
""")


class About(ask.Form):
    """会议通知"""

    subject = ask.Title("会议名称")
    body = ask.Code("会议类别", MEETING_BODIES, short=True)
    form = ask.Code("会议形式", FORMS)
    topic = ask.Code("会议主题", MEETING_TOPICS)
    number = ask.Number("届次", min=1, unit="次", help="本年度第几次")
    place = ask.Text("地点", max=60)
    leading_body = ask.Ref("议事协调机构", "leading_body", required=False)
    chair = ask.Person("主持人")
    agenda = ask.Long("议程")


Plan = ask.form("列入会议计划", planned_for=ask.Day("会议日期"))


class Held(ask.Form):
    """会议签到表"""

    due = ask.Number("应到人数", min=1, unit="人")
    present = ask.Number("实到人数", min=1, unit="人")
    attended = ask.People("签到名单", max=200, required=False)
    on_leave = ask.Number("请假人数", unit="人", required=False)
    leave_reasons = ask.Text("请假人员及事由", max=300, sealed=True, required=False)
    observer = ask.Codes("列席", OBSERVERS, required=False)
    recused = ask.People("回避人员", required=False)
    recorder = ask.Person("记录人")
    record_text = ask.Long("会议记录", sealed=True, required=False)
    checks = (ask.not_more_than(present, due),)


Minutes = ask.form(
    "会议纪要审签", minutes_text=ask.Long("会议纪要"), signed_by=ask.Person("签发人", acting=True)
)
Result = ask.form(
    "会议纪要印发归档",
    minutes_no=ask.DocumentNumber("会议纪要文号", required=False),
    sent_to=ask.Text("印发范围", max=100, required=False),
    materials=ask.Files("会议材料", required=False),
)
SIGNED = HouseRule("（会议纪要）", "会议纪要由主持人审签后印发归档，记录人不审签")
BODY = About.body


@rule(HouseRule("（会议人数）", "到会人数超过应到人数的半数，方可开会"), needs_form=True)
def more_than_half_are_present(_view: CaseView, event: Event) -> str | None:
    """More than half of those due are present; whoever is recused counts as present at the meeting."""
    enough = event.form["present"] * 2 > event.form["due"]
    return None if enough else "到会人数未超过应到人数的半数，不得开会。"


@rule(SIGNED, needs_form=True)
def the_chair_signs_the_minutes(view: CaseView, event: Event) -> str | None:
    """The minutes are signed by who chaired the meeting."""
    chaired = event.form["signed_by"] == view.record.get("chair")
    return None if chaired else "会议纪要由本次会议的主持人审签，请核对签发人。"


class LeadershipMeeting(Activity):
    """The Party committee, the executive or a leading body meets.

    Study of the centre group is a study session; what residents decide together is theirs, and no meeting of
    the leadership.
    """

    label = "领导班子会议"
    since = "2019-04-15"
    title = "{subject}"
    by = MEETING_CLERK
    basis = HouseRule("（会议制度）", "会议先发通知，与会人员签到，讨论和决定情况如实记录")
    about = About
    plan = Plan
    hold = Held
    result = Result
    needs_at = table(held=more_than_half_are_present)
    opens_at = table(
        planned=Opens("agenda_item", "提出议题", carry=names("body, topic, meeting_on planned_for")),
        held=Opens("study_session", "登记会前学法"),
    )
    papers = table(planned="notice 会议通知", held="attendance 签到表, record 会议记录")

    planning = Stage("已发通知")
    reporting = Stage("待审签纪要")
    issuing = Stage("待印发归档")
    filed = Stage("已归档", final=True)
    signed = Step("审签纪要", reporting >> issuing, Minutes).under(
        SIGNED, by=LEADER, other_than=usual("held"), needs=the_chair_signs_the_minutes
    )
    recorded = Step("印发归档", issuing >> filed, Result).under(
        SIGNED, by=MEETING_CLERK, documents="minutes 会议纪要"
    )

    indicators = (
        figure("leader.law_meetings", Count("held", About.topic.is_("law_work")), by=(BODY, About.form)),
        figure("leader.leading_body_meetings", Count("held", BODY.is_("leading_body")), by=BODY),
        figure("meeting.party_committee", Count("held", BODY.is_("party_committee"))),
        figure("meeting.executive", Count("held", BODY.is_("executive"))),
        figure("meeting.justice_attended", Count("held", Held.observer.is_("justice_office")), by=BODY),
    )
