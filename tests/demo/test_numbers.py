"""Every number of the street as it was thought out: held by a figure or a story, or waiting for one."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from fazhi.demo import street
from fazhi.procedures import registry

NUMBERS = street.numbers()
#: How many numbers are not held; it only becomes fewer.
MOST_WAITING = 351


@pytest.mark.parametrize("number", NUMBERS, ids=lambda one: one.text)
def test_a_number_is_shown_or_says_what_it_waits_for(number):
    ways = [number.target is not None, bool(number.story), bool(number.waits)]

    assert ways.count(True) == 1
    if number.target is not None:
        assert number.target.indicator in registry.indicators()
        assert number.target.value == number.value


def test_what_numbers_wait_for_is_listed_and_nothing_is_listed_that_none_waits_for():
    waiting = {one.waits for one in NUMBERS if one.waits}

    assert waiting == {*street.NOT_YET, *street.NOT_HELD}


def test_ever_fewer_numbers_wait():
    waiting = Counter(one.waits for one in NUMBERS if one.waits)

    assert sum(waiting.values()) <= MOST_WAITING, waiting
    assert len(NUMBERS) == 880


def test_the_figures_asked_of_the_year_are_those_numbers():
    """Asked month by month, a figure of the year is their sum; what is not asked follows from what is."""
    given = {(one.indicator, one.where, one.month): one.value for one in street.targets()}
    sums = defaultdict(Decimal)
    for (indicator, where, _), value in given.items():
        sums[indicator, where, 0] += value
    asked = {**sums, **given}
    wrong = [
        f"{one.text}: {asked[key]}"
        for one in NUMBERS
        if one.target is not None
        and (key := (one.target.indicator, one.target.where, one.target.month)) in asked
        and asked[key] != one.value
    ]

    assert wrong == []


def test_parts_of_the_year_make_its_whole():
    """What is told month by month comes to the number of the year."""
    months, years = defaultdict(Decimal), {}
    for one in NUMBERS:
        name, _, month = one.text.partition("（")
        if month.endswith("月）"):
            months[name] += one.value
        elif name not in years:
            years[name] = one.value
    told = {name: total for name, total in months.items() if name in years}

    assert told
    assert {name: total for name, total in told.items() if total != years[name]} == {}
