"""Figures side by side: by month, by community, by organ."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.usecases import figures
from fazhi.usecases.figures import Book, Period, Sliced
from fazhi.usecases.splits import Split
from usecases.offices import FAR, NEAR, Office

YEAR = Period.year(2025)


@pytest.fixture
def mediated(office: Office) -> Office:
    """Two disputes in March, one of them from the police; one in May in the far community."""
    office.mediate()
    office.mediate(source="entrusted/police")
    office.later(days=60)
    office.mediate(place=FAR)
    return office


def book(office: Office, **words: object) -> Book:
    return Book([office.organ], YEAR, **words)


def test_months_stand_in_order_and_those_without_anything_hold_nothing(mediated):
    months = Split(book(mediated), ["mediation.cases"], "month").values("mediation.cases")

    assert list(months) == [202501 + n for n in range(12)]
    assert {month: value for month, value in months.items() if value} == {202503: 2, 202505: 1}


def test_the_parts_of_a_flow_sum_to_the_figure(mediated):
    whole = book(mediated).value("mediation.settled")

    for axis in ("month", "place", "organ"):
        assert (
            sum(Split(book(mediated), ["mediation.settled"], axis).values("mediation.settled").values())
            == whole
        )


def test_a_rate_is_computed_anew_in_every_part_and_is_nothing_where_its_base_is_none(mediated):
    split = Split(book(mediated), ["mediation.success_rate"], "month")

    assert split.values("mediation.success_rate")[202503] == 1
    assert split.values("mediation.success_rate")[202504] is None


def test_communities_are_told_apart(mediated):
    assert Split(book(mediated), ["mediation.cases"], "place").values("mediation.cases") == {NEAR: 2, FAR: 1}


def test_a_slice_is_split_like_the_whole(mediated):
    split = Split(book(mediated), ["mediation.cases"], "place", where=(("source", "entrusted"),))

    assert split.values("mediation.cases", (("source", "entrusted"),)) == {NEAR: Decimal(1), FAR: Decimal(0)}


def test_a_book_of_one_community_is_split_within_it(mediated):
    months = Split(book(mediated, place=FAR), ["mediation.cases"], "month").values("mediation.cases")

    assert {month: value for month, value in months.items() if value} == {202505: 1}


def test_what_was_recorded_later_is_not_known_before(mediated):
    third = figures.position(mediated.organ, 3)
    split = Split(book(mediated, known_by={mediated.organ: third}), ["mediation.cases"], "month")

    assert split.values("mediation.cases")[202503] == 1


def test_the_number_of_queries_does_not_grow_with_what_is_asked(mediated, django_assert_num_queries):
    asked = book(mediated)
    codes = list(asked.indicators)

    with django_assert_num_queries(2):
        split = Split(asked, codes, "month")
        for code in codes:
            split.values(code)


def test_a_line_behind_a_figure_is_found_by_its_slice(mediated):
    found = figures.trace(book(mediated), "mediation.cases", where=(("source", "entrusted"),))

    assert [line.slices["source"] for line in found.lines] == ["entrusted/police"]
    assert found.lines[0].on == date(2025, 3, 3)


POLICE_AT_VILLAGE = (("committee_kind", "community"), ("source", "entrusted"))


def test_breakdowns_that_are_crossed_are_asked_at_once_and_split_like_the_whole(mediated):
    asked = book(mediated)
    split = Split(asked, ["mediation.cases"], "place", where=POLICE_AT_VILLAGE)

    assert asked.value("mediation.cases", POLICE_AT_VILLAGE) == 1
    assert asked.value("mediation.cases", tuple(reversed(POLICE_AT_VILLAGE))) == 1
    assert asked.count("mediation.cases", POLICE_AT_VILLAGE) == 1
    assert split.values("mediation.cases", POLICE_AT_VILLAGE) == {NEAR: 1, FAR: 0}
    [line] = figures.trace(asked, "mediation.cases", where=POLICE_AT_VILLAGE).lines
    assert line.slices["source"] == "entrusted/police"


def test_what_is_crossed_was_known_by_an_entry_as_it_is_known_now(mediated):
    third = figures.position(mediated.organ, 3)
    asked = book(mediated, known_by={mediated.organ: third})

    assert asked.value("mediation.cases", POLICE_AT_VILLAGE) == 0
    assert asked.value("mediation.cases", (*POLICE_AT_VILLAGE[:1], ("source", "applied"))) == 1


def test_breakdowns_that_are_not_crossed_are_not_asked_at_once(mediated):
    undeclared = (("dispute_type", "neighbour"), ("source", "applied"))

    with pytest.raises(ValueError, match="不按dispute_type、source交叉分项"):
        book(mediated).value("mediation.cases", undeclared)
    assert Sliced(book(mediated), undeclared[:1]).value("mediation.cases", undeclared[1:], 0) is None


def test_nothing_lies_in_two_values_of_one_breakdown(mediated):
    within = Sliced(book(mediated), (("source", "applied"),))

    assert within.value("mediation.cases", (("source", "entrusted"),), 0) == 0
