"""重大行政决策, told as cases."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core.ledger import post
from fazhi.procedures.decision.major_decision import MajorDecision
from fazhi.procedures.decision.major_decision_forms import Catalogue, Discussion, Participation
from fazhi.procedures.review.legality_review import LegalityReview
from house.statutes import quote_stands
from journal_text import attempt, codes, events, linked, refusal, view

REGULATION = "《重大行政决策程序暂行条例》"
PROPOSED = "2025-03-05  proposed  桑子墨/staff  category=public_works proposed_by=department"
CATALOGUED = (
    PROPOSED
    + "\n2025-03-24  catalogued  沈若谷/director  year=2025 seq=1 in_catalogue=yearly party_consent=yes"
    + " applies_by=区政府令 planned_by=2025-06-30 participation=required argument=required"
    + " assessment=required affects_market=no"
)
CONSULTING = CATALOGUED + "\n2025-03-31  drafted  桑子墨/staff  drafter=桑子墨 plans=2 offices_agree=yes"
ANNOUNCED = CONSULTING + "\n2025-04-01  announced  桑子墨/staff  comment_until=2025-05-06 shortened=no"
PARTICIPATED = ANNOUNCED + "\n2025-05-07  participated  桑子墨/staff  comments=46 comments_adopted=29"
ARGUED = PARTICIPATED + "\n2025-05-12  argued  桑子墨/staff  argued_way=meeting argument_signed=yes"
ASSESSED = ARGUED + "\n2025-05-20  assessed  桑子墨/staff  risk_level=medium controllable=yes"
REVIEWING = ASSESSED + "\n2025-05-26  submitted  桑子墨/staff  meeting_on=2025-06-16 urgent=no"
DISCUSSING = REVIEWING + "\n2025-06-10  reviewed  易修远/legal_reviewer  opinion_no=青槐法审〔2025〕31号"
DECIDING = DISCUSSING + "\n2025-06-16  discussed  许见山/doc_officer  members=9 present=8 principal=沈若谷"
PUBLISHING = DECIDING + "\n2025-06-17  decided  沈若谷/director  reported=yes exec_office=城建办"
EXECUTING = PUBLISHING + "\n2025-06-20  published  叶初晴/disclosure_officer  adoption_told=yes"
PASSED = linked(
    "legality_review", steps=("issued", "adopted"), conclusion="amend", opinions=3, reviewer="易修远"
)


def rule_of(tried):
    return refusal(tried, "rule-not-met").basis


def speak(*stances, last="沈若谷"):
    """Speeches in order, by 甲, 乙, 丙 … and the principal last."""
    names = "甲乙丙丁戊己庚"
    rows = [{"speaker": names[at], "stance": stance} for at, stance in enumerate(stances[:-1])]
    rows.append({"speaker": last, "stance": stances[-1]})
    return [row | ({} if row["stance"] == "support" else {"said": "停车位分期建设"}) for row in rows]


def discuss(*, case=None, line="members=9 present=8 principal=沈若谷", **form):
    case = case or view(DISCUSSING, MajorDecision, links=(PASSED,))
    return attempt(case, f"2025-06-16 discussed 许见山/doc_officer meeting_kind=executive {line}", form=form)


def posted(text):
    *before, last = events(text, MajorDecision)
    case = view("", MajorDecision)
    for event in before:
        case = case.after(event)
    return {one.indicator: one for one in post(case, last, place="", digest=str)}


# 启动和目录 ------------------------------------------------------------------------------------------


def catalogue(line="", **known):
    whole = (
        "year=2025 seq=1 in_catalogue=yearly party_consent=yes lead_office=城建办 law_and_policy=城乡规划法"
        " planned_by=2025-06-30 participation=required argument=required assessment=required"
        f" affects_market=no {line}"
    )
    return attempt(view(PROPOSED, MajorDecision, **known), f"2025-03-24 catalogued 沈若谷/director {whole}")


def test_the_catalogue_needs_the_consent_of_the_party_committee():
    tried = catalogue("party_consent=no applies_by=区政府令")

    assert rule_of(tried) == f"{REGULATION}第三条第三款"


def test_a_street_names_the_rule_that_extends_the_regulation_to_it():
    assert rule_of(catalogue(organ_kind="street")) == f"{REGULATION}第四十二条"
    assert codes(catalogue("applies_by=区政府令", organ_kind="street")) == set()


def test_a_town_applies_the_regulation_by_reference():
    assert codes(catalogue(organ_kind="town")) == set()


def test_a_step_that_does_not_apply_is_left_out_with_a_reason():
    told = {one.field for one in Catalogue.read({"argument": "exempt", "in_catalogue": "added"}).problems}

    assert {"argument_reason", "added_reason"} <= told
    assert "assessment_reason" not in told


def test_the_organ_decides_whether_to_begin():
    case = view(PROPOSED, MajorDecision)

    assert (
        codes(attempt(case, "2025-03-10 declined 沈若谷/director", form={"decline_reason": "另案办理"}))
        == set()
    )
    assert "wrong-post" in codes(attempt(case, "2025-03-10 declined 桑子墨/staff"))


# 公众参与 -------------------------------------------------------------------------------------------


def announce(until, shortened="no", **form):
    return attempt(
        view(CONSULTING, MajorDecision),
        f"2025-04-01 announced 桑子墨 comment_until={until} shortened={shortened} channels=[website]"
        " how_to_comment=信函",
        form=form,
    )


def test_comments_are_taken_for_thirty_days():
    # The thirtieth day after 1 April is 1 May; that it is a holiday moves nothing the regulation says.
    assert rule_of(announce("2025-04-30")) == f"{REGULATION}第十五条第一款"
    assert codes(announce("2025-05-01")) == set()


def test_the_time_for_comments_is_shortened_with_a_reason_only():
    assert codes(announce("2025-04-15", "yes", shortened_reason="汛期将至")) == set()
    assert "field-missing" in codes(announce("2025-04-15", "yes"))


def sum_up(day, text=ANNOUNCED):
    return attempt(
        view(text, MajorDecision),
        f"{day} participated 桑子墨 ways=[public_comment] comments=46 comments_adopted=29",
        form={"comments_summary": "停车、电梯"},
    )


def test_comments_are_summed_up_once_thirty_days_have_passed():
    just = ANNOUNCED.replace("comment_until=2025-05-06", "comment_until=2025-05-01")

    assert refusal(sum_up("2025-05-01", just), "too-early").basis == f"{REGULATION}第十五条"
    assert codes(sum_up("2025-05-02", just)) == set()


def test_comments_are_summed_up_once_the_announced_period_is_over():
    longer = ANNOUNCED.replace("comment_until=2025-05-06", "comment_until=2025-05-16")

    assert rule_of(sum_up("2025-05-16", longer)) == f"{REGULATION}第十五条第一款"
    assert codes(sum_up("2025-05-19", longer)) == set()


def test_a_shortened_period_is_over_when_it_was_announced_to_be():
    shorter = ANNOUNCED.replace("2025-05-06 shortened=no", "2025-04-15 shortened=yes")

    assert rule_of(sum_up("2025-04-15", shorter)) == f"{REGULATION}第十五条第一款"
    assert codes(sum_up("2025-04-16", shorter)) == set()


def test_the_public_may_take_part_without_a_public_notice():
    assert codes(sum_up("2025-04-10", CONSULTING)) == set()


def test_no_more_comments_are_adopted_than_were_made():
    assert Participation.read({"comments": 46, "comments_adopted": 47}).problems[-1].field == ""


def call_hearing(papers, hearing="2025-05-23", published="yes"):
    return attempt(
        view(CONSULTING, MajorDecision),
        f"2025-04-28 hearing_announced 桑子墨 hearing_on={hearing} hearing_place=三楼 selection=抽取"
        f" hearing_seats=15 participants_published={published} papers_served_on={papers}",
    )


def test_papers_are_served_seven_days_before_the_hearing():
    # Seven days lie between: 15 May for 23 May 2025.
    assert codes(call_hearing("2025-05-15")) == set()
    late = refusal(call_hearing("2025-05-16"), "too-early")
    assert late.basis == f"{REGULATION}第十六条"
    assert late.field == "hearing_on"


def test_the_seven_days_before_a_hearing_go_back_over_a_holiday():
    # Seven days before 13 May end on 5 May, a holiday: the papers go out by 30 April.
    assert "too-early" in codes(call_hearing("2025-05-01", "2025-05-13"))
    assert codes(call_hearing("2025-04-30", "2025-05-13")) == set()


def test_those_who_take_part_in_a_hearing_are_published_beforehand():
    assert rule_of(call_hearing("2025-05-15", published="no")) == f"{REGULATION}第十六条第三款"


def test_a_hearing_is_not_held_before_the_seven_days_are_over():
    text = CONSULTING + (
        "\n2025-04-28 hearing_announced 桑子墨/staff hearing_on=2025-05-23 papers_served_on=2025-05-15"
    )
    line = "heard 桑子墨 hearing_host=左明谦 hearing_attended=13"

    def hear(day, signed="yes"):
        return attempt(
            view(text, MajorDecision),
            f"{day} {line} hearing_signed={signed}",
            form={"hearing_record": "陈述"},
        )

    assert "too-early" in codes(hear("2025-05-22"))
    assert codes(hear("2025-05-23")) == set()
    assert rule_of(hear("2025-05-23", "no")) == f"{REGULATION}第十七条第三项"


# 专家论证和风险评估 ------------------------------------------------------------------------------------


def argue(*, interest="no", signed="yes"):
    expert = {"expert_name": "专家甲", "expertise": "结构工程", "interest": interest, "stance": "support"}
    return attempt(
        view(PARTICIPATED, MajorDecision),
        f"2025-05-12 argued 桑子墨 argued_way=meeting argument_signed={signed}",
        form={"experts": [expert], "argument_text": "可行", "argument_answer": "采纳"},
    )


def test_an_expert_with_an_interest_does_not_argue():
    assert rule_of(argue(interest="yes")) == f"{REGULATION}第二十条"
    assert codes(argue()) == set()


def test_a_written_argument_bears_name_and_seal():
    assert rule_of(argue(signed="no")) == f"{REGULATION}第十九条第二款"


# 送审 -----------------------------------------------------------------------------------------------


def send(text, line="fair_competition=not_involved"):
    return attempt(
        view(text, MajorDecision),
        f"2025-05-26 submitted 桑子墨 meeting_on=2025-06-16 wanted_by=2025-06-09 urgent=no {line}",
    )


@pytest.mark.parametrize(
    ("left_out", "basis"),
    [
        ("participated", "第十四条第一款"),
        ("argued", "第十九条第一款"),
        ("assessed", "第二十二条第一款"),
    ],
)
def test_a_required_step_is_done_before_the_draft_is_reviewed(left_out, basis):
    without = "\n".join(line for line in ASSESSED.splitlines() if f"  {left_out}  " not in line)

    assert rule_of(send(without)) == REGULATION + basis
    assert codes(send(ASSESSED)) == set()


def test_a_step_that_does_not_apply_may_be_left_out():
    exempt = PARTICIPATED.replace("argument=required", "argument=exempt")
    exempt = exempt.replace("assessment=required", "assessment=exempt")

    assert codes(send(exempt)) == set()


def test_a_draft_that_affects_market_operators_passes_the_fair_competition_review():
    market = ASSESSED.replace("affects_market=no", "affects_market=yes")

    assert rule_of(send(market)) == f"{REGULATION}第二十九条第一款第一项"
    assert codes(send(market, "fair_competition=passed")) == set()


def test_the_meeting_leaves_seven_working_days_for_the_review():
    # After 26 May 2025, a Monday, and with 2 June a holiday, the seventh working day is 5 June.
    def for_the_meeting_on(day, urgent="no", **form):
        return attempt(
            view(ASSESSED, MajorDecision),
            f"2025-05-26 submitted 桑子墨 meeting_on={day} wanted_by=2025-06-05 urgent={urgent}"
            " fair_competition=not_involved",
            form=form,
        )

    assert refusal(for_the_meeting_on("2025-06-05"), "too-early").basis == f"{REGULATION}第二十六条"
    assert codes(for_the_meeting_on("2025-06-06")) == set()
    assert codes(for_the_meeting_on("2025-06-05", "yes", urgent_reason="汛期抢险")) == set()


def test_the_meeting_is_not_held_before_the_seven_working_days_are_over():
    early = DISCUSSING.replace("2025-06-10", "2025-06-04")
    case = view(early, MajorDecision, links=(PASSED,))
    line = "discussed 许见山/doc_officer meeting_kind=executive members=9 present=8 principal=沈若谷"
    form = {"speeches": speak("support", "support")}

    assert (
        refusal(attempt(case, f"2025-06-05 {line}", form=form), "too-early").basis
        == f"{REGULATION}第二十六条"
    )
    assert codes(attempt(case, f"2025-06-06 {line}", form=form)) == set()


def test_a_draft_sent_for_review_opens_a_legality_review_of_a_decision():
    opens = MajorDecision.submitted.opens[0]
    theirs = LegalityReview.fields()

    assert opens.procedure == LegalityReview.code
    assert set(opens.carry) | set(opens.sets) <= set(theirs)
    assert set(opens.carry.values()) <= set(MajorDecision.fields())
    assert set(MajorDecision.fields()["category"].choices) <= set(theirs["matter"].choices)


@pytest.mark.parametrize(
    "review",
    [
        None,
        linked("legality_review", steps=("submitted", "accepted")),
        linked("legality_review", steps=("issued",), conclusion="fail", opinions=1),
        linked("legality_review", steps=("issued",), conclusion="amend", opinions=1),
    ],
)
def test_an_unreviewed_or_unlawful_draft_is_not_put_to_the_meeting(review):
    case = view(REVIEWING, MajorDecision, links=(review,) if review else ())

    assert rule_of(attempt(case, "2025-06-10 reviewed 易修远")) == f"{REGULATION}第二十五条第二款"


@pytest.mark.parametrize("conclusion", ["pass", "amend", "risk"])
def test_a_reviewed_draft_goes_on_even_with_its_risk_stated(conclusion):
    review = linked("legality_review", steps=("issued", "adopted"), conclusion=conclusion, opinions=1)
    tried = attempt(
        view(REVIEWING, MajorDecision, links=(review,)),
        "2025-06-10 reviewed 易修远 opinion_no=青槐法审〔2025〕31号 adjusted=已修改",
    )

    assert codes(tried) == set()


def test_whoever_drafted_does_not_review():
    case = view(REVIEWING, MajorDecision, links=(PASSED,))

    assert "same-hand" in codes(attempt(case, "2025-06-10 reviewed 桑子墨/legal_reviewer"))


# 集体讨论和决定 ---------------------------------------------------------------------------------------


def test_the_principal_speaks_last():
    first = [{"speaker": "沈若谷", "stance": "support"}, {"speaker": "甲", "stance": "support"}]

    assert codes(discuss(speeches=speak("support", "support"))) == set()
    for wrong in (first, first[:1], [first[0], first[1], first[0]], [first[1]]):
        assert f"{REGULATION}第三十条第二款" in {one.basis for one in discuss(speeches=wrong).refusals}


def test_two_competing_opinions_are_recorded_word_for_word():
    competing = speak("support", "support", "amend", "oppose", "support")
    told = discuss(speeches=competing)

    assert codes(told) == set()
    assert [row.get("said") for row in told.event.form["speeches"]][2:4] == ["停车位分期建设"] * 2
    silent = [{key: value for key, value in row.items() if key != "said"} for row in competing]
    missing = Discussion.read({"speeches": silent}).problems
    assert {"speeches.2.said", "speeches.3.said"} <= {one.field for one in missing}


def test_a_principal_who_leaves_the_majority_says_why():
    against = speak("oppose", "oppose", "support", "support")

    assert rule_of(discuss(speeches=against)) == f"{REGULATION}第三十条第二款"
    assert codes(discuss(speeches=against, principal_reason="资金已落实")) == set()


def test_without_a_majority_nothing_is_left():
    assert codes(discuss(speeches=speak("oppose", "support", "amend", "support"))) == set()


def test_whoever_is_recused_neither_speaks_nor_counts():
    spoke = discuss(speeches=speak("support", "support"), recused=["甲"])

    assert rule_of(spoke) == "内部管理规则D16"
    few = discuss(line="members=9 present=4 principal=沈若谷", speeches=speak("support", "support"))
    assert rule_of(few) == "内部管理规则D16"
    recused = discuss(
        line="members=9 present=4 principal=沈若谷",
        speeches=speak("support", "support"),
        recused=["子", "丑"],
    )
    assert codes(recused) == set()


def decide(text=DECIDING, *, who="沈若谷", line="reported=yes", links=(PASSED,)):
    return attempt(
        view(text, MajorDecision, links=links),
        f"2025-06-17 decided {who}/director exec_office=城建办 {line}",
        form={"decision_text": "同意实施"},
    )


def test_the_party_committee_is_told_before_the_decision_is_issued():
    assert rule_of(decide(line="reported=no")) == f"{REGULATION}第三十一条"
    assert codes(decide()) == set()


def test_a_risk_that_cannot_be_controlled_stands_in_the_way():
    assert (
        rule_of(decide(DECIDING.replace("controllable=yes", "controllable=no"))) == f"{REGULATION}第二十四条"
    )


def test_what_was_put_on_an_agenda_is_settled_there_first():
    waiting = linked("agenda_item", steps=("proposed", "checked", "scheduled", "discussed"))
    refused = linked("agenda_item", steps=("proposed", "discussed", "rejected"))
    passed = linked("agenda_item", steps=("proposed", "discussed", "decided"))

    assert rule_of(decide(links=(PASSED, waiting))) == f"{REGULATION}第三十条第一款"
    assert rule_of(decide(links=(PASSED, refused))) == f"{REGULATION}第三十条第一款"
    assert rule_of(decide(links=(PASSED, passed, waiting))) == f"{REGULATION}第三十条第一款"
    assert codes(decide(links=(PASSED, refused, passed))) == set()


def test_whoever_drafted_or_reviewed_does_not_decide():
    assert "same-hand" in codes(decide(who="桑子墨"))
    assert "same-hand" in codes(decide(who="易修远"))
    own = linked("legality_review", steps=("issued",), conclusion="pass", reviewer="沈若谷")
    assert rule_of(decide(links=(own,))) == "内部管理规则D4"


def test_a_draft_put_off_is_reviewed_again():
    text = DECIDING + "\n2025-06-17 deferred 沈若谷/director\n2025-07-01 submitted 桑子墨/staff urgent=no"
    case = view(text, MajorDecision, links=(PASSED,))

    assert rule_of(attempt(case, "2025-07-14 reviewed 易修远")) == f"{REGULATION}第二十五条第二款"


def test_a_decision_may_be_refused():
    case = view(DECIDING, MajorDecision)

    assert codes(attempt(case, "2025-06-17 rejected 沈若谷", form={"reject_reason": "资金未落实"})) == set()


# 公布、执行和后评估 -------------------------------------------------------------------------------------


def test_a_decision_argued_by_experts_is_published_with_what_became_of_opinions():
    case = view(PUBLISHING, MajorDecision)
    line = (
        "2025-06-20 published 叶初晴/disclosure_officer published_in=[website] interpreted=yes adoption_told="
    )

    assert rule_of(attempt(case, f"{line}no")) == f"{REGULATION}第三十二条"
    assert codes(attempt(case, f"{line}yes")) == set()


def test_what_may_lawfully_not_be_public_is_withheld_with_a_reason():
    case = view(PUBLISHING, MajorDecision)
    tried = attempt(case, "2025-06-20 withheld 叶初晴", form={"withhold_reason": "涉及商业秘密"})

    assert codes(tried) == set()


def test_a_decision_is_not_carried_out_before_it_is_published():
    assert "out-of-turn" in codes(attempt(view(PUBLISHING, MajorDecision), "2025-06-19 executed 桑子墨"))


def test_the_principal_may_suspend_a_decision_and_resume_it():
    text = EXECUTING + "\n2025-08-11 suspended 沈若谷/director"

    assert "wrong-post" in codes(attempt(view(EXECUTING, MajorDecision), "2025-08-11 suspended 桑子墨/staff"))
    assert "out-of-turn" in codes(attempt(view(text, MajorDecision), "2025-08-12 executed 桑子墨"))
    resumed = attempt(
        view(text, MajorDecision), "2025-08-18 resumed 沈若谷", form={"resume_note": "险情排除"}
    )
    assert codes(resumed) == set()


def test_a_major_adjustment_goes_through_the_procedure_again():
    [opens] = MajorDecision.adjusted.opens

    assert opens.procedure == MajorDecision.code
    assert set(opens.carry) <= set(MajorDecision.fields())


def evaluate(before):
    return attempt(
        view(EXECUTING, MajorDecision),
        f"2025-12-15 evaluated 桑子墨 evaluation_ground=needed evaluator=某研究院 evaluated_before={before}"
        " evaluation_result=achieved advice=go_on",
        form={"evaluation_text": "达到预期"},
    )


def test_whoever_argued_or_assessed_the_draft_does_not_evaluate_the_decision():
    assert rule_of(evaluate("yes")) == f"{REGULATION}第三十六条第二款"
    assert codes(evaluate("no")) == set()


def test_a_planned_evaluation_may_lapse_without_fault():
    planned = EXECUTING.replace("exec_office=城建办", "exec_office=城建办 evaluate_by=2026-06-30")
    clock = view(planned, MajorDecision).clock("evaluation")

    assert clock.last_day == date(2026, 6, 30)
    assert not clock.binding


def test_the_file_is_closed_after_the_execution_was_reported():
    line = "2026-01-05 closed 康景行/archivist volumes=3 retention=permanent"
    reported = EXECUTING + "\n2025-12-22 executed 桑子墨/staff exec_state=done"

    assert rule_of(attempt(view(EXECUTING, MajorDecision), line)) == f"{REGULATION}第三十四条"
    assert codes(attempt(view(reported, MajorDecision), line)) == set()


def test_a_catalogued_decision_is_due_on_its_planned_day():
    clock = view(EXECUTING, MajorDecision).clock("plan")

    assert clock.last_day == date(2025, 6, 30)
    assert not clock.late


# 数字 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "slices"),
    [
        (CATALOGUED, "decision.catalogued", {"category": "public_works"}),
        (ARGUED, "decision.expert_reviews", {}),
        (PUBLISHING, "decision.major", {"category": "public_works"}),
        (EXECUTING, "decision.published", {"category": "public_works"}),
    ],
)
def test_each_figure_is_counted_at_its_step(text, code, slices):
    [found] = posted(text).values()

    assert (found.indicator, found.amount, found.slices) == (code, Decimal(1), slices)


def test_what_is_withheld_is_no_published_decision():
    assert posted(PUBLISHING + "\n2025-06-20 withheld 叶初晴/disclosure_officer") == {}


def test_every_quote_stands_where_it_is_cited():
    cited = [
        *(basis for step in MajorDecision.parts.steps for basis in (step.basis, *step.cites)),
        *(rule.basis for step in MajorDecision.parts.steps for rule in step.needs),
        *(one.rests_on for one in MajorDecision.parts.limits),
    ]

    assert [str(basis) for basis in cited if quote_stands(basis) is False] == []
