"""人民调解组织, told as entries."""

from datetime import date

import pytest

from fazhi.procedures.mediation.mediation import Registration
from fazhi.procedures.mediation.mediation_committee import MediationCommittee
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

FACTS = "founded_on=2022-03-01 term_from=2022-03-01 term_ends=2025-02-28 address=桐花里1号 phone=100 seal=yes"
OF_A_COMMUNITY = (
    f"name=桐花里调委会 committee_kind=community community=990101001001 members=5 women=2 {FACTS}"
)
ENROLLED = f"2025-01-02 enrolled 樊清欢 {OF_A_COMMUNITY}"
ROOM = "name=派驻调解室 committee_kind=stationed founded_on=2023-05-01 address=派出所 phone=100 seal=no"


@pytest.mark.parametrize("step", MediationCommittee.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert [quote_stands(rule.basis) for rule in step.needs].count(False) == 0


@pytest.mark.parametrize("members", [2, 10])
def test_a_committee_has_three_to_nine_members(members):
    line = ENROLLED.replace("members=5", f"members={members}")

    assert refusal(attempt(view("", MediationCommittee), line), "rule-not-met").basis == (
        "《人民调解法》第八条第二款"
    )


def test_a_committee_has_a_woman_among_its_members():
    tried = attempt(view("", MediationCommittee), ENROLLED.replace("women=2", "women=0"))

    assert refusal(tried, "rule-not-met").basis == "《人民调解法》第八条第三款"


def test_more_women_than_members_is_a_slip():
    assert codes(attempt(view("", MediationCommittee), ENROLLED.replace("women=2", "women=6"))) == {
        "field-invalid"
    }


def test_a_room_of_mediators_has_neither_members_nor_a_term():
    assert attempt(view("", MediationCommittee), f"2025-01-02 enrolled 樊清欢 {ROOM}").refusals == ()
    assert view(f"2025-01-02 enrolled 樊清欢 {ROOM}", MediationCommittee).clocks == ()


def test_the_term_is_due_until_an_election_begins_the_next():
    [clock] = view(ENROLLED, MediationCommittee).clocks
    elected = (
        ENROLLED + "\n2025-02-20 changed 樊清欢 event=re_elected term_from=2025-03-01 term_ends=2028-02-29"
    )
    [next_term] = view(elected, MediationCommittee).clocks

    assert str(clock.limit.rests_on) == "《人民调解法》第九条第二款"
    assert clock.last_day == date(2025, 2, 28)
    assert next_term.last_day == date(2028, 2, 29)


def test_an_election_tells_its_term_and_keeps_to_the_law():
    case = view(ENROLLED, MediationCommittee)

    silent = attempt(case, "2025-02-20 changed 樊清欢 event=re_elected")
    small = attempt(case, "2025-02-20 changed 樊清欢 event=members members=2")

    assert [one.field for one in silent.refusals] == ["term_from", "term_ends"]
    assert refusal(small, "rule-not-met").basis == "《人民调解法》第八条第二款"


def test_a_committee_stands_in_the_register_once_but_may_be_founded_anew():
    twin = linked("mediation_committee", name="桐花里调委会")
    ended = linked("mediation_committee", name="桐花里调委会", final=True)

    assert codes(attempt(view("", MediationCommittee, twins=(twin,)), ENROLLED)) == {"there-already"}
    assert attempt(view("", MediationCommittee, twins=(ended,)), ENROLLED).refusals == ()


def test_kinds_are_those_of_mediation():
    kinds = MediationCommittee.fields()["committee_kind"].choices

    assert kinds == Registration.committee_kind.choices
    assert Registration.committee.brings == {"committee_kind": "committee_kind"}


def test_committees_and_rooms_are_counted_by_kind_while_they_stand():
    [enrolled] = postings(ENROLLED, MediationCommittee)

    assert (enrolled.indicator, enrolled.amount, enrolled.slices) == (
        "mediation.committees",
        1,
        {"committee_kind": "community"},
    )
    assert posted(ENROLLED + "\n2025-06-30 ended 樊清欢 reason=merged", MediationCommittee) == {
        "mediation.committees": -1
    }
