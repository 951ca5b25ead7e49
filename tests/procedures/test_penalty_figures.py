"""What a penalty posts, and whether the stories of the demonstration street can be told."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fazhi.core.case import recheck
from fazhi.core.ledger import post, total
from fazhi.procedures.enforcement.penalty import Penalty
from procedures.penalty_telling import (
    CITIZEN,
    CLOSED,
    CLUE,
    CONCLUDED,
    DECIDED,
    FILED,
    NOTIFIED,
    ON_SPOT,
    SERVED,
    case,
)

ALL_FIGURES = {one.code for one in Penalty.indicators if not one.formula}


def posted(told):
    """Everything that the steps of a case posted, in order."""
    found = []
    for at, event in enumerate(told.history):
        before = replace(told, history=told.history[:at])
        found.extend(post(before, event, place="990101001007", digest=str))
    return found


def sums(told):
    """How much of each figure a case posted."""
    found = Counter()
    for one in posted(told):
        found[one.indicator] += one.amount
    return dict(found)


def test_an_ordinary_case_posts_its_filing_decision_payment_and_end():
    archived = CLOSED + "2025-04-30 archived 康景行 volumes=1 retention=long"

    assert sums(case(archived)) == {
        "penalty.filed": 1,
        "penalty.cases": 1,
        "penalty.cases_ordinary": 1,
        "penalty.fines": Decimal("20000.00"),
        "penalty.fines_ordinary": Decimal("20000.00"),
        "penalty.executed": 1,
        "penalty.published": 1,
        "penalty.closed": 1,
        "penalty.closed_on_time": 1,
        "penalty.archived": 1,
        "enforcement.three_systems_cases": 1,
        "power.used": 1,
        "officer.active": 2,
    }


def test_a_decision_on_the_spot_posts_neither_a_filing_nor_a_closing():
    told = case(
        ON_SPOT
        + """
        2025-03-04  reported  殷小寒  copy_received=yes
        2025-03-06  paid  殷小寒  paid=50.00
        2025-03-10  filed_away  殷小寒  volumes=1 retention=short
        """
    )

    assert sums(told) == {
        "penalty.cases": 1,
        "penalty.cases_simple": 1,
        "penalty.fines": Decimal("50.00"),
        "penalty.fines_simple": Decimal("50.00"),
        "penalty.executed": 1,
        "power.used": 1,
        "officer.active": 2,
    }


def test_a_decision_is_sliced_by_kind_procedure_cause_law_and_field():
    [cases] = [one for one in posted(case(DECIDED)) if one.indicator == "penalty.cases"]
    [used] = [one for one in posted(case(DECIDED)) if one.indicator == "power.used"]

    assert cases.slices == {
        "penalty_kind": "fine",
        "procedure": "ordinary",
        "cause": "construction_waste",
        "law": "solid_waste",
        "field": "city_appearance",
    }
    assert used.slices == {"item_kind": "enforcement"}


@pytest.mark.parametrize(
    ("kinds", "heaviest"),
    [
        ("[warning,fine]", "fine"),
        ("[fine,confiscation]", "confiscation"),
        ("[fine,other]", "fine"),
        ("[other]", "other"),
        ("[warning,criticism]", "criticism"),
    ],
)
def test_several_kinds_count_once_under_the_heaviest_that_has_a_name(kinds, heaviest):
    told = case(DECIDED.replace("penalty_kinds=[fine]", f"penalty_kinds={kinds}"))

    assert told.facts["penalty_kind"] == heaviest
    assert sums(told)["penalty.cases"] == 1


def test_confiscation_counts_with_the_fine_and_things_without_a_price_do_not():
    both = DECIDED.replace("amount=20000.00", "confiscated=2580.00 amount=22580.00")
    things = DECIDED.replace("penalty_kinds=[fine] fine=20000.00", "penalty_kinds=[confiscation]").replace(
        "amount=20000.00 discretion", "discretion"
    )

    assert sums(case(both))["penalty.fines"] == Decimal("22580.00")
    assert "penalty.fines" not in sums(case(things))
    assert sums(case(things))["penalty.cases"] == 1


@pytest.mark.parametrize(
    ("grade", "counts"), [("mitigated", 1), ("lighter", 1), ("ordinary", 0), ("heavier", 0)]
)
def test_mitigated_and_lighter_penalties_count_as_mitigated(grade, counts):
    told = case(DECIDED.replace("discretion=ordinary", f"discretion={grade}"))

    assert sums(told).get("penalty.mitigated", 0) == counts


def test_what_is_not_punished_counts_as_such_on_the_spot_and_in_the_ordinary_procedure():
    spared = "result=no_penalty no_penalty_ground=first_offence discretion=none publication=withhold"
    ordinary = CONCLUDED + f"2025-04-03 decided 沈若谷/director {spared}"
    simple = ON_SPOT.replace("result=penalty penalty_kinds=[fine] fine=50.00 amount=50.00", spared)

    for told in (case(ordinary), case(simple)):
        found = sums(told)
        assert found["penalty.exempted"] == 1
        assert "penalty.cases" not in found
        assert "penalty.fines" not in found


def test_a_fine_told_but_not_imposed_is_no_fine():
    spared = NOTIFIED + "2025-04-03 decided 沈若谷/director result=no_penalty publication=withhold"
    served = case(spared + "\n2025-04-07 served 廖铁生 service_way=direct servers=[廖铁生]")

    assert "penalty.fines" not in sums(served)
    assert served.clock("pay") is None


def test_a_reviewed_or_heard_case_is_a_major_decision():
    reviewed = DECIDED.replace("complex_or_grave=no", "complex_or_grave=no review_grounds=[catalogue]")

    assert sums(case(reviewed))["penalty.major_decisions"] == 1
    assert "penalty.major_decisions" not in sums(case(DECIDED))


def test_a_late_decision_is_closed_but_not_in_time():
    late = CLOSED.replace("2025-04-", "2025-07-")

    found = sums(case(late))

    assert found["penalty.closed"] == 1
    assert "penalty.closed_on_time" not in found


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        (("fully_recorded=yes", "fully_recorded=no"), False),
        (("    2025-04-22  published  殷小寒  masked=yes\n", ""), False),
        (("complex_or_grave=no", "complex_or_grave=no review_grounds=[catalogue]"), False),
        (("publication=publish credit_grade=general", "publication=withhold"), True),
    ],
)
def test_the_three_systems_are_publicity_record_and_review(change, holds):
    told = case(CLOSED.replace(*change))

    assert ("enforcement.three_systems_cases" in sums(told)) is holds


def test_instalments_count_once_when_the_last_is_paid():
    told = case(
        SERVED
        + """
        2025-04-10  part_paid  殷小寒  paid=5000.00
        2025-04-15  paid  殷小寒  paid=15000.00
        """
    )

    assert sums(told)["penalty.executed"] == 1


def test_withdrawal_discussion_and_execution_are_counted():
    withdrawn = FILED + "2025-03-20 withdrawn 陆行之"
    discussed = NOTIFIED + "2025-04-01 discussed 沈若谷/director members=[沈若谷,陆行之,梁以宁]"
    enforced = (
        SERVED
        + """
        2025-05-06  urged  廖铁生  urged_until=2025-05-20
        2025-12-01  enforced  廖铁生  enforced_by=court
    """
    )

    assert sums(case(withdrawn))["penalty.withdrawn"] == 1
    assert sums(case(discussed))["penalty.collective_discussions"] == 1
    assert sums(case(enforced))["penalty.executed"] == 1


def test_every_figure_is_posted_by_some_case():
    told = [
        CLOSED.replace("complex_or_grave=no", "complex_or_grave=no review_grounds=[catalogue]").replace(
            "2025-04-03  decided",
            "2025-03-26 reviewed 易修远/legal_reviewer review_conclusion=pass\n"
            "2025-03-27 discussed 沈若谷/director members=[沈若谷,陆行之,梁以宁]\n2025-04-03  decided",
        )
        + "2025-04-30 archived 康景行 volumes=1",
        ON_SPOT.replace("discretion=ordinary", "discretion=lighter"),
        FILED + "2025-03-20 withdrawn 陆行之",
        CONCLUDED + "2025-04-03 decided 沈若谷/director result=no_penalty",
    ]

    assert {code for text in told for code in sums(case(text))} == ALL_FIGURES


def test_an_officer_and_an_item_count_once_in_a_year():
    year = [one for text in (DECIDED, ON_SPOT) for one in posted(case(text))]
    span = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}

    assert total(year, "officer.active", **span) == 2
    assert total(year, "power.used", **span) == 1
    assert total(year, "penalty.cases", **span) == 2


# Stories ------------------------------------------------------------------------------------------

RUBBLE = (
    CLUE
    + """
    2025-03-03  filed  陆行之/deputy_enforce  item=item-1 item_kind=enforcement law=solid_waste \
        officers=[廖铁生,车向北]
    2025-03-04  preserved  陆行之/deputy_enforce  officers=[廖铁生,车向北]
    2025-03-10  preservation_ruled  陆行之/deputy_enforce  preservation_ruling=copied
    2025-03-12  investigated  廖铁生  officers=[廖铁生,车向北] inquiry_kinds=[interview]
    2025-03-31  concluded  廖铁生  officers=[廖铁生,车向北] proposed_fine=20000.00 review_grounds=[catalogue]
    2025-04-03  reviewed  易修远/legal_reviewer  review_conclusion=supplement first_reviewer=no
    2025-04-07  supplemented  陆行之/deputy_enforce
    2025-04-10  investigated  车向北  officers=[廖铁生,车向北] inquiry_kinds=[interview]
    2025-04-14  concluded  廖铁生  officers=[廖铁生,车向北] proposed_fine=20000.00 review_grounds=[catalogue]
    2025-04-16  reviewed  易修远/legal_reviewer  review_conclusion=pass first_reviewer=no
    2025-04-18  notified  廖铁生  proposed_kinds=[fine] proposed_fine=20000.00 hearing_right=no \
        plea_until=2025-04-25
    2025-04-22  pleaded  廖铁生  plea_ruling=rejected
    2025-05-13  decided  沈若谷/director  result=penalty penalty_kinds=[fine] fine=20000.00 amount=20000.00 \
        discretion=ordinary publication=publish credit_grade=general
    2025-05-15  served  廖铁生  service_way=direct servers=[廖铁生,车向北]
    2025-05-20  published  殷小寒/enforce_clerk  masked=yes
    2025-05-27  paid  康景行/archivist  paid=20000.00
    2025-05-30  closed  陆行之/deputy_enforce  close_kind=executed fully_recorded=yes
"""
)

HEARING = (
    CLUE.replace("construction_waste", "outdoor_advertising")
    + """
    2025-03-03  filed  陆行之/deputy_enforce  item=item-1 item_kind=enforcement law=appearance \
        officers=[武青峰,邢立秋]
    2025-03-12  investigated  武青峰  officers=[武青峰,邢立秋] inquiry_kinds=[scene]
    2025-03-20  concluded  武青峰  officers=[武青峰,邢立秋] proposed_fine=50000.00 complex_or_grave=yes
    2025-03-24  notified  武青峰  proposed_kinds=[fine] proposed_fine=50000.00 hearing_right=yes \
        plea_until=2025-03-31
    2025-03-28  hearing_asked  武青峰  asked_way=written
    2025-04-01  hearing_called  殷小寒/enforce_clerk  hearing_at=2025-04-16T09:30 chair=左明谦
    2025-04-16  heard  左明谦/legal_reviewer  chair=左明谦 hearing_outcome=held
    2025-04-18  reviewed  易修远/legal_reviewer  review_conclusion=amend first_reviewer=no
    2025-04-22  discussed  沈若谷/director  members=[沈若谷,陆行之,梁以宁] discussion_result=penalty
    2025-04-24  decided  沈若谷/director  result=penalty penalty_kinds=[fine] fine=20000.00 amount=20000.00 \
        discretion=lighter publication=publish credit_grade=general
"""
)

COUSIN = (
    CLUE.replace("construction_waste", "other").replace("city_appearance", "other")
    + """
    2025-03-03  filed  陆行之/deputy_enforce  item=item-1 item_kind=enforcement law=other_statute \
        officers=[廖铁生,管云帆]
    2025-03-04  recusal_asked  管云帆  recused=管云帆 recusal_by=self recusal_ground=interest
    2025-03-04  recusal_ruled  陆行之/deputy_enforce  recusal_ruling=granted officers=[廖铁生,葛秋实]
    2025-03-06  investigated  葛秋实  officers=[廖铁生,葛秋实] inquiry_kinds=[scene]
    2025-03-20  concluded  廖铁生  officers=[廖铁生,葛秋实]
"""
)


@pytest.mark.parametrize("story", [RUBBLE, HEARING, COUSIN], ids=["rubble", "hearing", "recusal"])
def test_a_story_of_the_demonstration_street_stands_step_by_step(story):
    told = case(story, party=CITIZEN)

    assert [(event.step, one.message) for event, said in recheck(told) for one in said] == []


def test_the_rubble_case_is_decided_on_day_seventy_one():
    told = case(RUBBLE)

    decided, filed = told.last("decided").on, told.last("filed").on
    assert (decided - filed).days == 71
    assert not told.clock("decide").late
    assert told.facts["three_systems"] == "yes"


def test_the_hearing_is_asked_on_day_four_and_lowers_the_fine():
    told = case(HEARING)

    asked = told.last("hearing_asked").on
    assert told.calendar.is_working(asked)
    assert asked <= told.clock("ask_hearing").last_day
    assert sums(told)["penalty.fines"] == Decimal("20000.00")
    assert sums(told)["penalty.mitigated"] == 1


def test_the_recused_officer_does_not_count_as_active():
    told = case(
        COUSIN
        + """
        2025-03-24  notified  廖铁生  proposed_kinds=[warning] hearing_right=no plea_until=2025-03-31
        2025-04-03  decided  沈若谷/director  result=penalty penalty_kinds=[warning] discretion=ordinary
        """
    )

    keys = {one.key for one in posted(told) if one.indicator == "officer.active"}
    assert keys == {"officers:廖铁生", "officers:葛秋实"}
