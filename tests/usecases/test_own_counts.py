"""What an office counts for itself: declared by an entry, counted by activities, late and corrected too."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from fazhi.store import models
from fazhi.usecases import correct, ledger, local_counts, organs
from fazhi.usecases.rebuild import rebuild
from fazhi.usecases.record import Refused
from fazhi.usecases.verify import verify
from usecases.offices import EVENT, NEAR, PU, SHEN, Office

CODE = "local.leaflets"


@pytest.fixture
def counting(office: Office) -> Office:
    """An office that counts its leaflets."""
    local_counts.declare(
        CODE,
        label="发放宣传单",
        unit="份",
        definition="当场发出的份数",
        clerk=office.clerk(SHEN),
        now=office.now,
    )
    return office


def hold(office: Office, leaflets: int, **words):
    form = {**EVENT, "community": NEAR}
    return office.try_to(
        "publicity_event", "held", by=PU, form=form, place=NEAR, local={CODE: leaflets}, **words
    )


def value(office: Office, year: int = 2025) -> Decimal:
    found = ledger.year_of(organs.reach(office.clerk(SHEN)).organ, year).value(CODE)
    return found if found is not None else Decimal(0)


def test_an_indicator_is_declared_by_an_entry_that_is_sealed(counting: Office):
    [entry] = models.Entry.objects.all()

    assert (entry.kind, entry.step, entry.person) == ("indicator", "declared", SHEN)
    for said in ('"code":"local.leaflets"', '"label":"发放宣传单"', '"unit":"份"', "当场发出的份数"):
        assert said in entry.body
    [one] = local_counts.declared(counting.organ)
    assert (one.indicator.entry, one.on, one.who) == (1, date(2025, 3, 3), "沈明")
    assert verify().holds
    with pytest.raises(DatabaseError), transaction.atomic():
        models.Entry.objects.update(person="pu")


def test_what_was_declared_comes_back_from_the_journal(counting: Office):
    hold(counting, 120)
    models.LocalIndicator.objects.update(label="别的")

    assert rebuild().changed == ("LocalIndicator",)
    assert rebuild(check=True).changed == ()
    assert models.LocalIndicator.objects.get().label == "发放宣传单"


def test_a_late_entry_counts_on_the_day_it_happened(counting: Office):
    hold(counting, 120, on=date(2025, 2, 10))
    hold(counting, 7, on=date(2024, 12, 30))

    assert value(counting) == 120
    assert value(counting, 2024) == 7
    cells = models.Balance.objects.filter(indicator=CODE, place=NEAR, dimension="")
    assert set(cells.values_list("month", "recorded", "amount")) == {
        (202502, 202503, 12000),
        (202412, 202503, 700),
    }


def corrected(office: Office, done, **change):
    asked = correct.propose(
        done.case, done.entry, reason="多记了一摞", clerk=office.clerk(PU), now=office.now, **change
    )
    assert not isinstance(asked, Refused), str(asked)
    decided = correct.confirm(asked.proposal, clerk=office.clerk(SHEN), now=office.now)
    assert not isinstance(decided, Refused), str(decided)
    return decided


def test_a_correction_moves_what_was_counted(counting: Office):
    done = hold(counting, 120, on=date(2025, 2, 10))

    decided = corrected(counting, done, action="replace", local={CODE: 100})

    assert [(one.label, one.on, one.amount) for one in decided.movements] == [
        ("发放宣传单", date(2025, 2, 10), Decimal(-20))
    ]
    assert value(counting) == 100
    assert verify().holds
    assert rebuild(check=True).changed == ()


def test_a_correction_of_the_day_moves_it_to_the_other_year(counting: Office):
    done = hold(counting, 120, on=date(2025, 2, 10))

    corrected(counting, done, action="replace", on=date(2024, 12, 30))

    assert (value(counting), value(counting, 2024)) == (0, 120)


def test_a_correction_may_take_all_of_it_back(counting: Office):
    first, second = hold(counting, 120), hold(counting, 5)

    corrected(counting, first, action="replace", local={})
    corrected(counting, second, action="void")

    assert value(counting) == 0
    assert verify().holds


def test_a_correction_that_counts_the_same_or_wrongly_is_refused(counting: Office):
    done = hold(counting, 120)
    words = {"action": "replace", "reason": "再看", "clerk": counting.clerk(PU), "now": counting.now}

    same = correct.propose(done.case, done.entry, local={CODE: "120"}, **words)
    wrong = correct.propose(done.case, done.entry, local={CODE: "一百二"}, **words)
    unknown = correct.propose(done.case, done.entry, local={"local.other": 3}, **words)

    assert [one.code for one in same.refusals] == ["nothing-changed"]
    assert [(one.code, one.field) for one in wrong.refusals] == [("field-invalid", CODE)]
    assert [one.code for one in unknown.refusals] == ["no-such-indicator"]
