"""Opening figures, own indicators and the published heads in a real browser, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from desk.desks import PASSWORD, with_accounts
from fazhi.store import models
from fazhi.usecases import clock, heads, local_counts
from usecases import offices
from usecases.offices import PDF, SHEN, Office

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

OPENING = "/ledger/opening/"


@pytest.fixture
def office(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:  # noqa: ARG001 - the server's threads see what is written
    """An office with a dispute, an indicator of its own and a day's head."""
    office = with_accounts(offices.found())
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.mediate()
    local_counts.declare(
        "local.night_visits",
        label="夜间巡查",
        unit="次",
        definition="二十二点以后到社区的巡查，一晚计一次。",
        clerk=office.clerk(SHEN),
        now=office.now,
    )
    heads.publish(now=office.now)
    return office


@pytest.fixture
def at_desk(office: Office, live_server: LiveServer, page: Page) -> Page:  # noqa: ARG001 - there must be an office
    page.goto(f"{live_server.url}/sign-in/")
    page.locator("input[name=username]").fill(SHEN)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{live_server.url}/todo/")
    return page


def bring(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}{OPENING}")
    page.locator("select[name=indicator]").select_option("mediation.cases")
    page.get_by_role("button", name="填写期初数").click()
    page.locator("[name=lines-0-amount]").fill("12")
    page.locator("[name=lines-0-source]").select_option("entrusted/police")
    page.locator("input[name=evidence]").set_input_files(
        {"name": "2024年台账.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator(".form-foot").get_by_role("button", name="结转").click()
    page.get_by_role("status").get_by_text("已结转“人民调解案件数”").wait_for()


def test_a_figure_is_brought_forward_and_its_certificate_slides_in(at_desk: Page, live_server: LiveServer):
    page = at_desk
    bring(page, live_server)

    page.locator(".brought a.figure").click()
    page.locator("#panel").get_by_text("其中12件由期初结转，不由案件产生").wait_for()
    assert page.url.partition("#")[0].endswith(OPENING)


def test_more_lines_come_without_losing_what_was_typed(at_desk: Page, live_server: LiveServer):
    page = at_desk
    page.goto(f"{live_server.url}{OPENING}?indicator=mediation.cases")
    page.locator("[name=lines-0-amount]").fill("12")
    page.get_by_role("button", name="加一行").click()
    page.locator("[name=lines-3-amount]").wait_for()
    assert page.locator("[name=lines-0-amount]").input_value() == "12"


@pytest.mark.parametrize("wide", [1440, 390])
def test_a_reader_finds_nothing_wrong_and_nothing_runs_off_the_page(
    at_desk: Page, live_server: LiveServer, wide: int
):
    page = at_desk
    bring(page, live_server)
    entry = models.Entry.objects.get(kind="opening").number
    page.set_viewport_size({"width": wide, "height": 900})
    for address in (
        OPENING,
        f"{OPENING}?indicator=mediation.cases",
        f"{OPENING}?indicator=local.night_visits",
        f"{OPENING}{entry}/void/",
        "/ledger/local/",
        "/heads/",
    ):
        page.goto(f"{live_server.url}{address}")
        found = Axe().run(page).response["violations"]
        faults = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        assert faults == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
