"""The ledger and the declared procedures, as clerks open them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.desks import SignedIn
from fazhi.procedures import registry
from fazhi.store import models
from usecases.offices import DENG, FAR, NEAR, SHEN, WAN, Office

CASES = "/ledger/990101001/2025/mediation.cases/"


def shown(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        shown(client.get(address))
    return len(found)


@pytest.fixture
def settled(office: Office) -> Office:
    office.mediate()
    office.mediate(source="entrusted/police", place=FAR)
    return office


@pytest.mark.usefixtures("settled")
def test_the_ledger_lists_figures_by_field_with_their_certificates(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get("/ledger/", {"year": "2025", "field": "mediation"}))

    assert f'href="{CASES}"' in page
    assert "人民调解成功率" in page


@pytest.mark.usefixtures("settled")
def test_a_figure_is_found_by_the_words_reports_use(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get("/ledger/", {"q": "调处成功率"}))

    assert "人民调解成功率" in page
    assert "人民调解案件数" not in page


@pytest.mark.usefixtures("settled")
def test_a_word_that_no_figure_knows_is_answered_with_a_way_on(signed_in: SignedIn):
    assert "没有找到这样的指标" in shown(signed_in(SHEN).get("/ledger/", {"q": "火星"}))


@pytest.mark.usefixtures("settled")
def test_a_certificate_leads_to_the_cases_behind_the_figure(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get(CASES))

    assert "每办理一次“受理”计1件。" in page
    assert "《人民调解法》第十九条" in page
    keys = set(models.Case.objects.values_list("key", flat=True))
    assert {key for key in keys if f"/case/{key}/" in page} == keys


@pytest.mark.usefixtures("settled")
def test_who_may_not_see_a_case_sees_no_more_than_its_number(signed_in: SignedIn):
    page = shown(signed_in(DENG).get(CASES))

    assert "/case/" not in page
    assert "邻里纠纷" not in page
    assert "第1号" in page


@pytest.mark.usefixtures("settled")
def test_a_slice_shows_its_own_records_only(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get(CASES, {"source": "entrusted"}))

    assert "人民调解案件数（案件来源：接受委托移送）" in page
    assert len(re.findall(r'<tr role="row" class="glows', page.partition('id="entries"')[2])) == 1


@pytest.mark.usefixtures("settled")
def test_a_rate_shows_what_it_is_computed_from_with_its_base(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get("/ledger/990101001/2025/mediation.success_rate/"))

    assert "“人民调解成功件数” ÷ “人民调解结案件数”" in page
    assert "人民调解结案件数 2" in page
    assert 'href="/ledger/990101001/2025/mediation.settled/"' in page


@pytest.mark.usefixtures("settled")
def test_script_gets_the_certificate_alone(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get(CASES, headers={"HX-Request": "true"}))

    assert page.lstrip().startswith('<section class="certificate"') or "<html" not in page
    assert "看逐月、社区和全部2条记录" in page


@pytest.mark.usefixtures("settled")
def test_the_records_come_as_a_table_without_titles_of_cases_not_seen(signed_in: SignedIn):
    answer = signed_in(DENG).get(CASES, {"format": "csv"})

    assert answer.headers["Content-Type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "邻里纠纷" not in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    "address",
    [
        "/ledger/990101009/2025/mediation.cases/",
        "/ledger/990101001/2025/mediation.nothing/",
        f"{CASES}?source=applied&dispute_type=neighbour",
        "/procedures/nothing/",
    ],
)
def test_what_is_not_there_is_not_found(signed_in: SignedIn, address):
    assert signed_in(SHEN).get(address).status_code == 404


@pytest.mark.usefixtures("office")
def test_strangers_are_sent_to_sign_in():
    for address in ("/ledger/", CASES, "/procedures/", "/procedures/mediation/"):
        assert Client().get(address).headers["Location"].startswith("/sign-in/")


def test_the_number_of_queries_does_not_grow_with_the_books(office: Office, signed_in: SignedIn):
    client = signed_in(SHEN)
    office.mediate()
    addresses = ("/ledger/?field=mediation&year=2025", CASES, f"{CASES}?source=applied")
    before = [queries(client, address) for address in addresses]
    for place in (NEAR, FAR, NEAR):
        office.mediate(place=place)

    assert [queries(client, address) for address in addresses] == before


@pytest.mark.parametrize("code", registry.current())
def test_every_duty_has_a_page_drawn_from_its_declaration(signed_in: SignedIn, code):
    answer = signed_in(WAN).get(f"/procedures/{code}/")
    page = shown(answer)

    declared = registry.procedure(code)
    assert all(step.label in page for step in declared.parts.steps)
    assert "<svg" in page
    assert len(re.sub(r"<svg.*?</svg>", "", page).encode()) < 100_000


@pytest.mark.parametrize("code", registry.current())
def test_what_its_forms_ask_stands_on_a_page_too(signed_in: SignedIn, code):
    page = shown(signed_in(WAN).get(f"/procedures/{code}/fields/"))

    forms = [step.form for step in registry.procedure(code).parts.steps if step.form]
    assert all(field.label in page for form in forms for field in form.fields)
    assert len(page.encode()) < 100_000


def test_every_duty_is_listed(signed_in: SignedIn):
    page = shown(signed_in(WAN).get("/procedures/"))

    assert all(f'href="/procedures/{code}/"' in page for code in registry.current())
