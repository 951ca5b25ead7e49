"""机构与村（社区）名录, told as entries."""

from decimal import Decimal

from fazhi.procedures.people.org_unit import OrgUnit
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, view

COMMUNITY = (
    "2025-01-02 enrolled 傅知微 name=桐花里社区 unit_kind=community/urban place=990101001001"
    " population=8450 households=3420 area=0.85 schools=2"
)
OFFICE = "2025-01-02 enrolled 傅知微 name=党政综合办公室 unit_kind=internal_office"


def test_what_is_ended_rests_on_words_that_stand():
    assert quote_stands(OrgUnit.step("ended").basis) is not False


def test_a_community_has_its_place_and_its_people():
    tried = attempt(view("", OrgUnit), "2025-01-02 enrolled 傅知微 name=桐花里社区 unit_kind=community/urban")

    assert [one.field for one in tried.refusals] == ["place", "population"]
    assert attempt(view("", OrgUnit), OFFICE).refusals == ()


def test_two_units_do_not_have_one_name():
    assert codes(attempt(view("", OrgUnit, twins=(linked("org_unit"),)), OFFICE)) == {"there-already"}


def test_communities_of_every_kind_are_communities():
    for kind in ("community", "community/urban", "community/village", "community/converted"):
        found = posted(COMMUNITY.replace("community/urban", kind), OrgUnit)

        assert found == {
            "community.count": 1,
            "community.population": 8450,
            "community.area": Decimal("0.85"),
            "community.schools": 2,
        }
    by_name = {one.indicator: one.slices for one in postings(COMMUNITY, OrgUnit)}
    assert by_name["community.population"] == {"name": "桐花里社区"}


def test_offices_and_institutions_are_counted_apart():
    assert posted(OFFICE, OrgUnit) == {"org.internal_offices": 1}
    assert posted(OFFICE.replace("internal_office", "institution"), OrgUnit) == {"org.institutions": 1}
    assert posted(OFFICE.replace("internal_office", "justice_office"), OrgUnit) == {}


def test_new_figures_post_the_difference():
    counted = f"{COMMUNITY}\n2025-11-01 changed 傅知微 event=figures population=8500 area=0.80"

    assert posted(counted, OrgUnit) == {"community.population": 50, "community.area": Decimal("-0.05")}


def test_a_unit_that_becomes_another_kind_moves_from_one_count_to_the_other():
    moved = f"{OFFICE}\n2025-06-01 changed 傅知微 event=adjusted unit_kind=institution"

    assert posted(moved, OrgUnit) == {"org.internal_offices": -1, "org.institutions": 1}
    assert posted(f"{moved}\n2025-12-01 ended 傅知微 reason=merged", OrgUnit) == {"org.institutions": -1}
