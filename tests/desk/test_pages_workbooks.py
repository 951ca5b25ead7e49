"""导入台账、导出台账 on the desk."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from desk.desks import SignedIn, words
from fazhi.store import models
from fazhi.usecases import workbook_jobs
from usecases.offices import PU, QIN, SECRETS, SHEN, Office
from workbooks import sheets

PAGE = "/workbooks/mediation/"


@pytest.fixture(autouse=True)
def later(office: Office) -> None:
    office.later(days=300)


def send(client: Client, *rows: tuple[object, ...], name: str = "台账.xlsx") -> HttpResponse:
    content = sheets.content(sheets.book(*rows))
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def looked_through(client: Client, *rows: tuple[object, ...]) -> str:
    """Send a register and let it be looked through; return where it lies."""
    where = str(send(client, *rows).headers["Location"])
    client.post(where, {"act": "go-on"})
    fills = {f"fill-{name}": text for name, text in sheets.FILLS.items()}
    client.post(where, {"act": "again", **fills})
    return where


def test_a_register_is_shown_before_anything_is_written_and_then_brought_in(office, signed_in: SignedIn):
    client = signed_in(SHEN)
    where = looked_through(client, sheets.row(), sheets.row(序号=2, 受理时间="2025-02-30"))

    page = words(client.get(where))
    assert "检查结果" in page
    assert "B4" in page
    assert "这一天不存在" in page
    assert "登记 2025-03-01 沈明" in page or "登记 2025-03-01 万和平" in page
    assert "达成协议 2025-03-02 万和平" in page
    assert office.entries == 0

    assert client.post(where, {"act": "enter"}).headers["Location"].endswith("?unsaid=1#enter")
    assert office.entries == 0

    client.post(where, {"act": "enter", "good_rows": "yes"})
    page = words(client.get(where))
    assert "已导入1件，记入4条簿记" in page
    assert office.entries == 4
    case = words(client.get(f"/case/{models.Case.objects.get().key}/"))
    assert "由沈明据“台账.xlsx”台账第3行导入" in case


def test_missing_columns_are_asked_for_on_the_page(signed_in: SignedIn):
    client = signed_in(SHEN)
    where = str(send(client, sheets.row()).headers["Location"])
    client.post(where, {"act": "go-on"})

    page = words(client.get(where))

    assert "表中没有的必填栏目" in page
    assert 'name="fill-调解组织类型"' in page


def test_an_import_under_way_shows_how_far_it_is_and_goes_on(signed_in: SignedIn, monkeypatch):
    monkeypatch.setattr(workbook_jobs, "SLICE_SECONDS", 0.0)
    client = signed_in(SHEN)
    where = str(
        send(client, *(sheets.row(序号=n, 纠纷简要情况=f"第{n}件") for n in (1, 2, 3))).headers["Location"]
    )

    page = words(client.get(where))
    assert "正在逐格检查" in page
    assert 'hx-trigger="load' in page
    assert re.search(r'<progress max="3" value="\d"', page)


def test_what_is_kept_of_a_file_is_sealed_and_thrown_away_when_told(signed_in: SignedIn, fazhi_home):
    client = signed_in(SHEN)
    where = str(send(client, sheets.row()).headers["Location"])
    client.post(where, {"act": "go-on"})
    kept = list((fazhi_home / "imports").glob(f"{where.split('/')[-2]}*"))
    assert len(kept) == 3
    assert not any("陈砚秋".encode() in path.read_bytes() for path in kept)

    client.post(where, {"act": "drop"})

    assert not list((fazhi_home / "imports").glob(f"{where.split('/')[-2]}*"))
    assert client.get(where).status_code == 404


def test_an_import_is_there_for_nobody_else(signed_in: SignedIn):
    where = str(send(signed_in(SHEN), sheets.row()).headers["Location"])

    assert signed_in("he").get(where).status_code == 404
    assert signed_in(SHEN).get(f"{PAGE}not-a-token-at-all-000000/").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧.xls", "旧版 .xls"), (b"", "空.xlsx", "空文件")],
)
def test_a_file_that_cannot_be_taken_is_said_to_be_so_on_the_page(signed_in: SignedIn, content, name, said):
    page = signed_in(SHEN).post(PAGE, {"file": SimpleUploadedFile(name, content)})

    assert page.status_code == 422
    assert said in words(page)


def test_no_file_at_all_is_said_to_be_missing(signed_in: SignedIn):
    page = signed_in(SHEN).post(PAGE)

    assert page.status_code == 422
    assert "请先选择台账文件" in words(page)


def test_the_register_is_taken_along_masked_and_whole_only_with_a_reason(office, signed_in: SignedIn):
    office.mediate()
    client = signed_in(SHEN)

    masked = client.post(f"{PAGE}export/", {"year": "2025", "whole": "no"})
    assert unquote(masked.headers["Content-Disposition"]).endswith("人民调解台账2025.xlsx")
    assert masked.headers["Cache-Control"] == "no-store"
    assert not models.Look.objects.exists()

    refused = client.post(f"{PAGE}export/", {"whole": "yes", "because": ""})
    assert refused.status_code == 422
    assert "请写明导出个人信息的原因" in words(refused)

    whole = client.post(f"{PAGE}export/", {"whole": "yes", "because": "核对"})
    assert whole.status_code == 200
    assert models.Look.objects.count() == 1


def test_an_empty_register_is_there_to_be_filled_in(signed_in: SignedIn):
    answer = signed_in(SHEN).get(f"{PAGE}template/")

    assert answer.content.startswith(b"PK")
    assert not any(secret.encode() in answer.content for secret in SECRETS)


def test_who_has_nothing_to_do_with_a_duty_finds_no_such_page(signed_in: SignedIn):
    assert signed_in(QIN).get(PAGE).status_code == 404
    assert signed_in(QIN).get(f"{PAGE}template/").status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_the_list_of_a_duty_leads_to_its_register(signed_in: SignedIn):
    assert 'href="/workbooks/publicity_event/"' in words(signed_in(PU).get("/cases/publicity_event/"))
