"""学法考试, told as exams: the yearly one of the demo street is 55 of 55."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core import formula
from fazhi.procedures.study.law_exam import LawExam
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

PLANNED = (
    "2025-11-03 planned 段星野 subject=年度学法考试 exam_kind=yearly platform=provincial scope=全体工作人员"
    " planned_for=2025-12-05 required=55 paper_author=段星野 full_mark=100 pass_mark=60"
)
HELD = f"{PLANNED}\n2025-12-05 held 段星野 participants=55 completed=55"
RECORDED = (
    f"{HELD}\n2025-12-08 recorded 裴南乔/office_head passed=55 excellent=41 score_total=5126"
    " highest=100 lowest=74"
)


@pytest.mark.parametrize("step", LawExam.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_no_exam_without_a_roster_of_those_who_are_due():
    assert "out-of-turn" in codes(attempt(view("", LawExam), "2025-12-05 held 段星野 participants=55"))


def test_the_day_of_the_exam_is_due():
    assert view(PLANNED, LawExam).clock("hold_in_time").last_day == date(2025, 12, 5)


@pytest.mark.parametrize(
    "line",
    [
        "2025-12-05 held 段星野 participants=56",
        "2025-12-05 held 段星野 participants=55 completed=56",
    ],
)
def test_no_more_sit_an_exam_than_are_due(line):
    assert codes(attempt(view(PLANNED, LawExam), line)) == {"field-invalid"}


@pytest.mark.parametrize("wrong", ["passed=56", "passed=40 excellent=41", "passed=55 lowest=80 highest=74"])
def test_results_agree_with_one_another(wrong):
    tried = attempt(view(HELD, LawExam), f"2025-12-08 recorded 裴南乔/office_head {wrong}")

    assert codes(tried) == {"field-invalid"}


def test_who_set_the_paper_does_not_enter_the_scores():
    found = refusal(attempt(view(HELD, LawExam), "2025-12-08 recorded 段星野 passed=55"), "rule-not-met")

    assert found.basis == "内部管理规则D19"
    assert attempt(view(HELD, LawExam), "2025-12-08 recorded 裴南乔/office_head passed=55").refusals == ()


def test_scores_of_persons_are_sealed():
    [scores] = [one for one in LawExam.step("recorded").form.fields if one.name == "scores"]

    assert {one.name for one in scores.form.fields if one.sealed} == {"examinee", "score"}


def test_a_makeup_exam_says_for_how_many():
    tried = attempt(
        view(HELD, LawExam), "2025-12-08 recorded 裴南乔/office_head passed=53 makeup_on=2025-12-20"
    )

    assert [one.field for one in tried.refusals] == ["makeup_people"]


def test_each_step_posts_its_own_numbers_by_kind():
    assert posted(PLANNED, LawExam) == {"exam.required": 55}
    assert posted(HELD, LawExam) == {"exam.sessions": 1, "exam.participants": 55, "exam.completed": 55}
    assert posted(RECORDED, LawExam) == {"exam.passed": 55, "exam.excellent": 41, "exam.score_total": 5126}
    for text in (PLANNED, HELD, RECORDED):
        assert {one.slices["exam_kind"] for one in postings(text, LawExam)} == {"yearly"}


def test_exams_before_an_appointment_and_spot_tests_are_counted_apart():
    before = posted(HELD.replace("yearly", "pre_appointment"), LawExam)
    spot = posted(HELD.replace("yearly", "spot_test"), LawExam)

    assert (before["exam.pre_appointment_sessions"], before["exam.pre_appointment_persons"]) == (1, 55)
    assert spot["exam.spot_test_participants"] == 55


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("exam.participation_rate", Decimal(1)),
        ("exam.completion_rate", Decimal(1)),
        ("exam.pass_rate", Decimal(1)),
        ("exam.excellent_rate", Decimal(41) / 55),
        ("exam.average_score", Decimal(5126) / 55),
    ],
)
def test_rates_are_of_those_due_or_of_those_who_sat_it(code, value):
    whole = {**posted(PLANNED, LawExam), **posted(HELD, LawExam), **posted(RECORDED, LawExam)}

    class Books:
        def value(self, code, *_):
            return whole[code]

    [rate] = [one for one in LawExam.indicators if one.code == code]

    assert formula.read(rate.formula).evaluate(Books()) == value
