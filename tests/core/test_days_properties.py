from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.days import Days, Months, Pause, WorkingDays, Years, count, latest_day_before
from fazhi.law import calendar

HOLIDAYS = calendar()
ONE_DAY = timedelta(days=1)

starts = st.dates(date(2008, 1, 1), date(2028, 12, 31))
numbers = st.integers(1, 90)
kinds = st.sampled_from([Days, WorkingDays, Months, Years])


@st.composite
def pauses(draw):
    since = draw(starts)
    return Pause(since=since, until=since + timedelta(days=draw(st.integers(0, 60))))


@given(kind=kinds, n=numbers, start=starts, later=st.integers(0, 40))
def test_a_later_start_never_ends_earlier(kind, n, start, later):
    first = count(kind(n), start, HOLIDAYS)
    second = count(kind(n), start + timedelta(days=later), HOLIDAYS)

    assert first.last_day <= second.last_day


@given(kind=kinds, n=numbers, start=starts)
def test_one_more_never_ends_earlier(kind, n, start):
    assert count(kind(n), start, HOLIDAYS).last_day <= count(kind(n + 1), start, HOLIDAYS).last_day


@given(kind=kinds, n=numbers, start=starts)
def test_a_rolled_last_day_is_worked_and_no_working_day_was_passed_over(kind, n, start):
    counted = count(kind(n), start, HOLIDAYS)
    passed = (counted.last_day - counted.raw_end).days

    assert HOLIDAYS.is_working(counted.last_day)
    assert all(HOLIDAYS.is_rest_day(counted.raw_end + timedelta(days=each)) for each in range(passed))


@given(n=numbers, start=starts)
def test_as_many_working_days_as_asked_lie_after_the_start(n, start):
    last = count(WorkingDays(n), start, HOLIDAYS).last_day
    span = [start + timedelta(days=each) for each in range(1, (last - start).days + 1)]

    assert sum(map(HOLIDAYS.is_working, span)) == n
    assert last == WorkingDays(n).last_day(start, HOLIDAYS)


@given(n=numbers, start=starts, stops=st.lists(pauses(), max_size=4))
def test_exactly_the_days_outside_all_pauses_are_counted(n, start, stops):
    def paused(day):
        return any(stop.since <= day < stop.until for stop in stops)

    expected, left = start, n
    while left:
        expected += ONE_DAY
        left -= not paused(expected)

    assert count(Days(n), start, HOLIDAYS, pauses=stops, rolls=False).last_day == expected


@given(n=st.integers(1, 30), start=starts, stops=st.lists(pauses(), max_size=4))
def test_exactly_the_working_days_outside_all_pauses_are_counted(n, start, stops):
    expected, left = start, n
    while left:
        expected += ONE_DAY
        left -= HOLIDAYS.is_working(expected) and not any(s.since <= expected < s.until for s in stops)

    assert count(WorkingDays(n), start, HOLIDAYS, pauses=stops).last_day == expected


@given(kind=kinds, n=numbers, start=starts, more=st.integers(1, 60))
def test_an_extension_never_ends_earlier(kind, n, start, more):
    plain = count(kind(n), start, HOLIDAYS, rolls=False)
    longer = count(kind(n), start, HOLIDAYS, extensions=[Days(more)], rolls=False)

    assert longer.last_day == plain.last_day + timedelta(days=more)


@given(kind=st.sampled_from([Days, WorkingDays]), n=numbers, event=starts)
def test_a_lead_time_leaves_all_its_days_between_and_not_one_day_more_than_needed(kind, n, event):
    last = latest_day_before(event, kind(n), HOLIDAYS).last_day

    def clear(since):
        between = [since + timedelta(days=each) for each in range(1, (event - since).days)]
        return len(between) if kind is Days else sum(map(HOLIDAYS.is_working, between))

    following = next(d for d in (last + timedelta(days=i) for i in range(1, 30)) if HOLIDAYS.is_working(d))
    assert HOLIDAYS.is_working(last)
    assert clear(last) >= n
    assert clear(following) < n


@given(kind=kinds, n=numbers, start=starts)
def test_a_count_is_provisional_only_if_it_leaves_the_years_announced(kind, n, start):
    counted = count(kind(n), start, HOLIDAYS)

    if all(HOLIDAYS.settled(start + timedelta(days=i)) for i in range((counted.last_day - start).days + 1)):
        assert not counted.provisional
    if not HOLIDAYS.settled(counted.last_day):
        assert counted.provisional


@given(kind=kinds, n=numbers, start=starts, stops=st.lists(pauses(), max_size=3))
def test_every_count_names_its_first_and_its_last_day(kind, n, start, stops):
    counted = count(kind(n), start, HOLIDAYS, pauses=stops)
    end = counted.last_day

    assert f"始日{start.year}年{start.month}月{start.day}日不计入" in counted.steps[0]
    assert f"{end.year}年{end.month}月{end.day}日" in counted.explanation
