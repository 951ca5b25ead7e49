"""The calendar of the year: what fulfils an occasion, by entries and by hand."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
    assert len(late) <= len(early) + 1 <= 8


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
