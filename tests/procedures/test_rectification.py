"""整改事项（清单式销号）, told as items; among them the story of the files without a witness of service."""

from datetime import date

import pytest

from fazhi.procedures.supervision.rectification import Rectification
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

ADDED = (
    "2025-04-08 added 孟长庚/supervisor subject=送达回证未注明见证人 source=file_review"
    " fed_back_on=2025-04-02 problem=三份案卷 category=files grade=third"
)
ASSIGNED = (
    f"{ADDED}\n2025-04-09 assigned 孟长庚/supervisor target=规范送达 measures=培训核对 leader=陆行之"
    " owner_unit=990101001-6 owner=岳长风 term=by_date due=2025-06-30"
)
SUBMITTED = (
    f"{ASSIGNED}\n2025-05-20 reported 岳长风/enforce_captain progress=已培训"
    "\n2025-06-10 submitted 殷小寒/enforce_clerk done_text=已补正 self_check=属实"
)
VERIFIED = (
    f"{SUBMITTED}\n2025-06-16 verified 孟长庚/supervisor verified_by=孟长庚 verified_how=papers"
    " verified_note=同意"
)
CLOSED = f"{VERIFIED}\n2025-06-18 closed 梁以宁/deputy_law closing_note=同意销号 published=yes"
CHECK = "2025-06-16 verified {} verified_by={} verified_how=papers verified_note=同意"
CLOSE = "2025-06-18 closed {} closing_note=同意销号 published=yes"


def staff(person, unit):
    return {("staff", person): linked("staff", person=person, department=unit)}


@pytest.mark.parametrize("step", Rectification.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_something(step):
    assert quote_stands(step.basis) is not False
    assert str(step.basis)


def test_an_item_goes_from_the_list_to_striking_off():
    assert view(ADDED, Rectification).stage.label == "待交办"
    assert view(ASSIGNED, Rectification).stage.label == "整改中"
    assert view(CLOSED, Rectification).stage.final


def test_a_plan_has_goal_measures_leader_office_owner_and_day():
    tried = attempt(view(ADDED, Rectification), "2025-04-09 assigned 孟长庚/supervisor term=by_date")

    assert [one.field for one in tried.refusals] == [
        "target",
        "measures",
        "leader",
        "owner_unit",
        "owner",
        "due",
    ]


def test_nothing_is_submitted_without_evidence():
    line = "2025-06-10 submitted 殷小寒/enforce_clerk done_text=已补正 self_check=属实"

    [found] = attempt(view(ASSIGNED, Rectification), line).refusals
    shown = attempt(view(ASSIGNED, Rectification), line, form={"proof": ["ab" * 32]})

    assert found.field == "proof"
    assert shown.refusals == ()


@pytest.mark.parametrize("checker", ["岳长风", "陆行之"])
def test_neither_the_owner_nor_the_leader_in_charge_checks_the_item(checker):
    case = view(SUBMITTED, Rectification)

    found = refusal(attempt(case, CHECK.format("楚怀瑾/justice_head", checker)), "rule-not-met")

    assert found.basis == "内部管理规则D13"


def test_nobody_of_the_office_in_charge_checks_the_item():
    own = view(SUBMITTED, Rectification, roster=staff("车向北", "990101001-6"))
    other = view(SUBMITTED, Rectification, roster=staff("左明谦", "990101001-2"))

    found = refusal(attempt(own, CHECK.format("楚怀瑾/justice_head", "车向北")), "rule-not-met")

    assert found.basis == "内部管理规则D13"
    assert attempt(other, CHECK.format("楚怀瑾/justice_head", "左明谦")).refusals == ()


def test_who_worked_on_it_neither_checks_nor_strikes_off():
    at_check, at_close = view(SUBMITTED, Rectification), view(VERIFIED, Rectification)

    assert "same-hand" in codes(attempt(at_check, CHECK.format("殷小寒/supervisor", "左明谦")))
    assert "same-hand" in codes(attempt(at_check, CHECK.format("孟长庚/supervisor", "殷小寒")))
    assert "same-hand" in codes(attempt(at_close, CLOSE.format("岳长风/deputy_law")))


def test_an_item_of_the_first_grade_is_struck_off_by_the_secretary():
    grave = view(VERIFIED.replace("grade=third", "grade=first"), Rectification)

    found = refusal(attempt(grave, CLOSE.format("梁以宁/deputy_law")), "rule-not-met")

    assert found.basis == "内部管理规则（一级整改事项）"
    assert attempt(grave, CLOSE.format("顾云舟/secretary")).refusals == ()
    assert attempt(view(VERIFIED, Rectification), CLOSE.format("梁以宁/deputy_law")).refusals == ()


def test_an_item_is_overdue_until_it_is_struck_off_however_often_it_is_returned():
    returned = f"{SUBMITTED}\n2025-06-20 returned 孟长庚/supervisor return_reason=未见培训签到"
    clock = view(returned, Rectification).clock("finish")

    assert clock.last_day == date(2025, 6, 30)
    assert clock.met is None
    late = view(CLOSED.replace("2025-06-18 closed", "2025-07-16 closed"), Rectification).clock("finish")
    assert late.late


def test_an_item_that_is_overdue_may_be_reminded_of_and_stays_overdue():
    reminded = f"{ASSIGNED}\n2025-07-10 reminded 孟长庚/supervisor reminded_person=陆行之 reminder_text=逾期"
    case = view(reminded, Rectification)

    assert case.stage.label == "整改中"
    assert case.clock("finish").met is None


def test_what_is_to_be_kept_up_for_good_has_no_last_day():
    standing = ASSIGNED.replace("term=by_date due=2025-06-30", "term=standing")

    assert view(standing, Rectification).clock("finish") is None


SUPERVISED = ADDED.replace("source=file_review", "source=government_supervision")


def test_a_review_of_a_supervision_conclusion_may_be_asked_within_thirty_days():
    clock = view(SUPERVISED.replace("2025-04-02", "2025-04-03"), Rectification).clock("ask_review")

    assert clock.limit.code == "RE-01"
    assert clock.last_day == date(2025, 5, 6)  # 3 May lies in the holiday of 1 to 5 May
    assert not clock.binding
    assert view(ADDED, Rectification).clock("ask_review") is None  # a file review is no supervision


def test_the_review_is_decided_within_thirty_days():
    asked = f"{SUPERVISED}\n2025-04-20 review_asked 楚怀瑾/justice_head review_grounds=事实不清"
    clock = view(asked, Rectification).clock("decide_review")
    decided = f"{asked}\n2025-05-19 review_decided 孟长庚/supervisor review_result=upheld"

    assert clock.limit.code == "RE-02"
    assert clock.last_day == date(2025, 5, 20)
    assert not view(decided, Rectification).clock("decide_review").late
    assert str(clock.limit.rests_on) == "《政府督查工作条例》第十七条"


def test_items_are_counted_by_source_when_listed_and_when_struck_off():
    assert posted(ADDED, Rectification) == {"rectify.found": 1, "rectify.open": 1}
    assert posted(CLOSED, Rectification) == {"rectify.fixed": 1, "rectify.open": -1}
    for text in (ADDED, CLOSED):
        [flow] = [one for one in postings(text, Rectification) if one.indicator != "rectify.open"]
        assert flow.slices == {"source": "file_review"}
    assert posted(VERIFIED, Rectification) == {}


def test_supervision_of_law_is_one_source_at_every_level():
    source = Rectification.fields()["source"]

    assert source.is_("law_supervision").met({"source": "law_supervision/district"})


FOUND = (
    "2026-01-14 added 季怀远/district_justice subject=送达回证未注明见证人 source={}"
    " fed_back_on=2026-01-14 problem=三份案卷 category=files grade=third"
)


def test_the_district_lists_what_it_found_in_files_and_checks_how_it_was_put_right():
    assert attempt(view("", Rectification), FOUND.format("file_review")).refusals == ()
    assert (
        attempt(view(SUBMITTED, Rectification), CHECK.format("季怀远/district_justice", "季怀远")).refusals
        == ()
    )


def test_the_district_does_not_list_what_the_street_found_itself():
    found = refusal(attempt(view("", Rectification), FOUND.format("self_check")), "rule-not-met")

    assert "区司法局只列入" in found.message
