"""年度工作计划与要点 — annual plans and key tasks."""

from datetime import date

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import TaskList, table, usual
from fazhi.core.procedure import Count, Document, Limit, Opens, Sum, rule
from fazhi.law import HouseRule, figure
from fazhi.law.roles import DEPUTY_LAW, DIRECTOR, JUSTICE_HEAD, OFFICE, OFFICER, PLAN_KEEPER, SUPERVISOR

PLANS = ask.codes("""
    law_work 法治建设工作要点, publicity 普法工作计划, business_environment 优化营商环境工作计划,
    inspection 年度行政检查计划, removal 拆违工作计划, study 学法培训计划, other 其他年度计划
""")


class Task(ask.Form):
    """任务分解表"""

    task = ask.Title("工作任务")
    plan_kind = ask.Code("计划类别", PLANS, short=True)
    year = ask.Number("计划年度", min=2000, unit="年", short=True)
    level = ask.Code("任务层级", "key 重点任务, reform 改革任务, regular 常规任务")
    goal = ask.Text("工作目标", max=500, help="写明做到什么程度、可以检验")
    target = ask.Quantity("拆违目标面积", unit="平方米", needed_when=plan_kind.is_("removal"))
    leader = ask.Person("牵头领导")
    lead_office = ask.Ref("牵头科室", "org_unit")
    partners = ask.Text("配合单位", max=200, required=False)
    due = ask.Day("完成时限")


def _a_day_moved_has_its_reason(values: ask.Values, _record: ask.Values) -> str | None:
    moved = values.get("due") and not values.get("due_reason")
    return "已填写调整后的完成时限，请写明调整时限的原因。" if moved else None


class Assignment(ask.Form):
    """任务交办"""

    owner = ask.Person("责任人")
    measures = ask.Text("工作措施", max=500, required=False)
    due = ask.Day("调整后的完成时限", required=False, help="不调整的不填")
    due_reason = ask.Text("调整时限的原因", max=300, required=False, help="调整完成时限的必须写明")
    checks = (_a_day_moved_has_its_reason,)


Submission = ask.form(
    "完成情况", done_text=ask.Long("完成情况"), evidence=ask.Files("佐证材料", required=False)
)
Check = ask.form(
    "验收意见",
    verified_by=ask.Person("验收人", acting=True, roster="staff"),
    verified_how=ask.Code("验收方式", "papers 查阅材料, site 现场核查"),
    verified_note=ask.Text("验收意见", max=300),
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

    label = "年度工作计划与要点"
    since = "2019-04-15"
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
    needs_at = table(added=it_is_not_due_before_its_year, verified=the_lead_office_does_not_check_itself)
    opens_at = table(
        assigned=(
            Opens("assigned_task", "交办督办"),
            Opens("publicity_event", "安排普法活动"),
            Opens("study_plan", "制定学法计划"),
            Opens("inspection", "安排行政检查"),
        ),
        closed=Opens("assessment", "列入考核"),
    )
    papers = table(
        added=(
            Document("key_points", "法治建设工作要点", when=KIND.is_("law_work")),
            Document("publicity_plan", "普法工作计划", when=KIND.is_("publicity")),
            Document("inspection_plan", "年度检查计划", when=KIND.is_("inspection")),
        ),
        assigned="breakdown 任务分解表",
        closed="notice 完成情况通报",
    )

    finish = Limit("完成年度任务", Task.due, usual("added") >> usual("closed"), basis=PLANNED)

    indicators = (
        figure("plan.tasks", Count("added", KIND.is_("law_work")), by=Task.level),
        figure("plan.tasks_done", Count("closed", KIND.is_("law_work")), by=Task.level),
        figure("plan.completion_rate"),
        figure("plan.business_tasks", Count("added", KIND.is_("business_environment")), by=Task.level),
        figure("inspection.plans", Count("added", KIND.is_("inspection"))),
        figure("building.target_area", Sum("added", Task.target, where=KIND.is_("removal"))),
    )
