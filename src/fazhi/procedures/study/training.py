"""法治培训与讲座 — trainings, lectures and drills."""

from __future__ import annotations

from datetime import date

from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Column, Document
from fazhi.law import statute
from fazhi.law.roles import TRAINER
from fazhi.procedures.study.training_figures import OF_OTHERS, OFFICERS, TRAININGS
from fazhi.procedures.study.training_forms import About, Held, Plan, Result

LAW = statute("法治宣传教育法")


class Training(Activity):
    """Staff, officers, mediators, law-knowers and community committees are trained, and what they passed.

    Before 1 November 2025 the duty rested on 督察规定第七条至第九条 and, for officers, on 纲要第三十四项.
    """

    code = "training"
    label = "法治培训与讲座"
    group = "study"
    in_force = date(2019, 4, 15)
    title = "{subject}"
    by = TRAINER
    basis = LAW.article(46, "分层分类开展培训", paragraph=1)
    basis_at = table(planned=LAW.article(36, "将法治教育纳入国家工作人员教育培训规划、计划", paragraph=2))
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
            Document("notice", "培训通知"),
            Document("drill_plan", "应急演练方案", when=About.training_kind.is_("drill")),
        ),
        held=(Document("attendance", "签到表"),),
        recorded=(Document("results", "考核结果", when=Result.examined.filled()),),
    )
    indicators = (*TRAININGS, *OFFICERS, *OF_OTHERS)
