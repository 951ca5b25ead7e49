"""年度工作计划与要点 — annual plans and key tasks."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import TaskList, table, usual
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Count, Document, Limit, Opens, Sum, rule
from fazhi.law.figures import figure, of_each
from fazhi.law.roles import DEPUTY_LAW, DIRECTOR, JUSTICE_HEAD, OFFICE, OFFICER, PLAN_KEEPER, SUPERVISOR
from fazhi.procedures.leadership.work_plan_forms import (
    Assignment,
    Check,
    Submission,
    Task,
)

PLANNED = HouseRule(
    "（年度计划）", "年度计划分解为任务，明确目标、牵头领导、牵头科室和完成时限，完成后验收销号"
)
OWN_WORK = HouseRule("D13", "责任部门不得验收本部门的任务")
OF_THE_YEAR = HouseRule("（计划年度）", "任务的完成时限不早于计划年度；跨年度的任务写明实际完成时限")
KIND = Task.plan_kind


@rule(OWN_WORK, needs_form=True)
def the_lead_office_does_not_check_itself(view: CaseView, event: Event) -> str | None:
    """Who checks is neither of the lead office nor the owner nor the leader in charge."""
    checker = event.form["verified_by"]
    entry = view.roster.get(("staff", checker))
    same_office = entry is not None and entry.record.get("department") == view.record.get("lead_office")
    if checker in (view.record.get("owner"), view.record.get("leader")) or same_office:
        return "牵头科室、责任人和牵头领导不得验收本科室的任务，请由其他科室的人员验收。"
    return None


@rule(OF_THE_YEAR, needs_form=True)
def it_is_not_due_before_its_year(_view: CaseView, event: Event) -> str | None:
    """A task of a yearly plan falls due in that year, or later if it takes longer."""
    early = date.fromisoformat(event.form["due"]).year < event.form["year"]
    return "完成时限早于计划年度，请核对年度和完成时限。" if early else None


class WorkPlan(TaskList):
    """A task of a yearly plan, with goal, leader, office and day: done, checked by others, struck off.

    When it is assigned its day may be moved, with the reason.
    """

    code = "work_plan"
    label = "年度工作计划与要点"
    group = "leadership"
    in_force = date(2019, 4, 15)
    title = "{task}"
    by = PLAN_KEEPER
    worker = OFFICE | OFFICER
    verifier = SUPERVISOR | JUSTICE_HEAD | DEPUTY_LAW
    closer = DEPUTY_LAW | DIRECTOR
    basis = PLANNED
    item = Task
    assign = Assignment
    submit = Submission
    verify = Check
    basis_at = table(verified=OWN_WORK)
    needs_at = table(
        added=(it_is_not_due_before_its_year,), verified=(the_lead_office_does_not_check_itself,)
    )
    opens_at = table(
        assigned=(
            Opens("assigned_task", "交办督办"),
            Opens("publicity_event", "安排普法活动"),
            Opens("study_plan", "制定学法计划"),
            Opens("inspection", "安排行政检查"),
        ),
        closed=(Opens("assessment", "列入考核"),),
    )
    papers = table(
        added=(
            Document("key_points", "法治建设工作要点", when=KIND.is_("law_work")),
            Document("publicity_plan", "普法工作计划", when=KIND.is_("publicity")),
            Document("inspection_plan", "年度检查计划", when=KIND.is_("inspection")),
        ),
        assigned=(Document("breakdown", "任务分解表"),),
        closed=(Document("notice", "完成情况通报"),),
    )

    finish = Limit(
        label="按期完成任务",
        due=Task.due,
        basis=PLANNED,
        since=usual("added"),
        until=(usual("closed"),),
    )

    indicators = (
        figure(
            "plan.tasks",
            Count("added", where=KIND.is_("law_work")),
            by=(Task.level,),
            definition="本期列入法治建设工作要点的任务，一项任务计一项，以列入日期计。",
        ),
        figure(
            "plan.tasks_done",
            Count("closed", where=KIND.is_("law_work")),
            by=(Task.level,),
            definition="本期经验收销号的法治建设工作要点任务。",
        ),
        figure("plan.completion_rate", definition="本期完成的年度法治工作任务占本期列入任务之比。"),
        *of_each(
            KIND,
            Count("added"),
            {"business_environment": "plan.business_tasks"},
            by=(Task.level,),
            definition="本期列入{}的任务。",
        ),
        *of_each(
            KIND,
            Count("added"),
            {"inspection": "inspection.plans"},
            definition="本期列入{}的检查计划，一条计划计一条。",
        ),
        figure(
            "building.target_area",
            Sum("added", of=Task.target, where=KIND.is_("removal")),
            definition="本期列入拆违工作计划的目标面积之和。",
        ),
    )
