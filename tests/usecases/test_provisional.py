"""Last days counted before a year's notice was there, and counted anew when it came."""

from dataclasses import replace
from datetime import date

import pytest

from fazhi.core.terms import WorkCalendar
from fazhi.law.holidays import calendar
from fazhi.store import models
from fazhi.usecases import histories, provisional
from fazhi.usecases.clock import noon
from fazhi.usecases.rebuild import rebuild
from usecases.offices import Office


def lacking(year: int) -> WorkCalendar:
    """The calendar as it was before the notice for a year."""
    whole = calendar()
    return replace(
        whole,
        source={known: name for known, name in whole.source.items() if known < year},
        holidays={day: name for day, name in whole.holidays.items() if day.year < year},
        make_up_days={day: name for day, name in whole.make_up_days.items() if day.year < year},
    )


@pytest.fixture
def accepted(office: Office, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dispute accepted on 4 April, its month counted before the notice for the year was known."""
    office.now = noon(date(2025, 4, 4), 9)
    with monkeypatch.context() as early:
        early.setattr(histories, "calendar", lambda: lacking(2025))
        case = office.register().case
        office.accept(case)
    return case


def due(case: str) -> models.Due:
    return models.Due.objects.get(case=case, limit="settle")


def test_a_last_day_in_a_year_not_announced_is_provisional(accepted: str):
    assert due(accepted).provisional
    assert due(accepted).last_day == date(2025, 5, 5)  # 4 May is a Sunday; only 1 and 2 May are statutory


def test_counted_anew_it_moves_and_what_moved_is_told(accepted: str):
    found = provisional.recompute()

    [moved] = found.moved
    assert (moved.case, moved.was, moved.now) == (accepted, date(2025, 5, 5), date(2025, 5, 6))
    assert any("顺延至2025年5月6日" in sentence for sentence in moved.why)
    assert (found.cases, found.settled, found.provisional) == (1, 1, 0)
    assert due(accepted).last_day == date(2025, 5, 6)
    assert not due(accepted).provisional
    assert models.Case.objects.get(pk=accepted).due == date(2025, 5, 6)


def test_counted_twice_nothing_more_moves(accepted: str):
    provisional.recompute()

    assert accepted
    assert provisional.recompute() == provisional.Recomputed(cases=0, moved=(), settled=0, provisional=0)


def test_by_the_same_calendar_it_stays_provisional(accepted: str):
    found = provisional.recompute(calendar=lacking(2025))

    assert (found.cases, found.moved, found.settled, found.provisional) == (1, (), 0, 1)
    assert due(accepted).provisional


def test_the_books_are_then_as_a_rebuilding_writes_them(office: Office, accepted: str):
    assert accepted
    assert rebuild([office.organ], check=True).changed == ("Due", "Case")

    provisional.recompute()

    assert rebuild([office.organ], check=True).changed == ()


def test_everything_that_runs_is_read_only_when_asked(office: Office, accepted: str):
    office.accept(office.register().case)

    assert accepted
    assert provisional.recompute().cases == 1
    assert provisional.recompute(everything=True).cases == 2


def test_what_is_done_keeps_the_day_it_was_done_under(office: Office, accepted: str):
    office.settle(accepted)
    models.Due.objects.filter(case=accepted, limit="settle").update(last_day=date(2025, 5, 5))

    provisional.recompute(everything=True)

    assert due(accepted).met_on == date(2025, 4, 4)
