"""Limits that were not kept, as a year's figures: what ended with its case is none of them."""

from datetime import date

import pytest

from fazhi.store import models
from fazhi.usecases import late_limits, todo
from fazhi.usecases.rebuild import rebuild
from usecases.offices import LU, SHEN, WAN, Office


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


def test_rebuilding_finds_the_same_limits(office: Office, promised: str):
    put_away(office, promised)

    assert rebuild([office.organ], check=True).changed == ()
