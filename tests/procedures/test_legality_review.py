"""合法性审查, told as cases."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core.ledger import post
from fazhi.procedures.review.legality_review import LegalityReview
from fazhi.procedures.review.legality_review_forms import Adoption, Review, Submission
from house.statutes import quote_stands
from journal_text import attempt, codes, events, linked, refusal, view

CONTRACT = """
    2025-03-03  submitted  桑子墨/staff  review_kind=contract contract_kind=services amount=1280000.00 \
submitter=桑子墨 materials=[draft,explanation,party_papers] before_decision=yes urgent=no wanted_by=2025-03-10
"""
DECISION = """
    2025-04-21  submitted  桑子墨/staff  review_kind=decision matter=public_works submitter=桑子墨 \
materials=[draft,grounds,procedure] before_decision=yes urgent=no meeting_on=2025-06-17 wanted_by=2025-05-12
"""
NORMATIVE = """
    2025-06-03  submitted  秦牧川/office_head  review_kind=document document_kind=normative submitter=秦牧川 \
materials=[draft,explanation,grounds,comments,own_opinion] before_decision=yes urgent=no wanted_by=2025-06-20
"""
PENALTY = """
    2025-03-17  submitted  廖铁生/enforce_officer  review_kind=enforcement matter=penalty submitter=廖铁生 \
materials=[draft,case_file] before_decision=yes urgent=no wanted_by=2025-03-24
"""
ACCEPTED = "\n2025-{day}  accepted  楚怀瑾/justice_head  reviewer=易修远"
REVIEWED = """
    2025-{day}  reviewed  易修远/legal_reviewer  reviewer=易修远 conclusion={conclusion} opinions={opinions}
"""
ISSUED = "\n2025-{day}  issued  楚怀瑾/justice_head"
REVIEWING = CONTRACT + ACCEPTED.format(day="03-04")
ISSUING = REVIEWING + REVIEWED.format(day="03-06", conclusion="amend", opinions=2)
ADOPTING = ISSUING + ISSUED.format(day="03-07")
ALL_OF_A_CONTRACT = "[counterparty,powers,price,duties,liability,forum]"
ALL_OF_A_DECISION = "[powers,procedure,content]"


def posted(text):
    *before, last = events(text, LegalityReview)
    case = view("", LegalityReview)
    for event in before:
        case = case.after(event)
    return {one.indicator: one for one in post(case, last, place="", digest=str)}


def amounts(text):
    return {code: one.amount for code, one in posted(text).items()}


# 送审和受理 ------------------------------------------------------------------------------------------


def test_a_draft_decision_is_sent_with_the_law_it_rests_on_and_the_steps_it_went_through():
    case = view(DECISION.replace("[draft,grounds,procedure]", "[draft]"), LegalityReview)

    found = refusal(attempt(case, "2025-04-22 accepted 楚怀瑾/justice_head reviewer=易修远"), "rule-not-met")

    assert found.basis == "《重大行政决策程序暂行条例》第二十六条第一款"
    assert "法律、法规、规章和政策依据、履行法定程序的说明" in found.message


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        (NORMATIVE, "第二部分第（五）项"),
        (PENALTY, "第（十三）项"),
        (CONTRACT, "内部管理规则审查1"),
    ],
)
def test_whatever_is_sent_is_accepted_only_with_its_file(text, basis):
    bare = "\n".join(line.replace("materials=[draft,", "materials=[other,") for line in text.splitlines())

    tried = attempt(view(bare, LegalityReview), "2025-07-01 accepted 楚怀瑾/justice_head reviewer=易修远")

    assert refusal(tried, "rule-not-met").basis.endswith(basis)


def test_a_complete_file_is_accepted():
    for text in (DECISION, NORMATIVE, PENALTY, CONTRACT):
        tried = attempt(view(text, LegalityReview), "2025-07-01 accepted 楚怀瑾/justice_head reviewer=易修远")
        assert codes(tried) == set()


def test_other_legal_matters_need_no_particular_paper():
    reply = PENALTY.replace("enforcement matter=penalty", "petition_reply").replace("case_file", "other")

    tried = attempt(view(reply, LegalityReview), "2025-03-18 accepted 易修远/legal_reviewer reviewer=易修远")

    assert codes(tried) == set()


def test_material_that_does_not_do_may_be_sent_back_twice_and_the_time_begins_anew():
    case = view(
        NORMATIVE
        + """
    2025-06-04  returned   易修远/legal_reviewer  return_kind=materials missing=[comments]
    2025-06-06  completed  秦牧川/office_head     materials=[draft,explanation,grounds,comments,own_opinion]\
 wanted_by=2025-06-27
    2025-06-09  accepted   楚怀瑾/justice_head    reviewer=易修远
    2025-06-10  returned   易修远/legal_reviewer  return_kind=content
    2025-06-16  completed  秦牧川/office_head     materials=[draft,explanation,grounds,comments,own_opinion]\
 wanted_by=2025-07-04
    2025-06-17  accepted   楚怀瑾/justice_head    reviewer=易修远
""",
        LegalityReview,
    )

    first, second = [one for one in case.clocks if one.limit.name == "document_at_most"]

    assert first.met.step == "returned"
    assert second.since.on == date(2025, 6, 17)
    assert second.last_day == date(2025, 7, 8)
    assert case.clock("wanted_again").last_day == date(2025, 7, 4)


def test_a_matter_outside_review_is_declined():
    case = view(CONTRACT, LegalityReview)

    assert (
        codes(attempt(case, "2025-03-04 declined 易修远/legal_reviewer decline_reason=out_of_scope")) == set()
    )


def test_what_was_sent_may_be_withdrawn_until_the_opinion_is_written():
    assert (
        codes(attempt(view(REVIEWING, LegalityReview), "2025-03-05 withdrawn 桑子墨", form=REASON)) == set()
    )
    assert "out-of-turn" in codes(attempt(view(ISSUING, LegalityReview), "2025-03-07 withdrawn 桑子墨"))


REASON = {"withdraw_reason": "不再签订"}


# 谁不得审查 ------------------------------------------------------------------------------------------


def test_whoever_submits_does_not_review():
    own = CONTRACT.replace("submitter=桑子墨", "submitter=易修远")

    tried = attempt(view(own, LegalityReview), "2025-03-04 accepted 楚怀瑾/justice_head reviewer=易修远")

    assert refusal(tried, "same-hand").basis == "内部管理规则D4"


def test_whoever_submits_does_not_review_under_another_name():
    own = CONTRACT.replace("桑子墨/staff", "易修远/legal_reviewer") + ACCEPTED.format(day="03-04").replace(
        "reviewer=易修远", "reviewer=左明谦"
    )

    tried = attempt(view(own, LegalityReview), "2025-03-05 reviewed 易修远/legal_reviewer reviewer=左明谦")

    assert "same-hand" in codes(tried)


def test_whoever_reviews_does_not_issue_the_opinion():
    case = view(ISSUING.replace("易修远", "楚怀瑾"), LegalityReview)

    assert (
        refusal(attempt(case, "2025-03-07 issued 楚怀瑾/justice_head"), "same-hand").basis
        == "内部管理规则审查3"
    )
    assert codes(attempt(case, "2025-03-07 issued 梁以宁/deputy_law")) == set()


@pytest.mark.parametrize(
    ("procedure", "named"),
    [
        ("contract", {"handler": "易修远"}),
        ("contract", {"signatory": "易修远"}),
        ("major_decision", {"drafter": "易修远"}),
        ("penalty", {"officers": ["廖铁生", "易修远"]}),
        ("penalty", {"chair": "易修远"}),
    ],
)
def test_whoever_handles_or_signs_the_matter_itself_does_not_review_it(procedure, named):
    case = view(CONTRACT, LegalityReview, links=(linked(procedure, **named),))

    found = refusal(attempt(case, "2025-03-04 accepted 楚怀瑾/justice_head reviewer=易修远"), "rule-not-met")

    assert found.basis == "内部管理规则D4"
    assert codes(attempt(case, "2025-03-04 accepted 楚怀瑾/justice_head reviewer=左明谦")) == set()


# 审查 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "looked_at", "basis"),
    [
        (DECISION, "[powers,content]", "《重大行政决策程序暂行条例》第二十七条"),
        (NORMATIVE, "[powers,content]", "第二部分第（六）项"),
        (PENALTY, "[facts,evidence]", "第（十三）项"),
        (CONTRACT, "[price,duties]", "内部管理规则审查4"),
    ],
)
def test_a_review_looks_at_every_point_the_matter_is_reviewed_for(text, looked_at, basis):
    case = view(text + ACCEPTED.format(day="06-30"), LegalityReview)

    tried = attempt(
        case,
        f"2025-07-01 reviewed 易修远/legal_reviewer reviewer=易修远 points_checked={looked_at} counsel=both"
        " conclusion=pass",
        form={"findings": "已审查。"},
    )

    assert refusal(tried, "rule-not-met").basis.endswith(basis)


def test_a_decision_is_reviewed_with_the_opinion_of_counsel():
    case = view(DECISION + ACCEPTED.format(day="04-22"), LegalityReview)
    line = (
        "2025-05-06 reviewed 易修远/legal_reviewer reviewer=易修远 conclusion=pass"
        f" points_checked={ALL_OF_A_DECISION} counsel="
    )

    found = refusal(attempt(case, f"{line}none", form={"findings": "已审查。"}), "rule-not-met")

    assert found.basis == "《重大行政决策程序暂行条例》第二十八条"
    assert codes(attempt(case, f"{line}public_lawyer", form={"findings": "已审查。"})) == set()


def test_only_a_decision_on_a_reform_may_go_on_with_its_risk_stated():
    line = "reviewed 易修远/legal_reviewer reviewer=易修远 conclusion=risk counsel=adviser points_checked="
    risk = {
        "findings": "已审查。",
        "points": [{"problem": "尚无规定", "suggestion": "明示", "weight": "must"}],
    }

    tried = attempt(view(REVIEWING, LegalityReview), f"2025-03-06 {line}{ALL_OF_A_CONTRACT}", form=risk)
    decided = attempt(
        view(DECISION + ACCEPTED.format(day="04-22"), LegalityReview),
        f"2025-05-06 {line}{ALL_OF_A_DECISION}",
        form=risk,
    )

    assert refusal(tried, "rule-not-met").basis == "《重大行政决策程序暂行条例》第二十五条第二款"
    assert codes(decided) == set()


def test_opinions_are_counted_as_they_are_listed():
    points = [{"problem": "管辖不当", "suggestion": "改为工程所在地法院", "weight": "must"}] * 2

    assert Review.read({"points": points}).values["opinions"] == 2
    assert Review.read({}).values["opinions"] == 0
    wrong = Review.read({"points": points, "opinions": 3}).problems
    assert "“意见条数”为3，而“具体意见”列出2条，请核对后重填。" in [one.message for one in wrong]


def test_a_conclusion_that_asks_for_changes_says_which():
    messages = [one.message for one in Review.read({"conclusion": "amend"}).problems]

    assert "结论为“修改后通过”的，请在“具体意见”中逐条写明。" in messages


def test_the_matter_of_a_decision_is_no_matter_of_enforcement():
    messages = [
        one.message for one in Submission.read({"review_kind": "decision", "matter": "penalty"}).problems
    ]

    assert any("“具体事项”与“事项类型”不符" in one for one in messages)


def test_an_opinion_may_be_sent_back_to_the_reviewer_before_it_is_issued():
    case = view(ISSUING, LegalityReview)

    assert codes(attempt(case, "2025-03-07 remanded 楚怀瑾", form={"remand_reason": "依据不足"})) == set()


# 出具和反馈 ------------------------------------------------------------------------------------------


def test_an_opinion_is_numbered_in_one_row_whatever_its_name():
    numbers = {document.number for document in LegalityReview.issued.documents}

    assert numbers == {"{organ}法审〔{year}〕{n}号"}


def test_one_paper_or_the_other_is_issued():
    def papers(text):
        facts = view(text, LegalityReview).facts
        return [one.code for one in LegalityReview.issued.documents if one.when.met(facts)]

    assert papers(CONTRACT) == papers(DECISION) == ["opinion"]
    assert papers(PENALTY) == ["enforcement_opinion"]


def test_each_opinion_is_answered_once():
    case = view(ADOPTING, LegalityReview)
    answers = [{"nth": 1, "adoption": "adopted"}, {"nth": 2, "adoption": "adopted"}]

    assert codes(attempt(case, "2025-03-10 adopted 桑子墨", form={"answers": answers})) == set()
    for wrong in (answers[:1], [answers[0], answers[0]], [*answers, {"nth": 3, "adoption": "adopted"}]):
        found = refusal(attempt(case, "2025-03-10 adopted 桑子墨", form={"answers": wrong}), "rule-not-met")
        assert found.basis == "内部管理规则审查2"


def test_an_opinion_not_adopted_is_answered_with_the_reason():
    filled_in = Adoption.read({"answers": [{"nth": 1, "adoption": "rejected"}]})

    assert any("采纳说明或者不采纳理由" in one.message for one in filled_in.problems)


def test_answers_are_counted_as_they_are_listed():
    answers = [
        {"nth": 1, "adoption": "adopted"},
        {"nth": 2, "adoption": "partly", "answer": "改为三十日"},
        {"nth": 3, "adoption": "rejected", "answer": "已有约定"},
        {"nth": 4, "adoption": "adopted"},
    ]

    values = Adoption.read({"answers": answers}).values

    assert (values["adopted"], values["partly"], values["rejected"]) == (2, 1, 1)
    assert Adoption.read({"answers": answers, "adopted": 4}).problems


def test_a_review_with_opinions_is_not_closed_before_they_are_answered():
    tried = attempt(view(ADOPTING, LegalityReview), "2025-03-10 closed 易修远 outcome=signed")

    assert refusal(tried, "rule-not-met").basis == "内部管理规则审查2"


def test_a_review_without_opinions_is_closed_at_once():
    passed = ADOPTING.replace("conclusion=amend opinions=2", "conclusion=pass opinions=0")

    assert codes(attempt(view(passed, LegalityReview), "2025-03-10 closed 易修远 outcome=signed")) == set()


# 期限 -----------------------------------------------------------------------------------------------


def test_seven_working_days_lie_between_sending_a_decision_and_its_meeting():
    case = view("", LegalityReview)
    line = DECISION.strip().replace("wanted_by=2025-05-12", "wanted_by=2025-04-29")
    form = {"subject": "方案", "submitting_office": "城建办"}

    # 21 April 2025 is a Monday, 27 April is worked: the seventh day is 29 April.
    early = attempt(case, line.replace("2025-06-17", "2025-04-29"), form=form)
    in_time = attempt(case, line.replace("2025-06-17", "2025-04-30"), form=form)
    urgent = attempt(
        case,
        line.replace("2025-06-17", "2025-04-29").replace("urgent=no", "urgent=yes"),
        form={**form, "urgent_reason": "汛期抢险"},
    )

    assert refusal(early, "too-early").basis == "《重大行政决策程序暂行条例》第二十六条"
    assert codes(in_time) == codes(urgent) == set()


def test_the_seven_days_begin_anew_with_a_complete_file():
    case = view(DECISION + "2025-04-22 returned 易修远/legal_reviewer return_kind=procedure", LegalityReview)

    early = attempt(
        case,
        "2025-04-25 completed 桑子墨 materials=[draft,grounds,procedure] meeting_on=2025-05-07"
        " wanted_by=2025-05-07",
        form={"completed_how": "补充听证报告"},
    )

    # 27 April is worked, 1 to 5 May are not: the seventh day is 8 May.
    assert refusal(early, "too-early").basis == "《重大行政决策程序暂行条例》第二十六条"


def test_a_normative_document_is_reviewed_in_five_to_fifteen_working_days():
    case = view(
        NORMATIVE
        + ACCEPTED.format(day="06-04")
        + REVIEWED.format(day="06-06", conclusion="pass", opinions=0),
        LegalityReview,
    )

    assert case.clock("document_at_most").last_day == date(2025, 6, 25)
    assert refusal(attempt(case, "2025-06-11 issued 楚怀瑾"), "too-early").basis.endswith("第（五）项")
    assert codes(attempt(case, "2025-06-12 issued 楚怀瑾")) == set()


def test_an_urgent_document_needs_no_least_time():
    case = view(
        NORMATIVE.replace("urgent=no", "urgent=yes")
        + ACCEPTED.format(day="06-04")
        + REVIEWED.format(day="06-04", conclusion="pass", opinions=0),
        LegalityReview,
    )

    assert codes(attempt(case, "2025-06-05 issued 楚怀瑾")) == set()


def test_a_general_document_is_not_bound_by_the_terms_of_normative_ones():
    general = NORMATIVE.replace("document_kind=normative", "document_kind=general")
    case = view(general + ACCEPTED.format(day="06-04"), LegalityReview)

    assert [clock.limit.name for clock in case.clocks] == ["wanted"]


def test_local_and_housing_terms_bind_only_where_they_are_switched_on():
    text = PENALTY + ACCEPTED.format(day="03-18")

    def last_days(*profiles):
        case = view(text, LegalityReview, profiles=frozenset(profiles))
        return {clock.limit.code: clock.last_day for clock in case.clocks if clock.limit.row}

    assert last_days() == {}
    assert last_days("kanmen") == {"LR-01": date(2025, 3, 25)}
    assert last_days("housing") == {"LR-02": date(2025, 4, 1)}


def test_a_leader_extends_the_local_term_to_a_day():
    case = view(
        PENALTY
        + ACCEPTED.format(day="03-18")
        + "\n2025-03-20 extended 陆行之/deputy_enforce extended_to=2025-04-03",
        LegalityReview,
        profiles=frozenset({"kanmen"}),
    )

    assert case.clock("enforcement_here").last_day == date(2025, 4, 3)


def test_an_opinion_after_the_day_asked_for_is_late_but_no_breach_of_a_term_in_law():
    case = view(ADOPTING.replace("wanted_by=2025-03-10", "wanted_by=2025-03-05"), LegalityReview)

    [clock] = [one for one in case.clocks if one.limit.name == "wanted"]

    assert clock.late
    assert str(clock.limit.rests_on) == "内部管理规则审查7"


# 数字 -----------------------------------------------------------------------------------------------


def test_an_issued_contract_review_is_counted_with_its_opinions():
    assert amounts(ADOPTING) == {
        "review.total": Decimal(1),
        "review.contracts": Decimal(1),
        "review.opinions": Decimal(2),
        "review.required_done": Decimal(1),
    }
    found = posted(ADOPTING)
    assert found["review.total"].slices == {"review_kind": "contract", "conclusion": "amend"}
    assert found["review.contracts"].slices == {"contract_kind": "services", "value": "over_1m"}


def test_a_contract_passes_only_if_nothing_is_to_be_changed():
    passed = ADOPTING.replace("conclusion=amend opinions=2", "conclusion=pass opinions=0")

    assert amounts(passed)["review.contracts_passed"] == 1
    assert "review.opinions" not in amounts(passed)
    assert "review.contracts_passed" not in amounts(ADOPTING)
    assert "review.contracts_passed" not in amounts(ADOPTING.replace("=amend", "=fail"))


def test_a_decision_reviewed_before_its_meeting_is_a_major_matter():
    issued = (
        DECISION
        + ACCEPTED.format(day="04-22")
        + REVIEWED.format(day="05-06", conclusion="pass", opinions=0)
        + ISSUED.format(day="05-07")
    )

    assert amounts(issued) == {
        "review.total": Decimal(1),
        "review.decisions": Decimal(1),
        "review.required_done": Decimal(1),
        "review.major_matters": Decimal(1),
    }
    assert posted(issued)["review.major_matters"].slices == {"matter": "public_works"}
    late = amounts(issued.replace("before_decision=yes", "before_decision=no"))
    assert late == {"review.total": Decimal(1), "review.decisions": Decimal(1)}


def test_documents_and_enforcement_are_counted_by_their_kind():
    def issued(text):
        return (
            text
            + ACCEPTED.format(day="06-04")
            + REVIEWED.format(day="06-11", conclusion="pass", opinions=0)
            + ISSUED.format(day="06-12")
        )

    assert posted(issued(NORMATIVE))["review.documents"].slices == {"document_kind": "normative"}
    assert posted(issued(PENALTY))["review.enforcement"].slices == {"matter": "penalty"}
    general = issued(NORMATIVE.replace("document_kind=normative", "document_kind=general"))
    assert amounts(general) == {"review.total": Decimal(1), "review.documents": Decimal(1)}


def test_adopted_opinions_and_avoided_risks_are_counted_when_they_are_reported():
    text = ADOPTING + "\n2025-03-10 adopted 桑子墨/staff adopted=1 partly=1 rejected=0 risks=1"

    assert amounts(text) == {"review.opinions_adopted": Decimal(1), "review.risks_avoided": Decimal(1)}
    assert posted(text)["review.opinions_adopted"].slices == {"review_kind": "contract"}


def test_a_contract_under_review_stands_in_its_value_band():
    def band(amount):
        return view(CONTRACT.replace("1280000.00", amount), LegalityReview).facts["value"]

    assert [band(amount) for amount in ("0.00", "49999.00", "500000.00", "1280000.00")] == [
        "under_50k",
        "under_50k",
        "from_500k",
        "over_1m",
    ]


def test_what_was_due_and_what_was_done_are_two_figures():
    declared = {one.code: one for one in LegalityReview.indicators}

    assert declared["review.required"].formula == (
        "decision.major + normdoc.issued + contract.signed + penalty.major_decisions"
    )
    assert declared["review.coverage_rate"].formula == "review.required_done / review.required"
    assert declared["review.adoption_rate"].formula == "review.opinions_adopted / review.opinions"
    assert declared["review.contract_pass_rate"].formula == "review.contracts_passed / review.contracts"
    assert declared["review.major_matter_rate"].formula == "review.major_matters / decision.items_due"


def test_every_quote_stands_where_it_is_cited():
    cited = [
        *(basis for step in LegalityReview.parts.steps for basis in (step.basis, *step.cites)),
        *(rule.basis for step in LegalityReview.parts.steps for rule in step.needs),
        *(one.rests_on for one in LegalityReview.parts.limits),
    ]

    assert [str(basis) for basis in cited if quote_stands(basis) is False] == []
