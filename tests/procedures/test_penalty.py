"""行政处罚, from the clue to the conclusion, told as cases."""

from datetime import date

import pytest

from fazhi.procedures.enforcement.penalty import Penalty
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, refusal
from procedures.penalty_telling import (
    CITIZEN,
    CLUE,
    CONCLUDED,
    CONCLUSION,
    FILED,
    FILING,
    FIRM,
    INQUIRY,
    INVESTIGATED,
    NOTICE,
    ON_SPOT,
    ON_SPOT_FORM,
    SEALED,
    SHOP,
    case,
    certified,
    refused,
)

ART = "《行政处罚法》第{}条"


def test_every_quote_of_the_declaration_stands_in_its_statute():
    steps = Penalty.parts.steps
    cited = [basis for step in steps for basis in (step.basis, *step.cites, *(r.basis for r in step.needs))]

    assert [str(basis) for basis in cited if quote_stands(basis) is False] == []


# On the spot --------------------------------------------------------------------------------------


def test_a_small_fine_is_decided_on_the_spot():
    assert refused(case(""), "2025-03-03 decided_on_spot 廖铁生", ON_SPOT_FORM) == {}


@pytest.mark.parametrize(
    ("party", "fine", "allowed"),
    [
        (CITIZEN, "200.00", True),
        (CITIZEN, "200.01", False),
        (SHOP, "201.00", False),  # a sole trader is treated as a citizen
        (FIRM, "3000.00", True),
        (FIRM, "3000.01", False),
    ],
)
def test_a_fine_above_the_ceiling_takes_the_ordinary_procedure(party, fine, allowed):
    said = refused(case(""), "2025-03-03 decided_on_spot 廖铁生", ON_SPOT_FORM, party=[party], fine=fine)

    assert (ART.format("五十一") not in said) is allowed


def test_only_a_warning_or_a_fine_is_decided_on_the_spot():
    kinds = {"penalty_kinds": ["fine", "confiscation"], "confiscated": "10.00"}
    said = refused(case(""), "2025-03-03 decided_on_spot 廖铁生", {**ON_SPOT_FORM, **kinds})

    assert "没收违法所得" in said[ART.format("五十一")]


def test_certificates_are_shown_and_the_party_is_heard_on_the_spot():
    said = refused(
        case(""),
        "2025-03-03 decided_on_spot 廖铁生",
        ON_SPOT_FORM,
        credentials_shown="no",
        rights_told="no",
    )

    assert set(said) == {ART.format("四十四"), "《行政处罚法》第五十二条第一款"}


def test_what_is_slight_and_put_right_is_not_punished_on_the_spot_but_taught():
    said = refused(
        case(""), "2025-03-03 decided_on_spot 廖铁生", ON_SPOT_FORM, circumstances=["slight_corrected"]
    )
    dropped = ("penalty_kinds", "fine", "perform_way")
    spared = {name: value for name, value in ON_SPOT_FORM.items() if name not in dropped} | {
        "result": "no_penalty",
        "no_penalty_ground": "slight_corrected",
        "circumstances": ["slight_corrected"],
        "discretion": "none",
        "education": "已当面教育",
    }

    assert set(said) == {"《行政处罚法》第三十三条第一款"}
    assert refused(case(""), "2025-03-03 decided_on_spot 廖铁生", spared) == {}


def test_a_decision_on_the_spot_is_made_by_two():
    tried = attempt(
        case(""), "2025-03-03 decided_on_spot 廖铁生", form={**ON_SPOT_FORM, "officers": ["廖铁生"]}
    )

    assert "至少2人" in refusal(tried, "field-invalid").message


# Officers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"role": "auxiliary"}, "执法辅助人员"),
        ({"certified": "no"}, "尚未取得行政执法证"),
        ({"certificate_state": "suspended"}, "暂扣或者注销"),
        ({"valid_until": "2025-03-02"}, "2025-03-02到期"),
        ({"issued": "2025-03-04"}, "在2025-03-03尚未取得"),
    ],
)
def test_an_officer_without_a_valid_certificate_is_refused(words, fault):
    roster = certified("廖铁生") | certified("车向北", **words)

    said = refused(case(CLUE, roster=roster), "2025-03-03 filed 陆行之", FILING)

    assert fault in said["《行政处罚法》第四十二条第一款"]


def test_a_certificate_is_valid_on_its_last_day():
    roster = certified("廖铁生", "车向北", valid_until="2025-03-03")

    assert refused(case(CLUE, roster=roster), "2025-03-03 filed 陆行之", FILING) == {}


def test_a_person_not_on_the_register_is_no_officer():
    said = refused(case(CLUE, roster={}), "2025-03-03 filed 陆行之", FILING)

    assert "没有登记行政执法证" in said["《行政处罚法》第四十二条第一款"]


# Clue and filing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "form"),
    [("2025-03-03 filed 陆行之", FILING), ("2025-03-03 decided_on_spot 廖铁生", ON_SPOT_FORM)],
)
def test_a_case_says_by_which_power_the_organ_acts(line, form):
    nameless = {name: value for name, value in form.items() if name not in ("item", "item_kind")}
    stated = {**nameless, "power_basis": "省人民政府赋权决定，清单第12项"}

    assert set(refused(case(CLUE), line, nameless)) == {ART.format("十七")}
    assert refused(case(CLUE), line, stated) == {}


def test_a_case_needs_a_power_that_is_held():
    gone = {"item-1": linked("power_item", case="item-1", item_kind="enforcement", final=True)}
    other = {"item-1": linked("power_item", case="item-1", item_kind="service")}

    for refs, words in ((gone, "收回或者取消"), (other, "不是本机关行使的")):
        said = refused(case(CLUE, refs=refs), "2025-03-03 filed 陆行之", FILING)
        assert words in said["《行政处罚法》第二十四条第二款"]


@pytest.mark.parametrize(
    ("act", "harm", "barred"),
    [
        ("2023-03-01", "no", False),
        ("2023-02-28", "no", True),
        ("2023-02-28", "yes", False),
        ("2020-02-28", "yes", True),
    ],
)
def test_what_was_found_out_too_late_is_no_longer_punished(act, harm, barred):
    clue = CLUE.replace("act_on=2025-02-28", f"act_on={act} grave_harm={harm}")

    said = refused(case(clue), "2025-03-03 filed 陆行之", FILING)

    assert ("《行政处罚法》第三十六条第一款" in said) is barred


def test_a_field_follows_from_the_cause():
    checked = attempt(case(""), "2025-03-01 clue_registered 廖铁生", form=CLUE_WITHOUT_FIELD)

    assert codes(checked) == set()
    assert checked.event.form["field"] == "city_appearance"


CLUE_WITHOUT_FIELD = {
    "source": "patrol",
    "cause": "construction_waste",
    "found_on": "2025-03-01",
    "act_on": "2025-02-28",
    "scene": "渡口路",
    "clue_text": SEALED,
}


def test_where_the_field_asks_a_clue_is_checked_in_fifteen_working_days_and_ten_more():
    told = case(CLUE, profiles=frozenset({"housing"}))
    longer = case(
        CLUE + "2025-03-10 checking_extended 陆行之 checking_reason=疑难", profiles=frozenset({"housing"})
    )

    assert case(CLUE).clock("check") is None
    assert told.clock("check").last_day == date(2025, 3, 21)
    assert longer.clock("check").last_day == date(2025, 4, 7)  # Qingming is off


# Investigation ------------------------------------------------------------------------------------


def test_certificates_are_shown_and_records_made_in_an_investigation():
    said = refused(
        case(FILED), "2025-03-05 investigated 廖铁生", INQUIRY, credentials_shown="no", recorded="no"
    )

    assert set(said) == {"《行政处罚法》第五十五条第一款", "《行政处罚法》第五十五条第二款"}


def test_nothing_is_concluded_that_was_not_investigated():
    said = refused(case(FILED), "2025-03-20 concluded 廖铁生", CONCLUSION)

    assert ART.format("四十") in said
    assert refused(case(INVESTIGATED), "2025-03-20 concluded 廖铁生", CONCLUSION) == {}


def test_what_is_preserved_is_dealt_with_in_seven_working_days():
    kept = case(FILED + "2025-04-02 preserved 陆行之 officers=[廖铁生,车向北]")

    assert kept.clock("rule_on_preserved").last_day == date(2025, 4, 14)  # 4 to 6 April are off


def test_what_is_preserved_is_approved_by_a_head():
    tried = attempt(case(FILED), "2025-03-05 preserved 廖铁生/enforce_officer")

    assert "第五十六条" in refusal(tried, "wrong-post").basis


def test_one_preservation_is_dealt_with_before_the_next():
    kept = FILED + "2025-03-05 preserved 陆行之 officers=[廖铁生,车向北]"
    again = {
        "officers": ["廖铁生", "车向北"],
        "preservation_reason": "可能灭失",
        "kept": [{"thing": "铲车"}],
        "kept_where": "停车场",
    }

    assert set(refused(case(kept), "2025-03-06 preserved 陆行之", again)) == {ART.format("五十六")}
    assert set(
        refused(case(FILED), "2025-03-06 preservation_ruled 陆行之", preservation_ruling="released")
    ) == {ART.format("五十六")}


# Recusal ------------------------------------------------------------------------------------------

DECLARED = (
    FILED
    + """
    2025-03-04  recusal_asked  管云帆  recused=管云帆 recusal_by=self recusal_ground=interest
"""
)
RECUSED = (
    DECLARED
    + """
    2025-03-05  recusal_ruled  陆行之  recusal_ruling=granted officers=[廖铁生,葛秋实]
"""
)


def test_a_recused_officer_takes_no_further_part():
    with_cousin = {**INQUIRY, "officers": ["廖铁生", "管云帆"]}

    assert set(refused(case(RECUSED), "2025-03-06 investigated 廖铁生", with_cousin)) == {
        "《行政处罚法》第四十三条第一款"
    }
    assert (
        refused(case(RECUSED), "2025-03-06 investigated 葛秋实", INQUIRY, officers=["廖铁生", "葛秋实"]) == {}
    )


def test_until_a_recusal_is_ruled_on_the_investigation_goes_on():
    with_cousin = {**INQUIRY, "officers": ["廖铁生", "管云帆"]}

    assert refused(case(DECLARED), "2025-03-05 investigated 廖铁生", with_cousin) == {}


def test_a_recusal_is_ruled_on_by_a_head_who_is_not_concerned_and_not_undone_at_once():
    ruling = {"recusal_ruling": "granted", "officers": ["廖铁生", "管云帆"]}

    tried = attempt(case(DECLARED), "2025-03-05 recusal_ruled 廖铁生/enforce_officer", form=ruling)
    said = refused(case(DECLARED), "2025-03-05 recusal_ruled 陆行之", ruling)

    assert refusal(tried, "wrong-post").basis == "《行政处罚法》第四十三条第三款"
    assert "不应再包括此人" in said["《行政处罚法》第四十三条第三款"]


def test_a_recusal_nobody_asked_for_is_not_ruled_on():
    said = refused(
        case(FILED),
        "2025-03-05 recusal_ruled 陆行之",
        {"recusal_ruling": "refused", "recusal_reason": "不成立"},
    )

    assert "没有待决定" in said["《行政处罚法》第四十三条第三款"]


# Ninety days --------------------------------------------------------------------------------------


def test_ninety_days_run_from_filing_and_a_last_day_on_a_rest_day_moves():
    clock = case(FILED.replace("2025-03-03", "2025-03-02")).clock("decide")

    assert clock.counted.raw_end == date(2025, 5, 31)
    assert clock.last_day == date(2025, 6, 3)  # the Dragon Boat festival


def test_days_that_a_rule_does_not_count_are_left_out():
    stopped = (
        FILED
        + """
        2025-03-10  suspended  陆行之  stopped_for=expert
        2025-03-20  resumed  陆行之
    """
    )

    assert case(FILED).clock("decide").last_day == date(2025, 6, 3)
    assert case(stopped).clock("decide").last_day == date(2025, 6, 11)


def test_stopping_the_clock_names_the_rule_that_allows_it():
    tried = attempt(case(FILED), "2025-03-10 suspended 陆行之 stopped_for=expert")

    assert "规定不计入期限" in refusal(tried, "field-missing").message


def test_a_clock_is_stopped_and_started_in_turn():
    form = {"stopped_for": "expert", "stopped_by_rule": "《住房和城乡建设行政处罚程序规定》第二十九条"}
    stopped = case(FILED + "2025-03-10 suspended 陆行之 stopped_for=expert")

    assert set(refused(stopped, "2025-03-12 suspended 陆行之", form)) == {ART.format("六十")}
    assert set(refused(case(FILED), "2025-03-12 resumed 陆行之")) == {ART.format("六十")}


def test_only_where_the_field_allows_it_the_time_is_extended_and_twice_at_most():
    housing = frozenset({"housing"})
    reason = {"extension_reason": "案情复杂"}
    once = FILED + "2025-05-20 extended 陆行之"
    twice = once + "\n2025-06-20 extended_again 沈若谷/director"

    assert "未启用" in next(iter(refused(case(FILED), "2025-05-20 extended 陆行之", reason).values()))
    assert refused(case(FILED, profiles=housing), "2025-05-20 extended 陆行之", reason) == {}
    assert case(once, profiles=housing).clock("decide").last_day == date(2025, 7, 1)
    assert case(twice, profiles=housing).clock("decide").last_day == date(
        2025, 9, 1
    )  # 30 August is a Saturday
    assert refused(case(twice, profiles=housing), "2025-07-01 extended_again 沈若谷/director", reason)


# Crime, other organs ------------------------------------------------------------------------------

REPORTED = (
    INVESTIGATED
    + """
    2025-03-13  crime_reported  廖铁生  officers=[廖铁生,车向北] suspected_crime=污染环境罪
"""
)
APPROVED = (
    REPORTED
    + """
    2025-03-14  transfer_ruled  沈若谷/director  transfer_ruling=approved
"""
)
TRANSFERRED = (
    APPROVED
    + """
    2025-03-14  transferred  廖铁生  police=云汀公安分局
"""
)


def test_the_principal_head_rules_on_a_transfer_in_three_days_and_it_goes_in_a_day():
    assert case(REPORTED).clock("approve_transfer").last_day == date(2025, 3, 17)  # the 16th is a Sunday
    assert case(APPROVED).clock("transfer").limit.code == "PN-32"
    assert "wrong-post" in codes(attempt(case(REPORTED), "2025-03-14 transfer_ruled 陆行之/deputy_enforce"))


def test_nothing_is_sent_to_the_police_that_was_not_approved():
    form = {"police": "云汀公安分局", "transferred_at": "2025-03-14T10:00", "transfer_list": "案卷一册"}

    assert refused(case(REPORTED), "2025-03-14 transferred 廖铁生", form)
    assert refused(case(APPROVED), "2025-03-14 transferred 廖铁生", form) == {}


def test_a_case_the_police_file_hands_over_its_things_in_three_days_and_ends_as_transferred():
    filed = TRANSFERRED + "2025-03-20 police_filed 殷小寒 police_no=1"
    closing = {"close_kind": "transferred", "closing_text": "移送", "fully_recorded": "yes"}

    assert case(filed).clock("hand_over").last_day == date(2025, 3, 24)  # the 23rd is a Sunday
    assert case(filed).clock("decide").met is not None
    assert refused(case(filed), "2025-03-25 closed 陆行之", closing) == {}


def test_a_case_the_police_do_not_file_comes_back_and_goes_on():
    back = case(TRANSFERRED + "2025-03-20 police_declined 殷小寒 police_no=2")

    assert back.stage.name == "investigating"
    assert back.clock("ask_police_again").last_day == date(2025, 3, 24)
    assert not back.clock("ask_police_again").binding
    assert back.clock("decide").met is None


def test_a_filing_may_be_withdrawn_and_is_archived():
    withdrawn = case(FILED + "2025-03-20 withdrawn 陆行之")

    assert withdrawn.stage.name == "archiving"
    assert withdrawn.clock("decide").met is not None
    assert "out-of-turn" not in codes(
        attempt(withdrawn, "2025-03-25 archived 康景行 volumes=1 retention=long")
    )


# Turn and order -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CLUE, "2025-03-05 investigated 廖铁生"),
        (FILED, "2025-03-05 decided 沈若谷/director"),
        (CONCLUDED, "2025-03-25 served 廖铁生"),
        (ON_SPOT, "2025-03-05 filed 陆行之"),
    ],
)
def test_steps_come_in_their_turn(text, line):
    assert "out-of-turn" in codes(attempt(case(text), line))


def test_a_case_sent_back_is_looked_into_again():
    back = CONCLUDED + "2025-03-24 supplemented 陆行之"

    assert ART.format("四十") in refused(case(back), "2025-03-25 concluded 廖铁生", CONCLUSION)
    assert "out-of-turn" in codes(attempt(case(back), "2025-03-25 notified 廖铁生", form=NOTICE))
