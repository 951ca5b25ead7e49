"""Corrections, told as what two people do about a wrong entry."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from fazhi.core.ledger import total
from fazhi.store import books, models, sealing
from fazhi.usecases import correct, corrections, histories, papers
from fazhi.usecases.amending import Matter, posted_by
from fazhi.usecases.correct import Decided, Proposed
from fazhi.usecases.record import Refused, Upload
from usecases.offices import FAR, HE, LU, NEAR, PDF, QIN, SHEN, WAN, Office

YEAR = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}


def propose(office: Office, case: str, target: int, action="void", *, by=WAN, reason="登记有误", **words):
    return correct.propose(
        case, target, action=action, reason=reason, clerk=office.clerk(by), now=office.now, **words
    )


def confirm(office: Office, proposed, *, by=SHEN) -> Decided | Refused:
    assert isinstance(proposed, Proposed), str(proposed)
    return correct.confirm(proposed.proposal, clerk=office.clerk(by), now=office.now)


def corrected(office: Office, case: str, target: int, action="void", **words) -> Decided:
    done = confirm(office, propose(office, case, target, action, **words))
    assert isinstance(done, Decided), str(done)
    return done


def codes(refused) -> list[str]:
    assert isinstance(refused, Refused), refused
    return [one.code for one in refused.refusals]


def figure(office: Office, indicator: str) -> Decimal:
    found = books.sums([office.organ], [indicator], **YEAR)
    return found.get((indicator, "", ""), Decimal(0))


def ledger(office: Office, indicator: str) -> Decimal:
    rows = models.Posting.objects.filter(organ_id=office.organ)
    return total([books.posting_of(row) for row in rows], indicator, **YEAR)


# What it does --------------------------------------------------------------------------------------


def test_a_voided_agreement_counts_no_more_and_the_case_stands_where_it_stood(office: Office):
    case, _, _, settled = office.mediate()
    assert figure(office, "mediation.settled") == 1

    done = corrected(office, case, settled)

    assert figure(office, "mediation.settled") == ledger(office, "mediation.settled") == 0
    cell = ("mediation.settled", "committee_kind&form", "community&written")
    assert books.sums([office.organ], ["mediation.settled"], **YEAR, dimensions=None)[cell] == 0
    assert figure(office, "mediation.amount") == 0
    assert models.Case.objects.get(pk=case).stage == "mediating"
    assert {(one.indicator, one.amount) for one in done.movements} >= {
        ("mediation.settled", Decimal(-1)),
        ("mediation.amount", Decimal(-1200)),
    }


def test_what_is_taken_back_names_the_entry_and_keeps_its_day(office: Office):
    case, _, _, settled = office.mediate()
    office.later(days=40)

    done = corrected(office, case, settled)

    back = models.Posting.objects.filter(organ_id=office.organ, entry=done.entry)
    assert {row.reverses for row in back} == {settled}
    assert {row.on for row in back} == {date(2025, 3, 3)}
    assert {row.recorded for row in back} == {202504}


def test_until_it_is_confirmed_nothing_moves(office: Office):
    case, _, _, settled = office.mediate()

    propose(office, case, settled)

    assert figure(office, "mediation.settled") == 1
    assert models.Case.objects.get(pk=case).stage == "performing"


def test_another_amount_moves_the_sum_by_the_difference_and_nothing_else(office: Office):
    case, _, _, settled = office.mediate()

    done = corrected(office, case, settled, "replace", form={"amount": "1500"})

    assert [(one.indicator, one.amount) for one in done.movements] == [("mediation.amount", Decimal(300))]
    assert figure(office, "mediation.amount") == ledger(office, "mediation.amount") == 1500
    assert models.Case.objects.get(pk=case).record["amount"] == "1500.00"


def test_fields_that_are_not_named_stay_as_recorded_sealed_ones_too(office: Office):
    case, first, *_ = office.mediate()

    corrected(office, case, first, "replace", form={"dispute_type": "labour"})

    [step] = [one for one in histories.kept(histories.entries(case)) if one.event.entry == first]
    secret = sealing.case_key(office.organ, case)
    assert step.event.form["dispute_type"] == "labour"
    assert sealing.open_values(secret, case, step.sealed)["summary"] == "楼上漏水泡坏了书柜"


def test_what_a_later_step_posted_moves_with_the_field_it_was_sliced_by(office: Office):
    case, first, *_ = office.mediate()

    corrected(office, case, first, "replace", form={"source": "entrusted/police"})

    sums = books.sums([office.organ], ["mediation.settled"], **YEAR, dimensions=["source"])
    assert sums["mediation.settled", "source", "entrusted/police"] == 1
    assert sums["mediation.settled", "source", "applied"] == 0
    assert figure(office, "mediation.police_amount") == 1200


def test_another_day_moves_the_figure_to_that_month(office: Office):
    office.later(days=30)
    first = office.register()
    second = office.accept(first.case)

    corrected(office, first.case, first.entry, "replace", on=date(2025, 3, 28))
    corrected(office, first.case, second.entry, "replace", on=date(2025, 3, 31))

    march = books.sums([office.organ], ["mediation.cases"], since=date(2025, 3, 1), until=date(2025, 4, 1))
    assert march["mediation.cases", "", ""] == 1
    assert figure(office, "mediation.cases") == 1


def test_a_limit_is_counted_anew_from_the_right_day(office: Office):
    office.later(days=30)
    first = office.register()
    second = office.accept(first.case)
    before = models.Due.objects.get(case_id=first.case).last_day

    corrected(office, first.case, first.entry, "replace", on=date(2025, 3, 28))
    corrected(office, first.case, second.entry, "replace", on=date(2025, 3, 31))

    assert before == date(2025, 5, 6)
    assert models.Due.objects.get(case_id=first.case).last_day == date(2025, 4, 30)
    assert models.Case.objects.get(pk=first.case).due == date(2025, 4, 30)


def test_another_place_moves_every_figure_of_the_case(office: Office):
    case, first, *_ = office.mediate(place=NEAR)

    corrected(office, case, first, "replace", place=FAR)

    asked = {"since": YEAR["since"], "until": YEAR["until"]}
    near = books.sums([office.organ], ["mediation.cases", "mediation.settled"], **asked, place=NEAR)
    far = books.sums([office.organ], ["mediation.cases", "mediation.settled"], **asked, place=FAR)
    assert not any(near.values())
    assert far["mediation.cases", "", ""] == far["mediation.settled", "", ""] == 1
    assert models.Case.objects.get(pk=case).place == FAR


def test_a_replaced_step_may_be_replaced_again_and_then_voided(office: Office):
    case, _, _, settled = office.mediate()

    corrected(office, case, settled, "replace", form={"amount": "1500"})
    corrected(office, case, settled, "replace", form={"amount": "900"})
    assert figure(office, "mediation.amount") == 900
    corrected(office, case, settled)

    assert figure(office, "mediation.amount") == ledger(office, "mediation.amount") == 0


def test_the_case_goes_on_after_a_correction(office: Office):
    case, _, _, settled = office.mediate()
    corrected(office, case, settled)

    again = office.settle(case, amount="800")

    assert again.entry == office.entries
    assert figure(office, "mediation.amount") == 800
    assert models.Case.objects.get(pk=case).last_entry == again.entry


def test_a_clerk_who_looked_before_the_correction_is_told_of_it(office: Office):
    case, _, _, settled = office.mediate()
    corrected(office, case, settled, "replace", form={"amount": "1500"})

    form = {"visit_way": "phone", "visit_performance": "full", "rated": "no"}
    tried = office.try_to("mediation", "followed_up", case=case, form=form, expects=settled)

    assert codes(tried) == ["case-moved"]
    assert "更正" in str(tried)


# Voiding a case ------------------------------------------------------------------------------------


def test_voiding_the_opening_step_voids_the_whole_case_and_its_figures(office: Office):
    case, first, *_ = office.mediate()

    corrected(office, case, first)

    row = models.Case.objects.get(pk=case)
    assert (row.stage, row.final, row.steps, row.due) == ("", True, [], None)
    assert row.number == "（青槐）人调字〔2025〕第1号"
    assert row.title == "人民调解（已作废）"
    assert not models.Due.objects.filter(case=row).exists()
    for indicator in ("mediation.cases", "mediation.settled", "mediation.amount", "mediation.parties"):
        assert figure(office, indicator) == ledger(office, indicator) == 0


def test_a_voided_case_takes_no_more_steps_and_its_number_is_not_given_again(office: Office):
    case, first, *_ = office.mediate()
    corrected(office, case, first)

    assert codes(office.try_to("mediation", "registered", case=case, form={})) == ["case-voided"]
    assert office.register().number == "（青槐）人调字〔2025〕第2号"


def test_whoever_recorded_a_voided_case_still_finds_it(office: Office):
    case, first, *_ = office.mediate()
    corrected(office, case, first)

    assert models.Hand.objects.filter(case_id=case, person=WAN).exists()


def test_a_step_done_while_the_voiding_waited_keeps_the_case_alive(office: Office):
    first = office.register()
    proposed = propose(office, first.case, first.entry)
    office.accept(first.case)

    assert "would-not-stand" in codes(confirm(office, proposed))


# What stands in the way ----------------------------------------------------------------------------


def test_nobody_confirms_their_own_correction(office: Office):
    case, _, _, settled = office.mediate()
    proposed = propose(office, case, settled, by=SHEN)

    assert codes(confirm(office, proposed, by=SHEN)) == ["same-hand"]
    assert "内部管理规则D18" in str(confirm(office, proposed, by=SHEN))


def test_the_system_administrator_neither_sees_nor_confirms_corrections(office: Office):
    case, _, _, settled = office.mediate()
    proposed = propose(office, case, settled)

    assert codes(confirm(office, proposed, by=QIN)) == ["no-such-proposal"]
    assert corrections.waiting(office.clerk(QIN)) == []


def test_a_post_that_only_keeps_files_does_not_confirm(office: Office):
    case, _, _, settled = office.mediate()

    assert codes(confirm(office, propose(office, case, settled), by=LU)) == ["wrong-post"]


def test_a_step_that_others_rest_on_is_not_voided_and_each_of_them_is_named(office: Office):
    case, _, accepted, settled = office.mediate()

    refused = propose(office, case, accepted)

    assert codes(refused) == ["would-not-stand"]
    assert f"第{settled}号记录“达成协议”" in str(refused)
    assert "人民调解法" in str(refused)


def test_a_day_before_the_step_before_it_is_refused(office: Office):
    case, _, accepted, _ = office.mediate()

    refused = propose(office, case, accepted, "replace", on=date(2025, 2, 1))

    assert "out-of-date-order" in codes(refused)


def test_a_day_to_come_is_refused(office: Office):
    case, _, _, settled = office.mediate()

    assert "in-the-future" in codes(
        propose(office, case, settled, "replace", on=office.now.date() + timedelta(days=1))
    )


def test_what_is_filled_in_wrongly_is_refused_as_at_the_door(office: Office):
    case, _, _, settled = office.mediate()

    refused = propose(office, case, settled, "replace", form={"amount": "1.2万"})

    assert codes(refused) == ["field-invalid"]
    assert "1.2万" in str(refused)


def test_a_replacement_that_says_the_same_is_refused(office: Office):
    case, _, _, settled = office.mediate()

    assert codes(propose(office, case, settled, "replace", form={"amount": "1200.00"})) == ["nothing-changed"]


def test_a_correction_says_why(office: Office):
    case, _, _, settled = office.mediate()

    assert codes(propose(office, case, settled, reason=" ")) == ["reason-missing"]


def test_an_entry_waits_for_one_correction_at_a_time(office: Office):
    case, _, _, settled = office.mediate()
    propose(office, case, settled)

    assert codes(propose(office, case, settled, by=SHEN)) == ["already-proposed"]


def test_what_was_decided_is_not_decided_again(office: Office):
    case, _, _, settled = office.mediate()
    proposed = propose(office, case, settled)
    confirm(office, proposed)

    assert codes(confirm(office, proposed, by=HE)) == ["already-decided"]


def test_a_voided_entry_is_not_corrected_again(office: Office):
    case, _, _, settled = office.mediate()
    corrected(office, case, settled)

    assert codes(propose(office, case, settled)) == ["no-such-entry"]


@pytest.mark.parametrize(("target", "case"), [(99, ""), (1, "990101001-77")])
def test_what_is_not_there_is_not_found(office: Office, target: int, case: str):
    mine, *_ = office.mediate()

    assert codes(propose(office, case or mine, target)) == ["no-such-entry"]


def test_a_refused_correction_writes_nothing(office: Office):
    case, _, accepted, _ = office.mediate()
    before = office.entries

    propose(office, case, accepted)

    assert office.entries == before
    assert not models.Correction.objects.exists()


# Rejection -----------------------------------------------------------------------------------------


def test_a_rejected_correction_changes_nothing_and_says_why(office: Office):
    case, _, _, settled = office.mediate()
    proposed = propose(office, case, settled)

    done = correct.reject(proposed.proposal, reason="原记录无误", clerk=office.clerk(SHEN), now=office.now)

    assert done.outcome == "rejected"
    assert figure(office, "mediation.settled") == 1
    [shown] = corrections.of(case)
    assert (shown.outcome, shown.decision, shown.decider) == ("rejected", "原记录无误", "沈明")
    assert isinstance(propose(office, case, settled), Proposed)


def test_a_proposer_may_withdraw_their_own(office: Office):
    case, _, _, settled = office.mediate()
    proposed = propose(office, case, settled)

    done = correct.reject(proposed.proposal, reason="看错了", clerk=office.clerk(WAN), now=office.now)

    assert done.outcome == "rejected"


# What is seen --------------------------------------------------------------------------------------


def test_a_preview_tells_what_would_move_and_writes_nothing(office: Office):
    case, first, accepted, settled = office.mediate()
    before = office.entries

    seen = correct.preview(case, first, action="void", clerk=office.clerk(WAN), now=office.now)

    assert seen.refusals == ()
    assert seen.also == (accepted, settled)
    assert {one.indicator for one in seen.movements} >= {"mediation.cases", "mediation.settled"}
    assert seen.documents
    assert office.entries == before


def test_what_waits_is_shown_to_those_who_see_the_case(office: Office):
    case, _, _, settled = office.mediate()
    propose(office, case, settled, "replace", form={"amount": "1500"}, reason="金额少写了")

    [shown] = corrections.waiting(office.clerk(SHEN))

    assert (shown.case, shown.step, shown.action, shown.reason) == (case, "达成协议", "replace", "金额少写了")
    assert (shown.proposed_by, shown.form["amount"]) == ("万和平", "1500.00")


def test_the_reason_is_sealed_like_any_narrative(office: Office):
    case, _, _, settled = office.mediate()
    propose(office, case, settled, reason="误将陈砚秋写成他人")

    assert not models.Entry.objects.filter(body__contains="陈砚秋").exists()


def test_what_a_correction_rests_on_is_kept_with_it(office: Office):
    case, _, _, settled = office.mediate()
    propose(office, case, settled, evidence=[Upload(name="更正说明.pdf", content=PDF)])

    assert models.Evidence.objects.filter(case=case).count() == 1


def test_papers_of_a_corrected_step_are_withdrawn_and_made_anew(office: Office):
    case, _, _, settled = office.mediate()
    wrong = models.Document.objects.get(case=case, code="agreement")

    done = corrected(office, case, settled, "replace", form={"amount": "1500"})

    [anew] = models.Document.objects.filter(pk__in=done.documents)
    assert papers.withdrawal(wrong) == f"本文书所依据的记录已于第{done.entry}号记录更正"
    assert papers.withdrawal(anew) is None
    assert (wrong.number, anew.number) == ("（青槐）人调协字〔2025〕第1号", "（青槐）人调协字〔2025〕第2号")
    assert papers.paper_of(anew).withdrawn is None
    assert papers.paper_of(wrong).withdrawn


def test_a_paper_made_anew_is_withdrawn_in_its_turn(office: Office):
    case, _, _, settled = office.mediate()
    first = corrected(office, case, settled, "replace", form={"amount": "1500"})
    second = corrected(office, case, settled, "replace", form={"amount": "1600"})

    [anew] = models.Document.objects.filter(pk__in=first.documents)

    assert papers.withdrawal(anew) == f"本文书所依据的记录已于第{second.entry}号记录更正"


def test_a_later_paper_says_what_the_correction_says(office: Office):
    case, first, *_ = office.mediate()
    corrected(office, case, first, "replace", form={"summary": "阳台花盆坠落"})

    office.record(
        "mediation",
        "followed_up",
        case=case,
        form={"visit_way": "phone", "visit_performance": "full", "rated": "no"},
    )
    office.record("mediation", "archived", case=case, form={"volumes": 1, "retention": "long"}, by=LU)

    closing = models.Document.objects.get(case=case, code="closing_report")
    told = papers.paper_of(closing).to_json()
    assert "楼上漏水泡坏了书柜" not in told


def test_the_books_of_a_case_are_what_its_history_posts(office: Office):
    case, first, _, settled = office.mediate()
    corrected(office, case, settled, "replace", form={"amount": "1500"})
    corrected(office, case, first, "replace", form={"source": "entrusted/petition", "people_involved": 5})

    row = models.Case.objects.get(pk=case)
    matter = Matter(row, models.Organ.objects.get(pk=office.organ))
    assert matter.movements(matter.kept) == []
    assert len(posted_by(case)) > 3
