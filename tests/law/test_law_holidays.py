from datetime import date, timedelta

import chinese_calendar
import pytest

from fazhi.law import calendar, holidays, tables
from law.new_moons import age

HOLIDAYS = calendar()
ANNOUNCED = sorted(HOLIDAYS.source)
NEXT = ANNOUNCED[-1] + 1


def days_of(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", [year for year in ANNOUNCED if year <= 2026])
def test_every_working_day_agrees_with_chinesecalendar(year):
    """The years to 2024 were filled from that library, so here it only guards against slips of the hand."""
    differ = [d for d in days_of(year) if HOLIDAYS.is_working(d) != chinese_calendar.is_workday(d)]
    assert differ == []


def test_no_year_is_missing_between_the_first_announced_and_the_last():
    assert list(range(2008, NEXT)) == ANNOUNCED


def test_the_calendar_of_2026_is_the_one_announced():
    off = [d for d in days_of(2026) if HOLIDAYS.holiday(d)]
    worked = [d.isoformat()[5:] for d in days_of(2026) if d in HOLIDAYS.make_up_days]

    assert worked == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
    assert len(off) == 3 + 9 + 3 + 5 + 3 + 3 + 7


@pytest.mark.parametrize("year", ANNOUNCED)
def test_make_up_days_are_weekend_days_that_are_worked(year):
    for day in (d for d in days_of(year) if d in HOLIDAYS.make_up_days):
        assert day.weekday() >= 5
        assert HOLIDAYS.is_working(day)


def test_the_year_not_yet_announced_rests_on_its_thirteen_statutory_days():
    for year in range(NEXT, NEXT + 5):
        assert not HOLIDAYS.announced(year)
        assert len([d for d in days_of(year) if HOLIDAYS.holiday(d)]) in {
            12,
            13,
        }  # mid-autumn may fall on 1–3 October
        assert not any(HOLIDAYS.settled(d) for d in days_of(year))


def test_spring_festivals_to_come_fall_where_the_almanac_has_them():
    for day in ("2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03"):
        first = date.fromisoformat(day)
        eve_to_third = [first + timedelta(days=n) for n in (-1, 0, 1, 2)]
        assert {HOLIDAYS.holiday(each) for each in eve_to_third} == {"春节"}
        assert not HOLIDAYS.holiday(first - timedelta(days=2))
        assert not HOLIDAYS.holiday(first + timedelta(days=3))


def test_the_moon_is_reckoned_as_the_festivals_announced_were():
    """The notices of 2025 and 2026 tell which days 正月初一, 端午 and 中秋 were."""
    assert [age(date(2025, 1, 29)), age(date(2026, 2, 17))] == [1, 1]
    assert [age(date(2025, 5, 31)), age(date(2026, 6, 19))] == [5, 5]
    assert [age(date(2025, 10, 6)), age(date(2026, 9, 25))] == [15, 15]


@pytest.mark.parametrize(("name", "number"), [("春节", 1), ("端午节", 5), ("中秋节", 15)])
def test_moving_festivals_fall_on_their_day_of_the_lunar_month(name, number):
    days = [day + timedelta(days=name == "春节") for day in _first_days(name)]  # its first day off is the eve

    assert len(days) == 19
    assert {day: age(day) for day in days} == dict.fromkeys(days, number)


def test_moving_festivals_fall_in_the_lunar_month_of_their_solar_term():
    """The month of 端午 has the summer solstice in it, that of 中秋 the autumn equinox."""
    for year in range(2027, 2046):
        dragon_boat, mid_autumn = (
            next(day for day in _first_days(name) if day.year == year) for name in ("端午节", "中秋节")
        )
        assert _in_month_of(dragon_boat, date(year, 6, 21)), year
        assert _in_month_of(mid_autumn, date(year, 9, 23)), year
    assert all(date(day.year, 1, 20) <= day <= date(day.year, 2, 19) for day in _first_days("春节"))


def test_qingming_falls_on_the_fourth_or_fifth_of_april():
    assert {(day.month, day.day) for day in _first_days("清明节")} <= {(4, 4), (4, 5)}


def test_statutory_festivals_are_off_in_every_year_announced_since_the_last_revision():
    for year in (year for year in ANNOUNCED if year >= 2025):
        for month, day in HOLIDAYS.fixed_festivals:
            assert HOLIDAYS.is_rest_day(date(year, month, day))


def test_next_years_holidays_are_there_in_time():
    """The notice comes in November.  Until it is loaded, dates in that year stay provisional."""
    this_year = date.today().year  # noqa: DTZ011, TID251 — this test is about today
    if not HOLIDAYS.announced(this_year):
        pytest.xfail(f"law/holidays.csv lacks {this_year}: due dates in it are provisional")
    assert HOLIDAYS.settled(date(this_year, 6, 30))


def test_a_day_arranged_twice_is_refused_with_both_lines(monkeypatch):
    line = {"year": "2027", "holiday": "元旦", "first": "2027-01-01", "last": "2027-01-02", "worked": ""}
    twice = [line, {**line, "first": "2027-01-04", "last": "2027-01-04", "worked": "2027-01-02"}]

    with pytest.raises(ValueError, match=r"law/holidays.csv:3: 2027-01-02 is already arranged in .*:2"):
        _load(monkeypatch, twice)


def test_a_holiday_without_its_notice_is_refused(monkeypatch):
    line = {"year": "2030", "holiday": "元旦", "first": "2030-01-01", "last": "2030-01-02", "worked": ""}

    with pytest.raises(ValueError, match="names no notice for 2030"):
        _load(monkeypatch, [line])


def _load(monkeypatch, rows):
    given = {
        "notices": [{"year": "2027", "notice": "某通知"}],
        "holidays": rows,
        "festivals": [],
    }

    def lines(name):
        return [tables.Line(row, f"law/{name}.csv:{n}") for n, row in enumerate(given[name], start=2)]

    monkeypatch.setattr(holidays, "lines", lines)
    return holidays.calendar.__wrapped__()


def _in_month_of(festival, term):
    """Tell whether the solar term, known to a day, lies in the lunar month of the festival."""
    first = festival - timedelta(days=age(festival) - 1)
    return first - timedelta(days=1) <= term <= first + timedelta(days=30)


def _first_days(name):
    days = sorted(day for day, each in HOLIDAYS.festivals.items() if each == name)
    return [day for day in days if day - timedelta(days=1) not in days]
