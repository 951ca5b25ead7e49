"""领导班子会议 — leadership meetings."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Activity, table, usual
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Count, Document, Opens, Stage, Step, rule
from fazhi.law.figures import figure
from fazhi.law.roles import LEADER, MEETING_CLERK
from fazhi.procedures.leadership.leadership_meeting_forms import About, Held, Minutes, Plan, Result

HELD_AND_RECORDED = HouseRule("（会议制度）", "会议先发通知，与会人员签到，讨论和决定情况如实记录")
SIGNED = HouseRule("（会议纪要）", "会议纪要由主持人审签后印发归档，记录人不审签")
HALF = HouseRule("（会议人数）", "到会人数超过应到人数的半数，方可开会")
BODY = About.body


@rule(HALF, needs_form=True)
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

    code = "leadership_meeting"
    label = "领导班子会议"
    group = "leadership"
    in_force = date(2019, 4, 15)
    title = "{subject}"
    by = MEETING_CLERK
    basis = HELD_AND_RECORDED
    about = About
    plan = Plan
    hold = Held
    result = Result
    needs_at = table(held=(more_than_half_are_present,))
    opens_at = table(
        planned=(
            Opens(
                "agenda_item",
                "提出议题",
                carry={"body": "body", "topic": "topic", "meeting_on": "planned_for"},
            ),
        ),
        held=(Opens("study_session", "登记会前学法"),),
    )
    papers = table(
        planned=(Document("notice", "会议通知"),),
        held=(Document("attendance", "签到表"), Document("record", "会议记录")),
    )

    planning = Stage("已发通知")
    reporting = Stage("待审签纪要")
    issuing = Stage("待印发归档")
    filed = Stage("已归档", final=True)
    signed = Step(
        label="审签纪要",
        at=(reporting,),
        to=issuing,
        by=LEADER,
        form=Minutes,
        other_than=(usual("held"),),
        needs=(the_chair_signs_the_minutes,),
        basis=SIGNED,
    )
    recorded = Step(
        label="印发归档",
        at=(issuing,),
        to=filed,
        by=MEETING_CLERK,
        form=Result,
        documents=(Document("minutes", "会议纪要"),),
        basis=SIGNED,
    )

    indicators = (
        figure(
            "leader.law_meetings",
            Count("held", where=About.topic.is_("law_work")),
            by=(BODY, About.form),
            definition="本期召开的、主题为法治建设的领导班子会议和议事协调机构会议，以召开日期计。",
        ),
        figure(
            "leader.leading_body_meetings",
            Count("held", where=BODY.is_("leading_body")),
            by=(BODY,),
            definition="本期召开的法治建设、执法协调等议事协调机构会议。",
        ),
        figure(
            "meeting.party_committee",
            Count("held", where=BODY.is_("party_committee")),
            definition="本期召开的党（工）委会议，含扩大会议。",
        ),
        figure(
            "meeting.executive",
            Count("held", where=BODY.is_("executive")),
            definition="本期召开的行政办公会议。",
        ),
        figure(
            "meeting.justice_attended",
            Count("held", where=Held.observer.is_("justice_office")),
            by=(BODY,),
            definition="本期司法所列席的领导班子会议。",
        ),
    )
