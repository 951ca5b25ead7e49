"""信访事项, told as petitions."""

from datetime import date

import pytest

from fazhi.procedures.mediation.dispute import Dispute
from fazhi.procedures.mediation.mediation import Mediation
from fazhi.procedures.mediation.petition import Petition
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

RECEIVED = """
    2025-03-03  received  卫思齐  channel=visit origin=direct received_on=2025-03-03 \
category=appeal reachable=yes
"""
REGISTERED = (
    RECEIVED
    + "\n2025-03-03 registered 卫思齐 anonymous=no persons=8 joint=yes representatives=3 subject=路灯长期不亮"
    + " field_of_matter=construction first_or_repeat=first assigned_level=none registered_level=here"
    + " urgent=no"
)
TOLD = REGISTERED + "\n2025-03-05 told 卫思齐 told_as=received told_way=on_spot"
ROUTED = TOLD + "\n2025-03-06 routed 卫思齐 legal_path=opinion path_body=街道 leader_led=no"
ACCEPTED = ROUTED + "\n2025-03-10 accepted 卫思齐 office=城管办 handler=阮望岳 conflict=no"
LOOKED = (
    ACCEPTED
    + "\n2025-03-20 investigated 秦牧川/office_head investigators=[秦牧川] conflict=no statement_heard=yes"
)
ANSWERED = LOOKED + "\n2025-05-08 answered 梁以宁 opinion=support legal_ground=条例 execution=限期修复"
SERVED = ANSWERED + "\n2025-05-10 served 卫思齐 served_on=2025-05-10"
ASKED = SERVED + "\n2025-06-09 review_asked 卫思齐 review_asked_on=2025-06-09 review_body=区政府"
REVIEWED = ASKED + "\n2025-07-09 reviewed 卫思齐 review_result=upheld review_served_on=2025-07-10"
RECHECK = REVIEWED + "\n2025-08-08 recheck_asked 卫思齐 recheck_asked_on=2025-08-08 recheck_body=市政府"
ANNULLED = (ASKED + REVIEWED.removeprefix(ASKED)).removeprefix(SERVED).replace("=upheld", "=annulled")
REDONE = "\n2025-07-12 redone 梁以宁 redo_by=2025-08-20"
ACCUSATION = RECEIVED.replace("category=appeal", "category=accusation")
ACCUSED = (
    ACCUSATION
    + "\n2025-03-03 registered 卫思齐 anonymous=no persons=1 joint=no first_or_repeat=first"
    + " assigned_level=none registered_level=here urgent=no"
    + "\n2025-03-04 routed 卫思齐 legal_path=discipline path_body=区纪委监委 leader_led=no"
)
REGISTER = (
    "2025-03-03 registered 卫思齐/petition_officer anonymous=yes persons=8 joint=yes representatives={}"
    " first_or_repeat=first assigned_level=none registered_level=here urgent=no {}"
)
OPINION = (
    "2025-05-08 answered 梁以宁/deputy_law opinion=support claim=修复 answer_text=支持 legal_ground=条例"
    " review_organ=区政府"
    " execution=限期修复"
)


def case(text, **known):
    return view(text, Petition, **known)


def basis(text, line, **known):
    return refusal(attempt(case(text, **known), line), "rule-not-met").basis


@pytest.mark.parametrize("step", Petition.parts.steps, ids=lambda step: step.name)
def test_every_step_and_rule_rests_on_words_that_stand(step):
    found = [quote_stands(basis) for basis in (step.basis, *step.cites, *(one.basis for one in step.needs))]
    assert False not in found


def test_a_petition_goes_from_receipt_to_its_end():
    closed = SERVED + "\n2025-05-12 closed 卫思齐"

    assert [case(text).stage.label for text in (RECEIVED, TOLD, ACCEPTED, ANSWERED, SERVED, closed)] == [
        "待登记",
        "待甄别",
        "办理中",
        "待送达",
        "待办结",
        "已办结",
    ]


def test_who_comes_with_one_matter_sends_at_most_five():
    asked = "subject=路灯 field_of_matter=construction request=修复"

    assert basis(RECEIVED, REGISTER.format(6, asked)) == "《信访工作条例》第二十条第三款"
    assert attempt(case(RECEIVED), REGISTER.format(5, asked)).refusals == ()


def test_what_is_asked_is_written_down():
    tried = attempt(case(RECEIVED), REGISTER.format(5, ""))

    assert [one.field for one in tried.refusals] == ["subject", "field_of_matter", "request"]


def test_what_an_accusation_says_is_not_entered():
    plain = REGISTER.format(1, "").replace("persons=8", "persons=1")

    assert attempt(case(ACCUSATION), plain).refusals == ()
    told = attempt(case(ACCUSATION), f"{plain} facts=反映某人")
    assert "第三十条" in refusal(told, "field-invalid").message


def test_no_field_of_a_petition_lists_or_rates_persons():
    names = " ".join(field.label for field in Petition.fields().values())

    assert not [word for word in ("重点人", "风险", "稳控", "轨迹", "黑名单", "缠访") if word in names]
    assert Petition.fields()["petitioners"].form.sealed_fields


@pytest.mark.parametrize(
    ("text", "limit", "code", "day"),
    [
        (RECEIVED, "tell", "PE-02", date(2025, 3, 18)),
        (RECEIVED.replace("=direct", "=transferred"), "tell_of_referred", "PE-03", date(2025, 3, 18)),
        (RECEIVED.replace("=direct", "=transferred"), "object", "PE-04", date(2025, 3, 10)),
        (ACCUSATION, "forward", "PE-01", date(2025, 3, 18)),
        (ACCEPTED, "settle_in_time", "PE-05", date(2025, 5, 9)),
        (SERVED, "ask_review", "PE-07", date(2025, 6, 9)),
        (ASKED, "review", "PE-08", date(2025, 7, 9)),
        (REVIEWED, "ask_recheck", "PE-09", date(2025, 8, 11)),  # 9 August was a Saturday
        (RECHECK, "recheck", "PE-10", date(2025, 9, 8)),  # 7 September was a Sunday
    ],
)
def test_each_limit_has_its_last_day(text, limit, code, day):
    clock = case(text).clock(limit)

    assert (clock.limit.code, clock.last_day) == (code, day)


def test_a_last_day_in_a_holiday_moves_with_a_warning():
    clock = case(RECEIVED.replace("2025-03-03", "2025-09-22")).clock("tell")

    assert (clock.counted.raw_end, clock.last_day) == (date(2025, 10, 7), date(2025, 10, 9))
    assert "未写明顺延" in clock.counted.explanation


def test_who_cannot_be_reached_need_not_be_told():
    unknown = ROUTED.replace("reachable=yes", "reachable=no").replace(
        "\n2025-03-05 told 卫思齐 told_as=received told_way=on_spot", ""
    )
    line = "2025-03-10 accepted 卫思齐/petition_officer office=城管办 handler=阮望岳 conflict=no"

    assert case(unknown).clock("tell") is None
    assert attempt(case(unknown), line).refusals == ()
    assert basis(unknown.replace("reachable=no", "reachable=yes"), line) == "《信访工作条例》第二十三条第一款"


@pytest.mark.parametrize(
    ("category", "path", "fits"),
    [
        ("appeal", "judicial", True),
        ("appeal", "opinion", True),
        ("appeal", "suggestion", False),
        ("appeal", "discipline", False),
        ("suggestion", "suggestion", True),
        ("suggestion", "opinion", False),
        ("accusation", "discipline", True),
        ("accusation", "opinion", False),
    ],
)
def test_a_matter_goes_the_way_its_category_has(category, path, fits):
    text = TOLD.replace("category=appeal", f"category={category}")
    line = f"2025-03-06 routed 卫思齐/petition_officer legal_path={path} path_body=街道 leader_led=no"

    tried = attempt(case(text), line)
    assert (tried.refusals == ()) is fits
    assert fits or refusal(tried, "rule-not-met").basis == "《信访工作条例》第三十一条"


@pytest.mark.parametrize("path", ["judicial", "arbitration", "party_appeal", "administrative"])
def test_what_another_procedure_settles_is_not_accepted_but_led_there(path):
    text = ROUTED.replace("legal_path=opinion", f"legal_path={path}")
    accept = "2025-03-10 accepted 卫思齐/petition_officer office=城管办 handler=阮望岳 conflict=no"

    assert basis(text, accept) == "《信访工作条例》第三十一条"
    refer = "2025-03-10 referred 卫思齐/petition_officer referred_to=区法院 assigned=no"
    assert attempt(case(text), refer).refusals == ()
    assert case(text + "\n2025-03-10 referred 卫思齐 referred_to=区法院 assigned=no").clocks[0].met


def test_nothing_is_referred_or_accepted_unsorted():
    refer = "2025-03-10 referred 卫思齐/petition_officer referred_to=区法院 assigned=no"
    accept = "2025-03-10 accepted 卫思齐/petition_officer office=城管办 handler=阮望岳 conflict=no"

    assert "out-of-turn" in codes(attempt(case(TOLD), refer))
    assert "out-of-turn" in codes(attempt(case(TOLD), accept))


def test_the_sixty_days_run_only_for_what_is_left_to_an_opinion():
    duty = ACCEPTED.replace("legal_path=opinion", "legal_path=duty")

    assert case(duty).clock("settle_in_time") is None
    assert not case(ANSWERED).clock("settle_in_time").late


def test_the_time_is_prolonged_once_by_thirty_days_with_the_reason_told():
    line = (
        "2025-05-06 extended 梁以宁/deputy_law extended_to={} extension_reason=复杂"
        " extension_told_on=2025-05-06"
    )
    done = LOOKED + "\n" + line.format("2025-06-09")

    assert attempt(case(LOOKED), line.format("2025-06-09")).refusals == ()
    assert case(done).clock("settle_in_time").last_day == date(2025, 6, 9)  # 8 June was a Sunday
    for text, attempted in (
        (LOOKED, line.format("2025-06-10")),
        (done, line.format("2025-06-09")),
        (LOOKED, line.format("2025-06-09").replace("2025-05-06 ", "2025-05-12 ")),
        (LOOKED.replace("legal_path=opinion", "legal_path=duty"), line.format("2025-06-09")),
    ):
        assert basis(text, attempted) == "《信访工作条例》第三十四条"
    assert "wrong-post" in codes(attempt(case(LOOKED), line.replace("deputy_law", "petition_officer")))


def test_an_accusation_never_reaches_the_accused():
    line = "2025-03-05 referred 卫思齐/petition_officer referred_to=区纪委监委 assigned=no not_the_accused={}"

    assert basis(ACCUSED, line.format("no")) == "《信访工作条例》第三十条第三款"
    assert attempt(case(ACCUSED), line.format("yes")).refusals == ()


def test_a_grave_matter_is_reported_first():
    grave = ROUTED.replace("urgent=no", "urgent=yes")
    line = "2025-03-10 accepted 卫思齐/petition_officer office=城管办 handler=阮望岳 conflict=no"
    reported = grave + "\n2025-03-06 reported 卫思齐 reported_at=2025-03-06T10:00 reported_to=党工委"

    assert basis(grave, line) == "《信访工作条例》第二十五条第一款"
    assert attempt(case(reported), line).refusals == ()


def test_who_has_an_interest_withdraws():
    accept = "2025-03-10 accepted 卫思齐/petition_officer office=城管办 handler=阮望岳 conflict=yes"
    look = (
        "2025-03-20 investigated 秦牧川/office_head investigators=[秦牧川] conflict=yes statement_heard=yes"
        " findings=属实"
    )

    assert basis(ROUTED, accept) == basis(ACCEPTED, look) == "《信访工作条例》第二十八条第三款"


def test_what_was_sent_to_the_wrong_door_goes_back_in_five_working_days():
    line = "{} objected 卫思齐/petition_officer objection_reason=不属于本街道"
    back = "2025-03-12 returned 卫思齐/petition_officer agreed_by=区信访局"
    sent = REGISTERED.replace("origin=direct", "origin=transferred")

    assert basis(REGISTERED, line.format("2025-03-10")) == "《信访工作条例》第二十三条第三款"
    assert basis(sent, line.format("2025-03-11")) == "《信访工作条例》第二十三条第三款"
    assert attempt(case(sent), line.format("2025-03-10")).refusals == ()
    assert "out-of-turn" in codes(attempt(case(sent), back))
    objected = sent + "\n" + line.format("2025-03-10")
    assert attempt(case(objected), back).refusals == ()
    assert case(objected + "\n2025-03-12 objection_refused 卫思齐").stage.label == "待甄别"


def test_only_what_was_rechecked_is_not_taken_up_again():
    line = (
        "2025-03-05 refused 卫思齐/petition_officer refused_for=final"
        " earlier=990101001-7 earlier_no=市信复〔2024〕3号 handled_by=市政府 refusal_reason=已复核"
    )
    half, whole = linked("petition", steps=("reviewed",)), linked("petition", steps=("reviewed", "rechecked"))

    assert basis(REGISTERED, line, refs={"990101001-7": half}) == "《信访工作条例》第三十六条第三款"
    assert attempt(case(REGISTERED, refs={"990101001-7": whole}), line).refusals == ()
    bare = line.replace(" earlier=990101001-7 earlier_no=市信复〔2024〕3号", "")
    assert [one.field for one in attempt(case(REGISTERED), bare).refusals] == ["earlier_no"]


def test_what_is_handled_below_is_not_taken_up_above():
    line = (
        "2025-03-05 refused 卫思齐/petition_officer refused_for=handled handled_by=社区 refusal_reason=在办"
    )

    assert attempt(case(REGISTERED), line).refusals == ()
    assert "《信访工作条例》第十九条第三款" in map(str, Petition.refused.cites)


def test_an_opinion_follows_hearing_the_petitioner_and_looking_into_it():
    unheard = LOOKED.replace("statement_heard=yes", "statement_heard=no")

    assert basis(ACCEPTED, OPINION) == basis(unheard, OPINION) == "《信访工作条例》第三十一条第六项"
    assert attempt(case(LOOKED), OPINION).refusals == ()
    duty = ACCEPTED.replace("legal_path=opinion", "legal_path=duty")
    assert attempt(case(duty), OPINION).refusals == ()


def test_an_opinion_says_what_follows_from_it():
    support = attempt(case(LOOKED), OPINION.replace(" execution=限期修复", ""))
    reject = attempt(case(LOOKED), OPINION.replace("support", "reject"))
    suggestion = ACCEPTED.replace("legal_path=opinion", "legal_path=suggestion")
    study = attempt(case(suggestion), OPINION.replace("opinion=support ", ""))

    assert [one.field for one in support.refusals] == ["execution"]
    assert [one.field for one in reject.refusals] == ["counselling"]
    assert [one.field for one in study.refusals] == ["adoption"]


def test_who_looked_into_it_does_not_sign_the_opinion():
    assert "same-hand" in codes(attempt(case(LOOKED), OPINION.replace("梁以宁", "秦牧川")))


def test_an_opinion_sent_for_legality_review_waits_for_it():
    out = linked("legality_review", steps=("submitted",))
    passed = linked("legality_review", steps=("submitted", "issued"), conclusion="pass")

    assert basis(LOOKED, OPINION, links=(out,)) == "内部管理规则（处理意见先审后签）"
    assert attempt(case(LOOKED, links=(passed,)), OPINION).refusals == ()


def test_whether_a_late_request_is_heard_is_for_the_level_above():
    review = "{0} review_asked 卫思齐/petition_officer review_asked_on={0} review_body=区政府"
    late = case(SERVED + "\n" + review.format("2025-06-10"))

    assert attempt(case(SERVED), review.format("2025-06-10")).refusals == ()
    assert late.clock("ask_review").late
    assert not late.clock("ask_review").binding
    assert not case(ASKED).clock("ask_review").late


def test_a_recheck_follows_a_review():
    recheck = (
        "2025-08-11 recheck_asked 卫思齐/petition_officer recheck_asked_on=2025-08-11 recheck_body=市政府"
    )

    assert attempt(case(REVIEWED), recheck).refusals == ()
    assert basis(SERVED, recheck) == "《信访工作条例》第三十六条第一款"


def test_the_level_above_answers_only_what_was_asked():
    reviewed = "2025-06-01 reviewed 卫思齐/petition_officer review_result=upheld review_served_on=2025-06-01"
    rechecked = "2025-07-20 rechecked 卫思齐/petition_officer recheck_result=upheld"

    assert basis(SERVED, reviewed) == "《信访工作条例》第三十五条"
    assert basis(REVIEWED, rechecked) == "《信访工作条例》第三十六条第一款"


def test_the_time_of_a_hearing_is_left_out_of_the_recheck_alone():
    begun = RECHECK + "\n2025-08-20 recheck_hearing_begun 卫思齐"
    ended = begun + "\n2025-08-25 recheck_hearing_ended 卫思齐"

    assert case(begun).clock("recheck").last_day is None
    assert case(ended).clock("recheck").last_day == date(2025, 9, 12)
    heard = LOOKED + "\n2025-04-01 heard 秦牧川/office_head hearing_host=秦牧川 hearing_attended=9"
    assert case(heard).clock("settle_in_time").last_day == date(2025, 5, 9)


def test_what_was_annulled_is_handled_anew():
    line = "2025-07-12 redone 梁以宁/deputy_law redo_by=2025-08-20"
    annulled = REVIEWED.replace("review_result=upheld", "review_result=annulled")

    assert basis(REVIEWED, line) == "《信访工作条例》第三十五条"
    assert attempt(case(annulled), line).refusals == ()
    assert case(annulled + "\n" + line).clock("redo").last_day == date(2025, 8, 20)


def test_nobody_is_reconciled_against_their_will():
    line = (
        "2025-04-01 settled 卫思齐/petition_officer settled_how=mediation both_agree={} agreement=分期"
        " settled_text=达成协议"
    )
    open_one = linked("mediation", steps=("registered", "accepted"))
    settled = linked("mediation", steps=("registered", "accepted", "settled"))

    assert basis(LOOKED, line.format("no")) == "《信访工作条例》第三十三条"
    assert basis(LOOKED, line.format("yes"), links=(open_one,)) == "《信访工作条例》第三十三条"
    assert attempt(case(LOOKED, links=(open_one, settled)), line.format("yes")).refusals == ()


def test_it_is_settled_once_and_closed_when_it_is_answered_or_settled():
    settle = "2025-04-01 settled 卫思齐/petition_officer settled_how=solved settled_text=已修复"
    close = "2025-05-12 closed 卫思齐/petition_officer outcome=已办结"
    settled = LOOKED + "\n2025-04-01 settled 卫思齐 settled_how=solved"

    assert "out-of-turn" in codes(attempt(case(settled), settle))
    assert "out-of-turn" in codes(attempt(case(LOOKED), close))
    assert attempt(case(settled), close).refusals == ()
    assert attempt(case(SERVED), close).refusals == ()
    annulled = SERVED + "\n2025-05-20 settled 卫思齐 settled_how=explained" + ANNULLED + REDONE
    again = settle.replace("2025-04-01", "2025-07-20")
    assert basis(annulled, again) == "《信访工作条例》第二十七条"
    assert basis(ASKED, close.replace("2025-05-12", "2025-06-20")) == "《信访工作条例》第二十二条第三项"


def test_who_was_to_answer_answers_before_it_is_closed():
    sent = (
        ROUTED.replace("legal_path=opinion", "legal_path=administrative")
        + "\n2025-03-10 referred 卫思齐 referred_to=区住建局 assigned=yes answer_by=2025-04-10"
    )

    found = attempt(case(sent), "2025-04-01 closed 卫思齐/petition_officer outcome=已办结").refusals
    assert [one.field for one in found] == ["feedback"]
    assert case(sent).clock("feedback").last_day == date(2025, 4, 10)


def test_what_it_opens_takes_what_it_brings():
    duties = {"mediation": Mediation, "dispute": Dispute}

    for opens in Petition.accepted.opens:
        theirs = duties[opens.procedure].fields()
        for name, code in opens.sets.items():
            assert theirs[name].read(code) == code
        assert set(opens.carry) <= set(theirs)


def test_a_petition_is_counted_when_it_is_registered():
    assert posted(RECEIVED, Petition) == {}
    assert posted(REGISTERED, Petition) == {
        "petition.count": 1,
        "petition.visit_batches": 1,
        "petition.visit_persons": 8,
    }
    [count] = [one for one in postings(REGISTERED, Petition) if one.indicator == "petition.count"]
    assert count.slices == {"channel": "visit", "category": "appeal"}
    assert posted(REGISTERED.replace("channel=visit", "channel=net"), Petition) == {"petition.count": 1}


@pytest.mark.parametrize(
    ("level", "code"),
    [("national", "petition.national_assigned"), ("province", "petition.provincial_assigned")],
)
def test_what_was_assigned_from_above_is_counted_apart(level, code):
    text = REGISTERED.replace("channel=visit", "channel=assigned").replace(
        "assigned_level=none", f"assigned_level={level}"
    )

    assert posted(text, Petition) == {"petition.count": 1, code: 1}


def test_what_was_registered_above_is_counted_by_level():
    higher = REGISTERED.replace("channel=visit", "channel=transferred").replace(
        "registered_level=here", "registered_level={}"
    )

    assert posted(higher.format("above/city"), Petition) == {
        "petition.count": 1,
        "petition.higher_visits": 1,
        "petition.higher_visit_persons": 8,
    }
    assert posted(higher.format("above/province_or_above"), Petition)["petition.province_visits"] == 1
    [visits] = [
        one
        for one in postings(higher.format("above/city"), Petition)
        if one.indicator == "petition.higher_visits"
    ]
    assert visits.slices == {"registered_level": "above/city"}


def test_what_a_leader_takes_on_and_what_is_settled_are_counted():
    led = ROUTED.replace("leader_led=no", "leader_led=yes leader=顾云舟")
    settled = "\n2025-04-01 settled 卫思齐 settled_how=solved"

    assert posted(led, Petition) == {"petition.leader_led": 1}
    assert posted(ROUTED, Petition) == {}
    assert posted(LOOKED + settled, Petition) == {"petition.resolved": 1}
    led_to_the_end = LOOKED.replace("leader_led=no", "leader_led=yes leader=顾云舟") + settled
    assert posted(led_to_the_end, Petition) == {
        "petition.resolved": 1,
        "petition.leader_led_resolved": 1,
    }
