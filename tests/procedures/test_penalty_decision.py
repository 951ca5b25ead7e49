"""行政处罚, from the notice to the decision: nobody is punished unheard, and hands are kept apart."""

from datetime import date

import pytest

from journal_text import attempt, codes, linked, refusal
from procedures.penalty_telling import (
    CALL,
    CITIZEN,
    CONCLUDED,
    DECIDED,
    DECISION,
    DISCUSSION,
    HEARING,
    HEARING_TOLD,
    NO_PENALTY,
    NOTICE,
    NOTIFIED,
    REVIEW,
    case,
    refused,
)

ART = "《行政处罚法》第{}条"
GUANGDONG = frozenset({"guangdong"})


def decide(text, day="2025-04-03", form=DECISION, **changes):
    """What stands against deciding a case on a day."""
    return refused(case(text), f"{day} decided 沈若谷/director", form, **changes)


def kept_apart_by(checked):
    """The articles under which the same hand is refused."""
    return {one.basis for one in checked.refusals if one.code == "same-hand"}


# Notice -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["downgrading", "revocation", "shutdown", "closure"])
def test_heavy_kinds_come_with_the_right_to_a_hearing(kind):
    heavy = {**NOTICE, "proposed_kinds": [kind]}
    heavy.pop("proposed_fine")

    assert set(refused(case(CONCLUDED), "2025-03-24 notified 廖铁生", heavy)) == {
        "《行政处罚法》第六十三条第一款"
    }
    assert refused(case(CONCLUDED), "2025-03-24 notified 廖铁生", heavy, hearing_right="yes") == {}


@pytest.mark.parametrize(
    ("fine", "profiles", "told"),
    [
        ("99999.99", GUANGDONG, False),
        ("100000.00", GUANGDONG, True),
        ("50000.00", frozenset({"shanghai"}), True),
        ("100000.00", frozenset(), False),  # no local standard is switched on: the officers decide
    ],
)
def test_a_larger_fine_is_what_the_locality_says(fine, profiles, told):
    said = refused(
        case(CONCLUDED, profiles=profiles), "2025-03-24 notified 廖铁生", NOTICE, proposed_fine=fine
    )

    assert ("《行政处罚法》第六十三条第一款" in said) is told


def test_a_larger_fine_of_a_citizen_is_smaller():
    citizens = case(CONCLUDED, party=CITIZEN, profiles=GUANGDONG)

    assert refused(citizens, "2025-03-24 notified 廖铁生", NOTICE, proposed_fine="5000.00")


def test_the_party_has_time_to_plead_and_as_long_as_the_locality_says():
    today = refused(case(CONCLUDED), "2025-03-24 notified 廖铁生", NOTICE, plea_until="2025-03-24")
    short = {"plea_until": "2025-03-26"}
    there = case(CONCLUDED, profiles=frozenset({"zhejiang"}))

    assert "《行政处罚法》第四十五条第一款" in today
    assert refused(case(CONCLUDED), "2025-03-24 notified 廖铁生", NOTICE, **short) == {}
    assert "浙江省行政程序办法" in next(
        iter(refused(there, "2025-03-24 notified 廖铁生", NOTICE, **short).values())
    )
    assert case(NOTIFIED, profiles=frozenset({"zhejiang"})).clock("plead_in_zhejiang").last_day == date(
        2025, 3, 27
    )
    assert case(NOTIFIED, profiles=frozenset({"housing"})).clock("plead_in_housing").last_day == date(
        2025, 3, 31
    )


def test_nobody_is_punished_who_was_not_told():
    assert ART.format("六十二") in decide(CONCLUDED)


def test_what_was_told_before_a_further_inquiry_is_told_again():
    again = (
        NOTIFIED
        + """
        2025-03-26  supplemented  陆行之
        2025-03-27  investigated  廖铁生  officers=[廖铁生,车向北]
        2025-03-28  concluded  廖铁生  officers=[廖铁生,车向北]
    """
    )

    assert ART.format("六十二") in decide(again)


@pytest.mark.parametrize(
    ("more", "day", "barred"),
    [
        ("", "2025-03-31", True),
        ("", "2025-04-01", False),
        ("2025-03-25 pleaded 廖铁生 plea_ruling=rejected", "2025-03-26", False),
        ("2025-03-25 waived 廖铁生 waived=[plea] waived_in_writing=yes", "2025-03-26", False),
        ("2025-03-25 waived 廖铁生 waived=[plea] waived_in_writing=no", "2025-03-26", True),
    ],
)
def test_the_decision_waits_for_the_plea(more, day, barred):
    assert (ART.format("六十二") in decide(NOTIFIED + more, day)) is barred


def test_a_plea_never_makes_a_penalty_heavier():
    more = decide(NOTIFIED, fine="20000.01")
    other = decide(NOTIFIED, penalty_kinds=["warning", "fine"])

    assert "不得因申辩加重处罚" in more["《行政处罚法》第四十五条第二款"]
    assert "未曾告知" in other["《行政处罚法》第四十五条第二款"]
    assert decide(NOTIFIED, fine="15000.00") == {}


# Hearing ------------------------------------------------------------------------------------------

ASKED = (
    HEARING_TOLD
    + """
    2025-03-28  hearing_asked  廖铁生  asked_way=written
"""
)
CALLED = (
    ASKED
    + """
    2025-04-01  hearing_called  殷小寒/enforce_clerk  hearing_at=2025-04-16T09:30 chair=左明谦 \
        hearing_public=yes
"""
)
HEARD = (
    CALLED
    + """
    2025-04-16  heard  左明谦/legal_reviewer  chair=左明谦 hearing_outcome=held
"""
)


def test_a_hearing_may_be_asked_for_in_five_working_days():
    clock = case(HEARING_TOLD.replace("2025-03-24", "2025-04-01")).clock("ask_hearing")

    assert clock.last_day == date(2025, 4, 9)  # 4 to 6 April are off
    assert not clock.binding


@pytest.mark.parametrize(("day", "late"), [("2025-03-31", False), ("2025-04-01", True)])
def test_a_hearing_asked_for_late_is_no_longer_a_right(day, late):
    form = {"asked_way": "written", "hearing_claim": "请求听证"}

    said = refused(case(HEARING_TOLD), f"{day} hearing_asked 廖铁生", form)

    assert ("《行政处罚法》第六十四条第一项" in said) is late


@pytest.mark.parametrize(
    ("more", "day", "barred"),
    [
        ("", "2025-03-31", True),
        ("", "2025-04-01", False),
        ("2025-03-26 waived 廖铁生 waived=[plea,hearing] waived_in_writing=yes", "2025-03-27", False),
    ],
)
def test_the_decision_waits_until_a_hearing_can_no_longer_be_asked_for(more, day, barred):
    assert ("《行政处罚法》第六十四条第一项" in decide(HEARING_TOLD + more, day)) is barred


def test_a_hearing_asked_for_is_held():
    assert "《行政处罚法》第六十三条第一款" in decide(ASKED)
    waived = "2025-03-30 waived 廖铁生 waived=[hearing] waived_in_writing=yes"

    assert "《行政处罚法》第六十三条第一款" not in decide(ASKED + waived)


@pytest.mark.parametrize(("day", "early"), [("2025-04-03", False), ("2025-04-07", True)])
def test_a_hearing_is_called_seven_working_days_before(day, early):
    tried = attempt(case(ASKED), f"{day} hearing_called 殷小寒/enforce_clerk", form=CALL)

    assert ("too-early" in codes(tried)) is early
    if early:
        assert refusal(tried, "too-early").basis == "《行政处罚法》第六十四条第二项"


def test_a_hearing_is_not_held_before_the_day_it_was_called_for_is_lawful():
    tried = attempt(case(CALLED), "2025-04-08 heard 左明谦/legal_reviewer", form=HEARING)

    assert "too-early" in codes(tried)


def test_whoever_investigated_does_not_chair():
    said = refused(case(ASKED), "2025-04-01 hearing_called 殷小寒/enforce_clerk", CALL, chair="车向北")
    tried = attempt(case(CALLED), "2025-04-16 heard 廖铁生/legal_reviewer", form=HEARING)

    assert "《行政处罚法》第六十四条第四项" in said
    assert kept_apart_by(tried) == {"《行政处罚法》第六十四条第四项"}


def test_a_hearing_is_held_after_it_was_called():
    assert "《行政处罚法》第六十四条第二项" in refused(
        case(ASKED), "2025-04-16 heard 左明谦/legal_reviewer", HEARING
    )


def test_one_or_two_persons_may_act_for_the_party():
    tried = attempt(case(CALLED), "2025-04-16 heard 左明谦/legal_reviewer", form={**HEARING, "agents": 3})

    assert refusal(tried, "field-invalid").field == "agents"


# Review -------------------------------------------------------------------------------------------

CATALOGUED = NOTIFIED.replace("complex_or_grave=no", "complex_or_grave=no review_grounds=[catalogue]")


def test_what_must_be_reviewed_is_not_decided_unreviewed():
    assert "《行政处罚法》第五十八条第一款" in decide(CATALOGUED)


@pytest.mark.parametrize(
    ("conclusion", "passes"), [("pass", True), ("amend", True), ("supplement", False), ("fail", False)]
)
def test_what_did_not_pass_the_review_is_not_decided(conclusion, passes):
    reviewed = CATALOGUED + f"2025-03-26 reviewed 易修远/legal_reviewer review_conclusion={conclusion}"

    assert ("《行政处罚法》第五十八条第一款" not in decide(reviewed)) is passes


def test_a_case_that_was_heard_is_reviewed_after_the_hearing():
    before = HEARD.replace(
        "2025-04-01  hearing_called",
        "2025-03-31 reviewed 易修远/legal_reviewer review_conclusion=pass\n    2025-04-01  hearing_called",
    )
    after = HEARD + "2025-04-18 reviewed 易修远/legal_reviewer review_conclusion=pass"

    assert "经过听证" in decide(HEARD, "2025-04-22")["《行政处罚法》第五十八条第一款"]
    assert "《行政处罚法》第五十八条第一款" in decide(before, "2025-04-22")
    assert decide(after, "2025-04-22") == {}


def test_a_first_reviewer_has_passed_the_national_examination():
    said = refused(
        case(CATALOGUED),
        "2025-03-26 reviewed 新人/legal_reviewer",
        REVIEW,
        first_reviewer="yes",
        review_qualified="no",
    )

    assert "《行政处罚法》第五十八条第二款" in said


def test_an_opinion_that_is_cited_was_issued_and_says_the_same():
    def cited(**words):
        item = linked("power_item", case="item-1", item_kind="enforcement")
        review = linked("legality_review", case="review-1", **words)
        told = case(CATALOGUED, refs={"item-1": item, "review-1": review})
        return refused(told, "2025-03-26 reviewed 易修远/legal_reviewer", REVIEW, review_case="review-1")

    assert "尚未出具" in next(iter(cited(steps=["accepted"]).values()))
    assert "不一致" in next(iter(cited(steps=["issued"], conclusion="fail").values()))
    assert cited(steps=["issued"], conclusion="pass") == {}


# Discussion ---------------------------------------------------------------------------------------

GRAVE = NOTIFIED.replace("complex_or_grave=no", "complex_or_grave=yes")


def test_a_complex_or_grave_case_is_discussed_by_the_heads():
    discussed = (
        GRAVE + "2025-04-01 discussed 沈若谷/director members=[沈若谷,陆行之,梁以宁] discussion_result="
    )

    assert "《行政处罚法》第五十七条第二款" in decide(GRAVE)
    assert decide(discussed + "penalty") == {}
    assert "一致" in decide(discussed + "no_penalty")["《行政处罚法》第五十七条第二款"]


def test_a_reviewer_may_find_a_case_grave_that_the_officers_did_not():
    found = CATALOGUED + "2025-03-26 reviewed 易修远/legal_reviewer review_conclusion=pass should_discuss=yes"

    assert "《行政处罚法》第五十七条第二款" in decide(found)


def test_three_heads_at_least_discuss_and_whoever_investigated_does_not_vote():
    two = {**DISCUSSION, "members": ["沈若谷", "陆行之"]}
    handler = {**DISCUSSION, "members": ["沈若谷", "陆行之", "车向北"]}

    for form, words in ((two, "现有2名"), (handler, "不参加表决")):
        said = refused(case(GRAVE), "2025-04-01 discussed 沈若谷/director", form)
        assert words in said["内部管理规则D3"]
    assert refused(case(GRAVE), "2025-04-01 discussed 沈若谷/director", DISCUSSION) == {}


# Hands kept apart ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["廖铁生", "车向北", "左明谦", "易修远"])
def test_whoever_investigated_chaired_or_reviewed_does_not_decide(who):
    done = HEARD + "2025-04-18 reviewed 易修远/legal_reviewer review_conclusion=pass"

    tried = attempt(case(done), f"2025-04-22 decided {who}/director", form=DECISION)

    assert "same-hand" in codes(tried)


def test_whoever_chaired_does_not_review_and_whoever_reviewed_does_not_chair():
    reviewed_first = CALLED.replace(
        "2025-04-01  hearing_called",
        "2025-03-31 reviewed 左明谦/legal_reviewer review_conclusion=pass\n    2025-04-01  hearing_called",
    )

    assert "same-hand" in codes(
        attempt(case(HEARD), "2025-04-18 reviewed 左明谦/legal_reviewer", form=REVIEW)
    )
    assert "same-hand" in codes(
        attempt(case(reviewed_first), "2025-04-16 heard 左明谦/legal_reviewer", form=HEARING)
    )


def test_an_officer_does_not_review_the_own_case():
    tried = attempt(case(CATALOGUED), "2025-03-26 reviewed 车向北/legal_reviewer", form=REVIEW)

    assert kept_apart_by(tried) == {"《行政处罚法》第五十八条第一款"}


def test_the_head_who_filed_a_case_may_decide_it():
    tried = attempt(case(NOTIFIED), "2025-04-03 decided 陆行之/deputy_enforce", form=DECISION)

    assert codes(tried) == set()


# Decision -----------------------------------------------------------------------------------------


def test_a_decision_states_where_to_turn_and_how_to_perform():
    tried = attempt(case(NOTIFIED), "2025-04-03 decided 沈若谷/director result=penalty")

    missing = {one.field for one in tried.refusals if one.code == "field-missing"}
    assert {"norm_penalty", "perform_way", "reconsideration_organ", "court", "discretion_text"} <= missing


def test_a_power_lost_meanwhile_decides_nothing():
    gone = {"item-1": linked("power_item", case="item-1", item_kind="enforcement", final=True)}

    said = refused(case(NOTIFIED, refs=gone), "2025-04-03 decided 沈若谷/director", DECISION)

    assert "请移送有权机关" in said["《行政处罚法》第二十四条第二款"]


@pytest.mark.parametrize("circumstance", ["minor_age", "remedied", "coerced", "confessed", "merit"])
def test_the_law_makes_some_penalties_lighter(circumstance):
    assert ART.format("三十二") in decide(NOTIFIED, circumstances=[circumstance])
    assert decide(NOTIFIED, circumstances=[circumstance], discretion="lighter", fine="8000.00") == {}


def test_what_is_slight_put_right_and_harmless_is_not_punished():
    assert "《行政处罚法》第三十三条第一款" in decide(NOTIFIED, circumstances=["slight_corrected"])


def test_a_first_breach_may_be_let_off_without_notice_and_is_taught():
    assert decide(CONCLUDED, form=NO_PENALTY) == {}
    untaught = {name: value for name, value in NO_PENALTY.items() if name != "education"}

    tried = attempt(case(CONCLUDED), "2025-04-03 decided 沈若谷/director", form=untaught)

    assert refusal(tried, "field-missing").field == "education"


def test_a_fine_and_its_kind_go_together():
    nothing = attempt(case(NOTIFIED), "2025-04-03 decided 沈若谷/director", form={**DECISION, "fine": "0"})
    wrong_sum = {**DECISION, "amount": "1.00"}
    tried = attempt(case(NOTIFIED), "2025-04-03 decided 沈若谷/director", form=wrong_sum)

    assert "大于0" in refusal(nothing, "field-invalid").message
    assert "留空由系统计算" in refusal(tried, "field-invalid").message


def test_no_crime_is_settled_with_a_penalty():
    waiting = NOTIFIED + "2025-04-01 crime_reported 廖铁生 officers=[廖铁生,车向北]"
    approved = waiting + "\n2025-04-02 transfer_ruled 沈若谷/director transfer_ruling=approved"
    refused_by_head = waiting + "\n2025-04-02 transfer_ruled 沈若谷/director transfer_ruling=refused"

    assert "《行政处罚法》第八条第二款" in decide(waiting)
    assert "《行政处罚法》第八条第二款" in decide(approved)
    assert "《行政处罚法》第八条第二款" not in decide(refused_by_head)


def test_a_decision_after_ninety_days_stands_but_shows_as_late():
    late = DECIDED.replace("2025-04-03  decided", "2025-06-04  decided")

    assert decide(NOTIFIED, "2025-06-04") == {}
    assert case(late).clock("decide").late
