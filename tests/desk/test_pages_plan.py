"""The calendar of the year on the desk."""

import re
from urllib.parse import quote

from desk.desks import SignedIn, words
from usecases.offices import HE, SHEN, WAN, Office

CLEANUP = quote("规范性文件清理（2025年）")


def test_the_calendar_shows_what_is_mine_and_leads_to_settling_it(office: Office, signed_in: SignedIn):  # noqa: ARG001 - there must be an office
    client = signed_in(SHEN)
    page = words(client.get("/plan/?year=2025&tab=mine"))
    assert "法治政府建设年度报告报送" in page
    assert "国际禁毒日宣传" not in page
    (address,) = re.findall(rf'href="(/cases/year_task/new/\?fill-task={CLEANUP}[^"]*)"[^>]*>记办结', page)
    form = words(client.get(address.replace("&amp;", "&"), follow=True))
    assert "登记年度日历事项" in form
    (onward,) = re.findall(r'href="(/cases/year_task/new/fulfilled/\?[^"]*)"', form)
    form = words(client.get(onward.replace("&amp;", "&")))
    assert 'value="规范性文件清理（2025年）"' in form


def test_what_is_near_or_missing_stands_on_the_first_page_of_the_day(office: Office, signed_in: SignedIn):  # noqa: ARG001 - as above
    page = words(signed_in(HE).get("/todo/"))
    assert 'href="/plan/"' in page


def test_a_year_that_is_none_is_this_one(office: Office, signed_in: SignedIn):  # noqa: ARG001 - as above
    client = signed_in(SHEN)
    assert "2025年度日历" in words(client.get("/plan/?year=99999"))
    assert "2026年度日历" in words(client.get("/plan/?year=2026&tab=all"))


def test_a_page_shows_a_month_of_all_and_whatever_it_leads_to_is_there(office: Office, signed_in: SignedIn):  # noqa: ARG001 - as above
    client = signed_in(SHEN)
    page = words(client.get("/plan/?year=2025&tab=all&month=11"))
    assert "消防宣传日" in page
    assert "国际禁毒日宣传" not in page
    for address in {*re.findall(r'href="(/cases/\w+/)"', page)}:
        assert client.get(address).status_code == 200, address


def test_the_page_of_a_register_leads_to_its_entries(office: Office, signed_in: SignedIn):  # noqa: ARG001 - as above
    client = signed_in(SHEN)
    page = words(client.get("/procedures/mediator/"))
    [address] = re.findall(r'<a href="([^"]+)">打开登记簿', page)
    assert client.get(address).status_code == 200


def test_who_may_not_say_that_it_is_done_is_not_sent_to_say_it(office: Office, signed_in: SignedIn):  # noqa: ARG001 - as above
    client = signed_in(WAN)
    page = words(client.get("/plan/?year=2025&tab=all&month=11"))
    assert "消防宣传日" in page
    assert "/cases/year_task/new/" not in page


def test_a_day_is_moved_from_the_calendar_and_stands_there_with_its_reason(
    office: Office, signed_in: SignedIn
):
    client = signed_in(SHEN)
    page = words(client.get("/plan/?year=2025&tab=mine"))
    (address,) = re.findall(rf'href="(/cases/year_task/new/rescheduled/\?fill-task={CLEANUP}[^"]*)"', page)
    form = words(client.get(address.replace("&amp;", "&")))
    assert 'value="规范性文件清理（2025年）"' in form
    moved = {
        "task": "document_cleanup@2025",
        "subject": "清理",
        "moved_to": "2025-10-20",
        "moved_why": "等区里通知",
    }
    case = office.record("year_task", "rescheduled", by=SHEN, form=moved).case
    page = words(client.get("/plan/?year=2025&tab=mine"))
    assert "由9月30日改期：等区里通知" in page
    assert f"/case/{case}/do/fulfilled/" in page
    assert client.get(f"/case/{case}/do/fulfilled/").status_code == 200
    assert client.get(f"/case/{case}/do/rescheduled/").status_code == 200


def test_what_is_done_every_week_is_followed_on_the_calendar(office: Office, signed_in: SignedIn):
    office.register()
    page = words(signed_in(HE).get("/plan/?year=2025"))
    assert "法治和稳定周调度" in page
    assert f"fill-task={quote('法治和稳定周调度，过逾期清单（2025年第10周）')}" in page
