"""执法巡查与专项行动, told as events."""

from datetime import date

import pytest

from fazhi.procedures.enforcement.enforcement_operation import EnforcementOperation
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

ABOUT = "subject=夜间巡查 operation_kind=patrol area=990101001001"
HELD = f"2025-06-06 held 殷小寒 {ABOUT} team=一班 leader=殷小寒 from_at=2025-06-06T19:00"
RECORD = "2025-06-07 recorded 殷小寒 officers=4 finds=5 persuasions=3 corrected=2 cases=1"


def of_kind(kind, more=""):
    return HELD.replace("operation_kind=patrol", f"operation_kind={kind} {more}")


@pytest.mark.parametrize("step", EnforcementOperation.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_a_patrol_goes_out_without_a_plan_and_is_then_recorded():
    assert attempt(view("", EnforcementOperation), HELD).refusals == ()
    assert attempt(view(HELD, EnforcementOperation), RECORD).refusals == ()


def test_a_planned_campaign_goes_out_on_its_day():
    planned = (
        "2025-05-20 planned 殷小寒 subject=清查 operation_kind=campaign campaign=gas planned_for=2025-06-06"
    )

    assert view(planned, EnforcementOperation).clock("hold_in_time").last_day == date(2025, 6, 6)


@pytest.mark.parametrize(
    ("kind", "fields"), [("joint", {"campaign", "partners"}), ("campaign", {"campaign"}), ("station", set())]
)
def test_a_campaign_names_its_aim_and_a_joint_operation_its_partners_too(kind, fields):
    tried = attempt(view("", EnforcementOperation), of_kind(kind))

    assert {one.field for one in tried.refusals} == fields


def test_no_more_is_put_right_or_passed_on_than_was_found():
    tried = attempt(view(HELD, EnforcementOperation), RECORD.replace("finds=5", "finds=2"))

    assert "超过发现问题2件" in refusal(tried, "field-invalid").message


def test_what_was_opened_from_it_stands_in_its_record():
    links = (linked("penalty", stage="filing"), linked("inspection", case="990101001-8"))

    tried = attempt(view(HELD, EnforcementOperation, links=links), RECORD)

    assert refusal(tried, "rule-not-met").basis == "内部管理规则巡查1"
    enough = RECORD.replace("cases=1", "cases=2")
    assert attempt(view(HELD, EnforcementOperation, links=links), enough).refusals == ()


def test_an_operation_that_is_over_cannot_be_recorded_again():
    assert "out-of-turn" in codes(attempt(view(f"{HELD}\n{RECORD}", EnforcementOperation), RECORD))


@pytest.mark.parametrize(
    ("told", "counted", "slices"),
    [
        (HELD, "operation.patrols", {"area": "990101001001"}),
        (of_kind("joint", "partners=派出所 campaign=noise"), "operation.joint", {"campaign": "noise"}),
        (of_kind("campaign", "campaign=gas"), "operation.campaigns", {"campaign": "gas"}),
    ],
)
def test_an_operation_counts_when_it_goes_out_and_by_its_kind(told, counted, slices):
    assert posted(told, EnforcementOperation) == {"operation.count": 1, counted: 1}
    assert next(one for one in postings(told, EnforcementOperation) if one.indicator == counted).slices == (
        slices
    )


def test_officers_count_as_often_as_they_go_out():
    [persons] = postings(f"{HELD}\n{RECORD}", EnforcementOperation)

    assert (persons.indicator, persons.amount) == ("operation.persons", 4)
    assert persons.slices == {"operation_kind": "patrol"}
