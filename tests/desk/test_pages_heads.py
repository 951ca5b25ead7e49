"""The heads of the journals, which anyone may read."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.desks import words
from fazhi.store import models
from fazhi.usecases import heads
from usecases.offices import SECRETS, Office

PAGE = "/heads/"


def test_anyone_reads_where_the_journal_stood_on_each_day(office: Office):
    office.mediate()
    [first] = heads.publish(now=office.now)
    office.later(days=1)
    office.mediate()
    [second] = heads.publish(now=office.now)

    page = words(Client().get(PAGE))
    assert page.index(second.seal) < page.index(first.seal)
    assert "青槐街道办事处" in page
    assert "没有人改过" in page
    assert not [secret for secret in SECRETS if secret in page]


def test_the_lines_can_be_kept_as_a_text(office: Office):
    office.mediate()
    [head] = heads.publish(now=office.now)

    answer = Client().get(PAGE, {"format": "txt"})
    assert words(answer) == f"{head}\n"
    assert answer.headers["Content-Type"].startswith("text/plain")


@pytest.mark.usefixtures("office")
def test_before_the_first_entry_the_page_says_what_will_stand_there():
    assert "还没有公布过" in words(Client().get(PAGE))
    assert Client().get(PAGE, {"organ": "mars"}).status_code == 404


def test_the_page_asks_the_same_however_many_days_there_are(office: Office):
    office.mediate()
    counted = []
    for days in (range(1), range(1, 40)):
        models.Head.objects.bulk_create(
            models.Head(organ=office.organ, day=date.fromordinal(739_000 + n), number=1, seal="a" * 64)
            for n in days
        )
        with CaptureQueriesContext(connection) as found:
            Client().get(PAGE)
        counted.append(len(found))
    assert counted[0] == counted[1]
