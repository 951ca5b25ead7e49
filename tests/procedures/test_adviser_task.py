"""法律顾问办理事项, told as events."""

from datetime import date

import pytest

from fazhi.core.case import Light
from fazhi.procedures.review.adviser_task import AdviserTask
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

REQUESTED = (
    "2025-03-03 requested 桑子墨 subject=租赁合同解除 task_kind=consultation office=城管建设办"
    " wanted_by=2025-03-10 written=no"
)
ASSIGNED = f"{REQUESTED}\n2025-03-04 assigned 司云帆 lawyer=祁衡川 no_conflict=yes"
ANSWERED = f"{ASSIGNED}\n2025-03-07 answered 祁衡川 result=oral"
WRITTEN = ANSWERED.replace("written=no", "written=yes")
ISSUED = f"{WRITTEN}\n2025-03-10 issued 祁衡川 legal_grounds=民法典 law_firm=拟州衡川律师事务所"
ADOPTED = f"{ANSWERED}\n2025-03-11 adopted 桑子墨 adopted_how=full"


@pytest.mark.parametrize("step", AdviserTask.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert [quote_stands(basis) for basis in (step.basis, *step.cites)].count(False) == 0
    assert step.basis.quote


def test_nobody_with_a_conflict_of_interest_is_asked():
    tried = attempt(view(REQUESTED, AdviserTask), "2025-03-04 assigned 司云帆 lawyer=祁衡川 no_conflict=no")

    assert refusal(tried, "rule-not-met").basis == "内部管理规则顾问3"


def test_only_the_adviser_who_was_asked_answers():
    case = view(ASSIGNED, AdviserTask)

    assert attempt(case, "2025-03-07 answered 祁衡川 result=oral answer=可以解除").refusals == ()
    another = attempt(case, "2025-03-07 answered 左明谦 result=oral answer=可以解除")
    assert refusal(another, "rule-not-met").basis == "内部管理规则顾问2"
    assert "wrong-post" in codes(attempt(case, "2025-03-07 answered 桑子墨/office_head result=oral"))


def test_it_may_be_assigned_to_another_who_then_answers():
    case = view(f"{ASSIGNED}\n2025-03-05 assigned 司云帆 lawyer=左明谦 no_conflict=yes", AdviserTask)

    assert attempt(case, "2025-03-07 answered 左明谦 result=oral answer=可以解除").refusals == ()


def test_a_written_opinion_that_was_wanted_comes_before_it_is_heeded_or_closed():
    for line in ("2025-03-11 adopted 桑子墨 adopted_how=full", "2025-03-11 closed 桑子墨"):
        tried = attempt(view(WRITTEN, AdviserTask), line)
        assert refusal(tried, "rule-not-met").basis == "内部管理规则顾问6"
        assert attempt(view(ISSUED, AdviserTask), line).refusals == ()


def test_what_is_not_adopted_needs_a_reason():
    tried = attempt(view(ANSWERED, AdviserTask), "2025-03-11 adopted 桑子墨 adopted_how=none")

    assert refusal(tried, "field-missing").field == "not_adopted_why"


def test_an_adviser_does_not_rate_the_own_answer():
    tried = attempt(view(ADOPTED, AdviserTask), "2025-03-12 rated 祁衡川 rating=5")

    assert "same-hand" in codes(tried)
    assert attempt(view(ADOPTED, AdviserTask), "2025-03-12 rated 桑子墨 rating=5").refusals == ()


def test_an_answer_is_due_on_the_day_asked_for_as_a_rule():
    case = view(ASSIGNED, AdviserTask)

    assert case.clock("answer_in_time").last_day == date(2025, 3, 10)
    assert case.clock("answer_in_time").light(date(2025, 3, 11), 3) is Light.OVERDUE
    assert view(ASSIGNED.replace(" wanted_by=2025-03-10", ""), AdviserTask).clocks == ()


@pytest.mark.parametrize(
    ("kind", "counted"),
    [
        ("consultation", "adviser.consultations"),
        ("revision", "adviser.documents_revised"),
        ("meeting", "adviser.meetings"),
        ("decision", "adviser.decisions_joined"),
        ("dispute", "adviser.disputes_assisted"),
    ],
)
def test_an_answer_counts_as_a_task_and_by_its_kind(kind, counted):
    told = ANSWERED.replace("task_kind=consultation", f"task_kind={kind}")

    assert posted(told, AdviserTask) == {"adviser.tasks": 1, counted: 1}
    assert postings(told, AdviserTask)[0].slices == {"task_kind": kind}


def test_a_written_opinion_counts_when_it_is_issued():
    assert posted(ISSUED, AdviserTask) == {"adviser.opinions": 1}
    assert postings(ISSUED, AdviserTask)[0].slices == {"task_kind": "consultation"}
