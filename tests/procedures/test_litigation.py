"""行政应诉, told as events: the words of the law, one test each."""

from datetime import date

import pytest

from fazhi.core.case import Light
from fazhi.procedures.review.litigation import Litigation
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

SUIT = (
    "2025-03-05 received 司云帆 subject=enforcement/penalty court=云汀区人民法院 instance=first"
    " position=defendant served_on=2025-03-03 route=direct counted_from=2024-11-01 remedy_told=yes"
    " sued_on=2025-02-20"
)
SHARED_OUT = (
    f"{SUIT}\n2025-03-06 assigned 方静 office=综合行政执法队 acted_by=[殷小寒,顾一] handler=司云帆"
    " staff_agents=[司云帆]"
)
ANSWERED = f"{SHARED_OUT}\n2025-03-14 answered 司云帆 pleas=[lawful]"
HEARD = f"{ANSWERED}\n2025-04-16 heard 司云帆 head_present=yes head=陆行之 post_level=deputy"
JUDGED = (
    f"{HEARD}\n2025-05-12 judged 司云帆 judged_on=2025-05-08 judgment_served_on=2025-05-12 result=dismissed"
)
LOST = JUDGED.replace("result=dismissed", "result=revoked/redo")
PERFORMED = f"{LOST}\n2025-06-10 performed 司云帆 performed_how=full"
ANALYSED = f"{PERFORMED}\n2025-06-11 analysed 司云帆 causes=facts"
EVIDENCE = {
    "facts": "经查属实",
    "norms": "市容条例第十条",
    "pleas": ["lawful"],
    "evidence": [
        {
            "evidence_name": "现场笔录",
            "evidence_from": "本机关制作",
            "proves": "违法事实",
            "gathered_later": "no",
        }
    ],
}


def answer(case, **changes):
    return attempt(case, "2025-03-14 answered 司云帆", form={**EVIDENCE, **changes})


@pytest.mark.parametrize("step", Litigation.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert [quote_stands(basis) for basis in (step.basis, *step.cites)].count(False) == 0
    assert step.basis.quote


# 答辩举证 -------------------------------------------------------------------------------------------


def test_the_defence_is_due_fifteen_days_after_the_complaint_was_received():
    clock = view(SHARED_OUT, Litigation).clock("answer")

    assert clock.last_day == date(2025, 3, 18)
    assert str(clock.limit.rests_on) == "《行政诉讼法》第六十七条"
    assert clock.light(date(2025, 3, 19), 3) is Light.OVERDUE


def test_the_last_day_for_a_defence_moves_behind_the_holidays():
    case = view(SUIT.replace("2025-03-05", "2025-04-18").replace("2025-03-03", "2025-04-17"), Litigation)

    assert case.clock("answer").last_day == date(2025, 5, 6)
    assert "2025年5月" in case.clock("answer").counted.explanation


def test_the_court_may_allow_evidence_to_be_given_later():
    case = view(f"{SHARED_OUT}\n2025-03-10 deferred 司云帆 deferred_to=2025-04-02", Litigation)

    assert case.clock("answer").last_day == date(2025, 4, 2)


def test_neither_a_third_party_nor_a_second_instance_is_under_that_limit():
    assert view(SUIT.replace("=defendant", "=third_party"), Litigation).clock("answer") is None
    assert view(SUIT.replace("=first", "=second"), Litigation).clock("answer") is None


def test_the_defendant_brings_evidence_and_the_norms_it_acted_on():
    case = view(SHARED_OUT, Litigation)

    assert answer(case).refusals == ()
    assert "evidence" in {one.field for one in answer(case, evidence=[]).refusals}
    assert "norms" in {one.field for one in answer(case, norms="").refusals}


def test_the_defendant_gathers_no_evidence_while_the_suit_runs():
    late = {**EVIDENCE["evidence"][0], "gathered_later": "yes"}

    tried = answer(view(SHARED_OUT, Litigation), evidence=[late])

    assert refusal(tried, "rule-not-met").basis == "《行政诉讼法》第三十五条"
    assert "第1项" in refusal(tried, "rule-not-met").message
    allowed = answer(view(SHARED_OUT, Litigation), evidence=[{**late, "supplement": "yes"}])
    assert allowed.refusals == ()


@pytest.mark.parametrize(
    ("change", "basis"),
    [
        ((("2024-11-01", "2024-08-19"),), "《行政诉讼法》第四十六条第一款"),
        ((("2024-11-01", "2024-02-19"), ("told=yes", "told=no")), "第六十四条"),
        ((("2024-11-01", "2025-02-04"), ("=direct", "=after_reconsideration")), "《行政诉讼法》第四十五条"),
        ((("2024-11-01", "2024-06-17"), ("=direct", "=inaction")), "第六十六条"),
    ],
)
def test_a_suit_brought_too_late_is_answered_so(change, basis):
    text = SHARED_OUT
    for old, new in change:
        text = text.replace(old, new)

    tried = answer(view(text, Litigation))

    assert basis in refusal(tried, "rule-not-met").basis
    assert answer(view(text, Litigation), pleas=["out_of_time"]).refusals == ()


@pytest.mark.parametrize(
    "change",
    [
        (("2024-11-01", "2024-08-20"),),
        (("2024-11-01", "2024-02-20"), ("told=yes", "told=no")),
        (("2024-11-01", "2025-02-05"), ("=direct", "=after_reconsideration")),
        (("2024-11-01", "2024-06-20"), ("=direct", "=inaction")),
    ],
)
def test_a_suit_brought_on_the_last_day_is_in_time(change):
    text = SHARED_OUT
    for old, new in change:
        text = text.replace(old, new)

    assert answer(view(text, Litigation)).refusals == ()


# 出庭 -----------------------------------------------------------------------------------------------


def test_staff_stand_for_the_organ_and_not_only_those_who_acted():
    line = "2025-03-06 assigned 方静 office=执法队 handler=司云帆 stop_execution=no"

    only_actors = attempt(view(SUIT, Litigation), f"{line} acted_by=[殷小寒] staff_agents=[殷小寒]")
    assert refusal(only_actors, "rule-not-met").basis == "内部管理规则D11"
    assert "field-missing" in codes(attempt(view(SUIT, Litigation), f"{line} lawyer=祁衡川"))


def test_one_or_two_stand_for_the_organ_counsel_included():
    line = "2025-03-06 assigned 方静 office=执法队 handler=司云帆 staff_agents=[司云帆,左明谦]"

    assert attempt(view(SUIT, Litigation), line).refusals == ()
    tried = attempt(view(SUIT, Litigation), f"{line} lawyer=祁衡川")
    assert refusal(tried, "rule-not-met").basis == "《行政诉讼法》第三十一条第一款"


def test_where_no_head_attends_staff_do_and_the_absence_is_explained_and_proved():
    line = "2025-04-16 heard 司云帆 head_present=no"
    why = "absence=duty absence_text=抗洪抢险 absence_proved=yes"
    case = view(ANSWERED, Litigation)

    tried = attempt(case, f"{line} {why}")
    assert refusal(tried, "rule-not-met").basis == "《行政诉讼法》第三条第三款"
    unproved = attempt(case, f"{line} {why} staff_present=[左明谦]".replace("proved=yes", "proved=no"))
    assert "第九条" in refusal(unproved, "rule-not-met").basis
    assert {one.field for one in attempt(case, line).refusals} == {
        "absence",
        "absence_text",
        "absence_proved",
    }
    assert attempt(case, f"{line} {why} staff_present=[左明谦]").refusals == ()


def test_a_summons_that_the_court_served_late_is_still_written_down():
    tried = attempt(view(ANSWERED, Litigation), "2025-04-15 summoned 司云帆 hearing_at=2025-04-16T09:00")

    assert tried.refusals == ()


def test_the_court_is_told_in_writing_that_the_act_was_changed():
    line = "2025-04-01 act_changed 桑子墨 change_kind=revoked change_text=撤销处罚决定 told_court=no"

    tried = attempt(view(ANSWERED, Litigation), line)

    assert "第八十一条" in refusal(tried, "rule-not-met").basis
    assert attempt(view(ANSWERED, Litigation), line.replace("court=no", "court=yes")).refusals == ()


def test_a_court_judges_even_where_no_defence_was_given():
    line = (
        "2025-05-12 judged 司云帆 judgment_no=行初12号 judged_on=2025-05-08 judgment_served_on=2025-05-12"
        " result=revoked"
    )

    assert attempt(view(SHARED_OUT, Litigation), line).refusals == ()


# 裁判之后 -------------------------------------------------------------------------------------------


def test_a_judgment_may_be_appealed_for_fifteen_days_a_ruling_for_ten():
    judgment = view(JUDGED, Litigation)
    ruling = view(JUDGED.replace("dismissed", "suit_rejected"), Litigation)

    assert judgment.clock("appeal_judgment").last_day == date(2025, 5, 27)
    assert judgment.clock("appeal_judgment").light(date(2025, 5, 28), 3) is Light.LAPSED
    assert judgment.clock("appeal_ruling") is None
    assert ruling.clock("appeal_ruling").last_day == date(2025, 5, 22)
    assert ruling.clock("appeal_judgment") is None


def test_a_file_is_not_closed_while_an_appeal_is_open():
    tried = attempt(view(JUDGED, Litigation), "2025-05-27 closed 司云帆")

    assert refusal(tried, "rule-not-met").basis == "《行政诉讼法》第八十五条"
    assert attempt(view(JUDGED, Litigation), "2025-05-28 closed 司云帆").refusals == ()


def test_only_the_first_instance_is_appealed():
    line = "2025-05-20 appealed 司云帆 appealed_by=plaintiff appeal_text=不服判决"

    assert attempt(view(JUDGED, Litigation), line).refusals == ()
    second = view(JUDGED.replace("instance=first", "instance=second"), Litigation)
    assert refusal(attempt(second, line), "rule-not-met").basis == "《行政诉讼法》第八十五条"
    assert second.clock("appeal_judgment") is None


def test_a_suit_lost_is_performed_and_analysed_before_it_is_closed():
    tried = attempt(view(LOST, Litigation), "2025-06-20 closed 司云帆")

    assert [one.basis for one in tried.refusals] == ["《行政诉讼法》第九十四条", "内部管理规则应诉1"]
    assert attempt(view(ANALYSED, Litigation), "2025-06-20 closed 司云帆").refusals == ()


def test_an_act_ordered_anew_is_not_the_same_again():
    line = "2025-06-10 performed 司云帆 performed_how=redone same_grounds=yes"

    tried = attempt(view(LOST, Litigation), line)

    assert refusal(tried, "rule-not-met").basis == "《行政诉讼法》第七十一条"
    assert attempt(view(f"{LOST} procedural_ground=yes", Litigation), line).refusals == ()


def test_what_the_judgment_sets_is_performed_by_its_day():
    case = view(f"{LOST} perform_by=2025-07-11", Litigation)

    assert case.clock("perform").last_day == date(2025, 7, 11)
    assert str(case.clock("perform").limit.rests_on) == "《行政诉讼法》第九十四条"


def test_information_a_court_orders_to_be_disclosed_is_disclosed_in_twenty_working_days():
    told = LOST.replace("enforcement/penalty", "disclosure").replace("revoked/redo", "ordered/duty")
    told = told.replace("2025-05-12", "2025-06-12").replace("2025-05-08", "2025-06-10")

    assert view(told, Litigation).clock("disclose").last_day == date(2025, 7, 10)


def test_advice_of_the_court_is_replied_to_by_its_day_and_before_the_file_is_closed():
    advised = f"{JUDGED}\n2025-05-13 advised 司云帆 advice_no=建1号 reply_by=2025-07-14"

    assert view(advised, Litigation).clock("reply_to_advice").last_day == date(2025, 7, 14)
    tried = attempt(view(advised, Litigation), "2025-06-20 closed 司云帆")
    assert refusal(tried, "rule-not-met").basis == "内部管理规则应诉2"
    replied = f"{advised}\n2025-06-01 replied 司云帆"
    assert attempt(view(replied, Litigation), "2025-06-20 closed 司云帆").refusals == ()
    assert "rule-not-met" in codes(attempt(view(JUDGED, Litigation), "2025-05-20 replied 司云帆"))


# 数字 -----------------------------------------------------------------------------------------------


def test_a_suit_counts_when_the_complaint_is_received():
    assert posted(SUIT, Litigation) == {"litigation.cases": 1}
    assert postings(SUIT, Litigation)[0].slices == {"subject": "enforcement/penalty", "instance": "first"}
    assert posted(SUIT.replace("=defendant", "=third_party"), Litigation) == {}


@pytest.mark.parametrize(
    ("result", "counted"),
    [
        ("dismissed", {"litigation.claims_dismissed": 1}),
        ("suit_rejected", {}),
        ("settled_or_withdrawn/withdrawn", {"litigation.settled_withdrawn": 1}),
        ("settled_or_withdrawn/mediated", {"litigation.settled_withdrawn": 1}),
        ("revoked/partly", {"litigation.lost": 1}),
        ("changed", {"litigation.lost": 1}),
        ("ordered/pay", {"litigation.lost": 1}),
        ("unlawful", {"litigation.lost": 1}),
        ("void", {"litigation.lost": 1}),
        ("dismissed compensation=500.00", {"litigation.claims_dismissed": 1, "litigation.lost": 1}),
        ("affirmed earlier_lost=yes", {"litigation.lost": 1}),
        ("affirmed earlier_lost=no", {}),
    ],
)
def test_a_suit_is_concluded_and_perhaps_lost_by_its_result(result, counted):
    told = JUDGED.replace("result=dismissed", f"result={result}")

    assert posted(told, Litigation) == {"litigation.closed": 1, **counted}


def test_a_hearing_counts_once_a_case_and_so_does_the_head_who_attends():
    assert posted(HEARD, Litigation) == {"litigation.heard": 1, "litigation.head_appearances": 1}
    again = f"{HEARD}\n2025-04-23 heard 司云帆 head_present=yes head=陆行之 post_level=deputy"
    assert posted(again, Litigation) == {}
    absent = f"{ANSWERED}\n2025-04-10 heard 司云帆 head_present=no"
    assert posted(absent, Litigation) == {"litigation.heard": 1}
    later = f"{absent}\n2025-04-16 heard 司云帆 head_present=yes head=陆行之 post_level=principal"
    assert posted(later, Litigation) == {"litigation.head_appearances": 1}
    assert postings(later, Litigation)[0].slices == {"post_level": "principal"}
