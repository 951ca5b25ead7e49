"""年度工作计划与要点, told as tasks."""

from datetime import date

import pytest

from fazhi.procedures.leadership.work_plan import WorkPlan
from journal_text import attempt, codes, linked, posted, postings, refusal, view

TASK = (
    "2025-02-20 added 楚怀瑾/justice_head task=规范合同审查 plan_kind={} year=2025 level=key goal=应审尽审"
    " leader=梁以宁 lead_office=990101001-6 due=2025-06-30"
)
ADDED = TASK.format("law_work")
ASSIGNED = f"{ADDED}\n2025-02-24 assigned 楚怀瑾/justice_head owner=秦牧川"
SUBMITTED = f"{ASSIGNED}\n2025-05-08 submitted 秦牧川/office_head done_text=已建台账"
CHECK = "2025-05-12 verified {} verified_by={} verified_how=papers verified_note=属实"
VERIFIED = f"{SUBMITTED}\n{CHECK.format('孟长庚/supervisor', '孟长庚')}"
CLOSED = f"{VERIFIED}\n2025-05-14 closed 梁以宁/deputy_law"


@pytest.mark.parametrize("step", WorkPlan.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words(step):
    assert step.basis.quote


def test_a_task_has_goal_leader_office_and_day():
    tried = attempt(
        view("", WorkPlan),
        "2025-02-20 added 楚怀瑾/justice_head task=规范合同审查 plan_kind=law_work year=2025",
    )

    assert [one.field for one in tried.refusals] == ["level", "goal", "leader", "lead_office", "due"]
    assert attempt(view("", WorkPlan), ADDED).refusals == ()


def test_a_task_is_not_due_before_the_year_of_its_plan():
    found = refusal(attempt(view("", WorkPlan), ADDED.replace("2025-06-30", "2024-12-31")), "rule-not-met")

    assert found.basis == "内部管理规则（计划年度）"


def test_a_task_goes_from_the_list_to_striking_off():
    assert view(ASSIGNED, WorkPlan).stage.label == "办理中"
    assert view(CLOSED, WorkPlan).stage.final


def test_a_task_is_due_from_the_day_it_is_listed():
    assert view(ADDED, WorkPlan).clock("finish").last_day == date(2025, 6, 30)
    assert not view(CLOSED, WorkPlan).clock("finish").late
    assert view(CLOSED.replace("2025-05-14 closed", "2025-07-01 closed"), WorkPlan).clock("finish").late


def test_the_day_may_be_moved_with_its_reason():
    case = view(ADDED, WorkPlan)
    line = "2025-02-24 assigned 楚怀瑾/justice_head owner=秦牧川 due=2025-09-30"

    assert [one.message for one in attempt(case, line).refusals] == [
        "已填写调整后的完成时限，请写明调整时限的原因。"
    ]
    moved = view(f"{ADDED}\n{line} due_reason=预算调整", WorkPlan)
    assert moved.clock("finish").last_day == date(2025, 9, 30)
    assert moved.record["due"] == "2025-09-30"


@pytest.mark.parametrize("checker", ["秦牧川", "梁以宁"])
def test_neither_the_owner_nor_the_leader_in_charge_checks_the_task(checker):
    tried = attempt(view(SUBMITTED, WorkPlan), CHECK.format("孟长庚/supervisor", checker))

    assert refusal(tried, "rule-not-met").basis == "内部管理规则D13"


def test_nobody_of_the_lead_office_checks_the_task():
    own = {("staff", "左明谦"): linked("staff", person="左明谦", department="990101001-6")}
    other = {("staff", "左明谦"): linked("staff", person="左明谦", department="990101001-2")}
    line = CHECK.format("孟长庚/supervisor", "左明谦")

    tried = attempt(view(SUBMITTED, WorkPlan, roster=own), line)
    assert refusal(tried, "rule-not-met").basis == "内部管理规则D13"
    assert attempt(view(SUBMITTED, WorkPlan, roster=other), line).refusals == ()


def test_who_worked_on_it_neither_checks_nor_strikes_off():
    assert "same-hand" in codes(
        attempt(view(SUBMITTED, WorkPlan), CHECK.format("秦牧川/supervisor", "孟长庚"))
    )
    assert "same-hand" in codes(attempt(view(VERIFIED, WorkPlan), "2025-05-14 closed 秦牧川/deputy_law"))


def test_law_tasks_are_counted_by_level_when_listed_and_when_struck_off():
    assert posted(ADDED, WorkPlan) == {"plan.tasks": 1}
    assert posted(CLOSED, WorkPlan) == {"plan.tasks_done": 1}
    assert [one.slices for one in postings(CLOSED, WorkPlan)] == [{"level": "key"}]
    assert posted(VERIFIED, WorkPlan) == {}


def test_tasks_of_other_plans_are_counted_apart():
    assert posted(TASK.format("business_environment"), WorkPlan) == {"plan.business_tasks": 1}
    assert posted(TASK.format("inspection"), WorkPlan) == {"inspection.plans": 1}
    assert posted(TASK.format("publicity"), WorkPlan) == {}


def test_a_removal_plan_sums_its_target_area():
    lacking = attempt(view("", WorkPlan), TASK.format("removal"))

    assert [one.field for one in lacking.refusals] == ["target"]
    assert posted(f"{TASK.format('removal')} target=1200.50", WorkPlan) == {"building.target_area": 1200.5}


def test_the_completion_rate_divides_tasks_done_by_tasks():
    [rate] = [one for one in WorkPlan.indicators if one.kind == "rate"]

    assert (rate.code, rate.formula) == ("plan.completion_rate", "plan.tasks_done / plan.tasks")
