"""The calendar of the year: what fulfils an occasion, by entries and by hand."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.core.ledger import Posting
from fazhi.store import journals
from fazhi.usecases import planner
from fazhi.usecases.record import Recorded, Refused
from usecases.offices import HE, SHEN, Office

pytestmark = pytest.mark.django_db


def task(office: Office, key: str, *, today: date):
    year = planner.read(office.organ, today.year, today=today)
    return next(one for one in year.tasks if one.key == key)


def settle(office: Office, step: str, key: str, person: str):
    form = {"task": key, "subject": "年度事务", "outcome": "已办，材料存档"}
    return office.try_to("year_task", step, by=person, form=form)


def test_days_decide_how_an_occasion_stands(office: Office):
    day = date(2025, 4, 10)
    assert task(office, "civil_code_month@2025", today=day).state == "ahead"
    assert task(office, "national_security@2025", today=day).state == "open"
    assert task(office, "national_security@2025", today=date(2025, 4, 20)).state == "near"
    assert task(office, "police_day@2025", today=day).state == "missing"
    assert task(office, "report_published@2025", today=day).state == "overdue"


def test_who_holds_the_post_owns_it(office: Office):
    owners = task(office, "report_sent@2025", today=date(2025, 3, 3)).owners
    assert owners[0].startswith("司法所所长")


def test_the_queries_do_not_grow_with_the_year(office: Office):
    with CaptureQueriesContext(connection) as early:
        planner.read(office.organ, 2025, today=date(2025, 1, 1))
    with CaptureQueriesContext(connection) as late:
        planner.read(office.organ, 2025, today=date(2025, 12, 31))
    assert len(late) <= len(early) + 1 <= 11


def test_the_first_entry_that_posts_the_figure_fulfils_it(office: Office):
    office.publicize(theme="fire")
    assert task(office, "march_publicity@2025", today=date(2025, 3, 20)).state == "open"
    first = office.publicize(theme="women")
    office.publicize(theme="consumer")
    told = task(office, "march_publicity@2025", today=date(2025, 3, 20))
    assert (told.state, told.fulfilled.case, told.fulfilled.by_hand) == ("done", first.case, False)


@pytest.mark.parametrize(("step", "state"), [("fulfilled", "done"), ("set_aside", "aside")])
def test_an_owner_says_that_it_is_done_or_not_applicable(office: Office, step, state):
    found = settle(office, step, "decision_catalogue@2025", SHEN)
    assert isinstance(found, Recorded)
    told = task(office, "decision_catalogue@2025", today=date(2025, 3, 31))
    assert (told.state, told.fulfilled.case, told.fulfilled.by_hand) == (state, found.case, True)


def test_what_the_law_asks_is_not_set_aside_by_a_clerk(office: Office):
    refused = settle(office, "set_aside", "report_sent@2025", SHEN)
    assert isinstance(refused, Refused)
    assert "法律规定" in refused.refusals[0].message
    assert isinstance(settle(office, "set_aside", "report_sent@2025", HE), Recorded)


def test_it_is_settled_once_and_only_what_the_calendar_knows(office: Office):
    settle(office, "fulfilled", "decision_catalogue@2025", SHEN)
    assert isinstance(settle(office, "fulfilled", "decision_catalogue@2025", SHEN), Refused)
    refused = settle(office, "fulfilled", "no_such_thing@2025", SHEN)
    assert "年度日历上没有" in refused.refusals[0].message


# Days of the office's own --------------------------------------------------------------------------


def move(office: Office, key: str, day: str, *, by: str = SHEN, case: str = "", why: str = "与区里部署同步"):
    form = {"task": key, "subject": "年度事务", "moved_to": day, "moved_why": why}
    return office.try_to("year_task", "rescheduled", by=by, form=form, case=case)


def test_the_office_gives_an_occasion_a_day_of_its_own_with_the_reason(office: Office):
    found = move(office, "civil_code_month@2025", "2025-06-15")
    assert isinstance(found, Recorded), str(found)

    told = task(office, "civil_code_month@2025", today=date(2025, 6, 1))
    assert (told.occasion.due, told.state) == (date(2025, 6, 15), "open")
    assert (told.moved.was, told.moved.why) == (date(2025, 5, 31), "与区里部署同步")
    assert task(office, "civil_code_month@2025", today=date(2025, 6, 16)).state == "missing"


def test_what_was_moved_is_fulfilled_by_an_entry_up_to_either_day(office: Office):
    move(office, "march_publicity@2025", "2025-03-02")
    done = office.publicize(theme="women")

    told = task(office, "march_publicity@2025", today=date(2025, 3, 20))
    assert (told.state, told.fulfilled.case) == ("done", done.case)


def test_what_was_moved_may_be_moved_again_and_is_then_settled_in_its_case(office: Office):
    case = move(office, "decision_catalogue@2025", "2025-04-10").case
    assert isinstance(move(office, "decision_catalogue@2025", "2025-04-20", case=case), Recorded)
    assert isinstance(move(office, "decision_catalogue@2025", "2025-05-01"), Refused)
    done = office.try_to("year_task", "fulfilled", by=SHEN, case=case, form={"outcome": "目录已公布"})
    assert isinstance(done, Recorded), str(done)

    told = task(office, "decision_catalogue@2025", today=date(2025, 4, 30))
    assert (told.state, told.occasion.due) == ("done", date(2025, 4, 20))


def test_a_day_of_the_law_is_moved_earlier_only_and_no_day_out_of_its_year(office: Office):
    late = move(office, "report_published@2025", "2025-04-10")
    assert "不得晚于2025-03-31" in str(late)
    assert isinstance(move(office, "report_published@2025", "2025-03-20"), Recorded)
    assert "应在2025年内" in str(move(office, "civil_code_month@2025", "2026-01-05"))


# Every week and every day --------------------------------------------------------------------------


def standing(office: Office, code: str, *, today: date):
    found = planner.read(office.organ, today.year, today=today).standing
    return next(one for one in found if one.duty.code == code)


def test_weekly_work_is_followed_week_by_week_from_when_the_books_are_kept(office: Office):
    office.register()  # on Monday 3 March the books begin
    first = standing(office, "weekly_meeting", today=date(2025, 3, 3))
    assert (first.key, first.state, first.times) == ("weekly_meeting@2025-W10", "near", 0)
    settle(office, "fulfilled", "weekly_meeting@2025-W10", HE)

    told = standing(office, "weekly_meeting", today=date(2025, 3, 19))
    assert (told.times, told.kept, told.state) == (3, 1, "missing")
    assert [one.key for one in told.missed] == ["2025-W12", "2025-W11"]


def test_daily_work_counts_working_days_and_what_waits(office: Office):
    office.register()
    told = standing(office, "watch_orders", today=date(2025, 3, 10))

    assert (told.times, told.kept, told.waiting) == (5, 0, 0)
    assert told.key == "watch_orders@2025-03-10"


def test_weekly_work_is_kept_by_an_entry_of_any_day_of_its_week(office: Office):
    office.register()
    end = journals.lock(office.organ)
    posting = Posting(indicator="dispute.screening_rounds", on=date(2025, 3, 8), amount=Decimal(1))
    content = {
        "kind": "opening",
        "case": f"{office.organ}-{end.number + 1}",
        "step": "opening",
        "on": "2025-03-08",
        "by": {"person": SHEN, "post": "justice_head"},
    }
    journals.append(end, content, postings=[posting], recorded_at=office.now)

    told = standing(office, "weekly_screening", today=date(2025, 3, 12))
    assert (told.times, told.kept, told.state) == (1, 1, "open")
