"""集体讨论议题, told as cases."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core import formula
from fazhi.procedures.decision.agenda_item import AgendaItem
from fazhi.procedures.decision.major_decision import MajorDecision
from fazhi.procedures.leadership.leadership_meeting import LeadershipMeeting
from fazhi.procedures.review.legality_review import LegalityReview
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

ITEM = (
    "2025-06-03 proposed 桑子墨/staff subject=停车场改造 matter_class={cls} topic={topic} body={body}"
    " proposing_office=城建办 presenter=桑子墨 content=方案 grounds=规划 manner=regular"
)
PROPOSED = ITEM.format(cls="major/funds", topic="finance", body="party_committee") + " amount=300000"
DONE = "consulted=done finance=done risk=not_needed publicity=not_needed"
CHECKED = (
    f"{PROPOSED}\n2025-06-05 checked 许见山/doc_officer leader_agreed=yes legality=not_needed"
    f" legality_reason=年度预算内支出 {DONE}"
)
SCHEDULED = f"{CHECKED}\n2025-06-06 scheduled 顾云舟/secretary meeting_on=2025-06-10 seq=2"
VOTE = "vote_way=hands votes_for=6 votes_against=1 votes_abstained=1"
TALKED = f"2025-06-10 discussed 许见山/doc_officer members=9 present=8 principal=顾云舟 {VOTE}"
DISCUSSED = f"{SCHEDULED}\n{TALKED}"
DECISION = (
    "2025-06-10 decided 顾云舟/secretary result=passed decision_text=同意 exec_leader=陆行之"
    " exec_office=城建办 exec_due=2025-09-30 disclosure=public"
)
DECIDED = f"{DISCUSSED}\n{DECISION}"
REPORTED = f"{DECIDED}\n2025-09-20 reported 阮望岳/office_head exec_result=done exec_report=已完工"
CLOSED = f"{REPORTED}\n2025-09-25 closed 康景行/archivist"
REVIEW = linked(
    "legality_review", steps=("issued", "adopted"), conclusion="amend", opinions=3, reviewer="易修远"
)
REGULATION = "《重大行政决策程序暂行条例》"


def rule_of(tried):
    return refusal(tried, "rule-not-met").basis


def check(case, **changes):
    said = {"leader_agreed": "yes", "legality": "not_needed", "legality_reason": "不涉及", **changes}
    line = " ".join(f"{name}={value}" for name, value in said.items())
    rest = " ".join(pair for pair in DONE.split() if pair.split("=")[0] not in changes)
    return attempt(case, f"2025-06-05 checked 许见山/doc_officer {line} {rest}")


def discuss(case, *speakers, line="members=9 present=8 principal=顾云舟", **form):
    said = [{"speaker": one, "stance": "support"} for one in speakers or ("沈若谷", "梁以宁", "顾云舟")]
    return attempt(
        case, f"2025-06-10 discussed 许见山/doc_officer {line} {VOTE}", form={"speeches": said, **form}
    )


# 依据和环节 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", AgendaItem.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    for basis in (step.basis, *step.cites, *(rule.basis for rule in step.needs)):
        assert quote_stands(basis) is not False
        assert basis.quote


def test_an_item_goes_from_proposal_to_file():
    assert view(SCHEDULED, AgendaItem).stage.label == "已列入议程"
    assert view(DECIDED, AgendaItem).stage.label == "执行中"
    assert view(CLOSED, AgendaItem).stage.final


# 前置程序 -------------------------------------------------------------------------------------------


def test_who_proposes_does_not_check():
    tried = attempt(view(PROPOSED, AgendaItem), "2025-06-05 checked 桑子墨/doc_officer leader_agreed=yes")

    assert "same-hand" in codes(tried)


def test_the_leader_in_charge_agrees_first():
    assert rule_of(check(view(PROPOSED, AgendaItem), leader_agreed="no")) == "内部管理规则（议题核查）"
    assert check(view(PROPOSED, AgendaItem)).refusals == ()


def test_what_spends_much_is_looked_at_by_finance_first():
    case = view(PROPOSED, AgendaItem)

    assert rule_of(check(case, finance="not_needed")) == "内部管理规则（议题核查）"
    general = view(ITEM.format(cls="general", topic="economy", body="executive"), AgendaItem)
    assert check(general, finance="not_needed").refusals == ()


def test_a_major_decision_is_not_tabled_without_its_review():
    case = view(ITEM.format(cls="major/decision", topic="construction", body="executive"), AgendaItem)

    assert [one.basis for one in check(case).refusals] == [f"{REGULATION}第二十五条第二款", "内部管理规则D5"]


@pytest.mark.parametrize("cls", ["major/decision", "general"])
def test_a_review_said_to_have_passed_is_on_record(cls):
    line = ITEM.format(cls=cls, topic="construction", body="executive")
    failed = linked("legality_review", steps=("issued",), conclusion="fail")

    assert rule_of(check(view(line, AgendaItem), legality="passed")) == "内部管理规则D5"
    assert rule_of(check(view(line, AgendaItem, links=(failed,)), legality="passed")) == "内部管理规则D5"
    assert check(view(line, AgendaItem, links=(REVIEW,)), legality="passed").refusals == ()


@pytest.mark.parametrize("matter", ["major_decision", "contract", "normative_document"])
def test_an_item_that_comes_from_a_matter_rests_on_the_review_of_that(matter):
    line = ITEM.format(cls="general", topic="construction", body="executive")
    reviewed = view(line, AgendaItem, links=(linked(matter, steps=("submitted", "reviewed")),))
    unreviewed = view(line, AgendaItem, links=(linked(matter, steps=("submitted",)),))

    assert check(reviewed, legality="passed").refusals == ()
    assert rule_of(check(unreviewed, legality="passed")) == "内部管理规则D5"


def test_what_was_done_in_an_emergency_says_which():
    tried = attempt(view("", AgendaItem), PROPOSED.replace("manner=regular", "manner=ratification"))

    assert [one.field for one in tried.refusals] == ["urgent_reason"]


# 讨论 ----------------------------------------------------------------------------------------------


def test_an_item_is_discussed_once_its_meeting_was_held():
    scheduled = f"{SCHEDULED} meeting=990101001-9"
    to_come = {"990101001-9": linked("leadership_meeting", steps=("planned",))}
    held = {"990101001-9": linked("leadership_meeting", steps=("planned", "held"))}

    assert rule_of(discuss(view(scheduled, AgendaItem, refs=to_come))) == "内部管理规则（上会讨论）"
    assert discuss(view(scheduled, AgendaItem, refs=held)).refusals == ()


def test_an_item_is_not_discussed_before_the_day_of_its_meeting():
    late = SCHEDULED.replace("meeting_on=2025-06-10", "meeting_on=2025-06-11")

    assert rule_of(discuss(view(late, AgendaItem))) == "内部管理规则（上会讨论）"


def test_the_principal_speaks_last():
    case = view(SCHEDULED, AgendaItem)

    assert rule_of(discuss(case, "沈若谷", "顾云舟", "梁以宁")) == "内部管理规则D16"
    assert rule_of(discuss(case, "顾云舟")) == "内部管理规则D16"
    assert discuss(case).refusals == ()


def test_who_is_recused_is_out_of_the_room():
    assert rule_of(discuss(view(SCHEDULED, AgendaItem), recused=["梁以宁"])) == "内部管理规则D16"


def test_more_than_half_are_present_the_recused_not_counted():
    case = view(SCHEDULED, AgendaItem)
    half = "members=16 present=8 principal=顾云舟"

    assert rule_of(discuss(case, line=half)) == "内部管理规则（议事人数）"
    assert discuss(case, line=half, recused=["甲"]).refusals == ()


@pytest.mark.parametrize("cls", ["major/personnel", "major/project"])
def test_personnel_and_projects_need_two_thirds(cls):
    case = view(SCHEDULED.replace("major/funds", cls), AgendaItem)

    assert rule_of(discuss(case, line="members=13 present=8 principal=顾云舟")) == "内部管理规则（议事人数）"
    assert discuss(case, line="members=12 present=8 principal=顾云舟").refusals == ()


def test_there_are_no_more_votes_than_people():
    tried = discuss(view(SCHEDULED, AgendaItem), line="members=9 present=7 principal=顾云舟")

    assert codes(tried) == {"field-invalid"}


# 决定 ----------------------------------------------------------------------------------------------


def test_the_party_committee_passes_what_more_than_half_of_those_due_vote_for():
    split = view(DISCUSSED.replace("votes_for=6", "votes_for=4"), AgendaItem)

    assert rule_of(attempt(split, DECISION)) == "内部管理规则（集体决定）"
    assert attempt(view(DISCUSSED, AgendaItem), DECISION).refusals == ()


def test_elsewhere_the_head_decides_after_the_discussion():
    office = DISCUSSED.replace("party_committee", "executive").replace("votes_for=6", "votes_for=4")

    assert attempt(view(office, AgendaItem), DECISION).refusals == ()


def test_whoever_proposed_or_reviewed_does_not_sign_the_decision():
    proposer = DECISION.replace("顾云舟/", "桑子墨/")
    reviewer = DECISION.replace("顾云舟/", "易修远/")

    assert "same-hand" in codes(attempt(view(DISCUSSED, AgendaItem), proposer))
    assert rule_of(attempt(view(DISCUSSED, AgendaItem, links=(REVIEW,)), reviewer)) == "内部管理规则D4"


def test_what_is_put_off_is_scheduled_again():
    put_off = f"{DISCUSSED}\n2025-06-10 deferred 顾云舟/secretary defer_reason=补充论证"

    assert view(put_off, AgendaItem).stage.label == "待列入议程"
    assert (
        attempt(
            view(put_off, AgendaItem), "2025-07-01 scheduled 许见山/doc_officer meeting_on=2025-07-08 seq=1"
        ).refusals
        == ()
    )


def test_what_does_not_pass_ends_there():
    assert view(
        f"{DISCUSSED}\n2025-06-10 rejected 顾云舟/secretary reject_reason=不成熟", AgendaItem
    ).stage.final


def test_a_decision_is_carried_out_by_its_day_and_reported():
    clock = view(DECIDED, AgendaItem).clock("execution")

    assert clock.last_day == date(2025, 9, 30)
    assert not view(REPORTED, AgendaItem).clock("execution").late
    assert "out-of-turn" in codes(attempt(view(DECIDED, AgendaItem), "2025-09-25 closed 康景行/archivist"))


# 与其他事项 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["reviewed", "discussed"])
def test_a_major_decision_is_put_on_the_agenda_as_one(step):
    [opens] = [one for one in MajorDecision.step(step).opens if one.procedure == "agenda_item"]

    assert opens.sets == {"matter_class": "major/decision"}
    assert set(opens.carry) | set(opens.sets) <= set(AgendaItem.fields())
    assert set(opens.carry.values()) <= set(MajorDecision.fields())


def test_what_an_item_hands_to_its_review_fits():
    [opens] = [one for one in AgendaItem.step("proposed").opens if one.procedure == "legality_review"]

    assert set(opens.carry) | set(opens.sets) <= set(LegalityReview.fields())
    assert set(opens.carry.values()) <= set(AgendaItem.fields())


def test_what_a_meeting_hands_to_its_items_fits():
    [opens] = [one for one in LeadershipMeeting.step("planned").opens if one.procedure == "agenda_item"]

    assert set(opens.carry) <= set(AgendaItem.fields())
    assert set(opens.carry.values()) <= set(LeadershipMeeting.fields())


# 数字 ----------------------------------------------------------------------------------------------


def test_major_items_are_due_when_proposed_and_decided_when_decided():
    assert posted(PROPOSED, AgendaItem) == {"decision.items_due": 1}
    assert posted(DECIDED, AgendaItem) == {"decision.collective_items": 1}
    assert [one.slices for one in postings(DECIDED, AgendaItem)] == [{"matter_class": "major/funds"}]
    general = ITEM.format(cls="general", topic="economy", body="executive")
    assert posted(general, AgendaItem) == {}


@pytest.mark.parametrize(
    ("topic", "counted"), [("law_work", "leader.law_topics"), ("law_work_report", "leader.law_hearings")]
)
def test_law_topics_and_reports_heard_count_when_discussed_by_body(topic, counted):
    told = DISCUSSED.replace("topic=finance", f"topic={topic}")

    [one] = postings(told, AgendaItem)
    assert (one.indicator, one.amount, one.slices) == (counted, 1, {"body": "party_committee"})
    assert posted(DISCUSSED, AgendaItem) == {}


@pytest.mark.parametrize(
    ("code", "value"),
    [("leader.law_hearings_per_quarter", Decimal("1.5")), ("decision.collective_rate", Decimal("0.75"))],
)
def test_rates_divide_what_was_counted(code, value):
    held = {"leader.law_hearings": 6, "decision.collective_items": 33, "decision.items_due": 44}

    class Year:
        def value(self, code, *_):
            return Decimal(held[code])

        def months(self):
            return 12

    [rate] = [one for one in AgendaItem.indicators if one.code == code]

    assert formula.read(rate.formula).evaluate(Year()) == value
