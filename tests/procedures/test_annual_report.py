"""法治政府建设年度报告, told as the case it is."""

from datetime import date

import pytest

from fazhi.procedures.statement.annual_report import AnnualReport
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, refusal, view

DIGEST = "ab" * 32
OPENED = "2025-11-20 opened 楚怀瑾/justice_head year=2025 year_end=2025-12-31 figures_until=2025-12-31"
DRAFTED = f"{OPENED}\n2026-01-20 drafted 楚怀瑾/justice_head draft_digest={DIGEST}"
REVIEWED = f"{DRAFTED}\n2026-01-26 reviewed 梁以宁 review_opinion=同意"
APPROVED = f"{REVIEWED}\n2026-02-02 approved 顾云舟 approval_opinion=同意"
SIGNED = f"{APPROVED}\n2026-02-03 signed 沈若谷 statement_digest={DIGEST} filed=yes"
SENT = f"{SIGNED}\n2026-02-05 sent 楚怀瑾/justice_head sent_to=区委区政府"
PUBLISH = "2026-02-10 published 叶初晴 secrecy_checked_by={} cleared={} channels=[website]"


@pytest.mark.parametrize("step", AnnualReport.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_the_two_days_show_from_the_opening_before_the_year_is_over():
    send, publish = view(OPENED, AnnualReport).clocks

    assert (send.limit.code, send.last_day) == ("AN-01", date(2026, 2, 28))
    assert (publish.limit.code, publish.last_day) == ("AN-02", date(2026, 3, 31))
    assert str(send.limit.rests_on).endswith("第二十三条")
    assert str(publish.limit.rests_on).endswith("第二十四条")


def test_a_report_opened_late_is_due_on_the_same_days_which_rest_days_do_not_move():
    late = view(OPENED.replace("2025-11-20", "2026-03-02"), AnnualReport)

    assert late.clock("send").last_day == date(2026, 2, 28)  # a Saturday
    assert date(2026, 2, 28).weekday() == 5


def test_a_leap_year_has_one_day_more():
    assert view("2027-12-01 opened 楚怀瑾/justice_head year=2027 year_end=2027-12-31", AnnualReport).clock(
        "send"
    ).last_day == date(2028, 2, 29)


def test_the_end_of_the_year_follows_from_the_year():
    tried = attempt(view("", AnnualReport), "2025-11-20 opened 楚怀瑾/justice_head year=2025")

    assert tried.refusals == ()
    assert tried.event.form["year_end"] == tried.event.form["figures_until"] == "2025-12-31"
    wrong = attempt(
        view("", AnnualReport), "2025-11-20 opened 楚怀瑾/justice_head year=2025 year_end=2025-11-30"
    )
    assert codes(wrong) == {"field-invalid"}


def test_a_year_that_has_not_begun_is_not_reported_on():
    tried = attempt(view("", AnnualReport), "2025-11-20 opened 楚怀瑾/justice_head year=2026")

    assert codes(tried) == {"rule-not-met"}


def test_an_organ_has_one_report_a_year_even_when_it_is_published():
    twin = linked("annual_report", final=True, year=2025)

    found = refusal(attempt(view("", AnnualReport, twins=(twin,)), OPENED), "there-already")

    assert found.field == "year"


def test_it_is_drafted_reviewed_approved_and_signed_in_that_order():
    case = view(OPENED, AnnualReport)

    for step in ("reviewed", "approved", "signed", "sent", "published"):
        assert "out-of-turn" in codes(attempt(case, f"2026-01-20 {step} 某人"))
    assert view(SIGNED, AnnualReport).stage.label == "待报送"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (DRAFTED, "2026-01-26 reviewed 楚怀瑾/deputy_law review_opinion=同意"),
        (REVIEWED, "2026-02-02 approved 楚怀瑾/secretary approval_opinion=同意"),
        (REVIEWED, "2026-02-02 approved 梁以宁/secretary approval_opinion=同意"),
        (APPROVED, f"2026-02-03 signed 楚怀瑾/director statement_digest={DIGEST}"),
        (APPROVED, f"2026-02-03 signed 梁以宁/director statement_digest={DIGEST}"),
        (APPROVED, f"2026-02-03 signed 顾云舟/director statement_digest={DIGEST}"),
    ],
)
def test_no_hand_does_two_of_drafting_reviewing_approving_and_signing(text, line):
    found = refusal(attempt(view(text, AnnualReport), line), "same-hand")

    assert found.basis == "内部管理规则D12"


def test_each_of_them_is_a_post_of_its_own():
    posts = {step.name: step.by.posts for step in AnnualReport.parts.steps}

    assert posts["drafted"] == ("justice_head", "office_head")
    assert posts["reviewed"] == ("deputy_law",)
    assert posts["approved"] == ("secretary",)
    assert posts["signed"] == ("director",)


def test_it_is_signed_by_its_digest_and_is_then_filed():
    case = view(APPROVED, AnnualReport)

    bare = attempt(case, "2026-02-03 signed 沈若谷")
    signed = attempt(case, f"2026-02-03 signed 沈若谷 statement_digest={DIGEST}")

    assert [one.field for one in bare.refusals] == ["statement_digest"]
    assert signed.refusals == ()
    assert signed.event.form["filed"] == "yes"


@pytest.mark.parametrize("text", [DRAFTED, REVIEWED, APPROVED])
def test_until_it_is_signed_it_may_be_returned_to_be_drafted_anew(text):
    back = f"{text}\n2026-02-04 returned 顾云舟/secretary return_reason=补充不足"

    assert view(back, AnnualReport).stage is AnnualReport.drafting
    assert "out-of-turn" in codes(attempt(view(SIGNED, AnnualReport), "2026-02-04 returned 顾云舟/secretary"))


def test_nothing_secret_is_published_and_the_drafter_does_not_check_for_it():
    case = view(SENT, AnnualReport)

    secret = refusal(attempt(case, PUBLISH.format("苗若溪", "no")), "rule-not-met")
    own = refusal(attempt(case, PUBLISH.format("楚怀瑾", "yes")), "rule-not-met")

    assert secret.basis.endswith("第二十四条")
    assert own.basis == "内部管理规则D12"
    assert attempt(case, PUBLISH.format("苗若溪", "yes")).refusals == ()


def test_sent_and_published_in_time_both_limits_are_kept():
    done = view(f"{SENT}\n{PUBLISH.format('苗若溪', 'yes')}", AnnualReport)

    assert done.stage.final
    assert [clock.late for clock in done.clocks] == [False, False]
    late = view(SENT.replace("2026-02-05 sent", "2026-03-01 sent"), AnnualReport)
    assert late.clock("send").late
