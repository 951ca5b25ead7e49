"""行政复议答复, told as events: the words of the law, one test each."""

from datetime import date

import pytest

from fazhi.core.case import Light
from fazhi.procedures.review.reconsideration import Reconsideration
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

COPY = (
    "2025-04-16 received 司云帆 subject=enforcement/penalty body=云汀区人民政府 counted_from=2025-03-20"
    " remedy_told=yes applied_on=2025-04-03 accepted_on=2025-04-10 served_on=2025-04-15 procedure=ordinary"
)
SHARED_OUT = (
    f"{COPY}\n2025-04-17 assigned 方静 office=综合行政执法队 acted_by=[殷小寒] handler=司云帆"
    " staff_agents=[司云帆] self_assessment=keep"
)
ANSWERED = f"{SHARED_OUT}\n2025-04-25 answered 司云帆 pleas=[lawful]"
DECIDED = (
    f"{ANSWERED}\n2025-06-05 decided 司云帆 decided_on=2025-06-04 decision_received_on=2025-06-05"
    " result=upheld opinion=no"
)
LOST = DECIDED.replace("result=upheld", "result=revoked/redo")
OPINION = DECIDED.replace("opinion=no", "opinion=yes opinion_received_on=2025-06-05")
LODGED = "2026-07-06 lodged 司云帆 lodged_on=2026-07-06 penalty_mode=on_the_spot penalty_no=青综执罚简3号"
EVIDENCE = {
    "facts": "经查属实",
    "propriety": "罚款在裁量基准之内",
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
    return attempt(case, "2025-04-25 answered 司云帆", form={**EVIDENCE, **changes})


@pytest.mark.parametrize("step", Reconsideration.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert [quote_stands(basis) for basis in (step.basis, *step.cites)].count(False) == 0
    assert step.basis.quote


# 经本机关提出的申请 ---------------------------------------------------------------------------------


def test_an_application_lodged_here_is_forwarded_or_granted_within_five_working_days():
    case = view(LODGED, Reconsideration)

    assert case.clock("forward").last_day == date(2026, 7, 13)
    assert case.clock("correct").last_day == date(2026, 7, 13)
    assert str(case.clock("forward").limit.rests_on) == "《行政复议法》第三十二条第二款"
    assert attempt(case, "2026-07-08 forwarded 司云帆 body=区政府 forward_note=维持").refusals == ()


def test_before_july_2026_no_time_was_set_for_an_own_correction():
    assert view(LODGED.replace("2026-07-06", "2026-06-01"), Reconsideration).clock("correct") is None


def test_an_own_correction_is_told_to_the_applicant_and_the_body():
    line = (
        "2026-07-08 self_corrected 方静 correct_kind=revoked correct_text=撤销"
        " told_applicant=yes told_body=no"
    )

    tried = attempt(view(LODGED, Reconsideration), line)

    assert refusal(tried, "rule-not-met").basis == "《行政复议法实施条例》第三十八条第一款"
    assert attempt(view(LODGED, Reconsideration), line.replace("body=no", "body=yes")).refusals == ()
    earlier = view(LODGED.replace("2026-07-06", "2026-06-01"), Reconsideration)
    assert attempt(earlier, line.replace("2026-07-08", "2026-06-03")).refusals == ()


def test_what_was_forwarded_comes_back_as_a_copy_of_the_application():
    forwarded = f"{LODGED}\n2026-07-08 forwarded 司云帆 body=区政府"
    copy = COPY.replace("2025-04-16", "2026-07-20")

    assert "out-of-turn" not in codes(attempt(view(forwarded, Reconsideration), copy))
    assert "out-of-turn" in codes(attempt(view(LODGED, Reconsideration), copy))


# 答复 -----------------------------------------------------------------------------------------------


def test_the_reply_is_due_ten_working_days_after_the_copy_was_received():
    clock = view(SHARED_OUT, Reconsideration).clock("answer")

    assert clock.last_day == date(2025, 4, 28)
    assert str(clock.limit.rests_on) == "《行政复议法》第四十八条"
    assert "调休上班" in clock.counted.explanation
    assert clock.light(date(2025, 4, 29), 3) is Light.OVERDUE


def test_under_the_simple_procedure_it_is_due_in_five():
    case = view(SHARED_OUT.replace("=ordinary", "=simple"), Reconsideration)

    assert case.clock("answer") is None
    assert case.clock("answer_simple").last_day == date(2025, 4, 22)


def test_the_organ_proves_that_its_act_was_lawful_and_proper():
    case = view(SHARED_OUT, Reconsideration)

    assert answer(case).refusals == ()
    assert "evidence" in {one.field for one in answer(case, evidence=[]).refusals}
    assert "propriety" in {one.field for one in answer(case, propriety="").refusals}


def test_the_organ_gathers_no_evidence_while_the_case_runs():
    late = {**EVIDENCE["evidence"][0], "gathered_later": "yes"}

    tried = answer(view(SHARED_OUT, Reconsideration), evidence=[late])

    assert refusal(tried, "rule-not-met").basis == "《行政复议法》第四十六条第一款"
    allowed = answer(view(SHARED_OUT, Reconsideration), evidence=[{**late, "supplement": "yes"}])
    assert allowed.refusals == ()


@pytest.mark.parametrize(
    ("late", "in_time", "told", "basis"),
    [
        ("2025-01-28", "2025-02-02", "yes", "《行政复议法》第二十条第一款"),
        ("2024-04-02", "2024-04-03", "no", "《行政复议法》第二十条第三款"),
    ],
)
def test_an_application_made_too_late_is_answered_so(late, in_time, told, basis):
    text = SHARED_OUT.replace("told=yes", f"told={told}")

    tried = answer(view(text.replace("2025-03-20", late), Reconsideration))

    assert refusal(tried, "rule-not-met").basis == basis
    assert answer(view(text.replace("2025-03-20", in_time), Reconsideration)).refusals == ()
    pleaded = answer(view(text.replace("2025-03-20", late), Reconsideration), pleas=["out_of_time"])
    assert pleaded.refusals == ()


def test_one_or_two_of_the_staff_stand_for_the_organ_never_counsel_alone():
    line = (
        "2025-04-17 assigned 方静 office=执法队 handler=司云帆 self_assessment=keep stop_execution=no"
        " lawyer=祁衡川"
    )
    case = view(COPY, Reconsideration)

    assert refusal(attempt(case, line), "field-missing").field == "staff_agents"
    assert attempt(case, f"{line} staff_agents=[司云帆,左明谦]").refusals == ()
    three = attempt(case, f"{line} staff_agents=[司云帆,左明谦,桑子墨]")
    assert refusal(three, "field-invalid").field == "staff_agents"
    only_actors = attempt(case, f"{line} acted_by=[殷小寒] staff_agents=[殷小寒]")
    assert refusal(only_actors, "rule-not-met").basis == "内部管理规则D11"


def test_the_author_of_a_document_answers_for_it_in_ten_working_days():
    asked = f"{SHARED_OUT}\n2025-05-06 norm_asked 司云帆 norm_asked_on=2025-05-06 norm_clause=第三条"

    assert view(asked, Reconsideration).clock("answer_norm").last_day == date(2025, 5, 20)
    line = "2025-05-12 norm_answered 司云帆 norm_answer=符合上位法"
    assert attempt(view(asked, Reconsideration), line).refusals == ()
    tried = attempt(view(SHARED_OUT, Reconsideration), line)
    assert refusal(tried, "rule-not-met").basis == "《行政复议法》第五十八条第一款"


# 听证和决定 -----------------------------------------------------------------------------------------


def test_a_head_attends_the_hearing_or_explains_and_sends_staff():
    line = "2025-05-13 heard 司云帆 head_present=no absence=duty absence_text=抗洪抢险 absence_proved=yes"

    tried = attempt(view(ANSWERED, Reconsideration), line)

    assert refusal(tried, "rule-not-met").basis == "《行政复议法》第五十一条第三款"
    assert attempt(view(ANSWERED, Reconsideration), f"{line} staff_present=[左明谦]").refusals == ()


def test_a_notice_of_hearing_that_came_late_is_still_written_down():
    line = "2025-05-12 notified 司云帆 hearing_at=2025-05-13T09:00 hearing_matter=处罚事实"

    assert attempt(view(ANSWERED, Reconsideration), line).refusals == ()


def test_the_body_decides_in_sixty_days_which_it_may_lengthen_by_thirty():
    extended = f"{ANSWERED}\n2025-06-03 extended 司云帆"

    assert view(ANSWERED, Reconsideration).clock("decide").last_day == date(2025, 6, 9)
    assert view(extended, Reconsideration).clock("decide").last_day == date(2025, 7, 9)
    assert not view(ANSWERED, Reconsideration).clock("decide").binding


def test_under_the_simple_procedure_it_decides_in_thirty():
    case = view(ANSWERED.replace("=ordinary", "=simple"), Reconsideration)

    assert case.clock("decide_simple").last_day == date(2025, 5, 12)


def test_while_a_case_is_suspended_the_time_to_decide_stands_still():
    suspended = f"{ANSWERED}\n2025-05-06 suspended 司云帆 suspend_reason=norm_own"
    resumed = f"{suspended}\n2025-05-26 resumed 司云帆"

    assert view(suspended, Reconsideration).clock("decide").last_day is None
    assert view(suspended, Reconsideration).clock("deal_with_norm").last_day == date(2025, 6, 5)
    assert view(resumed, Reconsideration).clock("decide").last_day > date(2025, 6, 25)
    tried = attempt(view(ANSWERED, Reconsideration), "2025-05-26 resumed 司云帆")
    assert refusal(tried, "rule-not-met").basis == "《行政复议法》第三十九条第二款"


# 决定之后 -------------------------------------------------------------------------------------------


def test_what_was_decided_is_performed_before_the_file_is_closed():
    tried = attempt(view(LOST, Reconsideration), "2025-07-01 closed 司云帆")

    assert [one.basis for one in tried.refusals] == ["《行政复议法》第七十七条第一款", "内部管理规则应诉1"]
    done = f"{LOST}\n2025-06-20 performed 司云帆 performed_how=full\n2025-06-21 analysed 司云帆 causes=facts"
    assert attempt(view(done, Reconsideration), "2025-07-01 closed 司云帆").refusals == ()
    assert attempt(view(DECIDED, Reconsideration), "2025-07-01 closed 司云帆").refusals == ()


def test_a_mediation_paper_is_performed_too():
    case = view(DECIDED.replace("=upheld", "=mediated"), Reconsideration)

    tried = attempt(case, "2025-07-01 closed 司云帆")

    assert refusal(tried, "rule-not-met").basis == "《行政复议法》第七十七条第一款"


def test_an_act_ordered_anew_is_not_the_same_again_unless_only_the_procedure_was_wrong():
    line = "2025-06-20 performed 司云帆 performed_how=redone same_grounds=yes"

    tried = attempt(view(LOST, Reconsideration), line)

    assert refusal(tried, "rule-not-met").basis == "《行政复议法》第六十四条第二款"
    assert attempt(view(f"{LOST} procedural_ground=yes", Reconsideration), line).refusals == ()


def test_from_july_2026_an_act_is_made_anew_within_sixty_days_where_nothing_else_is_set():
    later = LOST.replace("2025-06-05", "2026-07-06")

    assert view(LOST, Reconsideration).clock("redo") is None
    assert view(later, Reconsideration).clock("redo").last_day == date(2026, 9, 4)
    case = view(f"{later} perform_by=2026-08-14", Reconsideration)
    assert case.clock("redo") is None
    assert case.clock("perform").last_day == date(2026, 8, 14)


def test_what_was_done_about_an_opinion_is_reported_within_sixty_days():
    case = view(OPINION, Reconsideration)

    assert case.clock("report").last_day == date(2025, 8, 4)
    tried = attempt(case, "2025-07-01 closed 司云帆")
    assert refusal(tried, "rule-not-met").basis == "《行政复议法》第七十六条"
    reported = f"{OPINION}\n2025-06-30 reported 司云帆"
    assert attempt(view(reported, Reconsideration), "2025-07-01 closed 司云帆").refusals == ()


# 数字 -----------------------------------------------------------------------------------------------


def test_a_case_counts_when_the_copy_is_received():
    assert posted(COPY, Reconsideration) == {"reconsideration.cases": 1}
    assert postings(COPY, Reconsideration)[0].slices == {"subject": "enforcement/penalty"}
    assert posted(LODGED, Reconsideration) == {}


@pytest.mark.parametrize(
    ("result", "corrected"),
    [
        ("upheld", False),
        ("claim_rejected", False),
        ("application_rejected", False),
        ("mediated", False),
        ("ended/settled", False),
        ("changed", True),
        ("revoked", True),
        ("revoked/partly", True),
        ("unlawful", True),
        ("void", True),
        ("ordered", True),
    ],
)
def test_a_case_is_concluded_and_perhaps_corrected_by_its_result(result, corrected):
    told = DECIDED.replace("result=upheld", f"result={result}")

    counted = {"reconsideration.corrected": 1} if corrected else {}
    assert posted(told, Reconsideration) == {"reconsideration.closed": 1, **counted}


def test_a_written_opinion_counts_with_the_decision():
    assert posted(OPINION, Reconsideration) == {"reconsideration.closed": 1, "reconsideration.opinions": 1}
