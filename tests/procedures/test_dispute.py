"""矛盾纠纷受理流转, told as cases."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.procedures.mediation.dispute import Dispute
from fazhi.procedures.mediation.mediation import Mediation
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

FOUND = """
    2025-01-09  registered  周晓/grid_worker  found_on=2025-01-09 source=grid finder_role=grid_worker \
dispute_type=labour people=14 amount=186000.00 risk=yellow escalated=none
"""
GRAVE = FOUND.replace("risk=yellow", "risk=red")
GRADED = GRAVE + "\n2025-01-09  graded  秦牧川/office_head  risk=red reported_up_at=2025-01-09T16:00"
ASSIGNED = (
    GRADED
    + "\n2025-01-10  assigned  秦牧川/office_head  owner_unit=槐市社区 owner=汤集贤 leader=梁以宁"
    + " way=mediation due=2025-02-08"
)
REFERRED = ASSIGNED + "\n2025-01-10  referred  汤集贤/community_secretary  referred_to=mediation"
RESOLVED = REFERRED + "\n2025-01-20  resolved  汤集贤  way=mediation helper_role=mediator"
SETTLED = linked("mediation", steps=("registered", "accepted", "settled"))
UNDER_WAY = linked("mediation", steps=("registered", "accepted"))


@pytest.mark.parametrize("step", Dispute.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote
    assert False not in [quote_stands(basis) for basis in step.cites]


def test_a_small_dispute_may_be_settled_on_the_spot():
    tried = attempt(
        view(FOUND, Dispute),
        "2025-01-09 resolved 周晓/grid_worker way=on_spot helper_role=grid_worker result_text=已当场说和",
    )

    assert tried.refusals == ()


@pytest.mark.parametrize("risk", ["orange", "red"])
def test_a_dispute_of_higher_risk_is_assigned_before_it_is_settled(risk):
    case = view(FOUND.replace("risk=yellow", f"risk={risk}"), Dispute)

    found = refusal(attempt(case, "2025-01-09 resolved 周晓/grid_worker"), "rule-not-met")

    assert found.basis == "内部管理规则（当场化解）"


def test_a_red_one_is_reported_up_and_has_a_leader_in_charge():
    graded = attempt(view(GRAVE, Dispute), "2025-01-09 graded 秦牧川/office_head risk=red graded_why=人数多")
    assigned = attempt(
        view(GRADED, Dispute),
        "2025-01-10 assigned 秦牧川/office_head owner_unit=槐市社区 owner=汤集贤 way=mediation due=2025-02-08"
        " demand=付清 cause=周转困难",
    )

    assert [one.field for one in graded.refusals] == ["reported_up_at"]
    assert [one.field for one in assigned.refusals] == ["leader"]


def test_the_day_given_when_it_is_assigned_is_its_last_day_and_a_new_one_moves_it():
    [clock] = view(ASSIGNED, Dispute).clocks
    again = ASSIGNED + "\n2025-01-15  assigned  秦牧川/office_head  owner=江渡 leader=梁以宁 due=2025-02-28"
    [moved] = view(again, Dispute).clocks

    assert clock.limit.rests_on.code == "（纠纷化解时限）"
    assert clock.last_day == date(2025, 2, 8)
    assert moved.last_day == date(2025, 2, 28)
    assert view(RESOLVED, Dispute).clock("settle").met.on == date(2025, 1, 20)


def test_a_referral_opens_a_mediation_of_the_same_dispute():
    opens = {one.procedure: one for one in Dispute.referred.opens}
    theirs, ours = Mediation.fields(), Dispute.fields()

    assert set(opens) == {"mediation", "petition"}
    for their, our in opens["mediation"].carry.items():
        assert type(theirs[their]) is type(ours[our])
    assert theirs["dispute_type"].choices == ours["dispute_type"].choices


@pytest.mark.parametrize("links", [(), (UNDER_WAY,)])
def test_settled_by_mediation_it_is_only_once_the_agreement_is_there(links):
    line = (
        "2025-01-20 resolved 汤集贤/community_secretary way=mediation helper_role=mediator result_text=分期"
    )

    found = refusal(attempt(view(REFERRED, Dispute, links=links), line), "rule-not-met")

    assert found.basis == "《信访工作条例》第三十七条第一款"
    assert attempt(view(REFERRED, Dispute, links=(UNDER_WAY, SETTLED)), line).refusals == ()


def test_a_failed_mediation_does_not_keep_an_office_from_settling_it():
    failed = linked("mediation", steps=("registered", "accepted", "failed"), final=True)
    line = (
        "2025-01-20 resolved 汤集贤/community_secretary way=department helper_role=staff result_text=督促付清"
    )

    assert attempt(view(REFERRED, Dispute, links=(failed,)), line).refusals == ()


def test_a_grave_dispute_is_visited_before_it_is_closed():
    case = view(RESOLVED, Dispute)
    visited = RESOLVED + "\n2025-02-20  followed_up  秦牧川/office_head  visit_way=phone settled_still=yes"

    found = refusal(attempt(case, "2025-02-20 closed 秦牧川/office_head"), "rule-not-met")

    assert found.basis == "内部管理规则（纠纷回访）"
    assert attempt(view(visited, Dispute), "2025-02-21 closed 秦牧川/office_head").refusals == ()


def test_what_was_passed_on_is_closed_with_the_answer_of_who_received_it():
    passed = ASSIGNED + "\n2025-01-20  transferred  汤集贤  transferred_to=court transferred_body=区法院"

    found = attempt(view(passed, Dispute), "2025-03-01 closed 秦牧川/office_head").refusals

    assert [one.field for one in found] == ["feedback"]


def test_who_registered_a_dispute_does_not_strike_it_off_as_unfounded():
    case = view(FOUND.replace("周晓/grid_worker", "罗归鸿/grid_manager"), Dispute)

    assert "same-hand" in codes(attempt(case, "2025-01-10 dismissed 罗归鸿/grid_manager"))
    assert "same-hand" not in codes(attempt(case, "2025-01-10 dismissed 秦牧川/office_head"))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (FOUND, None),
        (ASSIGNED + "\n2025-01-12 handled 汤集贤 progress=tracking", "tracking"),
        (RESOLVED, "mediated"),
        (RESOLVED.replace("way=mediation helper", "way=department helper"), "resolved"),
        (ASSIGNED + "\n2025-01-20 transferred 汤集贤 transferred_to=department", "transferred"),
        (FOUND + "\n2025-01-10 dismissed 秦牧川/office_head", "unfounded"),
    ],
)
def test_how_it_ended_follows_from_its_steps(text, outcome):
    assert view(text, Dispute).facts.get("outcome") == outcome


def test_a_lead_is_counted_when_it_is_registered_in_every_slice():
    [found] = postings(FOUND, Dispute)

    assert (found.indicator, found.amount) == ("dispute.found", Decimal(1))
    assert found.slices == {
        "source": "grid",
        "dispute_type": "labour",
        "risk": "yellow",
        "finder_role": "grid_worker",
    }


def test_what_volunteers_find_and_settle_and_mass_incidents_are_counted_apart():
    by_volunteer = FOUND.replace("finder_role=grid_worker", "finder_role=volunteer")
    assert posted(by_volunteer, Dispute) == {"dispute.found": 1, "dispute.found_by_volunteers": 1}
    assert posted(FOUND.replace("escalated=none", "escalated=mass_incident"), Dispute) == {
        "dispute.found": 1,
        "dispute.mass_incidents": 1,
    }
    settled = FOUND + "\n2025-01-09  resolved  周晓/grid_worker  way=on_spot helper_role=volunteer"
    assert posted(settled, Dispute) == {"dispute.resolved": 1, "dispute.resolved_by_volunteers": 1}


def test_settled_and_passed_on_are_counted_on_their_day():
    assert posted(RESOLVED, Dispute) == {"dispute.resolved": 1}
    assert postings(RESOLVED, Dispute)[0].slices == {
        "source": "grid",
        "dispute_type": "labour",
        "risk": "red",
        "way": "mediation",
    }
    passed = ASSIGNED + "\n2025-01-20  transferred  汤集贤  transferred_to=department"
    assert posted(passed, Dispute) == {"dispute.transferred": 1}
