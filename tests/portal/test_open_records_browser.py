"""The open records in a real browser: nothing a reader stumbles over, nothing wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from fazhi.usecases import clock
from fazhi.usecases.clock import noon
from usecases.open_cases import CITIZEN, decided, inspected, publish, take_back
from usecases.test_inspections_and_penalties import BOTH, ORGAN, Desk, found_desk

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

HERE = f"/open/{ORGAN}/"
NUMBER = f"拟99010100{ord('l')}"
PAGES = (
    HERE,
    f"{HERE}penalty/",
    f"{HERE}penalty/how/",
    f"{HERE}inspection/",
    f"{HERE}disclosure_item/",
    f"{HERE}enforcement_officer/",
    f"{HERE}enforcement_officer/?number={NUMBER}",
    f"{HERE}enforcement_officer/?number=X1",
)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the office of the other tests, which is founded where the server cannot see it."""
    monkeypatch.setattr(clock, "now", lambda: noon(date(2025, 10, 21), 9))


@pytest.fixture
def shown(transactional_db: None, office: None) -> Iterator[Desk]:  # noqa: ARG001 - the server's threads see what is written
    desk = found_desk()
    desk.certify(*BOTH, published="yes")
    publish(desk, decided(desk, party=CITIZEN))
    back = decided(desk)
    publish(desk, back)
    take_back(desk, back, "行政复议决定撤销了处罚决定。")
    desk.do("yin", "07-15", "published", inspected(desk), published_where="街道公示专栏", masked="yes")
    return desk


@pytest.mark.usefixtures("shown")
def test_a_reader_finds_no_fault_and_no_page_is_wider_than_a_phone(live_server: LiveServer, page: Page):
    found = []
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        for address in PAGES:
            page.goto(f"{live_server.url}{address}")
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            faults = Axe().run(page).response["violations"]
            found += [f"{address} {width}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in faults]
            found += [f"{address} {width}: {over} too wide"] if over > 0 else []

    assert found == []


@pytest.mark.usefixtures("shown")
def test_a_certificate_is_checked_from_the_first_page(live_server: LiveServer, page: Page):
    page.goto(f"{live_server.url}/open/")
    page.get_by_label("核对行政执法证号").fill(NUMBER)
    page.get_by_role("button", name="核对").click()

    page.get_by_role("status").get_by_text("已经公示，现在有效").wait_for()
    assert page.get_by_role("heading", name="廖铁生").is_visible()
