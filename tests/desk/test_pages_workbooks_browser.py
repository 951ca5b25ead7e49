"""导入台账 in a real browser, wide and narrow: an old register from the file to the books."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from desk.desks import PASSWORD, with_accounts
from fazhi.store import models
from fazhi.usecases import clock
from usecases import offices
from usecases.offices import SHEN, Office
from workbooks import sheets

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

WIDTHS = [1440, 390]


@pytest.fixture
def office(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:  # noqa: ARG001 - the server's threads see what is written
    office = with_accounts(offices.found())
    office.later(days=300)
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


@pytest.fixture
def at_desk(office: Office, live_server: LiveServer, page: Page) -> Page:  # noqa: ARG001 - there must be an office
    page.goto(f"{live_server.url}/sign-in/")
    page.locator("input[name=username]").fill(SHEN)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{live_server.url}/todo/")
    return page


def found_by_axe(page: Page) -> list[str]:
    return [one["id"] for one in Axe().run(page).response["violations"]]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("width", WIDTHS)
def test_an_old_register_is_looked_through_mended_and_brought_in(
    at_desk: Page, live_server: LiveServer, width: int
):
    at_desk.set_viewport_size({"width": width, "height": 900})
    at_desk.goto(f"{live_server.url}/cases/mediation/")
    at_desk.get_by_role("link", name="导入、导出台账").click()
    assert found_by_axe(at_desk) == []
    assert fits(at_desk)

    made = sheets.book(sheets.row(), sheets.row(序号=2, 受理时间="2025-02-30"))
    made.active.cell(2, 14).value = "是否重点人员"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    at_desk.locator("#file").set_input_files(
        {"name": "台账.xlsx", "mimeType": kind, "buffer": sheets.content(made)}
    )
    at_desk.get_by_role("button", name="检查这份台账").click()
    # Script goes on by itself to the end of the check.
    at_desk.get_by_role("heading", name="检查结果").wait_for()
    assert at_desk.get_by_text("按设计不导入").is_visible()
    assert found_by_axe(at_desk) == []
    assert fits(at_desk)

    for heading, text in sheets.FILLS.items():
        box = at_desk.locator(f"[name='fill-{heading}']")
        if box.first.get_attribute("type") == "radio":
            at_desk.locator(f"[name='fill-{heading}'][value='{text}']").check()
        elif box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(text)
        else:
            box.fill(text)
    at_desk.get_by_role("button", name="填好，再检查一遍").click()
    at_desk.get_by_text("可以导入").first.wait_for()
    assert at_desk.get_by_role("cell", name="B4").is_visible()

    at_desk.get_by_label("不导入它们，其余各行照样导入").check()
    at_desk.get_by_role("button", name="导入1件").click()
    at_desk.get_by_role("heading", name="已导入1件，记入4条簿记").wait_for()
    assert found_by_axe(at_desk) == []
    assert models.Case.objects.count() == 1
