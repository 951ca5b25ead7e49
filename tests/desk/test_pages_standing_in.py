"""The form of a step offers to act in another's stead to whom a delegation in force allows it."""

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.desks import SignedIn, words
from fazhi.store import models
from usecases.offices import HE, LU, PDF, SHEN, WAN, Office
from usecases.test_standing_in import delegate

ACCEPTANCE = {
    "_on": "2025-03-03",
    "mediators": [WAN],
    "mediator_role": "full_time",
    "mode": "on_site",
    "rights_told": "yes",
}


def test_who_stands_in_finds_the_case_does_the_step_and_is_shown_as_standing_in(
    office: Office, signed_in: SignedIn
):
    delegate(office)
    case = office.register().case
    client, form = signed_in(LU), f"/case/{case}/do/accepted/"

    assert "代专职人民调解员万和平办理" in words(client.get(form))
    answer = client.post(form, {**ACCEPTANCE, "_for": WAN})

    assert answer.headers["Location"].startswith(f"/case/{case}/")
    assert "陆文（代专职人民调解员万和平）" in words(client.get(f"/case/{case}/"))


def test_who_holds_no_delegation_is_offered_nothing_and_refused_with_the_rule(
    office: Office, signed_in: SignedIn
):
    case = office.register().case
    client, form = signed_in(SHEN), f"/case/{case}/do/accepted/"

    assert "万和平办理" not in words(client.get(form))
    refused = words(client.post(form, {**ACCEPTANCE, "_for": WAN}))

    assert "没有在期的授权委托书委托您代万和平办理" in refused
    assert "内部管理规则“代行职权须有书面委托" in refused
    assert models.Case.objects.get(pk=case).steps == ["registered"]


def test_a_delegation_is_registered_with_its_paper(office: Office, signed_in: SignedIn):
    account = get_user_model().objects.create_user("zheng")
    person = models.Person.objects.create(code="zheng", name="郑文", account=account)
    models.Holding.objects.create(
        person=person, organ_id=office.organ, post="doc_officer", title="文秘", since="2024-01-01"
    )
    asked = {
        "_on": "2025-03-03",
        "delegate": SHEN,
        "principal": HE,
        "post": "deputy_law",
        "matters": ["mediation", "review"],
        "reason": "away",
        "signed_on": "2025-03-03",
        "since": "2025-03-03",
        "until": "2025-03-07",
    }
    client = signed_in("zheng")

    assert "授权委托书" in words(
        client.post("/cases/delegation/new/enrolled/", asked)
    )  # the paper is missing
    paper = SimpleUploadedFile("委托书.pdf", PDF, content_type="application/pdf")
    client.post("/cases/delegation/new/enrolled/", {**asked, "paper": paper})

    row = models.Case.objects.get()
    assert (row.procedure, row.subject, row.stage) == ("delegation", SHEN, "standing")
    assert "沈明代何静 · 分管法治领导" in words(client.get("/cases/delegation/"))
