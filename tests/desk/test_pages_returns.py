"""Returns on the desk."""

import html
import re

from desk.desks import SignedIn, words
from fazhi.usecases import correct
from usecases.offices import HE, PU, SHEN, WAN, Office


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


def test_a_return_goes_from_the_form_to_signature_on_its_page(office: Office, signed_in: SignedIn):
    office.mediate()
    office.later(days=31)
    page = words(signed_in(PU).get("/returns/S1/2025-Q1/"))
    assert "报送时限2025-04-05" in page
    assert "/cases/statistical_return/new/opened/?fill-return_code=S1&amp;fill-period=2025-Q1" in page
    asked = {"return_code": "S1", "period": "2025-Q1"}
    case = office.record("statistical_return", "opened", by=PU, form=asked).case
    office.record("statistical_return", "checked", by=SHEN, case=case)
    client = signed_in(HE)
    assert client.get(f"/case/{case}/do/signed/").headers["Location"] == "/returns/S1/2025-Q1/"
    assert 'action="/returns/S1/2025-Q1/sign/"' in words(client.get("/returns/S1/2025-Q1/"))
    assert client.post("/returns/S1/2025-Q1/sign/").status_code == 302
    page = words(client.get("/returns/S1/2025-Q1/"))
    assert "已签发，各数冻结，截至簿记第5号" in page
    assert "known=5" in page
    assert "看账簿现在的数" in page
    assert "账簿现在的数，不是签发的数" in words(client.get("/returns/S1/2025-Q1/?now=1"))


def test_who_may_not_sign_is_told_why(office: Office, signed_in: SignedIn):
    office.mediate()
    office.later(days=31)
    answer = signed_in(SHEN).post("/returns/S1/2025-Q1/sign/")
    assert answer.status_code == 422
    assert "这份报表还没有填报" in words(answer)


def test_what_moved_since_signature_stands_on_the_page(office: Office, signed_in: SignedIn):
    case, _, _, settled = office.mediate()
    office.later(days=31)
    asked = {"return_code": "S1", "period": "2025-Q1"}
    made = office.record("statistical_return", "opened", by=PU, form=asked).case
    office.record("statistical_return", "checked", by=SHEN, case=made)
    signed_in(HE).post("/returns/S1/2025-Q1/sign/")
    asked = correct.propose(
        case, settled, action="void", reason="登记有误", clerk=office.clerk(WAN), now=office.now
    )
    correct.confirm(asked.proposal, clerk=office.clerk(SHEN), now=office.now)
    page = words(signed_in(HE).get("/returns/S1/2025-Q1/"))
    assert "签发之后的更正" in page
    assert "报表保持签发时的数" in page
