"""Limits that were not kept, as a year's figures: what ended with its case is none of them."""

from datetime import date

import pytest
from django.db import connection

from fazhi.store import models
from fazhi.usecases import correct, late_limits, todo
from fazhi.usecases.rebuild import rebuild
from usecases.offices import HE, LU, SHEN, WAN, Office


@pytest.fixture
def promised(office: Office) -> str:
    """A settled mediation whose agreement was to be performed by the end of April, and was not."""
    case = office.register().case
    office.accept(case)
    office.settle(case, performance="by_date", perform_by="2025-04-30")
    office.later(days=90)
    return case


def counted(office: Office, code: str, *, today: date | None = None) -> int:
    return late_limits.rows([office.organ], 2025, code, today=today or office.now.date()).count()


def put_away(office: Office, case: str) -> None:
    visit = {"visit_way": "phone", "visit_performance": "none", "rated": "no"}
    office.record("mediation", "followed_up", case=case, by=WAN, form=visit)
    office.record("mediation", "archived", case=case, by=LU, form={"volumes": 1, "retention": "short"})


def test_what_is_not_kept_counts_while_its_case_stands_open(office: Office, promised: str):
    assert promised
    assert counted(office, late_limits.OVERDUE) == 1
    assert len(todo.read(office.clerk(SHEN), today=office.now.date()).under("overdue")) == 1


def test_a_case_put_away_is_in_neither_figure(office: Office, promised: str):
    put_away(office, promised)

    assert counted(office, late_limits.OVERDUE, today=date(2026, 1, 15)) == 0
    assert counted(office, late_limits.LATE) == 0
    assert not models.Due.objects.filter(case=promised, met_on=None).exists()
    assert not todo.read(office.clerk(SHEN), today=office.now.date()).under("overdue")


def test_what_was_overdue_at_the_end_of_a_year_stays_so_in_that_year(office: Office, promised: str):
    office.later(days=300)
    put_away(office, promised)

    assert counted(office, late_limits.OVERDUE) == 1
    assert late_limits.rows([office.organ], 2026, late_limits.OVERDUE, today=office.now.date()).count() == 0


def position(office: Office) -> dict[str, int]:
    return {office.organ: models.Journal.objects.get().number}


def known(office: Office, code: str, at: dict[str, int]) -> list[str]:
    found = late_limits.held([office.organ], 2025, code, today=date(2026, 1, 15), known_by=at)
    return [one.case_id for one in found]


def test_what_was_overdue_at_a_position_stays_so_there_whatever_came_later(office: Office, promised: str):
    before = position(office)
    put_away(office, promised)

    assert known(office, late_limits.OVERDUE, before) == [promised]
    assert known(office, late_limits.OVERDUE, position(office)) == []
    lines, count = late_limits.lines(
        [office.organ], 2025, late_limits.OVERDUE, today=office.now.date(), known_by=before
    )
    assert ([one.case for one in lines], count) == ([promised], 1)
    told = late_limits.by_limit(
        [office.organ], 2025, late_limits.OVERDUE, today=office.now.date(), known_by=before
    )
    assert [n for _, n in told] == [1]


def test_what_was_not_yet_opened_or_run_out_at_a_position_is_not_known_there(office: Office):
    before = position(office)
    case = office.register().case
    office.accept(case)
    during = position(office)
    office.later(days=1)
    office.publicize()
    office.later(days=90)

    assert known(office, late_limits.OVERDUE, before) == []
    assert known(office, late_limits.OVERDUE, during) == []
    assert known(office, late_limits.OVERDUE, position(office)) == [case]


def test_late_until_corrected_is_late_as_known_before_the_correction(office: Office):
    case = office.register().case
    office.accept(case)
    office.later(days=60)
    settled = office.settle(case).entry
    before = position(office)
    asked = {"clerk": office.clerk(SHEN), "now": office.now}
    done = correct.propose(case, settled, action="replace", reason="写错日期", on=date(2025, 3, 20), **asked)
    correct.confirm(done.proposal, clerk=office.clerk(HE), now=office.now)

    assert counted(office, late_limits.LATE) == 0
    assert known(office, late_limits.LATE, before) == [case]
    assert known(office, late_limits.LATE, position(office)) == []


def test_at_the_end_of_the_journal_the_same_is_known_as_now(office: Office, promised: str):
    office.accept(office.register().case)
    office.later(days=60)
    at = position(office)
    for code in late_limits.INDICATORS:
        now = late_limits.rows([office.organ], 2025, code, today=office.now.date())
        assert known(office, code, at) == sorted(now.values_list("case_id", flat=True))
    assert promised


def test_rebuilding_finds_the_same_limits(office: Office, promised: str):
    put_away(office, promised)

    assert rebuild([office.organ], check=True).changed == ()


@pytest.mark.django_db
def test_what_was_late_is_found_without_reading_what_was_kept():
    if connection.vendor != "sqlite":
        pytest.skip("the plan is told in SQLite's words")
    plan = late_limits.rows(["990101001"], 2025, late_limits.LATE, today=date(2026, 1, 15)).explain()
    assert "due_late" in plan
