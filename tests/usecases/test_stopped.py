"""What the law stopped is counted by rule, and nothing is kept of who tried."""

from datetime import date

import pytest

from fazhi.store import models
from fazhi.usecases import statements, stopped
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.record import Refused
from usecases.offices import AGREEMENT, DENG, SHEN, WAN, Office

pytestmark = pytest.mark.django_db


def too_early(office: Office, case: str) -> None:
    refused = office.try_to("mediation", "settled", case=case, form=AGREEMENT)
    assert isinstance(refused, Refused)


def test_a_step_refused_by_law_is_counted_with_its_rule(office: Office):
    case = office.register().case
    too_early(office, case)
    too_early(office, case)
    [one] = stopped.of_year(office.organ, 2025)
    assert (one.procedure, one.step, one.times) == ("mediation", "达成协议", 2)
    row = models.Stopped.objects.get()
    assert (row.month, row.code) == (202503, "out-of-turn")
    told = {str(value) for value in vars(row).values()}
    assert not {WAN, SHEN, DENG, case} & told


def test_what_was_mistyped_is_not_counted(office: Office):
    assert isinstance(office.try_to("mediation", "registered", form={}), Refused)
    assert not models.Stopped.objects.exists()


def test_steps_at_which_people_stumble_are_told_as_a_shortcoming(office: Office):
    case = office.register().case
    for _ in range(statements.OFTEN):
        too_early(office, case)
    shown = statements.shortcomings(Book([office.organ], Period.year(2025)), 2025, today=date(2026, 1, 15))
    assert [(one.kind, one.what) for one in shown if one.kind == "stopped"] == [
        ("stopped", "人民调解·达成协议")
    ]
