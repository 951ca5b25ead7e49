"""年度述法, told as cases."""

import pytest

from fazhi.procedures.leadership.duty_report import Assessment, DutyReport
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

DRAFT = (
    "2026-01-05 drafted 沈若谷/director reporter=沈若谷 year=2025 post_level=principal post_title=办事处主任"
    " unit=990101001-3 duties_text=部署督办 study_text=学法六次 decisions_text=依法决策 shortcomings=培训不足"
    " next_steps=加强培训"
)
SUBMITTED = f"{DRAFT}\n2026-01-08 submitted 沈若谷/director"
REVIEWED = (
    f"{SUBMITTED}\n2026-01-09 reviewed 楚怀瑾/justice_head review_note=属实 checked_against_records=agrees"
)
STATED = f"{REVIEWED}\n2026-01-15 stated 许见山/doc_officer form=onsite meeting_name=述法会"
ASSESSED = (
    f"{STATED}\n2026-01-16 assessed 许见山/doc_officer ballots=20 excellent=15 good=4 fair=1 poor=0"
    " grade=excellent"
)
FILED = f"{ASSESSED}\n2026-01-20 filed 许见山/doc_officer told_on=2026-01-20 used_for=列入年度述职"


@pytest.mark.parametrize("step", DutyReport.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_a_report_goes_from_draft_to_file():
    assert view(REVIEWED, DutyReport).stage.label == "待述法"
    assert view(STATED, DutyReport).stage.label == "待评议"
    assert view(FILED, DutyReport).stage.final


def test_a_report_tells_of_the_study_and_use_of_law():
    tried = attempt(view("", DutyReport), DRAFT.replace(" study_text=学法六次", ""))

    [found] = tried.refusals
    assert (found.field, found.basis) == ("study_text", "《法治宣传教育法》第三十八条")


@pytest.mark.parametrize("year", [2024, 2027])
def test_a_report_is_about_this_year_or_the_last(year):
    tried = attempt(view("", DutyReport), DRAFT.replace("year=2025", f"year={year}"))

    assert attempt(view("", DutyReport), DRAFT.replace("year=2025", "year=2026")).refusals == ()
    assert refusal(tried, "rule-not-met").basis == "内部管理规则（述法年度）"


def test_a_head_reports_once_a_year():
    there = linked("duty_report", reporter="沈若谷", year=2025)

    assert "there-already" in codes(attempt(view("", DutyReport, twins=(there,)), DRAFT))


def test_who_reports_does_not_review_or_rate_the_report():
    review = "2026-01-09 reviewed 沈若谷/secretary review_note=属实 checked_against_records=agrees"
    rate = "2026-01-16 assessed 沈若谷/director ballots=20 excellent=20 good=0 fair=0 poor=0 grade=excellent"

    tried = attempt(view(SUBMITTED, DutyReport), review)
    assert {(one.code, one.basis) for one in tried.refusals} == {("same-hand", "内部管理规则（述法评议）")}
    assert "same-hand" in codes(attempt(view(STATED, DutyReport), rate))


def test_what_was_sent_back_is_submitted_again_with_what_was_changed():
    back = f"{SUBMITTED}\n2026-01-09 returned 楚怀瑾/justice_head return_reason=与纪实不符"
    case = view(back, DutyReport)

    assert attempt(case, "2026-01-10 submitted 沈若谷/director revision=已更正").refusals == ()


def test_a_report_given_on_site_names_its_meeting():
    tried = attempt(view(REVIEWED, DutyReport), "2026-01-15 stated 许见山/doc_officer form=onsite")

    assert [one.field for one in tried.refusals] == ["meeting_name"]
    written = attempt(view(REVIEWED, DutyReport), "2026-01-15 stated 许见山/doc_officer form=written")
    assert written.refusals == ()


def test_the_meeting_referred_to_was_held():
    line = "2026-01-15 stated 许见山/doc_officer form=onsite meeting_name=述法会 meeting=990101001-9"
    to_come = {"990101001-9": linked("leadership_meeting", steps=("planned",))}
    held = {"990101001-9": linked("leadership_meeting", steps=("planned", "held"))}

    tried = attempt(view(REVIEWED, DutyReport, refs=to_come), line)
    assert refusal(tried, "rule-not-met").basis == "内部管理规则（年度述法）"
    assert attempt(view(REVIEWED, DutyReport, refs=held), line).refusals == ()


def test_there_are_no_more_votes_than_ballots():
    found = Assessment.read(
        {"ballots": 3, "excellent": 2, "good": 1, "fair": 1, "poor": 0, "grade": "excellent"}
    )

    assert "共4票" in found.problems[0].message


def test_who_reported_is_counted_once_by_way_and_level_and_the_unit_once():
    assert posted(STATED, DutyReport) == {
        "duty_report.persons": 1,
        "duty_report.onsite": 1,
        "duty_report.units": 1,
    }
    found = {one.indicator: one for one in postings(STATED, DutyReport)}
    assert found["duty_report.persons"].slices == {"form": "onsite", "post_level": "principal"}
    assert found["duty_report.units"].key == "unit:990101001-3"
    assert found["duty_report.units"].slices == {"form": "onsite"}


def test_a_written_report_is_not_one_on_site():
    written = STATED.replace("form=onsite meeting_name=述法会", "form=written")

    assert set(posted(written, DutyReport)) == {"duty_report.persons", "duty_report.units"}
