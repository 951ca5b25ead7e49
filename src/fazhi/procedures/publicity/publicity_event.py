"""法治宣传活动 — legal publicity events."""

from __future__ import annotations

from datetime import date

from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Column, Document
from fazhi.law import statute
from fazhi.law.roles import LAW_PUBLICITY
from fazhi.procedures.publicity.publicity_event_figures import EVENTS, OF_THEM
from fazhi.procedures.publicity.publicity_event_forms import About, Held, Plan, Result

LAW = statute("法治宣传教育法")


class PublicityEvent(Activity):
    """Offices and communities explain the law to residents, firms and schools.

    Before 1 November 2025 the duty rested on 督察规定第七条至第十条 and the five-year plan.
    """

    columns = (
        Column("时间", usual("held"), also=("活动时间", "举办时间", "日期")),
        Column("活动名称（主题）", About.subject, also=("活动名称", "活动主题")),
        Column("地点", About.place, also=("活动地点",)),
        About.form,
        Column("宣传内容（法律）", About.laws, also=("宣传内容",)),
        Column("参与部门", About.partners),
        Column("对象", About.audience, also=("宣传对象",)),
        Result.attendees,
        Column("发放资料（份）", Result.materials, also=("发放资料",)),
        Result.consultations,
        Result.photos,
    )

    code = "publicity_event"
    label = "法治宣传活动"
    group = "publicity"
    in_force = date(2019, 4, 15)
    title = "{subject}"
    by = LAW_PUBLICITY
    basis = LAW.article(25, "支持、指导和帮助村民委员会、居民委员会开展法治宣传教育")
    basis_at = table(
        planned=LAW.article(53, "应当根据不同地区、行业、群体的法治需求精准开展法治宣传教育"),
        recorded=LAW.article(53, "增强法治宣传教育的针对性和实效性，力戒形式主义"),
    )
    about = About
    plan = Plan
    hold = Held
    result = Result
    papers = table(
        planned=(Document("notice", "活动通知"), Document("plan", "活动方案")),
        held=(Document("attendance", "签到表"),),
        recorded=(Document("summary", "活动总结"),),
    )
    indicators = (*EVENTS, *OF_THEM)
