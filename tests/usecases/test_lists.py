"""Lists of cases: every case the clerk sees stands in them once, at any depth for the same price."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.procedures.mediation.mediation import Mediation
from fazhi.store import models
from fazhi.usecases import lists, searches
from fazhi.usecases.lists import Filters, Line
from usecases.offices import DENG, FAR, HE, NEAR, SHEN, WAN, Office


def read_through(
    office: Office, person: str, *, size: int, filters: Filters | None = None
) -> list[list[Line]]:
    """Read a list page by page to its end."""
    clerk, today = office.clerk(person), office.now.date()
    pages, after = [], None
    while True:
        page = lists.page(clerk, Mediation, filters=filters, today=today, after=after, size=size)
        pages.append(page.lines)
        if page.older is None:
            return pages
        after = page.older


def keys(pages: list[list[Line]]) -> list[str]:
    return [line.key for page in pages for line in page]


@pytest.fixture
def busy(office: Office) -> Office:
    """Twelve disputes in two communities over six days, two a day."""
    for number in range(12):
        office.register(place=(NEAR, FAR)[number % 3 == 0])
        if number % 2:
            office.later(days=1)
    return office


def test_pages_follow_on_from_each_other_without_gap_or_repetition(busy: Office):
    every = set(models.Case.objects.values_list("key", flat=True))
    for size in (1, 2, 5, 12, 50):
        found = keys(read_through(busy, SHEN, size=size))
        assert len(found) == 12
        assert set(found) == every


def test_the_latest_stand_first(busy: Office):
    days = [line.last_on for page in read_through(busy, SHEN, size=5) for line in page]
    assert days == sorted(days, reverse=True)


def test_going_back_shows_the_page_one_came_from(busy: Office):
    clerk, today = busy.clerk(SHEN), busy.now.date()
    first = lists.page(clerk, Mediation, today=today, size=5)
    second = lists.page(clerk, Mediation, today=today, after=first.older, size=5)

    back = lists.page(clerk, Mediation, today=today, before=second.newer, size=5)
    assert back.lines == first.lines
    assert back.newer is None


@pytest.mark.parametrize(("person", "seen"), [(SHEN, 12), (HE, 12), (WAN, 12)])
def test_a_clerk_finds_what_is_theirs_to_see(busy: Office, person, seen):
    assert len(keys(read_through(busy, person, size=5))) == seen


def test_someone_with_no_hand_in_any_case_finds_none(busy: Office):
    assert keys(read_through(busy, DENG, size=5)) == []


def test_who_sees_a_community_and_has_a_hand_elsewhere_finds_each_case_once(busy: Office):
    models.Holding.objects.create(
        person_id=DENG,
        organ_id=busy.organ,
        place_id=NEAR,
        post="committee_chair",
        title="调委会主任",
        since=date(2024, 1, 1),
    )
    far = models.Case.objects.filter(place=FAR).order_by("key").first()
    busy.accept(far.key, mediators=[DENG])  # named to act: it is their own case though it lies elsewhere
    near = set(models.Case.objects.filter(place=NEAR).values_list("key", flat=True))

    found = keys(read_through(busy, DENG, size=2))
    assert sorted(found) == sorted({*near, far.key})


def test_a_list_is_narrowed_by_stage_place_and_month(busy: Office):
    key = models.Case.objects.filter(place=NEAR).order_by("key").first().key
    busy.accept(key)
    assert keys(read_through(busy, SHEN, size=5, filters=Filters(stage="mediating"))) == [key]
    far = keys(read_through(busy, SHEN, size=5, filters=Filters(place=FAR)))
    assert set(far) == set(models.Case.objects.filter(place=FAR).values_list("key", flat=True))
    assert keys(read_through(busy, SHEN, size=5, filters=Filters(year=2025, month=2))) == []
    assert len(keys(read_through(busy, SHEN, size=5, filters=Filters(year=2025, month=3)))) == 12


def test_a_month_ends_before_the_next_begins():
    assert Filters(year=2025, month=12).days == (date(2025, 12, 1), date(2026, 1, 1))
    assert Filters(year=2025, month=1).days == (date(2025, 1, 1), date(2025, 2, 1))
    assert Filters(year=2025).days == (date(2025, 1, 1), date(2026, 1, 1))


def test_a_number_or_words_of_a_title_find_a_case_and_page_as_well(busy: Office):
    [one] = keys(read_through(busy, SHEN, size=5, filters=Filters(text="第7号")))
    assert models.Case.objects.get(pk=one).number.endswith("第7号")
    assert len(keys(read_through(busy, SHEN, size=5, filters=Filters(text="邻里")))) == 12
    assert keys(read_through(busy, DENG, size=5, filters=Filters(text="邻里"))) == []


def test_what_has_run_out_or_soon_will_is_found_by_its_light(busy: Office):
    key = models.Case.objects.order_by("key").first().key
    busy.accept(key)
    assert keys(read_through(busy, SHEN, size=5, filters=Filters(light="running"))) == [key]
    assert keys(read_through(busy, SHEN, size=5, filters=Filters(light="overdue"))) == []
    busy.later(days=40)
    assert keys(read_through(busy, SHEN, size=5, filters=Filters(light="overdue"))) == [key]


def test_a_page_is_one_query_however_deep(busy: Office):
    clerk, today = busy.clerk(SHEN), busy.now.date()
    first = lists.page(clerk, Mediation, today=today, size=2)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        lists.page(clerk, Mediation, today=today, after=first.older, size=2)
    assert len(asked) == 1


def test_a_page_follows_an_index_and_sorts_nothing(busy: Office):
    if connection.vendor != "sqlite":
        pytest.skip("the plan is told in SQLite's words")
    day = busy.now.date()
    for person, index in ((SHEN, "store_case"), (WAN, "store_hand")):
        clerk = busy.clerk(person)
        after = lists.Position(day - timedelta(days=2), "990101001-5")
        with CaptureQueriesContext(connection) as asked:
            lists.page(clerk, Mediation, today=day, after=after, size=2)
        [query] = asked
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
            plan = " | ".join(row[3] for row in cursor.fetchall())
        assert index in plan
        assert "<(?,?)" in plan
        assert "TEMP B-TREE" not in plan


def test_long_lists_are_counted_only_so_far(busy: Office, monkeypatch):
    clerk, today = busy.clerk(SHEN), busy.now.date()
    assert lists.count(clerk, Mediation, today=today) == (12, False)
    monkeypatch.setattr(lists, "MOST_COUNTED", 10)
    assert lists.count(clerk, Mediation, today=today) == (10, True)


def test_words_that_name_a_community_narrow_a_search_to_it(busy: Office):
    clerk = busy.clerk(SHEN)
    found = searches.find(clerk, "石磨 邻里")
    assert {hit.line.place for hit in found.hits} == {FAR}
    assert found.places == [(FAR, "石磨社区")]
    assert searches.find(clerk, "没有这样的词").hits == []


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 13), cut=st.integers(0, 11))
def test_wherever_a_page_begins_it_holds_what_follows(busy: Office, size: int, cut: int):
    clerk, today = busy.clerk(SHEN), busy.now.date()
    [every] = read_through(busy, SHEN, size=50)
    line = every[cut]
    page = lists.page(
        clerk, Mediation, today=today, after=lists.Position(line.placed_on, line.key), size=size
    )
    assert page.lines == every[cut + 1 : cut + 1 + size]
