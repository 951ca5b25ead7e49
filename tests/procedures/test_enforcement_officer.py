"""执法人员与证件, told as entries of the register."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.procedures.enforcement.enforcement_officer import EnforcementOfficer
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

ENROLLED = """
    2024-06-03  enrolled  殷小寒/enforce_clerk  person=廖铁生 role=officer post=副队长 \
        employment=administrative issuer=拟州市人民政府 team=yes \
        required=yes certified=yes certificate_no=拟9901010031 field=[city_appearance] \
        issued=2021-05-10 valid_until=2026-05-09 on_loan=no
"""
PENDING = """
    2024-06-03  enrolled  殷小寒/enforce_clerk  person=新人 role=officer post=队员 employment=institution \
        team=yes required=yes certified=no on_loan=no
"""
AUXILIARY = """
    2024-06-03  enrolled  殷小寒/enforce_clerk  person=辅助 role=auxiliary post=辅助 \
        employment=contract team=no
"""
FORM = {
    "person": "廖铁生",
    "role": "officer",
    "post": "副队长",
    "employment": "administrative",
    "team": "yes",
    "required": "yes",
    "certified": "yes",
    "certificate_no": "拟9901010031",
    "issuer": "拟州市人民政府",
    "field": ["city_appearance"],
    "issued": "2021-05-10",
    "valid_until": "2026-05-09",
    "on_loan": "no",
}
BY = "殷小寒/enforce_clerk"


def entry(text):
    return view(text, EnforcementOfficer)


def test_every_quote_of_the_declaration_stands_in_its_statute():
    cited = [step.basis for step in EnforcementOfficer.parts.steps]
    cited += [limit.rests_on for limit in EnforcementOfficer.parts.limits]

    assert False not in map(quote_stands, cited)


def test_an_officer_is_enrolled_with_the_certificate():
    assert codes(attempt(entry(""), f"2024-06-03 enrolled {BY}", form=FORM)) == set()


@pytest.mark.parametrize("name", ["certificate_no", "issuer", "issued", "valid_until", "field"])
def test_who_is_certified_is_so_by_number_issuer_field_and_dates(name):
    form = {key: value for key, value in FORM.items() if key != name}

    assert refusal(attempt(entry(""), f"2024-06-03 enrolled {BY}", form=form), "field-missing").field == name


def test_an_auxiliary_holds_no_certificate():
    form = {**FORM, "role": "auxiliary", "task": "巡查劝导"}

    tried = attempt(entry(""), f"2024-06-03 enrolled {BY}", form=form)

    assert "没有检查和处罚的权力" in refusal(tried, "field-invalid").message


def test_a_certificate_does_not_end_before_it_begins():
    tried = attempt(entry(""), f"2024-06-03 enrolled {BY}", form={**FORM, "valid_until": "2021-05-09"})

    assert "早于" in refusal(tried, "field-invalid").message


def test_no_officer_keeps_the_register():
    assert "wrong-post" in codes(attempt(entry(""), "2024-06-03 enrolled 廖铁生/enforce_officer", form=FORM))


def test_a_certificate_is_renewed_before_it_runs_out_and_the_time_moves_with_it():
    renewed = ENROLLED + f"2026-04-20 changed {BY} event=renewed valid_until=2031-05-09"

    assert entry(ENROLLED).clock("renew").last_day == date(2026, 5, 9)
    assert entry(renewed).clock("renew").last_day == date(2031, 5, 9)
    assert entry(PENDING).clock("renew") is None


def test_a_renewal_says_until_when():
    tried = attempt(entry(ENROLLED), f"2026-04-20 changed {BY} event=renewed")

    assert "有效期至" in refusal(tried, "field-invalid").message


def test_a_certificate_passed_for_later_runs_from_then():
    told = entry(PENDING + f"2025-05-12 changed {BY} event=certified certified=yes valid_until=2030-05-11")

    assert told.clock("renew").last_day == date(2030, 5, 11)


@pytest.mark.parametrize(
    ("event", "follows"),
    [
        ("suspended", {"certificate_state": "suspended"}),
        ("restored", {"certificate_state": "valid"}),
        ("revoked", {"certificate_state": "cancelled", "certified": "no"}),
        ("lent", {"on_loan": "yes", "loan_to": "区综合行政执法局"}),
        ("returned", {"on_loan": "no"}),
    ],
)
def test_a_change_makes_true_what_it_says(event, follows):
    loan = {"loan_to": "区综合行政执法局"} if event == "lent" else {}

    checked = attempt(entry(ENROLLED), f"2025-05-12 changed {BY}", form={"event": event, **loan})

    assert codes(checked) == set()
    assert follows.items() <= checked.event.form.items()


def test_a_yearly_check_has_a_result():
    tried = attempt(entry(ENROLLED), f"2025-12-12 changed {BY} event=checked")

    assert refusal(tried, "field-missing").field == "check_result"


# Figures ------------------------------------------------------------------------------------------


def test_a_certified_officer_stands_in_every_stock_that_counts_them():
    assert posted(ENROLLED, EnforcementOfficer) == {
        "officer.count": 1,
        "officer.on_post": 1,
        "officer.team_members": 1,
        "officer.required": 1,
        "officer.certified": 1,
        "officer.joined": 1,
    }


def test_an_auxiliary_counts_as_such_only():
    assert posted(AUXILIARY, EnforcementOfficer) == {"officer.auxiliaries": 1}


def test_passing_the_examination_moves_from_uncertified_to_certified():
    passed = PENDING + f"2025-05-12 changed {BY} event=certified certified=yes"

    assert posted(passed, EnforcementOfficer) == {
        "officer.certified": 1,
        "officer.uncertified": -1,
        "officer.certified_new": 1,
    }


def test_a_loan_takes_an_officer_off_post_and_a_return_puts_them_back():
    lent = ENROLLED + f"2025-03-03 changed {BY} event=lent on_loan=yes loan_to=区局\n"

    assert posted(lent, EnforcementOfficer) == {"officer.on_post": -1, "officer.lent_out": 1}
    assert posted(lent + f"2025-06-03 changed {BY} event=returned on_loan=no", EnforcementOfficer) == {
        "officer.on_post": 1,
        "officer.lent_out": -1,
    }


def test_who_leaves_is_counted_by_reason_and_stands_nowhere():
    left = ENROLLED + f"2025-09-01 ended {BY} reason=retired"

    found = {one.indicator: one for one in postings(left, EnforcementOfficer)}

    assert found["officer.left"].slices == {"reason": "retired"}
    assert {code: one.amount for code, one in found.items() if code != "officer.left"} == dict.fromkeys(
        ("officer.count", "officer.on_post", "officer.team_members", "officer.required", "officer.certified"),
        Decimal(-1),
    )


def test_seconded_officers_are_counted_by_the_body_they_come_from():
    seconded = ENROLLED.replace("employment=administrative", "employment=seconded home_body=区综合行政执法局")

    found = {one.indicator: one for one in postings(seconded, EnforcementOfficer)}

    assert found["officer.seconded_in"].slices == {"home_body": "区综合行政执法局"}
    assert found["officer.count"].slices == {"employment": "seconded"}


def test_every_figure_is_posted():
    texts = [
        ENROLLED,
        PENDING,
        AUXILIARY,
        ENROLLED.replace("administrative", "seconded home_body=区局").replace("on_loan=no", "on_loan=yes"),
        PENDING + f"2025-05-12 changed {BY} event=certified certified=yes",
        ENROLLED + f"2025-09-01 ended {BY} reason=retired",
    ]

    told = {code for text in texts for code in posted(text, EnforcementOfficer)}
    assert told == {one.code for one in EnforcementOfficer.indicators if not one.formula}
