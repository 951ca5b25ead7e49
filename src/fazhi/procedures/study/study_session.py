"""学法学习 — law study sessions."""

from __future__ import annotations

from datetime import date

from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Column, Document
from fazhi.law import statute
from fazhi.law.roles import STUDY_ORGANISER
from fazhi.procedures.study.study_session_figures import ATTENDANCES, FREQUENCIES, SESSIONS
from fazhi.procedures.study.study_session_forms import About, Held, Plan, Result

LAW = statute("法治宣传教育法")
DUTY = LAW.article(36, "国家工作人员所在单位应当根据工作性质和特点，采取多种形式开展法治教育", paragraph=1)


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

    code = "study_session"
    label = "学法学习"
    group = "study"
    in_force = date(2019, 4, 15)
    title = "{subject}"
    by = STUDY_ORGANISER
    basis = DUTY
    basis_at = table(planned=LAW.article(36, "健全国家工作人员日常学法制度", paragraph=1))
    about = About
    plan = Plan
    hold = Held
    result = Result
    papers = table(
        planned=(Document("plan", "学习计划"), Document("notice", "学习通知")),
        held=(Document("attendance", "签到表"),),
        recorded=(Document("record", "学习记录"),),
    )
    indicators = (*SESSIONS, *ATTENDANCES, *FREQUENCIES)
