"""人民调解员, told as entries."""

from datetime import date

import pytest

from fazhi.procedures.mediation.mediator import MediatorRegister
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

FACTS = "sex=female phone=10012345678 employment=full_time post=mediator chosen_by=hired fit=yes"
ENROLLED = f"2025-01-02 enrolled 樊清欢 person=万和平 {FACTS} term_from=2025-01-01 term_ends=2027-12-31"


@pytest.mark.parametrize("step", MediatorRegister.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_who_does_not_meet_the_conditions_does_not_become_a_mediator():
    tried = attempt(
        view("", MediatorRegister), ENROLLED.replace("fit=yes", "fit=no"), form={"name": "万和平"}
    )

    assert refusal(tried, "rule-not-met").basis == "《人民调解法》第十四条第一款"


def test_personal_data_of_a_mediator_is_sealed():
    sealed = {name for name, field in MediatorRegister.fields().items() if field.sealed}

    assert {"name", "sex", "birth", "id_no", "phone", "ethnicity", "political_status"} <= sealed


def test_a_person_stands_in_the_register_once():
    twin = linked("mediator", person="万和平")

    assert "there-already" in codes(attempt(view("", MediatorRegister, twins=(twin,)), ENROLLED))


def test_nobody_grants_themselves_an_allowance():
    case = view(ENROLLED, MediatorRegister)
    line = "2025-06-30 changed {} event=allowance allowance=800.00 allowance_for=第二季度以案定补"

    found = refusal(attempt(case, line.format("万和平/mediation_guide")), "rule-not-met")

    assert found.basis == "内部管理规则D20"
    assert attempt(case, line.format("樊清欢/mediation_guide")).refusals == ()


def test_a_grade_comes_with_its_reasons_and_a_dismissal_with_its_cause():
    case = view(ENROLLED, MediatorRegister)

    graded = attempt(case, "2025-06-30 changed 樊清欢 event=graded")
    dismissed = attempt(case, "2025-06-30 ended 樊清欢 reason=dismissed")

    assert [one.field for one in graded.refusals] == ["grade", "grading_note"]
    assert [one.field for one in dismissed.refusals] == ["misconduct"]
    assert {one.basis for one in dismissed.refusals} == {"《人民调解法》第十五条"}


def test_a_term_is_due_until_it_is_renewed():
    [clock] = view(ENROLLED, MediatorRegister).clocks
    renewed = f"{ENROLLED}\n2027-12-20 changed 樊清欢 event=reappointed term_ends=2030-12-31"

    assert clock.last_day == date(2027, 12, 31)
    assert view(renewed, MediatorRegister).clocks[0].last_day == date(2030, 12, 31)


def test_mediators_are_counted_by_employment_and_the_full_time_ones_apart():
    assert posted(ENROLLED, MediatorRegister) == {
        "mediator.count": 1,
        "mediator.fulltime": 1,
        "mediator.fulltime_added": 1,
    }
    assert postings(ENROLLED, MediatorRegister)[0].slices == {"employment": "full_time"}
    part_time = ENROLLED.replace("full_time", "part_time")
    assert posted(part_time, MediatorRegister) == {"mediator.count": 1}


def test_who_becomes_full_time_later_raises_the_stock_but_is_not_added_anew():
    part_time = ENROLLED.replace("full_time", "part_time")
    moved = f"{part_time}\n2025-06-30 changed 樊清欢 event=transferred employment=full_time"

    assert posted(moved, MediatorRegister) == {"mediator.count": 0, "mediator.fulltime": 1}
    assert posted(f"{moved}\n2025-12-31 ended 樊清欢 reason=resigned", MediatorRegister) == {
        "mediator.count": -1,
        "mediator.fulltime": -1,
    }
