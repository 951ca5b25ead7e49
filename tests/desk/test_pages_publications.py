"""三项制度 on the page of a case and of a list; what is to be published, and what the level above is sent."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from desk.desks import unlinked, words
from fazhi.store import models
from fazhi.usecases import clock
from fazhi.usecases.clock import noon
from usecases.open_cases import CITIZEN, PERSONAL, decided, inspected, publish
from usecases.test_inspections_and_penalties import BOTH, ORGAN, Desk, desk

__all__ = ["desk"]

SignIn = Callable[[str], Client]
CLOSING = {"close_kind": "executed", "closing_text": "已履行。", "fully_recorded": "yes"}


@pytest.fixture(autouse=True)
def certified(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.certify(*BOTH, published="yes")
    monkeypatch.setattr(clock, "now", lambda: noon(date(2025, 9, 10), 9))


@pytest.fixture
def sign_in(desk: Desk) -> SignIn:  # noqa: ARG001 - there must be someone to sign in
    def signed_in(person: str) -> Client:
        account = get_user_model().objects.create_user(person)
        models.Person.objects.filter(pk=person).update(account=account)
        client = Client()
        client.force_login(account)
        return client

    return signed_in


def marks(page: str) -> str:
    return unlinked(page).partition("<h2>三项制度</h2>")[2].partition("</section>")[0]


def test_a_case_shows_how_it_stands_with_the_three_systems(desk: Desk, sign_in: SignIn):
    case = decided(desk)
    client = sign_in("yin")
    ahead = marks(words(client.get(f"/case/{case}/")))

    assert ahead.count("未到时候") == 2
    assert "2025年9月12日前，落实后才能结案" in ahead
    assert "不属于应当法制审核的情形" in ahead
    for article in ("四十八", "四十七", "五十八"):
        assert f"《行政处罚法》第{article}条" in ahead

    publish(desk, case)
    done = marks(words(client.get(f"/case/{case}/")))
    entry = models.Entry.objects.get(case=case, step="published").number
    assert f'<a href="#entry-{entry}">2025年9月5日公开处罚决定</a>' in done


def test_what_was_not_published_in_time_is_missing_and_stands_in_the_way(
    desk: Desk, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
):
    case = decided(desk)
    desk.do("liao", "09-04", "served", case, service_way="direct", servers=BOTH, received_by="朗和")
    desk.do("kang", "09-08", "paid", case, paid="20000", receipt_no="9900", bank="拟州银行")
    monkeypatch.setattr(clock, "now", lambda: noon(date(2025, 9, 15), 9))
    page = words(sign_in("lu").get(f"/case/{case}/"))

    assert "未落实" in marks(page)
    assert "三项制度中的公示尚未落实，不能办理“结案”" in page.partition("还不能办理")[2]


def test_a_duty_without_marks_shows_none(sign_in: SignIn):
    officer = models.Case.objects.filter(procedure="enforcement_officer").order_by("key").first().key

    assert "三项制度" not in words(sign_in("yin").get(f"/case/{officer}/"))


def test_the_list_tells_how_many_cases_of_the_year_met_all(desk: Desk, sign_in: SignIn):
    client = sign_in("yin")
    assert "三项制度覆盖率" not in words(client.get("/cases/penalty/"))

    case = decided(desk)
    publish(desk, case)
    desk.do("liao", "09-04", "served", decided(desk), service_way="direct", servers=BOTH, received_by="朗和")
    desk.do("liao", "09-05", "served", case, service_way="direct", servers=BOTH, received_by="朗和")
    desk.do("kang", "09-08", "paid", case, paid="20000", receipt_no="9900", bank="拟州银行")
    desk.do("lu", "09-09", "closed", case, **CLOSING)
    page = words(client.get("/cases/penalty/"))

    assert f"/ledger/{ORGAN}/2025/enforcement.three_systems_rate/" in page
    assert ">100%</a>" in page
    assert "三项制度覆盖率" not in words(client.get("/cases/enforcement_officer/"))


def test_the_page_of_publicity_tells_what_is_due_and_what_stands(desk: Desk, sign_in: SignIn):
    waits, stands = decided(desk), decided(desk, party=CITIZEN)
    publish(desk, stands)
    page = words(sign_in("yin").get("/cases/penalty/public/"))

    assert "余2天" in page
    assert f'href="/case/{waits}/"' in page.partition("公示中")[0]
    assert f'href="/case/{stands}/"' in page.partition("<h2>公示中</h2>")[2]
    assert "张某某" in page
    assert f"/open/{ORGAN}/penalty/" in page
    assert not [secret for secret in PERSONAL if secret in page]


def test_results_of_inspections_are_due_in_twenty_working_days(desk: Desk, sign_in: SignIn):
    case = inspected(desk)

    page = words(sign_in("yin").get("/cases/inspection/public/"))
    assert f'href="/case/{case}/"' in page
    assert "2025-08-06" in page


def test_the_level_above_is_sent_its_columns_as_excel_and_as_csv(desk: Desk, sign_in: SignIn):
    publish(desk, decided(desk, party=CITIZEN))
    client = sign_in("yin")
    sheet = load_workbook(
        io.BytesIO(client.get("/cases/penalty/public/export.xlsx?year=2025").content)
    ).active
    rows = list(sheet.values)
    lines = list(
        csv.reader(io.StringIO(client.get("/cases/penalty/public/export.csv").content.decode("utf-8-sig")))
    )

    assert list(rows[0]) == lines[0]
    assert rows[0][:2] == ("行政相对人名称", "行政相对人类别")
    assert lines[1][:2] == ["张某某", "自然人"]
    assert len(rows) == len(lines) == 2
    assert not [secret for secret in PERSONAL if secret in f"{rows}{lines}"]
    assert (
        len(
            list(
                load_workbook(
                    io.BytesIO(client.get("/cases/penalty/public/export.xlsx?year=2024").content)
                ).active.values
            )
        )
        == 1
    )


def test_only_who_sees_all_cases_takes_them_out(sign_in: SignIn):
    assert sign_in("yin").get("/cases/penalty/public/export.pdf").status_code == 404
    assert Client().get("/cases/penalty/public/export.csv").status_code == 302
    officer = sign_in("liao")
    assert officer.get("/cases/penalty/public/").status_code == 200
    assert officer.get("/cases/penalty/public/export.csv").status_code == 404
    assert "export.csv" not in words(officer.get("/cases/penalty/public/"))
    assert officer.get("/cases/mediation/public/").status_code == 404


def test_more_cases_cost_no_more_queries(desk: Desk, sign_in: SignIn):
    client = sign_in("yin")
    counted = []
    for times in (1, 4):
        for _ in range(times):
            publish(desk, decided(desk))
            decided(desk)
        with CaptureQueriesContext(connection) as asked:
            assert len(client.get("/cases/penalty/public/").content) < 100_000
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_the_page_of_the_duty_tells_what_is_marked_and_what_is_public(sign_in: SignIn):
    client = sign_in("yin")
    page = words(client.get("/procedures/penalty/"))
    marked = page.partition('<section class="part" id="marks">')[2].partition("</section>")[0]

    assert "由“公开处罚决定”落实，落实后才能办理“结案”" in marked
    assert "《行政处罚法》第五十八条第一款" in marked
    assert "事后公开“行政处罚决定”：决定书文号、当事人、案由" in page
    assert 'id="marks"' not in words(client.get("/procedures/mediation/"))
