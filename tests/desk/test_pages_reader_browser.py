"""读报告 in a real browser: a file is sent, marks and margin lead to each other, with script and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
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

TEXT = """青槐街道2025年法治政府建设年度报告
2025年，青槐街道依法履职，“1+6+N”机制运行顺畅
一、主要举措和成效
（一）依法化解矛盾纠纷
受理人民调解案件9件，调解成功2件，调解成功率30%。发放“法治护照”30本。参考率、合格率均为100%。
（二）严格执法
开展执法检查20次。
二、存在的不足和原因
一是力量不足，原因是编制少。
三、2025年度主要安排
计划开展法治宣传活动20场次。
"""


@pytest.fixture
def office(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:  # noqa: ARG001 - the server's threads see what is written
    office = with_accounts(offices.found())
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.mediate()
    office.mediate()
    office.now = noon(date(2026, 1, 15), 9)
    return office


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "草稿.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def sign_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/sign-in/")
    page.locator("input[name=username]").fill(SHEN)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{server.url}/todo/")


def read(page: Page, server: LiveServer, report: Path) -> None:
    page.goto(f"{server.url}/read/")
    page.locator("input[name=file]").set_input_files(report)
    page.get_by_role("button", name="读这份报告").click()
    page.locator("article.sheet").wait_for()


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("wide", [1440, 390])
def test_a_reader_finds_nothing_wrong_and_nothing_runs_off_the_page(
    page: Page, live_server: LiveServer, report: Path, wide: int
):
    page.set_viewport_size({"width": wide, "height": 900})
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/read/")
    assert faults(page) == []
    read(page, live_server, report)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("link", name="与账簿对照").click()
    page.get_by_role("heading", name="与青槐街道办事处2025年的账簿对照").wait_for()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.usefixtures("office")
def test_the_whole_way_is_open_without_script(browser: Browser, live_server: LiveServer, report: Path):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    sign_in(page, live_server)
    read(page, live_server, report)

    figure = page.locator("a.found").first
    figure.focus()
    assert page.locator("a.found .tip").first.bounding_box()["width"] > 20
    figure.click()
    assert page.url.endswith("#f1")
    page.locator("sup a").first.click()
    assert "#n" in page.url

    assert not page.locator("#books").is_visible()
    page.get_by_role("link", name="与账簿对照").click()
    assert page.locator("#books").is_visible()
    assert not page.locator("#read").is_visible()
    page.locator("#books select[name=year]").select_option("2026")
    page.get_by_role("button", name="对照", exact=True).click()
    page.get_by_role("heading", name="与青槐街道办事处2026年的账簿对照").wait_for()
    assert page.locator("#books").is_visible()
    context.close()


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("wide", [1440, 390])
def test_several_reports_are_compared_and_nothing_runs_off_the_page(
    page: Page, live_server: LiveServer, report: Path, wide: int
):
    files = [report]
    for number, place in enumerate(("石岗", "望桥", "云溪", "柳塘", "枫桥"), start=3):
        path = report.with_name(f"{place}.txt")
        words = TEXT.replace("青槐", place).replace("9件", f"{number * 31}件")
        path.write_text(words, encoding="utf-8")
        files.append(path)
    page.set_viewport_size({"width": wide, "height": 900})
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/read/compare/")
    assert faults(page) == []
    page.locator("input[name=files]").set_input_files(files)
    page.get_by_role("button", name="并排对照").click()
    page.locator("figure.chart").wait_for()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("select[name=indicator]").select_option("mediation.settled")
    page.get_by_role("button", name="看这个指标").click()
    page.get_by_role("heading", name="人民调解成功件数，2025年").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
