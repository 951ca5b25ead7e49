from datetime import date, datetime
from functools import partial

import pytest

from fazhi.core.days import (
    Days,
    Hours,
    Months,
    OnDate,
    Pause,
    WorkCalendar,
    WorkingDays,
    Years,
    count,
    earliest_after,
    latest_day_before,
    moved,
)
from fazhi.law import calendar

HOLIDAYS = calendar()


def day(text):
    return date.fromisoformat(text)


def due(term, start, **how):
    return count(term, day(start), HOLIDAYS, **how)


@pytest.mark.parametrize(
    ("start", "term", "raw", "last"),
    [
        ("2026-09-18", WorkingDays(7), "2026-09-29", "2026-09-29"),
        ("2026-09-28", WorkingDays(7), "2026-10-13", "2026-10-13"),
        ("2026-02-13", WorkingDays(5), "2026-02-27", "2026-02-27"),
        ("2026-04-30", WorkingDays(3), "2026-05-08", "2026-05-08"),
        ("2026-04-24", WorkingDays(10), "2026-05-12", "2026-05-12"),
        ("2026-09-08", WorkingDays(20), "2026-10-12", "2026-10-12"),
        ("2026-03-02", Days(90), "2026-05-31", "2026-06-01"),
        ("2026-09-16", Days(15), "2026-10-01", "2026-10-08"),
        ("2026-08-03", Days(60), "2026-10-02", "2026-10-08"),
        ("2026-01-31", Months(1), "2026-02-28", "2026-02-28"),
        ("2026-03-31", Months(3), "2026-06-30", "2026-06-30"),
        ("2026-07-03", Months(3), "2026-10-03", "2026-10-08"),
    ],
)
def test_terms_end_where_the_law_ends_them_in_2026(start, term, raw, last):
    counted = due(term, start)

    assert (counted.raw_end, counted.last_day) == (day(raw), day(last))
    assert counted.unrolled == (day(raw) if raw != last else None)
    assert not counted.provisional


def test_notice_of_a_hearing_leaves_seven_clear_working_days():
    assert latest_day_before(day("2026-10-15"), WorkingDays(7), HOLIDAYS).last_day == day("2026-09-29")


def test_materials_due_on_a_holiday_are_sent_on_the_working_day_before_it():
    counted = latest_day_before(day("2026-10-15"), Days(7), HOLIDAYS)

    assert (counted.raw_end, counted.last_day) == (day("2026-10-07"), day("2026-09-30"))
    assert counted.steps == (
        "须在2026年10月15日之前7日办理，首尾两日均不计入，最迟为2026年10月7日。",
        "2026年10月7日是休息日（国庆节），提前至2026年9月30日。",
    )


def test_a_lead_time_in_months_ends_the_day_before_the_matching_day():
    assert latest_day_before(day("2026-07-31"), Months(1), HOLIDAYS).raw_end == day("2026-06-29")
    assert latest_day_before(day("2026-07-31"), Years(1), HOLIDAYS).raw_end == day("2025-07-30")


def test_a_lead_time_in_hours_leaves_whole_days_clear():
    assert latest_day_before(day("2026-07-31"), Hours(24), HOLIDAYS).last_day == day("2026-07-29")
    assert latest_day_before(day("2026-07-31"), Hours(25), HOLIDAYS).last_day == day("2026-07-28")


def test_a_fixed_day_is_no_lead_time():
    with pytest.raises(ValueError, match="fixed day"):
        latest_day_before(day("2026-07-31"), OnDate(3, 1), HOLIDAYS)


def test_a_month_ends_on_its_last_day_if_it_has_no_such_day():
    assert due(Months(1), "2024-01-31", rolls=False).last_day == day("2024-02-29")
    assert due(Years(1), "2024-02-29", rolls=False).last_day == day("2025-02-28")


def test_what_does_not_roll_stays_on_the_rest_day():
    counted = due(Days(15), "2026-09-16", rolls=False)

    assert counted.last_day == counted.raw_end == day("2026-10-01")
    assert counted.unrolled is None


def test_a_count_tells_every_step_to_its_last_day():
    assert due(WorkingDays(7), "2026-09-18").steps == (
        "始日2026年9月18日不计入，从2026年9月19日起算7个工作日。",
        "其间休息日不计入：中秋节2026年9月25日至2026年9月27日（3日）、周末1日。",
        "2026年9月20日（周日）调休上班，计入。",
        "届满日为2026年9月29日（周二）。",
    )
    assert due(Days(90), "2026-03-02").explanation == (
        "始日2026年3月2日不计入，从2026年3月3日起算90日。"
        "届满日为2026年5月31日（周日）。"
        "2026年5月31日是休息日（周末），顺延至2026年6月1日。"
    )


def test_days_of_a_pause_are_not_counted():
    hearing = Pause(since=day("2026-03-10"), until=day("2026-03-20"), reason="听证")

    counted = due(Days(90), "2026-03-02", pauses=[hearing])

    assert counted.raw_end == day("2026-06-10")
    assert "2026年3月10日至2026年3月19日暂停计算（听证），10日不计入。" in counted.steps


def test_a_pause_before_the_first_day_counted_leaves_out_only_what_follows_the_start():
    early = Pause(since=day("2026-02-20"), until=day("2026-03-05"))

    assert due(Days(90), "2026-03-02", pauses=[early], rolls=False).last_day == day("2026-06-02")


def test_a_pause_after_the_end_changes_nothing():
    late = Pause(since=day("2026-06-01"), until=day("2026-07-01"))

    assert due(Days(90), "2026-03-02", pauses=[late]) == due(Days(90), "2026-03-02")


def test_a_pause_the_first_one_pushes_the_end_into_counts_too():
    first = Pause(since=day("2026-05-01"), until=day("2026-06-01"))
    second = Pause(since=day("2026-06-20"), until=day("2026-06-25"))

    assert due(Days(90), "2026-03-02", pauses=[second, first], rolls=False).last_day == day("2026-07-06")


def test_overlapping_pauses_leave_out_no_day_twice():
    both = [
        Pause(since=day("2026-03-10"), until=day("2026-03-20"), reason="鉴定"),
        Pause(since=day("2026-03-15"), until=day("2026-03-25"), reason="听证"),
    ]

    counted = due(Days(90), "2026-03-02", pauses=both)

    assert counted.raw_end == day("2026-06-15")
    assert "2026年3月10日至2026年3月24日暂停计算（鉴定、听证），15日不计入。" in counted.steps


def test_working_days_stand_still_in_a_pause():
    pause = Pause(since=day("2026-09-21"), until=day("2026-09-28"))

    assert due(WorkingDays(3), "2026-09-18", pauses=[pause]).last_day == day("2026-09-29")


@pytest.mark.parametrize("term", [Days(90), WorkingDays(20), Months(2)])
def test_nothing_falls_due_while_a_pause_lasts(term):
    counted = due(term, "2026-03-02", pauses=[Pause(since=day("2026-03-10"))])

    assert (counted.last_day, counted.raw_end, counted.first_free) == (None, None, None)
    assert counted.steps[-1] == "暂停尚未结束，届满日待恢复计算后确定。"


def test_an_open_pause_after_the_end_comes_too_late():
    assert due(Days(7), "2026-03-02", pauses=[Pause(since=day("2026-03-12"))]).last_day == day("2026-03-09")


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Pause(since=day("2026-03-10"), until=day("2026-03-09"))


def test_an_extension_follows_on_from_the_unrolled_end():
    counted = due(Days(90), "2026-03-02", extensions=[Days(30)])

    assert counted.last_day == day("2026-06-30")
    assert "2026年5月31日届满后延长30日。" in counted.steps


def test_hours_run_from_the_moment_through_rest_days():
    assert Hours(24).run_out(datetime(2026, 9, 30, 15, 20)) == datetime(2026, 10, 1, 15, 20)  # noqa: DTZ001 — local time of the office
    assert due(Hours(24), "2026-09-30").last_day == day("2026-10-01")
    assert due(Hours(2), "2026-09-30").last_day == day("2026-09-30")


def test_before_a_day_means_the_day_before_it():
    counted = due(OnDate(3, 1, years_after=1), "2026-12-31")

    assert counted.last_day == day("2027-02-28")
    assert counted.steps[0] == "期限是固定日期：次年3月1日前。"
    assert due(OnDate(3, 1, included=True), "2027-01-01").last_day == day("2027-03-01")


def test_no_fixed_day_is_one_that_some_years_lack():
    with pytest.raises(ValueError, match="2-29"):
        OnDate(2, 29)


@pytest.mark.parametrize("kind", [Days, WorkingDays, Months, Years, Hours])
def test_a_term_has_at_least_one(kind):
    with pytest.raises(ValueError, match="at least 1"):
        kind(0)


def test_what_must_wait_may_happen_the_day_after_the_last():
    counted = earliest_after(day("2026-09-18"), WorkingDays(10), HOLIDAYS)

    assert counted.last_day == day("2026-10-09")
    assert counted.first_free == day("2026-10-10")
    assert counted.steps[-1] == "应当等候期满，最早可于2026年10月10日办理。"


def test_a_year_not_announced_is_provisional_and_counts_its_festivals():
    counted = count(WorkingDays(5), day("2027-01-29"), HOLIDAYS)

    # New Year's Eve to the third day is 5 to 8 February 2027; which days move will be announced.
    assert counted.last_day == day("2027-02-09")
    assert "春节2027年2月5日至2027年2月8日（4日）" in counted.steps[1]
    assert counted.provisional
    assert counted.steps[-1] == "2027年放假安排尚未公布，暂按周末和法定节日计算，公布后重新计算。"


def test_calendar_days_that_ask_nothing_of_a_coming_year_are_certain():
    assert not count(Days(200), day("2026-12-01"), HOLIDAYS, rolls=False).provisional
    assert count(Days(200), day("2026-12-01"), HOLIDAYS).provisional


def test_the_last_days_of_december_wait_for_the_next_notice():
    assert HOLIDAYS.settled(day("2026-12-28"))
    assert not HOLIDAYS.settled(day("2026-12-29"))
    assert HOLIDAYS.settled(day("2025-12-31"))


def test_days_off_and_days_worked_have_their_names():
    assert [HOLIDAYS.rest_name(day(each)) for each in ("2026-10-01", "2026-10-11", "2026-10-10")] == [
        "国庆节",
        "周末",
        "",
    ]
    assert HOLIDAYS.is_rest_day(day("2026-10-11"))


def test_loading_a_notice_lists_the_due_dates_that_move():
    announced = WorkCalendar(
        source={**HOLIDAYS.source, 2027: "国务院办公厅关于2027年部分节假日安排的通知"},
        holidays={**HOLIDAYS.holidays, day("2027-01-01"): "元旦", day("2027-01-04"): "元旦"},
        make_up_days=HOLIDAYS.make_up_days,
    )
    counts = {
        "over the New Year": partial(count, WorkingDays(3), day("2026-12-30")),
        "in the summer": partial(count, WorkingDays(3), day("2026-07-01")),
    }

    [moving] = moved(counts, before=HOLIDAYS, after=announced)

    assert moving.key == "over the New Year"
    assert (moving.was.last_day, moving.now.last_day) == (day("2027-01-05"), day("2027-01-06"))
    assert (moving.was.provisional, moving.now.provisional) == (True, False)
