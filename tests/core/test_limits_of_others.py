"""Limits that bind others than the office, and limits of a law not yet in force."""

from datetime import date

import pytest

from fazhi.core.case import Light
from fazhi.core.declaring import Limit, Role, Stage, Step
from fazhi.core.form import Day, Form
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START
from fazhi.law import limit
from journal_text import attempt, codes, view

WE = Role("承办人", ("justice_head",))
HOUSE = HouseRule("（试）", "照此办理")


class Notice(Form):
    """通知"""

    hearing_on = Day("听证日期")


class Told(Case):
    """A case in which another body has duties towards us."""

    code = "trial_told"
    label = "试"
    in_force = date(2024, 1, 1)
    waiting = Stage("等待")
    over = Stage("了结", final=True)
    received = Step("收到", START >> waiting, None, HOUSE, by=WE)
    notified = Step("收到通知", waiting, Notice, HOUSE, by=WE)
    decided = Step("收到决定", waiting, None, HOUSE, by=WE)
    ended = Step("了结", waiting >> over, None, HOUSE, by=WE)

    theirs = Limit("作出决定", limit("RC-15"), received >> decided, whose="行政复议机关")
    ours = Limit("书面答复", limit("RC-09"), received >> decided)
    later = Limit("重新作出", limit("RC-20"), received >> decided)
    notice = Limit(
        "提前通知", limit("RC-12"), notified >> decided, event_day=Notice.hearing_on, whose="行政复议机构"
    )


RECEIVED = "2025-03-03 received 万和平"


def test_what_others_leave_undone_lapses_and_is_no_fault_of_the_office():
    clock = view(RECEIVED, Told).clock("theirs")

    assert clock.last_day == date(2025, 4, 2)
    assert not clock.binding
    assert clock.light(date(2025, 5, 1), 7) is Light.LAPSED
    assert view(RECEIVED, Told).clock("ours").light(date(2025, 5, 1), 7) is Light.OVERDUE


def test_what_others_do_late_is_not_our_lateness():
    case = view(f"{RECEIVED}\n2025-05-06 decided 万和平", Told)

    assert not case.clock("theirs").late
    assert case.clock("ours").late


def test_a_notice_that_another_body_gives_too_late_is_still_written_down():
    tried = attempt(view(RECEIVED, Told), "2025-03-04 notified 万和平 hearing_on=2025-03-05")

    assert "too-early" not in codes(tried)


@pytest.mark.parametrize(("day", "runs"), [("2026-06-30", False), ("2026-07-01", True)])
def test_a_limit_runs_only_in_what_began_once_its_law_was_in_force(day, runs):
    assert (view(f"{day} received 万和平", Told).clock("later") is not None) is runs
