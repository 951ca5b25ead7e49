"""读报告: what is shown of a report that is sent, and that nothing of it stays."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.desks import SignedIn, words
from fazhi.reader import pictures
from fazhi.store import models
from fazhi.usecases import comparison_table as tables
from fazhi.usecases import report_files
from fazhi.usecases.clock import noon
from usecases.offices import ORGAN, SHEN, Office

TEXT = """青槐街道2025年法治政府建设年度报告
2025年，青槐街道依法履职。
一、主要举措和成效
（一）依法化解矛盾纠纷
受理人民调解案件9件，调解成功2件。发放“法治护照”30本。
二、存在的不足和原因
一是力量不足，原因是编制少。
三、2025年度主要安排
计划开展法治宣传活动20场次。
<script>alert(1)</script>
"""


@pytest.fixture
def office(office: Office) -> Office:
    office.mediate()
    office.mediate()
    office.now = noon(date(2026, 1, 15), 9)
    return office


def send(client: Client, content: bytes, name: str = "报告.txt", **more: str) -> HttpResponse:
    return client.post("/read/", {"file": SimpleUploadedFile(name, content), **more})


def test_the_page_asks_for_a_file_and_says_that_nothing_is_kept(signed_in: SignedIn):
    page = words(signed_in(SHEN).get("/read/"))

    assert 'type="file"' in page
    assert "不保存在系统里" in page
    assert 'href="/read/" aria-current="page"' in page


def test_figures_are_marked_with_what_they_count_and_faults_with_their_reason(signed_in: SignedIn):
    answer = send(signed_in(SHEN), TEXT.encode())
    page = words(answer)

    assert answer.status_code == 200
    assert re.search(r'<a class="found" href="#f1"[^>]*>9件<span class="tip">人民调解案件数</span></a>', page)
    assert re.search(r'<li id="f1"><a href="#t1">9件</a> <span>人民调解案件数', page)
    assert re.search(r'<a class="found unbound"[^>]*>30本<span class="tip">未对应：', page)
    assert re.search(r'<h2 class="sheet-title">(<mark[^>]*>)?青槐街道2025年法治政府建设年度报告', page)
    assert re.search(r'<h3 class="sheet-1">一、主要举措和成效</h3>', page)
    # Last year's date left in the heading of next year's plan: marked where it stands, noted beside it.
    assert re.search(r'<mark class="fault error">[^<]*2025[^<]*</mark><sup><a href="#n\d+"', page)
    assert re.search(r'<div class="margin-note error" id="n\d+"', page)
    assert "《法治政府建设与责任落实督察工作规定》第二十五条" in page
    assert re.search(r"党政主要负责人履行推进法治建设第一责任人职责情况<b>没有</b>", page)


def test_what_is_sent_is_shown_as_words_never_run(signed_in: SignedIn):
    page = words(send(signed_in(SHEN), TEXT.encode()))

    assert "<script>alert" not in page


def test_the_whole_text_is_there_once(signed_in: SignedIn):
    page = words(send(signed_in(SHEN), TEXT.encode()))
    [sheet] = re.findall(r'<article class="sheet".*?</article>', page, re.DOTALL)
    sheet = re.sub(r'<div class="margin-note.*?</div>|<span class="tip">.*?</span>|<sup>.*?</sup>', "", sheet)
    told = re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", sheet)))

    assert told.startswith(
        "青槐街道2025年法治政府建设年度报告2025年，青槐街道依法履职。一、主要举措和成效（一）"
    )
    assert "受理人民调解案件9件，调解成功2件。发放“法治护照”30本。" in told


def test_the_books_of_the_year_stand_beside_it_with_their_certificates(signed_in: SignedIn):
    page = words(send(signed_in(SHEN), TEXT.encode()))

    assert "与青槐街道办事处2025年的账簿对照" in page
    assert re.search(rf'<a href="/ledger/{ORGAN}/2025/mediation.cases/" class="figure">2件</a>', page)
    assert re.search(r"<caption><b>两边不同</b><span>1个数字</span>", page)
    assert re.search(r"<caption><b>只在账簿</b>", page)


def test_another_year_is_compared_without_sending_the_file_again(signed_in: SignedIn):
    client = signed_in(SHEN)
    first = words(send(client, TEXT.encode()))
    [carried] = re.findall(r'<textarea name="carried"[^>]*>(.*?)</textarea>', first, re.DOTALL)

    page = words(client.post("/read/", {"carried": unescape(carried), "year": "2026"}))

    assert "与青槐街道办事处2026年的账簿对照" in page
    assert "文稿写的是2025年度，对照的是2026年的账簿。" in page
    assert page.count('class="margin-note') == first.count('class="margin-note')


def test_a_report_of_our_own_shows_no_difference(office: Office, signed_in: SignedIn):
    organ = models.Organ.objects.get(pk=office.organ)
    content, _ = report_files.publish(organ, 2025, "docx", now=office.now)

    page = words(send(signed_in(SHEN), content, "报告.docx"))

    assert '与账簿对照<span class="tally">0</span>' in page


def test_nothing_of_it_is_written_down(signed_in: SignedIn, home_files):
    client = signed_in(SHEN)
    client.get("/read/")
    before = home_files()
    with CaptureQueriesContext(connection) as asked:
        send(client, TEXT.encode())

    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []
    assert home_files() == before
    assert all("护照" not in str(one.get_decoded()) for one in Session.objects.all())


@pytest.fixture
def home_files(settings):
    return lambda: sorted(str(path) for path in settings.FAZHI_HOME.rglob("*"))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x00\x01\x02" * 900, "乱.docx"),
        (b"PK\x03\x04broken", "坏.docx"),
        (b"%PDF-1.7 no pages", "坏.pdf"),
        (b"nothing here is Chinese at all", "english.txt"),
        (b"\x89PNG\r\n\x1a\n", "坏.png"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so_in_a_sentence(signed_in: SignedIn, content: bytes, name: str):
    answer = send(signed_in(SHEN), content, name)

    assert answer.status_code == 422
    assert "这个文件没有读成" in words(answer)
    assert "Traceback" not in words(answer)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"carried": "[" * 100_000},
        {"carried": "{"},
        {"carried": "[]"},
        {"carried": '{"text": 3}'},
        {"carried": "null"},
    ],
)
def test_nothing_sent_or_something_mangled_is_asked_for_again(signed_in: SignedIn, sent):
    answer = signed_in(SHEN).post("/read/", sent)

    assert answer.status_code == 422
    assert 'type="file"' in words(answer)


def test_more_than_twenty_megabytes_are_refused_with_the_limit(signed_in: SignedIn):
    answer = send(signed_in(SHEN), b"a" * (20 * 1024 * 1024 + 1), "大.txt")

    assert answer.status_code == 413
    assert "20" in words(answer)


def test_only_those_with_a_post_may_read(client: Client):
    assert client.get("/read/").status_code == 302


def test_a_long_report_asks_the_books_no_more_than_a_short_one(office: Office, signed_in: SignedIn):
    client = signed_in(SHEN)
    organ = models.Organ.objects.get(pk=office.organ)
    whole, _ = report_files.publish(organ, 2025, "md", now=office.now)
    counts = []
    for content in (TEXT.encode(), whole):
        send(client, content)
        with CaptureQueriesContext(connection) as asked:
            send(client, content)
        counts.append(len(asked))

    assert abs(counts[0] - counts[1]) <= 1


# Several reports ----------------------------------------------------------------------------------


def several(client: Client, *files: tuple[str, str], **more: str) -> HttpResponse:
    sent = [SimpleUploadedFile(name, content.encode()) for name, content in files]
    return client.post("/read/compare/", {"files": sent, **more})


OTHER = TEXT.replace("青槐街道", "石岗街道").replace("9件", "4件")


def test_several_reports_stand_side_by_side_with_one_chart(signed_in: SignedIn):
    page = words(several(signed_in(SHEN), ("a.txt", TEXT), ("b.txt", OTHER)))

    assert "青槐街道" in page
    assert "石岗街道" in page
    assert "人民调解案件数" in page
    assert page.count('<figure class="chart') == 1
    assert "缺0处" in page


def test_what_differs_in_period_is_not_ranked_and_says_why(signed_in: SignedIn):
    spanning = OTHER.replace("受理人民调解案件", "2021—2025年，受理人民调解案件")
    client = signed_in(SHEN)
    page = words(several(client, ("a.txt", TEXT), ("b.txt", spanning), indicator="mediation.cases"))

    assert "▲ 不排名：人民调解案件数" in page
    assert "统计期间不同" in page
    assert '<figure class="chart' not in page


def test_the_table_is_taken_home_without_sending_the_files_again(signed_in: SignedIn):
    client = signed_in(SHEN)
    page = words(several(client, ("a.txt", TEXT), ("b.txt", OTHER)))
    [carried] = re.findall(r'<textarea name="carried"[^>]*>(.*?)</textarea>', page, re.DOTALL)

    as_csv = client.post("/read/compare/", {"carried": unescape(carried), "to": "csv"})
    as_xlsx = client.post("/read/compare/", {"carried": unescape(carried), "to": "xlsx"})

    assert "石岗街道,2025,mediation.cases,人民调解案件数,4.0" in as_csv.content.decode("utf-8-sig")
    assert as_xlsx.content[:2] == b"PK"
    assert "attachment" in as_xlsx.headers["Content-Disposition"]


def test_the_table_is_offered_as_parquet_with_gaps(signed_in: SignedIn):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra for Parquet is not installed")
    client = signed_in(SHEN)
    page = words(several(client, ("a.txt", TEXT), ("b.txt", OTHER.replace("，调解成功2件", ""))))
    [carried] = re.findall(r'<textarea name="carried"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert 'value="parquet"' in page

    answer = client.post("/read/compare/", {"carried": unescape(carried), "to": "parquet"})

    lines = parquet.read_table(io.BytesIO(answer.content)).to_pylist()
    told = {(one["机关"], one["指标编号"]): one["数值"] for one in lines}
    assert told["青槐街道", "mediation.cases"] == 9
    assert told["石岗街道", "mediation.settled"] is None


def test_parquet_is_not_offered_where_it_cannot_be_written(signed_in: SignedIn, monkeypatch):
    monkeypatch.setattr(tables, "parquet_is_here", lambda: False)

    assert 'value="parquet"' not in words(several(signed_in(SHEN), ("a.txt", TEXT), ("b.txt", OTHER)))


def test_a_long_scan_is_told_to_be_read_elsewhere_before_it_is_begun(signed_in: SignedIn, monkeypatch):
    monkeypatch.setattr(pictures, "text_in", lambda *_: "青槐街道2025年法治政府建设年度报告")
    image = pytest.importorskip("PIL.Image", reason="the extra for OCR is not installed")
    page = image.new("RGB", (60, 80), "white")
    scan = io.BytesIO()
    page.save(scan, "PDF", save_all=True, append_images=[page] * 3)

    answer = send(signed_in(SHEN), scan.getvalue(), "扫描.pdf")

    assert answer.status_code == 422
    assert "一次最多识别3页" in words(answer)


def test_what_cannot_be_read_among_several_is_told_and_the_rest_is_shown(signed_in: SignedIn):
    page = words(several(signed_in(SHEN), ("a.txt", TEXT), ("乱.xlsx", "no table"), ("英.txt", "no Chinese")))

    assert "2个文件没有读成" in page
    assert "“乱.xlsx”不是 fazhi read 文件夹 --to 写出的汇总表" in page
    assert "人民调解案件数" in page


@pytest.mark.parametrize("carried", ["", "{", "null", "[[1]]", '[["a"]]', "[" * 100_000])
def test_no_reports_or_mangled_ones_are_asked_for_again(signed_in: SignedIn, carried: str):
    answer = signed_in(SHEN).post("/read/compare/", {"carried": carried})

    assert answer.status_code == 422
    assert 'type="file"' in words(answer)
