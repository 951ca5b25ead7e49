"""Lists, shelves, to-do and search as pages: what they show, to whom, and what they cost."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.desks import SignedIn, unlinked, words
from fazhi.usecases import lists
from usecases.offices import DENG, FAR, HE, NEAR, SHEN, WAN, Office


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


PAGES = (
    "/todo/",
    "/todo/?tab=all",
    "/cases/",
    "/registers/",
    "/cases/mediation/",
    "/search/?q=邻里",
    "/corrections/",
)


@pytest.mark.parametrize("person", [WAN, SHEN, HE])
def test_thirty_cases_cost_no_more_queries_than_three(office: Office, signed_in: SignedIn, person):
    client = signed_in(person)
    for _ in range(3):
        office.mediate()
        office.accept(office.register().case)
        office.register()
    few = {address: cost(client, address) for address in PAGES}
    for _ in range(9):
        office.mediate()
        office.accept(office.register().case)
        office.register()
    assert {address: cost(client, address) for address in PAGES} == few
    assert max(few.values()) <= 20


def test_a_page_of_a_list_is_light_and_leads_to_the_next(office: Office, signed_in: SignedIn, monkeypatch):
    monkeypatch.setattr(lists.page, "__kwdefaults__", {**lists.page.__kwdefaults__, "size": 5})
    for _ in range(12):
        office.register()
    client = signed_in(WAN)

    seen, address = [], "/cases/mediation/"
    while address:
        page = words(client.get(address))
        assert len(page.encode()) < 100_000
        seen += re.findall(r'id="case-([\w-]+)"', page)
        onward = re.search(r'<a href="([^"]+)" rel="next">', page)
        address = onward[1].replace("&amp;", "&") if onward else ""
    assert len(seen) == len(set(seen)) == 12
    assert 'rel="prev"' in page
    assert "共12件" in page


def test_a_list_is_narrowed_by_its_address_and_says_so(office: Office, signed_in: SignedIn):
    near = office.register(place=NEAR).case
    far = office.register(place=FAR).case
    office.accept(far)
    client = signed_in(WAN)

    page = words(client.get("/cases/mediation/", {"place": NEAR}))
    assert f"case-{near}" in page
    assert f"case-{far}" not in page
    assert "去掉筛选 社区：望桥社区" in page
    assert f"case-{far}" in words(client.get("/cases/mediation/", {"stage": "mediating", "light": "running"}))
    none = words(client.get("/cases/mediation/", {"stage": "mediating", "place": NEAR}))
    assert "没有符合条件的记录" in none


@pytest.mark.parametrize(
    "query",
    [
        {"after": "nonsense"},
        {"after": "2025-99-99.x"},
        {"year": "二〇二五", "month": "13"},
        {"year": "99999999999999999999"},
        {"stage": "'; DROP TABLE"},
        {"light": "green"},
        {"q": '"*^ OR NEAR('},
        {"q": "邻" * 500},
        {"q": "%"},
        {"before": "2025-03-03." + "x" * 300},
    ],
)
def test_an_address_that_makes_no_sense_still_gets_a_page(office: Office, signed_in: SignedIn, query):
    office.register()
    assert signed_in(WAN).get("/cases/mediation/", query).status_code == 200
    assert signed_in(WAN).get("/search/", query).status_code == 200


def test_an_empty_list_says_what_will_stand_there_and_how_to_make_the_first(
    signed_in: SignedIn, office: Office
):
    page = words(signed_in(WAN).get("/cases/mediation/"))
    assert "还没有记录" in page
    assert 'href="/cases/mediation/new/"' in page
    assert "由负责的岗位登记之后" in words(signed_in(HE).get("/cases/mediation/"))
    assert office.entries == 0


def test_what_is_no_business_of_a_post_has_no_list(signed_in: SignedIn, office: Office):
    assert signed_in("qin").get("/cases/mediation/").status_code == 404
    assert "人民调解" not in words(signed_in("qin").get("/cases/")).partition("<main")[2]
    assert office.entries == 0


def test_shelves_tell_what_runs_and_what_has_run_out(office: Office, signed_in: SignedIn):
    office.accept(office.register().case)
    office.later(days=60)

    page = words(signed_in(SHEN).get("/cases/"))
    assert "计时中1项" in page
    assert "■ 逾期1" in page


def test_a_day_on_which_nothing_is_due_leads_to_what_runs(office: Office, signed_in: SignedIn):
    office.accept(office.register().case)

    page = words(signed_in(WAN).get("/todo/"))

    assert "今天没有到期的事项。" in page
    assert 'href="/todo/?tab=all"' in page.partition("今天没有到期的事项。")[2]


def test_to_do_tells_the_limit_its_article_and_leads_to_the_case(office: Office, signed_in: SignedIn):
    case = office.register().case
    office.accept(case)
    office.later(days=60)

    page = words(signed_in(WAN).get("/todo/"))
    assert "已逾期，由您办理" in page
    assert "调结：自2025年3月3日“受理”起1个月，《人民调解工作若干规定》第三十三条" in unlinked(page)
    assert "超29天" in page
    assert f'href="/case/{case}/"' in page
    leader = words(signed_in(HE).get("/todo/"))
    assert "由他人办理，已逾期" in leader
    assert "逾期1件" in leader


def test_a_person_is_found_by_exactly_their_name_number_or_phone(office: Office, signed_in: SignedIn):
    case = office.register().case
    client = signed_in(WAN)
    for text in ("陈砚秋", "13800138000", "138 0013 8000"):
        assert f'href="/case/{case}/"' in words(client.get("/search/", {"q": text})), text
    for text in ("陈砚", "1380013800"):
        assert f'href="/case/{case}/"' not in words(client.get("/search/", {"q": text})), text
    assert f'href="/case/{case}/"' not in words(signed_in(DENG).get("/search/", {"q": "陈砚秋"}))


def test_a_number_title_or_community_is_found(office: Office, signed_in: SignedIn):
    case = office.register(place=FAR).case
    client = signed_in(WAN)
    for text in ("第1号", "邻里纠纷", "石磨 邻里"):
        assert f'href="/case/{case}/"' in words(client.get("/search/", {"q": text})), text
    assert f"/cases/mediation/?place={FAR}" in words(client.get("/search/", {"q": "石磨"}))
    assert "没有找到" in words(client.get("/search/", {"q": "火星"}))
