"""Every number of the street as it was thought out: held by figures, a count or a story, or waiting."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from fazhi.demo import street, street_counts, street_numbers
from fazhi.procedures import registry

NUMBERS = street_numbers.numbers()
#: How many numbers are not held; it only becomes fewer.
MOST_WAITING = 179


@pytest.fixture(scope="module")
def year():
    """The street's year as told by name, before anything is written down."""
    return street_counts.Year(street.whole_year(seed=1))


@pytest.mark.parametrize("number", NUMBERS, ids=lambda one: one.text)
def test_a_number_is_shown_or_says_what_it_waits_for(number):
    ways = [bool(number.targets), number.counted, bool(number.story), bool(number.waits)]

    assert ways.count(True) == 1
    assert {one.indicator for one in number.targets} <= set(registry.indicators())
    assert not number.counted or number.name in street_counts.COUNTED


def test_what_numbers_wait_for_is_listed_and_nothing_is_listed_that_none_waits_for():
    waiting = {one.waits for one in NUMBERS if one.waits}

    assert waiting == {*street_numbers.NOT_YET, *street_numbers.NOT_HELD}


def test_nothing_is_waited_for_that_is_declared():
    assert not set(street_numbers.NOT_YET) & set(registry.current())


def test_ever_fewer_numbers_wait():
    waiting = Counter(one.waits for one in NUMBERS if one.waits)

    assert sum(waiting.values()) <= MOST_WAITING, waiting
    assert len(NUMBERS) == 880


def test_nothing_is_counted_that_no_number_asks():
    assert {one.name for one in NUMBERS if one.counted} == set(street_counts.COUNTED)


def test_what_is_counted_from_the_cases_is_the_number_thought_out(year):
    counts = {str(one): street_counts.COUNTED[one.name](year, one.month) for one in NUMBERS if one.counted}
    wrong = {str(one): counts[str(one)] for one in NUMBERS if one.counted and counts[str(one)] != one.value}

    assert wrong == {}


def test_the_figures_asked_of_the_year_are_those_numbers():
    """Asked month by month, a figure of the year is their sum; what is not asked follows from what is."""
    given = {(one.indicator, one.where, one.month): one.value for one in street_numbers.targets()}
    sums = defaultdict(Decimal)
    for (indicator, where, _), value in given.items():
        sums[indicator, where, 0] += value
    asked = {**sums, **given}
    wrong = [
        f"{one.text}: {asked[key]}"
        for one in NUMBERS
        if len(one.targets) == 1
        and (key := (one.targets[0].indicator, one.targets[0].where, one.month)) in asked
        and asked[key] != one.value
    ]

    assert wrong == []


def test_parts_of_the_year_make_its_whole():
    """What is told month by month comes to the number of the year."""
    months, years = defaultdict(Decimal), {}
    for one in NUMBERS:
        if one.month:
            months[one.name] += one.value
        else:
            years.setdefault(one.name, one.value)
    told = {name: total for name, total in months.items() if name in years}

    assert told
    assert {name: total for name, total in told.items() if total != years[name]} == {}
