"""第一责任人履职纪实, told as acts."""

from datetime import date

import pytest

from fazhi.procedures.leadership.leader_act import ACT_KINDS, LeaderAct
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, view

ACT = (
    "2025-03-12 recorded 许见山/doc_officer person=顾云舟 head_post=secretary act_kind={}"
    " matter=物业纠纷多发 content=现场协调"
)
INTERFERED = (
    "2025-05-06 interference_recorded {}/discipline_head matter=过问在审案件 involved=姜望舒"
    " handling_body=区法院 facts=来电过问"
)
COUNTED_APART = {
    "issue_resolved": "leader.issues_resolved",
    "lecture": "leader.lectures",
    "sign": "leader.documents_signed",
    "research": "leader.research_topics",
}


@pytest.mark.parametrize("step", LeaderAct.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_an_act_rests_on_the_four_things_a_head_does_in_person():
    basis = LeaderAct.step("recorded").basis

    assert str(basis) == "《党政主要负责人履行推进法治建设第一责任人职责规定》第四条"
    assert {"deploy", "inquire", "coordinate", "supervise"} <= set(ACT_KINDS)


@pytest.mark.parametrize("kind", ["deploy", "inquire", "coordinate", "supervise"])
def test_an_act_is_told_in_one_entry_as_it_happens(kind):
    assert attempt(view("", LeaderAct), ACT.format(kind)).refusals == ()
    assert view(ACT.format(kind), LeaderAct).stage.final


def test_an_act_to_come_is_not_recorded():
    tried = attempt(view("", LeaderAct), ACT.format("deploy"), today=date(2025, 3, 11))

    assert "in-the-future" in codes(tried)


def test_a_problem_that_was_solved_says_how():
    tried = attempt(view("", LeaderAct), ACT.format("issue_resolved"))

    assert [one.field for one in tried.refusals] == ["resolution"]
    assert attempt(view("", LeaderAct), f"{ACT.format('issue_resolved')} resolution=已化解").refusals == ()


def test_an_act_counts_by_kind_and_person():
    [one] = postings(ACT.format("deploy"), LeaderAct)

    assert (one.indicator, one.amount) == ("leader.acts", 1)
    assert one.slices == {"act_kind": "deploy", "person": "顾云舟"}


@pytest.mark.parametrize(("kind", "counted"), COUNTED_APART.items())
def test_some_kinds_of_acts_are_counted_apart_too(kind, counted):
    assert posted(ACT.format(kind), LeaderAct) == {"leader.acts": 1, counted: 1}


def test_lectures_are_told_by_who_gave_them():
    slices = {one.indicator: one.slices for one in postings(ACT.format("lecture"), LeaderAct)}

    assert slices["leader.lectures"] == {"person": "顾云舟"}


def test_interference_is_no_act_of_duty():
    assert posted(INTERFERED.format("尹听澜"), LeaderAct) == {"leader.judicial_interference": 1}


def test_interference_is_recorded_by_the_discipline_office_alone():
    empty = view("", LeaderAct)

    assert attempt(empty, INTERFERED.format("尹听澜")).refusals == ()
    by_office = INTERFERED.format("许见山").replace("discipline_head", "doc_officer")
    assert "wrong-post" in codes(attempt(empty, by_office))


def test_who_interfered_is_named_under_seal():
    sealed = {field.name for field in LeaderAct.step("interference_recorded").form.sealed_fields}

    assert sealed == {"involved", "facts"}
