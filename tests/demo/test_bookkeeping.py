"""What is typed wrong is put right by two persons, and the year before is brought forward."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core.ledger import Posting
from fazhi.demo import old_registers
from fazhi.demo.bookkeeping import CORRECTED, Bookkeeper
from fazhi.demo.enact import found, missed
from fazhi.demo.scenario import Scenario
from fazhi.store import models
from fazhi.usecases import corrections
from fazhi.usecases.figures import Book, Period
from usecases.offices import home

__all__ = ["home"]

ORGAN = "990201001"


@pytest.fixture
def written(db, home, target, an_empty_office):  # noqa: ARG001 - tables and folder must be there
    """A year of mediations and events written down, every fifth entry typed wrong at first."""
    targets = [
        target("mediation.cases", 40),
        target("mediation.settled", 35),
        target("mediation.amount", 123_400),
        target("publicity.events", 20),
        target("publicity.participants", 900),
    ]
    office = Scenario(targets, office=an_empty_office).tell()
    found(office, name="东街街道", short="东街")
    keeper = Bookkeeper(office, seed=1)
    figures = old_registers.read(
        [{"indicator": "mediation.cases", "month": str(month), "value": "3"} for month in range(1, 13)]
        + [{"indicator": "mediation.amount", "month": "0", "value": "90000"}]
    )
    head = next(one.code for one in office.people if "office_head" in one.posts)
    keeper.besides.extend(
        old_registers.acts(figures, year=2024, began=date(2025, 1, 2), clerk=lambda: keeper.clerk(head))
    )
    keeper.write([line for told in office.cases.values() for line in told.lines])
    return keeper, targets


def test_the_books_show_every_figure_though_entries_were_typed_wrong(written):
    keeper, targets = written

    assert missed(ORGAN, 2025, targets) == []
    plain = sum(len(told.lines) for told in keeper.office.cases.values() if told.procedure.kind != "register")
    assert keeper.corrected / plain >= CORRECTED


@pytest.mark.usefixtures("written")
def test_who_confirms_is_not_who_typed_it():
    confirmed = models.Correction.objects.filter(outcome="confirmed").order_by("proposal")

    assert confirmed
    for row in confirmed:
        hands = dict(
            models.Entry.objects.filter(
                organ_id=ORGAN, number__in=(row.proposal, row.decided_by)
            ).values_list("kind", "person")
        )
        assert hands["proposal"] != hands["confirmation"]


@pytest.mark.usefixtures("written")
def test_a_case_page_shows_why_an_entry_was_put_right():
    case = models.Correction.objects.filter(outcome="confirmed").order_by("proposal").first().case
    [one, *_] = corrections.of(case)

    assert one.reason.endswith(("更正", "不符", "为准"))
    assert one.decider
    assert one.outcome == "confirmed"


@pytest.mark.usefixtures("written")
def test_of_the_year_before_what_was_brought_forward_is_comparable_and_nothing_else():
    book = Book([ORGAN], Period.year(2025))

    assert book.value("mediation.cases", (), 1) == 36
    assert book.reaches_back("mediation.cases")
    assert book.months_reach_back("mediation.cases")
    assert book.reaches_back("mediation.amount")
    assert not book.months_reach_back("mediation.amount")
    assert not book.reaches_back("mediation.cases", (("dispute_type", "neighbour"),))
    assert not book.reaches_back("publicity.events")


def test_what_the_books_count_of_that_december_is_not_brought_forward_twice():
    figures = {("mediation.cases", 12): Decimal(30), ("mediation.cases", 11): Decimal(30)}
    counted = [
        Posting(indicator="mediation.cases", on=date(2024, 12, 20), amount=Decimal(2), place="", slices={})
    ]

    assert old_registers.less(figures, counted, year=2024) == {
        ("mediation.cases", 12): Decimal(28),
        ("mediation.cases", 11): Decimal(30),
    }
