"""Figures brought forward when an office starts mid-way."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.store import books, models
from fazhi.usecases import correct, figures, opening
from fazhi.usecases.evidence import Upload
from fazhi.usecases.figures import Period
from fazhi.usecases.opening import Amount, Brought
from fazhi.usecases.record import Refused
from usecases.offices import HE, NEAR, PDF, SHEN, WAN, Office

REGISTER = Upload(name="2024年台账.pdf", content=PDF)
CASES = Amount(
    indicator="mediation.cases", amount=Decimal(12), place=NEAR, slices={"source": "entrusted/police"}
)


def bring(office: Office, *amounts: Amount, by: str = SHEN, on: date = date(2025, 1, 1), **words):
    words = {"evidence": [REGISTER]} | words
    return opening.record(amounts or (CASES,), on=on, clerk=office.clerk(by), now=office.now, **words)


def cases(office: Office, dimension: str = "", value: str = "") -> Decimal:
    sums = books.sums(
        [office.organ],
        ["mediation.cases"],
        since=date(2025, 1, 1),
        until=date(2026, 1, 1),
        dimensions=["source"],
    )
    return sums.get(("mediation.cases", dimension, value), Decimal(0))


def test_what_is_brought_forward_counts_from_its_day_in_its_slice(office: Office):
    done = bring(office, reason="启用前一季度的案件")
    office.mediate()

    assert isinstance(done, Brought)
    assert cases(office) == 13
    assert cases(office, "source", "entrusted/police") == 12
    assert models.Evidence.objects.get(case=done.case).organ == office.organ


def test_what_is_brought_forward_in_two_breakdowns_counts_in_both_at_once(office: Office):
    slices = {"source": "entrusted/police", "committee_kind": "street"}
    done = bring(office, Amount(indicator="mediation.cases", amount=Decimal(5), slices=slices))
    office.mediate(source="entrusted/police")

    book = figures.Book([office.organ], Period.year(2025))
    assert isinstance(done, Brought)
    assert book.value("mediation.cases", tuple(slices.items())) == 5
    assert book.value("mediation.cases", (("committee_kind", "community"), ("source", "entrusted"))) == 1


def test_reports_can_tell_what_rests_on_it(office: Office):
    bring(office)
    office.mediate()

    assert figures.opening_part(office.organ, "mediation.cases", Period.year(2025)) == 12
    assert figures.opening_part(office.organ, "mediation.cases", Period.year(2026)) == 0


def test_an_opening_entry_is_voided_by_two_persons_and_then_nothing_rests_on_it(office: Office):
    done = bring(office)
    asked = {"action": "void", "clerk": office.clerk(SHEN), "now": office.now}

    seen = correct.preview(done.case, done.entry, **asked)
    proposed = correct.propose(done.case, done.entry, reason="数字抄错", **asked)
    confirmed = correct.confirm(proposed.proposal, clerk=office.clerk(HE), now=office.now)

    assert [one.amount for one in seen.movements] == [one.amount for one in confirmed.movements] == [-12]
    assert cases(office) == 0
    assert figures.opening_part(office.organ, "mediation.cases", Period.year(2025)) == 0
    [told] = correct.of(done.case)
    assert (told.case_title, told.reason) == ("期初结转", "数字抄错")


def test_an_opening_entry_is_not_replaced(office: Office):
    done = bring(office)

    refused = correct.propose(
        done.case, done.entry, action="replace", reason="x", clerk=office.clerk(SHEN), now=office.now
    )

    assert [one.code for one in refused.refusals] == ["void-only"]


def test_the_same_request_twice_brings_forward_once(office: Office):
    assert bring(office, request="k1") == bring(office, request="k1")
    assert office.entries == 1


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (Amount(indicator="mediation.nothing", amount=Decimal(1)), "no-such-indicator"),
        (Amount(indicator="mediation.success_rate", amount=Decimal(1)), "rate-computed"),
        (Amount(indicator="mediation.cases", amount=Decimal(0)), "amount-wrong"),
        (Amount(indicator="mediation.cases", amount=Decimal(-3)), "amount-wrong"),
        (Amount(indicator="mediation.cases", amount=Decimal("NaN")), "amount-wrong"),
        (Amount(indicator="mediation.amount", amount=Decimal("1.005")), "amount-wrong"),
        (Amount(indicator="mediation.cases", amount=Decimal(1), place="110101"), "no-such-place"),
        (Amount(indicator="mediation.cases", amount=Decimal(1), slices={"sex": "f"}), "no-such-breakdown"),
        (Amount(indicator="mediation.cases", amount=Decimal(1), slices={"source": "x"}), "no-such-value"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_brought_forward_is_refused(office: Office, amount: Amount, code: str):
    refused = bring(office, amount)

    assert isinstance(refused, Refused)
    assert [one.code for one in refused.refusals] == [code]
    assert "内部管理规则期初1" in str(refused)
    assert office.entries == 0


def test_figures_without_an_old_register_are_refused(office: Office):
    assert "evidence-missing" in [one.code for one in bring(office, evidence=[]).refusals]


def test_a_mediator_does_not_bring_figures_forward(office: Office):
    assert [one.code for one in bring(office, by=WAN).refusals] == ["wrong-post"]


def test_a_day_to_come_is_refused(office: Office):
    assert [one.code for one in bring(office, on=date(2026, 1, 1)).refusals] == ["in-the-future"]
