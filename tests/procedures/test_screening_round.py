"""矛盾纠纷排查轮次, told as cases."""

from datetime import date

import pytest

from fazhi.procedures.mediation.screening_round import ScreeningRound
from journal_text import attempt, codes, linked, postings, refusal, view

WEEK = (
    "name=第3周排查 round_kind=weekly organiser=community area=全社区"
    " period_from=2025-01-13 period_to=2025-01-17"
)
HELD = f"2025-01-17 held 周晓/grid_worker {WEEK} screeners=9"


def test_a_weekly_round_needs_no_plan():
    assert attempt(view("", ScreeningRound), f"{HELD} finds=2 nil_report=no").refusals == ()


def test_a_planned_round_is_due_on_its_day_and_says_only_what_it_found():
    spring = WEEK.replace("weekly", "pre_holiday")
    case = view(f"2025-01-13 planned 秦牧川/grid_manager {spring} planned_for=2025-01-24", ScreeningRound)

    assert case.clock("hold_in_time").last_day == date(2025, 1, 24)
    assert (
        attempt(case, "2025-01-24 held 秦牧川/grid_manager screeners=30 finds=7 nil_report=no").refusals == ()
    )


@pytest.mark.parametrize(("finds", "nil"), [(2, "yes"), (0, "no")])
def test_a_nil_report_and_finds_do_not_go_together(finds, nil):
    tried = attempt(view("", ScreeningRound), f"{HELD} finds={finds} nil_report={nil}")

    assert codes(tried) == {"field-invalid"}


def test_where_leads_of_the_round_are_registered_there_is_no_nil_report():
    case = view("", ScreeningRound, links=(linked("dispute"), linked("dispute", case="990101001-10")))

    found = refusal(attempt(case, f"{HELD} finds=0 nil_report=yes"), "rule-not-met")

    assert found.basis == "内部管理规则（零报告）"
    assert "2件" in found.message


def test_an_analysis_meeting_that_was_held_has_its_minutes():
    held = f"{HELD} finds=2 nil_report=no"

    met = attempt(
        view(held, ScreeningRound), "2025-01-31 recorded 秦牧川/grid_manager analysed=yes attendees=12"
    )
    not_met = attempt(view(held, ScreeningRound), "2025-01-31 recorded 秦牧川/grid_manager analysed=no")

    assert [one.field for one in met.refusals] == ["analysis"]
    assert not_met.refusals == ()


def test_a_round_counts_by_its_kind_even_if_it_found_nothing():
    [posting] = postings(f"{HELD} finds=0 nil_report=yes", ScreeningRound)

    assert (posting.indicator, posting.amount, posting.slices) == (
        "dispute.screening_rounds",
        1,
        {"round_kind": "weekly"},
    )


def test_a_round_that_was_held_makes_its_table_or_its_nil_report():
    papers = {one.code: one.when for one in ScreeningRound.step("held").documents}

    assert papers["finds"].met({"nil_report": "no"})
    assert papers["nil_report"].met({"nil_report": "yes"})
    assert not papers["finds"].met({"nil_report": "yes"})
