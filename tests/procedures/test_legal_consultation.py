"""法律咨询服务, told as questions at the window and on the platform."""

import pytest

from fazhi.procedures.service.legal_consultation import LegalConsultation
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

ASKED = "2025-06-03 asked 季晚晴/window_clerk channel={} topic=civil/labour group=migrant_workers"
ANSWERED = f"{ASKED}\n2025-06-04 answered 祁衡川/counsel persons=3 aid_told=yes"
CLOSED = f"{ANSWERED}\n2025-06-20 closed 祁衡川/counsel solved=referred recovered=18600.00"


@pytest.mark.parametrize("step", LegalConsultation.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote
    assert all(quote_stands(one) is not False for one in step.cites)


def test_who_asks_is_told_of_legal_aid():
    case = view(ASKED.format("window"), LegalConsultation)
    line = "2025-06-04 answered 祁衡川/counsel persons=1 aid_told={}"
    found = refusal(attempt(case, line.format("no"), form={"answer": "可以申请仲裁。"}), "rule-not-met")

    assert found.basis == "《法律援助法》第二十三条"
    assert attempt(case, line.format("yes"), form={"answer": "可以申请仲裁。"}).refusals == ()


def test_who_asked_need_not_be_named_and_what_is_told_is_sealed():
    form = LegalConsultation.step("asked").form
    sealed = {one.name for one in LegalConsultation.fields().values() if one.sealed}

    assert not next(one for one in form.fields if one.name == "caller").required
    assert {"caller", "sex", "age", "phone", "question", "answer"} <= sealed


def test_a_question_passed_on_has_the_hand_of_whom_it_was_passed_to():
    answerer = next(one for one in LegalConsultation.step("assigned").form.fields)

    assert (answerer.name, answerer.acting) == ("answerer", True)


def test_who_answered_does_not_enter_the_rating():
    case = view(ANSWERED.format("window"), LegalConsultation)
    line = "2025-06-05 rated {} satisfaction=very"

    assert refusal(attempt(case, line.format("祁衡川/counsel")), "same-hand").basis
    assert attempt(case, line.format("季晚晴/window_clerk")).refusals == ()


def test_nothing_is_closed_before_it_is_answered():
    tried = attempt(
        view(ASKED.format("window"), LegalConsultation), "2025-06-04 closed 祁衡川/counsel solved=answered"
    )

    assert "out-of-turn" in codes(tried)


def test_the_way_on_opens_what_it_leads_to():
    assert [one.procedure for one in LegalConsultation.step("guided").opens] == ["mediation", "legal_aid"]


def test_persons_are_counted_when_they_are_answered_by_channel_topic_and_group():
    assert posted(ANSWERED.format("window"), LegalConsultation) == {"legal_service.consult_persons": 3}
    [posting] = postings(ANSWERED.format("window"), LegalConsultation)
    assert posting.slices == {"channel": "window", "topic": "civil/labour", "group": "migrant_workers"}


def test_what_is_answered_on_the_platform_is_counted_apart():
    assert posted(ANSWERED.format("platform"), LegalConsultation) == {
        "legal_service.consult_persons": 3,
        "legal_service.online_services": 3,
    }


def test_what_is_closed_counts_who_was_served_and_what_was_recovered():
    assert posted(CLOSED.format("window"), LegalConsultation) == {
        "legal_service.persons": 3,
        "legal_service.debt_recovered": 18600,
    }
