"""Returns on the desk."""

import html
import re

from desk.desks import SignedIn, words
from usecases.offices import SHEN, Office


def test_a_return_is_shown_for_each_period_and_handed_out(office: Office, signed_in: SignedIn):
    office.mediate()
    client = signed_in(SHEN)
    assert "人民调解统计报表" in words(client.get("/returns/"))
    page = words(client.get("/returns/S1/2025/"))
    assert "勾稽5条，全部相符" in page
    assert "/returns/S1/2025-Q1/" in page
    assert len(page.encode()) < 100_000
    answer = client.get("/returns/S1/2025/file.xlsx")
    assert answer.content[:2] == b"PK"
    assert client.get("/returns/S1/2025-99/").status_code == 404


def test_every_figure_of_a_return_leads_to_its_certificate_in_that_period(
    office: Office, signed_in: SignedIn
):
    office.mediate()
    office.mediate(source="entrusted/police", committee_kind="street")
    client = signed_in(SHEN)
    page = client.get("/returns/S1/2025-Q1/").content.decode()
    links = {html.unescape(one) for one in re.findall(r'href="(/[^"]+)" class="figure"', page)}
    crossed = [one for one in links if "source=entrusted&" in one or one.endswith("source=entrusted")]
    assert crossed
    assert all("period=2025-Q1" in one for one in links if one.startswith("/ledger/"))
    for one in links:
        assert client.get(one).status_code == 200, one
    street = next(one for one in links if "committee_kind=street&source=entrusted" in one)
    said = words(client.get(street))
    assert "1月1日至3月3日" in said.replace("2025年", "")
    assert "调解组织类型：街道（乡镇）调委会" in said
    assert "共1条" in said


def test_a_cell_computed_from_several_figures_leads_to_each_of_them(office: Office, signed_in: SignedIn):
    office.mediate()
    client = signed_in(SHEN)
    page = client.get("/returns/S1/2025/").content.decode()
    [cell] = re.findall(r'href="(/returns/S1/2025/[0-9-]+/)"', page)
    said = words(client.get(cell))
    assert "口头协议" in said
    assert "“人民调解成功件数” － “达成书面调解协议份数”" in said
    assert client.get("/returns/S1/2025/9-9-9/").status_code == 404


def test_a_period_that_is_none_of_the_year_is_no_certificate(office: Office, signed_in: SignedIn):
    client = signed_in(SHEN)
    address = f"/ledger/{office.organ}/2025/mediation.cases/"
    assert client.get(f"{address}?period=2025-Q5").status_code == 404
    assert client.get(f"{address}?period=2024-Q1").status_code == 404


def test_a_return_that_is_none_is_not_found(office: Office, signed_in: SignedIn):
    assert office
    client = signed_in(SHEN)
    assert client.get("/returns/S99/2025/").status_code == 404
