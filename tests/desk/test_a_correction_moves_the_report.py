"""A wrong amount put right, from the page of its case to the certificate and the report's draft."""

import re
from datetime import date

import pytest

from desk.desks import SignedIn, words
from desk.test_pages_corrections import as_recorded, selected
from fazhi.store import models
from fazhi.usecases import verify
from fazhi.usecases.clock import noon
from usecases.offices import HE, SHEN, WAN, Office

AMOUNT = "/ledger/990101001/2025/mediation.amount/"
REPORT = "/report/2025/"


@pytest.fixture
def wrong(office: Office) -> str:
    """A mediation settled in 2025 for 1,200 yuan instead of 12,000, while the report is being drafted."""
    office.mediate(source="entrusted/police")
    case, _, _, entry = office.mediate()
    office.now = noon(date(2026, 1, 15), 9)
    office.record("annual_report", "opened", by=SHEN, form={"year": 2025})
    return f"/case/{case}/entries/{entry}/correct/"


def certified(client) -> str:
    """The figure on the certificate."""
    page = words(client.get(AMOUNT)).partition('class="certificate')[2]
    return re.sub(r"<[^>]+>", "", page.partition("</h2>")[2].partition("<dl")[0]).strip()


def reported(client) -> str:
    """The clause of the draft that tells the amount, without its tags."""
    text = re.sub(r"<[^>]+>", "", words(client.get(REPORT)))
    return re.search(r"协议涉及金额[^。，]*元", text)[0]


def test_a_wrong_amount_is_put_right_by_two_and_every_figure_follows(wrong: str, signed_in: SignedIn):
    mediator, head = signed_in(WAN), signed_in(SHEN)
    assert "2,400.00" in certified(head)
    assert reported(head) == "协议涉及金额0.24万元"

    page = words(mediator.get(wrong, {"action": "replace"}))
    slip = {**as_recorded(page), **selected(page), "amount": "12000", "reason": "少写了一个零"}
    assert "+10,800.00元" in words(mediator.post(wrong, {**slip, "do": "preview"}))
    mediator.post(wrong, {**slip, "do": "propose"})

    # One alone moves nothing.
    proposal = models.Correction.objects.get().proposal
    mediator.post("/corrections/", {"proposal": proposal, "do": "confirm"})
    assert models.Correction.objects.get().outcome == "proposed"
    assert "2,400.00" in certified(head)
    assert reported(head) == "协议涉及金额0.24万元"

    told = head.post("/corrections/", {"proposal": proposal, "do": "confirm"}, follow=True)
    assert "已确认更正" in words(told)
    assert "13,200.00" in certified(head)
    assert reported(head) == "协议涉及金额1.32万元"
    trail = words(head.get(AMOUNT))
    assert trail.count("12,000.00") >= 1
    assert "1,200.00" in trail  # what was wrong is not gone
    assert verify.verify().findings == ()


def test_turned_down_it_moves_nothing(wrong: str, signed_in: SignedIn):
    mediator, deputy = signed_in(WAN), signed_in(HE)
    page = words(mediator.get(wrong, {"action": "replace"}))
    slip = {**as_recorded(page), **selected(page), "amount": "12000", "reason": "少写了一个零"}
    mediator.post(wrong, {**slip, "do": "propose"})

    proposal = models.Correction.objects.get().proposal
    deputy.post("/corrections/", {"proposal": proposal, "do": "reject", "reason": "协议书写的就是一千二百元"})

    assert models.Correction.objects.get().outcome == "rejected"
    assert "2,400.00" in certified(deputy)
    assert reported(deputy) == "协议涉及金额0.24万元"
