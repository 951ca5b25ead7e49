"""合同管理, told as cases."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core.ledger import post
from fazhi.procedures.review.contract import Contract, Signing
from fazhi.procedures.review.legality_review import LegalityReview
from house.statutes import quote_stands
from journal_text import attempt, codes, events, linked, refusal, view

DRAFTING = """
    2025-03-03  drafted    桑子墨/staff  contract_kind=services handler=桑子墨 our_party=organ \
amount=86000.00 procurement=own_purchase
"""
REVIEWING = DRAFTING + "\n2025-03-04  submitted  桑子墨/staff  wanted_by=2025-03-11"
SIGNING = (
    REVIEWING + "\n2025-03-10  reviewed  易修远/legal_reviewer  opinion_no=青槐法审〔2025〕9号 revised=yes"
)
SEALING = (
    SIGNING
    + "\n2025-03-12  signed  姜望舒/deputy_other  signatory=姜望舒 term_from=2025-03-15"
    + " term_until=2025-12-31 copies=4"
)
PERFORMING = SEALING + "\n2025-03-13  sealed  苗若溪/seal_keeper  seal=contract sealed_copies=4"
LARGE = ("amount=86000.00", "amount=1280000.00")
TERM = "term_from=2025-03-15 term_until=2025-12-31 copies=4"
BY_DEPUTY = f"2025-03-12 signed 姜望舒/deputy_other signatory=姜望舒 {TERM}"
PASSED = linked("legality_review", steps=("submitted", "issued"), conclusion="pass", reviewer="易修远")
FAILED = linked("legality_review", steps=("issued", "closed"), conclusion="fail", opinions=2, final=True)
UNDER_WAY = linked("legality_review", steps=("submitted", "accepted"))


def amended(*steps):
    return linked(
        "legality_review", steps=("issued", *steps), conclusion="amend", opinions=3, reviewer="易修远"
    )


def posted(text):
    *before, last = events(text, Contract)
    case = view("", Contract)
    for event in before:
        case = case.after(event)
    return {one.indicator: one for one in post(case, last, place="", digest=str)}


# 送审 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("party", ["internal", "temporary"])
def test_no_office_within_the_organ_and_no_temporary_body_is_a_party(party):
    case = view(DRAFTING.replace("our_party=organ", f"our_party={party}"), Contract)

    assert refusal(attempt(case, "2025-03-04 submitted 桑子墨"), "rule-not-met").basis == "内部管理规则合同2"


def test_a_contract_sent_for_review_opens_a_legality_review_of_its_kind():
    [opens] = Contract.submitted.opens
    theirs = LegalityReview.fields()

    assert opens.procedure == LegalityReview.code
    assert opens.sets == {"review_kind": "contract", "before_decision": "yes"}
    assert set(opens.carry) | set(opens.sets) <= set(theirs)
    assert set(opens.carry.values()) <= set(Contract.fields())
    assert all(opens.sets["review_kind"] in theirs["review_kind"].choices for opens in (opens,))


@pytest.mark.parametrize("links", [(), (UNDER_WAY,), (FAILED,), (amended(),)])
def test_a_contract_waits_for_a_review_that_passed_and_was_answered(links):
    case = view(REVIEWING, Contract, links=links)

    assert refusal(attempt(case, "2025-03-10 reviewed 易修远"), "rule-not-met").basis == "内部管理规则D5"


@pytest.mark.parametrize("review", [PASSED, amended("adopted")])
def test_a_contract_goes_on_once_its_review_has_passed(review):
    tried = attempt(
        view(REVIEWING, Contract, links=(review,)),
        "2025-03-10 reviewed 易修远/legal_reviewer opinion_no=青槐法审〔2025〕9号 revised=yes",
    )

    assert codes(tried) == set()


def test_a_contract_taken_back_and_sent_again_waits_for_a_second_review():
    text = REVIEWING + "\n2025-03-07 sent_back 桑子墨/staff\n2025-03-10 submitted 桑子墨/staff"
    line = "2025-03-20 reviewed 易修远 opinion_no=青槐法审〔2025〕9号 revised=yes"

    waiting = attempt(view(text, Contract, links=(FAILED,)), line)
    passed = attempt(view(text, Contract, links=(FAILED, PASSED)), line)

    assert refusal(waiting, "rule-not-met").message == "尚未送合法性审查，请由本事项转送。"
    assert codes(passed) == set()


# 经办 ≠ 审查 ≠ 签署 ≠ 用印 ≠ 付款审批 ------------------------------------------------------------------


def test_whoever_handles_a_contract_does_not_review_it():
    text = REVIEWING.replace("handler=桑子墨", "handler=易修远")

    tried = attempt(view(text, Contract, links=(PASSED,)), "2025-03-10 reviewed 易修远")

    assert refusal(tried, "same-hand").basis == "内部管理规则D15"


@pytest.mark.parametrize("mine", ["桑子墨", "易修远"])
def test_whoever_handled_or_reviewed_a_contract_does_not_sign_it(mine):
    tried = attempt(
        view(SIGNING, Contract, links=(PASSED,)),
        f"2025-03-12 signed {mine}/deputy_other signatory=姜望舒 {TERM}",
    )

    assert "same-hand" in codes(tried)


def test_whoever_wrote_the_linked_review_does_not_sign_the_contract():
    own = linked("legality_review", steps=("issued",), conclusion="pass", reviewer="姜望舒")

    tried = attempt(view(SIGNING, Contract, links=(own,)), BY_DEPUTY)

    assert refusal(tried, "rule-not-met").basis == "内部管理规则D15"


@pytest.mark.parametrize("mine", ["桑子墨", "易修远", "姜望舒"])
def test_whoever_handled_reviewed_or_signed_does_not_seal(mine):
    tried = attempt(
        view(SEALING, Contract, links=(PASSED,)), f"2025-03-13 sealed {mine}/seal_keeper seal=contract"
    )

    assert "same-hand" in codes(tried)


@pytest.mark.parametrize("mine", ["桑子墨", "易修远", "姜望舒", "苗若溪"])
def test_whoever_did_any_of_these_does_not_approve_a_payment(mine):
    line = f"2025-06-30 paid {mine}/director payment_kind=progress payment=20000.00"

    tried = attempt(view(PERFORMING, Contract, links=(PASSED,)), line)

    bases = {one.basis for one in tried.refusals if one.code == "same-hand"}
    assert bases == {"内部管理规则D15"}


def test_another_leader_approves_a_payment():
    line = "2025-06-30 paid 沈若谷/director payment_kind=progress payment=20000.00"

    assert codes(attempt(view(PERFORMING, Contract, links=(PASSED,)), line)) == set()


# 签订和用印 ------------------------------------------------------------------------------------------


def test_a_contract_is_reviewed_before_it_is_signed():
    case = view(DRAFTING, Contract)

    assert refusal(attempt(case, BY_DEPUTY), "rule-not-met").basis == "内部管理规则合同1"
    assert codes(attempt(case, BY_DEPUTY, form={"unreviewed_reason": "汛期抢险"})) == set()


def test_a_contract_taken_back_after_its_review_is_reviewed_again():
    case = view(SIGNING + "\n2025-03-11 sent_back 姜望舒/deputy_other", Contract, links=(PASSED,))

    assert refusal(attempt(case, BY_DEPUTY), "rule-not-met").basis == "内部管理规则合同1"


def test_a_contract_signed_without_review_gets_no_seal_before_one_passed():
    text = DRAFTING + "\n" + BY_DEPUTY + " unreviewed_reason=抢险"
    line = "2025-03-13 sealed 苗若溪/seal_keeper seal=contract sealed_copies=4 seal_approver=沈若谷"

    without = attempt(view(text, Contract), line)
    later = attempt(view(text, Contract, links=(PASSED,)), line)

    assert refusal(without, "rule-not-met").basis == "内部管理规则D5"
    assert codes(later) == set()


def test_only_a_contract_signed_without_review_is_sent_for_one_afterwards():
    text = DRAFTING + "\n" + BY_DEPUTY + " unreviewed_reason=抢险"
    line = "2025-03-13 submitted_late 桑子墨 wanted_by=2025-03-18"
    [opens] = Contract.submitted_late.opens

    assert opens.sets["before_decision"] == "no"
    assert codes(attempt(view(text, Contract), line)) == set()
    found = refusal(attempt(view(SEALING, Contract, links=(PASSED,)), line), "rule-not-met")
    assert found.basis == "内部管理规则合同1"


def test_a_large_contract_is_decided_by_all_and_signed_by_the_principal():
    case = view(SIGNING.replace(*LARGE), Contract, links=(PASSED,))
    by_director = f"2025-03-12 signed 沈若谷/director signatory=沈若谷 {TERM}"
    minutes = " minutes_no=青槐街办纪〔2025〕6号"
    decided = linked("agenda_item", steps=("proposed", "decided"))

    assert refusal(attempt(case, by_director), "rule-not-met").basis == "内部管理规则合同3"
    assert "主要负责人" in refusal(attempt(case, BY_DEPUTY + minutes), "rule-not-met").message
    assert codes(attempt(case, by_director + minutes)) == set()
    after = view(SIGNING.replace(*LARGE), Contract, links=(PASSED, decided))
    assert codes(attempt(after, by_director)) == set()


def test_a_contract_of_exactly_a_million_is_not_large():
    case = view(SIGNING.replace("86000.00", "1000000.00"), Contract, links=(PASSED,))

    assert codes(attempt(case, BY_DEPUTY)) == set()


def test_the_term_ends_after_it_begins():
    problems = Signing.read({"term_from": "2025-12-31", "term_until": "2025-03-15"}).problems

    assert any("早于" in one.message for one in problems)


# 履行、变更和归档 -------------------------------------------------------------------------------------


def test_the_last_payment_follows_an_acceptance_that_passed():
    line = "2025-12-20 paid 沈若谷/director payment_kind=final payment=86000.00"
    failed = PERFORMING + "\n2025-12-15 not_accepted 桑子墨/staff mend_by=2025-12-31"
    passed = PERFORMING + "\n2025-12-15 accepted 桑子墨/staff acceptors=[阮望岳,桑子墨]"

    for text in (PERFORMING, failed):
        found = refusal(attempt(view(text, Contract, links=(PASSED,)), line), "rule-not-met")
        assert found.basis == "内部管理规则合同5"
    assert codes(attempt(view(passed, Contract, links=(PASSED,)), line)) == set()


def test_a_change_passes_a_review_of_its_own():
    text = PERFORMING + "\n2025-08-04 change_submitted 桑子墨/staff change_kind=amended"
    line = (
        "2025-08-20 changed 姜望舒/deputy_other change_kind=amended signatory=姜望舒 amount=96000.00"
        " term_until=2026-03-31"
    )
    second = linked("legality_review", case="990101001-19", steps=("issued",), conclusion="pass")

    def tried(*links):
        return attempt(view(text, Contract, links=links), line, form={"change_note": "增加保洁面积"})

    assert refusal(tried(PASSED), "rule-not-met").basis == "内部管理规则合同6"
    assert codes(tried(PASSED, second)) == set()


def test_a_contract_is_performed_by_its_last_day_and_a_change_moves_it():
    changed = (
        PERFORMING + "\n2025-08-20 changed 姜望舒/deputy_other change_kind=amended amount=96000.00"
        " term_until=2026-03-31"
    )

    assert view(PERFORMING, Contract).clock("term").last_day == date(2025, 12, 31)
    assert view(changed, Contract).clock("term").last_day == date(2026, 3, 31)


def test_what_was_not_accepted_is_mended_by_the_day_set():
    text = PERFORMING + "\n2025-12-15 not_accepted 桑子墨/staff mend_by=2025-12-26"

    assert view(text, Contract).clock("mend").last_day == date(2025, 12, 26)
    done = view(text + "\n2025-12-29 accepted 桑子墨/staff", Contract).clock("mend")
    assert done.late


def test_a_contract_is_archived_when_it_came_to_an_end():
    line = "2026-01-05 closed 康景行/archivist closing_kind=performed volumes=1 retention=long"
    ends = (
        "2025-12-30 accepted 桑子墨/staff",
        "2025-10-09 changed 姜望舒/deputy_other change_kind=terminated",
        "2025-10-09 disputed 桑子墨/staff\n2025-11-03 settled 桑子墨/staff settled_by=mediation",
    )

    assert refusal(attempt(view(PERFORMING, Contract), line), "rule-not-met").basis == "内部管理规则合同7"
    for end in ends:
        assert codes(attempt(view(f"{PERFORMING}\n{end}", Contract), line)) == set()


def test_a_large_contract_is_filed_with_the_district_before_it_is_archived():
    large = PERFORMING.replace(*LARGE) + "\n2025-12-30 accepted 桑子墨/staff"
    line = "2026-01-05 closed 康景行/archivist closing_kind=performed volumes=1 retention=long"
    filed = large.replace(
        "2025-12-30 accepted", "2025-03-14 filed 易修远/legal_reviewer\n2025-12-30 accepted"
    )

    assert refusal(attempt(view(large, Contract), line), "rule-not-met").basis == "内部管理规则合同4"
    assert codes(attempt(view(filed, Contract), line)) == set()


def test_a_contract_in_dispute_is_not_performed_on():
    text = PERFORMING + "\n2025-10-09 disputed 桑子墨/staff dispute_over=quality"

    assert "out-of-turn" in codes(attempt(view(text, Contract), "2025-10-10 performed 桑子墨"))


def test_a_contract_may_be_given_up_until_it_is_signed():
    form = {"drop_reason": "对方退出"}

    assert codes(attempt(view(SIGNING, Contract), "2025-03-12 dropped 桑子墨", form=form)) == set()
    assert "out-of-turn" in codes(attempt(view(SEALING, Contract), "2025-03-13 dropped 桑子墨"))


# 数字 -----------------------------------------------------------------------------------------------


def test_a_contract_reviewed_before_it_was_signed_counts_as_both():
    found = posted(SEALING)

    assert {code: one.amount for code, one in found.items()} == {
        "contract.signed": Decimal(1),
        "contract.signed_reviewed": Decimal(1),
    }
    assert found["contract.signed_reviewed"].slices == {"contract_kind": "services"}


def test_a_contract_signed_first_counts_as_signed_only():
    assert list(posted(DRAFTING + "\n" + BY_DEPUTY + " unreviewed_reason=抢险")) == ["contract.signed"]


def test_a_contract_taken_back_and_signed_unreviewed_counts_as_signed_only():
    text = SIGNING + "\n2025-03-11 sent_back 姜望舒/deputy_other\n" + BY_DEPUTY + " unreviewed_reason=抢险"

    assert list(posted(text)) == ["contract.signed"]


def test_every_dispute_is_counted():
    assert posted(PERFORMING + "\n2025-10-09 disputed 桑子墨/staff")["contract.disputes"].amount == 1


def test_the_rate_divides_what_was_reviewed_by_what_was_signed():
    [rate] = [one for one in Contract.indicators if one.kind == "rate"]

    assert rate.formula == "contract.signed_reviewed / contract.signed"


def test_every_contract_stands_in_a_value_band():
    def band(amount):
        return view(DRAFTING.replace("86000.00", amount), Contract).facts["value"]

    assert [band(amount) for amount in ("0.00", "50000.00", "1000000.00", "1280000.00")] == [
        "under_50k",
        "from_50k",
        "from_500k",
        "over_1m",
    ]


def test_every_quote_stands_where_it_is_cited():
    cited = [
        *(basis for step in Contract.parts.steps for basis in (step.basis, *step.cites)),
        *(one.rests_on for one in Contract.parts.limits),
    ]

    assert [str(basis) for basis in cited if quote_stands(basis) is False] == []
