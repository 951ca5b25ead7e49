"""行政处罚, from its service to the archive: money is recorded by others, what is shown comes down."""

from datetime import date

import pytest

from journal_text import attempt, codes, refusal
from procedures.penalty_telling import (
    CLOSED,
    DECIDED,
    NOTIFIED,
    ON_SPOT,
    PAID,
    SERVED,
    case,
    certified,
    refused,
)

ART = "《行政处罚法》第{}条"
SERVICE = {"service_way": "direct", "servers": ["廖铁生", "车向北"]}
PAYMENT = {"paid": "20000.00", "receipt_no": "0001", "bank": "拟州银行"}
CLOSING = {"close_kind": "executed", "closing_text": "执行完毕", "fully_recorded": "yes"}
LET_OFF = (
    NOTIFIED
    + """
    2025-04-03  decided  沈若谷/director  result=no_penalty no_penalty_ground=first_offence \
        discretion=none publication=withhold publication_reason=轻微
    2025-04-07  served  廖铁生  service_way=direct servers=[廖铁生]
"""
)


# Service ------------------------------------------------------------------------------------------


def test_a_decision_is_served_in_seven_working_days():
    assert case(DECIDED).clock("serve").last_day == date(2025, 4, 15)  # 4 to 6 April are off


def test_what_is_refused_is_left_by_two_certified_officers():
    left = {"service_way": "left", "left_proof": "witness"}
    lapsed = certified("廖铁生") | certified("车向北", valid_until="2025-04-01")

    alone = refused(case(DECIDED), "2025-04-07 served 廖铁生", left, servers=["廖铁生"])
    both = refused(case(DECIDED), "2025-04-07 served 廖铁生", left, servers=["廖铁生", "车向北"])
    one_lapsed = refused(
        case(DECIDED, roster=lapsed), "2025-04-07 served 廖铁生", left, servers=["廖铁生", "车向北"]
    )

    assert set(alone) == set(one_lapsed) == {"《民事诉讼法》第八十九条"}
    assert both == {}


def test_electronic_service_needs_a_signed_confirmation():
    form = {"service_way": "electronic", "servers": ["廖铁生"], "agreed_electronic": "no"}

    assert "《行政处罚法》第六十一条第二款" in refused(case(DECIDED), "2025-04-07 served 廖铁生", form)


@pytest.mark.parametrize(("day", "early"), [("2025-05-08", True), ("2025-05-09", False)])
def test_an_announced_decision_is_deemed_served_after_thirty_days(day, early):
    announced = DECIDED + "2025-04-08 announced 廖铁生 announced_where=公告栏"
    form = {"service_way": "announcement", "servers": ["廖铁生"]}

    said = refused(case(announced), f"{day} served 廖铁生", form)

    assert ("《民事诉讼法》第九十五条第一款" in said) is early
    assert case(announced).clock("announce").last_day == date(2025, 5, 8)
    assert case(announced).clock("serve").met is not None


def test_nothing_is_deemed_served_that_was_not_announced():
    form = {"service_way": "announcement", "servers": ["廖铁生"]}

    assert "尚未发出公告" in next(iter(refused(case(DECIDED), "2025-06-09 served 廖铁生", form).values()))


# On the spot --------------------------------------------------------------------------------------


def test_a_decision_on_the_spot_is_handed_in_and_put_on_file_when_paid():
    away = {"volumes": 1, "retention": "short"}
    reported = ON_SPOT + "2025-03-04 reported 殷小寒 copy_received=yes\n"
    paid = reported + "2025-03-06 paid 殷小寒 paid=50.00"

    assert set(refused(case(ON_SPOT), "2025-03-10 filed_away 殷小寒", away)) == {
        "《行政处罚法》第五十二条第三款",
        ART.format("五十三"),
    }
    assert refused(case(paid), "2025-03-10 filed_away 殷小寒", away) == {}


def test_a_warning_on_the_spot_has_nothing_to_pay():
    warned = ON_SPOT.replace("penalty_kinds=[fine] fine=50.00 amount=50.00", "penalty_kinds=[warning]")
    told = case(warned + "2025-03-04 reported 殷小寒 copy_received=yes")

    assert told.clock("pay_on_spot") is None
    assert refused(told, "2025-03-04 filed_away 殷小寒", {"volumes": 1, "retention": "short"}) == {}


def test_where_the_locality_says_so_it_is_handed_in_in_three_working_days():
    there = case(ON_SPOT, profiles=frozenset({"zhejiang"}))

    assert there.clock("report").last_day == date(2025, 3, 6)
    assert case(ON_SPOT).clock("report") is None


def test_a_decision_on_the_spot_is_not_closed_as_a_filed_case_is():
    assert ART.format("四十七") in refused(case(ON_SPOT), "2025-03-10 closed 陆行之", CLOSING)
    assert refused(case(SERVED), "2025-04-10 reported 殷小寒", {"copy_received": "yes"})


# Money --------------------------------------------------------------------------------------------


def test_a_fine_is_paid_in_fifteen_days_after_it_was_received():
    assert case(SERVED).clock("pay").last_day == date(2025, 4, 22)
    assert case(ON_SPOT.replace("2025-03-03", "2025-03-07")).clock("pay_on_spot").last_day == date(
        2025, 3, 24
    )


def test_no_officer_records_a_payment():
    tried = attempt(case(SERVED), "2025-04-15 paid 廖铁生/enforce_officer", form=PAYMENT)
    in_another_post = attempt(case(SERVED), "2025-04-15 paid 车向北/enforce_clerk", form=PAYMENT)

    assert refusal(tried, "wrong-post").basis == "《行政处罚法》第六十七条第一款"
    assert "same-hand" in codes(in_another_post)
    assert codes(attempt(case(SERVED), "2025-04-15 paid 殷小寒", form=PAYMENT)) == set()


def test_a_case_is_settled_when_all_is_paid():
    part = SERVED + "2025-04-10 part_paid 殷小寒 paid=5000.00"

    assert "累计缴款5000" in next(
        iter(refused(case(SERVED), "2025-04-15 paid 殷小寒", PAYMENT, paid="5000.00").values())
    )
    assert refused(case(part), "2025-04-15 part_paid 殷小寒", PAYMENT, paid="15000.00")
    assert refused(case(part), "2025-04-15 paid 殷小寒", PAYMENT, paid="15000.00") == {}


def test_hardship_defers_a_fine_by_decision_of_a_head():
    deferral = {"deferral": "instalments", "hardship": "经营困难", "deferred_until": "2025-07-31"}
    deferred = SERVED + "2025-04-10 deferred 沈若谷/director deferral=later deferred_until=2025-07-31"

    assert refused(case(SERVED), "2025-04-10 deferred 沈若谷/director", deferral) == {}
    assert refused(case(SERVED), "2025-04-10 deferred 沈若谷/director", deferral, deferred_until="2025-04-22")
    assert case(deferred).clock("pay").last_day == date(2025, 7, 31)


@pytest.mark.parametrize(
    ("fine", "ground", "allowed"),
    [("100.00", "small", True), ("100.01", "small", False), ("150.00", "hard_later", True)],
)
def test_officers_collect_a_fine_only_where_the_act_lets_them(fine, ground, allowed):
    form = {
        "officers": ["廖铁生", "车向北"],
        "collect_ground": ground,
        "collected": fine,
        "collect_receipt": "财0001",
    }

    said = refused(case(ON_SPOT.replace("50.00", fine)), "2025-03-03 collected 廖铁生", form)

    assert (ART.format("六十八") not in said) is allowed


def test_a_fine_of_the_ordinary_procedure_is_not_collected_by_officers():
    form = {
        "officers": ["廖铁生", "车向北"],
        "collect_ground": "hard_later",
        "collected": "20000.00",
        "collect_receipt": "财0001",
    }

    assert ART.format("六十八") in refused(case(SERVED), "2025-04-08 collected 廖铁生", form)
    assert refused(case(SERVED), "2025-04-08 collected 廖铁生", form, collect_ground="remote") == {}


def test_what_was_collected_is_handed_in_in_two_working_days_and_banked_in_two_more():
    collected = ON_SPOT.replace("2025-03-03", "2025-04-03") + (
        "2025-04-03 collected 廖铁生 officers=[廖铁生,车向北] collect_ground=small collected=50.00\n"
    )
    handed_in = collected + "2025-04-07 handed_in 殷小寒 handed_in=50.00\n"
    form = {**PAYMENT, "paid": "50.00"}

    assert case(collected).clock("hand_in").last_day == date(2025, 4, 8)  # Qingming is off
    assert case(handed_in).clock("bank").last_day == date(2025, 4, 9)
    assert ART.format("六十七") + "第一款" in refused(case(collected), "2025-04-07 paid 殷小寒", form)
    assert refused(case(handed_in), "2025-04-08 paid 殷小寒", form) == {}
    assert "same-hand" in codes(
        attempt(case(collected), "2025-04-07 handed_in 车向北/enforce_clerk handed_in=50.00")
    )


@pytest.mark.parametrize(
    ("day", "asked", "left_out", "allowed"),
    [
        ("2025-04-22", "600.00", 0, False),  # the last day to pay
        ("2025-04-23", "600.00", 0, True),
        ("2025-04-23", "600.01", 0, False),
        ("2025-05-02", "5400.00", 1, True),
        ("2025-05-02", "6000.00", 1, False),
        ("2025-12-01", "20000.00", 0, True),
        ("2025-12-01", "20000.01", 0, False),  # never more than the fine
    ],
)
def test_a_surcharge_grows_by_three_in_a_hundred_a_day_up_to_the_fine(day, asked, left_out, allowed):
    form = {"surcharge": asked, "surcharge_since": "2025-04-23", "days_left_out": left_out}
    if day == "2025-04-22":
        form["surcharge_since"] = "2025-04-22"

    said = refused(case(SERVED), f"{day} surcharged 沈若谷/director", form)

    assert ("《行政处罚法》第七十二条第一项" not in said) is allowed


def test_execution_follows_a_demand():
    form = {"enforced_by": "court", "enforced_note": "执行完毕"}
    urged = SERVED + "2025-05-06 urged 廖铁生 urged_until=2025-05-20"

    assert "《行政强制法》第三十五条" in refused(case(SERVED), "2025-12-01 enforced 廖铁生", form)
    assert refused(case(urged), "2025-12-01 enforced 廖铁生", form) == {}


# Publication --------------------------------------------------------------------------------------

SHOWN = SERVED + "2025-04-10 published 殷小寒 masked=yes\n"
PAID_SHOWN = SHOWN + "2025-04-15 paid 殷小寒 paid=20000.00\n"
OVERTURNED = SHOWN + "2025-06-26 overturned 殷小寒 overturned_how=revoked overturned_by=reconsideration\n"


def test_a_decision_is_published_in_seven_working_days_if_it_is_to_be():
    assert case(DECIDED).clock("publish").last_day == date(2025, 4, 15)
    assert case(LET_OFF).clock("publish") is None
    assert ART.format("四十八") + "第一款" in refused(
        case(LET_OFF), "2025-04-08 published 殷小寒", {"published_where": "门户网站", "masked": "yes"}
    )


def test_what_is_confidential_is_masked_before():
    said = refused(
        case(SERVED), "2025-04-10 published 殷小寒", {"published_where": "门户网站", "masked": "no"}
    )

    assert ART.format("五十") in said


def test_a_decision_that_no_longer_holds_is_taken_down_in_three_working_days():
    assert case(OVERTURNED).clock("take_down").last_day == date(2025, 7, 1)
    reason = {"taken_down_reason": "决定已被撤销"}

    assert refused(case(SHOWN), "2025-06-27 taken_down 殷小寒", reason)
    assert refused(case(OVERTURNED), "2025-06-27 taken_down 殷小寒", reason) == {}
    down = OVERTURNED + "2025-06-27 taken_down 殷小寒"
    assert refused(case(down), "2025-06-30 taken_down 殷小寒", reason)


def test_what_holds_no_longer_or_is_public_already_is_not_published():
    again = ("2025-07-10 published 殷小寒", {"published_where": "门户网站", "masked": "yes"})
    down = "2025-06-27 taken_down 殷小寒\n"
    repaired = SHOWN + "2025-07-04 delisted 殷小寒 delisted_for=repaired\n"

    for text in (SHOWN, OVERTURNED, OVERTURNED + down, repaired):
        assert ART.format("四十八") + "第二款" in refused(case(text), *again)


def test_what_was_revoked_is_owed_no_more():
    assert refused(case(OVERTURNED), "2025-07-01 closed 陆行之", CLOSING) == {}


@pytest.mark.parametrize(
    ("grade", "limit", "last_day"),
    [
        ("minor", "show_minor", date(2025, 7, 3)),
        ("general", "show_general", date(2026, 4, 3)),
        ("serious", "show_serious", date(2028, 4, 3)),
    ],
)
def test_a_finding_is_shown_no_longer_than_its_grade_allows(grade, limit, last_day):
    shown = case(SHOWN.replace("credit_grade=general", f"credit_grade={grade}"))

    assert shown.clock(limit).last_day == last_day


@pytest.mark.parametrize(
    ("grade", "day", "early"),
    [
        ("general", "2025-07-03", True),
        ("general", "2025-07-04", False),
        ("serious", "2025-07-04", True),
        ("serious", "2026-04-04", False),
    ],
)
def test_credit_is_not_repaired_before_the_least_time(grade, day, early):
    shown = case(SHOWN.replace("credit_grade=general", f"credit_grade={grade}"))
    tried = attempt(shown, f"{day} delisted 殷小寒", form={"delisted_for": "repaired", "repair_no": "1"})

    assert ("too-early" in codes(tried)) is early


# Closing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "allowed"),
    [
        (SERVED, "executed", False),
        (PAID, "executed", False),
        (PAID_SHOWN, "executed", True),
        (PAID, "no_penalty", False),
        (LET_OFF, "no_penalty", True),
        (LET_OFF, "executed", False),
        (PAID, "transferred", False),
        (PAID, "referred", False),
    ],
)
def test_a_case_is_closed_in_the_way_it_ended(text, kind, allowed):
    said = refused(case(text), "2025-04-23 closed 陆行之", CLOSING, close_kind=kind)

    assert (said == {}) is allowed


def test_what_cannot_be_executed_is_terminated_with_a_reason():
    form = {**CLOSING, "close_kind": "terminated"}

    assert "termination_reason" in {
        one.field for one in attempt(case(SERVED), "2026-04-23 closed 陆行之", form=form).refusals
    }
    assert refused(case(SHOWN), "2026-04-23 closed 陆行之", form, termination_reason="无财产") == {}


def test_evidence_is_not_left_preserved():
    kept = PAID.replace(
        "2025-03-20  concluded",
        "2025-03-06 preserved 陆行之 officers=[廖铁生,车向北]\n    2025-03-20  concluded",
    )

    assert ART.format("五十六") in refused(case(kept), "2025-04-23 closed 陆行之", CLOSING)


def test_where_the_field_says_so_a_case_is_closed_in_fifteen_working_days():
    there = case(PAID, profiles=frozenset({"housing"}))

    assert there.clock("close_in_time").last_day == date(2025, 5, 8)
    assert case(PAID).clock("close_in_time") is None


def test_a_closed_case_is_archived():
    archived = case(CLOSED + "2025-04-30 archived 康景行 volumes=1 retention=long")

    assert archived.stage.final
    assert archived.clock("show_general").met is None  # what is shown still has to come down
