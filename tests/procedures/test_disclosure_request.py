"""依申请公开, told as requests."""

from datetime import date

import pytest

from fazhi.procedures.decision.disclosure_request import DisclosureRequest
from fazhi.procedures.decision.disclosure_request_forms import (
    PROVISIONS,
    RESULTS,
    Answer,
    Ending,
    Receipt,
)
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

RECEIVED = """
    2025-03-03  received  叶初晴  channel=net arrived_on=2025-03-02 confirmed_on=2025-03-03 \
received_on=2025-03-03 applicant_kind=individual clear=yes
"""
REGISTERED = RECEIVED + "\n2025-03-04 registered 叶初晴 office=城管办 affects_third_party=no"
HARMFUL = REGISTERED.replace("affects_third_party=no", "affects_third_party=yes")
CONSULTED = HARMFUL + "\n2025-03-10 consulted 叶初晴 consulted_whom=[third_party]"
OPINED = CONSULTED + "\n2025-03-24 opined 叶初晴 third_party_view=agrees"
SEARCHED = REGISTERED + "\n2025-03-06 drafted 叶初晴 searched=done severable=no"
REVIEWED = SEARCHED + "\n2025-03-07 reviewed 苗若溪 reviewed_as=may"
ANSWERED = REVIEWED + "\n2025-03-10 answered 傅知微 result=disclosed access=provided"
SERVED = ANSWERED + "\n2025-03-11 served 叶初晴 served_on=2025-03-11"
CLOSED = SERVED + "\n2025-03-12 closed 康景行"
ANSWER = (
    "2025-03-10 answered 傅知微/office_head {} facts=经查 reconsideration_organ=云汀区人民政府"
    " court=云汀区人民法院"
)
TO_CORRECT = REGISTERED + "\n2025-03-05 corrected 叶初晴 to_correct=请写明文号 correct_by=2025-03-20"


def asked(text=REGISTERED, **known):
    return view(text, DisclosureRequest, **known)


def article(case, answer):
    return refusal(attempt(case, ANSWER.format(answer)), "rule-not-met").basis


@pytest.mark.parametrize("step", DisclosureRequest.parts.steps, ids=lambda step: step.name)
def test_every_step_and_rule_rests_on_words_that_stand(step):
    found = [quote_stands(basis) for basis in (step.basis, *step.cites, *(one.basis for one in step.needs))]
    assert False not in found


def test_a_request_goes_from_receipt_to_the_file():
    assert [asked(text).stage.label for text in (RECEIVED, REGISTERED, ANSWERED, SERVED, CLOSED)] == [
        "待登记",
        "办理中",
        "待送达",
        "待归档",
        "已归档",
    ]


@pytest.mark.parametrize(
    ("channel", "day"),
    [
        ("in_person", "2025-03-03"),
        ("letter/signed", "2025-03-03"),
        ("oral", "2025-03-03"),
        ("letter/plain", "2025-03-06"),
        ("fax", "2025-03-06"),
        ("net", "2025-03-06"),
        ("email", "2025-03-06"),
    ],
)
def test_the_day_of_receipt_follows_the_way_it_came(channel, day):
    values = {"channel": channel, "arrived_on": "2025-03-03", "confirmed_on": "2025-03-06"}

    assert Receipt.read(values).values["received_on"] == day


def test_nobody_writes_another_day_of_receipt_or_another_remedy():
    day = Receipt.read({"channel": "in_person", "arrived_on": "2025-03-03", "received_on": "2025-03-05"})
    remedy = attempt(asked(SEARCHED), ANSWER.format("result=refused/process remedy=choice"))

    assert any("第三十一条" in problem.message for problem in day.problems)
    assert "《行政复议法》第二十三条" in refusal(remedy, "field-invalid").message


def test_what_comes_over_the_net_is_confirmed_with_the_applicant():
    tried = attempt(
        asked(""), "2025-03-03 received 叶初晴/disclosure_officer channel=net arrived_on=2025-03-03"
    )

    assert "confirmed_on" in [one.field for one in tried.refusals]


def test_only_who_can_hardly_write_may_ask_by_word_of_mouth():
    tried = attempt(
        asked(""), "2025-03-03 received 叶初晴/disclosure_officer channel=oral arrived_on=2025-03-03"
    )

    assert "oral_reason" in [one.field for one in tried.refusals]


def test_it_is_answered_within_twenty_working_days_of_receipt():
    clock = asked().clock("answer")
    autumn = asked(RECEIVED.replace("2025-03-0", "2025-09-2").replace("2025-09-23", "2025-09-25"))

    assert clock.limit.code == "ID-03"
    assert clock.last_day == date(2025, 3, 31)
    assert autumn.clock("answer").last_day == date(2025, 10, 29)  # 1 to 8 October off, 28 September worked
    assert not asked(ANSWERED).clock("answer").late


def test_the_time_of_an_opinion_is_not_counted():
    running, over = asked(CONSULTED).clock("answer"), asked(OPINED).clock("answer")

    assert running.last_day is None
    assert over.last_day == date(2025, 4, 15)
    assert "暂停计算" in over.counted.explanation


def test_it_may_be_prolonged_once_by_twenty_working_days():
    line = (
        "2025-03-28 extended 傅知微/office_head extended_to={}"
        " extension_reason=资料较多 extension_told_on=2025-03-28"
    )
    extended = REGISTERED + "\n" + line.format("2025-04-28").replace("/office_head", "")

    assert attempt(asked(), line.format("2025-04-28")).refusals == ()
    assert asked(extended).clock("answer").last_day == date(2025, 4, 28)
    too_far = refusal(attempt(asked(), line.format("2025-04-29")), "rule-not-met")
    again = refusal(attempt(asked(extended), line.format("2025-04-28")), "rule-not-met")
    late = attempt(asked(), line.format("2025-04-28").replace("2025-03-28 ", "2025-04-01 "))
    assert {too_far.basis, again.basis, refusal(late, "rule-not-met").basis} == {
        "《政府信息公开条例》第三十三条第二款"
    }


def test_only_the_head_of_the_disclosure_office_prolongs_it():
    assert "wrong-post" in codes(attempt(asked(), "2025-03-28 extended 叶初晴/disclosure_officer"))


def test_a_correction_is_asked_within_seven_working_days_and_once():
    unclear = asked(REGISTERED.replace("clear=yes", "clear=no"))
    line = "{} corrected 叶初晴/disclosure_officer to_correct=请写明文号 correct_by=2025-03-20"

    assert unclear.clock("tell_correction").last_day == date(2025, 3, 12)
    assert unclear.clock("tell_correction").limit.code == "ID-02"
    assert asked().clock("tell_correction") is None
    assert attempt(unclear, line.format("2025-03-12")).refusals == ()
    late = refusal(attempt(unclear, line.format("2025-03-13")), "rule-not-met")
    completed = TO_CORRECT + "\n2025-03-10 completed 叶初晴 corrected_on=2025-03-10"
    again = refusal(attempt(asked(completed), line.format("2025-03-11")), "rule-not-met")
    assert late.basis == again.basis == "《政府信息公开条例》第三十条"


def test_the_days_to_answer_begin_anew_when_the_correction_comes():
    case = asked(TO_CORRECT + "\n2025-03-10 completed 叶初晴 corrected_on=2025-03-10")

    assert case.clock("answer").met.step == "corrected"
    assert case.clock("answer_after_completion").last_day == date(2025, 4, 8)  # 4 to 6 April off


def test_who_does_not_correct_in_time_gives_up_the_request():
    line = "{} ended 傅知微/office_head ending=not_corrected ending_reason=未补正"
    case = asked(TO_CORRECT)

    early = refusal(attempt(case, line.format("2025-03-20")), "rule-not-met")
    assert early.basis == "《政府信息公开条例》第三十条"
    assert attempt(case, line.format("2025-03-21")).refusals == ()
    assert "rule-not-met" in codes(attempt(asked(), line.format("2025-03-21")))


def test_a_late_correction_needs_good_reason():
    line = "2025-03-24 completed 叶初晴/disclosure_officer wanted=文号 corrected_on=2025-03-24"
    case = asked(TO_CORRECT)

    assert refusal(attempt(case, line), "rule-not-met").basis == "《政府信息公开条例》第三十条"
    assert attempt(case, f"{line} late_justified=yes late_reason=住院").refusals == ()


def test_a_request_stays_unclear_only_after_correction():
    assert article(asked(), "result=unavailable/still_unclear") == "《政府信息公开条例》第三十条"


def test_a_third_party_who_would_be_harmed_is_asked_before():
    answer = "result=disclosed access=published access_text=网站"

    assert article(asked(HARMFUL), answer) == "《政府信息公开条例》第三十二条"
    assert attempt(asked(OPINED), ANSWER.format(answer).replace("03-10", "03-25")).refusals == ()


def test_the_third_party_has_fifteen_working_days_and_silence_leaves_it_to_the_office():
    case = asked(CONSULTED)
    clock = case.clock("third_party")
    line = "{} opined 叶初晴/disclosure_officer third_party_view=silent"

    assert (clock.limit.code, clock.last_day) == ("ID-05", date(2025, 3, 31))
    assert not clock.binding
    assert clock.limit.silence == "第三方逾期未提出意见的，由行政机关决定是否公开"
    early = refusal(attempt(case, line.format("2025-03-31")), "rule-not-met")
    assert early.basis == "《政府信息公开条例》第三十二条"
    assert attempt(case, line.format("2025-04-01")).refusals == ()


def test_an_organ_that_made_it_too_agrees_by_silence():
    case = asked(CONSULTED.replace("[third_party]", "[co_maker]"))
    line = "{} opined 叶初晴/disclosure_officer organ_view=silent"

    assert case.clock("co_maker").limit.code == "ID-06"
    assert case.clock("co_maker").last_day == date(2025, 3, 31)
    assert case.clock("co_maker").limit.silence == "逾期未提出意见的视为同意公开"
    early = refusal(attempt(case, line.format("2025-03-31")), "rule-not-met")
    assert early.basis == "《政府信息公开条例》第三十四条"
    assert attempt(case, line.format("2025-04-01")).refusals == ()


def test_the_days_for_an_opinion_run_from_the_day_the_letter_came():
    case = asked(CONSULTED + " letter_received_on=2025-03-12")

    assert case.clock("third_party").last_day == date(2025, 4, 2)


def test_no_answer_goes_out_while_an_opinion_is_out_and_no_second_round_begins():
    case = asked(CONSULTED)

    found = refusal(attempt(case, "2025-03-12 consulted 叶初晴/disclosure_officer"), "rule-not-met")
    assert found.basis == "《政府信息公开条例》第三十二条"
    bases = [
        one.basis
        for one in attempt(case, ANSWER.format("result=not_processed/confirm")).refusals
        if one.code == "rule-not-met"
    ]
    assert bases == ["《政府信息公开条例》第三十三条第三款"]


def test_a_reasoned_objection_yields_only_to_a_grave_public_interest_that_is_told():
    case = asked(
        OPINED.replace("third_party_view=agrees", "third_party_view=objects")
        + "\n2025-03-24 reviewed 苗若溪 reviewed_as=may"
    )
    line = ANSWER.replace("03-10", "03-25")
    plain = "result=disclosed access=provided"

    for more in ("", " public_interest=yes"):
        found = refusal(attempt(case, line.format(plain + more)), "rule-not-met")
        assert found.basis == "《政府信息公开条例》第三十二条"
    told = f"{plain} public_interest=yes third_party_told=yes"
    assert attempt(case, line.format(told)).refusals == ()
    assert attempt(case, line.format("result=refused/third_party")).refusals == ()


def test_what_concerns_another_organ_is_confirmed_with_it():
    case = asked(REVIEWED.replace("affects_third_party=no", "affects_third_party=no involves_organ=yes"))

    assert article(case, "result=disclosed access=provided") == "《政府信息公开条例》第十一条第一款"


def test_what_is_disclosed_is_reviewed_unless_it_is_out_already():
    unreviewed = asked(SEARCHED)

    assert article(unreviewed, "result=disclosed access=provided") == "《政府信息公开条例》第十七条第二款"
    withheld = asked(REVIEWED.replace("reviewed_as=may", "reviewed_as=may_not"))
    assert article(withheld, "result=partly access=provided withheld=process") == (
        "《政府信息公开条例》第十七条第二款"
    )
    out = "result=disclosed access=published access_text=政府网站"
    assert attempt(unreviewed, ANSWER.format(out)).refusals == ()


def test_what_can_be_answered_on_the_spot_is():
    on_the_spot = ANSWER.replace("2025-03-10", "2025-03-04").format(
        "result=disclosed access=published access_text=政府网站"
    )

    assert attempt(asked(), on_the_spot).refusals == ()


def test_only_what_was_searched_for_does_not_exist():
    answer = "result=unavailable/not_held not_held=nonexistent"

    assert article(asked(), answer) == "《政府信息公开条例》第三十六条第四项"
    assert attempt(asked(SEARCHED), ANSWER.format(answer)).refusals == ()


def test_what_can_be_severed_is_disclosed_in_part():
    case = asked(SEARCHED.replace("severable=no", "severable=yes"))

    assert article(case, "result=refused/process") == "《政府信息公开条例》第三十七条"


def test_a_request_is_excessive_only_after_reasons_were_asked():
    asked_why = asked(REGISTERED + "\n2025-03-06 explained 叶初晴 explain_by=2025-03-08")

    assert article(asked(), "result=not_processed/excessive") == "《政府信息公开条例》第三十五条"
    assert attempt(asked_why, ANSWER.format("result=not_processed/excessive")).refusals == ()


def test_a_reasonable_request_beyond_the_term_gets_a_reasonable_day():
    explained = REGISTERED + "\n2025-03-06 explained 叶初晴 explain_by=2025-03-08"
    line = "2025-03-12 deferred 傅知微/office_head reason_found=课题需要 deferred_to=2025-06-30"

    assert refusal(attempt(asked(), line), "rule-not-met").basis == "《政府信息公开条例》第三十五条"
    assert attempt(asked(explained), line).refusals == ()
    deferred = explained + "\n2025-03-12 deferred 傅知微 deferred_to=2025-06-30"
    assert asked(deferred).clock("answer").last_day == date(2025, 6, 30)


def test_a_repeat_names_a_request_that_was_answered():
    answer = "result=not_processed/repeat earlier=990101001-7 earlier_no=青槐街信公开〔2024〕3号"
    open_one = linked("disclosure_request", steps=("received",))
    done = linked("disclosure_request", steps=("received", "answered"))

    assert article(asked(refs={"990101001-7": open_one}), answer) == "《政府信息公开条例》第三十六条第六项"
    assert attempt(asked(refs={"990101001-7": done}), ANSWER.format(answer)).refusals == ()
    bare = attempt(asked(), ANSWER.format("result=not_processed/repeat"))
    assert [one.field for one in bare.refusals] == ["earlier_no"]


def test_information_is_free_and_a_fee_not_paid_ends_only_what_was_charged():
    line = "2025-04-10 ended 傅知微/office_head ending=fee_unpaid ending_reason=未缴费"
    charged = asked(REGISTERED + "\n2025-03-10 charged 傅知微 fee=300.00 pay_by=2025-04-08")

    found = refusal(attempt(asked(), line), "rule-not-met")
    assert found.basis == "《政府信息公开条例》第四十二条第一款"
    assert attempt(charged, line).refusals == ()
    assert charged.clock("pay").last_day == date(2025, 4, 8)
    assert "rule-not-met" in codes(attempt(charged, line.replace("2025-04-10", "2025-04-08")))


@pytest.mark.parametrize("result", ["refused", "unavailable", "not_processed"])
def test_a_result_is_told_as_the_yearly_table_asks_it(result):
    tried = attempt(asked(), ANSWER.format(f"result={result}"))

    assert any("选到具体情形" in one.message for one in tried.refusals)


def test_another_ending_is_a_row_of_the_yearly_table_and_no_answer():
    assert Ending.read({"ending": "fee_unpaid"}).values["result"] == "other/fee_unpaid"
    assert "field-invalid" in codes(attempt(asked(), ANSWER.format("result=other/other")))


def test_every_kind_of_answer_has_its_provision():
    groups = {"refused", "unavailable", "not_processed"}

    assert {code for code in RESULTS if not code.startswith("other")} - groups == set(PROVISIONS)


@pytest.mark.parametrize("result", sorted(PROVISIONS))
def test_every_answer_tells_the_provision_it_rests_on(result):
    assert Answer.derived({"result": result})["legal_ground"].endswith(PROVISIONS[result])


@pytest.mark.parametrize(
    ("values", "remedy"),
    [
        ({"result": "refused/state_secret"}, "first"),
        ({"result": "refused/third_party"}, "first"),
        ({"result": "refused/case_file"}, "first"),
        ({"result": "partly", "withheld": "process"}, "first"),
        ({"result": "partly", "withheld": "not_information"}, "choice"),
        ({"result": "refused/query"}, "choice"),
        ({"result": "unavailable/not_held"}, "choice"),
        ({"result": "disclosed"}, "choice"),
    ],
)
def test_who_is_refused_turns_to_reconsideration_first(values, remedy):
    assert Answer.derived(values)["remedy"] == remedy


def test_drafter_reviewer_and_signer_are_three():
    assert "same-hand" in codes(attempt(asked(SEARCHED), "2025-03-07 reviewed 叶初晴/secrecy_reviewer"))
    assert "same-hand" in codes(attempt(asked(REVIEWED), ANSWER.format("").replace("傅知微", "叶初晴")))
    assert "same-hand" in codes(attempt(asked(REVIEWED), ANSWER.format("").replace("傅知微", "苗若溪")))


def test_an_answer_sent_for_legality_review_waits_for_it():
    answer = "result=refused/process"
    out = linked("legality_review", steps=("submitted",))
    passed = linked("legality_review", steps=("submitted", "issued"), conclusion="pass")

    assert article(asked(SEARCHED, links=(out,)), answer) == "内部管理规则（答复先审后签）"
    assert attempt(asked(SEARCHED, links=(passed,)), ANSWER.format(answer)).refusals == ()


def test_what_a_court_orders_is_disclosed_within_twenty_working_days():
    case = asked(CLOSED + "\n2025-08-05 judged 楚怀瑾/justice_head judged_on=2025-08-01")
    done = asked(
        CLOSED
        + "\n2025-08-05 judged 楚怀瑾/justice_head judged_on=2025-08-01"
        + "\n2025-08-29 performed 叶初晴 performed_text=已公开"
    )

    assert (case.clock("obey").limit.code, case.clock("obey").last_day) == ("ID-07", date(2025, 8, 29))
    assert not done.clock("obey").late
    assert done.stage.final


def test_requests_are_counted_by_kind_of_applicant_and_way():
    [request, stock] = sorted(postings(RECEIVED, DisclosureRequest), key=lambda one: one.indicator)

    assert posted(RECEIVED, DisclosureRequest) == {
        "disclosure.requests": 1,
        "disclosure.requests_carried": 1,
    }
    assert request.slices == {"applicant_kind": "individual", "channel": "net"}
    assert stock.slices == {"applicant_kind": "individual"}


def test_an_answer_and_another_ending_are_counted_with_their_result_and_carried_no_more():
    given_up = TO_CORRECT + "\n2025-03-21 ended 傅知微 ending=not_corrected result=other/not_corrected"

    for text, result in ((ANSWERED, "disclosed"), (given_up, "other/not_corrected")):
        assert posted(text, DisclosureRequest) == {
            "disclosure.requests_answered": 1,
            "disclosure.requests_carried": -1,
        }
        [answer] = [one for one in postings(text, DisclosureRequest) if one.indicator.endswith("answered")]
        assert answer.slices == {"result": result, "applicant_kind": "individual"}
    assert posted(SERVED, DisclosureRequest) == {}
