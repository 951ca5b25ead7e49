"""Documents and evidence: masked on the screen, whole as files, and checked by anyone who holds one."""

import pytest
from django.test import Client

from desk.desks import SignedIn, words
from fazhi.store import models
from fazhi.usecases import looks
from fazhi.usecases.record import Upload
from usecases.offices import DENG, PDF, SECRETS, SHEN, WAN, Office


@pytest.fixture
def agreement(office: Office) -> models.Document:
    """The written agreement of a mediation of today."""
    case, *_ = office.mediate(evidence=[Upload(name="现场照片.pdf", content=PDF)])
    return models.Document.objects.get(case=case, code="agreement")


def told(document: models.Document) -> list[str]:
    return [look.reason for look in looks.looks(document.case)]


def test_a_document_is_shown_masked_and_in_clear_when_asked(agreement, signed_in: SignedIn):
    client = signed_in(WAN)
    masked = words(client.get(f"/documents/{agreement.pk}/"))
    assert "人民调解协议书" in masked
    assert agreement.number in masked
    assert not [secret for secret in SECRETS if secret in masked]
    assert told(agreement) == []

    clear = client.post(f"/documents/{agreement.pk}/")
    assert "陈砚秋" in words(clear)
    assert "no-store" in clear.headers["Cache-Control"]
    assert told(agreement) == ["查看文书“人民调解协议书”"]


@pytest.mark.parametrize(
    ("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype"), ("md", b"")]
)
def test_a_document_is_sent_as_a_file_in_every_format_and_noted(agreement, signed_in: SignedIn, form, begins):
    answer = signed_in(WAN).get(f"/documents/{agreement.pk}/file.{form}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert told(agreement) == ["下载文书“人民调解协议书”"]


def test_documents_and_evidence_of_others_cases_are_not_found(agreement, signed_in: SignedIn):
    [evidence] = models.Evidence.objects.all()
    client = signed_in(DENG)
    for address in (
        f"/documents/{agreement.pk}/",
        f"/documents/{agreement.pk}/file.pdf",
        f"/evidence/{evidence.pk}/",
        "/documents/99999/",
        f"/evidence/{'0' * 64}/",
    ):
        assert client.get(address).status_code == 404, address
    assert told(agreement) == []


def test_a_format_that_is_not_drawn_is_not_found(agreement, signed_in: SignedIn):
    assert signed_in(WAN).get(f"/documents/{agreement.pk}/file.exe").status_code == 404


def test_evidence_comes_as_a_file_never_as_a_page_and_the_look_is_noted(agreement, signed_in: SignedIn):
    [evidence] = models.Evidence.objects.all()
    answer = signed_in(WAN).get(f"/evidence/{evidence.pk}/")
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert told(agreement) == ["查阅证据材料"]


def test_anyone_learns_whether_a_paper_is_genuine_and_nothing_personal(agreement):
    page = words(Client().get(f"/check/{agreement.check_code}/"))
    assert "真实的文书" in page
    assert "人民调解协议书" in page
    assert agreement.number in page
    assert "青槐街道办事处" in page
    assert "2025年3月3日(周一)" in page
    assert not [secret for secret in SECRETS if secret in page]
    assert agreement.case not in page


def test_a_code_may_be_typed_as_people_type(agreement):
    client = Client()
    loose = agreement.check_code.replace("-", " ").lower()
    landed = client.get("/check/", {"code": loose})
    assert "真实的文书" in words(client.get(landed.headers["Location"]))


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC", "x", "<script>", "1234-5678-90AB-CDEF"])
@pytest.mark.django_db
def test_a_code_no_paper_bears_gets_an_answer(code):
    answer = Client().get("/check/", {"code": code}, follow=True)
    assert answer.status_code == 404
    assert "没有这个核验码" in words(answer)
    assert "<script>" not in words(answer).partition("<main")[2]


def test_a_withdrawn_paper_is_said_to_be_so(agreement, signed_in: SignedIn):
    page = f"/case/{agreement.case}/entries/{agreement.entry}/correct/"
    signed_in(WAN).post(page, {"action": "void", "reason": "未签字", "do": "propose"})
    proposal = models.Correction.objects.get().proposal
    signed_in(SHEN).post("/corrections/", {"proposal": proposal, "do": "confirm"})

    assert "已撤回" in words(Client().get(f"/check/{agreement.check_code}/"))
    assert "已撤回" in words(signed_in(WAN).get(f"/documents/{agreement.pk}/"))
