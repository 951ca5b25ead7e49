"""Handing over and standing in, in a real browser, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from desk.desks import PASSWORD, with_accounts
from fazhi.store import models
from fazhi.usecases import clock, handovers
from usecases import offices
from usecases.offices import PDF, SHEN, WAN, Office, Upload
from usecases.test_standing_in import delegate

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

OTHER = "990101002"


@pytest.fixture
def office(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:  # noqa: ARG001 - the server's threads see what is written
    """An office and its neighbour, each of which handed a dispute over; one delegation is in force."""
    office = offices.found()
    neighbour = with_accounts(offices.found(OTHER, name="石桥街道办事处", short="石桥", prefix="b-"))
    monkeypatch.setattr(clock, "now", lambda: office.now)
    receipt = Upload(name="收条.pdf", content=PDF)
    for sender, to, by in ((office, OTHER, SHEN), (neighbour, office.organ, f"b-{SHEN}")):
        registrar = WAN if sender is office else f"b-{WAN}"
        case = sender.record(
            "mediation",
            "registered",
            by=registrar,
            form=offices.REGISTRATION,
            place=f"{sender.organ}001",
            evidence=[receipt],
        ).case
        done = handovers.send(
            case,
            to=to,
            reason="属该街道管辖",
            chosen=[one.digest for one in handovers.materials(case)],
            on=sender.now.date(),
            clerk=sender.clerk(by),
            now=sender.now,
        )
        assert isinstance(done, handovers.Done)
    delegate(office, delegate=SHEN)
    office.now = max(office.now, neighbour.now)
    return office


@pytest.fixture
def at_desk(office: Office, live_server: LiveServer, page: Page) -> Page:  # noqa: ARG001 - there must be an office
    page.goto(f"{live_server.url}/sign-in/")
    page.locator("input[name=username]").fill(SHEN)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{live_server.url}/todo/")
    return page


def test_what_waits_is_received_from_the_list_of_things_to_do(at_desk: Page, live_server: LiveServer):
    page = at_desk
    page.get_by_text("有1件移送等待接收").click()
    page.get_by_role("button", name="核对无误，接收").click()

    page.get_by_role("status").get_by_text("已接收，记入簿记第").wait_for()
    assert page.url == f"{live_server.url}/handovers/"
    assert page.get_by_text("没有等待接收的移送").is_visible()


@pytest.mark.parametrize("wide", [1440, 390])
def test_a_reader_finds_nothing_wrong_and_nothing_runs_off_the_page(
    at_desk: Page, live_server: LiveServer, wide: int
):
    page = at_desk
    case = models.Case.objects.get(procedure="mediation", organ_id=offices.ORGAN).key
    page.set_viewport_size({"width": wide, "height": 900})
    for address in (
        "/handovers/",
        f"/case/{case}/hand-over/",
        f"/case/{case}/do/accepted/",
        "/cases/delegation/",
        f"/case/{case}/",
    ):
        page.goto(f"{live_server.url}{address}")
        found = Axe().run(page).response["violations"]
        faults = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        assert faults == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
