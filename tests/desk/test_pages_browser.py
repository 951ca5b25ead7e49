"""The desk in a real browser: a dispute from the first page to the printed paper, by keyboard, by reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from desk.desks import with_accounts
from fazhi.store import models
from fazhi.usecases import clock
from usecases import offices
from usecases.offices import NEAR, Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def demo(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:  # noqa: ARG001 - the server's threads see what is written
    """A demo office at its own hour."""
    office = with_accounts(offices.found(), is_demo=True)
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


@pytest.fixture
def at_desk(demo: Office, live_server: LiveServer, page: Page) -> Page:  # noqa: ARG001 - there must be an office
    """A page on which the mediator has come in."""
    page.goto(f"{live_server.url}/")
    page.get_by_role("button", name="以万和平进入").click()
    return page


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def fill_in_a_dispute(page: Page) -> None:
    page.get_by_role("group", name="所在社区").get_by_label("望桥社区").check()
    page.get_by_label("调解组织类型").select_option(label="村（居）调委会")
    page.get_by_label("案件来源").select_option(label="当事人申请")
    page.get_by_label("纠纷类型").select_option(label="邻里")
    for place, (role, name, phone) in enumerate(
        (("申请人", "陈砚秋", "13800138000"), ("被申请人", "贺兰亭", "13900139000"))
    ):
        page.locator(f"#parties-{place}-party_kind").select_option(label="自然人")
        page.locator(f"#parties-{place}-name").fill(name)
        page.locator(f"#parties-{place}-phone").fill(phone)
        page.locator(f"#parties-{place}-role").select_option(label=role)
    page.get_by_label("涉及人数").fill("2")
    page.get_by_label("纠纷简要情况").fill("楼上漏水泡坏了书柜")
    page.get_by_role("group", name="难易程度").get_by_label("简易").check()
    page.get_by_role("group", name="一方明确拒绝调解").get_by_label("否").check()


def test_a_mediator_takes_a_dispute_from_the_first_page_to_the_printed_agreement(at_desk: Page):
    page = at_desk
    page.get_by_role("link", name="案件", exact=True).click()
    page.get_by_role("link", name="登记新的：人民调解").click()
    fill_in_a_dispute(page)
    page.get_by_role("button", name="登记").click()
    page.get_by_role("status").get_by_text("已记入簿记第1号：登记").wait_for()

    page.locator("a[href$='/do/accepted/']").click()
    page.get_by_label("万和平（专职人民调解员）").check()
    page.get_by_role("group", name="主持调解人员身份").get_by_label("专职人民调解员").check()
    page.get_by_role("group", name="调解方式").get_by_label("现场调解").check()
    page.get_by_role("group", name="已告知当事人权利义务").get_by_label("是").check()
    page.get_by_role("button", name="受理").click()

    page.get_by_role("link", name="达成协议").first.click()
    page.get_by_role("group", name="协议形式").get_by_label("书面协议").check()
    page.get_by_label("主要事实、争议事项和各方责任").fill("各退一步握手言和")
    page.get_by_label("协议内容").fill("赔偿书柜款")
    page.get_by_label("协议涉及金额").fill("1200")
    page.get_by_role("group", name="履行方式").get_by_label("即时履行").check()
    page.get_by_label("协议书份数").fill("3")
    page.get_by_role("button", name="达成协议").click()

    page.get_by_role("link", name="查看并打印本次制作的文书").click()
    assert page.get_by_role("heading", name="人民调解协议书").first.is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载Word").click()
    assert download.value.suggested_filename.endswith(".docx")


def test_what_the_form_does_not_need_steps_back_until_it_does(at_desk: Page, live_server: LiveServer):
    page = at_desk
    page.goto(f"{live_server.url}/cases/mediation/new/registered/")
    firm = page.locator("#parties-0-uscc")
    assert not firm.is_visible()

    page.locator("#parties-0-party_kind").select_option(label="企业")
    assert firm.is_visible()
    assert not page.locator("#parties-1-uscc").is_visible()
    page.locator("#parties-0-party_kind").select_option(label="自然人")
    assert not firm.is_visible()


def test_one_more_party_keeps_what_was_typed_and_the_place_on_the_page(
    at_desk: Page, live_server: LiveServer
):
    page = at_desk
    page.goto(f"{live_server.url}/cases/mediation/new/registered/")
    page.locator("#parties-0-name").fill("陈砚秋")
    page.get_by_label("纠纷简要情况").fill("楼上漏水泡坏了书柜")
    page.get_by_role("button", name="再加一个当事人").click()
    page.locator("#parties-2-name").wait_for()

    assert page.locator("#parties-0-name").input_value() == "陈砚秋"
    assert page.get_by_label("纠纷简要情况").input_value() == "楼上漏水泡坏了书柜"
    assert page.url.endswith("/new/registered/")


def test_without_script_the_form_grows_and_is_sent_as_well(
    demo: Office, live_server: LiveServer, browser: Browser
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    page.get_by_role("button", name="以万和平进入").click()
    page.goto(f"{live_server.url}/cases/mediation/new/registered/")
    page.get_by_role("button", name="再加一个当事人").click()
    assert page.locator("#parties-2-name").count() == 1
    fill_in_a_dispute(page)
    page.get_by_role("button", name="登记").last.click()
    assert page.get_by_text("已记入簿记第1号：登记").is_visible()
    context.close()
    assert models.Case.objects.get().place == NEAR
    assert demo.entries == 1


def test_a_step_is_taken_by_keyboard_alone(at_desk: Page, demo: Office, live_server: LiveServer):
    case = demo.register().case
    page = at_desk
    page.goto(f"{live_server.url}/case/{case}/")

    def tab_to(wanted: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({wanted!r})"):
                return
        pytest.fail(f"the keyboard does not come to {wanted}")

    tab_to(f"a[href='/case/{case}/do/accepted/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/do/accepted/")
    tab_to("input[name=mediators][value=wan]")
    page.keyboard.press("Space")
    tab_to("input[name=mediator_role]")
    page.keyboard.press("Space")
    tab_to("input[name=mode]")
    page.keyboard.press("Space")
    tab_to("input[name=rights_told]")
    page.keyboard.press("Space")
    tab_to("button.act")
    page.keyboard.press("Enter")
    page.get_by_text("已记入簿记第2号：受理").wait_for()


def test_a_reader_finds_no_fault_on_any_page(at_desk: Page, demo: Office, live_server: LiveServer):
    page = at_desk
    case, *_ = demo.mediate()
    waiting = demo.register().case
    document = models.Document.objects.filter(case=case).first()
    found = {}
    for address in (
        "/todo/",
        "/todo/?tab=all",
        "/cases/",
        "/registers/",
        "/cases/mediation/",
        "/cases/mediation/?q=火星",
        "/cases/mediation/new/registered/",
        f"/case/{case}/",
        f"/case/{case}/do/followed_up/",
        f"/case/{waiting}/do/settled/",
        f"/case/{case}/entries/3/correct/",
        f"/case/{case}/entries/3/correct/?action=replace",
        "/corrections/",
        f"/documents/{document.pk}/",
        f"/check/{document.check_code}/",
        "/search/?q=邻里",
        "/me/",
    ):
        page.goto(f"{live_server.url}{address}")
        if wrong := faults(page):
            found[address] = wrong
    page.goto(f"{live_server.url}/cases/mediation/new/registered/")
    page.get_by_role("button", name="登记").click()
    if wrong := faults(page):
        found["a form with errors"] = wrong
    assert found == {}


def test_strangers_pages_have_no_fault_either(demo: Office, live_server: LiveServer, page: Page):
    found = {}
    for address in ("/", "/sign-in/", "/check/", "/nowhere/"):
        page.goto(f"{live_server.url}{address}")
        if wrong := faults(page):
            found[address] = wrong
    assert found == {}
    assert demo.entries == 0


@pytest.mark.parametrize(("width", "scale"), [(390, 100), (768, 100), (1366, 100), (390, 150), (768, 150)])
def test_no_page_is_wider_than_the_screen(
    at_desk: Page, demo: Office, live_server: LiveServer, width: int, scale: int
):
    page = at_desk
    case, *_ = demo.mediate()
    page.set_viewport_size({"width": width, "height": 800})
    page.context.add_cookies([{"name": "scale", "value": str(scale), "url": live_server.url}])
    for address in (
        "/todo/",
        "/cases/mediation/",
        "/cases/mediation/new/registered/",
        f"/case/{case}/",
        "/cases/",
        "/ledger/",
        "/plan/",
        "/procedures/penalty/fields/",
        "/open/",
    ):
        page.goto(f"{live_server.url}{address}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address


def test_the_focus_stands_on_what_is_to_be_mended(at_desk: Page, demo: Office, live_server: LiveServer):
    case = demo.register().case
    at_desk.goto(f"{live_server.url}/case/{case}/do/accepted/")
    at_desk.get_by_role("button", name="受理").click()
    at_desk.wait_for_load_state()

    assert "要改" in at_desk.title()
    assert at_desk.evaluate("document.activeElement.getAttribute('role')") == "alert"
    at_desk.keyboard.press("Tab")
    at_desk.keyboard.press("Enter")
    assert at_desk.evaluate("location.hash") != ""
