"""A served office publishes the heads of its journals by itself, once a day."""

import importlib
import sys
import threading
import time
from datetime import date

import pytest
from django.db import DatabaseError

from fazhi.config import daily
from fazhi.store import models
from fazhi.usecases import clock, heads
from usecases.offices import Office


@pytest.fixture
def kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with an entry, at its own hour, whose connection the looks leave open for the test."""
    monkeypatch.setattr(clock, "now", lambda: office.now)
    monkeypatch.setattr(daily.connections, "close_all", lambda: None)
    office.mediate()
    return office


def days() -> list[date]:
    return list(models.Head.objects.order_by("day").values_list("day", flat=True))


def test_the_first_look_publishes_and_the_next_of_the_same_day_does_not(kept: Office, monkeypatch):
    last = daily.look(None)
    monkeypatch.setattr(heads, "publish", lambda **_: pytest.fail("published twice"))

    assert last == kept.now.date()
    assert daily.look(last) == last
    assert days() == [last]


def test_on_a_new_day_the_heads_are_published_anew(kept: Office):
    first = daily.look(None)
    kept.later(days=1)
    second = daily.look(first)

    assert days() == [first, second]


def test_what_fails_is_logged_and_tried_again_at_the_next_look(kept: Office, monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(heads, "publish", lambda **_: (_ for _ in ()).throw(DatabaseError("busy")))
        assert daily.look(None) is None
    assert "没有公布" in caplog.text
    assert days() == []

    assert daily.look(None) == kept.now.date()
    assert len(days()) == 1


def test_it_looks_beside_the_server_until_it_is_stopped(monkeypatch):
    looked = threading.Event()
    monkeypatch.setattr(daily, "look", lambda last: looked.set() or last)

    stop = daily.start(every=0.01)
    assert looked.wait(5)
    stop()

    looked.clear()
    time.sleep(0.05)
    assert not looked.is_set()


def test_loading_the_application_as_a_server_does_begins_it(monkeypatch):
    begun: list[str] = []
    monkeypatch.setattr(daily, "start", lambda: begun.append("begun"))

    monkeypatch.delitem(sys.modules, "fazhi.config.wsgi", raising=False)
    importlib.import_module("fazhi.config.wsgi")

    assert begun == ["begun"]
