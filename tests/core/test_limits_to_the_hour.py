"""Limits that run to an hour, and limits that begin with the first or the last of several steps."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.case import Light
from fazhi.core.declaring import Limit, Role, Stage, Step, first_of, last_of
from fazhi.core.form import Form, Moment
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START
from fazhi.law import limit
from journal_text import view

WE = Role("承办人", ("justice_head",))
HOUSE = HouseRule("（试）", "照此办理")
HERE = ZoneInfo("Asia/Shanghai")
NEAR = 0


class Order(Form):
    """派单"""

    contact_by = Moment("首次联系时限", required=False)
    approved_at = Moment("批准时间", required=False)


class Contact(Form):
    """联系"""

    contacted_at = Moment("联系时间", required=False)


class Longer(Form):
    """延长"""

    longer_by = Moment("延长后的时限")


class Ordered(Case):
    """A matter that is to be taken up by an hour, and closed so many days after one of two steps."""

    code = "trial_of_hours"
    label = "试"
    in_force = date(2020, 1, 1)
    open_ = Stage("办理中")
    over = Stage("了结", final=True)

    opened = Step("派单", START >> open_, Order, HOUSE, by=WE)
    contacted = Step("联系", open_, Contact, HOUSE, by=WE)
    moved = Step("延长", open_, Longer, HOUSE, by=WE)
    paid = Step("缴清", open_, None, HOUSE, by=WE)
    enforced = Step("执行完毕", open_, None, HOUSE, by=WE)
    ended = Step("了结", open_ >> over, None, HOUSE, by=WE)

    contact = Limit(
        "首次联系",
        Order.contact_by,
        opened >> contacted,
        basis=HOUSE,
        met_at=Contact.contacted_at,
        extended_by={moved: Longer.longer_by},
    )
    transfer = Limit(
        "二十四小时内移送",
        limit("PN-32"),
        opened.on(Order.approved_at) >> contacted,
        met_at=Contact.contacted_at,
    )
    either = Limit("任一之后", limit("RC-15"), first_of(paid, enforced) >> ended)
    both = Limit("全部之后", limit("RC-15"), last_of(paid, enforced) >> ended)


BY_THREE = "2025-03-05 opened 张三 contact_by=2025-03-05T15:00"


def test_a_limit_to_an_hour_is_overdue_from_that_hour_on():
    clock = view(BY_THREE, Ordered).clock("contact")

    assert clock.moment == datetime.fromisoformat("2025-03-05T15:00")
    assert clock.last_day == date(2025, 3, 5)
    assert clock.light(datetime(2025, 3, 5, 15, tzinfo=HERE), NEAR) is Light.NEAR
    assert clock.light(datetime(2025, 3, 5, 15, 1, tzinfo=HERE), NEAR) is Light.OVERDUE
    assert clock.light(date(2025, 3, 5), NEAR) is Light.NEAR
    assert clock.light(date(2025, 3, 6), NEAR) is Light.OVERDUE
    assert clock.counted.explanation == "期限由案件载明：2025年3月5日15时00分。"


@pytest.mark.parametrize(("at", "late"), [("15:00", False), ("15:01", True)])
def test_what_is_done_on_the_day_but_after_the_hour_is_late(at, late):
    told = f"{BY_THREE}\n2025-03-05 contacted 张三 contacted_at=2025-03-05T{at}"
    [clock] = [one for one in view(told, Ordered).clocks if one.limit.name == "contact"]

    assert clock.late is late
    assert clock.light(date(2025, 3, 9), NEAR) is (Light.LATE if late else Light.MET)


def test_where_the_hour_of_doing_is_not_known_the_day_decides():
    told = f"{BY_THREE}\n2025-03-05 contacted 张三"

    assert not view(told, Ordered).clock("contact").late


def test_an_hour_is_moved_by_the_step_that_says_another():
    told = f"{BY_THREE}\n2025-03-05 moved 张三 longer_by=2025-03-06T09:30"

    assert view(told, Ordered).clock("contact").moment == datetime.fromisoformat("2025-03-06T09:30")


@given(st.datetimes(datetime(2021, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001 - local time
def test_hours_of_the_law_run_from_the_moment_over_rest_days_and_nights(began):
    began = began.replace(second=0, microsecond=0)
    told = f"{began.date()} opened 张三 approved_at={began.isoformat(timespec='minutes')}"
    clock = view(told, Ordered).clock("transfer")

    assert clock.moment == began + timedelta(hours=24)
    assert clock.last_day == clock.moment.date()
    assert "24小时自" in clock.counted.explanation
    assert not clock.over(clock.moment)
    assert clock.over(clock.moment + timedelta(minutes=1))


def test_hours_from_a_day_alone_end_with_the_day_after():
    assert view("2025-03-05 opened 张三", Ordered).clock("transfer").last_day == date(2025, 3, 6)


OPENED = "2025-03-03 opened 张三"


def test_a_limit_may_begin_with_whichever_of_two_steps_is_first():
    paid = view(f"{OPENED}\n2025-03-04 paid 张三\n2025-03-10 enforced 张三", Ordered)
    enforced = view(f"{OPENED}\n2025-03-10 enforced 张三", Ordered)

    assert paid.clock("either").since.step == "paid"
    assert enforced.clock("either").since.on == date(2025, 3, 10)
    assert view(OPENED, Ordered).clock("either") is None


def test_a_limit_may_begin_with_the_last_of_two_steps_once_both_are_done():
    one = view(f"{OPENED}\n2025-03-04 paid 张三", Ordered)
    both = view(f"{OPENED}\n2025-03-10 enforced 张三\n2025-03-12 paid 张三", Ordered)

    assert one.clock("both") is None
    assert both.clock("both").since.on == date(2025, 3, 12)
    assert both.clock("both").last_day > both.clock("either").last_day


def test_a_limit_says_with_which_steps_it_begins():
    assert Ordered.either.span.start.words() == "缴清或者执行完毕"
    assert Ordered.both.span.start.words() == "缴清和执行完毕中最后的"
