from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.recurrence import InvalidRuleError, in_words, occasions

NEW_YEARS = {2026: date(2026, 2, 17)}
RULES = (
    *("04-15", "05", "before 03-01", "by 12-31", "monthly 5", "monthly", "half-monthly", "quarterly"),
    *("half-yearly", "yearly", "Q+10", "weekly 1", "02-25..03-15", "CNY-20..CNY-1", "daily"),
)


def days(rule: str, year: int = 2026) -> list[tuple[date, date]]:
    return [(one.start, one.due) for one in occasions(rule, year, new_year=NEW_YEARS.get)]


def test_a_day_a_span_and_a_month_come_once():
    assert days("04-15") == [(date(2026, 4, 15), date(2026, 4, 15))]
    assert days("02-25..03-15") == [(date(2026, 2, 25), date(2026, 3, 15))]
    assert days("02") == [(date(2026, 2, 1), date(2026, 2, 28))]


def test_before_a_day_is_until_the_day_before_it():
    assert days("before 03-01") == [(date(2026, 1, 1), date(2026, 2, 28))]
    assert days("before 03-01", 2028) == [(date(2028, 1, 1), date(2028, 2, 29))]


def test_days_around_the_spring_festival_move_with_it():
    assert days("CNY-20..CNY-1") == [(date(2026, 1, 28), date(2026, 2, 16))]
    assert days("CNY-20..CNY-1", 2090) == []


def test_what_is_told_of_a_month_or_quarter_is_due_in_the_next():
    (first, *_), (last, *_) = days("monthly 5"), days("Q+10")
    assert first == (date(2026, 1, 1), date(2026, 1, 5))
    assert last == (date(2026, 1, 1), date(2026, 1, 10))
    keys = [one.key for one in occasions("Q+10", 2026, new_year=NEW_YEARS.get)]
    assert keys == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]


def test_every_day_is_never_due():
    assert days("daily") == []


@given(st.sampled_from(RULES), st.integers(2019, 2045))
def test_occasions_have_keys_of_their_own_and_end_in_their_year(rule, year):
    found = occasions(rule, year, new_year=lambda of: date(of, 2, 1))
    assert len({one.key for one in found}) == len(found)
    assert all(one.start <= one.due and one.due.year == year for one in found)
    assert list(found) == sorted(found, key=lambda one: one.due)
    assert in_words(rule)


@pytest.mark.parametrize("rule", ["", "13月", "sometimes", "Q10"])
def test_a_rule_that_says_no_days_is_refused(rule):
    with pytest.raises(InvalidRuleError):
        days(rule)
