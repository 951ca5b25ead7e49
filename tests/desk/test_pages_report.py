"""The report's studio, as those who write, check and sign it open it."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.desks import SignedIn
from fazhi.store import models
from fazhi.usecases.clock import noon
from usecases.offices import HE, NEAR, SHEN, WAN, Office

GU, LEI = "gu", "lei"
REPORT, EDIT, SIGN = "/report/2025/", "/report/2025/edit/", "/report/2025/sign/"


@pytest.fixture
def office(office: Office) -> Office:
    """The office with its leaders, two disputes settled, in January after the year."""
    organ = models.Organ.objects.get(pk=office.organ)
    for code, name, post in ((GU, "顾云", "secretary"), (LEI, "雷宁", "director")):
        account = get_user_model().objects.create_user(code)
        person = models.Person.objects.create(code=code, name=name, account=account)
        models.Holding.objects.create(
            person=person, organ=organ, post=post, title=name, since=date(2024, 1, 1)
        )
    office.mediate()
    office.mediate()
    office.now = noon(date(2026, 1, 15), 9)
    return office


def shown(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def opened(office: Office) -> str:
    return office.record("annual_report", "opened", by=SHEN, form={"year": 2025}).case


def approved(office: Office) -> str:
    case = opened(office)
    office.record("annual_report", "drafted", by=SHEN, case=case, form={})
    office.record("annual_report", "reviewed", by=HE, case=case, form={"review_opinion": "同意"})
    office.record("annual_report", "approved", by=GU, case=case, form={"approval_opinion": "同意"})
    return case


def pieces(client: Client) -> dict[str, list[str]]:
    """What the editor's boxes hold now."""
    page = shown(client.get(EDIT))
    boxes = {
        name: re.findall(rf'name="{name}" value="([^"]*)"', page)
        for name in ("lead", "marks", "part", "head")
    }
    bodies = re.findall(r'<textarea[^>]*name="body"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    [version] = re.findall(r'name="version" value="(\d+)"', page)
    unescaped = {
        name: [one.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"') for one in values]
        for name, values in boxes.items()
    }
    return unescaped | {"body": bodies, "version": [version]}


def test_the_report_that_is_due_is_opened(signed_in: SignedIn):
    assert signed_in(SHEN).get("/report/").headers["Location"] == REPORT


def test_every_figure_leads_to_its_certificate(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get(REPORT))

    assert re.search(r'<a class="figure" href="/ledger/990101001/2025/mediation.cases/"[^>]*>2</a>', page)
    assert "尚未启动编制" in page


def test_the_way_of_the_report_shows_who_has_done_what_and_whose_turn_it_is(office, signed_in: SignedIn):
    opened(office)
    page = shown(signed_in(SHEN).get(REPORT))

    assert '<li class="done"><b>启动编制</b>' in page
    assert "沈明，1月15日" in page
    assert "下一步是“起草送审”，由沈明（司法所所长）办理。" in page
    assert "/do/drafted/" in page


def test_who_may_not_yet_do_a_step_reads_why(office, signed_in: SignedIn):
    opened(office)
    page = shown(signed_in(LEI).get(REPORT))

    assert "案件当前为“起草中”，不能办理“签发”" in page
    assert SIGN not in page


def test_who_has_no_part_in_it_reads_it_once_it_is_published(office, signed_in: SignedIn):
    opened(office)
    page = shown(signed_in(WAN).get(REPORT))

    assert "报告还不能查看" in page
    assert "mediation.cases" not in page
    assert signed_in(WAN).get("/report/2025/file.docx").status_code == 404


def test_problems_stand_at_their_line_and_lead_to_where_they_are_mended(office, signed_in: SignedIn):
    opened(office)
    client = signed_in(SHEN)
    boxes = pieces(client)
    boxes["body"][-1] = "办结信访69件。"
    assert client.post(EDIT, boxes).status_code == 302

    page = shown(client.get(REPORT))

    assert "“69”是手工填写的数字" in page
    assert re.search(r'class="margin-note problem".*?href="/report/2025/edit/#s\d+"', page, re.DOTALL)


# Editing -------------------------------------------------------------------------------------------


def test_what_is_not_touched_is_saved_as_it_was(signed_in: SignedIn):
    client = signed_in(SHEN)
    before = shown(client.get(REPORT))
    assert client.post(EDIT, pieces(client)).headers["Location"] == REPORT

    def paper(page: str) -> str:
        return page.partition('<article class="sheet"')[2].partition("</article>")[0]

    assert paper(shown(client.get(REPORT))) == paper(before)


def test_words_that_cannot_be_read_come_back_with_what_is_wrong(signed_in: SignedIn):
    client = signed_in(SHEN)
    boxes = pieces(client)
    boxes["body"][-1] = "受理{mediation.joy}件，<b>你好</b>。"

    answer = client.post(EDIT, boxes)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "没有指标“mediation.joy”" in page
    assert "受理{mediation.joy}件，&lt;b&gt;你好&lt;/b&gt;。" in page


def test_who_saves_second_keeps_their_words_and_sees_the_others(signed_in: SignedIn):
    client = signed_in(SHEN)
    mine, theirs = pieces(client), pieces(client)
    theirs["body"][-1] = "他人的话。"
    mine["body"][-1] = "我的话。"
    client.post(EDIT, theirs)

    answer = client.post(EDIT, mine)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "他人先保存了" in page
    assert "他人的话。" in page
    assert ">我的话。</textarea>" in page
    [version] = re.findall(r'name="version" value="(\d+)"', page)
    assert client.post(EDIT, mine | {"version": [version]}).status_code == 302


def test_a_look_saves_nothing(signed_in: SignedIn):
    client = signed_in(SHEN)
    boxes = pieces(client)
    boxes["body"][-1] = "试一句。"

    page = shown(client.post(EDIT, boxes | {"look": "1"}))

    assert "这是预览，还没有保存" in page
    assert not models.Wording.objects.exists()


def test_words_are_closed_once_the_draft_is_handed_in(office, signed_in: SignedIn):
    approved(office)
    client = signed_in(SHEN)

    assert client.get(EDIT).headers["Location"] == REPORT
    assert "现在不能修改文字" in shown(client.get(REPORT))


# Signing -------------------------------------------------------------------------------------------


def test_the_director_signs_and_the_report_is_sealed(office, signed_in: SignedIn):
    approved(office)
    client = signed_in(LEI)
    assert SIGN in shown(client.get(REPORT))

    assert client.post(SIGN, {"_request": "one"}).headers["Location"] == REPORT

    page = shown(client.get(REPORT))
    assert "已签发，内容冻结" in page
    assert 'class="stamp"' in page
    assert "known=filed" in page


def test_who_drafted_is_refused_to_sign_with_the_reasons(office, signed_in: SignedIn):
    approved(office)
    answer = signed_in(SHEN).post(SIGN, {"_request": "one"})

    assert answer.status_code == 422
    assert "现在不能签发" in answer.content.decode()
    assert not models.Filing.objects.exists()


def test_signing_on_the_page_of_the_case_leads_to_the_report(office, signed_in: SignedIn):
    case = approved(office)

    assert signed_in(LEI).get(f"/case/{case}/do/signed/").headers["Location"] == REPORT


@pytest.mark.parametrize("form", ["docx", "html", "md", "json"])
def test_the_report_is_downloaded_under_its_name(signed_in: SignedIn, form):
    answer = signed_in(SHEN).get(f"/report/2025/file.{form}")

    assert answer.status_code == 200
    assert "filename*=UTF-8''%E9%9D%92" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("address", ["/report/1999/", "/report/2027/", "/report/2025/file.exe"])
def test_what_is_not_there_is_not_found(signed_in: SignedIn, address):
    assert signed_in(SHEN).get(address).status_code == 404


def test_the_page_is_light_and_its_queries_do_not_grow_with_the_books(office, signed_in: SignedIn):
    opened(office)
    client = signed_in(SHEN)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert len(client.get(REPORT).content) < 100_000
        return len(found)

    before = queries()
    for _ in range(3):
        office.mediate(place=NEAR)
    assert queries() == before


def test_a_level_above_sees_how_its_organs_stand_and_reads_what_is_signed(office, signed_in: SignedIn):
    district = models.Organ.objects.create(code="990101", name="云汀区司法局", kind="district", short="云汀")
    models.Organ.objects.filter(pk=office.organ).update(parent=district)
    account = get_user_model().objects.create_user("ren")
    person = models.Person.objects.create(code="ren", name="任重", account=account)
    models.Holding.objects.create(
        person=person, organ=district, post="district_justice", title="科长", since=date(2024, 1, 1)
    )
    approved(office)
    client = signed_in("ren")

    assert "待签发" in shown(client.get("/report/?year=2025"))
    assert "报告还不能查看" in shown(client.get(f"{REPORT}?organ={office.organ}"))

    signed_in(LEI).post(SIGN, {"_request": "one"})
    page = shown(client.get(f"{REPORT}?organ={office.organ}"))
    assert "已签发，内容冻结" in page
    assert EDIT not in page


def test_under_each_piece_of_the_words_stands_what_its_figures_are(office: Office, signed_in: SignedIn):
    opened(office)
    client = signed_in(SHEN)
    boxes = pieces(client)
    at = next(place for place, body in enumerate(boxes["body"]) if body)
    boxes["body"][at] += "\n受理{mediation.cases}件，其中{mediation.cases[source=applied]}件。"
    page = shown(client.post(EDIT, boxes | {"look": "1"}))
    told = re.findall(r'<details class="asked">.*?</details>', page, re.DOTALL)
    lines = [re.sub(r"<[^>]+>", "", line) for part in told for line in re.findall(r"<li>.*?</li>", part)]

    assert any(re.fullmatch(r"\{mediation\.cases\} 人民调解.*?2件\s*", line) for line in lines), lines[:20]
    assert any(line.startswith("{mediation.cases[source=applied]} ") and "其中一项" in line for line in lines)
