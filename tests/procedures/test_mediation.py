"""人民调解, told as cases."""

from datetime import date
from decimal import Decimal

from fazhi.core.ledger import post
from fazhi.procedures.mediation.mediation import Mediation
from journal_text import attempt, codes, events, refusal, view

REGISTERED = (
    """
    2025-03-03  registered  万和平  source=entrusted/police dispute_type=neighbour """
    """\
committee_kind=community people_involved=3 refused_by_a_party=no
"""
)
MEDIATING = (
    REGISTERED
    + """
    2025-03-04  accepted  万和平  mediators=[万和平] mediator_role=full_time mode=on_site rights_told=yes
"""
)
PERFORMING = (
    MEDIATING
    + """
    2025-03-20  settled  万和平  form=written amount=12000.00 performance=at_once
"""
)


def test_what_one_party_clearly_refuses_is_not_mediated():
    case = view(REGISTERED.replace("refused_by_a_party=no", "refused_by_a_party=yes"), Mediation)

    found = refusal(
        attempt(case, "2025-03-04 accepted 万和平 mediators=[万和平] rights_told=yes"), "rule-not-met"
    )

    assert found.basis == "《人民调解法》第十七条"


def test_parties_are_told_their_rights_before_mediation_begins():
    case = view(REGISTERED, Mediation)

    tried = attempt(
        case,
        "2025-03-04 accepted 万和平 mediators=[万和平] mediator_role=full_time mode=on_site rights_told=no",
    )

    assert refusal(tried, "rule-not-met").basis == "《人民调解法》第二十三条"


def test_an_agreement_before_acceptance_is_out_of_turn():
    assert "out-of-turn" in codes(attempt(view(REGISTERED, Mediation), "2025-03-04 settled 万和平"))


def test_one_month_runs_from_acceptance_and_a_last_day_on_a_holiday_moves():
    [clock] = view(MEDIATING.replace("2025-03-04", "2025-04-04"), Mediation).clocks

    assert clock.limit.code == "ME-01"
    assert clock.counted.raw_end == date(2025, 5, 4)
    assert clock.last_day == date(2025, 5, 6)  # 1 to 5 May are holidays


def test_confirmation_may_be_asked_within_thirty_days_and_its_lapse_is_no_fault():
    clock = view(PERFORMING, Mediation).clock("confirm")

    assert clock.last_day == date(2025, 4, 21)  # 19 April is a Saturday
    assert not clock.binding


def test_a_written_agreement_is_followed_up_before_the_file_is_closed():
    found = refusal(attempt(view(PERFORMING, Mediation), "2025-04-01 archived 档案员"), "rule-not-met")

    assert found.basis == "《人民调解法》第三十一条"


def test_police_cases_count_as_police_cases_and_as_cases():
    *_, last = events(MEDIATING, Mediation)
    case = view(REGISTERED, Mediation)

    posted = post(case, last, place="990101001001", digest=str)

    assert {p.indicator: p.amount for p in posted} == {
        "mediation.cases": Decimal(1),
        "mediation.parties": Decimal(3),
        "mediation.police_cases": Decimal(1),
    }
    assert posted[0].slices["source"] == "entrusted/police"


def test_what_a_court_hands_over_before_filing_comes_back_in_thirty_days():
    text = MEDIATING.replace("source=entrusted/police", "source=entrusted/court court_stage=before_filing")
    clock = view(text, Mediation).clock("settle_before_filing")

    assert clock.limit.code == "ME-05"
    assert clock.last_day == date(2025, 4, 3)


def test_the_court_decides_on_confirmation_in_fifteen_days_from_admitting_it():
    text = (
        PERFORMING
        + """
    2025-03-25  applied   万和平  joint=yes court=云汀区人民法院
    2025-03-27  admitted  万和平
"""
    )
    case = view(text, Mediation)

    assert case.clock("admit").met is not None
    assert case.clock("rule_on_confirmation").last_day == date(2025, 4, 11)
