"""行政检查, told as cases."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core.ledger import total
from fazhi.procedures.enforcement.inspection import Inspection
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view
from procedures.penalty_telling import certified, refused

ART = "《行政处罚法》第{}条"
SCRUTINY = "《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）"
USCC = "91990101MA0000001Y"

PLANNED = f"""
    2025-07-07  planned  廖铁生  source=annual_plan item=item-1 inspection_kind=routine mode=on_site \
        field=environment industry=catering object_kind=enterprise object_name=青禾餐饮 uscc={USCC} \
        object={USCC} count_this_year=1 ceiling=4 officers=[廖铁生,车向北] urgent=no
"""
APPROVED = f"""{PLANNED}
    2025-07-08  approved  陆行之
"""
NOTIFIED = f"""{APPROVED}
    2025-07-09  notified  廖铁生  told_way=code
"""
INSPECTED = f"""{NOTIFIED}
    2025-07-09  inspected  廖铁生  officers=[廖铁生,车向北] credentials_shown=yes problems=3 signed=signed \
        recorded_online=yes
"""
TOLD = f"""{INSPECTED}
    2025-07-09  result_told  廖铁生  result=ordered publicity=yes
"""
ORDERED = f"""{TOLD}
    2025-07-09  ordered  廖铁生  correct_by=2025-07-16
"""
RECHECKED = f"""{ORDERED}
    2025-07-17  rechecked  廖铁生  officers=[廖铁生,车向北] recheck_result=all fixed=3
"""
CLOSED = f"""{RECHECKED}
    2025-07-18  closed  廖铁生
"""
URGENT = PLANNED.replace("urgent=no", "urgent=yes").replace(
    "industry=catering object_kind=enterprise", ("industry=household object_kind=individual")
)

PLAN = {
    "source": "annual_plan",
    "item": "item-1",
    "inspection_kind": "routine",
    "mode": "on_site",
    "field": "environment",
    "industry": "catering",
    "object_kind": "enterprise",
    "object_name": "拟州青禾餐饮管理有限公司",
    "uscc": USCC,
    "address": "渡口路20号",
    "count_this_year": 1,
    "ceiling": 4,
    "reason": "年度检查计划",
    "content": "油烟净化设施运行情况",
    "officers": ["廖铁生", "车向北"],
    "urgent": "no",
}
RECORD = {
    "officers": ["廖铁生", "车向北"],
    "credentials_shown": "yes",
    "rights_told": "yes",
    "started": "2025-07-09T09:00",
    "finished": "2025-07-09T10:30",
    "record_place": "渡口路20号",
    "recorded_online": "yes",
    "qr_code": "QR-1",
    "scene_text": "后厨油烟净化器未正常运行；未见清洗记录。",
    "problems": 1,
    "findings": [{"problem": "未见清洗记录", "problem_basis": "第八十一条", "handling": "ordered"}],
    "signed": "signed",
}
RECHECK = {
    "officers": ["廖铁生", "车向北"],
    "recheck_result": "all",
    "fixed": 3,
    "recheck_text": "已改正。",
}


KNOWN = {
    "roster": certified("廖铁生", "车向北", "葛秋实", "管云帆"),
    "refs": {"item-1": linked("power_item", case="item-1", item_kind="inspection")},
}


def case(text, **known):
    return view(text, Inspection, **{**KNOWN, **known})


def test_every_quote_of_the_declaration_stands_in_its_statute():
    steps = Inspection.parts.steps
    cited = [basis for step in steps for basis in (step.basis, *step.cites, *(r.basis for r in step.needs))]

    assert [str(basis) for basis in cited if quote_stands(basis) is False] == []


# Plan and approval --------------------------------------------------------------------------------


def test_an_inspection_is_planned_of_a_listed_item_by_certified_officers():
    checked = attempt(case(""), "2025-07-07 planned 廖铁生", form=PLAN)

    assert codes(checked) == set()
    assert checked.event.form["object"] == USCC


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"item_kind": "enforcement"}, "不是行政检查事项"),
        ({"item_kind": "inspection", "final": True}, "退出"),
    ],
)
def test_what_is_not_on_the_list_is_not_inspected(words, said):
    told = case("", refs={"item-1": linked("power_item", case="item-1", **words)})

    assert said in refused(told, "2025-07-07 planned 廖铁生", PLAN)[SCRUTINY]


def test_an_inspection_names_its_item():
    nameless = {name: value for name, value in PLAN.items() if name != "item"}

    assert SCRUTINY in refused(case(""), "2025-07-07 planned 廖铁生", nameless)
    assert refused(case(""), "2025-07-07 planned 廖铁生", nameless, item_name="油烟检查（第3项）") == {}


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"count_this_year": 3}, True),
        ({"count_this_year": 4}, False),
        ({"count_this_year": 4, "over_reason": "上级专项部署"}, True),
        ({"count_this_year": 4, "inspection_kind": "case"}, True),
    ],
)
def test_a_firm_is_not_inspected_more_often_than_announced(changes, allowed):
    assert (refused(case(""), "2025-07-07 planned 廖铁生", PLAN, **changes) == {}) is allowed


def test_sole_traders_are_treated_as_firms_are():
    trader = {**PLAN, "object_kind": "sole_trader", "count_this_year": 4}

    assert SCRUTINY in refused(case(""), "2025-07-07 planned 廖铁生", trader)
    assert (
        case(PLANNED.replace("object_kind=enterprise", "object_kind=sole_trader")).facts["enterprise"]
        == "yes"
    )


def test_a_building_site_is_known_by_its_name_and_a_person_by_the_place():
    site = {**PLAN, "industry": "construction", "object_name": "新纺片区一标段"}
    person = {
        name: value for name, value in PLAN.items() if name not in ("uscc", "count_this_year", "ceiling")
    } | {"object_kind": "individual", "object_name": "上槐路3号"}

    assert attempt(case(""), "2025-07-07 planned 廖铁生", form=site).event.form["object"] == "新纺片区一标段"
    assert attempt(case(""), "2025-07-07 planned 廖铁生", form=person).event.form["object"] == "上槐路3号"


def test_a_random_inspection_names_its_batch():
    tried = attempt(case(""), "2025-07-07 planned 廖铁生", form={**PLAN, "source": "double_random"})

    assert refusal(tried, "field-missing").field == "batch"


def test_the_head_approves_before_and_not_whoever_planned():
    assert SCRUTINY in refused(case(PLANNED), "2025-07-08 inspected 廖铁生", RECORD)
    assert "wrong-post" in codes(attempt(case(PLANNED), "2025-07-08 approved 岳长风/enforce_captain"))
    assert "same-hand" in codes(attempt(case(PLANNED), "2025-07-08 approved 廖铁生/deputy_enforce"))


def test_an_urgent_inspection_is_approved_afterwards_before_it_ends():
    urgent = URGENT + "2025-07-07 inspected 廖铁生 officers=[廖铁生,车向北] problems=0 signed=signed\n"
    told = urgent + "2025-07-07 result_told 廖铁生 result=nothing publicity=no\n"

    assert SCRUTINY not in refused(
        case(URGENT), "2025-07-07 inspected 廖铁生", RECORD, started="2025-07-07T09:00"
    )
    assert "补办" in refused(case(told), "2025-07-08 closed 廖铁生")[SCRUTINY]
    assert refused(case(told + "2025-07-08 approved_afterwards 陆行之"), "2025-07-08 closed 廖铁生") == {}
    assert case(urgent, profiles=frozenset({"zhejiang"})).clock("approve_afterwards").last_day == date(
        2025, 7, 9
    )


# On site ------------------------------------------------------------------------------------------


def test_a_firm_is_given_the_notice_before_officers_enter():
    assert "通知书" in refused(case(APPROVED), "2025-07-09 inspected 廖铁生", RECORD)[SCRUTINY]
    off_site = case(APPROVED.replace("mode=on_site", "mode=off_site/video"))
    assert refused(off_site, "2025-07-09 inspected 廖铁生", RECORD) == {}


LAPSING = certified("廖铁生") | certified("车向北", valid_until="2025-07-08")
NOTICE = {"told_way": "code", "rights_told": "yes"}


def test_a_step_that_names_no_officers_is_taken_by_those_named_before_who_are_certified_that_day():
    told = case(APPROVED, roster=LAPSING)

    late, timely = (attempt(told, f"2025-07-0{day} notified 廖铁生", form=NOTICE) for day in (9, 8))
    [said] = [one for one in late.refusals if one.code == "not-qualified"]
    assert "“车向北”的行政执法证已于2025-07-08到期，不得办理“送达检查通知书”" in said.message
    assert said.basis == "《行政处罚法》第四十二条第一款"
    assert "not-qualified" not in codes(timely)


def test_other_officers_may_be_named_from_a_step_on_where_one_is_certified_no_more():
    roster = LAPSING | certified("葛秋实")
    others = NOTICE | {"officers": ["廖铁生", "葛秋实"]}

    assert "not-qualified" not in codes(
        attempt(case(APPROVED, roster=roster), "2025-07-09 notified 廖铁生", form=others)
    )
    inspected = f"""{APPROVED}
        2025-07-09  notified  廖铁生  told_way=code officers=[廖铁生,葛秋实]
        2025-07-09  inspected  廖铁生  officers=[廖铁生,葛秋实] problems=1
    """
    assert "not-qualified" not in codes(
        attempt(case(inspected, roster=roster), "2025-07-09 result_told 廖铁生", form={"result": "ordered"})
    )


def test_what_a_clerk_writes_down_asks_for_no_certificate():
    told = case(ORDERED, roster=LAPSING)

    assert "not-qualified" not in codes(attempt(told, "2025-07-10 corrected 管云帆"))


def test_officers_show_their_certificates():
    said = refused(case(NOTIFIED), "2025-07-09 inspected 廖铁生", RECORD, credentials_shown="no")

    assert set(said) == {"《行政处罚法》第五十五条第一款"}


def test_an_inspection_takes_two_officers_certified_that_day():
    alone = attempt(case(NOTIFIED), "2025-07-09 inspected 廖铁生", form={**RECORD, "officers": ["廖铁生"]})
    lapsed = certified("廖铁生") | certified("车向北", valid_until="2025-07-08")
    auxiliary = certified("廖铁生") | certified("车向北", role="auxiliary")

    assert "至少2人" in refusal(alone, "field-invalid").message
    for roster, words in ((lapsed, "到期"), (auxiliary, "执法辅助人员")):
        said = refused(case(NOTIFIED, roster=roster), "2025-07-09 inspected 廖铁生", RECORD)
        assert words in said["《行政处罚法》第四十二条第一款"]


def test_auxiliaries_and_grid_workers_do_not_inspect():
    for post in ("enforce_aux", "grid_worker"):
        assert "wrong-post" in codes(attempt(case(NOTIFIED), f"2025-07-09 inspected 某/{post}", form=RECORD))


def test_problems_found_are_described():
    tried = attempt(case(NOTIFIED), "2025-07-09 inspected 廖铁生", form={**RECORD, "findings": []})

    assert "逐项写明" in refusal(tried, "field-invalid").message


def test_an_officer_whose_cousin_owns_the_shop_is_replaced():
    recused = (
        NOTIFIED.replace("廖铁生,车向北", "廖铁生,管云帆")
        + """
        2025-07-09  recusal_asked  管云帆  recused=管云帆 recusal_by=self recusal_ground=interest
        2025-07-09  recusal_ruled  陆行之  recusal_ruling=granted officers=[廖铁生,葛秋实]
    """
    )

    out = refused(case(recused), "2025-07-09 inspected 廖铁生", RECORD, officers=["廖铁生", "管云帆"])

    assert "《行政处罚法》第四十三条第一款" in out
    assert refused(case(recused), "2025-07-09 inspected 廖铁生", RECORD, officers=["廖铁生", "葛秋实"]) == {}


def test_where_the_locality_says_so_a_recusal_is_ruled_on_in_three_working_days():
    asked = NOTIFIED + "2025-07-09 recusal_asked 管云帆 recused=管云帆"

    assert case(asked, profiles=frozenset({"zhejiang"})).clock("rule_on_recusal").last_day == date(
        2025, 7, 14
    )
    assert case(asked).clock("rule_on_recusal") is None


# Result, correction, end --------------------------------------------------------------------------


def test_correction_is_ordered_only_of_problems_found():
    clean = INSPECTED.replace("problems=3", "problems=0")
    form = {
        "order_facts": "油烟超标",
        "order_basis": "第八十一条",
        "order_text": "七日内改正",
        "correct_by": "2025-07-16",
    }

    assert "《行政处罚法》第二十八条第一款" in refused(case(clean), "2025-07-09 ordered 廖铁生", form)
    assert refused(case(INSPECTED), "2025-07-09 ordered 廖铁生", form) == {}


def test_the_order_gives_the_day_until_which_to_correct():
    assert case(ORDERED).clock("correct").last_day == date(2025, 7, 16)
    assert case(RECHECKED).clock("correct").late


def test_rechecks_confirm_no_more_than_was_found():
    twice = RECHECKED.replace("fixed=3", "fixed=2")

    assert refused(case(twice), "2025-07-18 rechecked 廖铁生", RECHECK, fixed=1) == {}
    assert "共确认改正4个" in next(
        iter(refused(case(twice), "2025-07-18 rechecked 廖铁生", RECHECK, fixed=2).values())
    )


def test_an_inspection_ends_when_the_result_was_told_and_an_order_rechecked():
    assert "尚未告知" in refused(case(INSPECTED), "2025-07-18 closed 廖铁生")[SCRUTINY]
    assert refused(case(ORDERED), "2025-07-18 closed 廖铁生") == {
        "内部管理规则检查1": "责令改正后尚未复查，请先办理“复查”。"
    }
    assert refused(case(RECHECKED), "2025-07-18 closed 廖铁生") == {}


def test_an_inspection_whose_result_is_a_case_opens_it():
    into = TOLD.replace("result=ordered", "result=filed")
    [opens] = Inspection.step("filed_case").opens

    assert "《行政处罚法》第五十四条第二款" in refused(case(into), "2025-07-10 closed 廖铁生")
    assert refused(case(into), "2025-07-10 filed_case 廖铁生", {"case_reason": "逾期未改正"}) == {}
    assert (opens.procedure, dict(opens.sets)) == ("penalty", {"source": "inspection"})


def test_the_result_is_published_in_twenty_working_days_masked():
    assert case(TOLD).clock("publish").last_day == date(2025, 8, 6)
    assert case(TOLD.replace("publicity=yes", "publicity=no")).clock("publish") is None
    assert ART.format("五十") in refused(
        case(CLOSED), "2025-07-21 published 殷小寒", {"published_where": "门户网站", "masked": "no"}
    )


def test_local_limits_bind_only_where_they_are_law():
    tested = (
        NOTIFIED
        + """
        2025-07-09  inspected  廖铁生  officers=[廖铁生,车向北] problems=0 signed=signed
        2025-07-14  tested  廖铁生  test_body=检测站
    """
    )

    assert case(tested, profiles=frozenset({"zhejiang"})).clock("tell_tested").last_day == date(2025, 7, 17)
    assert {clock.limit.name for clock in case(tested).clocks} == set()


def test_a_local_limit_binds_from_the_day_its_rules_came_into_force():
    hainan = frozenset({"hainan"})
    complaint = PLANNED.replace("source=annual_plan", "source=complaint received_on=2025-07-04")
    inspected, complained = (text.replace("2025-07", "2025-09") for text in (INSPECTED, complaint))

    assert case(inspected, profiles=hainan).clock("tell_result").last_day == date(2025, 9, 16)
    assert case(complained, profiles=hainan).clock("tell_complainant").last_day == date(2025, 9, 18)
    assert case(INSPECTED, profiles=hainan).clock("tell_result") is None
    assert case(complaint, profiles=hainan).clock("tell_complainant") is None


# Figures ------------------------------------------------------------------------------------------


def test_an_inspection_posts_its_visit_its_problems_and_the_firm():
    assert posted(INSPECTED, Inspection) == {
        "inspection.count": 1,
        "inspection.enterprises": 1,
        "inspection.problems": 3,
        "inspection.recorded_online": 1,
    }
    [count] = [one for one in postings(INSPECTED, Inspection) if one.indicator == "inspection.count"]
    assert count.slices == {
        "inspection_kind": "routine",
        "mode": "on_site",
        "industry": "catering",
        "enterprise": "yes",
    }


def test_what_is_fixed_counts_at_the_recheck():
    assert posted(RECHECKED, Inspection) == {"inspection.problems_fixed": 3}


def test_an_inspection_that_ends_as_one_is_reported_and_one_that_becomes_a_case_is_not():
    into = TOLD + "2025-07-10 filed_case 廖铁生"

    assert posted(CLOSED, Inspection) == {"inspection.reportable": 1}
    assert posted(into, Inspection) == {}
    assert case(into).facts["ended_in_case"] == "yes"
    assert posted(CLOSED, Inspection, links=(linked("penalty"),)) == {}


def test_an_unsigned_or_unapproved_inspection_is_not_reported():
    unapproved = CLOSED.replace("    2025-07-08  approved  陆行之\n", "").replace("urgent=no", "urgent=yes")

    assert posted(unapproved, Inspection) == {}
    assert posted(CLOSED.replace("signed=signed", ""), Inspection) == {}


def test_a_random_inspection_counts_its_batch_and_item_once():
    random = PLANNED.replace("source=annual_plan", "source=double_random batch=2025-3")
    inspected = INSPECTED.replace("source=annual_plan", "source=double_random batch=2025-3")
    year = [*postings(random, Inspection), *postings(random, Inspection), *postings(inspected, Inspection)]
    span = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}

    assert total(year, "inspection.double_random_batches", **span) == 1
    assert total(year, "inspection.double_random_items", **span) == 1
    assert total(year, "inspection.double_random_targets", **span) == 1


def test_a_firm_and_a_site_inspected_twice_count_once():
    site = INSPECTED.replace("industry=catering", "industry=construction")
    year = [*postings(site, Inspection), *postings(site, Inspection)]
    span = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}

    assert total(year, "inspection.count", **span) == Decimal(2)
    assert total(year, "inspection.enterprises", **span) == 1
    assert total(year, "inspection.construction_sites", **span) == 1


def test_every_figure_is_posted():
    random = ("source=annual_plan", "source=double_random batch=2025-3")
    texts = [
        PLANNED.replace(*random),
        INSPECTED.replace(*random).replace("industry=catering", "industry=construction"),
        RECHECKED,
        CLOSED,
    ]

    assert {code for text in texts for code in posted(text, Inspection)} == {
        one.code for one in Inspection.indicators if not one.formula
    }
