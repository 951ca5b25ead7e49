"""What declarations say, told for people."""

import re

import pytest

from fazhi.core.law import HouseRule
from fazhi.law import statute
from fazhi.procedures import registry
from fazhi.usecases import counting, reference
from fazhi.usecases.refusals import refusals


@pytest.fixture(scope="module")
def mediation():
    return reference.told(registry.procedure("mediation"))


def test_a_step_says_who_from_where_and_on_what_words(mediation):
    step = next(one for one in mediation.steps if one.name == "settled")

    assert (step.who, step.at, step.to) == ("人民调解员", ("调解中",), "履行中")
    assert step.basis.text == "《人民调解法》第二十八条"
    assert "可以制作调解协议书" in step.basis.quote
    assert "人民调解协议书（编文号，“协议形式”为书面协议时）" in step.documents


def test_a_rule_is_told_in_the_words_of_its_refusal(mediation):
    said = [sentence for rule in mediation.rules for sentence in rule.sentences]

    assert "书面协议须先回访履行情况，再归档。" in said


def test_what_only_the_case_knows_is_an_ellipsis():
    review = reference.told(registry.procedure("legality_review"))
    [file] = [rule for rule in review.rules if rule.sentences[0].startswith("送审材料不齐")]

    assert file.sentences == ("送审材料不齐，缺少…；请办理“退回补正”。",)
    assert len(file.bases) > 1  # one rule a kind of file, told once


def test_a_limit_says_its_days_what_they_are_and_between_which_steps(mediation):
    limit = next(one for one in mediation.limits if one.code == "ME-02")

    assert (limit.days, limit.since, limit.until) == ("30日", "达成协议", ("申请司法确认",))
    assert limit.strength == "可以"


def test_a_count_is_told_in_words():
    assert counting.counting(registry.indicators()["mediation.written_agreements"]) == (
        "每办理一次“达成协议”计1份，限“协议形式”为书面协议的。",
    )


def test_a_formula_is_told_with_labels():
    assert counting.formula_in_words("mediation.settled / mediation.concluded") == (
        "“人民调解成功件数” ÷ “人民调解结案件数”"
    )
    assert counting.formula_in_words("yoy(mediation.cases)") == "（“人民调解案件数”）的同比增幅"
    assert counting.formula_in_words("mediation.cases[source=entrusted/police]") == (
        "“人民调解案件数”（案件来源：公安移送（警调））"
    )


def test_a_long_title_is_cited_short():
    guidance = statute("国办发〔2018〕118号")

    assert reference.short(guidance.point("第（十二）项")) == "国办发〔2018〕118号第（十二）项"
    assert reference.short(HouseRule("D4", "起草的人不审查")) == "内部管理规则D4"


@pytest.mark.parametrize("declared", registry.current().values(), ids=lambda one: one.code)
def test_every_duty_can_be_told(declared):
    told = reference.told(declared)

    assert len(told.steps) == len(declared.parts.steps)
    assert all(step.basis.text for step in told.steps)
    assert all(figure.counting for figure in told.figures)


def test_what_a_register_asks_each_year_is_told_with_its_limits():
    officers = {one.name: one for one in reference.told(registry.procedure("enforcement_officer")).limits}
    advisers = {one.name: one for one in reference.told(registry.procedure("legal_adviser")).limits}

    assert officers["yearly_hours"].days == "60学时"
    assert officers["yearly_hours"].notes == ("只在“人员类别”为执法人员时适用",)
    assert "届满前90天起提醒" in officers["renew"].notes
    assert (advisers["yearly_review"].label, advisers["yearly_review"].days) == ("年度考核", "每年一次")
    assert "yearly_hours" not in advisers


def test_every_refusal_is_found_where_it_is_given():
    found = {one.code: one.sentences for one in refusals()}

    assert {"out-of-turn", "same-hand", "wrong-post", "too-early", "field-missing", "case-moved"} <= set(
        found
    )
    assert any("须由他人办理" in sentence for sentence in found["same-hand"])


@pytest.mark.parametrize("declared", registry.current().values(), ids=lambda one: one.code)
def test_what_is_told_of_rules_limits_and_figures_is_in_chinese_and_names_no_code(declared):
    told = reference.told(declared)
    said = [sentence for rule in told.rules for sentence in rule.sentences]
    said += [note for limit in told.limits for note in (*limit.notes, limit.silence)]
    said += [sentence for figure in told.figures for sentence in (figure.definition, *figure.counting)]

    assert all(rule.sentences for rule in told.rules)
    assert [one for one in said if re.search(r"[A-Z]{2}-\d|[a-z]{3,}[._]?[a-z]*", one)] == []


def test_breakdowns_that_are_crossed_are_named_behind_the_others():
    told = counting.breakdowns(registry.indicators()["petition.count"])

    assert told == ("渠道", "事项类别", "事项类别×渠道")
