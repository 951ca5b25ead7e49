"""The books in a real browser: a figure opened beside the page, the report edited, a reader over it all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from desk.desks import PASSWORD, with_accounts
from fazhi.usecases import clock
from fazhi.usecases.clock import noon
from usecases import offices
from usecases.offices import SHEN, Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

CERTIFICATE = "/ledger/990101001/2025/mediation.cases/"


@pytest.fixture
def office(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:  # noqa: ARG001 - the server's threads see what is written
    """Two disputes settled in 2025, the report opened in January."""
    office = with_accounts(offices.found())
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.mediate()
    office.mediate(source="entrusted/police")
    office.now = noon(date(2026, 1, 15), 9)
    office.record("annual_report", "opened", by=SHEN, form={"year": 2025})
    return office


def sign_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/sign-in/")
    page.locator("input[name=username]").fill(SHEN)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{server.url}/todo/")


@pytest.fixture
def at_desk(office: Office, live_server: LiveServer, page: Page) -> Page:  # noqa: ARG001 - there must be an office
    sign_in(page, live_server)
    return page


def test_a_figure_slides_its_certificate_in_and_gives_the_focus_back(at_desk: Page, live_server: LiveServer):
    page = at_desk
    page.goto(f"{live_server.url}/report/2025/")
    figure = page.locator(f"a.figure[href='{CERTIFICATE}']").first
    figure.click()
    panel = page.locator("#panel")
    panel.get_by_text("每办理一次“受理”计1件。").wait_for()
    assert page.url.endswith("/report/2025/")

    page.keyboard.press("Escape")
    assert panel.inner_html().strip() == ""
    assert figure.evaluate("element => element === document.activeElement")


def test_from_a_number_of_the_report_to_the_case_behind_it(at_desk: Page, live_server: LiveServer):
    page = at_desk
    page.goto(f"{live_server.url}/report/2025/")
    page.locator(f"a.figure[href='{CERTIFICATE}']").first.click()
    page.get_by_role("link", name="看逐月、社区和全部2条记录").click()
    page.locator("#entries").get_by_role("link", name="邻里纠纷").first.click()

    assert "/case/" in page.url
    page.get_by_role("heading", name="受理", exact=True).wait_for()


def test_the_same_way_is_open_without_script(office: Office, live_server: LiveServer, browser: Browser):  # noqa: ARG001 - there must be an office
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/report/2025/")
    page.locator(f"a.figure[href='{CERTIFICATE}']").first.click()
    assert page.url.endswith(CERTIFICATE)
    page.locator("#entries").get_by_role("link", name="邻里纠纷").first.click()
    assert "/case/" in page.url
    context.close()


def test_a_figure_chosen_from_the_list_stands_where_one_was_writing(at_desk: Page, live_server: LiveServer):
    page = at_desk
    page.goto(f"{live_server.url}/report/2025/edit/")
    box = page.locator("textarea[name=body]").last
    box.fill("警调对接件。")
    box.evaluate("element => element.setSelectionRange(4, 4)")
    page.locator(".legend summary", has_text="矛盾纠纷").click()
    page.locator("[data-token='{mediation.police_cases}']").click()
    assert box.input_value() == "警调对接{mediation.police_cases}件。"

    page.get_by_role("button", name="保存文字").click()
    page.get_by_role("status").get_by_text("文字已保存").wait_for()
    assert "警调对接1件。" in page.locator("article.sheet").inner_text()


@pytest.mark.parametrize("wide", [1440, 390])
def test_a_reader_finds_nothing_wrong_with_the_books_and_nothing_runs_off_the_page(
    at_desk: Page, live_server: LiveServer, wide: int
):
    page = at_desk
    page.set_viewport_size({"width": wide, "height": 900})
    for address in (
        "/ledger/?year=2025",
        "/ledger/?q=火星",
        CERTIFICATE,
        f"{CERTIFICATE}?source=entrusted",
        "/ledger/990101001/2025/mediation.success_rate/",
        "/ledger/990101001/2025/limits.late/",
        "/report/2025/",
        "/report/2025/edit/",
        "/dashboard/?year=2025",
        "/procedures/",
        "/procedures/mediation/",
        "/procedures/mediation/fields/",
    ):
        page.goto(f"{live_server.url}{address}")
        found = Axe().run(page).response["violations"]
        faults = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        assert faults == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
